"""A page that shows what was read in reports: the text with what was found in it, and each claim with its slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from spacy import displacy

from kgbuild.arabic.span import Span
from kgbuild.extraction.report import EventClaim, Participant, RelationClaim, Report
from kgbuild.knowledge.entity import DATA

__all__ = ["FOOT", "HEAD", "reading_section"]

_COLOURS = {
    "trigger": "#ffd166",
    "attacker": "#f4a5a5",
    "target": "#a5c8f4",
    "place": "#b5e2b5",
    "day": "#e2d3f5",
    "toll": "#f5c9a0",
    "victim": "#f0b8d8",
    "weapon": "#d8d0b8",
    "speaker": "#c9e7ec",
}
_OPTIONS = {"colors": _COLOURS}

HEAD = """\
<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<title>kgbuild extract</title>
<style>
body { font: 17px/1.8 "Noto Naskh Arabic", "Amiri", "Segoe UI", Tahoma, Arial, sans-serif; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
article { border-top: 3px solid #444; margin-top: 3rem; }
section { border: 1px solid #ccc; border-radius: .4rem; margin: 1rem 0; padding: .3rem 1rem; }
h3, .facts, table { direction: ltr; text-align: left; font: .85rem/1.6 "Segoe UI", Tahoma, Arial, sans-serif; }
td { padding: 0 1rem 0 0; vertical-align: top; }
bdi { font-size: 1rem; }
</style>
</head>
<body>
"""
"""What a page begins with."""

FOOT = "</body>\n</html>\n"
"""What a page ends with."""


class _Part(NamedTuple):
    """Words that fill a slot, and what they were taken for."""

    role: str
    span: Span
    meaning: str


def reading_section(report: Report) -> str:
    """Return one document's part of the page.

    The text stands first, marked with all that claims rest on, then each claim: its sentence, marked with what fills
    its slots, and a table of the slots with what the words were taken for. Arabic runs from right to left.

    Parameters
    ----------
    report
        What was read; claims of every factuality are shown.
    """
    document = report.document
    claims: list[EventClaim | RelationClaim] = [*report.claims, *report.relations]
    facts = [escape(str(fact)) for fact in (document.id, document.source, document.published) if fact]
    lines = [
        "<article>",
        f"<h2>{escape(document.title or document.id)}</h2>",
        f'<p class="facts">{" · ".join(f"<bdi>{fact}</bdi>" for fact in facts)}</p>',
        _marked(document.text, Span(0, len(document.text)), [part for claim in claims for part in _parts(claim)]),
        *(f'<p class="facts">{escape(note)}</p>' for note in report.notes),
        *(_claim(claim, document.text) for claim in claims),
        "</article>",
    ]
    return "\n".join(lines) + "\n"


def _claim(claim: EventClaim | RelationClaim, text: str) -> str:
    parts = list(_parts(claim))
    rows = "".join(
        f"<tr><td>{part.role}</td><td><bdi>{escape(part.span.of(text))}</bdi></td><td>{escape(part.meaning)}</td></tr>"
        for part in parts
    )
    sentence = _marked(text, claim.evidence, parts)
    return f"<section>\n<h3>{_heading(claim)}</h3>\n{sentence}\n<table>{rows}</table>\n</section>"


def _heading(claim: EventClaim | RelationClaim) -> str:
    if isinstance(claim, RelationClaim):
        return f"{claim.relation} · {claim.factuality}"
    return f"{claim.type} · {claim.factuality} · event {claim.article}.{claim.event}"


def _parts(claim: EventClaim | RelationClaim) -> Iterator[_Part]:
    """What a claim rests on, slot by slot."""
    if isinstance(claim, RelationClaim):
        yield _Part("trigger", claim.trigger, claim.relation)
        yield _named("subject", claim.subject)
        yield _named("object", claim.object)
    else:
        yield from _slots(claim)
    for speaker in claim.speakers:
        yield _named("speaker", speaker)


def _slots(claim: EventClaim) -> Iterator[_Part]:
    yield _Part("trigger", claim.trigger, claim.type)
    for role, filled in (("attacker", claim.attackers), ("target", claim.targets), ("place", claim.places)):
        for participant in filled:
            yield _named(role, participant, claim.attacker_certainty if role == "attacker" else "")
    if claim.time is not None:
        days = f"{claim.time.start} to {claim.time.end} ({claim.time.precision})"
        yield _Part("day", claim.time.span, days)
    for toll in claim.tolls:
        number = f"{toll.low}" if toll.low == toll.high else f"{toll.low} to {toll.high or 'unknown'}"
        part = "" if toll.subset_of is None else f", part of toll {toll.subset_of + 1}"
        yield _Part("toll", toll.span, f"{toll.measure}: {number}{part}")
    for victim in claim.victims:
        yield _named("victim", victim.person, victim.fate)
    for weapon in claim.weapons:
        yield _Part("weapon", weapon.span, weapon.kind)


def _named(role: str, participant: Participant, note: str = "") -> _Part:
    meant = participant.iri.removeprefix(DATA) if participant.iri else f"{participant.name}, not identified"
    return _Part(role, participant.span, ", ".join(filter(None, (meant, participant.kind, note))))


def _marked(text: str, stretch: Span, parts: Iterable[_Part]) -> str:
    """A stretch of text with its parts marked; of those that overlap the first and longest."""
    marks: list[dict[str, object]] = []
    end = stretch.start
    for part in sorted(parts, key=lambda part: (part.span.start, -part.span.end, part.role)):
        if part.span.start >= end and part.span.end <= stretch.end:
            mark: dict[str, object] = {"start": part.span.start - stretch.start, "end": part.span.end - stretch.start}
            marks.append(mark | {"label": part.role})
            end = part.span.end
    shown = {"text": stretch.of(text), "ents": marks, "settings": {"lang": "ar", "direction": "rtl"}}
    return str(displacy.render(shown, style="ent", manual=True, options=_OPTIONS))
