"""Air forces: actors, and no weapon; a bare ``سلاح الجو`` is the one of the nation that acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.owners import owner_at

__all__ = ["find_air_forces"]

_ADJECTIVES = name_words("adjectives")
_MOST_ADJECTIVES = 2
_OF_STATES = ("State", "Government", "StateForce")
_NO_PARTIES = ("reporting.source_nouns", "descriptor.place", "descriptor.facility", "places.relations")
_NISBA = ("ي", "يه")
_DEED_REACH = 3  # words from a word of violence to the adjective of a nation


def find_air_forces(board: MentionBoard, linker: Linker) -> None:
    """Put air forces with whose they are: by an adjective, an owner behind ل or تابع ل, or the nation that acts."""
    bare_ones: list[tuple[Hit, Mention | None]] = []
    for position in reversed(range(len(board.words))):
        hit = board.hits.at(position, "people.air_forces")
        named = board.at(position)
        if hit is None or not (_general(hit, named) or board.free(hit.start, hit.end)):
            continue
        owned = _owned(board, linker, hit)
        if owned is not None:
            board.put_hit(hit, owned)
        else:
            bare_ones.append((hit, named))
    found = [(hit, _of_nation(board, linker, hit, named)) for hit, named in bare_ones]
    for hit, mention in found:
        board.put_hit(hit, mention)


def _general(hit: Hit, named: Mention | None) -> bool:
    """Whether the knowledge base has the bare words for the air force of the country that the article is about."""
    return named is not None and named.role == "generic" and named.end == hit.end


def _owned(board: MentionBoard, linker: Linker, hit: Hit) -> Mention | None:
    """``سلاح الجو الليبي``, ``سلاح الجو التابع لكذا``."""
    end, state = _adjective(board, linker, hit.end)
    if state is not None:
        return _of_country(linker, hit, end, linker.entity(state).country)
    if board.qualified(end) and board.words[end].norm.endswith(_NISBA):
        return _mention(hit, end + 1, "StateForce", "", None)  # of a nation that the knowledge base does not have
    owner = owner_at(board, end)
    if owner is None or not owner.preposition:
        return None
    return _mention(hit, owner.end, owner.type, owner.name, owner.iri, owner)


def _of_nation(board: MentionBoard, linker: Linker, hit: Hit, named: Mention | None) -> Mention:
    """A bare air force: of the nation told right before it, else of the one that acts in the article."""
    countries = _told_before(board, linker, hit.start) or _acting(board, linker)
    if not countries and named is not None:
        return replace(named, char_start=-1, surface="", role="carrier", preposition="", conjunction="")
    force = linker.air_force_of(next(iter(countries))) if len(countries) == 1 else None
    if force is None or force.kind != "StateForce":
        return _mention(hit, hit.end, "StateForce", "", None)  # of a state whose air force has no identity of its own
    return _mention(hit, hit.end, "StateForce", force.label("ar") or "", force.iri)


def _of_country(linker: Linker, hit: Hit, end: int, country: str | None) -> Mention:
    force = linker.air_force_of(country) if country else None
    if force is None:
        return _mention(hit, end, "StateForce", "", None)
    return _mention(hit, end, "StateForce", force.label("ar") or "", force.iri)


def _mention(hit: Hit, end: int, kind: str, name: str, iri: str | None, owner: Mention | None = None) -> Mention:
    return Mention(
        hit.start, end, "actor", kind, "", name,
        iri=iri, owner=owner, generic=iri is None and owner is None, definite=True, score=0.9, role="carrier",
    )  # fmt: skip


def _adjective(board: MentionBoard, linker: Linker, position: int) -> tuple[int, str | None]:
    """Where the adjectives behind an air force end, and the state that one of them names."""
    end = position
    while end - position < _MOST_ADJECTIVES and board.plain(end) and board.words[end].norm.startswith("ال"):
        stem = bare(board.words[end].norm)
        if (state := linker.demonym(stem)) is not None:
            return end + 1, state
        if stem not in _ADJECTIVES:
            break
        end += 1
    return end, None


def _told_before(board: MentionBoard, linker: Linker, position: int) -> set[str]:
    """``العمليات الإسرائيلية، حيث استهدف سلاح الجو …``: the nations told before in the sentence."""
    start = board.reading.sentences[board.reading.sentence_at(position)].start
    parties = [m for m in board.before(position, start) if m.end <= position and not m.preposition]
    return {*_countries(linker, parties, _OF_STATES), *_adjectives(board, linker, start, position)}


def _acting(board: MentionBoard, linker: Linker) -> set[str]:
    """The nations whose forces or deeds the article tells of, else its states."""
    parties = [mention for mention in board if not mention.preposition]
    deeds = {
        state
        for position in range(len(board.words))
        if (deed := board.hits.at(position, "trigger.noun")) is not None
        for state in _adjectives(board, linker, deed.end, min(deed.end + _DEED_REACH, len(board.words)))
    }
    forces = {*_countries(linker, parties, ("StateForce",)), *deeds}
    return forces or set(_countries(linker, parties, _OF_STATES))


def _countries(linker: Linker, parties: list[Mention], kinds: tuple[str, ...]) -> Iterator[str]:
    for party in parties:
        if party.kind == "actor" and party.iri and party.type in kinds:
            country = linker.entity(party.iri).country
            if country:
                yield country


def _adjectives(board: MentionBoard, linker: Linker, start: int, end: int) -> Iterator[str]:
    """The countries of adjectives that describe no place, body, person or source."""
    covered = {at for mention in board for at in range(mention.start, mention.end + 1)}
    for at in range(start, end):
        state = linker.demonym(bare(board.words[at].norm.removeprefix("و"))) if at not in covered else None
        if state is not None and not (at and board.hits.any(at - 1, _NO_PARTIES)):
            country = linker.entity(state).country
            if country:
                yield country
