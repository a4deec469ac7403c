"""``kgbuild extract``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kgbuild.cli.options import knowledge_option, output_options, pipeline_option, reading_options

__all__ = ["extract"]

EPILOG = """\b
Example:
  kgbuild extract report.txt --published 2018-02-21
  kgbuild extract reports/ --format jsonl | head -1"""
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "geojson", "nq")


@click.command(short_help="Print what would be stored, and store nothing.", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@pipeline_option
@knowledge_option
@output_options(FORMATS)
def extract(
    paths: tuple[str, ...],
    mapping: str,
    published: date | None,
    source: str | None,
    config: str,
    knowledge: Path | None,
    output: str,
    format: str | None,
) -> None:
    """Print what would be stored of reports, and store nothing.

    Prints the event table with the claims of every factuality; nq prints every quad of the documents' graphs.
    """
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.cli.reports import ingest_into, read_options
    from kgbuild.cli.tables import write_document_quads, write_events
    from kgbuild.pipeline.own_knowledge import checked, knowledge_files
    from kgbuild.store import open_store

    chosen = choose_format(output, format, FORMATS)
    options = read_options(mapping, published, source)
    own = checked(knowledge_files(knowledge)) if knowledge else ()
    with open_store(":memory:", "write") as opened:
        result = ingest_into(opened, paths, options, config, own)
        with writing(output) as stream:
            if chosen == "nq":
                write_document_quads(opened, stream)
            else:
                write_events(opened, "claim", "all", chosen, stream)
    if result.failed:
        raise SystemExit(1)
