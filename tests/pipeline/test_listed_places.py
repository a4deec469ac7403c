"""Places of the gazetteer in a store: those that documents name, and no others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from kgbuild.export.dump import dump
from kgbuild.extraction.report import Report
from kgbuild.graph import Identifiers
from kgbuild.graph.vocabulary import DCTERMS, KGB, RDF, RDFS
from kgbuild.knowledge import load_knowledge
from kgbuild.pipeline import IngestOptions, forget, ingest, refresh_background
from kgbuild.pipeline.listed import ListedPlaces
from kgbuild.pipeline.validate import validate
from kgbuild.resources import ontology_folder
from kgbuild.store import Store, open_store

IDS = Identifiers()
QUTAYLIBIYA = ox.NamedNode("https://w3id.org/kgbuild/id/place/geonames-165637")
LATAKIA = ox.NamedNode("https://w3id.org/kgbuild/id/place/latakia-governorate")
TEXT = "قصفت طائرات بلدة القطيلبية وقتل خمسة."


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:", "write") as opened:
        yield opened


def told(report_builder, document_id: str, named: bool = True) -> Report:
    builder = report_builder(TEXT, document_id)
    place = builder.participant("القطيلبية", "Village", QUTAYLIBIYA.value.removeprefix(IDS.base) if named else None)
    return builder.report([builder.claim("قصفت", "Shelling", places=(place,))])


def run(store: Store, *reports: Report) -> None:
    by_id = {report.document.id: report for report in reports}
    options = IngestOptions("rules/1", now=lambda: datetime(2024, 12, 1, tzinfo=UTC))
    result = ingest(store, [r.document for r in reports], lambda documents: (by_id[d.id] for d in documents), options)
    assert result.failed == 0, result.failures


def listed(store: Store) -> set[str]:
    quads = store.quads(IDS.graph("knowledge"), predicate=KGB.identified)
    return {quad.subject.value for quad in quads if "geonames-" in quad.subject.value}


def content(store: Store) -> set[ox.Quad]:
    return {quad for quad in store.quads() if not quad.graph_name.value.endswith("/log")}


def test_only_places_that_documents_name_are_written(store: Store, report_builder) -> None:
    refresh_background(store, IDS, ontology_folder())
    assert listed(store) == set()
    run(store, told(report_builder, "a"))
    assert listed(store) == {QUTAYLIBIYA.value}
    described = {quad.predicate for quad in store.quads(IDS.graph("knowledge"), subject=QUTAYLIBIYA)}
    assert {RDF.type, RDFS.label, KGB.locatedIn, KGB.country, DCTERMS.source, DCTERMS.license} <= described
    country = ox.NamedNode("https://w3id.org/kgbuild/id/place/syria")
    assert list(store.quads(IDS.graph("inferred"), subject=QUTAYLIBIYA, predicate=KGB.locatedIn, object=country))
    assert not list(store.quads(IDS.graph("inferred"), subject=QUTAYLIBIYA, predicate=KGB.locatedIn, object=LATAKIA))
    assert validate(store).conforms


def test_labels_of_claims_name_the_place(store: Store, report_builder) -> None:
    run(store, told(report_builder, "a"))
    labels = [str(quad.object.value) for quad in store.quads(predicate=RDFS.label) if "/claim/" in quad.subject.value]
    assert any("Al Qutaylibiyah" in label for label in labels)


def test_the_last_document_takes_the_place_with_it(store: Store, report_builder) -> None:
    run(store, told(report_builder, "c", named=False))
    before = content(store)
    run(store, told(report_builder, "a"), told(report_builder, "b"))
    forget(store, ["a"])
    assert listed(store) == {QUTAYLIBIYA.value}
    forget(store, ["b"])
    assert content(store) == before


def test_a_dump_holds_the_place_with_its_source(store: Store, report_builder) -> None:
    run(store, told(report_builder, "a"))
    stream = io.BytesIO()
    dump(store, stream, "ttl")
    text = stream.getvalue().decode()
    assert "<https://www.geonames.org/165637/>" in text
    assert "<https://creativecommons.org/licenses/by/4.0/>" in text
    assert text.count("place:geonames-") == text.count("place:geonames-165637")


def test_renewed_knowledge_keeps_the_places_that_documents_name(store: Store, report_builder) -> None:
    run(store, told(report_builder, "a"))
    before = content(store)
    store.apply(_without_digest(store))
    assert refresh_background(store, IDS, ontology_folder()).renewed
    assert content(store) == before


def _without_digest(store: Store):
    from kgbuild.store import Change

    log = store.quads(IDS.graph("log"), subject=ox.NamedNode(IDS.graph("ontology")))
    return Change(delete=tuple(log))


def test_the_knowledge_is_not_read_a_second_time_for_them() -> None:
    known = load_knowledge(ontology_folder()).entity(QUTAYLIBIYA.value)
    assert ListedPlaces(ontology_folder()).place(QUTAYLIBIYA.value) is known
