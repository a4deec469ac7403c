"""The total that a claim gives for a measure, without adding a part to its whole.

The rule (docs/architecture.md, "Totals"): a toll that is a part of another one never counts. Of the others, those of
one group, or of the very same number, are one number told again, and the largest stands. Different groups are disjoint
and add up: 39 rebels and 17 loyalists are 56 killed. A number of people in general (``شخصاً``, ``قتيلاً``, no noun at
all) is of everybody and is added to nothing. Where no number is given, the persons named with that fate are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from kgbuild.arabic import fold, person_noun
from kgbuild.extraction.report import EventClaim
from kgbuild.graph.reading import StoredClaim

__all__ = ["MEASURES", "Total", "claim_total", "range_of_totals", "reported_total"]

Total: TypeAlias = tuple[int, int | None]
"""Low and high; no high means at least so many."""

#: Measures that the event table gives a low and a high for.
MEASURES = ("killed", "wounded", "casualties")

#: Groups of person nouns (arabic/person_nouns.tsv) that say nothing of who they are.
_ANYBODY: Final = frozenset({"person", "dead", "wounded", "captive", "missing"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A number that is no part of another one; the group is ``None`` where it is of everybody."""

    low: int
    high: int | None
    group: str | None


def claim_total(claim: StoredClaim, measure: str) -> Total | None:
    """Return low and high of a stored claim's total for a measure, or ``None`` where it gives none."""
    counts = [
        _Count(toll.low, toll.high, toll.toll_of or _group(toll.group))
        for toll in claim.tolls
        if toll.measure == measure and toll.subset_of is None
    ]
    return _total(counts) or _named(claim, measure)


def reported_total(claim: EventClaim, measure: str) -> Total | None:
    """Return the same of a claim as extraction gives it."""
    counts = [
        _Count(toll.low, toll.high, toll.group_participant.name if toll.group_participant else _group(toll.group))
        for toll in claim.tolls
        if toll.measure == measure and toll.subset_of is None
    ]
    return _total(counts) or _named(claim, measure)


def range_of_totals(totals: Iterable[Total | None]) -> Total | None:
    """Return the lowest low and the highest high of several claims' totals; open where one of them is open.

    Examples
    --------
    >>> range_of_totals([(15, 15), None, (9, 20)])
    (9, 20)
    >>> range_of_totals([(15, 15), (9, None)])
    (9, None)
    """
    given = [total for total in totals if total is not None]
    if not given:
        return None
    highs = [high for _, high in given]
    return min(low for low, _ in given), None if None in highs else max(high for high in highs if high is not None)


def _group(words: str | None) -> str | None:
    """Key of a group's words, the same for singular, dual and plural; ``None`` for people in general.

    Examples
    --------
    >>> _group("مقاتلاً"), _group("مقاتلين"), _group("شخصاً")
    ('مقاتل', 'مقاتل', None)
    """
    first, *rest = (words or "").split() or [""]
    noun = person_noun(first)
    if noun is not None and noun.group in _ANYBODY and not rest:
        return None
    return " ".join([fold(noun.lemma if noun else first), *map(fold, rest)]) or None


def _total(counts: Iterable[_Count]) -> Total | None:
    largest_first = sorted(counts, key=lambda c: (-c.low, c.high is not None, -(c.high or 0), c.group or ""))
    everybody = next(((c.low, c.high) for c in largest_first if c.group is None), None)
    groups: dict[str, Total] = {}
    for count in largest_first:
        if count.group is not None and (count.low, count.high) not in groups.values():
            groups.setdefault(count.group, (count.low, count.high))
    if not groups:
        return everybody
    highs = [high for _, high in groups.values()]
    added = sum(low for low, _ in groups.values()), None if None in highs else sum(filter(None, highs))
    return added if everybody is None or added[0] > everybody[0] else everybody


def _named(claim: StoredClaim | EventClaim, measure: str) -> Total | None:
    """Count the persons named; where dead and wounded are given as one sum, that is the number."""
    count = sum(1 for victim in claim.victims if victim.fate == measure)
    summed = any(toll.measure == "casualties" for toll in claim.tolls)
    return (count, count) if count and not summed else None
