"""Whether an event tells enough to be a claim: a bare mention of a deed (``الهجوم``) tells nothing of its own."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.sameness import owner

__all__ = ["Tellings"]

_CAPTIVITY = "وقع في اسر"
_LONG = 14
_OF_A_KIND = ("AirStrike", "DroneStrike", "Bombing", "SuicideBombing", "Assassination", "Execution", "Interception")
# Of these a place or a participant is enough: no table counts them as events.
_NOT_REAL = ("negated", "threatened", "planned", "hypothetical")


class Tellings:
    """Judges the frames of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def tells(self, frame: Frame) -> bool:
        """Whether a frame names a participant, a place or a toll of its own."""
        frame = replace(frame, targets=tuple(m for m in frame.targets if m.kind != "place"))
        named = [m for m in (*frame.attackers, *frame.targets) if m.iri or not m.generic or m.kind == "facility"]
        if frame.factuality != "asserted" and (frame.attackers or frame.targets) and frame.speakers:
            return True
        if frame.factuality in _NOT_REAL and (frame.places or frame.attackers or frame.targets):
            return True
        if frame.type == "TerritorialChange":
            known = bool(frame.attackers or frame.targets or (frame.date and frame.date.interval))
            taken = frame.places or (frame.attackers and any(m.kind == "facility" for m in frame.targets))
            return bool(taken) and known and not self._of_regime(frame)
        if (
            frame.type == "OtherViolence"
            and frame.date is not None
            and frame.date.interval is not None
            and (frame.date.interval[1] - frame.date.interval[0]).days > _LONG
        ):
            return False
        captive = frame.trigger.lemma.startswith(_CAPTIVITY) and bool(frame.targets)
        captive = captive or (frame.type == "Abduction" and bool(frame.places and frame.date))
        if frame.type in ("Raid", "Abduction") and not (frame.attackers or frame.tolls or frame.victims or captive):
            return False
        if frame.type == "Raid" and not (frame.tolls or frame.victims or frame.places):
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
            brought_down = frame.type == "Interception" and frame.trigger.pos == "verb"
            known = any(owner(m).iri for m in frame.attackers) and not noun and not self._goes_on(frame)
            if frame.type in _OF_A_KIND and frame.trigger.pos == "verb" and frame.date and frame.date.interval:
                return True
            return (
                bool(named)
                and (frame.date is not None or brought_down or known)
                and not (noun and frame.trigger.plural)
            )
        if self._disposal(frame):
            return False
        known = any(
            owner(m).iri or (not m.generic and m.kind != "facility") or (m.definite and frame.speakers) for m in named
        )
        return bool(frame.places or frame.victims or frame.tolls or known or (frame.date and named))

    def _goes_on(self, frame: Frame) -> bool:
        """``هاجموا البلدة وأحرقوا منازلها``: what the sentence tells of the same attackers besides another deed."""
        mine = {m.iri for m in frame.attackers}
        return any(
            other.sentence == frame.sentence
            and other.trigger.start != frame.trigger.start
            and other.factuality == "asserted"
            and mine & {m.iri for m in other.attackers}
            for other in self.reading.frames
        )

    def _carried(self, frame: Frame) -> bool:
        """Whether a verb of happening or doing stands beside the noun: what is only spoken of in general has none."""
        if self.reading.hits is None:
            return False
        near = range(max(0, frame.trigger.start - 5), min(frame.trigger.end + 4, len(self.reading.words)))
        return any(
            self.reading.hits.any(
                at, ("verb.occur", "verb.perform", "verb.host", "verb.hit", "verb.concentrate", "boundaries.results")
            )
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
