"""What the encoder learns from: windows around deeds with decisions and roles, pages with deeds, pairs, gold files."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kgbuild.extraction.encoder import ENCODER, FILES, cutter
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.extraction.resources import create_resources
from kgbuild.extraction.roles import ROLES, TYPES
from kgbuild.learning.deeds import deeds, pages
from kgbuild.learning.encoder import _batches, _pairs
from kgbuild.learning.gold import gold_of, write_gold
from kgbuild.learning.lessons import Lesson
from kgbuild.learning.markup import MarkedArticle, parse_article
from kgbuild.learning.pairs import pair_examples

HEAD = "id: t-1\npublished: 2016-03-12\ngenre: report\ntheatre: syria\n---\n"
TEXT = (
    "[e1 قصفت] [a1 قوات النظام السوري] [p1 مدينة دوما] في [p2 ريف دمشق] [d1 أمس]، "
    "ما أدى إلى [k1 مقتل ثلاثة مدنيين].\n\n"
    "وهدد متحدث بأن [e2 قصف] [p3 مدينة حلب] سيستمر، وأضاف أن [e1 القصف] على [p1 دوما] أوقع [k1 ثلاثة قتلى].\n---\n"
    "d1 = 2016-03-11\n"
    "e1 shelling asserted attackers=a1 places=p1,p2 date=d1 killed=k1:3\n"
    "e2 shelling threatened places=p3\n"
)


@pytest.fixture(scope="module")
def article() -> MarkedArticle:
    return parse_article(HEAD + TEXT, Path("t-1.txt"))


@pytest.fixture(scope="module")
def cut():
    return cutter((ENCODER / FILES[1]).read_bytes())


@pytest.fixture(scope="module")
def rules():
    return load_pipeline("rules")


def test_words_have_the_roles_that_were_recorded(article, rules, cut):
    first = next(row for row in deeds(article, rules, cut) if row.event == "e1")
    assert first.type == TYPES.index("Shelling")
    assert first.roles is not None
    played = {ROLES[output // 2] for outputs in first.roles for output in outputs}
    assert played == {"attackers", "places", "date", "killed"}
    begun = [at for at, outputs in enumerate(first.roles) if 2 * ROLES.index("attackers") + 1 in outputs]
    inside = [at for at, outputs in enumerate(first.roles) if 2 * ROLES.index("attackers") in outputs]
    assert begun == inside[:1]
    assert len(inside) == 3  # قوات النظام السوري


def test_pages_hold_every_word_once_and_the_deeds_that_happened(article, rules, cut):
    rows = list(pages(article, rules, cut))
    assert [row.window.first for row in rows] == sorted({row.window.first for row in rows})
    words = sum(len(row.types) for row in rows)
    assert words == len(article.text.replace(".", " .").replace("،", " ،").split())
    # قصفت and القصف; what is only threatened did not happen.
    assert [kind for row in rows for kind in row.types if kind is not None] == [TYPES.index("Shelling")] * 2


def test_two_tellings_are_a_pair_of_one_event(article, rules, cut):
    rows = list(deeds(article, rules, cut))
    random.Random(1).shuffle(rows)
    told = {(rows[a].event, rows[b].event): one for a, b, one in _pairs(rows)}
    assert told == {("e1", "e1"): True, ("e1", "e2"): False, ("e2", "e1"): False}


def test_a_batch_holds_whole_articles(article, rules, cut):
    rows = list(deeds(article, rules, cut))
    searched = list(pages(article, rules, cut))
    batches = list(_batches(Lesson(tuple(rows), tuple(searched)), len(rows) + len(searched), random.Random(1)))
    assert [(len(told), len(found)) for told, found in batches] == [(len(rows), len(searched))]


def test_pairs_that_the_rules_left_apart_are_examples(rules):
    text = (
        "[e1 انفجرت] [w1 سيارة مفخخة] في [p1 مدينة الصدر] [d1 أمس].\n\n"
        "[e2 انفجرت] [w2 عبوة ناسفة] في [p2 مدينة الموصل] [d1 أمس].\n---\nd1 = 2016-03-11\n"
        "e1 bombing asserted places=p1 date=d1 weapons=w1\ne2 bombing asserted places=p2 date=d1 weapons=w2\n"
    )
    resources = create_resources()
    told = parse_article(HEAD + text, Path("t-1.txt"))
    rows = list(pair_examples(told, rules, resources.schema, resources.linker))
    assert [(row.decision, row.right) for row in rows] == [("same", False)]


def test_gold_files_hold_what_happened(article, tmp_path):
    record = gold_of(article)
    (event,) = record["events"]
    assert (event["type"], event["attackers"], event["killed"]) == ("shelling", [["قوات النظام السوري"]], [3, 3])
    assert event["locations"] == [["مدينة دوما", "دوما"], ["ريف دمشق"]]
    assert event["date"] == ["2016-03-11", "2016-03-11"]
    start, end = event["span"]
    assert article.text[start:end].startswith("قصفت")
    assert write_gold([article], tmp_path / "held") == 1
    assert json.loads((tmp_path / "held" / "gold" / "t-1.json").read_text(encoding="utf-8")) == record
