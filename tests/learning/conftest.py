"""A handful of the project's annotated articles, and models made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.learning.model import train_model

ARTICLES = Path(__file__).resolve().parents[2] / "training" / "articles"
NAMES = (
    "context-002",
    "gulf-003",
    "levant-025",
    "nafrica-026",
    "plain-062",
    "plain-068",
    "talk-002",
    "waves-006",
    "yemen-030",
    "aggregate-042",
)


@pytest.fixture(scope="session")
def articles() -> list[Path]:
    """Articles with right and wrong examples of every decision."""
    return [ARTICLES / f"{name}.txt" for name in NAMES]


@pytest.fixture(scope="session")
def weights_model(tmp_path_factory: pytest.TempPathFactory, articles: list[Path]) -> Path:
    """A model of weights alone; tests read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("models") / "small"
    train_model(articles, folder, None, lambda line: None)
    return folder
