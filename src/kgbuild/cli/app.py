"""The command ``kgbuild``: finds its subcommands when they are needed and turns errors into messages.

Exit codes: 0 done; 1 some inputs failed, or the work could not be done; 2 wrong usage; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

import click

from kgbuild import __version__
from kgbuild.errors import KgbuildError, UsageError

__all__ = ["COMMANDS", "main"]

COMMANDS = (
    "ingest",
    "extract",
    "query",
    "sparql",
    "dump",
    "export",
    "stats",
    "explain",
    "validate",
    "forget",
    "knowledge",
    "ontology",
    "gazetteer",
    "evaluate",
    "model",
)
"""Subcommands in the order of the help; each is the object of that name in the module of that name."""


class CommandLine(click.Group):
    """A group that imports a subcommand only when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the subcommands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"kgbuild.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; what it raises becomes a message on standard error and an exit code."""
        try:
            return super().invoke(ctx)
        except KgbuildError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except KeyboardInterrupt:
            click.echo("Stopped; what was finished is kept.", err=True)
            ctx.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("KGBUILD_DEBUG"):
                raise
            click.echo(
                f"Error: KGB900 {type(error).__name__}: {error}: this is a bug of kgbuild; "
                "set KGBUILD_DEBUG=1 to see where it happened, and report it",
                err=True,
            )
            ctx.exit(1)


EPILOG = """\b
Example:
  kgbuild ingest reports/
  kgbuild query militia-strikes -p place="Deir ez-Zor"

Exit codes: 0 done, 1 some inputs failed (the others are stored), 2 wrong usage."""


@click.group(cls=CommandLine, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="kgbuild %(version)s")
def main() -> None:
    """Arabic reports of armed conflict in, a queryable knowledge graph out."""
