"""Trains a model from annotated articles: the weights and the encoder of the selection, in a folder of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_config

import kgbuild
from kgbuild.errors import MissingExtraError, ModelOutputError, TrainingFileError
from kgbuild.extraction.encoder import ENCODER, FILES, cutter
from kgbuild.extraction.model_folder import CONFIG, FORMAT, META, digest
from kgbuild.extraction.pipeline import DEFAULT_CONFIG, load_pipeline
from kgbuild.extraction.selection import SLOTS
from kgbuild.learning.encoder import EPOCHS, SETTINGS, build, export, fit
from kgbuild.learning.examples import Example, examples
from kgbuild.learning.lessons import lessons
from kgbuild.learning.markup import MarkedArticle, load_articles
from kgbuild.learning.pretrained import Pretrained, load_pretrained, piece_model
from kgbuild.learning.training import train, write_weights

__all__ = ["BUILT_IN", "WEIGHTS", "EncoderChoice", "article_files", "data_statement", "train_model"]

BUILT_IN = "multilingual-e5-small"
"""The encoder that the packages of the extra ``encoder`` carry."""
WEIGHTS, NOTICE = "selection.tsv", "NOTICE"
_READING = ("finding", "filling")  # components that only an encoder carries
_NEEDED = {"train": ("sklearn",), "encoder": ("torch", "transformers", "onnx")}
_DESCRIPTION = "What kgbuild trusts in Arabic reports of armed conflict, learned from annotated articles."


@dataclass(frozen=True, slots=True)
class EncoderChoice:
    """Which encoder is fine-tuned, and how often it sees the articles.

    ``name`` is a folder or a name on the model hub of what transformers can load; ``None`` is the built-in one.
    """

    name: str | None = None
    epochs: int = EPOCHS


def article_files(paths: Iterable[Path]) -> list[Path]:
    """Return the articles of files and folders, in the order of their names.

    Raises
    ------
    TrainingFileError
        There are none.
    """
    given = list(paths)
    files = [file for path in given for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    if not files:
        raise TrainingFileError(f"{', '.join(map(str, given))}: no annotated articles (.txt) there")
    return files


def train_model(
    files: Sequence[Path], out: Path, encoder: EncoderChoice | None, say: Callable[[str], None] = print
) -> tuple[Path, ...]:
    """Train a model and write it into a folder, whole or not at all; the same articles give the same files.

    Parameters
    ----------
    files
        Annotated articles.
    out
        The folder; a model that kgbuild made there is replaced.
    encoder
        The encoder to fine-tune; ``None`` trains the weights alone.
    say
        Called with what is being done.

    Returns
    -------
        The files that were written.

    Raises
    ------
    MissingExtraError, EncoderSourceError
        What training needs is not installed, or the encoder cannot be loaded.
    TrainingFileError
        An article is not in the form, or the articles do not suffice.
    ModelOutputError
        The folder holds something else.
    """
    _check_installed(encoder)
    _check_target(out)
    pretrained = _source(encoder) if encoder is not None else None
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        articles = [article for file in files for article in load_articles(file)]
        nlp = load_pipeline("rules")
        _train_weights(articles, nlp, made, say)
        if pretrained is not None and encoder is not None:
            _tune(articles, nlp, pretrained, encoder, made, say)
        _write_config(made, pretrained is not None)
        _write_meta(made, out.resolve().name, encoder, pretrained, _data(files, articles))
        return _move(made, out)
    finally:
        with suppress(OSError):
            shutil.rmtree(made)


def _check_installed(encoder: EncoderChoice | None) -> None:
    for extra in ("train", "encoder") if encoder is not None else ("train",):
        missing = [name for name in _NEEDED[extra] if find_spec(name) is None]
        if missing:
            otherwise = ", or train the weights alone with --weights-only" if extra == "encoder" else ""
            raise MissingExtraError(
                f"training needs what is not installed: {', '.join(missing)}",
                f"pip install 'kgbuild[{extra}]' (in a checkout pip install --group {extra}){otherwise}",
            )


def _check_target(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise ModelOutputError(f"{out} is a file")
    held = {path.name for path in out.iterdir()} if out.is_dir() else set()
    if held - {WEIGHTS, NOTICE, CONFIG, META, *FILES}:
        raise ModelOutputError(f"{out} holds something else")


def _source(encoder: EncoderChoice) -> Pretrained:
    if encoder.name is None:
        return load_pretrained()
    from kgbuild.learning.transformer import load_transformer

    return load_transformer(encoder.name)


def _train_weights(articles: Sequence[MarkedArticle], nlp: Language, folder: Path, say: Callable[[str], None]) -> None:
    rows: list[Example] = []
    for number, article in enumerate(articles, 1):
        rows += examples(article, nlp)
        say(f"weights: article {number} of {len(articles)}")
    for decision in ("event", *SLOTS):
        right = Counter(row.right for row in rows if row.decision == decision)
        if len(right) < 2:
            raise TrainingFileError(
                f"these {len(articles)} articles do not suffice: of {decision} they have {right[True]} right and "
                f"{right[False]} wrong examples",
                "name more articles",
            )
    say(f"weights: {len(rows)} examples")
    write_weights(train(rows), folder / WEIGHTS)


def _tune(
    articles: Sequence[MarkedArticle],
    nlp: Language,
    pretrained: Pretrained,
    encoder: EncoderChoice,
    folder: Path,
    say: Callable[[str], None],
) -> None:
    cut = cutter(piece_model(pretrained))
    seen = lessons(articles, nlp, cut, encoder.epochs)
    told = seen[0].deeds
    say(f"encoder: {len(told)} deeds, {sum(len(deed.decisions) for deed in told)} decisions")
    network = build(pretrained)
    fit(network, seen, SETTINGS, lambda line: say(f"encoder: {line}"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's tracer on constants of its own
        export(network, pretrained, folder)
    if encoder.name is None:
        shutil.copy(ENCODER / NOTICE, folder / NOTICE)


def _write_config(folder: Path, with_encoder: bool) -> None:
    """The default configuration with the model's own files; its thresholds and shares are those of the default."""
    config = load_config(DEFAULT_CONFIG)
    components = config["components"]
    for name in ("filling", "selection"):
        components[name]["weights"] = WEIGHTS
    if with_encoder:
        for name in (*_READING, "joining", "selection"):
            components[name]["encoder"] = "."
    else:  # what is added rests on the encoder
        components["selection"].pop("shares", None)
        components["selection"].pop("add", None)
        components["joining"].pop("share", None)
        for name in _READING:
            components.pop(name)
        config["nlp"]["pipeline"] = [name for name in config["nlp"]["pipeline"] if name not in _READING]
    (folder / CONFIG).write_text(config.to_str(interpolate=False) + "\n", encoding="utf-8")


