"""Everything together: what the commands call, as plain functions."""

from __future__ import annotations

from kgbuild.pipeline.background import BackgroundState, refresh_background
from kgbuild.pipeline.explain import Explanation, explain
from kgbuild.pipeline.forget import forget
from kgbuild.pipeline.ingest import DocumentOutcome, IngestOptions, IngestResult, ingest
from kgbuild.pipeline.stats import StoreStatistics, stats
from kgbuild.pipeline.validate import ValidationResult, validate

__all__ = [
    "BackgroundState",
    "DocumentOutcome",
    "Explanation",
    "IngestOptions",
    "IngestResult",
    "StoreStatistics",
    "ValidationResult",
    "explain",
    "forget",
    "ingest",
    "refresh_background",
    "stats",
    "validate",
]
