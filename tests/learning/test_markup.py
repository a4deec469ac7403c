"""Annotated articles: spans, records, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from kgbuild.errors import TrainingFileError
from kgbuild.learning.markup import MarkedToll, parse_article

HEAD = "id: t-1\npublished: 2016-03-12\ngenre: report\ntheatre: syria\n---\n"
BODY = "[e1 قصفت] [a1 القوات] [d1 أمس] [p1 بلدة كفر نوران]، ما أدى إلى [k1 مقتل [k2 ثلاثة] مدنيين].\n---\n"
DAY = "d1 = 2016-03-11\n"


def parse(records: str, body: str = BODY):
    return parse_article(HEAD + body + records, Path("t-1.txt"))


def test_text_is_what_a_reader_sees_and_spans_point_into_it():
    article = parse(DAY + "e1 shelling asserted attackers=a1 places=p1 date=d1 killed=k1:3\n")
    assert article.text == "قصفت القوات أمس بلدة كفر نوران، ما أدى إلى مقتل ثلاثة مدنيين."
    found = {span.id: article.text[span.start : span.end] for span in article.spans}
    assert found["p1"] == "بلدة كفر نوران"
    assert found["k1"] == "مقتل ثلاثة مدنيين"
    assert found["k2"] == "ثلاثة"
    assert article.days["d1"] == (date(2016, 3, 11), date(2016, 3, 11))


@pytest.mark.parametrize(
    ("written", "toll"),
    [
        ("killed=k1:3", MarkedToll("k1", "killed", 3, 3)),
        ("killed=k1:3+", MarkedToll("k1", "killed", 3, None)),
        ("wounded=k1:3-5", MarkedToll("k1", "wounded", 3, 5)),
        ("killed=k2:3<k1/a1@a1", MarkedToll("k2", "killed", 3, 3, "k1", "a1", "a1")),
    ],
)
def test_tolls(written, toll):
    (event,) = parse(DAY + f"e1 shelling asserted {written}\n").events
    assert event.tolls == (toll,)


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        (DAY + "e1 shelling asserted attackers=a2\n", "'a2' is not marked"),
        (DAY + "e1 shelling asserted attackers=k1\n", "k1 cannot stand in attackers"),
        (DAY + "e1 bang asserted\n", "an event is recorded as"),
        (DAY + "e1 shelling asserted\ne1 shelling asserted\n", "2 records"),
        (DAY, "0 records"),
        ("e1 shelling asserted\n", "its days are not recorded"),
        (DAY + "e1 shelling asserted killed=k1:x\n", "is no toll"),
        (DAY + "e1 shelling asserted killed=k1:5-3\n", "ends below"),
        ("d1 = 2016-13-11\ne1 shelling asserted\n", "is no day"),
        ("d1 = 2016-03-11..2016-03-01\ne1 shelling asserted\n", "end before they begin"),
        (DAY + "e1 shelling asserted\nnonsense\n", "is not understood"),
        (DAY + "e1 shelling asserted answers=e2\n", "answers e2"),
    ],
)
def test_broken_records_are_refused_with_the_reason(records, reason):
    with pytest.raises(TrainingFileError, match=r"t-1\.txt") as caught:
        parse(records)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("[e1 قصفت\n---\n", "[e1 is not closed"),
        ("قصفت]\n---\n", "closes nothing"),
        ("[قصفت]\n---\n", "opens no span"),
        ("[e1  قصفت]\n---\n", "begins or ends with a space"),
        ("قصفت\n", "three parts"),
    ],
)
def test_broken_marks_are_refused_with_the_reason(body, reason):
    with pytest.raises(TrainingFileError) as caught:
        parse("", body)
    assert reason in str(caught.value)
