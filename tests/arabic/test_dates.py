from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic import dates, normalise

ANCHOR = date(2015, 8, 4)


def described(text, anchor):
    """The matches in the notation of the table."""
    lines = []
    for match in dates(text, anchor):
        first, last = match.interval or (None, None)
        days = "open" if first is None else str(first) if first == last else f"{first}..{last}"
        kind = "" if match.kind == "point" else f" | {match.kind}"
        lines.append(f"{match.surface} | {days} | {match.precision}{kind}")
        assert match.surface == match.span.of(text)
    return lines


@pytest.mark.table("dates.tsv")
def test_expression(text, expected):
    assert described(text, ANCHOR) == expected


@pytest.mark.parametrize(
    "text",
    [
        "الثلاثاء",
        "فجر الجمعة",
        "ليل الأحد الاثنين",
        "أمس",
        "اليوم",
        "الشهر الماضي",
        "قبل يومين",
        "في 26 مارس",
        "15 رمضان",
        "كانون الأول/ديسمبر الماضي",
        "الليلة الماضية",
        "خلال اليومين الماضيين",
        "الثالث من الشهر الجاري",
        "السبت والأحد",
    ],
)
def test_without_an_anchor_it_stays_open(text):
    (match,) = dates(text)
    assert match.interval is None
    assert match.is_relative


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("في 23 فبراير 2020", (date(2020, 2, 23), date(2020, 2, 23))),
        ("عام 2011", (date(2011, 1, 1), date(2011, 12, 31))),
        ("أيلول 2017", (date(2017, 9, 1), date(2017, 9, 30))),
        ("2018/02/21", (date(2018, 2, 21), date(2018, 2, 21))),
    ],
)
def test_a_full_date_needs_no_anchor(text, interval):
    (match,) = dates(text)
    assert match.interval == interval
    assert not match.is_relative


def test_leap_day_without_a_year():
    (match,) = dates("في 29 فبراير", ANCHOR)
    assert match.interval == (date(2012, 2, 29), date(2012, 2, 29))


@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)))
def test_a_plain_weekday_is_one_of_the_last_seven_days(anchor):
    days = [
        dates(word, anchor)[0].interval[0]
        for word in ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
    ]
    assert [day.weekday() for day in days] == list(range(7))
    assert sorted(days) == [anchor - timedelta(days=back) for back in range(6, -1, -1)]


VOCABULARY = """
ليل ليلة منتصف فجر مساء يوم اليوم أمس الأول الثلاثاء الأربعاء و والخميس من إلى بين في منذ قبل حتى 5 31 2014 1436 ه مارس
رمضان كانون الثاني نيسان / - ( ) ، شهر الشهر عام العام الأسبوع الماضي المقبل الجاري نهاية يومين أيام ثلاثة الحادي
والعشرين صيف 0000-00-00 99/99/9999 29 فبراير 1343 ذو الحجة 30 999999999
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@given(st.lists(WORDS, max_size=14).map(" ".join), st.one_of(st.none(), st.dates(date(1940, 1, 1), date(2090, 1, 1))))
def test_any_mixture_of_date_words_gives_sound_matches(text, anchor):
    check(text, anchor)


@given(st.text(max_size=60), st.one_of(st.none(), st.dates()))
def test_any_text_gives_sound_matches(text, anchor):
    check(text, anchor)


def check(text, anchor):
    end = 0
    for match in dates(text, anchor):
        assert end <= match.span.start < match.span.end <= len(text)
        assert match.interval is None or match.interval[0] <= match.interval[1]
        end = match.span.end


def test_a_normalised_text_gives_spans_in_the_original():
    text = "وقعَ الهجومُ يومَ السَّبتِ"
    assert [match.surface for match in dates(normalise(text), ANCHOR)] == ["يومَ السَّبتِ"]
