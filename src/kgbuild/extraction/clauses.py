"""Cuts a sentence into clauses at the joints that news Arabic marks with words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kgbuild.extraction.annotations import Mention, Reading, Sentence, Trigger
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.trigger_groups import brought_about

__all__ = ["Clause", "clauses", "past_distance"]

Joint = Literal["start", "next", "result", "earlier", "answer", "joined"]

_CARRIED = 12  # words from عقب قيام over who did it to the deed
_DISTANCE = 3  # words from بعد to the end of ثلاثة أيام
_FEW = ("قليله", "معدوده", "فقط")  # بعد أيام قليلة على
_LOSSES = 10  # words from مقتل to the deed that it came of
_APODOSES = ("فان", "فانه", "فانها", "فانهم")  # ``ووفقا لكذا، فإن …`` begins what is said
_FINITE = ("verb", "reporting.verbs", "trigger.verb")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words ``start`` to ``end`` of a sentence, and how they join what went before.

    ``result``: carries on with what came of it; ``earlier``: an event before the one just told; ``answer``: the
    event that the one just told answers; ``joined``: coordinated with ``و``; ``next``: something else.
    """

    sentence: int
    start: int
    end: int
    joint: Joint


def clauses(
    reading: Reading, hits: HitTable, number: int, triggers: dict[int, Trigger], mentions: dict[int, Mention]
) -> list[Clause]:
    """Cut sentence ``number`` of the reading; the clauses cover it without gaps."""
    sentence = reading.sentences[number]
    cuts: list[tuple[int, Joint]] = [(sentence.start, "start")]
    inside = 0
    dated = _dated(reading, sentence)
    for position in range(sentence.start, sentence.end):
        if position + 1 in dated and position not in mentions:
            continue
        mention = mentions.get(position)
        if mention:
            inside = max(inside, mention.end)
        if position < inside and position != (mention.start if mention else -1):
            continue
        joint = _joint(reading, hits, sentence, position, triggers, cuts[-1][0], mentions)
        if joint and position > cuts[-1][0]:
            cuts.append((position, joint))
    ends = [start for start, _ in cuts[1:]] + [sentence.end]
    return [Clause(number, start, end, joint) for (start, joint), end in zip(cuts, ends, strict=True)]


def _dated(reading: Reading, sentence: Sentence) -> set[int]:
    """Words of the sentence that belong to a date: ``في وقت متأخر`` joins nothing."""
    spans = [match.span for match in reading.dates]
    return {
        at
        for at in range(sentence.start, sentence.end)
        if any(span.start <= reading.words[at].start < span.end for span in spans)
    }


def _joint(
    reading: Reading,
    hits: HitTable,
    sentence: Sentence,
    position: int,
    triggers: dict[int, Trigger],
    clause_start: int,
    mentions: dict[int, Mention],
) -> Joint | None:
    if reading.words[position].norm == "؛":
        return "next"
    if position in mentions and not hits.any(position, ("boundaries.answers",)):
        return None
    has_trigger = any(clause_start <= at < position for at in triggers)
    result = hits.at(position, "boundaries.results")
    if result and not result.preposition:
        return "result"
    if hits.any(position, ("boundaries.replies",)):
        return "next"
    answer = hits.at(position, "boundaries.answers")
    if answer and _trigger_soon(triggers, answer.end, 3):
        return "answer"
    earlier = hits.at(position, "boundaries.earlier")
    carried = earlier is not None and earlier.end < sentence.end and reading.words[earlier.end].norm == "قيام"
    reach = _CARRIED if carried else 4
    if earlier and has_trigger and _trigger_soon(triggers, earlier.end, reach):
        told = triggers[max(at for at in triggers if clause_start <= at < position)]
        cause = next(triggers[at] for at in range(earlier.end, earlier.end + reach) if at in triggers)
        return None if brought_about(reading, told, cause) else "earlier"
    if earlier and has_trigger and _losses_of_a_deed(reading, hits, sentence, earlier.end, triggers):
        return "earlier"
    boundary = hits.at(position, "boundaries.words")
    if boundary and hits.any(position, ("places.relations",)) and _leads_to_place(mentions, position):
        return None  # ``وسط بلدة كذا``
    if (boundary and not boundary.definite) or (has_trigger and reading.words[position].norm in _APODOSES):
        return "next"
    finite = hits.at(position, *_FINITE)
    if finite and finite.conjunction and not finite.definite and not finite.preposition:
        noun = triggers.get(position)
        if noun is None or noun.pos == "verb":
            return "joined"
    trigger = triggers.get(position)
    if trigger and trigger.pos == "noun" and trigger.conjunction and has_trigger:
        last = max(at for at in triggers if clause_start <= at < position)
        if any(last < at < position for at in mentions):
            return "joined"
    return None


def _leads_to_place(mentions: dict[int, Mention], position: int) -> bool:
    behind = mentions.get(position + 1)
    return behind is not None and behind.kind == "place"


def _trigger_soon(triggers: dict[int, Trigger], start: int, reach: int) -> bool:
    return any(at in triggers for at in range(start, start + reach))


def past_distance(reading: Reading, hits: HitTable, position: int) -> int:
    """Where the words for a time end that lies between two deeds: behind ``بعد``, ``ثلاثة أيام على``; else the same."""
    last = min(position + _DISTANCE, len(reading.words) - 1)
    for at in range(position, last):
        if hits.any(at, ("boundaries.units",)):
            behind = at + 1 + (reading.words[at + 1].norm in _FEW)
            led = behind < len(reading.words) and reading.words[behind].norm in ("من", "علي", "عن")
            return behind + 1 if led else position
    return position


def _losses_of_a_deed(
    reading: Reading, hits: HitTable, sentence: Sentence, position: int, triggers: dict[int, Trigger]
) -> bool:
    """Behind ``بعد``: ``أيام على مقتل سبعة جنود في هجوم``, ``مقتل سبعة جنود في هجوم``."""
    start = past_distance(reading, hits, position)
    if not hits.any(start, ("fates.nouns",)):
        return False
    for at in range(start + 1, min(start + _LOSSES, sentence.end)):
        if reading.words[at].mark or hits.any(at, ("complementizers", "boundaries.words", "boundaries.results")):
            return False
        if at in triggers:
            return True
    return False
