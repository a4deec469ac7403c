"""What a bare word of bombing means in an article: ``قصف`` of somebody who strikes from the air all through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import related, same

__all__ = ["bombed_from_the_air"]

_BARE = fold("قصف")
_GROUND = ("Shelling", "MissileStrike")
_AIR = ("AirStrike", "DroneStrike")
_NEAR = 2  # sentences from a bare bombing to the air strikes that it is told among


def bombed_from_the_air(frames: Sequence[Frame], linker: Linker) -> list[Frame]:
    """Return the frames, with an air strike for each bare bombing by somebody who is told to strike from the air only.

    So of a coalition or of a state abroad: an army at home has guns too, whatever the article tells. Where guns or
    rockets of the same side are told of, the bare word may mean either and stays as it is. The bare word for a strike
    that was told before (``استهدف القصف أيضا …``) is of its type, and so is one that nobody is named for between two
    air strikes of such a side.
    """
    return [replace(frame, type=_AIR[0]) if _by_air(frame, frames, linker) else frame for frame in frames]


def _by_air(frame: Frame, frames: Sequence[Frame], linker: Linker) -> bool:
    if not _is_bare(frame):
        return False
    if any(other.event == frame.event and other.type in _AIR for other in frames):
        return True
    if not frame.attackers:
        return _amid_air_strikes(frame, frames, linker)
    if not any(_abroad(attacker, frame, linker) for attacker in frame.attackers):
        return False
    others = [other for other in frames if not _is_bare(other) and _one_agent(frame, other, linker)]
    return any(other.type in _AIR for other in others) and not any(other.type in _GROUND for other in others)


def _amid_air_strikes(frame: Frame, frames: Sequence[Frame], linker: Linker) -> bool:
    """Whether the deeds of fire next to a bombing, before and after, are air strikes of a coalition or from abroad."""
    near = [
        other
        for other in frames
        if other.type in (*_AIR, *_GROUND) and not _is_bare(other) and abs(other.sentence - frame.sentence) <= _NEAR
    ]
    before = [other for other in near if other.trigger.start < frame.trigger.start]
    after = [other for other in near if other.trigger.start > frame.trigger.start]
    if not (before and after) or any(other.type in _GROUND for other in near):
        return False
    beside = (before[-1], after[0])
    agents = [attacker for other in beside for attacker in other.attackers]
    return any(_abroad(agent, other, linker) for other in beside for agent in other.attackers) and all(
        same(agent, other) or related(agent, other, linker) for agent in agents for other in agents
    )


def _is_bare(frame: Frame) -> bool:
    """``قصف`` without a weapon."""
    return (
        frame.type == "Shelling"
        and not frame.weapons
        and any(trigger.lemma == _BARE for trigger in frame.triggers)
        and all(trigger.lemma == _BARE or trigger.type == "Attack" for trigger in frame.triggers)
    )


def _abroad(attacker: Mention, frame: Frame, linker: Linker) -> bool:
    """Whether an attacker is a coalition, or of a state in which the places of the deed do not lie."""
    if attacker.type == "Coalition":
        return True
    country = linker.entity(attacker.iri).country if attacker.iri else None
    if country is None or attacker.type not in ("State", "Government", "StateForce"):
        return False
    known = [place.country for place in frame.places if place.country]
    return country not in known if known else attacker.type == "State"


def _one_agent(left: Frame, right: Frame, linker: Linker) -> bool:
    return any(same(a, b) or related(a, b, linker) for a in left.attackers for b in right.attackers)
