"""Turns annotated articles into examples of tellings that are of one event, or of two."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language

from kgbuild.extraction.joining import DECISION, Pairs
from kgbuild.extraction.linking import Linker
from kgbuild.learning.examples import Example, Truth, readings
from kgbuild.learning.markup import MarkedArticle
from kgbuild.schema import Schema

__all__ = ["pair_examples"]


def pair_examples(article: MarkedArticle, nlp: Language, schema: Schema, linker: Linker) -> Iterator[Example]:
    """Yield each pair of facts that the rules left apart, and whether the article records them as one event."""
    for reading in readings(article, nlp):
        if reading.hits is None:
            continue
        truth, pairs = Truth(article, reading), Pairs(reading, schema, linker)
        told = [truth.event(frame) for frame in reading.frames]
        for first, second in pairs.open():
            one, other = told[first], told[second]
            if one is not None and other is not None:
                seen = tuple(pairs.of(first, second))
                yield Example(DECISION, False, seen, one.id == other.id, article.id, first, second)
