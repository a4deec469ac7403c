"""The event tables of the seed reports: through the whole path, from files to the export."""

import os
import tomllib
from functools import cache
from pathlib import Path

import pytest

from kgbuild.documents import ReadOptions, read, segment
from kgbuild.evaluation import load_gold
from kgbuild.export import event_records
from kgbuild.extraction.pipeline import extract, load_pipeline
from kgbuild.pipeline import IngestOptions, ingest
from kgbuild.store import open_store

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KGBUILD_SHARED") or ROOT.parent / "shared") / "seeds"


def documents_of(seeds):
    """The project's own reports with their metadata.csv; the shared ones dated as their gold annotations say."""
    if seeds == "seeds":
        yield from read([ROOT / "seeds"])
        return
    for gold in load_gold(ROOT / "tests" / "gold" / "shared_seeds"):
        yield from read([SHARED / gold.doc], ReadOptions(published=gold.published))


@cache
def whole_path(seeds):
    """Reports by document, and records of the export by factuality."""
    pipeline = load_pipeline()
    reports = {}

    def read_reports(documents):
        for report in extract(((document, segment(document)) for document in documents), pipeline):
            reports[report.document.id] = report
            yield report

    with open_store(":memory:", "write") as store:
        result = ingest(store, documents_of(seeds), read_reports, IngestOptions(extractor="rules"))
        assert not result.failures, [f"{failure.origin}: {failure.error}" for failure in result.failures]
        tables = {
            factuality: [record.as_json() for record in event_records(store, "claim", factuality)]
            for factuality in ("asserted", "all")
        }
    return reports, tables


def path_or_skip(seeds):
    if seeds == "shared_seeds" and not SHARED.is_dir():
        pytest.skip("the shared reports are not here; set KGBUILD_SHARED to the folder that holds seeds/")
    return whole_path(seeds)


@pytest.fixture(scope="session")
def reports():
    """Gives the extraction's reports of ``seeds`` or ``shared_seeds``, by document."""
    return lambda seeds: path_or_skip(seeds)[0]


@pytest.fixture(scope="session")
def tables():
    """Gives the event tables of ``seeds`` or ``shared_seeds``, by factuality."""
    return lambda seeds: path_or_skip(seeds)[1]


def known_failures():
    """Reasons by test name: what the extraction does not read yet, written down one by one."""
    table = tomllib.loads((Path(__file__).parent / "known_failures.toml").read_text(encoding="utf-8"))
    return {name: group["reason"] for group in table["group"] for name in group["tests"]}


def pytest_collection_modifyitems(items):
    """A known failure that passes fails the run, so that the list can only shrink knowingly."""
    reasons = known_failures()
    here = [item for item in items if Path(__file__).parent in Path(item.fspath).parents]
    for item in here:
        if item.name in reasons:
            item.add_marker(pytest.mark.xfail(reason=reasons[item.name], strict=True))
