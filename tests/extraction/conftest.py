"""Documents made of authored text, read by the rules (what is learned has tests of its own)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from kgbuild.arabic.span import Span
from kgbuild.documents import segment
from kgbuild.documents.article import Article, Block
from kgbuild.documents.document import Document
from kgbuild.extraction.annotations import Reading, reading_of
from kgbuild.extraction.pipeline import RULES_CONFIG, extract, load_pipeline
from kgbuild.extraction.report import Report

PUBLISHED = date(2020, 3, 18)

Segmented = tuple[Document, tuple[Article, ...]]
MakeDocument = Callable[..., Segmented]
MakeReport = Callable[..., Report]
Read = Callable[[str], Reading]


def make_document(text: str, published: date | None = PUBLISHED, document_id: str = "authored.txt") -> Segmented:
    """A document with its articles."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(document_id, text, document_id, digest, published=published)
    return document, segment(document)


@pytest.fixture(scope="session")
def document_of() -> MakeDocument:
    """Makes documents."""
    return make_document


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The rule pipeline."""
    return load_pipeline(RULES_CONFIG)


@pytest.fixture(scope="session")
def report_of(pipeline: Language) -> MakeReport:
    """Reads one text with the rule pipeline."""

    def read(text: str, published: date | None = PUBLISHED) -> Report:
        (report,) = extract([make_document(text, published)], pipeline)
        return report

    return read


@pytest.fixture(scope="session")
def read(pipeline: Language) -> Read:
    """Reads a text that is one undated paragraph; gives the annotations of every component."""

    def annotate(text: str) -> Reading:
        doc = pipeline.make_doc(text)
        doc._.kgb = Reading(Article("row.txt", 0, text, (Block(Span(0, len(text)), "paragraph"),)))
        for _, component in pipeline.pipeline:
            doc = component(doc)
        return reading_of(doc)

    return annotate
