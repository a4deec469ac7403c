"""A deed that only says who is meant: ``المسلحون الذين أطلقوا النار يتحصنون في …``, after that was told."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.annotations import Frame, Reading

__all__ = ["says_who"]

_REACH = 3  # sentences from a deed to those who are called after it


def says_who(reading: Reading, frame: Frame, told: Sequence[Frame]) -> bool:
    """Whether a relative clause behind people with the article tells again, by the same verb, what was told before."""
    verb, hits = frame.trigger, reading.hits
    if verb.pos != "verb" or verb.conjunction or frame.tolls or frame.victims or hits is None or verb.start < 2:
        return False
    if frame.factuality != "asserted" or not hits.any(verb.start - 1, ("boundaries.relative",)):
        return False
    head = reading.words[verb.start - 2].norm
    deed = any(trigger.start <= verb.start - 2 < trigger.end for trigger in reading.triggers)
    named = any(m.start <= verb.start - 2 < m.end and m.iri for m in reading.mentions)
    if deed or named or not head.lstrip("وف").startswith("ال"):
        return False
    return any(
        0 < frame.sentence - other.sentence <= _REACH
        and other.factuality == "asserted"
        and any(trigger.lemma == verb.lemma for trigger in other.triggers)
        for other in told
    )
