"""``kgbuild ontology``."""

from __future__ import annotations

from pathlib import Path

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
    type=click.Path(exists=True, file_okay=False, path_type=Path),
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
def check(hermit: bool, folder: Path | None) -> None:
    """Check that the ontology stays inside OWL 2 RL, and that it and the background knowledge are consistent.

    Each finding is printed with the axiom, and the exit code is then 1.
    """
    from kgbuild.progress import progress
    from kgbuild.schema import check_consistency, check_profile

    with progress("Checking"):
        findings = [*check_profile(folder), *check_consistency(folder)]
        if hermit:
            from kgbuild.pipeline.background import read_knowledge
            from kgbuild.resources import ontology_folder
            from kgbuild.schema import reason_with_hermit

            findings += reason_with_hermit(folder, read_knowledge(folder or ontology_folder()))
    for finding in findings:
        click.echo(str(finding))
    judges = "profile, consistency and HermiT" if hermit else "profile and consistency"
    click.echo(f"{judges}: {len(findings) or 'nothing'} found")
    if findings:
        raise SystemExit(1)


@ontology.command(
    short_help="Describe every term, in Markdown.",
    epilog="""\b
Example:
  kgbuild ontology docs -o ontology.md""",
)
@_FOLDER
@output_options(("md",))
def docs(folder: Path | None, output: str, format: str | None) -> None:
    """Describe every class, property and weapon type of the ontology, with labels in Arabic and English."""
    from kgbuild.cli.ontology_page import ontology_page
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.schema import load_schema

    choose_format(output, format, ("md",))
    page = ontology_page(load_schema(folder))
    with writing(output) as stream:
        stream.write(page)
