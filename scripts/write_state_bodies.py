"""Writes the ministries, forces and other bodies that every state has, where the other files do not know them.

usage: python scripts/write_state_bodies.py

Reads the states with an adjective of nationality from ``ontology/actors`` and what their bodies are called from
``state_bodies.toml`` beside this script; writes ``ontology/actors/state-bodies.ttl``. A body is left out that another
file has: by one of the Arabic names, or in the same country by a part of the identifier.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgbuild.arabic.normalise import fold
from kgbuild.knowledge.base import KnowledgeBase, load_knowledge
from kgbuild.knowledge.entity import DATA, Entity
from kgbuild.knowledge.writing import turtle_string

_HERE = Path(__file__).resolve()
_ACTORS = _HERE.parents[1] / "ontology" / "actors"
_TARGET = _ACTORS / "state-bodies.ttl"
_HEADER = """\
# Actors: ministries, forces and other bodies of states that the other files do not have. Written by
# scripts/write_state_bodies.py out of scripts/state_bodies.toml; edit that, not this file.

@prefix actor: <https://w3id.org/kgbuild/id/actor/> .
@prefix affiliation: <https://w3id.org/kgbuild/id/affiliation/> .
@prefix place: <https://w3id.org/kgbuild/id/place/> .
@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_RELATIONS = {"StateForce": ("force-of", "forceOf", "قوة تابعة لـ", "is a force of")}
_PART = ("part-of", "partOf", "جزء من", "is part of")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every state has, as the table tells it."""

    name: str
    kind: str
    english: str
    arabic: list[str]
    known: list[str]
    generic: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


def main() -> None:
    """Read, leave out what is known, write."""
    table = tomllib.loads((_HERE.parent / "state_bodies.toml").read_text(encoding="utf-8"))
    bodies = [Body(**row) for row in table["bodies"]]
    _TARGET.write_text(_HEADER, encoding="utf-8")
    knowledge = load_knowledge(gazetteer=None)
    taken = {fold(name.text) for entity in knowledge.entities for name in entity.names if name.language == "ar"}
    rows = list(blocks(knowledge, bodies, table["english"], taken))
    rows += authorities(knowledge, table["authorities"], taken)
    _TARGET.write_text("\n".join([_HEADER, *rows]), encoding="utf-8")
    print(f"{len(rows)} bodies")


def blocks(knowledge: KnowledgeBase, bodies: list[Body], english: dict[str, str], taken: set[str]) -> Iterator[str]:
    """The Turtle of every body that is not known."""
    for state in knowledge.entities:
        country = (state.country or "").removeprefix(f"{DATA}place/")
        if state.kind != "State" or country not in english:
            continue
        own = {
            e.iri.removeprefix(DATA) for e in knowledge.entities if e.country == state.country and e.kind != "Person"
        }
        for body in bodies:
            if body.only and country not in body.only:
                continue
            names = [name for name in dict.fromkeys(arabic_names(state, body.arabic)) if fold(name) not in taken]
            known = any(part in iri for iri in own for part in body.known)
            if names and not known and names[0] == next(arabic_names(state, body.arabic)):
                taken |= {fold(name) for name in names}
                yield block(state, country, english[country], body, names)


def authorities(knowledge: KnowledgeBase, pattern: str, taken: set[str]) -> Iterator[str]:
    """One more name, where it is nobody's: of a state's only government, else of the state."""
    governments: dict[str | None, list[Entity]] = {}
    for entity in knowledge.entities:
        if entity.kind == "Government" and entity.active_until is None and "government" in entity.iri:
            governments.setdefault(entity.country, []).append(entity)
    for state in knowledge.entities:
        names = [name for name in arabic_names(state, [pattern]) if fold(name) not in taken]
        if state.kind == "State" and names:
            own = governments.get(state.country, [])
            bearer = own[0] if len(own) == 1 else state
            yield f"actor:{bearer.iri.removeprefix(f'{DATA}actor/')} skos:altLabel {quoted(names)} .\n"


def arabic_names(state: Entity, patterns: list[str]) -> Iterator[str]:
    """The names of a body of a state, with each of its adjectives."""
    for pattern in patterns:
        for name in state.names:
            if name.role == "demonym" and name.text.split(" ")[0].endswith("ي"):
                words = plain(name.text).split(" ")
                masculine = " ".join(f"ال{word}" for word in words)
                feminine = " ".join(f"ال{word}ة" for word in words)
                yield pattern.format(m=masculine, f=feminine, n=state.label("ar"))


def quoted(names: Iterable[str]) -> str:
    """Arabic names as the values of a Turtle property."""
    return " , ".join(f"{turtle_string(name)}@ar" for name in names)


def plain(text: str) -> str:
    """Arabic without short vowels: ``عُماني``."""
    return "".join(letter for letter in text if not "\u064b" <= letter <= "\u0652")


def block(state: Entity, country: str, english: str, body: Body, names: list[str]) -> str:
    """One body, and that it belongs to its state."""
    own = f"{english.lower().replace(' ', '-')}-{body.name}"
    whole = state.iri.removeprefix(f"{DATA}actor/")
    slug, relation, arabic_link, english_link = _RELATIONS.get(body.kind, _PART)
    lines = [
        f"actor:{own} a kgb:{body.kind} ;",
        f'    rdfs:label "{names[0]}"@ar , "{english} {body.english}"@en ;',
    ]
    for predicate, texts in (("skos:altLabel", names[1:]), ("kgb:genericName", body.generic)):
        if texts:
            lines.append(f"    {predicate} {quoted(texts)} ;")
    return "\n".join(
        [
            *lines,
            f"    kgb:country place:{country} ;",
            "    kgb:verification kgb:Unverified ;",
            "    kgb:identified true .",
            "",
            f"affiliation:{own}--{slug}--{whole} a kgb:Affiliation ;",
            f'    rdfs:label "{names[0]}: {arabic_link} {state.label("ar")}"@ar , '
            f'"{english} {body.english} {english_link} {state.label("en")}"@en ;',
            f"    kgb:relation kgb:{relation} ;",
            f"    kgb:member actor:{own} ;",
            f"    kgb:whole actor:{whole} ;",
            "    kgb:verification kgb:Unverified .",
            "",
        ]
    )


if __name__ == "__main__":
    main()
