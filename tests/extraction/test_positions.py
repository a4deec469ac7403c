"""Where the words put something from a known place: bearing, distance, surroundings; nothing where they say nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.positions import position_of
from kgbuild.extraction.report import Report

Read = Callable[[str], Reading]
MakeReport = Callable[..., Report]

# Phrase; the place that counts, by the last part of its IRI; kind, bearing, kilometres, words.
_TOLD = {
    "countryside and attribute": (
        "سقطت قذائف في ريف دير الزور الشرقي",
        "deir-ez-zor-governorate",
        ("direction", 90, None, "ريف … الشرقي"),
    ),
    "countryside and two attributes": (
        "سقطت قذائف بريف درعا الشمالي الغربي",
        "daraa-governorate",
        ("direction", 315, None, "ريف … الشمالي الغربي"),
    ),
    "attribute before the name": (
        "قصف الطيران الريف الجنوبي لحماة",
        "hama",
        ("direction", 180, None, "الريف الجنوبي"),
    ),
    "countryside in the name itself": (
        "سقطت قذائف في ريف دمشق الغربي",
        "rif-dimashq-governorate",
        ("direction", 270, None, "ريف دمشق الغربي"),
    ),
    "bearing before a governorate": (
        "اندلع القتال شمال محافظة مأرب",
        "marib-governorate",
        ("direction", 0, None, "شمال"),
    ),
    "two words with endings": (
        "انفجرت عبوة جنوبي شرقي كركوك",
        "kirkuk",
        ("direction", 135, None, "جنوبي شرقي"),
    ),
    "between a bearing and a name its kind": (
        "انفجرت عبوة شمال غرب مدينة الموصل",
        "mosul",
        ("direction", 315, None, "شمال غرب"),
    ),
    "with a preposition": (
        "قتل جندي بجنوب الموصل",
        "mosul",
        ("direction", 180, None, "جنوب"),
    ),
    "north of its countryside": (
        "سقطت قذائف في شمال ريف اللاذقية",
        "latakia-governorate",
        ("direction", 0, None, "شمال"),
    ),
    "a part": (
        "سيطر المسلحون على الجزء الغربي من تعز",
        "taiz",
        ("part", 270, None, "الجزء الغربي من"),
    ),
    "its districts": (
        "قصفت المدفعية أحياء حلب الشرقية",
        "aleppo",
        ("part", 90, None, "أحياء … الشرقية"),
    ),
    "distance and bearing": (
        "انفجر لغم على بعد 20 كلم شمال شرق الموصل",
        "mosul",
        ("distance", 45, 20, "20 كلم شمال شرق"),
    ),
    "distance in words": (
        "انفجر لغم على بعد عشرين كيلومترا جنوب الرمادي",
        "ramadi",
        ("distance", 180, 20, "عشرين كيلومترا جنوب"),
    ),
    "distance with the bearing behind it": (
        "انفجر لغم على مسافة 30 كم إلى الغرب من الرمادي",
        "ramadi",
        ("distance", 270, 30, "30 كم إلى الغرب من"),
    ),
    "distance alone": (
        "انفجر لغم على بعد خمسة كيلومترات من الموصل",
        "mosul",
        ("distance", None, 5, "خمسة كيلومترات من"),
    ),
    "two kilometres": (
        "انفجر لغم على بعد كيلومترين من الموصل",
        "mosul",
        ("distance", None, 2, "كيلومترين من"),
    ),
    "one kilometre": (
        "انفجر لغم على بعد كيلومتر من الموصل",
        "mosul",
        ("distance", None, 1, "كيلومتر من"),
    ),
    "a decimal": (
        "انفجر لغم على بعد 3,5 كلم من الموصل",
        "mosul",
        ("distance", None, 3.5, "3,5 كلم من"),
    ),
    "miles": (
        "انفجر لغم على بعد 10 أميال شرق الموصل",
        "mosul",
        ("distance", 90, 16.09, "10 أميال شرق"),
    ),
    "distance behind the name": (
        "انفجر لغم شمال الموصل بنحو 20 كيلومترا",
        "mosul",
        ("distance", 0, 20, "شمال … بنحو 20 كيلومترا"),
    ),
    "surroundings": (
        "دارت اشتباكات في محيط مدينة الباب",
        "al-bab",
        ("around", None, None, "محيط"),
    ),
    "outskirts": (
        "دارت اشتباكات على أطراف الرمادي",
        "ramadi",
        ("around", None, None, "أطراف"),
    ),
    "suburbs": (
        "وقع التفجير بضواحي بنغازي",
        "benghazi",
        ("around", None, None, "ضواحي"),
    ),
    "near": (
        "انفجرت سيارة قرب الفلوجة",
        "fallujah",
        ("around", None, None, "قرب"),
    ),
    "in the nearness of": (
        "انفجرت سيارة بالقرب من الفلوجة",
        "fallujah",
        ("around", None, None, "بالقرب من"),
    ),
    "fields around": (
        "أحرقت القوات المزارع المحيطة بمدينة تدمر",
        "palmyra",
        ("around", None, None, "المحيطة"),
    ),
    "an edge": (
        "دارت اشتباكات على أطراف تدمر الشرقية",
        "palmyra",
        ("direction", 90, None, "أطراف … الشرقية"),
    ),
}

_NOT_TOLD = {
    "a name alone": "سقطت قذائف في مدينة الموصل",
    "countryside alone": "سقطت قذائف في ريف حلب",
    "a region of that name": "وقع الهجوم في شمال سيناء",
    "the attribute of a town": "قصفت المدفعية مدينة عدن الجنوبية",
    "two bearings": "سقطت قذائف في ريف حلب الشمالي والغربي",
    "two bearings before": "سقطت قذائف شمال وغرب الموصل",
    "countryside of two sides": "سقطت قذائف بريفي حلب الشرقي والجنوبي",
    "dozens of kilometres": "انفجر لغم على بعد عشرات الكيلومترات من الموصل",
    "a suburb by name": "سقطت قذائف في ضاحية دار سعد",
    "it lies in the country's north": "سقطت قذائف في الموصل (شمال)",
}

# A place that nobody knows, and where it lies from one that is known.
_UNKNOWN = {
    "countryside": (
        "سقطت قذائف في قرية الشجيرات بريف حلب الجنوبي",
        ("aleppo-governorate", "direction", 180, None, "ريف حلب الجنوبي"),
    ),
    "bearing": (
        "انفجرت عبوة في قرية الشجيرات جنوب الموصل",
        ("mosul", "direction", 180, None, "جنوب الموصل"),
    ),
    "distance": (
        "انفجرت عبوة في قرية الشجيرات، 25 كلم غرب الموصل",
        ("mosul", "distance", 270, 25, "25 كلم غرب الموصل"),
    ),
    "where it lies": (
        "انفجرت عبوة في قرية الشجيرات الواقعة على بعد 25 كلم غرب الموصل",
        ("mosul", "distance", 270, 25, "25 كلم غرب الموصل"),
    ),
    "near": (
        "انفجرت عبوة في قرية الشجيرات قرب الفلوجة",
        ("fallujah", "around", None, None, "قرب الفلوجة"),
    ),
    "countryside in the name": (
        "سقطت قذائف في قرية الشجيرات بريف دمشق الغربي",
        ("rif-dimashq-governorate", "direction", 270, None, "ريف دمشق الغربي"),
    ),
    "somewhere in a country": ("سقطت قذائف في قرية الشجيرات شمال العراق", None),
    "beside an area": ("سقطت قذائف في قرية الشجيرات قرب محافظة نينوى", None),
    "inside an area": ("سقطت قذائف في قرية الشجيرات بمحافظة نينوى", None),
    "another place": ("سقطت قذائف في قرية الشجيرات وفي ريف حلب الجنوبي", None),
    "something else near": ("سقطت قذائف في قرية الشجيرات وقتل جندي قرب الفلوجة", None),
}


@pytest.mark.parametrize(("text", "place", "told"), _TOLD.values(), ids=_TOLD.keys())
def test_a_position_is_read(read: Read, text: str, place: str, told: tuple[object, ...]) -> None:
    reading = read(text + ".")
    (mention,) = [m for m in reading.mentions if m.kind == "place" and m.iri and m.iri.endswith(f"/{place}")]
    position = position_of(reading, mention)
    assert position is not None
    assert (position.kind, position.bearing, position.distance_km, position.words) == told
    assert position.anchor == mention.iri


@pytest.mark.parametrize("text", _NOT_TOLD.values(), ids=_NOT_TOLD.keys())
def test_none_is_invented(read: Read, text: str) -> None:
    reading = read(text + ".")
    places = [mention for mention in reading.mentions if mention.kind == "place"]
    assert places
    assert [position_of(reading, mention) for mention in places] == [None] * len(places)


@pytest.mark.parametrize(("text", "told"), _UNKNOWN.values(), ids=_UNKNOWN.keys())
def test_an_unknown_place_lies_where_the_words_say(read: Read, text: str, told: tuple[object, ...] | None) -> None:
    reading = read(text + ".")
    mention = next(m for m in reading.mentions if m.kind == "place" and m.iri is None)
    position = position_of(reading, mention)
    found = position and (
        position.anchor.rpartition("/")[2],
        position.kind,
        position.bearing,
        position.distance_km,
        position.words,
    )
    assert found == told


def test_the_place_of_a_claim_carries_it(report_of: MakeReport) -> None:
    (claim,) = report_of("قتل خمسة جنود في هجوم لمسلحين على حاجز في ريف دير الزور الشرقي.").claims
    (place,) = claim.places
    assert place.position is not None
    assert (place.position.kind, place.position.bearing) == ("direction", 90)


def test_other_participants_have_none(report_of: MakeReport) -> None:
    report = report_of("قتل خمسة جنود في هجوم لمسلحين على حاجز في ريف دير الزور الشرقي.")
    assert not [p for claim in report.claims for p in (*claim.attackers, *claim.targets) if p.position]
