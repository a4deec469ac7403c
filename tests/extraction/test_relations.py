"""Standing relations that a sentence states, and those that it only seems to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.annotations import Reading

Read = Callable[[str], Reading]

ROWS = {
    # -- phrases
    "led/country": ("شن التحالف العربي بقيادة السعودية غارات.", [("التحالف العربي", "ledBy", "السعودية")]),
    "led/verb": (
        "قصف التحالف الدولي الذي تقوده الولايات المتحدة الجيب.",
        [("التحالف الدولي", "ledBy", "الولايات المتحدة")],
    ),
    "backed/adverb-of-a-state": ("لاحقت قوات الوفاق المدعومة تركيا المسلحين.", [("قوات الوفاق", "backedBy", "تركيا")]),
    "backed/loyal": ("تقدم الحوثيون الموالون لإيران في المدينة.", [("الحوثيون", "backedBy", "إيران")]),
    "backed/quoted-body": (
        "قتل عنصر من فصيل «أبو الفضل العباس» الموالي لإيران.",
        [("فصيل «أبو الفضل العباس", "backedBy", "إيران")],
    ),
    "backed/by-two": (
        "تقدمت قوات الأسد المدعومة من روسيا وإيران نحو المدينة.",
        [("قوات الأسد", "backedBy", "روسيا"), ("قوات الأسد", "backedBy", "إيران")],
    ),
    "affiliated/brigade": (
        "طال القصف مواقع اللواء 313 التابع للحرس الثوري الإيراني.",
        [("اللواء 313", "affiliatedWith", "حرس الثوري الإيراني")],
    ),
    "affiliated/owner-of-a-post": (
        "استهدفت الطائرة مقرا للواء فاطميون التابع للحرس الثوري الإيراني.",
        [("لواء فاطميون", "affiliatedWith", "حرس الثوري الإيراني")],
    ),
    # -- titles
    "title/leader": (
        "قال قائد قوات سوريا الديمقراطية العميد سالم المنصوري إن القوات تقدمت.",
        [("قوات سوريا الديمقراطية", "ledBy", "العميد سالم المنصوري")],
    ),
    "title/member": (
        "وقال القيادي في حركة حماس العميد سالم المنصوري إن المفاوضات مستمرة.",
        [("العميد سالم المنصوري", "memberOf", "حركة حماس")],
    ),
    # -- none
    "no/deputy": ("قال نائب قائد قوات سوريا الديمقراطية العميد سالم المنصوري إن القوات تقدمت.", []),
    "no/former": ("قال قائد قوات سوريا الديمقراطية السابق العميد سالم المنصوري إن القوات تقدمت.", []),
    "no/feminine-participle-of-an-army": ("قصفت مواقع الجيش التابعة للحوثيين.", []),
    "no/against": ("انقلب الحوثيون على الحكومة اليمنية بدعم من إيران.", []),
    "no/two-actors-in-a-row": ("اشتبك الجيش اليمني مع الحوثيين في صنعاء.", []),
    "no/support-as-an-event": ("دعمت إيران الحكومة السورية بالمال.", []),
}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS.keys())
def test_relations(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = read(text).relations
    assert [(row.subject.surface, row.relation, row.object.surface) for row in found] == expected


def test_a_relation_said_twice_is_one(read: Read) -> None:
    text = "تقدم الحوثيون الموالون لإيران في المدينة. وقصف الحوثيون الموالون لإيران الحي."
    assert len(read(text).relations) == 1


def test_a_relation_has_its_speaker(read: Read) -> None:
    reading = read("قال مصدر عسكري إن التحالف العربي بقيادة السعودية قصف المدينة.")
    assert [[speaker.surface for speaker in row.speakers] for row in reading.relations] == [["مصدر عسكري"]]
