"""Deeds that are remembered: what an anniversary is of did happen, long before the day that it is kept on."""

from __future__ import annotations

from kgbuild.extraction.annotations import Reading, Trigger
from kgbuild.extraction.hits import HitTable

__all__ = ["remembered_at"]

_OF_DAY = 7  # words from الذكرى to the deed, over السنوية and an ordinal
_OF_VERB = 6  # words from a verb of remembering to the deed, over its subject
_COUNTED = 5  # words from بعد to the preposition, over the number and the unit
_SINCE = ("علي", "من")


def remembered_at(reading: Reading, hits: HitTable, trigger: Trigger) -> int | None:
    """Where the words begin that remember a deed (``الذكرى الأولى لقصف كذا``, ``بعد عام على …``), if they do."""
    start = reading.sentences[reading.sentence_at(trigger.start)].start
    if trigger.pos != "noun":
        return None
    for reach, category in ((_OF_DAY, "remembrance.days"), (_OF_VERB, "remembrance.verbs")):
        found = _before(reading, hits, trigger, max(start, trigger.start - reach), category)
        if found is not None:
            return found
    return _years_after(reading, hits, trigger, start)


def _before(reading: Reading, hits: HitTable, trigger: Trigger, first: int, category: str) -> int | None:
    """The nearest word of a list before the deed, with no mark, clause or other deed between."""
    for at in range(trigger.start - 1, first - 1, -1):
        if reading.words[at].mark not in ("", "quote") or _apart(reading, hits, at):
            return None
        if hits.any(at, (category,)):
            return at
    return None


def _apart(reading: Reading, hits: HitTable, at: int) -> bool:
    return hits.any(at, ("complementizers", "boundaries.relative", "trigger")) or reading.words[at].mark == "stop"


def _lasted(trigger: Trigger) -> bool:
    """``بعد أربع سنوات من القتال``: what went on all the time."""
    return trigger.definite or trigger.plural or trigger.frame == "mutual"


def _years_after(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> int | None:
    """``بعد عام على قصف كذا``, ``مرت سنتان على …``: how many years ago, led to the deed by ``على`` or ``من``."""
    led = trigger.start - 1
    if led <= start or reading.words[led].norm not in _SINCE or (_lasted(trigger) and reading.words[led].norm == "من"):
        return None
    near = range(led - 1, max(start, led - _COUNTED) - 1, -1)
    first: int | None = None
    counted = False
    for at in near:
        if reading.words[at].mark or _apart(reading, hits, at):
            break
        counted = counted or hits.any(at, ("remembrance.years",))
        if hits.any(at, ("remembrance.passing", "remembrance.years")):
            first = at
    return first if counted else None
