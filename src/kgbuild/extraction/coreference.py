"""Joins what several sentences of one article tell of one event.

Two tellings are one event when nothing in them contradicts (type, day, place, sides) and enough agrees. A definite noun
(``الهجوم``) takes up an event told before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention, Trigger
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mentions import bare
from kgbuild.schema import Schema

__all__ = ["join_events"]

_THRESHOLD = 3.0
_NEAR = 2
_UNMARKED = 1.0  # an indefinite noun rather tells of something new
_LONG = 14
# A number of dead that two events of one article hardly share.
_TELLING = 5
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
        self.frames: list[Frame] = []

    def run(self) -> list[Frame]:
        count = 0
        numbers: dict[int, int] = {}
        for position, frame in enumerate(self.reading.frames):
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
        return self._kept()

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
                and _sides_agree(frame.attackers, other.attackers)
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
        return any(self.reading.hits.any(at, ("verb.hit", "boundaries.results")) for at in near)

    def _kept(self) -> list[Frame]:
        """Without frames that tell nothing of their own: no participant, place or toll."""
        told = {frame.event for frame in self.frames if self._tells(frame)}
        return [
            frame
            for frame in self.frames
            if self._tells(frame) or (frame.event in told and (frame.tolls or frame.victims))
        ]

    def _tells(self, frame: Frame) -> bool:
        named = [m for m in (*frame.attackers, *frame.targets) if m.iri or not m.generic or m.kind == "facility"]
        if frame.factuality != "asserted" and (frame.attackers or frame.targets) and frame.speakers:
            return True
        if frame.type == "TerritorialChange":
            return bool(frame.places) and bool(frame.attackers or frame.targets) and not self._of_regime(frame)
        if (
            frame.type == "OtherViolence"
            and frame.date is not None
            and frame.date.interval is not None
            and (frame.date.interval[1] - frame.date.interval[0]).days > _LONG
        ):
            return False
        if frame.type in ("Raid", "Abduction") and not (frame.attackers or frame.tolls or frame.victims):
            return False
        if frame.type == "Raid" and not (frame.tolls or frame.victims or (frame.date and frame.places)):
            return False
        if frame.type == "Attack" and not (
            frame.attackers or frame.targets or frame.tolls or frame.victims or (frame.date and frame.places)
        ):
            return False
        noun = frame.trigger.pos == "noun" and frame.trigger.definite
        if (
            noun
            and not frame.attackers
            and not frame.targets
            and not frame.tolls
            and not frame.victims
            and not frame.date
        ):
            return False
        if noun and frame.trigger.plural and not (frame.date or frame.tolls or frame.victims or self._carried(frame)):
            return False
        if frame.mutual and not frame.places:
            return (
                len(frame.attackers) + len(frame.targets) >= 2
                or bool(frame.tolls)
                or bool(frame.date and (named or (frame.trigger.definite is False and frame.tolls)))
            )
        if not frame.places and not frame.targets and not frame.tolls and not frame.victims:
            return bool(named) and frame.date is not None and not (noun and frame.trigger.plural)
        if self._disposal(frame):
            return False
        known = any(
            _owner(m).iri or (not m.generic and m.kind != "facility") or (m.definite and frame.speakers) for m in named
        )
        return bool(frame.places or frame.victims or frame.tolls or known or (frame.date and named))

    def _carried(self, frame: Frame) -> bool:
        """Whether a verb of happening or doing stands beside the noun: what is only spoken of in general has none."""
        if self.reading.hits is None:
            return False
        near = range(max(0, frame.trigger.start - 5), min(frame.trigger.end + 4, len(self.reading.words)))
        return any(
            self.reading.hits.any(at, ("verb.occur", "verb.perform", "verb.host", "verb.hit", "boundaries.results"))
            for at in near
        )

    def _disposal(self, frame: Frame) -> bool:
        """``تفجير سبع عبوات`` without a victim: bombs that were found and blown up."""
        if frame.attackers and frame.attackers[0].type not in ("StateForce", "State", "Government"):
            return False
        if (
            frame.type != "Bombing"
            or frame.tolls
            or frame.victims
            or frame.trigger.pos != "noun"
            or frame.trigger.definite
        ):
            return False
        follower = next((m for m in self.reading.mentions if m.start >= frame.trigger.end), None)
        return (
            follower is not None
            and follower.kind == "weapon"
            and not follower.preposition
            and follower.start - frame.trigger.end <= 2
            and frame.trigger.lemma.startswith("تفجير")
        )

    def _of_regime(self, frame: Frame) -> bool:
        """``سقوط النظام``، ``الاستيلاء على صواريخ``: what fell or was taken is no place."""
        after = self.reading.words[frame.trigger.end].norm if frame.trigger.end < len(self.reading.words) else ""
        noun = person_noun(after) if frame.trigger.frame == "controlled" and after else None
        if noun is not None:
            return True
        follower = next((m for m in self.reading.mentions if m.start >= frame.trigger.end), None)
        if follower is None or follower.start - frame.trigger.end > 2 or frame.trigger.pos != "noun":
            return False
        if (
            follower.kind == "facility"
            and self.reading.hits is not None
            and self.reading.hits.any(follower.start, ("facilities.vehicles",))
        ):
            return True
        return follower.kind == "weapon" or (
            frame.trigger.frame == "controlled" and follower.kind in ("actor", "person") and not follower.preposition
        )

    def _antecedent(self, frame: Frame) -> int | None:
        best, found = 0.0, None
        if self._elsewhen(frame):
            return None
        new = self._new(frame) and (frame.places or frame.targets)
        for position in range(len(self.frames) - 1, -1, -1):
            other = self.frames[position]
            if other.factuality != "asserted" or not self._compatible(frame, other):
                continue
            if new and not any(_specific(a) and _same(a, b) for a in frame.places for b in other.places):
                continue
            score = self._agreement(frame, other)
            if score >= _THRESHOLD and score > best:
                best, found = score, position
        return found

    # -- contradiction

    def _compatible(self, left: Frame, right: Frame) -> bool:
        return (
            self._same_kind(left, right)
            and self._same_day(left, right)
            and self._same_place(left.places, right.places)
            and (_sides_agree(left.targets, right.targets) or (left.trigger.definite and left.trigger.pos == "noun"))
            and _sides_agree(left.attackers, right.attackers)
            and not _tolls_conflict(left, right)
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
        exact_left, exact_right = [m for m in left if _specific(m)], [m for m in right if _specific(m)]
        if exact_left and exact_right:
            return any(self._one_place(a, b) for a in exact_left for b in exact_right)
        return any(self._one_place(a, b) for a in left for b in right)

    def _one_place(self, left: Mention, right: Mention) -> bool:
        if _same(left, right):
            return True
        if left.iri and right.iri:
            return self.linker.within(left.iri, right.iri) or self.linker.within(right.iri, left.iri)
        return False

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

    def _agreement(self, left: Frame, right: Frame) -> float:
        score = 0.0
        if any(_specific(a) and _same(a, b) for a in left.places for b in right.places):
            score += 2.0
        elif left.places and right.places and any(_specific(m) for m in left.places):
            score += 1.5 if self._narrows(left, right) else -1.5
        elif any(_same(a, b) for a in left.places for b in right.places):
            score += 1.0
        killed = _killed(left)
        if killed is not None and killed == _killed(right):
            score += 3.5 if killed[0] >= _TELLING else 2.0
        if any(_same(a, b) for a in left.targets for b in right.targets):
            score += 1.0
        if any(_same(a, b) for a in left.attackers for b in right.attackers):
            score += 1.0
        if left.date and right.date and left.date.interval and left.date.interval == right.date.interval:
            score += 1.0
        if left.trigger.lemma == right.trigger.lemma or left.type == right.type:
            score += 0.5
        distance = left.sentence - right.sentence
        if self._turns(left):
            score -= 2.0
        if (
            right.sentence > 1
            and left.trigger.pos == "noun"
            and not left.trigger.definite
            and not left.trigger.preposition
        ):
            score -= _UNMARKED
        if any(t.definite and t.pos == "noun" and not t.plural for t in left.triggers):
            score += 2.5 if distance <= 2 and not left.places else 1.0
        if left.trigger.frame == "landing" and distance == 0:
            score += 3.0
        elif distance == 0:
            score -= 1.0
        elif distance == 1:
            score += 1.5
        elif right.sentence <= 1:
            score += 0.5
        return score


def _owner(mention: Mention) -> Mention:
    """A facility that somebody owns stands for its owner."""
    return mention.owner if mention.kind == "facility" and mention.owner is not None else mention


def _same(left: Mention, right: Mention) -> bool:
    left, right = _owner(left), _owner(right)
    if left.iri and right.iri:
        return left.iri == right.iri
    return not (left.iri or right.iri) and _key(left) == _key(right)


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(bare(word) for word in fold(text).split())


def _key(mention: Mention) -> tuple[str, ...]:
    return _folded(mention.name or mention.surface)


def _specific(place: Mention) -> bool:
    return place.type not in ("Country", "Governorate", "Region")


def _sides_agree(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    known_left = {_owner(m).iri for m in left if _owner(m).iri}
    known_right = {_owner(m).iri for m in right if _owner(m).iri}
    return not known_left or not known_right or bool(known_left & known_right)


def _killed(frame: Frame) -> tuple[int, int | None] | None:
    return next(
        ((t.low, t.high) for t in frame.tolls if t.measure in ("killed", "casualties") and t.subset_of is None), None
    )


def _tolls_conflict(left: Frame, right: Frame) -> bool:
    """The same voice does not give two numbers for one thing."""
    if left.speakers and right.speakers and left.speakers[0].name != right.speakers[0].name:
        return False
    return any(_differ(a, b) for a in left.tolls for b in right.tolls)


def _differ(left: TollMention, right: TollMention) -> bool:
    if left.measure != right.measure or left.subset_of is not None or right.subset_of is not None:
        return False
    if left.high is None or right.high is None:
        return False
    return left.low != right.low
