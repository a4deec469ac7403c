"""What commands write: dumps, exports, explanations, whole files or none."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

DUMPS = {"ttl": ox.RdfFormat.TURTLE, "nq": ox.RdfFormat.N_QUADS, "rdfxml": ox.RdfFormat.RDF_XML}


@pytest.fixture
def changed(store: Path, tmp_path: Path) -> Path:
    """A copy of the store that a test may change."""
    return Path(shutil.copytree(store, tmp_path / "copy"))


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nq", "graph.rdf", "graph.jsonld"])
def test_a_dump_follows_the_ending_and_is_the_same_twice(name: str, kgbuild, store: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        assert kgbuild("dump", "--store", str(store), "-o", f"{folder}/{name}").exit_code == 0
    first, second = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
    assert first == second
    assert len(first) > 10_000


@pytest.mark.parametrize("format", DUMPS)
def test_a_dump_on_standard_output_can_be_parsed(format: str, kgbuild, store: Path) -> None:
    result = kgbuild("dump", "--store", str(store), "--format", format)
    assert result.exit_code == 0
    claim = ox.NamedNode("https://w3id.org/kgbuild/ontology#EventClaim")
    quads = list(ox.parse(result.stdout_bytes, format=DUMPS[format]))
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert len({quad.subject for quad in quads if quad.predicate == kind and quad.object == claim}) == 2


def test_a_dump_without_text_holds_no_sentence(kgbuild, store: Path, texts) -> None:
    assert texts.strike[:30] in kgbuild("dump", "--store", str(store)).stdout
    assert texts.strike[:30] not in kgbuild("dump", "--no-text", "--store", str(store)).stdout


def test_a_file_that_cannot_be_written_is_named(kgbuild, store: Path) -> None:
    result = kgbuild("dump", "--store", str(store), "-o", "no/such/folder/graph.ttl")
    assert result.exit_code == 1
    assert "KGB901 no/such/folder/graph.ttl" in result.stderr


def test_a_failed_run_leaves_the_old_file(kgbuild, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("old")
    assert kgbuild("dump", "-o", "graph.ttl").exit_code == 1
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]
    assert (tmp_path / "graph.ttl").read_text() == "old"


def test_the_event_table_as_json_lines(kgbuild, store: Path, texts) -> None:
    result = kgbuild("export", "events", "--format", "jsonl", "--store", str(store))
    records = {record["document"]: record for record in map(json.loads, result.stdout.splitlines())}
    strike = records["strike.txt"]
    assert strike["type"] == "AirStrike"
    assert (strike["date_start"], strike["date_end"], strike["date_precision"]) == ("2018-10-10", "2018-10-10", "day")
    assert (strike["killed_low"], strike["killed_high"]) == (3, 3)
    assert texts.strike[strike["char_start"] : strike["char_end"]] == strike["sentence"]
    assert strike["places"][0]["label_en"] == "Hajin"


@pytest.mark.parametrize("what", ["events", "actors", "places", "network"])
@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "jsonl"])
def test_every_export_in_every_table_format(what: str, format: str, kgbuild, store: Path) -> None:
    result = kgbuild("export", what, "--format", format, "--store", str(store))
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() != ""


def test_a_csv_file_opens_with_one_header(kgbuild, store: Path, tmp_path: Path) -> None:
    assert kgbuild("export", "places", "-o", "places.csv", "--store", str(store)).exit_code == 0
    with (tmp_path / "places.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert "Hajin" in {row["label_en"] for row in rows}


@pytest.mark.parametrize("level", ["claim", "event"])
@pytest.mark.parametrize("what", ["csv", "tsv"])
def test_a_table_without_rows_has_its_header(
    level: str, what: str, kgbuild, store: Path, texts, tmp_path: Path
) -> None:
    (tmp_path / "weather.txt").write_text(texts.weather, encoding="utf-8")
    assert kgbuild("ingest", "weather.txt").exit_code == 0
    options = ("export", "events", "--format", what, "--level", level)
    empty, full = kgbuild(*options).stdout, kgbuild(*options, "--store", str(store)).stdout
    assert empty.splitlines() == full.splitlines()[:1]


def test_a_table_for_people_shortens_iris(kgbuild, store: Path) -> None:
    table = kgbuild("export", "places", "--format", "table", "--store", str(store)).stdout
    assert "place:hajin" in table
    assert "https://" not in table


def test_maps_and_networks(kgbuild, store: Path, tmp_path: Path) -> None:
    assert kgbuild("export", "events", "-o", "map.geojson", "--store", str(store)).exit_code == 0
    features = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))["features"]
    assert any(feature["geometry"] for feature in features)
    assert kgbuild("export", "network", "-o", "ties.graphml", "--store", str(store)).exit_code == 0
    assert ElementTree.parse(tmp_path / "ties.graphml").getroot().tag.endswith("graphml")


def test_an_explanation_ends_at_the_sentence(kgbuild, store: Path, texts) -> None:
    text = kgbuild("explain", "place:hajin", "--store", str(store))
    assert text.exit_code == 0, text.output
    assert texts.strike in text.stdout
    record = json.loads(kgbuild("explain", "place:hajin", "--format", "json", "--store", str(store)).stdout)
    assert record["claims"][0]["document_id"] == "strike.txt"


def test_an_explanation_shows_what_a_claim_says_in_all_its_slots(kgbuild, store: Path) -> None:
    text = kgbuild("explain", "id:document/strike.txt", "--store", str(store)).stdout
    for said in ("type: ", "time: ", "killed: ", "wounded: ", "SHA-256: ", "attacker certainty: "):
        assert said in text, text
    place = kgbuild("explain", "place:hajin", "--store", str(store)).stdout
    assert "position: POINT(" in place
    assert "precisionMetres: " in place


def test_a_document_is_explained_by_its_id(kgbuild, store: Path) -> None:
    by_id = kgbuild("explain", "strike.txt", "--store", str(store))
    assert by_id.exit_code == 0, by_id.output
    assert by_id.stdout == kgbuild("explain", "id:document/strike.txt", "--store", str(store)).stdout


def test_an_explanation_marks_what_nobody_has_verified(kgbuild, store: Path) -> None:
    text = kgbuild("explain", "actor:hezbollah", "--store", str(store)).stdout
    assert "(https://" in text
    assert "(unverified)" in text


@pytest.mark.parametrize("iri", ["place:atlantis", "https://example.org/x", "not an iri"])
def test_an_iri_that_nobody_knows(iri: str, kgbuild, store: Path) -> None:
    result = kgbuild("explain", iri, "--store", str(store))
    assert result.exit_code == 1
    assert "KGB602" in result.stderr


def test_forgetting_and_reading_again_gives_the_same_dump(kgbuild, changed: Path, store: Path, texts) -> None:
    before = kgbuild("dump", "--format", "nq", "--store", str(store)).stdout
    assert kgbuild("forget", "strike.txt", "--store", str(changed)).exit_code == 0
    without = kgbuild("dump", "--format", "nq", "--store", str(changed)).stdout
    assert "strike.txt" not in without
    reports = store.parent / "reports"
    assert kgbuild("ingest", str(reports), "--store", str(changed)).exit_code == 0
    assert kgbuild("dump", "--format", "nq", "--store", str(changed)).stdout == before


def test_forgetting_what_is_not_there_forgets_nothing(kgbuild, changed: Path) -> None:
    result = kgbuild("forget", "strike.txt", "nobody.txt", "--store", str(changed))
    assert result.exit_code == 1
    assert "KGB710" in result.stderr
    assert "nobody.txt" in result.stderr
    assert "strike.txt" in kgbuild("export", "events", "--store", str(changed)).stdout


def test_reading_the_same_reports_again_changes_nothing(kgbuild, changed: Path, store: Path) -> None:
    result = kgbuild("ingest", str(store.parent / "reports"), "--store", str(changed))
    assert result.stdout.startswith("0 added, 0 replaced, 2 unchanged, 0 failed")


def test_extract_prints_and_stores_nothing(kgbuild, store: Path, tmp_path: Path) -> None:
    result = kgbuild("extract", str(store.parent / "reports"), "--format", "jsonl")
    assert result.exit_code == 0
    stored = kgbuild("export", "events", "--factuality", "all", "--format", "jsonl", "--store", str(store)).stdout
    assert result.stdout == stored
    assert list(tmp_path.iterdir()) == []


def test_extract_shows_what_was_read_as_a_page(kgbuild, texts, tmp_path: Path) -> None:
    page = tmp_path / "reading.html"
    text = "قصف <b>\n\n" + texts.strike
    result = kgbuild("extract", "-", "--published", "2018-10-11", "-o", str(page), input=text)
    assert result.exit_code == 0, result.output
    shown = page.read_text(encoding="utf-8")
    record = json.loads(kgbuild("extract", "-", "--published", "2018-10-11", "--format", "jsonl", input=text).stdout)
    assert '<html lang="ar" dir="rtl">' in shown
    assert "direction: rtl" in shown
    assert f"<h3>{record['type']} · {record['factuality']}" in shown
    for slot in ("attackers", "places"):
        for participant in record[slot]:
            assert participant["surface"] in shown
            assert participant["iri"].split("/id/")[1] in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown


def test_extract_reads_standard_input(kgbuild, texts) -> None:
    arguments = ("extract", "-", "--published", "2018-10-11", "--source", "صحيفة المساء", "--format", "jsonl")
    record = json.loads(kgbuild(*arguments, input=texts.strike).stdout)
    assert record["published"] == "2018-10-11"
    assert record["document"] == "stdin"


def test_a_store_that_conforms_says_so(kgbuild, store: Path) -> None:
    result = kgbuild("validate", "--store", str(store))
    assert result.exit_code == 0, result.output
    assert "conforms" in result.stdout
