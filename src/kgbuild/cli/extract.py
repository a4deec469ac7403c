"""``kgbuild extract``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from kgbuild.cli.options import knowledge_option, output_options, pipeline_option, reading_options

if TYPE_CHECKING:
    from kgbuild.pipeline import IngestResult

__all__ = ["extract"]

EPILOG = """\b
Example:
  kgbuild extract report.txt --published 2018-02-21
  kgbuild extract reports/ --format jsonl | head -1
  kgbuild extract report.txt -o reading.html"""
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "geojson", "nq", "html")


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

    Prints the event table with the claims of every factuality; nq prints every quad of the documents' graphs, html a
    page that shows the text with what was found in it, and each claim with the words that it rests on.
    """
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.cli.reports import ingest_into, read_options
    from kgbuild.cli.tables import write_document_quads, write_events
    from kgbuild.pipeline.own_knowledge import checked, knowledge_files
    from kgbuild.store import open_store

    chosen = choose_format(output, format, FORMATS)
    options = read_options(mapping, published, source)
    own = checked(knowledge_files(knowledge)) if knowledge else ()
    with open_store(":memory:", "write") as opened, writing(output) as stream:
        if chosen == "html":
            result = _write_page(partial(ingest_into, opened, paths, options, config, own), stream)
        else:
            result = ingest_into(opened, paths, options, config, own)
            if chosen == "nq":
                write_document_quads(opened, stream)
            else:
                write_events(opened, "claim", "all", chosen, stream)
    if result.failed:
        raise SystemExit(1)


def _write_page(read: Callable[..., IngestResult], stream: TextIO) -> IngestResult:
    """Write what was read as a page, document by document."""
    from kgbuild.export.reading_page import FOOT, HEAD, reading_section

    stream.write(HEAD)
    result = read(on_report=lambda report: stream.write(reading_section(report)))
    stream.write(FOOT)
    return result
