"""Every query of docs/sparql.md runs as a user would run it, and finds something."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pyoxigraph
import pytest

from kgbuild.catalogue.sparql import PREFIXES, check_sparql

HERE = Path(__file__).parent
GUIDE = (HERE.parents[1] / "docs" / "sparql.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^### (\d+)\. [^\n]*\n(?:(?!^### )[\s\S])*?```sparql\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)

spec = importlib.util.spec_from_file_location("catalogue_fixture_store", HERE / "fixture_store.py")
fixtures = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
if not hasattr(fixtures, "fixture_store"):
    spec.loader.exec_module(fixtures)

FIRST_CELL = {
    "5": [["event/report-17/0/10-14"]],
    "6": [["event/report-17/0/10-14", "3"], ["event/report-18/0/90-94", "2"]],
    "10": [["مدنيون", "3", "وقال المرصد إن طائرة يُرجَّح أنها للتحالف قصفت موقعًا لفاطميون في الميادين."]],
    "11": [["قصفت إسرائيل مواقع لفاطميون في دير الزور."]],
    "12": [["https://w3id.org/kgbuild/ontology#alliedWith", "actor/ally"],
           ["https://w3id.org/kgbuild/ontology#subordinateTo", "actor/quds-force"]],
}  # fmt: skip


def test_the_guide_has_its_examples():
    assert [number for number, _ in EXAMPLES] == [str(n) for n in range(1, len(EXAMPLES) + 1)]
    assert len(EXAMPLES) >= 15


@pytest.mark.parametrize(("number", "query"), EXAMPLES, ids=[number for number, _ in EXAMPLES])
def test_example_runs(number, query):
    store = fixtures.fixture_store()
    results = store.query(check_sparql(query))
    if isinstance(results, pyoxigraph.QueryTriples):
        assert len(list(results)) > 20
        return
    rows = store.rows(check_sparql(query))
    assert rows
    if number in FIRST_CELL:
        assert sorted(rows) == FIRST_CELL[number]


def test_preset_prefixes_are_listed():
    sentence = next(line for line in GUIDE.splitlines() if "are preset" in line)
    assert set(re.findall(r"`(\w+)`", sentence.split("are preset")[0])) == set(PREFIXES)
