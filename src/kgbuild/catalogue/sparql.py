"""Free SPARQL: usual prefixes preset, and a clear word on what is broken before it runs."""

from __future__ import annotations

import re
from itertools import pairwise

import pyoxigraph

from kgbuild.catalogue.tokens import Token, tokens
from kgbuild.errors import SparqlSyntaxError, SparqlUpdateError

__all__ = ["BASE", "PREFIXES", "check_sparql", "with_prefixes"]

BASE = "https://w3id.org/kgbuild/id/"

PREFIXES = {
    "kgb": "https://w3id.org/kgbuild/ontology#",
    "id": BASE,
    "graph": BASE + "graph/",
    "actor": BASE + "actor/",
    "place": BASE + "place/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_POSITION = re.compile(r"error at (\d+):(\d+): ")


def with_prefixes(text: str, base: str = BASE) -> str:
    """Declare the preset prefixes that a query uses and does not declare, on one line before it.

    Parameters
    ----------
    text
        A SPARQL query.
    base
        Namespace of the data, where a store has another one than kgbuild's own.

    Examples
    --------
    >>> with_prefixes("ASK { ?x a kgb:Attack }")
    'PREFIX kgb: <https://w3id.org/kgbuild/ontology#>\\nASK { ?x a kgb:Attack }'
    """
    stream = _meaningful(text)
    declared = _declared(stream)
    used = {token.text.split(":")[0] for token in stream if token.kind == "name"}
    missing = sorted((used - declared) & set(PREFIXES))
    lines = [f"PREFIX {name}: <{PREFIXES[name].replace(BASE, base)}>" for name in missing]
    return "\n".join([" ".join(lines), text]) if lines else text


def check_sparql(text: str, base: str = BASE) -> str:
    """Check a query's syntax and return it with the preset prefixes that it needs.

    Raises
    ------
    SparqlSyntaxError
        With line and column in the text as given, and what to look for there; or the query asks another server.
    SparqlUpdateError
        The text is an update.

    Examples
    --------
    >>> check_sparql("SELECT ?x WHERE { ?x a kgb:Attack }").splitlines()[-1]
    'SELECT ?x WHERE { ?x a kgb:Attack }'
    """
    stream = _meaningful(text)
    form = _form(stream)
    if form in _UPDATES:
        raise SparqlUpdateError(f"{form} is a SPARQL update, not a query")
    if form is None:
        raise SparqlSyntaxError("the query holds none of SELECT, ASK, CONSTRUCT, DESCRIBE", "begin with one of them")
    if any(token.kind == "word" and token.text.upper() == "SERVICE" for token in stream):
        raise SparqlSyntaxError("SERVICE asks another server, and kgbuild uses no network", "ask the store alone")
    prepared = with_prefixes(text, base)
    try:
        pyoxigraph.Store().query(prepared)
    except SyntaxError as error:
        added = prepared.count("\n") - text.count("\n")
        raise _syntax_error(str(error), prepared, stream, added) from error
    return prepared


def _meaningful(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind != "comment"]


def _declared(stream: list[Token]) -> set[str]:
    return {after.text.split(":")[0] for before, after in pairwise(stream) if _word(before) == "PREFIX"}


def _word(token: Token) -> str:
    return token.text.upper() if token.kind == "word" else ""


def _form(stream: list[Token]) -> str | None:
    """First keyword that says what the text is: it stands outside braces."""
    for token in stream:
        if token.text == "{":
            return None
        if _word(token) in _FORMS | _UPDATES:
            return _word(token)
    return None


def _syntax_error(message: str, prepared: str, stream: list[Token], added: int) -> SparqlSyntaxError:
    known = _declared(stream) | set(PREFIXES)
    unknown = next((t for t in stream if t.kind == "name" and t.text.split(":")[0] not in known), None)
    if "Prefix not found" in message and unknown is not None:
        name = unknown.text.split(":")[0]
        return SparqlSyntaxError(
            f"the prefix {name}: of {unknown.text} is not declared",
            f"put PREFIX {name}: <…> before the query; preset are {', '.join(sorted(PREFIXES))}",
        )
    match = _POSITION.match(message)
    if match is None:
        return SparqlSyntaxError(f"the query cannot be run ({message})", "docs/sparql.md has queries that work")
    line, column, near = _place(prepared, int(match[1]), int(match[2]))
    return SparqlSyntaxError(f"broken SPARQL at line {line - added}, column {column}, near {near}", _advice(stream))


def _place(text: str, line: int, column: int) -> tuple[int, int, str]:
    """Line, column and text of the token that the parser stumbled over: the last that begins before its position."""
    lines = text.split("\n")
    offset = sum(len(earlier) + 1 for earlier in lines[: line - 1]) + column - 1
    before = [token for token in _meaningful(text) if token.start < offset]
    if not before:
        return line, column, "the beginning"
    start = before[-1].start
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1, before[-1].text


def _unclosed(stream: list[Token]) -> str | None:
    symbols = [token.text for token in stream if token.kind == "symbol"]
    for opening, closing in ("{}", "()", "[]"):
        if symbols.count(opening) != symbols.count(closing):
            missing = closing if symbols.count(opening) > symbols.count(closing) else opening
            return f"a {missing} is missing"
    return None


def _advice(stream: list[Token]) -> str:
    unclosed = _unclosed(stream)
    if unclosed is not None:
        return unclosed
    quotes = [token for token in stream if token.kind == "symbol" and token.text in {'"', "'", "«", "»", "“", "”", "؟"}]
    if quotes:
        return f'the character {quotes[0].text} does not belong there: quote texts with plain " on both sides'
    return "mend the text just before that place; docs/sparql.md has queries that work"
