"""Who says what: finds speakers and the stretch of text that each of them vouches for.

A verb of saying with a subject opens a stretch that lasts to the end of its sentence, or to the end of the quotation
that it opens; ``بحسب فلان`` covers the whole sentence that it stands in. ``وأضاف`` without a subject goes on with the
speaker before.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.according import According
from kgbuild.extraction.annotations import Attribution, Mention, Reading
from kgbuild.extraction.breakdowns import Breakdowns
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.saying_verbs import Saying, SayingVerbs
from kgbuild.extraction.source_phrases import source
from kgbuild.extraction.sources import Source, Sources
from kgbuild.extraction.speakers import Speakers
from kgbuild.extraction.speech import Opening, Speech

__all__ = ["find_attributions"]

_SUBJECT_REACH = 14
_OTHER_CLAUSES = ("reporting.verbs", "trigger", "boundaries.words", "boundaries.turns")
_QUOTED_BEFORE = 2  # sentences from the end of a quotation to one without a speaker that goes on with it
_WHERE = "حيث"
_DASHES = ("-", "–", "—", "•")
_ANNOUNCED = 9  # words of who speaks before a colon


def find_attributions(reading: Reading, hits: HitTable) -> list[Attribution]:
    """Return the attributions of an article in text order.

    Parameters
    ----------
    reading
        An article with words, sentences, dates and mentions.
    hits
        Its lexicon hits.
    """
    finder = _Finder(reading, hits)
    for number in range(len(reading.sentences)):
        finder.sentence(number)
    return finder.found


class _Finder:
    """Reads one sentence after another; ``found`` grows."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self.reading, self.hits, self.words = reading, hits, reading.words
        self.mentions = {mention.start: mention for mention in reading.mentions}
        self.sources = Sources(reading, hits)
        self.speech = Speech(reading, hits)
        self.verbs = SayingVerbs(reading, hits, self.speech)
        self.according = According(reading, hits, self.sources)
        self.breakdowns = Breakdowns(reading, hits)
        self.speakers = Speakers(reading, hits, self.sources)
        self.found: list[Attribution] = []
        self.number = self.start = self.end = 0

    def sentence(self, number: int) -> None:
        """Read one sentence."""
        sentence = self.reading.sentences[number]
        self.number, self.start, self.end = number, sentence.start, sentence.end
        position = self._announced() or sentence.start
        while position < sentence.end:
            position = self._according(position) or self._saying(position) or self._reported(position) or position + 1
        covered = bool(self.found) and self.found[-1].end > sentence.start
        if not covered and not sentence.headline:
            self._item()
            self._quotation_alone()
            self._own_words()
            self._quoted_in_passing()
            self._part_of_toll()
            covered = bool(self.found) and self.found[-1].end > sentence.start
        ours = None if covered or sentence.headline else self.speakers.of_us(number)
        if ours:
            self._record(Attribution(self.start, self.end, ours))

    def _quotation_alone(self) -> None:
        """``قال فلان: «…». … «…»``: a quotation whose speaker nobody names goes on with who was quoted before it."""
        last = self.found[-1] if self.found else None
        if last is None or last.stance != "says" or not self.speech.quotes(last.start, last.end):
            return
        near = self.number - self.reading.sentence_at(last.end - 1) <= _QUOTED_BEFORE
        end = self.speech.goes_on(self.start, self.number) if near else None
        if end is not None:
            self._record(Attribution(self.start, end, last.speakers))

    def _quoted_in_passing(self) -> None:
        """``«…»، بحسب ناشطين. وشهدت كذا قصفا حيث «…»``: a long quotation of nobody is of who was quoted before."""
        last = self.found[-1] if self.found else None
        if last is None or last.stance != "says" or last.end != self.start:
            return
        before = self.reading.sentences[self.number - 1].start
        quoted = self.speech.quotes(max(before, last.start), last.end)
        quote = self.speech.long_quote(self.start, self.end) if quoted else None
        if quote is not None:
            self._record(Attribution(quote, self.end, last.speakers))

    def _part_of_toll(self) -> None:
        """``أفاد المكتب بمقتل تسعة في غارات. وقتل أربعة في غارة على كذا``: the parts are told by who told the whole."""
        last = self.found[-1] if self.found else None
        if last is not None and last.stance == "says" and last.end == self.start:
            part = self.breakdowns.goes_on(last, self.start, self.end)
            if part is not None:
                self._record(part)

    def _item(self) -> None:
        """``حدد فلان ثلاثة أهداف:``, then ``- …``: what is listed is told by who told the sentence before it."""
        last = self.found[-1] if self.found else None
        if (
            last is None
            or last.stance != "says"
            or last.end != self.start
            or self.words[self.start].norm not in _DASHES
        ):
            return
        before = self.reading.sentences[self.number - 1].start
        if self.words[self.start - 1].mark == "colon" or self.words[before].norm in _DASHES:
            self._record(Attribution(self.start, self.end, last.speakers))

    def _own_words(self) -> None:
        """``قصفوا المدينة، على حد قوله``: who spoke right before tells the sentence, too."""
        phrase = next(
            (hit for at in range(self.start, self.end) if (hit := self.hits.at(at, "speech.own_words"))), None
        )
        speakers = self.speakers.owner(phrase, self.number) if phrase is not None else ()
        if speakers:
            self._record(Attribution(self.start, self.end, speakers))

    def _reported(self, position: int) -> int | None:
        """``وسط أنباء عن سقوط قتلى``: reports of nobody named tell what stands behind them; who spoke does not."""
        told = self.hits.at(position, "speech.reports")
        if told is None or position == self.start or told.end >= self.end or self.words[told.end].norm != "عن":
            return None
        if not self.hits.any(position - 1, ("speech.amid",)):
            return None
        self.found.append(Attribution(position, self.end, (source(self.reading, position, told.end, "Actor"),)))
        return told.end

    def _announced(self) -> int | None:
        """``الفصيل الفلاني: استهدفنا …``: who speaks stands alone before a colon; no medium or place of a dateline."""
        first = next((at for at in range(self.start, self.end) if not self.words[at].mark), self.end)
        near = range(first, min(first + _ANNOUNCED, self.end))
        colon = next((at for at in near if self.words[at].mark == "colon"), None)
        source = self.sources.identified(first, colon) if colon is not None else None
        if source is None or colon is None or any(not self.words[at].mark for at in range(source.end, colon)):
            return None
        speaker = source.speakers[0]
        if speaker.kind in ("place", "person") or speaker.type == "Person" or self.sources.carries(speaker):
            return None
        self._record(Attribution(colon, self.speech.end(Opening(colon, clause=True), self.number), source.speakers))
        return colon + 1

    # -- بحسب فلان

    def _according(self, position: int) -> int | None:
        told = self.according.read(position, self.end)
        if told is None:
            return None
        closed = None if told.leads else self._closed(position, told.source.end)
        start = position if told.leads else self._told_from(position) if closed is None else closed
        answered = None if told.leads else self._answered(position, told.source.end)
        start = start if answered is None else answered
        if not told.leads:
            self._carry(told.source.speakers)
        self._record(Attribution(start, self._remark(told.source.end), told.source.speakers))
        return max(told.source.end, position + 1)

    def _closed(self, position: int, end: int) -> int | None:
        """``… . وفقا لقناة كذا.``: where the sentence begins that a phrase of its own behind a full stop closes."""
        marks = (*range(self.start, position), *range(end, self.end))
        if any(not self.words[at].mark for at in marks) or not self.number:
            return None
        before = self.reading.sentences[self.number - 1]
        told = before.headline or (self.found and self.found[-1].end > before.start)
        return None if told else before.start

    def _answered(self, position: int, end: int) -> int | None:
        """``شنت كذا غارات ردا على هجوم أوقع بحسب فلان قتلى``: the source tells only of the deed that was answered."""
        if end >= self.end or self.words[end].mark:
            return None
        for at in range(position - 1, self.start, -1):
            if self.words[at].mark in ("comma", "quote"):
                return None
            if self.hits.any(at, ("speech.answering",)):
                return at
        return None

    def _carry(self, speakers: tuple[Mention, ...]) -> None:
        """``كشف الناطق عن كذا، حسبما نقلت الوكالة``: the medium carries what somebody said before it."""
        if len(speakers) > 1 or not self.sources.carries(speakers[0]):
            return
        for number, said in enumerate(self.found):
            if said.start >= self.start and len(said.speakers) == 1 and not self.sources.carries(said.speakers[0]):
                self.found[number] = replace(said, speakers=(said.speakers[0], speakers[0]))

    def _remark(self, position: int) -> int:
        """Where the article remarks on what was told behind who told it: ``بحسب الشرطة، في ما يعد أعنف هجوم …``."""
        behind = range(position + 1, self.end)
        remarks = (at for at in behind if self.words[at - 1].mark == "comma" and self.hits.any(at, ("speech.remarks",)))
        return next(remarks, self.end)

    def _told_from(self, position: int) -> int:
        """Where the sentence begins, or the last clause behind what another says in it."""
        said = max((a.start for a in self.found if self.start <= a.start), default=None)
        if said is None:
            return self.start
        for at in range(position - 1, said + 1, -1):
            joined = self.words[at].norm.startswith("و") and is_finite_verb(self.words[at].norm, "", opens=True)
            turned = self.words[at].norm == _WHERE or self.hits.any(at, ("boundaries.turns",))
            if self.words[at - 1].mark == "comma" and (joined or turned):
                return at
        return self.start

    # -- قال فلان

    def _saying(self, position: int) -> int | None:
        saying = self.verbs.read(position, self.number)
        if saying is None or (saying.opening is None and saying.of("clausal")):
            return None
        parted = self.verbs.behind_subject(saying) or self.speakers.lead(saying)
        speakers = self.speakers.before(saying) if parted else ()
        source = self._behind(saying) if not speakers else None
        speakers = speakers or (source.speakers if source else self.speakers.elsewhere(saying))
        if not speakers:
            self.speakers.unread(saying)
            return None
        speakers = self._inside(saying, speakers)
        start, end = self._from(saying, speakers[0], source), self.speech.end(saying.opening, self.number)
        bound = self.verbs.answered(saying) or self.verbs.blame_end(saying)
        turn = None if bound else self.verbs.charge_end(saying) or self.verbs.main_clause(saying)
        if turn is not None:
            self._end_before(turn)
        self._record(Attribution(start, bound or turn or end, speakers, saying.stance))
        return max(source.end if source else 0, position + 1)

    def _inside(self, saying: Saying, speakers: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """``أفادت وكالة كذا بأن المسؤول قال إن …``: who speaks in what a medium tells, and the medium."""
        verb = saying.verb
        outer = next((a for a in reversed(self.found) if self.start <= a.start < verb.start < a.end), None)
        if outer is None or verb.conjunction or saying.of("participles") or len(speakers) > 1:
            return speakers
        medium = outer.speakers[-1]
        if not self.sources.carries(medium) or self.sources.carries(speakers[0]):
            return speakers
        for at in range(verb.start - 1, outer.start, -1):
            if self.hits.any(at, ("complementizers",)):
                return (*speakers, medium)
            if self.hits.any(at, _OTHER_CLAUSES):
                return speakers
        return speakers

    def _behind(self, saying: Saying) -> Source | None:
        """The subject behind the verb."""
        verb, opening = saying.verb, saying.opening
        if saying.of("participles") or self.verbs.relative(verb.start) or self.verbs.without_subject(saying):
            return None
        limit = min(self.end, opening.at if opening is not None else verb.end + _SUBJECT_REACH)
        say_word = self.speech.say_word(verb.end, limit)
        limit = min(limit, say_word if say_word is not None else limit)
        if limit <= verb.end:
            return None
        cast = self.verbs.cast(verb, self.end)
        if cast is not None:
            return self.sources.identified(verb.end, cast)
        if saying.stance == "suspects":
            return self._accuser(saying, limit)
        if opening is None or opening.clause:
            return self.sources.read(verb.end, limit)
        if not self.verbs.justifies(saying):
            return self.sources.identified(verb.end, limit)
        deeds = (at for at in range(verb.end + 1, limit) if self.hits.any(at, ("trigger",)))
        source = self.sources.identified(verb.end, next(deeds, limit))
        return None if source and self._with_object(source.speakers[0]) else source

    def _with_object(self, speaker: Mention) -> bool:
        """``برر الوزير القصف``: whether a phrase for a speaker took in the object of the verb."""
        if speaker.kind != "source" or speaker.type == "Person":
            return False
        norms = [self.words[at].norm for at in range(speaker.start, speaker.end)]
        return len(norms) > 1 and norms[0].startswith("ال") and norms[1].startswith("ال")

    def _accuser(self, saying: Saying, limit: int) -> Source | None:
        """``اتهمت الجماعة فصيل كذا ب…``: who accuses stands before who is accused; one party alone is the accused."""
        accused = self.verbs.accused(saying, limit)
        source = self.sources.identified(saying.verb.end, accused.start if accused else limit)
        if source is None or accused is not None:
            return source
        behind = self.words[source.end] if source.end < self.end else None
        charged = behind is not None and behind.norm.startswith("ب") and source.end not in self.mentions
        return None if charged else source

    def _from(self, saying: Saying, speaker: Mention, source: Source | None) -> int:
        """Where the stretch begins: with the verb, a speaker before it, or what it is about (``وحول كذا، أوضح …``)."""
        position = saying.verb.start
        if self.verbs.has_topic(saying) and not any(a.start >= self.start for a in self.found):
            return self.start
        spoke = any(a.start >= self.start and a.speakers[0] == speaker for a in self.found)
        before = max(self.start, position - _SUBJECT_REACH) <= speaker.start < position
        return speaker.start if before and not (source or spoke) else position

    def _bridge(self, attribution: Attribution) -> None:
        """``قال كذا إن …. كما قصفت …. وأضاف …``: a sentence joined by كما between two of one speaker is his, too."""
        if not self.found or not self.number or attribution.start - self.start > 1:
            return
        between, last = self.reading.sentences[self.number - 1], self.found[-1]
        joined = self.words[between.start].norm == "كما" and last.end == between.start
        if joined and last.stance == "says" and last.speakers[0] == attribution.speakers[0]:
            self.found.append(Attribution(between.start, between.end, last.speakers))

    def _end_before(self, position: int) -> None:
        """End what was said in this sentence where the article speaks again."""
        self.found = [replace(a, end=position) if a.start >= self.start and a.end > position else a for a in self.found]

    def _record(self, attribution: Attribution) -> None:
        """Keep an attribution; where the article speaks again behind it, what was said before ends, too."""
        if attribution.end < self.end and attribution.stance == "says":
            self._end_before(attribution.end)
        self._bridge(attribution)
        self.found.append(attribution)
        self.sources.remember(attribution.speakers, self.start, self.end)
        self.speakers.spoke(self.number, attribution.speakers)
