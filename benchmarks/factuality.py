"""How the same deeds are read as facts, denied, threatened, planned, conditional, remembered, accused of, usual.

    python benchmarks/factuality.py [TABLE.toml] [--config rules] [--wrong]

TABLE.toml is tests/extraction/factuality_pairs.toml when left out. Its sentences and the rules are by the same
project: the score is self-graded. ``--wrong`` lists the sentences that are read wrongly.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from kgbuild.documents import Document, segment
from kgbuild.evaluation.factuality import Variant, load_variants, problems, shares
from kgbuild.extraction.pipeline import extract, load_pipeline

TABLE = Path(__file__).parent.parent / "tests" / "extraction" / "factuality_pairs.toml"


def main() -> None:
    """Read, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("table", nargs="?", type=Path, default=TABLE, help="the sentences")
    arguments.add_argument("--config", default="default", help="pipeline (default)")
    arguments.add_argument("--wrong", action="store_true", help="list what is read wrongly")
    given = arguments.parse_args()
    variants = load_variants(given.table)
    documents = [document(variant) for variant in variants]
    reports = extract(((one, segment(one)) for one in documents), load_pipeline(given.config))
    rows = [(v, problems(v, report.claims)) for v, report in zip(variants, reports, strict=True)]
    print("class\tsentences\tright\tshare")
    for kind, (right, every) in shares(rows).items():
        print(f"{kind}\t{every}\t{right}\t{right / every:.3f}")
    if given.wrong:
        for variant, wrong in rows:
            if wrong:
                print(f"{variant.id}\t{'; '.join(wrong)}\t{variant.text}")


def document(variant: Variant) -> Document:
    """One sentence as a report."""
    digest = hashlib.sha256(variant.text.encode()).hexdigest()
    return Document(variant.id, variant.text, variant.id, digest, published=variant.published)


if __name__ == "__main__":
    main()
