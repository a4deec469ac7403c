"""Air forces: actors and no weapon, of the nation that acts; and aircraft that are the subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.report import EventClaim, Report

Read = Callable[[str], Reading]

# Text; the identity of its last air force.
NATIONS = {
    "its own adjective": ("قصف سلاح الجو التشادي معسكرا قرب درنة.", "republic-of-chad"),
    "known by that name": ("قصف سلاح الجو التركي معسكرا قرب دهوك.", "turkish-air-force"),
    "adjective of a deed before": (
        "اتسعت دائرة الهجمات الإسرائيلية، حيث قصف سلاح الجو شاحنات قرب القصير.",
        "israeli-air-force",
    ),
    "army that speaks": ("قال الجيش الإسرائيلي إن سلاح الجو أغار على منشأة قرب صيدا.", "israeli-air-force"),
    "army of another sentence": (
        "تقدم الجيش العراقي غربا. وقصفت القوات الجوية مواقع تنظيم داعش قرب القائم.",
        "iraqi-air-force",
    ),
    "nation that nothing knows": ("أغار الجيش الإسرائيلي. وقصف سلاح الجو الزمبابوي موقعا قرب هراري.", None),
    "country of the article": ("قصف سلاح الجو مواقع للمسلحين في إدلب وحلب وحماة.", "syrian-air-force"),
    "owner behind it": ("استهدف سلاح الجو التابع للنظام سوقا في معرة النعمان.", "syrian-air-force"),
    "state without a known air force": ("قال متحدث صومالي إن سلاح الجو قصف مخزنا في كيسمايو وبيدوا.", None),
    "two nations": ("تبادل الجيش التركي والجيش السوري القصف، ثم استهدف سلاح الجو موقعا قرب سراقب.", None),
    "adjective of a place": (
        "أغارت مقاتلات إسرائيلية على بلدة حضر. وفي بلدة حضر السورية قال الأهالي إن سلاح الجو عاد.",
        "israeli-air-force",
    ),
    "two nations in the article": ("قصف الجيش التركي تلالا. ورد الجيش السوري. ثم قصف سلاح الجو تلة.", None),
}


@pytest.mark.parametrize(("text", "iri"), NATIONS.values(), ids=NATIONS.keys())
def test_whose_an_air_force_is(text: str, iri: str | None, read: Read) -> None:
    """It is an actor in any case; where nations compete it has no identity."""
    reading = read(text)
    found = [m for m in reading.mentions if "الجو" in m.surface]
    assert all(m.kind == "actor" for m in found)
    assert (found[-1].iri or "").rsplit("/")[-1] == (iri or "")


# Text; type, attackers, weapons of its one claim.
DEEDS: dict[str, tuple[str, str, list[str], list[str]]] = {
    "air force strikes": (
        "قصف سلاح الجو التركي معسكرا لحزب العمال الكردستاني قرب دهوك.",
        "AirStrike",
        ["turkish-air-force"],
        [],
    ),
    "one of its planes": (
        "قصفت إحدى طائرات سلاح الجو الليبي من قاعدة سبها الجوية أحد القوارب قبالة مدينة زوارة.",
        "AirStrike",
        ["libyan-air-force"],
        ["Aircraft"],
    ),
    "one of the planes of a coalition": (
        "استهدفت إحدى طائرات التحالف الدولي مقرا لتنظيم داعش في الرقة.",
        "AirStrike",
        ["international-coalition-against-isis"],
        ["Aircraft"],
    ),
    "seized from a side": (
        "خطف مسلحون أحد عناصر حزب الله في بلدة القاع أمس.",
        "Abduction",
        ["مسلحون"],
        [],
    ),
}


@pytest.mark.parametrize(("text", "kind", "attackers", "weapons"), DEEDS.values(), ids=DEEDS.keys())
def test_strikes_of_air_forces(
    text: str, kind: str, attackers: list[str], weapons: list[str], report_of: Callable[..., Report]
) -> None:
    """An air force strikes from the air; one of its aircraft is the subject and the means."""
    (claim,) = (claim for claim in report_of(text).claims if isinstance(claim, EventClaim))
    assert claim.type == kind
    assert [(a.iri or a.name).rsplit("/")[-1] for a in claim.attackers] == attackers
    assert [weapon.kind for weapon in claim.weapons] == weapons


def test_a_base_that_planes_come_from_is_no_place(report_of: Callable[..., Report]) -> None:
    """The place in the name of the base is where they took off; what happened at a base stays there."""
    came = report_of("قصفت طائرات ليبية من قاعدة سبها الجوية معسكرا للمسلحين قرب مدينة زوارة.").claims[0]
    there = report_of("هاجم مسلحون من تنظيم داعش قاعدة سبها الجوية أمس.").claims[0]
    assert [place.surface for place in came.places] == ["زوارة"]
    assert "سبها" in " ".join(place.surface for place in there.places)
