"""What an event table misses of a document's gold annotations, and what it holds that the text does not say.

Every check returns readable violations; none means that the check holds. Figures over many documents are the business
of ``kgbuild.evaluation.scoring``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kgbuild.arabic.span import Span
from kgbuild.evaluation.gold import DayRange, ExpectedClaim, Figure, GoldDocument, GoldEvent, NothingHere
from kgbuild.evaluation.matching import ENOUGH, match, pair_score, type_score
from kgbuild.evaluation.names import NamedThing, any_same, matched
from kgbuild.evaluation.readings import MEASURES, Reading, Record, days, figure, named_things, readings

__all__ = ["ASPECTS", "DOCUMENT_ASPECTS", "Violation", "applies", "check_document", "check_event"]

_INSIDE = 0.8
"""Share of a claim's evidence that lies in a stretch of text for the claim to come from there."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is missing or made up; ``event`` is ``None`` when it concerns no gold event."""

    document: str
    event: str | None
    aspect: str
    message: str

    def __str__(self) -> str:
        """Where, what and why, in one line."""
        return f"{self.document} {self.event or '-'} {self.aspect}: {self.message}"


def check_event(records: Sequence[Record], document: GoldDocument, event_id: str, aspect: str) -> list[Violation]:
    """Check one aspect of one gold event.

    Parameters
    ----------
    records
        The event table, of this document or of more.
    document
        The gold annotations.
    event_id
        Id of the gold event.
    aspect
        One of `ASPECTS`; see there.
    """
    predicted = readings(records).get(document.doc, [])
    position = next(number for number, event in enumerate(document.events) if event.id == event_id)
    event = document.events[position]
    found = match(predicted, document.events).reading_of(position)
    if found is None:
        where = f"{event.type} at {event.span.start}–{event.span.end}"
        return [Violation(document.doc, event.id, aspect, f"the event is not in the table ({where})")]
    return [Violation(document.doc, event.id, aspect, message) for message in ASPECTS[aspect](predicted[found], event)]


def check_document(
    records: Sequence[Record], document: GoldDocument, aspect: str, all_records: Sequence[Record] = ()
) -> list[Violation]:
    """Check what holds for a document as a whole.

    Parameters
    ----------
    records
        The event table.
    document
        The gold annotations.
    aspect
        ``invented`` (every attacker, place, day and toll of every claim is that of a gold event), ``silent`` (no claim
        from stretches of text that hold none) or ``claims`` (expected claims are there).
    all_records
        The event table with ``--factuality all``, for ``claims``.
    """
    if aspect == "invented":
        found = _invented(records, document)
    elif aspect == "silent":
        found = _from_silent_text(records, document)
    else:
        missing = (claim for claim in document.claims if not _has_claim(all_records or records, document.doc, claim))
        found = ((None, f"no claim at {c.span.start}–{c.span.end} by its speaker: {c.why}") for c in missing)
    return [Violation(document.doc, event, aspect, message) for event, message in found]


def applies(event: GoldEvent, aspect: str) -> bool:
    """Whether the gold event says anything about an aspect."""
    needed: dict[str, object] = {
        "attackers": event.attackers,
        "certainty": event.attackers,
        "targets": event.targets,
        "tolls": event.figures,
        "parts": event.subsets,
        "victims": event.victims,
        "places": event.locations or event.not_places,
        "speakers": event.speakers or event.by_speaker,
        "published": event.own_article,
        "empty": event.absent,
    }
    return bool(needed.get(aspect, True)) and aspect not in event.optional


# --- one event


def _found(reading: Reading, event: GoldEvent) -> Iterator[str]:
    return iter(())


def _type(reading: Reading, event: GoldEvent) -> Iterator[str]:
    if type_score(reading.type, event) < 1:
        yield f"type {reading.type}, not {' or '.join((event.type, *event.alt_types))}"


def _attackers(reading: Reading, event: GoldEvent) -> Iterator[str]:
    given = reading.attackers + (reading.targets if event.mutual else ())
    if matched(given, event.attackers) < len(event.attackers):
        yield f"attackers {_show(reading.attackers)}, not {_show(event.attackers)}"


def _certainty(reading: Reading, event: GoldEvent) -> Iterator[str]:
    right = {event.status, *event.alt_statuses}
    given = {record.get("attacker_certainty") for record in reading.records if record.get("attackers")}
    if wrong := sorted(str(certainty) for certainty in given - right):
        yield f"attacker certainty {', '.join(wrong)}, not {' or '.join(sorted(right))}"
    if not given and "unknown" not in right and "attackers" not in event.optional:
        yield f"no attacker, so not {event.status}"


def _targets(reading: Reading, event: GoldEvent) -> Iterator[str]:
    given = reading.targets + (reading.attackers if event.mutual else ())
    if not matched(given, event.targets):
        yield f"targets {_show(reading.targets)}, none of {_show(event.targets)}"


