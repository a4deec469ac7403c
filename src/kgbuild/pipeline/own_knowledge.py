"""A user's own actors and places: files that a store keeps, and what they make of claims stored before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import KnowledgeFileError, KnowledgeRefusedError
from kgbuild.graph import Identifiers, StoreBackground
from kgbuild.graph.reading import Nodes
from kgbuild.graph.relinking import Identity, Unidentified, relinked, unidentified
from kgbuild.graph.vocabulary import KGB
from kgbuild.knowledge import Context, KnowledgeBase, check_files, load_knowledge, resolve
from kgbuild.knowledge.writing import NewEntity, turtle
from kgbuild.pipeline.background import refresh_background
from kgbuild.pipeline.ingest import document_change
from kgbuild.resources import ontology_folder
from kgbuild.store import Store

__all__ = ["Relinking", "adopt", "checked", "knowledge_files", "own_files", "relink", "written"]

_FOLDER = "knowledge"
_INDIRECT = ("generic", "demonym", "metonym")


@dataclass(frozen=True, slots=True)
class Relinking:
    """What became of a store: documents that changed, and how many names of them got an identity."""

    documents: int
    names: int


def knowledge_files(folder: Path) -> tuple[Path, ...]:
    """Turtle files of a folder, by name.

    Raises
    ------
    KnowledgeFileError
        It is no folder, or holds none.
    """
    if not folder.is_dir():
        raise KnowledgeFileError(f"{folder} is no folder")
    files = tuple(sorted(folder.glob("*.ttl")))
    if not files:
        raise KnowledgeFileError(f"{folder} holds no .ttl file")
    return files


def own_files(location: str | Path) -> tuple[Path, ...]:
    """Files of actors and places that a store keeps; none for one that is no folder."""
    folder = Path(location) / _FOLDER
    return tuple(sorted(folder.glob("*.ttl"))) if folder.is_dir() else ()


def checked(files: Sequence[Path], built_in: KnowledgeBase | None = None) -> tuple[Path, ...]:
    """Return files of actors and places that can be taken up.

    Raises
    ------
    KnowledgeRefusedError
        Something is wrong in one of them; every problem is told with file and line, and none is taken up.
    """
    problems = check_files(files, built_in or load_knowledge())
    if problems:
        raise KnowledgeRefusedError("\n  ".join(["nothing was taken up", *map(str, problems)]))
    return tuple(files)


def adopt(location: str | Path, files: Iterable[Path]) -> tuple[Path, ...]:
    """Copy checked files into a store's folder; one of the same name is replaced. Return all that it then keeps.

    Raises
    ------
    KnowledgeRefusedError
        Together with those that the store keeps they are wrong (a name given twice, a cycle); nothing is copied.
    """
    folder = Path(location) / _FOLDER
    new = {file.name: file for file in files}
    kept = {file.name: file for file in own_files(location)}
    checked(tuple((kept | new).values()))
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in new.items():
        if file.resolve() == (folder / name).resolve():
            continue
        partial = folder / f"{name}.new"
        shutil.copyfile(file, partial)
        os.replace(partial, folder / name)
    return own_files(location)


def relink(
    store: Store,
    own: Sequence[Path],
    ids: Identifiers | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Relinking:
    """Bring a store's knowledge up to date, and let names that nobody knew mean what the user's own files say.

    Nothing is extracted again: only names that stand in the store as unidentified are looked up, each by itself with
    the countries and the day of its document, and only against entities that the files describe or give a name.

    Parameters
    ----------
    store
        A store open for writing.
    own
        Turtle files of the user's actors and places.
    ids
        Names the graphs.
    now
        The clock of the log.
    """
    ids = ids or Identifiers()
    refresh_background(store, ids, ontology_folder(), own=own)
    background = StoreBackground(store, (ids.graph("ontology"), ids.graph("knowledge")))
    finder = _Finder(load_knowledge(extra=own), _subjects(own))
    documents = names = 0
    for graph in sorted(store.graphs()):
        document = ids.document_id(graph)
        if document is None:
            continue
        quads = list(store.quads(graph))
        identities = finder.identities(quads)
        if identities:
            change, _ = document_change(
                store, ids, background, document, relinked(quads, identities), "relinked", now()
            )
            store.apply(change)
            documents, names = documents + 1, names + len(identities)
    return Relinking(documents, names)


def _subjects(files: Iterable[Path]) -> frozenset[str]:
    found: set[str] = set()
    for file in files:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode):
                found.add(quad.subject.value)
    return frozenset(found)


class _Finder:
    """Says what unidentified names mean."""

    def __init__(self, knowledge: KnowledgeBase, own: frozenset[str]) -> None:
        self._knowledge, self._own = knowledge, own

    def identities(self, quads: Sequence[ox.Quad]) -> dict[str, tuple[str, Identity]]:
        """By IRI the name and the identity of what a document leaves unidentified and the files know."""
        open_names = list(unidentified(quads))
        if not open_names:
            return {}
        context = self._context(quads)
        found = {}
        for item in open_names:
            iri = self._meaning(item, context)
            if iri is not None:
                entity = self._knowledge.entity(iri)
                labels = {language: label for language in ("ar", "en") if (label := entity.label(language))}
                found[item.iri] = (item.name, Identity(iri, labels))
        return found

    def _context(self, quads: Sequence[ox.Quad]) -> Context:
        """The countries of what the document names and knows, and its day."""
        countries: dict[str, None] = {}
        for quad in quads:
            if isinstance(quad.object, ox.NamedNode) and quad.object.value in self._knowledge:
                country = self._knowledge.entity(quad.object.value).country
                if country is not None:
                    countries[country] = None
        days = Nodes(quads)
        stated = [days.one(iri, KGB.publishedOn) for iri in days.of_type(KGB.Document)]
        day = next((date.fromisoformat(text[:10]) for text in stated if text), None)
        return Context(tuple(countries), None, day)

    def _meaning(self, item: Unidentified, context: Context) -> str | None:
        kinds = [top for top in ("Person", "Place", "Actor") if self._knowledge.is_a(item.kind, top)][:1]
        for match in self._knowledge.match(item.name):
            whole = match.span.end == len(item.name) and (match.span.start == 0 or match.cue == "kind")
            if not whole or not kinds:
                continue
            (meant,) = resolve([match], self._knowledge, [kinds], context)
            if meant.candidate and meant.candidate.role not in _INDIRECT and meant.candidate.entity.iri in self._own:
                return meant.candidate.entity.iri
        return None


def written(entity: NewEntity, own: Sequence[Path], folder: Path) -> Path:
    """Write an actor or place as a Turtle file of a folder, and return it.

    Raises
    ------
    UnknownNameError
        It refers to a name that nothing known bears.
    """
    file = folder / f"{entity.slug or 'entity'}.ttl"
    file.write_text(turtle(entity, load_knowledge(extra=own)), encoding="utf-8")
    return file
