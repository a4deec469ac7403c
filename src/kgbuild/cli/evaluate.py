"""``kgbuild evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli.options import output_options, store_option

__all__ = ["evaluate"]

FORMATS = ("table", "csv", "tsv", "json", "jsonl")
EPILOG = """\b
Example:
  kgbuild evaluate tests/gold/seeds
  kgbuild evaluate gold/ --events events.jsonl --format json"""


@click.command(short_help="Score what was extracted against gold annotations.", epilog=EPILOG)
@click.argument("gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@click.option(
    "--events",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Score this event table, as kgbuild export events writes it, instead of a store.",
)
@output_options(FORMATS)
@store_option
def evaluate(gold: Path, events: Path | None, output: str, format: str | None, store: str) -> None:
    """Score what was extracted against gold annotations: a file, or a folder of .json files, one a document.

    Events, attackers, targets, places and speakers have precision, recall and F1. Type, certainty, days and tolls are
    counted once a found event: right of expected. Documents without gold annotations are left out.
    """
    from kgbuild.cli.listing import write_scores
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.evaluation import load_gold, read_records, score
    from kgbuild.export import event_records
    from kgbuild.store import open_store

    chosen = choose_format(output, format, FORMATS)
    expected = load_gold(gold)
    if events is not None:
        records = read_records(events)
    else:
        with open_store(store) as opened:
            records = [record.as_json() for record in event_records(opened)]
    scores = score(records, expected)
    with writing(output) as stream:
        write_scores(scores, chosen, stream)