def _tolls(reading: Reading, event: GoldEvent) -> Iterator[str]:
    for measure, gold in event.figures:
        given = [total for record in reading.records if (total := figure(record, measure))]
        if gold not in given:
            yield f"{measure} {', '.join(map(_number, given)) or 'nothing'}, not {_number(gold)}"


def _parts(reading: Reading, event: GoldEvent) -> Iterator[str]:
    groups = {subset.group: subset for subset in event.subsets}
    for subset in event.subsets:
        whole = groups[subset.of].figure if subset.of in groups else event.figure(subset.of)
        if not any(_has_part(record, subset.measure, subset.figure, whole) for record in reading.records):
            yield f"no part {subset.measure} {_number(subset.figure)} ({subset.group}) of {_number(whole)}"


def _has_part(record: Record, measure: str, part: Figure, whole: Figure | None) -> bool:
    tolls = record.get("tolls") or []
    for toll in tolls:
        position = toll.get("subset_of")
        if toll["measure"] == measure and (toll["low"], toll["high"]) == part and position is not None:
            parent = tolls[position]
            if whole is None or (parent["low"], parent["high"]) == whole:
                return True
    return False


def _victims(reading: Reading, event: GoldEvent) -> Iterator[str]:
    given = tuple(thing for record in reading.records for thing in named_things(record.get("victims")))
    for victim in event.victims:
        if not any(any_same(victim, thing) for thing in given):
            yield f"victims {_show(given)} without {_show([victim])}"


def _date(reading: Reading, event: GoldEvent) -> Iterator[str]:
    given = [interval for record in reading.records if (interval := days(record))]
    if event.date and event.date not in given and (given or "date" not in event.optional):
        yield f"date {', '.join(map(_days, given)) or 'open'}, not {_days(event.date)}"
    if not event.date:
        for interval in given:
            if not (event.alt_date and _within(interval, event.alt_date)):
                yield f"date {_days(interval)}, but the text fixes none"


def _places(reading: Reading, event: GoldEvent) -> Iterator[str]:
    for location in event.locations if "locations" not in event.optional else ():
        if not any(any_same(location, place) for place in reading.places):
            yield f"places {_show(reading.places)} without {_show([location])}"
    for place in event.not_places:
        if any(any_same(place, given) for given in reading.places):
            yield f"{_show([place])} is not the place"


def _speakers(reading: Reading, event: GoldEvent) -> Iterator[str]:
    for speaker in event.speakers:
        if not any(any_same(speaker, given) for given in reading.speakers):
            yield f"speakers {_show(reading.speakers)} without {_show([speaker])}"
    for saying in event.by_speaker:
        own = [record for record in reading.records if _says(record, saying.speaker)]
        for measure, gold in saying.figures:
            if not any(figure(record, measure) == gold for record in own):
                yield f"{_show([saying.speaker])} does not say {measure} {_number(gold)}"
        for slot in saying.absent:
            if any(_filled(record, slot) for record in own):
                yield f"{_show([saying.speaker])} is made to give {slot}"


def _published(reading: Reading, event: GoldEvent) -> Iterator[str]:
    right = event.published and event.published.isoformat()
    for given in sorted({str(record.get("published")) for record in reading.records} - {str(right)}):
        yield f"article of {given}, not of {right}"


def _empty(reading: Reading, event: GoldEvent) -> Iterator[str]:
    for slot in event.absent:
        for record in reading.records:
            if slot == "attackers":
                names = [thing for thing in named_things(record.get(slot)) if not _allowed(record, thing, event)]
                if names:
                    yield f"attackers {_show(names)}, but the text names none"
            elif slot in MEASURES:
                given = figure(record, slot)
                if given and (slot, given) not in event.alt_figures:
                    yield f"{slot} {_number(given)}, but the text gives none"
            elif slot == "date":
                if (interval := days(record)) and not (event.alt_date and _within(interval, event.alt_date)):
                    yield f"date {_days(interval)}, but the text fixes none"
            elif _filled(record, slot):
                yield f"{slot} is filled"


ASPECTS: dict[str, Callable[[Reading, GoldEvent], Iterator[str]]] = {
    "found": _found,
    "type": _type,
    "attackers": _attackers,
    "certainty": _certainty,
    "targets": _targets,
    "tolls": _tolls,
    "parts": _parts,
    "victims": _victims,
    "date": _date,
    "places": _places,
    "speakers": _speakers,
    "published": _published,
    "empty": _empty,
}
"""What is checked of an event, by name; ``found`` holds as soon as a reading was paired with the event."""


# --- a whole document

DOCUMENT_ASPECTS = ("invented", "silent", "claims")
"""What is checked of a document as a whole."""


