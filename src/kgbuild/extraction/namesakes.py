"""Words around a name of the knowledge base that make it something else of that name, or the town and not its area."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold
from kgbuild.arabic.persons import person_noun
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import WordMap, bare
from kgbuild.extraction.name_words import name_words
from kgbuild.knowledge.alias_index import AliasMatch
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.knowledge.entity import Entity

__all__ = ["Namesakes"]

_COMPASS = frozenset(fold(word) for word in load_table("words")["places"]["compass"])
_BORDERS = name_words("borders")
_FACING = ("مع", "بين")  # behind a border these tell whose it is
_MINISTERS = name_words("ministers")
_INSIDE_TOWNS = name_words("inside_towns")
_SECURITY = name_words("security_forces")
_UNITS = name_words("numbered_units")
_ORDINALS = "اولي?|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر"
_ORDINAL = re.compile(rf"\d|(?:^| )ال(?:{_ORDINALS})ه?\b")
_ANSWERING = re.compile(r"\W*(?:ال\w+ )?(?:ال)?تابعه? ل+\W*")
_AT = "في|ب|وسط|داخل|قرب|شمال|جنوب|شرق|غرب"
_AREAS = "محافظه|ولايه|اقليم|ريف|منطقه|مديريه|قضاء|شمال|جنوب|شرق|غرب|وسط"
_LYING = re.compile(rf"\s*(?:{_AT})ي?\s*(?:(?:ال)?(?:{_AREAS})ي? ?)*")
_JOINT = re.compile(r"\s*[،,]?\s*و\s*")
_RANKS = "كبري|اكبر|ثاني|ثانيه|ثالث|اهم|ابرز"
_CHIEF = re.compile(rf"\W*(?:وهي |التي تعد )?(?:{_RANKS})(?: (?:كبري|اكبر|اهم))? ال?مد(?:ن|ينه)\b")
_TOWNS = ("City", "Town")
_SETTLEMENTS = ("City", "Town", "Village")
_OWN_BODIES = name_words("own_bodies")
_MINISTRY = "وزاره "
_LIKE_ADVERBS = name_words("like_adverbs")
_LEADING = ("علي", "في", "من", "الي", "نحو", "قرب", "باتجاه", "داخل", "عن")
_DISTRICT = re.compile(r"(?:^|\s)[وبلف]?مديريه \S+(?: ال\S+)? (?:في |ب)$")
_OF_DISTRICTS = name_words("cities_of_districts")
_DISTRICT_REACH = 40  # letters from a word for a district to the name of its governorate
_GIVEN = 3  # letters of a given name at least
_ADJECTIVES = 2  # between the noun for a man and his name at most
_BELOW_AREAS = ("City", "Town", "Village", "Neighbourhood", "District", "Facility", "Actor")


class Namesakes:
    """Reads the words around the names of one article.

    Parameters
    ----------
    reading, hits
        The article and the phrases found in it.
    knowledge
        The knowledge base.
    """

    def __init__(self, reading: Reading, hits: HitTable, knowledge: KnowledgeBase) -> None:
        self._reading, self._hits, self._knowledge = reading, hits, knowledge
        self._spans = WordMap(reading.words)

    def town(self, match: AliasMatch) -> Collection[str] | None:
        """The kinds left to a name of a town and its governorate that can be the town alone: ``وسط كذا``.

        ``None`` where the words around do not tell: ``أحياء كذا``, ``كذا كبرى مدن …``.
        """
        kinds = {candidate.entity.kind for candidate in match.candidates}
        if self._no_adverb(match):
            return _SETTLEMENTS
        if "Governorate" in kinds and self._of_district(match):
            return ("Governorate",)
        if "Governorate" not in kinds or not kinds.intersection(_TOWNS) or match.cue_kinds == ("Governorate",):
            return None
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        before = self._word(first - 1)
        behind = fold(self._reading.article.text[match.span.end : match.span.end + 60])
        inside = before in _INSIDE_TOWNS or before.removeprefix("و").removeprefix("ب") in _INSIDE_TOWNS
        return _BELOW_AREAS if inside or _CHIEF.match(behind) else None

    def _no_adverb(self, match: AliasMatch) -> bool:
        """``غارات على دوما``: a name spelt like an adverb is one behind a preposition, where no adverb stands."""
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        return fold(match.surface) in _LIKE_ADVERBS and self._word(first - 1).removeprefix("و") in _LEADING

    def _of_district(self, match: AliasMatch) -> bool:
        """``بمديرية كذا في الحديدة``: districts are of governorates, not of the cities that these are called after."""
        if fold(match.surface) in _OF_DISTRICTS:
            return False
        before = fold(self._reading.article.text[max(0, match.span.start - _DISTRICT_REACH) : match.span.start])
        return _DISTRICT.search(before) is not None

    def strangers(self, matches: Iterable[AliasMatch]) -> set[str]:
        """Family names of known people that the article gives somebody else of another given name.

        ``المصور فلان الكذائي … وكان الكذائي``: behind a definite noun for a man one more noun begins a name.
        """
        return {fold(match.surface) for match in matches if self._of_stranger(match)}

    def _of_stranger(self, match: AliasMatch) -> bool:
        first, last = self._spans.words_of(match.span.start, match.span.end)
        given, at = self._word(first - 1), first - 2
        if last - first > 1 or len(given) < _GIVEN or given.startswith("ال") or not given.isalpha():
            return False
        if self._reading.words[first].start < match.span.start or is_finite_verb(given) or self._hits.rows[first - 1]:
            return False
        for _ in range(_ADJECTIVES + 1):
            title = self._word(at)
            if not title.startswith("ال"):
                return False
            if person_noun(bare(title)) is not None or self._hits.any(at, ("people.ranks",)):
                return True
            at -= 1
        return False

    def joined(self, end: int, match: AliasMatch) -> bool:
        """Whether ``و`` alone joins a name to what ends before it: ``في كذا وكذا``."""
        return _JOINT.fullmatch(self._reading.article.text[end : match.span.start]) is not None

    def another(self, match: AliasMatch, entity: Entity, behind: AliasMatch | None, whole: Entity | None) -> bool:
        """Whether the words around a name make it another thing than ``entity``.

        Parameters
        ----------
        match, entity
            The name, and what it was taken for.
        behind, whole
            The next name of the article, and what that one means.
        """
        if self._knowledge.is_a(entity.kind, "Place"):
            if self._part_of_direction(match) or self._border(match):
                return True
            return behind is not None and whole is not None and self._abroad(match, entity, behind, whole)
        if entity.kind != "State" and (self._described(match) or self._of_unknown_country(match)):
            return True
        if _of_security(fold(match.surface)) and not _of_security(fold(entity.label("ar") or "")):
            return True
        return behind is not None and whole is not None and self._unit_of_another(match, entity, behind, whole)

    def _described(self, match: AliasMatch) -> bool:
        """``الساحة الخارجية``, ``وزير الخارجية``, ``منطقة الشرطة الرابعة``: part of another noun, office, quarter."""
        name = fold(match.surface)
        if " " in name:
            return False
        first, last = self._spans.words_of(match.span.start, match.span.end)
        before = self._word(first - 1)
        if name.startswith("ال") and name.endswith("يه") and (before.startswith("ال") or _stems(before) & _MINISTERS):
            return True
        return match.cue == "kind" and _ORDINAL.search(f" {self._word(last)}") is not None

    def _of_unknown_country(self, match: AliasMatch) -> bool:
        """``وزارة الخارجية كذاية``: an adjective of a country that the knowledge has no demonym for."""
        if not fold(match.surface).startswith(_MINISTRY):
            return False
        _, last = self._spans.words_of(match.span.start, match.span.end)
        word = self._word(last)
        if not (word.startswith("ال") and word.endswith("يه")) or bare(word) in _OWN_BODIES:
            return False
        return self._knowledge.demonym(word) is None

    def _part_of_direction(self, match: AliasMatch) -> bool:
        """``جنوب شرق كذا``: a region called by its direction is not meant behind another direction."""
        first, _ = self._spans.words_of(match.span.start, match.span.end)
        return _direction(fold(match.surface).split(" ")[0]) and _direction(self._word(first - 1).lstrip("وب"))

    def _border(self, match: AliasMatch) -> bool:
        """``الحدود الشمالية لكذا``, ``الحدود الشمالية مع كذا``: the border of a country is no region of that name."""
        if bare(fold(match.surface).split(" ")[0]) not in _BORDERS:
            return False
        _, last = self._spans.words_of(match.span.start, match.span.end)
        after = self._word(last)
        return after in _FACING or after.startswith("ل")

    def _abroad(self, match: AliasMatch, entity: Entity, behind: AliasMatch, whole: Entity) -> bool:
        """``بلدة كذا في ريف كذا``: a place does not lie in an area of another country."""
        if not self._knowledge.is_a(whole.kind, "Place") or entity.kind == "Country":
            return False
        country = whole.iri if whole.kind == "Country" else whole.country
        if country is None or entity.country is None or country == entity.country:
            return False
        return _LYING.fullmatch(self._between(match, behind)) is not None

    def _unit_of_another(self, match: AliasMatch, entity: Entity, behind: AliasMatch, whole: Entity) -> bool:
        """``الفرقة الأولى التابعة لكذا``: a numbered unit of another army than the one that has it in the knowledge."""
        name = fold(match.surface)
        if bare(name.split(" ")[0]) not in _UNITS or not _ORDINAL.search(name):
            return False
        if not _ANSWERING.fullmatch(self._between(match, behind)):
            return False
        return not (
            {whole.iri, *self._knowledge.ancestors(whole.iri)} & {entity.iri, *self._knowledge.ancestors(entity.iri)}
        )

    def _between(self, match: AliasMatch, behind: AliasMatch) -> str:
        return fold(self._reading.article.text[match.span.end : behind.span.start])

    def _word(self, position: int) -> str:
        words = self._reading.words
        return (words[position] if 0 <= position < len(words) else Word(0, 0, "")).norm


def _stems(word: str) -> set[str]:
    """What a word without the article may be without joined particles."""
    return {split.stem for split in clitics(word) if not split.article}


def _direction(word: str) -> bool:
    return bare(word).removesuffix("ي") in _COMPASS


def _of_security(name: str) -> bool:
    """``قوات الأمن``, ``قوات الأمن الفلانية``: police, troops and guards together, not one of them."""
    return any(name == words or name.startswith(f"{words} ") for words in _SECURITY)
