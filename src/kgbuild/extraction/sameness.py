"""Whether two mentions are one participant or place, and two tellings of an event can be of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, TollMention
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mentions import bare

__all__ = [
    "counted_alike",
    "fought_at_a_place",
    "guns_and_planes",
    "inside",
    "killed",
    "of_one_side",
    "one_count",
    "one_number",
    "owner",
    "related",
    "same",
    "sides_agree",
    "sides_with",
    "specific",
    "surely_counted",
    "tolls_conflict",
    "turned",
]


_GUNS = ("Artillery", "Mortar", "Tank")
_FROM_GUNS, _FROM_PLANES = fold("قصف مدفعي"), (fold("غار"), fold("أغار"))
_TELLING, _ROUND = 5, ((20, None), (200, None))  # dozens and hundreds are of any event


def owner(mention: Mention) -> Mention:
    """A facility that somebody owns stands for its owner."""
    return mention.owner if mention.kind == "facility" and mention.owner is not None else mention


def same(left: Mention, right: Mention) -> bool:
    """Whether two mentions name one thing."""
    left, right = owner(left), owner(right)
    if left.iri and right.iri:
        return left.iri == right.iri
    return not (left.iri or right.iri) and _key(left) == _key(right)


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(bare(word) for word in fold(text).split())


def _key(mention: Mention) -> tuple[str, ...]:
    return _folded(mention.name or mention.surface)


def specific(place: Mention) -> bool:
    """Whether a place is narrower than a region."""
    return place.type not in ("Country", "Governorate", "Region")


def fought_at_a_place(frame: Frame) -> bool:
    """Whether a frame names a known party on either side and a place narrower than a region: a battle of its own."""
    sides = (frame.attackers, frame.targets)
    return all(any(owner(m).iri for m in side) for side in sides) and any(specific(place) for place in frame.places)


def related(left: Mention, right: Mention, linker: Linker) -> bool:
    """Whether one of two actors is a part of the other, as the knowledge base has it: a command of its army."""
    one, other = owner(left).iri, owner(right).iri
    return bool(one and other) and (linker.within(str(one), str(other)) or linker.within(str(other), str(one)))


def inside(place: Mention, area: Mention, linker: Linker) -> bool:
    """Whether a place is an area or lies in it, as the knowledge base has it."""
    return bool(place.iri and area.iri) and linker.within(str(place.iri), str(area.iri))


def sides_with(left: Mention, right: Mention) -> bool:
    """Whether a group without a name is called after a party: ``قوات رديفة لقوات كذا``."""
    words, party = _folded(left.surface), _folded(owner(right).surface)
    inside = [word.removeprefix("ل") for word in words[-len(party) :]]
    return left.iri is None and bool(party) and len(party) < len(words) and inside == list(party)


def sides_agree(left: Sequence[Mention], right: Sequence[Mention], linker: Linker) -> bool:
    """Whether two lists of participants can be one side: nobody known in one of them, or somebody in both."""
    known_left = [m for m in left if owner(m).iri and m.kind != "place"]
    known_right = [m for m in right if owner(m).iri and m.kind != "place"]
    return not known_left or not known_right or any(related(a, b, linker) for a in known_left for b in known_right)


def turned(frame: Frame, beside: Frame) -> Frame:
    """A clash of two sides, beside another clash, with the other side named first; any other deed as it is."""
    if not (frame.mutual and beside.mutual and frame.attackers and frame.targets):
        return frame
    return replace(frame, attackers=frame.targets, targets=frame.attackers)


def killed(frame: Frame) -> tuple[int, int | None] | None:
    """The dead, or dead and wounded, that a frame counts."""
    return next(
        ((t.low, t.high) for t in frame.tolls if t.measure in ("killed", "casualties") and t.subset_of is None), None
    )


def one_number(left: tuple[int, int | None], right: tuple[int, int | None]) -> bool:
    """Whether two numbers, each with its bounds, can be one: ``57``, and ``57 على الأقل`` that a title cuts short."""
    return left == right or (left[0] == right[0] and None in (left[1], right[1]))


def one_count(left: Frame, right: Frame) -> bool:
    """Whether two tellings count the same dead."""
    mine, other = killed(left), killed(right)
    return mine is not None and other is not None and one_number(mine, other)


def surely_counted(left: Frame, right: Frame) -> bool:
    """Whether two tellings count the same dead, by a number that two deeds of one article hardly share."""
    dead = killed(left)
    return dead is not None and dead[0] >= _TELLING and dead not in _ROUND and one_count(left, right)


def counted_alike(left: Frame, right: Frame) -> bool:
    """Whether two tellings count the same people in the same way: a whole with its parts, or dead and wounded."""
    mine, others = ({(t.measure, t.low, t.high) for t in frame.tolls} for frame in (left, right))
    return len(mine & others) > 1 and not any(_differ(a, b) for a in left.tolls for b in right.tolls)


def of_one_side(left: TollMention, right: TollMention) -> bool:
    """Whether two numbers may be of the same people: not ``11 متمردا`` and ``اثنين من مقاتلي المقاومة``."""
    one, other = left.group_mention, right.group_mention
    if one is not None and other is not None and one.iri and other.iri:
        return one.iri == other.iri
    words, others = (set(_folded(toll.group or "")) for toll in (left, right))
    return not (words and others) or bool(words & others)


def guns_and_planes(left: Frame, right: Frame) -> bool:
    """Whether one deed is told as fire of artillery and the other as a raid from the air."""
    return (_by_guns(left) and _by_planes(right)) or (_by_planes(left) and _by_guns(right))


def _by_guns(frame: Frame) -> bool:
    """``قصف مدفعي``: fire that is told as that of artillery."""
    if frame.type != "Shelling":
        return False
    return any(weapon.type in _GUNS for weapon in frame.weapons) or frame.trigger.lemma.startswith(_FROM_GUNS)


def _by_planes(frame: Frame) -> bool:
    """``غارة``, ``أغارت``: a raid from the air."""
    return frame.type == "AirStrike" and any(trigger.lemma.startswith(_FROM_PLANES) for trigger in frame.triggers)


def tolls_conflict(left: Frame, right: Frame) -> bool:
    """The same voice does not give two numbers for one thing."""
    if left.speakers and right.speakers and left.speakers[0].name != right.speakers[0].name:
        return False
    taken_up = left.type == right.type == "ArmedClash" and any(t.definite and t.plural for t in left.triggers)
    return any(_differ(a, b) and not (taken_up and not of_one_side(a, b)) for a in left.tolls for b in right.tolls)


def _differ(left: TollMention, right: TollMention) -> bool:
    if left.measure != right.measure or left.subset_of is not None or right.subset_of is not None:
        return False
    if left.high is None or right.high is None:
        return False
    return left.low != right.low
