"""``kgbuild ingest``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kgbuild.cli.options import knowledge_option, pipeline_option, reading_options, store_option
from kgbuild.cli.output import counted

__all__ = ["ingest"]

EPILOG = """\b
Example:
  kgbuild ingest reports/
  kgbuild ingest --map text=content,published=date_extracted crawl.jsonl
  curl -s https://example.org/report.html | kgbuild ingest --published 2018-02-21 -"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@pipeline_option
@knowledge_option
@store_option
def ingest(
    paths: tuple[str, ...],
    mapping: str,
    published: date | None,
    source: str | None,
    config: str,
    knowledge: Path | None,
    store: str,
) -> None:
    """Read reports and store what they say.

    A PATH is a .txt, .html, .json, .jsonl or .csv file, a folder of them, or - for standard input. A metadata.csv in a
    folder (columns file, published, source, url) dates and names its files.

    Each report is stored whole or not at all. One that is stored already and has not changed is skipped, a changed one
    replaces the older version. One that cannot be read is listed with the reason, the others are stored, and the exit
    code is 1. The actors and places of --knowledge are kept with the store, for every later run. Stopping with Ctrl-C
    keeps what is finished. While it runs, every other command on the same store ends at once with KGB704 and exit code
    1; commands that only read can run side by side.
    """
    from kgbuild.cli.reports import ingest_into, read_options
    from kgbuild.pipeline.own_knowledge import adopt, knowledge_files, own_files
    from kgbuild.store import open_store

    options = read_options(mapping, published, source, exclude=store)
    with open_store(store, "write") as opened:
        own = adopt(store, knowledge_files(knowledge)) if knowledge else own_files(store)
        result = ingest_into(opened, paths, options, config, own)
    click.echo(
        f"{result.added} added, {result.replaced} replaced, {result.unchanged} unchanged, {result.failed} failed; "
        f"{counted(result.claims, 'event claim')} and {counted(result.relations, 'relation')} read"
    )
    if result.failed:
        raise SystemExit(1)
