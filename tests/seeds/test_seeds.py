"""What the seed reports must show: every gold event with each of its slots, and nothing that the texts do not say.

One test an event and slot, so that a failure names what is wrong: ``kiswah-strike/e1-missile_strike/attackers``.
The gold annotations and their keys are described in docs/evaluation.md.
"""

from pathlib import Path

import pytest

from kgbuild.evaluation import ASPECTS, check_document, check_event, load_gold
from kgbuild.evaluation.checks import DOCUMENT_ASPECTS, applies

GOLD = Path(__file__).resolve().parents[1] / "gold"


def gold_documents():
    for seeds in ("seeds", "shared_seeds"):
        for document in load_gold(GOLD / seeds):
            yield seeds, document


def event_cases():
    for seeds, document in gold_documents():
        for event in document.events:
            for aspect in ASPECTS:
                if event.main and applies(event, aspect):
                    name = f"{document.doc.removesuffix('.txt')}/{event.id}-{event.type}/{aspect}"
                    yield pytest.param(seeds, document, event.id, aspect, id=name)


def document_cases():
    for seeds, document in gold_documents():
        for aspect in DOCUMENT_ASPECTS:
            if aspect != "claims" or document.claims:
                yield pytest.param(seeds, document, aspect, id=f"{document.doc.removesuffix('.txt')}/{aspect}")


def listed(violations):
    return "\n".join(map(str, violations))


@pytest.mark.parametrize(("seeds", "document", "event", "aspect"), event_cases())
def test_event(tables, seeds, document, event, aspect):
    violations = check_event(tables(seeds)["asserted"], document, event, aspect)
    assert not violations, listed(violations)


@pytest.mark.parametrize(("seeds", "document", "aspect"), document_cases())
def test_document(tables, seeds, document, aspect):
    found = tables(seeds)
    violations = check_document(found["asserted"], document, aspect, found["all"])
    assert not violations, listed(violations)
