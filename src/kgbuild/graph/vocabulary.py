"""Namespaces and terms that the graph is written in; their meaning stands in ``ontology/kgbuild.ttl``."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

__all__ = [
    "CERTAINTY",
    "DCTERMS",
    "FACTUALITY",
    "GEO",
    "KGB",
    "OA",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SKOS",
    "XSD",
    "Namespace",
    "local_name",
    "notation",
]


class Namespace:
    """A namespace that makes terms by attribute or call; ``str()`` gives its IRI.

    Examples
    --------
    >>> KGB.EventClaim == KGB("EventClaim")
    True
    """

    __slots__ = ("_iri",)

    def __init__(self, iri: str) -> None:
        self._iri = iri

    def __str__(self) -> str:
        """Return the namespace's IRI."""
        return self._iri

    def __call__(self, name: str) -> ox.NamedNode:
        """Return the term of this local name."""
        return ox.NamedNode(self._iri + name)

    def __getattr__(self, name: str) -> ox.NamedNode:
        """Return the term of this local name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return ox.NamedNode(self._iri + name)


KGB: Final = Namespace("https://w3id.org/kgbuild/ontology#")
RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
GEO: Final = Namespace("http://www.opengis.net/ont/geosparql#")

#: Prefixes of files that kgbuild writes; those of things under the base come from `Identifiers.prefixes`.
PREFIXES: Final[dict[str, str]] = {
    "dcterms": str(DCTERMS),
    "geo": str(GEO),
    "kgb": str(KGB),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
    # of the ontology's alignments and annotations
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
}

_CERTAINTIES = ("asserted", "suspected", "claimed", "denied", "unknown")
_FACTUALITIES = ("asserted", "negated", "threatened", "planned", "hypothetical", "generic")

#: The individuals of ``kgb:AttackerCertainty`` and ``kgb:Factuality`` by their notation.
CERTAINTY: Final = {name: KGB("Certainty" + name.capitalize()) for name in _CERTAINTIES}
FACTUALITY: Final = {name: KGB("Factuality" + name.capitalize()) for name in _FACTUALITIES}

_NOTATIONS: Final = {term.value: name for table in (CERTAINTY, FACTUALITY) for name, term in table.items()}


def notation(iri: str) -> str:
    """Return the notation of an individual of the enumerations.

    Examples
    --------
    >>> notation("https://w3id.org/kgbuild/ontology#CertaintyDenied")
    'denied'
    """
    return _NOTATIONS[iri]


def local_name(iri: str) -> str:
    """Return what follows the last ``#`` or ``/`` of an IRI.

    Examples
    --------
    >>> local_name("https://w3id.org/kgbuild/ontology#DroneStrike")
    'DroneStrike'
    """
    return iri.rpartition("#" if "#" in iri else "/")[2]
