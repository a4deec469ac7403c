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
    from kgbuild.documents.options import ReadOptions
    from kgbuild.pipeline import IngestResult

__all__ = ["extract"]

EPILOG = """\b
Example:
  kgbuild extract report.txt --published 2018-02-21
  kgbuild extract reports/ --format jsonl | head -1
  kgbuild extract report.txt -o reading.html
  kgbuild extract report.txt --explain --config strict"""
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "geojson", "nq", "html")
EXPLAINED = ("text", "json")


@click.command(short_help="Print what would be stored, and store nothing.", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@pipeline_option
@knowledge_option
@click.option(
    "--explain",
    is_flag=True,
    help="Print how each claim came about instead: what the rules chose, the scores, who won. As text, or as json with "
    "one line a document.",
)
@output_options((*FORMATS, "text"))
def extract(
    paths: tuple[str, ...],
    mapping: str,
    published: date | None,
    source: str | None,
    config: str,
    knowledge: Path | None,
    explain: bool,
    output: str,
    format: str | None,
) -> None:
    """Print what would be stored of reports, and store nothing.

    Prints the event table with the claims of every factuality; nq prints every quad of the documents' graphs, html a
    page that shows the text with what was found in it, and each claim with the words that it rests on.

    With --explain it prints, for each claim and each event that was read and dropped, the words that name it, and for
    each slot what could fill it: whether the rules chose it, its score with the shares of weights and encoder, the
    threshold, the observations that weigh most on either side, and whether it was kept, taken back or added.
    """
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.cli.reports import ingest_into, read_options
    from kgbuild.cli.tables import write_document_quads, write_events
    from kgbuild.pipeline.own_knowledge import checked, knowledge_files
    from kgbuild.store import open_store

    chosen = choose_format(output, format, EXPLAINED if explain else FORMATS)
    options = read_options(mapping, published, source)
    own = checked(knowledge_files(knowledge)) if knowledge else ()
    if explain:
        _explain(paths, options, config, own, output, chosen)
        return
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


def _explain(
    paths: tuple[str, ...], options: ReadOptions, config: str, own: tuple[Path, ...], output: str, format: str
) -> None:
    """Write how the claims of each document came about."""
    from kgbuild.cli.decisions import write_decisions
    from kgbuild.cli.output import writing
    from kgbuild.cli.reports import explain_reports

    with writing(output) as stream:
        failed = explain_reports(
            paths, options, config, own, lambda document, events: write_decisions(document, events, format, stream)
        )
    if failed:
        raise SystemExit(1)


def _write_page(read: Callable[..., IngestResult], stream: TextIO) -> IngestResult:
    """Write what was read as a page, document by document."""
    from kgbuild.export.reading_page import FOOT, HEAD, reading_section

    stream.write(HEAD)
    result = read(on_report=lambda report: stream.write(reading_section(report)))
    stream.write(FOOT)
    return result
