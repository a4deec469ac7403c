"""Reports as RDF: identifiers, vocabulary, claims, events, invariants.

The graph knows nothing of spaCy, and the store nothing of the graph.
"""

from __future__ import annotations

from kgbuild.graph.background import Background, StoreBackground
from kgbuild.graph.checks import Violation, validate_quads
from kgbuild.graph.events import DerivedEvent, derive_events, events_of_document
from kgbuild.graph.identifiers import BASE, Identifiers
from kgbuild.graph.reading import DocumentGraph, StoredClaim, StoredRelation, read_document
from kgbuild.graph.report import report_quads

__all__ = [
    "BASE",
    "Background",
    "DerivedEvent",
    "DocumentGraph",
    "Identifiers",
    "StoreBackground",
    "StoredClaim",
    "StoredRelation",
    "Violation",
    "derive_events",
    "events_of_document",
    "read_document",
    "report_quads",
    "validate_quads",
]
