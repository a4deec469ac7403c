"""Turns annotated articles into what the encoder learns from: windows around deeds, with the decisions to be made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.encoder import distance
from kgbuild.extraction.selection import SLOTS, candidates
from kgbuild.extraction.surroundings import Surroundings
from kgbuild.extraction.windows import Cutter, Window, window_of
from kgbuild.learning.examples import Truth, readings
from kgbuild.learning.markup import MarkedArticle

__all__ = ["Decision", "Deed", "deeds"]


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


def deeds(article: MarkedArticle, nlp: Language, cut: Cutter) -> Iterator[Deed]:
    """Yield what an article teaches: of every event that the rules read, and of every other marked word of violence."""
    for reading in readings(article, nlp):
        if reading.hits is not None and reading.words:
            truth = Truth(article, reading)
            yield from _told(article, reading, truth, Surroundings(reading, reading.hits), cut)
            yield from _passed_over(article, reading, truth, cut)


def _told(article: MarkedArticle, reading: Reading, truth: Truth, around: Surroundings, cut: Cutter) -> Iterator[Deed]:
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
            yield Deed(article.id, window, tuple(found))


def _passed_over(article: MarkedArticle, reading: Reading, truth: Truth, cut: Cutter) -> Iterator[Deed]:
    """Words of violence of which the rules made no event: they teach what a deed is, too."""
    told = {trigger.start for frame in reading.frames for trigger in frame.triggers}
    for trigger in reading.triggers:
        happened = None if trigger.start in told else truth.happened(trigger)
        if happened is not None:
            sentence = reading.sentence_at(trigger.start)
            window = window_of(reading, [(trigger.start, trigger.end)], sentence, cut)
            yield Deed(article.id, window, (Decision("event", False, happened),))
