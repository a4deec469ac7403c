"""A store that ingest filled conforms to the shapes, and one that was tampered with does not."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kgbuild.graph import Identifiers
from kgbuild.graph.vocabulary import KGB
from kgbuild.pipeline import IngestOptions, ingest, validate
from kgbuild.store import Change, Store, open_store

IDS = Identifiers()
CLAIM = ox.NamedNode("https://w3id.org/kgbuild/id/claim/feed%3A1/0/0-7")


@pytest.fixture
def store(small_ontology, make_report, extractor) -> Iterator[Store]:
    report = make_report()
    with open_store(":memory:", "write") as opened:
        ingest(opened, [report.document], extractor([report]), IngestOptions("rules/1", ontology=small_ontology))
        yield opened


def test_ingested_store_conforms(store: Store) -> None:
    result = validate(store)
    assert result.conforms, [*map(str, result.checks), *map(str, result.shapes)]
    assert result.documents == 1


def test_tampering_is_found_by_both(store: Store) -> None:
    gone = tuple(store.quads(IDS.document_graph("feed:1"), subject=CLAIM, predicate=KGB.speaker))
    store.apply(Change(delete=gone))
    result = validate(store)
    assert [violation.node for violation in result.checks] == [CLAIM.value]
    assert [violation.node for violation in result.shapes] == [CLAIM.value]


def test_contradiction_is_found_by_the_ontology(store: Store) -> None:
    strike = ox.NamedNode("https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.apply(Change(insert=(ox.Quad(strike, kind, KGB.Militia, ox.NamedNode(IDS.graph("events"))),)))
    result = validate(store)
    assert [finding.rule for finding in result.contradictions] == ["cax-dw"]
    assert not result.conforms


def test_event_without_type_is_found_by_the_shapes(store: Store) -> None:
    event = ox.NamedNode("https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7")
    types = [q for q in store.quads(IDS.graph("events"), subject=event) if q.predicate.value.endswith("#type")]
    store.apply(Change(delete=tuple(types)))
    assert [violation.node for violation in validate(store).shapes] == [event.value]
