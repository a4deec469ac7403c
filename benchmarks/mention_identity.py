"""How many of the actors and places that newspaper articles name are identified, and how many rightly, by country.

    python benchmarks/mention_identity.py ARTICLES.jsonl tests/gold/mentions/dev.jsonl [--wrong]

ARTICLES.jsonl holds the annotated articles (keys id, text, published, source), which are no part of the repository:
their ids are days of a public collection of newspapers and positions in them (docs/evaluation.md). ``--wrong`` lists
what was identified wrongly and what was missed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from kgbuild.documents import Document, read, segment
from kgbuild.evaluation.mentions import GoldText, load_mentions, score_identities
from kgbuild.extraction.pipeline import extract, load_pipeline
from kgbuild.extraction.report import Report
from kgbuild.knowledge.entity import DATA


def main() -> None:
    """Extract, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", help="the annotated articles, .jsonl")
    arguments.add_argument("gold", type=Path, help="their annotated mentions")
    arguments.add_argument("--config", default="default", help="pipeline (default)")
    arguments.add_argument("--wrong", action="store_true", help="list what is wrong and what is missing")
    given = arguments.parse_args()
    texts = load_mentions(given.gold)
    wanted = {text.document: text for text in texts}
    documents = [item for item in read([given.articles]) if isinstance(item, Document) and item.id in wanted]
    reports = list(extract(((document, segment(document)) for document in documents), load_pipeline(given.config)))
    print(
        "country\tgold\tknown\tidentified\tright\tprecision\trecall_of_known\trecall_of_all\t"
        "precision_with_unknown\trecall_with_unknown"
    )
    for country, score in score_identities(reports, texts).items():
        known, named = score.identified, score.named
        print(
            f"{country}\t{named.gold}\t{known.gold}\t{known.predicted}\t{known.found}\t{known.precision:.3f}\t"
            f"{known.recall:.3f}\t{named.recall:.3f}\t{score.recognised.precision:.3f}\t{score.recognised.recall:.3f}"
        )
    if given.wrong:
        for report in reports:
            for line in wrong(report, wanted[report.document.id]):
                print(line)


def wrong(report: Report, text: GoldText) -> Iterator[str]:
    """What was identified wrongly and what was missed in a document, in text order."""
    rows = []
    document = report.document.text
    right = set()
    for mention in report.mentions:
        if mention.iri is None or not mention.named:
            continue
        start, end = mention.span.start, mention.span.end
        near = [m for m in text.mentions if m.start < end and start < m.end]
        iri = mention.iri.removeprefix(DATA)
        if any(iri in m.identities for m in near):
            right |= {(m.start, m.end) for m in near if iri in m.identities}
            continue
        asked = " / ".join("~".join(sorted(m.identities)) or "not known" for m in near) or "no name"
        rows.append((start, f"WRONG  {document[start:end]} is {iri}, not {asked}", start))
    for gold in text.mentions:
        if gold.identities and (gold.start, gold.end) not in right:
            rows.append(
                (gold.start, f"MISSED {document[gold.start : gold.end]}: {'~'.join(sorted(gold.identities))}", 0)
            )
    for start, line, _ in sorted(rows):
        around = " ".join(document[max(0, start - 40) : start + 60].split())
        yield f"{report.document.id}@{start}\t{line}\t…{around}…"


if __name__ == "__main__":
    main()
