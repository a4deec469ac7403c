"""Each shape of shapes.ttl reports the graph that breaks it, and no other shape does."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from kgbuild.resources import ontology_folder

FIXTURES = Path(__file__).parent / "fixtures"
VIOLATIONS = sorted((FIXTURES / "violations").glob("*.ttl"))
SHAPE = rdflib.Namespace("https://w3id.org/kgbuild/shapes#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """The class tree alone: it is all that the shapes ask of the ontology, and merging the rest takes long."""
    whole = rdflib.Graph().parse(ontology_folder() / "kgbuild.ttl", format="turtle")
    tree = rdflib.Graph()
    tree += whole.triples((None, rdflib.RDFS.subClassOf, None))
    return tree


def reporting_shapes(path: Path, shapes: rdflib.Graph, ontology: rdflib.Graph) -> set[str]:
    """Names of the node shapes that report something in a file."""
    data = rdflib.Graph().parse(path, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none", advanced=False)
    owners = {part: shape for shape, part in shapes.subject_objects(SH.property)}
    sources = set(report.objects(None, SH.sourceShape))
    return {str(owners.get(source, source)).removeprefix(str(SHAPE)) for source in sources}


def test_the_conforming_graph_conforms(shapes, ontology):
    assert reporting_shapes(FIXTURES / "conforming.ttl", shapes, ontology) == set()


@pytest.mark.parametrize("path", VIOLATIONS, ids=lambda path: path.stem)
def test_a_violation_is_reported_by_its_shape_and_no_other(path, shapes, ontology):
    assert reporting_shapes(path, shapes, ontology) == {path.stem}


def test_every_shape_has_a_violation(shapes):
    named = {str(shape).removeprefix(str(SHAPE)) for shape in shapes.subjects(rdflib.RDF.type, SH.NodeShape)}
    assert named == {path.stem for path in VIOLATIONS}


def test_every_shape_says_what_is_wrong_in_both_languages(shapes):
    for shape in shapes.subjects(rdflib.RDF.type, SH.NodeShape):
        parts = [shape, *shapes.objects(shape, SH.property), *shapes.objects(shape, SH.sparql)]
        languages = [{m.language for m in shapes.objects(part, SH.message)} for part in parts[1:] or parts]
        assert all(found == {"ar", "en"} for found in languages), shape
