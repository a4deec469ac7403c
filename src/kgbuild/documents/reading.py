"""Files, folders and standard input → documents, one at a time."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from kgbuild.documents.decoding import decode, detect_encoding
from kgbuild.documents.description import Description
from kgbuild.documents.document import Document
from kgbuild.documents.json_values import JsonRecord, json_lines, json_records
from kgbuild.documents.options import ReadFailure, ReadOptions
from kgbuild.documents.pages import read_page
from kgbuild.documents.records import document_from_record, document_from_text
from kgbuild.documents.side_metadata import METADATA_NAME, SideMetadata
from kgbuild.documents.tables import table_rows
from kgbuild.errors import (
    DuplicateIdError,
    EmptyDocumentError,
    EncodingError,
    KgbuildError,
    PathNotFoundError,
    TextTooLongError,
    UnreadableFileError,
)

__all__ = ["SUFFIXES", "read"]

SUFFIXES = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
}
"""Endings that are read in folders, and the form of each. Other files in a folder are left alone."""

_ENDINGS = f"name a folder with {', '.join(SUFFIXES)} files; others are read when they are named themselves"
_HEAD = 1 << 16
_STORE = "kgbuild-store"


@dataclass(frozen=True, slots=True)
class _Input:
    """One file: its path (``None``: standard input), the id that it gives, its name in messages, what is known."""

    path: Path | None
    name: str
    shown: str
    side: Description


def read(paths: Iterable[str | Path], options: ReadOptions | None = None) -> Iterator[Document | ReadFailure]:
    """Read documents from files, folders and ``-`` (standard input), in the order named, folders sorted.

    .txt, .html, .json, .jsonl and .csv are told by their ending, anything else by its beginning. Folders are read
    through, without hidden files and stores; metadata.csv in them (columns file, published, source, url, archive_url,
    retrieved) fills what a document does not say itself, and also serves a file named alone. Records are read one at a
    time, so memory does not grow with the file.

    The id is the record's ``id``, else the path relative to the named folder (file name for a file), else, in a file of
    several records, that with ``:`` and the record's position from 0.

    Parameters
    ----------
    paths
        What the user named.
    options
        See `ReadOptions`.

    Yields
    ------
    A `Document`, or a `ReadFailure` for what cannot be read; nothing is raised for bad input. Of two inputs with one id
    and different text the second is a failure that names both; with the same text it is skipped.

    Examples
    --------
    >>> [failure] = read(["no-such-file.txt"])
    >>> failure.origin, failure.error.code
    ('no-such-file.txt', 'KGB201')
    """
    options = options or ReadOptions()
    seen = _Seen()
    tables: dict[Path, SideMetadata] = {}
    for path in paths:
        for result in _read_path(str(path), options, tables):
            if isinstance(result, Document):
                first = seen.earlier(result)
                if first == "same":
                    continue
                if first:
                    message = f"id {result.id!r} is also that of {first}, with different text"
                    yield ReadFailure(result.origin, DuplicateIdError(message))
                    continue
            yield result


class _Seen:
    """Ids and texts of the run so far, as short digests: some 200 bytes a document however long it is."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, str]] = {}

    def earlier(self, document: Document) -> str:
        """Return ``""`` for a new id, ``"same"`` for one with the same text, else where the id came from first."""
        import hashlib

        key = int.from_bytes(hashlib.blake2b(document.id.encode(), digest_size=12).digest())
        text = int(document.sha256[:24], 16)
        known = self._known.get(key)
        if known is None:
            self._known[key] = (text, document.origin)
            return ""
        return "same" if known[0] == text else known[1]


