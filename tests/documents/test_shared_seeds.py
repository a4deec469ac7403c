"""The five reports of the shared folder, where it is there: how many articles, and that their bodies are whole."""

import dataclasses
import os
from datetime import date
from pathlib import Path

import pytest

from kgbuild.documents import Document, read, segment

SHARED = Path(os.environ.get("KGBUILD_SHARED") or Path(__file__).resolve().parents[3] / "shared")
SEEDS = SHARED / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the shared reports are not here; set KGBUILD_SHARED to the folder that holds seeds/"
)


@pytest.fixture(scope="module")
def articles():
    found = {}
    for document in read([SEEDS]):
        assert isinstance(document, Document)
        found[document.id[:3]] = (document, segment(document))
    return found


@pytest.mark.parametrize(("file", "count"), [("000", 2), ("001", 1), ("002", 1), ("003", 1), ("004", 2)])
def test_number_of_articles(articles, file, count):
    assert len(articles[file][1]) == count


@pytest.mark.parametrize(
    ("file", "number", "counts"),
    [("000", 0, 7), ("000", 1, 8), ("001", 0, 16), ("002", 0, 13), ("003", 0, 7), ("004", 0, 9), ("004", 1, 10)],
)
def test_every_paragraph_of_the_body_is_kept(articles, file, number, counts):
    article = articles[file][1][number]
    assert sum(block.kind == "paragraph" for block in article.blocks) == counts


@pytest.mark.parametrize(
    ("file", "number", "names"),
    [
        ("000", 0, ["المرصد السوري", "حرس الثوري", "سانا", "تيفور"]),
        ("000", 1, ["طرابلس", "الأصابعة", "الوطية", "السراج"]),
        ("001", 0, ["اللواء 313", "فلوجة حوران", "الصنمين", "يزن الصالح", "داعل", "انخل"]),
        ("002", 0, ["فاطميون", "سينتكوم", "قاعدة العمر", "كونيكو", "الخاطر"]),
        ("003", 0, ["خشام", "حطلة", "إنترفاكس"]),
        ("004", 0, ["الباغوز", "13 مدنياً", "6 عراقيين"]),
        ("004", 1, ["الجنائية الدولية", "عزت الرشق", "بينيت"]),
    ],
)
def test_names_of_the_body_are_kept(articles, file, number, names):
    text = articles[file][1][number].text
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("name", ["Akismet", "sociallocker", "القامشلي", "أربيل", "نينوى", "ذات صلة", "اقرأ", "TT"])
def test_nothing_around_the_articles_is_left(articles, name):
    assert [a.document_id for _, found in articles.values() for a in found if name in a.text] == []


def test_only_the_article_with_a_written_day_is_dated(articles):
    anchors = {(key, a.number): a.anchor for key, (_, found) in articles.items() for a in found if a.anchor}
    assert {key: str(day) for key, day in anchors.items()} == {("001", 0): "2018-02-21"}


def test_a_day_given_for_a_file_dates_its_first_article_only():
    days = {"000": "2018-05-09", "001": "2018-02-21", "002": "2024-11-27", "003": "2018-02-08", "004": "2019-01-26"}
    for document in read([SEEDS]):
        dated = dataclasses.replace(document, published=date.fromisoformat(days[document.id[:3]]))
        anchors = [article.anchor for article in segment(dated)]
        assert anchors == [dated.published, *[None] * (len(anchors) - 1)]
