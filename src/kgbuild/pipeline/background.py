"""Ontology and background knowledge in the store, and what follows from them; renewed when the files change."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kgbuild import __version__
from kgbuild.errors import OntologyFileError
from kgbuild.graph import Identifiers, StoreBackground, events_of_document, read_document
from kgbuild.graph.reasoning import infer
from kgbuild.graph.triples import canonical_triples, canonically_named, in_graph
from kgbuild.graph.vocabulary import GEO, KGB, OWL, RDF, RDFS, XSD
from kgbuild.knowledge.gazetteer import GAZETTEER
from kgbuild.pipeline.kept_background import KeptBackground
from kgbuild.pipeline.listed import ListedPlaces, named_places
from kgbuild.pipeline.log import input_digest, log_change, merge
from kgbuild.store import Change, Store

__all__ = ["BackgroundState", "read_knowledge", "read_ontology", "refresh_background"]


_ONTOLOGY = "kgbuild.ttl"
_GRAPHS = ("ontology", "knowledge", "inferred")


@dataclass(frozen=True, slots=True)
class BackgroundState:
    """Digest of ontology and knowledge, and whether the store's copy had to be renewed."""

    digest: str
    renewed: bool


def refresh_background(
    store: Store, ids: Identifiers, folder: Path, listed: ListedPlaces | None = None, own: Sequence[Path] = ()
) -> BackgroundState:
    """Bring the graphs ``ontology``, ``knowledge`` and ``inferred`` up to date with the files, and events with them.

    Parameters
    ----------
    store
        A store open for writing.
    ids
        Makes the IRIs of graphs.
    folder
        Holds ``kgbuild.ttl``, ``actors/`` and ``places/``.
    listed
        The places of the gazetteer, of which the knowledge graph holds those that documents name; read anew when left
        out.
    own
        Turtle files of the user's own actors and places.

    Raises
    ------
    OntologyFileError
        When a file cannot be read.
    """
    digest = _digest(folder, own)
    if input_digest(store, ids, ids.graph("ontology")) == digest:
        return BackgroundState(digest, renewed=False)
    _fill(store, ids, folder, listed or ListedPlaces(folder, own), own, digest)
    _rebuild_events(store, ids)
    # Logged last: a run that breaks off before this line is taken up again by the next one.
    store.apply(log_change(store, ids, ids.graph("ontology"), digest))
    return BackgroundState(digest, renewed=True)


def _fill(store: Store, ids: Identifiers, folder: Path, listed: ListedPlaces, own: Sequence[Path], digest: str) -> None:
    """Write the three graphs anew; a store that holds nothing else begins with them as another one held them."""
    graphs = tuple(ids.graph(name) for name in _GRAPHS)
    others = not set(graphs).issuperset(store.graphs())
    kept = KeptBackground(ids, digest)
    if not others:
        store.clear()  # what a run left that broke off
        if kept.fill(store):
            return
    named = named_places(quad for graph in _documents(store, ids) for quad in store.quads(graph))
    triples = _background(folder, listed, own, named)
    found = zip(graphs, triples, strict=True)
    store.apply(merge(_renewal(store, graph, tuple(in_graph(graph, held))) for graph, held in found))
    if not others and _digest(folder, own) == digest:  # files that changed meanwhile are not those of the digest
        kept.keep(store)


def _renewal(store: Store, graph: str, quads: Sequence[ox.Quad]) -> Change:
    """What gives a graph these quads: those that differ are exchanged; with blank nodes, which have no name, all."""
    old, new = set(store.quads(graph)), set(quads)
    if any(isinstance(term, ox.BlankNode) for quad in chain(old, new) for term in (quad.subject, quad.object)):
        return Change(drop=(graph,), insert=tuple(quads))
    return Change(delete=tuple(old - new), insert=tuple(quad for quad in quads if quad not in old))


def _background(
    folder: Path, listed: ListedPlaces, own: Sequence[Path], named: set[str]
) -> tuple[Collection[ox.Triple], ...]:
    """The triples of the three graphs, with the places of the gazetteer that documents name."""
    ontology, background = canonically_named(_read_ontology(folder)), canonically_named(_read_knowledge(folder, own))
    knowledge = background.union(listed.triples(named | named_places(background)))
    inferred = [triple for triple in infer(ontology, knowledge) if triple not in ontology and triple not in knowledge]
    return ontology, knowledge, inferred


def read_ontology(folder: Path) -> list[ox.Triple]:
    """Read ``kgbuild.ttl``; blank nodes are named canonically, so that every run names them alike."""
    return canonical_triples(_read_ontology(folder))


def read_knowledge(folder: Path, own: Sequence[Path] = ()) -> list[ox.Triple]:
    """Read all Turtle files under ``actors/`` and ``places/`` and the user's own, without their ontology headers."""
    return canonical_triples(_read_knowledge(folder, own))


def _read_ontology(folder: Path) -> Iterator[ox.Triple]:
    return _read(folder / _ONTOLOGY)


def _read_knowledge(folder: Path, own: Sequence[Path]) -> Iterator[ox.Triple]:
    triples = [triple for file in _knowledge_files(folder) for triple in _read(file)]
    triples += _identified([triple for file in own for triple in _read(file)])
    headers = {t.subject for t in triples if t.predicate == RDF.type and t.object == OWL.Ontology}
    return (triple for triple in triples if triple.subject not in headers)


def _identified(triples: list[ox.Triple]) -> list[ox.Triple]:
    """With it said of each actor and place of a user's files that it is identified, where they leave it out."""
    labelled = {t.subject for t in triples if t.predicate == RDFS.label}
    told = {t.subject for t in triples if t.predicate == KGB.identified}
    things = {
        t.subject
        for t in triples
        if t.predicate == RDF.type and t.object not in (KGB.Affiliation, OWL.Ontology, GEO.Geometry)
    }
    yes = ox.Literal("true", datatype=XSD.boolean)
    return [*triples, *(ox.Triple(thing, KGB.identified, yes) for thing in (things & labelled) - told)]


def _knowledge_files(folder: Path) -> list[Path]:
    return sorted(file for room in ("actors", "places") for file in (folder / room).rglob("*.ttl"))


def _read(file: Path) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except (OSError, SyntaxError) as error:
        raise OntologyFileError(f"{file} cannot be read ({error})") from error


def _digest(folder: Path, own: Sequence[Path]) -> str:
    """Digest of the files, of the gazetteer and of the version that reasons over them."""
    digest = hashlib.sha256(__version__.encode())
    digest.update(hashlib.sha256(GAZETTEER.read_bytes()).digest())
    named = [(file, file.relative_to(folder).as_posix()) for file in (folder / _ONTOLOGY, *_knowledge_files(folder))]
    for file, name in (*named, *((file, f"own/{file.name}") for file in own)):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise OntologyFileError(f"{file} cannot be read ({error})") from error
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _documents(store: Store, ids: Identifiers) -> list[str]:
    return [graph for graph in store.graphs() if ids.document_id(graph) is not None]


def _rebuild_events(store: Store, ids: Identifiers) -> None:
    """Derive all events again: the class tree or a label may have changed."""
    background = StoreBackground(store, (ids.graph("ontology"), ids.graph("knowledge")))
    documents = _documents(store, ids)
    triples = [
        triple for graph in documents for triple in events_of_document(read_document(store.quads(graph)), background)
    ]
    if documents:
        store.replace({ids.graph("events"): triples})