def _invented(records: Sequence[Record], document: GoldDocument) -> Iterator[tuple[str | None, str]]:
    for reading in readings(records).get(document.doc, []):
        candidates = _candidates(reading, document.events)
        if not candidates:
            record = reading.records[0]
            yield None, f"no such event in the text: {reading.type} at {_position(record)} “{_start_of(record)}”"
            continue
        # A sentence may tell of two events; what fits one of them is not made up.
        made_up = {event.id: list(_of_no_event(reading, event)) for event in candidates}
        event_id = min(made_up, key=lambda candidate: len(made_up[candidate]))
        for message in made_up[event_id]:
            yield event_id, message


def _candidates(reading: Reading, events: Sequence[GoldEvent]) -> list[GoldEvent]:
    """The gold events that a reading may speak of, wherever in the text it does, the likeliest first."""
    scored = [
        (max(pair_score(reading, replace(event, span=span)) for span in (event.span, *event.also)), event)
        for event in events
    ]
    return [event for score, event in sorted(scored, key=lambda pair: -pair[0]) if score >= ENOUGH]


def _of_no_event(reading: Reading, event: GoldEvent) -> Iterator[str]:
    for record in reading.records:
        for message in _made_up(record, event):
            yield f"{message} (claim at {_position(record)})"


def _made_up(record: Record, event: GoldEvent) -> Iterator[str]:
    for attacker in named_things(record.get("attackers")):
        sides = event.attackers + (event.targets if event.mutual else ())
        if not any(any_same(attacker, side) for side in sides) and not _allowed(record, attacker, event):
            yield f"attacker {_show([attacker])}"
    for place in named_things(record.get("places")):
        if not any(any_same(place, known) for known in event.locations + event.also_places):
            yield f"place {_show([place])}"
    interval = days(record)
    if interval and not any(right and _agrees(interval, right) for right in (event.date, event.alt_date)):
        yield f"date {_days(interval)}"
    said = [(measure, total) for saying in event.by_speaker for measure, total in saying.figures]
    for measure in MEASURES:
        given = figure(record, measure)
        if given and (measure, given) not in (*event.figures, *event.alt_figures, *said):
            yield f"{measure} {_number(given)}"


def _from_silent_text(records: Sequence[Record], document: GoldDocument) -> Iterator[tuple[str | None, str]]:
    for reading in readings(records).get(document.doc, []):
        candidates = {event.id for event in _candidates(reading, document.events)}
        for record in reading.records:
            for stretch in document.must_not:
                if _inside(record, stretch) and not candidates & set(stretch.allow):
                    yield None, f"{reading.type} at {_position(record)} from “{stretch.why}”: “{_start_of(record)}”"


def _inside(record: Record, stretch: NothingHere) -> bool:
    start, end = record.get("char_start"), record.get("char_end")
    if start is None or end is None or end <= start:
        return False
    shared = min(end, stretch.span.end) - max(start, stretch.span.start)
    return bool(shared >= _INSIDE * (end - start))


def _has_claim(records: Iterable[Record], doc: str, expected: ExpectedClaim) -> bool:
    for record in records:
        start = record.get("char_start")
        if record.get("document") == doc and start is not None:
            span = Span(start, record["char_end"])
            speaks = not expected.speakers or any(_says(record, speaker) for speaker in expected.speakers)
            if span.overlaps(expected.span) and speaks and record.get("factuality") in expected.factuality:
                return True
    return False


# --- small things


def _says(record: Record, speaker: NamedThing) -> bool:
    return any(any_same(speaker, given) for given in named_things(record.get("speakers")))


def _allowed(record: Record, attacker: NamedThing, event: GoldEvent) -> bool:
    return any(
        any_same(attacker, allowed.names)
        and (not allowed.speakers or any(_says(record, speaker) for speaker in allowed.speakers))
        for allowed in event.allowed_attackers
    )


def _filled(record: Record, slot: str) -> bool:
    if slot in MEASURES:
        return figure(record, slot) is not None
    return bool(days(record) if slot == "date" else record.get(slot))


def _within(interval: DayRange, outer: DayRange) -> bool:
    return outer[0] <= interval[0] and interval[1] <= outer[1]


def _agrees(interval: DayRange, right: DayRange) -> bool:
    return _within(interval, right) or _within(right, interval)


def _days(interval: DayRange) -> str:
    start, end = interval
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def _number(total: Figure | None) -> str:
    if total is None:
        return "nothing"
    low, high = total
    return str(low) if low == high else f"{low}–{'' if high is None else high}"


def _show(found: Iterable[NamedThing]) -> str:
    return "، ".join(" ".join(thing[0]) for thing in found) or "nobody"


def _position(record: Record) -> str:
    return f"{record.get('char_start')}–{record.get('char_end')}"


def _start_of(record: Record) -> str:
    return str(record.get("sentence") or "")[:60]
