"""Long names that a text writes with one letter different."""

from __future__ import annotations

import pytest

from kgbuild.knowledge import AliasMatch, KnowledgeBase, load_knowledge, resolve
from kgbuild.knowledge.near_names import NearNames, difference


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge()


def near(base: KnowledgeBase, text: str) -> list[AliasMatch]:
    return [match for match in base.match(text) if match.difference is not None]


def meanings(base: KnowledgeBase, text: str) -> dict[str, str | None]:
    found = [r for r in resolve(base.match(text), base) if r.match.difference is not None]
    return {r.match.surface: r.entity.label("en") if r.entity else None for r in found}


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("كفرنبوضه", "كفرنبوده", "alike"),
        ("سلاقين", "صلاقين", "alike"),
        ("انغرليك", "انجرليك", "alike"),
        ("بلوجيستان", "بلوجستان", "alike"),
        ("الاسماعليه", "الاسماعيليه", "alike"),
        ("بورسودان", "بورتسودان", "other"),
        ("بوررتسودان", "بورتسودان", "other"),
        ("كردتسان", "كردستان", "other"),
        ("كفرنبودا", "كفرنبوده", "alike"),
        ("كردستان", "كردستان", None),
        ("كردستاني", "كردستان", None),
        ("كردستا", "كردستان", None),
        ("ردستان", "اردستان", None),
        ("نغازي", "بنغازي", None),
        ("طبرستان", "كردستان", None),
        ("افغانستين", "افغانستان", "alike"),
        ("مرجعيين", "مرجعيون", "other"),
        ("حوثيو", "حوثيون", None),
        ("", "كردستان", None),
    ],
)
def test_difference_of_one_letter(written: str, name: str, kind: str | None) -> None:
    assert difference(written, name) == kind


def test_letters_taken_for_one_another_come_first_and_two_names_are_none() -> None:
    names = NearNames(
        [("بابنوسه", 1), ("بابنوصه", 2), ("كفرزيتا", 3), ("كفرزيتا العليا", 4)], {"بلده"}, lambda word: False
    )
    assert names.find(["بابنوثه"], 0) is None
    assert names.find(["كفرظيتا"], 0) == (1, 0, 3, "alike")
    assert names.find(["وبكفرظيتا", "العليا"], 0) == (2, 2, 4, "alike")


def test_short_names_common_words_and_other_names_are_left_alone() -> None:
    names = NearNames(
        [("منبج", 1), ("محافظه منبج", 2), ("المحموديه", 3), ("كفرزيتا", 4)], {"محافظه"}, {"كفرزيته"}.__contains__
    )
    assert len(names) == 2
    assert names.find(["منبح"], 0) is None
    assert names.find(["محافظه", "منبح"], 0) is None
    assert names.find(["المحموضيه"], 0) == (1, 2, 3, "alike")
    assert names.find(["كفرزيته"], 0) is None


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        # As the newspapers of 2015 write them.
        ("نشرت الولايات المتحدة ست مقاتلات في قاعدة إنغرليك بجنوب تركيا", "قاعدة إنغرليك", "Incirlik Air Base"),
        ("وقضى أغلب عمره في مدينة بوتسودان في السودان", "بوتسودان", "Port Sudan"),
        ("متجهة إلى مدينة الإسماعلية في مصر", "الإسماعلية", "Ismailia"),
        ("وقتل 13 شخصا في إقليم بلوشيستان جنوب غربي باكستان", "إقليم بلوشيستان", "Balochistan Province"),
        ("وقالت قوات اليونفيل في جنوب لبنان", "اليونفيل", "UN Interim Force in Lebanon"),
        ("وقتل عشرات من المسلحين الحوثين في صنعاء باليمن", "المسلحين الحوثين", "Houthis"),
        ("بين حكومة إقليم كردتسان والجيش العراقي في الموصل", "إقليم كردتسان", "Kurdistan Region of Iraq"),
    ],
)
def test_misspelt_names_are_found(base: KnowledgeBase, text: str, surface: str, label: str) -> None:
    assert meanings(base, text) == {surface: label}


@pytest.mark.parametrize(
    "text",
    [
        "في ضوء محدودية الاعتماد على الطاقة في العراق وبغداد",
        "نشأت العلمانية في تركيا قبل قرن",
        "واستقبله في ديوانه في بغداد بالعراق",
        "متجهة إلى مدينة الإسماعلية",  # nothing tells the country
        "متجهة إلى مدينة الإسماعلية في سوريا قرب حلب",
        "قال بورسودان في الخرطوم بالسودان",  # no word for its kind before it
    ],
)
def test_what_is_like_a_name_by_chance_means_none(base: KnowledgeBase, text: str) -> None:
    assert set(meanings(base, text).values()) <= {None}


def test_a_misspelt_name_scores_less_and_is_no_evidence(base: KnowledgeBase) -> None:
    right, wrong = (
        resolve(base.match(f"انفجار في مدينة {name} في السودان"), base)[0].score for name in ("بورتسودان", "بورسودان")
    )
    assert right >= wrong
    text = "انفجار في مدينة بورسودان قرب المنصورة"
    assert all(r.entity is None for r in resolve(near(base, text), base))


def test_names_spelt_as_known_stay_as_they_are(base: KnowledgeBase) -> None:
    text = "قصف على بلدة كفرنبودة في ريف حماة، ومعارك في محافظة دير الزور"
    assert near(base, text) == []
