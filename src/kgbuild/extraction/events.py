"""Assembles events out of the clauses of each sentence: which triggers tell of one event, and what belongs to it."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention, Trigger, VictimMention
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.arguments import ArgumentRules
from kgbuild.extraction.bare_heads import is_bare
from kgbuild.extraction.clauses import Clause, clauses
from kgbuild.extraction.event_dates import EventDates, tells_before
from kgbuild.extraction.event_sides import EventSides, choose_targets
from kgbuild.extraction.event_types import OTHER_VIOLENCE, EventTypes
from kgbuild.extraction.factuality import factualities
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.killings import Killings
from kgbuild.extraction.landmarks import without_landmarks
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.repulses import turn_repulse
from kgbuild.extraction.toll_owners import TollOwners
from kgbuild.extraction.trigger_groups import TriggerGroups
from kgbuild.schema import Schema

__all__ = ["assemble_events"]

_PRONOUN_PLACES = ("عليها", "عليه", "منها", "منه")
_CLAIM_REACH = 3
_ACCUSING = ("اتهم", "يتهم", "تتهم", "اتهمت", "يحمل", "تحمل")
_OBJECT_PRONOUNS = ("هم", "هما", "ها", "ه")
_ADOPTING = ("تبن", "يتبن", "تتبن")
_OBJECT_REACH = 7  # words from a verb of adopting to what is adopted
_DEEDS = frozenset(fold(word) for word in load_table("words")["certainty"]["deeds"])
_ARRESTS = ("Raid", "Abduction")  # tell of no deaths before them
_COMPARED_REACH = 3  # words from مرتبط ب and the like to the event behind
# More dead than any single event of these wars had: a total over years.
_HISTORY = 1000
_AREAS = ("Governorate", "Region", "Country", "District")
_DIRECTIONS = tuple(fold(word) for word in load_table("words")["places"]["compass"])
_COUNTERFACTUAL = ("لو", "ولو", "فلو")  # لو هاجمت …، لردت …: neither has happened
_ORDINALS = ("ثانيه", "ثان", "ثاني", "اخري", "اخر", "ثالثه", "ثالث", "رابعه", "مماثله", "مماثل")


def assemble_events(reading: Reading, hits: HitTable, schema: Schema) -> list[Frame]:
    """Return the events of an article as its clauses tell them, before coreference joins them."""
    return _Assembly(reading, hits, schema).run()


def _lost(mention: Mention, tolls: tuple[TollMention, ...]) -> bool:
    """Whether a mention is part of the words for people who were hit (``أربعة من قادة الحزب قتلوا``)."""
    return any(t.start <= mention.start < t.end for t in tolls if t.measure in ("killed", "wounded", "casualties"))


class _Assembly:
    def __init__(self, reading: Reading, hits: HitTable, schema: Schema) -> None:
        self._reading, self._hits, self._schema = reading, hits, schema
        self._triggers = {trigger.start: trigger for trigger in reading.triggers}
        self._mentions = {mention.start: mention for mention in reading.mentions}
        self._frames: list[Frame] = []
        self._rules = ArgumentRules(reading, hits, self._mentions)
        self._factuality = factualities(reading, hits, self._rules.predicates)
        self._groups = TriggerGroups(reading, hits, schema, self._factuality)
        self._types = EventTypes(reading, schema)
        self._dates = EventDates(reading, hits, self._triggers, self._rules.predicates)
        self._sides = EventSides(reading, hits, self._frames)
        self._owners = TollOwners(reading, hits, self._frames)
        self._killings = Killings(reading, hits, self._mentions, self._dates, self._frames)

    def run(self) -> list[Frame]:
        for number, sentence in enumerate(self._reading.sentences):
            if not sentence.headline:
                self._sentence(number)
        return self._frames

    def _sentence(self, number: int) -> None:
        begun = len(self._frames)
        pending: Clause | None = None
        for clause in clauses(self._reading, self._hits, number, self._triggers, self._mentions):
            if pending is not None and self._tells_how(clause):
                clause = replace(clause, start=pending.start)
                pending = None
            elif pending is not None:
                self._clause(pending, begun)
                pending = None
            if self._waits(clause, begun):
                pending = clause
            else:
                self._clause(clause, begun)
        if pending is not None:
            self._clause(pending, begun)
        self._dates.spread(self._frames, number, begun)
        self._spread_place(number, begun)
        if self._reading.words[self._reading.sentences[number].start].norm in _COUNTERFACTUAL:
            self._frames[begun:] = [replace(frame, factuality="hypothetical") for frame in self._frames[begun:]]

    def _spread_place(self, number: int, begun: int) -> None:
        """The place that opens a sentence (وفي مأرب، …) holds for what it tells, where no other is named.

        A wide area there (وشمال درعا سقطت …) is around what lies in it.
        """
        sentence = self._reading.sentences[number]
        opening = next(
            (
                m
                for at, m in sorted(self._mentions.items())
                if sentence.start <= at <= sentence.start + 2 and m.kind == "place" and self._sets_scene(m)
            ),
            None,
        )
        if opening is None:
            return
        for position in range(begun, len(self._frames)):
            frame = self._frames[position]
            if frame.factuality != "asserted" or tells_before(self._hits, frame):
                continue
            if not frame.places and opening.preposition in ("في", "ب"):
                self._frames[position] = replace(frame, places=(opening,))
            elif opening.type in _AREAS and not any(m.type in _AREAS for m in frame.places) and frame.places:
                self._frames[position] = replace(frame, places=(*frame.places, opening))

    def _sets_scene(self, place: Mention) -> bool:
        """``وفي كذا``، ``وشمال كذا``: behind a preposition, or a direction in the accusative."""
        if place.preposition in ("في", "ب"):
            return True
        words = self._reading.words[place.start : place.start + 1]
        return not place.preposition and any(word.norm.lstrip("و") in _DIRECTIONS for word in words)

    def _waits(self, clause: Clause, begun: int) -> bool:
        """Deaths told first: how they came about may follow (قتلوا عندما هاجم …)."""
        tolls, victims = self._tolls_in(clause)
        return (
            bool(tolls or victims)
            and clause.joint != "result"
            and len(self._frames) == begun
            and not any(clause.start <= at < clause.end for at in self._triggers)
        )

    def _tells_how(self, clause: Clause) -> bool:
        occasion = self._hits.any(clause.start, ("boundaries.occasions", "boundaries.earlier"))
        first = next((at for at in sorted(self._triggers) if clause.start <= at < clause.end), None)
        if first is not None and not occasion and self._arrest(clause, first):
            return False
        return first is not None and (occasion or clause.joint == "joined" or self._more_losses(clause, first))

    def _arrest(self, clause: Clause, first: int) -> bool:
        """``قتلوا ثلاثة …، وقالت الشرطة إنه تم اعتقال خمسة``: another voice tells who was arrested for it."""
        return self._triggers[first].type in _ARRESTS and self._hits.any(clause.start, ("reporting.verbs",))

    def _more_losses(self, clause: Clause, first: int) -> bool:
        """``قتل 42 من كذا، فيما قتل 9 من كذا في معارك …``: losses of both sides before the deed that they come from."""
        trigger = self._triggers[first]
        lost = any(clause.start <= toll.start < first for toll in self._reading.tolls)
        before = self._reading.words[first - 1].norm if first else ""
        return lost and trigger.pos == "noun" and before in ("في", "خلال")

    def _claimed(self, clause: Clause, triggers: list[Trigger]) -> bool:
        """``وتبنى التنظيم الهجوم``، ``وأعلن مسؤوليته عنه``: who claims the event told last."""
        position = next(
            (at for at in range(clause.start, clause.end) if self._hits.any(at, ("certainty.claimed",))), None
        )
        if position is None or not self._frames or any(not t.definite for t in triggers):
            return False
        if any(self._hits.any(at, ("certainty.blames",)) for at in range(clause.start, position)):
            return False
        hit = self._hits.at(position, "certainty.claimed")
        if hit is not None and not self._claims_deed(hit, triggers):
            return False
        last = next(
            (at for at in range(len(self._frames) - 1, -1, -1) if self._frames[at].factuality == "asserted"), None
        )
        actors = [
            m
            for at, m in sorted(self._mentions.items())
            if clause.start <= at < clause.end and m.kind == "actor" and not m.preposition
        ]
        claimer = next((m for m in actors if m.start >= position), actors[0] if actors else None)
        if (
            hit is None
            or last is None
            or claimer is None
            or clause.sentence - self._frames[last].sentence > _CLAIM_REACH
        ):
            return False
        told = self._frames[last]
        self._frames.append(
            Frame(
                clause.sentence,
                clause.start,
                clause.end,
                (Trigger(hit.start, hit.end, told.type, "مسؤولية", "noun", "event"),),
                told.type,
                attackers=(claimer,),
                targets=told.targets,
                places=told.places,
                date=None if self._claims_several(hit) else told.date,
                certainty="claimed",
                speakers=(claimer,),
                same_as=last,
            )
        )
        return True

    def _claims_several(self, hit: Hit) -> bool:
        """``مسؤوليته عن الهجومين``: deeds of more than one day, of which the one told last is one."""
        norm = self._reading.words[hit.end].norm if hit.end < len(self._reading.words) else ""
        return norm.startswith("ال") and norm.endswith(("ين", "ات"))

    def _claims_deed(self, hit: Hit, triggers: list[Trigger]) -> bool:
        """``تبنى التنظيم الهجوم``, not ``تبنت الدولة حملة``: a deed, a word for it or a pronoun is adopted."""
        verb = fold(hit.value)
        if not verb.startswith(_ADOPTING) or verb.endswith(("ه", "ها")):
            return True
        near = range(hit.end, min(hit.end + _OBJECT_REACH, len(self._reading.words)))
        return any(trigger.start in near for trigger in triggers) or any(
            bare(self._reading.words[at].norm.lstrip("وفب")) in _DEEDS for at in near
        )

    def _clause(self, clause: Clause, begun: int) -> None:
        triggers = [self._triggers[at] for at in sorted(self._triggers) if clause.start <= at < clause.end]
        tolls, victims = self._tolls_in(clause)
        if not tolls and self._claimed(clause, triggers):
            return
        groups = self._groups.group(triggers)
        if not groups:
            if (tolls or victims) and not self._killings.attach(clause, tolls, victims, begun):
                self._killings.tell(clause, tolls, victims)
            elif not tolls and clause.joint == "result":
                self._killings.attach(clause, (), (), begun)
            return
        if clause.joint == "result" and len(self._frames) > begun and not self._stands_alone(groups[0]):
            compared = self._compared(clause, groups[0])
            if compared is None:
                self._killings.attach(clause, tolls, victims, begun)
                return
            told = tuple(toll for toll in tolls if toll.start < compared)
            self._killings.attach(replace(clause, end=compared), told, (), begun)
            tolls, clause = tuple(toll for toll in tolls if toll not in told), replace(clause, start=compared)
        before = tuple(toll for toll in tolls if self._before_relative(toll, groups[0][0]))
        if before and len(self._frames) > begun:
            self._killings.attach(clause, before, (), begun)
        tolls = tuple(toll for toll in tolls if toll not in before)
        owners = [self._groups.owner(toll.start, groups) for toll in tolls]
        for position, group in enumerate(groups):
            start = clause.start if position == 0 else self._groups.opening(groups[position - 1], group)
            if self._groups.begins(group[0]):
                start = group[0].start
            end = clause.end if position == len(groups) - 1 else groups[position + 1][0].start
            own = tuple(
                toll
                for toll, owner in zip(tolls, owners, strict=True)
                if owner == position
                and not self._arrested_after(toll, group)
                and not self._owners.came_before(toll, group, clause)
            )
            named = tuple(v for v in victims if self._groups.owner(v.start, groups) == position)
            frame = self._frame(clause, group, start, end, own, named)
            if (
                position
                and frame.factuality == "asserted"
                and not frame.places
                and self._frames[-1].factuality in ("negated", "planned")
            ):
                tried = self._frames[-1]
                frame = replace(
                    frame,
                    places=tried.places,
                    attackers=frame.attackers or tried.attackers,
                    targets=frame.targets or tried.targets,
                    date=frame.date or tried.date,
                )
            answered = len(self._frames) > begun and position == 0 and self._answered(clause, self._frames[-1])
            self._frames.append(frame)
            if answered:
                self._frames[-2] = replace(self._frames[-2], response_to=len(self._frames) - 1)

    def _compared(self, clause: Clause, group: list[Trigger]) -> int | None:
        """``خلف 20 قتيلا، مرتبط بهجوم كذا``: where another event begins behind the result of the one told."""
        near = range(max(clause.start + 1, group[0].start - _COMPARED_REACH), group[0].start)
        return next((at for at in near if self._hits.any(at, ("boundaries.background",))), None)

    def _answered(self, clause: Clause, told: Frame) -> bool:
        """Whether a clause tells what the event before it answers: ``ردا على``, or ``ردت … بقصف …، عقب هجوم …``."""
        if clause.joint == "answer":
            return True
        return clause.joint == "earlier" and any(
            self._hits.any(at, ("boundaries.answers",)) for at in range(told.start, told.trigger.start)
        )

    def _before_relative(self, toll: TollMention, trigger: Trigger) -> bool:
        """``وقتلوا خمسة من أفراد الفرقة، التي تتهمهم بخطف …``: what a relative clause tells is another deed."""
        between = range(toll.end, trigger.start)
        return any(self._reading.words[at].mark == "comma" for at in between) and any(
            self._hits.any(at, ("boundaries.relative",)) and self._reading.words[at].norm != "حيث" for at in between
        )

    def _arrested_after(self, toll: TollMention, group: list[Trigger]) -> bool:
        """``أوقف شابان بعد هجوم …``: who was arrested for a deed is no loss of it."""
        first = group[0]
        return (
            toll.measure == "captured"
            and toll.end <= first.start
            and first.type not in ("Raid", "Abduction")
            and self._hits.any(first.start - 1, ("boundaries.earlier", "boundaries.answers"))
        )

    def _stands_alone(self, group: list[Trigger]) -> bool:
        return group[0].pos == "noun" and group[0].type not in ("Attack", OTHER_VIOLENCE)

    def _tolls_in(self, clause: Clause) -> tuple[tuple[TollMention, ...], tuple[VictimMention, ...]]:
        tolls = tuple(
            t
            for t in self._reading.tolls
            if clause.start <= t.start < clause.end and not t.cumulative and t.low < _HISTORY
        )
        victims = tuple(v for v in self._reading.victims if clause.start <= v.start < clause.end)
        return tolls, victims

    # -- one frame

    def _frame(
        self,
        clause: Clause,
        group: list[Trigger],
        start: int,
        end: int,
        tolls: tuple[TollMention, ...],
        victims: tuple[VictimMention, ...],
    ) -> Frame:
        slots = self._rules.fill(group, start, end)
        subject = (
            len(group) > 1
            and group[0].pos == "verb"
            and group[1].pos == "noun"
            and 0 <= group[1].start - group[0].end <= 2
        )
        if not slots.attackers and not subject and self._drops_subject(group[0], clause, slots):
            slots.add("attackers", self._frames[-1].attackers)
        if (
            not slots.attackers
            and clause.joint == "joined"
            and group[0].pos == "verb"
            and group[0].start == clause.start
            and (slots.places or slots.targets)
        ):
            slots.add(
                "attackers",
                [
                    m
                    for m in self._rules.subjects.of_sentence(group[0]) or self._rules.subjects.of_verb_before(group[0])
                    if all(m.start != s.start for s in slots.targets)
                ],
            )
        if not slots.places and self._frames and self._another(group[0]):
            slots.add("places", self._area_before())
        if not slots.attackers and self._frames and self._frames[-1].sentence == clause.sentence:
            slots.add("attackers", self._going_on(group[0], clause))
        if not slots.places:
            slots.add("places", self._place_before(clause))
        if not slots.places and group[0].type == "TerritorialChange" and self._frames and self._of_it(start, end):
            slots.add("places", self._frames[-1].places)
        turn_repulse(self._reading, self._hits, group, slots, end)
        slots.weapons = [m for m in slots.weapons if not self._struck(m)]
        self._sides.add_carriers(slots)
        kind = self._types.of(group, slots)
        if kind == "Interception":
            self._sides.bring_down(slots, group[0])
        self._sides.recall(slots, start, end)
        slots.attackers = [m for m in self._told(slots.attackers) if not _lost(m, tolls) and not self._accuser(m)]
        hit, slots.targets = slots.targets, self._told(slots.targets)
        acting = {m.iri for m in slots.attackers if m.iri}
        targets = tuple(m for m in choose_targets(slots, tolls, kind) if m.iri not in acting and not self._by_name(m))
        slots.targets = hit
        if kind != "TerritorialChange":
            targets += tuple(m for m in slots.hit_places if self._schema.is_a(m.type, "Facility"))
        factuality = self._factuality[group[0].start]
        if factuality == "asserted" and kind == "TerritorialChange" and not self._rules.territory.changes(group, slots):
            factuality = "generic"
        if factuality == "asserted" and kind == "TerritorialChange":
            slots.places = self._rules.territory.own(group, slots.places)
        slots.places = without_landmarks(self._reading, slots.places)
        return Frame(
            clause.sentence,
            start,
            end,
            tuple(group),
            kind,
            attackers=tuple(m for m in slots.attackers if m.kind in ("actor", "person")),
            targets=targets,
            places=tuple(slots.places),
            date=self._dates.nearest(start, end, [trigger.start for trigger in group]),
            tolls=tolls,
            victims=victims,
            weapons=tuple(slots.weapons),
            mutual=slots.mutual,
            factuality=factuality,
        )

    def _told(self, mentions: list[Mention]) -> list[Mention]:
        """Those that the text tells something of: ``مبنى`` or ``مجموعة`` alone names no participant."""
        return [m for m in mentions if not is_bare(self._reading, m)]

    def _struck(self, weapon: Mention) -> bool:
        """``إطلاق نار استهدف مروحية``: a masculine verb has another subject, so what stands behind it is its object."""
        if weapon.preposition or not weapon.start:
            return False
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

    def _place_before(self, clause: Clause) -> list[Mention]:
        """``ولم تسلم مدينة كذا في محافظة كذا، …، إذ أطلقت …``: the place named before holds for what explains it."""
        word = self._reading.words[clause.start].norm
        if word not in ("حيث", "اذ"):
            return []
        start = self._reading.sentences[clause.sentence].start
        before = [
            m
            for at, m in self._mentions.items()
            if start <= at < clause.start and m.kind == "place" and not self._introduces(m, start, clause.start)
        ]
        near = len(before) > 1 and before[-1].start - before[-2].end <= 1 and before[-1].preposition == "في"
        return before[-2:] if near and word == "اذ" else before[-1:]

    def _introduces(self, place: Mention, start: int, end: int) -> bool:
        """``وأكد مسؤول في كذا أن …``: a place between a verb of saying and what is said is where the speaker is."""
        said = any(self._hits.any(at, ("reporting.verbs",)) for at in range(start, place.start))
        return said and any(self._hits.any(at, ("complementizers",)) for at in range(place.end, end))

    def _by_name(self, target: Mention) -> bool:
        """``تصدوا للمهاجمين``: whom a word calls an attacker was not attacked."""
        return target.generic and self._hits.any(target.start, ("people.doers",))

    def _area_before(self) -> list[Mention]:
        """The wider area of the event with a place told last."""
        last = next((frame for frame in reversed(self._frames[-4:]) if frame.places), None)
        return [m for m in last.places if m.type in _AREAS] if last else []

    def _of_it(self, start: int, end: int) -> bool:
        """``سيطرة القوات عليها``: the place told just before."""
        return any(self._reading.words[at].norm in _PRONOUN_PLACES for at in range(start, end))

    def _another(self, trigger: Trigger) -> bool:
        """``غارة ثانية``: one more of what was just told, in the same area."""
        return trigger.end < len(self._reading.words) and self._reading.words[trigger.end].norm in _ORDINALS

    def _going_on(self, trigger: Trigger, clause: Clause) -> list[Mention]:
        """``قامت القوات بقصف …، في حين طال قصف آخر …``: who fires in a sentence fires on, with the same word."""
        first = next(frame for frame in self._frames if frame.sentence == clause.sentence)
        same = first.trigger.lemma.split()[0] == trigger.lemma.split()[0] and first.trigger.pos == trigger.pos
        alone = all(not f.attackers for f in self._frames if f.sentence == clause.sentence and f is not first)
        return list(first.attackers) if same and alone and self._another(trigger) and not first.mutual else []

    def _drops_subject(self, trigger: Trigger, clause: Clause, slots: Arguments) -> bool:
        """A clause that begins with its verb and names no subject goes on with the one before (كما استهدفت …)."""
        if (
            not self._frames
            or not self._frames[-1].attackers
            or self._frames[-1].mutual
            or self._factuality[trigger.start] != "asserted"
        ):
            return False
        last = self._frames[-1]
        if clause.joint in ("answer", "earlier") or (clause.sentence != last.sentence and clause.joint != "start"):
            return False
        if not (slots.targets or slots.places) or clause.sentence - last.sentence > 1 or last.factuality != "asserted":
            return False
        first = clause.start
        if self._hits.any(first, ("boundaries.words",)) and self._reading.words[first].norm == "كما":
            first += 1
        starts = (
            trigger.start == first
            if trigger.pos == "verb"
            else self._hits.any(first, ("verb.perform",)) and trigger.start - first <= 2
        )
        return starts and (
            clause.joint != "start"
            or self._hits.any(clause.start, ("verb.perform", "trigger.verb", "boundaries.words"))
        )
