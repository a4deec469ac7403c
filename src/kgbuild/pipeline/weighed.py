"""What the names of a claim's mentions may have meant: linked once more from the stored text, and nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kgbuild.documents import Document, segment
from kgbuild.graph import DocumentGraph, StoredClaim, StoredRelation
from kgbuild.graph.vocabulary import KGB

__all__ = ["WeighedMention", "WeighedReading", "weigh_mentions"]


@dataclass(frozen=True, slots=True)
class WeighedReading:
    """An entity that a name may have meant; the score is the sum of its weights, which may be more than 1."""

    iri: str
    kind: str
    label_ar: str | None
    label_en: str | None
    score: float


@dataclass(frozen=True, slots=True)
class WeighedMention:
    """A mention of a claim, and the readings of its name, best first.

    Where two are nearly as good, the one that contains the other is chosen, so ``refers_to`` need not come first.
    """

    mention: str
    refers_to: str
    readings: tuple[WeighedReading, ...]


def weigh_mentions(
    document: DocumentGraph, claim: StoredClaim | StoredRelation, own: Sequence[Path] = ()
) -> tuple[WeighedMention, ...]:
    """Return the readings of the mentions of a claim whose name the text has where the mention stands.

    Mentions without a name of the knowledge base (weapons, unidentified names, nouns that take up somebody) are left
    out, and so are those that the knowledge as it is now would link otherwise.
    """
    from kgbuild.extraction.weighing import weigh_names

    text = document.nodes.one(document.iri, KGB.text)
    stored = document.article(claim.article)
    if text is None:
        return ()
    articles = segment(Document(document.id, text, document.id, "", published=document.published))
    article = next((article for article in articles if article.number == stored.number), None)
    if article is None:
        return ()
    names = list(weigh_names(replace(article, anchor=stored.published), own))
    found = []
    for mention in claim.mentions:
        for name in names:
            inside = mention.start <= name.span.start and name.span.end <= mention.end
            if inside and name.iri == mention.refers_to and name.readings:
                readings = tuple(
                    WeighedReading(entity.iri, entity.kind, entity.label("ar"), entity.label("en"), round(score, 3))
                    for entity, score in name.readings
                )
                found.append(WeighedMention(mention.iri, mention.refers_to, readings))
                break
    return tuple(found)
