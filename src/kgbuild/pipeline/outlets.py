"""Media outlets of the background knowledge by their names, to know who published a report."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from kgbuild.graph import Identifiers, StoreBackground
from kgbuild.graph.vocabulary import KGB, RDF, RDFS, SKOS
from kgbuild.store import Store

__all__ = ["known_outlets"]


def known_outlets(store: Store, ids: Identifiers, background: StoreBackground) -> dict[str, str]:
    """Return the IRI of each outlet by its labels and aliases in all languages; names of two outlets are left out."""
    knowledge = ids.graph("knowledge")
    named: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads(knowledge, predicate=RDF.type):
        if not isinstance(quad.object, ox.NamedNode) or not isinstance(quad.subject, ox.NamedNode):
            continue
        if KGB.MediaOutlet.value not in background.superclasses(quad.object.value):
            continue
        for predicate in (RDFS.label, SKOS.altLabel, KGB.acronym):
            for name in store.quads(knowledge, subject=quad.subject, predicate=predicate):
                if isinstance(name.object, ox.Literal):
                    named[name.object.value].add(quad.subject.value)
    return {name: min(outlets) for name, outlets in named.items() if len(outlets) == 1}
