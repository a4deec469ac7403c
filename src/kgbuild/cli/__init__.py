"""The command line: one file a command, each a thin layer over a function of the library."""

from __future__ import annotations

from kgbuild.cli.app import main

__all__ = ["main"]
