"""Fills slots that the rules left open, where the encoder and the weights are sure, before events are joined.

A learned component. What the text rules out stays out (:func:`~kgbuild.extraction.selection.candidates`); what is added
is told in the frame's ``added``, so that later components know whose choice it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.scores import Scores
from kgbuild.extraction.selection import candidates

__all__ = ["FILLED", "fill"]

FILLED = ("attackers", "targets", "places")
"""Slots that may be filled."""


def fill(reading: Reading, scores: Scores, least: Mapping[str, float]) -> list[Frame]:
    """Return the frames with the fillers that are sure.

    Parameters
    ----------
    reading
        The article up to its frames.
    scores
        How sure each decision on it is.
    least
        The score, from 0 to 1, from which on a candidate is added, by slot; a slot without one is left as it is.
    """
    return [
        _filled(reading, scores, number, frame, least) if frame.factuality == "asserted" else frame
        for number, frame in enumerate(reading.frames)
    ]


def _filled(reading: Reading, scores: Scores, number: int, frame: Frame, least: Mapping[str, float]) -> Frame:
    for slot in FILLED:
        if slot not in least or (slot == "attackers" and frame.certainty == "claimed"):
            continue
        found = [
            thing
            for item, thing, given in candidates(reading, scores.around, frame, slot)
            if not given and isinstance(thing, Mention) and scores.argument(number, slot, item, False) >= least[slot]
        ]
        fresh = [mention for mention in found if not _known(frame, slot, mention)]
        if fresh:
            added = tuple((slot, mention.start) for mention in fresh)
            frame = replace(frame, **{slot: (*getattr(frame, slot), *fresh)}, added=(*frame.added, *added))
    return frame


def _known(frame: Frame, slot: str, mention: Mention) -> bool:
    """Whether the frame has a participant already, on either side, or lies in one of its mentions."""
    slots = ("places",) if slot == "places" else ("attackers", "targets")
    return any(
        (mention.iri is not None and mention.iri == other.iri)
        or mention.name == other.name
        or (mention.start < other.end and other.start < mention.end)
        or (other.owner is not None and mention.iri is not None and other.owner.iri == mention.iri)
        for name in slots
        for other in getattr(frame, name)
    )
