"""A canned query with its parameters filled in.

Values never meet the query's text as text: they become RDF terms first, and the term's own serialisation goes into
the parameter's ``VALUES`` block. Any SPARQL 1.1 service runs the result, and the block binds inside subqueries,
property paths and filters alike, which substitution by an engine does not promise.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from pyoxigraph import Literal, QueryBoolean, QuerySolutions, QueryTriples

from kgbuild.catalogue.names import Kind, Resolver, Unidentified
from kgbuild.catalogue.query import CannedQuery, Parameter
from kgbuild.catalogue.sparql import BASE, PREFIXES
from kgbuild.catalogue.values import term
from kgbuild.errors import MissingParameterError, UnknownDocumentError, UnknownIriError, UnknownParameterError
from kgbuild.graph.identifiers import Identifiers

__all__ = ["Queryable", "bind", "run", "unidentified_in"]

_UNIDENTIFIED = """
SELECT DISTINCT ?thing WHERE {{
  VALUES ?ending {{ {ending} }}
  ?thing <https://w3id.org/kgbuild/ontology#identified> false .
  FILTER(STRENDS(STR(?thing), ?ending))
}}
"""
_STANDING = """
SELECT ?standing WHERE {{
  {event} <http://purl.org/dc/terms/isReplacedBy>? ?standing .
  ?standing <https://w3id.org/kgbuild/ontology#hasClaim> ?claim .
}}
LIMIT 1
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
    UnknownDocumentError
        The store holds no document of that id.
    UnknownIriError
        The store holds no event of that IRI.
    """
    known = unidentified_in(store, base)
    text = bind(query, parameters, resolver, known, base)
    present: dict[str, str | Sequence[str]] = dict(parameters)
    for parameter in query.parameters:
        find = _FINDERS.get(parameter.type)
        if find is not None:
            values = _values(query, parameter, parameters.get(parameter.name))
            present[parameter.name] = [
                find(store, value, str(term(parameter, value, resolver, known, base))) for value in values
            ]
    return store.query(text if present == parameters else bind(query, present, resolver, known, base))


def bind(
    query: CannedQuery,
    parameters: Mapping[str, str | Sequence[str]],
    resolver: Resolver,
    unidentified: Unidentified = lambda name, kind: (),
    base: str = BASE,
) -> str:
    """Return the query's text with the parameters' values in it.

    Parameters
    ----------
    query, parameters, resolver, base
        As in `run`.
    unidentified
        Who knows the store's unidentified actors and places; nobody when left out.

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
        terms = [str(term(parameter, value, resolver, unidentified, base)) for value in values]
        filled[parameter.name] = " ".join(terms) or "UNDEF"
    text = query.text if base == BASE else query.text.replace(f"<{BASE}", f"<{base}")
    # One pass over the query's own text: a value that looks like a block is never read as one.
    return _BLOCK.sub(lambda m: f"{m[1]}{{ {filled[m[2]]} }}" if m[2] in filled else m[0], text)


def unidentified_in(store: Queryable, base: str = BASE) -> Unidentified:
    """Return who knows the store's unidentified actors and places: their IRIs end in their folded Arabic name."""

    def look_up(name: str, kind: Kind) -> Sequence[str]:
        iri = Identifiers(base).unidentified_actor(name)
        ending = Literal(iri.removeprefix(f"{base}actor/unidentified"))
        solutions = store.query(_UNIDENTIFIED.format(ending=ending))
        assert isinstance(solutions, QuerySolutions)
        found = [row["thing"].value for row in solutions]
        return [thing for thing in found if thing.startswith(f"{base}place/") == (kind == "Place")]

    return look_up


def _document(store: Queryable, value: str, iri: str) -> str:
    if not store.query(f"ASK {{ {iri} a <{PREFIXES['kgb']}Document> }}"):
        raise UnknownDocumentError(f"the store holds no document {value!r}")
    return iri


def _event(store: Queryable, value: str, iri: str) -> str:
    """The event itself, or the one that stands for it now."""
    solutions = store.query(_STANDING.format(event=iri))
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        return str(row["standing"])
    raise UnknownIriError(f"the store holds no event {value!r}")


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


_FINDERS: dict[str, Callable[[Queryable, str, str], str]] = {"document": _document, "event": _event}
"""By type of parameter: who finds the thing in the store that a value stands for, or says that it is not there."""
