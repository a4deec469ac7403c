"""Whom and what an article names, said once a mention: known or not, in a deed or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.full_names import GIVEN_NAMES, full_names, is_name, repeated_names
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.knowledge.common_words import common_words

__all__ = ["named_in"]

_ADJECTIVES = name_words("adjectives")
_MISSION = "Embassy"
_FOR = name_words("uses_of_ways")
_WAYS = ("شارع", "طريق", "ميدان", "ساحه", "دوار")
_CALLED = ("Church", "Mosque", "Hospital", "School", "University", "Hotel", "Bridge", "Market")
_COMMON = ("people", "descriptor", "facilities", "places", "weapon", "trigger", "reporting")


def named_in(reading: Reading) -> list[Mention]:
    """Return the mentions that name an actor, a place or a person, in text order and not overlapping.

    Those of the mentions component, who speaks and who is named as a victim, persons who are named in full and taken up
    by a part of their name, and buildings and roads with a name of their own. A facility (``مقر الجيش``) names who owns
    it, ``شمال كذا`` the country. What only takes up something or is no name is left out.

    Parameters
    ----------
    reading
        The article with what the components found.
    """
    rows = _Row()
    rows.add(_names(reading.mentions))
    rows.add(speaker for a in reading.attributions for speaker in a.speakers if _speaks(speaker))
    rows.add(victim.person for victim in reading.victims)
    if reading.hits is not None:
        rows.add(full_names(reading, reading.hits, rows.taken))
        rows.add(_buildings(reading, reading.hits))
        rows.add(_roads(reading, reading.hits))
        rows.add(repeated_names(reading, reading.hits, list(rows), rows.taken))
    return sorted(rows, key=lambda mention: (mention.start, mention.end))


class _Row:
    """Mentions that share no word; the first that is added stands."""

    def __init__(self) -> None:
        self._mentions: list[Mention] = []
        self.taken: set[int] = set()

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._mentions)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Add those whose words are free."""
        for mention in mentions:
            words = range(mention.start, mention.end)
            if self.taken.isdisjoint(words):
                self._mentions.append(mention)
                self.taken.update(words)


def _names(mentions: Iterable[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        owner = mention.owner if mention.kind in ("facility", "place") else None
        within = owner is not None and mention.start <= owner.start and owner.end <= mention.end
        named = owner if owner is not None and within and mention.type != _MISSION else mention
        if named.type == _MISSION and named.end - named.start > 1:
            named = replace(named, kind="place")  # an embassy is known by the state that sends it
        if named.kind in ("actor", "place", "person") and not named.generic and (named.iri or _tells_apart(named)):
            yield named


def _tells_apart(mention: Mention) -> bool:
    """Whether the words of what is not known are a name: no people (``مدنيون أبرياء``), no office (``وزير الدفاع``).

    An unknown country is none.
    """
    if mention.type in ("PopulationGroup", "Country"):
        return False
    words = [fold(word) for word in mention.name.split()]
    if mention.kind == "person":
        return any(word in GIVEN_NAMES or not (word.startswith("ال") or _is_common(word)) for word in words[1:])
    return len(words) == 1 or any(word.startswith("ال") or not _is_common(word) for word in words[1:])


def _is_common(word: str) -> bool:
    stems = {bare(word), bare(word).removesuffix("ا")}
    return not stems.isdisjoint(common_words()) or not stems.isdisjoint(_ADJECTIVES)


def _speaks(speaker: Mention) -> bool:
    """Whether a speaker is a named person, and no ``مصدر عسكري``."""
    if speaker.iri is None and not is_name(fold(speaker.name).split()):
        return False
    return speaker.kind in ("source", "person") and speaker.type == "Person" and not speaker.generic


def _buildings(reading: Reading, hits: HitTable) -> Iterator[Mention]:
    """``فندق النوران``, ``الكنيسة الفلانية``: a building whose owner nobody tells, with a name of its own."""
    for mention in reading.mentions:
        if mention.kind != "facility" or mention.owner is not None:
            continue
        end, last = mention.end, mention.char_end
        alone = mention.type in _CALLED and mention.definite and end == mention.start + 1
        if alone and _names_it(reading, hits, end):
            end, last = end + 1, reading.words[end].end
        elif end == mention.start + 1 or not (mention.iri or _proper(reading, hits, mention)):
            continue
        surface = reading.article.text[mention.char_start : last]
        yield replace(mention, end=end, kind="place", surface=surface, name=surface, char_end=last)


def _roads(reading: Reading, hits: HitTable) -> Iterator[Mention]:
    """``شارع كذا``, ``ميدان كذا``."""
    for at in range(len(reading.words) - 1):
        heads = (split for split in clitics(reading.words[at].norm) if split.stem in _WAYS and not split.article)
        split = next(heads, None)
        if split is not None and _names_it(reading, hits, at + 1):
            start, end = reading.words[at].start + split.start, reading.words[at + 1].end
            text = reading.article.text[start:end]
            yield Mention(at, at + 2, "place", "Road", text, text, definite=True, char_start=start, char_end=end)


def _names_it(reading: Reading, hits: HitTable, at: int) -> bool:
    """Whether a definite word stands here that newspapers use for nothing else."""
    if at >= len(reading.words) or reading.words[at].mark or not reading.words[at].norm.startswith("ال"):
        return False
    norm = reading.words[at].norm
    return not hits.any(at, _COMMON) and not _is_common(norm) and bare(norm) not in _FOR


def _proper(reading: Reading, hits: HitTable, mention: Mention) -> bool:
    words = [at for at in range(mention.start + 1, mention.end) if not reading.words[at].mark]
    if not words or hits.any(words[-1], _COMMON) or _is_common(reading.words[words[-1]].norm):
        return False
    norm = reading.words[words[-1]].norm
    definite = norm.startswith("ال") and bare(norm) not in _FOR
    return definite or mention.type in _CALLED
