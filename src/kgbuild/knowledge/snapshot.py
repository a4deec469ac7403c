"""What was loaded, kept in the user's cache folder, so that the next load of the same files is cheap.

A snapshot holds plain values and no code. It is named by what it was made of, the files and kgbuild itself, so that an
edited file has another one. Nothing fails because of it: where it is missing, damaged or cannot be written, the files
are read.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyoxigraph

from kgbuild import __version__
from kgbuild.knowledge.entity import Affiliation, Entity
from kgbuild.knowledge.name_forms import Spellings
from kgbuild.knowledge.plain_rows import (
    RestoredEntities,
    affiliation_rows,
    affiliations,
    checked_spellings,
    entity_rows,
    only,
)

__all__ = ["CACHE", "Snapshot", "SnapshotFile"]

CACHE = "KGBUILD_CACHE"
"""The environment variable that names another folder; an empty value says that nothing is kept."""

_PACKAGE = Path(__file__).resolve().parents[1]
#: Folders of the modules and tables that loading depends on: of them, too, an edited file makes other snapshots.
_MADE_BY = ("arabic", "knowledge")
_SUFFIXES = (".py", ".toml", ".txt")
_FORMAT = 1
_HEAD = b"kgbuild knowledge\n"
_CHECKSUM = 32
_NAMED = "knowledge-{}.snapshot"
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a knowledge base is made of, as far as it took work to find out.

    Parameters
    ----------
    entities
        By IRI.
    affiliations, superclasses
        As :class:`kgbuild.knowledge.turtle.KnowledgeData` has them.
    spellings
        How the names are written in text.
    demonyms
        IRIs of states by their folded adjectives.
    """

    entities: Mapping[str, Entity]
    affiliations: tuple[Affiliation, ...]
    superclasses: Mapping[str, frozenset[str]]
    spellings: Spellings
    demonyms: Mapping[str, str]


class SnapshotFile:
    """Where the snapshot of some files is kept.

    Parameters
    ----------
    sources
        The files in the order in which they are loaded, each named by what it serves as.

    Attributes
    ----------
    path
        The file, whether it is there or not; ``None`` where none is kept.
    """

    def __init__(self, sources: Iterable[tuple[str, Path]]) -> None:
        self._sources = tuple(sources)
        folder = _folder()
        self._digest = self._current_digest() if folder is not None else b""
        self.path = folder / _NAMED.format(self._digest.hex()) if folder is not None and self._digest else None

    def read(self) -> Snapshot | None:
        """Return what is kept, or ``None`` where nothing is or it is damaged."""
        if self.path is None:
            return None
        try:
            content = self.path.read_bytes()
            checksum, payload = content[len(_HEAD) :][:_CHECKSUM], memoryview(content)[len(_HEAD) + _CHECKSUM :]
            if not content.startswith(_HEAD) or checksum != self._checksum(payload):
                return None
            found = _restored(marshal.loads(payload))
        except Exception:  # Whatever is wrong with the file, those that it was made of are there.
            return None
        with suppress(OSError):
            os.utime(self.path)  # The ones that are used stay.
        return found

    def write(self, snapshot: Snapshot) -> None:
        """Keep what was loaded, whole or not at all; no more than a few snapshots stay in the folder."""
        # A file that changed since it was read would be taken for what it was.
        if self.path is None or self._digest != self._current_digest():
            return
        payload = marshal.dumps(_plain(snapshot))
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(self.path, _HEAD + self._checksum(payload) + payload)
            _remove_old(self.path.parent)

    def _checksum(self, payload: bytes | memoryview) -> bytes:
        """Of the content and the name: a snapshot under the name of another is none."""
        return blake2b(payload, digest_size=_CHECKSUM, key=self._digest).digest()

    def _current_digest(self) -> bytes:
        """A digest of all that the loaded knowledge depends on, or nothing where a file cannot be read."""
        digest = blake2b(digest_size=_CHECKSUM)
        try:
            for part in _parts(self._sources):
                digest.update(len(part).to_bytes(8, "big") + part)
        except OSError:
            return b""
        return digest.digest()


def _folder() -> Path | None:
    named = os.environ.get(CACHE)
    if named is not None:
        return Path(named) if named else None
    import platformdirs

    own = platformdirs.user_cache_path("kgbuild", appauthor=False)
    return own if own.is_absolute() else None  # A user without a home has no such folder.


def _parts(sources: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    yield f"{_FORMAT} {marshal.version} {sys.version} {pyoxigraph.__version__} {__version__}".encode()
    yield _code_digest()
    for use, path in sources:
        yield use.encode()
        yield path.read_bytes()


@cache
def _code_digest() -> bytes:
    """A digest of the modules and tables of this process."""
    digest = blake2b()
    for path in sorted(path for folder in _MADE_BY for path in (_PACKAGE / folder).iterdir()):
        if path.suffix in _SUFFIXES:
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.digest()


def _plain(snapshot: Snapshot) -> tuple[Any, ...]:
    return (
        entity_rows(snapshot.entities.values()),
        affiliation_rows(snapshot.affiliations),
        {kind: tuple(sorted(above)) for kind, above in snapshot.superclasses.items()},
        snapshot.spellings.exact,
        snapshot.spellings.near,
        dict(snapshot.demonyms),
    )


def _restored(plain: object) -> Snapshot:
    """Make a snapshot of plain values; raise any exception where they are something else."""
    if not isinstance(plain, tuple):
        raise TypeError(f"no tuple: {type(plain)}")
    entity_values, affiliation_values, superclasses, exact, near, demonyms = plain
    entities = RestoredEntities(entity_values)
    only([superclasses, demonyms], dict)
    only([*superclasses, *demonyms, *demonyms.values()], str)
    only(superclasses.values(), tuple)
    only((kind for above in superclasses.values() for kind in above), str)
    return Snapshot(
        entities,
        affiliations(affiliation_values),
        {kind: frozenset(above) for kind, above in superclasses.items()},
        checked_spellings(exact, near, entity_values),
        demonyms,
    )


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file that nobody sees before it is finished."""
    from tempfile import NamedTemporaryFile

    before, after = _NAMED.split("{}")
    with NamedTemporaryFile(dir=path.parent, prefix=before, suffix=after, delete=False) as partial:
        try:
            partial.write(content)
            partial.close()
            os.replace(partial.name, path)
        except OSError:
            os.unlink(partial.name)
            raise


def _remove_old(folder: Path) -> None:
    """Remove all but the newest snapshots, and what a process left that was stopped while it wrote."""
    newest_first = sorted(folder.glob(_NAMED.format("*")), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest_first[_KEPT:]:
        path.unlink(missing_ok=True)
