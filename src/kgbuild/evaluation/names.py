"""When two names of one document mean one participant."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kgbuild.arabic.normalise import fold

__all__ = ["TABLES", "Name", "NamedThing", "any_same", "matched", "name_words", "same_name", "things"]

Name: TypeAlias = tuple[str, ...]
"""The words of a name in folded spelling, without what is joined to them."""

NamedThing: TypeAlias = tuple[Name, ...]
"""One participant by all names that may stand for it."""

TABLES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))
_JOINED = re.compile(rf"^{TABLES['names']['joined']}(?=\w{{2,}})")
_OTHER = re.compile(r"[^\w\s]")
_SHARED = 0.67


def name_words(name: str) -> Name:
    """Return the words of a name as they are compared.

    Examples
    --------
    >>> name_words("«لواء فاطميون» الأفغاني")
    ('لواء', 'فاطميون', 'افغاني')
    """
    return tuple(_JOINED.sub("", word) for word in _OTHER.sub(" ", fold(name)).split())


_GENERIC = frozenset(word for name in TABLES["names"]["generic"] for word in name_words(name))


def same_name(left: Name, right: Name) -> bool:
    """Whether two names are equal, or one is the other with generic words or a few more.

    Examples
    --------
    >>> same_name(name_words("بلدة الكسوة"), name_words("الكسوة"))
    True
    >>> same_name(name_words("قوات النظام"), name_words("قوات سوريا الديمقراطية"))
    False
    """
    if left == right:
        return True
    words, others = set(left), set(right)
    telling, others_telling = words - _GENERIC, others - _GENERIC
    if not telling or not others_telling:
        return bool(words & others) and (words <= others or others <= words)
    if telling <= others_telling or others_telling <= telling:
        return True
    return len(telling & others_telling) >= _SHARED * max(len(telling), len(others_telling))


def things(names: Iterable[Iterable[str]]) -> tuple[NamedThing, ...]:
    """Return participants as compared, each given by its names; one without names is left out."""
    found = (tuple(name_words(name) for name in alternatives if name) for alternatives in names)
    return tuple(thing for thing in found if thing)


def any_same(thing: NamedThing, other: NamedThing) -> bool:
    """Whether a name of one participant is a name of the other."""
    return any(same_name(name, another) for name in thing for another in other)


def matched(predicted: Sequence[NamedThing], gold: Sequence[NamedThing]) -> int:
    """How many gold participants are named by distinct predicted ones.

    Examples
    --------
    >>> matched(things([["ريف دمشق"], ["الكسوة"]]), things([["الكسوة", "بلدة الكسوة"], ["حمص"]]))
    1
    """
    used: set[int] = set()
    for thing in gold:
        for position, candidate in enumerate(predicted):
            if position not in used and any_same(candidate, thing):
                used.add(position)
                break
    return len(used)
