"""What the knowledge base holds, counted by country and kind: ``python -m kgbuild.knowledge.report``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from kgbuild.knowledge.base import KnowledgeBase, load_knowledge
from kgbuild.knowledge.entity import Entity

__all__ = ["main", "report"]


def report(base: KnowledgeBase) -> str:
    """Return the counts as Markdown tables.

    Examples
    --------
    >>> report(load_knowledge()).splitlines()[2]
    '| | entities | Arabic names | English names |'
    """
    actors = [entity for entity in base.entities if base.is_a(entity.kind, "Actor")]
    places = [entity for entity in base.entities if base.is_a(entity.kind, "Place") and not entity.listed]
    listed = [entity for entity in base.entities if entity.listed]
    lines = ["### In all", "", "| | entities | Arabic names | English names |", "|---|---:|---:|---:|"]
    for title, entities in (("actors", actors), ("places", places), ("places of the gazetteer", listed)):
        languages = Counter(name.language for entity in entities for name in entity.names)
        lines.append(f"| {title} | {len(entities)} | {languages['ar']} | {languages['en']} |")
    sources = [link.source for link in base.affiliations if link.source is not None]
    share = len(sources) / max(1, len(base.affiliations))
    lines += [
        "",
        f"Affiliations: {len(base.affiliations)}, of which {len(sources)} ({share:.0%}) with a source,"
        f" from {len(set(sources))} pages; the others are unverified.",
    ]
    for title, entities in (("Actors", actors), ("Places", places)):
        lines += ["", f"### {title} by kind", "", *_table("kind", (entity.kind for entity in entities))]
        lines += [
            "",
            f"### {title} by country",
            "",
            *_table("country", (_country(entity, base) for entity in entities)),
        ]
    ambiguous = sum(name.needs_context for entity in listed for name in entity.names)
    lines += [
        "",
        "### Places of the gazetteer",
        "",
        f"{ambiguous} of their names need context.",
        "",
        *_table("kind", (entity.kind for entity in listed)),
        "",
        *_table("country", (_country(entity, base) for entity in listed)),
    ]
    return "\n".join(lines) + "\n"


def _country(entity: Entity, base: KnowledgeBase) -> str:
    country = base.entity(entity.country).label("en") if entity.country else None
    return country or "(none)"


def _table(title: str, values: Iterable[str]) -> list[str]:
    counted = Counter(values)
    rows = [f"| {value} | {counted[value]} |" for value in sorted(counted, key=lambda v: (-counted[v], v))]
    return [f"| {title} | count |", "|---|---:|", *rows]


def main() -> None:
    """Print the counts of the knowledge base that comes with kgbuild."""
    sys.stdout.write(report(load_knowledge()))


if __name__ == "__main__":
    main()
