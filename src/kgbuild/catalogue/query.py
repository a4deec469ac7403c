"""Canned queries: one ``.rq`` file a question, with a header of comment lines that is TOML.

The header names the query and its parameters in Arabic and English. A parameter ``p`` stands in the query as a
``VALUES ?p { … }`` block (one in each subquery that needs it) with its example or default, so that each file runs as
it is in any SPARQL tool.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kgbuild.errors import QueryHeaderError, UnknownQueryError
from kgbuild.resources import queries_folder

__all__ = ["CannedQuery", "Parameter", "ParameterType", "Text", "find_query", "load_catalogue", "read_query"]

ParameterType = Literal[
    "actor", "place", "document", "event", "iri", "event-type", "first-day", "last-day", "integer", "text", "choice"
]
_TYPES: tuple[str, ...] = get_args(ParameterType)
_QUERY_KEYS = {"title", "description", "parameters"}
_PARAMETER_KEYS = {"type", "description", "example", "default", "optional", "choices"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English and in Arabic."""

    en: str
    ar: str

    def of(self, language: str) -> str:
        """Return the text in ``language``: Arabic for ``ar``, else English."""
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a canned query.

    Parameters
    ----------
    name
        Its name on the command line and, after ``?``, in the query.
    type
        What its value is: an actor or a place by name or IRI, a document by id, a first or last day, …
    example
        A value that shows how it is written.
    default
        The value when none is given; ``None`` makes it required unless ``optional``.
    optional
        Whether it may stay open (any value then matches).
    choices
        The values of a ``choice``.
    """

    name: str
    type: ParameterType
    description: Text
    example: str
    default: str | None = None
    optional: bool = False
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is None and not self.optional


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A question that can be asked by name: ``text`` is the whole file, a SPARQL query that runs as it is."""

    name: str
    title: Text
    description: Text
    parameters: tuple[Parameter, ...]
    text: str

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter called ``name``, or ``None``."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def load_catalogue(folder: Path | None = None) -> tuple[CannedQuery, ...]:
    """Read every ``.rq`` file of a folder, by name.

    Parameters
    ----------
    folder
        Where the files lie; kgbuild's own ``queries/`` when left out.

    Raises
    ------
    QueryHeaderError
        A file's header is broken or does not fit its query.

    Examples
    --------
    >>> "militia-strikes" in [query.name for query in load_catalogue()]
    True
    """
    files = sorted((folder or queries_folder()).glob("*.rq"))
    return tuple(read_query(file.stem, file.read_text(encoding="utf-8"), file.name) for file in files)


def find_query(catalogue: Iterable[CannedQuery], name: str) -> CannedQuery:
    """Return the query of that name.

    Raises
    ------
    UnknownQueryError
        No query has the name; the remedy suggests those that come near.

    Examples
    --------
    >>> find_query(load_catalogue(), "militia-strikes").parameters[0].name
    'place'
    """
    by_name = {query.name: query for query in catalogue}
    if name in by_name:
        return by_name[name]
    near = difflib.get_close_matches(name.lower().replace("_", "-"), by_name, n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}? " if near else ""
    raise UnknownQueryError(f"no query is called {name!r}", remedy + "`kgbuild query` lists all queries")


def read_query(name: str, text: str, origin: str) -> CannedQuery:
    """Read one query from its text.

    Parameters
    ----------
    name
        The query's name: the file's name without ``.rq``.
    text
        The file's text.
    origin
        What messages call the file.

    Raises
    ------
    QueryHeaderError
        The header is no TOML, lacks a title or description in one language, or does not fit the query.

    Examples
    --------
    >>> header = '# title = {en = "All", ar = "الكل"}\\n# description = {en = "All.", ar = "الكل."}\\n'
    >>> read_query("all", header + "SELECT * { ?s ?p ?o }", "all.rq").title.en
    'All'
    """
    header = _header(text, origin)
    if unknown := sorted(set(header) - _QUERY_KEYS):
        raise QueryHeaderError(f"{origin}: unknown header key {unknown[0]!r}")
    table = header.get("parameters", {})
    parameters = tuple(_parameter(key, value, text, f"{origin}, parameter {key}") for key, value in table.items())
    title, description = (_text(header, key, origin) for key in ("title", "description"))
    return CannedQuery(name, title, description, parameters, text)


def _header(text: str, origin: str) -> dict[str, Any]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" "))
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise QueryHeaderError(f"{origin}: the header is not TOML ({error})") from error


def _text(table: dict[str, Any], key: str, origin: str) -> Text:
    value = table.get(key)
    if not isinstance(value, dict) or not all(isinstance(value.get(language), str) for language in ("en", "ar")):
        raise QueryHeaderError(f"{origin}: {key} is not given in both languages")
    return Text(*(" ".join(value[language].split()) for language in ("en", "ar")))


def _parameter(name: str, table: dict[str, Any], text: str, origin: str) -> Parameter:
    if unknown := sorted(set(table) - _PARAMETER_KEYS):
        raise QueryHeaderError(f"{origin}: unknown key {unknown[0]!r}")
    if table.get("type") not in _TYPES:
        raise QueryHeaderError(f"{origin}: type must be one of {', '.join(_TYPES)}")
    if "example" not in table:
        raise QueryHeaderError(f"{origin}: no example")
    if not re.search(rf"\bVALUES\s+\?{re.escape(name)}\s*\{{", text):
        raise QueryHeaderError(f"{origin}: the query holds no block VALUES ?{name} {{ … }}")
    return Parameter(
        name=name,
        type=table["type"],
        description=_text(table, "description", origin),
        example=str(table["example"]),
        default=str(table["default"]) if "default" in table else None,
        optional=bool(table.get("optional", False)),
        choices=tuple(table.get("choices", ())),
    )
