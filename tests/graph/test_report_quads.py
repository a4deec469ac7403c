"""Reports as quads: identifiers, readable labels, no blank nodes, the same triples every time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.extraction.report import Report
from kgbuild.graph import Identifiers, StoreBackground, read_document, report_quads, validate_quads
from kgbuild.graph.vocabulary import KGB, OA, RDFS
from kgbuild.pipeline import refresh_background
from kgbuild.store import open_store

IDS = Identifiers()
STRIKE = "https://w3id.org/kgbuild/id/claim/feed%3A1/0/0-7"


@pytest.fixture(scope="session")
def background(small_ontology: Path) -> StoreBackground:
    store = open_store(":memory:", "write")
    refresh_background(store, IDS, small_ontology)
    return StoreBackground(store, (IDS.graph("ontology"), IDS.graph("knowledge")))


@pytest.fixture
def quads(make_report: Callable[..., Report], background: StoreBackground) -> tuple[ox.Quad, ...]:
    return report_quads(make_report(), IDS, background)


def values(quads: tuple[ox.Quad, ...], subject: str, predicate: ox.NamedNode) -> list[str]:
    return sorted(q.object.value for q in quads if q.subject.value == subject and q.predicate == predicate)


def test_no_blank_nodes_and_one_graph(quads: tuple[ox.Quad, ...]) -> None:
    assert not [q for q in quads if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
    assert {q.graph_name.value for q in quads} == {"https://w3id.org/kgbuild/id/graph/document/feed%3A1"}


def test_sorted_and_once_each(quads: tuple[ox.Quad, ...]) -> None:
    keys = [(str(q.subject), str(q.predicate), str(q.object)) for q in quads]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("language", "label"),
    [
        (
            "en",
            "Drone strike by Northland (suspected) on مقر and Dawn Battalion in Noor, 26–27 November 2024; killed 5 "
            "(صحيفة المساء, citing مصدر عسكري)",
        ),
        (
            "ar",
            "ضربة بطائرة مسيّرة من جانب دولة الشمال (اشتباه) على مقر وكتيبة الفجر في النور، "
            "26–27 تشرين الثاني/نوفمبر 2024؛ القتلى 5 (صحيفة المساء، نقلاً عن مصدر عسكري)",
        ),
    ],
    ids=["en", "ar"],
)
def test_claim_reads_as_a_sentence(quads: tuple[ox.Quad, ...], language: str, label: str) -> None:
    found = [q.object for q in quads if q.subject.value == STRIKE and q.predicate == RDFS.label]
    assert [literal.value for literal in found if literal.language == language] == [label]


def test_times_are_first_and_last_second(quads: tuple[ox.Quad, ...]) -> None:
    assert values(quads, STRIKE, KGB.earliest) == ["2024-11-26T00:00:00"]
    assert values(quads, STRIKE, KGB.latest) == ["2024-11-27T23:59:59"]


def test_evidence_points_into_the_text(quads: tuple[ox.Quad, ...], make_report: Callable[..., Report]) -> None:
    text = make_report().document.text
    start, end = (int(values(quads, f"{STRIKE}/position", p)[0]) for p in (OA.start, OA.end))
    assert values(quads, f"{STRIKE}/quote", OA.exact) == [text[start:end]]


def test_evidence_of_a_page_is_quoted_as_the_page_has_it(
    make_report: Callable[..., Report], background: StoreBackground
) -> None:
    report = make_report()
    page = "الرئيسية\n" + report.document.text.replace(" ليل ", "\n  ليل ") + "\nحقوق النشر"
    quads = report_quads(replace(report, document=replace(report.document, page=page)), IDS, background)
    start, end = (int(values(quads, f"{STRIKE}/position", p)[0]) for p in (OA.start, OA.end))
    (exact,), (prefix,), (suffix,) = (
        values(quads, f"{STRIKE}/quote", predicate) for predicate in (OA.exact, OA.prefix, OA.suffix)
    )
    assert exact == report.document.text[start:end].replace(" ليل ", "\n  ليل ")
    assert (prefix, prefix + exact + suffix in page) == ("الرئيسية\n", True)
    assert validate_quads(quads, background) == []


def test_article_speaks_when_nobody_is_named(quads: tuple[ox.Quad, ...]) -> None:
    threat = next(q.subject.value for q in quads if q.predicate == KGB.claimedType and q.object == KGB.Shelling)
    assert values(quads, threat, KGB.speaker) == ["https://w3id.org/kgbuild/id/document/feed%3A1/article/0"]


def test_an_article_that_speaks_is_told_from_a_person(make_report: Callable[..., Report], background) -> None:
    report = make_report()
    [article] = report.articles
    iri = IDS.article(report.document.id, article.number)
    titled = replace(report, articles=(replace(article, title="هجوم على النور"),))
    assert values(report_quads(titled, IDS, background), iri, RDFS.label) == [
        "Article: هجوم على النور",
        "مادة صحفية: هجوم على النور",
    ]
    untitled = replace(report, articles=(replace(article, title=None),))
    assert values(report_quads(untitled, IDS, background), iri, RDFS.label) == [
        "Article 0 of feed:1",
        "المادة 0 من feed:1",
    ]


def test_unidentified_are_described_and_persons_belong_to_the_document(quads: tuple[ox.Quad, ...]) -> None:
    described = {q.subject.value for q in quads if q.predicate == KGB.identified and q.object == ox.Literal(False)}
    assert IDS.unidentified_actor("مصدر عسكري") in described
    assert IDS.unidentified_person("feed:1", "سالم الراوي") in described
    assert IDS.unidentified_place("البعيدة") in described
    assert not [iri for iri in described if "dawn-battalion" in iri]


def test_response_points_to_the_event_answered(quads: tuple[ox.Quad, ...]) -> None:
    answered = [q.object.value for q in quads if q.predicate == KGB.inResponseTo]
    assert answered == ["https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7"]


def test_parts_of_a_toll_name_their_whole(quads: tuple[ox.Quad, ...]) -> None:
    assert values(quads, f"{STRIKE}/toll/1", KGB.subsetOf) == [f"{STRIKE}/toll/0"]


def test_relations_that_share_a_trigger_stay_apart(
    make_report: Callable[..., Report], background: StoreBackground
) -> None:
    report = make_report()
    first = report.relations[0]
    second = replace(first, subject=first.object, object=first.subject)
    quads = report_quads(replace(report, relations=(first, second)), IDS, background)
    other = report_quads(replace(report, relations=(second, first)), IDS, background)
    assert quads == other
    assert len({q.subject for q in quads if q.predicate == KGB.relationSubject}) == 2


def test_reading_back_gives_what_was_written(quads: tuple[ox.Quad, ...]) -> None:
    document = read_document(quads)
    strike = document.claims[0]
    assert (document.id, document.published, document.outlet_name) == ("feed:1", date(2024, 11, 27), "صحيفة المساء")
    assert [claim.type for claim in document.claims] == ["DroneStrike", "AirStrike", "Shelling"]
    assert (strike.earliest, strike.latest, strike.precision) == (date(2024, 11, 26), date(2024, 11, 27), "night")
    assert [(toll.low, toll.high, toll.subset_of) for toll in strike.tolls] == [
        (5, 5, None),
        (1, 1, f"{STRIKE}/toll/0"),
    ]
    assert [mention.surface for mention in strike.mentions_of("place")] == ["النور", "محافظة السهل"]
    assert strike.extractor == "rules/1"
    assert document.relations[0].relation == KGB.backedBy.value


def test_graph_of_a_full_report_is_valid(quads: tuple[ox.Quad, ...], background: StoreBackground) -> None:
    assert validate_quads(quads, background) == []


def test_text_without_events_is_a_document_all_the_same(
    make_report: Callable[..., Report], background: StoreBackground
) -> None:
    report = make_report()
    quads = report_quads(Report(report.document, ()), IDS, background)
    assert read_document(quads).claims == ()
    assert validate_quads(quads, background) == []
