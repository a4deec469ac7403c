"""Parts of a toll, and the sum of groups that the text counts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Reading, TollMention
from kgbuild.extraction.fates import MEASURES, Fates
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.people import Counted
from kgbuild.extraction.report import Measure

__all__ = ["Parts", "with_sums"]

_PART_REACH = 4
_VERB_REACH = 3


class Parts:
    """Asks for the words that make a group a part of another."""

    def __init__(self, hits: HitTable, words: Sequence[Word], fates: Fates) -> None:
        self._hits, self._words, self._fates = hits, words, fates

    def marker(self, counted: Counted, start: int, end: int) -> int | None:
        """Where the words that make a group a part of another begin (``بينهم``)."""
        for position in range(max(start, counted.start - _PART_REACH), counted.start):
            hit = self._hits.at(position, "tolls.subset", "fates.consists")
            if hit is None or hit.end > counted.start:
                continue
            if self._of_others(position):
                continue
            if hit.category == "fates.consists" and (hit.preposition or counted.start - hit.end > 1):
                continue
            if not any(
                self._fates.at(at, end) or self._words[at].mark == "stop" for at in range(hit.end, counted.start)
            ):
                return position
        apart = counted.joined or counted.start == start or self._words[counted.start - 1].mark != ""
        after = self._hits.at(counted.end, "tolls.subset") if apart and counted.end < end else None
        return counted.end if after is not None and after.value in ("منهم", "منها") else None

    def _of_others(self, marker: int) -> bool:
        """``وهرب آخرون بينهم القائد``: the part is of those that another verb tells of."""
        return any(
            is_finite_verb(self._words[at].norm, self._words[at - 1].norm) and self._fates.at(at, marker) is None
            for at in range(max(marker - _VERB_REACH, 1), marker)
            if not self._words[at].mark and self._words[marker - 1].norm.startswith("اخر")
        )

    def whole(self, marker: int) -> Measure | None:
        """Return the measure of the whole that the words name: ``وبين القتلى``."""
        for measure in MEASURES:
            if self._hits.any(marker, (f"fates.subset_{measure}",)):
                return measure
        return None


def with_sums(
    reading: Reading,
    tolls: Sequence[TollMention],
    chains: Sequence[Sequence[int]],
    heads: Mapping[int, int],
    begun: int = 0,
) -> list[TollMention]:
    """Return the tolls with the sum of each chain of coordinated groups before it, as their whole.

    Parameters
    ----------
    reading, tolls
        The article and its tolls so far.
    chains
        Positions of the tolls that one word of fate counts together.
    heads
        Which toll each word of fate heads; the sum begins at that word.
    begun
        Where the tolls of the sentence begin.
    """
    rows = list(tolls)
    for chain in reversed(chains):
        members = [rows[index] for index in chain]
        if len(chain) < 2 or any(member.subset_of is not None or member.cumulative for member in members):
            continue
        high = None if any(m.high is None for m in members) else sum(m.high or 0 for m in members)
        first, last = members[0], members[-1]
        head = next((fate for fate, index in heads.items() if index == chain[0]), first.start)
        text = reading.text(first.start, last.end)
        low = sum(member.low for member in members)
        group = _groups(members) if _counted_apart(rows, chain, begun) else None
        whole = TollMention(min(head, first.start), last.end, first.measure, low, high, text, group, verb=first.verb)
        if whole.start == first.start and first.end - first.start > 1:
            # A whole and its part begin at different words: tolls are told apart by measure and beginning.
            rows[chain[0]] = replace(first, start=first.start + 1)
        rows = _inserted(rows, chain[0], whole, chain)
    return rows


def _counted_apart(rows: Sequence[TollMention], chain: Sequence[int], begun: int) -> bool:
    """Whether the sentence counts the dead of others beside a sum, which is then not that of all."""
    return any(
        toll.measure in ("killed", "casualties") and toll.group is not None and toll.subset_of is None
        for at, toll in enumerate(rows[begun:], begun)
        if at not in chain
    )


def _groups(members: Sequence[TollMention]) -> str | None:
    """The words for all groups of a sum, where each has some."""
    groups = [member.group for member in members if member.group]
    return " و".join(groups) if len(groups) == len(members) else None


def _inserted(rows: Sequence[TollMention], at: int, whole: TollMention, parts: Sequence[int]) -> list[TollMention]:
    shifted = []
    for index, toll in enumerate(rows):
        if index in parts:
            toll = replace(toll, subset_of=at)
        elif toll.subset_of is not None and toll.subset_of >= at:
            toll = replace(toll, subset_of=toll.subset_of + 1)
        shifted.append(toll)
    return [*shifted[:at], whole, *shifted[at:]]
