"""Labels say what is known, and say so where the attacker is not."""

import pytest

from kgbuild.graph.phrasing import EventPhrase, event_phrase, whole_quotes

STRIKE = ("AirStrike", "Attack")


@pytest.mark.parametrize(
    ("phrase", "english", "arabic"),
    [
        (EventPhrase("Air strike", STRIKE), "Air strike by unknown attacker", "Air strike من جانب مهاجم مجهول"),
        (EventPhrase("Clash", ("ArmedClash", "Attack")), "Clash", "Clash"),
        (EventPhrase("Change", ("TerritorialChange",)), "Change", "Change"),
        (
            EventPhrase("Air strike", STRIKE, factuality="negated"),
            "Said not to have happened: Air strike",
            "نفي وقوع: Air strike",
        ),
        (
            EventPhrase("Air strike", STRIKE, attackers=("س",), certainty="alleged"),
            "Air strike by س (alleged)",
            "Air strike من جانب س (مزعوم)",
        ),
    ],
    ids=["strike", "clash", "change", "negated", "alleged"],
)
def test_attacker_that_nobody_names(phrase: EventPhrase, english: str, arabic: str) -> None:
    assert (event_phrase(phrase, "en"), event_phrase(phrase, "ar")) == (english, arabic)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("فصيل “أبو الفضل العباس", "فصيل أبو الفضل العباس"),
        ("أبو الفضل العباس”", "أبو الفضل العباس"),
        ("لواء «فاطميون» و«زينبيون", "لواء «فاطميون» وزينبيون"),
        ('لواء "فاطميون"', 'لواء "فاطميون"'),
        ('لواء "فاطميون', "لواء فاطميون"),
        ("»مقلوبة«", "مقلوبة"),
    ],
    ids=["opening", "closing", "one-of-two", "straight", "straight-alone", "turned-round"],
)
def test_quotes_stand_in_pairs(text: str, mended: str) -> None:
    assert whole_quotes(text) == mended
