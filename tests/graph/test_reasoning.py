"""What the axioms of the ontology entail over background knowledge."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kgbuild.graph.reasoning import infer
from kgbuild.graph.vocabulary import KGB, OWL, RDF, RDFS, XSD
from kgbuild.resources import ontology_folder

BASE = "https://w3id.org/kgbuild/id/"


def actor(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}actor/{name}")


def place(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}place/{name}")


@pytest.fixture(scope="module")
def ontology() -> list[ox.Quad]:
    return list(ox.parse(path=str(ontology_folder() / "kgbuild.ttl"), format=ox.RdfFormat.TURTLE))


def affiliation(name: str, relation: ox.NamedNode, member: ox.NamedNode, whole: ox.NamedNode) -> list[ox.Triple]:
    node = ox.NamedNode(f"{BASE}affiliation/{name}")
    return [
        ox.Triple(node, RDF.type, KGB.Affiliation),
        ox.Triple(node, KGB.relation, relation),
        ox.Triple(node, KGB.member, member),
        ox.Triple(node, KGB.whole, whole),
    ]


def without(ontology, subject, predicate, value) -> list[ox.Quad]:
    kept = [q for q in ontology if (q.subject, q.predicate, q.object) != (subject, predicate, value)]
    assert len(kept) == len(ontology) - 1
    return kept


BRIGADE, CORPS = actor("brigade"), actor("corps")
VILLAGE, DISTRICT, LAND = place("village"), place("district"), place("land")
LOCATED = [ox.Triple(VILLAGE, KGB.locatedIn, DISTRICT), ox.Triple(DISTRICT, KGB.locatedIn, LAND)]


def test_an_affiliation_holds_directly_and_through_the_wider_property(ontology):
    found = infer(ontology, affiliation("a", KGB.subordinateTo, BRIGADE, CORPS))
    assert ox.Triple(BRIGADE, KGB.subordinateTo, CORPS) in found
    assert ox.Triple(BRIGADE, KGB.affiliatedWith, CORPS) in found


def test_an_ended_affiliation_does_not_hold(ontology):
    ended = affiliation("a", KGB.backedBy, BRIGADE, CORPS)
    ended.append(ox.Triple(ended[0].subject, KGB.until, ox.Literal("2017-01-01T00:00:00", datatype=XSD.dateTime)))
    assert not [t for t in infer(ontology, ended) if t.subject == BRIGADE]


# axiom removed, knowledge, what no longer follows
REMOVALS = {
    "subproperty": (
        (KGB.subordinateTo, RDFS.subPropertyOf, KGB.affiliatedWith),
        affiliation("a", KGB.subordinateTo, BRIGADE, CORPS),
        ox.Triple(BRIGADE, KGB.affiliatedWith, CORPS),
    ),
    "transitive": ((KGB.locatedIn, RDF.type, OWL.TransitiveProperty), LOCATED, ox.Triple(VILLAGE, KGB.locatedIn, LAND)),
    "symmetric": (
        (KGB.alliedWith, RDF.type, OWL.SymmetricProperty),
        affiliation("a", KGB.alliedWith, BRIGADE, CORPS),
        ox.Triple(CORPS, KGB.alliedWith, BRIGADE),
    ),
    "inverse": (
        (KGB.hasClaim, OWL.inverseOf, KGB.about),
        [ox.Triple(actor("event"), KGB.hasClaim, actor("claim"))],
        ox.Triple(actor("claim"), KGB.about, actor("event")),
    ),
    "subclass": (
        (KGB.Militia, RDFS.subClassOf, KGB.ArmedGroup),
        [ox.Triple(BRIGADE, RDF.type, KGB.Militia)],
        ox.Triple(BRIGADE, RDF.type, KGB.Actor),
    ),
}


@pytest.mark.parametrize("name", REMOVALS)
def test_removing_an_axiom_removes_what_follows_from_it(ontology, name):
    axiom, knowledge, consequence = REMOVALS[name]
    assert consequence in infer(ontology, knowledge)
    assert consequence not in infer(without(ontology, *axiom), knowledge)


def test_nothing_that_is_known_already_and_nothing_twice(ontology):
    knowledge = [*LOCATED, ox.Triple(VILLAGE, KGB.locatedIn, LAND)]
    found = infer(ontology, knowledge)
    assert not set(found) & set(knowledge)
    assert len(found) == len(set(found))


def test_the_order_of_the_knowledge_does_not_matter(ontology):
    knowledge = [*LOCATED, *affiliation("a", KGB.partOf, BRIGADE, CORPS), ox.Triple(VILLAGE, RDF.type, KGB.Village)]
    assert infer(ontology, knowledge) == infer(list(reversed(ontology)), list(reversed(knowledge)))


def test_a_cycle_comes_to_an_end(ontology):
    found = infer(ontology, [*LOCATED, ox.Triple(LAND, KGB.locatedIn, VILLAGE)])
    assert ox.Triple(DISTRICT, KGB.locatedIn, VILLAGE) in found


def test_literals_of_a_narrower_property_come_back_whole():
    wide, narrow = KGB("wide"), KGB("narrow")
    axioms = [ox.Triple(narrow, RDF.type, OWL.DatatypeProperty), ox.Triple(narrow, RDFS.subPropertyOf, wide)]
    value = ox.Literal('قال "نعم"\nثم سكت', language="ar")
    assert infer(axioms, [ox.Triple(BRIGADE, narrow, value)]) == (ox.Triple(BRIGADE, wide, value),)


def test_twelve_thousand_places_in_a_tree(ontology):
    knowledge = []
    for number in range(12_000):
        knowledge.append(ox.Triple(place(str(number)), RDF.type, KGB.Village))
        if number:
            knowledge.append(ox.Triple(place(str(number)), KGB.locatedIn, place(str((number - 1) // 12))))
    assert len(infer(ontology, knowledge)) > 60_000
