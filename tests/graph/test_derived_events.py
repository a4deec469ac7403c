"""What claims say together: attackers with denials, tolls without adding, one interval, one type."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kgbuild.extraction.report import EventClaim, Report, TimeInterval, Toll
from kgbuild.graph import DerivedEvent, Identifiers, StoreBackground, derive_events, read_document, report_quads
from kgbuild.graph.tolls import claim_total
from kgbuild.pipeline import refresh_background
from kgbuild.store import open_store

IDS = Identifiers()
NORTH = "https://w3id.org/kgbuild/id/actor/northland"


@pytest.fixture(scope="session")
def background(small_ontology: Path) -> StoreBackground:
    store = open_store(":memory:", "write")
    refresh_background(store, IDS, small_ontology)
    return StoreBackground(store, (IDS.graph("ontology"), IDS.graph("knowledge")))


@pytest.fixture
def events_of(make_report: Callable[..., Report], background: StoreBackground):
    def derive(change: Callable[[EventClaim, EventClaim], tuple[EventClaim, ...]]) -> list[DerivedEvent]:
        report = make_report()
        claims = change(report.claims[0], report.claims[1])
        quads = report_quads(replace(report, claims=claims), IDS, background)
        return derive_events(read_document(quads), background)

    return derive


@pytest.mark.parametrize(
    ("first", "second", "attackers", "alleged"),
    [
        ("asserted", None, [NORTH], []),
        ("suspected", None, [], [NORTH]),
        ("claimed", None, [], [NORTH]),
        ("unknown", None, [], [NORTH]),
        ("asserted", "denied", [], [NORTH]),
        ("asserted", "suspected", [NORTH], []),
        ("suspected", "asserted", [NORTH], []),
        ("denied", None, [], [NORTH]),
    ],
)
def test_attacker_only_where_asserted_and_undenied(events_of, first, second, attackers, alleged) -> None:
    def change(strike: EventClaim, denial: EventClaim) -> tuple[EventClaim, ...]:
        one = replace(strike, attacker_certainty=first)
        return (one, replace(denial, attacker_certainty=second)) if second else (one,)

    (event,) = events_of(change)
    assert [value.value for value in event.attackers] == attackers
    assert [value.value for value in event.alleged_attackers] == alleged


def test_claims_of_one_number_are_one_event_with_the_earliest_claims_name(events_of) -> None:
    (event,) = events_of(lambda strike, denial: (denial, strike))
    assert event.iri == "https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7"
    assert event.merged == ("https://w3id.org/kgbuild/id/event/feed%3A1/0/249-255",)
    assert event.type.endswith("#DroneStrike")
    assert event.sources == 2


def test_only_claims_that_assert_make_an_event(events_of) -> None:
    assert events_of(lambda strike, denial: (replace(strike, factuality="threatened"),)) == []
    (event,) = events_of(lambda strike, denial: (replace(strike, factuality="negated"), denial))
    assert [claim.type for claim in event.claims] == ["AirStrike"]
    assert event.merged == ("https://w3id.org/kgbuild/id/event/feed%3A1/0/0-7",)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (((26, 27, "night"), None), (26, 27, "night")),
        (((26, 27, "night"), (27, 27, "day")), (27, 27, "day")),
        (((1, 30, "month"), (26, 27, "night")), (26, 27, "night")),
        (((3, 3, "day"), (26, 26, "day")), (3, 26, "days")),
        ((None, None), (None, None, None)),
    ],
    ids=["one", "narrower", "month", "contradiction", "open"],
)
def test_interval_is_what_claims_have_in_common(events_of, days, expected) -> None:
    def interval(given, claim: EventClaim) -> EventClaim:
        if given is None:
            return replace(claim, time=None)
        first, last, precision = given
        time = TimeInterval(date(2024, 11, first), date(2024, 11, last), precision, "", claim.trigger)
        return replace(claim, time=time)

    (event,) = events_of(lambda a, b: (interval(days[0], a), interval(days[1], b)))
    start, end = (day and day.day for day in (event.earliest, event.latest))
    assert (start, end, event.precision) == expected


def with_tolls(claim: EventClaim, *tolls: tuple[str, int, int | None, int | None]) -> EventClaim:
    return replace(
        claim,
        tolls=tuple(Toll(m, low, high, "", claim.trigger, subset_of=whole) for m, low, high, whole in tolls),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("tolls", "killed"),
    [
        ([("killed", 42, 42, None), ("killed", 13, 13, 0), ("killed", 7, 7, 0)], (42, 42)),
        ([("killed", 5, 5, None), ("killed", 3, 3, None)], (5, 5)),
        ([("killed", 100, None, None)], (100, None)),
        ([("casualties", 150, None, None)], None),
        ([("killed", 13, 13, 1), ("killed", 42, 42, None)], (42, 42)),
    ],
    ids=["parts", "two-groups", "open", "one-sum", "part-first"],
)
def test_parts_are_never_added(events_of, tolls, killed) -> None:
    (event,) = events_of(lambda strike, _: (with_tolls(strike, *tolls),))
    assert claim_total(event.claims[0], "killed") == killed


GROUPS = {
    "rebels-and-loyalists": ([(39, 39, "مسلحاً من المعارضة"), (17, 17, "عنصراً من قوات النظام")], (56, 56)),
    "soldiers-and-workers": ([(10, 10, "جنود"), (3, 3, "عمال")], (13, 13)),
    "one-group-twice": ([(10, 10, "جنود"), (8, 8, "جندياً")], (10, 10)),
    "same-number-told-again": ([(12, 12, "مقاتلاً"), (12, 12, "عنصراً")], (12, 12)),
    "everybody-and-a-group": ([(20, 20, "شخصاً"), (4, 4, "أطفال")], (20, 20)),
    "everybody-less-than-the-groups": ([(6, 6, None), (5, 5, "جنود"), (4, 4, "عمال")], (9, 9)),
    "one-is-open": ([(10, None, "جنود"), (3, 3, "عمال")], (13, None)),
}


@pytest.mark.parametrize("name", GROUPS)
def test_groups_are_disjoint_and_add_up(events_of, name: str) -> None:
    counts, killed = GROUPS[name]
    for order in (counts, counts[::-1]):

        def told(strike: EventClaim, _: EventClaim, order: list = order) -> tuple[EventClaim]:
            tolls = tuple(Toll("killed", low, high, "", strike.trigger, group) for low, high, group in order)
            return (replace(strike, tolls=tolls),)

        (event,) = events_of(told)
        assert claim_total(event.claims[0], "killed") == killed
        assert event.tolls == (("killed", *killed),)


def test_named_victims_count_where_no_number_is_given(events_of) -> None:
    def named(strike: EventClaim, _: EventClaim) -> tuple[EventClaim]:
        (victim,) = strike.victims
        other = replace(victim, person=replace(victim.person, name="نادر الراوي"))
        hurt = replace(victim, person=replace(victim.person, name="سامر الراوي"), fate="wounded")
        return (replace(strike, tolls=(), victims=(victim, other, hurt)),)

    (event,) = events_of(named)
    assert event.tolls == (("killed", 2, 2), ("wounded", 1, 1))


def test_event_tolls_range_over_claims(events_of) -> None:
    (event,) = events_of(lambda a, b: (with_tolls(a, ("killed", 15, 15, None)), with_tolls(b, ("killed", 9, 9, None))))
    assert event.tolls == (("killed", 9, 15),)
