"""Where a command writes and in which format."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TextIO, TypeVar

from kgbuild.errors import OutputError, OutputFormatError

__all__ = ["ENDINGS", "choose_format", "counted", "writing", "writing_bytes"]

_Format = TypeVar("_Format", bound=str)

ENDINGS = {
    ".csv": "csv",
    ".geojson": "geojson",
    ".graphml": "graphml",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".jsonld": "jsonld",
    ".md": "md",
    ".ndjson": "jsonl",
    ".nq": "nq",
    ".nt": "nt",
    ".owl": "rdfxml",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".tsv": "tsv",
    ".ttl": "ttl",
    ".txt": "table",
    ".xml": "rdfxml",
}
"""The format that a file's ending names."""


def counted(number: int, noun: str) -> str:
    """A number with its regular noun.

    Examples
    --------
    >>> counted(1, "name"), counted(2, "name")
    ('1 name', '2 names')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def choose_format(output: str, given: str | None, formats: Sequence[_Format]) -> _Format:
    """Return the format to write: the one given, else of the file's ending, else what suits the reader.

    Parameters
    ----------
    output
        A file, or ``-`` for standard output: a table for a person at a terminal, TSV in a pipe; the first of
        ``formats`` for a command that writes no tables.
    given
        The value of ``--format``.
    formats
        What the command can write.

    Raises
    ------
    OutputFormatError
        The ending names no format of the command.

    Examples
    --------
    >>> choose_format("strikes.csv", None, ["table", "csv"])
    'csv'
    """
    if given is not None:
        named: str | None = given
    elif output == "-" and "table" in formats:
        named = "table" if sys.stdout.isatty() else "tsv"
    elif output == "-":
        named = formats[0]
    else:
        named = ENDINGS.get(Path(output).suffix.lower())
        if named == "table" and named not in formats:
            named = "text"
    for format in formats:
        if format == named:
            return format
    remedy = f"choose one of {', '.join(formats)} with --format"
    if given is not None:
        raise OutputFormatError(f"this cannot be written as {given}", remedy)
    raise OutputFormatError(f"the ending of {output} names no format that this can be written in", remedy)


@contextmanager
def writing(output: str) -> Iterator[TextIO]:
    """Open a file (or ``-``, standard output) for text in UTF-8; the file appears when all is written, or not at all.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    if output == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    with writing_bytes(output) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def writing_bytes(output: str) -> Iterator[IO[bytes]]:
    """Open a file (or ``-``, standard output) for bytes; the file appears when all is written, or not at all.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    try:
        if target.exists() and not target.is_file():  # a device or a named pipe; a folder fails here
            with target.open("wb") as stream:
                yield stream
        else:
            yield from _replacing(target)
    except OSError as error:
        raise OutputError(f"{output} cannot be written ({error.strerror or error})") from error


def _replacing(target: Path) -> Iterator[IO[bytes]]:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
        os.chmod(name, target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
