"""Which event of a sentence has which of its losses: not what came before, nor what came of another deed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.report import Report

# Text, and of each claim that tells of losses its type and how many were killed or wounded, or captured.
ROWS = {
    "before/death-that-was-answered": (
        "وشنت تركيا غارات على مواقع داعش في شمال سوريا بعد مقتل أحد جنودها بنيران عبر الحدود.",
        {},
    ),
    "before/clash-that-followed": ("واندلعت اشتباكات في مخيم عين الحلوة إثر مقتل شاب فلسطيني.", {}),
    "before/death-that-it-answered": (
        "أحرق متطرفون شابا في قرية دوما ردا على مقتل ثلاثة إسرائيليين قبل عام.",
        {},
    ),
    "before/deaths-in-many-places": (
        "قتل ثمانية أشخاص في أماكن متفرقة في عدن، وقصف الحوثيون حي الممدارة في عدن.",
        {},
    ),
    "before/not-the-end-of-a-fight": (
        "وانتهت الاشتباكات في مدينة تعز بعد مقتل سبعة من الحوثيين.",
        {"ArmedClash": [7]},
    ),
    "before/what-brought-them-about": ("قتل سبعة جنود إثر هجوم على معسكر في مأرب.", {"Attack": [7]}),
    "before/days-after-deaths-in-another-deed": (
        "ويأتي هجوم السبت على فندق في سرت بعد ثلاثة أيام على مقتل ستة شرطيين في هجوم على حاجز في درنة.",
        {"Attack": [6]},
    ),
    "before/shooting-that-was-answered": (
        "قصفت مدافع أردنية السبت مواقع لتنظيم داعش في درعا بعد إطلاق نيران منها أدى إلى مقتل جندي أردني في الرمثا.",
        {"OtherViolence": [1]},
    ),
    "before/long-after-the-fighting": ("وأعلنت السلطات مقتل ثلاثة مدنيين بعد أسبوعين من معارك في لوغانسك.", {}),
    "before/deed-without-a-word-of-violence": (
        "هز تفجير مدينة كابل أمس وراح ضحيته 12 شخصا، وقبلها عملية الفندق في قندوز وقتل فيها تسعة.",
        {"Bombing": [12]},
    ),
    "result/of-a-deed-that-another-followed": (
        "ويأتي القصف بعد يومين على تفجير انتحاري في غازي عنتاب استهدف حفل زفاف وأسفر عن مقتل 50 شخصا.",
        {"SuicideBombing": [50]},
    ),
    "total/of-a-series": (
        "وأصيب تسعة أشخاص في الهجوم وهو الأحدث في سلسلة من التفجيرات قتل خلالها أكثر من 300 شخص في شمال البلاد.",
        {"Attack": [9]},
    ),
    "result/of-the-event-told-last": (
        "هاجم مسلحون مقر الشرطة في كابل بعد ساعات من تفجير شاحنة ملغومة أدى إلى مقتل 15 شخصا وإصابة العشرات.",
        {"Bombing": [15, 20]},
    ),
    "result/of-a-deed-compared": (
        "وقال إن الهجوم على الفندق الذي خلف 22 قتيلا مرتبط بهجوم طبرقة الذي أسفر عن مقتل 38 سائحا.",
        {"Attack": [22, 38]},
    ),
    "result/of-something-in-a-comparison": (
        "وتواصل القوات اعتقال الصحافيين في صنعاء، كما جرى في الحادث الأليم الذي راح ضحيته صحافيان.",
        {},
    ),
    "result/of-the-deed-itself": (
        "وقع هجوم على فندق في بغداد، راح ضحيته سبعة أشخاص.",
        {"Attack": [7]},
    ),
    "circumstance/then-the-deed": (
        "وبالتزامن مع قصف الطيران الروسي لبلدة سراقب، هاجمت الفصائل حاجزا لقوات النظام في قرية النيرب "
        "مما أدى إلى مقتل تسعة عناصر.",
        {"Attack": [9]},
    ),
    "circumstance/arrests-since-a-deed": (
        "ومنذ هجوم مارس الذي دفع السياح إلى الرحيل، اعتقل 150 شخصا في سوسة.",
        {"Raid": [150]},
    ),
    "crime/of-the-executed": ("أعدمت السلطات رجلا في الرياض بعد إدانته بقتل ستة مدنيين.", {}),
    "crime/killing-itself": ("قتل مسلحون ستة مدنيين في هجوم على قرية قرب كركوك.", {"Attack": [6]}),
    "arrest/of-others-told-behind": (
        "قتل مسلحون خمس نساء في ولاية هلمند، وقالت الشرطة إنه تم اعتقال اثني عشر شخصا على خلفية القضية.",
        {"OtherViolence": [5], "Raid": [12]},
    ),
    "arrest/in-the-same-operation": (
        "قتلت القوات الأميركية ثمانية مسلحين واعتقلت عشرين آخرين خلال مداهمات في ديالى.",
        {"Raid": [8, 20]},
    ),
    "habit/brings-about-deaths": ("تشكل المعارك بين المتمردين والجيش أكثر ما يوقع قتلى وجرحى بين المدنيين.", {}),
}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS.keys())
def test_losses_of_each_event(report_of: Callable[..., Report], text: str, expected: dict[str, list[int]]) -> None:
    found: dict[str, list[int]] = {}
    for claim in report_of(text).claims:
        for toll in claim.tolls:
            if toll.subset_of is None:
                found.setdefault(claim.type, []).append(toll.low)
    assert found == expected
