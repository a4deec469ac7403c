"""Ingest, ingest again, change, fail, forget: what the store then holds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.documents import Document, ReadFailure
from kgbuild.errors import EmptyDocumentError, UnknownDocumentError, UnknownIriError
from kgbuild.extraction.report import Report
from kgbuild.graph import Identifiers
from kgbuild.graph.vocabulary import KGB
from kgbuild.pipeline import DocumentOutcome, IngestOptions, explain, forget, ingest, stats
from kgbuild.store import Store, open_store

IDS = Identifiers()


@pytest.fixture
def options(small_ontology: Path) -> IngestOptions:
    moments = (datetime(2024, 12, day, tzinfo=UTC) for day in range(1, 31))
    return IngestOptions("rules/1", ontology=small_ontology, now=lambda: next(moments))


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:", "write") as opened:
        yield opened


def run(store: Store, options: IngestOptions, *reports: Report):
    by_id = {report.document.id: report for report in reports}
    return ingest(store, [r.document for r in reports], lambda documents: (by_id[d.id] for d in documents), options)


def content(store: Store) -> set[str]:
    """The quads beside the log, blank nodes by canonical names."""
    kept = ox.Dataset(quad for quad in store.quads() if not quad.graph_name.value.endswith("/log"))
    kept.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in kept}


def test_second_time_changes_nothing(store: Store, options: IngestOptions, make_report) -> None:
    first = run(store, options, make_report())
    before = {str(quad) for quad in store.quads()}
    second = run(store, options, make_report())
    assert (first.added, first.claims, first.relations) == (1, 3, 1)
    assert (second.added, second.unchanged, second.claims) == (0, 1, 0)
    assert {str(quad) for quad in store.quads()} == before


def test_unchanged_document_is_not_extracted_again(store: Store, options: IngestOptions, make_report) -> None:
    run(store, options, make_report())

    def refuse(documents: Iterable[Document]) -> Iterator[Report]:
        raise AssertionError("extracted again")

    assert ingest(store, [make_report().document], refuse, options).unchanged == 1


@pytest.mark.parametrize("change", ["text", "published", "source", "extractor"])
def test_what_makes_a_document_new(store: Store, options: IngestOptions, make_report, change: str) -> None:
    report = make_report()
    run(store, options, report)
    if change == "extractor":
        result = run(store, replace(options, extractor="rules/2"), report)
        assert result.unchanged == 1  # extracted again, with the same claims
        return
    changed = {
        "text": {"text": report.document.text + " ", "sha256": "0" * 64},
        "published": {"published": None},
        "source": {"source": "وكالة"},
    }[change]
    result = run(store, options, replace(report, document=replace(report.document, **changed)))
    assert result.replaced == 1


def test_corrected_report_replaces_the_old_one(store: Store, options: IngestOptions, make_report) -> None:
    run(store, options, make_report(killed=5))
    corrected = make_report(killed=7)
    corrected = replace(corrected, document=replace(corrected.document, sha256="1" * 64))
    assert run(store, options, corrected).replaced == 1
    fresh = open_store(":memory:", "write")
    run(fresh, options, corrected)
    assert content(store) == content(fresh)


def test_forgotten_report_leaves_nothing(store: Store, options: IngestOptions, make_report) -> None:
    run(store, options, make_report("feed:1"))
    before = {str(quad) for quad in store.quads()}
    run(store, options, make_report("feed:2"))
    assert forget(store, ["feed:2"]) == 1
    assert {str(quad) for quad in store.quads()} == before


def test_forgetting_takes_an_iri_too(store: Store, options: IngestOptions, make_report) -> None:
    run(store, options, make_report("a b/تقرير.txt"))
    assert forget(store, [IDS.document("a b/تقرير.txt")]) == 1
    assert stats(store).documents == 0


def test_forgetting_something_unknown_removes_nothing(store: Store, options: IngestOptions, make_report) -> None:
    run(store, options, make_report())
    with pytest.raises(UnknownDocumentError, match="other"):
        forget(store, ["feed:1", "other"])
    assert stats(store).documents == 1


def test_one_that_breaks_extraction_is_listed_and_the_rest_is_stored(store, options, make_report) -> None:
    good, bad = make_report("good"), make_report("bad")

    def extract(documents: Iterable[Document]) -> Iterator[Report]:
        for document in documents:
            if document.id == "bad":
                raise RuntimeError("broken")
            yield good

    outcomes: list[DocumentOutcome] = []
    result = ingest(store, [bad.document, good.document], extract, options, outcomes.append)
    assert (result.added, result.failed) == (1, 1)
    assert "bad" in str(result.failures[0].error)
    assert "broken" in str(result.failures[0].error)
    assert sorted((o.id, o.outcome) for o in outcomes) == [("bad", "failed"), ("good", "added")]
    assert not store.contains(IDS.document_graph("bad"))


def test_invalid_document_is_refused_whole(store: Store, options: IngestOptions, make_report) -> None:
    report = make_report()
    toll = replace(report.claims[0].tolls[0], low=9)
    broken = replace(report, claims=(replace(report.claims[0], tolls=(toll,)), *report.claims[1:]))
    result = run(store, options, broken)
    assert result.failed == 1
    assert "above its upper bound" in str(result.failures[0].error)
    assert not store.contains(IDS.document_graph("feed:1"))
    assert not list(store.quads(IDS.graph("events")))


def test_unreadable_input_is_listed(store: Store, options: IngestOptions, make_report) -> None:
    failure = ReadFailure("empty.txt", EmptyDocumentError("empty.txt is empty"))
    report = make_report()
    result = ingest(store, [failure, report.document], lambda documents: (report for _ in documents), options)
    assert (result.added, [f.origin for f in result.failures]) == (1, ["empty.txt"])


def test_two_inputs_with_one_id(store: Store, options: IngestOptions, make_report) -> None:
    report = make_report()
    other = replace(report.document, text="نص آخر", sha256="2" * 64)
    documents = [report.document, report.document, other]
    result = ingest(store, documents, lambda given: (report for _ in given), options)
    assert (result.added, result.failed) == (1, 1)
    assert "feed:1" in str(result.failures[0].error)


def test_interrupted_run_keeps_what_is_finished(store: Store, options: IngestOptions, make_report) -> None:
    report = make_report()

    def documents() -> Iterator[Document]:
        yield report.document
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(store, documents(), lambda given: (report for _ in given), replace(options, batch_size=1))
    assert stats(store).documents == 1


def test_time_of_ingest_is_logged_and_stays_while_nothing_changes(store, options, make_report) -> None:
    def times() -> list[str]:
        return [quad.object.value for quad in store.quads(IDS.graph("log"), predicate=KGB.ingestedOn)]

    run(store, options, make_report())
    assert times() == ["2024-12-01T00:00:00Z"]
    run(store, replace(options, extractor="rules/2"), make_report())
    assert times() == ["2024-12-01T00:00:00Z"]


def test_changed_ontology_renews_what_stands_on_it(store, options, make_report, tmp_path: Path) -> None:
    run(store, options, make_report())
    changed = tmp_path / "ontology"
    (changed / "actors").mkdir(parents=True)
    text = (options.ontology / "kgbuild.ttl").read_text(encoding="utf-8")
    (changed / "kgbuild.ttl").write_text(text.replace('"Drone strike"@en', '"Strike by drone"@en'), encoding="utf-8")
    knowledge = (options.ontology / "actors" / "all.ttl").read_text(encoding="utf-8")
    (changed / "actors" / "all.ttl").write_text(knowledge, encoding="utf-8")
    run(store, replace(options, ontology=changed), make_report("feed:2"))
    first = explain(store, "https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7")
    assert first.label_en is not None
    assert first.label_en.startswith("Strike by drone")


@pytest.mark.parametrize(
    ("iri", "kind", "claims"),
    [
        ("event/feed%3A1/0/0-7", "event", 2),
        ("event/feed%3A1/0/249-255", "event", 2),
        ("event/feed%3A1/0/298-302", "event", 1),
        ("claim/feed%3A1/0/0-7", "claim", 1),
        ("claim/feed%3A1/0/0-7/toll/1", "claim", 1),
        ("relation/feed%3A1/0/270-276", "relation", 1),
        ("actor/northland", "entity", 2),
        ("place/noor", "entity", 1),
        ("document/feed%3A1", "document", 4),
    ],
)
def test_everything_can_be_explained(store, options, make_report, iri: str, kind: str, claims: int) -> None:
    run(store, options, make_report())
    explanation = explain(store, "https://w3id.org/kgbuild/id/" + iri)
    assert (explanation.kind, len(explanation.claims)) == (kind, claims)
    text = make_report().document.text
    for explained in explanation.claims:
        assert explained.claim.sentence == text[explained.claim.start : explained.claim.end]


def test_explained_event_names_the_support_of_each_slot(store, options, make_report) -> None:
    run(store, options, make_report())
    explanation = explain(store, "https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7")
    slots = {(slot.slot, slot.label): (len(slot.claims), slot.sources) for slot in explanation.slots}
    assert slots["allegedAttacker", "دولة الشمال"] == (2, 2)
    assert slots["place", "النور"] == (1, 1)
    assert explanation.claims[0].speakers == ("مصدر عسكري",)


def test_explained_event_gives_type_time_and_tolls_with_their_support(store, options, make_report) -> None:
    run(store, options, make_report())
    explanation = explain(store, "https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7")
    slots = {slot.slot: (slot.value, len(slot.claims)) for slot in explanation.slots}
    [graph] = [q for q in store.quads(predicate=KGB.killedLow) if q.subject.value == explanation.iri]
    assert slots["killed"][0].partition("/")[0] == graph.object.value
    assert slots["type"][0].startswith("https://w3id.org/kgbuild/ontology#")
    assert all(support > 0 for _, support in slots.values())


def test_explained_claim_gives_its_tolls_and_what_they_are_parts_of(store, options, make_report) -> None:
    run(store, options, make_report())
    [explained] = explain(store, "https://w3id.org/kgbuild/id/claim/feed%3A1/0/0-7").claims
    said = [value for name, value in explained.facts if name in ("killed", "wounded", "captured", "missing")]
    assert len(said) == len(explained.claim.tolls) > 1
    parts = [toll for toll in explained.claim.tolls if toll.subset_of]
    assert len(parts) == sum("part of" in value for value in said) > 0
    assert "type" in dict(explained.facts)
    assert "time" in dict(explained.facts)


def test_explained_document_names_where_it_comes_from(store, options, make_report) -> None:
    run(store, options, make_report())
    facts = dict(explain(store, "https://w3id.org/kgbuild/id/document/feed%3A1").facts)
    assert facts["SHA-256"] == make_report().document.sha256
    assert facts["articles"] == "1"
    assert facts["outlet"]


def test_explained_actor_says_what_its_relations_rest_on(store, options, make_report) -> None:
    run(store, options, make_report())
    explanation = explain(store, "https://w3id.org/kgbuild/id/actor/dawn-battalion")
    related = {(relation, label) for relation, label, _ in explanation.sources}
    assert ("backedBy", "الحرس") in related
    assert all(source == "unverified" or "://" in source for _, _, source in explanation.sources)


def test_background_is_kept_apart_in_an_explanation(store, options, make_report) -> None:
    run(store, options, make_report())
    explanation = explain(store, "https://w3id.org/kgbuild/id/actor/dawn-battalion")
    assert ("backedBy", "الحرس") in explanation.background


@pytest.mark.parametrize("iri", ["https://example.org/nothing", "no iri at all"])
def test_explaining_the_unknown_is_an_error(store, options, make_report, iri: str) -> None:
    run(store, options, make_report())
    with pytest.raises(UnknownIriError):
        explain(store, iri)


def test_statistics(store: Store, options: IngestOptions, make_report: Callable[..., Report]) -> None:
    run(store, options, make_report("feed:1"), make_report("feed:2"))
    counted = stats(store)
    assert (counted.documents, counted.claims, counted.relations, counted.events) == (2, 6, 2, 2)
    assert counted.claims_by_type == (("AirStrike", 2), ("DroneStrike", 2), ("Shelling", 2))
    assert dict(counted.claims_by_factuality) == {"asserted": 6, "threatened": 2}
