"""Quads on disk: one interface, an embedded Oxigraph behind it.

The store knows quads and named graphs, and no vocabulary.
"""

from __future__ import annotations

from kgbuild.store.interface import Change, Mode, Solutions, Store, StoreImage, Term
from kgbuild.store.opening import STORE_FORMAT, open_store

__all__ = ["STORE_FORMAT", "Change", "Mode", "Solutions", "Store", "StoreImage", "Term", "open_store"]
