"""The extraction pipeline: loads a configuration, runs articles through it in batches, returns reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from typing import Any

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
from kgbuild.extraction.model_folder import check_files, model_config, read_meta
from kgbuild.extraction.naming import named_in
from kgbuild.extraction.pieces import pieces
from kgbuild.extraction.report import EventClaim, Report
from kgbuild.extraction.transformer import check_installed

__all__ = ["CONFIGS", "DEFAULT_CONFIG", "LEARNED", "RULES_CONFIG", "extract", "load_pipeline"]

DEFAULT_CONFIG = Path(__file__).parent / "default.cfg"
RULES_CONFIG = Path(__file__).parent / "rules.cfg"
CONFIGS = {name: Path(__file__).parent / f"{name}.cfg" for name in ("default", "strict", "rules", "trf")}
"""The configurations that come with kgbuild: fewer and surer claims with ``strict``, nothing learned in ``rules``.

``trf`` is the default with the encoder in torch.
"""
LEARNED = ("weights", "encoder")
"""Settings of components that name files or folders of what was learned."""
_REGISTERED = (components, tokenizer)  # their import registers the factories where no entry points are installed
_MAX_LENGTH = 10_000_000  # characters of one article
_MESSAGE = 200  # characters of spaCy's message, which goes on to explain how to write components

Segmented = tuple[Document, tuple[Article, ...]]


def load_pipeline(config: Path | str | None = None, ontology: Path | None = None, own: Sequence[Path] = ()) -> Language:
    """Load a pipeline.

    Parameters
    ----------
    config
        A spaCy configuration, the name of one that comes with kgbuild (:data:`CONFIGS`), the folder of a trained model
        or the name of an installed package of one; ``default`` when left out. Paths in it count from its folder.
    ontology
        Folder of another ontology and knowledge; given to every component whose factory asks for resources.
    own
        Turtle files of one's own actors and places, known beside those that come with kgbuild.

    Raises
    ------
    PipelineError
        The configuration is missing or names what is not there, or needs an extra that is not installed.
    ModelFolderError, ModelVersionError
        A trained model is not whole, or another version of kgbuild made it.

    Examples
    --------
    >>> load_pipeline().pipe_names[:3]
    ['sentences', 'dates', 'mentions']
    """
    path = CONFIGS[str(config)] if str(config) in CONFIGS else model_config(str(config)) if config else DEFAULT_CONFIG
    meta = read_meta(path.parent)
    if meta is not None:
        check_files(path.parent, meta)
    try:
        loaded = load_config(path)
        _find_files(loaded, path.parent)
        if ontology is not None or own:
            _give_resources(loaded, ontology, own)
        if any(component.get("runtime") == "spacy-transformers" for component in loaded.get("components", {}).values()):
            check_installed()
        nlp: Language = load_model_from_config(loaded, auto_fill=True)
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise PipelineError(f"{path}: {shorten(str(error) or repr(error), _MESSAGE, placeholder=' …')}") from error
    nlp.max_length = _MAX_LENGTH
    if meta is not None:
        nlp.meta["name"] = meta.name
    return nlp


def _find_files(config: dict[str, Any], folder: Path) -> None:
    """Paths of what is learned count from the folder of the configuration."""
    for component in config.get("components", {}).values():
        for key in LEARNED:
            value = component.get(key)
            if isinstance(value, str):
                component[key] = str((folder / value).resolve())


def _give_resources(config: dict[str, Any], ontology: Path | None, own: Sequence[Path]) -> None:
    resources: dict[str, Any] = {"@misc": "kgbuild.Resources.v1", "own": [str(file) for file in own]}
    if ontology is not None:
        resources["ontology"] = str(ontology)
    for component in config.get("components", {}).values():
        factory = component.get("factory", "")
        if Language.has_factory(factory) and "resources" in (Language.get_factory_meta(factory).default_config or {}):
            component["resources"] = resources


def extract(documents: Iterable[Segmented], nlp: Language) -> Iterator[Report]:
    """Read documents, given with their articles; one report a document, in the same order.

    Articles run through ``nlp.pipe`` in its batches; only one batch is held at a time. A very long article is read in
    pieces, and what is told in one piece is not joined with what is told in another.
    """
    readings: list[Reading] = []
    for doc, turn in nlp.pipe(_docs(documents, nlp), as_tuples=True):
        readings.append(reading_of(doc))
        if len(readings) == turn.docs:
            yield _report(turn, readings, nlp)
            readings = []


@dataclass(frozen=True, slots=True)
class _Turn:
    """A document in the stream, and of how many ``Doc`` it is."""

    document: Document
    articles: tuple[Article, ...]
    docs: int


def _docs(documents: Iterable[Segmented], nlp: Language) -> Iterator[tuple[Doc, _Turn]]:
    """One ``Doc`` an article or piece; an empty one for a document without articles, so that it keeps its turn."""
    for document, articles in documents:
        parts = [piece for article in articles for piece in pieces(article)] or [Article(document.id, 0, "", ())]
        turn = _Turn(document, articles, len(parts))
        for part in parts:
            doc = nlp.make_doc(part.text)
            doc._.kgb = Reading(part)
            yield doc, turn


def _report(turn: _Turn, readings: list[Reading], nlp: Language) -> Report:
    extractor = f"kgbuild-{nlp.meta.get('name') or 'rules'}/{kgbuild.__version__}"
    return Report(
        document=turn.document,
        articles=turn.articles,
        claims=tuple(_claims(readings, extractor)),
        relations=tuple(relation for reading in readings for relation in relations_of(reading, extractor)),
        mentions=tuple(participant(reading, mention) for reading in readings for mention in named_in(reading)),
        notes=tuple(
            dict.fromkeys(f"article {reading.article.number}: {note}" for reading in readings for note in reading.notes)
        ),
    )


def _claims(readings: list[Reading], extractor: str) -> Iterator[EventClaim]:
    """The claims of a document; events are counted on from one piece of an article to the next."""
    counts: dict[int, int] = {}
    for reading in readings:
        before = counts.get(reading.article.number, 0)
        for claim in claims_of(reading, extractor):
            answered = None if claim.response_to is None else claim.response_to + before
            yield replace(claim, event=claim.event + before, response_to=answered) if before else claim
        told = max((frame.event for frame in reading.frames), default=-1)
        counts[reading.article.number] = before + told + 1
