"""Who is accused of a deed where nobody who accuses is known: ``اتهم … كذا بقصف …``, ``نسب … إلى كذا التفجير``."""

from __future__ import annotations

from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.threats import led_by

__all__ = ["charged"]

_REACH = 18  # words from the verb of accusing to what somebody is accused of
_ASCRIBED = 6  # words from نسب to إلى, over its subject


def charged(reading: Reading, hits: HitTable, frame: Frame) -> Mention | None:
    """The actor right before the ``ب`` of what he is accused of, or behind the ``إلى`` of what is ascribed to him."""
    return _accused(reading, hits, frame) or _ascribed(reading, hits, frame)


def _accused(reading: Reading, hits: HitTable, frame: Frame) -> Mention | None:
    led = led_by(hits, frame.trigger)
    if led is None:
        return None
    start = reading.sentences[frame.sentence].start
    for at in range(led - 1, max(start, led - _REACH) - 1, -1):
        if hits.any(at, ("certainty.accusing",)):
            between = [m for m in reading.mentions if m.kind == "actor" and at < m.start and m.end <= led]
            direct = [m for m in between if not m.preposition]
            return direct[-1] if direct else None
        if reading.words[at].mark in ("stop", "colon") or hits.any(
            at, ("complementizers", "boundaries.relative", "boundaries.results", "trigger")
        ):
            return None
    return None


def _ascribed(reading: Reading, hits: HitTable, frame: Frame) -> Mention | None:
    start = reading.sentences[frame.sentence].start
    actor = next((m for m in reading.mentions if m.kind == "actor" and m.end == frame.trigger.start), None)
    if actor is None or actor.preposition != "الي":
        return None
    before = range(max(start, actor.start - _ASCRIBED), actor.start)
    return actor if any(hits.any(at, ("certainty.ascribed",)) for at in before) else None
