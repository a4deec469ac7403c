"""What an article's relative dates count from, and when they must stay open."""

from datetime import date

import pytest

from kgbuild.documents import Document, segment

BODY = "قصفت قوات الفصيل مواقع خصومها في محيط البلدة مساء أمس، ما أسفر عن مقتل ثلاثة مدنيين على الأقل."
FILE_DAY = date(2018, 5, 9)


def first(text, published=FILE_DAY):
    return segment(Document("a", text, "a", "", published=published))[0]


LATER = {
    "full-day": "وسيطرت على البلدة في 23 فبراير 2020 بعد معارك.",
    "twin-month": "وسيطرت على البلدة في 23 شباط/فبراير 2020 بعد معارك.",
    "numbers": "وسقطت البلدة بيد خصومها 2020/02/23 بعد معارك.",
    "same-year": "وكان القصف قد تجدد في 3 حزيران 2018 رغم الهدنة.",
    "month-and-year": "ومنذ نهاية مارس 2020 تتقدم القوات غرباً.",
    "year": "وانهارت الهدنة عام 2019 بعد خلافات.",
}
NOT_LATER = {
    "earlier": "وسيطرت على البلدة في 23 فبراير 2016 بعد معارك.",
    "same-day": "وقال إن القصف بدأ في 9 أيار 2018 صباحاً.",
    "until": "ويبقى القرار سارياً حتى 26 فبراير 2019.",
    "by": "وتنتهي المرحلة الأولى بحلول عام 2023.",
    "elections": "في ظل القمع قبل الانتخابات الرئاسية المقررة عام 2019.",
    "number": "وألقى الطيران 2041 قنبلة على الأحياء.",
    "will": "وستنسحب القوات في 3 حزيران 2018 من المدينة.",
    "impossible": "وجاء في الوثيقة المؤرخة 31/02/2020 ما يلي.",
}


@pytest.mark.parametrize("sentence", LATER.values(), ids=LATER)
def test_a_day_of_the_file_is_refused_by_an_article_that_names_later_times(sentence):
    article = first(f"{BODY}\n{sentence}")
    assert (article.anchor, article.anchor_origin) == (None, None)


@pytest.mark.parametrize("sentence", NOT_LATER.values(), ids=NOT_LATER)
def test_a_day_of_the_file_stands(sentence):
    article = first(f"{BODY}\n{sentence}")
    assert (article.anchor, article.anchor_origin) == (FILE_DAY, "metadata")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("21 شباط (فبراير - فيفري)، 2018", date(2018, 2, 21)),
        ("2015/08/04", date(2015, 8, 4)),
        ("٢٠١٥-٠٨-٠٤", date(2015, 8, 4)),
        ("04-08-2015 14:30", date(2015, 8, 4)),
        ("الثلاثاء 4 أغسطس 2015", date(2015, 8, 4)),
        ("نشر في 4 آب/أغسطس 2015 الساعة 10:30", date(2015, 8, 4)),
        ("الصخرة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس", date(2015, 8, 11)),
        ("12 كانون الأول 2017", date(2017, 12, 12)),
        ("3 أوت 2016", date(2016, 8, 3)),
        ("الخميس 12 رجب 1440 هـ", date(2019, 3, 19)),
    ],
)
def test_a_line_that_says_a_day_dates_an_article_without_metadata(line, day):
    article = first(f"قصف على محيط البلدة\n{line}\n{BODY}", published=None)
    assert (article.anchor, article.anchor_origin) == (day, "text")


@pytest.mark.parametrize(
    "line", ["الثلاثاء 4 أغسطس", "أغسطس 2015", "قُتل 3 جنود في 11 أغسطس 2015.", "45 أغسطس 2015"], ids=str
)
def test_a_line_without_a_full_day_dates_nothing(line):
    assert first(f"قصف على محيط البلدة\n{line}\n{BODY}", published=None).anchor is None


def test_a_page_gives_its_own_origin():
    document = Document("a", BODY, "a", "", published=FILE_DAY, published_origin="page")
    assert segment(document)[0].anchor_origin == "page"
