"""Deeds that somebody threatens with or means to do, and who that is."""

from __future__ import annotations

from kgbuild.extraction.annotations import Frame, Mention, Reading, Trigger
from kgbuild.extraction.hits import HitTable

__all__ = ["intending", "led_by", "threatened"]

_REACH = 20  # words from هدد to what is threatened, over subject and addressee
_SUBJECT = 8  # words from a verb of threatening or planning to its subject
_AHEAD = 6  # words from a subject to such a verb behind it


def threatened(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``هدد الجيش سكان كذا بقصف …``, ``توعد بتنفيذ تفجيرات``: what ``ب`` leads behind a verb of threatening."""
    led = led_by(hits, trigger)
    if led is None:
        return False
    for at in range(led - 1, max(start, led - _REACH) - 1, -1):
        if hits.any(at, ("factuality.threatening",)):
            return True
        if reading.words[at].mark in ("stop", "colon") or hits.any(
            at, ("complementizers", "boundaries.relative", "boundaries.results", "trigger.noun")
        ):
            return False
    return False


def led_by(hits: HitTable, trigger: Trigger) -> int | None:
    """Where ``ب`` stands: at the deed, or at the noun that carries it (``بشن غارات``, ``بمزيد من الكمائن``)."""
    if trigger.pos != "noun":
        return None
    if trigger.preposition == "ب":
        return trigger.start
    for at in range(trigger.start - 1, max(-1, trigger.start - 4), -1):
        hit = hits.at(at, "factuality.carriers")
        if hit is not None and hit.end == trigger.start:
            return at if hit.preposition == "ب" else None
    return None


def intending(reading: Reading, hits: HitTable, frame: Frame) -> Mention | None:
    """Who threatens or plans a deed: the subject of the verb that governs it (``تعتزم تركيا قصف …``)."""
    start = reading.sentences[frame.sentence].start
    trigger = frame.trigger
    actors = [m for m in reading.mentions if m.kind == "actor" and start <= m.start and m.end <= trigger.start]
    for at in range(trigger.start - 1, max(start, trigger.start - _REACH) - 1, -1):
        if reading.words[at].mark in ("stop", "colon") or hits.any(at, ("boundaries.results", "boundaries.relative")):
            return None
        if hits.any(at, ("factuality.threatening", "factuality.intending")):
            behind = [m for m in actors if at < m.start <= at + _SUBJECT and not _governed(hits, m)]
            ahead = [m for m in actors if at - _AHEAD <= m.end <= at and not m.preposition]
            return behind[0] if behind else ahead[-1] if ahead else None
    return None


def _governed(hits: HitTable, mention: Mention) -> bool:
    return bool(mention.preposition) or hits.any(mention.start - 1, ("preposition",))
