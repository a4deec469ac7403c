"""Turns annotated articles into examples: what the rules read, beside what a careful reader recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kgbuild.arabic.span import Span
from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.selection import SLOTS, Thing, candidates
from kgbuild.extraction.surroundings import Surroundings
from kgbuild.learning.markup import MarkedArticle, MarkedEvent

__all__ = ["Example", "Truth", "examples", "readings"]

_WHOLE = 0.5  # of a marked name, that a mention without identity has to hold
_LETTERS = {"attackers": "ansp", "targets": "anpfvw", "places": "pf", "weapons": "wf"}


@dataclass(frozen=True, slots=True)
class Example:
    """Observations on one decision, and whether it is right.

    ``given`` says whether the rules chose it, ``frame`` and ``start`` (a word) which event and which candidate it is.
    """

    decision: str
    given: bool
    observations: tuple[str, ...]
    right: bool
    article: str
    frame: int
    start: int


def readings(article: MarkedArticle, nlp: Language, until: str = "selection") -> Iterator[Reading]:
    """Run the components before ``until`` over an article, cut as its file would be."""
    document = Document(f"{article.id}.txt", article.text, f"{article.id}.txt", "0", published=article.published)
    for part in segment(document):
        doc = nlp.make_doc(part.text)
        doc._.kgb = Reading(part)
        for name, component in nlp.pipeline:
            if name == until:
                break
            doc = component(doc)
        yield doc._.kgb


def examples(article: MarkedArticle, nlp: Language) -> Iterator[Example]:
    """Yield the examples of an article: one for each event and each candidate for a slot of it."""
    for reading in readings(article, nlp):
        if reading.hits is not None:
            yield from _examples(article, reading, reading.hits)


def _examples(article: MarkedArticle, reading: Reading, hits: HitTable) -> Iterator[Example]:
    truth = Truth(article, reading)
    around = Surroundings(reading, hits)
    for number, frame in enumerate(reading.frames):
        event = truth.event(frame)
        if event is None or event.main:
            happened = event is not None and event.factuality == "asserted"
            yield Example(
                "event",
                frame.factuality == "asserted",
                tuple(around.of_event(number)),
                happened,
                article.id,
                number,
                -1,
            )
        if event is None:
            continue
        for slot in SLOTS:
            for item, thing, given in candidates(reading, around, frame, slot):
                right = truth.fills(event, slot, thing)
                seen = tuple(around.of_argument(number, slot, item, given))
                yield Example(slot, given, seen, right, article.id, number, item.start)


class Truth:
    """What was recorded, asked for by what the rules read."""

    def __init__(self, article: MarkedArticle, reading: Reading) -> None:
        self._article, self._reading = article, reading
        self._events = {event.id: event for event in article.events}
        self._of_toll = {toll.id: event for event in article.events for toll in event.tolls}

    def event(self, frame: Frame) -> MarkedEvent | None:
        """The event that a frame's triggers name, else the one whose toll its words tell."""
        for trigger in frame.triggers:
            span = self._span(trigger.start, trigger.end)
            for marked in self._article.spans:
                if marked.letter == "e" and marked.start < span.end and span.start < marked.end:
                    return self._events.get(marked.id)
        told = [(t.start, t.end) for t in frame.triggers] + [(t.start, t.end) for t in frame.tolls]
        for start, end in told:
            id = self._best(self._span(start, end), "k")
            if id in self._of_toll:
                return self._of_toll[id]
        return None

    def fills(self, event: MarkedEvent, slot: str, thing: Thing) -> bool:
        """Whether a mention, a date or a toll fills the slot of an event."""
        if isinstance(thing, TollMention):
            id = self._best(self._span(thing.start, thing.end), "k")
            return any(t.id == id and t.measure == thing.measure and t.low == thing.low for t in event.tolls)
        if isinstance(thing, Mention):
            asked = [thing, *([thing.owner] if thing.owner is not None else [])]
            wanted = {
                "attackers": event.attackers,
                "targets": event.targets,
                "places": event.places,
                "weapons": event.weapons,
            }
            filled = wanted[slot]
            if event.mutual and slot in ("attackers", "targets"):
                filled = (*event.attackers, *event.targets)
            if slot == "places":
                filled = (*filled, *(id for id in event.targets if id[0] in "pf"))
            return any(self._names(m, _LETTERS[slot]) in filled for m in asked)
        span = self._reading.article.span_to_document(thing.span)
        interval = thing.interval
        if event.date is None:
            return False
        days = self._article.days[event.date]
        if self._best(span, "d") == event.date:
            return True
        return days is not None and interval is not None and interval == days

    def _names(self, mention: Mention, letters: str) -> str | None:
        """The ID that a mention names; a name without identity that is cut off names nothing."""
        span = self._span_of(mention)
        id = self._best(span, letters)
        if id is None or mention.iri:
            return id
        marked = [s for s in self._article.spans if s.id == id and s.start < span.end and span.start < s.end]
        whole = min(s.end - s.start for s in marked)
        return id if span.end - span.start >= _WHOLE * whole else None

    def _span_of(self, mention: Mention) -> Span:
        if mention.char_start < 0:
            return self._span(mention.start, mention.end)
        return self._reading.article.span_to_document(Span(mention.char_start, mention.char_end))

    def _span(self, start: int, end: int) -> Span:
        words = self._reading.words
        return self._reading.article.span_to_document(Span(words[start].start, words[end - 1].end))

    def _best(self, span: Span, letters: str) -> str | None:
        """The ID of the marked span that shares most with a stretch of text."""
        best, found = 0.0, None
        for marked in self._article.spans:
            if marked.letter in letters:
                shared = min(marked.end, span.end) - max(marked.start, span.start)
                whole = max(marked.end, span.end) - min(marked.start, span.start)
                if shared > 0 and shared / whole > best:
                    best, found = shared / whole, marked.id
        return found
