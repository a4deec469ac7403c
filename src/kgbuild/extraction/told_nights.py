"""Nights that a statement of an earlier day tells of: ``أعلن مسؤولون أمس الخميس …. وأشاروا إلى … الليلة الماضية``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kgbuild.arabic.dates import DateMatch
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading, Sentence
from kgbuild.extraction.days_of_writing import WEEKDAYS
from kgbuild.extraction.lexicon import load_table

__all__ = ["with_told_nights"]

_NIGHTS = ("الليله الماضيه", "ليله الماضيه", "الليله قبل الماضيه")
_SAYING = tuple(fold(verb) for verb in load_table("words")["reporting"]["verbs"])
_OPENING = 2  # words of a sentence that goes on with a statement, its verb among them
_STATED = 7  # words from a verb of saying, over who says it, to its day
_FAR = timedelta(days=3)


def with_told_nights(reading: Reading, found: Sequence[DateMatch], anchor: date | None) -> list[DateMatch]:
    """Return the dates; a last night that a statement tells of ended on the day that the statement was made.

    Parameters
    ----------
    reading
        An article with words and sentences.
    found
        Its dates, in text order.
    anchor
        The day that they count from.
    """
    return [_told(reading, found, match, anchor) if anchor is not None else match for match in found]


def _told(reading: Reading, found: Sequence[DateMatch], match: DateMatch, anchor: date) -> DateMatch:
    if match.interval is None or not fold(match.surface).startswith(_NIGHTS):
        return match
    day = _stated(reading, found, match)
    if day is None or not timedelta(0) < anchor - day <= _FAR:
        return match
    first, last = match.interval
    return replace(match, interval=(first - (anchor - day), last - (anchor - day)))


def _stated(reading: Reading, found: Sequence[DateMatch], match: DateMatch) -> date | None:
    """The named day of the statement that a sentence goes on with."""
    number = next(
        n for n, sentence in enumerate(reading.sentences) if match.span.start < reading.words[sentence.end - 1].end
    )
    for sentence in reversed(reading.sentences[: number + 1]):
        day = _day_of_saying(reading, found, sentence)
        if day is not None or not any(_says(reading, at) for at in _opening(sentence)):
            return day
    return None


def _day_of_saying(reading: Reading, found: Sequence[DateMatch], sentence: Sentence) -> date | None:
    opening = [at for at in _opening(sentence) if _says(reading, at)]
    if not opening:
        return None
    start = reading.words[opening[0]].start
    end = reading.words[min(opening[0] + _STATED, sentence.end - 1)].end
    days = (m for m in found if start < m.span.start < end and m.precision == "day" and m.interval is not None)
    named = (m for m in days if WEEKDAYS & {word.lstrip("و") for word in fold(m.surface).split()})
    return next((m.interval[0] for m in named if m.interval is not None), None)


def _opening(sentence: Sentence) -> range:
    return range(sentence.start, min(sentence.start + _OPENING, sentence.end))


def _says(reading: Reading, at: int) -> bool:
    """Whether a verb of saying stands at a word, behind a conjunction too."""
    norm = reading.words[at].norm
    forms = {norm, norm.removeprefix("و"), norm.removeprefix("ف")}
    return any(form.startswith(_SAYING) for form in forms)
