"""Assembles events out of the clauses of each sentence: which triggers tell of one event, and what belongs to it."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.dates import DateMatch
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention, Trigger, VictimMention
from kgbuild.extraction.arguments import ArgumentRules, Arguments
from kgbuild.extraction.clauses import Clause, clauses
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import WordMap
from kgbuild.extraction.modality import trigger_factuality
from kgbuild.schema import Schema

__all__ = ["assemble_events"]

_POINT_KINDS = ("point", "range", "duration")
_KILLING = "OtherViolence"
_PRONOUN_PLACES = ("عليها", "عليه", "منها", "منه")
_PARTIES = ("State", "Government", "StateForce", "ArmedGroup", "Militia", "Coalition")
_CLAIM_REACH = 3
_VERB_REACH, _NOUN_REACH = 10, 8
_MEANS = ("في", "خلال", "اثر", "جراء", "نتيجه", "عبر", "بسبب", "من")
# More dead than any single event of these wars had: a total over years.
_HISTORY = 5000
_DATE_REACH = 26
_AREAS = ("Governorate", "Region", "Country", "District")
_ORDINALS = ("ثانيه", "ثان", "ثاني", "اخري", "اخر", "ثالثه", "ثالث", "رابعه", "مماثله", "مماثل")


def assemble_events(reading: Reading, hits: HitTable, schema: Schema) -> list[Frame]:
    """Return the events of an article as its clauses tell them, before coreference joins them."""
    return _Assembly(reading, hits, schema).run()


class _Assembly:
    def __init__(self, reading: Reading, hits: HitTable, schema: Schema) -> None:
        self.reading, self.hits, self.schema = reading, hits, schema
        self.triggers = {trigger.start: trigger for trigger in reading.triggers}
        self.mentions = {mention.start: mention for mention in reading.mentions}
        self.spans = WordMap(reading.words)
        self.rules = ArgumentRules(reading, hits, self.mentions)
        self.frames: list[Frame] = []
        self.factuality = {trigger.start: trigger_factuality(reading, hits, trigger) for trigger in reading.triggers}
        self.refine = load_table("frames")["refine"]
        self.intercepts = load_table("frames")["intercepts"]
        self.agents = frozenset(load_table("frames")["prepositions"]["agent"])
        self.bombers = load_table("frames")["bombers"]
        self.bomber_words = tuple(fold(lemma) for lemma in self.bombers["lemmas"])

    def run(self) -> list[Frame]:
        for number, sentence in enumerate(self.reading.sentences):
            if not sentence.headline:
                self._sentence(number)
        return self.frames

    def _sentence(self, number: int) -> None:
        begun = len(self.frames)
        pending: Clause | None = None
        for clause in clauses(self.reading, self.hits, number, self.triggers, self.mentions):
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
        self._spread_dates(number, begun)
        self._spread_place(number, begun)

    def _spread_place(self, number: int, begun: int) -> None:
        """The place that opens a sentence (وفي مأرب، …) holds for what it tells, where no other is named."""
        sentence = self.reading.sentences[number]
        opening = next(
            (
                m
                for at, m in sorted(self.mentions.items())
                if sentence.start <= at <= sentence.start + 2 and m.kind == "place" and m.preposition in ("في", "ب")
            ),
            None,
        )
        if opening is None:
            return
        for position in range(begun, len(self.frames)):
            frame = self.frames[position]
            if not frame.places and frame.factuality == "asserted" and not self._before_told(frame):
                self.frames[position] = replace(frame, places=(opening,))

    def _waits(self, clause: Clause, begun: int) -> bool:
        """Deaths told first: how they came about may follow (قتلوا عندما هاجم …)."""
        tolls, victims = self._tolls_in(clause)
        return (
            bool(tolls or victims)
            and len(self.frames) == begun
            and not any(clause.start <= at < clause.end for at in self.triggers)
        )

    def _tells_how(self, clause: Clause) -> bool:
        occasion = self.hits.any(clause.start, ("boundaries.occasions", "boundaries.earlier"))
        return (occasion or clause.joint == "joined") and any(clause.start <= at < clause.end for at in self.triggers)

    def _claimed(self, clause: Clause, triggers: list[Trigger]) -> bool:
        """``وتبنى التنظيم الهجوم``، ``وأعلن مسؤوليته عنه``: who claims the event told last."""
        position = next(
            (at for at in range(clause.start, clause.end) if self.hits.any(at, ("certainty.claimed",))), None
        )
        if position is None or not self.frames or any(not t.definite for t in triggers):
            return False
        hit = self.hits.at(position, "certainty.claimed")
        last = next(
            (at for at in range(len(self.frames) - 1, -1, -1) if self.frames[at].factuality == "asserted"), None
        )
        actors = [
            m
            for at, m in sorted(self.mentions.items())
            if clause.start <= at < clause.end and m.kind == "actor" and not m.preposition
        ]
        claimer = next((m for m in actors if m.start >= position), actors[0] if actors else None)
        if (
            hit is None
            or last is None
            or claimer is None
            or clause.sentence - self.frames[last].sentence > _CLAIM_REACH
        ):
            return False
        told = self.frames[last]
        self.frames.append(
            Frame(
                clause.sentence,
                clause.start,
                clause.end,
                (Trigger(hit.start, hit.end, told.type, "مسؤولية", "noun", "event"),),
                told.type,
                attackers=(claimer,),
                targets=told.targets,
                places=told.places,
                date=told.date,
                certainty="claimed",
                speakers=(claimer,),
                same_as=last,
            )
        )
        return True

    def _clause(self, clause: Clause, begun: int) -> None:
        triggers = [self.triggers[at] for at in sorted(self.triggers) if clause.start <= at < clause.end]
        tolls, victims = self._tolls_in(clause)
        if not tolls and self._claimed(clause, triggers):
            return
        groups = self._grouped(triggers)
        if not groups:
            if (tolls or victims) and not self._attach(clause, tolls, victims, begun):
                self._killing(clause, tolls, victims)
            elif not tolls and clause.joint == "result":
                self._attach(clause, (), (), begun)
            return
        if clause.joint == "result" and len(self.frames) > begun and not self._stands_alone(groups[0]):
            self._attach(clause, tolls, victims, begun)
            return
        owners = [self._group_of(toll.start, groups) for toll in tolls]
        for position, group in enumerate(groups):
            start = clause.start if position == 0 else groups[position - 1][-1].end
            end = clause.end if position == len(groups) - 1 else groups[position + 1][0].start
            own = tuple(toll for toll, owner in zip(tolls, owners, strict=True) if owner == position)
            named = tuple(v for v in victims if self._group_of(v.start, groups) == position)
            frame = self._frame(clause, group, start, end, own, named)
            if (
                position
                and frame.factuality == "asserted"
                and not frame.places
                and self.frames[-1].factuality in ("negated", "planned")
            ):
                tried = self.frames[-1]
                frame = replace(
                    frame,
                    places=tried.places,
                    attackers=frame.attackers or tried.attackers,
                    targets=frame.targets or tried.targets,
                    date=frame.date or tried.date,
                )
            answered = clause.joint == "answer" and len(self.frames) > begun and position == 0
            self.frames.append(frame)
            if answered:
                self.frames[-2] = replace(self.frames[-2], response_to=len(self.frames) - 1)

    def _group_of(self, position: int, groups: list[list[Trigger]]) -> int:
        """Which event of the clause a toll belongs to: the last one before it that a verb of result leads from."""
        chosen = 0
        for number, group in enumerate(groups):
            if group[-1].end <= position and any(
                self.hits.any(at, ("boundaries.results",)) for at in range(group[-1].end, position)
            ):
                chosen = number
        return chosen

    def _stands_alone(self, group: list[Trigger]) -> bool:
        return group[0].pos == "noun" and group[0].type not in ("Attack", _KILLING)

    def _grouped(self, triggers: list[Trigger]) -> list[list[Trigger]]:
        groups: list[list[Trigger]] = []
        for trigger in triggers:
            if groups and any(
                self.hits.any(at, ("boundaries.caused",)) for at in range(groups[-1][-1].end, trigger.start)
            ):
                groups[-1].insert(0, trigger)
            elif (
                groups
                and self.factuality[groups[-1][0].start] == self.factuality[trigger.start]
                and self._one_event(groups[-1], trigger)
            ):
                groups[-1].append(trigger)
            else:
                groups.append([trigger])
        return groups

    def _one_event(self, group: list[Trigger], trigger: Trigger) -> bool:
        """Triggers of one clause tell of one event when their types fit and one carries or takes up the other."""
        first = group[0]
        if (
            trigger.conjunction
            and trigger.pos == "noun"
            and first.type != trigger.type
            and "Attack" not in (first.type, trigger.type)
        ):
            return False
        fits = any(
            self.schema.is_a(trigger.type, other.type)
            or self.schema.is_a(other.type, trigger.type)
            or frozenset((trigger.type, other.type)) in _ONE_DEED
            for other in group
        )
        return fits and self._linked(group[-1], trigger)

    def _linked(self, last: Trigger, trigger: Trigger) -> bool:
        """Whether the second word carries on with the deed of the first: its means, its verb, the same noun again."""
        between = range(last.end, trigger.start)
        gap = len(between)
        if any(self.hits.any(at, ("boundaries.background",)) for at in between):
            return False
        if trigger.pos == "verb":
            return gap <= _VERB_REACH
        before = self.reading.words[trigger.start - 1].norm if trigger.start else ""
        if trigger.definite or trigger.preposition or before in _MEANS or trigger.lemma == last.lemma or gap <= 4:
            return True
        return last.pos == "verb" and gap <= _NOUN_REACH

    def _tolls_in(self, clause: Clause) -> tuple[tuple[TollMention, ...], tuple[VictimMention, ...]]:
        tolls = tuple(
            t
            for t in self.reading.tolls
            if clause.start <= t.start < clause.end and not t.cumulative and t.low < _HISTORY
        )
        victims = tuple(v for v in self.reading.victims if clause.start <= v.start < clause.end)
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
        slots = self.rules.fill(group, start, end)
        subject = (
            len(group) > 1
            and group[0].pos == "verb"
            and group[1].pos == "noun"
            and 0 <= group[1].start - group[0].end <= 2
        )
        if not slots.attackers and not subject and self._drops_subject(group[0], clause, slots):
            slots.add("attackers", self.frames[-1].attackers)
        if (
            not slots.attackers
            and clause.joint == "joined"
            and group[0].pos == "verb"
            and group[0].start == clause.start
            and (slots.places or slots.targets)
        ):
            slots.add(
                "attackers",
                [m for m in self.rules.sentence_subject(group[0]) if all(m.start != s.start for s in slots.targets)],
            )
        if not slots.places and self.frames and self._another(group[0]):
            slots.add("places", self._area_before())
        if not slots.places and self.reading.words[clause.start].norm == "حيث":
            before = [
                m
                for at, m in self.mentions.items()
                if self.reading.sentences[clause.sentence].start <= at < clause.start and m.kind == "place"
            ]
            slots.add("places", before[-1:])
        if not slots.places and group[0].type == "TerritorialChange" and self.frames and self._of_it(start, end):
            slots.add("places", self.frames[-1].places)
        self._carriers(slots)
        kind = self._type(group, slots)
        self._sides(slots, start, end)
        targets = self._targets(slots, tolls)
        return Frame(
            clause.sentence,
            start,
            end,
            tuple(group),
            kind,
            attackers=tuple(m for m in slots.attackers if m.kind in ("actor", "person")),
            targets=targets,
            places=self._places(slots.places),
            date=self._date(start, end, group[0].start),
            tolls=tolls,
            victims=victims,
            weapons=tuple(slots.weapons),
            mutual=slots.mutual,
            factuality=self.factuality[group[0].start],
        )

    def _area_before(self) -> list[Mention]:
        """The wider area of the event with a place told last."""
        last = next((frame for frame in reversed(self.frames[-4:]) if frame.places), None)
        return [m for m in last.places if m.type in _AREAS] if last else []

    def _of_it(self, start: int, end: int) -> bool:
        """``سيطرة القوات عليها``: the place told just before."""
        return any(self.reading.words[at].norm in _PRONOUN_PLACES for at in range(start, end))

    def _another(self, trigger: Trigger) -> bool:
        """``غارة ثانية``: one more of what was just told, in the same area."""
        return trigger.end < len(self.reading.words) and self.reading.words[trigger.end].norm in _ORDINALS

    def _drops_subject(self, trigger: Trigger, clause: Clause, slots: Arguments) -> bool:
        """A clause that begins with its verb and names no subject goes on with the one before (كما استهدفت …)."""
        if (
            not self.frames
            or not self.frames[-1].attackers
            or self.frames[-1].mutual
            or self.factuality[trigger.start] != "asserted"
        ):
            return False
        last = self.frames[-1]
        if clause.joint in ("answer", "earlier") or (clause.sentence != last.sentence and clause.joint != "start"):
            return False
        if not (slots.targets or slots.places) or clause.sentence - last.sentence > 1 or last.factuality != "asserted":
            return False
        first = clause.start
        if self.hits.any(first, ("boundaries.words",)) and self.reading.words[first].norm == "كما":
            first += 1
        starts = (
            trigger.start == first
            if trigger.pos == "verb"
            else self.hits.any(first, ("verb.perform",)) and trigger.start - first <= 2
        )
        return starts and (
            clause.joint != "start" or self.hits.any(clause.start, ("verb.perform", "trigger.verb", "boundaries.words"))
        )

    def _carriers(self, slots: Arguments) -> None:
        for mention in slots.attackers:
            if mention.role.startswith("carrier:") and all(w.start != mention.start for w in slots.weapons):
                slots.weapons.append(
                    replace(mention, kind="weapon", type=mention.role.partition(":")[2], owner=None, iri=None)
                )
            elif mention.kind == "actor" and not mention.role.startswith("carrier"):
                weapon = (
                    self.hits.at(mention.start, "weapon")
                    if self.hits.any(mention.start, ("people.carriers",))
                    else None
                )
                if weapon is not None:
                    kind = weapon.category.rsplit(".", 1)[-1]
                    slots.weapons.append(
                        replace(mention, kind="weapon", type=kind, end=weapon.end, owner=None, iri=None)
                    )

    def _sides(self, slots: Arguments, start: int, end: int) -> None:
        """``بين الطرفين`` are the two sides of the clash or attack told last."""
        if not slots.mutual or slots.attackers or slots.targets:
            return
        if any(self.hits.any(at, ("boundaries.sides",)) for at in range(start, end)):
            number = self.reading.sentence_at(start)
            last = next((f for f in reversed(self.frames) if number - f.sentence <= 2 and _parties(f)), None)
            sides = self._two_sides(start)
            if last is not None:
                slots.attackers, slots.targets = list(last.attackers), [m for m in last.targets if m.kind == "actor"]
            elif sides:
                slots.attackers, slots.targets = [sides[0]], [sides[1]]

    def _two_sides(self, start: int) -> list[Mention]:
        """The only two parties that the two sentences before name."""
        number = self.reading.sentence_at(start)
        for back in range(number - 1, max(-1, number - 3), -1):
            sentence = self.reading.sentences[back]
            parties: dict[str, Mention] = {}
            for mention in self.reading.mentions:
                if (
                    sentence.start <= mention.start < sentence.end
                    and mention.kind == "actor"
                    and not mention.generic
                    and mention.type in _PARTIES
                ):
                    parties.setdefault(mention.iri or mention.name, mention)
            if len(parties) == 2:
                return list(parties.values())
            if parties:
                return []
        return []

    def _type(self, group: list[Trigger], slots: Arguments) -> str:
        related = [
            t.type for t in group if self.schema.is_a(t.type, group[0].type) or self.schema.is_a(group[0].type, t.type)
        ]
        kind = self.schema.most_specific(related)
        if kind == _KILLING:
            kind = next((trigger.type for trigger in group if trigger.type != _KILLING), kind)
        if kind in self.bombers["turns"] and any(
            self.reading.words[m.start].norm.startswith(self.bomber_words) for m in slots.attackers
        ):
            return str(self.bombers["type"])
        for weapon in slots.weapons:
            if weapon.type in self.intercepts["weapons"] and group[0].lemma.startswith(
                tuple(self.intercepts["lemmas"])
            ):
                return str(self.intercepts["type"])
            refined = self.refine.get(kind, {}).get(weapon.type)
            if refined:
                kind = refined
        return kind

    def _targets(self, slots: Arguments, tolls: tuple[TollMention, ...]) -> tuple[Mention, ...]:
        targets = [m for m in slots.targets if m.kind in ("actor", "facility", "person")]
        if slots.mutual and not slots.attackers and not targets:
            sides = {t.group_mention.iri: t.group_mention for t in tolls if t.group_mention and t.group_mention.iri}
            if len(sides) == 2:
                targets, slots.attackers = ([side] for side in sides.values())
        if slots.mutual and targets and not slots.attackers:
            lost = next(
                (t.group_mention for t in tolls if t.group_mention and t.group_mention.iri and t.subset_of is None),
                None,
            )
            if lost is not None and all(lost.iri != m.iri for m in targets):
                slots.attackers, targets = targets, [lost]
        if not targets and not slots.mutual:
            for toll in tolls:
                group = toll.group_mention
                if (
                    group is not None
                    and toll.subset_of is None
                    and toll.measure in ("killed", "wounded", "casualties")
                    and _is_side(group)
                    and all((group.iri or group.name) != (a.iri or a.name) for a in slots.attackers)
                ):
                    targets.append(group)
                    break
        return tuple(targets)

    def _places(self, places: list[Mention]) -> tuple[Mention, ...]:
        return tuple(places)

    def _date(self, start: int, end: int, trigger: int) -> DateMatch | None:
        """The date of the clause that stands nearest to its trigger; ``منذ`` and the like date no single event."""
        words = self.reading.words
        near: list[tuple[int, int, DateMatch]] = []
        for match in self.reading.dates:
            if (
                words[start].start <= match.span.start < words[end - 1].end
                and match.kind in _POINT_KINDS
                and not self._of_saying(match)
                and not self._since(match)
            ):
                if abs(self.spans.words_of(match.span.start, match.span.end)[0] - trigger) > _DATE_REACH:
                    continue
                near.append((abs(match.span.start - words[trigger].start), match.span.start, match))
        return min(near)[2] if near else None

    def _since(self, match: DateMatch) -> bool:
        """``منذ تنصيب الرئيس في 29 أيار``: the date belongs to what the time is counted from."""
        first, _ = self.spans.words_of(match.span.start, match.span.end)
        for at in range(first - 1, max(-1, first - 9), -1):
            if self.reading.words[at].mark or at in self.triggers:
                return False
            if self.reading.words[at].norm.lstrip("و") == "منذ":
                return True
        return False

    def _spread_dates(self, number: int, begun: int) -> None:
        """A sentence's only date holds for all its clauses, except those that tell what was before."""
        dates = [frame.date for frame in self.frames[begun:] if frame.date is not None]
        sentence = self.reading.sentences[number]
        words = self.reading.words
        inside = [
            match
            for match in self.reading.dates
            if words[sentence.start].start <= match.span.start < words[sentence.end - 1].end
            and match.kind in _POINT_KINDS
            and not self._of_saying(match)
            and not self._since(match)
        ]
        if len(inside) != 1:
            return
        for position in range(begun, len(self.frames)):
            frame = self.frames[position]
            if (
                frame.date is None
                and (not dates or dates[0] is inside[0])
                and not self._before_told(frame)
                and self._near(frame, inside[0], position - begun)
            ):
                self.frames[position] = replace(frame, date=inside[0])

    def _near(self, frame: Frame, match: DateMatch, position: int) -> bool:
        """Whether a date of the sentence may date a frame whose own clause has none."""
        first, last = self.spans.words_of(match.span.start, match.span.end)
        if position == 0 and last <= frame.start:
            return frame.start - last <= _DATE_REACH
        return abs(first - frame.trigger.start) <= _DATE_REACH

    def _of_saying(self, match: DateMatch) -> bool:
        """A day between a verb of saying and what is said is the day of the statement (قالت مصادر أمس إن …)."""
        first, last = self.spans.words_of(match.span.start, match.span.end)
        sentence = self.reading.sentences[self.reading.sentence_at(first)]
        said = next(
            (
                at
                for at in range(first - 1, max(sentence.start, first - 14) - 1, -1)
                if self.hits.any(at, ("reporting.according",))
            ),
            None,
        )
        if (
            said is not None
            and not any(at in self.triggers for at in range(said, first))
            and not any(at in self.triggers for at in range(last, sentence.end))
        ):
            return True
        verb = next(
            (
                at
                for at in range(first - 1, max(sentence.start, first - 8) - 1, -1)
                if self.hits.any(at, ("reporting.verbs",)) and self._says(at)
            ),
            None,
        )
        ends = last >= sentence.end - 1 or self.reading.words[last].mark in ("comma", "stop", "bracket")
        content = verb is not None and any(
            at in self.triggers or self.hits.any(at, ("complementizers",)) for at in range(verb, first)
        )
        if verb is not None and ends and not content and any(at in self.triggers for at in range(sentence.start, verb)):
            return True
        opened = any(
            self.hits.any(at, ("complementizers",))
            or self.reading.words[at].mark == "colon"
            or self.reading.words[at].mark == "quote"
            or self.reading.words[at].norm == "عن"
            for at in range(last, min(last + 4, sentence.end))
        )
        if not opened:
            return False
        for at in range(first - 1, max(sentence.start, first - 14) - 1, -1):
            if at in self.triggers or self.hits.any(at, ("complementizers",)):
                return False
            if self.hits.any(at, ("reporting.verbs", "reporting.diplomacy")) and self._says(at):
                return True
        return False

    def _says(self, at: int) -> bool:
        """``وتابع`` says; ``تابع للتحالف`` is an adjective."""
        hit = self.hits.at(at, "reporting.continues")
        return hit is None or bool(hit.conjunction)

    def _before_told(self, frame: Frame) -> bool:
        return self.hits.any(frame.start, ("boundaries.earlier", "boundaries.answers"))

    # -- clauses without a word of violence

    def _attach(
        self, clause: Clause, tolls: tuple[TollMention, ...], victims: tuple[VictimMention, ...], begun: int
    ) -> bool:
        """Give a clause's tolls to the event just told, when it carries on with it."""
        if not self.frames:
            return False
        last = self.frames[-1]
        same_sentence = len(self.frames) > begun
        follows = last.sentence == clause.sentence - 1 and not any(
            match.kind in _POINT_KINDS
            and self.reading.words[clause.start].start <= match.span.start < self.reading.words[clause.end - 1].end
            for match in self.reading.dates
        )
        if not same_sentence and not (
            follows and clause.start == self.reading.sentences[clause.sentence].start and self._refers_back(clause)
        ):
            return False
        position = self._result_of(clause, begun) if same_sentence else len(self.frames) - 1
        owner = self.frames[position]
        slots = Arguments()
        for start, mention in sorted(self.mentions.items()):
            if (
                clause.start <= start < clause.end
                and mention.kind == "place"
                and mention.preposition in ("في", "ب", "قرب")
                and not owner.places
            ):
                slots.add("places", [mention])
        targets = owner.targets
        if not targets:
            targets = self._targets(Arguments(mutual=owner.mutual, attackers=list(owner.attackers)), tolls)
        self.frames[position] = replace(
            owner,
            tolls=owner.tolls + tolls,
            victims=owner.victims + victims,
            end=max(owner.end, clause.end) if same_sentence else owner.end,
            places=owner.places or tuple(slots.places),
            targets=targets,
        )
        return True

    def _result_of(self, clause: Clause, begun: int) -> int:
        """The event whose result a clause of the same sentence tells: the one before it that answers nothing."""
        position = len(self.frames) - 1
        while position > begun and (
            self._before_told(self.frames[position]) or self.frames[position].factuality != "asserted"
        ):
            position -= 1
        return position if self.frames[position].factuality == "asserted" else len(self.frames) - 1

    def _refers_back(self, clause: Clause) -> bool:
        """Whether a sentence without a word of violence goes on with the event of the sentence before."""
        return any(
            self.hits.any(at, ("tolls.subset", "boundaries.results"))
            for at in range(clause.start, min(clause.start + 6, clause.end))
        )

    def _killing(self, clause: Clause, tolls: tuple[TollMention, ...], victims: tuple[VictimMention, ...]) -> None:
        """Deaths with no word for how: an act of violence only where the text says by whom."""
        if not any(t.measure in ("killed", "casualties") for t in tolls) and not any(
            v.fate == "killed" for v in victims
        ):
            return
        start = min([t.start for t in tolls] + [v.start for v in victims])
        slots = Arguments()
        for at, mention in sorted(self.mentions.items()):
            if clause.start <= at < clause.end:
                if mention.preposition in self.agents and mention.kind in ("actor", "person"):
                    slots.add("attackers", [mention])
                elif mention.kind == "place" and mention.preposition in ("في", "ب", "قرب"):
                    slots.add("places", [mention])
        if not slots.attackers:
            slots.add("attackers", self._killers(clause, start))
        group = next((t.group_mention for t in tolls if t.group_mention is not None and t.subset_of is None), None)
        if not slots.attackers and not (group is not None and group.iri and slots.places):
            return
        armed = (
            group is not None
            and group.type in ("ArmedGroup", "Militia", "StateForce")
            and (group.iri is not None or group.demonym is not None)
        )
        kind = "ArmedClash" if armed and slots.attackers else _KILLING
        fate = Trigger(max(start - 1, clause.start), max(start, clause.start + 1), kind, "مقتل", "noun", "suffered")
        self.frames.append(
            Frame(
                clause.sentence,
                clause.start,
                clause.end,
                (fate,),
                kind,
                attackers=tuple(slots.attackers),
                targets=self._targets(slots, tolls),
                places=tuple(slots.places),
                date=self._date(clause.start, clause.end, start),
                tolls=tolls,
                victims=victims,
            )
        )

    def _killers(self, clause: Clause, start: int) -> list[Mention]:
        """``قتلت القوات عشرة …``، ``تمكنت القوات من قتل …``: the actor between the verb and the dead, or before it."""
        verb = next(
            (
                at
                for at in range(start - 1, max(clause.start, start - 10) - 1, -1)
                if self.hits.any(at, ("tolls.killed_before",))
            ),
            None,
        )
        if verb is None:
            return []
        between = [
            m
            for at, m in sorted(self.mentions.items())
            if verb < at < start and m.kind == "actor" and not m.preposition and m.start == verb + 1
        ]
        if between:
            return between[:1]
        managed = next(
            (at for at in range(verb - 1, max(clause.start, verb - 8) - 1, -1) if self.hits.any(at, ("verb.manage",))),
            None,
        )
        if managed is None or self.reading.words[verb - 1].norm not in ("من", "في"):
            return []
        return [
            m
            for at, m in sorted(self.mentions.items())
            if managed < at < verb and m.kind == "actor" and not m.preposition
        ][:1] or [
            m
            for at, m in sorted(self.mentions.items())
            if clause.start <= at < managed and m.kind == "actor" and not m.preposition
        ][-1:]


_ONE_DEED = frozenset(
    frozenset(pair)
    for pair in (
        ("AirStrike", "Shelling"),
        ("AirStrike", "MissileStrike"),
        ("Shelling", "MissileStrike"),
        ("Bombing", "OtherViolence"),
        ("Assassination", "OtherViolence"),
        ("Assassination", "Bombing"),
        ("Ambush", "OtherViolence"),
        ("SuicideBombing", "OtherViolence"),
        ("Raid", "Abduction"),
        ("DroneStrike", "Shelling"),
    )
)


def _is_side(group: Mention) -> bool:
    """Whether people who were hit are a group that the text tells more of than that they were people."""
    return group.iri is not None or group.demonym is not None or group.type == "PopulationGroup"


def _parties(frame: Frame) -> bool:
    """Whether a frame names a party on each side: a place that was attacked fights nobody."""
    return bool(frame.attackers) and any(m.kind == "actor" for m in frame.targets)
