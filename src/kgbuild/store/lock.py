"""Who may use a store folder: one writer, or any number of readers.

Oxigraph locks a folder against a second writer only, and reading beside a writer is undefined there, so the folder has
a lock of its own. The operating system drops it when a process ends, however it ends.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from kgbuild.errors import StoreInUseError, StoreWriteError

try:
    import fcntl
except ImportError:  # Windows: Oxigraph's own lock against a second writer remains
    fcntl = None  # type: ignore[assignment]

__all__ = ["FolderLock"]


class FolderLock:
    """An advisory lock on a file; shared for ``read``, exclusive for ``write``.

    Raises
    ------
    StoreInUseError
        When another process holds a lock that excludes this one.
    PermissionError
        When the user may not open the file.
    StoreWriteError
        When the system refuses for another reason.
    """

    def __init__(self, path: Path, mode: Literal["read", "write"]) -> None:
        self._descriptor: int | None = None
        if fcntl is None:
            return
        flags = os.O_RDWR | os.O_CREAT if mode == "write" else os.O_RDONLY
        try:
            descriptor = os.open(path, flags, 0o644)
        except FileNotFoundError:  # a copied store without the lock file, opened for reading
            return
        except PermissionError:
            raise
        except OSError as error:  # a disk that may only be read
            raise StoreWriteError(f"the store {path.parent} could not be locked ({error})") from error
        kind = fcntl.LOCK_EX if mode == "write" else fcntl.LOCK_SH
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            what = "is being used" if mode == "write" else "is being written"
            raise StoreInUseError(f"the store {path.parent} {what} by another process") from error
        except OSError as error:  # a network disk without locks
            os.close(descriptor)
            raise StoreWriteError(f"the store {path.parent} could not be locked ({error})") from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others in; releasing twice is no error."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
