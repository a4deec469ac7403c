"""Joins what several sentences of one article tell of one event.

Two tellings are one event when nothing in them contradicts (type, day, place, sides) and enough agrees. A definite noun
(``الهجوم``) takes up an event told before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.air_campaigns import bombed_from_the_air
from kgbuild.extraction.annotations import Frame, Mention, Reading, Trigger
from kgbuild.extraction.areas import Areas
from kgbuild.extraction.lead import Lead
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.sameness import killed, related, same, sides_agree, sides_with, specific, tolls_conflict
from kgbuild.extraction.summaries import without_summaries
from kgbuild.extraction.tellings import Tellings
from kgbuild.schema import Schema

__all__ = ["join_events"]

_THRESHOLD = 3.0
_NEAR = 2
_UNMARKED = 1.0  # an indefinite noun rather tells of something new
# A number of dead that two events of one article hardly share.
_TELLING = 5
_DEMONSTRATIVES = name_words("demonstratives")
_ALONE = frozenset({"Interception", "Raid", "Abduction", "Execution", "TerritorialChange"})
_FAMILIES = (
    frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling"}),
    frozenset({"ArmedClash", "Ambush", "OtherViolence", "Assassination"}),
    frozenset({"Bombing", "SuicideBombing", "OtherViolence", "Assassination"}),
)


def join_events(reading: Reading, schema: Schema, linker: Linker) -> list[Frame]:
    """Return the frames with their event numbers; a bare mention of an event told elsewhere is dropped."""
    return _Joiner(reading, schema, linker).run()


class _Joiner:
    def __init__(self, reading: Reading, schema: Schema, linker: Linker) -> None:
        self.reading, self.schema, self.linker = reading, schema, linker
        self.tellings = Tellings(reading)
        self.frames: list[Frame] = []

    def run(self) -> list[Frame]:
        count = 0
        numbers: dict[int, int] = {}
        for position, frame in enumerate(bombed_from_the_air(self.reading.frames, self.linker)):
            chosen = (
                frame.same_as
                if frame.same_as is not None
                else self._antecedent(frame)
                if frame.factuality == "asserted"
                else None
            )
            if chosen is None:
                number, count = count, count + 1
            else:
                number = self.frames[chosen].event
            numbers[position] = number
            self.frames.append(replace(self._taken_up(frame) if chosen is None else frame, event=number))
        self.frames = [
            replace(f, response_to=numbers.get(f.response_to) if f.response_to is not None else None)
            for f in self.frames
        ]
        self.frames = bombed_from_the_air(self.frames, self.linker)
        self.frames = Lead(self.reading, self.linker, self.frames).spread_day()
        self.frames = Areas(self.reading, self.linker, self.frames).spread()
        kept = without_summaries(self.reading, self._kept(), self.linker)
        events = {frame.event for frame in kept}
        return [frame if frame.response_to in events else replace(frame, response_to=None) for frame in kept]

    def _taken_up(self, frame: Frame) -> Frame:
        """A definite noun that tells more of what was told before (طال القصف مواقع …) has its day and its agent."""
        definite = [t for t in frame.triggers if t.pos == "noun" and t.definite]
        if (
            not definite
            or frame.factuality != "asserted"
            or not (frame.tolls or frame.victims or self._hits_something(definite[0]))
        ):
            return frame
        for other in reversed(self.frames):
            if frame.sentence - other.sentence > _NEAR:
                break
            if (
                other.factuality in ("planned", "negated")
                and frame.tolls
                and not frame.places
                and frame.sentence == other.sentence
            ):
                return replace(
                    frame,
                    places=other.places,
                    targets=frame.targets or other.targets,
                    attackers=frame.attackers or other.attackers,
                    date=frame.date or other.date,
                    certainty="asserted" if frame.attackers or other.attackers else "unknown",
                )
            if (
                other.factuality == "asserted"
                and self._same_kind(frame, other)
                and self._same_day(frame, other)
                and sides_agree(frame.attackers, other.attackers, self.linker)
            ) and self._same_place(frame.places, other.places):
                return replace(
                    frame,
                    date=frame.date or other.date,
                    attackers=frame.attackers or other.attackers,
                    certainty=frame.certainty if frame.attackers else other.certainty,
                )
        return frame

    def _hits_something(self, trigger: Trigger) -> bool:
        """``طال القصف …``, ``استهدفت الغارات …``: the noun is what does the hitting."""
        if self.reading.hits is None:
            return False
        near = range(max(0, trigger.start - 2), trigger.end + 2)
        return any(self.reading.hits.any(at, ("verb.hit", "verb.concentrate", "boundaries.results")) for at in near)

    def _kept(self) -> list[Frame]:
        """Without frames that tell nothing of their own: no participant, place or toll."""
        told = {frame.event for frame in self.frames if self.tellings.tells(frame)}
        return [
            frame
            for frame in self.frames
            if self.tellings.tells(frame) or (frame.event in told and (frame.tolls or frame.victims))
        ]

    def _antecedent(self, frame: Frame) -> int | None:
        best: tuple[float, bool] = (0.0, False)
        found = None
        if self._elsewhen(frame):
            return None
        new = self._new(frame) and (frame.places or frame.targets)
        for position in range(len(self.frames) - 1, -1, -1):
            other = self.frames[position]
            if other.factuality != "asserted" or not self._compatible(frame, other):
                continue
            at_one_place = any(specific(a) and same(a, b) for a in frame.places for b in other.places)
            if new and not at_one_place and not self._summed_up(frame, other):
                continue
            score = (self._agreement(frame, other), self.tellings.tells(other))
            if score[0] >= _THRESHOLD and score > best:
                best, found = score, position
        return found

    def _summed_up(self, frame: Frame, lead: Frame) -> bool:
        """Whether the lead told of the deed already: the same was hit by the same side or a part of it."""
        first = next((number for number, row in enumerate(self.reading.sentences) if not row.headline), 0)
        return (
            lead.sentence == first
            and any(same(a, b) for a in frame.targets for b in lead.targets)
            and any(related(a, b, self.linker) for a in frame.attackers for b in lead.attackers)
        )

    # -- contradiction

    def _compatible(self, left: Frame, right: Frame) -> bool:
        return (
            self._same_kind(left, right)
            and self._same_day(left, right)
            and (self._same_place(left.places, right.places) or self._concentrated(left, right))
            and (
                sides_agree(left.targets, right.targets, self.linker)
                or (left.trigger.definite and left.trigger.pos == "noun")
            )
            and sides_agree(left.attackers, right.attackers, self.linker)
            and not tolls_conflict(left, right)
        )

    def _same_kind(self, left: Frame, right: Frame) -> bool:
        if left.type == right.type:
            return True
        if {left.type, right.type} & _ALONE:
            return False
        if self.schema.is_a(left.type, right.type) or self.schema.is_a(right.type, left.type):
            return True
        return any(left.type in family and right.type in family for family in _FAMILIES)

    def _same_day(self, left: Frame, right: Frame) -> bool:
        if left.date is None or right.date is None or left.date.interval is None or right.date.interval is None:
            return left.date is None or right.date is None or left.date.surface == right.date.surface
        return left.date.interval[0] <= right.date.interval[1] and right.date.interval[0] <= left.date.interval[1]

    def _same_place(self, left: Sequence[Mention], right: Sequence[Mention]) -> bool:
        if not left or not right:
            return True
        exact_left, exact_right = [m for m in left if specific(m)], [m for m in right if specific(m)]
        if exact_left and exact_right:
            return any(self._one_place(a, b) for a in exact_left for b in exact_right)
        return any(self._one_place(a, b) for a in left for b in right)

    def _one_place(self, left: Mention, right: Mention) -> bool:
        if same(left, right):
            return True
        if left.iri and right.iri:
            return self.linker.within(left.iri, right.iri) or self.linker.within(right.iri, left.iri)
        return False

    def _concentrated(self, left: Frame, right: Frame) -> bool:
        """``تركزت ضربات كذا على …``: more places of the strikes of that side that were told before."""
        hits = self.reading.hits
        near = range(max(0, left.trigger.start - 2), left.trigger.start)
        return (
            hits is not None
            and any(hits.any(at, ("verb.concentrate",)) for at in near)
            and any(same(a, b) for a in left.attackers for b in right.attackers)
        )

    # -- agreement

    def _narrows(self, left: Frame, right: Frame) -> bool:
        """``الضربة استهدفت … في بلدة كذا`` after a strike somewhere in one area: the definite singular tells where."""
        areas = {m.iri or m.name for m in right.places if m.type != "Country"}
        return (
            len(areas) == 1
            and left.sentence - right.sentence == 1
            and any(t.definite and t.pos == "noun" and not t.plural for t in left.triggers)
        )

    def _turns(self, frame: Frame) -> bool:
        """Whether the sentence turns to something else (كما، من جهة أخرى، إلى ذلك)."""
        start = self.reading.sentences[frame.sentence].start
        return self.reading.hits is not None and self.reading.hits.any(start, ("boundaries.turns",))

    def _elsewhen(self, frame: Frame) -> bool:
        """Whether the sentence tells of another time (وسبقها بأيام …)."""
        start = self.reading.sentences[frame.sentence].start
        return (
            self.reading.hits is not None
            and frame.start - start <= 2
            and self.reading.hits.any(start, ("boundaries.other_time",))
        )

    def _new(self, frame: Frame) -> bool:
        """``شن المسلحون هجوما``: an indefinite noun that is carried out is told of for the first time."""
        first = frame.trigger
        return (
            frame.sentence > 1
            and first.pos == "noun"
            and not first.definite
            and not first.preposition
            and self.reading.hits is not None
            and any(self.reading.hits.any(at, ("verb.perform",)) for at in range(max(0, first.start - 4), first.start))
        )

    def _pointed_at(self, trigger: Trigger) -> bool:
        """``قتل في ذلك القصف …``."""
        return trigger.start > 0 and self.reading.words[trigger.start - 1].norm in _DEMONSTRATIVES

    def _possessed(self, trigger: Trigger) -> bool:
        """``استهدافها``: a noun with a pronoun is definite."""
        norm = self.reading.words[trigger.end - 1].norm
        return norm.endswith(("ها", "هم", "هما")) and not trigger.lemma.endswith(("ها", "هم"))

    def _says_where(self, frame: Frame) -> bool:
        """``…، حيث أصدرت الحركة بيانا أكدت فيه استهدافها …``: the clause tells more of what was just told."""
        words = self.reading.words
        return words[frame.start].norm == "حيث" and self._possessed(frame.trigger)

    def _agreement(self, left: Frame, right: Frame) -> float:
        score = 0.0
        if any(specific(a) and same(a, b) for a in left.places for b in right.places):
            score += 2.0
        elif self._concentrated(left, right):
            score += _THRESHOLD
        elif left.places and right.places and any(specific(m) for m in left.places):
            score += 1.5 if self._narrows(left, right) else -1.5
        elif any(same(a, b) for a in left.places for b in right.places):
            score += 1.0
        dead = killed(left)
        if dead is not None and dead == killed(right):
            score += 3.5 if dead[0] >= _TELLING else 2.0
        hit = [m for frame in self.frames if frame.event == right.event for m in frame.targets]
        if any(same(a, b) for a in left.targets for b in right.targets if a.kind != "place") or any(
            sides_with(a, b) for a in left.targets for b in hit
        ):
            score += 1.0
        if any(same(a, b) or related(a, b, self.linker) for a in left.attackers for b in right.attackers):
            score += 1.0
        if left.date and right.date and left.date.interval and left.date.interval == right.date.interval:
            score += 1.0
        if left.trigger.lemma == right.trigger.lemma or left.type == right.type:
            score += 0.5
        distance = left.sentence - right.sentence
        if distance and self._turns(left):
            score -= 2.0
        if (
            right.sentence > 1
            and left.trigger.pos == "noun"
            and not left.trigger.definite
            and not left.trigger.preposition
            and not self._possessed(left.trigger)
        ):
            score -= _UNMARKED
        if any(t.definite and t.pos == "noun" and not t.plural for t in left.triggers):
            score += 2.5 if distance <= 2 and not left.places else 1.0
        if not distance and left.trigger.definite and self._pointed_at(left.trigger):
            score += 2.0
        if left.trigger.frame == "landing" and distance == 0:
            score += 3.0
        elif distance == 0:
            score -= 0.0 if self._says_where(left) else 1.0
        elif distance == 1:
            score += 1.5
        elif right.sentence <= 1:
            score += 0.5
        return score
