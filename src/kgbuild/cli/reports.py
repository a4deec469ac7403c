"""Reading and extracting as ``ingest`` and ``extract`` do it, with progress and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.documents.options import ReadOptions, parse_mapping
from kgbuild.progress import Progress, progress

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.documents import Document
    from kgbuild.extraction.decisions import ReadEvent
    from kgbuild.extraction.report import Report
    from kgbuild.pipeline import DocumentOutcome, IngestResult
    from kgbuild.store import Store

__all__ = ["explain_reports", "ingest_into", "read_options"]

_NO_REPORTS = frozenset({"readme", "license", "licence", "copying", "makefile"})
_NAMED = 5
"""How many of the files that were left alone are named."""


def read_options(mapping: str, published: date | None, source: str | None, exclude: str | None = None) -> ReadOptions:
    """Return how to read, from the options of the command line; ``exclude`` is the store's folder.

    Raises
    ------
    MappingError
        ``mapping`` is malformed.
    """
    excluded = (Path(exclude),) if exclude else ()
    return ReadOptions(mapping=parse_mapping(mapping), published=published, source=source, exclude=excluded)


def ingest_into(
    store: Store,
    paths: Iterable[str],
    options: ReadOptions,
    config: str,
    own: tuple[Path, ...] = (),
    on_report: Callable[[Report], None] = lambda report: None,
) -> IngestResult:
    """Ingest what ``paths`` hold, with files of ``own`` actors; failures and notes go to standard error as they come.

    ``on_report`` is called with each document's reading before it is stored.

    Raises
    ------
    PipelineError
        The configuration of the pipeline cannot be loaded.
    """
    from kgbuild.documents import read
    from kgbuild.extraction.pipeline import load_pipeline
    from kgbuild.pipeline import IngestOptions, ingest

    with progress("Reading") as shown:
        watcher = _Watcher(shown)
        pipeline = load_pipeline(config, own=own)
        result = ingest(
            store,
            read(paths, replace(options, on_left_alone=watcher.leave)),
            partial(_extract, pipeline=pipeline, on_report=on_report),
            IngestOptions(extractor=_extractor(pipeline), own=own),
            watcher.see,
        )
        watcher.tell_what_was_left()
        return result


def explain_reports(
    paths: Iterable[str],
    options: ReadOptions,
    config: str,
    own: tuple[Path, ...],
    write: Callable[[Document, Iterable[ReadEvent]], None],
) -> int:
    """Read what ``paths`` hold and hand each document with the decisions on it to ``write``; nothing is stored.

    Returns
    -------
        How many inputs failed; each is named on standard error.

    Raises
    ------
    PipelineError
        The configuration of the pipeline cannot be loaded.
    """
    from kgbuild.documents import ReadFailure, read, segment
    from kgbuild.extraction.decisions import explain_document
    from kgbuild.extraction.pipeline import load_pipeline
    from kgbuild.pipeline import DocumentOutcome

    failed = 0
    with progress("Reading") as shown:
        watcher = _Watcher(shown)
        pipeline = load_pipeline(config, own=own)
        for item in read(paths, replace(options, on_left_alone=watcher.leave)):
            if isinstance(item, ReadFailure):
                failed += 1
                watcher.see(DocumentOutcome(item.origin, "failed", error=item.error))
            else:
                write(item, explain_document(item, segment(item), pipeline))
                watcher.see(DocumentOutcome(item.origin, "added", item.id))
        watcher.tell_what_was_left()
    return failed


def _extractor(pipeline: Language) -> str:
    """Name the extractor so that another version or configuration has another name."""
    from hashlib import sha256

    from kgbuild import __version__
    from kgbuild.extraction.model_folder import digest
    from kgbuild.extraction.pipeline import LEARNED

    config = pipeline.config.copy()
    for component in config["components"].values():
        component.pop("resources", None)  # the knowledge has a digest of its own, and where it lies says nothing
        for key in LEARNED:
            if component.get(key):
                component[key] = digest(Path(component[key]))  # what was learned, wherever it lies
    configuration = sha256(config.to_str().encode()).hexdigest()
    return f"kgbuild/{__version__} {configuration}"


def _extract(
    documents: Iterable[Document], pipeline: Language, on_report: Callable[[Report], None]
) -> Iterator[Report]:
    from kgbuild.documents import segment
    from kgbuild.extraction.pipeline import extract

    for report in extract(((document, segment(document)) for document in documents), pipeline):
        on_report(report)
        yield report


class _Watcher:
    """Tells a person what becomes of each input."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._count = 0
        self._left: list[str] = []

    def see(self, outcome: DocumentOutcome) -> None:
        """Take note of one input."""
        self._count += 1
        if outcome.error is not None:
            self._shown.say(f"Failed: {outcome.origin}: {outcome.error}")
        for note in outcome.notes:
            self._shown.say(f"Note: {outcome.origin}: {note}")
        self._shown.step(f"{self._count}, last {outcome.origin}")

    def leave(self, path: str) -> None:
        """Take note of a file of a kind that is not read."""
        if Path(path).stem.casefold() not in _NO_REPORTS:
            self._left.append(path)

    def tell_what_was_left(self) -> None:
        """Say which files of the named folders were not read: a person may take them for read."""
        if not self._left:
            return
        named = ", ".join(self._left[:_NAMED]) + (f" and {len(self._left) - _NAMED} more" * (len(self._left) > _NAMED))
        self._shown.say(f"Note: not read, since their kind is none that is read in folders: {named}")
