"""Which tellings of one article are of one event: what sets two deeds apart, and what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.report import Report

ReportOf = Callable[..., Report]

# Two tellings each, told apart by what the key says.
APART = {
    "two quarters of one city": (
        "دارت مواجهات فجر الأربعاء بين مسلحي المعارضة وقوات النظام في حي الزهراء بحلب، قتل فيها سبعة من قوات النظام. "
        "وفي الأثناء، دارت مواجهات بين المعارضة وقوات النظام في حي صلاح الدين بمدينة حلب."
    ),
    "a city, and a town that the city locates": (
        "قالت مصادر إن المواجهات في مدينة تعز بين المقاومة الشعبية والحوثيين أدت إلى مقتل تسعة حوثيين. "
        "وقال صحافي إن مواجهات عنيفة اندلعت بين المقاومة الشعبية والحوثيين في منطقة مشرعة وحدنان في جبل صبر في تعز."
    ),
    "men without a name, behind a side that has one": (
        "استهدف مسلحو المقاومة الشعبية حاجزا للحوثيين في مديرية باجل بالحديدة، وأسفر الهجوم عن مقتل ثلاثة حوثيين. "
        "وكان مسلحون قد هاجموا حاجزا للحوثيين أمام فندق بالحديدة مساء الأحد."
    ),
    "the day after": (
        "انفجرت ثلاث سيارات مفخخة في بغداد وخلفت عشرات القتلى والجرحى. "
        "وقالت مصادر طبية إن ذلك يأتي غداة مقتل 14 شخصا في هجمات استهدفت مناطق في بغداد."
    ),
    "as many dead, in a town, on a day of the past": (
        "هزت هجمات شمال الكاميرون. وقال مكتب الرئيس إن 12 شخصا قتلوا في الهجمات. "
        "وفي 2 مارس الجاري فجرت انتحاريتان نفسيهما في بلدة كولوفاتا ما أدى إلى مقتل 12 شخصا."
    ),
    "the day that opens a sentence": (
        "2 مايو 2017، هز تفجير مطار بروكسل وقتل فيه 16 شخصا. "
        "3 يونيو 2018، أسفر دهس بشاحنة عن مقتل تسعة، وقد قتل المشتبه فيه بالهجوم فلان العلي خلال مطاردة في إيطاليا."
    ),
    "fire of another kind, with other dead": (
        "أسفرت غارات جوية على حمورية عن مقتل 9 مدنيين الأحد، وفق المرصد. "
        "وأعلن الإعلام الرسمي مقتل 5 مدنيين إثر قصف من فصائل في حمورية الأحد."
    ),
    "an earlier deed": (
        "أسفر هجوم انتحاري عن مقتل سبعة جنود في مدينة العريش. وأسفر هجوم سابق في العريش عن إصابة ضابط."
    ),
}

# Two tellings each of one event.
ONE = {
    "the city alone, by a definite noun": (
        "انفجرت سيارة مفخخة في حي الكرادة في بغداد، ما أدى إلى مقتل أربعة. "
        "وقالت الشرطة إن التفجير الذي وقع في بغداد أسفر أيضا عن إصابة تسعة."
    ),
    "the quarter, told behind the lead": (
        "ارتفعت حصيلة قتلى تفجير بغداد إلى أربعة أمس الثلاثاء، وفق مصدر طبي. "
        "وقالت الشرطة إن سيارة مفخخة انفجرت في حي الكرادة في بغداد أمس الثلاثاء."
    ),
    "one quarter of one city": (
        "دارت مواجهات بين مسلحي المعارضة وقوات النظام في حي الزهراء بحلب، قتل فيها سبعة من قوات النظام. "
        "وقال المرصد إن المواجهات في حي الزهراء بمدينة حلب أدت إلى إصابة عشرة."
    ),
    "fire of another word, with the same dead": (
        "أسفرت غارات جوية على حمورية عن مقتل 9 مدنيين الأحد، وفق المرصد. "
        "وقال الدفاع المدني إن 9 مدنيين قتلوا في قصف جوي على حمورية الأحد."
    ),
    "sides of a clash in the other order": (
        "اندلعت مواجهات عنيفة بين الحوثيين والمقاومة الشعبية. "
        "وقالت مصادر إن المواجهات في مدينة تعز بين المقاومة الشعبية والحوثيين أدت إلى مقتل تسعة من الحوثيين."
    ),
}

# A claim of responsibility is of the deed that it names, not of the one told last.
CLAIMED = (
    "قصفت طائرات إسرائيلية مصنعا قرب مدينة مصياف العام الماضي. "
    "وفي عام 1981 دمر سلاح الجو الإسرائيلي مفاعلا في العراق. "
    "وأعلن الجيش الإسرائيلي مسؤوليته عن الغارة على مصياف."
)


def _events(report: Report) -> list[int]:
    return [claim.event for claim in report.claims if claim.factuality == "asserted"]


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_deeds_that_something_sets_apart(text: str, report_of: ReportOf) -> None:
    events = _events(report_of(text))
    assert len(events) > 1
    assert events[0] != events[-1]


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_retellings_of_one_event(text: str, report_of: ReportOf) -> None:
    assert len(set(_events(report_of(text)))) == 1


def test_who_claims_a_deed_that_is_named(report_of: ReportOf) -> None:
    first, other, claimed = report_of(CLAIMED).claims
    assert (claimed.event, claimed.attacker_certainty) == (first.event, "claimed")
    assert other.event != first.event
