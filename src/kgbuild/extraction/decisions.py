"""Why extraction reads a document as it does: what the rules chose, what the selection scored, and who won.

Nothing here decides. The pipeline runs component by component, and what each made of the frames is compared with what
it was given; a decision of the selection is told with its score, the share of each reader, and the observations that
weigh most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from spacy.language import Language

from kgbuild.arabic.span import Span
from kgbuild.documents.article import Article
from kgbuild.documents.document import Document
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention, VictimMention, reading_of
from kgbuild.extraction.claims import participant, participants, tellings_of
from kgbuild.extraction.components import EventJoiner, Selection
from kgbuild.extraction.pieces import pieces
from kgbuild.extraction.report import EventClaim, Factuality, Participant, TimeInterval, Toll, Victim, WeaponMention
from kgbuild.extraction.scores import Score, Scores
from kgbuild.extraction.selection import SLOTS, Thing, Thresholds, candidates, fillers, weighed
from kgbuild.extraction.surroundings import Candidate
from kgbuild.extraction.weights import Weights

__all__ = ["Decision", "Filler", "ReadEvent", "Telling", "Value", "explain_document"]

Value: TypeAlias = Participant | TimeInterval | Toll | Victim | WeaponMention
"""What words that fill a slot were taken for."""

Outcome: TypeAlias = Literal["kept", "taken back", "added", "left out"]

_MOST = 3  # observations on each side
_ALL = (*SLOTS, "victims")
_JOINED = "it tells too little to be a claim, or only what another telling tells"
_NOTHING_LEFT = "nothing of it is trusted"
_RETOLD = "another telling of the event has all that it tells"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the selection, with the observations that speak most for and against it, and their weights.

    Parameters
    ----------
    score
        How sure it is, and what each reader says.
    limit
        The score from which on it is kept, or, where the rules did not choose it, added; ``None`` where nothing is.
    supporting, opposing
        Observations of the weights, strongest first.
    """

    score: Score
    limit: float | None
    supporting: tuple[tuple[str, float], ...]
    opposing: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that fill a slot, or could, and what became of them.

    Parameters
    ----------
    slot
        ``attackers``, ``targets``, ``places``, ``weapons``, ``date``, ``tolls`` or ``victims``.
    surface, span
        The words, and where they stand in the document.
    value
        What they were taken for; ``None`` of a day that stays open.
    by_rules
        Whether the rules chose them.
    outcome
        ``kept`` and ``taken back`` of what the rules chose, ``added`` and ``left out`` of what they did not.
    decision
        How the selection scored them; ``None`` where it was not asked.
    """

    slot: str
    surface: str
    span: Span
    value: Value | None
    by_rules: bool
    outcome: Outcome
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an event, with the decisions on it.

    Parameters
    ----------
    trigger, surface
        The words that name the event: where they stand in the document, and how they are written.
    sentence
        The sentence of the trigger.
    type, factuality
        As they are in the end; ``type_by_rules`` and ``factuality_by_rules`` are those before the selection.
    decision
        Whether the deed happened, where the selection was asked.
    fillers
        Slot by slot.
    """

    trigger: Span
    surface: str
    sentence: str
    type: str
    factuality: Factuality
    type_by_rules: str
    factuality_by_rules: Factuality
    decision: Decision | None
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """A claim with the tellings that it was made of; without a claim, a telling that was read and dropped, and why."""

    tellings: tuple[Telling, ...]
    claim: EventClaim | None = None
    dropped_by: str = ""
    reason: str = ""


def explain_document(document: Document, articles: Iterable[Article], nlp: Language) -> tuple[ReadEvent, ...]:
    """Return the claims of a document, and the events that were read and dropped, with the decisions on each.

    Parameters
    ----------
    document, articles
        A document and the articles that it was cut to.
    nlp
        A pipeline. Of one without a selection it is told what the rules chose.

    Returns
    -------
        In the order of the text.
    """
    events: list[ReadEvent] = []
    for article in articles:
        told = [event for piece in pieces(article) for event in _Trace(piece, nlp).events()]
        events += sorted(told, key=lambda event: (event.tellings[0].trigger, event.claim is None))
    return tuple(events)


