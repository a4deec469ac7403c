"""People as a text counts them: a number with its noun, one person, an unnumbered plural."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kgbuild.arabic.clitics import suffixes
from kgbuild.arabic.normalise import fold
from kgbuild.arabic.numbers import NumberMatch, numbers
from kgbuild.arabic.persons import PersonNoun, person_noun
from kgbuild.arabic.span import Span
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import WordMap, bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.report import Measure
from kgbuild.extraction.uncounted import Uncounted

__all__ = ["ONE_OF", "Counted", "People"]

_FATES: dict[str, Measure] = {"dead": "killed", "wounded": "wounded", "missing": "missing"}
_THINGS = ("tolls.things", "facilities.words", "weapon", "descriptor.place", "descriptor.facility")
_NO_PEOPLE = (
    "trigger.verb", "tolls.killed_before", "tolls.wounded_before", "tolls.captured_before", "fates.killed_predicates",
    "fates.wounded_predicates", "fates.captured_predicates", "verb", "complementizers", "boundaries", "reporting.verbs",
    "preposition", "tolls.subset",
)  # fmt: skip
ONE_OF = frozenset({"احد", "احدي"})
_OWN_RANKS = ("من", "في", "صفوف", "عناصر")
_LONGEST_GROUP = 4
_FOREMOST = ("كبار", "ابرز", "اهم")  # اثنان من كبار قادة كذا
_BODIES = name_words("bodies")
_ASIDE = 9  # words of an aside on some of the people
_AT_LEAST = (("علي", "الاقل"), ("علي", "اقل", "تقدير"), ("او", "اكثر"), ("كحد", "ادني"))
_ORIGINS = ("يا", "يين", "يون")  # endings of indefinite adjectives of origin or kind: 12 عنصرا نظاميا

_DUALS = ("ين", "ان")
_IMPERFECT = ("ي", "ت")  # what an imperfect begins with
_PREDICATES = ("fates.killed_predicates", "fates.wounded_predicates", "fates.captured_predicates")


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted group of people, by word positions.

    Parameters
    ----------
    form
        ``number``; ``one`` for a single indefinite noun or one of a group; ``many`` for a bare plural.
    noun
        Where the noun stands, or ``None`` for a number alone.
    fate
        What the noun itself tells of them (``قتيلا``); ``None`` for most nouns.
    sure
        Whether the noun is one for people beyond doubt.
    joined
        Whether ``و`` stands before it.
    parties
        The actors that the people are of, where they are of several; ``mention`` is then ``None``.
    others
        Whether they are the rest of people counted before (``وإصابة 23 آخرين``), whose group is theirs.
    """

    start: int
    end: int
    low: int
    high: int | None
    form: Literal["number", "one", "many"]
    noun: int | None = None
    fate: Measure | None = None
    captive: bool = False
    group: str | None = None
    mention: Mention | None = None
    sure: bool = False
    joined: bool = False
    preceded: bool = False
    parties: tuple[Mention, ...] = ()
    others: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Who is counted: where the words for them end, the words, and the actors that they name."""

    end: int
    text: str | None = None
    mention: Mention | None = None
    parties: tuple[Mention, ...] = ()
    others: bool = False


class People:
    """Finds the counted groups of an article."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self._reading, self._hits, self._words = reading, hits, reading.words
        self.mentions = {mention.start: mention for mention in reading.mentions}
        self._spans = WordMap(reading.words)
        self._uncounted = Uncounted(reading, hits, self.person)
        self._pairs: set[int] = set()
        self._numbers = self._counts()

    def _counts(self) -> dict[int, tuple[int, NumberMatch]]:
        dated = [(match.span.start, match.span.end) for match in self._reading.dates]
        found: dict[int, tuple[int, NumberMatch]] = {}
        previous: tuple[int, int, NumberMatch] | None = None
        for match in numbers(self._reading.article.text):
            if match.context != "count" or any(s < match.span.end and match.span.start < e for s, e in dated):
                continue
            first, last = self._spans.words_of(match.span.start, match.span.end)
            if previous and self._said_twice(previous, first, match):
                first = previous[0]
            if match.noun is not None and match.kind == "dual":
                last = self._spans.words_of(match.noun.start, match.noun.end)[1]
            found[first] = (last, match)
            previous = (first, last, match)
        for position in range(len(self._words) - 1):
            if position not in found and self._pair(position):
                word = self._words[position]
                span = Span(word.start, word.end)
                self._pairs.add(position)
                found[position] = (position + 1, NumberMatch(span, 2, 2, kind="dual", noun=span))
        return found

    def _pair(self, position: int) -> bool:
        """``ضابطا شرطة``, ``رجلي أمن``: the dual in construct, spelt like an accusative or with a pronoun."""
        word, behind = self._words[position], self._words[position + 1]
        noun = None
        if word.norm.endswith("ا") and not behind.mark:
            noun = person_noun(word.norm)
        elif word.norm.endswith("ي") and not behind.mark and person_noun(word.norm) is None:
            noun = person_noun(word.norm[:-1])
        if noun is None or noun.number != "singular" or fold(noun.lemma).endswith("ا"):
            return False
        if "\u064b" in self._reading.article.text[word.start : word.end] or behind.norm.startswith(("و", "ب", "ل")):
            return False
        return bare(behind.norm) in _BODIES

    def _said_twice(self, previous: tuple[int, int, NumberMatch], first: int, match: NumberMatch) -> bool:
        """``(7) سبعة``: one number in figures and in words."""
        _, last, other = previous
        near = 0 <= first - last <= 1 and all(word.mark == "bracket" for word in self._words[last:first])
        return near and (other.low, other.high) == (match.low, match.high)

    def at(self, position: int, end: int) -> Counted | None:
        """Return the counted group that a number opens at ``position``."""
        if position not in self._numbers:
            return None
        last, match = self._numbers[position]
        if self._uncounted.at(position, match):
            return None
        if self._words[last - 1].mark:
            last -= 1
        if match.kind == "cardinal" and (
            match.definite or self._reading.article.text[: match.span.start].endswith(("ـ", "ل"))
        ):
            return None
        noun_at = self._noun(match, last, end)
        noun = self.person(noun_at) if noun_at is not None else None
        injuries = self._hits.at(noun_at, "fates.injuries") if noun_at is not None else None
        if noun_at is not None and injuries and not injuries.conjunction:
            return Counted(position, noun_at + 1, match.low, match.high, "number", noun_at, "wounded", sure=True)
        if noun_at is not None and noun is None:
            if self._hits.any(noun_at, _THINGS) and not self._names_people(noun_at):
                return None
            norm, before = self._words[noun_at].norm, self._words[noun_at - 1].norm
            if self._hits.any(noun_at, _NO_PEOPLE) or norm.startswith(("و", "الذي", "التي", "اللذ")):
                noun_at = None
            elif noun_at not in self.mentions and norm.startswith(_IMPERFECT) and is_finite_verb(norm, before):
                noun_at = None  # قتلت أربعة يشتبه في أنهم …
        if noun is not None and match.kind == "possible-dual" and noun.group not in ("dead", "wounded"):
            return None
        low, high = (1, None) if match.kind == "possible-dual" else (match.low, match.high)
        who = self._group(noun_at, end, noun) if noun_at is not None else _Group(last)
        word = self._words[position].norm
        return Counted(
            position, max(who.end, last), low, None if self._at_least(max(who.end, last), end) else high,
            "number", noun_at,
            fate=_FATES.get(noun.group) if noun else None, captive=noun is not None and noun.group == "captive",
            group=who.text, mention=who.mention, parties=who.parties, others=who.others,
            sure=noun_at is None or noun is not None or self._names_people(noun_at),
            joined=self._and_before(position),
            preceded=word[:1] in "بلك" and match.kind == "cardinal" and not word[0].isdigit() and word[1:2] != "ا",
        )  # fmt: skip

    def stressed(self, position: int, end: int) -> Counted | None:
        """Return the group whose number stands behind its noun: ``شرطيين اثنين``, ``شرطيين محليين اثنين``."""
        counted = self.at(position + 1, end) if position + 1 < end else None
        if counted is not None and counted.noun == position:
            return replace(counted, start=position)
        noun = self.person(position)
        norms = [word.norm for word in self._words[position : position + 2]]
        if position + 2 >= end or noun is None or noun.number == "singular" or not self._completes(position + 1):
            return None
        if not all(norm.endswith(_DUALS) for norm in norms) or _is_definite(norms[0], noun):
            return None
        counted = self.at(position + 2, end)
        if counted is None or counted.noun != position + 1 or (counted.low, counted.high) != (2, 2):
            return None
        who = self._group(position, end, noun)
        fate = _FATES.get(noun.group)
        return replace(
            counted, start=position, noun=position, fate=fate, sure=True,
            group=who.text, mention=who.mention, parties=who.parties, joined=self._and_before(position),
        )  # fmt: skip

    def one(self, position: int, end: int) -> Counted | None:
        """Return the single person that a word names by a noun: ``جندي``, ``أحد عناصرها``."""
        word = self._words[position]
        if word.mark or position in self._numbers:
            return None
        if word.norm.lstrip("وبل") in ONE_OF and position + 1 < end:
            noun = self.person(position + 1)
            owned = self._names_people(position + 1)
            if (noun is not None and noun.number == "plural") or owned:
                who = self._group(position + 1, end, noun)
                text = self._reading.text(position, who.end)
                return Counted(position, who.end, 1, 1, "one", position + 1, _FATES.get(noun.group) if noun else None,
                               group=text, mention=who.mention, parties=who.parties, sure=True,
                               joined=self._and_before(position))  # fmt: skip
            return None
        noun = self.person(position)
        if (
            noun is None
            or noun.number != "singular"
            or _is_definite(word.norm, noun)
            or self._of_count_before(position)
        ):
            return None
        who = self._group(position, end, noun)
        return Counted(position, who.end, 1, 1, "one", position, _FATES.get(noun.group),
                       captive=noun.group == "captive", group=who.text, mention=who.mention, parties=who.parties,
                       others=who.others, sure=True, joined=self._and_before(position))  # fmt: skip

    def _of_count_before(self, position: int) -> bool:
        """``13 جنديا وشرطيا``: two nouns that one number counts, both in the accusative."""
        norms = [self._words[at].norm for at in (position - 1, position)] if position else []
        if not norms or not norms[1].startswith("و") or not norms[0].endswith("ا"):
            return False
        behind = self._words[position + 1].norm if position + 1 < len(self._words) else ""
        return norms[1].endswith("ا") or behind in _BODIES  # 30 جنديا وعنصر أمن: in construct it shows no ending

    def many(self, position: int, end: int) -> Counted | None:
        """Return the unnumbered plural that a word names: ``مدنيين``, ``قتلى``."""
        noun = self.person(position)
        if noun is None or noun.number != "plural" or self._words[position].mark:
            return None
        if _is_definite(self._words[position].norm, noun):
            return None
        who = self._group(position, end, noun)
        last, low, high = self._numbered(who.end, end)
        return Counted(position, last, low, high, "many", position, _FATES.get(noun.group),
                       captive=noun.group == "captive", group=who.text, mention=who.mention, parties=who.parties,
                       others=who.others, sure=True, joined=self._and_before(position))  # fmt: skip

    def _numbered(self, position: int, end: int) -> tuple[int, int, int | None]:
        """``آخرين يفوق عددهم 40 شخصا``: where people counted behind their noun end, and how many they are."""
        hit = self._hits.at(position, "fates.numbering", "fates.exceeding")
        if hit is None or hit.end >= end or hit.end not in self._numbers:
            return position, 1, None
        last, match = self._numbers[hit.end]
        return last, match.low, None if hit.category == "fates.exceeding" else match.high

    def _at_least(self, position: int, end: int) -> bool:
        """``سبعة جنود آخرين، على الأقل``: words behind the people that leave the number open."""
        at = position
        while at < end and (self._others(at) or self._words[at].mark in ("comma", "bracket")):
            at += 1
        norms = tuple(word.norm for word in self._words[at : min(at + 3, end)])
        return any(norms[: len(phrase)] == phrase for phrase in _AT_LEAST) or self._at_least_past_parts(position, end)

    def _at_least_past_parts(self, position: int, end: int) -> bool:
        """``خمسة أشخاص، بينهم عناصر أمن وطفل، على الأقل``: behind an aside on some of them."""
        if position + 1 >= end or self._words[position].mark != "comma":
            return False
        if not self._hits.any(position + 1, ("tolls.subset",)):
            return False
        closing = next(
            (at for at in range(position + 1, min(position + _ASIDE, end)) if self._words[at].mark == "comma"), None
        )
        behind = () if closing is None else tuple(word.norm for word in self._words[closing + 1 : closing + 3])
        return behind == _AT_LEAST[0]

    def _others(self, position: int) -> bool:
        return self._hits.any(position, ("tolls.others",))

    def person(self, position: int) -> PersonNoun | None:
        """Return the noun for people at a word, a joined pronoun taken off (``مرافقيه``)."""
        if not 0 <= position < len(self._words) or self._words[position].mark:
            return None
        norm = self._words[position].norm
        return person_noun(norm) or next(self._with_pronoun(norm), None)

    def _with_pronoun(self, norm: str) -> Iterator[PersonNoun]:
        for split in suffixes(norm):
            if split.pronoun:
                noun = person_noun(split.stem)
                if noun:
                    yield noun

    def _noun(self, match: NumberMatch, last: int, end: int) -> int | None:
        if match.noun is not None:
            at = self._spans.words_of(match.noun.start, match.noun.end)[0]
            return at if at < end else None
        at = last
        while at < end and self._words[at].mark in ("quote", "bracket"):
            at += 1
        if at < end and self._words[at].norm in ("من", "اخرين", "اخرون"):
            at += self._words[at].norm == "من"
        if at < end and self._words[at].norm in _FOREMOST:
            at += 1
        while at < end and self._words[at].mark == "quote":
            at += 1
        counts = at < end and (self.person(at) or self._names_people(at) or self._household(at))
        return at if counts else None

    def _household(self, position: int) -> bool:
        """``ثلاثة من عائلة كذا``: of a family."""
        return self._words[position - 1].norm == "من" and self._hits.any(position, ("people.households",))

    def _names_people(self, position: int) -> bool:
        mention = self.mentions.get(position)
        if mention and mention.kind in ("actor", "person"):
            return True
        return self._hits.any(position, ("people.fighters", "people.civilians"))

    def _group(self, noun: int, end: int, person: PersonNoun | None) -> _Group:
        """Who the people counted are: where the words for them end, and the actors that these name."""
        at = noun
        while at < min(noun + _LONGEST_GROUP, end):
            mention = self.mentions.get(at)
            if mention and mention.kind == "actor" and (at == noun or not mention.conjunction):
                return self._of_actors(noun, mention, end, person)
            word = self._words[at]
            if word.mark not in ("", "quote") or (at > noun and word.norm not in _OWN_RANKS):
                break
            if at > noun and word.norm == "في" and self._others(noun) and self._words[at + 1].norm not in _OWN_RANKS:
                break  # وجرح آخرون في جبهة كذا: where
            at += 1
        last = noun + 1 + (noun in self._pairs)
        while last < min(noun + 3, end) and self._completes(last):
            last += 1
        last = self._second_kind(noun, min(last, end), end)
        others = last == noun + 1 and self._others(noun)
        return _Group(last, None if others else self._group_text(noun, last, person), others=others)

    def _of_actors(self, noun: int, mention: Mention, end: int, person: PersonNoun | None) -> _Group:
        """People of one actor, or of several that the number counts together (``خمسة من كذا وقوات كذا``)."""
        last = min(mention.end, end)
        parties = [mention]
        while (further := self._joined(parties[-1], last, end)) is not None:
            parties.append(further)
            last = min(further.end, end)
        attached = last < end and self._hits.any(last, ("fates.attached",))
        last += attached
        if len(parties) == 1 and not attached:
            second = self._second_kind(noun, last, end)
            attached, last = second > last, second
        if mention.generic and mention.end - mention.start == 1 and self._hits.any(mention.start, ("people.anybody",)):
            return _Group(last, self._group_text(noun, last, person))  # خمسة رجال: of no body
        begin = mention.start if self._others(noun) or (person is not None and person.group in _FATES) else noun
        text = self._group_text(begin, last, person if begin == noun else None)
        several = len(parties) > 1 or attached
        return _Group(last, text, None if several else mention, tuple(parties) if several else ())

    def _joined(self, party: Mention, position: int, end: int) -> Mention | None:
        """A further named party of the same people; not the subject of what the sentence goes on with."""
        at = position + (position < end and self._words[position].mark == "quote")
        mention = self.mentions.get(at)
        if mention is None or at >= end or mention.kind != "actor" or not mention.conjunction or mention.generic:
            return None
        if party.generic or mention.end > end or mention.preposition not in ("", party.preposition):
            return None
        noun = self.person(at) or person_noun(self._words[at].norm[1:])
        if noun is not None and noun.number != "plural" and not self._words[at].norm.startswith("وال"):
            return None  # أربعة من الشرطة وجندي: one more
        behind = self._words[mention.end] if mention.end < end else None
        if behind is not None and not behind.mark and is_finite_verb(behind.norm, self._words[mention.end - 1].norm):
            return mention if self._hits.any(mention.end, _PREDICATES) else None
        return mention

    def _second_kind(self, noun: int, last: int, end: int) -> int:
        """``40 من رجال الدين والمدنيين``: where a second kind of people ends that the number counts too, or ``last``.

        Both are definite behind ``من``, or both indefinite (``من عناصر تابعة لكذا ومواطنين``).
        """
        of = [at for at in range(noun - 1, last) if self._words[at].norm == "من"]
        if not of or last >= end or not self._words[last].norm.startswith("و"):
            return last
        norm, kind = self._words[last].norm, self.person(last) or person_noun(self._words[last].norm[1:])
        mention = self.mentions.get(last)
        if kind is not None and (kind.number != "plural" or kind.group in _FATES):
            return last
        if kind is None and not (mention and mention.kind == "actor" and mention.conjunction):
            return last
        stop = min(mention.end, end) if mention is not None and mention.kind == "actor" else last + 1
        if not norm.startswith("وال") and not self._indefinite(of[0] + 1):
            return last
        if norm.endswith("ون") or self._predicate_behind(stop, end):
            return last
        return stop

    def _indefinite(self, position: int) -> bool:
        """``عناصر تابعة``: an indefinite noun with an indefinite adjective, or alone."""
        noun = self.person(position)
        behind = self._words[position + 1].norm
        return noun is not None and behind.endswith(("ه", "ين")) and not behind.startswith("ال")

    def _predicate_behind(self, position: int, end: int) -> bool:
        """Whether a verb follows of which the people before it are the subject (``والجيش يتقدم``)."""
        if position >= end or self._words[position].mark or self._hits.any(position, _PREDICATES):
            return False
        norm, before = self._words[position].norm, self._words[position - 1].norm
        return is_finite_verb(norm, before) and not (norm.startswith("و") and is_finite_verb(norm[1:], "و"))

    def _completes(self, position: int) -> bool:
        """An indefinite adjective of origin or kind: ``جنود ليبيين``, ``عنصرا نظاميا``."""
        word = self._words[position]
        if (
            word.mark
            or word.norm.startswith(("و", "ال", "ب", "ل"))
            or self._hits.any(position, ("tolls", "verb", "trigger", "fates.no_origins"))
        ):
            return False
        kind = word.norm.endswith(_ORIGINS) and self.person(position - 1) is not None
        return self.person(position) is not None or position in self.mentions or kind

    def _group_text(self, noun: int | None, end: int, person: PersonNoun | None) -> str | None:
        """Who is counted, unless the noun only tells their fate."""
        if (
            noun is None
            or end <= noun
            or (person is not None and person.group in ("dead", "wounded") and end == noun + 1)
        ):
            return None
        if (
            self._words[noun].norm.startswith("و")
            and person is not None
            and person_noun(self._words[noun].norm[1:]) is not None
        ):
            text = self._reading.text(noun, end)
            return text[1:] if text.startswith("و") else text
        return self._reading.text(noun, end)

    def _and_before(self, position: int) -> bool:
        word = self._words[position].norm
        if word.startswith("و") and word not in ("واحد", "واحده", "واحدا"):
            return True
        return position > 0 and self._words[position - 1].norm == "و"


def _is_definite(norm: str, noun: PersonNoun) -> bool:
    return norm.lstrip("وبلفك").startswith("ال") and not noun.lemma.startswith("ال")
