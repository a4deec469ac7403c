"""``kgbuild forget``."""

from __future__ import annotations

import click

from kgbuild.cli.options import store_option

__all__ = ["forget"]

EPILOG = """\b
Example:
  kgbuild forget daraa-shelling.txt
  kgbuild forget "$(head -1 withdrawn.txt)\""""


@click.command(epilog=EPILOG)
@click.argument("documents", nargs=-1, required=True, metavar="DOC…")
@store_option
def forget(documents: tuple[str, ...], store: str) -> None:
    """Remove documents with everything that only they say.

    DOC is a document's id or IRI. All of them go, or, when one of them is not there, none. Nothing is left behind: the
    graph is the one it would be had they never been read.
    """
    from kgbuild.pipeline import forget as forget_documents
    from kgbuild.store import open_store

    open_store(store, "read").close()  # forgetting makes no store where there is none
    with open_store(store, "write") as opened:
        count = forget_documents(opened, documents)
    click.echo(f"{count} {'document' if count == 1 else 'documents'} forgotten")
