"""The files that Oxigraph keeps in a store's folder, and images of them, with which a new store can begin.

Oxigraph writes files once and never changes them, so that the files of one store are good for another one.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import NoStoreError, StoreDamagedError, StoreInUseError, StorePermissionError
from kgbuild.store.interface import Mode, StoreImage

__all__ = ["DataFolder"]

_DATA = "data"
_COPY = "data.copy"
_NEW = "data.new"
_OLD = "data.old"
#: What Oxigraph writes before it takes a great change in, and removes in the end.
_WRITTEN = "bulk-*.sst"


class DataFolder:
    """Where Oxigraph's files of one store lie.

    Parameters
    ----------
    store
        The store's folder.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._data = store / _DATA

    def open(self, mode: Mode) -> ox.Store:
        """Open them; for writing, make them where there are none.

        Raises
        ------
        NoStoreError
            ``read`` where there are none.
        StoreInUseError
            Another process writes.
        StorePermissionError
            The user may not open them.
        StoreDamagedError
            They cannot be read.
        """
        try:
            if mode == "write":
                if not self._data.exists() and (self._store / _OLD).exists():
                    (self._store / _OLD).rename(self._data)
                opened = ox.Store(self._data)
                self._clean()
                return opened
            if not self._data.is_dir():
                raise NoStoreError(f"there is no data yet in the store {self._store}")
            return ox.Store.read_only(str(self._data))
        except (OSError, RuntimeError) as error:  # RuntimeError: how Oxigraph reports corruption
            if "lock" in str(error).lower():
                raise StoreInUseError(f"the store {self._store} is being used by another process") from error
            if "permission denied" in str(error).lower():
                raise StorePermissionError(f"the store {self._store} may not be opened ({error})") from error
            raise StoreDamagedError(f"the store {self._store} cannot be opened ({error})") from error

    def _clean(self) -> None:
        """Remove what a writer left that was stopped; nobody else writes now."""
        for name in (_COPY, _NEW, _OLD):
            shutil.rmtree(self._store / name, ignore_errors=True)
        for path in self._data.glob(_WRITTEN):
            with suppress(OSError):
                path.unlink()

    def image(self, inner: ox.Store) -> StoreImage:
        """Copy the files as they stand.

        Raises
        ------
        OSError
            The disk refuses.
        """
        copy = self._store / _COPY
        shutil.rmtree(copy, ignore_errors=True)
        try:
            inner.backup(copy)
            return StoreImage(tuple((path.name, path.read_bytes()) for path in sorted(copy.iterdir())), len(inner))
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def lay(self, image: StoreImage) -> None:
        """Write the files of an image beside those that are there, safe from a loss of power.

        Raises
        ------
        OSError
            The disk refuses; then nothing of them is left.
        """
        new = self._store / _NEW
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir()
            for name, content in image.files:
                with (new / name).open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            _sync(new)
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            raise

    def exchange(self, quads: int) -> tuple[ox.Store, bool]:
        """Put what was laid in the place of an empty store, which must be closed, and open it for writing.

        Returns
        -------
        tuple
            The open store, and whether it is the one that was laid: where that cannot be opened or does not hold so
            many quads, an empty one takes its place.
        """
        new, old = self._store / _NEW, self._store / _OLD
        self._data.rename(old)
        new.rename(self._data)
        _sync(self._store)
        if (opened := self._opened(quads)) is not None:
            return opened, True
        shutil.rmtree(self._data)
        return self.open("write"), False

    def _opened(self, quads: int) -> ox.Store | None:
        """The data, open for writing, if they are whole: Oxigraph opens files that end too early without the rest."""
        try:
            opened = self.open("write")
            return opened if len(opened) == quads else None
        except (StoreDamagedError, OSError):
            return None


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system has a way to ask for it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
