"""What a deed answers (``ردا على هجوم …``): another event of the article that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Frame

__all__ = ["answering"]


def answering(frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames, where an answer goes to an event that is gone, or was joined to its own, without it."""
    told = {frame.event for frame in frames}
    return [
        frame
        if frame.response_to is None or (frame.response_to in told and frame.response_to != frame.event)
        else replace(frame, response_to=None)
        for frame in frames
    ]
