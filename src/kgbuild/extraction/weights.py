"""Weights of readable observations: the logistic regressions of the selection, one a decision."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from kgbuild.errors import PipelineError

__all__ = ["WEIGHTS", "Weights", "load_weights", "logistic"]

WEIGHTS = Path(__file__).parent / "selection.tsv"


def logistic(logit: float) -> float:
    """Return the score, from 0 to 1, of a logit.

    Examples
    --------
    >>> logistic(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-logit))


class Weights:
    """Weights of observations, by decision.

    Examples
    --------
    >>> Weights({"event": {"bias": 1.0, "word-1=لم verb": -3.0}}).score("event", ["bias", "word-1=لم verb"]) < 0.2
    True
    """

    def __init__(self, rows: Mapping[str, Mapping[str, float]]) -> None:
        self._rows = rows

    def score(self, decision: str, observations: Iterable[str]) -> float:
        """Return how sure a decision is, from 0 to 1."""
        return logistic(self.logit(decision, observations))

    def logit(self, decision: str, observations: Iterable[str]) -> float:
        """Return the sum of the weights of observations."""
        row = self._rows.get(decision, {})
        return sum(row.get(observation, 0.0) for observation in observations)

    def reasons(self, decision: str, observations: Iterable[str], most: int = 5) -> list[tuple[str, float]]:
        """Return the observations that weigh most, for or against."""
        row = self._rows.get(decision, {})
        weighed = [(observation, row[observation]) for observation in observations if observation in row]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


@lru_cache(maxsize=4)
def load_weights(path: Path) -> Weights:
    """Read a table of weights: decision, observation and weight, tab-separated.

    Raises
    ------
    PipelineError
        The file is missing or no such table.
    """
    rows: dict[str, dict[str, float]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PipelineError(f"{path}: the weights of the selection cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        parts = line.split("\t")
        try:
            decision, observation, weight = parts
            rows.setdefault(decision, {})[observation] = float(weight)
        except ValueError as error:
            raise PipelineError(f"{path}, line {number}: no decision, observation and weight") from error
    return Weights(rows)
