"""``kgbuild explain``."""

from __future__ import annotations

import click

from kgbuild.cli.options import output_options, store_option

__all__ = ["explain"]

FORMATS = ("text", "json")
EPILOG = """\b
Example:
  kgbuild explain actor:fatemiyoun-brigade
  kgbuild explain daraa-shelling.txt
  kgbuild explain https://w3id.org/kgbuild/id/claim/daraa-shelling.txt/0/0-4
  kgbuild explain https://w3id.org/kgbuild/id/place/mayadin --format json"""


@click.command(short_help="Show which sentences a statement rests on.", epilog=EPILOG)
@click.argument("iri", metavar="IRI")
@output_options(FORMATS)
@store_option
def explain(iri: str, output: str, format: str | None, store: str) -> None:
    """Show what an event, claim, actor, place or document rests on: which sentence of which report, and who says so.

    IRI is whole, or shortened with a preset prefix as tables show it (id:event/…, actor:…, place:…); a document may be
    named by its id. Of a claim it also says what each name may have meant, with the weight of every reading, as linking
    the stored text with today's knowledge gives them.
    """
    from kgbuild.catalogue.sparql import PREFIXES
    from kgbuild.cli.explanation import write_explanation
    from kgbuild.cli.output import choose_format, writing
    from kgbuild.pipeline import explain as explain_iri
    from kgbuild.store import open_store

    chosen = choose_format(output, format, FORMATS)
    prefix, colon, local = iri.partition(":")
    whole = PREFIXES[prefix] + local if colon and prefix in PREFIXES else iri.strip("<>")
    with open_store(store) as opened:
        explanation = explain_iri(opened, whole)
    with writing(output) as stream:
        write_explanation(explanation, chosen, stream)
