"""Persons whom no list knows, by a given name and what follows it, and later by a part of their name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.person_names import FATHERS, PersonNames
from kgbuild.knowledge.common_words import common_words

__all__ = ["GIVEN_NAMES", "full_names", "is_name", "repeated_names"]

_NAMES = {name: frozenset(fold(word) for word in words) for name, words in load_table("given_names").items()}
_DOUBTFUL = _NAMES["doubtful"]
_BEFORE, _CALLED, _OFFICES = (_NAMES.pop(name) for name in ("before", "called", "offices"))
GIVEN_NAMES = frozenset().union(*_NAMES.values())
_GIVEN = GIVEN_NAMES - _DOUBTFUL
_ADJECTIVES = name_words("adjectives") | name_words("ranking") | name_words("judging")
_Keys: TypeAlias = dict[str, dict[tuple[str, ...], Mention]]
_KUNYA = ("ابو", "ابي", "ابا", "ام")
_SERVANT, _ALI = "عبد", "علي"
_TITLES = ("people.ranks", "reporting.titles", "reporting.honours")
_THEIR = ("ها", "هم", "ه", "هما")
_BARE_BEFORE = frozenset(bare(word) for word in _BEFORE)
_PROCLITICS = "وفبلك"
_MOST = 6  # words of a name at most
_PARTS = 2  # parts of a name at least
_KUNYA_PARTS = 3  # words of a kunya with a family name
_SHORTEST = 3  # letters of a part that takes up a name


def is_name(words: Sequence[str]) -> bool:
    """Whether folded words may be somebody's name: not all are words that newspapers use otherwise.

    Examples
    --------
    >>> is_name(["سامر", "الكردي"]), is_name(["الهاتف"])
    (True, False)
    """
    return any(word in GIVEN_NAMES or bare(word) not in common_words() for word in words)


def full_names(reading: Reading, hits: HitTable, taken: Collection[int]) -> Iterator[Mention]:
    """Yield the persons who are named in full among the words that are not taken.

    Parameters
    ----------
    reading, hits
        The article, and the phrases of the tables in it.
    taken
        Words of other mentions.
    """
    finder = _Finder(reading, hits, taken, PersonNames(reading, hits, {}))
    at = 0
    while at < len(reading.words):
        found = finder.at(at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end


@dataclass(slots=True)
class _Finder:
    reading: Reading
    hits: HitTable
    taken: Collection[int]
    names: PersonNames

    def at(self, position: int) -> Mention | None:
        letters = self._opening(position)
        if letters is None:
            return None
        end = self._end(position)
        words = self.reading.words
        parts = sum(words[at].norm not in FATHERS for at in range(position, end))
        kunya = words[position].norm[letters:] in _KUNYA
        if parts < _PARTS or (kunya and (end - position < _KUNYA_PARTS or not words[end - 1].norm.endswith("ي"))):
            return None
        return _person(self.reading, position, end, letters)

    def _opening(self, at: int) -> int | None:
        """How many letters stand before the given name that a word holds; ``None`` where it holds none."""
        word = self.reading.words[at]
        if word.mark or at in self.taken:
            return None
        for letters in range(2 if word.norm[:1] in _PROCLITICS else 1):
            given = word.norm[letters:]
            if given == _ALI and not self.reading.ends_in_ya(at):
                continue
            if given in _GIVEN or given in _KUNYA or (given == _SERVANT and self._definite(at + 1)):
                return letters
            if given in _DOUBTFUL and (self._goes_on(at + 1) or (not letters and self._announced(at))):
                return letters
        if self._titled(at) and self._called_or_titled_name(at):
            return 0
        return None

    def _definite(self, at: int) -> bool:
        return at < len(self.reading.words) and self.reading.words[at].norm.startswith("ال")

    def _goes_on(self, at: int) -> bool:
        """Whether what stands here makes a name of the word before: another name, ``بن``, a family name."""
        if at >= len(self.reading.words) or at in self.taken:
            return False
        norm = self.reading.words[at].norm
        family = norm.startswith("ال") and self.reading.ends_in_ya(at) and self._strange(at)
        return norm in _GIVEN or norm in FATHERS or family

    def _titled(self, at: int) -> bool:
        """Whether a definite title or a word for being called stands right before."""
        if not at:
            return False
        norm = self.reading.words[at - 1].norm
        if norm in _CALLED or norm.lstrip("وف") in _BEFORE or norm.removeprefix("لل") in _BARE_BEFORE:
            return True
        if any(norm.removesuffix(theirs).lstrip("وف") in _OFFICES for theirs in _THEIR if norm.endswith(theirs)):
            return True  # زعيمها فلان
        hit = next((h for h in self.hits.rows[at - 1] if h.category.startswith(_TITLES)), None)
        return hit is not None and norm.lstrip("وف").startswith("ال") and at - 1 not in self.taken

    def _announced(self, at: int) -> bool:
        """Whether a title or a verb of saying stands right before."""
        return self._titled(at) or (at > 0 and self.hits.any(at - 1, ("reporting.verbs",)))

    def _called_or_titled_name(self, at: int) -> bool:
        """Whether two words that newspapers do not use otherwise stand behind a title."""
        words = self.reading.words
        if at + 1 >= len(words) or words[at].norm.startswith("ال"):
            return False
        return self._strange(at) and self._strange(at + 1)

    def _strange(self, at: int) -> bool:
        norm = self.reading.words[at].norm
        return self._plain(at) and bare(norm) not in common_words() and not norm.startswith("و")

    def _plain(self, at: int) -> bool:
        """Whether a word may be part of a name as far as the tables tell."""
        return at not in self.taken and self.names.plain(at)

    def _end(self, position: int) -> int:
        words = self.reading.words
        limit = min(position + _MOST, self.reading.sentence_end(position))
        at = position + 1
        while at < limit and self._part(at):
            at += 1
        while at > position + 1 and words[at - 1].norm in (*FATHERS, *_KUNYA):
            at -= 1
        return at

    def _part(self, at: int) -> bool:
        """Whether a word goes on with a name."""
        word, before = self.reading.words[at], self.reading.words[at - 1].norm
        if word.mark or at in self.taken:
            return False
        links = {before, before.lstrip(_PROCLITICS), word.norm}
        if not links.isdisjoint(FATHERS) or not links.isdisjoint(_KUNYA):
            return True
        if word.norm in _GIVEN or (word.norm in _DOUBTFUL and (word.norm != _ALI or self.reading.ends_in_ya(at))):
            return True
        if word.norm == "الله":
            return self.names.plain(at)
        if word.norm.startswith("ال"):
            family = (
                self.reading.ends_in_ya(at) and bare(word.norm) not in _ADJECTIVES and not self.hits.any(at, ("dates",))
            )
            return family or self._strange(at)
        return self._strange(at)


def repeated_names(
    reading: Reading, hits: HitTable, mentions: Iterable[Mention], taken: Collection[int]
) -> Iterator[Mention]:
    """Yield where a person whom nobody knows is named again, in full or by the last part of the name.

    Parameters
    ----------
    reading, hits
        The article, and the phrases of the tables in it.
    mentions
        What it names.
    taken
        Words of other mentions.
    """
    persons = [m for m in mentions if m.iri is None and "Person" in (m.type, m.kind.title())]
    whole: _Keys = {}
    last: _Keys = {}
    for person in persons:
        norms = tuple(reading.words[at].norm for at in range(person.start, person.end) if not reading.words[at].mark)
        if len(norms) < _PARTS:
            continue
        whole.setdefault(norms[0], {}).setdefault(norms, person)
        bound = len(norms) > _PARTS and (norms[-2] in FATHERS or norms[-2] in _KUNYA)
        key = norms[-2:] if bound else norms[-1:]
        last.setdefault(key[0], {}).setdefault(key, person)
    at = 0
    while at < len(reading.words):
        for names, alone in ((whole, False), (last, True)):
            found = _again(reading, hits, names, at, taken, alone)
            if found is not None:
                yield found
                at = found.end - 1
                break
        at += 1


def _again(
    reading: Reading,
    hits: HitTable,
    names: _Keys,
    at: int,
    taken: Collection[int],
    alone: bool,
) -> Mention | None:
    words = reading.words
    first = words[at].norm
    letters = 0 if first in names else 1 if first[:1] in _PROCLITICS and first[1:] in names else None
    if letters is None or len(first) - letters < _SHORTEST:
        return None
    for key, person in names[first[letters:]].items():
        end = at + len(key)
        if end > len(words) or any(p in taken for p in range(at, end)):
            continue
        if tuple(w.norm for w in words[at + 1 : end]) != key[1:]:
            continue
        said = at > 0 and hits.any(at - 1, ("reporting.verbs", *_TITLES))
        if not alone or said or (not hits.rows[at] and bare(key[0]) not in common_words()):
            return _person(reading, at, end, letters, person.name)
    return None


def _person(reading: Reading, start: int, end: int, letters: int, name: str = "") -> Mention:
    first, last = reading.words[start].start + letters, reading.words[end - 1].end
    text = reading.article.text[first:last]
    return Mention(
        start,
        end,
        "person",
        "Person",
        text,
        name or " ".join(text.split()),
        definite=True,
        char_start=first,
        char_end=last,
    )
