"""Deaths by the fire of a state that a text tells together with unrest: ``قتلوا برصاص الجيش خلال مواجهات``."""

from __future__ import annotations

from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import Arguments

__all__ = ["shooters"]

_STATE = ("StateForce", "State", "Government")
_BY_FIRE = ("برصاص", "بنيران")
_REACH = 8  # words from who fired to the unrest


def shooters(reading: Reading, unrest: Trigger, slots: Arguments) -> list[Mention]:
    """By whose fire somebody fell, where the clashes that it is told with name no two sides; else nobody."""
    sides = {mention.iri or mention.name for mention in (*slots.attackers, *slots.targets)}
    if not slots.mutual or unrest.type != "ArmedClash" or unrest.definite or len(sides) > 1:
        return []
    sentence = reading.sentences[reading.sentence_at(unrest.start)]
    for mention in reading.mentions:
        if not sentence.start < mention.start < unrest.start or mention.type not in _STATE:
            continue
        between = reading.words[mention.end : unrest.start]
        if reading.words[mention.start - 1].norm in _BY_FIRE and len(between) <= _REACH:
            return [] if any(word.mark for word in between) else [mention]
    return []
