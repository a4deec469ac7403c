"""Tables of expressions and what they mean: one case a line, with a readable id."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "table(name): parametrise `text` and `expected` with the rows of a file beside the test"
    )


def pytest_generate_tests(metafunc):
    marker = metafunc.definition.get_closest_marker("table")
    if marker is not None:
        metafunc.parametrize(("text", "expected"), rows(marker.args[0]))


def rows(name):
    """Rows of a table as cases: text, expected matches. A paragraph sign stands for a line break."""
    cases = []
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            identifier, text, expected = line.split("\t")
            matches = [match for match in expected.split(" ; ") if match]
            cases.append(pytest.param(text.replace("¶", "\n"), matches, id=identifier))
    assert len({case.id for case in cases}) == len(cases), f"an id stands twice in {name}"
    return cases
