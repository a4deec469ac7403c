"""``kgbuild ontology``."""

from __future__ import annotations

import click

from kgbuild.cli.options import output_options

__all__ = ["ontology"]

EPILOG = """\b
Example:
  kgbuild ontology check
  kgbuild ontology docs -o ontology.md"""


@click.group(epilog=EPILOG)
def ontology() -> None:
    """Check the ontology, or print what it describes."""


_FOLDER = click.option(
    "--ontology",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Folder of kgbuild.ttl, actors/ and places/; the one that kgbuild carries when left out.",
)


@ontology.command(
    short_help="Check profile and consistency.",
    epilog="""\b
Example:
  kgbuild ontology check
  kgbuild ontology check --hermit --ontology my-ontology/""",
)
@click.option("--hermit", is_flag=True, help="Let HermiT reason over it too (needs Java).")
@_FOLDER
def check(hermit: bool, folder: str | None) -> None:
    """Check that the ontology stays inside OWL 2 RL and that it and the background knowledge are consistent."""


@ontology.command(
    short_help="Describe every term, in Markdown.",
    epilog="""\b
Example:
  kgbuild ontology docs -o ontology.md""",
)
@_FOLDER
@output_options(("md",))
def docs(folder: str | None, output: str, format: str | None) -> None:
    """Describe every class, property and individual of the ontology, with labels in Arabic and English."""
