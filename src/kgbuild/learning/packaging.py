"""Makes an installable Python package of a trained model.

The package is named and loaded as spaCy's are (``spacy.load("ar_NAME")``, the entry point ``spacy_models``). spaCy's
own ``package`` command does not make it: that one loads the folder before it copies it, in a way in which paths of a
configuration count from the folder one is in.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path

import kgbuild
from kgbuild.errors import ModelFolderError, ModelOutputError, UsageError
from kgbuild.extraction.model_folder import CONFIG, META, ModelMeta, check_files, digest, model_config, read_meta

__all__ = ["package_model"]

_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?")

_PROJECT = """\
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "{distribution}"
version = "{version}"
description = "{description}"
readme = "README.md"
requires-python = ">=3.11,<3.14"
dependencies = ["kgbuild>={lowest},<{next}"]

[project.entry-points.spacy_models]
{name} = "{name}"

[tool.hatch.build.targets.wheel]
packages = ["{name}"]
"""

_INIT = '''\
"""A trained model of kgbuild."""

from pathlib import Path

from spacy.language import Language

__version__ = "{version}"


def load(**overrides: object) -> Language:
    """Load the pipeline; ``spacy.load`` passes settings of its own, of which ``exclude`` is heeded."""
    from kgbuild.extraction.pipeline import load_pipeline

    nlp = load_pipeline(Path(__file__).parent / "config.cfg")
    for name in overrides.get("exclude") or ():
        nlp.remove_pipe(name)
    return nlp
'''

_README = """\
# {name} {version}

{description}

```sh
pip install {distribution}
kgbuild ingest --config {name} reports/
```

| | |
|---|---|
| made by | kgbuild {kgbuild} |
| encoder | {encoder} |
| licence of the encoder | {licence} |
| annotated articles | {articles}, SHA-256 {digest} |
"""


def package_model(folder: Path, out: Path, name: str | None = None, version: str | None = None) -> Path:
    """Write the package of a model into a new folder of its name and version, whole or not at all.

    Parameters
    ----------
    folder
        A trained model.
    out
        Where the package's folder is made.
    name
        Of the package; else ``ar_`` and the model's.
    version
        Of the package; else the model's.

    Raises
    ------
    ModelFolderError, ModelVersionError
        There is no model, a file is missing or not as it was written, or another version of kgbuild made it.
    ModelOutputError
        The package is there already.
    UsageError
        The name or version is none.
    """
    home = model_config(str(folder)).parent
    meta = read_meta(home)
    if meta is None:
        raise ModelFolderError(f"{folder}: no model there ({META} missing)")
    check_files(home, meta)
    for file, (_, wanted) in meta.files.items():
        if digest(home / file) != wanted:
            raise ModelFolderError(f"{home / file}: it is not as it was written")
    called = name or _package_name(meta.name)
    numbered = version or meta.version
    if not _NAME.fullmatch(called):
        raise UsageError(f"{called!r} is no name of a Python package", "give one of letters, digits and _ with --name")
    if not _VERSION.fullmatch(numbered):
        raise UsageError(f"{numbered!r} is no version", "give one such as 1.2.0 with --version")
    target = out / f"{called}-{numbered}"
    if target.exists():
        raise ModelOutputError(f"{target} is there already", "give another --version, or remove it first")
    out.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=out, prefix=f".{called}."))
    try:
        _write(made, home, meta, called, numbered)
        made.chmod(0o755)
        made.rename(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return target


def _package_name(model: str) -> str:
    bare = re.sub(r"\W+", "_", model, flags=re.ASCII).strip("_").lower() or "model"
    return bare if bare.startswith("ar_") else f"ar_{bare}"


def _write(made: Path, home: Path, meta: ModelMeta, name: str, version: str) -> None:
    package = made / name
    package.mkdir()
    for file in (CONFIG, *meta.files):
        shutil.copy(home / file, package / file)
    described = json.loads((home / META).read_text(encoding="utf-8"))
    described |= {"name": name, "version": version}
    (package / META).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    major, minor = (int(number) for number in kgbuild.__version__.split(".")[:2])
    told = {
        "name": name,
        "distribution": name.replace("_", "-"),
        "version": version,
        "description": described.get("description", ""),
        "lowest": f"{major}.{minor}",
        "next": f"{major}.{minor + 1}",
        "kgbuild": meta.kgbuild,
        "encoder": meta.encoder.get("source", "none, weights alone"),
        "licence": meta.encoder.get("licence", "none"),
        "articles": meta.data["articles"],
        "digest": meta.data["sha256"],
    }
    (package / "__init__.py").write_text(_INIT.format(**told), encoding="utf-8")
    (made / "pyproject.toml").write_text(_PROJECT.format(**told), encoding="utf-8")
    (made / "README.md").write_text(_README.format(**told), encoding="utf-8")
