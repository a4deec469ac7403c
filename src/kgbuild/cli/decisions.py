"""The decisions of extraction on a document, as text for people and as JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from kgbuild.documents import Document
    from kgbuild.extraction.decisions import Decision, Filler, ReadEvent, Telling, Value

__all__ = ["write_decisions"]

_ROLES = {
    "attackers": "attacker",
    "targets": "target",
    "places": "place",
    "weapons": "weapon",
    "date": "time",
    "tolls": "toll",
    "victims": "victim",
}


def write_decisions(document: Document, events: Iterable[ReadEvent], format: str, stream: TextIO) -> None:
    """Write what was decided on a document as ``text``, or as one line of ``json``."""
    if format == "json":
        rows = [dataclasses.asdict(event) | {"iri": _iri(document, event)} for event in events]
        stream.write(json.dumps({"document": document.id, "events": rows}, ensure_ascii=False, default=_plain) + "\n")
    else:
        stream.writelines(line + "\n" for line in _lines(document, events))


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in an explanation")


def _iri(document: Document, event: ReadEvent) -> str | None:
    from kgbuild.graph import Identifiers

    claim = event.claim
    if claim is None:
        return None
    return Identifiers().claim(document.id, claim.article, claim.trigger, claim.ordinal)


def _lines(document: Document, events: Iterable[ReadEvent]) -> Iterator[str]:
    from kgbuild.catalogue.terminal import isolated

    about = [isolated(str(fact)) for fact in (document.id, document.source, document.published) if fact]
    yield f"document {', '.join(about)}"
    found = list(events)
    if not found:
        yield "no event was read in it"
    for event in found:
        yield ""
        yield from _event_lines(event, _iri(document, event))
    yield ""


def _event_lines(event: ReadEvent, iri: str | None) -> Iterator[str]:
    from kgbuild.catalogue.terminal import isolated

    claim, first = event.claim, event.tellings[0]
    if claim is None:
        yield f"no claim: {first.type}, dropped by {event.dropped_by}" + (f": {event.reason}" if event.reason else "")
    else:
        yield f"claim {iri}"
        yield f"  type: {claim.type}"
        yield f"  sentence: {_shown(claim.sentence)}"
        said = ", told by ".join(isolated(speaker.name) for speaker in claim.speakers) or "the article itself"
        yield f"  said by: {said}; {claim.factuality}"
        yield f"  attacker certainty: {claim.attacker_certainty}"
    for telling in event.tellings:
        yield from _telling_lines(telling, with_sentence=claim is None or telling.sentence != claim.sentence)


def _telling_lines(telling: Telling, with_sentence: bool) -> Iterator[str]:
    yield f"  trigger: {_shown(telling.surface)}, characters {telling.trigger.start} to {telling.trigger.end}"
    if with_sentence:
        yield f"    sentence: {_shown(telling.sentence)}"
    if telling.type != telling.type_by_rules:
        yield f"    type: {telling.type}, of the rules {telling.type_by_rules}"
    yield from _event_decision(telling)
    for filler in telling.fillers:
        yield f"    {_role(filler)}: {_shown(filler.surface)}{_meaning(filler.value)}"
        yield from _filler_decision(filler)


def _event_decision(telling: Telling) -> Iterator[str]:
    ruled, told, decision = telling.factuality_by_rules, telling.factuality, telling.decision
    if decision is None:
        yield f"    happened: {told}, as the rules read it; not weighed"
        return
    if ruled != "asserted":
        outcome = f"{ruled}, as the rules read it; the score changes nothing"
    elif told == "asserted":
        reached = decision.limit is None or decision.score.value >= decision.limit
        outcome = "kept as asserted" + ("" if reached else ", since another telling of the event is trusted")
    else:
        outcome = f"taken back, {told} instead of asserted"
    yield f"    happened: {outcome}"
    yield from _reasons(decision)


def _filler_decision(filler: Filler) -> Iterator[str]:
    decision = filler.decision
    chosen = "chosen by the rules" if filler.by_rules else "not chosen by the rules"
    if decision is None:
        added = "added with another reading" if filler.outcome == "added" else filler.outcome
        yield f"      {added}, {chosen}; not weighed"
        return
    reached = decision.limit is not None and decision.score.value >= decision.limit
    against = ""
    if filler.outcome == "kept" and not reached:
        against = ", whatever its own score: it stands or falls with another reading"
    elif filler.outcome in ("taken back", "left out") and reached:
        against = ", whatever its own score: another reading excludes it"
    yield f"      {filler.outcome}, {chosen}{against}"
    yield from (f"  {line}" for line in _reasons(decision))


def _reasons(decision: Decision) -> Iterator[str]:
    """The score with its shares, and the observations that weigh most on either side."""
    score = decision.score
    shares = "; ".join(f"{part.reader} {part.score:.2f}, share {part.share:.0%}" for part in score.parts)
    limit = "nothing is added" if decision.limit is None else f"threshold {decision.limit:.2f}"
    yield f"      score {score.value:.2f}, {limit} ({shares})"
    if any(part.reader == "weights" and part.share for part in score.parts):
        for side, rows in (("for", decision.supporting), ("against", decision.opposing)):
            if rows:
                yield f"      {side}: " + "; ".join(f"{_shown(name)} {weight:+.2f}" for name, weight in rows)


def _role(filler: Filler) -> str:
    from kgbuild.extraction.report import Toll

    return filler.value.measure if isinstance(filler.value, Toll) else _ROLES[filler.slot]


def _meaning(value: Value | None) -> str:
    """What words were taken for, as ``kgbuild explain`` says it."""
    from kgbuild.extraction.report import Participant, TimeInterval, Toll, Victim
    from kgbuild.graph.phrasing import date_phrase, number_phrase

    match value:
        case None:
            return " = open"
        case Participant():
            name = f" = {_shown(value.name)}"
            return f"{name} <{value.iri}>" if value.iri else f"{name}, {value.kind}, not identified"
        case TimeInterval():
            return f" = {date_phrase(value.start, value.end, value.precision, 'en')} ({value.precision})"
        case Toll():
            return f" = {number_phrase(value.low, value.high, 'en')}"
        case Victim():
            side = f", of {_shown(value.side.name)}" if value.side else ""
            return f" = {_shown(value.person.name)} ({value.fate}{side})"
        case _:
            return f" = {value.kind}"


def _shown(text: str) -> str:
    """Words of a report on one line, Arabic from right to left wherever it stands."""
    from kgbuild.catalogue.terminal import isolated

    return isolated(" ".join(text.split()))
