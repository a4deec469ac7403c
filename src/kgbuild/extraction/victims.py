"""People who are named as killed, wounded or captured, with their rank and their side."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.extraction.annotations import Mention, Reading, VictimMention
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import clean_edges
from kgbuild.extraction.people import People
from kgbuild.extraction.person_names import FATHERS, PersonNames
from kgbuild.extraction.report import Measure

__all__ = ["Victims"]

_AGENT = frozenset({"برصاص", "بنيران", "برصاصه", "برصاصات", "بسلاح", "بايدي", "بطعنات", "بسكين", "بقصف", "بغاره"})
_LONGEST_NAME = 6
_NAMED = 2  # words of a name at least that stands without its title
_FATHERS = (*FATHERS, "ابو", "ابي")
_FATHERED = 3  # words of a name with أبو in the middle at least
_DESCRIPTION = 7
_OF_BODY = ("في", "من", "لدي")  # القيادي البارز في كذا فلان
_SIDE_REACH = 3
_SIDE_LINKS = frozenset(["من", "في", "لدي", "بصفوف", "مرتبات", "منسوبي", "عناصر", "صفوف", "قاده"])
_QUOTES = ("quote", "bracket")


class Victims:
    """Reads named people from a word on."""

    def __init__(self, reading: Reading, hits: HitTable, people: People) -> None:
        self._reading, self._hits, self._words, self._people = reading, hits, reading.words, people
        self._mentions = people.mentions
        self._names = PersonNames(reading, hits, people.mentions)

    def read(self, position: int, end: int, fate: Measure) -> list[VictimMention]:
        """Return the people named from ``position`` on, one behind another: ``العقيد كذا والجندي كذا``.

        Parameters
        ----------
        position, end
            Where the first may begin, and where the sentence ends.
        fate
            What became of them.
        """
        found: list[VictimMention] = []
        at = position
        while at < end:
            victim = self._victim(at, end, fate)
            if victim is None:
                break
            found.append(victim)
            at = self._next(victim.end, end)
        return found

    def _next(self, position: int, end: int) -> int:
        """Where the next of a list may begin: behind a comma or at a word with ``و``; ``end`` for no next."""
        while position < end and self._words[position].mark in ("comma", *_QUOTES):
            position += 1
        if position >= end or not self._words[position].norm.startswith("و"):
            return end
        return position + (self._words[position].norm == "و")

    def _victim(self, position: int, end: int, fate: Measure) -> VictimMention | None:
        start = position
        while start < end and self._words[start].mark in _QUOTES:
            start += 1
        mention = self._mentions.get(start)
        if (
            mention
            and mention.kind == "person"
            and mention.preposition in ("", "ل")
            and not self._another_clause(start)
            and self._is_name(mention)
        ):
            named = self._longer(mention, end)
            return self._described(start, named, end, fate)
        name = self._name_behind(start, end) or self._fathered(start, end)
        return self._described(start, name, end, fate) if name else None

    def _is_name(self, mention: Mention) -> bool:
        """``قيادي ميداني كبير`` names nobody: an indefinite rank with adjectives behind it."""
        rank = self._hits.at(mention.start, "people.ranks")
        if mention.iri or rank is None or rank.definite:
            return True
        return any(self._words[at].norm.startswith("ال") or at in self._mentions for at in range(rank.end, mention.end))

    def _another_clause(self, position: int) -> bool:
        return self._hits.any(position, ("fates", "tolls", "reporting.verbs"))

    def _longer(self, mention: Mention, end: int) -> Mention:
        """The mention with the words of its name that follow."""
        if mention.iri:
            return mention
        last = self._names.end(mention.end, end, _LONGEST_NAME - 2)
        return self._person(mention.start, last, mention) if last > mention.end else mention

    def _plain(self, position: int) -> bool:
        return self._names.plain(position) and self._people.person(position) is None

    def _name_behind(self, position: int, end: int) -> Mention | None:
        """The name behind a descriptor: ``القيادي في كذا «أبو فلان»``, ``مسؤول يدعى فلان``."""
        if not self._describes(position):
            return None
        stop = min(position + _DESCRIPTION, end)
        behind = self._words[position + 1].norm if position + 1 < end else ""
        construct = self._hits.any(position, ("people.offices",)) and behind.startswith("ال")  # أستاذ التاريخ
        definite = construct or self._words[position].norm.lstrip("وبل").startswith("ال")
        group = self._mentions.get(position)
        rank = self._hits.at(position, "people.ranks")
        at = group.end if group and group.kind == "actor" else rank.end if rank else position + 1
        while at < stop:
            word = self._words[at]
            mention = self._mentions.get(at)
            if word.norm in _AGENT:
                return None  # برصاص شرطي: who did it
            if mention and mention.kind == "person" and mention.preposition in ("", "ل") and not mention.conjunction:
                return self._longer(mention, end) if definite else None
            if word.mark == "comma" and definite and self._apposed(at + 1):
                at += 1
                continue
            if self._hits.any(at, ("fates.naming",)):
                return self._called(at + 1, end)
            if word.mark in _QUOTES:
                return self._quoted(at, end) if definite else None
            if mention and mention.kind in ("actor", "place", "facility"):
                at = max(mention.end, at + 1)
                definite = definite or mention.kind == "actor"
                continue
            if word.mark or self._hits.any(
                at,
                (
                    "complementizers",
                    "verb",
                    "trigger.verb",
                    "reporting.verbs",
                    "boundaries.words",
                    "boundaries.earlier",
                    "boundaries.relative",
                    "tolls.killed_before",
                ),
            ):
                return None
            if definite and not word.norm.startswith(("ال", "بال", "ل", "و")) and self._plain(at):
                last = self._names.end(at, end, _LONGEST_NAME)
                if last - at >= 2 and not word.norm.endswith(("ي", "ه", "ا")):
                    return self._person(at, last)
            at += 1
        return None

    def _apposed(self, position: int) -> bool:
        """``القيادي البارز، فلان الفلاني``: a person behind the comma who is not joined."""
        mention = self._mentions.get(position)
        return mention is not None and mention.kind == "person" and not (mention.conjunction or mention.preposition)

    def _fathered(self, position: int, end: int) -> Mention | None:
        """``سامي أبو الخير``: a name without a title that a word like ``أبو`` shows to be one."""
        last = self._names.end(position, end, _LONGEST_NAME - 2)
        if last - position < _FATHERED or self._words[position + 1].norm not in _FATHERS:
            return None
        if self._hits.any(position, ("fates.kin",)):
            return None  # أرملة أبي فلان
        return self._person(position, last) if not self._words[position].norm.startswith("ال") else None

    def _describes(self, position: int) -> bool:
        if self._hits.any(position, ("people.ranks", "people.offices")):
            return True
        noun = self._people.person(position)
        return noun is not None and noun.number == "singular" and noun.group not in ("dead", "wounded")

    def _called(self, position: int, end: int) -> Mention | None:
        while position < end and (self._words[position].mark == "colon" or self._hits.any(position, ("fates.naming",))):
            position += 1
        if position < end and self._words[position].mark in _QUOTES:
            return self._quoted(position, end)
        mention = self._mentions.get(position)
        if mention and mention.kind == "person":
            return self._longer(mention, end)
        last = self._names.end(position, end, _LONGEST_NAME)
        return self._person(position, last) if last > position else None

    def _quoted(self, position: int, end: int) -> Mention | None:
        """A name of one to five words between marks, if nothing in it is a common word."""
        first = position + 1
        last = first
        while last < end and not self._words[last].mark and last - first < _LONGEST_NAME:
            if not self._plain(last) and self._mentions.get(last) is None:
                return None
            last += 1
        closed = last < end and self._words[last].mark in _QUOTES
        return self._person(first, last) if closed and last > first else None

    def _person(self, start: int, end: int, old: Mention | None = None) -> Mention:
        start, end = clean_edges(self._words, start, end)
        first = old.char_start if old and old.char_start >= 0 else self._words[start].start
        last = self._words[end - 1].end
        text = self._reading.article.text[first:last]
        name = " ".join(text.split())
        if old:
            return replace(old, end=end, surface=text, name=name, char_end=last)
        return Mention(start, end, "person", "Person", text, name, char_start=first, char_end=last)

    def _untitled(self, person: Mention) -> Mention:
        """``القيادي الميداني البارز، فلان الفلاني``: the name alone, where adjectives part it from the rank."""
        rank = self._hits.at(person.start, "people.ranks")
        if person.iri or rank is None:
            return person
        first = rank.end
        while first < person.end and (self._words[first].mark == "comma" or self._words[first].norm.startswith("ال")):
            first += 1
        body = self._mentions.get(first + 1) if self._words[first].norm in _OF_BODY else None
        if self._words[first].norm in _OF_BODY and (body is None or body.kind != "actor"):
            return person
        first = body.end if body is not None else first
        if first == rank.end or person.end - first < _NAMED or self._words[first].norm in FATHERS:
            return person  # الشيخ الحسين بن فلان
        begin = self._words[first].start
        text = self._reading.article.text[begin : self._words[person.end - 1].end]
        return replace(person, surface=text, name=" ".join(text.split()), char_start=begin)

    # -- rank and side

    def _described(self, start: int, person: Mention, end: int, fate: Measure) -> VictimMention:
        last = person.end
        while last < end and self._words[last].mark in _QUOTES and self._words[last].norm != "(":
            last += 1
        person = self._untitled(person)
        return VictimMention(
            min(start, person.start), last, person, fate, self._rank(start, person, end), self._side(start, person, end)
        )

    def _rank(self, start: int, person: Mention, end: int) -> str | None:
        """The words of rank before the name or in front of it, or behind a comma after it."""
        for position in (*range(start, max(person.end, start + 1)), *range(person.end, min(person.end + 2, end))):
            hit = self._hits.at(position, "people.ranks")
            if hit is None:
                continue
            last = hit.end
            while last < end and (more := self._hits.at(last, "people.ranks")):
                last = more.end
            text = self._reading.text(hit.start, last)
            return (
                text[len(hit.conjunction) + len(hit.preposition) * (not hit.definite) :]
                if not hit.preposition
                else hit.value
            )
        return None

    def _side(self, start: int, person: Mention, end: int) -> Mention | None:
        """The actor that the description puts the person with, in front of the name or right behind it."""
        for position in range(start, person.end):
            mention = self._mentions.get(position)
            if mention and mention.kind == "actor" and mention.start != person.start and not mention.conjunction:
                return mention
        at = person.end
        linked = False
        while at < min(person.end + _SIDE_REACH + 2, end):
            word = self._words[at]
            mention = self._mentions.get(at)
            if (
                mention
                and mention.kind == "actor"
                and (linked or mention.preposition in ("من", "ل"))
                and not mention.conjunction
            ):
                return mention
            if mention or word.mark not in ("", *_QUOTES, "comma"):
                return None
            owner = self._hits.any(at, ("facilities.owners",))
            if word.norm in _SIDE_LINKS or owner:
                linked = True
            elif not word.mark and not self._hits.any(at, ("people.ranks",)):
                return None
            at += 1
        return None
