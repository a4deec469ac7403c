"""Who says what: finds speakers and the stretch of text that each of them vouches for.

A verb of saying with a subject opens a stretch that lasts to the end of its sentence; ``بحسب فلان`` covers the whole
sentence that it stands in. ``وأضاف`` without a subject goes on with the speaker before.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.extraction.annotations import Attribution, Mention, Reading
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import WordMap, bare, clean_edges, is_name_word

__all__ = ["find_attributions"]

_CONTINUES = frozenset("اضاف تابع اوضح اشار لفت استدرك اكد قال ذكر ختم بين مضيفا مضيفه مشيرا مشيره مؤكدا موكدا مؤكده موكده موضحا موضحه لافتا لافته مبينا مبينه".split())
_DENIES = frozenset("نفي نفت نفوا ينفي تنفي نافيا نافيه".split())
_ACCUSES = frozenset("اتهم اتهمت اتهموا يتهم تتهم متهما متهمه حمل حملت".split())
_CLAIMS = frozenset("تبني تبنت يتبني تتبني تبنوا".split())
_PRONOUN_SUBJECT = frozenset("المصدر المصادر المسوول البيان المتحدث المرصد الوكاله الناشط الناشطون المدير الناطق القيادي".split())


def find_attributions(reading: Reading, hits: HitTable) -> list[Attribution]:
    """Return the attributions of an article in text order."""
    finder = _Finder(reading, hits)
    for number in range(len(reading.sentences)):
        finder.sentence(number)
    return finder.found


class _Finder:
    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self.reading, self.hits, self.words = reading, hits, reading.words
        self.mentions = {mention.start: mention for mention in reading.mentions}
        self.found: list[Attribution] = []
        self.last: tuple[Mention, ...] = ()
        self.named: dict[str, Mention] = {}

    def sentence(self, number: int) -> None:
        sentence = self.reading.sentences[number]
        position = sentence.start
        while position < sentence.end:
            position = self._according(position, sentence.start, sentence.end) or self._saying(position, sentence.start, sentence.end) or position + 1

    def _according(self, position: int, start: int, end: int) -> int | None:
        hit = self.hits.at(position, "reporting.according")
        if hit is None or hit.end >= end:
            return None
        after = hit.end
        if self.hits.any(after, ("reporting.verbs",)):
            after += 1
        speakers, last = self._speakers(after, end)
        if not speakers:
            return None
        self._record(Attribution(start, end, speakers))
        return last

    def _saying(self, position: int, start: int, end: int) -> int | None:
        hit = self.hits.at(position, "reporting.verbs")
        if hit is None or hit.definite or hit.preposition in ("ب", "ل", "ك") or position in self.mentions:
            return None
        verb = self.words[position].norm.lstrip("وف") if hit.conjunction else self.words[position].norm
        opened = self._opens(hit.end, end)
        if opened is None:
            return None
        speakers, last = self._speakers(hit.end, min(opened, end))
        if not speakers:
            speakers = self._unknown_person(hit.end, opened) or self._subject_before(position, start)
        if not speakers and verb in _CONTINUES and not self._has_subject(hit.end, opened):
            speakers = self.last
        if not speakers:
            return None
        stance = "denies" if verb in _DENIES else "suspects" if verb in _ACCUSES else "claims" if verb in _CLAIMS else "says"
        self._record(Attribution(position, end, speakers, stance))  # type: ignore[arg-type]
        return max(last, position + 1)

    def _unknown_person(self, position: int, opened: int) -> tuple[Mention, ...]:
        """One to three name-like words between the verb and what is said (وأشار جربوع إلى أن)."""
        end = position
        while end < opened and end - position < 4 and is_name_word(self.words, self.hits, end, _Never()) and not self._dated(end) and end not in self.mentions:
            if self.words[end].norm in _CONTINUES or self.hits.any(end, ("people", "facilities", "places", "descriptor", "weapon", "reporting")):
                return ()
            end += 1
        rest = [self.words[at].norm for at in range(end, opened)]
        if end == position or len(rest) > 1 or (rest and rest[0] not in ("الي", "ايضا", "امس", "اليوم", "ل", "في")):
            return ()
        text = self.reading.article.text[self.words[position].start : self.words[end - 1].end]
        return (Mention(position, end, "source", "Person", text, text, generic=True, char_start=self.words[position].start, char_end=self.words[end - 1].end),)

    def _has_subject(self, position: int, opened: int) -> bool:
        return opened - position > 3

    def _opens(self, position: int, end: int) -> int | None:
        """Where what is said begins: after أن, a colon or a quotation mark soon after the verb."""
        for at in range(position, min(position + 22, end)):
            word = self.words[at]
            if self.hits.any(at, ("complementizers",)) or word.mark == "colon":
                return at
            if word.mark == "quote" and at > position and self.words[at - 1].mark != "quote" and not self._short_quote(at, end):
                return at
            if word.mark == "stop":
                return at
        return min(position + 12, end)

    def _short_quote(self, at: int, end: int) -> bool:
        return any(self.words[other].mark == "quote" for other in range(at + 1, min(at + 6, end)))

    def _subject_before(self, position: int, start: int) -> tuple[Mention, ...]:
        """The speaker that stands before its verb: فصيل كذا أعلن؛ حيث أصدرت … بيانا أكدت فيه."""
        for at in range(position - 1, max(start, position - 12) - 1, -1):
            if self.words[at].mark in ("stop", "colon"):
                return ()
            mention = self.mentions.get(at)
            if mention and mention.kind in ("actor", "person") and not mention.preposition and mention.end <= position and (mention.iri or not mention.generic):
                near = position - mention.end <= 1 or self.hits.any(position + 1, ("complementizers",)) and position - mention.end <= 4
                return (mention,) if near else ()
        return ()

    def _speakers(self, position: int, limit: int) -> tuple[tuple[Mention, ...], int]:
        """The speaker whose words begin at ``position``, then who relayed it (لوكالة كذا، نقلت … عن)."""
        at = position
        while at < limit and (self.words[at].mark == "quote" or self.hits.any(at, ("reporting.according",)) or self.words[at].norm in ("ان", "ما", "من", "ايضا", "امس", "اليوم", "فيه", "فيها", "له", "لها", "عن", "الي") or self._dated(at)):
            at += 1
        if at >= limit:
            return (), position
        mention = self.mentions.get(at)
        if mention and mention.kind in ("actor", "person", "place"):
            return self._known(mention, limit)
        source = self.hits.at(at, "reporting.source_nouns")
        if source and not source.definite:
            return self._source(source, limit)
        if source and source.definite:
            earlier = self.named.get(bare(self.words[at].norm))
            if earlier is not None:
                return (earlier, *self.last[1:]) if self.last and self.last[0] == earlier else (earlier,), source.end
            return self._source(source, limit)
        return (), position

    def _dated(self, at: int) -> bool:
        word = self.words[at]
        return any(match.span.start <= word.start < match.span.end for match in self.reading.dates)

    def _known(self, mention: Mention, limit: int) -> tuple[tuple[Mention, ...], int]:
        if mention.kind == "place" and mention.role != "metonym":
            return (), mention.start
        speakers = [mention]
        at = mention.end
        further = self._relay(at, limit)
        if further and further[0].kind in ("actor", "source", "person"):
            origin, relay, last = further[0], mention, further[1]
            return ((origin, relay) if further[2] == "عن" else (relay, origin)), last
        return tuple(speakers), at

    def _relay(self, at: int, limit: int) -> tuple[Mention, int, str] | None:
        """نقلت الوكالة عن مصدر؛ قال المدير لوكالة كذا."""
        for position in range(at, min(at + 10, limit)):
            word = self.words[position]
            if word.mark == "stop" or self.hits.any(position, ("complementizers",)):
                return None
            if word.norm == "عن":
                speakers, last = self._speakers(position + 1, limit)
                return (speakers[0], last, "عن") if speakers else None
            mention = self.mentions.get(position)
            if mention and mention.kind == "actor" and mention.preposition == "ل" and mention.type in ("MediaOutlet", "Organization"):
                return mention, mention.end, "ل"
        return None

    def _source(self, hit: Hit, limit: int) -> tuple[tuple[Mention, ...], int]:
        end = hit.end
        while end < limit and end - hit.start < 7:
            mention = self.mentions.get(end)
            if mention and mention.kind == "actor" and mention.preposition == "ل" and mention.type in ("MediaOutlet", "Organization"):
                break
            if mention and mention.kind in ("actor", "person", "place", "facility") and mention.preposition in ("", "في", "ب", "من"):
                end = mention.end
                continue
            if self.words[end].norm in ("في", "من", "باسم", "لدى") and end + 1 < limit and (end + 1 in self.mentions or self.hits.any(end + 1, ("people", "facilities", "reporting.source_nouns"))):
                end += 1
                continue
            if self.words[end].mark == "quote" or not is_name_word(self.words, self.hits, end, _Never()) or self._dated(end):
                break
            end += 1
        start, end = clean_edges(self.words, hit.start, end)
        first = self.words[start]
        letters = len(hit.conjunction) + (len(hit.preposition) if not hit.definite else 2 if hit.preposition == "ل" else 0)
        text = self.reading.article.text[first.start + letters : self.words[end - 1].end]
        kind = "MediaOutlet" if hit.value in ("وكالة", "صحيفة", "قناة", "موقع", "إذاعة", "تلفزيون") else "Actor"
        person = next((self.mentions[at] for at in range(start, end) if at in self.mentions and self.mentions[at].kind == "person"), None)
        mention = person or Mention(start, end, "source", kind, text, text, generic=True, char_start=first.start + letters, char_end=self.words[end - 1].end)
        self.named[bare(hit.value if hit.value else "")] = mention
        self.named[bare(self.words[hit.start].norm.lstrip("و"))] = mention
        relay = self._relay(end, limit)
        if relay and relay[2] == "ل":
            return (mention, relay[0]), relay[1]
        if relay and relay[2] == "عن" and kind == "MediaOutlet":
            return (relay[0], mention), relay[1]
        return (mention,), end

    def _record(self, attribution: Attribution) -> None:
        self.found.append(attribution)
        self.last = attribution.speakers


class _Never:
    """No word is taken."""

    def __getitem__(self, position: int) -> bool:
        return False
