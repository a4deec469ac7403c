"""metadata.csv: what is known about the files of a folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from kgbuild.documents.decoding import detect_encoding
from kgbuild.documents.description import Description, describe
from kgbuild.documents.options import ReadFailure, ReadOptions
from kgbuild.documents.tables import table_rows
from kgbuild.errors import (
    EmptyDocumentError,
    KgbuildError,
    MetadataError,
    MissingColumnError,
    UnreadableFileError,
)

__all__ = ["METADATA_NAME", "SideMetadata"]

METADATA_NAME = "metadata.csv"
_CELL = 100_000


class SideMetadata:
    """The tables named metadata.csv from a file's folder up to the folder that was named.

    Parameters
    ----------
    root
        The named folder; no table above it is read.
    shown
        The folder as the user gave it, for messages.

    Examples
    --------
    >>> from pathlib import Path
    >>> SideMetadata(Path("no-such-folder"), "no-such-folder").of(Path("no-such-folder/a.txt"))
    Description(title=None, published=None, published_origin='metadata', source=None, url=None, archive_url=None, \
retrieved=None)
    """

    def __init__(self, root: Path, shown: str) -> None:
        self._root = root
        self._shown = shown
        self._tables: dict[Path, dict[str, Description]] = {}
        self._failures: list[tuple[str | None, ReadFailure]] = []

    def of(self, file: Path) -> Description:
        """Return what the tables say of ``file``; the nearest one first."""
        description = Description()
        folder = file.parent
        while True:
            name = unicodedata.normalize("NFC", file.relative_to(folder).as_posix())
            description = description.completed(self._table(folder).get(name, Description()))
            if folder == self._root or self._root not in folder.parents:
                return description
            folder = folder.parent

    def failures(self, name: str | None = None) -> Iterator[ReadFailure]:
        """Hand on, once, what was wrong in the tables; with ``name`` only what keeps back that file's row."""
        wanted = [entry for entry in self._failures if name is None or entry[0] in (None, name)]
        self._failures = [entry for entry in self._failures if entry not in wanted]
        yield from (failure for _, failure in wanted)

    def _table(self, folder: Path) -> dict[str, Description]:
        if folder not in self._tables:
            self._tables[folder] = {}
            path = folder / METADATA_NAME
            if path.is_file():
                relative = path.relative_to(self._root).as_posix()
                origin = f"{self._shown.rstrip('/')}/{relative}" if self._shown else relative
                self._tables[folder] = self._read(path, origin)
        return self._tables[folder]

    def _read(self, path: Path, origin: str) -> dict[str, Description]:
        table: dict[str, Description] = {}
        try:
            data = path.read_bytes()
            if not data.strip():
                raise EmptyDocumentError("there is nothing in it")
            with path.open(encoding=detect_encoding(data), newline="") as stream:
                for name, line, error in self._fill(table, stream, path.parent):
                    self._failures.append((name, ReadFailure(f"{origin}, line {line}", error)))
        except OSError as error:
            self._failures.append((None, ReadFailure(origin, UnreadableFileError(error.strerror or str(error)))))
        except MissingColumnError as error:
            columns = MissingColumnError(error.message, "give it a header line: file,published,source,url")
            self._failures.append((None, ReadFailure(origin, columns)))
        except KgbuildError as error:
            self._failures.append((None, ReadFailure(origin, error)))
        return table

    @staticmethod
    def _fill(table: dict[str, Description], stream: TextIO, folder: Path) -> Iterator[tuple[str, int, KgbuildError]]:
        for row in table_rows(stream, ("file",), _CELL):
            if isinstance(row.cells, KgbuildError):
                yield "", row.line, row.cells
                continue
            name = unicodedata.normalize("NFC", str(row.cells["file"]).strip().removeprefix("./"))
            if name in table:
                yield name, row.line, MetadataError(f"{name!r} is named twice; the first row counts")
            elif not (folder / name).is_file():
                yield name, row.line, MetadataError(f"there is no file {name!r}")
            else:
                try:
                    table[name] = describe(row.cells, ReadOptions())
                except KgbuildError as error:
                    yield name, row.line, error
