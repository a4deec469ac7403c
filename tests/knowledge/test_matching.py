"""Names in running text: joined particles, spelling, quotation marks, longest match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.knowledge import AliasIndex, Entity, KnowledgeBase, Name, load_knowledge


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge()


def names(base: KnowledgeBase, text: str) -> list[tuple[str, str | None]]:
    return [(match.surface, match.candidates[0].entity.label("en")) for match in base.match(text)]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("قصفت قوات النظام المنطقة", "قوات النظام", "Syrian Arab Army"),
        ("مخزن تابع للحرس الثوري الإيراني", "حرس الثوري الإيراني", "Islamic Revolutionary Guard Corps"),
        ("مقر للواء فاطميون", "لواء فاطميون", "Fatemiyoun Brigade"),
        ("مقرّ لواء «فاطميون» قرب الجسر", "لواء «فاطميون", "Fatemiyoun Brigade"),
        ("مقتل عنصر من لواء “فاطميون”", "لواء “فاطميون", "Fatemiyoun Brigade"),
        ("وبحزب الله وحلفائه", "حزب الله", "Hezbollah"),
        ("فالحوثيون يسيطرون", "الحوثيون", "Houthis"),
        ("وللحوثيين مواقع هناك", "حوثيين", "Houthis"),
        ("عناصر من «داعش»", "داعش", "Islamic State"),
        ("تنظيم «داعش» الإرهابي", "تنظيم «داعش» الإرهابي", "Islamic State"),
        ("نقلت (أ.ف.ب) عن شاهد", "أ.ف.ب", "Agence France-Presse"),
        ("نقلت د ب أ عن شاهد", "د ب أ", "Deutsche Presse-Agentur"),
        ("قال الحَشْدُ الشَّعبي", "الحَشْدُ الشَّعبي", "Popular Mobilization Forces"),
        ("قال الحشــد الشعبي", "الحشــد الشعبي", "Popular Mobilization Forces"),
        ("لأبي الفضل العباس", "أبي الفضل العباس", "Abu al-Fadl al-Abbas Brigade"),
        ("مسلحو مليشيات الحوثي", "مليشيات الحوثي", "Houthis"),
        ("ميليشيات الحوثي وصالح", "ميليشيات الحوثي وصالح", "Houthi–Saleh alliance"),
        ("مواقع للاذقية", "لاذقية", "Latakia"),
        ("مدينة ازرع", "ازرع", "Izra"),
        ("في خوشام", "خوشام", "Khasham"),
    ],
)
def test_name_is_found(base: KnowledgeBase, text: str, surface: str, label: str) -> None:
    assert (surface, label) in names(base, text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("الداعشية فكرة", "داعش"),
        ("تصريحات الحوثيات", "الحوثي"),
        ("كتب الله له", "حزب الله"),
        ("حزب. الله أعلم", "حزب الله"),
        ("استقبل الحزب، الله أعلم", "حزب الله"),
        ("في السابع من آب", "آب"),
        ("وأن الهجوم", "وأن"),
    ],
)
def test_part_of_another_word_is_no_name(base: KnowledgeBase, text: str, absent: str) -> None:
    assert absent not in [surface for surface, _ in names(base, text)]


def test_longest_name_wins(base: KnowledgeBase) -> None:
    assert names(base, "مدير المرصد السوري لحقوق الإنسان") == [
        ("المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights")
    ]


def test_demonym_carries_its_role(base: KnowledgeBase) -> None:
    (match,) = base.match("سبعة إيرانيين قتلوا")
    assert match.surface == "إيرانيين"
    assert {candidate.role for candidate in match.candidates} == {"demonym"}


def test_capital_offers_its_government(base: KnowledgeBase) -> None:
    (match,) = base.match("اتهمت دمشق")
    assert {"City", "Government"} <= {candidate.entity.kind for candidate in match.candidates}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("في مدينة الرمادي", "kind"),
        ("ببلدة الرمادي", "kind"),
        ("قرب الرمادي", "locative"),
        ("بالرمادي", "locative"),
        ("أعلنت الرمادي", ""),
        ("القاعدة الرمادي", ""),
    ],
)
def test_cue(base: KnowledgeBase, text: str, cue: str) -> None:
    assert base.match(text)[-1].cue == cue


def test_cue_is_handed_along_a_list(base: KnowledgeBase) -> None:
    matches = base.match("قصف طال بلدتي النعيمة والصورة، وداعل")
    assert [match.cue for match in matches] == ["kind", "list", "list"]


@given(st.text(alphabet="وفبكلال «»“”.،()\n\u064b\u200fحزباللهداعشقسد", max_size=60))
def test_spans_point_into_the_text(text: str) -> None:
    entities = [
        Entity("x:1", "Militia", (Name("حزب الله", "ar"),)),
        Entity("x:2", "ArmedGroup", (Name("داعش", "ar"),)),
        Entity("x:3", "StateForce", (Name("قسد", "ar", "acronym"),)),
    ]
    end = 0
    for match in AliasIndex({entity.iri: entity for entity in entities}).match(text):
        assert match.span.start >= end
        assert match.surface == match.span.of(text) != ""
        end = match.span.end


def test_empty_index_finds_nothing() -> None:
    assert AliasIndex({}).match("داعش") == []
