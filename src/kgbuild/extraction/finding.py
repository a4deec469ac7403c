"""Finds deeds that the rules have no word for, where the encoder is sure, before slots are filled and deeds are judged.

A learned component: the encoder reads an article in stretches and tells of each word whether it names a deed that
happened, and of which type. Slots are left to :mod:`~kgbuild.extraction.filling`; the day and the losses are those that
the encoder's roles give to the deed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Frame, Reading, TollMention, Trigger
from kgbuild.extraction.encoder import Context, Encoder
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.roles import TYPES, Roles
from kgbuild.extraction.surroundings import Surroundings
from kgbuild.extraction.weights import logistic
from kgbuild.extraction.windows import page_windows

__all__ = ["Limits", "find_deeds"]

_PLURAL = "ات"
_HARM = ("killed", "wounded")


@dataclass(frozen=True, slots=True)
class Limits:
    """Scores from 0 to 1: from which on a word names a deed, two words name one deed, and a day or number is of it."""

    deed: float
    same: float
    slot: float


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    type: str


def find_deeds(reading: Reading, around: Surroundings, encoder: Encoder, limits: Limits) -> list[Frame]:
    """Return the frames with those of deeds that were found, in text order.

    Nothing is searched in an article without any word of violence: most are not on violence at all.

    Parameters
    ----------
    reading, around
        The article up to its frames, and what stands around the words of it.
    encoder
        Reads the words.
    limits
        How sure it has to be.
    """
    if not reading.triggers:
        return list(reading.frames)
    frames = list(reading.frames)
    told = [Context(encoder, reading, frame) for frame in frames]
    fresh = [_frame(reading, found) for found in _found(reading, encoder, limits)]
    searched = {frame.sentence for frame in fresh}
    new = [Context(encoder, reading, frame) for frame in fresh]
    near = [context for frame, context in zip(frames, told, strict=True) if frame.sentence in searched]
    encoder.read_ahead(context.window for context in (*near, *new))
    for frame, context in zip(fresh, new, strict=True):
        beside = [c for f, c in zip(frames, told, strict=True) if f.sentence == frame.sentence]
        if any(logistic(encoder.same(other.centre, context.centre)) >= limits.same for other in beside):
            continue
        frames.append(_dated(reading, around, _with_losses(reading, frame, context, limits.slot), context, limits.slot))
        told.append(context)
    frames.sort(key=lambda frame: (frame.sentence, frame.trigger.start))
    return frames


def _found(reading: Reading, encoder: Encoder, limits: Limits) -> Iterator[_Found]:
    """The words that name a deed and belong to no frame: runs of them, as one."""
    taken = {at for frame in reading.frames for trigger in frame.triggers for at in range(trigger.start, trigger.end)}
    taken |= {at for mention in reading.mentions for at in range(mention.start, mention.end)}
    windows = list(page_windows(reading, encoder.cut))
    encoder.read_ahead(windows)
    for window in windows:
        scores = encoder.deeds(window)
        sure = 1 / (1 + np.exp(-scores[:, 0]))
        run: list[int] = []
        for at in range(len(sure) + 1):
            word = window.first + at
            if at < len(sure) and sure[at] >= limits.deed and not reading.words[word].mark:
                run.append(at)
                continue
            if run and not any(window.first + inside in taken for inside in run):
                kind = TYPES[int(scores[run, 1:].mean(axis=0).argmax())]
                yield _Found(window.first + run[0], window.first + run[-1] + 1, kind)
            run = []


def _frame(reading: Reading, found: _Found) -> Frame:
    sentence = reading.sentence_at(found.start)
    row, word = reading.sentences[sentence], reading.words[found.start]
    known = next((t for t in reading.triggers if t.start < found.end and found.start < t.end), None)
    text = reading.text(found.start, found.end)
    trigger = known or Trigger(
        found.start,
        found.end,
        found.type,
        fold(text),
        "verb" if is_finite_verb(word.norm) else "noun",
        "",
        definite=bare(word.norm) != word.norm,
        plural=word.norm.endswith(_PLURAL),
    )
    return Frame(sentence, row.start, row.end, (trigger,), found.type, added=(("event", found.start),))


def _with_losses(reading: Reading, frame: Frame, context: Context, least: float) -> Frame:
    """A frame with the losses of its sentence that the encoder gives to it and no other frame has."""
    roles = context.roles
    if roles is None:
        return frame
    row = reading.sentences[frame.sentence]
    others = {toll.start for other in reading.frames for toll in other.tolls}
    tolls = tuple(
        toll
        for toll in reading.tolls
        if row.start <= toll.start < row.end
        and toll.measure in _HARM
        and not toll.cumulative
        and toll.start not in others
        and _plays(roles, toll.measure, toll.start, toll.end) >= least
    )
    return replace(frame, tolls=_whole(reading, tolls))


def _dated(reading: Reading, around: Surroundings, frame: Frame, context: Context, least: float) -> Frame:
    """A frame with the day of its sentence that the encoder gives to it most surely."""
    row = reading.sentences[frame.sentence]
    best, day = least, None
    if context.roles is None:
        return frame
    for match in reading.dates:
        item = around.date(match)
        if match.interval is None or not row.start <= item.start < row.end:
            continue
        score = _plays(context.roles, "date", item.start, item.end)
        if score >= best:
            best, day = score, match
    return frame if day is None else replace(frame, date=day)


def _plays(roles: Roles, role: str, start: int, end: int) -> float:
    """How sure it is, from 0 to 1, that words fill a role; 0 where they stand too far away."""
    score = roles.of(role, start, end)
    return 0.0 if score is None else logistic(score)


def _whole(reading: Reading, tolls: Sequence[TollMention]) -> tuple[TollMention, ...]:
    """Without a part whose whole is not among them."""
    return tuple(t for t in tolls if t.subset_of is None or reading.tolls[t.subset_of] in tolls)
