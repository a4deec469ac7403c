"""Free queries: preset prefixes, and what a user is told about broken ones."""

from __future__ import annotations

import contextlib

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.catalogue.sparql import check_sparql, with_prefixes
from kgbuild.catalogue.tokens import tokens
from kgbuild.errors import KgbuildError, SparqlSyntaxError, SparqlUpdateError


@pytest.mark.parametrize(
    ("query", "declared"),
    [
        ("ASK { ?x a kgb:Attack }", ["kgb"]),
        ("PREFIX kgb: <x:> ASK { ?x a kgb:Attack ; rdfs:label ?y }", ["rdfs"]),
        ('ASK { ?x ?y "kgb:Attack" } # kgb:Attack', []),
        ("ASK { <kgb:Attack> ?y ?x }", []),
        ("ASK { ?x kgb:place/kgb:locatedIn* place:mayadin }", ["kgb", "place"]),
        ('ASK { ?x ?y "2018-05-09T00:00:00"^^xsd:dateTime }', ["xsd"]),
    ],
)
def test_missing_prefixes_are_declared(query, declared):
    first = with_prefixes(query).removesuffix(query)
    assert [piece.split(":")[0] for piece in first.split("PREFIX ")[1:]] == declared
    pyoxigraph.Store().query(check_sparql(query))


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("SELECT ?x WHERE { ?x ?y }", "line 1, column 25, near }"),
        ("SELECT ?x WHERE {\n  ?x a kgb:Attack ,\n}", "line 3, column 1, near }"),
        ("SELECT ?x\nWHERE {\n  ?x a kgb:Attack\n  FILTER(?x =\n}", "line 5, column 1, near }"),
    ],
)
def test_position_counts_in_the_text_as_given(query, position):
    with pytest.raises(SparqlSyntaxError) as caught:
        check_sparql(query)
    assert position in str(caught.value)


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("SELECT ?x { ?x a kgb:Attack", "a } is missing"),
        ("SELECT ?x { ?x a <x:y> FILTER(?x = 1 }", "a ) is missing"),
        ("SELECT ?x { ?x rdfs:label «هجين» }", "quote texts with plain"),
        ("SELECT ?x { ?x a kb:Attack }", "the prefix kb: of kb:Attack is not declared"),
        ("find me attacks", "begin with one of them"),
        ("", "begin with one of them"),
    ],
)
def test_remedy_names_the_likely_cause(query, remedy):
    with pytest.raises(SparqlSyntaxError) as caught:
        check_sparql(query)
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    "update", ["DROP ALL", "INSERT DATA { <a:a> <a:a> <a:a> }", "prefix a: <a:> delete { ?x ?y ?z } where {}"]
)
def test_updates_are_refused(update):
    with pytest.raises(SparqlUpdateError, match="KGB809"):
        check_sparql(update)


@given(st.text())
def test_any_text_gives_a_query_or_a_clear_error(text):
    with contextlib.suppress(KgbuildError):
        pyoxigraph.Store().query(check_sparql(text))


@given(st.text())
def test_tokens_cover_all_but_white_space(text):
    assert "".join(text.split()) == "".join("".join(t.text.split()) for t in tokens(text))
