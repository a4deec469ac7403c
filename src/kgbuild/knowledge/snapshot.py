"""What was loaded, kept in the user's cache folder, so that the next load of the same files is cheap.

The wheel brings the snapshot of the files that it carries. A snapshot holds plain values and no code. It is named by
what it was made of, the files and kgbuild itself, so that an edited file has another one. Nothing fails because of it:
where it is missing, damaged or cannot be written, the files are read.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgbuild import __version__
from kgbuild.cache import CACHE, CacheFile, code_digest, parts_digest
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
from kgbuild.resources import SNAPSHOT

__all__ = ["CACHE", "Snapshot", "SnapshotFile"]

#: Rooms that loading depends on.
_MADE_BY = ("arabic", "knowledge")
_FORMAT = 2
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
        self._digest = self._current_digest()
        self._file = CacheFile("knowledge", self._digest, _KEPT)
        self.path = self._file.path

    def read(self) -> Snapshot | None:
        """Return what is kept, or ``None`` where nothing is or it is damaged."""
        own = self._file.read()
        payload = self._file.content_of(SNAPSHOT) if own is None and self._digest else own
        if payload is None:
            return None
        try:
            found = _restored(marshal.loads(payload))
        except Exception:  # Whatever is wrong with the file, those that it was made of are there.
            return None
        if own is not None:
            self._file.touch()
        return found

    def write(self, snapshot: Snapshot) -> None:
        """Keep what was loaded, whole or not at all; no more than a few snapshots stay in the folder."""
        # A file that changed since it was read would be taken for what it was.
        if self.path is not None and self._digest == self._current_digest():
            self._file.write(marshal.dumps(_plain(snapshot)))

    def content(self, snapshot: Snapshot) -> bytes:
        """Return what the file of a snapshot holds."""
        return b"".join(self._file.parts_of(marshal.dumps(_plain(snapshot))))

    def _current_digest(self) -> bytes:
        """A digest of all that the loaded knowledge depends on, or nothing where a file cannot be read."""
        try:
            return parts_digest(_parts(self._sources))
        except OSError:
            return b""


def _parts(sources: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    yield f"{_FORMAT} {marshal.version} {__version__}".encode()
    yield code_digest(*_MADE_BY)
    for use, path in sources:
        yield use.encode()
        yield path.read_bytes()


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
