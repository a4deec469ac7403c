"""Parameter values: from what a user typed to RDF terms, or a clear refusal."""

from __future__ import annotations

import calendar
import re
from datetime import datetime
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from kgbuild.catalogue.names import Kind, Resolver, Unidentified, resolve
from kgbuild.catalogue.query import Parameter
from kgbuild.catalogue.sparql import BASE, PREFIXES
from kgbuild.errors import ParameterValueError
from kgbuild.graph.identifiers import Identifiers

__all__ = ["Term", "as_iri", "term"]

Term = NamedNode | Literal

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_INTEGER = re.compile(r"[+-]?\d+")
_XSD = PREFIXES["xsd"]
_KINDS: dict[str, Kind] = {"actor": "Actor", "place": "Place"}


def term(parameter: Parameter, value: str, resolver: Resolver, unidentified: Unidentified, base: str = BASE) -> Term:
    """Turn a parameter's value into the RDF term that stands for it.

    Parameters
    ----------
    parameter
        The parameter, which says what the value is.
    value
        The value as typed: a name in any language, an IRI, a day, a number.
    resolver
        Who knows the names of actors and places.
    unidentified
        Who knows the store's unidentified actors and places, which the resolver does not.
    base
        Namespace of the data.

    Raises
    ------
    ParameterValueError
        The value is not of the parameter's type.
    UnknownNameError, AmbiguousNameError
        A name stands for nothing, or for several things none of which contains the others.
    """
    value = value.strip()
    if not value:
        raise ParameterValueError(f"parameter {parameter.name} is empty", f"for example {parameter.example}")
    match parameter.type:
        case "actor" | "place":
            iri = as_iri(value, base)
            return NamedNode(iri or resolve(value, _KINDS[parameter.type], resolver, unidentified))
        case "document":
            return NamedNode(as_iri(value, base) or Identifiers(base).document(value))
        case "event" | "iri":
            return NamedNode(_iri(parameter, value, base))
        case "event-type":
            return NamedNode(_event_type(parameter, value))
        case "first-day" | "last-day":
            return Literal(_day(parameter, value), datatype=NamedNode(_XSD + "dateTime"))
        case "integer":
            return _integer(parameter, value)
        case "choice":
            if value not in parameter.choices:
                raise _refusal(parameter, value, f"must be one of {', '.join(parameter.choices)}")
            return Literal(value)
        case "text":
            return Literal(value)


def as_iri(value: str, base: str = BASE) -> str | None:
    """Return the IRI that a value spells, in full, in angle brackets or with a preset prefix; else ``None``.

    Examples
    --------
    >>> as_iri("id:place/mayadin")
    'https://w3id.org/kgbuild/id/place/mayadin'
    >>> as_iri("Mayadin") is None
    True
    """
    value = value.removeprefix("<").removesuffix(">")
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        value = PREFIXES[prefix].replace(BASE, base) + local
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    if (parts.scheme in {"http", "https"} and parts.netloc) or (parts.scheme == "urn" and parts.path):
        return value if not re.search(r'[\x00-\x20<>"{}|^`\\]', value) else None
    return None


def _refusal(parameter: Parameter, value: str, why: str) -> ParameterValueError:
    return ParameterValueError(f"parameter {parameter.name}={value!r} {why}", f"for example {parameter.example}")


def _iri(parameter: Parameter, value: str, base: str) -> str:
    iri = as_iri(value, base)
    if iri is None:
        raise _refusal(parameter, value, "is no IRI")
    return iri


def _event_type(parameter: Parameter, value: str) -> str:
    name = value.removeprefix(PREFIXES["kgb"]).removeprefix("kgb:")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name):
        raise _refusal(parameter, value, "is no class of the ontology")
    return PREFIXES["kgb"] + name


def _day(parameter: Parameter, value: str) -> str:
    """First second of the first day that the value covers, or last second of its last day."""
    match = _DAY.fullmatch(value)
    if match is None:
        raise _refusal(parameter, value, "is no day, month or year (2018-05-09, 2018-05 or 2018)")
    year, month, day = int(match[1]), match[2] and int(match[2]), match[3] and int(match[3])
    last = parameter.type == "last-day"
    try:
        month = month or (12 if last else 1)
        day = day or (calendar.monthrange(year, month)[1] if last else 1)
        moment = datetime(year, month, day, *((23, 59, 59) if last else ()))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise _refusal(parameter, value, "is no day of the calendar") from error
    return moment.isoformat()


def _integer(parameter: Parameter, value: str) -> Literal:
    # int() reads Arabic digits too.
    if not _INTEGER.fullmatch(value):
        raise _refusal(parameter, value, "is no whole number")
    return Literal(str(int(value)), datatype=NamedNode(_XSD + "integer"))
