"""The background of a new store, kept in the user's cache folder as a store's files hold it.

Writing it takes seconds; copying the files of a store that held it and nothing else takes a tenth of one.
"""

from __future__ import annotations

import marshal
import platform
from pathlib import PurePath

import pyoxigraph

from kgbuild import __version__
from kgbuild.cache import CacheFile, code_digest, parts_digest
from kgbuild.graph import Identifiers
from kgbuild.store import STORE_FORMAT, Store, StoreImage

__all__ = ["KeptBackground"]

#: Rooms whose modules decide what the background is and how it is written.
_MADE_BY = ("arabic", "graph", "knowledge", "pipeline", "store")
_FORMAT = 1
_KEPT = 2


class KeptBackground:
    """The cached image of a store that holds the background and nothing else; not even the log, which is written last.

    Parameters
    ----------
    ids
        Names the graphs.
    digest
        Of ontology and knowledge.
    """

    def __init__(self, ids: Identifiers, digest: str) -> None:
        versions = (_FORMAT, marshal.version, STORE_FORMAT, pyoxigraph.__version__, __version__, platform.machine())
        parts = (" ".join(map(str, versions)).encode(), code_digest(*_MADE_BY), ids.base.encode(), digest.encode())
        self._file = CacheFile("background", parts_digest(parts), _KEPT)

    def fill(self, store: Store) -> bool:
        """Give an empty store the background, and say whether; nothing is done where it is not kept or damaged."""
        payload = self._file.read()
        if payload is None:
            return False
        try:
            image = _restored(marshal.loads(payload))
        except Exception:  # Whatever is wrong with the file, what it was made of is there.
            return False
        if not store.begin_with(image):
            return False
        self._file.touch()
        return True

    def keep(self, store: Store) -> None:
        """Keep the background of a store that holds nothing else."""
        image = store.image() if self._file.path is not None else None
        if image is not None:
            self._file.write(marshal.dumps((image.files, image.quads)))


def _restored(plain: object) -> StoreImage:
    """Make an image of plain values; raise any exception where they are something else."""
    if not isinstance(plain, tuple):
        raise TypeError(f"no tuple: {type(plain)}")
    files, quads = plain
    if not isinstance(files, tuple) or not isinstance(quads, int):
        raise TypeError("no files")
    for name, content in files:
        if not isinstance(name, str) or not isinstance(content, bytes) or PurePath(name).name != name:
            raise TypeError(f"no file: {name!r}")
    return StoreImage(files, quads)
