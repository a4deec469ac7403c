"""The ontology drives the answers: without an axiom a query finds something else; given back, it is there."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from spacy.language import Language

from kgbuild.catalogue.binding import run
from kgbuild.catalogue.query import find_query, load_catalogue
from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.extraction.pipeline import extract, load_pipeline
from kgbuild.extraction.report import Report
from kgbuild.knowledge import load_knowledge
from kgbuild.pipeline import IngestOptions, ingest
from kgbuild.resources import ontology_folder
from kgbuild.store import open_store

TEXT = (
    "قالت مصادر محلية إن طائرة مسيرة استهدفت مقرا للواء فاطميون في مدينة الميادين شرقي دير الزور يوم الاثنين، "
    "ما أدى إلى مقتل ثلاثة مقاتلين.\n"
)
PREFIXES = "PREFIX kgb: <https://w3id.org/kgbuild/ontology#> PREFIX place: <https://w3id.org/kgbuild/id/place/> "
INSIDE_SYRIA = PREFIXES + "ASK { place:mayadin kgb:locatedIn place:syria }"
Answers = dict[str, object]


def _ontology(folder: Path, axiom: tuple[str, str] | None) -> Path:
    """A copy of ontology and knowledge, with one statement of the ontology written otherwise."""
    copy = folder / "ontology"
    shutil.copytree(ontology_folder(), copy)
    if axiom is not None:
        written = (copy / "kgbuild.ttl").read_text(encoding="utf-8")
        assert written.count(axiom[0]) == 1, "the ontology is written in another way"
        (copy / "kgbuild.ttl").write_text(written.replace(*axiom), encoding="utf-8")
    return copy


def _reader(nlp: Language) -> Callable[[Iterable[Document]], Iterator[Report]]:
    return lambda documents: extract(((document, segment(document)) for document in documents), nlp)


def _answers(folder: Path, ontology: Path) -> Answers:
    """Ingest the report into a new store, and ask."""
    document = Document("a.txt", TEXT, "a.txt", hashlib.sha256(TEXT.encode()).hexdigest(), published=date(2024, 11, 27))
    options = IngestOptions("rules/test", ontology=ontology, now=lambda: datetime(2024, 11, 28, tzinfo=UTC))
    with open_store(folder / "store", "write") as store:
        result = ingest(store, [document], _reader(load_pipeline(ontology=ontology)), options)
        assert not result.failures
    knowledge = load_knowledge(ontology)
    answers: Answers = {}
    with open_store(folder / "store") as store:
        for name in ("militia-strikes", "attacks-in-place"):
            solutions = run(store, find_query(load_catalogue(), name), {"place": "Deir ez-Zor"}, knowledge)
            rows = [{str(v.value): row[v] for v in solutions.variables} for row in solutions]  # type: ignore[union-attr]
            answers[name] = [{key: getattr(value, "value", None) for key, value in row.items()} for row in rows]
        answers["inside"] = bool(store.query(INSIDE_SYRIA))
    return answers


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder = tmp_path_factory.mktemp("usual")
    return _answers(folder, _ontology(folder, None))


def test_the_usual_answers(usual: Answers) -> None:
    (strike,) = usual["militia-strikes"]  # type: ignore[misc]
    assert strike["type"] == "drone strike"
    assert strike["armed_group"] == "Fatemiyoun Brigade"
    assert [part.strip() for part in strike["patrons"].split("→")][:3] == [
        "Fatemiyoun Brigade", "IRGC Quds Force", "Islamic Revolutionary Guard Corps"
    ]  # fmt: skip
    assert strike["patrons_source"] == "background knowledge"
    assert len(usual["attacks-in-place"]) == 1  # type: ignore[arg-type]
    assert usual["inside"] is True


def test_without_a_subproperty_the_chain_of_patrons_breaks(usual: Answers, tmp_path: Path) -> None:
    subordinate = "kgb:subordinateTo a owl:ObjectProperty ;\n    rdfs:subPropertyOf kgb:affiliatedWith ;"
    answers = _answers(tmp_path, _ontology(tmp_path, (subordinate, "kgb:subordinateTo a owl:ObjectProperty ;")))
    (strike,) = answers["militia-strikes"]  # type: ignore[misc]
    (whole,) = usual["militia-strikes"]  # type: ignore[misc]
    assert strike["patrons"] == "" != whole["patrons"]
    assert strike["patrons_source"] == ""
    changed = ("patrons", "patrons_source")
    assert {k: v for k, v in strike.items() if k not in changed} == {k: v for k, v in whole.items() if k not in changed}
    assert answers["attacks-in-place"] == usual["attacks-in-place"]


def test_without_a_subclass_a_strike_is_no_attack(usual: Answers, tmp_path: Path) -> None:
    subclass = "kgb:DroneStrike a owl:Class ;\n    rdfs:subClassOf kgb:AirStrike ;"
    ontology = _ontology(tmp_path, (subclass, "kgb:DroneStrike a owl:Class ;\n    rdfs:subClassOf kgb:Event ;"))
    answers = _answers(tmp_path, ontology)
    assert answers["attacks-in-place"] == answers["militia-strikes"] == []
    assert answers["inside"] == usual["inside"]


def test_without_transitivity_a_town_lies_in_its_district_only(usual: Answers, tmp_path: Path) -> None:
    transitive = "kgb:locatedIn a owl:ObjectProperty , owl:TransitiveProperty ;"
    answers = _answers(tmp_path, _ontology(tmp_path, (transitive, "kgb:locatedIn a owl:ObjectProperty ;")))
    assert answers["inside"] is False
    # The canned queries walk the containment themselves.
    assert answers["attacks-in-place"] == usual["attacks-in-place"]
