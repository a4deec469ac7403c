"""Arguments that a preposition alone gives, wherever they stand in the clause."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import VEHICLES, Arguments
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare, preposition_before
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.near_mentions import NearMentions

__all__ = ["Prepositions", "leading_preposition"]

_PREPOSITIONS = load_table("frames")["prepositions"]
_AGENT = frozenset(_PREPOSITIONS["agent"])
_TARGET = frozenset(_PREPOSITIONS["target"])
_PLACE = frozenset(_PREPOSITIONS["place"])
_WIDE = ("Country", "Region", "Governorate", "NaturalArea")
_PILOTED = tuple(load_table("frames")["vehicles"]["piloted"])
_COUNTING = frozenset(fold(word) for word in load_table("words")["tolls"]["counting"])
_DIRECTIONS = frozenset(fold(word) for word in load_table("words")["places"]["relations"])
_PEOPLE_OF = frozenset(fold(word) for word in load_table("words")["places"]["people_of"])
_OTHER_HEADS = frozenset(fold(word) for word in load_table("words")["places"]["directed"])
_COMPASS = frozenset(fold(word) for word in load_table("words")["places"]["compass"])
_EXTENDED = ("Country", "Region", "NaturalArea")  # in whose north a thing may lie; north of a town is outside it
_AREAS = ("Governorate", "Region", "District")
_SIDING = name_words("siding")
_HEADS = {name: frozenset(map(fold, words)) for name, words in load_table("positions")["heads"].items()}
_PARTED = {"من": _HEADS["parts"], "ل": _HEADS["parts"] | _HEADS["around"] | _HEADS["countryside"]}
_FROM_REACH = 12  # words from a word of taking to من and the side that lost
_ANY_WEAPON = "Weapon"
_CALIBRES = ("ثقيل", "خفيف", "متوسط", "رشاش", "ناري", "بيضا")
_PAIRS = ("محافظتي", "مديريتي", "ولايتي", "اقليمي")
_ATTRIBUTES = 3  # words from a deed over its adjectives to its place, with the preposition
_PAIR_REACH = 6  # words from two provinces to what was taken
_JOINT = 2  # words from و to the deed that it joins on
_SAYING = 2  # words from the place of a source to its verb of saying
_SCENE = 2  # words into a sentence a place sets its scene: ``وفي كذا قال شهود إن …``
_BLAME = ("مسووليه", "مسووليت")
_LYING = frozenset({"الواقعه", "الواقع", "واقعه", "تقع", "يقع"})
_BETWEEN_REACH = 8  # words from بين to the second of the two places
_BESIDE = frozenset(map(fold, ("قرب", "بالقرب من", "قريبة من", "القريبة من", "المتاخمة ل", "المحاذية ل")))
_BESIDE_WORDS = frozenset(map(fold, ("قرب", "بالقرب", "قريبة", "القريبة", "القريب", "من", "الواقعة", "محاصرة")))
_BESIDE_REACH = 4  # words from a place to the town that it lies by
_OCCASION_REACH = 10  # words from a funeral to its place
_OCCASION_NEAR = 4  # words from an occasion over its adjectives to its place
_DURING = frozenset(map(fold, ("خلال", "في", "أثناء", "هامش", "عقب")))
_OPENING = 3  # words at the head of a clause that set its scene
_GOAL = ("نحو", "باتجاه", "صوب", "الي")
_SEIZING = ("Raid", "Abduction")
_FIRE = ("Shelling", "MissileStrike", "AirStrike", "DroneStrike", "Attack")


class Prepositions:
    """Sorts the mentions of a clause into slots by the prepositions before them."""

    def __init__(self, reading: Reading, hits: HitTable, near: NearMentions, described: Collection[int]) -> None:
        self._reading, self._hits, self._near, self._described = reading, hits, near, described

    def fill(
        self, triggers: Sequence[Trigger], start: int, end: int, slots: Arguments, objects: Collection[int]
    ) -> None:
        """Fill the slots behind the first trigger (places: anywhere); ``objects`` are weapons that were struck."""
        first = triggers[0].end
        control = triggers[0].type == "TerritorialChange"
        mentions = self._near.between(start, end)
        meant = any(m.kind == "weapon" and m.preposition == "ب" for m in mentions)  # beside which others were struck
        for number, mention in enumerate(mentions):
            preposition = leading_preposition(self._reading, self._hits, mention)
            if mention.start in self._described or (mention.kind == "place" and self._home(mention)):
                continue
            if (
                mention.kind == "place"
                and mention.end < first
                and self._of_deed_beside(mention, triggers, mentions, start)
            ):
                continue
            if mention.kind == "place" and (self._lies_between(mention) or self._of_goal(mention, triggers[0], start)):
                continue
            if mention.kind == "place" and (
                self._lies_by(mention, mentions[:number]) or self._of_occasion(mention, start, first)
            ):
                continue
            if control and mention.kind == "place" and self._of_forces(mention, mentions[number:], mentions[:number]):
                continue
            if mention.kind == "weapon":
                accusative = self._reading.words[mention.end - 1].norm.endswith("ا")
                struck = mention.start in objects or (meant and accusative and not mention.preposition)
                if preposition in _TARGET and first <= mention.start and not self._crosses_verb(first, mention.start):
                    slots.add("targets", [mention])
                elif mention.start >= first - 4 and not struck and self._used(mention):
                    slots.add("weapons", [mention])
                continue
            if mention.start >= first and preposition in _AGENT and mention.kind in ("actor", "person"):
                if self._of_participle(mention):
                    continue
                slots.add("attackers", self._near.chain(mention, end))
            elif number + 1 < len(mentions) and self._spans(mention, mentions[number + 1], first):
                slots.add("places", [mention, mentions[number + 1]])
            elif mention.kind == "place" and preposition in _GOAL and triggers[0].type not in _FIRE:
                continue
            elif mention.start >= first and not slots.attackers and self._blamed(triggers[0], mention):
                slots.add("attackers", self._near.chain(mention, end))
            elif (
                mention.start >= first
                and preposition in _TARGET
                and not self._of_other_noun(mention)
                and mention.kind in ("actor", "facility", "place", "person")
                and not self._crosses_verb(first, mention.start)
            ) or (
                triggers[0].frame == "ambush"
                and preposition == "ل"
                and mention.kind in ("actor", "facility", "person")
                and mention.start >= first
            ):
                slots.add("targets", self._near.chain(mention, end))
            elif (
                mention.kind == "place"
                and (self._near.tells_distance(mention) or self._of_speaker(mention, start, first))
            ) or (
                mention.kind == "place"
                and (
                    (bool(number) and self._only_directs(mention, slots))
                    or self._of_other_verb(mention, triggers, start)
                )
            ):
                continue
            elif (
                mention.kind == "place"
                and not preposition
                and self._hits.any(mention.start, ("places.relations",))
                and mention.start >= first
            ):
                if not slots.places or _around(slots.places[-1], mention):
                    slots.add("places", [mention])
            elif preposition in _PLACE and mention.kind == "place" and mention.start >= first - 30:
                slots.add("places", self._near.chain(mention, end))
            elif (
                preposition in ("في", "داخل")
                and not slots.mutual
                and mention.kind == "facility"
                and any(0 <= mention.start - trigger.end <= 2 for trigger in triggers)
            ):
                slots.add("targets", self._near.chain(mention, end))
            elif (
                mention.kind == "place"
                and number
                and mentions[number - 1] in slots.places
                and self._follows(mentions[number - 1], mention)
            ):
                slots.add("places", [mention])
            elif (
                mention.kind == "place"
                and preposition == "من"
                and triggers[0].type == "Abduction"
                and mention.start >= first
                and self._hits.any(mention.start, ("descriptor.place",))
                and not self._of_other_verb(mention, triggers, start)
            ):
                slots.add("places", [mention])  # خطف كذا من بلدة كذا
            elif control and mention.kind == "place" and preposition in ("من", "على", "") and mention.start >= first:
                slots.add("places", self._near.chain(mention, end))
            elif (
                control
                and mention.kind == "actor"
                and preposition == "من"
                and not self._front(mention, triggers[0])
                and first <= mention.start <= first + _FROM_REACH
                and not self._near.crosses(first, mention.start)
            ):
                slots.add("targets", self._near.chain(mention, end))

    def _of_participle(self, agent: Mention) -> bool:
        """``المطار المحاصر من قبل كذا``: who besieges, backs or holds a thing did not do the deed."""
        before = agent.start - 1 - len(agent.preposition.split())
        return any(self._hits.any(at, ("general.state_of",)) for at in (before, before + 1))

    def _spans(self, start: Mention, end: Mention, first: int) -> bool:
        """``…، من ريف كذا إلى محافظة كذا``: the areas over which it happened."""
        aside = self._reading.words[start.start - 2].mark == "comma" if start.start > first + 1 else False
        return (
            aside
            and (start.preposition, fold(end.preposition)) == ("من", "الي")
            and start.type in _AREAS
            and end.type in _AREAS
            and end.start - start.end <= 1
        )

    def _follows(self, place: Mention, mention: Mention) -> bool:
        """``بلدة كذا بمحافظة …، شمالي العراق``: only a direction stands between, and then only a wide area counts."""
        words = self._reading.words[place.end : mention.start]
        if len(words) > 2 or not all(word.mark or bare(word.norm) in _DIRECTIONS for word in words):
            return False
        directed = any(not word.mark for word in words) or self._hits.any(mention.start, ("places.relations",))
        return not directed or _around(place, mention)

    def _used(self, weapon: Mention) -> bool:
        """Whether nothing says that a weapon was not used: it was lost, aimed at, or named for something else."""
        if weapon.preposition in _TARGET or self._lost(weapon) or not self._named(weapon):
            return False
        before = self._reading.words[weapon.start - 1].norm if weapon.start else ""
        counted = bare(before.removeprefix("ب")) in _COUNTING
        if weapon.type in _PILOTED and self._hits.any(weapon.start - 1, ("verb.land",)):
            return False
        lent = weapon.type in VEHICLES and not weapon.preposition and self._near.governed(weapon, 0)
        return not lent or counted or self._hits.any(weapon.start - 1, ("weapons.handling",))

    def _lost(self, weapon: Mention) -> bool:
        """Whether a weapon was destroyed or taken, alone or in a row of such."""
        at = weapon.start - 1
        while at >= 0 and weapon.start - at <= 8:
            if self._hits.any(at, ("weapons.losses",)) or self._blown(at):
                return True
            word = self._reading.words[at]
            if (
                not (
                    at in self._near.covered
                    or word.mark in ("comma", "quote")
                    or word.norm.startswith("و")
                    or word.norm.isdigit()
                )
                and weapon.start - at > 2
            ):
                return False
            at -= 1
        return False

    def _blown(self, at: int) -> bool:
        """``تفجير دبابة``: what stands behind a vehicle that was blown up was lost with it."""
        if not self._hits.any(at, ("weapons.blown",)):
            return False
        thing = self._near.at(at + 1)
        vehicle = thing is not None and (thing.type in VEHICLES or self._hits.any(at + 1, ("facilities.vehicles",)))
        return vehicle and not self._hits.any(at + 1, ("weapon.CarBomb",))

    def _blamed(self, trigger: Trigger, mention: Mention) -> bool:
        """``ألقى مسؤولية الهجوم على كذا``، ``هجمات نسبت إلى كذا``."""
        if mention.kind != "actor":
            return False
        if mention.preposition == "الي":
            return any(self._hits.any(at, ("certainty.ascribed",)) for at in range(trigger.end, mention.start))
        answerable = trigger.start > 0 and self._reading.words[trigger.start - 1].norm.startswith("مسوولي")
        return mention.preposition == "على" and answerable

    def _of_other_noun(self, mention: Mention) -> bool:
        """``باستغلال الحرب ضد كذا``، ``الانقلابيين على كذا``: the preposition belongs to a noun that is no deed.

        So it does behind a participle of siding: ``مجموعة محسوبة على كذا``.
        """
        before = mention.start - 2
        return before >= 0 and bare(self._reading.words[before].norm.lstrip("وفبل")) in _OTHER_HEADS | _SIDING

    def _named(self, weapon: Mention) -> bool:
        """``بالأسلحة الثقيلة`` tells what was used; bare weapons do not."""
        words = self._reading.words[weapon.start : weapon.end + 1]
        return weapon.type != _ANY_WEAPON or (
            weapon.preposition == "ب" and any(bare(word.norm).startswith(_CALIBRES) for word in words)
        )

    def _home(self, place: Mention) -> bool:
        """``أبناء المحافظة``, ``أبناء مديرية كذا بمحافظة كذا``: where people are from."""
        before = place.start - 1
        if before < 0:
            return False
        if bare(self._reading.words[before].norm.lstrip("وفبلك")) in _PEOPLE_OF:
            return True
        other = next((m for m in self._reading.mentions if m.kind == "place" and m.end == place.start), None)
        return other is not None and place.preposition == "ب" and self._home(other)

    def _of_forces(self, place: Mention, rest: Sequence[Mention], before: Sequence[Mention]) -> bool:
        """``سيطرت قوات كذا في محافظتي كذا وكذا على …``: one place that is taken lies in no two governorates."""
        head = place
        if place.conjunction and before and before[-1].end == place.start:
            head = before[-1]
        words = self._reading.words[max(head.start - 1, 0) : head.start + 1]
        if not any(bare(word.norm.lstrip("وب")) in _PAIRS for word in words) or head.preposition not in ("في", "ب"):
            return False
        owner = any(m.kind == "actor" and 0 <= head.start - m.end <= 1 for m in before)
        taken = [m for m in rest if m.start >= place.end and m.preposition == "على"]
        return owner and len(taken) == 1 and self._near.gap(rest[0].start, taken[0].start) <= _PAIR_REACH

    def _lies_between(self, place: Mention) -> bool:
        """``الواقعة بين كذا، عاصمة المحافظة، وكذا``: the second of two places that only tell where another one lies."""
        if not place.conjunction or place.preposition not in ("", "بين"):
            return False
        words = self._reading.words
        for at in range(place.start - 1, max(place.start - _BETWEEN_REACH, 1), -1):
            if words[at].norm == "بين":
                return words[at - 1].norm in _LYING
        return False

    def _lies_by(self, place: Mention, before: Sequence[Mention]) -> bool:
        """``كذا المحاصرة قرب دمشق``: the town only tells where the place before it lies."""
        named = before[-1] if before else None
        if named is None or named.kind != "place" or fold(place.preposition) not in _BESIDE:
            return False
        between = self._reading.words[named.end : place.start]
        described = all(word.norm in _BESIDE_WORDS or word.norm.startswith("ال") for word in between)
        return 1 < len(between) <= _BESIDE_REACH and described and not any(word.mark for word in between)

    def _of_occasion(self, place: Mention, start: int, first: int) -> bool:
        """``توعد فلان خلال حفل في كذا بكشف ملابسات الاغتيال``, ``شيعوا في كذا قتيلا``: where it was said or mourned."""
        if place.end > first or place.preposition not in ("في", "ب"):
            return False
        for at in range(place.start - 1, max(start, place.start - _OCCASION_REACH) - 1, -1):
            if at not in self._near.covered and self._hits.any(at, ("foreign_days.funerals",)):
                return True
            if self._hits.any(at, ("trigger", "complementizers")):
                return False
            lead = self._reading.words[at - 1].norm if at > start else ""
            if place.start - at <= _OCCASION_NEAR and lead in _DURING and self._hits.any(at, ("dates.occasions",)):
                return True
        return False

    def _of_goal(self, place: Mention, trigger: Trigger, start: int) -> bool:
        """``فروا إلى منطقة كذا في محافظة كذا بعد غارات``: the governorate of where somebody went before it is told."""
        if trigger.pos != "noun" or place.end > trigger.start or place.preposition not in ("في", "ب"):
            return False
        goal = next((m for m in self._reading.mentions if m.kind == "place" and 0 <= place.start - m.end <= 1), None)
        if goal is None or goal.start < start or fold(goal.preposition) != "الي":
            return False
        return any(self._hits.any(at, ("general.leaving",)) for at in range(start, goal.start))

    def _of_deed_beside(
        self, place: Mention, triggers: Sequence[Trigger], mentions: Sequence[Mention], start: int
    ) -> bool:
        """``تزامنت معارك في كذا مع قصف على كذا``: the place of the deed that another one goes along with."""
        if self._of_deed_before(place, triggers, mentions, start):
            return True
        along = any(self._reading.words[at].norm == "مع" for at in range(place.end, triggers[0].start))
        return along and any(
            trigger.pos == "noun"
            and 0 <= place.start - trigger.end <= _ATTRIBUTES
            and trigger not in triggers
            and not any(word.mark for word in self._reading.words[trigger.end : place.start])
            for trigger in self._reading.triggers
        )

    def _of_deed_before(
        self, place: Mention, triggers: Sequence[Trigger], mentions: Sequence[Mention], start: int
    ) -> bool:
        """``قصف على كذا ووقوع انفجار في كذا``: a deed that is joined to another has a place of its own behind it."""
        noun, words = triggers[0], self._reading.words
        if noun.pos != "noun" or not any(t.end <= place.start and t not in triggers for t in self._reading.triggers):
            return False
        joined = any(
            at not in self._near.covered and words[at].norm.startswith("و") and noun.start - at <= _JOINT
            for at in range(place.end, noun.start + 1)
        )
        if not joined and not any(self._hits.any(at, ("general.alongside",)) for at in range(place.end, noun.start)):
            return False
        own = (m for m in mentions if m.kind == "place" and m.start >= noun.end and m.preposition in _PLACE)
        return any(not self._of_other_verb(m, triggers, start) for m in own)

    def _front(self, mention: Mention, trigger: Trigger) -> bool:
        """``التقدم من جبهة كذا``: where from, and not whose the ground was."""
        return trigger.lemma.startswith("تقدم") and self._reading.words[mention.start].norm.endswith("جبهه")

    def _only_directs(self, mention: Mention, slots: Arguments) -> bool:
        """``في محافظة كذا، شمال المدينة الفلانية``: a direction from a town, where a place is known already."""
        words = self._reading.words[mention.start : mention.end]
        compass = any(bare(word.norm.removeprefix("ب")) in _COMPASS for word in words[:2])
        described = any(self._hits.any(at, ("descriptor.place",)) for at in range(mention.start, mention.end))
        return bool(slots.places) and compass and mention.type not in _EXTENDED and not described

    def _of_other_verb(self, mention: Mention, triggers: Sequence[Trigger], start: int) -> bool:
        """Whether a verb that tells of something else stands between a place and every word of the event."""
        first = triggers[0]
        if mention.start < first.start and (
            self._governed(mention, first, start) or self._contrasted(mention.end, first.start)
        ):
            return True
        if mention.start - start <= _OPENING:
            return False
        if first.type in _SEIZING and any(
            self._hits.any(at, ("general.found",)) for at in range(first.end, mention.start)
        ):
            return True
        return all(
            self._near.predicates.crossed(trigger.end, mention.start)
            if mention.start >= trigger.end
            else self._near.predicates.crossed(mention.end, trigger.start) or self._reacted(mention.end, trigger.start)
            for trigger in triggers
        )

    def _governed(self, place: Mention, trigger: Trigger, start: int) -> bool:
        """``ندد خطباء كذا بالتفجير``: the verb before has the noun as its object; the place is its subject's."""
        if trigger.pos != "noun" or not (trigger.preposition or trigger.definite):
            return False
        verb = next((at for at in range(trigger.start - 1, start - 1, -1) if at in self._near.predicates.finite), None)
        return verb is not None and verb in self._near.predicates.foreign and verb < place.start

    def _reacted(self, start: int, end: int) -> bool:
        """Whether a word of reaction or a relative clause stands in between (``خطباء الرياض … استنكروا التفجير``)."""
        return any(self._hits.any(at, ("factuality.generic", "boundaries.relative")) for at in range(start, end))

    def _contrasted(self, start: int, end: int) -> bool:
        """``مهاجمة كذا في كذا مقابل شن غارات على كذا``: what stands before belongs to the other deed."""
        return any(self._hits.any(at, ("boundaries.contrasts",)) for at in range(start, end))

    def _of_speaker(self, mention: Mention, start: int, first: int) -> bool:
        """A place before what is said is the speaker's: ``قال متحدث في كذا إن …``, ``مصادر في كذا أكدت أن …``."""
        opened = next((at for at in range(mention.end, first) if self._opens_speech(at)), None)
        if opened is None:
            return False
        begins = self._reading.sentences[self._reading.sentence_at(mention.start)].start
        said = max(0, start - 2) if self._hits.any(opened, ("complementizers",)) else begins
        if any(self._hits.any(at, ("reporting.verbs",)) for at in range(said, mention.start)):
            return True
        told = any(begins <= trigger.start < mention.start for trigger in self._reading.triggers)
        scene = mention.start - begins < _SCENE or self._reading.words[mention.end].mark == "comma"
        return not (told or scene) and any(
            self._hits.any(at, ("reporting.verbs",)) for at in range(mention.end, min(mention.end + _SAYING, opened))
        )

    def _opens_speech(self, at: int) -> bool:
        """``أن``, and ``مسؤوليتها عن`` behind the name of who claims a deed."""
        return self._hits.any(at, ("complementizers",)) or self._reading.words[at].norm.removeprefix("ال").startswith(
            _BLAME
        )

    def _crosses_verb(self, start: int, end: int) -> bool:
        return any(
            at not in self._near.covered and self._hits.any(at, ("reporting.verbs", "complementizers"))
            for at in range(start, end)
        ) or self._near.predicates.crossed(start, end)


def _around(place: Mention, wide: Mention) -> bool:
    """``حي كذا شرقي كذا``: behind a direction an area is told around a place, and a city around its quarter."""
    return wide.type in _WIDE or (wide.type == "City" and place.type == "Neighbourhood")


def leading_preposition(reading: Reading, hits: HitTable, mention: Mention) -> str:
    """Return the preposition of a mention; of a part of a place that of the part.

    ``في الجزء الجنوبي من كذا``, ``في الضواحي الشمالية لكذا``.
    """
    if mention.kind != "place" or mention.preposition not in _PARTED:
        return mention.preposition
    at = mention.start - (2 if mention.preposition == "من" else 1)
    while at > 0 and bare(reading.words[at].norm).removesuffix("ه").removesuffix("ي") in _COMPASS:
        at -= 1
    if at < 1 or bare(reading.words[at].norm.removeprefix("ب")) not in _PARTED[mention.preposition]:
        return mention.preposition
    clitic = "ب" if reading.words[at].norm.startswith("بال") else ""
    return preposition_before(reading.words, hits, at, clitic)[0] or mention.preposition
