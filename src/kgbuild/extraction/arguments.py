"""Reads who did what to whom and where out of a clause.

The rules follow how news Arabic builds its sentences: a word of violence in construct with its agent or its patient
(``noun_frames``), verb–subject–object order (``verb_frames``), verbs that carry a noun (``شنّ غارات``, ``تعرّض لهجوم``),
and the prepositions that it governs (``prepositions``). Which word takes which frame is data (``tables/frames.toml``).
A slot that no rule fills stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.descriptions import described_words
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.near_mentions import NearMentions
from kgbuild.extraction.noun_frames import NounFrames
from kgbuild.extraction.prepositions import Prepositions
from kgbuild.extraction.subjects import Subjects
from kgbuild.extraction.territory import Territory
from kgbuild.extraction.verb_frames import VerbFrames

__all__ = ["ArgumentRules", "Arguments"]


class ArgumentRules:
    """Applies the frames to the triggers of one stretch of words."""

    def __init__(self, reading: Reading, hits: HitTable, mentions: dict[int, Mention]) -> None:
        near = NearMentions(reading, hits, mentions)
        self.predicates = near.predicates
        self.territory = Territory(reading, hits, near)
        described = described_words(reading, hits, near.dated, near.predicates)
        self.subjects = Subjects(reading, hits, near, described)
        self._nouns = NounFrames(reading, hits, near, self.subjects)
        self._verbs = VerbFrames(reading, near, self.subjects)
        self._prepositions = Prepositions(reading, hits, near, described)

    def fill(self, triggers: Sequence[Trigger], start: int, end: int) -> Arguments:
        """Fill the slots of one event, told between words ``start`` and ``end`` with these triggers."""
        slots = Arguments()
        for trigger in triggers:
            if trigger.pos == "noun" or trigger.frame == "landing":
                self._nouns.fill(trigger, start, end, slots)
            else:
                self._verbs.fill(trigger, triggers, start, end, slots)
        self._prepositions.fill(triggers, start, end, slots, self._verbs.objects | self._nouns.objects)
        return slots
