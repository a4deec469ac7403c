"""What is wrong with a user's files of actors and places, before they are taken up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kgbuild.arabic.normalise import fold
from kgbuild.errors import KnowledgeFileError
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.knowledge.common_words import is_common_word
from kgbuild.knowledge.entity import DATA, Entity
from kgbuild.knowledge.turtle import NAME_ROLES, read_turtle

__all__ = ["Problem", "check_files"]

_KGB = "https://w3id.org/kgbuild/ontology#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OTHER_KINDS = ("Affiliation",)  # what files describe besides actors and places
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-z]")
_PLAIN = ("label", "alias", "acronym", "nickname")
_AT = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file; ``line`` counts from 1, 0 where it is not known."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        """As ``file:line: message``."""
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.message}"


def check_files(files: Sequence[Path], built_in: KnowledgeBase) -> list[Problem]:
    """Return what is wrong with files of actors and places; nothing, when they can be taken up as a whole.

    Parameters
    ----------
    files
        Turtle files.
    built_in
        The knowledge that they add to, with the class tree of the ontology.
    """
    texts: dict[Path, list[str]] = {}
    problems: list[Problem] = []
    facts: dict[str, list[tuple[Path, ox.Quad]]] = {}
    for file in files:
        try:
            content = file.read_bytes()
            texts[file] = content.decode("utf-8").splitlines()
            for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode):
                    facts.setdefault(quad.subject.value, []).append((file, quad))
                else:
                    problems.append(Problem(file, 0, "a node without an IRI; give every actor and place an IRI"))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(file, 0, f"cannot be read ({error})"))
        except SyntaxError as error:
            found = _AT.search(str(error))
            line = error.lineno or (int(found[1]) if found else 0)
            problems.append(Problem(file, line, f"is no Turtle ({error.msg})"))
    if problems:
        return sorted(problems)
    check = _Check(texts, facts, built_in)
    return sorted(set(check.terms()) or set(check.entities(files)))


class _Check:
    """The checks of files that are Turtle."""

    def __init__(
        self,
        texts: Mapping[Path, Sequence[str]],
        facts: Mapping[str, Sequence[tuple[Path, ox.Quad]]],
        built_in: KnowledgeBase,
    ) -> None:
        self._texts, self._facts, self._built_in = texts, facts, built_in

    def terms(self) -> Iterator[Problem]:
        """Classes that the ontology lacks, or that are of no actor and no place; individuals of none or of two."""
        for iri, rows in self._facts.items():
            kinds = {
                quad.object.value.removeprefix(_KGB)
                for _, quad in rows
                if quad.predicate.value == _TYPE
                and isinstance(quad.object, ox.NamedNode)
                and quad.object.value.startswith(_KGB)
            }
            for kind in sorted(kinds):
                if not self._is_kind(kind):
                    yield self._problem(iri, f"kgb:{kind} is no class of actors or places", f"kgb:{kind}", kind)
            if len(kinds) > 1:
                yield self._problem(iri, f"has {len(kinds)} classes ({', '.join(sorted(kinds))}); give it one")
            named = any(quad.predicate.value.startswith(_KGB) for _, quad in rows)
            if named and not kinds and iri not in self._built_in:
                yield self._problem(iri, "has no class; say what it is, as in: a kgb:Militia")

    def _is_kind(self, kind: str) -> bool:
        return kind in _OTHER_KINDS or any(self._built_in.is_a(kind, top) for top in ("Actor", "Place"))

    def entities(self, files: Iterable[Path]) -> Iterator[Problem]:
        """Names, references and cycles."""
        try:
            data = read_turtle(files)
        except (KnowledgeFileError, ValueError) as error:
            told = error.message if isinstance(error, KnowledgeFileError) else str(error)
            yield Problem(min(self._texts), 0, told)
            return
        own = {entity.iri: entity for entity in data.entities}
        known = {entity.iri for entity in self._built_in.entities} | set(own)
        for entity in data.entities:
            yield from self._labels(entity)
        for iri in (iri for iri in self._facts if iri in known):
            yield from self._names(iri, [quad for _, quad in self._facts[iri]])
        yield from self._doubles(data.entities)
        for iri, rows in self._facts.items():
            for _, quad in rows:
                to = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
                if to.startswith((f"{DATA}actor/", f"{DATA}place/")) and to not in known:
                    yield self._problem(iri, f"points to {to.removeprefix(DATA)}, which nothing describes", to)
        above = {entity.iri: entity.parents for entity in (*self._built_in.entities, *data.entities)}
        for iri in own:
            if (way := _cycle(iri, above)) is not None:
                yield self._problem(iri, "is above itself: " + " > ".join(_short(step) for step in way))

    def _labels(self, entity: Entity) -> Iterator[Problem]:
        for language, called in (("ar", "Arabic"), ("en", "English")):
            if not any(name.language == language and name.role == "label" for name in entity.names):
                yield self._problem(entity.iri, f"has no rdfs:label in {called}")
        if entity.latitude is not None and not entity.precision_m:
            yield self._problem(entity.iri, "has coordinates and no kgb:precisionMetres, the radius that it lies in")

    def _names(self, iri: str, quads: Sequence[ox.Quad]) -> Iterator[Problem]:
        said = [(quad.predicate.value, quad.object) for quad in quads if isinstance(quad.object, ox.Literal)]
        unclear = {literal.value for predicate, literal in said if predicate == f"{_KGB}ambiguousName"}
        for predicate, literal in said:
            role, name = NAME_ROLES.get(predicate), literal.value
            if role is None or literal.language != "ar":
                continue
            if role != "acronym" and (not _ARABIC.search(name) or _LATIN.search(name)):
                yield self._problem(iri, f"has the Arabic name {name!r}, which is not in Arabic letters", name)
            if role in _PLAIN and name not in unclear and is_common_word(name):
                told = f"has the name {name!r}, a common word; say so with kgb:ambiguousName, or leave it out"
                yield self._problem(iri, told, name)

    def _doubles(self, entities: Collection[Entity]) -> Iterator[Problem]:
        labels: dict[tuple[str, str], str] = {}
        own = {entity.iri for entity in entities}
        for entity in (*self._built_in.entities, *entities):
            label = entity.label("ar")
            where = entity.parents if self._built_in.is_a(entity.kind, "Place") else ()
            key = (f"{self._room(entity)} {entity.country} {sorted(where)}", fold(label) if label else "")
            if label and entity.iri in own and labels.get(key, entity.iri) != entity.iri:
                yield self._problem(entity.iri, f"the name {label!r} is that of {_short(labels[key])} already", label)
            labels.setdefault(key, entity.iri)

    def _room(self, entity: Entity) -> str:
        return entity.kind if self._built_in.is_a(entity.kind, "Place") else "Actor"

    def _problem(self, iri: str, message: str, *tokens: str) -> Problem:
        """A problem of an individual, at the line that holds one of the tokens after the individual begins."""
        file = self._facts[iri][0][0] if iri in self._facts else min(self._texts)
        lines = self._texts[file]
        tail = re.split(r"[/#]", iri)[-1]
        start = next((at for at, line in enumerate(lines) if re.match(rf"\s*<?\S*{re.escape(tail)}>?\s", line)), 0)
        token = [t for t in tokens if t] + [re.split(r"[/#]", t)[-1] for t in tokens if t]
        line = next((at for at in range(start, len(lines)) if any(t in lines[at] for t in token)), start)
        return Problem(file, line + 1, f"{_short(iri)} {message}")


def _cycle(iri: str, above: Mapping[str, Sequence[str]]) -> list[str] | None:
    """The way from an individual upward back to it."""
    waiting: list[list[str]] = [[iri]]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for parent in above.get(way[-1], ()):
            if parent == iri:
                return [*way, parent]
            if parent not in seen:
                seen.add(parent)
                waiting.append([*way, parent])
    return None


def _short(iri: str) -> str:
    return iri.removeprefix(DATA)
