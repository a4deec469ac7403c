"""``kgbuild dump``."""

from __future__ import annotations

import click

from kgbuild.cli.options import output_options, store_option

__all__ = ["dump"]

FORMATS = ("ttl", "nq", "jsonld", "rdfxml")
EPILOG = """\b
Example:
  kgbuild dump -o conflict.ttl
  kgbuild dump --no-text --redact-persons -o to-share.jsonld"""


@click.command(short_help="Write the graph as one file, for Protégé and others.", epilog=EPILOG)
@click.option("--all-knowledge", is_flag=True, help="All background knowledge, not only what the claims reach.")
@click.option("--no-text", is_flag=True, help="Without the texts and sentences of the reports, for sharing.")
@click.option(
    "--redact-persons",
    is_flag=True,
    help="Without the names of persons that the background knowledge does not know, and without texts.",
)
@output_options(FORMATS)
@store_option
def dump(all_knowledge: bool, no_text: bool, redact_persons: bool, output: str, format: str | None, store: str) -> None:
    """Write the graph as one file, for Protégé and other tools.

    Turtle (ttl), JSON-LD and RDF/XML hold the ontology under one header, the claims, their events and the background
    knowledge that they reach; N-Quads (nq) keep the named graphs. The same reports give the same file, byte for byte,
    in whatever order they were read.
    """
    from kgbuild.cli.output import choose_format, writing_bytes
    from kgbuild.export import DUMP_FORMATS, DumpOptions
    from kgbuild.export import dump as dump_store
    from kgbuild.store import open_store

    chosen = choose_format(output, format, DUMP_FORMATS)
    options = DumpOptions(
        knowledge="all" if all_knowledge else "reached",
        text="leave_out" if no_text else "keep",
        persons="redact" if redact_persons else "keep",
    )
    with open_store(store) as opened, writing_bytes(output) as stream:
        dump_store(opened, stream, chosen, options)
