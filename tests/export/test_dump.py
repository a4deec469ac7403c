"""Dumps: what they hold, that they parse, and what sharing leaves out."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Dataset, Graph, Namespace, URIRef
from rdflib.namespace import OWL

from kgbuild.export import DUMP_FORMATS, DumpOptions, dump
from kgbuild.pipeline import IngestOptions, ingest
from kgbuild.store import Store, open_store

KGB = Namespace("https://w3id.org/kgbuild/ontology#")
ID = Namespace("https://w3id.org/kgbuild/id/")
PARSERS = {"ttl": "turtle", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}


@pytest.fixture
def store(small_ontology: Path, make_report, extractor) -> Iterator[Store]:
    report = make_report()
    with open_store(":memory:", "write") as opened:
        ingest(opened, [report.document], extractor([report]), IngestOptions("rules/1", ontology=small_ontology))
        yield opened


def dumped(store: Store, format="ttl", **options) -> bytes:
    output = io.BytesIO()
    dump(store, output, format, DumpOptions(**options))
    return output.getvalue()


def graph(store: Store, **options) -> Graph:
    return Graph().parse(data=dumped(store, **options), format="turtle")


@pytest.mark.parametrize("format", DUMP_FORMATS)
def test_every_format_parses_and_holds_the_same(store: Store, format) -> None:
    output = io.BytesIO()
    count = dump(store, output, format)
    parsed = Dataset() if format == "nq" else Graph()
    parsed.parse(data=output.getvalue(), format=PARSERS[format])
    assert len(parsed) == count
    if format != "nq":
        assert parsed.isomorphic(graph(store))


def test_one_ontology_header_of_its_own(store: Store) -> None:
    turtle = graph(store)
    assert list(turtle.subjects(RDF.type, OWL.Ontology)) == [ID.dataset]
    assert (ID.dataset, OWL.versionInfo, None) in turtle


def test_each_claim_names_its_document(store: Store) -> None:
    turtle = graph(store)
    claims = list(turtle.subjects(RDF.type, KGB.EventClaim))
    assert len(claims) == 3
    assert all((claim, KGB.fromDocument, ID["document/feed%3A1"]) in turtle for claim in claims)


def test_knowledge_that_claims_reach(store: Store) -> None:
    turtle = graph(store)
    described = {str(s).removeprefix(str(ID)) for s in turtle.subjects(RDFS.label) if "/unidentified/" not in s}
    reached = {"actor/dawn-battalion", "actor/guard", "actor/northland", "place/noor", "place/plain", "place/landia"}
    assert reached <= described
    assert not {"actor/stranger", "place/far"} & described
    assert (ID["affiliation/2"], KGB.whole, ID["actor/northland"]) in turtle
    assert (ID["affiliation/3"], None, None) not in turtle
    assert (ID["place/noor/geometry"], None, None) in turtle
    everything = graph(store, knowledge="all")
    assert (ID["actor/stranger"], None, None) in everything


def test_log_and_inferred_stay_out(store: Store) -> None:
    for format in DUMP_FORMATS:
        content = dumped(store, format)
        assert b"inputDigest" not in content
        assert b"graph/inferred" not in content


def test_turtle_starts_with_prefixes_and_the_header(store: Store) -> None:
    lines = [line for line in dumped(store).decode().splitlines() if line]
    statements = [line for line in lines if not line.startswith("@prefix")]
    assert lines[0].startswith("@prefix actor:")
    assert statements[0] == "kgbid:dataset a owl:Ontology ;"


def test_sharing_without_text_keeps_claims(store: Store, make_report) -> None:
    content = dumped(store, text="leave_out").decode()
    turtle = Graph().parse(data=content, format="turtle")
    assert not list(turtle.objects(None, KGB.sentence))
    assert not list(turtle.objects(None, KGB.text))
    assert "ما أدى إلى مقتل" not in content
    assert (URIRef(ID["claim/feed%3A1/0/0-7"]), KGB.claimedPlace, ID["place/noor"]) in turtle


def test_what_stands_around_a_quote_is_text_too(small_ontology: Path, make_report, extractor) -> None:
    report = make_report()
    page = replace(report.document, page=f"رأس الصفحة {report.document.text} ذيل الصفحة")
    report = replace(report, document=page)
    with open_store(":memory:", "write") as opened:
        ingest(opened, [page], extractor([report]), IngestOptions("rules/1", ontology=small_ontology))
        assert "رأس الصفحة" in dumped(opened).decode()
        assert "رأس الصفحة" not in dumped(opened, text="leave_out").decode()


@pytest.mark.parametrize("format", DUMP_FORMATS)
def test_redacted_persons_appear_nowhere(store: Store, format) -> None:
    from urllib.parse import quote

    content = dumped(store, format, persons="redact").decode()
    assert "الراوي" in dumped(store, format).decode()
    assert "الراوي" not in content
    assert quote("الراوي") not in content
    assert "person/redacted/feed%3A1/1" in content
    assert "كتيبة الفجر" in content
