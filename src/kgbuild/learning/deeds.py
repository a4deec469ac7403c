"""Turns annotated articles into what the encoder learns from: windows around deeds, with the decisions to be made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kgbuild.arabic.span import Span
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.encoder import distance
from kgbuild.extraction.roles import ROLES, TYPES
from kgbuild.extraction.selection import SLOTS, candidates
from kgbuild.extraction.surroundings import Surroundings
from kgbuild.extraction.windows import Cutter, Window, page_windows, window_of
from kgbuild.learning.examples import Truth, readings
from kgbuild.learning.markup import MarkedArticle, MarkedEvent

__all__ = ["Decision", "Deed", "Page", "deeds", "pages"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a deed: ``event``, or a slot with the candidate's pieces and range of distance."""

    name: str
    given: bool
    right: bool
    pieces: tuple[int, int] | None = None
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """A word of violence with what the encoder reads around it."""

    article: str
    window: Window
    decisions: tuple[Decision, ...]
    roles: tuple[tuple[int, ...], ...] | None = None
    """For each word of the window the outputs (:data:`~kgbuild.extraction.roles.OUTPUTS`) that are right for it."""
    event: str | None = None
    """The event that it tells of; two deeds of one article with the same are tellings of one event."""
    type: int | None = None
    """The type of that event (:data:`~kgbuild.extraction.roles.TYPES`)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of an article in which deeds are searched: for each word the type of the event that it tells of."""

    article: str
    window: Window
    types: tuple[int | None, ...]


def pages(article: MarkedArticle, nlp: Language, cut: Cutter) -> Iterator[Page]:
    """Yield an article in stretches, with its words of violence that did happen."""
    for reading in readings(article, nlp, until="dates"):
        words = _Roles(article, reading).words_of_deeds(len(reading.words))
        for window in page_windows(reading, cut):
            first = window.first
            yield Page(article.id, window, tuple(words[first : first + len(window.pieces)]))


def deeds(article: MarkedArticle, nlp: Language, cut: Cutter) -> Iterator[Deed]:
    """Yield what an article teaches: of every event that the rules read, and of every other marked word of violence."""
    for reading in readings(article, nlp):
        if reading.hits is not None and reading.words:
            truth = Truth(article, reading)
            roles = _Roles(article, reading)
            yield from _told(article, reading, truth, Surroundings(reading, reading.hits), cut, roles)
            yield from _passed_over(article, reading, cut, roles)


def _told(
    article: MarkedArticle, reading: Reading, truth: Truth, around: Surroundings, cut: Cutter, roles: _Roles
) -> Iterator[Deed]:
    for frame in reading.frames:
        event = truth.event(frame)
        spans = [(trigger.start, trigger.end) for trigger in frame.triggers]
        window = window_of(reading, spans, frame.sentence, cut)
        found = []
        if event is None or event.main:
            happened = event is not None and event.factuality == "asserted"
            found.append(Decision("event", frame.factuality == "asserted", happened))
        for slot in SLOTS if event is not None else ():
            for item, thing, given in candidates(reading, around, frame, slot):
                pieces = window.within(item.start, item.end)
                if pieces is not None and event is not None:
                    right = truth.fills(event, slot, thing)
                    found.append(Decision(slot, given, right, pieces, distance(spans, item)))
        if found:
            yield _deed(article, window, tuple(found), roles, event)


def _deed(
    article: MarkedArticle, window: Window, found: tuple[Decision, ...], roles: _Roles, event: MarkedEvent | None
) -> Deed:
    if event is None:
        return Deed(article.id, window, found)
    return Deed(article.id, window, found, roles.of(event, window), event.id, type_of(event))


def type_of(event: MarkedEvent) -> int:
    """Return the number of an event's type in :data:`~kgbuild.extraction.roles.TYPES`."""
    return TYPES.index("".join(part.capitalize() for part in event.type.split("_")))


def _passed_over(article: MarkedArticle, reading: Reading, cut: Cutter, roles: _Roles) -> Iterator[Deed]:
    """Words of violence of which the rules made no event: they teach what a deed is, too."""
    told = {at for frame in reading.frames for trigger in frame.triggers for at in range(trigger.start, trigger.end)}
    known = {trigger.start: trigger.end for trigger in reading.triggers}
    spans = [(start, end) for start, end in known.items() if start not in told]
    covered = told | {at for start, end in known.items() for at in range(start, end)}
    spans += [(start, end) for start, end in roles.deeds() if not covered & set(range(start, end))]
    for start, end in sorted(spans):
        marked, event = roles.deed(start, end)
        if not marked:
            continue
        window = window_of(reading, [(start, end)], reading.sentence_at(start), cut)
        found: tuple[Decision, ...] = ()
        if event is None or event.main:
            found = (Decision("event", False, event is not None and event.factuality == "asserted"),)
        if found or event is not None:
            yield _deed(article, window, found, roles, event)


class _Roles:
    """Which words of an article play which part in its events."""

    def __init__(self, article: MarkedArticle, reading: Reading) -> None:
        self._events = {event.id: event for event in article.events}
        self._marked = [(span, self._words(reading, span.start, span.end)) for span in article.spans]

    @staticmethod
    def _words(reading: Reading, start: int, end: int) -> range:
        """The words that a stretch of the document covers at least half of."""
        inside = []
        for at, word in enumerate(reading.words):
            own = reading.article.span_to_document(Span(word.start, word.end))
            if min(own.end, end) - max(own.start, start) > (own.end - own.start) / 2 and not word.mark:
                inside.append(at)
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def deeds(self) -> list[tuple[int, int]]:
        """Return the marked words of violence, those of no deed too."""
        return [(words[0], words[-1] + 1) for span, words in self._marked if span.letter in "ex" and words]

    def words_of_deeds(self, count: int) -> list[int | None]:
        """Return for each of an article's words the type of the event that it tells of, where that did happen."""
        types: list[int | None] = [None] * count
        for span, words in self._marked:
            event = self._events.get(span.id) if span.letter == "e" else None
            if event is not None and event.factuality == "asserted":
                for at in words:
                    types[at] = type_of(event)
        return types

    def deed(self, start: int, end: int) -> tuple[bool, MarkedEvent | None]:
        """Return whether words are marked as words of violence, and their event."""
        for span, words in self._marked:
            if span.letter in "ex" and words and words[0] < end and start <= words[-1]:
                return True, self._events.get(span.id)
        return False, None

    def of(self, event: MarkedEvent, window: Window) -> tuple[tuple[int, ...], ...]:
        """Return for each word of a window the outputs that are right for it."""
        fillers = {
            "attackers": event.attackers,
            "targets": event.targets,
            "places": (*event.places, *(id for id in event.targets if id[0] == "p")),
            "date": (event.date,) if event.date else (),
            "killed": tuple(toll.id for toll in event.tolls if toll.measure == "killed"),
            "wounded": tuple(toll.id for toll in event.tolls if toll.measure == "wounded"),
            "speakers": event.speakers,
        }
        if event.mutual:
            fillers["attackers"] = fillers["targets"] = (*event.attackers, *event.targets)
        outputs: list[set[int]] = [set() for _ in window.pieces]
        for span, words in self._marked:
            for number, role in enumerate(ROLES):
                if words and span.id in fillers[role]:
                    for at in words:
                        if 0 <= at - window.first < len(outputs):
                            outputs[at - window.first].add(2 * number)
                            if at == words[0]:
                                outputs[at - window.first].add(2 * number + 1)
        return tuple(tuple(sorted(found)) for found in outputs)
