"""The extraction pipeline: loads a configuration, runs articles through it in batches, returns reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config, load_model_from_config

import kgbuild
from kgbuild.documents.article import Article
from kgbuild.documents.document import Document
from kgbuild.errors import PipelineError
from kgbuild.extraction import components, tokenizer
from kgbuild.extraction.annotations import Reading, reading_of
from kgbuild.extraction.claims import claims_of, participant, relations_of
from kgbuild.extraction.report import Report

__all__ = ["DEFAULT_CONFIG", "extract", "load_pipeline"]

DEFAULT_CONFIG = Path(__file__).parent / "default.cfg"
_REGISTERED = (components, tokenizer)


def load_pipeline(config: Path | None = None, ontology: Path | None = None) -> Language:
    """Load a pipeline.

    Parameters
    ----------
    config
        A spaCy configuration; the rule pipeline that comes with kgbuild when left out.
    ontology
        Folder of another ontology and knowledge; given to every component that asks for resources.

    Raises
    ------
    PipelineError
        The configuration is missing or names what is not there.
    """
    path = config or DEFAULT_CONFIG
    try:
        loaded = load_config(path)
        if ontology is not None:
            for component in loaded.get("components", {}).values():
                if component.get("factory", "").startswith("kgbuild_") and component["factory"] not in _PLAIN:
                    component["resources"] = {"@misc": "kgbuild.Resources.v1", "ontology": str(ontology)}
        nlp: Language = load_model_from_config(loaded, auto_fill=True)
    except (OSError, ValueError, KeyError) as error:
        raise PipelineError(f"{path}: {str(error).strip().splitlines()[0] if str(error).strip() else error!r}") from error
    nlp.max_length = _MAX_LENGTH
    return nlp


_MAX_LENGTH = 10_000_000
_PLAIN = ("kgbuild_sentences_v1", "kgbuild_dates_v1")


def extract(documents: Iterable[tuple[Document, tuple[Article, ...]]], nlp: Language) -> Iterator[Report]:
    """Read documents, given with their articles; one report a document, in the same order.

    Articles run through ``nlp.pipe`` in its batches; only one batch is held at a time.
    """
    pending: list[tuple[Document, tuple[Article, ...]]] = []

    def texts() -> Iterator[tuple[Doc, None]]:
        for document, articles in documents:
            pending.append((document, articles))
            for article in articles:
                doc = nlp.make_doc(article.text)
                doc._.kgb = Reading(article)
                yield doc, None

    done: list[Doc] = []
    stream = nlp.pipe(texts(), as_tuples=True)
    for doc, _ in stream:
        done.append(doc)
        while pending and len(done) >= len(pending[0][1]):
            document, articles = pending.pop(0)
            yield _report(document, articles, [reading_of(done.pop(0)) for _ in articles], nlp)
    while pending:
        document, articles = pending.pop(0)
        yield _report(document, articles, [], nlp)


def _report(document: Document, articles: tuple[Article, ...], readings: list[Reading], nlp: Language) -> Report:
    extractor = f"kgbuild-{nlp.meta.get('name') or 'rules'}/{kgbuild.__version__}"
    return Report(
        document=document,
        articles=articles,
        claims=tuple(claim for reading in readings for claim in claims_of(reading, extractor)),
        relations=tuple(relation for reading in readings for relation in relations_of(reading, extractor)),
        mentions=tuple(
            participant(reading, mention)
            for reading in readings
            for mention in reading.mentions
            if mention.kind in ("actor", "place", "person") and not mention.generic
        ),
        notes=tuple(f"article {reading.article.number}: {note}" for reading in readings for note in reading.notes),
    )
