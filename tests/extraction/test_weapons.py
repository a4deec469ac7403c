"""What is a means of a deed and what was its object, how a weapon is named, and the types that weapons tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.extraction.report import EventClaim, Report

Weapons = list[tuple[str, str]]

USED: dict[str, tuple[str, str, Weapons]] = {
    "gun on the car of the attackers": (
        "هاجم مسلحون بسيارة مزودة برشاش ثقيل حاجزا للجيش قرب مأرب.",
        "Attack",
        [("MachineGun", "رشاش ثقيل")],
    ),
    "rockets with a fuel-air warhead": (
        "استهدفت القوات بالصواريخ الفراغية بلدة حيان يوم الأحد.",
        "Attack",
        [("ThermobaricRocket", "الصواريخ الفراغية")],
    ),
    "planes without their owner": (
        "قصفت طائرات التحالف العربي معسكرا للحوثيين في ذمار يوم السبت.",
        "AirStrike",
        [("Aircraft", "طائرات")],
    ),
    "bombs of a mortar": (
        "قصف المسلحون حي الصالحين في حلب بقنابل الهاون يوم الأحد.",
        "Shelling",
        [("Mortar", "قنابل الهاون")],
    ),
    "bomb on board of a plane": (
        "انفجرت قنبلة داخل الطائرة فوق سيناء يوم السبت.",
        "Bombing",
        [("Bomb", "قنبلة")],
    ),
    "rounds of a mortar by its other name": (
        "قصف المسلحون حي الصالحين في حلب بقذائف المورتر يوم الأحد.",
        "Shelling",
        [("Mortar", "قذائف المورتر")],
    ),
    "rockets by a rarer spelling of their name": (
        "قصف المسلحون حي الصالحين في حلب بصواريخ الكاتوشا يوم الأحد.",
        "Shelling",
        [("Rocket", "صواريخ الكاتوشا")],
    ),
    "planes named by their state": (
        "شن الطيران الحربي التركي غارات على مواقع لحزب العمال الكردستاني في جبال قنديل.",
        "AirStrike",
        [("Aircraft", "الطيران الحربي")],
    ),
    "guns without their owner": (
        "قال الناطق إن مدفعية قوات البيشمركة قصفت مواقع لتنظيم داعش قرب مخمور.",
        "Shelling",
        [("Artillery", "مدفعية")],
    ),
    "drone with its state inside": (
        "قصفت طائرة فرنسية من دون طيار موقعا لتنظيم داعش قرب الرقة.",
        "DroneStrike",
        [("Drone", "طائرة فرنسية من دون طيار")],
    ),
    "drone with an adjective behind its state": (
        "نفذت طائرة إسرائيلية مسيرة غارة على سيارة في بلدة شبعا.",
        "DroneStrike",
        [("Drone", "طائرة إسرائيلية مسيرة")],
    ),
    "drones of a known force": (
        "شنت طائرات تركية من دون طيار غارات على مواقع لحزب العمال الكردستاني في جبال قنديل.",
        "DroneStrike",
        [("Drone", "طائرات تركية من دون طيار")],
    ),
    "drone with its purpose inside": (
        "استهدفت طائرة استطلاع أميركية من دون طيار سيارة في محافظة شبوة وقتل ثلاثة.",
        "DroneStrike",
        [("Drone", "طائرة استطلاع أميركية من دون طيار")],
    ),
    "drone between verb and object": (
        "استهدفت طائرة من دون طيار سيارة في محافظة شبوة وقتل ثلاثة مسلحين.",
        "DroneStrike",
        [("Drone", "طائرة من دون طيار")],
    ),
    "artillery against tanks": (
        "قصفت المدفعية دبابات النظام في جوبر وقتل جنديان.",
        "Shelling",
        [("Artillery", "المدفعية")],
    ),
    "drones that are counted": (
        "استهدفت الحركة بثلاث طائرات مسيرة ميناء ينبع يوم الأحد.",
        "DroneStrike",
        [("Drone", "طائرات مسيرة")],
    ),
    "rocket launcher": (
        "قتل شرطي في هجوم بقاذفة صواريخ شنه مسلحون على مخفر في ولاية بينغول.",
        "Attack",
        [("RocketPropelledGrenade", "قاذفة صواريخ")],
    ),
    "launchers of grenades": (
        "هاجم مسلحون بقاذفات آر بي جي دورية للشرطة في كسلا.",
        "Attack",
        [("RocketPropelledGrenade", "قاذفات آر بي جي")],
    ),
    "multiple rocket launchers": (
        "قصفت قوات النظام براجمات الصواريخ مدينة دوما.",
        "Shelling",
        [("Rocket", "راجمات الصواريخ")],
    ),
    "bombers": (
        "شنت قاذفات روسية غارات على مواقع لتنظيم داعش في تدمر.",
        "AirStrike",
        [("Aircraft", "قاذفات")],
    ),
    "anti-aircraft guns on the ground": (
        "هاجم مسلحون بمدافع مضادة للطائرات نقطة تفتيش في سبها.",
        "Attack",
        [("AntiAircraftGun", "مدافع مضادة للطائرات")],
    ),
    "tanks that are counted": (
        "قصف الجيش بثلاث دبابات حي جوبر في دمشق.",
        "Shelling",
        [("Tank", "دبابات")],
    ),
    "planes alone": (
        "قتل خمسة أشخاص في غارة شنتها ثلاث طائرات على بلدة حاس في ريف إدلب.",
        "AirStrike",
        [("Aircraft", "طائرات")],
    ),
    "strikes of planes behind what they destroyed": (
        "قتل ثلاثة مسلحين على متن دبابة دمرتها إحدى غارات الطيران في جبهة صرواح.",
        "AirStrike",
        [("Aircraft", "الطيران")],
    ),
    "what exploded, behind a verb of destroying": (
        "دمر انفجار شاحنة مفخخة حيا سكنيا في كابول وقتل 15 شخصا.",
        "Bombing",
        [("CarBomb", "شاحنة مفخخة")],
    ),
}

STRUCK: dict[str, tuple[str, str, list[str]]] = {
    "fire on a helicopter": (
        "فتح مسلحون النار على مروحية عسكرية في إقليم قندهار وقتل جندي.",
        "OtherViolence",
        ["مروحية عسكرية"],
    ),
    "attack on a helicopter": (
        "شن مسلحون هجوما على مروحية عسكرية في ولاية غزني وقتل جنديان.",
        "Attack",
        ["مروحية عسكرية"],
    ),
    "helicopter under fire": (
        "تعرضت مروحية عسكرية لإطلاق نار في ولاية وردك.",
        "OtherViolence",
        ["مروحية عسكرية"],
    ),
    "helicopter that carried the dead": (
        "قتل ثلاثة جنود عندما شن مسلحون هجوما على مروحية تقلهم في ولاية لوغر.",
        "Attack",
        ["مروحية"],
    ),
    "vehicles as object of a strike": (
        "أعطبت غارة أخرى 3 أطقم عسكرية للحوثيين في صرواح وقتل خمسة مسلحين على متنها.",
        "AirStrike",
        ["أطقم عسكرية"],
    ),
    "mortar as object of a strike": (
        "وقال الناطق إن غارة ثانية دمرت مدفع هاون وقتل ثلاثة من طاقمه في جبهة صرواح.",
        "AirStrike",
        [],
    ),
    "gun on a vehicle that was blown up": (
        "وأسفرت العملية عن تفجير دبابة وناقلة جند تحمل مدفعا مضادا للطيران في منطقة مريس.",
        "Bombing",
        ["دبابة"],
    ),
    "missiles in a lorry that was hit": (
        "استهدفت غارة شاحنة محملة بالصواريخ في مأرب وقتل سائقها.",
        "AirStrike",
        [],
    ),
    "gun on a car that was hit": (
        "استهدفت غارة سيارة مزودة برشاش ثقيل قرب مأرب يوم الأحد.",
        "AirStrike",
        ["سيارة مزودة"],
    ),
    "missiles on what launches them": (
        "استهدف قصف جوي منصات إطلاق صواريخ في صنعاء يوم الأحد.",
        "AirStrike",
        ["منصات إطلاق"],
    ),
    "plane that only tells the time": (
        "أصيب أربعة جنود في الهجوم الذي وقع بعد إقلاع الطائرة من مطار كويتا.",
        "Attack",
        [],
    ),
    "plane that was shot down": (
        "أسقطت المقاومة الشعبية طائرة استطلاع في الضالع.",
        "Interception",
        ["طائرة استطلاع"],
    ),
    "missile that was shot down": (
        "أسقطت القوات السعودية صاروخا باليستيا فوق جازان.",
        "Interception",
        [],
    ),
}

NO_EVENT = {
    "helicopter that crashed": "وسقطت المروحية بسبب عطل فني في ولاية بادغيس.",
    "fall of a plane": "وقتل طياران في سقوط الطائرة قرب مطار المكلا.",
    "attack that is ruled out": "استبعد قائد الشرطة أن تكون المروحية هدفا لهجوم في ولاية بلخ.",
}

EFFECTS = {
    "because of": "هزت انفجارات عنيفة مدينة صعدة جراء غارات لطيران التحالف على مخازن أسلحة.",
    "in the wake of": "هزت انفجارات عنيفة مدينة صعدة يوم الأحد إثر غارات لطيران التحالف على مخازن أسلحة.",
    "after": "هزت انفجارات مدينة صعدة مساء الأحد بعد غارات شنتها مقاتلات التحالف على مخازن أسلحة.",
}

OWN_BOMBINGS = {
    "with its bomb": "وقع انفجار سيارة مفخخة في حي الكرادة وسط بغداد بعد غارات على المدينة.",
    "without a cause": "هزت ثلاثة انفجارات مدينة القامشلي وقتل عشرون شخصا.",
}


def told(report: Report) -> list[EventClaim]:
    return [claim for claim in report.claims if claim.factuality == "asserted"]


@pytest.mark.parametrize(("text", "kind", "weapons"), USED.values(), ids=USED.keys())
def test_means_of_a_deed(text: str, kind: str, weapons: Weapons, report_of: Callable[..., Report]) -> None:
    (claim,) = told(report_of(text))
    assert claim.type == kind
    assert [(weapon.kind, weapon.surface) for weapon in claim.weapons] == weapons
    assert all(weapon.span.of(text) == weapon.surface for weapon in claim.weapons)


@pytest.mark.parametrize(("text", "kind", "targets"), STRUCK.values(), ids=STRUCK.keys())
def test_what_was_hit_is_no_means(text: str, kind: str, targets: list[str], report_of: Callable[..., Report]) -> None:
    (claim,) = told(report_of(text))
    assert (claim.type, claim.weapons) == (kind, ())
    assert [target.surface for target in claim.targets] == targets


@pytest.mark.parametrize("text", NO_EVENT.values(), ids=NO_EVENT.keys())
def test_accidents_of_aircraft_are_no_strikes(text: str, report_of: Callable[..., Report]) -> None:
    assert told(report_of(text)) == []


@pytest.mark.parametrize("text", EFFECTS.values(), ids=EFFECTS.keys())
def test_explosions_of_a_strike_are_no_bombing(text: str, report_of: Callable[..., Report]) -> None:
    assert [claim.type for claim in told(report_of(text))] == ["AirStrike"]


@pytest.mark.parametrize("text", OWN_BOMBINGS.values(), ids=OWN_BOMBINGS.keys())
def test_bombings_of_their_own(text: str, report_of: Callable[..., Report]) -> None:
    assert "Bombing" in [claim.type for claim in told(report_of(text))]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("ودمرت مقاتلات التحالف العربي أسلحة للحوثيين في مدينة صعدة أمس.", {"Aircraft"}),
        ("واستهدفت غارات الحوثيين أمس في مزرعة محمد سيف الحمادي شرقي مدينة الجراحي.", set()),
        ("وهاجم رجل المصلين بسيف في مدينة لندن أمس فقتل اثنين.", {"Knife"}),
        ("وقصفت القوات بمدفع جهنم مدينة حلب أمس.", {"SurfaceToSurfaceImprovised"}),
    ],
)
def test_words_for_weapons_that_name_no_means(text: str, weapons: set[str], report_of: Callable[..., Report]) -> None:
    claims = report_of(text).claims
    assert claims
    assert {weapon.kind for claim in claims for weapon in claim.weapons} == weapons
