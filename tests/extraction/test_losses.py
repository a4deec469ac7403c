"""Who had losses was hit: what :mod:`kgbuild.extraction.losses` adds to the targets, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kgbuild.extraction.report import Report

Read = Callable[..., Report]


def targets(report: Report) -> set[str]:
    return {target.surface for claim in report.claims for target in claim.targets}


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("أدت غارة جوية للتحالف على قرية العرة شمال صنعاء الأحد إلى مقتل ثمانية مدنيين.", "مدنيين"),
        ("أسفر تفجير انتحاري عن مقتل ثلاثة من المصلين في مايدوغوري الجمعة.", "المصلين"),
    ],
)
def test_people_who_were_killed_are_the_targets(text: str, hit: str, report_of: Read) -> None:
    assert targets(report_of(text, published=date(2016, 4, 5))) == {hit}


@pytest.mark.parametrize(
    "text",
    [
        # The attackers' own losses.
        "شن تنظيم داعش هجوما على الحويجة الأحد قتل خلاله عشرة من عناصر التنظيم.",
        # Called after what they did.
        "هز تفجير مدينة كابول الأحد وقتل فيه انتحاري.",
        # Fighters of no side, who may be the attackers.
        "وقع هجوم في سبها الأحد قتل فيه ثلاثة مسلحين.",
        # Nobody was hurt.
        "استهدف قصف مدفعي أطراف مدينة حرض الأحد ولم يصب أي مدني.",
    ],
)
def test_who_may_have_attacked_is_no_target(text: str, report_of: Read) -> None:
    assert not targets(report_of(text, published=date(2016, 4, 5)))


def test_where_a_target_is_told_the_losses_add_none(report_of: Read) -> None:
    report = report_of("قصف الجيش مقرا لحركة أحرار الشام في سرمين الأحد فقتل أربعة مدنيين.", published=date(2016, 4, 5))
    assert [[t.surface for t in claim.targets] for claim in report.claims] == [["حركة أحرار الشام"]]
