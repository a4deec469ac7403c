"""Who says what: finds speakers and the stretch of text that each of them vouches for.

A verb of saying with a subject opens a stretch that lasts to the end of its sentence, or to the end of the quotation
that it opens; ``بحسب فلان`` covers the whole sentence that it stands in. ``وأضاف`` without a subject goes on with the
speaker before.
"""

from __future__ import annotations

from typing import Literal

from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Attribution, Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.sources import Sources

__all__ = ["find_attributions"]

Stance = Literal["says", "suspects", "claims", "denies"]

_OPENING_REACH = 26
_SUBJECT_REACH = 14
_CONTINUED_QUOTE = 6
_GAP = 3
_IMPERSONAL = ("يذكر", "يشار", "ويذكر", "ويشار")  # ``يذكر أن …``: the article speaks
_TAIL = 6
_STANCES: tuple[Stance, ...] = ("denies", "suspects", "claims")
_CALLED = ("يدعي", "تدعي")  # يدعى "is called", يدعي "claims"
_NEGATIONS = frozenset(["لم", "لا", "لن", "ولم", "ولا", "ولن", "لما"])
_ANOTHER = frozenset({"الاخير", "الاخيره", "الاخيران"})


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
        self.found: list[Attribution] = []
        self.number = self.start = self.end = 0
        self.last: tuple[int, tuple[Mention, ...]] | None = None

    def sentence(self, number: int) -> None:
        """Read one sentence."""
        sentence = self.reading.sentences[number]
        self.number, self.start, self.end = number, sentence.start, sentence.end
        position = sentence.start
        while position < sentence.end:
            position = self._according(position) or self._saying(position) or position + 1

    # -- بحسب فلان

    def _according(self, position: int) -> int | None:
        hit = self.hits.at(position, "reporting.according")
        after = hit.end if hit else self._as_told(position)
        if after is None or after >= self.end:
            return None
        if self.hits.any(after, ("reporting.verbs",)):
            after += 1
        source = self.sources.named(after, self.end)
        if source is None or (hit is None and not self._closes(source.end)):
            return None
        self._record(Attribution(self.start, self.end, source.speakers))
        return max(source.end, position + 1)

    def _closes(self, position: int) -> bool:
        """Whether little more than a date stands behind the speaker, so that nothing further is said."""
        for at in range(position, min(position + _TAIL, self.end)):
            if self.words[at].mark in ("stop", "comma"):
                return True
            if self.hits.any(at, ("trigger", "complementizers", "tolls")) or self.words[at].mark == "colon":
                return False
        return position + _TAIL >= self.end

    def _as_told(self, position: int) -> int | None:
        """``كما أعلنت الحكومة``, ``على ما قال``: where the verb behind the conjunction ends."""
        hit = self.hits.at(position, "reporting.as_told")
        if hit is None or not self.hits.any(hit.end, ("reporting.verbs",)):
            return None
        return hit.end + 1

    # -- قال فلان

    def _saying(self, position: int) -> int | None:
        hit = self.hits.at(position, "reporting.verbs")
        if hit is None or hit.definite or hit.preposition in ("ب", "ل", "ك") or self._inside_name(position):
            return None
        if self.words[position].norm.endswith(_CALLED) and self.reading.text(position, position + 1).endswith("ى"):
            return None
        if position > self.start and self.words[position - 1].norm in _NEGATIONS:
            return None
        opened = self._clause(hit.end)
        if opened is None and _is(hit, "clausal"):
            return None
        limit = min(self.end, opened if opened is not None else hit.end + _SUBJECT_REACH)
        relative = (
            position - 1 > self.start
            and self.words[position - 1].norm in ("الذي", "التي", "الذين")
            and self.words[position - 2].norm not in ("الوقت", "وقت")
        )
        source = self.sources.read(hit.end, limit) if limit > hit.end and not relative else None
        participle = _is(hit, "participles")
        if participle:
            source = None
        speakers = source.speakers if source else ()
        if speakers and _stance(hit) == "suspects" and self._two_parties(hit.end, speakers[0]):
            source, speakers = None, ()
        if not speakers and not participle:
            speakers = self._subject_before(position, opened)
        if not speakers and self._goes_on(position, hit, opened, participle):
            reacted = self._reacted(position)
            if reacted is None and not participle:
                reacted = self._subject_of_sentence(position)
            speakers = reacted if reacted is not None else self.last[1] if self.last else ()
        if not speakers:
            if opened is not None and opened - hit.end > 1 and not participle and not _is(hit, "continues"):
                self.last = None  # somebody speaks who is not read: what is added later is not the one's before
            return None
        start = (
            min(position, speakers[0].start)
            if speakers[0].start >= self.start and not source and not participle
            else position
        )
        self._record(
            Attribution(
                start if start >= position - _SUBJECT_REACH else position,
                self._covers(opened),
                speakers,
                _stance(hit),
            )
        )
        return max(source.end if source else 0, position + 1)

    def _two_parties(self, position: int, speaker: Mention) -> bool:
        """``اتهمت الجماعة جبهة كذا``: who accuses is a definite noun, and the name behind it is who is accused."""
        accuser = position < self.end and self.words[position].norm.startswith("ال")
        named = self.mentions.get(position + 1)
        return accuser and position not in self.mentions and named is not None and named.iri == speaker.iri is not None

    def _inside_name(self, position: int) -> bool:
        return any(
            mention.start <= position < mention.end and (mention.iri or mention.kind == "person")
            for mention in self.mentions.values()
        )

    def _goes_on(self, position: int, hit: Hit, opened: int | None, participle: bool) -> bool:
        """``وأضاف أن``: no subject between the verb and what is said, and a speaker not long before."""
        if self.last is None or opened is None or not _is(hit, "continues"):
            return False
        if self.words[position].norm in _IMPERSONAL:
            return False
        if participle and self.last[0] != self.number and position - self.start > 1:
            return False
        if self.number - self.last[0] > _GAP:
            return False
        between = [at for at in range(hit.end, opened) if not self.words[at].mark and not self._aside(at)]
        if any(self.hits.any(at, ("reporting.bare",)) for at in between[:1]):
            return False
        return len(between) <= 1 or all(
            self.words[at].norm in ("الي", "في", "بيان", "له", "لها", "ذلك", "علي", "ايضا") for at in between
        )

    def _reacted(self, position: int) -> tuple[Mention, ...] | None:
        """``ودان الرئيس … وقال``: who reacted goes on to speak; ``None`` where nobody did, empty if unknown who."""
        first = self.start
        if self.last is not None and self.number and self.last[0] < self.number - 1 and position - self.start <= 1:
            first = self.reading.sentences[self.number - 1].start
        for at in range(position - 1, first - 1, -1):
            verb = self.hits.at(at, "reporting.diplomacy")
            if verb is not None and not verb.definite and not verb.preposition:
                source = self.sources.read(verb.end, min(position, verb.end + _SUBJECT_REACH))
                return source.speakers if source else ()
        return None

    def _subject_of_sentence(self, position: int) -> tuple[Mention, ...] | None:
        """``وعرض الفصيل صورا …، وأكد أنه …``: a verb joined to the first of its form has its subject."""
        verb = self.start
        if position <= verb + 1 or not self.words[position].norm.startswith("و"):
            return None
        first = self.words[verb].norm
        if self.hits.any(verb, ("reporting.verbs",)) or not is_finite_verb(first, "", True):
            return None
        if first.endswith("ت") != self.words[position].norm.endswith("ت"):
            return None
        subject = self.mentions.get(verb + 1) or self.mentions.get(verb + 2 if self.words[verb + 1].mark else verb + 1)
        if subject is None or subject.kind not in ("actor", "person") or subject.preposition or subject.generic:
            return None
        return (subject,)

    def _aside(self, position: int) -> bool:
        start = self.words[position].start
        if any(match.span.start <= start < match.span.end for match in self.reading.dates):
            return True
        return any(
            (hit := self.hits.at(at, "reporting.fillers")) and hit.end > position
            for at in range(max(self.start, position - 3), position + 1)
        )

    def _clause(self, position: int) -> int | None:
        """Where what is said begins: behind أن, a colon or a quotation mark soon after the verb."""
        for at in range(position, min(position + _OPENING_REACH, self.end)):
            word = self.words[at]
            if self.hits.any(at, ("complementizers",)) or word.mark == "colon":
                return at
            if word.mark == "quote" and not self._short_quote(at):
                return at
            if word.mark == "stop":
                return None
            if at > position and self.hits.any(at, ("boundaries.results",)):
                return None
        return None

    def _short_quote(self, at: int) -> bool:
        if self.words[at - 1].mark == "quote":
            return True
        closes = any(self.words[other].mark == "quote" for other in range(at + 1, min(at + 6, self.end)))
        opens = any(self.words[other].mark == "quote" for other in range(max(self.start, at - 5), at))
        return closes or opens

    def _covers(self, opened: int | None) -> int:
        """Where the stretch ends: with the sentence, or with the sentence that closes the quotation it opens."""
        if opened is None:
            return self.end
        first = next((at for at in range(opened, min(opened + 3, self.end)) if self.words[at].mark == "quote"), None)
        if first is None or any(self.words[at].mark == "quote" for at in range(first + 1, self.end)):
            return self.end
        mark = self.words[first].norm
        closing = {"«": "»", "“": "”", "„": "”", '"': '"'}.get(mark)
        for number in range(self.number + 1, min(self.number + _CONTINUED_QUOTE, len(self.reading.sentences))):
            sentence = self.reading.sentences[number]
            for at in range(sentence.start, sentence.end):
                if self.words[at].mark == "quote":
                    return sentence.end if closing and self.words[at].norm.startswith(closing) else self.end
        return self.end

    def _subject_before(self, position: int, opened: int | None) -> tuple[Mention, ...]:
        """The speaker in front of its verb: فصيل كذا أعلن؛ مصدر في كذا قال لـ…؛ أصدرت كذا بيانا أكدت فيه."""
        opening = self._source_at_opening(position)
        if opening:
            return opening
        for at in range(position - 1, max(self.start, position - _SUBJECT_REACH) - 1, -1):
            if self.words[at].mark in ("stop", "colon"):
                return ()
            noun = self.hits.at(at, "reporting.source_nouns")
            if noun is not None and not noun.preposition and at <= self.start + 2:
                source = self.sources.read(at, position)
                return source.speakers if source and position - source.end <= 1 else ()
            mention = self.mentions.get(at)
            if mention and mention.kind in ("actor", "person") and not mention.preposition and mention.end <= position:
                if mention.conjunction and mention.start > self.start + 1:
                    return ()
                if position + 1 < self.end and self.words[position + 1].norm in _ANOTHER:
                    return ()
                if mention.generic and not mention.iri:
                    return ()
                between = [self.words[other].norm for other in range(mention.end, position)]
                near = position - mention.end <= 1 or (
                    not any(word.startswith("و") for word in between)
                    and (opened is not None and position - mention.end <= 4 and opened - position <= 2)
                )
                return self._relayed(mention, position) if near else ()
        return ()

    def _source_at_opening(self, position: int) -> tuple[Mention, ...]:
        """``وكان مصدر في وزارة كذا صرح …``: the source that the sentence begins with, right before its verb."""
        for at in range(self.start, min(self.start + 3, position)):
            noun = self.hits.at(at, "reporting.source_nouns")
            if noun is not None and not noun.preposition and at not in self.mentions:
                source = self.sources.read(at, position)
                return source.speakers if source and position - source.end <= 1 else ()
        return ()

    def _relayed(self, mention: Mention, position: int) -> tuple[Mention, ...]:
        relay = self.sources.relay(position + 1, self.end)
        return (mention, relay[0]) if relay and relay[2] == "ل" else (mention,)

    def _record(self, attribution: Attribution) -> None:
        self.found.append(attribution)
        self.last = (self.number, attribution.speakers)


def _is(hit: Hit, name: str) -> bool:
    """Whether a verb of saying, given by its lemma or a listed form, belongs to a table of ``[reporting]``."""
    return hit.value in _TABLES[name]


def _stance(hit: Hit) -> Stance:
    return next((stance for stance in _STANCES if _is(hit, stance)), "says")


_TABLES: dict[str, frozenset[str]] = {
    name: frozenset(load_table("words")["reporting"][name])
    for name in ("clausal", "participles", "continues", *_STANCES)
}
