"""Parameters of canned queries: what is accepted, what it becomes, what is refused and how."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.catalogue.binding import bind, run, unidentified_in
from kgbuild.catalogue.query import find_query, load_catalogue, read_query
from kgbuild.errors import (
    AmbiguousNameError,
    MissingParameterError,
    ParameterValueError,
    QueryHeaderError,
    UnknownIriError,
    UnknownNameError,
    UnknownParameterError,
    UnknownQueryError,
    UsageError,
)
from kgbuild.knowledge import load_knowledge

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location("catalogue_fixture_store", HERE / "fixture_store.py")
fixtures = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
if not hasattr(fixtures, "fixture_store"):
    spec.loader.exec_module(fixtures)

CATALOGUE = load_catalogue()
BASE = fixtures.BASE
HEADER = """# title = {en = "T", ar = "ع"}
# description = {en = "D.", ar = "و."}
# [parameters.value]
# type = "TYPE"
# example = "1"
# choices = ["low", "high"]
# description = {en = "V.", ar = "ق."}
SELECT ?value { VALUES ?value { 1 } }"""


def one(kind: str):
    return read_query("one", HEADER.replace("TYPE", kind), "one.rq")


def bound(kind: str, value: str) -> str:
    """The value's term in the query, as SPARQL writes it."""
    text = bind(one(kind), {"value": value}, fixtures.Names())
    return text.rpartition("{ VALUES ?value { ")[2].removesuffix(" } }")


def test_at_least_sixteen_queries_in_both_languages():
    assert len(CATALOGUE) >= 16
    for query in CATALOGUE:
        for text in (query.title, query.description, *(p.description for p in query.parameters)):
            assert any("\u0600" <= letter <= "\u06ff" for letter in text.ar)
            assert not any("\u0600" <= letter <= "\u06ff" for letter in text.en)


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_examples_and_defaults_bind(query):
    knowledge = load_knowledge()
    pyoxigraph.Store().query(bind(query, {p.name: p.example for p in query.parameters}, knowledge))
    required = {p.name: p.example for p in query.parameters if p.required}
    pyoxigraph.Store().query(bind(query, required, knowledge))


DATE = "^^<http://www.w3.org/2001/XMLSchema#dateTime>"


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("first-day", "2018", f'"2018-01-01T00:00:00"{DATE}'),
        ("last-day", "2018", f'"2018-12-31T23:59:59"{DATE}'),
        ("first-day", "2020-02", f'"2020-02-01T00:00:00"{DATE}'),
        ("last-day", "2020-02", f'"2020-02-29T23:59:59"{DATE}'),
        ("last-day", "2018-5-9", f'"2018-05-09T23:59:59"{DATE}'),
        ("first-day", "٢٠١٨-٠٥-٠٩", f'"2018-05-09T00:00:00"{DATE}'),
        ("integer", "١٥", '"15"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("text", 'a "quoted" \\ line\n', '"a \\"quoted\\" \\\\ line"'),
        ("choice", "high", '"high"'),
        ("document", "my:17", f"<{BASE}document/my%3A17>"),
        ("document", f"{BASE}document/x", f"<{BASE}document/x>"),
        ("iri", "kgb:Attack", "<https://w3id.org/kgbuild/ontology#Attack>"),
        ("iri", "<https://example.org/a>", "<https://example.org/a>"),
        ("event-type", "AirStrike", "<https://w3id.org/kgbuild/ontology#AirStrike>"),
        ("place", "دير الزور", f"<{BASE}place/deir-ez-zor-governorate>"),
        ("actor", "quds force", f"<{BASE}actor/quds-force>"),
        ("actor", "id:actor/x", f"<{BASE}actor/x>"),
    ],
)
def test_value_becomes_term(kind, value, term):
    assert bound(kind, value) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("first-day", "yesterday"),
        ("first-day", "2018-02-30"),
        ("last-day", "2018-13"),
        ("last-day", "0000"),
        ("integer", "1.5"),
        ("integer", ""),
        ("choice", "middle"),
        ("iri", "no iri"),
        ("iri", "https://example.org/a> } DROP ALL"),
        ("iri", "https://[broken"),
        ("event-type", "Air Strike"),
    ],
)
def test_wrong_value_is_refused(kind, value):
    with pytest.raises(ParameterValueError) as caught:
        bound(kind, value)
    assert "value" in str(caught.value)
    assert "for example 1" in str(caught.value)


@given(st.text())
def test_text_never_leaves_its_literal(value):
    if not value.strip():
        return
    try:
        text = bind(one("text"), {"value": value}, fixtures.Names())
    except ParameterValueError:
        return
    rows = list(pyoxigraph.Store().query(text))
    assert [row["value"].value for row in rows] == [value.strip()]


def test_text_that_looks_like_a_block_stays_text():
    query = read_query(
        "two",
        HEADER.replace("TYPE", "text").replace(
            "SELECT", '# [parameters.z]\n# type = "text"\n# example = "1"\n# description = {en = "Z", ar = "ز"}\nSELECT'
        )
        + " # VALUES ?z { 2 }",
        "two.rq",
    )
    text = bind(query, {"value": "VALUES ?z { 9 }", "z": "x"}, fixtures.Names())
    assert [row["value"].value for row in pyoxigraph.Store().query(text)] == ["VALUES ?z { 9 }"]


