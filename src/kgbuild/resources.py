"""Where the data that kgbuild carries lies: inside the wheel, or at the top of a source checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["SNAPSHOT", "ontology_folder", "queries_folder"]

_PACKAGE = Path(__file__).resolve().parent
SNAPSHOT = _PACKAGE / "data" / "knowledge.snapshot"
"""What loading the knowledge of the wheel finds out; a source checkout has none."""


def _folder(name: str) -> Path:
    packaged = _PACKAGE / "data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name


def ontology_folder() -> Path:
    """Folder of ``kgbuild.ttl``, ``shapes.ttl``, ``actors/`` and ``places/``.

    Examples
    --------
    >>> (ontology_folder() / "kgbuild.ttl").is_file()
    True
    """
    return _folder("ontology")


def queries_folder() -> Path:
    """Folder of the canned queries, one ``.rq`` file a question.

    Examples
    --------
    >>> queries_folder().is_dir()
    True
    """
    return _folder("queries")
