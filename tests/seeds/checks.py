"""Prints, by hand, what an event table misses of gold annotations and what it makes up.

python tests/seeds/checks.py EVENTS.jsonl GOLD_FILE_OR_FOLDER [EVENTS_OF_ALL_FACTUALITIES.jsonl]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kgbuild.evaluation import (
    ASPECTS,
    GoldDocument,
    Record,
    Violation,
    check_document,
    check_event,
    load_gold,
    read_records,
    score,
)
from kgbuild.evaluation.checks import DOCUMENT_ASPECTS, applies


def violations(
    records: Sequence[Record], document: GoldDocument, all_records: Sequence[Record] = ()
) -> Iterator[Violation]:
    """Every violation of one document; an event that was not found is one."""
    for event in document.events:
        missing = check_event(records, document, event.id, "found")
        if event.main:
            yield from missing
        for aspect in ASPECTS if not missing else ():
            if applies(event, aspect):
                yield from check_event(records, document, event.id, aspect)
    for aspect in DOCUMENT_ASPECTS:
        yield from check_document(records, document, aspect, all_records)


def main(events: str, gold: str, all_events: str = "") -> None:
    """Print the violations, and how many events were found."""
    records = read_records(Path(events))
    all_records = read_records(Path(all_events)) if all_events else []
    documents = load_gold(Path(gold))
    for document in documents:
        for violation in violations(records, document, all_records):
            print(violation)
    found = score(records, documents).events
    print(f"{found.found} of {found.gold} main events found, {found.predicted - found.found} readings without one")


if __name__ == "__main__":
    main(*sys.argv[1:])
