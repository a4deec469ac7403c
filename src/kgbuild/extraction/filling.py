"""Fills slots that the rules left open, where the encoder and the weights are sure, before events are joined.

A learned component. What the text rules out stays out (:func:`~kgbuild.extraction.selection.candidates`); what is added
is told in the frame's ``added``, so that later components know whose choice it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.mentions import bare, joined
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.sameness import same, specific
from kgbuild.extraction.scores import Scores
from kgbuild.extraction.selection import candidates
from kgbuild.extraction.territory import EXPELLING

__all__ = ["FILLED", "fill"]

_SIDING = name_words("siding")
_BEHIND = frozenset(_SIDING) | name_words("backed") | name_words("backing")
_TAKEN = {"attackers": ("attackers", "targets"), "targets": ("attackers", "targets"), "places": ("places", "targets")}
# Whose losses or places are told (تجمع لكذا، قياديان في كذا), where somebody goes, between what something lies.
_BARRED = {
    "attackers": ("من", "ل", "مع", "ضد", "في"),
    "targets": ("مع",),
    "places": ("نحو", "صوب", "الي", "بين", "باتجاه"),
}

_NEVER_SURE = 2.0
_OWN_SLOTS = {"TerritorialChange", "Interception"}  # who takes, what is brought down
_VAGUE = ("Attack", "OtherViolence")
_PRONOUNS = ("ها", "هم", "هما", "ه")

FILLED = ("attackers", "targets", "places")
"""Slots that may be filled."""


def fill(reading: Reading, scores: Scores, least: Mapping[str, float], sure_type: float = _NEVER_SURE) -> list[Frame]:
    """Return the frames with the fillers that are sure, and of the type that is.

    Parameters
    ----------
    reading
        The article up to its frames.
    scores
        How sure each decision on it is.
    least
        The score, from 0 to 1, from which on a candidate is added, by slot; a slot without one is left as it is.
    sure_type
        The score from which on a frame has the type that the encoder reads.
    """
    filled = [
        _typed(scores.types(number), _filled(reading, scores, number, frame, least), sure_type)
        if frame.factuality == "asserted"
        else frame
        for number, frame in enumerate(reading.frames)
    ]
    return [frame for frame in filled if not _is_found(frame) or _tells_more(frame, filled)]


def _is_found(frame: Frame) -> bool:
    """Whether the rules have no word for a deed: the encoder found it."""
    return ("event", frame.trigger.start) in frame.added


def _tells_more(frame: Frame, frames: list[Frame]) -> bool:
    """Whether a deed that was found is no echo of another one: it lies at a narrow place where no other deed lies."""
    others = [other for other in frames if other is not frame]
    told = [place for other in others for place in (*other.places, *other.targets)]
    return any(specific(place) and not any(same(place, other) for other in told) for place in frame.places)


def _typed(likely: Mapping[str, float], frame: Frame, sure: float) -> Frame:
    """A frame of the type that the encoder is sure of, unless that gives its slots another meaning."""
    best = max(likely, key=lambda kind: likely[kind], default=frame.type)
    if best == frame.type or likely[best] < sure or {best, frame.type} & _OWN_SLOTS or best in _VAGUE:
        return frame
    return replace(frame, type=best, added=(*frame.added, ("type", frame.trigger.start)))


def _filled(reading: Reading, scores: Scores, number: int, frame: Frame, least: Mapping[str, float]) -> Frame:
    if not _is_found(frame) and (_told_beside(reading, number, frame) or _in_general(frame)):
        return frame
    for slot in FILLED:
        if slot not in least or (slot == "attackers" and (frame.attackers or frame.certainty == "claimed")):
            continue
        if slot == "attackers" and (_expelled(reading, frame) or _by_unknown(reading, frame)):
            continue
        scored = [
            (thing, scores.argument(number, slot, item, False))
            for item, thing, given in candidates(reading, scores.around, frame, slot)
            if not given and isinstance(thing, Mention) and thing.preposition not in _BARRED.get(slot, ())
        ]
        found = [thing for thing, score in scored if score >= least[slot]]
        if slot == "attackers":
            found = _one_side(reading, found, dict(scored))
        fresh = [
            mention
            for mention in found
            if not _known(frame, slot, mention)
            and not _patron(reading, mention)
            and not _of_another(reading, number, frame, slot, mention)
            and not (slot == "attackers" and _tells_of_it(reading, frame, mention))
        ]
        if fresh:
            added = tuple((slot, mention.start) for mention in fresh)
            changes: dict[str, Any] = {slot: (*getattr(frame, slot), *fresh), "added": (*frame.added, *added)}
            frame = replace(frame, **changes)
    return frame


def _expelled(reading: Reading, frame: Frame) -> bool:
    """``قبل طردها من كذا``: the pronoun is who was driven out, and who did it is not told before."""
    word = reading.words[frame.trigger.end - 1].norm
    return frame.trigger.lemma.startswith(EXPELLING) and word.endswith(_PRONOUNS)


def _by_unknown(reading: Reading, frame: Frame) -> bool:
    """``واغتال مجهولون مدنيين``: the clause says that nobody knows who did it."""
    told = range(frame.start, frame.end)
    return reading.hits is not None and any(reading.hits.any(at, ("certainty.unknown_actor",)) for at in told)


def _told_beside(reading: Reading, number: int, frame: Frame) -> bool:
    """Whether a frame of which nothing is told stands beside another one: ``لقي مصرعه بغارة في كذا`` is one deed."""
    bare_ = not (frame.attackers or frame.targets or frame.places or frame.tolls)
    return bare_ and any(
        other.sentence == frame.sentence and other.factuality == "asserted"
        for position, other in enumerate(reading.frames)
        if position != number
    )


def _in_general(frame: Frame) -> bool:
    """``مجازر كذا بحق …``: several deeds without a day or a number of their own."""
    return frame.trigger.pos == "noun" and frame.trigger.plural and not (frame.date or frame.tolls or frame.victims)


def _one_side(reading: Reading, found: list[Mention], scores: dict[Mention, float]) -> list[Mention]:
    """The likeliest attacker, with those that ``و`` joins to it: who else is named rather was hit."""
    if not found:
        return []
    best = max(found, key=lambda mention: scores[mention])
    pairs = [sorted((best, other), key=lambda m: m.start) for other in found if other is not best]
    return [best, *(b if a is best else a for a, b in pairs if joined(reading.words, a, b))]


def _of_another(reading: Reading, number: int, frame: Frame, slot: str, mention: Mention) -> bool:
    """Whether the rules gave a mention to another deed, so that it is none of this one's.

    Where another deed happened, this one is only where the rules found no place for it. Whom a deed that did not happen
    was to hit, or where, plays no part in one that did: ``أثناء التحضير لاستهداف كذا``.
    """
    for position, other in enumerate(reading.frames):
        if position == number or other.sentence != frame.sentence:
            continue
        if not any(_holds(given, mention) for name in _TAKEN[slot] for given in getattr(other, name)):
            continue
        if other.factuality != "asserted" or (slot == "places" and frame.places):
            return True
        if slot == "targets" and other.response_to == number:
            return True  # قصفت … مواقع كذا ردا على صواريخ: whom the answer hit, what it answers did not
    return False


def _tells_of_it(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``قال الجيش إن آلية انفجرت على لغم``: who tells what another did; ``أعلن إسقاط كذا`` is his own deed."""
    at = frame.trigger.start
    return frame.trigger.pos == "verb" and any(
        attribution.start <= at < attribution.end and any(_holds(speaker, mention) for speaker in attribution.speakers)
        for attribution in reading.attributions
    )


def _holds(given: Mention, mention: Mention) -> bool:
    owner = given.owner
    return (given.start < mention.end and mention.start < given.end) or (
        owner is not None and owner.start < mention.end and mention.start < owner.end
    )


def _patron(reading: Reading, mention: Mention) -> bool:
    """``اللواء 313 التابع للحرس``, ``ميليشيا مدعومة من كذا``: who stands behind a side, and plays no part itself."""
    before = mention.start - 1
    while before > 0 and reading.words[before].norm in ("من", "ل", "الي", "علي"):
        before -= 1
    return before >= 0 and bare(reading.words[before].norm) in _BEHIND


def _known(frame: Frame, slot: str, mention: Mention) -> bool:
    """Whether the frame has a participant already, on either side, or lies in one of its mentions."""
    slots = ("places",) if slot == "places" else ("attackers", "targets")
    return any(
        (mention.iri is not None and mention.iri == other.iri)
        or mention.name == other.name
        or (mention.start < other.end and other.start < mention.end)
        or (other.owner is not None and mention.iri is not None and other.owner.iri == mention.iri)
        for name in slots
        for other in getattr(frame, name)
    )
