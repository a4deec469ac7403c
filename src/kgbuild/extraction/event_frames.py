"""Makes the frame of one deed out of the words that tell of it: fills its slots and says what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention, Trigger, VictimMention
from kgbuild.extraction.antecedents import Antecedents
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.arguments import ArgumentRules
from kgbuild.extraction.bare_heads import is_bare
from kgbuild.extraction.borne_weapons import is_borne, without_shells_of_planes
from kgbuild.extraction.clauses import Clause
from kgbuild.extraction.event_dates import EventDates
from kgbuild.extraction.event_sides import EventSides, choose_targets
from kgbuild.extraction.event_types import OTHER_VIOLENCE, EventTypes
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.landmarks import without_landmarks
from kgbuild.extraction.mentions import joined
from kgbuild.extraction.report import Factuality
from kgbuild.extraction.repulses import turn_captives, turn_repulse
from kgbuild.extraction.shootings import shooters
from kgbuild.schema import Schema

__all__ = ["EventFrames"]

_ACCUSING = ("اتهم", "يتهم", "تتهم", "اتهمت", "يحمل", "تحمل")
_ONE_MORE = ("واخري", "واخر", "والاخري", "والاخر", "وثانيه", "والثانيه", "والثاني")
_HEAD = ("راسها", "راسهم", "راسه")
_LAUNCHED = ("اطلق", "اطلقت")
_LATER = ("وبعدها", "وبعده")  # سيطروا على كذا وبعدها على كذا
_REASONS = ("انتقاما", "ثارا", "ردا")
_WHERE = ("في", "قرب", "علي")
_OBJECT_PRONOUNS = ("هم", "هما", "ها", "ه")


class EventFrames:
    """Makes frames; ``antecedents`` and ``sides`` know the events so far, ``factuality`` is that of each trigger."""

    def __init__(
        self,
        reading: Reading,
        hits: HitTable,
        schema: Schema,
        rules: ArgumentRules,
        antecedents: Antecedents,
        sides: EventSides,
        dates: EventDates,
        factuality: Mapping[int, Factuality],
    ) -> None:
        self._reading, self._hits, self._schema, self._rules = reading, hits, schema, rules
        self._antecedents, self._sides, self._dates, self._factuality = antecedents, sides, dates, factuality
        self._types = EventTypes(reading, schema)

    def make(
        self,
        clause: Clause,
        group: list[Trigger],
        start: int,
        end: int,
        tolls: tuple[TollMention, ...],
        victims: tuple[VictimMention, ...],
    ) -> Frame:
        """Make the frame of the deed that a group of triggers tells of, in words ``start`` to ``end`` of a clause."""
        slots = self._rules.fill(group, start, end)
        for trigger in group:
            turned = self._rules.territory.come_under(trigger)
            slots.add("places", [turned] if turned is not None else [])
        self._antecedents.complete(slots, group, clause, start, end)
        turn_captives(self._reading, group, slots)
        turn_repulse(self._reading, self._hits, group, slots, end)
        slots.weapons = [m for m in slots.weapons if not self._struck(m) and not is_borne(self._hits, m)]
        self._sides.add_carriers(slots)
        slots.weapons = without_shells_of_planes(slots.weapons)
        firing = shooters(self._reading, group[0], slots)
        if firing:
            slots.attackers, slots.mutual = firing, False
        kind = OTHER_VIOLENCE if firing else self._types.of(group, slots)
        if kind == "Interception":
            self._sides.bring_down(slots, group[0])
            slots.attackers = [m for m in slots.attackers if not self._launched(group[0], m)]
        slots.targets = [m for m in slots.targets if not self._at_the_head(m)]
        self._sides.recall(slots, start, end)
        slots.attackers = [m for m in self._told(slots.attackers) if not _lost(m, tolls) and not self._accuser(m)]
        targets = self._targets(slots, tolls, kind)
        if not slots.mutual:
            slots.attackers = [m for m in slots.attackers if not self._hit_together(m, targets)]
        factuality = self._judge(group, kind, slots)
        if factuality == "asserted" and kind == "TerritorialChange":
            slots.places = self._rules.territory.own(group, slots.places)
        return Frame(
            clause.sentence,
            start,
            end,
            tuple(group),
            kind,
            attackers=tuple(m for m in slots.attackers if m.kind in ("actor", "person")),
            targets=targets,
            places=tuple(without_landmarks(self._reading, self._own_places(group[-1], end, slots.places))),
            date=self._dates.nearest(start, end, [trigger.start for trigger in group]),
            tolls=tolls,
            victims=victims,
            weapons=tuple(slots.weapons),
            mutual=slots.mutual,
            factuality=factuality,
        )

    def _at_the_head(self, mention: Mention) -> bool:
        """``سيطرت القوات وعلى رأسها كذا على …``: the first among those who did it."""
        before = [word.norm for word in self._reading.words[max(0, mention.start - 2) : mention.start]]
        return len(before) > 1 and before[0].lstrip("و") == "علي" and before[1].startswith(_HEAD)

    def _launched(self, trigger: Trigger, mention: Mention) -> bool:
        """``اعترضت صاروخا أطلق من قبل كذا``: who fired what was brought down."""
        between = self._reading.words[trigger.end : mention.start]
        return any(word.norm.startswith(_LAUNCHED) for word in between)

    def _targets(self, slots: Arguments, tolls: tuple[TollMention, ...], kind: str) -> tuple[Mention, ...]:
        """Whom and what the deed hit; may also name the attackers of a clash."""
        hit, slots.targets = slots.targets, self._told(slots.targets)
        acting = {m.iri for m in slots.attackers if m.iri}
        targets = tuple(m for m in choose_targets(slots, tolls, kind) if m.iri not in acting and not self._by_name(m))
        slots.targets = hit
        if kind != "TerritorialChange":
            targets += tuple(m for m in slots.hit_places if self._schema.is_a(m.type, "Facility"))
        return targets

    def _own_places(self, trigger: Trigger, end: int, places: list[Mention]) -> list[Mention]:
        """Without those of something else.

        ``تفجير سيارة في كذا، وأخرى في كذا``: what stands behind one more was the place of that; ``قصف كذا انتقاما
        لجنوده المحاصرين في كذا``: what stands behind the reason is where that came about.
        """
        norms = [word.norm for word in self._reading.words[trigger.end : end]]
        more = (at for at, (norm, behind) in enumerate(pairwise(norms)) if norm in _ONE_MORE and behind in _WHERE)
        reasons = (at for at, norm in enumerate(norms) if norm in _REASONS)
        later = (at for at, norm in enumerate(norms) if norm in _LATER)
        further = trigger.end + min(next(found, len(norms)) for found in (more, reasons, later))
        return [place for place in places if not further <= place.start < end]

    def _judge(self, group: list[Trigger], kind: str, slots: Arguments) -> Factuality:
        """What the words before the deed make of it; a place that changed hands has to be told as its own."""
        factuality = self._factuality[group[0].start]
        if factuality == "asserted" and kind == "TerritorialChange" and not self._rules.territory.changes(group, slots):
            return "generic"
        return factuality

    def _told(self, mentions: list[Mention]) -> list[Mention]:
        """Those that the text tells something of: ``مبنى`` or ``مجموعة`` alone names no participant."""
        return [m for m in mentions if not is_bare(self._reading, m)]

    def _struck(self, weapon: Mention) -> bool:
        """``إطلاق نار استهدف مروحية``: a masculine verb has another subject, so what stands behind it is its object."""
        if weapon.preposition or not weapon.start:
            return False
        if any(t.end == weapon.start and t.pos == "noun" for t in self._reading.triggers):
            return False  # قصف طائرات
        verb = self._reading.words[weapon.start - 1].norm.lstrip("وف")
        thing = self._reading.words[weapon.start].norm
        masculine = not verb.endswith(("ت", "ه")) and not verb.startswith("ت")
        return (
            masculine and thing.endswith(("ه", "ات")) and self._hits.any(weapon.start - 1, ("verb.hit", "trigger.verb"))
        )

    def _accuser(self, mention: Mention) -> bool:
        """``أعضاء في الحركة تتهمهم السلطة بالوقوف وراء …``: behind a verb with its object stands its subject."""
        verb = self._reading.words[mention.start - 1].norm.lstrip("وف") if mention.start else ""
        return verb.startswith(_ACCUSING) and verb.endswith(_OBJECT_PRONOUNS)

    def _hit_together(self, attacker: Mention, targets: Sequence[Mention]) -> bool:
        """``قتل سبعة من كذا وكذا في كمين``: who is joined to one that was hit did not hit him."""
        return any(joined(self._reading.words, target, attacker) for target in targets if target.end <= attacker.start)

    def _by_name(self, target: Mention) -> bool:
        """``تصدوا للمهاجمين``: whom a word calls an attacker was not attacked."""
        return target.generic and self._hits.any(target.start, ("people.doers",))


def _lost(mention: Mention, tolls: tuple[TollMention, ...]) -> bool:
    """Whether a mention is part of the words for people who were hit (``أربعة من قادة الحزب قتلوا``)."""
    return any(t.start <= mention.start < t.end for t in tolls if t.measure in ("killed", "wounded", "casualties"))
