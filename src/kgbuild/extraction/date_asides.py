"""Dates that stand in an aside of a sentence and date what it tells, not the event outside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kgbuild.extraction.annotations import Reading, Sentence, Trigger
from kgbuild.extraction.hits import HitTable

__all__ = ["DateAsides", "began_beside"]

_BEGAN = ("بدا", "بدات", "بداته", "بداها", "انطلق", "انطلقت")
_BEGINNER = 6  # words from a verb of beginning back to the noun of what began
_ACCUSING = ("اتهم", "يتهم", "تتهم", "نتهم")
_PRONOUNS = ("هم", "هما", "ها", "ه")
_TAKING_UP = ("عليها", "عليه", "منها", "منه", "فيها", "فيه", "بها", "به", "اليها", "اليه")
_TAKING_UP_REACH = 5
_DASHES = ("-", "–", "—")
_DEED_REACH = 3  # words from a date to the deed of its clause
_NO_EVENT = ("ان", "ما", "ذلك", "منتصف", "ظهر", "عصر", "صلاه", "ساعات", "ساعه")


class DateAsides:
    """Asks in whose clause a date stands; ``triggers`` tell of violence, ``finite`` are all verbs."""

    def __init__(
        self, reading: Reading, hits: HitTable, triggers: Mapping[int, Trigger], finite: Collection[int]
    ) -> None:
        self._finite = finite
        self._words, self._hits, self._triggers = reading.words, hits, triggers
        self._dated = {
            at
            for match in reading.dates
            for at, word in enumerate(reading.words)
            if match.span.start <= word.start < match.span.end
        }

    def holds(self, first: int, sentence: Sentence, own: Collection[int]) -> bool:
        """Whether a date that begins at a word stands in an aside that an event is not told in.

        Parameters
        ----------
        first, sentence
            Where the date begins, and its sentence.
        own
            Where the words begin that tell of the event.
        """
        deed = self._deed_behind(first, sentence, own)
        for at in range(first - 1, sentence.start - 1, -1):
            if at in own or self._words[at].mark in ("stop", "colon") or self._hits.any(at, ("complementizers",)):
                return False
            if self._words[at].mark == "comma" and first - at > 1:
                return False
            deed = deed or at in self._triggers
            if deed and self._opens(at, first):
                return not (self._describes(at, own) or self._goes_on(first, own))
            if self._earlier(at, first) and any(other < at for other in own):
                return True
        return False

    def _deed_behind(self, first: int, sentence: Sentence, own: Collection[int]) -> bool:
        """``المبنى الذي تعرض مساء الأحد لقصف``: the deed of the clause that holds a date stands right behind it."""
        at = first
        while at < sentence.end and at in self._dated:
            at += 1
        last = min(at + _DEED_REACH, sentence.end)
        deed = next((k for k in range(at, last) if k in self._triggers or self._words[k].mark), None)
        return deed in self._triggers and deed not in own and max(own) < first

    def _opens(self, at: int, first: int) -> bool:
        """Whether a clause on somebody or something begins: ``التي``, ``نقاط كانت … سيطرت عليها``, ``تتهمهم``."""
        norm = self._words[at].norm
        if self._hits.any(at, ("boundaries.relative",)):
            return norm != "حيث"
        if norm.startswith(_ACCUSING) and norm.endswith(_PRONOUNS):
            return True
        if norm not in ("كان", "كانت") or at == 0 or self._words[at - 1].mark:
            return False
        return any(word.norm in _TAKING_UP for word in self._words[max(at, first - _TAKING_UP_REACH) : first])

    def _describes(self, at: int, own: Collection[int]) -> bool:
        """``الهجوم العنيف الذي …``: whether a relative clause is on the event itself."""
        before = at - 1
        while before > 0 and self._words[before].norm.startswith("ال") and before not in own:
            before -= 1
        return before in own or at - 1 in own

    def _goes_on(self, first: int, own: Collection[int]) -> bool:
        """``الذين اقتحموا المحطة أمس واحتجزوا …``, ``الذي قتل أمس في قصف``: the clause still tells of the event."""
        start = min(own)
        trigger = self._triggers.get(start)
        if start < first or trigger is None:
            return False
        if trigger.pos == "verb":
            return bool(trigger.conjunction)
        between = range(first, start)
        if any(self._words[at].norm in _DASHES for at in between):
            return False
        return not any(self._words[at].mark == "comma" or at in self._finite for at in between)

    def _earlier(self, at: int, first: int) -> bool:
        """``قصفوا البلدة بعد انسحاب الجيش منها أمس``: the date is of what came before."""
        hit = self._hits.at(at, "boundaries.earlier")
        if hit is None or any(inside in self._dated for inside in range(at, min(hit.end + 1, first + 1))):
            return False
        return hit.end < first and self._words[hit.end].norm not in _NO_EVENT


def began_beside(reading: Reading, hits: HitTable, first: int) -> bool:
    """Whether a day is that on which something began that is no deed: ``فعاليات مسيرة كذا التي بدأت في 30 مارس``.

    Parameters
    ----------
    reading, hits
        The article.
    first
        The word at which the date begins.
    """
    verb = next((at for at in range(first - 1, max(0, first - 3), -1) if reading.words[at].norm in _BEGAN), None)
    if verb is None:
        return False
    relative = hits.any(verb - 1, ("boundaries.relative",))
    return relative and not any(verb - _BEGINNER <= trigger.start < verb for trigger in reading.triggers)
