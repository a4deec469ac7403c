"""Figures for an event table against gold annotations: how many events are found, how many of their slots are right.

Slots are scored over the main events that were found; participants and places of a missed event count as missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgbuild.evaluation.gold import GoldDocument, GoldEvent, load_gold
from kgbuild.evaluation.matching import match, type_score
from kgbuild.evaluation.names import NamedThing, matched
from kgbuild.evaluation.readings import Reading, Record, readings

__all__ = ["DocumentScore", "Ratio", "Scores", "SlotScore", "load_gold", "match", "score"]

_WIDEST_OVERLAP = 45
"""Days; a wider interval says too little to count as overlapping."""


@dataclass(frozen=True, slots=True)
class SlotScore:
    """Values found, given by the export, and given by the gold annotations.

    Examples
    --------
    >>> slot = SlotScore(found=3, predicted=4, gold=6)
    >>> slot.precision, slot.recall, round(slot.f1, 2)
    (0.75, 0.5, 0.6)
    """

    found: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what the export gives that is right."""
        return self.found / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        """Share of the gold values that the export gives."""
        return self.found / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many of ``of`` are right; 0 of 0 is 0."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.right / max(self.of, 1)


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Main events found and given in one document, and readings that are no gold event."""

    doc: str
    found: int
    gold: int
    spurious: int


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures. ``killed_invented`` counts tolls given for found events of which the text gives none."""

    events: SlotScore
    attackers: SlotScore
    targets: SlotScore
    places: SlotScore
    speakers: SlotScore
    type_exact: Ratio
    certainty: Ratio
    date_exact: Ratio
    date_overlapping: Ratio
    killed: Ratio
    killed_invented: int
    wounded: Ratio
    wounded_invented: int
    documents: tuple[DocumentScore, ...]


@dataclass(slots=True)
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    documents: list[DocumentScore] = field(default_factory=list)

    def slot(self, name: str, predicted: Sequence[NamedThing], gold: Sequence[NamedThing]) -> None:
        self.counts[f"{name} found"] += matched(predicted, gold)
        self.counts[f"{name} predicted"] += len(predicted)
        self.counts[f"{name} gold"] += len(gold)

    def ratio(self, name: str, right: bool) -> None:
        self.counts[f"{name} right"] += right
        self.counts[f"{name} of"] += 1

    def slot_score(self, name: str) -> SlotScore:
        return SlotScore(*(self.counts[f"{name} {part}"] for part in ("found", "predicted", "gold")))

    def ratio_score(self, name: str) -> Ratio:
        return Ratio(self.counts[f"{name} right"], self.counts[f"{name} of"])


def score(records: Iterable[Record], gold: Iterable[GoldDocument]) -> Scores:
    """Score an event table (``--level claim``) against gold annotations.

    Claims of one document about one event are joined first. Documents without gold annotations are left out.
    """
    predicted = readings(records)
    tally = _Tally()
    for document in gold:
        _score_document(tally, document, predicted.get(document.doc, []))
    return Scores(
        events=tally.slot_score("events"),
        attackers=tally.slot_score("attackers"),
        targets=tally.slot_score("targets"),
        places=tally.slot_score("places"),
        speakers=tally.slot_score("speakers"),
        type_exact=tally.ratio_score("type_exact"),
        certainty=tally.ratio_score("certainty"),
        date_exact=tally.ratio_score("date_exact"),
        date_overlapping=tally.ratio_score("date_overlapping"),
        killed=tally.ratio_score("killed"),
        wounded=tally.ratio_score("wounded"),
        killed_invented=tally.counts["killed invented"],
        wounded_invented=tally.counts["wounded invented"],
        documents=tuple(tally.documents),
    )


def _score_document(tally: _Tally, document: GoldDocument, predicted: list[Reading]) -> None:
    events = document.events
    paired = match(predicted, events)
    found = [pair for pair in paired.pairs if events[pair.event].main]
    main = sum(event.main for event in events)
    tally.documents.append(DocumentScore(document.doc, len(found), main, len(paired.unpaired)))
    tally.counts["events found"] += len(found)
    tally.counts["events predicted"] += len(found) + len(paired.unpaired)
    tally.counts["events gold"] += main
    seen = {pair.event for pair in paired.pairs}
    for position, event in enumerate(events):
        if event.main and position not in seen:
            tally.counts["attackers gold"] += len(event.attackers)
            tally.counts["targets gold"] += len(event.targets)
            tally.counts["places gold"] += len(event.locations)
    for pair in found:
        _score_pair(tally, predicted[pair.reading], events[pair.event])


def _score_pair(tally: _Tally, reading: Reading, event: GoldEvent) -> None:
    attackers, targets = _sides(reading, event)
    tally.slot("attackers", reading.attackers, attackers)
    tally.slot("targets", reading.targets, targets)
    tally.slot("places", reading.places, event.locations)
    tally.slot("speakers", reading.speakers, event.speakers)
    tally.ratio("type_exact", type_score(reading.type, event) == 1.0)
    right = reading.certainty in {event.status, *event.alt_statuses}
    tally.ratio("certainty", right or (event.status == "unknown" and not reading.attackers))
    if event.date and not event.published:
        given = reading.date
        overlapping = given is not None and given[0] <= event.date[1] and given[1] >= event.date[0]
        narrow = given is not None and (given[1] - given[0]).days <= _WIDEST_OVERLAP
        tally.ratio("date_exact", given == event.date)
        tally.ratio("date_overlapping", overlapping and narrow)
    for measure in ("killed", "wounded"):
        _score_figure(tally, measure, reading, event)


def _sides(reading: Reading, event: GoldEvent) -> tuple[Sequence[NamedThing], Sequence[NamedThing]]:
    """The event's attackers and targets; of a clash without clear initiator, as the export has them."""
    as_annotated = matched(reading.attackers, event.attackers) + matched(reading.targets, event.targets)
    swapped = matched(reading.attackers, event.targets) + matched(reading.targets, event.attackers)
    if event.mutual and swapped > as_annotated:
        return event.targets, event.attackers
    return event.attackers, event.targets


def _score_figure(tally: _Tally, measure: str, reading: Reading, event: GoldEvent) -> None:
    gold, given = event.figure(measure), reading.figure(measure)
    if gold:
        low, high = gold
        right = given is not None and (given[0] == low or (high is not None and high > low and low <= given[0] <= high))
        tally.ratio(measure, right)
    elif given:
        tally.counts[f"{measure} invented"] += 1
