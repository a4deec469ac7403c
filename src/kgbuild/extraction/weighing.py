"""What the names of a stored text may have meant, and how each reading scored: the linking, done once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgbuild.arabic.span import Span
from kgbuild.documents.article import Article
from kgbuild.extraction.annotations import Reading, reading_of
from kgbuild.extraction.components import SentenceSplitter
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.pieces import pieces
from kgbuild.extraction.resources import load_resources
from kgbuild.extraction.tokenizer import create_tokenizer
from kgbuild.knowledge import Entity
from kgbuild.resources import ontology_folder

__all__ = ["WeighedName", "weigh_names"]


@dataclass(frozen=True, slots=True)
class WeighedName:
    """A name in a document, what it was taken for, and all that it may have meant, best first, each with its weight."""

    span: Span
    iri: str
    readings: tuple[tuple[Entity, float], ...]


def weigh_names(article: Article, own: Sequence[Path] = (), folder: Path | None = None) -> Iterator[WeighedName]:
    """Yield the names of an article that are identified, as extraction finds them with the same knowledge.

    Parameters
    ----------
    article
        An article of a document; offsets of the result count in the document.
    own
        Turtle files of one's own actors and places.
    folder
        Ontology and knowledge, else kgbuild's own.
    """
    import spacy

    resources = load_resources((folder or ontology_folder()).resolve(), tuple(file.resolve() for file in own))
    language = spacy.blank("ar")
    tokenize = create_tokenizer()(language)
    for piece in pieces(article):
        doc = tokenize(piece.text)
        doc._.kgb = Reading(piece)
        reading = reading_of(SentenceSplitter()(doc))
        if not reading.sentences:
            continue
        hits = HitTable(resources.lexicon.hits(reading.words))
        for link in resources.linker.link(reading, hits):
            span = piece.span_to_document(Span(link.char_start, link.char_end))
            yield WeighedName(span, link.iri, link.weighed)
