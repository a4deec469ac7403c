"""``kgbuild gazetteer``."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["gazetteer"]

EPILOG = """\b
Example:
  kgbuild gazetteer import SY.zip --knowledge my-knowledge/"""


@click.group(epilog=EPILOG)
def gazetteer() -> None:
    """Bring lists of places into a knowledge folder."""


@gazetteer.command(
    "import",
    short_help="Turn lists of places into a knowledge file.",
    epilog="""\b
Example:
  kgbuild gazetteer import SY.zip --knowledge my-knowledge/
  kgbuild gazetteer import villages.csv --map name_ar=village,pcode=code --country SY -o villages.ttl""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option(
    "--map",
    "mapping",
    metavar="FIELD=COLUMN,…",
    default="",
    help="Columns of CSV files or properties of GeoJSON that hold a field of another name. Fields: name_ar, name_en, "
    "names, lat, lon, pcode, parent, country, kind, population.",
)
@click.option("--country", metavar="CODE|NAME", help="Country of places whose row names none.")
@click.option(
    "--knowledge",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write into this folder, under the name of the first FILE; what it holds already counts as known.",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Write here, whole or not at all; - (the default) is standard output."
)
def import_(
    files: tuple[str, ...], mapping: str, country: str | None, knowledge: Path | None, output: str | None
) -> None:
    """Turn lists of places into a Turtle file of actors and places that kgbuild takes beside its own.

    A FILE is a country dump of GeoNames (.txt with 19 columns, or the .zip that holds it), CSV or TSV with a heading,
    or GeoJSON with points. P-codes are kept. A place that is known already is not doubled; it gains names and code.
    Names of one word count as ambiguous, so that they need a word for the kind of place or another place near by.

    A row that is no place is listed with file and line, the others are written, and the exit code is 1.
    """
    from kgbuild.cli.output import counted, writing
    from kgbuild.documents.options import parse_mapping
    from kgbuild.knowledge import load_knowledge
    from kgbuild.knowledge.place_files import FIELDS
    from kgbuild.knowledge.place_import import import_places

    columns = parse_mapping(mapping, FIELDS)
    target = output or (str(knowledge / f"{Path(files[0]).stem}.ttl") if knowledge else "-")
    extra = sorted(knowledge.glob("*.ttl")) if knowledge and knowledge.is_dir() else []
    # What an earlier import of the same file wrote is written anew.
    base = load_knowledge(extra=[file for file in extra if file.resolve() != Path(target).resolve()])
    result = import_places(map(Path, files), base, columns, country)
    for row in result.bad:
        click.echo(f"Failed: {row.origin}: {row.reason}", err=True)
    if result.added or result.completed:
        if knowledge and not output:
            knowledge.mkdir(parents=True, exist_ok=True)
        with writing(target) as stream:
            stream.write(result.turtle)
    click.echo(
        f"{counted(result.added, 'place')} added, {result.completed} known already, "
        f"{result.nameless} without an Arabic name, {len(result.bad)} failed",
        err=True,
    )
    if result.bad:
        raise SystemExit(1)
