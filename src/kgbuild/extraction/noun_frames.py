"""Arguments of a noun of violence: in construct with it, behind ``ل``, and of the verbs that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.numbers import numbers
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import VEHICLES, Arguments
from kgbuild.extraction.clashes import Clashes
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.near_mentions import NearMentions
from kgbuild.extraction.subjects import Subjects

__all__ = ["NounFrames"]

_MASDAR = ("control", "controlled", "suffered", "either")
_CONTROL = ("control", "controlled", "take")
_COUNTING = frozenset(fold(word) for word in load_table("words")["tolls"]["counting"])
_TARGET = frozenset(load_table("frames")["prepositions"]["target"])
_ANNOUNCED = frozenset(fold(lemma) for lemma in load_table("frames")["announced"]["lemmas"])
_LIGHT_VERB = ("قام", "يقوم", "تقوم", "قيام")
_OF_AGENT = ("event", "either", "control", "ambush")  # a pronoun on these is who acts; on the others who is hit
_MEANS_BEHIND = frozenset(fold(word) for word in load_table("frames")["explosions"]["means_behind"])
_ADJECTIVES = name_words("adjectives")
_PLAIN = _ADJECTIVES | name_words("intense")
_FIRED = ("event", "either")
_FIRING = ("StateForce", "ArmedGroup", "Militia", "Coalition", "State", "Government")
_PRONOUNS = ("ها", "هم", "هما", "ته")
_CARRIED_REACH = 8
_DESCRIBED = 2  # adjectives of a noun behind its agent
_BACKED = ("مدعوم", "مسنود", "معزز", "تساند", "تدعم")
_MANAGED_REACH = 2
_ON = fold("على")
_ANSWERED_REACH = 8  # words from who answers to what is answered
_PROCLITIC = ("ال", "ب", "ل", "و", "ف", "ك")
_NUMBER_REACH = 5  # words of a number and what it counts
_TIMES = ("مره", "مرات")  # استهداف القوات خمس مرات
_COUNTED_REACH = 4  # words of a stretch of time before من


class NounFrames:
    """Applies the frame of a noun.

    Attributes
    ----------
    objects
        Where a weapon begins that a noun has as its object: it was struck, not used.
    """

    def __init__(self, reading: Reading, hits: HitTable, near: NearMentions, subjects: Subjects) -> None:
        self._reading, self._hits, self._near, self._subjects = reading, hits, near, subjects
        self.objects: set[int] = set()
        self._clashes = Clashes(reading, hits, near)

    def fill(self, trigger: Trigger, start: int, end: int, slots: Arguments) -> None:
        """Fill the slots that a noun leads to, told between words ``start`` and ``end``."""
        if trigger.frame == "landing":
            self._landed(trigger, end, slots)
            return
        inside = next(iter(self._near.between(trigger.start, trigger.end)), None)
        if inside is not None and trigger.frame == "suffered" and inside.type in VEHICLES:
            self._hit_weapon(inside, slots)
        follower = self._near.next(trigger.end, end)
        if follower and follower.kind == "weapon":
            if self._is_object(trigger, follower, start):
                self._hit_weapon(follower, slots)
            else:
                slots.add("weapons", [follower])
            weapon, follower = follower, self._near.next(follower.end, end)
            if follower and follower.preposition == "ل" and not weapon.preposition:
                follower = None
        if trigger.frame == "mutual":
            self._clashes.fill(trigger, end, slots)
        elif (
            follower
            and self._in_construct(trigger, follower)
            and (not trigger.definite or follower.role == "demonym")
            and follower.preposition == ""
            and not follower.conjunction
            and follower.kind in ("actor", "facility", "place", "person")
        ):
            self._construct(trigger, follower, end, slots)
        elif follower and follower.preposition == "ل" and follower.kind in ("actor", "person", "facility"):
            hit = trigger.frame == "suffered" or (trigger.frame == "ambush" and not self._laid_by(trigger, follower))
            role = "targets" if hit else "attackers"
            slots.add(role, self._near.chain(follower, end))
        elif trigger.frame == "suffered" and (counted := self._some_of(trigger, end)):
            slots.add("targets", counted)
        self._carried(trigger, start, end, slots)
        if not slots.attackers and self._possessed(trigger) and self._acting(trigger, end):
            slots.add("attackers", self._subjects.last_party(trigger))
        if not slots.attackers and trigger.frame in _FIRED:
            slots.add("attackers", self._coming_from(trigger, end))
            self._by_planes(trigger, start, slots)
        if not slots.attackers and trigger.lemma in _ANNOUNCED and not self._possessed(trigger):
            slots.add("attackers", self._subjects.announcing(trigger))

    def _coming_from(self, trigger: Trigger, end: int) -> list[Mention]:
        """``قصف صاروخي من كذا``, ``قصف بقذيفة من طائرة كذا``: behind the noun or its means من leads who fired."""
        at = trigger.end
        means = self._near.at(at)
        if means is not None and means.kind == "weapon" and means.preposition == "ب":
            at = means.end
        origin = self._near.next(at, end, 2)
        if origin is None or origin.kind != "actor" or origin.preposition != "من" or origin.type not in _FIRING:
            return []
        plain = all(bare(word.norm) in _PLAIN for word in self._reading.words[at : origin.start - 1])
        return self._near.chain(origin, end) if plain else []

    def _by_planes(self, trigger: Trigger, start: int, slots: Arguments) -> None:
        """``دمرت طائرات كذا مقرا في غارة``: planes that act in the sentence's verb fly the strike that it came of."""
        before = self._reading.words[trigger.start - 1].norm if trigger.start else ""
        if slots.attackers or (trigger.preposition != "ب" and before not in ("في", "خلال")):
            return
        verb = next(
            (
                at
                for at in range(trigger.start - 1, start - 1, -1)
                if at in self._near.predicates.finite or self._hits.any(at, ("verb.hit",))
            ),
            None,
        )
        planes = None if verb is None else self._near.at(verb + 1)
        if planes is None or planes.preposition or not planes.role.startswith("carrier") or not planes.iri:
            return
        if self._near.closes(planes.end) or self._hits.any(planes.start - 1, ("reporting.verbs",)):
            return
        if not self._hits.any(planes.start - 1, ("verb.hit", "tolls.killed_before", "tolls.wounded_before")):
            return
        slots.add("attackers", [planes])
        thing = self._near.at(planes.end)
        if thing is not None and thing.kind == "facility" and not thing.preposition and not thing.conjunction:
            slots.add("targets", self._near.chain(thing, trigger.start))

    def _hit_weapon(self, weapon: Mention, slots: Arguments) -> None:
        self.objects.add(weapon.start)
        slots.add("targets", [weapon])

    def _is_object(self, trigger: Trigger, weapon: Mention, start: int) -> bool:
        """``إسقاط طائرة``, ``هجوم على دبابة``, ``أعطبت غارة دبابة``: what the noun, or its verb, was done to."""
        if weapon.preposition in _TARGET or (trigger.frame == "suffered" and weapon.type in VEHICLES):
            return True
        if weapon.preposition or (weapon.start == trigger.end and (weapon.definite or trigger.lemma in _MEANS_BEHIND)):
            return False
        return any(
            self._hits.any(at, ("weapons.losses", "verb.hit")) and not self._reading.words[at].norm.endswith(_PRONOUNS)
            for at in range(max(start, trigger.start - 2), trigger.start)
        )

    def _laid_by(self, ambush: Trigger, party: Mention) -> bool:
        """``قتلوا في كمين للمقاومة``: who fell into it met who laid it; ``نصبوا كمينا للقوات`` is laid for them."""
        inside = ambush.start > 0 and self._reading.words[ambush.start - 1].norm == "في"
        return inside and party.kind == "actor" and party.type not in ("PopulationGroup", "Organization")

    def _in_construct(self, trigger: Trigger, follower: Mention) -> bool:
        """Nothing but quotation marks and words that count stands inside a construct; an adjective may stand off."""
        return follower.role == "demonym" or all(
            word.mark == "quote" or at in self._near.dated or bare(word.norm) in _COUNTING or word.norm.isdigit()
            for at, word in enumerate(self._reading.words[trigger.end : follower.start], start=trigger.end)
        )

    def _some_of(self, trigger: Trigger, end: int) -> list[Mention]:
        """``استهدافها لعدد من الحواجز``: what is counted is hit."""
        mention = next(iter(self._near.between(trigger.end, min(trigger.end + 4, end))), None)
        if mention is None or mention.preposition != "من":
            return []
        words = [self._reading.words[at].norm for at in range(trigger.end, mention.start)]
        return (
            self._near.chain(mention, end)
            if any(word.endswith("عدد") or word.endswith("عددا") for word in words)
            else []
        )

    def _possessed(self, trigger: Trigger) -> bool:
        """``سيطرتها``، ``قصفه``: the noun carries a pronoun."""
        norm = self._reading.words[trigger.end - 1].norm
        return norm.endswith(("ها", "هم", "هما")) or (norm.endswith("ه") and not trigger.lemma.endswith("ه"))

    def _acting(self, trigger: Trigger, end: int) -> bool:
        """Whether the pronoun on a noun is who acts: always with ``هجومها``, with ``خطفها`` where an object follows."""
        if trigger.frame in _OF_AGENT:
            return True
        if self._some_of(trigger, end):
            return True
        follower = self._near.next(trigger.end, end, 2)
        return (
            follower is not None
            and follower.preposition in ("", "ل")
            and not follower.conjunction
            and not any(word.norm.startswith("و") for word in self._reading.words[trigger.end : follower.start])
        )

    def _landed(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """Whose shells they are stands in construct, what they fall on behind "على" or "في"."""
        owner = self._near.at(trigger.end)
        if owner is not None and owner.kind == "actor" and not owner.preposition and not owner.conjunction:
            slots.add("attackers", self._near.chain(owner, end))
        direct = self._hits.any(trigger.start, ("verb.strike_by",))
        for mention in self._near.between(trigger.end, end):
            if direct and mention.preposition == "" and not mention.conjunction and mention is not owner:
                slots.add("targets", self._near.chain(mention, end))
                direct = False
            elif mention.preposition in ("على", "في", "قرب", "داخل", "ب") and mention.kind in (
                "actor",
                "facility",
                "place",
            ):
                slots.add("targets", self._near.chain(mention, end))

    def _construct(self, trigger: Trigger, follower: Mention, end: int, slots: Arguments) -> None:
        chain = self._near.chain(follower, end)
        if follower.role == "demonym":
            states = [m for m in chain if m.role == "demonym"]
            slots.add("attackers", states)
            behind = self._near.next(states[-1].end, end)
            if behind is not None and trigger.frame == "either" and behind.preposition == "ل":
                slots.add("targets", self._near.chain(behind, end))
            return
        if trigger.frame == "control" and self._from(trigger):
            slots.add("targets", chain)
            return
        if trigger.frame in ("suffered", "controlled"):
            slots.add("targets", chain)
        elif trigger.frame in ("event", "control", "ambush"):
            slots.add("attackers" if follower.kind in ("actor", "person") else "targets", chain)
        elif trigger.frame == "either":
            self._either(trigger, follower, chain, end, slots)
        rest = self._near.next(self._behind(chain[-1]), end)
        if trigger.frame == "suffered":
            sided = self._behind(follower) > follower.end
            struck = (sided or self._flies(follower)) and self._thing(self._behind(chain[-1]), end)
            acts = follower.kind == "actor" and follower.type in _FIRING
            people = acts and self._people(chain[-1].end, end)
            if (
                struck
                or people
                or (follower.kind == "actor" and self._object(self._adjectives(chain[-1].end, end), rest, end))
            ):
                slots.targets = [mention for mention in slots.targets if mention not in chain]
                slots.add("attackers", chain)
        if (
            rest is not None
            and rest.preposition == "ل"
            and trigger.frame == "suffered"
            and follower.kind in ("actor", "person")
            and rest.kind in ("facility", "actor", "place")
            and not rest.conjunction
        ):
            self._swap(slots, chain, rest, end)
        if rest and rest.preposition == "" and not rest.conjunction:
            if trigger.frame == "either" and follower.kind == "actor" and rest.kind in ("facility", "place", "actor"):
                slots.add("targets", self._near.chain(rest, end))
            elif trigger.frame == "controlled" and follower.kind == "actor" and rest.kind == "place":
                self._swap(slots, chain, rest, end)
            elif (
                trigger.frame == "suffered"
                and rest.kind in ("facility", "actor", "place")
                and self._counted(self._behind(chain[-1]), rest.start)
            ):
                # استهداف فلان كذا: the first acts when a second follows in the accusative
                self._swap(slots, chain, rest, end)
        elif (
            rest
            and trigger.frame == "suffered"
            and follower.kind == "actor"
            and (rest.preposition == "ل" or self._number_of(chain[-1].end, rest))
        ):
            self._swap(slots, chain, rest, end)
        elif (
            rest
            and rest.preposition == "ل"
            and trigger.frame == "either"
            and follower.kind == "actor"
            and rest.kind in ("place", "facility")
            and rest.start == chain[-1].end
        ):
            slots.add("targets", self._near.chain(rest, end))

    def _counted(self, start: int, end: int) -> bool:
        """``استهداف القوات أمس 5 عربات``: nothing but a day and a number stands before what was hit."""
        words = [self._reading.words[at].norm for at in range(start, end) if at not in self._near.dated]
        return all(norm.isdigit() or bare(norm) in _COUNTING for norm in words)

    def _number_of(self, start: int, rest: Mention) -> bool:
        """``استهداف القوات عددا من المواقع``."""
        words = [word.norm for word in self._reading.words[start : rest.start]]
        return rest.preposition == "من" and words in (["عددا", "من"], ["عدد", "من"])

    def _people(self, position: int, end: int) -> bool:
        """``خطف المسلحين عشرين من العمال``: whether people, or a number of them, stand here as whom it was done to."""
        if position >= end or self._reading.words[position].mark:
            return False
        word = self._reading.words[position]
        last = self._reading.words[min(position + _NUMBER_REACH, end) - 1]
        number = next(iter(numbers(self._reading.article.text[word.start : last.end])), None)
        if number is not None and number.span.start == 0:
            noun = self._reading.article.text[word.start :][number.noun.start : number.noun.end] if number.noun else ""
            return number.context == "count" and not bare(fold(noun)).startswith(_TIMES)
        titled = self._hits.at(position, "people.civilians", "people.offices", "speech.source_nouns")
        if titled is not None:
            return titled.definite and not titled.preposition and not titled.conjunction
        return person_noun(word.norm) is not None and not word.norm.startswith(("و", "ب", "ل"))

    def _adjectives(self, position: int, end: int) -> int:
        """``استهداف القوات المستمر للأحياء``: where definite adjectives of a noun end that stand behind its agent."""
        first = position
        while position < min(first + _DESCRIBED, end) and self._reading.words[position].norm.startswith("ال"):
            position += 1
        return position

    def _object(self, position: int, rest: Mention | None, end: int) -> bool:
        """``اقتحام القوات للمدينة``: whether a definite word for a place stands here as what it was done to."""
        if position >= end or (rest is not None and rest.start <= position):
            return False
        kinds = ("descriptor.place", "descriptor.facility", "facilities.words", "general.area_words")
        kind = self._hits.at(position, *kinds)
        return kind is not None and kind.preposition == "ل" and kind.definite

    def _behind(self, mention: Mention) -> int:
        """The word behind a mention and the party that its fighters side with: ``مجموعة محسوبة على كذا``."""
        at, words = mention.end, self._reading.words
        while at < len(words) and words[at].start < mention.char_end:
            at += 1
        return at

    def _flies(self, mention: Mention) -> bool:
        """Whether an actor is told by its planes or guns."""
        carrier = mention.role.startswith("carrier") or self._hits.any(mention.start, ("people.carriers",))
        return mention.kind == "actor" and carrier

    def _thing(self, position: int, end: int) -> bool:
        """``استهداف طيران كذا مكتب الحزب``: whether a noun without a preposition stands here as what was struck."""
        at = next((k for k in range(position, end) if k not in self._near.dated), end)
        if at >= end or self._near.closes(at) or at in self._near.predicates.finite:
            return False
        norm = self._reading.words[at].norm
        return not norm.startswith(_PROCLITIC) and not self._hits.any(at, ("verb", "trigger", "boundaries"))

    def _answered(self, trigger: Trigger) -> bool:
        """``ردت القوات على قصف …``: the deed is the other side's."""
        before = range(max(0, trigger.start - _ANSWERED_REACH), trigger.start - 1)
        on = trigger.start > 0 and self._reading.words[trigger.start - 1].norm == _ON
        return on and any(self._hits.any(at, ("boundaries.answers",)) for at in before)

    def _from(self, trigger: Trigger) -> bool:
        """``من سيطرة كذا``: who holds a place until then loses it; ``بعد يومين من سيطرة كذا`` counts time."""
        words = [word.norm for word in self._reading.words[max(0, trigger.start - _COUNTED_REACH) : trigger.start]]
        return words[-1:] == ["من"] and not any(word.lstrip("وف") in ("بعد", "قبل", "منذ") for word in words)

    def _either(
        self, trigger: Trigger, follower: Mention, chain: Sequence[Mention], end: int, slots: Arguments
    ) -> None:
        """``قصف كذا``: forces of a state act, a building is hit; an armed group acts only where another is hit."""
        if follower.kind != "actor":
            slots.add("targets", chain)
            return
        rest = self._near.next(chain[-1].end, end)
        somebody = rest is not None and rest.preposition in ("", "ل", "على") and not rest.conjunction
        if (
            somebody
            or self._answered(trigger)
            or follower.role.startswith("carrier")
            or follower.type in ("StateForce", "Coalition", "State", "Government")
        ):
            slots.add("attackers", chain)

    def _swap(self, slots: Arguments, chain: Sequence[Mention], rest: Mention, end: int) -> None:
        for mention in chain:
            if mention in slots.targets:
                slots.targets.remove(mention)
        slots.add("attackers", chain)
        slots.add("targets", self._near.chain(rest, end))

    def _carried(self, trigger: Trigger, start: int, end: int, slots: Arguments) -> None:
        """Verbs that carry the noun, before it (شنت … غارات) or behind it."""
        for position in range(trigger.start - 1, start - 1, -1):
            if self._stops(position, trigger):
                break
            if (hit := self._hits.at(position, "verb.suffer")) and self._bears(hit, trigger):
                self._subjects.fill("targets", hit.start, hit.end, trigger.start, start, slots)
                return
            if hit := self._hits.at(position, "verb.host"):
                self._subjects.fill("places", hit.start, hit.end, trigger.start, start, slots)
                break
            if (hit := self._hits.at(position, "verb.repel")) and self._repels(hit, trigger):
                self._subjects.fill("targets", hit.start, hit.end, trigger.start, start, slots)
                break
            if (
                trigger.frame == "ambush"
                and trigger.start - position <= 8
                and (hit := self._hits.at(position, "verb.occur", "verb.fall"))
            ):
                self._subjects.fill("targets", hit.start, hit.end, trigger.start, start, slots)
                break
            if hit := self._hits.at(
                position,
                *(("verb.perform", "verb.take") if trigger.frame in _CONTROL else ("verb.perform",)),
                *(("verb.manage",) if trigger.frame in _MASDAR else ()),
            ):
                loose = self._near.loose_words(hit.end, trigger.start) - self._near.aside(hit.end, trigger.start)
                if hit.category == "verb.manage" and self._answered(trigger):
                    break  # ``ردت القوات على قصف كذا``: who answers a deed did not do it
                if self._carries(hit, trigger) and loose <= (
                    _MANAGED_REACH if hit.category == "verb.manage" else _CARRIED_REACH
                ):
                    self._subjects.fill("attackers", hit.start, hit.end, trigger.start, start, slots)
                    if not slots.attackers and hit.category == "verb.manage":
                        slots.add("attackers", self._subjects.only_party(hit.start))
                break
        if any(self._hits.any(at, ("verb.hit",)) for at in range(max(start, trigger.start - 2), trigger.start)):
            self._hit_by(trigger, end, slots)
        if any(self._hits.any(at, ("verb.concentrate",)) for at in range(max(start, trigger.start - 2), trigger.start)):
            self._concentrated_on(trigger, end, slots)
        self._carried_on(trigger, end, slots)

    def _bears(self, hit: Hit, trigger: Trigger) -> bool:
        """``تعرض … لقصف``: the noun is what the verb tells of; not ``تلقى اتصالا … أدان الهجوم``."""
        between = range(hit.end, trigger.start)
        return self._near.loose_words(hit.end, trigger.start) <= _CARRIED_REACH // 2 and not any(
            at in self._near.predicates.finite or self._hits.any(at, ("boundaries.relative",)) for at in between
        )

    def _repels(self, hit: Hit, trigger: Trigger) -> bool:
        """``صدت القوات هجوما``: the noun is the verb's object; not ``التي يواجهها البلد … في تفجيرات``."""
        if self._reading.words[hit.end - 1].norm.endswith(("ها", "هم", "هما")):
            return False
        between = range(hit.end, trigger.start)
        return not any(
            self._reading.words[at].norm in ("مع", "في", "بعد", "خلال", "اثر") or at in self._near.predicates.finite
            for at in between
            if at not in self._near.covered and at + 1 not in self._near.covered | self._near.dated
        )

    def _carries(self, hit: Hit, trigger: Trigger) -> bool:
        """``قام … بقصف``: the light verb has the noun behind ``ب``; ``قام بجولة لموقع التفجير`` carries no deed."""
        if not self._reading.words[hit.start].norm.lstrip("وف").startswith(_LIGHT_VERB):
            return True
        if hit.value.endswith("ب") and hit.end == trigger.start:
            return True
        if trigger.preposition == "ب":
            return True
        for at in range(trigger.start - 1, max(hit.end, trigger.start - 4) - 1, -1):
            norm = self._reading.words[at].norm
            if norm.startswith("ب"):
                return True
            if bare(norm) not in _COUNTING:
                return False
        return False

    def _carried_on(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """Verbs behind the noun: ``غارات شنها …``, ``غارات استهدفت …``, ``معارك شهدتها …``."""
        for position in range(trigger.end, end):
            if (hit := self._hits.at(position, "verb.perform")) and self._takes_up(position):
                agent = self._near.next(hit.end, end, 1)
                if agent and agent.preposition == "" and agent.kind in ("actor", "person"):
                    slots.add("attackers", self._near.chain(agent, end))
            if (hit := self._hits.at(position, "verb.host")) and self._takes_up(position):
                scene = self._near.next(hit.end, end, 1)
                if scene and scene.kind == "place" and not scene.preposition:
                    slots.add("places", self._near.chain(scene, end))
            norm = self._reading.words[position].norm
            if (hit := self._hits.at(position, "verb.hit")) and (
                norm.startswith("م") or not norm.endswith(("ها", "هم", "ته", "فه"))
            ):
                patient = self._near.next(hit.end, end)
                if patient and patient.preposition in ("", "على", "في") and not patient.conjunction:
                    hit_by = self._near.chain(patient, end)
                    self.objects.update(m.start for m in hit_by if m.kind == "weapon")
                    slots.add("targets", hit_by)

    def _takes_up(self, position: int) -> bool:
        """``غارات شنها …``: the verb has the noun before it as its object."""
        words = self._reading.words
        norm = words[position].norm
        return norm.endswith(("ها", "هم", "هما", "ه")) or any(
            word.norm in ("بها", "به", "بهما", "فيها", "فيه", "وراءها", "وراءه")
            for word in words[position + 1 : position + 3]
        )

    def _hit_by(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """``طال القصف مواقع …``: the noun is the subject of the verb before it, what follows is hit."""
        patient = next(
            (
                m
                for m in self._near.between(trigger.end, end)
                if m.preposition == "" and not m.conjunction and m.kind != "weapon" and m.role != "demonym"
            ),
            None,
        )
        if patient is not None and patient.role.startswith("carrier"):
            slots.add("attackers", [patient])
            patient = next(
                (m for m in self._near.between(patient.end, end) if m.preposition == "" and m.kind != "weapon"), None
            )
        if patient is not None and not self._near.crosses(trigger.end, patient.start):
            slots.add("targets", self._near.chain(patient, end))

    def _concentrated_on(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """``تركزت الضربات على …``: what the preposition governs is hit."""
        patient = next((m for m in self._near.between(trigger.end, end) if m.preposition in ("على", "في")), None)
        if patient is not None and not self._near.crosses(trigger.end, patient.start):
            slots.add("targets", self._near.chain(patient, end))

    def _apart(self, before: int, trigger: Trigger) -> bool:
        """``قوات كذا، مدعومة بغارات روسية``, ``شنت عملية بسبب الهجوم``: no deed of the verb's subject."""
        backed = trigger.preposition == "ب" and self._reading.words[before].norm.lstrip("وال").startswith(_BACKED)
        return backed or self._hits.any(before, ("general.because", "general.support"))

    def _stops(self, position: int, trigger: Trigger) -> bool:
        if position not in self._near.dated and self._hits.any(position, ("boundaries.earlier",)):
            return True
        answered = self._hits.at(position, "boundaries.answers")
        if answered is not None and answered.end - answered.start > 1:
            return True  # ``العملية التي نفذها كذا جاءت ردا على هجوم``
        if position == trigger.start - 1 and self._apart(position, trigger):
            return True
        if self._hits.any(position, ("complementizers", "boundaries.relative")) or self._reading.words[
            position
        ].mark in ("stop", "colon"):
            return True
        return any(
            other.start == position and other.pos == "noun" and not self._apart(position - 1, other)
            for other in self._reading.triggers
        )
