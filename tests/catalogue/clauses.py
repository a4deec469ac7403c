"""Cut a SPARQL query into its clauses, so that a test can take out one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgbuild.catalogue.tokens import Token, tokens

BLOCKS = {"FILTER", "OPTIONAL", "MINUS", "BIND", "VALUES", "GRAPH"}
_CLOSING = {"{": "}", "(": ")"}


@dataclass(frozen=True)
class Cut:
    """One clause taken out: its text, and the query without it."""

    clause: str
    query: str


def cuts(text: str) -> Iterator[Cut]:
    """Every query that lacks one clause of this one: a triple pattern, FILTER, OPTIONAL, MINUS, BIND, VALUES,
    branch of a UNION, subgroup, GRAPH (its inside kept), DISTINCT, or ORDER BY."""
    stream = [token for token in tokens(text) if token.kind != "comment"]
    for start, end, filler in _spans(text, stream):
        yield Cut(" ".join(text[start:end].split()), text[:start] + filler + text[end:])


def _spans(text: str, stream: list[Token]) -> Iterator[tuple[int, int, str]]:
    for index, token in enumerate(stream):
        word = token.text.upper() if token.kind == "word" else ""
        if word == "DISTINCT":
            yield token.start, token.end, ""
        elif word == "ORDER":
            yield token.start, _end_of_order(stream, index), ""
        elif token.text == "{" and not _is_data(stream, index):
            yield from _group(stream, index)


def _is_data(stream: list[Token], index: int) -> bool:
    """Whether a brace opens the data of VALUES."""
    before = [t.text.upper() for t in stream[max(0, index - 8) : index]]
    if before[-1].startswith(("?", "$")):
        return before[-2] == "VALUES"
    return before[-1] == ")" and "VALUES" in before and "{" not in before[before.index("VALUES") :]


def _close(stream: list[Token], index: int) -> int:
    """Position of the bracket that closes the one at ``index``."""
    opening, depth = stream[index].text, 0
    for position in range(index, len(stream)):
        if stream[position].text == opening:
            depth += 1
        elif stream[position].text == _CLOSING[opening]:
            depth -= 1
            if depth == 0:
                return position
    raise AssertionError(f"unclosed {opening}")


def _end_of_order(stream: list[Token], index: int) -> int:
    depth = 0
    for position in range(index, len(stream)):
        token = stream[position]
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "}" or depth < 0 or token.text.upper() == "LIMIT":
            return stream[position - 1].end
    return stream[-1].end


def _group(stream: list[Token], opening: int) -> Iterator[tuple[int, int, str]]:
    """Clauses directly inside the group that opens there."""
    end = _close(stream, opening)
    if stream[opening + 1].text.upper() == "SELECT":
        return
    position = opening + 1
    while position < end:
        token = stream[position]
        word = token.text.upper() if token.kind == "word" else ""
        if token.text == ".":
            position += 1
        elif word in BLOCKS:
            last = _end_of_block(stream, position)
            yield token.start, stream[last].end, ""
            if word == "GRAPH":
                yield token.start, stream[position + 2].end, "{"
            position = last + 1
        elif token.text == "{":
            last = _close(stream, position)
            yield from _branches(stream, position)
            while last + 1 < end and stream[last + 1].text.upper() == "UNION":
                last = _close(stream, last + 2)
            position = last + 1
        else:
            last = _end_of_statement(stream, position, end)
            yield from _pairs(stream[position:last])
            position = last


def _branches(stream: list[Token], opening: int) -> Iterator[tuple[int, int, str]]:
    last = _close(stream, opening)
    if last + 1 < len(stream) and stream[last + 1].text.upper() == "UNION":
        yield stream[opening].start, stream[last + 1].end, ""
        while last + 1 < len(stream) and stream[last + 1].text.upper() == "UNION":
            union = stream[last + 1]
            last = _close(stream, last + 2)
            yield union.start, stream[last].end, ""
    else:
        yield stream[opening].start, stream[last].end, ""


def _end_of_block(stream: list[Token], position: int) -> int:
    """Last token of a block that begins with a keyword: its first bracket at top level, closed."""
    while stream[position].text not in _CLOSING or (
        stream[position].text == "(" and stream[position - 1].text.upper() == "VALUES"
    ):
        position = _close(stream, position) + 1 if stream[position].text == "(" else position + 1
    return _close(stream, position)


def _end_of_statement(stream: list[Token], position: int, end: int) -> int:
    while position < end:
        token = stream[position]
        if token.text in {".", "{"} or (token.kind == "word" and token.text.upper() in BLOCKS):
            return position
        position += 1
    return end


def _pairs(statement: list[Token]) -> Iterator[tuple[int, int, str]]:
    """Each predicate and object of a statement; the whole of it where there is only one."""
    assert "," not in [token.text for token in statement], "write each object with its predicate"
    parts: list[list[Token]] = [[]]
    for token in statement[1:]:
        if token.text == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) == 1:
        yield statement[0].start, statement[-1].end, ""
        return
    for index, part in enumerate(parts):
        if index == 0:
            yield part[0].start, parts[1][0].start, ""
        else:
            yield parts[index - 1][-1].end, part[-1].end, ""
