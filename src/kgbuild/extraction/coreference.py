"""Joins what several sentences of one article tell of one event.

Two tellings are one event when nothing in them contradicts (type, day, place, sides) and enough agrees. A definite noun
(``الهجوم``) takes up an event told before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.agreement import APART, ENOUGH, Agreement
from kgbuild.extraction.air_campaigns import bombed_from_the_air
from kgbuild.extraction.annotations import Frame, Mention, Reading, Trigger
from kgbuild.extraction.answers import answering
from kgbuild.extraction.areas import Areas
from kgbuild.extraction.clauses import past_distance
from kgbuild.extraction.deed_counts import counts_differ, done_too, one_by_one, ordinals_differ
from kgbuild.extraction.identified import says_who
from kgbuild.extraction.lead import Lead
from kgbuild.extraction.lead_deeds import joined_to_lead
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import (
    guns_and_planes,
    one_count,
    related,
    same,
    sides_agree,
    specific,
    surely_counted,
    tolls_conflict,
    turned,
)
from kgbuild.extraction.sites import called_after_place, two_sites
from kgbuild.extraction.summaries import without_summaries
from kgbuild.extraction.tellings import Tellings
from kgbuild.schema import Schema

__all__ = ["join_events"]

_NEAR = 2
_ASIDE, _SEEMING = 4, (["فيما", "يبدو"], ["ما", "يبدو"], ["كما", "يبدو"], ["علي", "الارجح"])
_AGO = ("وقبل", "وبعد")
_WHERE, _WHEN = "حيث", ("عندما", "حين", "حينما")
_COUNTED = 1.5  # who counted the same dead tells of it, rather than a bare word nearby
_SAME = ("نفسها", "نفسه", "ذاتها", "ذاته", "عينها", "عينه")
_FAMILIES = (
    frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling"}),
    frozenset({"ArmedClash", "Ambush", "OtherViolence", "Assassination"}),
    frozenset({"Bombing", "SuicideBombing", "OtherViolence", "Assassination"}),
)
_RECENT = timedelta(days=2)  # between a deed and the article that tells it as news
_DAY_AFTER = fold("غداة")
_WEAK = frozenset({"Attack", "OtherViolence"})


def join_events(reading: Reading, schema: Schema, linker: Linker) -> list[Frame]:
    """Return the frames with their event numbers; a bare mention of an event told elsewhere is dropped."""
    return _Joiner(reading, schema, linker).run()


class _Joiner:
    def __init__(self, reading: Reading, schema: Schema, linker: Linker) -> None:
        self.reading, self.schema, self.linker = reading, schema, linker
        self.tellings = Tellings(reading)
        self.agreement = Agreement(reading, linker)
        self.frames: list[Frame] = []

    def run(self) -> list[Frame]:
        count = 0
        numbers: dict[int, int] = {}
        for position, frame in enumerate(bombed_from_the_air(self.reading.frames, self.linker)):
            chosen = (
                frame.same_as
                if frame.same_as is not None
                else self._antecedent(frame)
                if frame.factuality == "asserted"
                else None
            )
            if chosen is None:
                number, count = count, count + 1
            else:
                number = self.frames[chosen].event
            numbers[position] = number
            self.frames.append(replace(self._taken_up(frame) if chosen is None else frame, event=number))
        self.frames = [
            replace(f, response_to=numbers.get(f.response_to) if f.response_to is not None else None)
            for f in self.frames
        ]
        self.frames = joined_to_lead(self.reading, self.frames, self.linker, self._compatible)
        self.frames = bombed_from_the_air([self._as_told(frame) for frame in self.frames], self.linker)
        self.frames = Lead(self.reading, self.linker, self.frames).spread_day()
        self.frames = Areas(self.reading, self.linker, self.frames).spread()
        return answering(without_summaries(self.reading, self._kept(), self.linker))

    def _as_told(self, frame: Frame) -> Frame:
        """``مجزرة كذا``, ``الحادث``: a word for any violence, of the type that other tellings of the event name."""
        if frame.type not in ("OtherViolence", "Bombing") or frame.factuality != "asserted":
            return frame
        told = {f.type for f in self.frames if f.event == frame.event and f.factuality == "asserted"} - _WEAK
        if "SuicideBombing" in told:
            told.discard("Bombing")
        return replace(frame, type=told.pop()) if len(told) == 1 else frame

    def _taken_up(self, frame: Frame) -> Frame:
        """A definite noun that tells more of what was told before (طال القصف مواقع …) has its day and its agent."""
        definite = [t for t in frame.triggers if t.pos == "noun" and t.definite]
        if (
            not definite
            or frame.factuality != "asserted"
            or not (frame.tolls or frame.victims or self._hits_something(definite[0]))
        ):
            return frame
        for other in reversed(self.frames):
            if frame.sentence - other.sentence > _NEAR:
                break
            if (
                other.factuality in ("planned", "negated")
                and frame.tolls
                and not frame.places
                and frame.sentence == other.sentence
            ):
                return replace(
                    frame,
                    places=other.places,
                    targets=frame.targets or other.targets,
                    attackers=frame.attackers or other.attackers,
                    date=frame.date or other.date,
                    certainty="asserted" if frame.attackers or other.attackers else "unknown",
                )
            if (
                other.factuality == "asserted"
                and self._same_kind(frame, other)
                and self._same_day(frame, other)
                and sides_agree(frame.attackers, other.attackers, self.linker)
            ) and self._same_place(frame.places, other.places):
                return replace(
                    frame,
                    date=frame.date or (None if self._goes_on(definite[0]) else other.date),
                    attackers=frame.attackers or other.attackers,
                    certainty=frame.certainty if frame.attackers else other.certainty,
                )
        return frame

    def _goes_on(self, trigger: Trigger) -> bool:
        """``المعارك المستمرة``: what has gone on since the day that it began is of no one day."""
        return self.reading.hits is not None and self.reading.hits.any(trigger.end, ("general.unbroken",))

    def _hits_something(self, trigger: Trigger) -> bool:
        """``طال القصف …``, ``استهدفت الغارات …``: the noun is what does the hitting."""
        if self.reading.hits is None:
            return False
        near = range(max(0, trigger.start - 2), trigger.end + 2)
        return any(self.reading.hits.any(at, ("verb.hit", "verb.concentrate", "boundaries.results")) for at in near)

    def _kept(self) -> list[Frame]:
        """Without frames that tell nothing of their own: no participant, place or toll."""
        told = {frame.event for frame in self.frames if self.tellings.tells(frame)}
        return [
            frame
            for frame in self.frames
            if not says_who(self.reading, frame, self.frames)
            if self.tellings.tells(frame) or (frame.event in told and (frame.tolls or frame.victims))
        ]

    def _antecedent(self, frame: Frame) -> int | None:
        best: tuple[float, bool] = (0.0, False)
        found = None
        if self._spelled_out(frame):
            return len(self.frames) - 1
        if self._elsewhen(frame) or self._there_too(frame) or self._like_another(frame):
            return None
        new = self._new(frame) and (frame.places or frame.targets)
        distant = self._at_a_distance(frame) or one_by_one(self.reading, frame, self.frames)
        for position in range(len(self.frames) - 1, -1, -1):
            other = self.frames[position]
            if other.factuality != "asserted" or not self._compatible(frame, other):
                continue
            at_one_place = any(specific(a) and same(a, b) for a in frame.places for b in other.places)
            counted = one_count(frame, other)
            if new and not (at_one_place or self._summed_up(frame, other) or surely_counted(frame, other)):
                continue
            again = counted or self.agreement.one_kind_there(frame, other)
            told = [f for f in self.frames if f.event == other.event]
            if (distant or self._of_the_past(frame, other)) and (not again or _only_there(frame, told)):
                continue
            if any(f.sentence == frame.sentence and not self._same_place(frame.places, f.places) for f in told):
                continue  # of one sentence one deed was told to be that, and this one lies elsewhere
            if any(self._another(frame, teller) for teller in told):
                continue
            sure = _COUNTED if surely_counted(frame, other) and self.tellings.tells(other) else 0.0
            score = (self.agreement.score(frame, other, told) + sure, self.tellings.tells(other))
            if score[0] >= ENOUGH and score > best:
                best, found = score, position
        return found

    def _spelled_out(self, frame: Frame) -> bool:
        """``تقدمت القوات في كذا، حيث سيطرت على سوقها``, ``وقع هجوم عندما أطلق مسلح النار``: one sentence tells how."""
        last = self.frames[-1] if self.frames else None
        if last is None or last.sentence != frame.sentence or last.factuality != "asserted":
            return False
        words = [word.norm for word in self.reading.words[last.triggers[-1].end : frame.trigger.start]]
        if frame.type == last.type == "TerritorialChange":
            return _WHERE in words and self._compatible(frame, last)
        told = any(word in _WHEN for word in words) or self._aside_only(last, frame)
        return last.trigger.pos == "noun" and frame.trigger.pos == "verb" and told and self._compatible(frame, last)

    def _aside_only(self, last: Frame, frame: Frame) -> bool:
        """``انفجار نفذه مهاجم انتحاري، فيما يبدو، استهدف مركزا``: only an aside parts the noun from its verb."""
        hits = self.reading.hits
        if hits is None or not hits.any(frame.trigger.start, ("verb.hit",)):
            return False
        words = self.reading.words[max(last.triggers[-1].end, frame.trigger.start - _ASIDE) : frame.trigger.start]
        norms = [word.norm for word in words if not word.mark]
        return norms[-2:] in _SEEMING

    def _another(self, frame: Frame, teller: Frame) -> bool:
        """Whether one telling of an event sets a deed apart from all of it: by its number, or by its day."""
        return (
            ordinals_differ(self.reading, frame, teller)
            or not self._same_day(frame, teller)
            or self._day_of_sentence(frame, teller)
        )

    def _summed_up(self, frame: Frame, lead: Frame) -> bool:
        """Whether the lead told of the deed already: the same was hit by the same side or a part of it."""
        first = next((number for number, row in enumerate(self.reading.sentences) if not row.headline), 0)
        return (
            lead.sentence == first
            and any(same(a, b) for a in frame.targets for b in lead.targets)
            and any(related(a, b, self.linker) for a in frame.attackers for b in lead.attackers)
        )

    # -- contradiction

    def _compatible(self, left: Frame, right: Frame) -> bool:
        return (
            self._same_kind(left, right)
            and self._same_day(left, right)
            and (self._same_place(left.places, right.places) or self.agreement.concentrated(left, right))
            and (self._sides_fit(left, right) or self._sides_fit(left, turned(right, left)))
            and not tolls_conflict(left, right)
            and not counts_differ(self.reading, left, right)
            and not two_sites(self.reading, left, right)
            and not guns_and_planes(left, right)
        )

    def _sides_fit(self, left: Frame, right: Frame) -> bool:
        return (
            sides_agree(left.targets, right.targets, self.linker)
            or (left.trigger.definite and left.trigger.pos == "noun")
        ) and sides_agree(left.attackers, right.attackers, self.linker)

    def _same_kind(self, left: Frame, right: Frame) -> bool:
        if left.type == right.type:
            return True
        if {left.type, right.type} & APART:
            return False
        if self.schema.is_a(left.type, right.type) or self.schema.is_a(right.type, left.type):
            return True
        if any(left.type in family and right.type in family for family in _FAMILIES):
            return True
        return left.type == "OtherViolence" and called_after_place(self.reading, left)  # مجزرة كذا: by whatever means

    def _same_day(self, left: Frame, right: Frame) -> bool:
        if left.date is None or right.date is None or left.date.interval is None or right.date.interval is None:
            return left.date is None or right.date is None or left.date.surface == right.date.surface
        return left.date.interval[0] <= right.date.interval[1] and right.date.interval[0] <= left.date.interval[1]

    def _same_place(self, left: Sequence[Mention], right: Sequence[Mention]) -> bool:
        if not left or not right:
            return True
        exact_left, exact_right = [m for m in left if specific(m)], [m for m in right if specific(m)]
        if exact_left and exact_right:
            return any(self._one_place(a, b) for a in exact_left for b in exact_right)
        return any(self._one_place(a, b) for a in left for b in right)

    def _one_place(self, left: Mention, right: Mention) -> bool:
        if same(left, right):
            return True
        if left.iri and right.iri:
            return self.linker.within(left.iri, right.iri) or self.linker.within(right.iri, left.iri)
        unknown, known = (left, right) if right.iri else (right, left)
        return bool(known.iri) and known.type == "Country" and specific(unknown)  # a town may lie in the country

    def _elsewhen(self, frame: Frame) -> bool:
        """Whether the sentence tells of another time (وسبقها بأيام …، وقبل أسبوع …)."""
        start, hits = self.reading.sentences[frame.sentence].start, self.reading.hits
        if hits is None:
            return False
        if frame.start - start <= 2 and hits.any(start, ("boundaries.other_time",)):
            return True
        ago = self.reading.words[start].norm in _AGO and any(
            hits.any(at, ("boundaries.units",)) for at in range(start + 1, min(start + 3, frame.trigger.start))
        )
        return ago and not (frame.trigger.pos == "noun" and frame.trigger.definite)

    def _at_a_distance(self, frame: Frame) -> bool:
        """``ويأتي مقتل فلان بعد أيام على … في مواجهات``: what lies behind a distance in time is another deed."""
        hits = self.reading.hits
        if hits is None:
            return False
        for at in range(self.reading.sentences[frame.sentence].start, frame.trigger.start):
            hit = hits.at(at, "boundaries.earlier")
            if hit is None:
                continue
            if past_distance(self.reading, hits, hit.end) > hit.end or (
                fold(hit.value) == _DAY_AFTER and not frame.trigger.definite
            ):
                return not self._said_behind(hit.end, frame.triggers[-1].start)
        return False

    def _said_behind(self, start: int, end: int) -> bool:
        """``وبعد ساعات على كذا، قال الوزير إن …``: the distance is that of the saying, not of what is said."""
        hits = self.reading.hits
        return hits is not None and any(hits.any(at, ("reporting.verbs",)) for at in range(start, end))

    def _of_the_past(self, frame: Frame, other: Frame) -> bool:
        """A deed of a day that lies back, told anew, is none of those that the article tells without a day."""
        anchor, day = self.reading.article.anchor, frame.date
        if anchor is None or day is None or day.kind != "point" or day.interval is None:
            return False
        if frame.trigger.pos == "noun" and frame.trigger.definite:
            return False
        if self._at_a_distance(other):
            return False
        undated = not any(f.date for f in self.frames if f.event == other.event)
        return undated and anchor - day.interval[1] > _RECENT

    def _day_of_sentence(self, frame: Frame, other: Frame) -> bool:
        """``19 ديسمبر، … هجوم …، وقتل منفذ الهجوم``: a day that opens a sentence is that of all in it."""
        if frame.date is not None or other.date is None or other.sentence == frame.sentence:
            return False
        row = self.reading.sentences[frame.sentence]
        first = self.reading.words[row.start].start
        opening = next((match for match in self.reading.dates if first <= match.span.start <= first + 1), None)
        if opening is None or opening.interval is None or other.date.interval is None:
            return False
        (start, end), (first_day, last_day) = opening.interval, other.date.interval
        return not (start <= last_day and first_day <= end)

    def _there_too(self, frame: Frame) -> bool:
        """``وفي المنطقة نفسها انفجرت عبوة``: something else at the place of what was told before."""
        words = self.reading.words
        again = any(p.role == "anaphor" and p.end < len(words) and words[p.end].norm in _SAME for p in frame.places)
        return again and not any(t.definite and t.pos == "noun" for t in frame.triggers)

    def _like_another(self, frame: Frame) -> bool:
        """``هجوم سابق``, ``غارات مماثلة``: a deed that is set beside one told before."""
        hits, noun = self.reading.hits, frame.trigger
        beside = hits is not None and hits.any(noun.end, ("boundaries.another",))
        if noun.pos == "verb":
            return done_too(self.reading, noun)
        return beside and not noun.definite

    def _new(self, frame: Frame) -> bool:
        """``شن المسلحون هجوما``: an indefinite noun that is carried out is told of for the first time."""
        first = frame.trigger
        return (
            frame.sentence > 1
            and first.pos == "noun"
            and not first.definite
            and not first.preposition
            and self.reading.hits is not None
            and any(self.reading.hits.any(at, ("verb.perform",)) for at in range(max(0, first.start - 4), first.start))
        )


def _only_there(frame: Frame, told: Sequence[Frame]) -> bool:
    """Whether a telling names a town, and those of the event no more than a country."""
    places = [place for teller in told for place in teller.places]
    return any(map(specific, frame.places)) and bool(places) and not any(map(specific, places))
