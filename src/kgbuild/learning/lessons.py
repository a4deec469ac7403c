"""What the encoder sees in one round: every article once, as it is in the first round and varied in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from spacy.language import Language

from kgbuild.extraction.windows import Cutter
from kgbuild.learning.deeds import Deed, Page, deeds, pages
from kgbuild.learning.markup import MarkedArticle
from kgbuild.learning.variation import names_of, vary

__all__ = ["Lesson", "lessons"]

_SEED = 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """Windows around words of violence, and stretches in which they are searched."""

    deeds: tuple[Deed, ...]
    pages: tuple[Page, ...]


def lessons(articles: Sequence[MarkedArticle], nlp: Language, cut: Cutter, rounds: int) -> list[Lesson]:
    """Return one lesson a round; the same articles give the same lessons.

    Parameters
    ----------
    articles
        Annotated articles; names that stand in for others come from all of them.
    nlp
        The rules, whose choices the decisions are about.
    cut
        The tokenisation of the encoder.
    rounds
        How many.
    """
    names, chance = names_of(articles), Random(_SEED)
    found = []
    for number in range(rounds):
        seen = articles if number == 0 else [vary(article, names, chance) for article in articles]
        told = tuple(deed for article in seen for deed in deeds(article, nlp, cut))
        found.append(Lesson(told, tuple(page for article in seen for page in pages(article, nlp, cut))))
    return found
