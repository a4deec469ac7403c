"""Factualities against what is expected of a sentence: what counts as right, and what is said of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kgbuild.arabic.span import Span
from kgbuild.errors import GoldFileError
from kgbuild.evaluation.factuality import Variant, load_variants, problems, shares
from kgbuild.extraction.report import AttackerCertainty, EventClaim, Factuality, Participant, TimeInterval

SPAN = Span(0, 1)
TABLE = """
[[base]]
id = "one"
published = 2021-01-02
type = "Shelling|Attack"
attacker = "الجيش"
asserted = "قصف الجيش البلدة."
denied = "لم يقصف الجيش البلدة."
accusation = "اتهم السكان الجيش بقصف البلدة."
anniversary = "بعد عام على قصف الجيش البلدة."
generic = "عادة ما يقصف الجيش البلدة."
expected.denied = "negated|asserted/denied"
beside.denied = "Raid"
known_failure.generic = "not yet"
"""


def claim(
    factuality: Factuality,
    certainty: AttackerCertainty = "asserted",
    kind: str = "Shelling",
    by: str = "الجيش",
    day: date | None = None,
) -> EventClaim:
    return EventClaim(
        article=0,
        event=0,
        type=kind,
        trigger=SPAN,
        evidence=SPAN,
        sentence="",
        extractor="test",
        attackers=(Participant(by, SPAN, "StateForce", None, by),),
        time=TimeInterval(day, day, "day", "", SPAN) if day else None,
        attacker_certainty=certainty,
        factuality=factuality,
    )


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Variant]:
    path = tmp_path_factory.mktemp("table") / "pairs.toml"
    path.write_text(TABLE, encoding="utf-8")
    return {variant.kind: variant for variant in load_variants(path)}


def test_a_table_is_read(variants: dict[str, Variant]) -> None:
    assert list(variants) == ["asserted", "denied", "anniversary", "accusation", "generic"]
    assert variants["asserted"].id == "one/asserted"
    assert variants["asserted"].attackers == ()
    assert variants["accusation"].attackers == ("الجيش",)
    assert variants["denied"].expected == {"negated", "asserted/denied"}
    assert variants["generic"].known_failure == "not yet"


RIGHT = {
    "a fact": ("asserted", [claim("asserted")]),
    "a fact beside something else": ("asserted", [claim("planned"), claim("asserted")]),
    "a denial": ("denied", [claim("negated")]),
    "a denial by the attacker": ("denied", [claim("asserted", "denied")]),
    "a denial beside another deed": ("denied", [claim("negated"), claim("asserted", kind="Raid")]),
    "an accusation": ("accusation", [claim("asserted", "suspected")]),
    "an anniversary without a day": ("anniversary", [claim("asserted")]),
    "an anniversary with its own day": ("anniversary", [claim("asserted", day=date(2020, 1, 2))]),
    "a habit": ("generic", [claim("generic")]),
    "a habit that is not told": ("generic", []),
}
WRONG = {
    "a fact that is not found": ("asserted", [], "none, not asserted"),
    "a fact of another type": ("asserted", [claim("asserted", kind="Raid")], "type: Raid"),
    "a denial told as a fact": ("denied", [claim("asserted")], "attackers are asserted"),
    "a denial that is not found": ("denied", [claim("asserted", kind="Raid")], "none, not"),
    "a habit told as a fact": ("generic", [claim("asserted"), claim("generic")], "told as a fact: Shelling"),
    "an accusation that is sure": ("accusation", [claim("asserted")], "attackers are asserted"),
    "another accused": ("accusation", [claim("asserted", "suspected", by="الشرطة")], "accused is الشرطه"),
    "an anniversary on its day": ("anniversary", [claim("asserted", day=date(2021, 1, 2))], "of 2021-01-02"),
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right(case: str, variants: dict[str, Variant]) -> None:
    kind, claims = RIGHT[case]
    assert problems(variants[kind], claims) == []


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong(case: str, variants: dict[str, Variant]) -> None:
    kind, claims, words = WRONG[case]
    assert problems(variants[kind], claims)[0].startswith(words)


def test_shares(variants: dict[str, Variant]) -> None:
    rows = [(variants["asserted"], []), (variants["denied"], ["wrong"]), (variants["denied"], [])]
    assert shares(rows) == {"asserted": (1, 1), "denied": (1, 2), "all": (2, 3)}


@pytest.mark.parametrize("text", ["base = 1", "[[base]]\nasserted = 'x'", "["], ids=["no-list", "no-id", "no-toml"])
def test_a_broken_table_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldFileError, match=r"pairs\.toml"):
        load_variants(path)
