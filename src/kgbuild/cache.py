"""Files in the user's cache folder: what took work to find out, kept for the next process.

A file is named by a digest of all that it was made of, so that other inputs have another one. Nothing fails because of
it: where it is missing, damaged or cannot be written, the work is done again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

__all__ = ["CACHE", "CacheFile", "code_digest", "parts_digest"]

CACHE = "KGBUILD_CACHE"
"""The environment variable that names another folder; an empty value says that nothing is kept."""

_PACKAGE = Path(__file__).resolve().parent
_SUFFIXES = (".py", ".toml", ".txt")
_CHECKSUM = 32


class CacheFile:
    """One file of a kind, with a checksum.

    Parameters
    ----------
    kind
        What files of this kind begin with, and how they are called.
    digest
        Of all that the content depends on; empty where it cannot be told, and then nothing is kept.
    kept
        How many files of the kind stay in the folder, those used last.

    Attributes
    ----------
    path
        The file, whether it is there or not; ``None`` where none is kept.
    """

    def __init__(self, kind: str, digest: bytes, kept: int) -> None:
        folder = cache_folder() if digest else None
        self._digest = digest
        self._head = f"kgbuild {kind}\n".encode()
        self._before, self._after = f"{kind}-", ".snapshot"
        self._kept = kept
        self.path = folder / f"{self._before}{digest.hex()}{self._after}" if folder is not None else None

    def read(self) -> memoryview | None:
        """Return what is kept, or ``None`` where nothing is or it is damaged."""
        return None if self.path is None else self.content_of(self.path)

    def content_of(self, path: Path) -> memoryview | None:
        """Return what a file holds that was written for the same digest, such as one that comes with kgbuild."""
        try:
            content = path.read_bytes()
        except OSError:
            return None
        payload = memoryview(content)[len(self._head) + _CHECKSUM :]
        checksum = content[len(self._head) : len(self._head) + _CHECKSUM]
        return payload if content.startswith(self._head) and checksum == self._checksum(payload) else None

    def touch(self) -> None:
        """Say that the file was of use: those that are used stay."""
        if self.path is not None:
            with suppress(OSError):
                os.utime(self.path)

    def write(self, payload: bytes) -> None:
        """Keep a content, whole or not at all; no more than a few files of the kind stay in the folder."""
        if self.path is None:
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._write_whole(self.path, self.parts_of(payload))
            self._remove_old(self.path.parent)

    def parts_of(self, payload: bytes) -> tuple[bytes, bytes, bytes]:
        """Return what the file of a content is made of, in order."""
        return self._head, self._checksum(payload), payload

    def _checksum(self, payload: bytes | memoryview) -> bytes:
        """Of the content and the name: a file under the name of another is none."""
        return blake2b(payload, digest_size=_CHECKSUM, key=self._digest).digest()

    def _write_whole(self, path: Path, content: Iterable[bytes]) -> None:
        """Write a file that nobody sees before it is finished."""
        from tempfile import NamedTemporaryFile

        with NamedTemporaryFile(dir=path.parent, prefix=self._before, suffix=self._after, delete=False) as partial:
            try:
                partial.writelines(content)
                partial.close()
                os.replace(partial.name, path)
            except OSError:
                os.unlink(partial.name)
                raise

    def _remove_old(self, folder: Path) -> None:
        """Remove all but the newest files, and what a process left that was stopped while it wrote."""
        found = folder.glob(f"{self._before}*{self._after}")
        newest_first = sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest_first[self._kept :]:
            path.unlink(missing_ok=True)


def cache_folder() -> Path | None:
    """Return the folder where files are kept, or ``None`` where none are."""
    named = os.environ.get(CACHE)
    if named is not None:
        return Path(named) if named else None
    import platformdirs

    own = platformdirs.user_cache_path("kgbuild", appauthor=False)
    return own if own.is_absolute() else None  # A user without a home has no such folder.


def parts_digest(parts: Iterable[bytes]) -> bytes:
    """Return a digest of parts, of which each counts with its length."""
    digest = blake2b(digest_size=_CHECKSUM)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


@cache
def code_digest(*rooms: str) -> bytes:
    """Return a digest of the modules and tables of rooms: of them, too, an edited file makes another result."""
    digest = blake2b()
    for path in sorted(path for room in rooms for path in (_PACKAGE / room).iterdir()):
        if path.suffix in _SUFFIXES:
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.digest()
