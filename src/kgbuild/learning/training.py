"""Trains the weights of the selection: one logistic regression a decision, over annotated articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgbuild.learning.examples import Example

__all__ = ["Fold", "train", "validate", "write_weights"]

_LEAST = 3  # examples that an observation has to occur in
_SMALLEST = 0.01  # weights below it say nothing
_STRENGTH = 0.08  # inverse of the regularisation
_FOLDS = 5

Table = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Fold:
    """A held-out example with the score that weights gave it which had not seen its article."""

    example: Example
    score: float


def train(rows: Sequence[Example]) -> Table:
    """Return weights by decision and observation.

    Needs scikit-learn, which is installed with the dependency group ``train``.
    """
    return {
        decision: _train([r for r in rows if r.decision == decision]) for decision in sorted({r.decision for r in rows})
    }


def _train(rows: Sequence[Example]) -> dict[str, float]:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(o for row in rows for o in set(row.observations))
    names = sorted(o for o, count in counts.items() if count >= _LEAST)
    columns = {name: at for at, name in enumerate(names)}
    indices: list[int] = []
    starts = [0]
    for row in rows:
        indices += sorted({columns[o] for o in row.observations if o in columns})
        starts.append(len(indices))
    matrix: Any = csr_matrix(([1.0] * len(indices), indices, starts), shape=(len(rows), len(names)))
    model = LogisticRegression(C=_STRENGTH, max_iter=400, fit_intercept=False)
    model.fit(matrix, [row.right for row in rows])
    weights = zip(names, model.coef_[0], strict=True)
    return {name: round(float(weight), 3) for name, weight in weights if abs(weight) >= _SMALLEST}


def validate(rows: Sequence[Example]) -> list[Fold]:
    """Score every example with weights trained on the other articles (five folds by article)."""
    from kgbuild.extraction.weights import Weights

    articles = sorted({row.article for row in rows})
    fold_of = {article: number % _FOLDS for number, article in enumerate(articles)}
    found = []
    for fold in range(_FOLDS):
        weights = Weights(train([row for row in rows if fold_of[row.article] != fold]))
        found += [
            Fold(row, weights.score(row.decision, row.observations)) for row in rows if fold_of[row.article] == fold
        ]
    return found


def write_weights(weights: Table, path: Path) -> None:
    """Write weights as the selection reads them, sorted."""
    lines: Iterable[str] = (
        f"{decision}\t{name}\t{weight:g}\n"
        for decision in sorted(weights)
        for name, weight in sorted(weights[decision].items())
    )
    path.write_text("".join(lines), encoding="utf-8")
