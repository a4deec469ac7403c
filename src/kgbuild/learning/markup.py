"""Reads articles with marked spans and records of events (``training/README.md`` describes the form)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NoReturn

from kgbuild.arabic.span import Span
from kgbuild.errors import TrainingFileError

__all__ = [
    "MarkedArticle",
    "MarkedEvent",
    "MarkedRelation",
    "MarkedSpan",
    "MarkedToll",
    "load_articles",
    "parse_article",
]

Letter = Literal["a", "n", "p", "f", "w", "d", "k", "v", "s", "e", "x"]

TYPES = frozenset(
    [
        "air_strike",
        "drone_strike",
        "shelling",
        "missile_strike",
        "armed_clash",
        "ambush",
        "bombing",
        "suicide_bombing",
        "assassination",
        "raid",
        "abduction",
        "execution",
        "interception",
        "territorial_change",
        "other_violence",
        "attack",
    ]
)
FACTUALITIES = frozenset(["asserted", "negated", "threatened", "planned", "hypothetical", "generic"])
STATUSES = frozenset(["asserted", "suspected", "claimed", "denied", "unknown"])
RELATIONS = frozenset(["affiliated_with", "part_of", "backed_by", "led_by", "ally_of", "opponent_of"])
MEASURES = ("killed", "wounded", "casualties", "captured", "missing")
_SLOTS = {
    "attackers": "anps",
    "targets": "anpfvw",
    "places": "pf",
    "weapons": "wf",
    "speakers": "ansp",
    "victims": "n",
}
_ID = re.compile(r"[anpfwdkvsex]\d*")
_OPEN = re.compile(r"\[([anpfwdkvsex]\d*) ")
_TOLL = re.compile(r"(k\d+):(\d+)(?:(\+)|-(\d+))?(?:<(k\d+))?(?:/([an]\d+))?(?:@([ansp]\d+))?")


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A marked stretch of an article's text: whose it is, and where (half-open, in code points)."""

    id: str
    start: int
    end: int

    @property
    def letter(self) -> str:
        """The letter of the ID, which says what kind of thing the span names."""
        return self.id[0]


@dataclass(frozen=True, slots=True)
class MarkedToll:
    """A toll of an event: the ID of its words, the measure and the numbers, and what it is a part of."""

    id: str
    measure: str
    low: int
    high: int | None
    whole: str | None = None
    people_of: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event as recorded: slots hold IDs of spans."""

    id: str
    type: str
    factuality: str
    attackers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    status: str = "unknown"
    date: str | None = None
    tolls: tuple[MarkedToll, ...] = ()
    main: bool = True
    mutual: bool = False
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedRelation:
    """A standing relation that the text states."""

    subject: str
    relation: str
    object: str


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An annotated article; ``text`` is what a reader of the newspaper sees, without marks."""

    id: str
    published: date | None
    genre: str
    theatre: str
    text: str
    spans: tuple[MarkedSpan, ...]
    events: tuple[MarkedEvent, ...]
    relations: tuple[MarkedRelation, ...]
    days: dict[str, tuple[date, date] | None]

    def spans_of(self, id: str) -> list[Span]:
        """Return where the thing of an ID is named, in text order."""
        return [Span(span.start, span.end) for span in self.spans if span.id == id]


def load_articles(path: Path) -> list[MarkedArticle]:
    """Read one file, or every ``.txt`` of a folder in the order of their names.

    Raises
    ------
    TrainingFileError
        A file is not in the form; the message names the line.
    """
    files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    return [parse_article(file.read_text(encoding="utf-8"), file) for file in files]


def parse_article(source: str, file: Path) -> MarkedArticle:
    """Read the three parts of an annotated article; ``file`` is named in errors.

    Examples
    --------
    >>> head = "id: a\\npublished: none\\ngenre: flash\\ntheatre: x\\n---\\n"
    >>> text, record = "[e1 قصفت] [a1 القوات]\\n---\\n", "e1 shelling asserted attackers=a1\\n"
    >>> article = parse_article(head + text + record, Path("a.txt"))
    >>> article.text, article.events[0].attackers
    ('قصفت القوات', ('a1',))
    """
    return _Parser(source, file).article()


