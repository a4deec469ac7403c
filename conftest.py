"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Generator
from tempfile import TemporaryDirectory

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Keep snapshots of knowledge in a folder of this run; workers of pytest-xdist inherit it."""
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory(prefix="kgbuild-cache-", ignore_cleanup_errors=True)
        config.add_cleanup(folder.cleanup)
        os.environ["KGBUILD_CACHE"] = folder.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that is skipped for want of Java has failed (KGBUILD_REQUIRE_JAVA says that it is CI)."""
    report = yield
    if report.skipped and os.environ.get("KGBUILD_REQUIRE_JAVA") and "java" in str(report.longrepr).lower():
        report.outcome = "failed"
    return report