@dataclass(frozen=True, slots=True)
class _Dropped:
    frame: Frame
    component: str
    reason: str


class _Trace:
    """One article read component by component."""

    def __init__(self, article: Article, nlp: Language) -> None:
        self._extractor = nlp.meta.get("name") or "rules"
        self._dropped: list[_Dropped] = []
        self._tellings: dict[int, tuple[Frame, Telling]] = {}  # by the identity of a frame, which it keeps alive
        doc = nlp.make_doc(article.text)
        doc._.kgb = Reading(article)
        for name, component in nlp.pipeline:
            reading = reading_of(doc)
            before = list(reading.frames)
            weighed = (
                _Weighed(reading, component)
                if isinstance(component, Selection) and before and reading.hits is not None
                else None
            )
            doc = component(doc)
            self._compare(name, before, reading_of(doc).frames, component, weighed)
        self._reading = reading_of(doc)

    def events(self) -> Iterator[ReadEvent]:
        """Yield what was read: the claims, then what was dropped."""
        for claim, frames in tellings_of(self._reading, self._extractor):
            yield ReadEvent(tuple(self._telling(frame) for frame in frames), claim)
        for row in self._dropped:
            yield ReadEvent((self._telling(row.frame),), None, row.component, row.reason)

    def _compare(
        self, name: str, before: Sequence[Frame], after: Sequence[Frame], component: object, weighed: _Weighed | None
    ) -> None:
        """Take note of what a component dropped; of what is left, the decisions go with the frame."""
        left = _matched(before, after)
        for number, frame in enumerate(before):
            followed = left[number]
            if weighed is not None:
                self._keep(frame if followed is None else followed, weighed.telling(number, followed))
            elif followed is not None and followed is not frame and id(frame) in self._tellings:
                telling = self._tellings[id(frame)][1]
                self._keep(followed, replace(telling, type=followed.type, factuality=followed.factuality))
            if followed is None:
                reason = weighed.reason(number) if weighed else _JOINED if isinstance(component, EventJoiner) else ""
                self._dropped.append(_Dropped(frame, name, reason))

    def _keep(self, frame: Frame, telling: Telling) -> None:
        self._tellings[id(frame)] = frame, telling

    def _telling(self, frame: Frame) -> Telling:
        known = self._tellings.get(id(frame))
        return known[1] if known is not None else _telling(self._reading, frame, frame)


def _matched(before: Sequence[Frame], after: Sequence[Frame]) -> list[Frame | None]:
    """For each frame what it became; frames keep their triggers and their order."""
    rows: list[Frame | None] = []
    position = 0
    for frame in before:
        at = next((n for n in range(position, len(after)) if _same_telling(frame, after[n])), None)
        rows.append(None if at is None else after[at])
        position = position if at is None else at + 1
    return rows


def _same_telling(left: Frame, right: Frame) -> bool:
    return left is right or (
        left.triggers == right.triggers
        and left.sentence == right.sentence
        and (not left.speakers or left.speakers == right.speakers)
    )


