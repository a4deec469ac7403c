"""A graph that breaks an invariant is refused, and the reason names it; the cheap checks and SHACL agree."""

from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kgbuild.extraction.report import RelativePosition, Report
from kgbuild.graph import Identifiers, StoreBackground, report_quads, validate_quads
from kgbuild.graph.vocabulary import CERTAINTY, DCTERMS, FACTUALITY, GEO, KGB, OA, OWL, PROV, RDF, RDFS, XSD
from kgbuild.pipeline import refresh_background
from kgbuild.pipeline.validate import shacl_violations
from kgbuild.resources import ontology_folder
from kgbuild.store import open_store

IDS = Identifiers()
CLAIM = "https://w3id.org/kgbuild/id/claim/feed%3A1/0/0-7"
RELATION = "https://w3id.org/kgbuild/id/relation/feed%3A1/0/270-276"
DOCUMENT = "https://w3id.org/kgbuild/id/document/feed%3A1"
TOWN = IDS.unidentified_place("البعيدة")
PLACE = f"{CLAIM}/mention/3"


@pytest.fixture(scope="module")
def background() -> StoreBackground:
    store = open_store(":memory:", "write")
    refresh_background(store, IDS, ontology_folder())
    return StoreBackground(store, (IDS.graph("ontology"), IDS.graph("knowledge")))


@pytest.fixture(scope="module")
def class_tree() -> list[ox.Triple]:
    quads = ox.parse(path=str(ontology_folder() / "kgbuild.ttl"), format=ox.RdfFormat.TURTLE)
    return [quad.triple for quad in quads if quad.predicate in (RDFS.subClassOf, OWL.disjointWith)]


@pytest.fixture
def triples(make_report: Callable[..., Report], background: StoreBackground) -> list[ox.Triple]:
    """A report whose first place is told by a bearing from a place of the knowledge."""
    report = make_report()
    strike, *others = report.claims
    position = RelativePosition("https://w3id.org/kgbuild/id/place/deir-ez-zor", "direction", "شرق", 90)
    places = tuple(replace(place, position=position) for place in strike.places)
    told = replace(report, claims=(replace(strike, places=places), *others))
    return [quad.triple for quad in report_quads(told, IDS, background)]


def literal(value: str, datatype: ox.NamedNode | None = None) -> ox.Literal:
    return ox.Literal(value, datatype=datatype)


VIOLATIONS = [
    ("sentence", CLAIM, KGB.sentence, None, "one sentence"),
    ("blank-sentence", CLAIM, KGB.sentence, ox.Literal("  ", language="ar"), "one sentence"),
    ("speaker", CLAIM, KGB.speaker, None, "one speaker"),
    ("relation-speaker", RELATION, KGB.speaker, None, "one speaker"),
    ("certainty", CLAIM, KGB.attackerCertainty, None, "attacker certainty"),
    ("unknown-certainty", CLAIM, KGB.attackerCertainty, KGB.Sure, "attacker certainty"),
    ("factuality", CLAIM, KGB.factuality, None, "factuality"),
    ("evidence", CLAIM, KGB.evidence, None, "evidence"),
    ("extractor", CLAIM, PROV.wasAttributedTo, None, "extractor"),
    ("label", CLAIM, RDFS.label, ox.Literal("strike", language="en"), "'ar'"),
    ("subject", RELATION, KGB.relationSubject, None, "one subject"),
    ("latest", CLAIM, KGB.latest, None, "one first and one last"),
    ("upside-down", CLAIM, KGB.latest, literal("2024-11-01T00:00:00", XSD.dateTime), "before it begins"),
    ("precision", CLAIM, KGB.datePrecision, literal("roughly"), "precision"),
    ("low-high", f"{CLAIM}/toll/0", KGB.high, ox.Literal(4), "above its upper bound"),
    ("negative", f"{CLAIM}/toll/1", KGB.low, ox.Literal(-1), "lower bound"),
    ("measure", f"{CLAIM}/toll/1", KGB.measure, literal("tired"), "measure"),
    ("part-too-large", f"{CLAIM}/toll/1", KGB.low, ox.Literal(6), "larger than its total"),
    ("part-of-nothing", f"{CLAIM}/toll/1", KGB.subsetOf, ox.NamedNode(f"{CLAIM}/toll/7"), "total that is there"),
    ("part-of-itself", f"{CLAIM}/toll/0", KGB.subsetOf, ox.NamedNode(f"{CLAIM}/toll/1"), "part of itself"),
    ("position", f"{CLAIM}/position", OA.end, ox.Literal(0), "starts at or after"),
    ("mention", f"{CLAIM}/mention/0", KGB.start, ox.Literal(-3), "a mention needs a start"),
    ("two-kinds", TOWN, RDF.type, KGB.Militia, "exclude one another"),
    ("identified", TOWN, KGB.identified, None, "identified"),
    ("in-itself", TOWN, KGB.locatedIn, ox.NamedNode(TOWN), "lies in itself"),
    ("imprecise", TOWN, GEO.hasGeometry, ox.NamedNode(TOWN + "/geometry"), "precision in metres"),
    ("imprecise-mention", PLACE, KGB.precisionMetres, ox.Literal(0), "precision in metres"),
    ("wordless-position", PLACE, KGB.relativePosition, None, "only by the words"),
    ("blank-position", PLACE, KGB.relativePosition, ox.Literal(" ", language="ar"), "one position"),
    ("pointless", f"{PLACE}/geometry", GEO.asWKT, None, "one WKT literal"),
    ("digest", DOCUMENT, KGB.sha256, literal("abc"), "SHA-256"),
    ("id", DOCUMENT, DCTERMS.identifier, None, "needs its id"),
]


