"""Queries and guide use only terms that the ontology declares."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest

from kgbuild.resources import ontology_folder, queries_folder

KGB = "https://w3id.org/kgbuild/ontology#"
FILES = [*sorted(queries_folder().glob("*.rq")), Path(__file__).parents[2] / "docs" / "sparql.md"]


@pytest.fixture(scope="module")
def declared() -> set[str]:
    triples = pyoxigraph.parse(path=str(ontology_folder() / "kgbuild.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return {q.subject.value.removeprefix(KGB) for q in triples if isinstance(q.subject, pyoxigraph.NamedNode)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_terms_are_declared(file, declared):
    used = set(re.findall(r"\bkgb:([A-Za-z]\w*)", file.read_text(encoding="utf-8")))
    assert used - declared == set()
