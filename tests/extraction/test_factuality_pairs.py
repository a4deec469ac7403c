"""The same deed as a fact, denied, threatened, planned, conditional, remembered, accused of or usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.evaluation.factuality import Variant, load_variants, problems
from kgbuild.extraction.report import Report

TABLE = load_variants(Path(__file__).parent / "factuality_pairs.toml")
SHARE = 0.95  # of the table, known failures counted as wrong


@pytest.mark.parametrize("variant", TABLE, ids=[variant.id for variant in TABLE])
def test_factuality_of_a_variant(variant: Variant, report_of: Callable[..., Report]) -> None:
    found = problems(variant, report_of(variant.text, variant.published).claims)
    if variant.known_failure is None:
        assert not found, "\n".join(found)
    elif found:
        pytest.xfail(f"{variant.known_failure}: {found[0]}")
    else:
        pytest.fail(f"passes now: take known_failure away ({variant.known_failure})")


def test_table_is_well_formed() -> None:
    kinds = Counter(variant.kind for variant in TABLE)
    bases = Counter(variant.base for variant in TABLE)
    assert len({variant.id for variant in TABLE}) == len({variant.text for variant in TABLE}) == len(TABLE) >= 300
    assert min(bases.values()) >= 6
    assert min(kinds.values()) >= 15


def test_share_that_is_read() -> None:
    assert sum(variant.known_failure is None for variant in TABLE) >= SHARE * len(TABLE)
