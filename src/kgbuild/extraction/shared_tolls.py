"""Numbers that two deeds of different kinds share: of neither does the text say how many they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kgbuild.extraction.annotations import Frame, Reading, TollMention
from kgbuild.extraction.hits import HitTable

__all__ = ["without_shared_tolls"]

_BETWEEN = ("verb", "trigger", "complementizers", "boundaries.words", "boundaries.relative", "boundaries.results")
_APART = 10  # words from one deed with its sides to the deed that is joined to it
_RESULT_REACH = 4  # words from a verb of results to its first deed
_LEADING = ("في", "خلال", "جراء", "اثر", "نتيجه", "بسبب", "عن", "ب")
_LED_REACH = 6  # words from a number to the deeds that it fell in


def without_shared_tolls(reading: Reading, hits: HitTable, frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames of one sentence; a number of two deeds that are joined belongs to neither.

    ``مقتل 12 مسلحا في غارات ومواجهات في كذا``, ``أسفرت غارات ومواجهات عن مقتل 12``.
    """
    rows = list(frames)
    order = sorted(range(len(rows)), key=lambda number: rows[number].trigger.start)
    for left, right in pairwise(order):
        first, second = rows[left], rows[right]
        if not _joined(reading, hits, first, second):
            continue
        shared = [toll for toll in (*first.tolls, *second.tolls) if _of_both(reading, hits, toll, first, second)]
        for number in (left, right):
            frame = rows[number]
            rows[number] = replace(frame, tolls=tuple(toll for toll in frame.tolls if toll not in shared))
    return rows


def _joined(reading: Reading, hits: HitTable, first: Frame, second: Frame) -> bool:
    """Whether ``و`` joins a noun for a deed to one for a deed of another kind."""
    left, right = first.trigger, second.trigger
    if (left.pos, right.pos, right.conjunction) != ("noun", "noun", "و") or first.type == second.type:
        return False
    between = range(left.end, right.start)
    if len(between) > _APART or any(reading.words[at].mark in ("stop", "colon", "comma") for at in between):
        return False
    return not any(hits.any(at, _BETWEEN) for at in between)


def _of_both(reading: Reading, hits: HitTable, toll: TollMention, first: Frame, second: Frame) -> bool:
    left, right = first.trigger.start, second.trigger.end
    if toll.end <= left:
        led = reading.words[left - 1].norm if not first.trigger.preposition else first.trigger.preposition
        return left - toll.end <= _LED_REACH and led in _LEADING
    if toll.start < right:
        return False
    before = range(max(0, left - _RESULT_REACH), left)
    return any(hits.any(at, ("boundaries.results",)) for at in before)
