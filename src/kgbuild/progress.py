"""Progress of long work: shown to a person at a terminal, silent in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

__all__ = ["Progress", "progress"]


class Progress(Protocol):
    """What long work tells while it runs."""

    def step(self, text: str) -> None:
        """One more piece of work is done; ``text`` is how things stand now."""

    def say(self, line: str) -> None:
        """Print a line that stays, on standard error."""


class _Silent:
    def step(self, text: str) -> None:
        """Nobody is watching."""

    def say(self, line: str) -> None:
        print(line, file=sys.stderr)


@contextmanager
def progress(task: str) -> Iterator[Progress]:
    """Show how far ``task`` has come, on standard error and only where that is a terminal.

    Examples
    --------
    >>> with progress("Reading") as shown:
    ...     shown.step("1 document")
    """
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    console = Console(stderr=True, highlight=False, markup=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bars(*columns, console=console, transient=True) as bars:
        bar = bars.add_task(task, total=None)

        class _Shown:
            def step(self, text: str) -> None:
                bars.update(bar, description=f"{task}: {text}")

            def say(self, line: str) -> None:
                console.print(Text(line), soft_wrap=True)

        yield _Shown()
