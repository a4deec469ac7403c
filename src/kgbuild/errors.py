"""Every error that kgbuild raises for a person to read: one class a situation, each with a code and a remedy.

The library raises; only the command line turns an error into a message and an exit code.
"""

from __future__ import annotations

__all__ = ["KgbuildError", "UsageError"]


class KgbuildError(Exception):
    """An error with a code, what went wrong, and what to do about it.

    Parameters
    ----------
    message
        What went wrong, naming the file, document or term.
    remedy
        What the user can do; the class's own remedy when left out.

    Examples
    --------
    >>> str(KgbuildError("no such thing", "name another"))
    'KGB000 no such thing: name another'
    """

    code = "KGB000"
    remedy = ""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        """Code, message and remedy in one line."""
        return f"{self.code} {self.message}" + (f": {self.remedy}" if self.remedy else "")


class UsageError(KgbuildError):
    """The command line was used wrongly (exit code 2)."""

    code = "KGB001"
