"""How many deeds a noun counts: ``خمس غارات``, ``20 غارة``."""

from __future__ import annotations

from kgbuild.arabic.numbers import numbers
from kgbuild.extraction.annotations import Frame, Reading

__all__ = ["counts_differ"]


def counts_differ(reading: Reading, left: Frame, right: Frame) -> bool:
    """``شن 20 غارة …، وقصفت خمس غارات …``: a part of the deeds that were counted before is no other telling of all."""
    one, other = _counted(reading, left), _counted(reading, right)
    return one is not None and other is not None and one != other


def _counted(reading: Reading, frame: Frame) -> int | None:
    """The number right before a noun of an event (``استهدفت أربع غارات كذا``), or ``None``."""
    for trigger in frame.triggers:
        if trigger.pos != "noun" or trigger.definite or trigger.start == reading.sentences[frame.sentence].start:
            continue
        text = reading.text(trigger.start - 1, trigger.start)
        number = next((n.low for n in numbers(text) if n.low == n.high and n.span.end == len(text)), None)
        if number is not None:
            return number
    return None
