"""Words that only describe something else: their mentions take no part in the event."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.predicates import Predicates

__all__ = ["described_words", "is_elsewhere"]

_DESCRIPTION = 6
_TITLE = 24  # words behind a verb in which its subject's or object's title stands
_MEASURED = 16  # words from a measure of distance to the place that it is measured from
_BEFORE = "امام"  # ``أمام محكمة``, folded like ``إمام``
_INSIDE = ("في", "ب")
_FROM_REACH = 6
_BORN_REACH = 8  # words from who was born to where, over the day
_FIRED_REACH = 16  # words from firing to where from, over what was fired and by whom
_FIRING, _FROM_INSIDE = fold("إطلاق"), ("من", "داخل")
_POSITIONS = ("مواقعهم", "مواقعها", "مواقعه", "مواقع تمركز", "قواعدها", "قواعدهم")
_BORDER = ("الحدود", "الشريط")
_BORN = ("المولود", "مولود", "مواليد", "ولد", "المنحدر", "ينحدر", "المتحدر")
_LIES = ("تقع", "يقع")


def described_words(reading: Reading, hits: HitTable, dated: Collection[int], predicates: Predicates) -> set[int]:
    """Words of descriptions: behind الذي تقع, المطل على and the like, up to a comma, verb or word of violence.

    The words of a title behind a verb that tells of no event describe too: ``التقى وزير داخلية كذا``.
    """
    found = _titles(reading, hits, predicates) | _measured(reading, hits)
    for place in reading.mentions:
        if place.kind == "place" and is_elsewhere(reading, hits, place):
            found |= set(range(place.start, place.end))
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


def is_elsewhere(reading: Reading, hits: HitTable, place: Mention) -> bool:
    """Whether a place is the seat of a body that somebody belongs to, or where people had come from.

    ``خطف عضو المجلس المحلي بمديرية كذا``, ``قتلوا بعد فرارهم من كذا بمحافظة كذا``: not where it happened.
    """
    if _is_seat(reading, hits, place) or _is_origin(reading, hits, place) or _is_birthplace(reading, place):
        return True
    return _across_the_border(reading, place) or _fired_from(reading, place)


def _fired_from(reading: Reading, place: Mention) -> bool:
    """``قصفوا المدينة من مواقعهم في كذا``, ``إطلاق صاروخ من داخل كذا``: where they fired from."""
    before: list[str] = []
    for word in reversed(reading.words[max(0, place.start - _FIRED_REACH) : place.start]):
        if word.mark:
            break
        before.insert(0, word.norm)
    return any(first == "من" and second.startswith(_POSITIONS) for first, second in pairwise(before)) or (
        _FIRING in before and any(pair == _FROM_INSIDE for pair in pairwise(before))
    )


def _across_the_border(reading: Reading, place: Mention) -> bool:
    """``في الشريط الحدودي قبالة مدينة كذا``: what lies on the other side."""
    before = [word.norm for word in reading.words[max(0, place.start - 4) : place.start] if not word.mark]
    return before[-1:] == ["قباله"] and any(norm.startswith(_BORDER) for norm in before)


def _is_birthplace(reading: Reading, place: Mention) -> bool:
    """``فلان (المولود في مدينة كذا)``, ``كما هو الحال في كذا``."""
    before = [word.norm for word in reading.words[max(0, place.start - _BORN_REACH) : place.start]]
    compared = any(pair in (("هو", "الحال"), ("هي", "الحال"), ("علي", "غرار")) for pair in pairwise(before))
    return place.preposition in _INSIDE and (
        compared or any(norm.removeprefix("و").startswith(_BORN) for norm in before)
    )


def _is_seat(reading: Reading, hits: HitTable, place: Mention) -> bool:
    if place.preposition not in _INSIDE:
        return False
    at = place.start - (2 if reading.words[place.start - 1].norm == "في" else 1)
    while at > 0 and not hits.any(at, ("general.bodies",)):
        if reading.words[at].mark or not reading.words[at].norm.startswith("ال"):
            return False
        at -= 1
    office = at > 0 and hits.any(at - 1, ("people.offices", "people.leading"))
    return office and reading.words[at - 1].norm != _BEFORE


def _is_origin(reading: Reading, hits: HitTable, place: Mention) -> bool:
    first = max(reading.sentences[reading.sentence_at(place.start)].start, place.start - _DESCRIPTION)
    inner = next((m for m in reading.mentions if m.kind == "place" and first <= m.start < m.end == place.start), None)
    if inner is not None:
        return place.preposition == "ب" and _is_origin(reading, hits, inner)
    for at in range(place.start - 1, first - 1, -1):
        if reading.words[at].mark in ("comma", "stop", "colon") or hits.any(at, ("verb", "trigger.verb")):
            return False
        if hits.any(at, ("general.flight",)):
            return reading.words[at + 1].norm == "من"
    return False


def _acts(reading: Reading, hits: HitTable, position: int, end: int) -> bool:
    """Whether a relative clause begins with a deed: its arguments count."""
    return any(
        reading.words[at].norm not in _LIES
        and not hits.any(at, ("preposition.lead",))
        and hits.any(at, ("trigger.verb", "verb.hit", "verb.perform", "boundaries.results", "verb.occur", "verb.take"))
        for at in range(position, min(position + 3, end))
    )
