"""``kgbuild validate``."""

from __future__ import annotations

import click

from kgbuild.cli.options import store_option
from kgbuild.cli.output import counted

__all__ = ["validate"]

EPILOG = """\b
Example:
  kgbuild validate
  kgbuild validate --store /data/syria-2018"""


@click.command(short_help="Judge the store by the SHACL shapes and the ontology.", epilog=EPILOG)
@store_option
def validate(store: str) -> None:
    """Judge the whole store by the SHACL shapes of the ontology, and by the ontology itself.

    Every document has passed cheap checks before it was stored; this is the second opinion: SHACL, and the rules of
    OWL 2 RL that find contradictions (an actor of two disjoint kinds), both in process. Each violation is printed with
    the node that it is about, and the exit code is then 1. The shapes take most of the time: about a minute for
    400,000 triples on a laptop.
    """
    from kgbuild.pipeline import validate as judge
    from kgbuild.progress import progress
    from kgbuild.store import open_store

    with open_store(store) as opened, progress("Validating"):
        result = judge(opened)
    for violation in (*result.checks, *result.shapes, *result.contradictions):
        click.echo(f"{violation}")
    found = len(result.checks) + len(result.shapes) + len(result.contradictions)
    click.echo(
        f"{counted(result.documents, 'document')}, {counted(result.triples, 'triple')}: "
        + ("conforms" if result.conforms else counted(found, "violation"))
    )
    if not result.conforms:
        raise SystemExit(1)
