"""Documents in, named graphs out: read, extract, write, check, commit, one document after another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kgbuild.arabic import holds_arabic
from kgbuild.documents import Document, ReadFailure
from kgbuild.errors import DuplicateIdError, InvalidReportError, KgbuildError
from kgbuild.extraction.report import Report
from kgbuild.graph import (
    BASE,
    Identifiers,
    StoreBackground,
    events_of_document,
    read_document,
    report_quads,
    validate_quads,
)
from kgbuild.graph.vocabulary import KGB
from kgbuild.pipeline.background import refresh_background
from kgbuild.pipeline.listed import IngestBackground, ListedPlaces, add_named, drop_unnamed, named_places
from kgbuild.pipeline.log import input_digest, log_change, merge, replace_quads
from kgbuild.resources import ontology_folder
from kgbuild.store import Change, Store

__all__ = ["DocumentOutcome", "Extract", "IngestOptions", "IngestResult", "document_change", "ingest"]

_NO_ARABIC = "there is no Arabic in it, and nothing else is read for events"

Extract: TypeAlias = Callable[[Iterable[Document]], Iterator[Report]]
Outcome: TypeAlias = Literal["added", "replaced", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How documents become graphs.

    Parameters
    ----------
    extractor
        Name and version of what extracts; a document is extracted again when it changes.
    base
        What IRIs start with.
    ontology
        Folder of ontology and knowledge; the one that kgbuild carries when left out.
    own
        Turtle files of the user's own actors and places.
    find_outlet
        Gives the IRI of a known media outlet by its name, or ``None``.
    batch_size
        Documents that are handed to extraction at a time.
    commit_quads
        Quads that are gathered before a transaction; it always holds whole documents.
    now
        The clock of the log.
    """

    extractor: str
    base: str = BASE
    ontology: Path = field(default_factory=ontology_folder)
    own: tuple[Path, ...] = ()
    find_outlet: Callable[[str], str | None] = lambda name: None
    batch_size: int = 16
    commit_quads: int = 20_000
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one input; ``id`` is ``None`` when it could not be read at all."""

    origin: str
    outcome: Outcome
    id: str | None = None
    claims: int = 0
    relations: int = 0
    error: KgbuildError | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of a run: how many inputs had each outcome, and what the user should know."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    claims: int = 0
    relations: int = 0
    failures: tuple[DocumentOutcome, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def failed(self) -> int:
        """How many inputs failed."""
        return len(self.failures)


def ingest(
    store: Store,
    documents: Iterable[Document | ReadFailure],
    extract: Extract,
    options: IngestOptions,
    on_outcome: Callable[[DocumentOutcome], None] = lambda outcome: None,
) -> IngestResult:
    """Store what documents say, each in its own named graph, whole or not at all.

    A document whose text, metadata, extractor, ontology and knowledge are those of the last time is skipped; one that
    changed replaces its older version; one that fails is listed and the rest goes on. When the run is interrupted, what
    is finished is stored.

    Parameters
    ----------
    store
        A store open for writing.
    documents
        Documents and failures to read, as ``kgbuild.documents.read`` yields them.
    extract
        Gives a report for every document of an iterable, in its order.
    options
        See `IngestOptions`.
    on_outcome
        Called once an input, after what it says is stored.
    """
    run = _Run(store, extract, options, on_outcome)
    iterator = iter(documents)
    try:
        while batch := list(islice(iterator, options.batch_size)):
            run.take(batch)
    finally:
        run.commit()
    return run.result()


class _Run:
    """One call of `ingest`: what it waits to commit, and what it counts."""

    def __init__(
        self, store: Store, extract: Extract, options: IngestOptions, on_outcome: Callable[[DocumentOutcome], None]
    ) -> None:
        self._store = store
        self._extract = extract
        self._options = options
        self._on_outcome = on_outcome
        self._ids = Identifiers(options.base)
        self._listed = ListedPlaces(options.ontology, options.own)
        state = refresh_background(store, self._ids, options.ontology, self._listed, options.own)
        self._background_digest = state.digest
        self._background = IngestBackground(store, self._ids, self._listed)
        self._left: set[str] = set()
        self._seen: dict[str, str] = {}
        self._pending: list[tuple[Change, DocumentOutcome]] = []
        self._outcomes: list[DocumentOutcome] = []
        self._counts: dict[str, int] = dict.fromkeys(("added", "replaced", "unchanged", "claims", "relations"), 0)

    def take(self, batch: Sequence[Document | ReadFailure]) -> None:
        """Work off some inputs; commit when enough has gathered."""
        waiting: list[tuple[Document, str]] = []
        for item in batch:
            if isinstance(item, ReadFailure):
                self._finish(DocumentOutcome(item.origin, "failed", error=item.error))
            elif (digest := self._new(item)) is not None:
                waiting.append((item, digest))
        for (document, digest), report in zip(waiting, self._reports([d for d, _ in waiting]), strict=True):
            self._handle(document, digest, report)
        if sum(len(change.insert) for change, _ in self._pending) >= self._options.commit_quads:
            self.commit()

    def commit(self) -> None:
        """Write everything that waits in one transaction."""
        if self._pending:
            changes = [change for change, _ in self._pending]
            named = named_places(quad for change in changes for quad in change.insert)
            self._store.apply(merge([*changes, add_named(self._store, self._ids, self._listed, named)]))
            drop_unnamed(self._store, self._ids, self._left - named)
            self._left = set()
            finished, self._pending = [outcome for _, outcome in self._pending], []
            for outcome in finished:
                self._finish(outcome)

    def result(self) -> IngestResult:
        """Sum up."""
        return IngestResult(
            **self._counts,
            failures=tuple(outcome for outcome in self._outcomes if outcome.outcome == "failed"),
            notes=tuple((outcome.id or "", note) for outcome in self._outcomes for note in outcome.notes),
        )

    def _new(self, document: Document) -> str | None:
        """Digest of a document that has to be extracted, or ``None`` when it is done with."""
        digest = _input_digest(document, self._options.extractor, self._background_digest)
        if document.id in self._seen:
            if self._seen[document.id] != digest:
                error = DuplicateIdError(f"{document.origin}: another input of this run has the id {document.id!r}")
                self._finish(DocumentOutcome(document.origin, "failed", document.id, error=error))
            return None
        self._seen[document.id] = digest
        if input_digest(self._store, self._ids, self._ids.document(document.id)) == digest:
            self._finish(DocumentOutcome(document.origin, "unchanged", document.id))
            return None
        return digest

    def _reports(self, documents: list[Document]) -> list[Report | Exception]:
        """Extract a batch; when something breaks, each document alone, so that only the culprit fails."""
        if not documents:
            return []
        try:
            reports: list[Report | Exception] = list(self._extract(documents))
            if len(reports) == len(documents):
                return reports
        except Exception as error:
            if len(documents) == 1:
                return [error]
        if len(documents) == 1:
            return [InvalidReportError(f"{documents[0].id}: extraction gave no report")]
        return [report for document in documents for report in self._reports([document])]

    def _handle(self, document: Document, digest: str, report: Report | Exception) -> None:
        try:
            if isinstance(report, Exception):
                raise report
            quads = report_quads(report, self._ids, self._background, self._options.find_outlet)
            if violations := validate_quads(quads, self._background):
                raise InvalidReportError(f"{document.id}: {violations[0]}" + _more(len(violations)))
            self._left |= named_places(self._store.quads(self._ids.document_graph(document.id)))
            change, outcome = document_change(
                self._store, self._ids, self._background, document.id, quads, digest, self._options.now()
            )
        except Exception as error:
            self._finish(DocumentOutcome(document.origin, "failed", document.id, error=_as_kgbuild(document, error)))
            return
        done = DocumentOutcome(
            document.origin,
            outcome,
            document.id,
            claims=len(report.claims),
            relations=len(report.relations),
            notes=report.notes if holds_arabic(document.text) else (_NO_ARABIC, *report.notes),
        )
        self._pending.append((change, done))

    def _finish(self, outcome: DocumentOutcome) -> None:
        if outcome.outcome == "failed" or outcome.notes:
            self._outcomes.append(outcome)
        if outcome.outcome != "failed":
            self._counts[outcome.outcome] += 1
        self._counts["claims"] += outcome.claims
        self._counts["relations"] += outcome.relations
        self._on_outcome(outcome)


def _more(count: int) -> str:
    return f" and {count - 1} more" if count > 1 else ""


def _as_kgbuild(document: Document, error: Exception) -> KgbuildError:
    if isinstance(error, KgbuildError):
        return error
    return InvalidReportError(f"{document.id}: {type(error).__name__}: {error}")


def _input_digest(document: Document, extractor: str, background: str) -> str:
    parts = (
        document.sha256,
        document.page,
        document.title,
        *(str(day) if day else None for day in (document.published, document.retrieved)),
        document.published_origin,
        document.source,
        document.url,
        document.archive_url,
        document.media_type,
        *map(str, document.later_articles),
        extractor,
        background,
    )
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def document_change(
    store: Store,
    ids: Identifiers,
    background: StoreBackground,
    document_id: str,
    quads: Sequence[ox.Quad],
    digest: str | None,
    moment: datetime | None,
) -> tuple[Change, Outcome]:
    """Change that gives a document exactly these quads, with its events and its log entry; none: it disappears."""
    graph = ids.document_graph(document_id)
    old = list(store.quads(graph))
    same = set(old) == set(quads)
    events = ox.NamedNode(ids.graph("events"))
    derived = events_of_document(read_document(quads), background) if quads else []
    new_events = [ox.Quad(t.subject, t.predicate, t.object, events) for t in derived]
    log = log_change(store, ids, ids.document(document_id), digest, None if same else moment)
    changes = [replace_quads(_events_of(store, ids, old), new_events), log]
    if not same:
        changes.append(Change(drop=(graph,) if old else (), insert=tuple(quads)))
    outcome: Outcome = "unchanged" if same else "replaced" if old else "added"
    return merge(changes), outcome


def _events_of(store: Store, ids: Identifiers, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """What a document's graph, as it is stored, has put into the graph of events."""
    subjects: set[ox.NamedNode] = set()
    for quad in quads:
        if quad.predicate == KGB.candidateEvent and isinstance(quad.object, ox.NamedNode):
            subjects.add(quad.object)
            if isinstance(quad.subject, ox.NamedNode):
                subjects.add(quad.subject)
    events = ids.graph("events")
    return [quad for subject in subjects for quad in store.quads(events, subject=subject)]
