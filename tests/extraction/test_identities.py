"""Whom and what the names of a report are identified as, and which words are told of as names at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.report import Report

MakeReport = Callable[[str], Report]

# Text, then words of it and what the report names there; "" where it names nothing known.
_NAMED = {
    "body taken up behind a particle": (
        "هاجم تنظيم داعش بلدة سرمين. وعثر الجنود على مخزن للتنظيم، وقال ناطق بالتنظيم إنه انسحب.",
        {"للتنظيم": "actor/islamic-state", "التنظيم": "actor/islamic-state"},
    ),
    "body taken up with what is thought of it": (
        "هاجم تنظيم داعش بلدة سرمين، ثم قصف الجنود معسكرات التنظيم المتشدد.",
        {"التنظيم": "actor/islamic-state"},
    ),
    "body named later": (
        "هاجم أعضاء التنظيم بلدة سرمين في سوريا. وقال شهود إن تنظيم داعش قتل ثلاثة.",
        {"التنظيم": "actor/islamic-state"},
    ),
    "newspaper taken up": (
        'نقلت صحيفة "الحياة" عن ضابط في بغداد أن ثلاثة قتلوا. وقالت الصحيفة إن اثنين جرحا.',
        {"الصحيفة": "actor/al-hayat"},
    ),
    "agency that nobody knows between": (
        "قالت وكالة رويترز إن انفجارا وقع في حمص. ونقلت وكالة أنباء الروابي أن ثلاثة قتلوا، وأضافت الوكالة ذلك.",
        {"الوكالة": ""},
    ),
    "agency with its name in quotation marks": (
        'قالت وكالة أنباء "فرانس برس" إن ثلاثة قتلوا في حلب.',
        {'وكالة أنباء "فرانس برس': "actor/agence-france-presse"},
    ),
    "planes of a government": (
        "قصفت طائرات النظام بلدة سراقب في ريف إدلب وقتل اثنان.",
        {"طائرات النظام": "actor/government-of-syria-under-assad"},
    ),
    "a described capital, land and planes are no names": (
        "أغارت مقاتلات تركية على الأراضي السورية، وقتل رجل في العاصمة العراقية.",
        {"مقاتلات تركية": "", "الأراضي السورية": "", "العاصمة العراقية": ""},
    ),
    "an adjective of a deed is no name": (
        "طال القصف الحوثي مدينة تعز وقتل اثنان.",
        {"الحوثي": ""},
    ),
    "direction of a country": (
        "قتل خمسة في غارة على قرية شمال سوريا، وقتل رجل غربي العراق.",
        {"سوريا": "place/syria", "العراق": "place/iraq", "شمال سوريا": ""},
    ),
    "somebody else of that family name": (
        "قتل المصور الصحفي سنان العبادي في الموصل. وكان العبادي قد خطف قبل يومين.",
        {"العبادي": ""},
    ),
    "the known bearer of a family name": (
        "زار رئيس الوزراء العبادي مدينة الموصل بعد الهجوم.",
        {"العبادي": "actor/haider-al-abadi"},
    ),
    "town beside the province of its name": (
        "قتل شرطي في مدينة أديامان جنوب تركيا.",
        {"أديامان": "place/geonames-325330"},
    ),
    "town called by the word for a province": (
        "قتل رجل في محافظة الطائف في السعودية.",
        {"الطائف": "place/taif"},
    ),
    "bodies of every state": (
        "أعلنت وزارة الداخلية البلجيكية والشرطة الكندية والبرلمان الياباني والسلطات الروسية سقوط قتلى.",
        {
            "وزارة الداخلية البلجيكية": "actor/belgian-ministry-of-interior",
            "الشرطة الكندية": "actor/canadian-police",
            "البرلمان الياباني": "actor/japanese-parliament",
            "السلطات الروسية": "actor/government-of-russia",
        },
    ),
    "recognised government": (
        "قاتل جنود موالون للحكومة المعترف بها دوليا في عدن، وقتل ثلاثة حوثيين في اليمن.",
        {"حكومة المعترف بها دوليا": "actor/internationally-recognised-government-of-yemen"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), _NAMED.values(), ids=_NAMED.keys())
def test_names_are_identified(report_of: MakeReport, text: str, expected: dict[str, str]) -> None:
    found = {
        text[m.span.start : m.span.end]: (m.iri or "").rpartition("/id/")[2]
        for m in report_of(text).mentions
        if m.named
    }
    assert {surface: found.get(surface, "") for surface in expected} == expected


def test_an_unknown_ministry_is_called_with_its_state(report_of: MakeReport) -> None:
    found = {m.name for m in report_of("قالت وزارة الزراعة البلجيكية إن رجلا قتل.").mentions if m.iri is None}
    assert found == {"وزارة الزراعة البلجيكية"}
