"""Gold annotations against the event table: figures, and what is missing or made up.

The form of the annotations is described in docs/evaluation.md.
"""

from __future__ import annotations

from kgbuild.evaluation.checks import ASPECTS, Violation, check_document, check_event
from kgbuild.evaluation.gold import GoldDocument, GoldEvent, load_gold
from kgbuild.evaluation.matching import Match, match
from kgbuild.evaluation.readings import Reading, Record, read_records, readings
from kgbuild.evaluation.scoring import Scores, score

__all__ = [
    "ASPECTS",
    "GoldDocument",
    "GoldEvent",
    "Match",
    "Reading",
    "Record",
    "Scores",
    "Violation",
    "check_document",
    "check_event",
    "load_gold",
    "match",
    "read_records",
    "readings",
    "score",
]
