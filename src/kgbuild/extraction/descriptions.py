"""Words that only describe something else: their mentions take no part in the event."""

from __future__ import annotations

from collections.abc import Collection

from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.predicates import Predicates

__all__ = ["described_words"]

_DESCRIPTION = 6
_TITLE = 24  # words behind a verb in which its subject's or object's title stands
_MEASURED = 16  # words from a measure of distance to the place that it is measured from
_BEFORE = "امام"  # ``أمام محكمة``, folded like ``إمام``
_INSIDE = ("في", "ب")
_LIES = ("تقع", "يقع")


def described_words(reading: Reading, hits: HitTable, dated: Collection[int], predicates: Predicates) -> set[int]:
    """Words of descriptions: behind الذي تقع, المطل على and the like, up to a comma, verb or word of violence.

    The words of a title behind a verb that tells of no event describe too: ``التقى وزير داخلية كذا``.
    """
    found = _titles(reading, hits, predicates) | _measured(reading, hits) | _seats(reading, hits)
    found |= _fled(reading, hits, predicates)
    fired = {trigger.end for trigger in reading.triggers if hits.any(trigger.start, ("launches", "verb.land"))}
    for sentence in reading.sentences:
        inside, length = False, 0
        for at in range(sentence.start, sentence.end):
            word = reading.words[at]
            length += 1
            if (
                word.mark in ("comma", "stop", "colon")
                or length > _DESCRIPTION
                or at in dated
                or (inside and hits.any(at, ("trigger", "verb.hit", "verb.perform")))
            ):
                inside = False
            if inside:
                found.add(at)
            relative = hits.any(at, ("boundaries.relative",)) and word.norm != "حيث"
            describing = hits.any(at, ("places.describing",)) and at not in fired  # أطلقها باتجاه كذا
            if describing or (relative and not _acts(reading, hits, at + 1, sentence.end)):
                inside, length = True, 0
    return found


def _titles(reading: Reading, hits: HitTable, predicates: Predicates) -> set[int]:
    found: set[int] = set()
    reacting = {
        at
        for at in range(len(reading.words))
        if (hit := hits.at(at, "reporting.diplomacy")) is not None and not hit.definite and not hit.preposition
    }
    for verb in predicates.foreign | reacting:
        titled, end = False, reading.sentences[reading.sentence_at(verb)].end
        for at in range(verb + 1, min(verb + _TITLE, end)):
            abbreviated = reading.words[at].mark == "stop" and len(reading.words[at - 1].norm) == 1  # د. فلان
            if (reading.words[at].mark in ("stop", "colon") and not abbreviated) or at in predicates.finite:
                break
            if hits.any(at, ("complementizers", "boundaries.relative", "trigger")):
                break
            if titled:
                found.add(at)
                titled = reading.words[at].mark != "comma"
            elif hits.any(at, ("people.offices",)):
                titled = True
    return found


def _measured(reading: Reading, hits: HitTable) -> set[int]:
    """``على بعد 20 كلم شمال معقل كذا في كذا``: from a measure of distance to the first place behind it."""
    places = {mention.start: mention for mention in reading.mentions if mention.kind == "place"}
    found: set[int] = set()
    for at in range(len(reading.words)):
        if not hits.any(at, ("places.distance",)):
            continue
        for behind in range(at + 1, min(at + _MEASURED, len(reading.words))):
            place = places.get(behind)
            if place is not None:
                found |= set(range(at + 1, place.end))
                break
            if reading.words[behind].mark in ("comma", "stop", "colon") or hits.any(behind, ("trigger", "verb")):
                break
    return found


def _seats(reading: Reading, hits: HitTable) -> set[int]:
    """``عضو المجلس المحلي بمديرية كذا``: where the body has its seat to which somebody belongs."""
    found: set[int] = set()
    for body in range(1, len(reading.words)):
        office = hits.any(body - 1, ("people.offices", "people.leading")) and reading.words[body - 1].norm != _BEFORE
        if not office or not hits.any(body, ("general.bodies",)):
            continue
        at = body + 1
        while at < len(reading.words) and reading.words[at].norm.startswith("ال") and not reading.words[at].mark:
            at += 1
        at += at < len(reading.words) and reading.words[at].norm == "في"
        seat = next((m for m in reading.mentions if m.start == at and m.kind == "place"), None)
        if seat is not None and seat.preposition in _INSIDE:
            found |= set(range(seat.start, seat.end))
    return found


def _fled(reading: Reading, hits: HitTable, predicates: Predicates) -> set[int]:
    """``قتلوا … بعد فرارهم من كذا بمحافظة كذا``: the place that they had come from."""
    found: set[int] = set()
    places = {mention.start: mention for mention in reading.mentions if mention.kind == "place"}
    triggers = {trigger.start for trigger in reading.triggers}
    for start in range(len(reading.words) - 1):
        if not hits.any(start, ("general.flight",)) or reading.words[start + 1].norm != "من":
            continue
        end = min(start + _DESCRIPTION + 2, reading.sentences[reading.sentence_at(start)].end)
        for at in range(start + 2, end):
            if reading.words[at].mark in ("comma", "stop", "colon") or at in triggers or at in predicates.finite:
                break
            place = places.get(at)
            while place is not None:  # with the areas that it lies in
                found |= set(range(place.start, place.end))
                area = places.get(place.end)
                place = area if area is not None and area.preposition == "ب" else None
            if at in places:
                break
    return found


def _acts(reading: Reading, hits: HitTable, position: int, end: int) -> bool:
    """Whether a relative clause begins with a deed: its arguments count."""
    return any(
        reading.words[at].norm not in _LIES
        and not hits.any(at, ("preposition.lead",))
        and hits.any(at, ("trigger.verb", "verb.hit", "verb.perform", "boundaries.results", "verb.occur", "verb.take"))
        for at in range(position, min(position + 3, end))
    )
