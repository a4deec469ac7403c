"""Options that several commands share; those that belong together are one decorator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["knowledge_option", "map_option", "output_options", "pipeline_option", "reading_options", "store_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Decorator = Callable[[_Command], _Command]


def store_option(command: _Command) -> _Command:
    """Add ``--store``."""
    return click.option(
        "--store",
        default="kgbuild-store",
        envvar="KGBUILD_STORE",
        show_default=True,
        show_envvar=True,
        metavar="FOLDER",
        help="The folder that holds the graph.",
    )(command)


def knowledge_option(command: _Command) -> _Command:
    """Add ``--knowledge``."""
    return click.option(
        "--knowledge",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="KGBUILD_KNOWLEDGE",
        show_envvar=True,
        metavar="FOLDER",
        help="Folder of .ttl files with actors and places of your own.",
    )(command)


def output_options(formats: Sequence[str]) -> Callable[[_Command], _Command]:
    """Add ``-o`` and ``--format``, for a command that writes these formats."""

    def add(command: _Command) -> _Command:
        format_option = click.option(
            "--format",
            type=click.Choice(formats),
            help="How to write; else what the ending of the -o file names, else "
            + ("a table on a terminal and TSV in a pipe." if "table" in formats else f"{formats[0]}."),
        )
        output_option = click.option(
            "-o", "--output", metavar="FILE", default="-", help="Write here, whole or not at all; - is standard output."
        )
        return output_option(format_option(command))

    return add


class _Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A day as ISO 8601 writes it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse ``2018-02-21``."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2018-02-21", param, ctx)


def map_option(command: _Command) -> _Command:
    """Add ``--map``."""
    return click.option(
        "--map",
        "mapping",
        metavar="FIELD=KEY,…",
        default="",
        help="Keys of JSON records or columns of CSV files that hold a field of another name, "
        "as in text=content,published=date_extracted. Fields: id, title, text, published, source, url, archive_url, "
        "retrieved.",
    )(command)


def reading_options(command: _Command) -> _Command:
    """Add ``--map``, ``--published`` and ``--source``: how inputs are read."""
    published = click.option(
        "--published",
        type=_Day(),
        metavar="YYYY-MM-DD",
        help="Day of publication of documents that neither their record nor metadata.csv dates.",
    )
    source = click.option(
        "--source", metavar="OUTLET", help="Outlet of documents that neither their record nor metadata.csv names."
    )
    return map_option(published(source(command)))


def pipeline_option(command: _Command) -> _Command:
    """Add ``--config``."""
    return click.option(
        "--config",
        type=_Pipeline(exists=True, dir_okay=False),
        default="default",
        show_default=True,
        metavar="NAME|FILE.cfg",
        help="Extraction pipeline: default, strict (fewer, surer claims), rules (nothing learned), trf (the default in "
        "torch, with the extra trf), a trained model (its folder, its config.cfg, or the package that it is installed "
        "as), or another spaCy config.",
    )(command)


class _Pipeline(click.Path):
    """The name of a configuration that comes with kgbuild, of a model's folder or package, or a file."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Let names and folders pass; a file has to be there."""
        from importlib.util import find_spec

        named = value in ("default", "strict", "rules", "trf") or Path(value).is_dir()
        installed = not named and not Path(value).exists() and value.isidentifier() and find_spec(value) is not None
        return value if named or installed else super().convert(value, param, ctx)
