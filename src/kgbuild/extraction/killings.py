"""Clauses that tell of deaths without a word of violence: the result of an event told before, or a killing."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention, Trigger, VictimMention
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.clauses import Clause
from kgbuild.extraction.event_dates import EventDates, tells_before
from kgbuild.extraction.event_sides import choose_targets
from kgbuild.extraction.event_types import OTHER_VIOLENCE
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.landmarks import without_landmarks
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.prepositions import leading_preposition
from kgbuild.extraction.toll_owners import TollOwners

__all__ = ["Killings"]

_SUM = 50  # dead, from which on a bare number tells of more than one deed
_BOMBER = "انتحاري"
_ARMED = ("ArmedGroup", "Militia", "StateForce", "Coalition")
_SUBJECT_REACH = 4  # words of a description between fighters and the verb
_FATE_REACH = 2  # words behind a number of people to the verb that tells of their death
_ANOTHER = 5  # words at the head of a clause that tell of another deed
_AGENTS = frozenset(load_table("frames")["prepositions"]["agent"])


def _told_otherwise(owner: Frame, tolls: tuple[TollMention, ...]) -> bool:
    """Whether an event has another number of the same losses already (``قتل … في تفجير، كما قتل ثلاثة …``)."""
    return not owner.mutual and any(
        a.measure == b.measure and a.subset_of is None and b.subset_of is None and a.low != b.low
        for a in owner.tolls
        for b in tolls
    )


def _owner(mention: Mention) -> Mention:
    return mention.owner if mention.kind == "facility" and mention.owner is not None else mention


class Killings:
    """Gives such clauses to the event before them or makes an event of them; ``frames`` are the events so far."""

    def __init__(
        self,
        reading: Reading,
        hits: HitTable,
        mentions: dict[int, Mention],
        dates: EventDates,
        frames: list[Frame],
    ) -> None:
        self._reading, self._hits, self._mentions = reading, hits, mentions
        self._dates, self._frames = dates, frames
        self._owners = TollOwners(reading, hits, frames)

    def attach(
        self, clause: Clause, tolls: tuple[TollMention, ...], victims: tuple[VictimMention, ...], begun: int
    ) -> bool:
        """Give a clause's tolls to the event just told, when it carries on with it."""
        if not self._frames:
            return False
        if tolls and self._add_parts(tolls, victims):
            return True
        last = self._frames[-1]
        same_sentence = len(self._frames) > begun
        follows = last.sentence == clause.sentence - 1 and not self._dates.between(clause.start, clause.end)
        opens = clause.start == self._reading.sentences[clause.sentence].start
        if not same_sentence and not (
            follows and opens and (self._refers_back(clause) or self._goes_on(clause, tolls, last))
        ):
            return False
        position = len(self._frames) - 1
        if same_sentence:
            beside = self._owners.beside(tolls, begun)
            position = self._result_of(clause, begun) if beside is None else beside
        owner = self._frames[position]
        if (
            self._owners.of_another_noun(clause, owner)
            or self._owners.of_preceding(clause, owner)
            or self._of_another(clause)
            or (clause.joint == "next" and _told_otherwise(owner, tolls))
        ):
            return False
        slots = Arguments()
        for start, mention in sorted(self._mentions.items()):
            if (
                clause.start <= start < clause.end
                and mention.kind == "place"
                and self._locates(mention)
                and not owner.places
            ):
                slots.add("places", [mention])
        targets = owner.targets
        if not targets:
            acting = Arguments(mutual=owner.mutual, attackers=list(owner.attackers))
            targets = choose_targets(acting, owner.tolls + tolls, owner.type)
        self._frames[position] = replace(
            owner,
            tolls=owner.tolls + tolls,
            victims=owner.victims + victims,
            end=max(owner.end, clause.end) if same_sentence else owner.end,
            places=owner.places or tuple(without_landmarks(self._reading, slots.places)),
            targets=targets,
        )
        return True

    def _add_parts(self, tolls: tuple[TollMention, ...], victims: tuple[VictimMention, ...]) -> bool:
        """``بالإضافة إلى 6 عراقيين``: parts of a toll go where their whole stands, however the sentence is cut."""
        everything = self._reading.tolls
        wholes = {toll.subset_of for toll in tolls}
        if None in wholes:
            return False
        for position, frame in enumerate(self._frames):
            held = {everything.index(toll) for toll in frame.tolls}
            if wholes <= held | {everything.index(toll) for toll in tolls}:
                self._frames[position] = replace(frame, tolls=frame.tolls + tolls, victims=frame.victims + victims)
                return True
        return False

    def _of_another(self, clause: Clause) -> bool:
        """``بالإضافة إلى آخر أسفر عن …``: what follows came of another deed."""
        words = [word.norm for word in self._reading.words[clause.start : clause.start + _ANOTHER]]
        another = clause.joint == "next" and any(word in ("اخر", "اخري", "ثان", "ثانيه") for word in words)
        before = self._reading.words[max(clause.start - 2, 0) : clause.start]
        return another or [word.norm for word in before] in (["الي", "اخر"], ["الي", "اخري"])

    def _agrees(self, clause: Clause, last: Frame) -> bool:
        """``بعد تفجير …، أودى بحياة 32``: a bare verb of result has the noun told last as its subject."""
        if clause.joint != "result" or last.factuality != "asserted" or last.trigger.pos != "noun":
            return False
        verb = self._reading.words[clause.start].norm
        if verb.startswith(("ما", "مما")) or verb == "الامر":
            return False
        if verb.startswith("و") and not self._described(last, clause):
            return False
        feminine = last.trigger.plural or self._reading.words[last.trigger.start].norm.endswith(("ه", "ات"))
        return verb.endswith("ت") == feminine

    def _described(self, last: Frame, clause: Clause) -> bool:
        """``… بعد هجوم استهدف قاعدة وأسفر عن …``: a clause on the noun told last, which the verb goes on with."""
        hits = (self._hits.at(at, "verb.hit") for at in range(last.trigger.end, clause.start))
        return any(hit is not None and not hit.definite for hit in hits)

    def _result_of(self, clause: Clause, begun: int) -> int:
        """The event whose result a clause of the same sentence tells: the one before it that answers nothing."""
        position = len(self._frames) - 1
        if self._agrees(clause, self._frames[position]):
            return position
        while position > begun and (
            tells_before(self._hits, self._frames[position]) or self._frames[position].factuality != "asserted"
        ):
            position -= 1
        return position if self._frames[position].factuality == "asserted" else len(self._frames) - 1

    def _refers_back(self, clause: Clause) -> bool:
        """Whether a sentence without a word of violence goes on with the event of the sentence before."""
        return any(
            self._hits.any(at, ("tolls.subset", "boundaries.results"))
            for at in range(clause.start, min(clause.start + 6, clause.end))
        )

    def _goes_on(self, clause: Clause, tolls: tuple[TollMention, ...], last: Frame) -> bool:
        """``وأضاف المصدر أن اثنين من عناصر اللواء أصيبا``: the same voice, on losses of the party that was hit."""
        told = [a.speakers for a in self._reading.attributions if a.start <= last.trigger.start < a.end]
        now = [a.speakers for a in self._reading.attributions if 0 <= a.start - clause.start <= 1]
        if not told or not now or told[-1][:1] != now[-1][:1]:
            return False
        heads = {bare(fold(_owner(m).surface.split()[0])) for m in last.targets if _owner(m).surface}
        return any(
            bare(word.norm) in heads and word.norm.startswith("ال")
            for toll in tolls
            for word in self._reading.words[toll.start : toll.end + 1]
        )

    def tell(self, clause: Clause, tolls: tuple[TollMention, ...], victims: tuple[VictimMention, ...]) -> None:
        """Deaths with no word for how: an act of violence only where the text says by whom."""
        if not any(t.measure in ("killed", "casualties") for t in tolls) and not any(
            v.fate == "killed" for v in victims
        ):
            return
        start = min([t.start for t in tolls] + [v.start for v in victims])
        slots = Arguments()
        for at, mention in sorted(self._mentions.items()):
            if clause.start <= at < clause.end:
                if mention.preposition in _AGENTS and mention.kind in ("actor", "person"):
                    slots.add("attackers", [mention])
                elif mention.kind == "place" and self._locates(mention):
                    slots.add("places", [mention])
        if not slots.attackers:
            slots.add("attackers", self._killers(clause, start))
        group = next((t.group_mention for t in tolls if t.group_mention is not None and t.subset_of is None), None)
        bomber = self._by_bomber(clause, start)
        if (
            not slots.attackers
            and not (bomber and slots.places)
            and not (group is not None and group.iri and slots.places)
        ):
            return
        date = self._dates.nearest(clause.start, clause.end, [start])
        if date is None and not slots.places and any(t.low >= _SUM for t in tolls):
            return  # without day and place so many are those of a longer time
        armed = (
            group is not None
            and group.type in ("ArmedGroup", "Militia", "StateForce")
            and (group.iri is not None or group.demonym is not None)
        )
        kind = "SuicideBombing" if bomber else "ArmedClash" if armed and slots.attackers else OTHER_VIOLENCE
        word = self._fate(clause, tolls, start)
        fate = Trigger(word, word + 1, kind, "مقتل", "noun", "suffered")
        self._frames.append(
            Frame(
                clause.sentence,
                clause.start,
                clause.end,
                (fate,),
                kind,
                attackers=tuple(slots.attackers),
                targets=choose_targets(slots, tolls),
                places=tuple(without_landmarks(self._reading, slots.places)),
                date=date,
                tolls=tolls,
                victims=victims,
            )
        )

    def _subject(self, clause: Clause, verb: int) -> list[Mention]:
        """``إن مسلحين على دراجات نارية قتلوا …``: fighters before the verb of which it tells in the plural."""
        if not self._reading.words[verb].norm.endswith("وا"):
            return []
        before = [
            m for at, m in sorted(self._mentions.items()) if clause.start <= at and m.end <= verb and m.kind == "actor"
        ]
        last = before[-1] if before else None
        if last is None or last.preposition or last.type not in _ARMED or verb - last.end > _SUBJECT_REACH:
            return []
        between = range(last.end, verb)
        apart = any(
            self._reading.words[at].mark or self._hits.any(at, ("verb", "trigger", "complementizers")) for at in between
        )
        return [] if apart else [last]

    def _by_bomber(self, clause: Clause, start: int) -> bool:
        """``قتل انتحاري ثمانية أشخاص``."""
        return any(
            self._reading.words[at].norm.startswith(_BOMBER) and self._hits.any(at - 1, ("tolls.killed_before",))
            for at in range(clause.start + 1, start)
        )

    def _fate(self, clause: Clause, tolls: tuple[TollMention, ...], start: int) -> int:
        """The word that tells of the deaths: before those who died, or else behind them (``أن أربعة قتلوا``)."""
        before = max(start - 1, clause.start)
        if self._hits.any(before, ("tolls.killed_before",)):
            return before
        reach = range(start, min(max((toll.end for toll in tolls), default=start) + _FATE_REACH, clause.end))
        return next((at for at in reach if self._hits.any(at, ("tolls.killed_before", "tolls.killed_after"))), before)

    def _locates(self, place: Mention) -> bool:
        """Whether a preposition of place leads to it, or a word of direction behind those who died or their day."""
        if leading_preposition(self._reading, self._hits, place) in ("في", "ب", "قرب"):
            return True
        if place.preposition or place.conjunction or not self._hits.any(place.start, ("places.relations",)):
            return False
        before = self._reading.words[place.start - 1] if place.start else None
        if before is None or before.mark:
            return before is not None and before.mark == "comma"
        told = any(toll.end == place.start for toll in self._reading.tolls)
        dated = any(match.span.start <= before.start < match.span.end for match in self._reading.dates)
        return told or dated or any(m.end == place.start and m.kind != "place" for m in self._mentions.values())

    def _killers(self, clause: Clause, start: int) -> list[Mention]:
        """``قتلت القوات عشرة …``، ``تمكنت القوات من قتل …``: the actor between the verb and the dead, or before it."""
        verb = next(
            (
                at
                for at in range(start - 1, max(clause.start, start - 10) - 1, -1)
                if self._hits.any(at, ("tolls.killed_before",))
            ),
            None,
        )
        if verb is None:
            return []
        between = [
            m
            for at, m in sorted(self._mentions.items())
            if verb < at < start and m.kind == "actor" and not m.preposition and m.start == verb + 1
        ]
        if between:
            return between[:1]
        managed = next(
            (at for at in range(verb - 1, max(clause.start, verb - 8) - 1, -1) if self._hits.any(at, ("verb.manage",))),
            None,
        )
        if managed is None and start - verb == 1:
            return self._subject(clause, verb)
        if managed is None or self._reading.words[verb - 1].norm not in ("من", "في"):
            return []
        return [
            m
            for at, m in sorted(self._mentions.items())
            if managed < at < verb and m.kind == "actor" and not m.preposition
        ][:1] or [
            m
            for at, m in sorted(self._mentions.items())
            if clause.start <= at < managed and m.kind == "actor" and not m.preposition
        ][-1:]
