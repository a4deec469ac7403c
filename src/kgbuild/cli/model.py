"""``kgbuild model``."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli.options import output_options

__all__ = ["model"]

EPILOG = """\b
Example:
  kgbuild model train training/articles --out my-model
  kgbuild ingest --config my-model reports/
  kgbuild model package my-model --out packages"""


@click.group(epilog=EPILOG)
def model() -> None:
    """Train what kgbuild learns, and hand it on."""


_FOLDER = click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")


@model.command(
    short_help="Train weights and encoder from annotated articles.",
    epilog="""\b
Example:
  kgbuild model train training/articles --out my-model
  kgbuild model train training/articles --out my-model --encoder aubmindlab/bert-base-arabertv02 --epochs 3
  kgbuild model train my-articles/ --out my-model --weights-only""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the model here, whole or not at all; a model that is there is replaced.",
)
@click.option(
    "--encoder",
    metavar="NAME|FOLDER",
    help="Fine-tune this encoder: a folder, or a name on the model hub, of what transformers can load (AraBERT, "
    "CAMeLBERT, MARBERT, XLM-R). Else multilingual-e5-small, which the extra brings along.",
)
@click.option(
    "--epochs",
    type=click.IntRange(1, 100),
    default=2,
    show_default=True,
    metavar="N",
    help="How often the encoder sees the articles: as they are, then varied in names, numbers, days and spelling.",
)
@click.option("--weights-only", is_flag=True, help="Train the weights alone, without an encoder; needs no torch.")
def train(paths: tuple[Path, ...], out: Path, encoder: str | None, epochs: int, weights_only: bool) -> None:
    """Train what the selection trusts from annotated articles: the weights of observations, and an encoder.

    A PATH is an article in the form of training/README.md, or a folder of them. The model is a folder: selection.tsv,
    encoder.onnx, pieces.model and heads.npz, config.cfg, which names them and holds the thresholds of the default, and
    meta.json, which tells encoder, licence, articles and digests. Use it with --config FOLDER.

    The encoder takes about 20 minutes on two cores for 600 articles. Training needs the extra train, and for the
    encoder the extra encoder: pip install 'kgbuild[train,encoder]'.
    """
    from kgbuild.errors import UsageError
    from kgbuild.learning.model import EncoderChoice, article_files, train_model
    from kgbuild.progress import progress

    if weights_only and encoder is not None:
        raise UsageError("--weights-only trains no encoder", "leave out one of --weights-only and --encoder")
    choice = None if weights_only else EncoderChoice(encoder, epochs)
    with progress("Training") as shown:
        written = train_model(article_files(paths), out, choice, shown.step)
    for file in written:
        click.echo(f"{file}: {file.stat().st_size:,} bytes")
    click.echo(f"use it with: kgbuild ingest --config {out}")


@model.command(
    short_help="Make an installable Python package of a model.",
    epilog="""\b
Example:
  kgbuild model package my-model --out packages
  kgbuild model package my-model --out packages --name ar_sudan --version 1.2.0""",
)
@_FOLDER
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the package into a folder of its name and version here.",
)
@click.option("--name", metavar="NAME", help="Name of the package; else ar_ and the name of the model.")
@click.option("--version", metavar="VERSION", help="Version of the package; else that of the model.")
def package(folder: Path, out: Path, name: str | None, version: str | None) -> None:
    """Make a Python package of a trained model, which pip installs and python -m build makes a wheel of.

    Once it is installed, --config NAME uses it, and spacy.load("NAME") gives the pipeline. Every file is compared with
    the digest in meta.json first.
    """
    from kgbuild.learning.packaging import package_model

    made = package_model(folder, out, name, version)
    click.echo(f"{made}")
    click.echo(f"install it with: pip install {made}")


@model.command(
    short_help="Say what a model is made of.",
    epilog="""\b
Example:
  kgbuild model info my-model""",
)
@_FOLDER
def info(folder: Path) -> None:
    """Say what a model is made of: version, encoder, licence, articles, files."""
    from kgbuild.errors import ModelFolderError
    from kgbuild.extraction.model_folder import check_files, model_config, read_meta

    home = model_config(str(folder)).parent
    meta = read_meta(home)
    if meta is None:
        raise ModelFolderError(f"{folder}: no model there (meta.json missing)")
    check_files(home, meta)
    click.echo(f"{meta.name} {meta.version}, made by kgbuild {meta.kgbuild}")
    told = ", ".join(f"{key} {value}" for key, value in meta.encoder.items())
    click.echo(f"encoder: {told or 'none, weights alone'}")
    click.echo(f"articles: {meta.data['articles']}, SHA-256 {meta.data['sha256']}")
    for name, (size, _) in meta.files.items():
        click.echo(f"{name}: {size:,} bytes")


@model.command(
    short_help="Describe a model, in Markdown.",
    epilog="""\b
Example:
  kgbuild model card my-model -o card.md
  kgbuild model card my-model --scores scores.json""",
)
@_FOLDER
@click.option(
    "--scores",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.json",
    help="Figures of the model, as kgbuild evaluate --format json writes them.",
)
@output_options(("md",))
def card(folder: Path, scores: Path | None, output: str, format: str | None) -> None:
    """Describe a model for those who have to trust it: data, scores, files, licences, training, known failures."""
    from kgbuild.cli.model_card import Card, model_card, read_scores
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.errors import ModelFolderError
    from kgbuild.extraction.model_folder import model_config, read_meta

    choose_format(output, format, ("md",))
    meta = read_meta(model_config(str(folder)).parent)
    if meta is None:
        raise ModelFolderError(f"{folder}: no model there (meta.json missing)")
    source = meta.encoder.get("source", "none: weights alone")
    page = model_card(
        Card(
            f"{meta.name} {meta.version}",
            f"Made by kgbuild {meta.kgbuild}. Encoder: {source}. Digest of the articles: {meta.data['sha256']}.",
            meta.data,
            {name: size for name, (size, _) in meta.files.items()},
            [("encoder", str(meta.encoder.get("licence", "none")))],
            "my-articles/",
            read_scores(scores) if scores else None,
        )
    )
    with writing(output) as stream:
        stream.write(page)
