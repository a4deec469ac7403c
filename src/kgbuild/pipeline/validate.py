"""The judges: SHACL shapes and OWL 2 RL consistency, beside the cheap checks that every commit passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import OntologyFileError
from kgbuild.graph import Identifiers, StoreBackground, Violation, validate_quads
from kgbuild.graph.triples import rdflib_graph
from kgbuild.resources import ontology_folder
from kgbuild.schema import Finding, check_consistency
from kgbuild.store import Store

__all__ = ["ValidationResult", "shacl_violations", "validate"]


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """What is wrong with a store: ``checks`` by the cheap checks, ``shapes`` by SHACL, the rest by OWL 2 RL."""

    documents: int
    triples: int
    checks: tuple[Violation, ...]
    shapes: tuple[Violation, ...]
    contradictions: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.checks and not self.shapes and not self.contradictions


def validate(store: Store, ids: Identifiers | None = None, ontology: Path | None = None) -> ValidationResult:
    """Check the graphs of all documents, the events and the knowledge of a store.

    Parameters
    ----------
    store
        An open store.
    ids
        Names the graphs.
    ontology
        Folder of ``kgbuild.ttl`` and ``shapes.ttl``; the one that kgbuild carries when left out.

    Raises
    ------
    OntologyFileError
        When the shapes cannot be read.
    SchemaFileError
        When the ontology cannot be read.
    """
    ids = ids or Identifiers()
    documents = [graph for graph in store.graphs() if ids.document_id(graph) is not None]
    background = StoreBackground(store, (ids.graph("ontology"), ids.graph("knowledge")))
    checks = [violation for graph in documents for violation in validate_quads(store.quads(graph), background)]
    folder = ontology or ontology_folder()
    judged = [*documents, ids.graph("events"), ids.graph("knowledge")]
    data = {quad.triple for graph in judged for quad in store.quads(graph)}
    contradictions = check_consistency(folder, data)
    triples = data | {quad.triple for quad in store.quads(ids.graph("ontology"))}
    shapes = shacl_violations(triples, folder / "shapes.ttl")
    return ValidationResult(len(documents), len(triples), tuple(checks), tuple(shapes), contradictions)


def shacl_violations(triples: Iterable[ox.Triple], shapes: Path) -> list[Violation]:
    """Judge triples (data, knowledge and the ontology's class tree) by a file of SHACL shapes; sorted.

    Raises
    ------
    OntologyFileError
        When the shapes cannot be read.
    """
    from pyshacl import validate as judge
    from rdflib import Graph, Namespace
    from rdflib.namespace import RDF

    sh = Namespace("http://www.w3.org/ns/shacl#")
    try:
        shape_graph = Graph().parse(shapes, format="turtle")
    except (OSError, SyntaxError) as error:
        raise OntologyFileError(f"{shapes} cannot be read ({error})") from error
    data = rdflib_graph(triples)
    _, report, _ = judge(data, shacl_graph=shape_graph, inference="none", advanced=True, inplace=True)
    for_all = set(shape_graph.objects(None, sh.targetNode))
    violations = []
    for result in report.subjects(RDF.type, sh.ValidationResult):
        messages = sorted(str(message) for message in report.objects(result, sh.resultMessage))
        node = report.value(result, sh.focusNode)
        if node in for_all:  # a shape that asks once for all nodes of a class
            node = report.value(result, sh.value)
        violations.append(Violation(str(node), "; ".join(messages)))
    return sorted(violations, key=lambda violation: (violation.node, violation.message))
