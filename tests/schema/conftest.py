"""Temporary copies of the ontology that tests add axioms to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.resources import ontology_folder


@pytest.fixture
def ontology_with(tmp_path) -> Callable[..., Path]:
    """Copy the ontology, take lines out of it that begin with a text, and add Turtle at its end."""

    def copy(added: str = "", replace: tuple[str, str] = ("", "")) -> Path:
        shutil.copytree(ontology_folder(), tmp_path / "ontology")
        path = tmp_path / "ontology" / "kgbuild.ttl"
        text = path.read_text(encoding="utf-8")
        old, new = replace
        assert old in text
        path.write_text((text.replace(old, new, 1) if old else text) + "\n" + added, encoding="utf-8")
        return path.parent

    return copy
