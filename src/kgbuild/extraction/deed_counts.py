"""How many deeds a word counts, which it tells of, or that it is one more: ``خمس غارات``, ``التفجير الثاني``."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.numbers import numbers
from kgbuild.extraction.annotations import Frame, Reading, Trigger

__all__ = ["counts_differ", "done_too", "one_by_one", "ordinals_differ"]

_ALSO, _ALSO_REACH = ("ايضا", "كذلك"), 3  # words from a verb to them, over its subject
_ORDINALS = tuple(
    frozenset(fold(word) for word in words)
    for words in (("الأول", "الأولى"), ("الثاني", "الثانية", "الآخر", "الأخرى"), ("الثالث", "الثالثة"))
)


def counts_differ(reading: Reading, left: Frame, right: Frame) -> bool:
    """``شن 20 غارة …، وقصفت خمس غارات …``: a part of the deeds that were counted before is no other telling of all."""
    one, other = _counted(reading, left), _counted(reading, right)
    return one is not None and other is not None and one != other


def ordinals_differ(reading: Reading, left: Frame, right: Frame) -> bool:
    """``43 في التفجير الأول، بينما قتل سبعة في التفجير الثاني``: each is a deed of its own."""
    one, other = _ordinal(reading, left), _ordinal(reading, right)
    return one is not None and other is not None and one != other


def one_by_one(reading: Reading, frame: Frame, told: Sequence[Frame]) -> bool:
    """Whether a deed is told by its number behind another one of its kind, told so before (``الأول``, ``الثاني``)."""
    return any(frame.trigger.lemma == other.trigger.lemma and ordinals_differ(reading, frame, other) for other in told)


def _ordinal(reading: Reading, frame: Frame) -> int | None:
    """Which of several deeds a definite noun tells of, or ``None``."""
    for trigger in frame.triggers:
        if trigger.pos == "noun" and trigger.definite and trigger.end < len(reading.words):
            behind = reading.words[trigger.end].norm
            found = next((number for number, words in enumerate(_ORDINALS) if behind in words), None)
            if found is not None:
                return found
    return None


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


def done_too(reading: Reading, verb: Trigger) -> bool:
    """``واستهدف الطيران أيضا تجمعات``: whether a verb tells what was done besides what was told."""
    return any(word.norm in _ALSO for word in reading.words[verb.end : verb.end + _ALSO_REACH])
