"""Positions told in words, from the text to the event table and the dump."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from rdflib import Graph, Namespace

from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.export import dump, event_records, write_geojson
from kgbuild.extraction.pipeline import RULES_CONFIG, extract, load_pipeline
from kgbuild.extraction.report import Report
from kgbuild.graph import Identifiers, StoreBackground, validate_quads
from kgbuild.graph.geometry import distance_km
from kgbuild.graph.vocabulary import RDFS
from kgbuild.pipeline import IngestOptions, ingest
from kgbuild.pipeline.validate import shacl_violations
from kgbuild.resources import ontology_folder
from kgbuild.store import Store, open_store

GEO = Namespace("http://www.opengis.net/ont/geosparql#")
KGB = Namespace("https://w3id.org/kgbuild/ontology#")
IDS = Identifiers()

TEXTS = {
    "east": "قتل خمسة جنود في هجوم لمسلحين على حاجز في ريف دير الزور الشرقي.",
    "unknown": "قتل ثلاثة مدنيين بقصف مدفعي على قرية الشجيرات جنوب الموصل.",
    "listed": "قتل ثلاثة مدنيين بقصف مدفعي على محيط بلدة القطيلبية في ريف اللاذقية.",
    "plain": "قتل ثلاثة مدنيين بقصف مدفعي على مدينة الموصل.",
}


def stored(reports: Iterable[Report]) -> Store:
    by_id = {report.document.id: report for report in reports}
    store = open_store(":memory:", "write")
    options = IngestOptions("rules/1", now=lambda: datetime(2024, 12, 1, tzinfo=UTC))
    documents = [report.document for report in by_id.values()]
    result = ingest(store, documents, lambda given: (by_id[document.id] for document in given), options)
    assert result.failed == 0, result.failures
    return store


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    documents = [
        Document(name, text, name, sha256(text.encode()).hexdigest(), published=date(2020, 3, 18))
        for name, text in TEXTS.items()
    ]
    return list(extract([(document, segment(document)) for document in documents], load_pipeline(RULES_CONFIG)))


@pytest.fixture(scope="module")
def store(reports: list[Report]) -> Iterator[Store]:
    with stored(reports) as opened:
        yield opened


def test_the_event_table_has_them(store: Store) -> None:
    places = {record.document: record.places[0] for record in event_records(store)}
    east = places["east"]
    assert (east.iri.rpartition("/")[2], east.kind) == ("deir-ez-zor-governorate", "Governorate")
    whole = places["plain"]
    assert whole.lat is not None
    assert whole.lon is not None
    unknown = places["unknown"]
    assert (unknown.kind, unknown.precision_m) == ("Village", (whole.precision_m or 0) + 10_000)
    assert unknown.lat is not None
    assert unknown.lon is not None
    assert unknown.lat < whole.lat
    assert distance_km((whole.lat, whole.lon), (unknown.lat, unknown.lon)) > 5
    output = io.StringIO()
    write_geojson(event_records(store), output)
    assert f'"coordinates": [{unknown.lon}, {unknown.lat}]' in output.getvalue()


def test_places_of_the_gazetteer_count(store: Store) -> None:
    [record] = [record for record in event_records(store) if record.document == "listed"]
    place = record.places[0]
    assert place.iri.rpartition("/")[2].startswith("geonames-")
    [mention] = [
        m for m in store.quads() if m.predicate.value == str(KGB.relativePosition) and m.object.value == "محيط"
    ]
    assert mention.subject.value.startswith(record.claim)


def test_the_graphs_are_valid(store: Store) -> None:
    background = StoreBackground(store, (IDS.graph("ontology"), IDS.graph("knowledge")))
    triples = list({quad.triple for graph in store.graphs() if IDS.document_id(graph) for quad in store.quads(graph)})
    tree = [quad.triple for quad in store.quads(IDS.graph("ontology"), predicate=RDFS.subClassOf)]
    assert validate_quads(triples, background) == []
    assert shacl_violations([*triples, *tree], ontology_folder() / "shapes.ttl") == []


def test_the_dump_loads(store: Store) -> None:
    output = io.BytesIO()
    dump(store, output)
    graph = Graph().parse(data=output.getvalue(), format="turtle")
    mentions = list(graph.subjects(KGB.relativePosition))
    assert len(mentions) >= 3
    for mention in mentions:
        [geometry] = graph.objects(mention, GEO.hasGeometry)
        assert len(list(graph.objects(geometry, GEO.asWKT))) == 1
        assert len(list(graph.objects(mention, KGB.precisionMetres))) == 1


def test_any_order_gives_the_same(store: Store, reports: list[Report]) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    dump(store, first, "nq")
    with stored(reversed(reports)) as other:
        dump(other, second, "nq")
    assert first.getvalue() == second.getvalue()
