"""Opening a store: where it lies, which version wrote it, who may use it."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import (
    NoStoreError,
    NotAStoreError,
    StoreDamagedError,
    StorePermissionError,
    StoreTooNewError,
    StoreTooOldError,
    StoreWriteError,
    UnsupportedStoreError,
)
from kgbuild.store.data import DataFolder
from kgbuild.store.embedded import EmbeddedStore
from kgbuild.store.interface import Mode, Store
from kgbuild.store.lock import FolderLock

__all__ = ["STORE_FORMAT", "open_store"]

#: Version of the layout on disk; raised when an older kgbuild could not read what a newer one writes.
#: 2: the default graph holds the union of the named graphs.
STORE_FORMAT = 2

_VERSION_FILE = "kgbuild-store.json"
_LOCK_FILE = "lock"


def open_store(location: str | Path, mode: Mode = "read") -> Store:
    """Open the store at a folder; for writing, make it where there is none.

    Parameters
    ----------
    location
        A folder, or ``:memory:`` for a store that ends with the process.
    mode
        ``read``: any number of processes at a time; ``write``: one process alone.

    Raises
    ------
    NoStoreError
        ``read`` where there is no store.
    NotAStoreError
        The folder holds other things.
    StoreTooNewError
        A newer kgbuild wrote it.
    StoreTooOldError
        An older kgbuild wrote it in a format that this one no longer reads.
    StoreInUseError
        Another process excludes this one.
    StorePermissionError
        The user may not open it.
    StoreDamagedError
        Its files cannot be read.
    StoreWriteError
        ``write`` where the disk refuses.
    UnsupportedStoreError
        The location is an address of a kind that this version cannot open.

    Examples
    --------
    >>> with open_store(":memory:", "write") as store:
    ...     store.count()
    0
    """
    if str(location) == ":memory:":
        return EmbeddedStore(ox.Store(), ":memory:", writable=True)
    if "://" in str(location):
        raise UnsupportedStoreError(f"{location} is an address, and this version opens folders only")
    folder = Path(location)
    try:
        _check(folder, mode)
        if mode == "write":
            _prepare(folder)
        lock = FolderLock(folder / _LOCK_FILE, mode)
    except PermissionError as error:
        raise StorePermissionError(f"the store {folder} may not be opened ({error})") from error
    data = DataFolder(folder)
    try:
        inner = data.open(mode)
    except BaseException:
        lock.release()
        raise
    return EmbeddedStore(inner, str(location), writable=mode == "write", lock=lock, data=data)


def _check(folder: Path, mode: Mode) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        if mode == "read":
            raise NoStoreError(f"there is no store at {folder}")
        return
    if not folder.is_dir():
        raise NotAStoreError(f"{folder} is a file, not a store")
    try:
        version = json.loads((folder / _VERSION_FILE).read_text(encoding="utf-8"))["format"]
    except FileNotFoundError as error:
        raise NotAStoreError(f"the folder {folder} holds other things and no store") from error
    except PermissionError:
        raise
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise StoreDamagedError(f"{folder / _VERSION_FILE} cannot be read ({error})") from error
    if not isinstance(version, int) or version > STORE_FORMAT:
        raise StoreTooNewError(
            f"the store {folder} has format {version}, and this version of kgbuild knows formats up to {STORE_FORMAT}"
        )
    if version < STORE_FORMAT:
        raise StoreTooOldError(f"the store {folder} has the format {version} of an older kgbuild")


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        version_file = folder / _VERSION_FILE
        if not version_file.exists():
            partial = folder / (_VERSION_FILE + ".new")
            partial.write_text(json.dumps({"format": STORE_FORMAT}) + "\n", encoding="utf-8")
            partial.replace(version_file)
    except OSError as error:
        raise StoreWriteError(f"the store {folder} could not be made ({error})") from error
