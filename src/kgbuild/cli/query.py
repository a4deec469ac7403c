"""``kgbuild query``."""

from __future__ import annotations

import click

from kgbuild.cli.options import output_options, store_option

__all__ = ["query"]

FORMATS = ("table", "csv", "tsv", "json", "jsonl")
EPILOG = """\b
Example:
  kgbuild query
  kgbuild query militia-strikes -p place="Deir ez-Zor"
  kgbuild query tolls -p place=دير\\ الزور -o tolls.csv"""


@click.command(short_help="Ask one of the questions that kgbuild knows.", epilog=EPILOG)
@click.argument("name", required=False)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    help="A parameter of the query; given several times, any of the values counts.",
)
@output_options(FORMATS)
@store_option
def query(name: str | None, parameters: tuple[str, ...], output: str, format: str | None, store: str) -> None:
    """Ask one of the questions that kgbuild knows; without NAME, list them.

    Actors and places are named in Arabic, in English, by another name they bear, or by IRI.
    """
    from kgbuild.catalogue.formats import write_results
    from kgbuild.catalogue.query import find_query, load_catalogue
    from kgbuild.cli.output import choose_format, writing

    values = _values(parameters)
    chosen = choose_format(output, format, FORMATS)
    catalogue = load_catalogue()
    if name is None:
        from kgbuild.cli.listing import write_queries

        if values:
            raise click.UsageError("-p goes with the NAME of a query")
        with writing(output) as stream:
            write_queries(catalogue, chosen, stream)
        return
    from kgbuild.catalogue.binding import run
    from kgbuild.knowledge import load_knowledge
    from kgbuild.pipeline.own_knowledge import own_files
    from kgbuild.store import open_store

    found = find_query(catalogue, name)
    with open_store(store) as opened:
        results = run(opened, found, values, load_knowledge(extra=own_files(store)))
        with writing(output) as stream:
            write_results(results, chosen, stream)


def _values(parameters: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals or not key:
            raise click.BadParameter(f"{parameter!r} is no KEY=VALUE", param_hint="-p")
        values.setdefault(key, []).append(value)
    return values
