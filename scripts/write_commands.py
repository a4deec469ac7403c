"""Write docs/commands.md from the command line itself, so that no command or option stays undocumented."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kgbuild.cli import main
from kgbuild.cli.app import COMMANDS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Written by `make docs` from the commands' own help; do not edit by hand.

Every command that reads or writes the graph takes `--store FOLDER` (or the environment variable `KGBUILD_STORE`). The
format of what a command writes follows `--format`, else the ending of the `-o` file; without either it is a table on a
terminal and tab-separated values in a pipe. `-` is standard input or output. Failures and progress go to standard
error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | some inputs failed, each listed on standard error, and the others are stored; or the work could not be done |
| 2 | wrong usage |
| 130 | stopped with Ctrl-C; what was finished is stored |

An error that is a bug of kgbuild is one line too; with `KGBUILD_DEBUG=1` in the environment it shows where it happened.
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    context = click.Context(main, info_name="kgbuild")
    for name in COMMANDS:
        command = main.get_command(context, name)
        if command is not None:
            parts += _sections(command, click.Context(command, parent=context, info_name=name))
    return "\n".join(parts)


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    context.terminal_width = context.max_content_width = 100
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _sections(inner, click.Context(inner, parent=context, info_name=name))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
