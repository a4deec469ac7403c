"""The total that a claim gives for a measure, without adding a part to its whole."""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.graph.reading import StoredToll

__all__ = ["MEASURES", "claim_total", "range_of_totals"]

#: Measures that the event table gives a low and a high for.
MEASURES = ("killed", "wounded", "casualties")


def claim_total(tolls: Iterable[StoredToll], measure: str) -> tuple[int, int | None] | None:
    """Return low and high of the claim's total for a measure, or ``None`` where it gives none.

    Tolls that are a part of another one never count. Where several remain, the claim does not say that their groups
    are disjoint, so nothing is added: the largest stands for the whole (at least so many were killed).
    """
    whole = [toll for toll in tolls if toll.measure == measure and toll.subset_of is None]
    if not whole:
        return None
    largest = max(whole, key=lambda toll: (toll.low, toll.high is None, toll.high or 0, toll.iri))
    return largest.low, largest.high


def range_of_totals(totals: Iterable[tuple[int, int | None] | None]) -> tuple[int, int | None] | None:
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
