"""Standing relations between actors that a sentence states: التحالف بقيادة …، فصيل موال لـ….

Only an actor, a relational phrase right behind it and an actor right behind that are read; nothing is inferred.
"""

from __future__ import annotations

from kgbuild.extraction.annotations import Mention, Reading, Relation
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.hits import HitTable

__all__ = ["find_relations"]

_REACH = 3


def find_relations(reading: Reading, hits: HitTable, linker: Linker) -> list[Relation]:
    """Return the relations of an article in text order."""
    found: list[Relation] = []
    seen: set[tuple[str, str, str]] = set()
    for number, sentence in enumerate(reading.sentences):
        if sentence.headline:
            continue
        inside = [m for m in reading.mentions if sentence.start <= m.start < sentence.end]
        for position in range(sentence.start, sentence.end):
            hit = hits.at(position, "relations")
            if hit is None or hit.conjunction:
                continue
            relation = _relation(reading, linker, inside, hit, number)
            if relation is None:
                continue
            key = (relation.subject.iri or relation.subject.name, relation.relation, relation.object.iri or relation.object.name)
            if key not in seen and key[0] != key[2]:
                seen.add(key)
                found.append(relation)
    return found


def _relation(reading: Reading, linker: Linker, inside: list[Mention], hit: Hit, number: int) -> Relation | None:
    subject = next((m for m in reversed(inside) if m.kind == "actor" and m.start < hit.start and hit.start - m.end <= _REACH), None)
    object_ = next((m for m in inside if m.start >= hit.end and m.start - hit.end <= 1), None)
    kind = hit.category.rsplit(".", 1)[-1]
    if subject is not None and (subject.generic or subject.end > hit.start):
        subject = subject.owner if subject.owner and subject.owner.end <= hit.start else None if subject.generic else subject
    if object_ is not None and object_.kind == "place":
        object_ = _state_of(linker, object_)
    if object_ is None or object_.kind not in ("actor", "person"):
        object_ = _adverb(reading, linker, hit)
    if subject is None or object_ is None or object_.generic or subject.end > hit.start:
        return None
    speakers = next((a.speakers for a in reversed(reading.attributions) if a.start <= hit.start < a.end), ())
    return Relation(number, hit.start, hit.end, subject, kind, object_, speakers)


def _state_of(linker: Linker, place: Mention) -> Mention | None:
    """A country that backs or leads is its state."""
    state = linker.state_of(place.iri) if place.iri and place.type == "Country" else None
    if state is None:
        return None
    return Mention(
        place.start, place.end, "actor", state.kind, place.surface, state.label("ar") or place.surface, iri=state.iri, char_start=place.char_start, char_end=place.char_end
    )


def _adverb(reading: Reading, linker: Linker, hit: Hit) -> Mention | None:
    """مدعومة تركيا، مدعوم إيرانيا: the adverb of a demonym right behind the participle."""
    if hit.end >= len(reading.words):
        return None
    word = reading.words[hit.end]
    stem = word.norm.removesuffix("ا")
    iri = linker.demonym(stem) if stem != word.norm else None
    if iri is None:
        return None
    state = linker.entity(iri)
    text = reading.article.text[word.start : word.end]
    return Mention(hit.end, hit.end + 1, "actor", state.kind, text, state.label("ar") or text, iri=iri, char_start=word.start, char_end=word.end)
