"""The mentions that stand around a word: between two words, next to one, in a row with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading, Word
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import WordMap, bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.predicates import Predicates

__all__ = ["ADJECTIVE_REACH", "NearMentions"]

ADJECTIVE_REACH = 4
_PAIR = 2  # commas around an aside
_EXTENDED = ("Country", "Region", "NaturalArea")
_SIDING = name_words("siding")
_COMPASS = frozenset(fold(word) for word in load_table("words")["places"]["compass"])
_LIGHT = frozenset(
    [
        "كان",
        "كانت",
        "كانوا",
        "قد",
        "لقد",
        "ان",
        "لكن",
        "هذه",
        "هذا",
        "تلك",
        "ذلك",
        "كل",
        "جميع",
        "بعض",
        "احد",
        "احدي",
        "ايضا",
        "كذلك",
        "امس",
        "اليوم",
        "ثم",
        "بدوره",
        "بدورها",
        "عدد",
        "ما",
        "ليس",
        "ليست",
        "لا",
        "لم",
        "لن",
        "زال",
        "تزال",
        "بات",
        "باتت",
        "اصبح",
        "اصبحت",
    ]
)


class NearMentions:
    """Finds the mentions of an article by the words around them.

    Attributes
    ----------
    dated, covered
        The words of dates, and the words of mentions.
    predicates
        The finite verbs of the article.
    """

    def __init__(self, reading: Reading, hits: HitTable, mentions: dict[int, Mention]) -> None:
        self._reading, self._hits, self._mentions = reading, hits, mentions
        self._order = sorted(mentions)
        spans = WordMap(reading.words)
        self.dated = {at for match in reading.dates for at in range(*spans.words_of(match.span.start, match.span.end))}
        self.covered = {at for mention in mentions.values() for at in range(mention.start, mention.end)}
        self.predicates = Predicates(reading, hits, self.covered | self.dated)

    def at(self, position: int) -> Mention | None:
        """Return the mention that begins at a word."""
        return self._mentions.get(position)

    def ending(self, position: int) -> Mention | None:
        """Return the mention that ends right before a word."""
        before = next((at for at in reversed(self._order) if at < position), None)
        mention = None if before is None else self._mentions[before]
        return mention if mention is not None and mention.end == position else None

    def closes(self, position: int) -> bool:
        """Whether a phrase ends before a word: at a mark, a preposition, a new clause or the end of the article."""
        words = self._reading.words
        return (
            position >= len(words)
            or bool(words[position].mark)
            or self._hits.any(position, ("preposition", "places.relations", "boundaries.words"))
        )

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin at ``start`` or later and before ``end``."""
        return [self._mentions[at] for at in self._order if start <= at < end]

    def chain(self, first: Mention, end: int) -> list[Mention]:
        """A mention with those coordinated to it: كذا وكذا."""
        chain = [first]
        for mention in self.between(first.end, end):
            gap = self._reading.words[chain[-1].end : mention.start]
            if mention.start == chain[-1].end and self._siding(
                chain[-1], self._reading.words[mention.start : mention.end]
            ):
                continue
            if self._bearing(mention, gap):
                break
            plain = all(word.mark in ("comma", "quote") or word.norm in ("و", "او") for word in gap)
            plain = plain or self._siding(chain[-1], gap)
            if (
                plain
                and (mention.conjunction == "و" or any(w.mark == "comma" or w.norm in ("و", "او") for w in gap))
                and (
                    mention.preposition in ("", first.preposition)
                    or (chain[-1].kind == "facility" and mention.kind == "actor" and mention.preposition == "ل")
                )
                and (mention.kind == first.kind or {mention.kind, first.kind} <= {"facility", "actor"})
            ):
                chain.append(mention)
            else:
                break
        return self._owned_alike(chain)

    def _siding(self, mention: Mention, gap: Sequence[Word]) -> bool:
        """``والموالين لصالح وكذا``: whom those side with is a name that is spelt like a preposition."""
        head = bare(self._reading.words[mention.end - 1].norm.removeprefix("و"))
        return [word.norm for word in gap if word.norm != "و"] == ["لصالح"] and head in _SIDING

    def _bearing(self, mention: Mention, gap: Sequence[Word]) -> bool:
        """``مدينة كذا، شرق كذا``: behind a comma alone a direction from a place tells where the one before lies."""
        if mention.kind != "place" or mention.type in _EXTENDED or mention.conjunction:
            return False
        head = bare(self._reading.words[mention.start].norm.removeprefix("ب"))
        return any(word.mark == "comma" for word in gap) and head.removesuffix("ي") in _COMPASS

    def _owned_alike(self, chain: list[Mention]) -> list[Mention]:
        """``مواقع وآليات للمتمردين``: what stands last in a row tells whose all of it is."""
        for position in range(len(chain) - 2, -1, -1):
            mention, after = chain[position], chain[position + 1]
            if (
                mention.kind == after.kind == "facility"
                and mention.owner is None
                and after.owner is not None
                and not mention.definite
            ):
                chain[position] = replace(mention, owner=after.owner)
        return chain

    def next(self, position: int, end: int, reach: int = ADJECTIVE_REACH) -> Mention | None:
        """The first mention after ``position`` with only adjectives and quotation marks before it."""
        seen = 0
        at = position
        while at < end and seen <= reach:
            if at in self._mentions:
                return self._mentions[at]
            word = self._reading.words[at]
            if at in self.dated:
                at += 1
                continue
            if word.mark not in ("", "quote") or self._hits.any(
                at, ("complementizers", "reporting", "boundaries.relative", "verb", "trigger.verb")
            ):
                return None
            if self._foreign_preposition(at) or (word.norm[:1] in ("ب", "ل") and not word.norm.endswith(("ي", "يه"))):
                return None
            seen += word.mark == ""
            at += 1
        return None

    def _foreign_preposition(self, at: int) -> bool:
        """A preposition that governs something that is no mention: what follows belongs to that."""
        hit = self._hits.at(at, "preposition")
        return (
            hit is not None
            and hit.end not in self._mentions
            and not any(word.mark == "quote" for word in self._reading.words[hit.end : hit.end + 1])
        )

    def gap(self, start: int, end: int) -> int:
        """Words between two positions, dates and punctuation not counted."""
        return sum(1 for at in range(start, end) if at not in self.dated and not self._reading.words[at].mark)

    def loose_words(self, start: int, end: int) -> int:
        """Words between a verb and its noun that belong to no mention, date or preposition."""
        return sum(
            1
            for at in range(start, end)
            if at not in self.covered
            and at not in self.dated
            and not self._reading.words[at].mark
            and not self._hits.any(at, ("preposition",))
            and self._reading.words[at].norm not in ("في", "من", "على")
        )

    def aside(self, start: int, end: int) -> int:
        """Loose words between two commas: ``نجحت القوات، وتحت غطاء جوي كثيف، في …`` goes on behind the second."""
        marks = [at for at in range(start, end) if self._reading.words[at].mark == "comma"]
        if len(marks) != _PAIR or any(at in self.predicates.finite for at in range(marks[0] + _PAIR, marks[1])):
            return 0
        return self.loose_words(*marks)

    def governed(self, mention: Mention, start: int) -> bool:
        """Whether a noun that is no mention stands right before (زعيم التنظيم): the mention only belongs to it."""
        before = mention.start - 1
        if before < start or self._reading.words[before].mark or before in self.covered or before in self.dated:
            return False
        if before in self.predicates.finite:
            return False
        if self._hits.any(
            before,
            ("complementizers", "boundaries", "reporting", "verb", "trigger", "factuality", "certainty", "preposition"),
        ):
            return False
        return self._reading.words[before].norm.lstrip("وف") not in _LIGHT

    def crosses(self, start: int, end: int) -> bool:
        """Whether another finite verb or a relative stands in between."""
        return self.predicates.crossed(start, end) or any(
            at not in self.covered
            and self._hits.any(at, ("boundaries.relative", "reporting.verbs", "complementizers", "verb"))
            for at in range(start, end)
        )

    def tells_distance(self, mention: Mention) -> bool:
        """A place that only tells how far away another is: على بعد أربعين كيلومترا جنوب كذا."""
        return any(
            self._hits.any(at, ("places.distance",)) for at in range(max(0, mention.start - 4), mention.start + 1)
        )
