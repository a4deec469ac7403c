"""Where a command writes and in which format."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from kgbuild.errors import OutputError, OutputFormatError

__all__ = ["ENDINGS", "choose_format", "writing"]

ENDINGS = {
    ".csv": "csv",
    ".geojson": "geojson",
    ".graphml": "graphml",
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


def choose_format(output: str, given: str | None, formats: Sequence[str]) -> str:
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
        return given
    if output == "-":
        if "table" not in formats:
            return formats[0]
        return "table" if sys.stdout.isatty() else "tsv"
    ending = Path(output).suffix.lower()
    named = ENDINGS.get(ending)
    if named not in formats:
        raise OutputFormatError(
            f"{output}: the ending {ending or '(none)'} names no format that can be written here",
            f"add --format with one of {', '.join(formats)}",
        )
    return named


@contextmanager
def writing(output: str) -> Iterator[TextIO]:
    """Open a file (or ``-``, standard output) for text in UTF-8; the file appears when all is written, or not at all.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    if output == "-":
        if sys.stdout.encoding.lower() != "utf-8" and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(output)
    if target.exists() and not target.is_file():  # a device or a named pipe; a folder fails here
        with _translated(output), target.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    with _translated(output):
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
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


@contextmanager
def _translated(output: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{output} cannot be written ({error.strerror or error})") from error
