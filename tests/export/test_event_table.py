"""The event table: its fields, its order, and its formats."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgbuild.export import (
    RECORD_FORMATS,
    actor_rows,
    event_records,
    network,
    place_rows,
    write_geojson,
    write_graphml,
    write_records,
)
from kgbuild.pipeline import IngestOptions, ingest
from kgbuild.store import Store, open_store

ID = "https://w3id.org/kgbuild/id/"

# DESIGN, "The event table".
FIELDS = [
    "event",
    "claim",
    "document",
    "article",
    "published",
    "type",
    "date_start",
    "date_end",
    "date_precision",
    "attackers",
    "targets",
    "attacker_certainty",
    "places",
    "killed_low",
    "killed_high",
    "wounded_low",
    "wounded_high",
    "casualties_low",
    "casualties_high",
    "tolls",
    "victims",
    "weapons",
    "factuality",
    "speakers",
    "sentence",
    "char_start",
    "char_end",
    "extractor",
]


@pytest.fixture
def store(small_ontology: Path, make_report, extractor) -> Iterator[Store]:
    reports = [make_report("feed:2"), make_report("feed:1")]
    with open_store(":memory:", "write") as opened:
        options = IngestOptions("rules/1", ontology=small_ontology)
        ingest(opened, [report.document for report in reports], extractor(reports), options)
        yield opened


def test_fields_are_those_of_the_design(store: Store) -> None:
    for record in event_records(store, factuality="all"):
        assert list(record.as_json()) == FIELDS


def test_claims_in_the_order_of_documents_and_text(store: Store) -> None:
    rows = [(r.document, r.type) for r in event_records(store, factuality="all")]
    each = ["DroneStrike", "AirStrike", "Shelling"]
    assert rows == [("feed:1", kind) for kind in each] + [("feed:2", kind) for kind in each]


def test_only_what_happened_unless_asked(store: Store) -> None:
    assert {r.factuality for r in event_records(store)} == {"asserted"}
    assert {r.factuality for r in event_records(store, factuality="all")} == {"asserted", "threatened"}


def test_claim_record(store: Store, make_report) -> None:
    record = next(event_records(store)).as_json()
    assert (record["document"], record["article"], record["published"]) == ("feed:1", 0, "2024-11-27")
    assert (record["date_start"], record["date_end"], record["date_precision"]) == ("2024-11-26", "2024-11-27", "night")
    assert record["attackers"] == [
        {"iri": ID + "actor/northland", "label_ar": "دولة الشمال", "label_en": "Northland", "surface": "دولة الشمال"}
    ]
    assert record["attacker_certainty"] == "suspected"
    assert [place["surface"] for place in record["places"]] == ["النور", "محافظة السهل"]
    noor = record["places"][0]
    assert (noor["lat"], noor["lon"], noor["precision_m"], noor["kind"]) == (35.25, 40.5, 2000, "Town")
    assert (record["killed_low"], record["killed_high"], record["wounded_low"]) == (5, 5, None)
    assert [(t["low"], t["subset_of"]) for t in record["tolls"]] == [(5, None), (1, 0)]
    assert [(v["surface"], v["rank"], v["side"]["label_en"]) for v in record["victims"]] == [
        ("سالم الراوي", "القائد الميداني", "Dawn Battalion")
    ]
    assert [speaker["surface"] for speaker in record["speakers"]] == ["مصدر عسكري"]
    text = make_report().document.text
    assert record["sentence"] == text[record["char_start"] : record["char_end"]]


def test_no_speaker_when_the_article_itself_speaks(store: Store) -> None:
    threat = next(r for r in event_records(store, factuality="all") if r.type == "Shelling")
    assert threat.speakers == ()


def test_merged_claims_name_the_event_that_stands_for_them(store: Store) -> None:
    strike, denial = list(event_records(store))[:2]
    assert strike.event == denial.event == ID + "event/feed%3A1/0/0-7"


def test_event_level(store: Store) -> None:
    first, second = event_records(store, "event")
    assert (first.document, second.document) == ("feed:1", "feed:2")
    assert len(first.claims) == 2
    assert (first.type, first.attacker_certainty) == ("DroneStrike", "suspected")
    assert [named.label_en for named in first.attackers] == ["Northland"]
    assert [named.surface for named in first.speakers] == ["مصدر عسكري", "دولة الشمال"]


@pytest.mark.parametrize("format", RECORD_FORMATS)
def test_every_format_holds_every_record(store: Store, format) -> None:
    output = io.StringIO()
    assert write_records(event_records(store), output, format) == 4
    text = output.getvalue()
    if format == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
    elif format == "json":
        rows = json.loads(text)
    else:
        rows = list(csv.DictReader(io.StringIO(text), delimiter="\t" if format == "tsv" else ","))
    assert [row["document"] for row in rows] == ["feed:1", "feed:1", "feed:2", "feed:2"]
    assert rows[0]["type"] == "DroneStrike"


def test_table_cells_of_a_claim(store: Store) -> None:
    row = next(event_records(store)).as_row()
    assert row["places_en"] == "Noor; Plain Governorate"
    assert (row["lat"], row["lon"]) == (35.25, 40.5)
    assert row["tolls"] == "killed 5 (مقاتلين); part: killed 1 (قائد)"


@pytest.mark.parametrize(("format", "expected"), [("json", "[]\n"), ("jsonl", ""), ("csv", "a,b\n"), ("tsv", "a\tb\n")])
def test_no_records(format, expected: str) -> None:
    output = io.StringIO()
    assert write_records([], output, format, ("a", "b")) == 0
    assert output.getvalue() == expected


def test_geojson_has_a_point_where_coordinates_are_known(store: Store) -> None:
    output = io.StringIO()
    write_geojson(event_records(store), output)
    collection = json.loads(output.getvalue())
    assert collection["type"] == "FeatureCollection"
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in collection["features"]] == [[40.5, 35.25], None] * 2


def test_actors_and_places_are_counted_by_role(store: Store) -> None:
    actors = {row.label_en: row for row in actor_rows(store)}
    north = actors["Northland"]
    assert (north.claims, north.as_attacker, north.as_speaker, north.documents, north.identified) == (4, 4, 2, 2, True)
    assert "Noor" not in actors
    places = {row.label_en: (row.claims, row.lat) for row in place_rows(store)}
    assert places["Noor"] == (2, 35.25)


def test_network_marks_background_apart(store: Store) -> None:
    edges = {(e.source, e.target, e.relation, e.origin, e.certainty): e.weight for e in network(store).edges}
    north, dawn, guard = (ID + "actor/" + name for name in ("northland", "dawn-battalion", "guard"))
    assert edges == {
        (north, dawn, "DroneStrike", "claim", "suspected"): 2,
        (dawn, guard, "backedBy", "claim", "asserted"): 2,
        (dawn, guard, "backedBy", "background", "Unverified"): 1,
        (guard, north, "backedBy", "background", "Unverified"): 1,
    }


def test_graphml_is_read_as_xml(store: Store) -> None:
    from xml.etree import ElementTree

    output = io.StringIO()
    write_graphml(network(store), output)
    root = ElementTree.fromstring(output.getvalue())
    edges = root.findall(".//{http://graphml.graphdrawing.org/xmlns}edge")
    assert len(edges) == 4
