"""Arguments of a verb of violence: its subject and its object."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import VEHICLES, Arguments
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.near_mentions import NearMentions
from kgbuild.extraction.subjects import Subjects

__all__ = ["VerbFrames"]

_AGREEMENT = load_table("words")["agreement"]
_MASCULINE = frozenset(fold(word) for word in _AGREEMENT["masculine"])
_ANY = frozenset(fold(word) for word in _AGREEMENT["any"])
_TIMES = ("وقت", "يوم", "حين", "لحظه", "ساعه", "اسبوع", "شهر", "عام", "فتره", "مره")
_REACH = 3  # words to the first mention
_OBJECT_GAP = 1
_SECOND_REACH = 5  # loose words from subject to object
_OF_AGENT = ("event", "either")
_BY = ("على يد", "على أيدي", "على ايدي", "من قبل", "من جانب", "من طرف", "بيد", "بأيدي")
_QUANTIFIERS = ("احد", "احدي", "بعض", "عدد", "جميع", "كل")
_LAUNCHING = ("اطلق", "القي", "استخدم", "فجر")
_FROM_AFAR = ("Shelling", "AirStrike", "DroneStrike", "MissileStrike")
_SEIZING = ("Raid", "Abduction", "Assassination", "Execution")
_OPERATIONS = frozenset(fold(word) for word in load_table("frames")["operations"]["lemmas"])
_ON_IT = ("عليه", "عليها", "عليهما", "عليهم")
_RAMMING = ("دهس", "صدم")
_AIMING = ("استهدف", "طال")


class VerbFrames:
    """Applies the frame of a verb.

    Attributes
    ----------
    objects
        Where a weapon begins that a verb has as its object: it was struck, not used.
    """

    def __init__(self, reading: Reading, near: NearMentions, subjects: Subjects) -> None:
        self._reading, self._near, self._subjects = reading, near, subjects
        self.objects: set[int] = set()

    def fill(self, trigger: Trigger, triggers: Sequence[Trigger], start: int, end: int, slots: Arguments) -> None:
        """Fill the slots that a verb leads to; ``triggers`` are all that tell of the event."""
        if trigger.frame == "explode":
            return
        if trigger.frame in ("suffer", "die", "host"):
            slot = "places" if trigger.frame == "host" else "targets"
            self._subjects.fill(slot, trigger.start, trigger.end, end, start, slots)
            return
        word = self._reading.words[trigger.end - 1].norm
        if trigger.frame == "take" and word.endswith(("ها", "ه")) and not trigger.lemma.endswith("ه"):
            self._taken(trigger, slots)
        free = [
            m
            for m in self._near.between(trigger.end, end)
            if (m.preposition == "" or self._counted(m))
            and m.kind != "weapon"
            and not self._near.crosses(trigger.end, m.start)
            and not self._describes(m, triggers)
            and not self._owns(m, triggers, trigger)
            and not self._rams(trigger, m)
        ]
        carriers = [m for m in self._near.between(trigger.end, end) if m.kind == "weapon" and m.preposition == ""][:1]
        if trigger.frame == "fall":
            slots.add("places", [m for m in self._subjects.before(trigger.start, start) if m.kind == "place"])
        noun_subject = self._has_noun_subject(trigger, triggers)
        left = (
            []
            if noun_subject or (self._object_pronoun(trigger) and not trigger.conjunction)
            else self._subjects.before(trigger.start, start)
        )
        if left and left[0].kind == "person" and self._feminine(trigger):
            left = []
        gap = self._near.gap(trigger.end, free[0].start) if free else 0
        behind = bool(carriers and free) and (carriers[0].start, carriers[0].end) == (trigger.end, free[0].start)
        near = free[0] if free and (gap <= _REACH or behind) else None
        if near is None:
            if left and left[0].kind in ("actor", "person") and self._done_by(trigger, end):
                slots.add("targets", left)
                return
            slots.add("attackers", self._subjects.said_of_oneself(trigger) or [])
            slots.add(
                "attackers", [] if slots.attackers else [m for m in left if m.kind in ("actor", "person", "weapon")]
            )
            if carriers and carriers[0].start == trigger.end and not trigger.lemma.startswith(_LAUNCHING):
                self.objects.add(carriers[0].start)
                slots.add("targets", carriers if slots.attackers or self._disagrees(trigger, carriers[0]) else [])
            return
        chain = self._near.chain(near, end)
        if carriers and carriers[0].start >= chain[-1].end and near.kind == "actor" and gap == 0:
            self._strike([m for m in carriers if self._may_be_hit(trigger, chain[-1], m)], slots)
            carriers = [m for m in carriers if m.start not in self.objects]
        if near.kind in ("actor", "person") and gap == 0 and self._object_pronoun(trigger):
            slots.add("attackers", chain)
            return
        if self._plural(trigger):
            slots.add("attackers", [m for m in left if m.kind in ("actor", "person")])
            slots.add("targets", chain)
            slots.add("weapons", carriers)
            return
        if self._relative(trigger) and not self._object_pronoun(trigger):
            if trigger.frame == "take" and near.kind == "actor" and self._on_it(trigger.end):
                slots.add("attackers", chain)  # المعسكر الذي استولت عليه الميليشيات
                return
            slots.add("attackers", [m for m in left if m.kind in ("actor", "person", "weapon")])
            if not (gap and self._near.governed(near, trigger.end)):
                slots.add("targets", chain)
            slots.add("weapons", carriers)
            return
        speaker = self._subjects.said_of_oneself(trigger)
        if speaker is not None:
            slots.add("attackers", speaker)
            slots.add("targets", chain)
            return
        second = next((m for m in free if m.start >= chain[-1].end and not m.conjunction), None)
        if second is not None and self._near.loose_words(chain[-1].end, second.start) > _SECOND_REACH:
            second = None
        carried = bool(carriers) and carriers[0].start < near.start
        if noun_subject and self._object_pronoun(trigger):
            return  # ``الجماعة التي استهدفها هجوم كذا``: what follows belongs to the noun
        if noun_subject or carried or (left and left[0].kind in ("actor", "person", "weapon")):
            slots.add("attackers", left)
            slots.add("targets", chain)
        elif (
            near.kind == "actor"
            and gap == 0
            and second is None
            and trigger.end - trigger.start == 1
            and self._disagrees(trigger, near)
        ) or (near.kind == "actor" and gap == 0 and second is None and self._aimed_too(trigger, chain[-1].end)):
            slots.add("targets", chain)
        elif near.type == "PopulationGroup" and near.definite and gap == 0 and second is None:
            pass  # ``هاجم الأهالي …``: whether they acted or were hit the form does not tell
        elif near.kind in ("actor", "person") and (
            near.type != "PopulationGroup" or second is not None or " " in trigger.lemma
        ):
            if gap and self._reading.words[near.start - 1].norm in _QUANTIFIERS:
                if trigger.type in _SEIZING:
                    slots.add("targets", chain)
                elif self._carrier(near) and (trigger.type in _FROM_AFAR or second is not None):
                    slots.add("attackers", chain)
                    slots.add("targets", self._near.chain(second, end) if second is not None else [])
            elif (gap and self._unknown_subject(trigger, near)) or (second is None and self._dropped(trigger, chain)):
                slots.add("targets", chain)
            elif gap == 0 or not self._near.governed(near, trigger.end):
                slots.add("attackers", chain)
                if second is not None:
                    slots.add("targets", self._near.chain(second, end))
        else:
            slots.add("targets", chain)
        slots.add("weapons", carriers)
        if trigger.type == "ArmedClash" and not slots.targets:
            self._opponent(trigger, end, slots)

    def _carrier(self, mention: Mention) -> bool:
        """``قصفت إحدى طائرات كذا …``: one of somebody's planes or ships acts for its owner."""
        return self._reading.hits is not None and self._reading.hits.any(mention.start, ("people.carriers",))

    def _rams(self, trigger: Trigger, mention: Mention) -> bool:
        """``دهست سيارة عددا من المارة``: a vehicle right behind the verb ran people over."""
        vehicle = self._reading.hits is not None and self._reading.hits.any(mention.start, ("facilities.vehicles",))
        return vehicle and mention.start == trigger.end and trigger.lemma.startswith(_RAMMING)

    def _may_be_hit(self, trigger: Trigger, subject: Mention, weapon: Mention) -> bool:
        """``استهدف المقاتلون دبابة``: a vehicle right behind the subject, unless the verb is one of using it.

        Of what was destroyed (``دمرت المقاتلات أسلحة``) any weapon.
        """
        between = self._reading.words[subject.end : weapon.start]
        using = trigger.lemma.startswith(_LAUNCHING) or any(word.norm.startswith("ب") for word in between)
        lost = self._reading.hits is not None and self._reading.hits.any(trigger.start, ("weapons.losses",))
        return (
            (lost or weapon.type in VEHICLES) and not using and self._near.gap(subject.end, weapon.start) <= _OBJECT_GAP
        )

    def _strike(self, weapons: Sequence[Mention], slots: Arguments) -> None:
        self.objects.update(weapon.start for weapon in weapons)
        slots.add("targets", weapons)

    def _counted(self, mention: Mention) -> bool:
        """``قصفت القوات عددا من المواقع``: what is counted is the object, whatever من says."""
        before = self._reading.words[max(0, mention.start - 2) : mention.start]
        return mention.kind == "facility" and [word.norm for word in before] in (["عددا", "من"], ["عدد", "من"])

    def _has_noun_subject(self, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
        """``استهدف القصف …``: a noun of violence, or of an operation (``حملات استهدفت …``), is the verb's subject."""
        before = self._reading.words[trigger.start - 1].norm.lstrip("وف") if trigger.start else ""
        return before in _OPERATIONS or any(
            other.pos == "noun"
            and (
                (not other.preposition and (other.end <= trigger.start or 0 <= other.start - trigger.end <= 2))
                or (other.end <= trigger.start and self._goes_on(trigger))
            )
            for other in triggers
        )

    def _goes_on(self, trigger: Trigger) -> bool:
        """``في عملية نفذتها الحركة واستهدفت …``، ``التفجير الذي استهدف …``: the noun before does the hitting."""
        relative = self._reading.words[trigger.start - 1].norm in ("الذي", "التي") if trigger.start else False
        return relative or bool(trigger.conjunction)

    def _opponent(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """``اشتبكت القوات مع …``: whom the subject fights."""
        against = next(
            (m for m in self._near.between(trigger.end, end) if m.preposition == "مع" and m.kind == "actor"), None
        )
        if against is not None and slots.attackers and not self._near.crosses(trigger.end, against.start):
            slots.add("targets", self._near.chain(against, end))
            slots.mutual = True

    def _disagrees(self, trigger: Trigger, near: Mention) -> bool:
        """A verb and the noun behind it that differ in gender (خطف مجموعة …، تستهدف حزبا): its object, not its subject.

        A plural in ين stands in the accusative (``هاجم المسلحين``).
        """
        norm = self._reading.words[trigger.start].norm.lstrip("وف")
        head = bare(self._reading.words[near.start].norm)
        if self._feminine(trigger):
            return head in _MASCULINE
        noun = person_noun(head)
        accusative = noun is not None and noun.number == "plural" and head.endswith("ين")
        return accusative or (not norm.endswith(("وا", "تا")) and head.endswith(("ه", "ات")) and head not in _ANY)

    def _feminine(self, trigger: Trigger) -> bool:
        norm = self._reading.words[trigger.start].norm.lstrip("وف")
        return (norm.startswith("ت") and not trigger.lemma.startswith("ت")) or norm.endswith("ت")

    def _object_pronoun(self, trigger: Trigger) -> bool:
        norm = self._reading.words[trigger.end - 1].norm
        if norm.lstrip("وف") == trigger.lemma + "ه":
            return True  # هاجمه مسلحون
        return norm.endswith(("ها", "هم", "هما", "ته")) and not trigger.lemma.endswith(("ها", "هم", "ه"))

    def _describes(self, mention: Mention, triggers: Sequence[Trigger]) -> bool:
        """``استهدفت الغارات التركية …``: an adjective of a noun of violence is neither subject nor object."""
        at = mention.start
        while mention.role == "demonym" and (first := self._near.ending(at)) is not None and first.role == "demonym":
            at = first.start  # ``الغارات السورية والروسية``
        return mention.role == "demonym" and any(other.pos == "noun" and other.end == at for other in triggers)

    def _owns(self, mention: Mention, triggers: Sequence[Trigger], verb: Trigger) -> bool:
        """``استهدفت غارات التحالف مواقع …``: whose deed the verb's subject is, is not its object."""
        return mention.kind == "actor" and any(
            other.pos == "noun"
            and other.frame in _OF_AGENT
            and not (other.definite or other.preposition)
            and verb.end <= other.start
            and other.end == mention.start
            for other in triggers
        )

    def _done_by(self, trigger: Trigger, end: int) -> bool:
        """``مقاتلون اعتقلوا على أيدي كذا``: an agent behind the verb, so that who stands before it was hit."""
        agent = next((m for m in self._near.between(trigger.end, end) if m.preposition), None)
        return (
            agent is not None
            and agent.preposition in _BY
            and agent.kind in ("actor", "person")
            and not self._near.crosses(trigger.end, agent.start)
        )

    def _unknown_subject(self, trigger: Trigger, near: Mention) -> bool:
        """``داهمت الفرقة العسكرية مجموعة …``: a definite noun that is no mention stands between verb and object."""
        word = self._reading.words[trigger.end]
        return word.norm.startswith("ال") and not near.definite and trigger.end not in self._near.dated

    def _aimed_too(self, trigger: Trigger, behind: int) -> bool:
        """``عملية نفذتها الحركة واستهدفت الشرطة``: joined to a deed, the verb has the one name behind it as object.

        Where another noun follows the name (``واستهدفت الحركة موكبا``), that one is the object.
        """
        if trigger.conjunction != "و" or not trigger.lemma.startswith(_AIMING) or self._plural(trigger):
            return False
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        joined = any(sentence.start <= other.start < trigger.start for other in self._reading.triggers)
        return joined and self._near.closes(behind)

    def _on_it(self, at: int) -> bool:
        """``عليه``: a pronoun takes up the place that a relative clause tells of."""
        return at < len(self._reading.words) and self._reading.words[at].norm in _ON_IT

    def _relative(self, trigger: Trigger) -> bool:
        """``الحادث الذي استهدف المصلين``: the noun before is the subject, unless it is a time (في الوقت الذي قصف …)."""
        at = trigger.start - 1
        if at < 1 or self._reading.words[at].norm not in ("الذي", "التي", "الذين"):
            return False
        return bare(self._reading.words[at - 1].norm) not in _TIMES

    def _dropped(self, trigger: Trigger, chain: Sequence[Mention]) -> bool:
        """``لم يستجب لهم وهاجم الحراس``: a verb joined to another, with one definite noun and no more: its object."""
        after = chain[-1].end
        if not trigger.conjunction or not chain[0].definite or after >= len(self._reading.words):
            return False
        if trigger.type == "TerritorialChange" or chain[0].iri:
            return False
        word = self._reading.words[after]
        return bool(word.mark) or after in self._near.predicates.finite or word.norm in ("في", "من", "ب", "قرب", "خلال")

    def _plural(self, trigger: Trigger) -> bool:
        """``هاجموا القوات``: a verb in the plural has its subject before it; before its subject it is singular."""
        norm = self._reading.words[trigger.start].norm
        return norm.endswith("وا") or (norm.lstrip("وف")[:1] in ("ي", "ت") and norm.endswith("ون"))

    def _taken(self, trigger: Trigger, slots: Arguments) -> None:
        """``وانتزعتها``: the pronoun takes up the place named last."""
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        before = [
            m
            for m in self._near.between(sentence.start, trigger.start)
            if m.kind == "place" and not self._near.tells_distance(m)
        ]
        slots.add("places", before[-1:])
