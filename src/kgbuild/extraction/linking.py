"""Links names in an article to the knowledge base, with what the sentence says about the kind that is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import WordMap, bare, preposition_before
from kgbuild.knowledge.alias_index import AliasMatch
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.knowledge.entity import Entity
from kgbuild.knowledge.resolution import Context, resolve

__all__ = ["Link", "Linker"]

_LOCATIVE = ("في", "ب", "قرب", "بالقرب من", "عند", "داخل", "خارج", "فوق", "الى", "على أطراف", "قرب من")


# Heads that every party has: القوات takes up nobody by the word alone.
_LOOSE_HEADS = frozenset({"قوات", "مجموعه", "جماعه", "عناصر", "فصائل", "كتائب", "ميليشيات", "مليشيات"})


@dataclass(frozen=True, slots=True)
class Link:
    """A name and what it was identified as."""

    char_start: int
    char_end: int
    surface: str
    iri: str
    type: str
    name: str
    role: str
    score: float
    country: str | None


class Linker:
    """Identifies names.

    Parameters
    ----------
    knowledge
        The knowledge base.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._led = _unique(
            (affiliation.whole, affiliation.member) for affiliation in knowledge.affiliations if affiliation.relation == "ledBy"
        )
        self._states = {
            entity.country: entity for entity in reversed(knowledge.entities) if entity.kind == "State" and entity.country
        }

    def link(self, reading: Reading, hits: HitTable) -> list[Link]:
        """Return the names of the article that were identified, in text order; sets the reading's country."""
        matches = self._knowledge.match(reading.article.text)
        expected = [self._expected(match, reading, hits) for match in matches]
        context = Context(day=reading.article.anchor)
        links = []
        named: dict[str, Entity] = {}
        countries: Counter[str] = Counter()
        for resolution in resolve(matches, self._knowledge, expected, context):
            candidate = resolution.candidate
            if candidate is None or candidate.role == "demonym":
                continue
            span = resolution.match.span
            head = bare(fold(resolution.match.surface).split(" ")[0])
            entity = named.get(head, candidate.entity) if candidate.role == "generic" and " " not in resolution.match.surface.strip() and head not in _LOOSE_HEADS else candidate.entity
            if candidate.role not in ("generic", "metonym") and not self._knowledge.is_a(entity.kind, "Place"):
                named[head] = entity
            if entity.country:
                countries[entity.country] += 1
            links.append(
                Link(
                    span.start, span.end, resolution.match.surface, entity.iri, entity.kind, entity.label("ar") or resolution.match.surface,
                    candidate.role, resolution.score, entity.country,
                )
            )
        if countries:
            reading.country = min(countries, key=lambda iri: (-countries[iri], iri))
        return links

    def _expected(self, match: AliasMatch, reading: Reading, hits: HitTable) -> Collection[str] | None:
        """A capital after a verb of saying is its government; after a preposition of place it is the town."""
        kinds = {self._knowledge.is_a(candidate.entity.kind, "Place") for candidate in match.candidates}
        if len(kinds) == 1:
            return None
        first, last = WordMap(reading.words).words_of(match.span.start, match.span.end)
        before = hits.at(first - 1, "reporting.verbs") if first else None
        after = hits.at(last, "reporting.verbs")
        preposition, _ = preposition_before(reading.words, hits, first, "")
        clitic = reading.words[first].start < match.span.start and reading.words[first].norm.lstrip("وف")[:1] in ("ب", "ل")
        if preposition in _LOCATIVE or (match.cue and match.cue != "list"):
            return ("Place",)
        if (before and not before.definite and not preposition) or (after and not after.definite and not clitic and not preposition):
            return ("Actor",)
        return ("Place",) if any(candidate.role == "metonym" for candidate in match.candidates) else None

    def demonym(self, word: str) -> str | None:
        """Return the state that an adjective means (``إيراني``), or ``None``."""
        return self._knowledge.demonym(word)

    def entity(self, iri: str) -> Entity:
        """Return an entity of the knowledge base."""
        return self._knowledge.entity(iri)

    def state_of(self, country: str) -> Entity | None:
        """Return the state (an actor) of a country (a place)."""
        return self._states.get(country)

    def led_by(self, person: str) -> Entity | None:
        """Return the one actor that a person leads, or ``None`` when there is none or more than one."""
        actor = self._led.get(person)
        return self._knowledge.entity(actor) if actor and actor in self._knowledge else None

    def within(self, place: str, container: str) -> bool:
        """Whether a place lies in another."""
        return self._knowledge.within(place, container)

    def described_as(self, mention: Mention, head: str) -> bool:
        """Whether one of the actor's names, or its words in the text, begins with ``head`` (تنظيم, حركة)."""
        words = [bare(word) for word in mention.surface.replace("«", " ").replace("“", " ").split()]
        if words and fold(words[0]) == head:
            return True
        if mention.iri is None or mention.iri not in self._knowledge:
            return False
        names = self._knowledge.entity(mention.iri).names
        return any(name.language == "ar" and bare(fold(name.text).split(" ")[0]) == head for name in names)


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: next(iter(values)) for key, values in found.items() if len(values) == 1}
