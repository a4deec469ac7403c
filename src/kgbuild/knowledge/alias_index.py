"""Finding the names of the knowledge base in running text: Aho-Corasick over folded words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import ahocorasick

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold, normalise
from kgbuild.arabic.span import Span
from kgbuild.knowledge.entity import Entity, Name, Role
from kgbuild.knowledge.haystack import WORD, Haystack
from kgbuild.knowledge.near_names import LETTERS, Difference, NearNames
from kgbuild.knowledge.spelling import folded

__all__ = ["AliasIndex", "AliasMatch", "Candidate"]

_LIST_JOIN = re.compile(r"""[\s"'«»“”‘’،,]*(?:و|ف)?[\s"'«»“”‘’]*""")
_ROAD_JOIN = re.compile(r"""[\s"'«»“”]*[-–—/ـ]?[\s"'«»“”]*""")
_OPENING, _CLOSING = "\"'«“„‟‹‘”", "\"'»”“›’"
_ALEFS, _MARKS = "أإآٱ", re.compile(r"[\u064b-\u0652\u0640]")
_OWN_NAMES: tuple[Role, ...] = ("label", "alias", "nickname")
_ARTICLE, _FROM, _FOR = "ال", "من", "ل"
_JOINED_AND = re.compile(r" و(?=\S{3})")  # papers write it apart, too: كذا و كذا
_MINIMUM_WITH_CLITICS = 3
_LYING_IN = re.compile(r"\s+(?:ب|في\s+)")
_BELOW_AREAS = frozenset(["District", "City", "Town", "Village"])
_CUES = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a match: the entity, the name that matched, and that name's role."""

    entity: Entity
    name: Name
    role: Role


@dataclass(frozen=True, slots=True)
class AliasMatch:
    """A name of the knowledge base in a text.

    Parameters
    ----------
    span
        Code points of the text as given; joined particles stay outside.
    surface
        The characters there.
    candidates
        What it may stand for, ordered by IRI.
    cue
        What stands before it: ``kind`` (a word as مدينة), ``locative`` (a preposition or direction), ``list`` (it is
        joined to a match with a cue), ``title`` (a rank or given name), ``name`` (a street, square or newspaper whose
        own name this is part of), ``institution`` (the same of a hospital or mosque), ``opened`` (a word as تل, with
        which it would name another place), or an empty string.
    cue_kinds
        Classes that the kind word announces.
    quoted
        Whether quotation marks enclose exactly the name.
    difference
        How the text differs from the name by one letter (:mod:`kgbuild.knowledge.near_names`); ``None`` where it is
        spelt as known.
    """

    span: Span
    surface: str
    candidates: tuple[Candidate, ...]
    cue: str = ""
    cue_kinds: tuple[str, ...] = ()
    quoted: bool = False
    difference: Difference | None = None


#: A spelling to look for: its letters, ending in a space; how many of them are particles; whether it takes clitics.
_Form = tuple[str, int, bool]
#: What the automaton keeps of a spelling: its length, particles and clitics as above, and what it may mean.
_Sought = tuple[int, int, bool, tuple["Candidate", ...]]


def words_of(text: str) -> list[str]:
    """Folded words of a name, in lower case.

    Examples
    --------
    >>> words_of("د.ب.أ"), words_of("لواء «فاطميون»")
    (['د', 'ب', 'ا'], ['لواء', 'فاطميون'])
    """
    return WORD.findall(folded(text).casefold())


class AliasIndex:
    """All names that are looked for in text.

    Parameters
    ----------
    entities
        The entities; their Arabic names and their acronyms are indexed.
    is_spelt_freely
        Of which entities a long name may differ from the text by one letter; of none when left out.

    Examples
    --------
    >>> guard = Entity("x:irgc", "StateForce", (Name("الحرس الثوري", "ar"),))
    >>> [(m.surface, m.candidates[0].entity.iri) for m in AliasIndex([guard]).match("مستودع تابع للحرس الثوري.")]
    [('حرس الثوري', 'x:irgc')]
    """

    def __init__(
        self, entities: Iterable[Entity], is_spelt_freely: Callable[[Entity], bool] = lambda entity: False
    ) -> None:
        entities = tuple(entities)
        self._entities, self._is_spelt_freely = entities, is_spelt_freely
        table: dict[str, dict[str, Candidate]] = {}
        forms: dict[str, tuple[int, bool]] = {}
        for entity in entities:
            for name in _with_synonyms(entity.names):
                if name.language != "ar" and name.role != "acronym":
                    continue
                candidate = Candidate(entity, name, name.role)
                for key, skip, takes_clitics in _forms(name):
                    known = forms.get(key)
                    if known is None:
                        forms[key] = skip, takes_clitics
                        table[key] = {entity.iri: candidate}
                        continue
                    if takes_clitics and not known[1]:
                        forms[key] = skip, takes_clitics
                    # The first name of an entity that gives this form is the one that is reported.
                    table[key].setdefault(entity.iri, candidate)
        automaton = ahocorasick.Automaton()
        for key, (skip, takes_clitics) in forms.items():
            meant = table[key]
            candidates = tuple(meant[iri] for iri in sorted(meant)) if len(meant) > 1 else tuple(meant.values())
            automaton.add_word(key, (len(key), skip, takes_clitics, candidates))
        self._size = len(forms)
        if forms:
            automaton.make_automaton()
        self._automaton: Any = automaton

    def __len__(self) -> int:
        """Number of spellings that are looked for."""
        return self._size

    def match(self, text: str) -> list[AliasMatch]:
        """Return the names in ``text`` in text order; of those that overlap the longest.

        Where no name stands, long ones are found that the text writes with one letter different.
        """
        if not self._size:
            return []
        line = Haystack.of(normalise(text))
        found = sorted(self._hits(line), key=_precedence)
        taken = bytearray(len(line.text) + 1)
        kept = []
        for hit in found:
            start, end = hit[:2]
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            kept.append(hit)
        kept += self._near_hits(line, taken)
        return _with_cues(text, line, sorted(kept, key=lambda hit: hit[0]))

    def _hits(self, line: Haystack) -> Iterator[_Hit]:
        haystack = line.text
        found: Iterable[tuple[int, _Sought]] = self._automaton.iter(haystack)
        for last, (length, skip, takes_clitics, candidates) in found:
            first = last - length + 1
            word_start = haystack.rfind(" ", 0, first) + 1
            if word_start != first and not _joined(haystack, word_start, first, takes_clitics):
                continue
            yield first + skip, last, word_start, candidates, None

    @cached_property
    def _near(self) -> NearNames[tuple[Candidate, ...]]:
        names: dict[str, dict[str, Candidate]] = {}
        for entity in filter(self._is_spelt_freely, self._entities):
            for name in entity.names:
                if name.language == "ar" and name.role in _OWN_NAMES and not name.needs_context:
                    key = " ".join(words_of(name.text))
                    names.setdefault(key, {}).setdefault(entity.iri, Candidate(entity, name, name.role))
        return NearNames(
            ((key, tuple(meant[iri] for iri in sorted(meant))) for key, meant in names.items()),
            heads=_cue_tables().kinds.keys() | set(map(fold, LETTERS["heads"])),
            known=lambda words: words + " " in self._automaton,
        )

    def _near_hits(self, line: Haystack, taken: bytearray) -> Iterator[_Hit]:
        near = self._near
        if not near:
            return
        words = line.text.split(" ")
        begins = near.begins
        start = busy = 0
        for number, (word, following) in enumerate(pairwise(words)):
            if begins(word, following) and start >= busy and not taken[start]:
                found = near.find(words, number)
                if found is not None:
                    count, skip, candidates, differs = found
                    if word[skip - 2 : skip] == _ARTICLE and candidates[0].name.text.startswith(_ARTICLE):
                        skip -= len(_ARTICLE)
                    end = start + len(" ".join(words[number : number + count]))
                    if not any(taken[start + skip : end]):
                        busy = end
                        yield start + skip, end, start, candidates, differs
            start += len(word) + 1


_Hit = tuple[int, int, int, tuple[Candidate, ...], Difference | None]


def _precedence(hit: _Hit) -> tuple[bool, int, int]:
    """Longest first, then in text order; last what is a common word and known from the gazetteer only."""
    start, end, _, candidates, _ = hit
    return _is_unsure(candidates), start - end, start


def _is_unsure(candidates: Sequence[Candidate]) -> bool:
    return all(candidate.entity.listed and candidate.name.needs_context for candidate in candidates)


def _joined(haystack: str, word_start: int, first: int, takes_clitics: bool) -> bool:
    """Whether what stands before the form inside its word is a joined particle."""
    prefix = haystack[word_start:first]
    if not takes_clitics:
        # The form already begins with a preposition (لل), or is too short: only و and ف may stand before it.
        return prefix in ("و", "ف")
    word = haystack[word_start : haystack.find(" ", first)]
    return any(
        split.stem == word[first - word_start :] and not split.article and not split.future for split in clitics(word)
    )


def _with_synonyms(names: Iterable[Name]) -> Iterator[Name]:
    """The names of an entity, and common nouns that are said for one that it bears: ``قوات الجيش`` for ``الجيش``."""
    for name in names:
        yield name
        if name.role == "generic":
            yield from (replace(name, text=other) for other in _CUES["same_forces"].get(name.text, ()))


def _forms(name: Name) -> Iterator[_Form]:
    words = words_of(name.text)
    if not words:
        return
    openings = _CUES["inflection"]["father"]
    heads = openings if words[0] in openings and len(words) > 1 else [words[0]]
    for head in heads:
        key = " ".join([head, *words[1:]]) + " "
        if name.role == "demonym":
            yield from _adjective_forms(key[:-1])
            continue
        yield key, 0, len(key) - 1 >= _MINIMUM_WITH_CLITICS
        if " و" in key and (apart := _JOINED_AND.sub(" و ", key)) != key:
            yield apart, 0, True
        if key.startswith(_ARTICLE) and len(key) - 1 > _MINIMUM_WITH_CLITICS:
            yield _with_li(key)


def _with_li(key: str) -> _Form:
    """ل and a name with the article are written with one alef less: للحرس; before another ل also with one ل less."""
    rest = key[len(_ARTICLE) :]
    return ("ل" + rest, 1, False) if rest.startswith("ل") else ("لل" + rest, 2, False)


def _adjective_forms(stem: str) -> Iterator[_Form]:
    endings = _CUES["inflection"]["adjective_endings"] if stem.endswith("ي") and " " not in stem else [""]
    for ending in endings:
        key = f"{stem}{ending} "
        yield key, 0, True
        yield _ARTICLE + key, 2, True
        yield "لل" + key, 2, False


@dataclass(frozen=True, slots=True)
class _CueTables:
    """The folded words of ``cues.toml``."""

    kinds: dict[str, tuple[str, ...]]
    locatives: frozenset[str]
    near: frozenset[str]
    governors: frozenset[str]
    titles: frozenset[str]
    heads: dict[str, str]
    between: frozenset[str]
    no_head_after: frozenset[str]
    councils: frozenset[str]


@lru_cache(maxsize=1)
def _cue_tables() -> _CueTables:
    def words(group: str, key: str = "words") -> frozenset[str]:
        return frozenset(map(fold, _CUES[group][key]))

    return _CueTables(
        {fold(word): tuple(classes) for word, classes in _CUES["place_words"].items()},
        words("locatives"),
        words("locatives", "near"),
        words("governors"),
        words("titles"),
        dict.fromkeys(words("name_heads"), "name")
        | dict.fromkeys(words("institution_heads"), "institution")
        | dict.fromkeys(words("place_openers"), "opened"),
        words("name_heads", "between_places"),
        words("name_heads", "after"),
        words("name_heads", "councils"),
    )


def _with_cues(text: str, line: Haystack, hits: Sequence[_Hit]) -> list[AliasMatch]:
    matches: list[AliasMatch] = []
    road_end = -1
    for start, end, word_start, candidates, differs in hits:
        span = line.span(start, end)
        cue, kinds = _cue(line.text, start, word_start)
        if road_end >= 0 and _ROAD_JOIN.fullmatch(text[road_end : span.start]):
            cue, kinds = "name", ()
        elif (
            not cue
            and matches
            and matches[-1].cue in ("kind", "locative", "list")
            # في بلاد المغرب: what is mostly no place leads no list of places.
            and not (matches[-1].cue == "locative" and _is_unsure(matches[-1].candidates))
            and _LIST_JOIN.fullmatch(text[matches[-1].span.end : span.start])
        ):
            cue, kinds = "list", matches[-1].cue_kinds
        elif cue == "locative" and not kinds and matches and _lies_in_area(matches[-1], text, span, candidates):
            kinds = ("Governorate",)
        if cue not in ("kind", "locative", "list") and _is_unsure(candidates):
            continue
        road_end = span.end if cue == "name" and _names_road(line.text, word_start) else -1
        surface = span.of(text)
        possible = tuple(c for c in candidates if not c.name.needs_context or _spelt_alike(surface, c.name.text))
        if possible:
            matches.append(AliasMatch(span, surface, possible, cue, kinds, _quoted(text, span), differs))
    return matches


def _lies_in_area(place: AliasMatch, text: str, span: Span, candidates: Sequence[Candidate]) -> bool:
    """``بلدة كذا بكذا``: behind a district, town or village the name of an area and its town means the area."""
    if place.cue != "kind" or not set(place.cue_kinds) <= _BELOW_AREAS:
        return False
    area = any(candidate.entity.kind == "Governorate" for candidate in candidates)
    return area and _LYING_IN.fullmatch(text[place.span.end : span.start]) is not None


def _quoted(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return bool(before and after) and before in _OPENING and after in _CLOSING


def _spelt_alike(surface: str, name: str) -> bool:
    """Whether a name that is a common word too is spelt as such: آب (August) is not إب; a bare alef may be any."""
    written, known = _MARKS.sub("", surface), _MARKS.sub("", name)
    if len(known) == len(written) + len(_ARTICLE) and known.startswith(_ARTICLE):
        known = known[len(_ARTICLE) :]
    return len(written) == len(known) and all(
        w == k or (w == "ا" and k in _ALEFS) for w, k in zip(written, known, strict=True)
    )


def _cue(haystack: str, start: int, word_start: int) -> tuple[str, tuple[str, ...]]:
    tables = _cue_tables()
    prefix = haystack[word_start:start]
    before = _words_before(haystack, word_start)
    if prefix in ("", "ال", "لل") and before:
        # A kind word with the article is no construct: in القاعدة الأمريكية the adjective names no base.
        for stem in _construct_stems(before[-1]):
            if stem in tables.kinds:
                if not tables.councils.isdisjoint(_stems(before[:-1])):
                    return "name", ()  # مجلس مدينة كذا
                return "kind", tables.kinds[stem]
            if stem in tables.councils and haystack[start:].split(" ", 1)[0] in tables.kinds:
                return "name", ()  # مجلس (محافظة كذا)
            if stem in tables.heads and not (before[:-1] and before[-2] in tables.no_head_after):
                return tables.heads[stem], ()
        if not tables.locatives.isdisjoint(_construct_stems(before[-1])):
            return "locative", ()
        if before[-1] == _FROM and not tables.near.isdisjoint(_stems(before[:-1])):
            return "locative", ("Place",)
        if not prefix and before[-1] in tables.titles:
            return "title", ()
    if prefix == _FOR and before and before[-1].removeprefix("ك") in tables.governors:
        return "kind", ("Governorate",)
    if prefix.endswith(_CUES["locatives"]["prefix"]):
        return "locative", ()
    return "", ()


def _names_road(haystack: str, word_start: int) -> bool:
    """Whether the word before is one that both ends of a road follow."""
    before = _words_before(haystack, word_start)
    return bool(before) and not _cue_tables().between.isdisjoint(_construct_stems(before[-1]))


def _words_before(haystack: str, word_start: int) -> list[str]:
    """Up to two words before a position."""
    return haystack[max(0, word_start - 40) : word_start].split(" ")[-3:-1]


def _stems(words: Sequence[str]) -> list[str]:
    """What the last of some words may be without joined particles and article."""
    return [split.stem.removeprefix(_ARTICLE) for split in clitics(words[-1])] if words else []


def _construct_stems(word: str) -> list[str]:
    """What a word may be without joined particles, where it carries no article."""
    return list(dict.fromkeys(split.stem for split in clitics(word) if not split.article))
