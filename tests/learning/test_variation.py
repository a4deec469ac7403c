"""Varied articles: other names, numbers, days, orders and spellings, and every mark still on its words."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.encoder import ENCODER, FILES, cutter
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.learning.lessons import lessons
from kgbuild.learning.markup import MarkedArticle, load_articles, parse_article
from kgbuild.learning.rewriting import Piece, edited, rearranged
from kgbuild.learning.spelling import respelled
from kgbuild.learning.variation import Names, names_of, vary

HEAD = "id: t-1\npublished: 2016-03-12\ngenre: report\ntheatre: syria\n---\n"
TEXT = (
    "[e1 قصفت] [a1 حركة النهار] [p1 بلدة كفر نوران] و[p2 مدينة سرمين] [d1 الجمعة]، فقُتل [k1 ثلاثة مدنيين] "
    "من أصل [k2 15 قتيلا]، بحسب [n1 المتحدث سامر الكردي].\n\nوقال [n1 الكردي] إن [p1 كفر نوران] خلت من سكانها.\n---\n"
    "d1 = 2016-03-11\n"
    "e1 shelling asserted attackers=a1 places=p1,p2 date=d1 killed=k2:15,k1:3<k2 speakers=n1\n"
)
NAMES = Names(
    {False: ("بئر عجم", "مرج الصفا"), True: ("الدغيلبة", "الناعورة")},
    {("حركة", True): ("الفجر", "العدل")},
    {2: ("وائل الجندي", "نزار العلي")},
)
NONE = Names({}, {}, {})


@pytest.fixture
def article() -> MarkedArticle:
    return parse_article(HEAD + TEXT, Path("t-1.txt"))


@pytest.fixture(scope="module")
def authored() -> list[MarkedArticle]:
    return load_articles(Path(__file__).resolve().parents[2] / "training" / "articles")[::20]


def words(article: MarkedArticle, id: str) -> list[str]:
    return [article.text[span.start : span.end] for span in article.spans_of(id)]


def varied(article: MarkedArticle, names: Names, wanted) -> MarkedArticle:
    """The first of the varied articles that is as wanted."""
    tries = (vary(article, names, Random(seed)) for seed in range(200))
    return next(found for found in tries if wanted(found))


def test_a_name_is_exchanged_wherever_it_stands(article):
    found = varied(article, NAMES, lambda other: "كفر نوران" not in fold(other.text))
    (first, second) = words(found, "p1")
    assert first == f"بلدة {second}"
    assert second in NAMES.places[False]


def test_a_group_keeps_the_word_before_its_name(article):
    found = varied(article, NAMES, lambda other: "النهار" not in other.text)
    assert words(found, "a1")[0] in ("حركة الفجر", "حركة العدل")


def test_a_family_name_that_stands_alone_changes_with_the_full_one(article):
    found = varied(article, NAMES, lambda other: "الكردي" not in other.text)
    full, alone = words(found, "n1")
    assert full.split()[-1] == alone


def test_numbers_change_in_text_and_records_and_a_part_stays_smaller(article):
    found = varied(article, NONE, lambda other: other.events[0].tolls != article.events[0].tolls)
    whole, part = found.events[0].tolls
    assert str(whole.low) in words(found, "k2")[0].translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    assert 3 <= part.low < 11 <= whole.low < 100
    assert (whole.high, part.high, part.whole) == (whole.low, part.low, "k2")


@pytest.mark.parametrize("number", ["خمسة عشر", "خمسة وعشرين", "خمسة آلاف"])
def test_a_number_of_several_words_stays(number):
    text = f"[e1 قتل] [k1 {number} شخصا]\n---\ne1 other_violence asserted killed=k1:15\n"
    article = parse_article(HEAD + text, Path("t-1.txt"))
    assert all(vary(article, NONE, Random(seed)).events == article.events for seed in range(40))


def test_days_move_with_the_day_of_publication(article):
    found = varied(article, NONE, lambda other: other.published != article.published)
    assert found.published is not None
    assert article.published is not None
    moved = found.published - article.published
    assert found.days["d1"] == tuple(day + moved for day in article.days["d1"])
    assert words(found, "d1") != ["الجمعة"]


def test_a_source_goes_before_what_it_says(article):
    found = varied(article, NONE, lambda other: fold(other.text).startswith("بحسب"))
    assert words(found, "e1") == ["قصفت"]
    assert fold(found.text).startswith(fold("بحسب المتحدث سامر الكردي، قصفت"))


def test_marks_stay_on_their_words_in_every_authored_article(authored):
    names = names_of(authored)
    for number, article in enumerate(authored):
        other = vary(article, names, Random(number))
        assert sorted(span.id for span in other.spans) == sorted(span.id for span in article.spans)
        for span in other.spans:
            marked = other.text[span.start : span.end]
            assert marked == marked.strip()
            assert not other.text[span.start - 1 : span.start].isalnum() or not span.start
            assert [event.id for event in other.events] == [event.id for event in article.events]


def test_the_same_chance_gives_the_same_article(article):
    assert vary(article, NAMES, Random(7)) == vary(article, NAMES, Random(7))


def test_spellings_change_and_marks_stay(article):
    spelled = {respelled(article, ("بتثن",), Random(seed)).text for seed in range(60)}
    assert len(spelled) > 5
    assert any("٥" in text for text in spelled)


def test_an_edit_that_a_mark_ends_within_is_left_out(article):
    (span,) = article.spans_of("p2")
    assert edited(article, [Piece(span.start + 2, span.end + 3, "س")]) == article
    assert edited(article, [Piece(span.start, span.end, " ")]) == article


def test_an_order_that_tears_a_mark_apart_is_none(article):
    (span,) = article.spans_of("p2")
    at, end = span.start + 3, len(article.text)
    pieces = [Piece(at, end, article.text[at:]), Piece(0, at, article.text[:at])]
    assert rearranged(article, pieces) is None


def test_the_first_lesson_is_the_articles_and_the_next_are_others(article):
    cut = cutter((ENCODER / FILES[1]).read_bytes())
    first, second = lessons([article], load_pipeline("rules"), cut, 2)
    assert first.deeds
    assert second.deeds
    assert first == lessons([article], load_pipeline("rules"), cut, 1)[0]
    assert first.deeds[0].window.ids != second.deeds[0].window.ids
