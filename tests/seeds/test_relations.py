"""What the seed reports say of two actors or of two events: standing relations, and which event answers which."""

from pathlib import Path

import pytest

from kgbuild.evaluation import load_gold
from kgbuild.evaluation.names import any_same, things

GOLD = Path(__file__).resolve().parents[1] / "gold"
# In the ontology these are kinds of affiliation.
AFFILIATIONS = {"affiliatedWith", "subordinateTo", "backedBy", "partOf", "forceOf", "memberOf"}


def gold_documents():
    for seeds in ("seeds", "shared_seeds"):
        for document in load_gold(GOLD / seeds):
            yield seeds, document, document.doc.removesuffix(".txt")


def relation_cases():
    for seeds, document, name in gold_documents():
        for number, relation in enumerate(document.relations):
            label = f"{name}/r{number}-{relation.predicates[0]}"
            yield pytest.param(seeds, document.doc, relation, id=label)


def response_cases():
    for seeds, document, name in gold_documents():
        events = {event.id: event for event in document.events}
        for event in document.events:
            if event.in_response_to:
                answered = events[event.in_response_to]
                yield pytest.param(seeds, document.doc, event, answered, id=f"{name}/{event.id}-answers-{answered.id}")


def property_name(predicate):
    first, *rest = predicate.split("_")
    return first + "".join(word.capitalize() for word in rest)


def names_of(participant):
    return things([[participant.name, participant.surface]])[0]


def states(claim, relation):
    right = {property_name(predicate) for predicate in relation.predicates}
    if "affiliatedWith" in right:
        right |= AFFILIATIONS
    return (
        claim.relation in right
        and any_same(names_of(claim.subject), relation.subject)
        and any_same(names_of(claim.object), relation.object)
        and claim.evidence.overlaps(relation.span)
    )


@pytest.mark.parametrize(("seeds", "doc", "relation"), relation_cases())
def test_stated_relation_is_read(reports, seeds, doc, relation):
    found = reports(seeds)[doc].relations
    assert any(states(claim, relation) for claim in found), [
        (claim.subject.surface, claim.relation, claim.object.surface) for claim in found
    ]


def speaks_of(claim, event):
    return any(claim.evidence.overlaps(span) for span in (event.span, *event.also))


@pytest.mark.parametrize(("seeds", "doc", "event", "answered"), response_cases())
def test_response_names_what_it_answers(reports, seeds, doc, event, answered):
    claims = reports(seeds)[doc].claims
    by_number = {}
    for claim in claims:
        by_number.setdefault((claim.article, claim.event), []).append(claim)
    answers = [
        (claim, other)
        for claim in claims
        if claim.response_to is not None and speaks_of(claim, event)
        for other in by_number[claim.article, claim.response_to]
    ]
    assert any(speaks_of(other, answered) and other.event != claim.event for claim, other in answers), [
        (claim.sentence[:60], other.sentence[:60]) for claim, other in answers
    ]
