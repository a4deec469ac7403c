"""Figures for factuality: the same deed told as a fact, denied, threatened, remembered, and how each is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kgbuild.arabic.normalise import fold
from kgbuild.errors import GoldFileError
from kgbuild.extraction.report import EventClaim

__all__ = ["EXPECTED", "Variant", "load_variants", "problems", "shares"]

EXPECTED = {
    "asserted": "asserted",
    "denied": "negated",
    "threatened": "threatened",
    "planned": "planned",
    "conditional": "hypothetical",
    "anniversary": "asserted",
    "accusation": "asserted/suspected",
    "generic": "generic|none",
}
"""What a text of each class should be read as, where its base says nothing else."""

_PUBLISHED = date(2020, 3, 18)
_LONG_AGO = timedelta(days=300)  # what is remembered lies about a year back, or more


@dataclass(frozen=True, slots=True)
class Variant:
    """One sentence of a base, and how it should be read.

    Parameters
    ----------
    base
        The sentences that tell of one deed share it.
    kind
        The class (a key of :data:`EXPECTED`).
    text, published
        The sentence, and the day that its dates count from.
    types
        Classes of the ontology, one of which the deed is told as where it happened.
    attackers
        Words of which one is in the name of the accused; none where that is not looked at.
    expected
        Factualities that are right; ``asserted/suspected`` asks for the certainty of the attackers too, ``none``
        allows that there is no claim.
    beside
        Classes of other deeds that the sentence tells and that are not looked at.
    known_failure
        Why it is not read yet.
    """

    base: str
    kind: str
    text: str
    published: date
    types: frozenset[str]
    attackers: tuple[str, ...]
    expected: frozenset[str]
    beside: frozenset[str] = frozenset()
    known_failure: str | None = None

    @property
    def id(self) -> str:
        """Base and class."""
        return f"{self.base}/{self.kind}"


def load_variants(path: Path) -> list[Variant]:
    """Read a table of bases, each with one text a class (``tests/extraction/factuality_pairs.toml`` tells the form).

    Raises
    ------
    GoldFileError
        The table is not of that form.
    """
    try:
        bases = tomllib.loads(path.read_text(encoding="utf-8"))["base"]
        return [_variant(base, kind) for base in bases for kind in EXPECTED if kind in base]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldFileError(f"{path}: {type(error).__name__} {error}") from error


def _variant(base: dict[str, Any], kind: str) -> Variant:
    return Variant(
        base=base["id"],
        kind=kind,
        text=base[kind],
        published=base.get("published", _PUBLISHED),
        types=frozenset(base["type"].split("|")),
        attackers=tuple(base["attacker"].split("|")) if kind == "accusation" else (),
        expected=frozenset(base.get("expected", {}).get(kind, EXPECTED[kind]).split("|")),
        beside=frozenset(base.get("beside", {}).get(kind, "").split("|")),
        known_failure=base.get("known_failure", {}).get(kind),
    )


def problems(variant: Variant, claims: Sequence[EventClaim]) -> list[str]:
    """What is wrong with the claims of a sentence; nothing where it is read as it should be.

    Where it may have happened, one asserted claim has to be of the right type, day and certainty. Else nothing may be
    asserted, and one claim has to be of a factuality that is expected.
    """
    claims = [claim for claim in claims if claim.type not in variant.beside]
    told = [claim for claim in claims if claim.factuality == "asserted"]
    certainties = {one.partition("/")[2] for one in variant.expected if one.startswith("asserted")}
    if told and certainties:
        found = [_as_fact(variant, claim, certainties) for claim in told]
        return min(found, key=len)
    if told:
        return [f"told as a fact: {claim.type}" for claim in told]
    kinds = {str(claim.factuality) for claim in claims} or {"none"}
    return [] if kinds & variant.expected else [f"{' and '.join(sorted(kinds))}, not {_wanted(variant)}"]


def _as_fact(variant: Variant, claim: EventClaim, certainties: set[str]) -> list[str]:
    """What is wrong with one claim that the deed happened."""
    found = []
    if claim.type not in variant.types:
        found.append(f"type: {claim.type}, not {' or '.join(sorted(variant.types))}")
    if "" not in certainties and claim.attacker_certainty not in certainties:
        found.append(f"attackers are {claim.attacker_certainty}, not {_wanted(variant)}")
    names = [fold(name) for attacker in claim.attackers for name in (attacker.surface, attacker.name)]
    if variant.attackers and names and not any(fold(word) in name for word in variant.attackers for name in names):
        found.append(f"accused is {names[0]}, not {' or '.join(variant.attackers)}")
    if variant.kind == "anniversary" and claim.time and claim.time.end > variant.published - _LONG_AGO:
        found.append(f"of {claim.time.end}, not long before {variant.published}")
    return found


def _wanted(variant: Variant) -> str:
    return " or ".join(sorted(variant.expected))


def shares(rows: Iterable[tuple[Variant, Sequence[str]]]) -> dict[str, tuple[int, int]]:
    """Return how many sentences of each class are read as they should be, and of how many; of all under ``all``."""
    counts: dict[str, tuple[int, int]] = dict.fromkeys((*EXPECTED, "all"), (0, 0))
    for variant, wrong in rows:
        for key in (variant.kind, "all"):
            right, every = counts[key]
            counts[key] = (right + (not wrong), every + 1)
    return {key: count for key, count in counts.items() if count[1]}