def test_several_values_mean_any_of_them():
    query = find_query(CATALOGUE, "attacks-on-actor")
    text = bind(query, {"actor": ["id:actor/isis", "id:actor/irgc"]}, fixtures.Names())
    assert len(fixtures.fixture_store().rows(text)) == 2


def test_other_base_is_used_throughout():
    query = find_query(CATALOGUE, "militia-strikes")
    text = bind(query, {"place": "place:x"}, fixtures.Names(), base="https://example.org/data/")
    assert "https://w3id.org/kgbuild/id/" not in text
    assert "<https://example.org/data/place/x>" in text


def test_unknown_query_suggests_near_names():
    with pytest.raises(
        UnknownQueryError, match="KGB801 no query is called 'milita-strike': did you mean militia-strikes"
    ):
        find_query(CATALOGUE, "milita-strike")


def test_unknown_parameter_lists_the_known_ones():
    with pytest.raises(UnknownParameterError, match=r"did you mean place\? it takes place, from, until, lang"):
        bind(find_query(CATALOGUE, "militia-strikes"), {"places": "x"}, fixtures.Names())


def test_missing_parameter_shows_an_example():
    with pytest.raises(MissingParameterError, match='for example -p place="Deir ez-Zor"'):
        bind(find_query(CATALOGUE, "militia-strikes"), {}, fixtures.Names())


def test_ambiguous_name_lists_the_candidates():
    with pytest.raises(AmbiguousNameError) as caught:
        bound("place", "Tripoli")
    assert "place/tripoli-libya" in str(caught.value)
    assert "place/tripoli-lebanon" in str(caught.value)


def test_unknown_name():
    with pytest.raises(UnknownNameError, match="no place is called 'Atlantis'"):
        bound("place", "Atlantis")


def test_actor_is_no_place():
    with pytest.raises(UnknownNameError):
        bound("place", "Quds Force")


@pytest.mark.parametrize("name", ["Iran", "إيران", "State of Iran", "الجمهورية الإسلامية الإيرانية"])
def test_state_by_the_name_of_its_country(name):
    text = bind(one("actor"), {"value": name}, load_knowledge())
    assert f"VALUES ?value {{ <{BASE}actor/state-of-iran> }}" in text


def test_parameter_errors_are_usage_errors():
    assert issubclass(ParameterValueError, UsageError)
    assert issubclass(UnknownQueryError, UsageError)


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("فَوج الوادي", "Actor", ["actor/unidentified/فوج_الوادي"]),
        ("حويجة الجسر", "Place", []),
        ("كرم الزيتون", "Actor", []),
        ("nobody", "Actor", []),
    ],
)
def test_unidentified_names_are_found_in_the_store(name, kind, found):
    # The fixture writes Arabic IRIs readably; the store percent-encodes them.
    store = fixtures.MemoryStore()
    store._store.load(
        input="\n".join(
            f"<{unidentified(iri)}> <https://w3id.org/kgbuild/ontology#identified> false ."
            for iri in ("actor/unidentified/فوج_الوادي", "place/unidentified/كرم_الزيتون")
        ),
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    assert list(unidentified_in(store)(name, kind)) == [unidentified(iri) for iri in found]


def unidentified(path: str) -> str:
    from urllib.parse import quote

    return BASE + quote(path)


def test_run_finds_an_unidentified_place_by_name():
    store = fixtures.MemoryStore()
    iri = unidentified("place/unidentified/حويجه_الجسر")
    store._store.load(
        input=f"<{iri}> <https://w3id.org/kgbuild/ontology#identified> false .", format=pyoxigraph.RdfFormat.TURTLE
    )
    assert list(run(store, find_query(CATALOGUE, "attacks-in-place"), {"place": "حويجة الجسر"}, fixtures.Names())) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("# title", "# titel"), "unknown header key 'titel'"),
        (('en = "T", ', ""), "title is not given in both languages"),
        (('type = "TYPE"', 'type = "colour"'), "type must be one of"),
        (('# example = "1"\n', ""), "no example"),
        (("VALUES ?value", "VALUES ?other"), "holds no block VALUES ?value"),
        (('# type = "TYPE"', "# type = "), "the header is not TOML"),
    ],
)
def test_broken_header(change, message):
    with pytest.raises(QueryHeaderError) as caught:
        read_query("one", HEADER.replace(*change).replace("TYPE", "text"), "one.rq")
    assert message in str(caught.value)
    assert "one.rq" in str(caught.value)


@pytest.mark.parametrize("event", ["id:event/report-17/0/10-14", "id:event/report-17/0/30-34"], ids=["event", "merged"])
def test_a_merged_event_is_the_one_that_stands_for_it(event):
    query = find_query(CATALOGUE, "provenance-of-event")
    rows = list(run(fixtures.fixture_store(), query, {"event": event}, fixtures.Names()))
    assert [row["claim"].value.removeprefix(BASE) for row in rows] == [
        "claim/report-17/0/10-14",
        "claim/report-17/0/30-34",
    ]


@pytest.mark.parametrize("event", ["id:event/report-17/0/11-14", "id:event/report-17/0/90-94", "id:actor/sohr"])
def test_what_is_no_event_of_the_store_is_said(event):
    query = find_query(CATALOGUE, "provenance-of-event")
    with pytest.raises(UnknownIriError, match="holds no event"):
        run(fixtures.fixture_store(), query, {"event": event}, fixtures.Names())