class _Parser:
    def __init__(self, source: str, file: Path) -> None:
        self._file = file
        parts = re.split(r"^---[ \t]*$", source, flags=re.M)
        if len(parts) != 3:
            self._fail(f"three parts between lines of --- are expected, not {len(parts)}")
        self._head, self._body, self._records = parts

    def _fail(self, reason: str) -> NoReturn:
        raise TrainingFileError(f"{self._file}: {reason}")

    def article(self) -> MarkedArticle:
        lines = (line.partition(":") for line in self._head.strip().splitlines())
        head = {key.strip(): value.strip() for key, _, value in lines}
        for key in ("id", "published", "genre", "theatre"):
            if not head.get(key):
                self._fail(f"the head has no {key!r}")
        text, spans = self._marked(self._body.strip())
        ids = {span.id for span in spans}
        days: dict[str, tuple[date, date] | None] = {}
        events: list[MarkedEvent] = []
        relations: list[MarkedRelation] = []
        for line in self._records.strip().splitlines():
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            if len(words) >= 3 and words[1] == "=":
                days[words[0]] = self._days(words[2], line)
            elif words[0].startswith("e"):
                events.append(self._event(words, ids, line))
            elif len(words) == 3 and words[1] in RELATIONS:
                subject, object = self._known(words[0], ids, line), self._known(words[2], ids, line)
                relations.append(MarkedRelation(subject, words[1], object))
            else:
                self._fail(f"a record is not understood: {line}")
        self._complete(ids, events, days)
        published = None if head["published"] == "none" else self._day(head["published"], "published")
        return MarkedArticle(
            head["id"], published, head["genre"], head["theatre"], text, spans, tuple(events), tuple(relations), days
        )

    def _complete(self, ids: set[str], events: list[MarkedEvent], days: dict[str, tuple[date, date] | None]) -> None:
        recorded = [event.id for event in events]
        for id in sorted(ids):
            if id[0] == "e" and recorded.count(id) != 1:
                self._fail(f"{id} is marked and has {recorded.count(id)} records")
            if id[0] == "d" and id not in days:
                self._fail(f"{id} is marked and its days are not recorded (d1 = 2016-03-11, or d1 = ?)")
        for event in events:
            if event.date is not None and event.date not in days:
                self._fail(f"{event.id}: no days are recorded for {event.date}")
            if event.answers is not None and event.answers not in recorded:
                self._fail(f"{event.id} answers {event.answers}, which is not recorded")

    def _marked(self, body: str) -> tuple[str, tuple[MarkedSpan, ...]]:
        text: list[str] = []
        length = at = 0
        stack: list[tuple[str, int]] = []
        spans: list[MarkedSpan] = []
        while at < len(body):
            opened = _OPEN.match(body, at)
            if opened:
                stack.append((opened[1], length))
                at = opened.end()
            elif body[at] == "]":
                if not stack:
                    self._fail(f"a ] closes nothing: …{body[max(0, at - 30) : at + 1]}")
                id, start = stack.pop()
                if start == length:
                    self._fail(f"[{id} ] holds no words")
                spans.append(MarkedSpan(id, start, length))
                at += 1
            elif body[at] == "[":
                self._fail(f"a [ opens no span: {body[at : at + 30]}…")
            else:
                text.append(body[at])
                length += 1
                at += 1
        if stack:
            self._fail(f"[{stack[-1][0]} is not closed")
        whole = "".join(text)
        for span in spans:
            if whole[span.start].isspace() or whole[span.end - 1].isspace():
                self._fail(f"[{span.id} begins or ends with a space: {whole[span.start : span.end]!r}")
        return whole, tuple(sorted(spans, key=lambda span: (span.start, -span.end)))

    def _known(self, id: str, ids: set[str], line: str) -> str:
        if id not in ids:
            self._fail(f"{id!r} is not marked in the text: {line}")
        return id

    def _event(self, words: list[str], ids: set[str], line: str) -> MarkedEvent:
        if len(words) < 3 or words[1] not in TYPES or words[2] not in FACTUALITIES:
            self._fail(f"an event is recorded as 'e1 TYPE FACTUALITY key=value …': {line}")
        self._known(words[0], ids, line)
        slots: dict[str, tuple[str, ...]] = {}
        tolls: list[MarkedToll] = []
        single: dict[str, str] = {}
        for word in words[3:]:
            key, equals, value = word.partition("=")
            if not equals or not value:
                self._fail(f"{word!r} is no key=value: {line}")
            if key in _SLOTS:
                slots[key] = tuple(self._known(id, ids, line) for id in value.split(","))
                wrong = [id for id in slots[key] if id[0] not in _SLOTS[key]]
                if wrong:
                    self._fail(f"{wrong[0]} cannot stand in {key}: {line}")
            elif key in MEASURES:
                tolls.extend(self._toll(key, item, ids, line) for item in value.split(","))
            elif key in ("status", "date", "main", "mutual", "answers"):
                single[key] = value
            else:
                self._fail(f"{key!r} is no key of an event: {line}")
        status = single.get("status", "asserted" if slots.get("attackers") else "unknown")
        if status not in STATUSES:
            self._fail(f"{status!r} is no status: {line}")
        return MarkedEvent(
            words[0],
            words[1],
            words[2],
            **slots,
            status=status,
            date=single.get("date"),
            tolls=tuple(tolls),
            main=single.get("main") != "no",
            mutual=single.get("mutual") == "yes",
            answers=single.get("answers"),
        )

    def _toll(self, measure: str, item: str, ids: set[str], line: str) -> MarkedToll:
        match = _TOLL.fullmatch(item)
        if match is None:
            self._fail(f"{item!r} is no toll (k1:3, k1:3+, k1:3-5, k2:13<k1, k1:7/a2, k1:9@a3): {line}")
        id, low, more, high, whole, people, speaker = match.groups()
        for other in (id, whole, people, speaker):
            if other is not None:
                self._known(other, ids, line)
        top = None if more else int(high or low)
        if top is not None and top < int(low):
            self._fail(f"{item!r} ends below where it begins: {line}")
        return MarkedToll(id, measure, int(low), top, whole, people, speaker)

    def _days(self, value: str, line: str) -> tuple[date, date] | None:
        if value == "?":
            return None
        first, _, last = value.partition("..")
        days = self._day(first, line), self._day(last or first, line)
        if days[1] < days[0]:
            self._fail(f"the days end before they begin: {line}")
        return days

    def _day(self, value: str, line: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self._fail(f"{value!r} is no day: {line}")
