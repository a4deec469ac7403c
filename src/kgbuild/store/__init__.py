"""Quads on disk: one interface, an embedded Oxigraph behind it.

The store knows quads and named graphs, and no vocabulary.
"""

from __future__ import annotations

from kgbuild.store.interface import Change, Mode, Solutions, Store, Term
from kgbuild.store.opening import open_store

__all__ = ["Change", "Mode", "Solutions", "Store", "Term", "open_store"]
