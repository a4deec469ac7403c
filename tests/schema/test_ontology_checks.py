"""Profile and consistency of the ontology, in process and by HermiT."""

from __future__ import annotations

import shutil

import pyoxigraph as ox
import pytest

from kgbuild.errors import ReasonerError
from kgbuild.schema import check_consistency, check_profile, reason_with_hermit

PREFIXES = """
@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/kgbuild/id/> .
"""

# Turtle added to the ontology, the rule that it breaks
OUTSIDE_THE_PROFILE = {
    "union as superclass": (
        "kgb:Raid rdfs:subClassOf [ a owl:Class ; owl:unionOf ( kgb:Attack kgb:Event ) ] .",
        "RL 4.2.3",
    ),
    "existential as superclass": (
        "kgb:Raid rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kgb:place ; owl:someValuesFrom kgb:Place ] .",
        "RL 4.2.3",
    ),
    "universal as subclass": (
        "[ a owl:Restriction ; owl:onProperty kgb:place ; owl:allValuesFrom kgb:Place ] rdfs:subClassOf kgb:Raid .",
        "RL 4.2.3",
    ),
    "cardinality of two": (
        'kgb:Raid rdfs:subClassOf [ owl:onProperty kgb:place ; owl:maxCardinality "2"^^xsd:nonNegativeInteger ] .',
        "RL 4.2.3",
    ),
    "minimum cardinality": (
        'kgb:Raid rdfs:subClassOf [ owl:onProperty kgb:place ; owl:minCardinality "1"^^xsd:nonNegativeInteger ] .',
        "RL 4.2.3",
    ),
    "union as range": ("kgb:place rdfs:range [ a owl:Class ; owl:unionOf ( kgb:Place kgb:Actor ) ] .", "RL 4.2.3"),
    "thing as subclass": ("owl:Thing rdfs:subClassOf kgb:Event .", "RL 4.2.3"),
    "complement as equivalent": (
        "kgb:Raid owl:equivalentClass [ a owl:Class ; owl:complementOf kgb:Place ] .",
        "RL 4.2.3",
    ),
    "datatype": ("kgb:low rdfs:range xsd:date .", "RL 4.2.1"),
    "list of values": ('kgb:fate rdfs:range [ a rdfs:Datatype ; owl:oneOf ( "killed" ) ] .', "RL 4.2.4"),
    "reflexive": ("kgb:alliedWith a owl:ReflexiveProperty .", "RL 4.2.5"),
    "disjoint union": ("kgb:Event owl:disjointUnionOf ( kgb:Attack kgb:TerritorialChange ) .", "RL 4.2.5"),
    "undeclared class": ("kgb:Raid rdfs:subClassOf kgb:Unheard .", "declaration"),
    "undeclared property": ("kgb:Raid kgb:unheard kgb:Ambush .", "declaration"),
    "two kinds of property": ("kgb:partOf a owl:DatatypeProperty .", "typing"),
}
INSIDE_THE_PROFILE = {
    "union as subclass": "[ a owl:Class ; owl:unionOf ( kgb:Raid kgb:Ambush ) ] rdfs:subClassOf kgb:Attack .",
    "existential as subclass": (
        "[ a owl:Restriction ; owl:onProperty kgb:place ; owl:someValuesFrom kgb:Place ] rdfs:subClassOf kgb:Event ."
    ),
    "universal as superclass": (
        "kgb:Raid rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kgb:place ; owl:allValuesFrom kgb:Place ] ."
    ),
    "maximum of one": (
        'kgb:Raid rdfs:subClassOf [ owl:onProperty kgb:place ; owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .'
    ),
    "intersection": "kgb:Raid rdfs:subClassOf [ a owl:Class ; owl:intersectionOf ( kgb:Attack kgb:Event ) ] .",
}

# data, the rule by which it contradicts the ontology
CONTRADICTIONS = {
    "actor and place": (":x a kgb:Militia , kgb:Town .", "cax-dw"),
    "place by range": (":e a kgb:Raid ; kgb:place :x . :x a kgb:Militia .", "cax-dw"),
    "claim by domain": (":x kgb:claimedPlace :y ; a kgb:City .", "cax-dw"),
    "claim by inverse": (":e kgb:hasClaim :x . :x a kgb:City .", "cax-dw"),
    "through a wider property": (":x kgb:subordinateTo :y . :y a kgb:Village .", "cax-dw"),
    "two certainties of one enumeration": (
        ":x kgb:attackerCertainty :c . :c owl:sameAs kgb:CertaintyDenied , kgb:CertaintyClaimed .",
        "eq-diff1",
    ),
    "two lower bounds": (":t kgb:low 3 , 4 .", "prp-fp"),
    "a day where a number stands": (':t kgb:low "many" .', "dt-not-type"),
    "nothing": (":x a owl:Nothing .", "cls-nothing2"),
}
CONSISTENT = {
    "a militia that is a state force": ":x a kgb:Militia , kgb:StateForce .",
    "an article that speaks": ":c kgb:speaker :a . :a a kgb:Article .",
    "an actor that speaks and is hit": ":c kgb:speaker :x ; kgb:claimedTarget :x . :x a kgb:State .",
}


def triples(turtle: str) -> list[ox.Triple]:
    return [
        ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    ]


def test_the_ontology_is_in_the_profile():
    assert check_profile() == ()


@pytest.mark.parametrize("name", OUTSIDE_THE_PROFILE)
def test_what_is_outside_the_profile_is_found(name, ontology_with):
    added, rule = OUTSIDE_THE_PROFILE[name]
    assert {finding.rule for finding in check_profile(ontology_with(added))} == {rule}


@pytest.mark.parametrize("name", INSIDE_THE_PROFILE)
def test_what_is_inside_the_profile_is_let_be(name, ontology_with):
    assert check_profile(ontology_with(INSIDE_THE_PROFILE[name])) == ()


def test_the_ontology_and_its_knowledge_are_consistent():
    assert check_consistency() == ()


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_found(name):
    turtle, rule = CONTRADICTIONS[name]
    assert {finding.rule for finding in check_consistency(data=triples(turtle))} == {rule}


@pytest.mark.parametrize("name", CONSISTENT)
def test_what_is_consistent_is_let_be(name):
    assert check_consistency(data=triples(CONSISTENT[name])) == ()


def test_without_java_hermit_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReasonerError, match="install a Java runtime"):
        reason_with_hermit()


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none here")


@needs_java
def test_hermit_finds_the_ontology_consistent():
    assert reason_with_hermit() == ()


@needs_java
def test_hermit_finds_the_same_contradiction():
    turtle, _ = CONTRADICTIONS["place by range"]
    (finding,) = reason_with_hermit(data=triples(turtle))
    assert finding.rule == "HermiT"


@needs_java
def test_hermit_names_a_class_that_nothing_can_be_of(ontology_with):
    folder = ontology_with("kgb:Raid rdfs:subClassOf kgb:Place .")
    assert "kgb:Raid" in {finding.axiom for finding in reason_with_hermit(folder)}
