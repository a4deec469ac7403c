"""Finding the names of the knowledge base in running text: Aho-Corasick over folded words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import ahocorasick

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold, normalise
from kgbuild.arabic.span import Span
from kgbuild.knowledge.entity import Entity, Name, Role
from kgbuild.knowledge.haystack import Haystack
from kgbuild.knowledge.name_forms import CUES, Meant, Spellings, exact_spellings
from kgbuild.knowledge.near_names import LETTERS, Difference, NearNames

__all__ = ["AliasIndex", "AliasMatch", "Candidate"]

_LIST_JOIN = re.compile(r"""[\s"'«»“”‘’،,]*(?:و|ف)?[\s"'«»“”‘’]*""")
_ROAD_JOIN = re.compile(r"""[\s"'«»“”]*[-–—/ـ]?[\s"'«»“”]*""")
_OPENING, _CLOSING = "\"'«“„‟‹‘”", "\"'»”“›’"
_ALEFS, _MARKS = "أإآٱ", re.compile(r"[\u064b-\u0652\u0640]")
_ARTICLE, _FROM, _FOR = "ال", "من", "ل"
_LYING_IN = re.compile(r"\s+(?:ب|في\s+)")
_BELOW_AREAS = frozenset(["District", "City", "Town", "Village"])


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


class AliasIndex:
    """All names that are looked for in text.

    Parameters
    ----------
    entities
        The entities by IRI; their Arabic names and their acronyms are indexed.
    spellings
        How they are written; made of the names when left out, and then no name may differ from the text.

    Examples
    --------
    >>> guard = Entity("x:irgc", "StateForce", (Name("الحرس الثوري", "ar"),))
    >>> index = AliasIndex({guard.iri: guard})
    >>> [(m.surface, m.candidates[0].entity.iri) for m in index.match("مستودع تابع للحرس الثوري.")]
    [('حرس الثوري', 'x:irgc')]
    """

    def __init__(self, entities: Mapping[str, Entity], spellings: Spellings | None = None) -> None:
        self._entities = entities
        self._spellings = spellings or Spellings(exact_spellings(entities.values()), ())
        #: What has been found so far: most names stand in no text that a process reads.
        self._known: dict[Meant, tuple[Candidate, ...]] = {}

    def __len__(self) -> int:
        """Number of spellings that are looked for."""
        return len(self._spellings.exact)

    def match(self, text: str) -> list[AliasMatch]:
        """Return the names in ``text`` in text order; of those that overlap the longest.

        Where no name stands, long ones are found that the text writes with one letter different.
        """
        if not self._spellings.exact:
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
        haystack, spellings = line.text, self._spellings.exact
        found: Iterable[tuple[int, int]] = self._automaton.iter(haystack)
        for last, number in found:
            key, skip, takes_clitics, meant = spellings[number]
            first = last - len(key) + 1
            word_start = haystack.rfind(" ", 0, first) + 1
            if word_start != first and not _joined(haystack, word_start, first, takes_clitics):
                continue
            yield first + skip, last, word_start, self._candidates(meant), None

    def _candidates(self, meant: Meant) -> tuple[Candidate, ...]:
        known = self._known.get(meant)
        if known is None:
            known = self._known[meant] = tuple(self._candidate(*reading) for reading in meant)
        return known

    def _candidate(self, iri: str, at: int, synonym: str) -> Candidate:
        entity = self._entities[iri]
        name = entity.names[at]
        return Candidate(entity, replace(name, text=synonym) if synonym else name, name.role)

    @cached_property
    def _automaton(self) -> Any:
        """Made when a text is read: looking names up needs none."""
        automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, spelling in enumerate(self._spellings.exact):
            automaton.add_word(spelling[0], number)
        automaton.make_automaton()
        return automaton

    @cached_property
    def _near(self) -> NearNames[Meant]:
        return NearNames(
            self._spellings.near,
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
            if start >= busy and not taken[start] and begins(word, following):
                found = near.find(words, number)
                if found is not None:
                    count, skip, meant, differs = found
                    candidates = self._candidates(meant)
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
        return frozenset(map(fold, CUES[group][key]))

    return _CueTables(
        {fold(word): tuple(classes) for word, classes in CUES["place_words"].items()},
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
    return bool(before and after) and ((before in _OPENING and after in _CLOSING) or (before, after) == ("(", ")"))


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
    if prefix.endswith(CUES["locatives"]["prefix"]):
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
