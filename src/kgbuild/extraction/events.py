"""Assembles events out of the clauses of each sentence: which triggers tell of one event, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Frame, Reading, TollMention, Trigger, VictimMention
from kgbuild.extraction.antecedents import Antecedents
from kgbuild.extraction.arguments import ArgumentRules
from kgbuild.extraction.clauses import Clause, clauses
from kgbuild.extraction.event_dates import EventDates
from kgbuild.extraction.event_frames import EventFrames
from kgbuild.extraction.event_sides import EventSides
from kgbuild.extraction.event_types import OTHER_VIOLENCE
from kgbuild.extraction.factuality import factualities
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.killings import Killings
from kgbuild.extraction.remembrance import remembered_at
from kgbuild.extraction.responsibility import Responsibility
from kgbuild.extraction.shared_tolls import without_shared_tolls
from kgbuild.extraction.threats import intending
from kgbuild.extraction.toll_owners import TollOwners
from kgbuild.extraction.trigger_groups import TriggerGroups
from kgbuild.schema import Schema

__all__ = ["assemble_events"]

_ARRESTS = ("Raid", "Abduction")  # tell of no deaths before them
_AIM_REACH = 6  # words from a battle to what it is fought for
_FURTHER = ("verb", "reporting.verbs", "complementizers", "boundaries.relative", "boundaries.words", "trigger.verb")
_COMPARED_REACH = 3  # words from مرتبط ب and the like to the event behind
# More dead or hurt than any single event of these wars had: a total over years.
_HISTORY = 1000
_HURT = 10_000
_COUNTERFACTUAL = ("لو", "ولو", "فلو")  # لو هاجمت …، لردت …: neither has happened


def assemble_events(reading: Reading, hits: HitTable, schema: Schema) -> list[Frame]:
    """Return the events of an article as its clauses tell them, before coreference joins them."""
    return _Assembly(reading, hits, schema).run()


class _Assembly:
    def __init__(self, reading: Reading, hits: HitTable, schema: Schema) -> None:
        self._reading, self._hits = reading, hits
        self._triggers = {trigger.start: trigger for trigger in reading.triggers}
        self._mentions = {mention.start: mention for mention in reading.mentions}
        self._frames: list[Frame] = []
        rules = ArgumentRules(reading, hits, self._mentions)
        factuality = factualities(reading, hits, rules.predicates)
        self._groups = TriggerGroups(reading, hits, schema, factuality)
        self._dates = EventDates(reading, hits, self._triggers, rules.predicates)
        self._owners = TollOwners(reading, hits, self._frames)
        self._killings = Killings(reading, hits, self._mentions, self._dates, self._frames)
        self._responsibility = Responsibility(reading, hits, self._mentions, self._frames)
        self._antecedents = Antecedents(reading, hits, self._mentions, rules.subjects, factuality, self._frames)
        sides = EventSides(reading, hits, self._frames)
        self._maker = EventFrames(reading, hits, schema, rules, self._antecedents, sides, self._dates, factuality)

    def run(self) -> list[Frame]:
        for number, sentence in enumerate(self._reading.sentences):
            if not sentence.headline:
                self._sentence(number)
        return self._frames

    def _sentence(self, number: int) -> None:
        begun = len(self._frames)
        pending: Clause | None = None
        for clause in clauses(self._reading, self._hits, number, self._triggers, self._mentions):
            if pending is not None and self._tells_how(clause, pending):
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
        self._frames[begun:] = without_shared_tolls(self._reading, self._hits, self._frames[begun:])
        self._dates.spread(self._frames, number, begun)
        self._antecedents.spread_place(number, begun)
        self._frames[begun:] = [self._of_its_own_day(self._by_whom(frame)) for frame in self._frames[begun:]]
        if self._reading.words[self._reading.sentences[number].start].norm in _COUNTERFACTUAL:
            self._frames[begun:] = [replace(frame, factuality="hypothetical") for frame in self._frames[begun:]]

    def _by_whom(self, frame: Frame) -> Frame:
        """A deed that is threatened or planned, with who would do it."""
        if frame.factuality not in ("threatened", "planned") or frame.attackers or frame.mutual:
            return frame
        meaning = intending(self._reading, self._hits, frame)
        if meaning is None:
            return frame
        targets = tuple(m for m in frame.targets if m.iri is None or m.iri != meaning.iri)
        return replace(frame, attackers=(meaning,), targets=targets)

    def _of_its_own_day(self, frame: Frame) -> Frame:
        """A remembered deed without the day of remembering, which stands before the deed."""
        if frame.date is None or remembered_at(self._reading, self._hits, frame.trigger) is None:
            return frame
        before = frame.date.span.start < self._reading.words[frame.trigger.start].start
        return replace(frame, date=None) if before else frame

    # -- losses that are told before their deed

    def _waits(self, clause: Clause, begun: int) -> bool:
        """Deaths told first: how they came about may follow (قتلوا عندما هاجم …)."""
        tolls, victims = self._tolls_in(clause)
        return (
            bool(tolls or victims)
            and clause.joint != "result"
            and len(self._frames) == begun
            and not any(clause.start <= at < clause.end for at in self._triggers)
        )

    def _tells_how(self, clause: Clause, pending: Clause) -> bool:
        occasion = self._hits.any(clause.start, ("boundaries.occasions", "boundaries.earlier"))
        first = next((at for at in sorted(self._triggers) if clause.start <= at < clause.end), None)
        if first is not None and not occasion and self._arrest(clause, first):
            return False
        if clause.joint == "joined" and self._scattered(pending):
            return False
        return first is not None and (occasion or clause.joint == "joined" or self._more_losses(clause, first))

    def _scattered(self, clause: Clause) -> bool:
        """``قتل ثمانية في مناطق متفرقة، وقصفت …``: deaths of many deeds."""
        return any(self._hits.any(at, ("tolls.scattered",)) for at in range(clause.start, clause.end))

    def _arrest(self, clause: Clause, first: int) -> bool:
        """``قتلوا ثلاثة …، وقالت الشرطة إنه تم اعتقال خمسة``: another voice tells who was arrested for it."""
        return self._triggers[first].type in _ARRESTS and self._hits.any(clause.start, ("reporting.verbs",))

    def _more_losses(self, clause: Clause, first: int) -> bool:
        """``قتل 42 من كذا، فيما قتل 9 من كذا في معارك …``: losses of both sides before the deed that they come from."""
        trigger = self._triggers[first]
        lost = any(clause.start <= toll.start < first for toll in self._reading.tolls)
        before = self._reading.words[first - 1].norm if first else ""
        return lost and trigger.pos == "noun" and before in ("في", "خلال")

    # -- one clause

    def _clause(self, clause: Clause, begun: int) -> None:
        triggers = [self._triggers[at] for at in sorted(self._triggers) if clause.start <= at < clause.end]
        tolls, victims = self._tolls_in(clause)
        claim = None if tolls else self._responsibility.claimed(clause, triggers)
        if claim is not None:
            self._frames.append(claim)
            return
        groups = self._groups.group(triggers)
        if not groups:
            self._losses(clause, tolls, victims, begun)
            return
        if clause.joint == "result" and len(self._frames) > begun and not self._stands_alone(groups[0]):
            compared = self._compared(clause, groups[0])
            if compared is None:
                self._killings.attach(clause, tolls, victims, begun)
                return
            told = tuple(toll for toll in tolls if toll.start < compared)
            self._killings.attach(replace(clause, end=compared), told, (), begun)
            tolls, clause = tuple(toll for toll in tolls if toll not in told), replace(clause, start=compared)
        before = tuple(toll for toll in tolls if self._owners.before_relative(toll, groups[0][0]))
        if before and len(self._frames) > begun:
            self._killings.attach(clause, before, (), begun)
        self._deeds(clause, groups, tuple(toll for toll in tolls if toll not in before), victims, begun)

    def _losses(
        self, clause: Clause, tolls: tuple[TollMention, ...], victims: tuple[VictimMention, ...], begun: int
    ) -> None:
        """Losses without a word of violence: those of the event before, or a killing."""
        if (tolls or victims) and not self._killings.attach(clause, tolls, victims, begun):
            self._killings.tell(clause, tolls, victims)
        elif not tolls and clause.joint == "result":
            self._killings.attach(clause, (), (), begun)

    def _deeds(
        self,
        clause: Clause,
        groups: list[list[Trigger]],
        tolls: tuple[TollMention, ...],
        victims: tuple[VictimMention, ...],
        begun: int,
    ) -> None:
        """Add a frame for each group of triggers, with the losses that are its own."""
        owners = [self._owner(toll, groups) for toll in tolls]
        for position, group in enumerate(groups):
            start, end = self._stretch(clause, groups, position)
            own = tuple(
                toll
                for toll, owner in zip(tolls, owners, strict=True)
                if owner == position
                and not self._owners.arrested_after(toll, group)
                and not self._owners.came_before(toll, group, clause)
                and not self._owners.long_after(toll, group)
                and not self._owners.of_suspects(toll, group)
                and not self._owners.of_seized(toll, group)
                and not self._owners.of_somebody(toll, group)
            )
            others = [toll for toll in tolls if toll not in own]
            named = tuple(
                victim
                for victim in victims
                if self._groups.owner(victim.start, groups) == position
                and not any(toll.start <= victim.start < toll.end for toll in others)
            )
            frame = self._maker.make(clause, group, start, end, own, named)
            if position:
                frame = self._as_tried(frame, self._frames[-1])
                self._share_places(frame)
            answered = len(self._frames) > begun and position == 0 and self._answered(clause, self._frames[-1])
            self._frames.append(frame)
            if answered:
                self._frames[-2] = replace(self._frames[-2], response_to=len(self._frames) - 1)

    def _owner(self, toll: TollMention, groups: list[list[Trigger]]) -> int:
        """Which group has a loss; ``قتل تسعة يشتبه بضلوعهم في تفجيرات في غارة``: the one behind a deed of theirs."""
        position = self._groups.owner(toll.start, groups)
        while 0 <= position < len(groups) - 1 and self._owners.of_suspects(toll, groups[position]):
            position += 1
        return position

    def _stretch(self, clause: Clause, groups: Sequence[list[Trigger]], position: int) -> tuple[int, int]:
        """Where the words of the group at ``position`` begin and end in a clause."""
        group = groups[position]
        start = clause.start if position == 0 else self._groups.opening(groups[position - 1], group)
        if self._groups.begins(group[0]):
            start = group[0].start
        end = clause.end if position == len(groups) - 1 else groups[position + 1][0].start
        return start, end

    def _share_places(self, frame: Frame) -> None:
        """Give the frame before, where it has no place, those of a noun joined to its own, or of its battle's aim.

        ``معارك وقصف مدفعي في كذا``, ``معركة السيطرة على كذا``.
        """
        before = self._frames[-1]
        if before.places or before.trigger.pos != "noun":
            return
        aim = frame.type == "TerritorialChange" and frame.factuality == "planned" and before.type == "ArmedClash"
        if aim and self._aims(before.triggers[-1].end, frame.trigger.start):
            self._frames[-1] = replace(before, places=frame.places)
        elif self._joined_nouns(before.triggers[-1], frame.trigger):
            shared = tuple(place for place in frame.places if place.preposition not in ("على", "ضد"))
            self._frames[-1] = replace(before, places=shared)

    def _aims(self, start: int, end: int) -> bool:
        """Whether a battle ends right before what it is fought for: only its own attributes stand between."""
        between = range(start, end)
        return len(between) <= _AIM_REACH and not any(
            self._reading.words[at].mark or at in self._mentions or self._hits.any(at, _FURTHER) for at in between
        )

    def _joined_nouns(self, first: Trigger, second: Trigger) -> bool:
        """``معارك عنيفة وقصف``: the second noun is joined with ``و`` behind the first or an adjective of it."""
        between = self._reading.words[first.end : second.start]
        plain = all(not word.mark and not self._hits.rows[first.end + at] for at, word in enumerate(between))
        joined = self._reading.words[second.start].norm.startswith("و")
        return second.pos == "noun" and joined and len(between) <= 1 and plain

    def _as_tried(self, frame: Frame, tried: Frame) -> Frame:
        """A deed without a place that is told behind one that failed or was planned happened as that was to."""
        if frame.factuality != "asserted" or frame.places or tried.factuality not in ("negated", "planned"):
            return frame
        between = range(tried.trigger.end, frame.trigger.start)
        if any(self._hits.any(at, ("boundaries.contrasts",)) for at in between):
            return frame
        return replace(
            frame,
            places=tried.places,
            attackers=frame.attackers or tried.attackers,
            targets=frame.targets or tried.targets,
            date=frame.date or tried.date,
        )

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

    def _stands_alone(self, group: list[Trigger]) -> bool:
        named = group[0].pos == "noun" and group[0].type not in ("Attack", OTHER_VIOLENCE)
        return named and not self._only_since(group[0])

    def _only_since(self, trigger: Trigger) -> bool:
        """``ما أدى إلى مقتل تسعة …، منذ بدء معركة كذا``: a deed that tells since when."""
        since = self._hits.at(trigger.start - 2, "general.since_start")
        return since is not None and since.end == trigger.start

    def _tolls_in(self, clause: Clause) -> tuple[tuple[TollMention, ...], tuple[VictimMention, ...]]:
        tolls = tuple(
            t
            for t in self._reading.tolls
            if clause.start <= t.start < clause.end
            and not t.cumulative
            and t.low < (_HURT if t.measure == "wounded" else _HISTORY)
        )
        victims = tuple(v for v in self._reading.victims if clause.start <= v.start < clause.end)
        return tolls, victims