def changed(
    triples: list[ox.Triple], node: str, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal | None
) -> list[ox.Triple]:
    """Give a property another value; types are added."""
    kept = [t for t in triples if predicate == RDF.type or not (t.subject.value == node and t.predicate == predicate)]
    return kept if value is None else [*kept, ox.Triple(ox.NamedNode(node), predicate, value)]


@pytest.mark.parametrize(
    ("node", "predicate", "value", "message"), [case[1:] for case in VIOLATIONS], ids=[case[0] for case in VIOLATIONS]
)
def test_violation_is_found(triples, background, node, predicate, value, message) -> None:
    found = validate_quads(changed(triples, node, predicate, value), background)
    assert [v for v in found if v.node == node and message in v.message], found


def test_valid_graph_conforms(triples, background, class_tree) -> None:
    assert validate_quads(triples, background) == []
    assert shacl_violations([*triples, *class_tree], ontology_folder() / "shapes.ttl") == []


#: Properties that the shapes speak of, and values that are right for some of them and wrong for others.
PREDICATES = sorted(
    {case[2].value for case in VIOLATIONS} | {KGB.earliest.value, OA.start.value, KGB.end.value, OA.hasSelector.value}
)
VALUES = [
    ox.Literal(0),
    ox.Literal(3),
    ox.Literal(900),
    ox.Literal(-1),
    literal("night"),
    literal("killed"),
    literal("0" * 64),
    literal("2024-11-26T12:00:00", XSD.dateTime),
    literal("2030-01-01T00:00:00", XSD.dateTime),
    ox.Literal("نص", language="ar"),
    ox.Literal("text", language="en"),
    FACTUALITY["negated"],
    CERTAINTY["denied"],
    KGB.Militia,
    KGB.Toll,
    ox.NamedNode(f"{CLAIM}/toll/0"),
    ox.NamedNode(f"{CLAIM}/position"),
    ox.NamedNode(TOWN),
]


SUBJECTS = [
    *(CLAIM, RELATION, DOCUMENT, TOWN),
    *(f"{CLAIM}/{part}" for part in ("toll/0", "toll/1", "position", "evidence", "mention/0")),
    *(PLACE, f"{PLACE}/geometry"),
]


def mutated(triples: list[ox.Triple], choose: Callable[[list], object]) -> list[ox.Triple]:
    """Remove, replace or add a value of a property that the shapes speak of."""
    subject, predicate = choose(SUBJECTS), ox.NamedNode(choose(PREDICATES))
    how = choose(["remove", "replace", "add"])
    if how != "add":
        triples = [t for t in triples if not (t.subject.value == subject and t.predicate == predicate)]
    return triples if how == "remove" else [*triples, ox.Triple(ox.NamedNode(subject), predicate, choose(VALUES))]


# Shrinking would run pySHACL a thousand times; the changes are few and printed as they are.
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_cheap_checks_and_shapes_agree(data, triples, background, class_tree) -> None:
    for _ in range(data.draw(st.integers(1, 3), "changes")):
        triples = mutated(triples, lambda choices: data.draw(st.sampled_from(choices)))
    cheap = {violation.node for violation in validate_quads(triples, background)}
    judged = {v.node for v in shacl_violations([*triples, *class_tree], ontology_folder() / "shapes.ttl")}
    assert cheap == judged
