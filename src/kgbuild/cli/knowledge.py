"""``kgbuild knowledge``."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli.options import store_option
from kgbuild.cli.output import counted

__all__ = ["knowledge"]

EPILOG = """\b
Example:
  kgbuild query unidentified-actors
  kgbuild knowledge add --name "كتيبة وادي السرو" --english "Wadi al-Sarw Battalion" --kind Militia --country Syria
  kgbuild knowledge add my-actors.ttl"""
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(epilog=EPILOG, short_help="Make actors and places known.")
def knowledge() -> None:
    """Make actors and places known that kgbuild does not know yet; the store keeps them beside its own."""


@knowledge.command(
    short_help="Make actors and places known.",
    epilog="""\b
Example:
  kgbuild knowledge add my-actors.ttl my-villages.ttl
  kgbuild knowledge add --name "تل السنديان" --english "Tell al-Sindiyan" --kind Village --within "Daraa Governorate"
  kgbuild knowledge add --name "كتيبة وادي السرو" --english "Wadi al-Sarw Battalion" --kind Militia --backed-by IRGC""",
)
@click.argument("files", nargs=-1, type=_FILE, metavar="[FILE.ttl…]")
@click.option("--name", "names", multiple=True, help="Arabic name; given again, another name of the same.")
@click.option("--english", help="English name.")
@click.option("--kind", help="Class of the ontology: Militia, ArmedGroup, Person, Village, MilitaryBase, ….")
@click.option("--country", help="The country it belongs to, by a name of it.")
@click.option("--within", help="Of a place: the area that it lies in, by a name of it.")
@click.option("--at", metavar="LAT,LON", help="Of a place: where it lies, in decimal degrees (WGS 84).")
@click.option("--precision", type=int, default=5000, show_default=True, metavar="METRES", help="Radius of --at.")
@click.option("--part-of", help="Of an actor: what it is a part of, by a name of it.")
@click.option("--backed-by", help="Of an actor: who backs it, by a name of it.")
@store_option
def add(
    files: tuple[Path, ...],
    names: tuple[str, ...],
    english: str | None,
    kind: str | None,
    country: str | None,
    within: str | None,
    at: str | None,
    precision: int,
    part_of: str | None,
    backed_by: str | None,
    store: str,
) -> None:
    """Make actors and places known, and look up again the names in the store that nobody knew.

    They come from Turtle files, written as docs/knowledge.md shows, or from the options. A file that breaks a rule is
    refused with the line and the reason, and then nothing is taken up. Claims that are stored already get the new
    identities; nothing is extracted again.
    """
    from tempfile import TemporaryDirectory

    from kgbuild.knowledge.writing import NewEntity
    from kgbuild.pipeline.own_knowledge import adopt, own_files, relink, written
    from kgbuild.store import open_store

    if bool(files) == bool(names):
        raise click.UsageError("give FILE.ttl, or --name with --english and --kind")
    if names and not (english and kind):
        raise click.UsageError("--name needs --english and --kind")
    with open_store(store, "write") as opened, TemporaryDirectory() as folder:
        if names and english and kind:
            entity = NewEntity(names, english, kind, country, within, _point(at), precision, part_of, backed_by)
            files = (written(entity, own_files(store), Path(folder)),)
        done = relink(opened, adopt(store, files))
    click.echo(f"{counted(done.names, 'name')} in {counted(done.documents, 'document')} identified")


@knowledge.command(
    short_help="Check files of actors and places.",
    epilog="""\b
Example:
  kgbuild knowledge check my-actors.ttl""",
)
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE.ttl…")
def check(files: tuple[Path, ...]) -> None:
    """Check files of actors and places without taking them up; each problem is printed with its line."""
    from kgbuild.knowledge import check_files, load_knowledge

    problems = check_files(files, load_knowledge())
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo(f"{counted(len(files), 'file')}: nothing wrong")


@knowledge.command(
    short_help="Look up again the names that nobody knew.",
    epilog="""\b
Example:
  kgbuild knowledge relink""",
)
@store_option
def relink(store: str) -> None:
    """Look up again the names in the store that nobody knew, after its own files of knowledge were changed by hand.

    They lie in the folder knowledge/ of the store.
    """
    from kgbuild.pipeline.own_knowledge import checked, own_files
    from kgbuild.pipeline.own_knowledge import relink as relink_store
    from kgbuild.store import open_store

    open_store(store, "read").close()  # looking up makes no store where there is none
    with open_store(store, "write") as opened:
        done = relink_store(opened, checked(own_files(store)))
    click.echo(f"{counted(done.names, 'name')} in {counted(done.documents, 'document')} identified")


def _point(text: str | None) -> tuple[float, float] | None:
    """Latitude and longitude of an option."""
    if text is None:
        return None
    latitude, comma, longitude = text.partition(",")
    try:
        point = (float(latitude), float(longitude))
    except ValueError:
        comma, point = "", (0.0, 0.0)
    if not comma or not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise click.BadParameter(f"{text!r} is no place on earth; write LAT,LON as in 32.7,36.2", param_hint="--at")
    return point
