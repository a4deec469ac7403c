"""Which date of a sentence dates which of its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kgbuild.arabic.dates import DateMatch
from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Frame, Reading, Sentence, Trigger
from kgbuild.extraction.date_asides import DateAsides, began_beside
from kgbuild.extraction.foreign_days import ForeignDays
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.joined_days import joined_days
from kgbuild.extraction.mentions import WordMap
from kgbuild.extraction.predicates import Predicates

__all__ = ["EventDates", "tells_before"]

_POINT_KINDS = ("point", "range", "duration")
_DATE_REACH = 26
_OF_EVENTS = (
    "boundaries.results",
    "tolls.killed_before",
    "tolls.wounded_before",
    "tolls.killed_after",
    "tolls.wounded_after",
    "tolls.casualties",
)
_ARRESTS = ("Raid", "Abduction")
_BEFORE_THAT = ("قبل يوم", "قبل ذلك")  # counted from another event
_SINCE_NOUN, _SINCE_REACH = 10, 16  # words from منذ with a noun, and with a clause (منذ أن), to its day
# Days counted from the day of the report: with a verb of accusing, the day of the accusation.
_DEICTIC = ("اليوم", "امس", "الامس", "البارحه")
_HOSTED_REACH = 3
_BELONGING = ("تابع", "تابعت", "تابعوا")  # said, or belonging to
_PHRASE = 2  # words between two days of one phrase
_BECOMING_REACH = 8  # words from a verb of becoming to تحت سيطرة
_OCCASION_REACH = 8  # words from a visit, a meeting or a statement to its day


def tells_before(hits: HitTable, frame: Frame) -> bool:
    """Whether an event came before what its sentence tells, or was what that answers."""
    return hits.any(frame.start, ("boundaries.earlier", "boundaries.answers")) and not hits.any(
        frame.start, ("boundaries.replies",)
    )


class EventDates:
    """Chooses dates for events; ``triggers`` are the words that violence is told with, ``predicates`` all verbs."""

    def __init__(
        self, reading: Reading, hits: HitTable, triggers: Mapping[int, Trigger], predicates: Predicates
    ) -> None:
        self._reading, self._hits, self._triggers, self._predicates = reading, hits, triggers, predicates
        self._spans = WordMap(reading.words)
        self._asides = DateAsides(reading, hits, triggers, predicates.finite)
        self._foreign = ForeignDays(reading, hits, triggers)
        self._days = joined_days(reading)

    def between(self, start: int, end: int) -> list[DateMatch]:
        """The dates between two words that can date an event."""
        words = self._reading.words
        return [
            match
            for match in self._days
            if words[start].start <= match.span.start < words[end - 1].end and match.kind in _POINT_KINDS
        ]

    def nearest(self, start: int, end: int, own: Sequence[int]) -> DateMatch | None:
        """The date of the clause that stands nearest to its trigger; ``منذ`` and the like date no single event.

        ``own`` are the words that tell of the event, its trigger first.
        """
        trigger = own[0]
        begin = self._reading.words[trigger].start
        near = [
            (abs(match.span.start - begin), match.span.start, match)
            for match in self._of_events(start, end)
            if not self._past_complementizer(match, trigger)
            and not self._aside(match, own)
            and abs(self._spans.words_of(match.span.start, match.span.end)[0] - trigger) <= _DATE_REACH
        ]
        return self._narrower(min(near)[2], [match for _, _, match in near]) if near else None

    def _narrower(self, chosen: DateMatch, others: Sequence[DateMatch]) -> DateMatch:
        """``في شهر رمضان في 26 يونيو``: of two days in one phrase the one that lies within the other."""
        if chosen.interval is None:
            return chosen
        first, last = chosen.interval
        for other in others:
            if other.interval is None or other.kind != "point" or other.interval == chosen.interval:
                continue
            inside = first <= other.interval[0] and other.interval[1] <= last
            gap = self._reading.article.text[chosen.span.end : other.span.start].split()
            if inside and other.span.start > chosen.span.end and len(gap) <= _PHRASE:
                return other
        return chosen

    def spread(self, frames: list[Frame], number: int, begun: int) -> None:
        """A sentence's only date holds for all its clauses, except those that tell what was before.

        Parameters
        ----------
        frames
            The events so far; those that gain the date are replaced in it.
        number
            Which sentence.
        begun
            Where its events begin in ``frames``.
        """
        dates = [frame.date for frame in frames[begun:] if frame.date is not None]
        sentence = self._reading.sentences[number]
        inside = self._of_events(sentence.start, sentence.end)
        if len(inside) != 1 or (dates and dates[0] is not inside[0]) or self._of_earlier_frame(frames[begun:]):
            return
        for position in range(begun, len(frames)):
            frame = frames[position]
            if (
                frame.date is None
                and not tells_before(self._hits, frame)
                and self._near(frame, inside[0], position - begun)
                and not self._turned(frame, inside[0])
                and not self._past_complementizer(inside[0], frame.trigger.start)
                and not self._aside(inside[0], [trigger.start for trigger in frame.triggers])
            ):
                frames[position] = replace(frame, date=inside[0])

    def _turned(self, frame: Frame, match: DateMatch) -> bool:
        """``قصفت القوات كذا، بينما خطف مسلحون أمس فلانا``: the sentence turned to something else before the day."""
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        between = range(frame.triggers[-1].end, first)
        return any(self._hits.any(at, ("foreign_days.turns",)) for at in between) and any(
            at in self._triggers for at in between
        )

    def _stood(self, trigger: int) -> bool:
        """``الذي كان تحت سيطرة كذا``: how things stood, which came about on no day that the sentence tells."""
        words = self._reading.words
        if trigger < 2 or words[trigger - 1].norm != "تحت":
            return False
        return not any(
            self._hits.any(at, ("dates.becoming",)) for at in range(max(0, trigger - _BECOMING_REACH), trigger)
        )

    def _of_earlier_frame(self, frames: Sequence[Frame]) -> bool:
        """``ومنذ هجوم يونيو، اعتقل …``: the sentence's date is that of what it counts from."""
        dated = next((frame for frame in frames if frame.date is not None), None)
        return (
            dated is not None
            and self._hits.any(dated.trigger.start - 1, ("boundaries.earlier",))
            and (tells_before(self._hits, dated))
        )

    def _aside(self, match: DateMatch, own: Sequence[int]) -> bool:
        """``مدينة كذا التي استعادتها القوات في يوليو``: the day of another clause than that of the event."""
        if self._stood(own[0]):
            return True
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        sentence = self._reading.sentences[self._reading.sentence_at(first)]
        return self._foreign.of_one(first, sentence.start, own[0]) or self._asides.holds(first, sentence, own)

    def _corrected(self, match: DateMatch) -> bool:
        """``أطلقوا اليوم (أمس) …``: a paper's own day stands in brackets behind that of the agency."""
        text = self._reading.article.text
        return any(
            other.kind in _POINT_KINDS and text[match.span.end : other.span.start].strip() == "("
            for other in self._reading.dates
            if 0 < other.span.start - match.span.end <= len(" ( ")
        )

    def _part_of(self, match: DateMatch) -> bool:
        """``في أول ستة شهور من عام 2015``: a part of the year that the match has not read; ``حتى اليوم``: an end."""
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        words = [word.norm for word in self._reading.words[max(first - 2, 0) : first]]
        if words[-1:] in (["حتي"], ["لغايه"]):
            return True
        return words[-1:] == ["من"] and words[0] in ("شهور", "اشهر", "اسابيع", "الاول", "نصف", "ربع")

    def _past_complementizer(self, match: DateMatch, trigger: int) -> bool:
        """``الوحدات التي طردت التنظيم في يناير، أنها الأقدر على التصدي له``: the day lies outside what is said.

        So does one that the time since is counted from (``أعدمهم منذ سيطرته على المدينة في 10 يونيو``).
        """
        first, last = self._spans.words_of(match.span.start, match.span.end)
        if any(self._reading.words[at].norm == "منذ" for at in range(trigger + 1, first)):
            return True
        if self._of_answered(trigger, first):
            return True
        return any(self._hits.any(at, ("complementizers",)) for at in range(last, trigger)) and any(
            at in self._triggers for at in range(self._reading.sentences[self._reading.sentence_at(first)].start, first)
        )

    def _of_answered(self, trigger: int, first: int) -> bool:
        """``قصفت كذا ردا على هجوم وقع قبل أسبوع``: the day of the deed that was answered."""
        answer = next((at for at in range(trigger + 1, first) if self._hits.any(at, ("boundaries.answers",))), None)
        return answer is not None and any(at in self._triggers for at in range(answer + 1, first))

    def _of_events(self, start: int, end: int) -> list[DateMatch]:
        return [
            m
            for m in self.between(start, end)
            if not self._of_saying(m)
            and not self._since(m)
            and not began_beside(self._reading, self._hits, self._spans.words_of(m.span.start, m.span.end)[0])
            and not self._of_another(m)
            and not fold(m.surface).startswith(_BEFORE_THAT)
            and not self._part_of(m)
            and not self._corrected(m)
            and not self._figurative(m)
        ]

    def _figurative(self, match: DateMatch) -> bool:
        """``ما حدث بالأمس القريب هناك يحدث اليوم هنا``: no day of the calendar."""
        if not any(word in _DEICTIC for word in fold(match.surface).split()):
            return False
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        sentence = self._reading.sentences[self._reading.sentence_at(first)]
        return any(self._hits.any(at, ("dates.rhetoric",)) for at in range(sentence.start, sentence.end))

    def _of_another(self, match: DateMatch) -> bool:
        """The date belongs to a verb or an occasion that is no event: ``غادرت الأسرة أوائل يونيو``، ``زيارته أمس``.

        What stands before the date counts first; a date that nothing stands before belongs to the verb behind it.
        """
        first, last = self._spans.words_of(match.span.start, match.span.end)
        sentence = self._reading.sentences[self._reading.sentence_at(first)]
        if self._opens_speech(first, last, sentence) or self._foreign.holds(match, first, sentence.start):
            return True
        for at in range(first - 1, sentence.start - 1, -1):
            if at in self._triggers or self._hits.any(at, _OF_EVENTS):
                return False
            if self._hits.any(at, ("tolls.captured_before",)):
                return not any(
                    self._triggers[k].type in _ARRESTS
                    for k in range(sentence.start, sentence.end)
                    if k in self._triggers
                )
            if self._hits.any(at, ("complementizers",)) or self._reading.words[at].mark in ("stop", "colon"):
                return False
            if first - at <= _OCCASION_REACH and self._hits.any(at, ("dates.occasions",)):
                return True
            if self._purpose(at):
                return True
            if self._hits.any(at, ("certainty.suspected", "certainty.blames")):
                return any(word in _DEICTIC for word in fold(match.surface).split())
            if at in self._predicates.foreign:
                return not (self._hits.any(at, ("reporting.verbs",)) and not self._told_behind(last, sentence))
            if at in self._predicates.finite:
                return self._hits.any(at, ("verb.host", "verb.occur")) and (
                    any(self._hits.any(near, ("dates.occasions",)) for near in range(at - 3, at))
                    or self._hosts_occasion(last, sentence)
                )
        behind = next(
            (at for at in range(last, sentence.end) if at in self._triggers or at in self._predicates.finite), None
        )
        return behind is not None and behind in self._predicates.foreign

    def _hosts_occasion(self, last: int, sentence: Sentence) -> bool:
        """``شهدت المدينة أمس استنفارا …``: what came about then stands behind the day, and is no violence."""
        for at in range(last, min(last + _HOSTED_REACH, sentence.end)):
            if at in self._triggers:
                return False
            if self._hits.any(at, ("dates.occasions", "dates.hosted")):
                return True
        return False

    def _purpose(self, at: int) -> bool:
        """``لتعود في ديسمبر وتفتح …``: a verb behind ل tells of something else."""
        norm = self._reading.words[at].norm
        return (
            norm[:1] == "ل"
            and norm[1:2] in ("ي", "ت")
            and at not in self._triggers
            and (is_finite_verb(norm[1:], "ان") and not self._hits.any(at, ("trigger", "tolls", "fates")))
        )

    def _opens_speech(self, first: int, last: int, sentence: Sentence) -> bool:
        """``قال المحققون في الهجوم الثلاثاء إنهم …``: right before what is said stands the day of saying it."""
        if not any(self._hits.any(at, ("complementizers",)) for at in range(last, min(last + 2, sentence.end))):
            return False
        saying = [at for at in range(sentence.start, first) if self._hits.any(at, ("reporting.verbs",))]
        return bool(saying) and not any(self._hits.any(at, ("complementizers",)) for at in range(saying[-1], first))

    def _told_behind(self, last: int, sentence: Sentence) -> bool:
        """Whether what somebody says still follows behind a date."""
        return any(
            at in self._triggers or self._hits.any(at, ("tolls", "complementizers")) for at in range(last, sentence.end)
        )

    def _since(self, match: DateMatch) -> bool:
        """``منذ تنصيب الرئيس في 29 أيار``: the date belongs to what the time is counted from."""
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        counted = True
        for at in range(first - 1, max(-1, first - _SINCE_REACH), -1):
            word = self._reading.words[at]
            if word.mark and word.mark != "quote" and not (word.mark == "comma" and first - at == 1):
                return False
            counted = counted and at not in self._triggers and first - at < _SINCE_NOUN
            if word.norm.lstrip("و") == "منذ":
                return counted or self._reading.words[at + 1].norm == "ان"
        return False

    def _near(self, frame: Frame, match: DateMatch, position: int) -> bool:
        """Whether a date of the sentence may date a frame whose own clause has none: ``وتستمر`` tells of now."""
        word = self._reading.words[frame.start].norm
        if position and word[:2] in ("وت", "وي") and frame.start in self._predicates.finite:
            return False
        first, last = self._spans.words_of(match.span.start, match.span.end)
        if position == 0 and last <= frame.start:
            return frame.start - last <= _DATE_REACH
        return abs(first - frame.trigger.start) <= _DATE_REACH

    def _of_saying(self, match: DateMatch) -> bool:
        """A day between a verb of saying and what is said is the day of the statement (قالت مصادر أمس إن …)."""
        first, last = self._spans.words_of(match.span.start, match.span.end)
        sentence = self._reading.sentences[self._reading.sentence_at(first)]
        return (
            self._of_source(first, last, sentence)
            or self._behind_saying(first, last, sentence)
            or self._before_speech(first, last, sentence)
        )

    def _of_source(self, first: int, last: int, sentence: Sentence) -> bool:
        """``بحسب مصادر …``: the day stands with the source, and nothing more is told."""
        said = next(
            (
                at
                for at in range(first - 1, max(sentence.start, first - 14) - 1, -1)
                if self._hits.any(at, ("reporting.according",))
            ),
            None,
        )
        return (
            said is not None
            and not any(at in self._triggers for at in range(said, first))
            and not any(at in self._triggers for at in range(last, sentence.end))
        )

    def _behind_saying(self, first: int, last: int, sentence: Sentence) -> bool:
        """The day ends a clause of saying that follows what was said."""
        verb = next(
            (
                at
                for at in range(first - 1, max(sentence.start, first - 8) - 1, -1)
                if self._hits.any(at, ("reporting.verbs",)) and self._says(at)
            ),
            None,
        )
        if verb is None:
            return False
        ends = last >= sentence.end - 1 or self._reading.words[last].mark in ("comma", "stop", "bracket")
        content = any(at in self._triggers or self._hits.any(at, ("complementizers",)) for at in range(verb, first))
        return ends and not content and any(at in self._triggers for at in range(sentence.start, verb))

    def _before_speech(self, first: int, last: int, sentence: Sentence) -> bool:
        """The day stands between the verb of saying and what opens the speech."""
        opened = any(
            self._hits.any(at, ("complementizers",))
            or self._reading.words[at].mark in ("colon", "quote")
            or self._reading.words[at].norm == "عن"
            for at in range(last, min(last + 4, sentence.end))
        )
        told = self._triggers.get(last)
        opened = opened or (told is not None and told.pos == "noun" and not told.preposition)
        if not opened:
            return False
        for at in range(first - 1, max(sentence.start, first - 14) - 1, -1):
            if at in self._triggers or self._hits.any(at, ("complementizers",)):
                return False
            if self._hits.any(at, ("reporting.verbs", "reporting.diplomacy")) and self._says(at):
                return True
        return False

    def _says(self, at: int) -> bool:
        """``وتابع`` says; ``تابع للتحالف`` is an adjective."""
        hit = self._hits.at(at, "reporting.continues")
        return hit is None or bool(hit.conjunction) or not hit.value.startswith(_BELONGING)
