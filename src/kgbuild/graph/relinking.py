"""Giving an actor or place that nobody knew its identity, in the quads of a document that names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kgbuild.graph.phrasing import whole_quotes
from kgbuild.graph.reading import Nodes
from kgbuild.graph.vocabulary import GEO, KGB, OWL, RDF, RDFS, XSD, local_name

__all__ = ["Identity", "Unidentified", "relinked", "unidentified"]

_NO = ox.Literal("false", datatype=XSD.boolean)
_POSITION = (KGB.relativePosition, KGB.precisionMetres, GEO.hasGeometry)
_PARTS = ("/mention/", "/victim/", "/toll/", "/evidence")


@dataclass(frozen=True, slots=True)
class Unidentified:
    """An actor or place of a document that no knowledge describes: its IRI, class (local name) and Arabic name."""

    iri: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A known entity: its IRI and its label by language."""

    iri: str
    labels: Mapping[str, str]


def unidentified(quads: Iterable[ox.Quad]) -> Iterator[Unidentified]:
    """Yield what a document's graph describes as unidentified, by IRI."""
    rows = list(quads)
    nodes = Nodes(rows)
    for iri in sorted({_iri(quad.subject) for quad in rows if quad.predicate == KGB.identified and quad.object == _NO}):
        kinds = [kind for kind in nodes.all(iri, RDF.type) if not kind.startswith(str(OWL))]
        name = nodes.label(iri, "ar")
        if kinds and name:
            yield Unidentified(iri, local_name(kinds[0]), name)


def relinked(quads: Iterable[ox.Quad], identities: Mapping[str, tuple[str, Identity]]) -> tuple[ox.Quad, ...]:
    """Return a document's quads with other identities.

    Parameters
    ----------
    quads
        The quads of the document's graph.
    identities
        By the IRI of an unidentified actor or place its Arabic name and who or what it is. What the graph says of it
        goes, what points to it points to the known entity, and labels that tell its name tell the known one's. Where
        it lies from other places (``شمال كذا``) goes, too: the known entity says where it lies.
    """
    rows = _without_positions([quad for quad in quads if _iri(quad.subject) not in identities], identities)
    named: dict[str, set[str]] = {}
    for quad in rows:
        if _iri(quad.object) in identities:
            named.setdefault(_claim(_iri(quad.subject)), set()).add(_iri(quad.object))
    found = set()
    for quad in rows:
        known = identities.get(_iri(quad.object))
        value = quad.object
        if known is not None:
            value = ox.NamedNode(known[1].iri)
        elif quad.predicate == RDFS.label and isinstance(value, ox.Literal):
            iris = sorted(named.get(_claim(_iri(quad.subject)), ()))
            value = _renamed(value, [identities[iri] for iri in iris])
        found.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    return tuple(sorted(found, key=str))


def _without_positions(quads: list[ox.Quad], identities: Mapping[str, object]) -> list[ox.Quad]:
    """Leave out where mentions of the entities that are known now lie from other places."""
    mentions = {
        _iri(quad.subject) for quad in quads if quad.predicate == KGB.refersTo and _iri(quad.object) in identities
    }
    geometries = {
        _iri(quad.object) for quad in quads if quad.predicate == GEO.hasGeometry and _iri(quad.subject) in mentions
    }
    return [
        quad
        for quad in quads
        if _iri(quad.subject) not in geometries and not (_iri(quad.subject) in mentions and quad.predicate in _POSITION)
    ]


def _iri(node: object) -> str:
    """The IRI of a node, or an empty string."""
    return node.value if isinstance(node, ox.NamedNode) else ""


def _claim(iri: str) -> str:
    """The claim that a node is part of, else the node itself."""
    return next((iri.split(part)[0] for part in _PARTS if part in iri), iri)


def _renamed(label: ox.Literal, identities: Iterable[tuple[str, Identity]]) -> ox.Literal:
    text, language = label.value, label.language or ""
    for name, identity in identities:
        if language in identity.labels:
            text = text.replace(whole_quotes(name), identity.labels[language])
    return ox.Literal(text, language=language) if language else label
