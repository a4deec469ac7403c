"""JSON records one at a time from a stream, with the line each begins on; the stream is never held whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from kgbuild.errors import BrokenJsonError, EncodingError, TextTooLongError

__all__ = ["JsonRecord", "json_lines", "json_records"]

_CHUNK = 1 << 16
_SPACE = " \t\n\r"
# A decoding error this near to the end of what is buffered may only mean that the value is cut there.
_CUT = 16


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One record: where it stands (position from 0, line from 1), its key in an object of records, and its value.

    ``value`` is an error when the record cannot be read. ``alone`` marks a file that is one record.
    """

    index: int
    line: int
    value: object
    key: str | None = None
    alone: bool = False


def json_lines(stream: TextIO, limit: int) -> Iterator[JsonRecord]:
    """Read one record a line; a line that is broken or longer than ``limit`` is an error, and the next one is read.

    The stream decodes with ``surrogateescape``, so that a badly encoded line spoils only itself.

    Examples
    --------
    >>> import io
    >>> [(r.line, r.value) for r in json_lines(io.StringIO('{"id": 1}\\n\\n{"id": 2}\\n'), 100)]
    [(1, {'id': 1}), (3, {'id': 2})]
    """
    index = number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith("\n"):
            while (rest := stream.readline(_CHUNK)) and not rest.endswith("\n"):
                pass
            yield JsonRecord(index, number, TextTooLongError(f"the line is longer than {limit} characters"))
        elif not line.strip():
            continue
        else:
            yield JsonRecord(index, number, _line_value(line))
        index += 1


def _line_value(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        if any("\udc80" <= c <= "\udcff" for c in line):
            return EncodingError("the line is not in the encoding of the lines before it")
        return BrokenJsonError(f"column {error.colno}: {_reason(error)}")
    except (RecursionError, ValueError) as error:
        return BrokenJsonError(_unusual(error))


def _reason(error: json.JSONDecodeError) -> str:
    """What the library says is wrong, less the words that its own position would follow."""
    return error.msg.removesuffix(" at").removesuffix(" starting")


def _unusual(error: Exception) -> str:
    """Say what is wrong with JSON that is well-formed: nested too deep, or a number of thousands of digits."""
    return "its values are nested too deep" if isinstance(error, RecursionError) else "a number in it is too long"


def json_records(stream: TextIO, limit: int, text_key: str) -> Iterator[JsonRecord]:
    """Read the records of a JSON file: a list, one record, an object of records, or an object that holds a list.

    Several values one after the other are read in turn. A fault ends the file, after the records before it.

    Parameters
    ----------
    stream
        The decoded file.
    limit
        Most characters that one record may have.
    text_key
        The key that tells a record from an object of records.

    Examples
    --------
    >>> import io
    >>> [r.value for r in json_records(io.StringIO('[{"text": "a"}, {"text": "b"}]'), 100, "text")]
    [{'text': 'a'}, {'text': 'b'}]
    >>> [(r.key, r.value) for r in json_records(io.StringIO('{"x": {"text": "a"}}'), 100, "text")]
    [('x', {'text': 'a'})]
    """
    buffer = _Buffer(stream, limit)
    count = 0
    try:
        while start := buffer.peek():
            source = _elements(buffer) if start == "[" else _object(buffer, text_key)
            for record in source:
                alone = record.alone and count == 0 and not buffer.peek()
                yield JsonRecord(count, record.line, record.value, record.key, alone)
                count += 1
    except (BrokenJsonError, TextTooLongError) as error:
        yield JsonRecord(count, buffer.line, error)


class _Buffer:
    """What is read and not yet consumed of the stream."""

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._text = ""
        self._at = 0
        self._lines = 1
        self._ended = False
        self._decoder = json.JSONDecoder()

    @property
    def line(self) -> int:
        return self._lines + self._text.count("\n", 0, self._at)

    def _more(self, least: int = _CHUNK) -> bool:
        if self._ended:
            return False
        chunk = self._stream.read(max(least, _CHUNK))
        self._ended = not chunk
        self._lines += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + chunk
        self._at = 0
        return bool(chunk)

    def peek(self) -> str:
        """Return the next character that is no white space, or ``""`` at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, expected: str) -> str:
        """Consume the next character, which is one of ``expected``."""
        found = self.peek()
        if not found or found not in expected:
            shown = repr(found) if found else "the end of the file"
            raise BrokenJsonError(f"line {self.line}: {shown} stands where one of {' '.join(expected)} should")
        self._at += 1
        return found

    def value(self) -> object:
        """Decode the next value, reading on until it is whole."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
                # A number at the very end of the buffer may go on.
                if end == len(self._text) and isinstance(value, (int, float)) and self._more():
                    continue
                self._at = end
                return value
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _CUT
                if cut and len(self._text) - self._at > self._limit:
                    raise TextTooLongError(f"a record is longer than {self._limit} characters") from None
                if not (cut and self._more(len(self._text) - self._at)):
                    line = self._lines + self._text.count("\n", 0, error.pos)
                    raise BrokenJsonError(f"line {line}: {_reason(error)}") from None
            except (RecursionError, ValueError) as error:
                raise BrokenJsonError(f"line {self.line}: {_unusual(error)}") from None

    def value_if_short(self) -> object | None:
        """Decode the next value when it fits the limit; else leave it where it is and return ``None``."""
        try:
            return self.value()
        except TextTooLongError:
            return None


def _elements(buffer: _Buffer) -> Iterator[JsonRecord]:
    buffer.take("[")
    if buffer.peek() == "]":
        buffer.take("]")
        return
    separator = ","
    while separator == ",":
        buffer.peek()
        line = buffer.line
        yield JsonRecord(0, line, buffer.value())
        separator = buffer.take(",]")


def _object(buffer: _Buffer, text_key: str) -> Iterator[JsonRecord]:
    line = buffer.line
    value = buffer.value_if_short()
    if value is None:
        yield from _members(buffer)
    elif not isinstance(value, dict) or text_key in value:
        yield JsonRecord(0, line, value, alone=True)
    elif len(lists := [v for v in value.values() if isinstance(v, list) and any(isinstance(e, dict) for e in v)]) == 1:
        yield from (JsonRecord(0, line, element) for element in lists[0])
    elif value and all(isinstance(v, dict) for v in value.values()):
        yield from (JsonRecord(0, line, member, key) for key, member in value.items())
    else:
        yield JsonRecord(0, line, value, alone=True)


def _members(buffer: _Buffer) -> Iterator[JsonRecord]:
    """Read the records in an object too long for one: the elements of its lists and its members that are objects."""
    separator = buffer.take("{")
    while separator in "{,":
        key = buffer.value()
        buffer.take(":")
        line = buffer.line
        if buffer.peek() == "[":
            yield from _elements(buffer)
        elif isinstance(value := buffer.value(), dict):
            yield JsonRecord(0, line, value, str(key))
        separator = buffer.take(",}")
