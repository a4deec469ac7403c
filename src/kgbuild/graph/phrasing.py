"""Readable labels: one sentence in Arabic and one in English for each claim, event and part of a claim.

The words stand in ``phrases.toml``. ``claimed`` covers a claim of responsibility and an attribution by a speaker.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

__all__ = [
    "LANGUAGES",
    "EventPhrase",
    "Language",
    "date_phrase",
    "event_phrase",
    "fill",
    "joined",
    "number_phrase",
    "totals_phrase",
    "whole_quotes",
    "words",
]

Language = Literal["ar", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ar", "en")

_MONTH_PRECISION: Final = "month"
_YEAR_PRECISION: Final = "year"


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))


def words(language: Language, table: str, key: str) -> str:
    """Return the words for a key of a table; the key itself where the table has none.

    Examples
    --------
    >>> words("en", "measure", "killed")
    'Killed'
    """
    return str(_phrases()[language][table].get(key, key))


def fill(language: Language, template: str, **parts: str | int) -> str:
    """Fill a template of ``phrases.toml``."""
    return str(_phrases()[language][template]).format(**parts)


def joined(names: Sequence[str], language: Language) -> str:
    """Join names as a sentence does.

    Examples
    --------
    >>> joined(["A", "B", "C"], "en")
    'A, B and C'
    """
    phrases = _phrases()[language]
    if len(names) < 2:
        return "".join(names)
    return str(phrases["list"]).join(names[:-1]) + str(phrases["and"]) + names[-1]


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """What an event's label says; the names are labels in the language of the phrase."""

    type_label: str
    type_names: tuple[str, ...]
    attackers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    start: date | None = None
    end: date | None = None
    precision: str | None = None
    factuality: str = "asserted"
    certainty: str = "unknown"


def event_phrase(event: EventPhrase, language: Language) -> str:
    """Say in one sentence what happened, who did it to whom, where and when.

    ``type_names`` are the local names of the class and of those above it, nearest first; they choose the preposition.

    Examples
    --------
    >>> event_phrase(
    ...     EventPhrase(
    ...         "Drone strike", ("DroneStrike", "Attack"), targets=("Fatemiyoun Brigade",), place="Mayadin",
    ...         start=date(2024, 11, 26), end=date(2024, 11, 27), precision="night",
    ...     ),
    ...     "en",
    ... )
    'Drone strike by unknown attacker on Fatemiyoun Brigade in Mayadin, 26–27 November 2024'
    """
    attackers = targets = place = when = ""
    if event.attackers:
        certainty = words(language, "certainty", event.certainty)
        attackers = fill(language, "attackers", names=joined(event.attackers, language), certainty=certainty)
    elif event.factuality == "asserted":
        attackers = _of_class(event.type_names, _phrases()[language]["unnamed"])
    if event.targets:
        preposition = _of_class(event.type_names, _phrases()[language]["target"])
        targets = fill(language, "targets", preposition=preposition, names=joined(event.targets, language))
    if event.place:
        place = fill(language, "place", name=event.place)
    if event.start and event.end:
        when = fill(language, "date", date=date_phrase(event.start, event.end, event.precision, language))
    return fill(
        language,
        "event",
        factuality=words(language, "factuality", event.factuality),
        type=event.type_label[:1].upper() + event.type_label[1:],
        attackers=attackers,
        targets=targets,
        place=place,
        date=when,
    )


def _of_class(type_names: Sequence[str], table: Mapping[str, str]) -> str:
    return next((table[name] for name in type_names if name in table), table["Event"])


def totals_phrase(totals: Sequence[tuple[str, int, int | None]], language: Language) -> str:
    """Say a claim's totals (measure, low, high) after its event; nothing where there are none.

    Examples
    --------
    >>> totals_phrase([("killed", 15, 15), ("wounded", 3, None)], "en")
    '; killed 15, wounded 3 or more'
    """
    if not totals:
        return ""
    said = [
        fill(
            language,
            "total",
            measure=words(language, "total_of", measure),
            number=number_phrase(low, high, language),
        )
        for measure, low, high in totals
    ]
    return fill(language, "totals", list=str(_phrases()[language]["list"]).join(said))


def whole_quotes(text: str) -> str:
    """Leave out quotation marks that have lost their partner.

    Examples
    --------
    >>> whole_quotes("لواء «الفجر"), whole_quotes("لواء «الفجر»"), whole_quotes("فرقة 9”")
    ('لواء الفجر', 'لواء «الفجر»', 'فرقة 9')
    """
    lone: set[int] = set()
    for opening, closing in _phrases()["quotes"]:
        waiting: list[int] = []
        for position, character in enumerate(text):
            if character == closing and (waiting or opening != closing):
                if waiting:
                    waiting.pop()
                else:
                    lone.add(position)
            elif character == opening:
                waiting.append(position)
        lone.update(waiting)
    return "".join(character for position, character in enumerate(text) if position not in lone)


def date_phrase(start: date, end: date, precision: str | None, language: Language) -> str:
    """Say an interval of days.

    Examples
    --------
    >>> date_phrase(date(2024, 10, 1), date(2024, 10, 31), "month", "en")
    'October 2024'
    >>> date_phrase(date(2024, 11, 30), date(2024, 12, 1), "night", "en")
    '30 November 2024 – 1 December 2024'
    """
    months = _phrases()[language]["months"]
    month = months[start.month - 1]
    if precision == _YEAR_PRECISION and start.year == end.year:
        return fill(language, "year", year=start.year)
    if (start.year, start.month) != (end.year, end.month):
        first, last = (fill(language, "day", day=d.day, month=months[d.month - 1], year=d.year) for d in (start, end))
        return fill(language, "span", first=first, last=last)
    if precision == _MONTH_PRECISION:
        return fill(language, "month", month=month, year=start.year)
    if start == end:
        return fill(language, "day", day=start.day, month=month, year=start.year)
    return fill(language, "days_of_month", first=start.day, last=end.day, month=month, year=start.year)


def number_phrase(low: int, high: int | None, language: Language) -> str:
    """Say a number that may be open or an interval.

    Examples
    --------
    >>> number_phrase(100, None, "en"), number_phrase(3, 3, "en"), number_phrase(3, 5, "en")
    ('100 or more', '3', '3–5')
    """
    if high is None:
        return fill(language, "open", low=low)
    return str(low) if low == high else fill(language, "interval", low=low, high=high)
