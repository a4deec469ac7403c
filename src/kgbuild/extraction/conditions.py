"""Deeds on a condition: what ``إذا`` and ``في حال`` lead, what ``قد`` leaves open, what any such deed would bring."""

from __future__ import annotations

from kgbuild.arabic.clitics import clitics
from kgbuild.extraction.annotations import Reading, Trigger
from kgbuild.extraction.habits import imperfect
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.predicates import Predicates

__all__ = ["conditional", "would_bring"]

_REACH = 12  # words from the word of condition to the deed, over a subject
_CONSEQUENCES = ("فس", "فان", "فلن", "فسوف", "فقد")
_IF, _MAY = "ان", ("قد", "ربما", "فقد", "وقد")


def conditional(
    reading: Reading, hits: HitTable, trigger: Trigger, carrier: int | None, predicates: Predicates, start: int
) -> bool:
    """Whether a deed stands in the clause of a condition, or may be done; ``carrier`` is the verb that tells it."""
    verb = trigger.start if carrier is None else carrier
    if (trigger.pos == "verb" or carrier is not None) and verb > start:
        before = reading.words[verb - 1].norm
        if before in _MAY and imperfect(reading, verb) and reading.words[verb].norm[:1] in "يت":
            return True
    for at in range(trigger.start - 1, max(start, trigger.start - _REACH) - 1, -1):
        word = reading.words[at]
        if hits.any(at, ("factuality.conditions",)):
            return True
        if word.norm == _IF and _leads_condition(reading, hits, at, verb, start):
            return True
        if word.mark not in ("", "quote") or hits.any(at, ("complementizers", "boundaries.relative", "trigger")):
            return False
        if at in predicates.finite and at != carrier and word.norm.startswith("ف"):
            return False
    return False


def _leads_condition(reading: Reading, hits: HitTable, at: int, verb: int, start: int) -> bool:
    """``إن خطف المسلحون كذا فسيتوقف …``, ``ستغلق … إن خطفت …``: a perfect right behind, and what comes of it.

    Behind a verb of saying the same letters are ``إنّ``, which no verb follows.
    """
    if verb != at + 1 or reading.words[verb].norm.startswith("ال") or _said(reading, hits, at, start):
        return False
    end = reading.sentences[reading.sentence_at(at)].end
    behind = any(reading.words[k].norm.startswith(_CONSEQUENCES) for k in range(verb + 1, end))
    return behind or any(_future(reading.words[k].norm) for k in range(start, at))


def _said(reading: Reading, hits: HitTable, at: int, start: int) -> bool:
    return any(hits.any(k, ("reporting.verbs",)) for k in range(max(start, at - 4), at))


def _future(word: str) -> bool:
    return word.lstrip("وف").startswith(("سي", "ست", "سن")) and any(split.future for split in clitics(word))


def would_bring(reading: Reading, trigger: Trigger, end: int) -> bool:
    """``أي هجوم على كذا سيقابل برد``: the next verb in the future tells what it would bring."""
    for at in range(trigger.end, end):
        if reading.words[at].mark in ("stop", "comma", "colon"):
            return False
        if _future(reading.words[at].norm) and len(reading.words[at].norm) > 4:
            return True
    return False
