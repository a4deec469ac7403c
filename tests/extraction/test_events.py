"""Authored sentences and the events that they tell: who did what to whom, where, when, as whom, or nothing at all."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.report import EventClaim, Participant, Report
from kgbuild.knowledge import load_knowledge
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.resources import ontology_folder

TABLE = tomllib.loads((Path(__file__).parent / "events.toml").read_text(encoding="utf-8"))["row"]
MEASURES = ("killed", "wounded", "captured", "casualties")
Row = dict[str, Any]
_PLACE = "https://w3id.org/kgbuild/id/place/"


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge(ontology_folder())


@pytest.mark.parametrize("row", TABLE, ids=[row["id"] for row in TABLE])
def test_events_of_authored_text(row: Row, report_of: Callable[..., Report], knowledge: KnowledgeBase) -> None:
    report = report_of(row["text"], row.get("published", date(2020, 3, 18)))
    problems = compare(row["events"], report.claims, knowledge)
    reason = row.get("known_failure")
    if reason is None:
        assert not problems, "\n".join(problems)
    elif problems:
        pytest.xfail(f"{reason}: {problems[0]}")
    else:
        pytest.fail(f"passes now: take known_failure away ({reason})")


def test_table_is_well_formed() -> None:
    ids = [row["id"] for row in TABLE]
    keys = {
        "type",
        "attackers",
        "targets",
        "places",
        "certainty",
        "factuality",
        "date",
        "speakers",
        "optional",
        *MEASURES,
    }
    assert len(ids) == len(set(ids)) >= 120
    assert all(set(event) <= keys for row in TABLE for event in row["events"])
    assert all(set(row) <= {"id", "text", "published", "events", "known_failure"} for row in TABLE)


def compare(expected: Sequence[Row], claims: Sequence[EventClaim], knowledge: KnowledgeBase) -> list[str]:
    """What is wrong: for each expected event the best of what is left, then the claims that nothing expects.

    An expected event is told by one claim, or by all claims of one event together (a report and who claims the deed).
    """
    left = list(claims)
    problems: list[str] = []
    for event in expected:
        kind = event.get("factuality", "asserted")
        told = [claim for claim in left if claim.factuality == kind]
        groups = [[claim] for claim in told] + _by_event(told)
        if event.get("optional"):
            groups = [group for group in groups if not differences(event, _merged(event, group), knowledge)]
            if not groups:
                continue
        if not groups:
            found = [f"{claim.type} ({claim.factuality})" for claim in left]
            problems.append(f"event: {event['type']} not found, only {found}")
            continue
        best = min(groups, key=lambda group: (len(differences(event, _merged(event, group), knowledge)), -len(group)))
        left = [claim for claim in left if claim not in best]
        problems += differences(event, _merged(event, best), knowledge)
    problems += [f"invented: {described(claim)}" for claim in left if claim.factuality == "asserted"]
    return problems


def _by_event(claims: Sequence[EventClaim]) -> list[list[EventClaim]]:
    numbers = sorted({claim.event for claim in claims})
    groups = [[claim for claim in claims if claim.event == number] for number in numbers]
    return [group for group in groups if len(group) > 1]


def _merged(event: Row, claims: Sequence[EventClaim]) -> EventClaim:
    """What claims of one event tell together."""
    if len(claims) == 1:
        return claims[0]
    tolls = {
        (toll.measure, toll.low, toll.high): toll for claim in claims for toll in claim.tolls if toll.subset_of is None
    }
    fitting = next((claim for claim in claims if claim.type in event["type"].split("|")), claims[0])
    acting = next((claim for claim in reversed(claims) if claim.attackers), claims[0])
    return replace(
        fitting,
        attackers=acting.attackers,
        attacker_certainty=acting.attacker_certainty,
        targets=tuple(dict.fromkeys(target for claim in claims for target in claim.targets)),
        places=tuple(dict.fromkeys(place for claim in claims for place in claim.places)),
        time=next((claim.time for claim in claims if claim.time), None),
        tolls=tuple(tolls.values()),
        victims=tuple(victim for claim in claims for victim in claim.victims),
    )


def differences(event: Row, claim: EventClaim, knowledge: KnowledgeBase) -> list[str]:
    """Slots in which a claim differs from what is expected."""
    found: list[str] = []
    if claim.type not in event["type"].split("|"):
        found.append(f"type: {claim.type}, not {event['type']}")
    found += _participants("attackers", event.get("attackers", []), claim.attackers)
    if "targets" in event:
        found += _participants("targets", event["targets"], claim.targets, extra=False)
    found += _places(event.get("places", []), claim.places, knowledge)
    certainty = event.get("certainty", "asserted" if event.get("attackers") else None)
    if certainty is not None and claim.attacker_certainty not in certainty.split("|"):
        found.append(f"certainty: {claim.attacker_certainty}, not {certainty}")
    day = _day(claim)
    first, _, last = event.get("date", "").partition("/")
    if day != (first, last or first):
        found.append(f"date: {day[0]}/{day[1]}, not {event.get('date', 'none')}")
    for measure in MEASURES:
        told = [
            _range(toll.low, toll.high)
            for toll in claim.tolls
            if toll.measure == measure and toll.subset_of is None and toll.high != 0
        ]
        if (
            measure == "killed"
            and event.get("killed") == "1"
            and any(victim.fate == "killed" for victim in claim.victims)
        ):
            told = told or ["1"]
        if told != ([event[measure]] if measure in event else []):
            found.append(f"toll: {measure} {told}, not {event.get(measure, 'none')}")
    if "speakers" in event:
        found += _participants("speakers", event["speakers"], claim.speakers)
    return found


def described(claim: EventClaim) -> str:
    """A claim in one line, for messages."""
    slots = ("attackers", "targets", "places")
    told = ", ".join(f"{slot}={[p.surface for p in getattr(claim, slot)]}" for slot in slots if getattr(claim, slot))
    return f"{claim.type} ({told})"


def _names(participant: Participant, expected: str) -> bool:
    tail = (participant.iri or "").rsplit("/", 1)[-1]
    shorter, _, kind = tail.rpartition("-")
    tails = {tail, shorter} if kind in ("governorate", "province", "district", "region") else {tail}
    return any(
        one in tails if one.isascii() else fold(one) in fold(participant.surface)
        for one in expected.lstrip("?").split("|")
    )


def _participants(slot: str, expected: Sequence[str], found: Sequence[Participant], extra: bool = True) -> list[str]:
    missing = [one for one in expected if one[0] != "?" and not any(_names(participant, one) for participant in found)]
    more = [p for p in found if p.iri and not any(_names(p, one) for one in expected)] if extra else []
    return [f"{slot}: {one} missing from {_shown(found)}" for one in missing] + [
        f"{slot}: invented {p.surface}" for p in more
    ]


def _places(expected: Sequence[str], found: Sequence[Participant], knowledge: KnowledgeBase) -> list[str]:
    """The narrowest places count; what contains one of them may be there or not."""
    missing = [
        one
        for position, one in enumerate(expected)
        if one[0] != "?"
        and not any(_names(p, one) for p in found)
        and (position == 0 or not _holds(one, expected[:position], knowledge))
    ]
    more = [
        p
        for p in found
        if not any(_names(p, one) for one in expected)
        and not any(
            p.iri and other.iri and other.iri != p.iri and knowledge.within(other.iri, p.iri) for other in found
        )
    ]
    return [f"places: {one} missing from {_shown(found)}" for one in missing] + [
        f"places: invented {p.surface}" for p in more
    ]


def _holds(place: str, narrower: Sequence[str], knowledge: KnowledgeBase) -> bool:
    """Whether an expected place is known to contain one that is listed before it, or that one is unknown."""
    inside = [_PLACE + one for name in narrower for one in name.split("|")]
    return any(not iri.isascii() or (iri in knowledge and knowledge.within(iri, _PLACE + place)) for iri in inside)


def _shown(participants: Sequence[Participant]) -> list[str]:
    return [p.iri.rsplit("/", 1)[-1] if p.iri else "?" + p.surface for p in participants]


def _day(claim: EventClaim) -> tuple[str, str]:
    return (claim.time.start.isoformat(), claim.time.end.isoformat()) if claim.time else ("", "")


def _range(low: int, high: int | None) -> str:
    return f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
