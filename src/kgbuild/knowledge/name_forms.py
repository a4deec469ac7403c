"""How the names of entities are written in text: the spellings to look for, and what each may mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgbuild.knowledge.entity import Entity, Role
from kgbuild.knowledge.haystack import WORD
from kgbuild.knowledge.spelling import folded

__all__ = [
    "CUES",
    "Meant",
    "NearSpelling",
    "Reading",
    "Spelling",
    "Spellings",
    "exact_spellings",
    "near_spellings",
    "words_of",
]

CUES = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
_OWN_NAMES: tuple[Role, ...] = ("label", "alias", "nickname")
_ARTICLE = "ال"
_JOINED_AND = re.compile(r" و(?=\S{3})")  # papers write it apart, too: كذا و كذا
_MINIMUM_WITH_CLITICS = 3

#: A spelling: its letters, ending in a space; how many of them are particles; whether it takes clitics.
_Form = tuple[str, int, bool]
#: A name of an entity: its IRI, which of its names, and the common noun that is said for that one, or nothing.
Reading = tuple[str, int, str]
#: What a spelling may mean, ordered by IRI, one name an entity.
Meant = tuple[Reading, ...]
#: A spelling, and what it may mean.
Spelling = tuple[str, int, bool, Meant]
#: The words of a long name that a text may write with one letter different, and what it may mean.
NearSpelling = tuple[str, Meant]


@dataclass(frozen=True, slots=True)
class Spellings:
    """All spellings, in plain rows that a file can keep."""

    exact: tuple[Spelling, ...]
    near: tuple[NearSpelling, ...]


def words_of(text: str) -> list[str]:
    """Folded words of a name, in lower case.

    Examples
    --------
    >>> words_of("د.ب.أ"), words_of("لواء «فاطميون»")
    (['د', 'ب', 'ا'], ['لواء', 'فاطميون'])
    """
    return WORD.findall(folded(text).casefold())


def exact_spellings(entities: Iterable[Entity]) -> tuple[Spelling, ...]:
    """Return how the Arabic names and the acronyms of entities are written.

    Examples
    --------
    >>> from kgbuild.knowledge.entity import Name
    >>> exact_spellings([Entity("x:is", "ArmedGroup", (Name("داعش", "ar"),))])
    (('داعش ', 0, True, (('x:is', 0, ''),)),)
    """
    meant: dict[str, dict[str, Reading]] = {}
    ways: dict[str, tuple[int, bool]] = {}
    for entity in entities:
        for reading, text, role in _readings(entity):
            for key, skip, takes_clitics in _forms(text, role):
                known = ways.get(key)
                if known is None or (takes_clitics and not known[1]):
                    ways[key] = skip, takes_clitics
                # The first name of an entity that gives this form is the one that is reported.
                meant.setdefault(key, {}).setdefault(entity.iri, reading)
    ordered = _ordered(meant)
    return tuple((key, *way, ordered[key]) for key, way in ways.items())


def near_spellings(entities: Iterable[Entity]) -> tuple[NearSpelling, ...]:
    """Return the names of entities that may differ from the text by one letter where they are long."""
    meant: dict[str, dict[str, Reading]] = {}
    for entity in entities:
        for at, name in enumerate(entity.names):
            if name.language == "ar" and name.role in _OWN_NAMES and not name.needs_context:
                key = " ".join(words_of(name.text))
                meant.setdefault(key, {}).setdefault(entity.iri, (entity.iri, at, ""))
    return tuple(_ordered(meant).items())


def _ordered(meant: dict[str, dict[str, Reading]]) -> dict[str, Meant]:
    """What each spelling may mean, by IRI; of what several mean alike there is one only."""
    same: dict[Meant, Meant] = {}
    found = {}
    for key, readings in meant.items():
        ordered = tuple(sorted(readings.values())) if len(readings) > 1 else tuple(readings.values())
        found[key] = same.setdefault(ordered, ordered)
    return found


def _readings(entity: Entity) -> Iterator[tuple[Reading, str, Role]]:
    """The names, and common nouns that are said for one that it bears: ``قوات الجيش`` for ``الجيش``."""
    for at, name in enumerate(entity.names):
        if name.language != "ar" and name.role != "acronym":
            continue
        yield (entity.iri, at, ""), name.text, name.role
        if name.role == "generic":
            for other in CUES["same_forces"].get(name.text, ()):
                yield (entity.iri, at, other), other, name.role


def _forms(text: str, role: Role) -> Iterator[_Form]:
    words = words_of(text)
    if not words:
        return
    openings = CUES["inflection"]["father"]
    heads = openings if words[0] in openings and len(words) > 1 else [words[0]]
    for head in heads:
        key = " ".join([head, *words[1:]]) + " "
        if role == "demonym":
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
    endings = CUES["inflection"]["adjective_endings"] if stem.endswith("ي") and " " not in stem else [""]
    for ending in endings:
        key = f"{stem}{ending} "
        yield key, 0, True
        yield _ARTICLE + key, 2, True
        yield "لل" + key, 2, False
