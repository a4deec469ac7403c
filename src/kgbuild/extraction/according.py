"""The sources that the article names with a phrase of its own: ``بحسب فلان``, ``وفق ما نقلته كذا``."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.saying_verbs import RELATIVES
from kgbuild.extraction.source_phrases import RELAYS
from kgbuild.extraction.sources import Source, Sources

__all__ = ["Accorded", "According"]

_TAIL = 6
_ADJECTIVES = 2  # words that describe information at most
_DESCRIBED = ("reporting.adjectives", "speech.of_information")
_AS = "كما"
_WHAT = ("ما", "لما", "كما", "مما", "حسبما", "بما")


@dataclass(frozen=True, slots=True)
class Accorded:
    """A source named so, and the words from the phrase to its end; ``leads``: it opens what it tells."""

    source: Source
    leads: bool


class According:
    """Reads such phrases in one article."""

    def __init__(self, reading: Reading, hits: HitTable, sources: Sources) -> None:
        self._reading, self._hits, self._words, self._sources = reading, hits, reading.words, sources

    def read(self, position: int, end: int) -> Accorded | None:
        """Return the source that the words from ``position`` on name, before ``end``."""
        phrase = self._hits.at(position, "reporting.according")
        if phrase is not None and phrase.value.startswith(_AS):
            phrase = None
        after = phrase.end if phrase else self._as_told(position)
        if after is None or after >= end:
            return None
        told = self._past_telling(after)
        source = self._source(told, end)
        if source is not None and told > after:
            source = self._to_medium(told, source, end)
        if source is None or (phrase is None and not self._closes(source.end, end)):
            return None
        start = self._reading.sentences[self._reading.sentence_at(position)].start
        joined = phrase is not None and bool(phrase.conjunction) and position > start
        return Accorded(source, leads=joined)

    def _source(self, position: int, end: int) -> Source | None:
        """Who told it: right here, or behind a word for what was told (``لمعلومات نقلتها كذا``)."""
        told = self._hits.at(position, "speech.information")
        paper = self._hits.at(position, "reporting.papers") if told is None else None
        if told is None and paper is None:
            return self._sources.named(position, end)
        told = told or paper
        assert told is not None
        at = told.end
        while at - told.end < _ADJECTIVES and at < end and self._hits.any(at, _DESCRIBED):
            at += 1
        if paper is not None and not self._hits.any(at, ("speech.told", "speech.published")):
            return self._sources.named(position, end)
        if self._hits.any(at, ("speech.told", "speech.published", "reporting.verbs")):
            carrier = self._sources.named(at + 1, end)
            return self._from(carrier, end) if carrier else None
        origin = self._hits.at(at, "speech.origins")
        return self._sources.named(origin.end if origin else at, end)

    def _to_medium(self, told: int, source: Source, end: int) -> Source:
        """``بحسب ما ذكره للقناة عضو كذا``: whom it was told to stands before who told it."""
        medium = self._hits.at(told, *RELAYS)
        if medium is None or medium.preposition != "ل":
            return source
        origin = self._sources.identified(source.end, end)
        return Source((origin.speakers[0], source.speakers[0]), origin.end) if origin else source

    def _from(self, carrier: Source, end: int) -> Source:
        """``نقلتها وكالة كذا من مصادر …``: the origin stands behind who carries it."""
        at = carrier.end
        while at < end and self._words[at].mark in ("quote", "comma"):
            at += 1
        if len(carrier.speakers) > 1 or at >= end or self._words[at].norm != "من":
            return carrier
        origin = self._sources.named(at + 1, end)
        return Source((origin.speakers[0], carrier.speakers[0]), origin.end) if origin else carrier

    def _past_telling(self, position: int) -> int:
        """Where a verb of telling behind ``وفق ما`` ends: ``نقلته``, ``جاء في``."""
        stated = self._hits.at(position, "speech.stated_in")
        if stated is not None:
            return stated.end
        what = self._words[position - 1].norm in _WHAT
        if self._hits.any(position, ("reporting.verbs",)) or (what and self._hits.any(position, ("speech.told",))):
            return position + 1 + self._hits.any(position + 1, ("speech.taken_up",))
        return position

    def _as_told(self, position: int) -> int | None:
        """``كما أعلنت الحكومة``, ``على ما قال``: where the conjunction before the verb ends."""
        hit = self._hits.at(position, "reporting.as_told")
        verbs = ("reporting.verbs", "speech.told", "speech.stated_in")
        return hit.end if hit is not None and self._hits.any(hit.end, verbs) else None

    def _closes(self, position: int, end: int) -> bool:
        """Whether little more than a date stands behind the speaker, so that nothing further is said."""
        for at in range(position, min(position + _TAIL, end)):
            if self._words[at].mark in ("stop", "comma") or self._words[at].norm in RELATIVES:
                return True
            if self._hits.any(at, ("trigger", "complementizers", "tolls")) or self._words[at].mark == "colon":
                return False
            if at == position and self._words[at].norm in ("عن", "الي"):
                return False
        return position + _TAIL >= end
