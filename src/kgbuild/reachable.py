"""What can be reached from somewhere by one relation, step after step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["reachable"]


def reachable(starts: Iterable[str], steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the starts and all that lies behind them; cycles are walked once.

    Parameters
    ----------
    starts
        Where to begin; they belong to the result.
    steps
        What follows each name directly; a name that is missing leads nowhere.

    Examples
    --------
    >>> sorted(reachable(["Town"], {"Town": ["Place"], "Place": ["Thing"]}))
    ['Place', 'Thing', 'Town']
    """
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting.extend(steps.get(current, ()))
    return frozenset(seen)
