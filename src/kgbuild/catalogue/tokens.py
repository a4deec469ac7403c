"""A lexer for SPARQL: just enough to see prefixes, keywords and blocks without mistaking a string for one of them.

The token classes follow https://www.w3.org/TR/sparql11-query/#sparqlGrammar (productions 139 to 173).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Token", "TokenKind", "tokens"]

TokenKind = Literal["comment", "iri", "string", "variable", "name", "word", "number", "symbol"]

_PATTERN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
  | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])
      (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]))?)?)
  | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>@?[^\W\d_][\w-]*)
  | (?P<symbol>\^\^|&&|\|\||!=|<=|>=|\S)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what it is, its characters, and where it begins."""

    kind: TokenKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends (excluded)."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """Cut SPARQL text into tokens, white space left out; whatever is no token comes out as symbols.

    Examples
    --------
    >>> [token.kind for token in tokens('SELECT ?x { ?x a kgb:Attack } # kgb:Event')]
    ['word', 'variable', 'symbol', 'variable', 'word', 'name', 'symbol', 'comment']
    """
    for match in _PATTERN.finditer(text):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        yield Token(kind, match.group(), match.start())
