"""Giving an actor or place that nobody knew its identity, in the quads of a document that names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kgbuild.graph.phrasing import whole_quotes
from kgbuild.graph.reading import Nodes
from kgbuild.graph.vocabulary import KGB, OWL, RDF, RDFS, local_name

__all__ = ["Identity", "Unidentified", "relinked", "unidentified"]

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
    for iri in sorted({q.subject.value for q in rows if q.predicate == KGB.identified and q.object.value == "false"}):
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
        goes, what points to it points to the known entity, and labels that tell its name tell the known one's.
    """
    rows = list(quads)
    named: dict[str, set[str]] = {}
    for quad in rows:
        if isinstance(quad.object, ox.NamedNode) and quad.object.value in identities:
            named.setdefault(_claim(quad.subject.value), set()).add(quad.object.value)
    found = set()
    for quad in rows:
        if quad.subject.value in identities:
            continue
        known = identities.get(quad.object.value) if isinstance(quad.object, ox.NamedNode) else None
        if known is not None:
            found.add(ox.Quad(quad.subject, quad.predicate, ox.NamedNode(known[1].iri), quad.graph_name))
        elif quad.predicate == RDFS.label and isinstance(quad.object, ox.Literal):
            renamed = _renamed(quad.object, [identities[iri] for iri in sorted(named.get(_claim(quad.subject.value), ()))])
            found.add(ox.Quad(quad.subject, quad.predicate, renamed, quad.graph_name))
        else:
            found.add(quad)
    return tuple(sorted(found, key=str))


def _claim(iri: str) -> str:
    """The claim that a node is part of, else the node itself."""
    return next((iri.split(part)[0] for part in _PARTS if part in iri), iri)


def _renamed(label: ox.Literal, identities: Iterable[tuple[str, Identity]]) -> ox.Literal:
    text, language = label.value, label.language or ""
    for name, identity in identities:
        if language in identity.labels:
            text = text.replace(whole_quotes(name), identity.labels[language])
    return ox.Literal(text, language=language) if language else label