class _Weighed:
    """The decisions of the selection on one article, which still has the frames of the rules."""

    def __init__(self, reading: Reading, component: Selection) -> None:
        assert reading.hits is not None
        self._reading = replace(reading, frames=list(reading.frames))
        self._scores: Scores = component.scores(self._reading, reading.hits)
        self._weights: Weights = component.weights
        self._thresholds = component.thresholds
        self._chosen = _matched(self._reading.frames, component.chosen(self._reading, self._scores))

    def reason(self, number: int) -> str:
        """Why the selection dropped a telling."""
        return _NOTHING_LEFT if self._chosen[number] is None else _RETOLD

    def telling(self, number: int, after: Frame | None) -> Telling:
        """A telling with the decisions on it; ``after`` is what it became."""
        before = self._reading.frames[number]
        chosen = after or self._chosen[number]
        told = _telling(self._reading, before, chosen or before)
        observed = self._scores.around.of_event(number)
        limits = self._thresholds.get("event") if "event" in weighed(before) else None
        decision = None
        if limits is not None:
            given = before.factuality == "asserted"
            decision = self._decision("event", self._scores.event_parts(number), observed, limits, given)
        rows = [
            filler
            for slot in _ALL
            for filler in (
                self._fillers(number, slot, chosen)
                if slot in self._thresholds and slot in weighed(before)
                else _by_rules(self._reading, before, chosen, slot)
            )
        ]
        return replace(told, decision=decision, fillers=tuple(rows))

    def _fillers(self, number: int, slot: str, after: Frame | None) -> Iterator[Filler]:
        """Every candidate of a slot, and what the selection took from elsewhere."""
        frame, around, limits = self._reading.frames[number], self._scores.around, self._thresholds[slot]
        left = list(fillers(after, slot)) if after is not None else []
        for item, thing, given in candidates(self._reading, around, frame, slot, given_only=not limits.adds):
            stays = thing in left
            if stays:
                left.remove(thing)
            score = self._scores.argument_parts(number, slot, item, given)
            observed = around.of_argument(number, slot, item, given)
            ruled = given and (slot, item.start) not in frame.added
            yield _filler(
                self._reading, slot, thing, ruled, stays, self._decision(slot, score, observed, limits, given), item
            )
        for other in left:
            yield _filler(self._reading, slot, other, False, True)

    def _decision(
        self, name: str, score: Score, observations: Iterable[str], limits: Thresholds, given: bool
    ) -> Decision:
        observed = list(dict.fromkeys(observations))
        reasons = self._weights.reasons(name, observed, len(observed))
        limit = limits.keep if given else limits.add if limits.adds else None
        return Decision(
            score,
            limit,
            tuple(row for row in reasons if row[1] > 0)[:_MOST],
            tuple(row for row in reasons if row[1] < 0)[:_MOST],
        )


def _telling(reading: Reading, before: Frame, after: Frame) -> Telling:
    """A telling of which nothing was weighed."""
    trigger, sentence = before.trigger, reading.sentences[before.sentence]
    return Telling(
        _span(reading, trigger.start, trigger.end),
        reading.text(trigger.start, trigger.end),
        reading.text(sentence.start, sentence.end),
        after.type,
        after.factuality,
        before.type,
        before.factuality,
        None,
        tuple(filler for slot in _ALL for filler in _by_rules(reading, before, after, slot)),
    )


def _by_rules(reading: Reading, before: Frame, after: Frame | None, slot: str) -> Iterator[Filler]:
    left = fillers(after, slot) if after is not None else ()
    for thing in fillers(before, slot):
        yield _filler(reading, slot, thing, True, thing in left)


_Any: TypeAlias = Thing | VictimMention


def _filler(
    reading: Reading,
    slot: str,
    thing: _Any,
    given: bool,
    stays: bool,
    decision: Decision | None = None,
    item: Candidate | None = None,
) -> Filler:
    outcome: Outcome = ("kept" if stays else "taken back") if given else ("added" if stays else "left out")
    span, value = _value(reading, slot, thing)
    return Filler(slot, _words(reading, thing, item), span, value, given, outcome, decision)


def _words(reading: Reading, thing: _Any, item: Candidate | None) -> str:
    surface = thing.person.surface if isinstance(thing, VictimMention) else thing.surface
    return surface or (reading.text(item.start, item.end) if item is not None else "")


def _value(reading: Reading, slot: str, thing: _Any) -> tuple[Span, Value | None]:
    """Where words stand in the document, and what they were taken for, as a claim names it."""
    if isinstance(thing, VictimMention):
        person = participant(reading, thing.person)
        side = participant(reading, thing.side) if thing.side else None
        return person.span, Victim(person, thing.fate, thing.rank, side)
    if isinstance(thing, TollMention):
        span = _span(reading, thing.start, thing.end)
        return span, Toll(thing.measure, thing.low, thing.high, thing.surface, span, thing.group)
    if isinstance(thing, Mention):
        own = participant(reading, thing)
        if slot == "weapons":
            return own.span, WeaponMention(thing.type, own.surface, own.span)
        [named] = participants(reading, [thing])
        return own.span, named
    span = reading.article.span_to_document(thing.span)
    if thing.interval is None:
        return span, None
    return span, TimeInterval(*thing.interval, thing.precision, thing.surface, span)


def _span(reading: Reading, start: int, end: int) -> Span:
    words = reading.words
    return reading.article.span_to_document(Span(words[start].start, words[end - 1].end))
