"""Time every canned query on a store of many reports.

    python benchmarks/query_speed.py --copies 100 [--store FOLDER]

The reports of seeds/ are extracted once and stored again and again under other ids, so that the unidentified actors
and places, the labels and the claims of one name lie in many named graphs, as they do in a collection of months. Each
query runs with the examples of its header, and once more with its optional parameters left out. Figures go to
standard output as tab-separated values; nothing is asserted, since times belong to a machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kgbuild.catalogue.binding import bind, unidentified_in
from kgbuild.catalogue.query import CannedQuery, load_catalogue
from kgbuild.catalogue.table import tabulate
from kgbuild.documents import Document, read, segment
from kgbuild.extraction.pipeline import extract, load_pipeline
from kgbuild.extraction.report import Report
from kgbuild.knowledge import load_knowledge
from kgbuild.pipeline import IngestOptions, ingest
from kgbuild.resources import ontology_folder
from kgbuild.store import Store, open_store

SEEDS = Path(__file__).parents[1] / "seeds"


def main() -> None:
    """Build the store where there is none, ask every query, print how long each takes."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--copies", type=int, default=100, help="how often each report is stored (100)")
    arguments.add_argument("--store", type=Path, help="keep the store here and use it again")
    arguments.add_argument("--only", help="this query alone")
    given = arguments.parse_args()
    with TemporaryDirectory() as folder:
        location = given.store or Path(folder) / "store"
        if not location.exists():
            build(location, given.copies)
        with open_store(str(location)) as store:
            measure(store, given.only)


def build(location: Path, copies: int) -> None:
    """Store each report of seeds/ ``copies`` times."""
    pipeline = load_pipeline(None)
    documents = [document for document in read([str(SEEDS)]) if isinstance(document, Document)]
    reports = {r.document.id: r for r in extract(((d, segment(d)) for d in documents), pipeline)}
    repeated = [replace(d, id=f"{number:04}-{d.id}") for number in range(copies) for d in documents]

    def extracted(batch: Iterable[Document]) -> Iterator[Report]:
        return (replace(reports[d.id.partition("-")[2]], document=d) for d in batch)

    with open_store(str(location), "write") as store:
        result = ingest(store, repeated, extracted, IngestOptions("benchmark"))
    print(f"# {result.added} reports, {result.claims} claims", flush=True)


def measure(store: Store, only: str | None) -> None:
    """Ask the canned queries; print rows and seconds of each."""
    knowledge = load_knowledge(ontology_folder())
    event = next(iter(store.query("SELECT ?e { ?e <https://w3id.org/kgbuild/ontology#hasClaim> ?c } LIMIT 1")))["e"]
    document = "0001-mayadin-strikes.txt"
    print(f"# {store.count()} quads", flush=True)
    print("query\tparameters\trows\tseconds", flush=True)
    for query in load_catalogue():
        if only not in (None, query.name):
            continue
        for label, parameters in cases(query, event.value, document).items():
            text = bind(query, parameters, knowledge, unidentified_in(store))
            start = time.perf_counter()
            rows = len(tabulate(store.query(text)).rows)
            print(f"{query.name}\t{label}\t{rows}\t{time.perf_counter() - start:.2f}", flush=True)


def cases(query: CannedQuery, event: str, document: str) -> dict[str, dict[str, str]]:
    """Parameters by name of the case: the required ones, and all of them."""
    known = {"event": event, "document": document, "since": "2018-01-01"}
    examples = {p.name: known.get(p.name, p.example) for p in query.parameters if p.name != "lang"}
    required = {name: value for name, value in examples.items() if query.parameter(name).required}
    return {"required": required} if required == examples else {"required": required, "all": examples}


if __name__ == "__main__":
    main()
