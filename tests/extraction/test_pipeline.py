"""The pipeline as a whole: factories, configuration, what each component is for, batches, order, determinism."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from kgbuild.errors import PipelineError, SchemaFileError
from kgbuild.extraction.annotations import Reading, reading_of
from kgbuild.extraction.pipeline import CONFIGS, RULES_CONFIG, extract, load_pipeline
from kgbuild.extraction.report import Report

ROOT = Path(__file__).resolve().parents[2]
TEXT = (Path(__file__).parent / "report.txt").read_text(encoding="utf-8")
COMPONENTS = (
    "sentences",
    "dates",
    "mentions",
    "tolls",
    "triggers",
    "attribution",
    "events",
    "modality",
    "coreference",
    "losses",
    "relations",
)
MakeDocument = Callable[..., Any]

# ---------------------------------------------------------------- factories and configuration


def _entry_points() -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    return groups


@pytest.mark.parametrize(("name", "target"), sorted(_entry_points()["spacy_factories"].items()))
def test_factories_are_entry_points_with_a_version(name: str, target: str) -> None:
    module, _, function = target.partition(":")
    assert callable(getattr(importlib.import_module(module), function))
    assert re.fullmatch(r"kgbuild_[a-z]+_v\d+", name)
    assert Language.has_factory(name)


LEARNED = ("finding", "filling", "joining", "selection")


def test_default_configuration_uses_all_factories_and_no_others() -> None:
    nlp = load_pipeline()
    assert tuple(name for name in nlp.pipe_names if name not in LEARNED) == COMPONENTS
    used = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    assert used | {"kgbuild_transformer_v1"} == set(_entry_points()["spacy_factories"])  # that one is of trf alone


def test_the_rules_are_the_default_configuration_without_what_is_learned() -> None:
    assert tuple(load_pipeline(RULES_CONFIG).pipe_names) == COMPONENTS


def test_registered_functions_are_entry_points() -> None:
    for group, table in (("spacy_tokenizers", registry.tokenizers), ("spacy_misc", registry.misc)):
        for name, target in _entry_points()[group].items():
            module, _, function = target.partition(":")
            assert table.get(name) is getattr(importlib.import_module(module), function)


ONE = '[nlp]\nlang = "ar"\npipeline = ["x"]\n\n[components]\n'


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (None, "missing.cfg"),
        ("", "nlp"),
        ("no sections here", "Config validation error"),
        (b"\xff\xfe\x00", "utf-8"),
        (
            '[nlp]\nlang = "ar"\npipeline = ["x"]\n\n[components]\n\n[components.x]\nfactory = "nothing_v9"\n',
            "nothing_v9",
        ),
        ('[nlp]\nlang = "ar"\npipeline = ["unheard"]\n', "unheard"),
        ('[nlp]\nlang = "tlh"\npipeline = []\n', "tlh"),
        (ONE + '\n[components.x]\nfactory = "kgbuild_dates_v1"\nspeed = 3\n', "speed"),
    ],
    ids=[
        "missing",
        "empty",
        "no sections",
        "binary",
        "unknown factory",
        "unknown component",
        "language",
        "unknown option",
    ],
)
def test_a_bad_configuration_is_named_with_a_remedy(tmp_path: Path, written: str | bytes | None, named: str) -> None:
    path = tmp_path / "missing.cfg"
    if written is not None:
        path.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(PipelineError) as raised:
        load_pipeline(path)
    assert raised.value.code == "KGB501"
    assert str(path) in str(raised.value)
    assert named in str(raised.value)
    assert raised.value.remedy in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_ontology_is_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaFileError, match=re.escape("kgbuild.ttl")):
        load_pipeline(ontology=tmp_path)


# ---------------------------------------------------------------- taking a component out

Slots = dict[str, set[object]]
EVENT_SLOTS = (
    "type",
    "attackers",
    "targets",
    "places",
    "time",
    "tolls",
    "victims",
    "weapons",
    "certainty",
    "factuality",
    "speakers",
)
ALL_SLOTS = (*EVENT_SLOTS, "relations", "mentions")

# Of each component: the slots that are empty without it, those that may hold less (or, marked with +, more) because
# they are read off what it writes, and why. All other slots of the report stay as they are, to the letter.
SLOT_OF: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sentences": (ALL_SLOTS, ()),
    "dates": (("time",), ()),
    # Who and where; a word of violence that names nobody and nowhere tells nothing, so events become fewer.
    "mentions": (
        ("attackers", "targets", "places", "weapons", "speakers", "relations", "mentions"),
        ("type", "certainty", "factuality", "time", "tolls", "+victims"),
    ),
    # Who had losses was hit.
    "tolls": (("tolls", "victims"), ("targets",)),
    "triggers": (EVENT_SLOTS, ()),
    # Who speaks; how sure the text is of an attacker is read off verbs of saying too. Who claims a deed still does.
    "attribution": ((), ("certainty", "speakers")),
    "events": (EVENT_SLOTS, ()),
    # Whom a voice accuses is an attacker by its word alone.
    "modality": ((), ("certainty", "speakers", "attackers")),
    # Tellings of one event stay apart, bare mentions of it too, so events become more.
    "coreference": ((), tuple(f"+{slot}" for slot in EVENT_SLOTS)),
    "losses": ((), ("targets",)),
    "relations": (("relations",), ()),
}
KNOWN_TO_LOSE_MORE: dict[str, str] = {}


def _without(component: str, folder: Path) -> Path:
    """The configuration of the rules less one component."""
    written = RULES_CONFIG.read_text(encoding="utf-8")
    written = re.sub(rf'"{component}",|,"{component}"', "", written)
    written = re.sub(rf"\[components\.{component}\]\nfactory = .*\n", "", written)
    path = folder / f"without-{component}.cfg"
    path.write_text(written, encoding="utf-8")
    return path


def _slots(report: Report) -> Slots:
    """All that a report tells, slot by slot; what is not an entity with the place in the text that it stands at."""
    found: Slots = {slot: set() for slot in ALL_SLOTS}
    for claim in {claim.event: claim for claim in reversed(report.claims)}.values():
        found["type"].add((claim.trigger.start, claim.type))
        found["factuality"].add((claim.trigger.start, claim.factuality))
    for claim in report.claims:
        if claim.attacker_certainty != "unknown":
            found["certainty"].add(claim.attacker_certainty)
        for slot in ("attackers", "targets", "places", "speakers"):
            found[slot] |= {participant.iri or participant.name for participant in getattr(claim, slot)}
        found["time"] |= {(claim.time.span, claim.time.start, claim.time.end)} if claim.time else set()
        found["tolls"] |= {(toll.span.start, toll.measure, toll.low, toll.high) for toll in claim.tolls}
        found["victims"] |= {(victim.person.span, victim.fate) for victim in claim.victims}
        found["weapons"] |= {(weapon.span, weapon.kind) for weapon in claim.weapons}
    found["relations"] = {(relation.trigger, relation.relation) for relation in report.relations}
    found["mentions"] = {(mention.span, mention.iri) for mention in report.mentions}
    return found


@pytest.fixture(scope="module")
def whole(report_of: Callable[..., Report]) -> Report:
    return report_of(TEXT)


def test_the_report_fills_every_slot(whole: Report) -> None:
    assert [slot for slot, values in _slots(whole).items() if not values] == []
    assert len({claim.event for claim in whole.claims}) < len(whole.claims)


def test_slot_table_is_complete() -> None:
    assert set(SLOT_OF) == set(COMPONENTS)
    assert all(slot.lstrip("+") in ALL_SLOTS for gone, less in SLOT_OF.values() for slot in (*gone, *less))


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_taken_out_loses_only_its_slot(
    component: str, whole: Report, document_of: MakeDocument, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if component in KNOWN_TO_LOSE_MORE:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_TO_LOSE_MORE[component], strict=True))
    nlp = load_pipeline(_without(component, tmp_path))
    assert tuple(nlp.pipe_names) == tuple(name for name in COMPONENTS if name != component)
    (report,) = extract([document_of(TEXT)], nlp)
    gone, related = SLOT_OF[component]
    before, after = _slots(whole), _slots(report)
    for slot in ALL_SLOTS:
        if slot in gone:
            assert after[slot] == set(), slot
        elif slot in related:
            assert after[slot] <= before[slot], slot
        elif f"+{slot}" in related:
            assert component == "mentions" or after[slot] >= before[slot], slot
        else:
            assert after[slot] == before[slot], slot
    if component == "coreference":
        assert len({claim.event for claim in report.claims}) > len({claim.event for claim in whole.claims})


@pytest.mark.parametrize("component", ["attribution", "modality"])
def test_without_voices_only_claims_of_responsibility_have_speakers(
    component: str, document_of: MakeDocument, tmp_path: Path
) -> None:
    (report,) = extract([document_of(TEXT)], load_pipeline(_without(component, tmp_path)))
    spoken = [claim for claim in report.claims if claim.speakers]
    assert all(claim.attacker_certainty == "claimed" and claim.speakers == claim.attackers for claim in spoken)


def test_a_pipeline_without_components_reads_nothing(document_of: MakeDocument, tmp_path: Path) -> None:
    path = tmp_path / "bare.cfg"
    path.write_text('[nlp]\nlang = "ar"\npipeline = []\n')
    (report,) = extract([document_of(TEXT)], load_pipeline(path))
    assert not any(_slots(report).values())


# ---------------------------------------------------------------- putting another in its place

FIELDS: dict[str, tuple[str, ...]] = {
    "sentences": ("words", "sentences"),
    "dates": ("dates",),
    "mentions": ("mentions", "country"),
    "tolls": ("tolls", "victims"),
    "triggers": ("triggers",),
    "attribution": ("attributions",),
    "events": ("frames",),
    "modality": ("frames",),
    "coreference": ("frames",),
    "losses": ("frames",),
    "relations": ("relations",),
}


class Trained:
    """Stands for a learned model: predicts in batches what it has seen the rules write, by the text of the article."""

    learned: dict[tuple[str, str], dict[str, Any]] = {}  # noqa: RUF012

    def __init__(self, component: str, forgetful: bool) -> None:
        self.component, self.forgetful = component, forgetful

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        for field, value in self.learned[(self.component, doc.text)].items():
            setattr(reading, field, ([] if isinstance(value, list) else None) if self.forgetful else copy(value))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        return (self(doc) for doc in stream)


@Language.factory("test_trained_v1", default_config={"forgetful": False})
def create_trained(nlp: Language, name: str, component: str, forgetful: bool) -> Trained:
    return Trained(component, forgetful)


def _learn(pipeline: Language, article: Any) -> None:
    doc = pipeline.make_doc(article.text)
    doc._.kgb = Reading(article)
    for name, component in pipeline.pipeline:
        doc = component(doc)
        Trained.learned[(name, article.text)] = {f: copy(getattr(reading_of(doc), f)) for f in FIELDS[name]}


def _replaced(component: str, folder: Path, forgetful: bool) -> Path:
    written = RULES_CONFIG.read_text(encoding="utf-8")
    options = f'factory = "test_trained_v1"\ncomponent = "{component}"\nforgetful = {str(forgetful).lower()}'
    written, count = re.subn(rf'factory = "kgbuild_{component}_v1"', options, written)
    assert count == 1
    path = folder / f"trained-{component}.cfg"
    path.write_text(written, encoding="utf-8")
    return path


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_learned_model_takes_a_components_place(
    component: str, whole: Report, pipeline: Language, document_of: MakeDocument, tmp_path: Path
) -> None:
    document, articles = document_of(TEXT)
    _learn(pipeline, articles[0])
    nlp = load_pipeline(_replaced(component, tmp_path, forgetful=False))
    assert nlp.get_pipe_meta(component).factory == "test_trained_v1"
    (report,) = extract([(document, articles)], nlp)
    assert report == whole


@pytest.mark.parametrize(
    "component", [name for name in COMPONENTS if name not in ("sentences", "modality", "coreference")]
)
def test_what_the_model_says_counts(
    component: str, whole: Report, pipeline: Language, document_of: MakeDocument, tmp_path: Path
) -> None:
    document, articles = document_of(TEXT)
    _learn(pipeline, articles[0])
    (report,) = extract([(document, articles)], load_pipeline(_replaced(component, tmp_path, forgetful=True)))
    assert all(_slots(report)[slot] == set() for slot in SLOT_OF[component][0])


def test_a_trained_component_is_given_the_ontology_that_it_asks_for(tmp_path: Path) -> None:
    asked: list[object] = []

    @Language.factory("test_asks_v1", default_config={"resources": {"@misc": "kgbuild.Resources.v1"}})
    def create(nlp: Language, name: str, resources: object) -> Callable[[Doc], Doc]:
        asked.append(resources)
        return lambda doc: doc

    path = tmp_path / "asks.cfg"
    path.write_text(
        '[nlp]\nlang = "ar"\npipeline = ["a"]\n\n[components]\n\n[components.a]\nfactory = "test_asks_v1"\n'
    )
    load_pipeline(path, ontology=ROOT / "ontology")
    assert [type(one).__name__ for one in asked] == ["Resources"]


# ---------------------------------------------------------------- batches, order, empty input


def _sentence(number: int) -> str:
    place = ("سرمين", "الأتارب", "منبج", "البوكمال", "عفرين")[number % 5]
    return f"قصفت قوات النظام مدينة {place} يوم الاثنين، ما أدى إلى مقتل {number + 11} مدنيا."


def test_only_one_batch_is_held(pipeline: Language, document_of: MakeDocument) -> None:
    taken = 0

    def documents() -> Iterator[Any]:
        nonlocal taken
        for number in range(300):
            taken += 1
            yield document_of(_sentence(number), document_id=f"d{number}.txt")

    ahead = 0
    for done, report in enumerate(extract(documents(), pipeline), start=1):
        assert report.document.id == f"d{done - 1}.txt"
        assert [toll.low for claim in report.claims for toll in claim.tolls] == [done + 10]
        ahead = max(ahead, taken - done)
    assert taken == 300
    assert ahead <= pipeline.batch_size


def test_documents_without_articles_keep_their_turn_and_are_not_gathered(
    pipeline: Language, document_of: MakeDocument
) -> None:
    taken = 0

    def documents() -> Iterator[Any]:
        nonlocal taken
        for number in range(200):
            taken += 1
            document, articles = document_of(_sentence(number), document_id=f"d{number}.txt")
            yield document, articles if number % 50 == 7 else ()

    for done, report in enumerate(extract(documents(), pipeline), start=1):
        assert report.document.id == f"d{done - 1}.txt"
        assert bool(report.claims) == ((done - 1) % 50 == 7)
        assert taken - done <= pipeline.batch_size
    assert taken == 200


def test_nothing_in_nothing_out(pipeline: Language, document_of: MakeDocument) -> None:
    assert list(extract([], pipeline)) == []
    document, articles = document_of("")
    (report,) = extract([(document, articles)], pipeline)
    assert (report.claims, report.relations, report.mentions, report.notes) == ((), (), (), ())
    assert report.articles == articles


def test_batches_do_not_change_what_is_read(pipeline: Language, document_of: MakeDocument, whole: Report) -> None:
    documents = [document_of(TEXT), document_of(_sentence(3)), document_of(TEXT), document_of(""), document_of(TEXT)]
    together = list(extract(documents, pipeline))
    alone = [next(iter(extract([one], pipeline))) for one in documents]
    assert together == alone
    assert together[0] == together[2] == together[4] == whole


def test_an_open_date_is_noted(report_of: Callable[..., Report]) -> None:
    report = report_of("قصفت قوات النظام بلدة سرمين أمس، وقتل أربعة مدنيين.", published=None)
    assert [claim.time for claim in report.claims] == [None]
    (note,) = report.notes
    assert note.startswith("article 0: relative dates stay open: the article's own date is not known")
    assert "metadata.csv" in note
    assert report_of("قصفت قوات النظام بلدة سرمين أمس.", published=date(2020, 3, 18)).notes == ()


def test_a_very_long_article_is_read_in_pieces(report_of: Callable[..., Report]) -> None:
    text = "\n\n".join(_sentence(number) for number in range(600))
    report = report_of(text)
    assert len(text) > 20_000
    assert len(report.articles) == 1
    assert [toll.low for claim in report.claims for toll in claim.tolls] == list(range(11, 611))
    assert [claim.sentence for claim in report.claims] == [_sentence(number) for number in range(600)]
    assert all(claim.trigger.of(text) == "قصفت" for claim in report.claims)
    events = [claim.event for claim in report.claims]
    assert len(set(events)) >= 400
    assert events[-1] >= events[0]


SCRIPT = """
import hashlib, sys
from datetime import date
from pathlib import Path
from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.extraction.pipeline import extract, load_pipeline
text = Path(sys.argv[1]).read_text(encoding="utf-8")
document = Document("a.txt", text, "a.txt", "0", published=date(2020, 3, 18))
print(hashlib.sha256(repr(list(extract([(document, segment(document))], load_pipeline()))).encode()).hexdigest())
"""


def test_the_same_under_every_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    digests = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path / "a.txt")],
            env=environment, cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        digests.add(run.stdout)
    assert len(digests) == 1


# ---------------------------------------------------------------- configurations by name


@pytest.mark.parametrize("name", sorted(CONFIGS))
def test_a_configuration_is_loaded_by_name(name: str) -> None:
    if name == "trf":
        pytest.importorskip("spacy_transformers", reason="no spacy-transformers: pip install 'kgbuild[trf]'")
    assert ("selection" in load_pipeline(name).pipe_names) == (name != "rules")


def test_the_strict_configuration_keeps_no_less_sure_choice_than_the_default(document_of: MakeDocument) -> None:
    (default,) = extract([document_of(TEXT)], load_pipeline())
    (strict,) = extract([document_of(TEXT)], load_pipeline("strict"))
    assert len(strict.claims) <= len(default.claims)
    for slot in ("attackers", "targets", "places", "tolls", "weapons"):
        assert _slots(strict)[slot] <= _slots(default)[slot]
