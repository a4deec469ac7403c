"""Tells by the words around a name whether a country or its state is meant, a capital or the government in it."""

from __future__ import annotations

import re

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import Word
from kgbuild.extraction.mentions import WordMap, bare
from kgbuild.extraction.name_words import name_words
from kgbuild.knowledge.alias_index import AliasMatch

__all__ = ["Lands"]

_BORDERS, _BORDERING, _BORDER_AREAS = name_words("borders"), name_words("bordering"), name_words("border_areas")
_FACING = ("مع", "بين")  # behind a border these tell whose it is
_PARTS_OF_COUNTRIES, _BEFALLING, _LEAVING = (
    name_words("parts_of_countries"),
    name_words("befalling"),
    name_words("leaving"),
)
_INVADING, _ADJOINING = name_words("invading"), name_words("adjoining")
_GRANTED = name_words("granted")
_DEALINGS, _BURDENS, _DECLARING = name_words("dealings"), name_words("burdens"), name_words("declaring")
_BACK, _BORDER_REACH, _GRANT_REACH, _DEAL_REACH = 6, 3, 4, 5  # words back to what tells
_OBJECTS = ("ه", "ها")
_TENS = name_words("tens")
_NATIONALITIES = name_words("nationalities")
_SIDING = name_words("siding")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TAGS = re.compile(r"(?:^|[\s.])سمات (?:[^\s.،؛:!؟]+ ?){1,12}\W*$")
_DATELINE = re.compile(r"[^.،؛:\n]{0,25}\s[–—-]\s*")
_DATELINE_ENDS = re.compile(r"\s*[–—-]\s|\s*\(\S+(?: \S+){0,2}\)\s*[:–—-]")
_TOWN_BEFORE = re.compile(r"(?:\w+ ){0,2}\w+،\s*")
_HEADLINE = re.compile(r"(?:^|[.:؛\n])\s*$")
_AMONG_LANDS = re.compile(r"\s*(?:من|بين|ضمن) (?:\S+ )?(?:ال)?(?:بلدان|مناطق)\b")


class Lands:
    """Reads the words around names of countries, states and capitals in one article.

    Parameters
    ----------
    reading
        The article.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spans = WordMap(reading.words)
        tags = _TAGS.search(fold(reading.article.text))
        self._tags = tags.start() if tags else len(reading.article.text)

    def territory(self, match: AliasMatch) -> bool:
        """Whether a state's name means its land: ``أنحاء كذا``, ``شهدته كذا``, ``حدود مع كذا``, ``قادم من كذا``."""
        if self._titled(match):
            return True
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        before = self._word(first - 1)
        if self._reading.words[first].start < match.span.start:  # a particle is joined to it
            if self._reading.words[first].norm.startswith("و") and self._word(first - 2) == "في":
                return True  # of a row of places, of which the first need not be known: في الشام وكذا
            return self._reading.words[first].norm.startswith("ل") and bare(before) in _ADJOINING
        if self._befalls(before) or _stems(before) & _PARTS_OF_COUNTRIES or self._invaded(match, before):
            return True
        if _AMONG_LANDS.match(fold(self._reading.article.text[match.span.end : match.span.end + 40])):
            return True
        if before in _FACING:
            return self._borders(first - 1)
        return before == "من" and self._origin(first - 1)

    def counted(self, match: AliasMatch) -> bool:
        """Whether the word is an adjective: ``قتل 12 سوريا``, ``من جنسيات غير سورية``."""
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        before = self._word(first - 1)
        number = before.isdigit() and not _YEAR.fullmatch(before)
        if fold(match.surface).endswith("يه") and bare(before) in _NATIONALITIES:
            return True
        return fold(match.surface).endswith("يا") and (number or before.removeprefix("و") in _TENS)

    def party(self, match: AliasMatch) -> bool:
        """Whether a capital is a government: ``الاتفاق بين كذا وكذا``, ``الموالون لكذا``, ``إعلان كذا أنها``."""
        first, last = self._spans.words_of(match.span.start, match.span.end)
        before = self._word(first - 1)
        joined = self._reading.words[first].start < match.span.start
        if before == "علي" and not joined:
            return bool(_nouns(self._word(first - 2)) & _BURDENS)
        if before == "بين" or (joined and self._word(first - 2) == "بين"):
            at = first - 1 if before == "بين" else first - 2
            return any(_nouns(word) & _DEALINGS for word in self._back(at, _DEAL_REACH))
        after = self._word(last)
        if joined and self._reading.words[first].norm.startswith("ل") and bare(before) in _SIDING:
            return True
        return not joined and bool(_stems(before) & _DECLARING) and (after in ("ان", "انها", "عن") or _own(after))

    def _titled(self, match: AliasMatch) -> bool:
        """In brackets behind a town, among the tags at the end, in a dateline, or a headline of its own."""
        text, start, end = self._reading.article.text, match.span.start, match.span.end
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            return True
        if start > self._tags:
            return True
        opens = not start or _TOWN_BEFORE.fullmatch(text[:start]) is not None  # دبي، الإمارات (CNN)--
        if (opens and _DATELINE_ENDS.match(text[end:])) or _DATELINE.fullmatch(text[:start]):
            return True
        return text[end:].lstrip().startswith("..") and _HEADLINE.search(text[:start]) is not None

    def _befalls(self, before: str) -> bool:
        verb = before.removeprefix("و")
        bases = {before, verb, *(verb.removesuffix(ending) for ending in _OBJECTS if verb.endswith(ending))}
        return bool(bases & _BEFALLING)

    def _invaded(self, match: AliasMatch, before: str) -> bool:
        """``غزو كذا``; but ``غزو كذا للفلانية`` is what the state did."""
        after = fold(self._reading.article.text[match.span.end : match.span.end + 3]).strip()
        return bool(_stems(before) & _INVADING) and not after.startswith("ل")

    def _borders(self, at: int) -> bool:
        """``الحدود مع``, ``المنطقة الحدودية بين``: a dispute or talks on borders are between states."""
        words = self._back(at, _BORDER_REACH)
        if any(_unowned(bare(word.lstrip("ولب"))) in _BORDERS for word in words):
            return True
        return len(words) > 1 and bare(words[-1]) in _BORDERING and bool(_nouns(words[-2]) & _BORDER_AREAS)

    def _origin(self, at: int) -> bool:
        """Whether ``من`` tells where something comes from and not who gives, asks or is feared."""
        if any(_nouns(word) & _LEAVING for word in self._back(at, _BACK)):
            return True
        return not any(_nouns(word) & _GRANTED or word in _GRANTED for word in self._back(at, _GRANT_REACH))

    def _back(self, at: int, reach: int) -> list[str]:
        return [self._word(position) for position in range(max(at - reach, 0), at)]

    def _word(self, position: int) -> str:
        words = self._reading.words
        return (words[position] if 0 <= position < len(words) else Word(0, 0, "")).norm


def _stems(word: str) -> set[str]:
    """What a word without the article may be without joined particles."""
    return {split.stem for split in clitics(word) if not split.article}


def _nouns(word: str) -> set[str]:
    """The same, without the article too."""
    return {split.stem for split in clitics(word)}


def _unowned(word: str) -> str:
    """``حدودها``: a noun without the pronoun of whose it is."""
    return next((word.removesuffix(ending) for ending in ("ها", "هما", "هم", "ه") if word.endswith(ending)), word)


def _own(word: str) -> bool:
    """``عزمها``: a noun with the pronoun of who is named before it."""
    return word.endswith("ها") and not word.startswith("ال")
