"""``kgbuild export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kgbuild.cli.options import output_options, store_option

if TYPE_CHECKING:
    from kgbuild.export.records import FactualityFilter, Level

__all__ = ["export"]

EPILOG = """\b
Example:
  kgbuild export events -o events.jsonl
  kgbuild export events --level event --format geojson -o map.geojson
  kgbuild export network -o actors.graphml"""
ROWS = ("table", "csv", "tsv", "json", "jsonl")


@click.group(epilog=EPILOG)
def export() -> None:
    """Write tables, maps and networks of what the store holds."""


@export.command(
    short_help="The event table.",
    epilog="""\b
Example:
  kgbuild export events -o events.csv
  kgbuild export events --format jsonl --factuality all""",
)
@click.option(
    "--level",
    type=click.Choice(("claim", "event")),
    default="claim",
    show_default=True,
    help="One record for what each speaker says of an event, or one for the event.",
)
@click.option(
    "--factuality",
    type=click.Choice(("asserted", "all")),
    default="asserted",
    show_default=True,
    help="Only claims that something happened, or also negated, threatened, planned, hypothetical and generic ones.",
)
@output_options((*ROWS, "geojson"))
@store_option
def events(level: Level, factuality: FactualityFilter, output: str, format: str | None, store: str) -> None:
    """The event table: who did what to whom, where, when, how many, who says so and in which sentence.

    jsonl has every field, with lists; csv and tsv join lists and add columns for names in English and for IRIs; table
    shows what fits a screen.
    """
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.cli.tables import write_events
    from kgbuild.store import open_store

    chosen = choose_format(output, format, (*ROWS, "geojson"))
    with open_store(store) as opened, writing(output) as stream:
        write_events(opened, level, factuality, chosen, stream)


@export.command(
    short_help="The actors that claims speak of.",
    epilog="""\b
Example:
  kgbuild export actors
  kgbuild export actors -o actors.csv""",
)
@output_options(ROWS)
@store_option
def actors(output: str, format: str | None, store: str) -> None:
    """The actors that claims speak of, with how many claims and in which role."""
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.cli.tables import write_table
    from kgbuild.export import ActorRow, actor_rows
    from kgbuild.store import open_store

    chosen = choose_format(output, format, ROWS)
    with open_store(store) as opened, writing(output) as stream:
        write_table(ActorRow, actor_rows(opened), chosen, stream)


@export.command(
    short_help="The places that claims speak of.",
    epilog="""\b
Example:
  kgbuild export places -o places.csv""",
)
@output_options(ROWS)
@store_option
def places(output: str, format: str | None, store: str) -> None:
    """The places that claims speak of, with coordinates and how precise they are."""
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.cli.tables import write_table
    from kgbuild.export import PlaceRow, place_rows
    from kgbuild.store import open_store

    chosen = choose_format(output, format, ROWS)
    with open_store(store) as opened, writing(output) as stream:
        write_table(PlaceRow, place_rows(opened), chosen, stream)


@export.command(
    short_help="Who attacks whom, and who stands with whom.",
    epilog="""\b
Example:
  kgbuild export network -o actors.graphml
  kgbuild export network --format csv""",
)
@output_options((*ROWS, "graphml"))
@store_option
def network(output: str, format: str | None, store: str) -> None:
    """Who attacked whom and who stands how to whom, by what reports assert and by background knowledge.

    graphml has actors and ties, for Gephi and the like; the other formats hold the ties.
    """
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.cli.tables import write_table
    from kgbuild.export import network as actor_network
    from kgbuild.export import write_graphml
    from kgbuild.export.participants import NetworkEdge
    from kgbuild.store import open_store

    chosen = choose_format(output, format, (*ROWS, "graphml"))
    with open_store(store) as opened, writing(output) as stream:
        found = actor_network(opened)
        if chosen == "graphml":
            write_graphml(found, stream)
        else:
            write_table(NetworkEdge, found.edges, chosen, stream)
