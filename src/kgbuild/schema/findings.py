"""What a check of the ontology found."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong.

    Parameters
    ----------
    rule
        Name of the rule that is broken, as the specification calls it where it does (``cax-dw``).
    axiom
        The axiom or statement, with prefixed names.
    message
        What is wrong with it, for a person.
    """

    rule: str
    axiom: str
    message: str

    def __str__(self) -> str:
        """Rule, message and axiom in one line."""
        return f"{self.rule}: {self.message} ({self.axiom})"