def _read_path(shown: str, options: ReadOptions, tables: dict[Path, SideMetadata]) -> Iterator[Document | ReadFailure]:
    if shown == "-":
        yield from _read_input(_Input(None, "stdin", "standard input", Description()), options)
        return
    path = Path(shown)
    try:
        if path.is_dir():
            yield from _read_folder(path, shown, options)
        elif path.exists():
            side = tables.get(path.parent)
            if side is None:
                side = tables[path.parent] = SideMetadata(path.parent, os.path.dirname(shown))
            known = side.of(path)
            yield from side.failures(path.name)
            yield from _read_input(_Input(path, _identifier(Path(path.name)), shown, known), options)
        else:
            yield ReadFailure(shown, PathNotFoundError("there is no such file or folder"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield ReadFailure(shown, UnreadableFileError(reason))


def _read_folder(root: Path, shown: str, options: ReadOptions) -> Iterator[Document | ReadFailure]:
    side = SideMetadata(root, shown)
    excluded = {p.resolve() for p in options.exclude}
    refused: list[OSError] = []
    found = False
    for folder, folders, files in os.walk(root, onerror=refused.append):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if f[0] != "." and f != _STORE and (here / f).resolve() not in excluded)
        for name in sorted(files):
            file = here / name
            if name[0] == "." or name == METADATA_NAME or file.resolve() in excluded:
                continue
            relative = file.relative_to(root)
            label = os.path.join(shown, str(relative))
            if file.suffix.lower() not in SUFFIXES:
                options.on_left_alone(label)
                continue
            found = True
            known = side.of(file)
            yield from side.failures()
            yield from _read_input(_Input(file, _identifier(relative), label, known), options)
    if not found and not refused:
        yield ReadFailure(shown, EmptyDocumentError("the folder holds no file that is read", _ENDINGS))
    for error in refused:
        yield ReadFailure(str(error.filename), UnreadableFileError(error.strerror or str(error)))


def _identifier(relative: Path) -> str:
    """Make an id of a relative path: the same on every system, whatever normal form and separator it uses."""
    name = unicodedata.normalize("NFC", relative.as_posix())
    return name.encode("utf-8", "replace").decode("utf-8")


def _read_input(source: _Input, options: ReadOptions) -> Iterator[Document | ReadFailure]:
    try:
        with _opened(source) as stream:
            head = stream.peek(_HEAD)[:_HEAD]
            form = SUFFIXES.get(source.path.suffix.lower() if source.path else "") or _sniff(head, options)
            if not head:
                raise EmptyDocumentError("the file is empty")
            if form == "lines" or form == "json":
                yield from _read_json(stream, head, source, options, form)
            elif form == "table":
                yield from _read_table(stream, head, source, options)
            else:
                yield _read_whole(stream, source, options, form)
    except KgbuildError as error:
        yield ReadFailure(source.shown, error)
    except UnicodeDecodeError as error:
        yield ReadFailure(source.shown, EncodingError(f"it begins in {error.encoding} and does not go on in it"))
    except OSError as error:
        yield ReadFailure(source.shown, UnreadableFileError(error.strerror or str(error)))


def _opened(source: _Input) -> io.BufferedReader:
    raw = _StandardInput() if source.path is None else source.path.open("rb", buffering=0)
    return io.BufferedReader(raw, buffer_size=_HEAD)


class _StandardInput(io.RawIOBase):
    """Standard input that stays open when the reader is done with it."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # What is there, not a full buffer: a pipe hands on its records as they come.
        data = getattr(sys.stdin.buffer, "read1", sys.stdin.buffer.read)(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _sniff(head: bytes, options: ReadOptions) -> str:
    """Tell the form of an input without a known ending by how it begins."""
    try:
        text = head.decode(detect_encoding(head, complete=False), "replace").lstrip("\ufeff \t\r\n")
    except KgbuildError:
        return "text"
    first = text.partition("\n")[0].rstrip()
    if text.startswith("["):
        return "json" if text[1:].lstrip()[:1] in ("{", "]", "") else "text"
    if text.startswith("{"):
        return "lines" if first.endswith("}") else "json"
    if text[:200].lower().startswith(("<!doctype html", "<html", "<?xml")) or "<body" in text[:4000].lower():
        return "page"
    columns = {c.strip().strip('"') for d in ",;\t" for c in first.split(d)}
    return "table" if options.key("text") in columns and first != options.key("text") else "text"


def _text_stream(stream: BinaryIO, head: bytes, newline: str) -> TextIO:
    encoding = detect_encoding(head, complete=False)
    errors = "surrogateescape" if encoding in ("utf-8", "utf-8-sig") else "strict"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=newline)


def _read_whole(stream: BinaryIO, source: _Input, options: ReadOptions, form: str) -> Document:
    # No encoding here takes more than four bytes a character; markup may be several times the text.
    most = 4 * options.max_characters
    data = stream.read(most + 1)
    if len(data) > most:
        detect_encoding(data[:_HEAD], complete=False)  # a large picture is binary first of all
        raise TextTooLongError(
            f"it is larger than {most} bytes, more than a text of {options.max_characters} characters"
        )
    if form == "page":
        page = read_page(data)
        known = source.side.completed(Description(published=options.published, source=options.source))
        description = known.completed(page.description)
        document = document_from_text(source.name, page.text, source.shown, description, "text/html", options)
        return replace(document, page=page.whole, later_articles=page.later_articles)
    return document_from_text(source.name, decode(data), source.shown, source.side, "text/plain", options)


def _read_json(
    stream: BinaryIO, head: bytes, source: _Input, options: ReadOptions, form: str
) -> Iterator[Document | ReadFailure]:
    # A character takes up to six in JSON (\\uXXXX); the other keys share the margin.
    limit = 6 * options.max_characters + 1_000_000
    text = _text_stream(stream, head, newline="\n")
    records = json_lines(text, limit) if form == "lines" else json_records(text, limit, options.key("text"))
    found = False
    for record in records:
        found = True
        yield _json_document(record, source, options)
    if not found:
        raise EmptyDocumentError("there is no record in it")


def _json_document(record: JsonRecord, source: _Input, options: ReadOptions) -> Document | ReadFailure:
    origin = source.shown if record.alone else f"{source.shown}, record {record.index}, line {record.line}"
    try:
        if isinstance(record.value, KgbuildError):
            raise record.value
        identifier = source.name if record.alone else f"{source.name}:{record.index}"
        fallback = record.key or identifier
        return document_from_record(record.value, fallback, origin, source.side, "application/json", options)
    except KgbuildError as error:
        return ReadFailure(origin, error)


def _read_table(
    stream: BinaryIO, head: bytes, source: _Input, options: ReadOptions
) -> Iterator[Document | ReadFailure]:
    text = _text_stream(stream, head, newline="")
    found = False
    for row in table_rows(text, (options.key("text"),), options.max_characters):
        found = True
        origin = f"{source.shown}, record {row.index}, line {row.line}"
        try:
            if isinstance(row.cells, KgbuildError):
                raise row.cells
            identifier = f"{source.name}:{row.index}"
            yield document_from_record(row.cells, identifier, origin, source.side, "text/csv", options)
        except KgbuildError as error:
            yield ReadFailure(origin, error)
    if not found:
        raise EmptyDocumentError("there is no row in it")
