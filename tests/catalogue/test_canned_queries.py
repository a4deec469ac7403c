"""Every canned query gives the expected rows, and none of its clauses can go without a row changing."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from kgbuild.catalogue.binding import bind
from kgbuild.catalogue.query import CannedQuery, load_catalogue

HERE = Path(__file__).parent


def _sibling(name: str):
    """Import a helper beside this file (tests are no package)."""
    spec = importlib.util.spec_from_file_location(f"catalogue_{name}", HERE / f"{name}.py")
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    if not hasattr(module, "__file_loaded__"):
        spec.loader.exec_module(module)
        module.__file_loaded__ = True
    return module


clauses, fixtures = _sibling("clauses"), _sibling("fixture_store")
CATALOGUE = load_catalogue()
REQUIRED = {
    "place": "id:place/deir-ez-zor-governorate",
    "actor": "id:actor/quds-force",
    "speaker": "id:actor/sohr",
    "document": "report-17",
    "event": "id:event/report-17/0/10-14",
    "since": "2018-05-10",
}
# Several actors at once: any of them.
SPECIAL = {
    "attacks-by-actor": {"actor": ["id:actor/quds-force", "id:actor/coalition", "id:actor/headquarters"]},
    "attacks-on-actor": {"actor": ["id:actor/quds-force", "id:actor/headquarters"]},
    "chain-of-command": {"actor": ["id:actor/quds-force", "id:actor/company", "id:actor/ministry"]},
}


def cases(query: CannedQuery) -> dict[str, dict]:
    """Parameters by case: the required ones alone, then each optional one with a value."""
    names = {parameter.name for parameter in query.parameters}
    plain = {name: REQUIRED[name] for name in REQUIRED if name in names and query.parameter(name).required}
    plain |= SPECIAL.get(query.name, {})
    optional = {"lang": "ar", "from": "2018-05-09", "until": "2018-05-08", "place": REQUIRED["place"]}
    optional |= {"actor": REQUIRED["actor"], "day": "2003-05"}
    return {"": plain} | {f"--{n}": plain | {n: optional[n]} for n in optional if n in names and n not in plain}


def expected(name: str) -> list[list[str]]:
    with (HERE / "expected" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


ALL_CASES = [(query, suffix) for query in CATALOGUE for suffix in cases(query)]


@pytest.mark.parametrize(("query", "suffix"), ALL_CASES, ids=lambda v: v.name if isinstance(v, CannedQuery) else v)
def test_expected_rows(query, suffix):
    text = bind(query, cases(query)[suffix], fixtures.Names())
    assert fixtures.fixture_store().rows(text) == expected(query.name + suffix)


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_no_clause_can_go(query):
    store = fixtures.fixture_store()
    needed: dict[int, str] = {}
    for suffix, parameters in cases(query).items():
        want = expected(query.name + suffix)
        for number, cut in enumerate(clauses.cuts(bind(query, parameters, fixtures.Names()))):
            if needed.get(number) == "":
                continue
            needed[number] = "" if _differs(store, cut.query, want) else cut.clause
    assert len(needed) > 10
    assert [clause for clause in needed.values() if clause] == []


def _differs(store, text: str, want: list[list[str]]) -> bool:
    first = re.sub(r"\nORDER BY [^\n]*\s*\Z", f"\nLIMIT {len(want) + 1}", text)
    try:
        # Without its order a query need not be answered whole: what lacks a clause may give millions of rows.
        return len(store.rows(first)) > len(want) or store.rows(text) != want
    except (SyntaxError, RuntimeError):
        return True


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_empty_store_gives_no_rows(query):
    store = fixtures.MemoryStore()
    assert store.rows(bind(query, cases(query)[""], fixtures.Names())) == []


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_file_runs_as_it_is(query):
    fixtures.MemoryStore().rows(query.text)


def test_chain_is_marked_as_background_knowledge():
    query = next(query for query in CATALOGUE if query.name == "militia-strikes")
    rows = fixtures.fixture_store().rows(bind(query, {"place": "Deir ez-Zor"}, fixtures.Names()))
    chained = [row for row in rows if "Fatemiyoun Brigade → Quds Force → IRGC → Iran" in row]
    assert chained
    assert all("background knowledge" in row for row in chained)


def test_a_tie_that_nobody_has_verified_says_so():
    query = next(query for query in CATALOGUE if query.name == "who-backs-whom")
    rows = fixtures.fixture_store().rows(bind(query, {}, fixtures.Names()))
    [row] = [row for row in rows if row[-1] == "affiliation/pmf-iraq"]
    assert "unverified" in row


@pytest.mark.parametrize("name", ["Deir ez-Zor", "دير الزور", "deir ez-zor"])
def test_name_of_city_and_governorate_means_the_governorate(name):
    query = next(query for query in CATALOGUE if query.name == "militia-strikes")
    assert bind(query, {"place": name}, fixtures.Names()) == bind(query, {"place": REQUIRED["place"]}, fixtures.Names())


def test_removing_a_subclass_axiom_changes_the_answer():
    store = fixtures.MemoryStore(*sorted((HERE / "data").glob("*.trig")))
    query = next(query for query in CATALOGUE if query.name == "timeline")
    text = bind(query, {}, fixtures.Names())
    before = store.rows(text)
    store._store.update(
        "PREFIX kgb: <https://w3id.org/kgbuild/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "PREFIX graph: <https://w3id.org/kgbuild/id/graph/> "
        "DELETE DATA { GRAPH graph:ontology { kgb:AirStrike rdfs:subClassOf kgb:Attack } }"
    )
    assert len(store.rows(text)) < len(before)
