"""What the clause of a deed leaves out because the text told it before: who goes on, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.clauses import Clause
from kgbuild.extraction.event_dates import tells_before
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.landmarks import is_landmark
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.report import Factuality
from kgbuild.extraction.subjects import Subjects

__all__ = ["Antecedents"]

_PRONOUN_PLACES = ("عليها", "عليه", "منها", "منه")
_AREAS = ("Governorate", "Region", "Country", "District")
_DIRECTIONS = tuple(fold(word) for word in load_table("words")["places"]["compass"])
_ORDINALS = ("ثانيه", "ثان", "ثاني", "اخري", "اخر", "ثالثه", "ثالث", "رابعه", "مماثله", "مماثل")


class Antecedents:
    """Fills slots out of what was told before; ``frames`` are the events so far, ``factuality`` that of triggers."""

    def __init__(
        self,
        reading: Reading,
        hits: HitTable,
        mentions: dict[int, Mention],
        subjects: Subjects,
        factuality: Mapping[int, Factuality],
        frames: list[Frame],
    ) -> None:
        self._reading, self._hits, self._mentions = reading, hits, mentions
        self._subjects, self._factuality, self._frames = subjects, factuality, frames

    def complete(self, slots: Arguments, group: list[Trigger], clause: Clause, start: int, end: int) -> None:
        """Fill the attackers and places that words ``start`` to ``end``, which tell of the deed, do not name."""
        first = group[0]
        if not slots.attackers and not _has_subject(group) and self._drops_subject(first, clause, slots):
            slots.add("attackers", self._frames[-1].attackers)
        if not slots.attackers and self._is_coordinated(first, clause, slots):
            slots.add("attackers", self._subject_before(first, slots))
        if not slots.places and self._frames and self._another(first):
            slots.add("places", self._area_before())
        if not slots.attackers and self._frames and self._frames[-1].sentence == clause.sentence:
            slots.add("attackers", self._going_on(first, clause))
        if not slots.places:
            slots.add("places", self._place_before(clause))
        if not slots.places and first.type == "TerritorialChange" and self._frames and self._of_it(start, end):
            slots.add("places", self._frames[-1].places)

    def spread_place(self, number: int, begun: int) -> None:
        """The place that opens sentence ``number`` (وفي مأرب، …) holds for what it tells, where no other is named.

        A wide area there (وشمال درعا سقطت …) is around what lies in it. The events of the sentence begin at ``begun``.
        """
        opening = self._opening(number)
        if opening is None:
            return
        for position in range(begun, len(self._frames)):
            frame = self._frames[position]
            if frame.factuality != "asserted" or tells_before(self._hits, frame):
                continue
            if not frame.places and opening.preposition in ("في", "ب"):
                self._frames[position] = replace(frame, places=(opening,))
            elif opening.type in _AREAS and not any(m.type in _AREAS for m in frame.places) and frame.places:
                self._frames[position] = replace(frame, places=(*frame.places, opening))

    # -- who goes on

    def _drops_subject(self, trigger: Trigger, clause: Clause, slots: Arguments) -> bool:
        """A clause that begins with its verb and names no subject goes on with the one before (كما استهدفت …)."""
        if (
            not self._frames
            or not self._frames[-1].attackers
            or self._frames[-1].mutual
            or self._factuality[trigger.start] != "asserted"
        ):
            return False
        last = self._frames[-1]
        if clause.joint in ("answer", "earlier") or (clause.sentence != last.sentence and clause.joint != "start"):
            return False
        if not (slots.targets or slots.places) or clause.sentence - last.sentence > 1 or last.factuality != "asserted":
            return False
        first = clause.start
        if self._hits.any(first, ("boundaries.words",)) and self._reading.words[first].norm == "كما":
            first += 1
        starts = (
            trigger.start == first
            if trigger.pos == "verb"
            else self._hits.any(first, ("verb.perform",)) and trigger.start - first <= 2
        )
        return starts and (
            clause.joint != "start"
            or self._hits.any(clause.start, ("verb.perform", "trigger.verb", "boundaries.words"))
        )

    def _is_coordinated(self, trigger: Trigger, clause: Clause, slots: Arguments) -> bool:
        """Whether a clause is joined with ``و`` to the one before, begins with its verb and tells whom or where."""
        return (
            clause.joint == "joined"
            and trigger.pos == "verb"
            and trigger.start == clause.start
            and bool(slots.places or slots.targets)
        )

    def _subject_before(self, trigger: Trigger, slots: Arguments) -> list[Mention]:
        """The subject of the sentence, or of the verb before, unless it is what was hit."""
        subjects = self._subjects.of_sentence(trigger) or self._subjects.of_verb_before(trigger)
        return [m for m in subjects if all(m.start != target.start for target in slots.targets)]

    def _going_on(self, trigger: Trigger, clause: Clause) -> list[Mention]:
        """``قامت القوات بقصف …، في حين طال قصف آخر …``: who fires in a sentence fires on, with the same word."""
        first = next(frame for frame in self._frames if frame.sentence == clause.sentence)
        same = first.trigger.lemma.split()[0] == trigger.lemma.split()[0] and first.trigger.pos == trigger.pos
        alone = all(not f.attackers for f in self._frames if f.sentence == clause.sentence and f is not first)
        return list(first.attackers) if same and alone and self._another(trigger) and not first.mutual else []

    def _another(self, trigger: Trigger) -> bool:
        """``غارة ثانية``: one more of what was just told, in the same area."""
        return trigger.end < len(self._reading.words) and self._reading.words[trigger.end].norm in _ORDINALS

    # -- where

    def _area_before(self) -> list[Mention]:
        """The wider area of the event with a place told last."""
        last = next((frame for frame in reversed(self._frames[-4:]) if frame.places), None)
        return [m for m in last.places if m.type in _AREAS] if last else []

    def _of_it(self, start: int, end: int) -> bool:
        """``سيطرة القوات عليها``: the place told just before."""
        return any(self._reading.words[at].norm in _PRONOUN_PLACES for at in range(start, end))

    def _place_before(self, clause: Clause) -> list[Mention]:
        """``ولم تسلم مدينة كذا في محافظة كذا، …، إذ أطلقت …``: the place named before holds for what explains it."""
        word = self._reading.words[clause.start].norm
        if word not in ("حيث", "اذ"):
            return []
        start = self._reading.sentences[clause.sentence].start
        before = [
            m
            for at, m in self._mentions.items()
            if start <= at < clause.start and m.kind == "place" and not self._introduces(m, start, clause.start)
        ]
        while len(before) > 1 and self._lies_by(before[-2], before[-1]):
            before.pop()
        near = len(before) > 1 and before[-1].start - before[-2].end <= 1 and before[-1].preposition == "في"
        return before[-2:] if near and word == "اذ" else before[-1:]

    def _lies_by(self, place: Mention, landmark: Mention) -> bool:
        """``في مديرية كذا شرقي كذا``: the second only tells where the first lies."""
        beside = landmark.start - place.end <= 1 and not landmark.conjunction
        return beside and is_landmark(self._reading, landmark)

    def _introduces(self, place: Mention, start: int, end: int) -> bool:
        """``وأكد مسؤول في كذا أن …``: a place between a verb of saying and what is said is where the speaker is."""
        said = any(self._hits.any(at, ("reporting.verbs",)) for at in range(start, place.start))
        return said and any(self._hits.any(at, ("complementizers",)) for at in range(place.end, end))

    def _opening(self, number: int) -> Mention | None:
        """The place at the head of a sentence that sets its scene."""
        start = self._reading.sentences[number].start
        return next(
            (
                m
                for at, m in sorted(self._mentions.items())
                if start <= at <= start + 2 and m.kind == "place" and self._sets_scene(m)
            ),
            None,
        )

    def _sets_scene(self, place: Mention) -> bool:
        """``وفي كذا``، ``وشمال كذا``: behind a preposition, or a direction in the accusative."""
        if place.preposition in ("في", "ب"):
            return True
        words = self._reading.words[place.start : place.start + 1]
        return not place.preposition and any(word.norm.lstrip("و") in _DIRECTIONS for word in words)


def _has_subject(group: list[Trigger]) -> bool:
    """``وقع هجوم``: the noun of a deed right behind its verb is the verb's subject."""
    return (
        len(group) > 1 and group[0].pos == "verb" and group[1].pos == "noun" and 0 <= group[1].start - group[0].end <= 2
    )