def _write_meta(
    folder: Path, name: str, encoder: EncoderChoice | None, pretrained: Pretrained | None, data: dict[str, Any]
) -> None:
    source: dict[str, Any] | None = None
    licence = ""
    if encoder is not None and pretrained is not None:
        licence = _licence(encoder)
        source = {
            "source": BUILT_IN if encoder.name is None else _bare(encoder.name),
            "licence": licence,
            "layers": pretrained.layers,
            "width": pretrained.width,
            "pieces": len(pretrained.pieces),
            "epochs": encoder.epochs,
        }
    config = load_config(folder / CONFIG)
    # The configuration is not among them: its thresholds are for people to change.
    written = sorted(path for path in folder.iterdir() if path.name not in (CONFIG, META))
    meta = {
        "lang": "ar",
        "name": name,
        "version": kgbuild.__version__,
        "description": _DESCRIPTION,
        "license": licence,
        "spacy_version": ">=3.8.4,<3.9",
        "pipeline": config["nlp"]["pipeline"],
        "kgbuild": {
            "format": FORMAT,
            "version": kgbuild.__version__,
            "encoder": source,
            "data": data,
            "files": {path.name: {"bytes": path.stat().st_size, "sha256": digest(path)} for path in written},
        },
    }
    (folder / META).write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _licence(encoder: EncoderChoice) -> str:
    if encoder.name is None:
        return "MIT"
    from kgbuild.learning.transformer import licence_of

    return licence_of(encoder.name)


def _bare(name: str) -> str:
    """A folder's own name: where it lies is nobody's business."""
    return Path(name).resolve().name if Path(name).exists() else name


def _data(files: Sequence[Path], articles: Sequence[MarkedArticle]) -> dict[str, Any]:
    whole = hashlib.sha256()
    for content in sorted(file.read_bytes() for file in files):
        whole.update(hashlib.sha256(content).digest())
    return {"articles": len(articles), "sha256": whole.hexdigest(), **data_statement(articles)}


def data_statement(articles: Sequence[MarkedArticle]) -> dict[str, Any]:
    """Count what articles hold: words, events, and both by genre, theatre and factuality."""
    statement: dict[str, Any] = {
        "words": sum(len(article.text.split()) for article in articles),
        "events": sum(len(article.events) for article in articles),
    }
    for key in ("genre", "theatre"):
        rows: dict[str, dict[str, int]] = {}
        for article in articles:
            row = rows.setdefault(getattr(article, key), {"articles": 0, "words": 0, "events": 0})
            row["articles"] += 1
            row["words"] += len(article.text.split())
            row["events"] += len(article.events)
        statement[key] = dict(sorted(rows.items(), key=lambda item: (-item[1]["articles"], item[0])))
    told = Counter(event.factuality for article in articles for event in article.events)
    statement["factuality"] = dict(sorted(told.items(), key=lambda item: (-item[1], item[0])))
    return statement


def _move(made: Path, out: Path) -> tuple[Path, ...]:
    """Put the files in their place, the one that vouches for the others last."""
    out.mkdir(exist_ok=True)
    names = sorted((path.name for path in made.iterdir()), key=lambda name: (name == META, name))
    (out / META).unlink(missing_ok=True)
    for stale in {path.name for path in out.iterdir()} - set(names):
        (out / stale).unlink()
    for name in names:
        os.replace(made / name, out / name)
    return tuple(out / name for name in names)
