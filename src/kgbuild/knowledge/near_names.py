"""Long names that a text writes with one letter different: left out, doubled, swapped with the next, or another."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Generic, Literal, TypeVar

from kgbuild.arabic.clitics import clitics
from kgbuild.knowledge.common_words import common_words

__all__ = ["LETTERS", "Difference", "NearNames", "difference"]

LETTERS = tomllib.loads((Path(__file__).parent / "near_names.toml").read_text(encoding="utf-8"))
_ARTICLE = "ال"
_CACHED = 1 << 16

#: How a word differs from a name: by letters that sound or look alike, or by any other letter.
Difference = Literal["alike", "other"]
T = TypeVar("T")


def _pairs(groups: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset((one, other) for group in groups for one in group for other in group if one != other)


_ALIKE, _ALIKE_AT_END = _pairs(LETTERS["alike"]), _pairs(LETTERS["alike_at_end"])


def difference(written: str, name: str) -> Difference | None:
    """How a written word differs from a name by one letter, or ``None`` where it differs by none or by more.

    A letter at the end tells the form of a word, so there only letters that are taken for one another count; a letter
    more counts where it doubles its neighbour or is a vowel inside.

    Examples
    --------
    >>> difference("كفرنبوضه", "كفرنبوده"), difference("كفرنبده", "كفرنبوده"), difference("كرفنبوده", "كفرنبوده")
    ('alike', 'alike', 'other')
    >>> difference("كردستاني", "كردستان"), difference("كفرنبوده", "كفرنبوده")
    (None, None)
    """
    start = 0
    while start < min(len(written), len(name)) and written[start] == name[start]:
        start += 1
    rest, known = written[start:], name[start:]
    if len(rest) == len(known):
        found = _another(rest, known)
    elif len(rest) == len(known) - 1:
        found = _less(rest, known)
    elif len(rest) == len(known) + 1:
        found = _more(rest, known, written[:start])
    else:
        found = None
    # A word that begins otherwise is another word.
    return found if start or (found == "alike" and len(rest) == len(known)) else None


def _another(rest: str, known: str) -> Difference | None:
    """One letter in the place of another, or two that changed places."""
    if not rest:
        return None
    if rest[1:] == known[1:]:
        if len(rest) == 1:
            return "alike" if (rest, known) in _ALIKE_AT_END else None
        return "alike" if (rest[0], known[0]) in _ALIKE else "other"
    swapped = len(rest) > 2 and rest[:2] == known[1::-1] and rest[2:] == known[2:]
    return "other" if swapped else None


def _less(rest: str, known: str) -> Difference | None:
    """A letter left out, not at the end."""
    if not rest or rest != known[1:]:
        return None
    return "alike" if known[0] in LETTERS["vowels"] or rest[0] == known[0] else "other"


def _more(rest: str, known: str, before: str) -> Difference | None:
    """A vowel more inside, or a letter doubled."""
    if not known or rest[1:] != known or not before:
        return None
    if rest[0] in LETTERS["vowels"]:
        return "alike"
    return "other" if rest[0] in (before[-1], known[0]) else None


class NearNames(Generic[T]):
    """Long names by what is left of them without one letter.

    Parameters
    ----------
    names
        Folded names in one string, their words joined by spaces, each with what it stands for.
    heads
        Folded words for kinds, which may lead a name.
    known
        Whether a folded word or phrase is a name by itself, which means no other.

    Examples
    --------
    >>> near = NearNames([("كفرنبوده", 1), ("لواء شهداء اليرموك", 2)], {"لواء"}, lambda words: False)
    >>> near.find(["وكفرنبوضه"], 0), near.find(["لواء", "شهداء", "اليرمووك"], 0)
    ((1, 1, 1, 'alike'), (3, 0, 2, 'alike'))
    """

    def __init__(self, names: Iterable[tuple[str, T]], heads: Collection[str], known: Callable[[str], bool]) -> None:
        self._known = known
        self._meant: dict[tuple[str, ...], T] = {}
        self._single: dict[str, list[str]] = {}
        #: Names of several words: their words, with the first letter alone of the one that may differ.
        self._several: dict[tuple[str, ...], list[str]] = {}
        #: How many words the names have that begin with a word as known, and those whose second word is one as known.
        self._firsts: dict[str, list[int]] = {}
        self._seconds: dict[str, list[int]] = {}
        #: First and second words of these names; of a second that may differ what it begins with.
        self._openings: set[tuple[str, str]] = set()
        for name, meant in names:
            first, *others = name.split(" ")
            words = (first.removeprefix(_ARTICLE), *others)
            if words in self._meant or not _is_long(words, heads):
                continue
            self._meant[words] = meant
            if others:
                self._add_several(words, _heads(words, heads))
            else:
                for left in _without_one(words[0]):
                    self._single.setdefault(left, []).append(words[0])
        self._one = lru_cache(maxsize=_CACHED)(self._find_one)
        self._stems = lru_cache(maxsize=_CACHED)(self._find_stems)

    def __len__(self) -> int:
        """Number of names."""
        return len(self._meant)

    def _add_several(self, words: tuple[str, ...], heads: int) -> None:
        for at, word in enumerate(words):
            if at >= heads and len(word.removeprefix(_ARTICLE)) >= LETTERS["differing_word"]:
                self._several.setdefault(_pattern(words, at), []).append(word)
                counts = self._firsts.setdefault(words[0], []) if at else self._seconds.setdefault(words[1], [])
                if len(words) not in counts:
                    counts.append(len(words))
                if at:
                    self._openings.add((words[0], _beginning(words[1]) if at == 1 else words[1]))

    def begins(self, word: str, following: str) -> bool:
        """Whether a name may begin at a word of a text; cheap, and false of most."""
        stems = self._stems(word)
        if stems:
            beginning, openings = _beginning(following), self._openings
            if any((stem, following) in openings or (stem, beginning) in openings for _, stem in stems):
                return True
        return self._one(word) is not None or following in self._seconds

    def find(self, words: Sequence[str], start: int) -> tuple[int, int, T, Difference] | None:
        """Find the name that begins at a word of a text.

        Returns
        -------
            How many words it has, how many letters before it are joined particles or its article, what it stands for,
            and how the text differs from it; ``None`` where no name is near or more than one is.
        """
        counts = {count for _, stem in self._stems(words[start]) for count in self._firsts[stem]}
        if start + 1 < len(words):
            counts.update(self._seconds.get(words[start + 1], ()))
        for count in sorted(counts, reverse=True):
            found = self._find_several(words[start : start + count]) if start + count <= len(words) else None
            if found is not None:
                return (count, *found)
        one = self._one(words[start])
        return (1, *one) if one is not None else None

    def _find_one(self, word: str) -> tuple[int, T, Difference] | None:
        if len(word) < LETTERS["one_word"] - 1:
            return None
        near: dict[tuple[int, tuple[str, ...]], Difference] = {}
        for skip, stem in _stems(word):
            if self._is_word(stem):
                return None
            names = {name for left in _without_one(stem) for name in self._single.get(left, ())}
            for name in names:
                kind = difference(stem, name)
                if kind is not None:
                    near[skip, (name,)] = kind
        return self._only(near)

    def _find_several(self, words: Sequence[str]) -> tuple[int, T, Difference] | None:
        near: dict[tuple[int, tuple[str, ...]], Difference] = {}
        for skip, stem in self._stems(words[0]):
            for at in range(1, len(words)):
                self._compare((stem, *words[1:]), at, skip, near)
        if words[1] in self._seconds:
            for skip, stem in _stems(words[0]):
                self._compare((stem, *words[1:]), 0, skip, near)
        return self._only(near) if near else None

    def _compare(
        self, words: tuple[str, ...], at: int, skip: int, near: dict[tuple[int, tuple[str, ...]], Difference]
    ) -> None:
        for name in self._several.get(_pattern(words, at), ()):
            kind = None if self._is_word(words[at]) else difference(words[at], name)
            if kind is not None:
                near[skip, (*words[:at], name, *words[at + 1 :])] = kind

    def _find_stems(self, word: str) -> tuple[tuple[int, str], ...]:
        """What a word may be that begins a name of several words as known."""
        return tuple((skip, stem) for skip, stem in _stems(word) if stem in self._firsts)

    def _only(self, near: Mapping[tuple[int, tuple[str, ...]], Difference]) -> tuple[int, T, Difference] | None:
        """The one name that is near; letters that are taken for one another come before others."""
        for wanted in ("alike", "other"):
            found = {name: (skip, kind) for (skip, name), kind in near.items() if kind == wanted}
            if len(found) == 1:
                ((name, (skip, kind)),) = found.items()
                return skip, self._meant[name], kind
            if found:
                return None
        return None

    def _is_word(self, stem: str) -> bool:
        """Whether a word is a common one, or a name of its own."""
        bare = stem.removeprefix(_ARTICLE)
        words = (bare, _ARTICLE + bare)
        return not common_words().isdisjoint(words) or any(map(self._known, words))


def _pattern(words: tuple[str, ...], at: int) -> tuple[str, ...]:
    """The words of a name, and of one of them the first letter and whether it has the article."""
    return (*words[:at], _beginning(words[at]), *words[at + 1 :])


def _beginning(word: str) -> str:
    """The first letter of a word, and whether it has the article."""
    known = _ARTICLE if word.startswith(_ARTICLE) else ""
    return f"{known}{word[len(known) : len(known) + 1]}*"


def _heads(words: Sequence[str], heads: Collection[str]) -> int:
    """How many words for kinds lead a name."""
    return next((at for at, word in enumerate(words) if word not in heads), len(words))


def _is_long(words: Sequence[str], heads: Collection[str]) -> bool:
    proper = words[_heads(words, heads) :]
    if not proper or len(words) > LETTERS["longest"]:
        return False
    letters = sum(len(word.removeprefix(_ARTICLE)) for word in proper)
    return letters >= int(LETTERS["one_word" if len(proper) == 1 else "several_words"])


def _stems(word: str) -> Iterator[tuple[int, str]]:
    """What a word may be without joined particles and article, and how many letters those are."""
    seen = set()
    for split in clitics(word):
        if split.stem not in seen and not split.future and not split.stem.startswith(_ARTICLE):
            seen.add(split.stem)
            yield len(word) - len(split.stem), split.stem


def _without_one(word: str) -> set[str]:
    """A word, and what is left of it without one of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
