"""An explanation as text for people and as JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from kgbuild.pipeline.explain import ExplainedClaim, Explanation
    from kgbuild.pipeline.weighed import WeighedReading

__all__ = ["write_explanation"]


def write_explanation(explanation: Explanation, format: str, stream: TextIO) -> None:
    """Write an explanation as ``text`` or ``json``."""
    if format == "json":
        record = dataclasses.asdict(explanation)
        stream.write(json.dumps(record, ensure_ascii=False, indent=1, default=_plain) + "\n")
    else:
        stream.writelines(line + "\n" for line in _lines(explanation))


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in an explanation")


def _lines(explanation: Explanation) -> Iterator[str]:
    from kgbuild.catalogue.terminal import isolated

    names = [isolated(label) for label in (explanation.label_ar, explanation.label_en) if label]
    yield f"{explanation.kind} {explanation.iri}"
    yield from (f"  {name}" for name in dict.fromkeys(names))
    yield from (f"  {name}: {isolated(value)}" for name, value in explanation.facts)
    for slot in explanation.slots:
        iri = f" <{slot.value}>" if "://" in slot.value else ""
        yield f"{slot.slot}: {isolated(slot.label)}{iri}"
        yield f"  {_counted(len(slot.claims), 'claim')} of {_counted(slot.sources, 'independent source')}"
    if explanation.background:
        yield "background knowledge, which no report has to say:"
        known: dict[tuple[str, str], list[str]] = {(relation, label): [] for relation, label in explanation.background}
        for relation, label, source in explanation.sources:
            known.setdefault((relation, label), []).append(source)
        for (relation, label), sources in known.items():
            yield f"  {relation}: {isolated(label)}" + (f" ({', '.join(sources)})" if sources else "")
    for claim in explanation.claims:
        yield ""
        yield from _claim_lines(claim)


def _reading(reading: WeighedReading) -> str:
    return f"{reading.label_en or reading.label_ar or reading.iri} ({reading.kind}) {reading.score:.2f}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _claim_lines(explained: ExplainedClaim) -> Iterator[str]:
    from kgbuild.catalogue.terminal import isolated

    claim = explained.claim
    published = f", {explained.published}" if explained.published else ""
    outlet = f", {isolated(explained.outlet)}" if explained.outlet else ""
    yield f"claim {claim.iri}"
    yield f"  {isolated(claim.labels[0])}"
    yield f"  report: {isolated(explained.document_id)}{outlet}{published}, characters {claim.start} to {claim.end}"
    yield f"  sentence: {isolated(claim.sentence)}"
    said = ", told by ".join(map(isolated, explained.speakers)) or "the article itself"
    yield f"  said by: {said}; {claim.factuality}"
    certainty = getattr(claim, "attacker_certainty", None)
    if certainty is not None:
        yield f"  attacker certainty: {certainty}"
    yield from (f"  {name}: {isolated(value)}" for name, value in explained.facts)
    weighed = {row.mention: row.readings for row in explained.weighed}
    for mention in claim.mentions:
        name = explained.labels.get(mention.refers_to, mention.refers_to)
        yield f"  {mention.role}: {isolated(mention.surface)} = {isolated(name)} <{mention.refers_to}>"
        if mention.iri in weighed:
            yield f"    weighed: {'; '.join(map(_reading, weighed[mention.iri]))}"
    yield f"  read by: {claim.extractor}"
