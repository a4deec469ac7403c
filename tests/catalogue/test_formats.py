"""Results as text: what people see in a terminal, what programs read."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph
import pytest
from rich.cells import cell_len

from kgbuild.catalogue.formats import GRAPH_FORMATS, ROW_FORMATS, write_results
from kgbuild.catalogue.terminal import isolated
from kgbuild.errors import ResultFormatError

SELECT = """SELECT ?town ?dead ?note ?thing {
  VALUES (?town ?dead ?note ?thing) {
    ("الميادين"@ar 3 "a, \\"b\\"\\tc\\nd" <https://w3id.org/kgbuild/id/place/mayadin>)
    ("مُحَمَّد" UNDEF "=1+1" <https://example.org/x>)
  }
}"""


def written(query: str, format: str, width: int | None = None) -> str:
    out = io.StringIO()
    write_results(pyoxigraph.Store().query(query), format, out, width)
    return out.getvalue()


def test_csv_reads_back():
    rows = list(csv.reader(io.StringIO(written(SELECT, "csv"), newline="")))
    assert rows[0] == ["town", "dead", "note", "thing"]
    assert rows[1] == ["الميادين", "3", 'a, "b"\tc\nd', "https://w3id.org/kgbuild/id/place/mayadin"]
    assert rows[2][:2] == ["مُحَمَّد", ""]


def test_tsv_has_one_line_a_row():
    lines = written(SELECT, "tsv").split("\n")
    assert lines[0] == "town\tdead\tnote\tthing"
    assert lines[1].split("\t")[2] == 'a, "b"\\tc\\nd'
    assert len(lines) == 4


def test_jsonl_keeps_numbers_and_absence():
    rows = [json.loads(line) for line in written(SELECT, "jsonl").splitlines()]
    assert rows[0]["dead"] == 3
    assert rows[1]["dead"] is None
    assert rows[0]["town"] == "الميادين"


def test_json_is_sparql_results_json():
    text = written(SELECT, "json")
    solutions = pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.JSON)
    first = next(iter(solutions))
    assert first["town"] == pyoxigraph.Literal("الميادين", language="ar")
    assert first["dead"] == pyoxigraph.Literal(3)


def test_ask():
    assert written("ASK {}", "tsv") == "true\n"
    assert json.loads(written("ASK { ?x ?y ?z }", "json"))["boolean"] is False


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_graph_formats_read_back(format):
    text = written('CONSTRUCT { <x:a> <http://www.w3.org/2000/01/rdf-schema#label> "غارة"@ar } {}', format)
    endings = {"ttl": "TURTLE", "nt": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
    triples = list(pyoxigraph.parse(input=text, format=getattr(pyoxigraph.RdfFormat, endings[format])))
    assert [q.object.value for q in triples] == ["غارة"]


@pytest.mark.parametrize(
    ("query", "format"),
    [("SELECT ?x {}", "ttl"), ("CONSTRUCT {} {}", "csv"), ("SELECT ?x {}", "yaml"), ("ASK {}", "nt")],
)
def test_format_that_does_not_fit(query, format):
    with pytest.raises(ResultFormatError) as caught:
        written(query, format)
    assert "choose one of" in str(caught.value)


@pytest.mark.parametrize("format", ROW_FORMATS)
def test_no_rows(format):
    text = written("SELECT ?x { ?x ?y ?z }", format)
    assert "x" in text or format == "jsonl"


def columns(text: str) -> list[list[int]]:
    """Where the bars of each line stand, in columns of the terminal."""
    return [[cell_len(line[: m.start()]) for m in re.finditer("[│┼]", line)] for line in text.splitlines()[:-1]]


def test_columns_line_up_with_vowel_signs_and_isolates():
    text = written(SELECT, "table", 120)
    positions = columns(text)
    assert len({tuple(p) for p in positions if p}) == 1
    assert "\u2068الميادين\u2069" in text
    assert "place:mayadin" in text
    assert text.endswith("2 rows\n")


def test_letters_stay_in_the_order_of_speech():
    assert "مُحَمَّد" in written(SELECT, "table", 120)


def test_rows_that_do_not_fit_become_blocks():
    text = written(SELECT, "table", 30)
    assert text.startswith("─── 1 ───\ntown   \u2068الميادين\u2069\n")
    assert "dead" not in text.split("─── 2 ───")[1]


def test_control_and_bidi_characters_of_a_report_do_not_reach_the_terminal():
    query = 'SELECT ?x { VALUES ?x { "\\u202Eevil\\u001B[31m \\u2067x" } }'
    text = written(query, "table", 80)
    assert "evil[31m x" in text
    assert not re.search("[\u202e\u001b\u2067]", text)


def test_only_text_with_arabic_is_isolated():
    assert isolated("Hajin 3") == "Hajin 3"
    assert isolated("Hajin هجين") == "\u2068Hajin هجين\u2069"


def test_names_of_columns_are_broken_before_rows_become_blocks():
    query = "SELECT ?killed_at_least ?wounded_at_least { VALUES (?killed_at_least ?wounded_at_least) { (1 22) (3 4) } }"
    wide, narrow = written(query, "table", 40), written(query, "table", 24)
    assert wide.splitlines()[0].split() == ["killed_at_least", "│", "wounded_at_least"]
    assert [line.split("│")[0].strip() for line in narrow.splitlines()[:3]] == ["killed_", "at_", "least"]
    assert "───" not in written(query, "table", 24).splitlines()[0]
    assert written(query, "table", 12).startswith("─── 1 ───")


def test_long_texts_in_narrow_columns_become_blocks():
    query = f'SELECT ?name ?sentence {{ VALUES (?name ?sentence) {{ ("a" "{"قصفت الطائرات البلدة " * 40}") }} }}'
    assert written(query, "table", 80).startswith("─── 1 ───")
    assert "│" in written(query, "table", 400)
