"""A canned query with its parameters filled in.

Values never meet the query's text as text: they become RDF terms first, and the term's own serialisation goes into
the parameter's ``VALUES`` block. Any SPARQL 1.1 service runs the result, and the block binds inside subqueries,
property paths and filters alike, which substitution by an engine does not promise.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kgbuild.catalogue.names import Labels, Resolver, by_folded_name
from kgbuild.catalogue.query import CannedQuery, Parameter
from kgbuild.catalogue.sparql import BASE, PREFIXES
from kgbuild.catalogue.values import term
from kgbuild.errors import MissingParameterError, UnknownParameterError

__all__ = ["Queryable", "bind", "run", "store_labels"]

_LABELS = """
PREFIX kgb: <{kgb}>
PREFIX rdfs: <{rdfs}>
SELECT DISTINCT ?thing ?name WHERE {{
  ?thing kgb:identified false ; a/rdfs:subClassOf* kgb:{kind} ; rdfs:label ?name
}}
"""
_BLOCK = re.compile(r"(\bVALUES\s+\?(\w+)\s*)\{[^}]*\}")


class Queryable(Protocol):
    """Whatever answers SPARQL queries: the store."""

    def query(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Run a query over the union of the named graphs."""
        ...


def run(
    store: Queryable,
    query: CannedQuery,
    parameters: Mapping[str, str | Sequence[str]],
    resolver: Resolver,
    base: str = BASE,
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Ask a canned query.

    Parameters
    ----------
    store
        What to ask.
    query
        The question.
    parameters
        Values by parameter, as typed; several values of one parameter mean any of them.
    resolver
        Who knows the names of actors and places: the knowledge base.
    base
        Namespace of the data.

    Raises
    ------
    UsageError
        A parameter is unknown, missing or wrong, or a name is unknown or ambiguous.
    """
    types = {p.type for p in query.parameters if p.name in parameters}
    labels = {kind: store_labels(store, kind.capitalize()) for kind in ("actor", "place") if kind in types}
    return store.query(bind(query, parameters, resolver, labels, base))


def bind(
    query: CannedQuery,
    parameters: Mapping[str, str | Sequence[str]],
    resolver: Resolver,
    labels: Mapping[str, Labels] | None = None,
    base: str = BASE,
) -> str:
    """Return the query's text with the parameters' values in it.

    Parameters
    ----------
    query, parameters, resolver, base
        As in `run`.
    labels
        What the store calls its unidentified actors and places, by parameter type (``actor``, ``place``).

    Raises
    ------
    UsageError
        A parameter is unknown, missing or wrong, or a name is unknown or ambiguous.
    """
    for name in parameters:
        if query.parameter(name) is None:
            raise UnknownParameterError(f"query {query.name} has no parameter {name!r}", _known(query, name))
    filled: dict[str, str] = {}
    for parameter in query.parameters:
        values = _values(query, parameter, parameters.get(parameter.name))
        names = (labels or {}).get(parameter.type, {})
        terms = [str(term(parameter, value, resolver, names, base)) for value in values]
        filled[parameter.name] = " ".join(terms) or "UNDEF"
    text = query.text if base == BASE else query.text.replace(f"<{BASE}", f"<{base}")
    # One pass over the query's own text: a value that looks like a block is never read as one.
    return _BLOCK.sub(lambda m: f"{m[1]}{{ {filled[m[2]]} }}" if m[2] in filled else m[0], text)


def store_labels(store: Queryable, kind: str) -> dict[str, list[str]]:
    """Return the IRIs of the store's unidentified actors or places (``kind``: Actor, Place) by folded name."""
    solutions = store.query(_LABELS.format(kgb=PREFIXES["kgb"], rdfs=PREFIXES["rdfs"], kind=kind))
    assert isinstance(solutions, QuerySolutions)
    return by_folded_name((row["thing"].value, row["name"].value) for row in solutions)


def _values(query: CannedQuery, parameter: Parameter, given: str | Sequence[str] | None) -> Sequence[str]:
    if given is not None:
        return [given] if isinstance(given, str) else given
    if parameter.required:
        example = f"-p {parameter.name}={_quoted(parameter.example)}"
        raise MissingParameterError(
            f"query {query.name} needs the parameter {parameter.name}", f"for example {example}"
        )
    return [] if parameter.default is None else [parameter.default]


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w./:-]+", value) else f'"{value}"'


def _known(query: CannedQuery, name: str) -> str:
    names = [parameter.name for parameter in query.parameters]
    if not names:
        return "it takes none"
    near = difflib.get_close_matches(name.lower(), names, n=1)
    return (f"did you mean {near[0]}? " if near else "") + f"it takes {', '.join(names)}"
