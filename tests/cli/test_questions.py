"""Canned queries and free SPARQL: answers in every format, and one clear line for what is wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from kgbuild.catalogue.query import load_catalogue

COUNT = "SELECT (COUNT(*) AS ?n) { ?c a kgb:EventClaim }"
PLACES = "SELECT ?label ?n { VALUES (?label ?n) { ('الميادين'@ar 1) ('Hajin' 22) ('دَيْرُ الزَّور' 333) } } ORDER BY ?n"


def test_without_a_name_the_queries_are_listed(kgbuild) -> None:
    result = kgbuild("query", "--format", "json")
    assert result.exit_code == 0
    assert [row["name"] for row in json.loads(result.stdout)] == [query.name for query in load_catalogue()]


@pytest.mark.parametrize("place", ["Deir ez-Zor", "دير الزور", "محافظة دير الزور"])
def test_a_place_is_named_in_either_language(place: str, kgbuild, store: Path) -> None:
    result = kgbuild("query", "attacks-in-place", "-p", f"place={place}", "--store", str(store), "--format", "jsonl")
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == 1
    assert "strike.txt" in result.stdout


WRONG = [
    pytest.param(("sparql", "ASK { SERVICE <http://x.org/> { ?s ?p ?o } }"), "KGB808", "SERVICE", id="other server"),
    pytest.param(("query", "milita-strikes"), "KGB801", "militia-strikes", id="unknown query"),
    pytest.param(("query", "militia-strikes", "-p", "plase=Hajin"), "KGB803", "place", id="unknown parameter"),
    pytest.param(("query", "militia-strikes"), "KGB804", "place", id="missing parameter"),
    pytest.param(("query", "attacks-in-place", "-p", "place=Atlantis"), "KGB806", "Atlantis", id="unknown place"),
    pytest.param(
        ("query", "attacks-in-place", "-p", "place=Hajin", "-p", "from=soon"), "KGB805", "soon", id="wrong value"
    ),
    pytest.param(("query", "timeline", "-p", "Hajin"), "", "KEY=VALUE", id="no key"),
    pytest.param(("query", "-p", "place=Hajin"), "", "NAME", id="parameter without query"),
    pytest.param(("sparql", "SELECT ?x WHERE { ?x a kgb:Attack"), "KGB808", "}", id="broken SPARQL"),
    pytest.param(("sparql", "SELECT ?x { ?x a nope:Attack }"), "KGB808", "nope:", id="unknown prefix"),
    pytest.param(("sparql", "DELETE WHERE { ?s ?p ?o }"), "KGB809", "update", id="update"),
    pytest.param(("sparql",), "", "QUERY", id="no query"),
    pytest.param(("sparql", "ASK {}", "-f", "-"), "", "QUERY", id="two queries"),
    pytest.param(("sparql", "-f", "missing.rq"), "", "missing.rq", id="missing file"),
    pytest.param(("sparql", COUNT, "--format", "ttl"), "KGB902", "ttl", id="rows as Turtle"),
    pytest.param(("sparql", COUNT, "-o", "answer.pdf"), "KGB902", "answer.pdf", id="unknown ending"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG)
def test_wrong_usage_is_2_with_a_remedy(arguments, code: str, words: str, kgbuild, store: Path) -> None:
    result = kgbuild(*arguments, "--store", str(store))
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert code in result.stderr
    assert words in result.stderr


def test_a_document_that_is_not_there_is_said(kgbuild, store: Path) -> None:
    result = kgbuild("query", "actors-in-report", "-p", "document=strik.txt", "--store", str(store))
    assert result.exit_code == 1
    assert "KGB710 the store holds no document 'strik.txt'" in result.stderr


def test_rows_come_as_tsv_in_a_pipe(kgbuild, store: Path) -> None:
    assert kgbuild("sparql", COUNT, "--store", str(store)).stdout == "n\n2\n"


@pytest.mark.parametrize(
    ("format", "read"),
    [
        ("csv", lambda text: list(csv.reader(io.StringIO(text)))[1][0]),
        ("tsv", lambda text: text.splitlines()[1]),
        ("json", lambda text: json.loads(text)["results"]["bindings"][0]["n"]["value"]),
        ("jsonl", lambda text: json.loads(text)["n"]),
        ("table", lambda text: text.splitlines()[2].strip()),
    ],
)
def test_rows_in_every_format(format: str, read, kgbuild, store: Path) -> None:
    result = kgbuild("sparql", COUNT, "--store", str(store), "--format", format)
    assert str(read(result.stdout)) == "2"


def test_a_graph_comes_as_turtle(kgbuild, store: Path) -> None:
    result = kgbuild("sparql", "CONSTRUCT { ?c a kgb:EventClaim } WHERE { ?c a kgb:EventClaim }", "--store", str(store))
    assert result.exit_code == 0
    assert result.stdout.count("a kgb:EventClaim") == 2


def test_a_query_is_read_from_standard_input_and_files(kgbuild, store: Path, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT)
    assert kgbuild("sparql", "-f", "-", "--store", str(store), input=COUNT).stdout == "n\n2\n"
    assert kgbuild("sparql", "-f", "count.rq", "--store", str(store)).stdout == "n\n2\n"


def test_the_ending_names_the_format_and_the_option_overrides_it(kgbuild, store: Path, tmp_path: Path) -> None:
    assert kgbuild("sparql", COUNT, "--store", str(store), "-o", "n.csv").exit_code == 0
    assert (tmp_path / "n.csv").read_bytes() == b"n\r\n2\r\n"
    assert kgbuild("sparql", COUNT, "--store", str(store), "-o", "n.csv", "--format", "jsonl").exit_code == 0
    assert (tmp_path / "n.csv").read_bytes() == b'{"n": 2}\n'


def test_columns_of_a_table_line_up_beside_arabic(kgbuild, store: Path) -> None:
    table = kgbuild("sparql", PLACES, "--store", str(store), "--format", "table").stdout
    plain = table.replace("\u2068", "").replace("\u2069", "")
    lines = [line for line in plain.splitlines() if "│" in line]
    assert len({cell_len(line[: line.index("│")]) for line in lines}) == 1, table
    assert "دَيْرُ الزَّور" in plain  # as written, nothing turned around
