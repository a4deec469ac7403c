"""Whose losses a number is that names nobody itself, where the words around it tell.

A bare ``12 قتيلا`` reads as the number of all who died; where the text gives it for one side (``كبدت قوات النظام 12
قتيلا``), that side is its group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, Reading, TollMention
from kgbuild.extraction.hits import HitTable

__all__ = ["with_sides"]

_VERB_REACH = 6
_COUNT_REACH = 24  # words from عدد to the number
_FATES = ("tolls.killed_after", "tolls.wounded_after", "tolls.casualties")
_MEASURES = ("killed", "wounded", "casualties")
_PARTIES = ("ArmedGroup", "Militia", "StateForce", "Government", "Coalition", "State")
_RANKS = (("من",), ("في", "صفوف"), ("بين", "صفوف"), ("في", "اوساط"), ("لدي",))


def with_sides(
    reading: Reading, hits: HitTable, tolls: Sequence[TollMention], begun: int, chains: Sequence[Sequence[int]]
) -> list[TollMention]:
    """Return the tolls, those of a sentence with the side that its words give them.

    Parameters
    ----------
    reading, hits
        The article and its lexicon hits.
    tolls, begun
        The tolls so far, and where those of the sentence begin.
    chains
        Positions of tolls that one word of fate counts together.
    """
    sides = _Sides(reading, hits, list(tolls), begun, [set(chain) for chain in chains if len(chain) > 1])
    return sides.settled()


class _Sides:
    def __init__(
        self, reading: Reading, hits: HitTable, tolls: list[TollMention], begun: int, chains: list[set[int]]
    ) -> None:
        self._reading, self._hits, self._tolls, self._begun, self._chains = reading, hits, tolls, begun, chains
        self._words = reading.words
        self._ends: Mapping[int, Mention] = {m.end: m for m in reading.mentions if m.kind == "actor"}
        self._starts: Mapping[int, Mention] = {m.start: m for m in reading.mentions if m.kind == "actor"}

    def settled(self) -> list[TollMention]:
        """All tolls, with their sides."""
        for position in range(self._begun, len(self._tolls)):
            if self._anonymous(position):
                self._give(
                    position, self._lost_by(position) or self._ranks_behind(position) or self._of_count(position)
                )
        for position in range(len(self._tolls) - 1, self._begun, -1):
            if self._anonymous(position - 1) and self._adjoins(position - 1) and self._by_ranks(position):
                self._share(position - 1, position)
        for position in range(self._begun + 1, len(self._tolls)):
            if self._anonymous(position) and (self._goes_on(position) or self._wounded_of(position)):
                self._share(position, position - 1)
        return self._tolls

    def _anonymous(self, position: int) -> bool:
        """Whether a toll names nobody but by their fate."""
        toll = self._tolls[position]
        named = toll.group is not None or toll.group_mention is not None or toll.parties
        return (
            not named
            and toll.subset_of is None
            and toll.measure in _MEASURES
            and any(self._hits.any(at, _FATES) for at in range(toll.start, toll.end))
        )

    def _give(self, position: int, parties: Sequence[Mention]) -> None:
        if not parties:
            return
        text = self._reading.text(parties[0].start, parties[-1].end)
        one = parties[0] if len(parties) == 1 else None
        self._tolls[position] = replace(
            self._tolls[position], group=text, group_mention=one, parties=() if one else tuple(parties)
        )

    def _share(self, position: int, source: int) -> None:
        told = self._tolls[source]
        self._tolls[position] = replace(
            self._tolls[position], group=told.group, group_mention=told.group_mention, parties=told.parties
        )

    def _lost_by(self, position: int) -> list[Mention]:
        """``كبدت الفصائل قوات النظام 12 قتيلا``, ``تكبدت القوات 12 قتيلا``: who lost them."""
        start = self._tolls[position].start
        verb = next(
            (
                at
                for at in range(start - 1, max(0, start - _VERB_REACH) - 1, -1)
                if self._hits.any(at, ("fates.costing", "fates.losing"))
            ),
            None,
        )
        if verb is None or any(self._words[at].mark in ("stop", "colon", "comma") for at in range(verb, start)):
            return []
        parties = self._row_before(start)
        if parties and parties[0].start > verb:
            return parties
        if start - verb == 1 and self._hits.any(verb, ("fates.losing",)):
            return self._row_before(verb)
        return []

    def _of_count(self, position: int) -> list[Mention]:
        """``ارتفع عدد قتلى كذا إلى 40 قتيلا``: whose dead the noun before the number counts."""
        start = self._tolls[position].start
        for at in range(start - 1, max(0, start - _COUNT_REACH) - 1, -1):
            if self._words[at].mark == "stop" or any(t.start <= at < t.end for t in self._tolls[self._begun :]):
                return []
            if self._hits.any(at, ("fates.counts",)):
                party = self._starts.get(at + 1 + self._hits.any(at + 1, _FATES))
                if party is None or party.type not in _PARTIES or party.preposition or party.end > start:
                    return []
                return [] if self._hits.any(at + 1, ("fates.victims",)) else [party]  # ضحايا كذا: who did it
        return []

    def _row_before(self, position: int) -> list[Mention]:
        """The actors that end right before a word, one joined to another."""
        row: list[Mention] = []
        at = position - (self._words[position - 1].mark == "quote" if position else 0)
        while (mention := self._ends.get(at)) is not None:
            row.insert(0, mention)
            if not mention.conjunction:
                break
            at = mention.start - (self._words[mention.start - 1].mark == "quote" if mention.start else 0)
        return row if row and not row[0].conjunction and not row[0].preposition else []

    def _ranks_behind(self, position: int) -> list[Mention]:
        """``20 بين قتيل وجريح من كذا``, ``12 قتيلا على الأقل في صفوف كذا``."""
        at = self._tolls[position].end
        if [word.norm for word in self._words[at : at + 2]] == ["علي", "الاقل"]:
            at += 2
        for ranks in _RANKS:
            if tuple(word.norm for word in self._words[at : at + len(ranks)]) != ranks:
                continue
            at += len(ranks)
            mention = self._starts.get(at + (self._words[at].mark == "quote" if at < len(self._words) else 0))
            if mention is not None and mention.type in _PARTIES and not mention.conjunction:
                row = [mention]
                while (further := self._starts.get(row[-1].end)) is not None and further.conjunction:
                    row.append(further)
                return row
            return []
        return []

    def _adjoins(self, position: int) -> bool:
        """Whether the next toll is joined right behind one."""
        gap = self._words[self._tolls[position].end : self._tolls[position + 1].start]
        joined = self._words[self._tolls[position + 1].start].norm.startswith("و") or len(gap) == 1
        return joined and all(word.norm == "و" for word in gap)

    def _by_ranks(self, position: int) -> bool:
        """Whether a toll has its side from the words behind a noun of fate (``وعدد من الجرحى في صفوف كذا``)."""
        toll = self._tolls[position]
        party = toll.group_mention or next(iter(toll.parties), None)
        if party is None or toll.group is None or toll.subset_of is not None or toll.measure not in _MEASURES:
            return False
        return any(self._hits.any(at, _FATES) for at in range(toll.start, toll.end) if at < party.start)

    def _goes_on(self, position: int) -> bool:
        """``كبدت القوات 12 قتيلا وعشرات الجرحى``: one more number of the same people."""
        last = self._tolls[position - 1]
        fate = any(self._hits.any(at, _FATES) for at in range(last.start, last.end))
        return fate and self._has_party(last) and last.subset_of is None and self._adjoins(position - 1)

    def _has_party(self, toll: TollMention) -> bool:
        return toll.group_mention is not None or bool(toll.parties)

    def _wounded_of(self, position: int) -> bool:
        """Wounded told behind the dead of one side, where the sentence counts the dead of another too."""
        toll, last = self._tolls[position], self._tolls[position - 1]
        if toll.measure != "wounded" or not _of_side(last) or any(position - 1 in chain for chain in self._chains):
            return False
        if any(self._hits.any(at, ("boundaries.turns", "complementizers")) for at in range(last.end, toll.start)):
            return False
        return any(
            _of_side(other) and other.group != last.group
            for at, other in enumerate(self._tolls[self._begun :], self._begun)
            if at not in (position, position - 1)
        )


def _of_side(toll: TollMention) -> bool:
    """Whether a toll counts the dead of a group that the text tells apart from others."""
    if toll.measure != "killed" or toll.subset_of is not None or not toll.group:
        return False
    noun = person_noun(toll.group.split()[0])
    return noun is None or noun.group not in ("person", "dead", "wounded") or len(toll.group.split()) > 1
