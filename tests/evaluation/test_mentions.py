"""The identities of mentions against annotated ones: what counts as found, as wrong and as missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgbuild.arabic.span import Span
from kgbuild.documents.document import Document
from kgbuild.errors import GoldFileError
from kgbuild.evaluation.mentions import GoldMention, GoldText, load_mentions, score_identities
from kgbuild.extraction.report import Participant, Report
from kgbuild.knowledge import load_knowledge

DATA = "https://w3id.org/kgbuild/id/"
TEXT = "قصف الجيش السوري مدينة حلب وبلدة الهبيط ثم انسحب من المدينة"


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def told(words: str, iri: str | None, *, named: bool = True) -> Participant:
    return Participant(words, Span(*span(words)), "Place", iri and DATA + iri, words, named=named)


def asked(words: str, *identities: str) -> GoldMention:
    return GoldMention(*span(words), frozenset(identities))


def report(*mentions: Participant) -> Report:
    return Report(document=document("a"), articles=(), mentions=mentions)


def document(name: str) -> Document:
    return Document(id=name, text=TEXT, origin="test", sha256="")


ARMY, ALEPPO = asked("الجيش السوري", "actor/syrian-arab-army"), asked("حلب", "place/aleppo", "place/aleppo-governorate")
UNKNOWN = asked("الهبيط")

# What was read, then: identified, right, of three gold mentions of which the knowledge base has two.
CASES = {
    "the same words": ([told("الجيش السوري", "actor/syrian-arab-army")], 1, 1),
    "more words": ([told("مدينة حلب", "place/aleppo")], 1, 1),
    "either of two that are left open": ([told("حلب", "place/aleppo-governorate")], 1, 1),
    "another identity": ([told("حلب", "place/idlib")], 1, 0),
    "part of a longer name": ([told("السوري", "actor/syrian-arab-republic")], 1, 0),
    "words that name nobody": ([told("قصف", "place/aleppo")], 1, 0),
    "one that the knowledge base does not have": ([told("الهبيط", "place/idlib")], 1, 0),
    "not identified": ([told("حلب", None)], 0, 0),
    "a place that is taken up": ([told("المدينة", "place/aleppo", named=False)], 0, 0),
    "two readings of one mention": ([told("حلب", "place/aleppo"), told("مدينة حلب", "place/aleppo")], 2, 1),
    "nothing": ([], 0, 0),
}


@pytest.mark.parametrize("case", CASES)
def test_scores(case: str) -> None:
    mentions, identified, right = CASES[case]
    scores = score_identities([report(*mentions)], [GoldText("a", "Syria", (ARMY, ALEPPO, UNKNOWN))])
    assert set(scores) == {"Syria", "all"}
    score = scores["Syria"]
    assert (score.identified.predicted, score.identified.found, score.identified.gold) == (identified, right, 2)
    assert (score.named.predicted, score.named.found, score.named.gold) == (identified, right, 3)


RECOGNISED = {
    "an unknown one is read as not identified": ([told("الهبيط", None)], 1, 1),
    "and with its kind word": ([told("بلدة الهبيط", None), told("حلب", "place/aleppo")], 2, 2),
    "a known one is not identified": ([told("حلب", None)], 1, 0),
    "an unknown one is taken for a known one": ([told("الهبيط", "place/idlib")], 1, 0),
    "words that name nobody": ([told("انسحب", None)], 1, 0),
    "what is only taken up": ([told("المدينة", None, named=False)], 0, 0),
}


@pytest.mark.parametrize("case", RECOGNISED)
def test_names_that_are_known_to_nobody(case: str) -> None:
    mentions, read, right = RECOGNISED[case]
    scores = score_identities([report(*mentions)], [GoldText("a", "Syria", (ARMY, ALEPPO, UNKNOWN))])
    score = scores["all"].recognised
    assert (score.predicted, score.found, score.gold) == (read, right, 3)


def test_the_gold_mention_that_shares_most_decides() -> None:
    whole = asked("مدينة حلب وبلدة", "place/aleppo")
    scores = score_identities([report(told("بلدة الهبيط", "place/aleppo"))], [GoldText("a", "Syria", (whole, UNKNOWN))])
    assert scores["all"].identified.found == 0


def test_countries_add_up() -> None:
    texts = [GoldText("a", "Syria", (ARMY,)), GoldText("b", "Iraq", (ALEPPO,))]
    first = report(told("الجيش السوري", "actor/syrian-arab-army"))
    second = Report(document=document("b"), articles=())
    scores = score_identities([first, second], texts)
    assert [(key, s.identified.found, s.identified.gold) for key, s in scores.items()] == [
        ("Iraq", 0, 1),
        ("Syria", 1, 1),
        ("all", 1, 2),
    ]


def test_a_file_is_read(tmp_path: Path) -> None:
    row = {
        "document": "a",
        "country": "Syria",
        "mentions": [[0, 3, "place/aleppo~place/aleppo-governorate"], [4, 9, "nil:Al-Habit"]],
    }
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (text,) = load_mentions(file)
    assert (text.document, text.country) == ("a", "Syria")
    assert [mention.identities for mention in text.mentions] == [
        frozenset({"place/aleppo", "place/aleppo-governorate"}),
        frozenset(),
    ]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"document": "a", "country": "Syria"}', '{"document": "a", "country": "b", "mentions": [[0, 1]]}'],
    ids=["no-json", "a-list", "no-mentions", "no-identity"],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"document": "a", "country": "b", "mentions": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(GoldFileError, match=r"line 2"):
        load_mentions(file)


@pytest.mark.parametrize("half", ["dev", "test", "third", "fourth", "fifth"])
def test_annotated_identities_are_of_the_knowledge_base(half: str) -> None:
    base = load_knowledge()
    texts = load_mentions(Path(__file__).parents[1] / "gold" / "mentions" / f"{half}.jsonl")
    named = {identity for text in texts for mention in text.mentions for identity in mention.identities}
    assert sorted(identity for identity in named if DATA + identity not in base) == []
