"""``kgbuild stats``."""

from __future__ import annotations

import click

from kgbuild.cli.options import output_options, store_option

__all__ = ["stats"]

FORMATS = ("table", "csv", "tsv", "json", "jsonl")
EPILOG = """\b
Example:
  kgbuild stats
  kgbuild stats --format json"""


@click.command(short_help="Count what the store holds.", epilog=EPILOG)
@output_options(FORMATS)
@store_option
def stats(output: str, format: str | None, store: str) -> None:
    """Count what the store holds: documents, claims by type and factuality, events, actors, quads by graph."""
    from kgbuild.cli.listing import write_statistics
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.pipeline import stats as store_statistics
    from kgbuild.store import open_store

    chosen = choose_format(output, format, FORMATS)
    with open_store(store) as opened:
        statistics = store_statistics(opened)
    with writing(output) as stream:
        write_statistics(statistics, chosen, stream)
