"""Entities and affiliations as rows of plain values that a file can keep, and made of such rows again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from operator import lt
from types import NoneType
from typing import Any, get_args

from kgbuild.knowledge.entity import Affiliation, Entity, Name, Role
from kgbuild.knowledge.name_forms import Spellings

__all__ = ["RestoredEntities", "affiliation_rows", "affiliations", "checked_spellings", "entity_rows", "only"]

#: The values of an entity in the order of its fields; instead of its names their texts, and what else is said of each.
_Row = tuple[Any, ...]
_ENTITY_VALUES, _AFFILIATION_VALUES, _LAST_DAY = 14, 7, date.max.toordinal()


class RestoredEntities(Mapping[str, Entity]):
    """Entities by IRI, each made of its row when it is first asked for.

    Parameters
    ----------
    rows
        What :func:`entity_rows` returned.

    Raises
    ------
    ValueError
        They are no such rows.

    Examples
    --------
    >>> guard = Entity("x:irgc", "StateForce", (Name("الحرس الثوري", "ar"),))
    >>> RestoredEntities(entity_rows([guard]))["x:irgc"] == guard
    True
    """

    def __init__(self, rows: Any) -> None:
        _check_entities(rows)
        self._kept: dict[str, Entity | _Row] = {row[0]: row for row in rows}

    def __getitem__(self, iri: str) -> Entity:
        """Return the entity with an IRI, always the same object."""
        kept = self._kept[iri]
        if not isinstance(kept, Entity):
            kept = self._kept[iri] = _entity(*kept)
        return kept

    def __contains__(self, iri: object) -> bool:
        """Whether an IRI is that of an entity, which is not made for the answer."""
        return iri in self._kept

    def __iter__(self) -> Iterator[str]:
        """Go through the IRIs, in the order of the rows."""
        return iter(self._kept)

    def __len__(self) -> int:
        """Number of entities."""
        return len(self._kept)


def entity_rows(entities: Collection[Entity]) -> tuple[_Row, ...]:
    """Return the rows of entities; what is equal in several of them is one object, so that a file holds it once."""
    same: dict[object, Any] = {entity.iri: entity.iri for entity in entities}

    def one(value: Any) -> Any:
        return same.setdefault(value, value)

    return tuple(
        (
            entity.iri,
            one(entity.kind),
            tuple(name.text for name in entity.names),
            one(tuple(one((name.language, name.role, name.needs_context)) for name in entity.names)),
            one(entity.country),
            one(tuple(map(one, entity.parents))),
            entity.latitude,
            entity.longitude,
            entity.precision_m,
            one(tuple(map(one, entity.theatres))),
            _number(entity.active_from),
            _number(entity.active_until),
            entity.population,
            entity.listed,
        )
        for entity in entities
    )


def _entity(
    iri: str,
    kind: str,
    texts: tuple[str, ...],
    sorts: tuple[tuple[str, Role, bool], ...],
    country: str | None,
    parents: tuple[str, ...],
    latitude: float | None,
    longitude: float | None,
    precision: int | None,
    theatres: tuple[str, ...],
    active_from: int | None,
    active_until: int | None,
    population: int | None,
    listed: bool,
) -> Entity:
    return Entity(
        iri,
        kind,
        tuple(Name(text, *sort) for text, sort in zip(texts, sorts, strict=True)),
        country,
        parents,
        latitude,
        longitude,
        precision,
        theatres,
        _day(active_from),
        _day(active_until),
        population,
        listed,
    )


def _check_entities(rows: Any) -> None:
    columns = _columns(rows, _ENTITY_VALUES)
    iris, kinds, texts, sorts, countries, parents, latitudes, longitudes, precisions, theatres = columns[:10]
    since, until, populations, listed = columns[10:]
    only(chain(texts, sorts, parents, theatres), tuple)
    only(chain(iris, kinds, *texts, *parents, *theatres), str)
    only(countries, str, NoneType)
    only(chain(latitudes, longitudes), float, NoneType)
    only(chain(precisions, populations, since, until), int, NoneType)
    only(listed, bool)
    _check_days(chain(since, until))
    if list(map(len, texts)) != list(map(len, sorts)):
        raise ValueError("names without a role, or roles without a name")
    roles = get_args(Role)
    for language, role, needs_context in set(chain.from_iterable(sorts)):
        only([language], str)
        only([needs_context], bool)
        if role not in roles:
            raise ValueError(f"no role: {role}")


def affiliation_rows(affiliations: Iterable[Affiliation]) -> tuple[_Row, ...]:
    """Return the rows of affiliations."""
    return tuple(
        (link.iri, link.relation, link.member, link.whole, _number(link.since), _number(link.until), link.source)
        for link in affiliations
    )


def affiliations(rows: Any) -> tuple[Affiliation, ...]:
    """Make affiliations of their rows.

    Raises
    ------
    ValueError
        They are no such rows.
    """
    iris, relations, members, wholes, since, until, sources = _columns(rows, _AFFILIATION_VALUES)
    only(chain(iris, relations, members, wholes), str)
    only(chain(since, until), int, NoneType)
    only(sources, str, NoneType)
    _check_days(chain(since, until))
    return tuple(
        Affiliation(iri, relation, member, whole, _day(first), _day(last), source)
        for iri, relation, member, whole, first, last, source in rows
    )


def checked_spellings(exact: Any, near: Any, entities: Iterable[_Row]) -> Spellings:
    """Return rows of spellings as such.

    Parameters
    ----------
    exact, near
        The rows.
    entities
        Rows of the entities that they mean.

    Raises
    ------
    ValueError, KeyError
        They are no such rows, or mean a name that no entity has.
    """
    keys, skips, clitics, meant = _columns(exact, 4)
    near_keys, near_meant = _columns(near, 2)
    only(chain(keys, near_keys), str)
    only(skips, int)
    only(clitics, bool)
    only(chain(meant, near_meant), tuple)
    iris, places, synonyms = _columns(tuple(chain.from_iterable(chain(meant, near_meant))), 3)
    only(chain(iris, synonyms), str)
    only(places, int)
    names = {row[0]: len(row[2]) for row in entities}
    if not all(map(lt, places, map(names.__getitem__, iris))):
        raise ValueError("a name that no entity has")
    return Spellings(exact, near)


def only(values: Iterable[object], *types: type) -> None:
    """Raise ``ValueError`` where a value is of another type, or of a subclass."""
    if not set(map(type, values)).issubset(types):
        raise ValueError(f"not only {types}")


def _columns(rows: Any, count: int) -> list[tuple[Any, ...]]:
    only([rows], tuple)
    only(rows, tuple)
    columns = list(zip(*rows, strict=True)) if rows else [()] * count
    if len(columns) != count:
        raise ValueError(f"{len(columns)} values a row and not {count}")
    return columns


def _check_days(numbers: Iterable[int | None]) -> None:
    if not all(number is None or 1 <= number <= _LAST_DAY for number in numbers):
        raise ValueError("no day")


def _number(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _day(number: int | None) -> date | None:
    return date.fromordinal(number) if number else None
