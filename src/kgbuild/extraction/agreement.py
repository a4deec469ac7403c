"""How much in two tellings that do not contradict one another says that they are of one event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, Trigger
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.sameness import counted_alike, killed, one_count, related, same, sides_with, specific, turned
from kgbuild.extraction.sites import called_after_place, named_by_kind, one_craft, one_site

__all__ = ["APART", "ENOUGH", "Agreement"]

ENOUGH = 3.0
"""The score from which on two tellings are of one event."""

APART = frozenset({"Interception", "Raid", "Abduction", "Execution", "TerritorialChange"})
"""Types whose nouns stand for nothing else."""

_NEAR = 2  # sentences back to what a definite noun takes up
_UNMARKED = 1.0  # an indefinite noun rather tells of something new
# A number of dead that two events of one article hardly share; dozens and hundreds are of any event.
_TELLING, _ROUND = 5, ((20, None), (200, None))
_SURE = 3.0  # what was hit and counted tells that two deeds are one, however they are told
_POINTED = 4.5  # more than what the sentence before offers
_FIRE = frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling"})
_BLASTS = ("SuicideBombing", "Bombing", "Attack", "OtherViolence")
_PRONOUNS = ("انه", "انها", "بانه", "بانها")
_BY_ITS_WORD = 1.0  # ``القصف`` rather takes up what was told as قصف than a raid right before
_AIMING, _HOW = fold("استهداف"), 4  # words from a deed to what it was aimed at: آخر بعد استهداف
_WEAPON, _CRAFT = 6, frozenset({"Aircraft", "Helicopter", "Drone", "Tank", "Warship"})  # words to the deed
_CALLED = 2.5  # هجوم كذا: what a town is known for by now
_OTHER_TOLL = 3.0  # another kind of deed with other dead
_LONG_PAST = timedelta(days=60)
_RANK = {"Neighbourhood": 0, "Village": 1, "Town": 2, "City": 3}
_DEMONSTRATIVES = name_words("demonstratives")


class Agreement:
    """Scores pairs of tellings of one article; the first of a pair stands behind the second."""

    def __init__(self, reading: Reading, linker: Linker) -> None:
        self._reading, self._linker = reading, linker

    def score(self, left: Frame, right: Frame, told: Sequence[Frame]) -> float:
        """How much ``left`` and ``right`` agree; ``told`` are the frames of the event that ``right`` is of."""
        thing, taken_up = self._thing(left, right), self._taken_up(left, right)
        return (
            self._place(left, right)
            + self._sides(left, right, told)
            + thing
            + taken_up
            + self._wording(left, right, thing, taken_up)
            + self._nearness(left, right, thing, taken_up)
            - (0.0 if thing > 0 else _difference(left, told))
        )

    def concentrated(self, left: Frame, right: Frame) -> bool:
        """``تركزت ضربات كذا على …``: more places of the strikes of that side that were told before."""
        hits = self._reading.hits
        near = range(max(0, left.trigger.start - 2), left.trigger.start)
        return (
            hits is not None
            and any(hits.any(at, ("verb.concentrate",)) for at in near)
            and any(same(a, b) for a in left.attackers for b in right.attackers)
        )

    def one_kind_there(self, left: Frame, right: Frame) -> bool:
        """``هجوم كيميائي في بلدة كذا``, told again: a word with the same adjective, of one place."""
        if left.trigger.pos != "noun" or left.trigger.lemma != right.trigger.lemma or not _at_one_place(left, right):
            return False
        kinds = {self._adjective(frame.trigger.end) for frame in (left, right)}
        return len(kinds) == 1 and "" not in kinds

    def _adjective(self, at: int) -> str:
        """The adjective behind a noun, without its article, or nothing."""
        word = self._reading.words[at].norm.removeprefix("ال") if at < len(self._reading.words) else ""
        return (
            word
            if word.endswith(("ي", "يه")) and not any(m.start <= at < m.end for m in self._reading.mentions)
            else ""
        )

    # -- where, and who

    def _place(self, left: Frame, right: Frame) -> float:
        if _at_one_place(left, right):
            return self._within_it(left, right)
        if self.concentrated(left, right):
            return ENOUGH
        if left.places and right.places and any(specific(m) for m in left.places):
            if all(m.type == "Country" for m in right.places):
                return 0.0
            return 1.5 if self._narrows(left, right) else -1.5
        return 1.0 if any(same(a, b) for a in left.places for b in right.places) else 0.0

    def _within_it(self, left: Frame, right: Frame) -> float:
        """How much one town of two tellings says, where one of them tells what place in it or near it was meant."""
        nearer, others = _nearer(left), _nearer(right)
        if (not nearer and not others) or any(_alike(a, b) for a in nearer for b in others):
            return 2.0
        if nearer and others:
            return -1.5
        if not nearer:
            return 2.0 if any(t.definite and t.pos == "noun" for t in left.triggers) else 1.5
        if any(t.definite and t.pos == "noun" for t in left.triggers):
            return 2.0
        if left.trigger.pos != "verb":
            return -1.5
        return 2.0 if right.sentence <= 1 else 0.5  # the lead sums up what is told in full behind it

    def _narrows(self, left: Frame, right: Frame) -> bool:
        """``الضربة استهدفت … في بلدة كذا`` after a strike somewhere in one area: the definite singular tells where."""
        areas = {m.iri or m.name for m in right.places if m.type != "Country"}
        return (
            len(areas) == 1
            and left.sentence - right.sentence == 1
            and any(t.definite and t.pos == "noun" and not t.plural for t in left.triggers)
        )

    def _sides(self, left: Frame, right: Frame, told: Sequence[Frame]) -> float:
        as_told = self._one_side(left, right, told)
        return max(as_told, self._one_side(left, turned(right, left), [turned(frame, left) for frame in told]))

    def _one_side(self, left: Frame, right: Frame, told: Sequence[Frame]) -> float:
        hit = [m for frame in told for m in frame.targets]
        one_target = any(same(a, b) for a in left.targets for b in right.targets if a.kind != "place") or any(
            sides_with(a, b) for a in left.targets for b in hit
        )
        one_attacker = any(same(a, b) or related(a, b, self._linker) for a in left.attackers for b in right.attackers)
        return float(one_target) + float(one_attacker)

    # -- what was hit, and how many were counted

    def _thing(self, left: Frame, right: Frame) -> float:
        score = 0.0
        dead, others = killed(left), killed(right)
        if dead is not None and one_count(left, right) and not _named_apart(left, right):
            score += 3.5 if dead[0] >= _TELLING and dead not in _ROUND and others not in _ROUND else 2.0
            score += 1.5 if counted_alike(left, right) else 0.0
            score += 1.5 if one_craft(self._reading, left, right) else 0.0
        if left.type == right.type == "SuicideBombing" and not (left.places or left.date):
            score += 1.0  # وفجر انتحاري نفسه: how the one just told came about
        if one_site(self._reading, left, right) or (
            self._new_voice(left, right) and named_by_kind(self._reading, left, right)
        ):
            score += 2.5
        if self._told_of(left) and right.type in _BLASTS and _at_one_place(left, right):
            score += 1.5
        if left.sentence != right.sentence and called_after_place(self._reading, left) and _of_one_name(left, right):
            score += _CALLED if _at_one_place(left, right) else _CALLED + 1.0
        if self._names_the_dead(left, right):
            score += 2.5
        if self.one_kind_there(left, right):
            score += 1.5
        if self._same_weapons(left, right):
            score += 1.5
        if self._tells_how(left, right):
            score += ENOUGH + 1.0
        return score + (1.5 if self._long_past(left, right) else 0.0)

    def _same_weapons(self, left: Frame, right: Frame) -> bool:
        """``استهدفت صواريخ … وقال إن بعض الصواريخ أصابت …``: the weapon of the deed before, with the article."""
        kinds = {weapon.type for weapon in right.weapons} - _CRAFT
        if not kinds or not 0 < left.sentence - right.sentence <= _NEAR:
            return False
        near = range(
            max(self._reading.sentences[left.sentence].start, left.trigger.start - _WEAPON), left.trigger.start
        )
        return any(
            m.kind == "weapon" and m.type in kinds and m.start in near and self._definite(m.start)
            for m in self._reading.mentions
        )

    def _definite(self, at: int) -> bool:
        return self._reading.words[at].norm.lstrip("وفب").startswith(("ال", "لل"))

    def _tells_how(self, left: Frame, right: Frame) -> bool:
        """``قتل اثنان في هجوم انتحاري بعد استهداف انتحاري للحاجز``: what the deed right before hit."""
        if left.sentence != right.sentence or left.type != right.type or right.targets or right.places:
            return False
        near = 0 < left.trigger.start - right.triggers[-1].end <= _HOW
        return near and left.trigger.lemma == _AIMING and bool(right.tolls) and not (left.tolls or left.date)

    def _names_the_dead(self, left: Frame, right: Frame) -> bool:
        """``مقتل قيادي في غارة … وقالت إن القيادي فلان قتل في غارة``: who it was that the sentence before counted."""
        if left.type != right.type or not 0 < left.sentence - right.sentence <= _NEAR:
            return False
        one = next((t.group for t in right.tolls if t.measure == "killed" and (t.low, t.high) == (1, 1)), None)
        if not one or (killed(left) or (1, 1)) != (1, 1):
            return False
        start = self._reading.sentences[left.sentence].start
        called = "ال" + fold(one).split()[0]
        return any(word.norm == called for word in self._reading.words[start : left.trigger.start])

    def _told_of(self, frame: Frame) -> bool:
        """``إن الشاب … وإنه فجر نفسه``: a bomber of whom was told before, by a pronoun, with no losses of his own."""
        before = self._reading.words[frame.trigger.start - 1].norm if frame.trigger.start else ""
        return frame.type == "SuicideBombing" and not frame.tolls and before.lstrip("و") in _PRONOUNS

    def _long_past(self, left: Frame, right: Frame) -> bool:
        """Whether two tellings date a deed of one kind alike, long before the article."""
        anchor = self._reading.article.anchor
        if anchor is None or left.type != right.type or left.date is None or right.date is None:
            return False
        if left.date.interval is None or left.date.interval != right.date.interval:
            return False
        return anchor - left.date.interval[1] > _LONG_PAST

    # -- how it is told

    def _taken_up(self, left: Frame, right: Frame) -> float:
        """How much a definite noun without a place of its own points at what was just told (الهجوم، الاشتباكات)."""
        definite = [t for t in left.triggers if t.definite and t.pos == "noun"]
        distance = left.sentence - right.sentence
        if not definite:
            return 0.0
        singular = any(not t.plural for t in definite)
        if (
            (distance and _narrow(left))
            or (not distance and left.places)
            or (distance == 0 and _hit_elsewhere(left, right))
        ):
            return 1.0 if singular else 0.0
        if distance == 0 and self._means_it(definite[0], left) and (singular or left.type == right.type):
            return _POINTED if singular else _POINTED - 0.5
        if singular:
            return 2.5 if distance <= _NEAR else 1.0
        return 1.5 if distance == 1 and left.type == right.type else 0.0

    def _means_it(self, noun: Trigger, frame: Frame) -> bool:
        """Whether a noun can be what its sentence told before: not ``صدامات إثر الهجوم``, ``… والهجوم``."""
        hits, first = self._reading.hits, noun.start
        if frame.type in APART or noun.conjunction or hits is None:
            return False
        return not any(hits.any(at, ("boundaries.earlier",)) for at in range(max(0, first - 2), first))

    def _wording(self, left: Frame, right: Frame, thing: float, taken_up: float) -> float:
        score = 0.0
        if left.date and right.date and left.date.interval and left.date.interval == right.date.interval:
            score += 1.0
        if left.trigger.lemma == right.trigger.lemma or left.type == right.type:
            score += 0.5
        if any(_one_thing(t) and t.lemma.split()[0] == right.trigger.lemma.split()[0] for t in left.triggers):
            score += _BY_ITS_WORD
        if left.sentence != right.sentence and self._turns(left) and thing <= _SURE:
            score -= 1.0 if taken_up > 1.0 else 2.0
        if right.sentence > 1 and thing <= _SURE and self._unmarked(left.trigger):
            score -= _UNMARKED
        return score

    def _turns(self, frame: Frame) -> bool:
        """Whether the sentence turns to something else (كما، من جهة أخرى، إلى ذلك)."""
        start = self._reading.sentences[frame.sentence].start
        return self._reading.hits is not None and self._reading.hits.any(start, ("boundaries.turns",))

    def _unmarked(self, noun: Trigger) -> bool:
        return noun.pos == "noun" and not (noun.definite or noun.preposition or self._possessed(noun))

    def _possessed(self, trigger: Trigger) -> bool:
        """``استهدافها``: a noun with a pronoun is definite."""
        norm = self._reading.words[trigger.end - 1].norm
        return norm.endswith(("ها", "هم", "هما")) and not trigger.lemma.endswith(("ها", "هم"))

    # -- how near it is told

    def _nearness(self, left: Frame, right: Frame, thing: float, taken_up: float) -> float:
        distance = left.sentence - right.sentence
        if distance:
            return 1.5 if distance == 1 else 0.5 if right.sentence <= 1 else 0.0
        score = 2.0 if left.trigger.definite and self._pointed_at(left.trigger) else 0.0
        if left.trigger.frame == "landing":
            return score + 3.0
        again = (_at_one_place(left, right) or thing > 0) and left.type not in APART and self._new_voice(left, right)
        told_on = self._says_where(left) or taken_up >= _POINTED - 0.5
        return score if told_on or again else score - 1.0

    def _pointed_at(self, trigger: Trigger) -> bool:
        """``قتل في ذلك القصف …``."""
        return trigger.start > 0 and self._reading.words[trigger.start - 1].norm in _DEMONSTRATIVES

    def _says_where(self, frame: Frame) -> bool:
        """``…، حيث أصدرت الحركة بيانا أكدت فيه استهدافها …``: the clause tells more of what was just told."""
        return self._reading.words[frame.start].norm == "حيث" and self._possessed(frame.trigger)

    def _new_voice(self, left: Frame, right: Frame) -> bool:
        """``…، وقال شهود إن غارات …``: another voice tells of it in the same sentence."""
        hits, between = self._reading.hits, range(right.triggers[-1].end, left.trigger.start)
        return (
            hits is not None
            and left.sentence == right.sentence
            and any(hits.any(at, ("reporting.verbs",)) for at in between)
        )


def _at_one_place(left: Frame, right: Frame) -> bool:
    return any(specific(a) and same(a, b) for a in left.places for b in right.places)


def _nearer(frame: Frame) -> list[Mention]:
    """``في حي كذا بمدينة كذا``: the places by whose town a frame locates them."""
    towns = [m for m in frame.places if m.type in _RANK and not m.conjunction]
    return [
        m
        for m in frame.places
        if m.type in _RANK and any(m.end <= town.start and _RANK[m.type] < _RANK[town.type] for town in towns)
    ]


def _alike(left: Mention, right: Mention) -> bool:
    return same(left, right) or fold(left.name) == fold(right.name)


def _difference(left: Frame, told: Sequence[Frame]) -> float:
    """How much that is no contradiction sets a telling apart from an event that was told before."""
    others = _UNMARKED if all(f.sentence < left.sentence for f in told) and _by_others(left, told) else 0.0
    return others + (_OTHER_TOLL if any(_other_toll(left, f) for f in told) else 0.0)


def _by_others(left: Frame, told: Sequence[Frame]) -> bool:
    """``هاجم مسلحون``: men who are told of as if for the first time, behind a deed whose side is named."""
    unnamed = bool(left.attackers) and all(m.generic and not m.definite and not m.owner for m in left.attackers)
    definite = left.trigger.pos == "noun" and left.trigger.definite
    return unnamed and not definite and any(m.iri for f in told for m in f.attackers)


def _other_toll(left: Frame, right: Frame) -> bool:
    """``غارات قتلت 8`` and ``قصف قتل 6``: fire of another kind, and not as many dead."""
    mine, others = killed(left), killed(right)
    if mine is None or others is None or None in (*mine, *others) or left.trigger.definite:
        return False
    return mine != others and left.type != right.type and {left.type, right.type} <= _FIRE


def _of_one_name(left: Frame, right: Frame) -> bool:
    """Whether two deeds are at one town, or at one of those that their province is called after."""
    pairs = [(a, b) for a in left.places for b in right.places if a.type != "Country"]
    return any(same(a, b) or fold(a.surface) == fold(b.surface) for a, b in pairs)


def _one_thing(trigger: Trigger) -> bool:
    return trigger.pos == "noun" and trigger.definite and not trigger.plural


def _narrow(frame: Frame) -> bool:
    return any(specific(place) for place in frame.places)


def _hit_elsewhere(left: Frame, right: Frame) -> bool:
    """``كما استهدف القصف معسكر كذا``: something else was hit."""
    ours, theirs = ([m for m in frame.targets if m.kind == "facility"] for frame in (left, right))
    return bool(ours and theirs) and not any(same(a, b) for a in ours for b in theirs)


def _named_apart(left: Frame, right: Frame) -> bool:
    """Whether one telling names who died and another counts one without a name: one dead is no number to know by."""
    return killed(left) == (1, 1) and bool(left.victims) != bool(right.victims)
