"""A graph that breaks an invariant is refused, and the reason names it."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.extraction.report import Report
from kgbuild.graph import Identifiers, StoreBackground, report_quads, validate_quads
from kgbuild.graph.vocabulary import KGB, OA
from kgbuild.pipeline import refresh_background
from kgbuild.store import open_store

IDS = Identifiers()
CLAIM = "https://w3id.org/kgbuild/id/claim/feed%3A1/0/0-7"


def number(value: int) -> ox.Literal:
    return ox.Literal(value)


VIOLATIONS = [
    ("sentence", CLAIM, KGB.sentence, None, "no sentence"),
    ("blank-sentence", CLAIM, KGB.sentence, ox.Literal("  ", language="ar"), "no sentence"),
    ("speaker", CLAIM, KGB.speaker, None, "no speaker"),
    ("certainty", CLAIM, KGB.attackerCertainty, None, "no attacker certainty"),
    ("factuality", CLAIM, KGB.factuality, None, "no factuality"),
    ("evidence", CLAIM, KGB.evidence, None, "no evidence"),
    ("latest", CLAIM, KGB.latest, None, "one bound"),
    ("upside-down", CLAIM, KGB.latest, ox.Literal("2024-11-01T00:00:00"), "before it begins"),
    ("low-high", f"{CLAIM}/toll/0", KGB.high, number(4), "above its upper bound"),
    ("negative", f"{CLAIM}/toll/1", KGB.low, number(-1), "negative"),
    ("part-too-large", f"{CLAIM}/toll/1", KGB.low, number(6), "larger than its total"),
    ("part-of-itself", f"{CLAIM}/toll/0", KGB.subsetOf, ox.NamedNode(f"{CLAIM}/toll/1"), "part of itself"),
    ("position", f"{CLAIM}/position", OA.end, ox.Literal("0"), "no position"),
]


@pytest.mark.parametrize(
    ("node", "predicate", "value", "message"), [case[1:] for case in VIOLATIONS], ids=[case[0] for case in VIOLATIONS]
)
def test_violation_is_found(
    make_report: Callable[..., Report],
    small_ontology: Path,
    node: str,
    predicate: ox.NamedNode,
    value: ox.NamedNode | ox.Literal | None,
    message: str,
) -> None:
    store = open_store(":memory:", "write")
    refresh_background(store, IDS, small_ontology)
    background = StoreBackground(store, (IDS.graph("ontology"), IDS.graph("knowledge")))
    quads = report_quads(make_report(), IDS, background)
    changed = [q for q in quads if not (q.subject.value == node and q.predicate == predicate)]
    if value is not None:
        changed.append(ox.Quad(ox.NamedNode(node), predicate, value, quads[0].graph_name))
    assert [v for v in validate_quads(changed) if message in v.message], validate_quads(changed)
