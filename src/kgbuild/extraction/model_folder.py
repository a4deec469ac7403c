"""A trained model as a folder, or as a Python package that holds one: where its configuration is, whether it is whole.

``meta.json`` is that of a spaCy pipeline, with a part ``kgbuild``: the version that made the model, the encoder and the
articles that it was made of, and each file with its size and digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import kgbuild
from kgbuild.errors import ModelFolderError, ModelVersionError

__all__ = ["CONFIG", "FORMAT", "META", "ModelMeta", "check_files", "digest", "model_config", "read_meta"]

CONFIG, META = "config.cfg", "meta.json"
FORMAT = 1
"""Changes when models of before can no longer be read."""


@dataclass(frozen=True, slots=True)
class ModelMeta:
    """What a model says of itself.

    Parameters
    ----------
    name, version
        Of the model.
    kgbuild
        The version that trained it.
    encoder
        Source, licence and sizes of the encoder; empty where the weights are alone.
    data
        Number and digest of the annotated articles, and what they hold.
    files
        File → (bytes, SHA-256); the configuration, which people may change, is not among them.
    """

    name: str
    version: str
    kgbuild: str
    encoder: Mapping[str, Any]
    data: Mapping[str, Any]
    files: Mapping[str, tuple[int, str]]


def model_config(name: str) -> Path:
    """Return the configuration of a model: of a folder, or of an installed package; else the path itself.

    Raises
    ------
    ModelFolderError
        A folder or package holds no configuration.
    """
    path = Path(name)
    if path.is_file() or path.suffix == ".cfg":
        return path
    if path.is_dir():
        folder = path
    elif name.isidentifier() and (found := find_spec(name)) is not None and found.submodule_search_locations:
        folder = Path(next(iter(found.submodule_search_locations)))
    else:
        raise ModelFolderError(f"{name}: no such folder, and no installed package of that name")
    if not (folder / CONFIG).is_file():
        raise ModelFolderError(f"{name}: no model there ({CONFIG} missing)")
    return folder / CONFIG


def read_meta(folder: Path) -> ModelMeta | None:
    """Return what the model of a folder says of itself, or ``None`` where no model of kgbuild is.

    Raises
    ------
    ModelFolderError
        ``meta.json`` is damaged.
    ModelVersionError
        Another version of kgbuild made the model.
    """
    path = folder / META
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        own = told.get("kgbuild")
        if own is None:
            return None
        version, format = str(own["version"]), int(own["format"])
        meta = ModelMeta(
            str(told["name"]),
            str(told["version"]),
            version,
            dict(own["encoder"] or {}),
            dict(own["data"]),
            {str(name): (int(row["bytes"]), str(row["sha256"])) for name, row in own["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelFolderError(f"{path}: it cannot be read ({type(error).__name__}: {error})") from error
    if format != FORMAT or _line(version) != _line(kgbuild.__version__):
        raise ModelVersionError(f"{folder}: kgbuild {version} made this model, and this is {kgbuild.__version__}")
    return meta


def check_files(folder: Path, meta: ModelMeta) -> None:
    """Check that every file of a model is there in its full length.

    Raises
    ------
    ModelFolderError
        A file is missing, or longer or shorter than it was written.
    """
    for name, (size, _) in meta.files.items():
        path = folder / name
        if not path.is_file():
            raise ModelFolderError(f"{folder}: {name} is missing")
        found = path.stat().st_size
        if found != size:
            raise ModelFolderError(f"{path}: it has {found:,} bytes, and was written with {size:,}")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of all files right in a folder with their names."""
    whole = hashlib.sha256()
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.is_file():
            if path.is_dir():
                whole.update(file.name.encode() + b"\0")
            whole.update(hashlib.sha256(file.read_bytes()).digest() if path.is_dir() else file.read_bytes())
    return whole.hexdigest()


def _line(version: str) -> tuple[str, ...]:
    """Major and minor number: patches leave models as they are."""
    return tuple(version.split(".")[:2])
