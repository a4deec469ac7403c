"""Whether a country's name means the land or its state, a capital's the town or the government."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.annotations import Reading

Read = Callable[[str], Reading]

_MEANT = {
    "border area with": ("هاجم مسلحون بلدة في المنطقة الحدودية مع لبنان", "لبنان", "place/lebanon"),
    "border area between, first": ("سيطر المسلحون على المناطق الحدودية بين سوريا والعراق", "سوريا", "place/syria"),
    "border area between, second": ("سيطر المسلحون على المناطق الحدودية بين سوريا والعراق", "العراق", "place/iraq"),
    "dispute on borders": ("تجدد النزاع الحدودي بين تركيا والعراق", "تركيا", "actor/republic-of-turkey"),
    "next to": ("قتل ثلاثة في القرية المتاخمة لتركيا", "تركيا", "place/turkey"),
    "part of": ("سقطت صواريخ على المحافظات الشمالية من السعودية", "السعودية", "place/saudi-arabia"),
    "origin": ("تسللوا أمس إلى سوريا وجاء معظمهم من تركيا", "تركيا", "place/turkey"),
    "support from": ("تقدم المسلحون بدعم مباشر من تركيا", "تركيا", "actor/republic-of-turkey"),
    "both of": ("أدانت كل من تركيا وقطر الهجوم", "تركيا", "actor/republic-of-turkey"),
    "visit": ("اغتيل الوزير أثناء زيارته روسيا", "روسيا", "place/russia"),
    "invaded": ("قتل جنود كثيرون بعد غزو العراق عام 2003", "العراق", "place/iraq"),
    "invader": ("قتل مدنيون كثيرون في غزو العراق للكويت", "العراق", "actor/republic-of-iraq"),
    "befallen": ("ندد بالهجوم الذي شهدته تركيا أمس", "تركيا", "place/turkey"),
    "among countries": ("أصبحت تونس من أكثر البلدان التي ضربها الإرهاب", "تونس", "place/tunisia"),
    "tags": ("قتل عشرة في انفجار. سمات تفجير ليبيا", "ليبيا", "place/libya"),
    "dateline": ("مراسل الصحيفة – تونس قتل جندي في انفجار", "تونس", "place/tunisia"),
    "row of places": ("قتل عشرات في الشام والعراق هذا العام", "العراق", "place/iraq"),
    "acts": ("أعلنت تركيا مقتل عشرة مسلحين", "تركيا", "actor/republic-of-turkey"),
    "obliged": ("يتعين على تركيا أن توقف القصف", "تركيا", "actor/republic-of-turkey"),
    "capitals that agree": ("أبرم الاتفاق بين موسكو وأنقرة بعد القصف", "موسكو", "actor/government-of-russia"),
    "second capital": ("أبرم الاتفاق بين موسكو وأنقرة بعد القصف", "أنقرة", "actor/government-of-turkey"),
    "road between capitals": ("انفجر لغم على الطريق بين دمشق وبيروت", "دمشق", "place/damascus"),
    "capital that permits": ("قصفت الطائرات المواقع بعد سماح أنقرة بذلك", "أنقرة", "actor/government-of-turkey"),
    "capital that declares": ("زاد القصف بعد إعلان أنقرة عزمها التدخل", "أنقرة", "actor/government-of-turkey"),
    "border with its pronoun": ("عززت القوات حدودها مع سوريا بعد الهجوم", "سوريا", "place/syria"),
    "drowning in violence": ("استغل المسلحون الفوضى التي تغرق ليبيا", "ليبيا", "place/libya"),
    "government of a capital": ("نددت الحركة بقصف حكومة أنقرة بلدة عفرين", "أنقرة", "actor/government-of-turkey"),
    "loyal to a capital": ("قصف المسلحون الموالون لأنقرة بلدة عفرين", "أنقرة", "actor/government-of-turkey"),
    "capital that goes on": ("وهو ما ظلت أنقرة ترفضه بعد القصف", "أنقرة", "actor/government-of-turkey"),
}


@pytest.mark.parametrize(("text", "name", "meant"), _MEANT.values(), ids=_MEANT.keys())
def test_a_name_means_the_land_or_the_state(read: Read, text: str, name: str, meant: str) -> None:
    found = {m.surface: (m.iri or "").rpartition("/id/")[2] for m in read(text + ".").mentions}
    assert found[name] == meant


def test_people_who_are_counted_are_no_state(read: Read) -> None:
    reading = read("أعلن المرصد أن 12 سوريا قتلوا في قصف على حلب.")
    assert not [m for m in reading.mentions if m.type == "State"]


@pytest.mark.parametrize("text", ["كان المهاجمون من جنسيات غير سورية", "قتل مسلحون من جنسيات سورية وعربية"])
def test_an_adjective_is_no_state(read: Read, text: str) -> None:
    assert [m.surface for m in read(text + ".").mentions if m.type == "State"] == []
