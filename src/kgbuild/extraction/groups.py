"""Fighters and civilians with what tells who they are: عناصر من تنظيم كذا، مقاتلون أكراد، قوات تركية."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard, clean_name
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.owners import Complement, complement_of

__all__ = ["find_groups"]

_DEEDS = name_words("deeds")
_DEMONSTRATIVES = name_words("demonstratives")


def find_groups(board: MentionBoard, linker: Linker) -> None:
    """Put groups of people, last ones first so that a group can own another; they hold their owner inside.

    Those that take up another (``تلك المجموعات``) come behind all others.
    """
    pointed = [position for position in range(len(board.words)) if _pointed_at(board, position)]
    plain = sorted(set(range(len(board.words))) - set(pointed), reverse=True)
    for position in (*plain, *pointed):
        hit = board.hits.at(position, "people.fighters", "people.civilians")
        if hit is None or not board.free(hit.start, hit.end) or _describes(board, hit):
            continue
        complement = complement_of(board, linker, hit.end)
        security = board.hits.any(hit.start, ("people.security",))
        board.put_hit(hit, _group(hit, complement, _owner(board, linker, hit, complement), security=security))


def _describes(board: MentionBoard, hit: Hit) -> bool:
    """``هجوم انتحاري``، ``تفجير إرهابي``: a singular right behind a word of violence describes it."""
    if hit.definite and hit.value.endswith(("ين", "ون")) and board.words[hit.start].norm.endswith(("ي", "و")):
        return True
    before = hit.start - 1
    if before < 0 or hit.preposition or hit.conjunction:
        return False
    norm = board.words[before].norm
    if hit.definite and board.hits.any(hit.start, ("people.loose",)) and norm.lstrip("وفبلك").startswith("ال"):
        return True
    if hit.definite and board.hits.any(hit.start, ("people.loose",)) and board.hits.any(before, ("trigger.noun",)):
        return True
    word = board.words[hit.start].norm
    if word.startswith("مسلح") and word.removesuffix("ا").endswith("ح"):
        return bare(norm) in _DEEDS or norm[1:] in _DEEDS  # ``كمين مسلح``; in ``قتل مسلح`` it is a man
    if not word.removesuffix("ا").endswith("ي"):
        return False
    return board.hits.any(before, ("trigger.noun",)) or bare(norm) in _DEEDS


def _group(hit: Hit, complement: Complement, owner: Mention | None, *, security: bool) -> Mention:
    mention = Mention(
        start=hit.start,
        end=complement.end,
        kind="actor",
        type="",
        surface="",
        name="",
        definite=hit.definite,
        demonym=complement.demonym,
    )
    if owner is not None and complement.allied:
        return replace(mention, type="ArmedGroup", owner=None, role="group")
    if owner is not None:
        return replace(
            mention,
            type=owner.type,
            name="" if owner.generic else owner.name,
            iri=owner.iri,
            owner=owner,
            generic=owner.generic,
            role=owner.role,
            score=owner.score,
        )
    kind = "PopulationGroup" if hit.category.endswith("civilians") else "StateForce" if security else "ArmedGroup"
    return replace(mention, type=kind, generic=True, role="loose" if complement.loose else "group")


def _owner(board: MentionBoard, linker: Linker, hit: Hit, complement: Complement) -> Mention | None:
    """The party that a group belongs to, or is."""
    owner = complement.owner
    if owner is not None and owner.kind == "person":
        owner = _led_by(board, linker, owner, hit.start, complement.end)
    if owner is None and hit.value.endswith(("ه", "ها", "هم")) and not hit.value.endswith("ية"):
        owner = _party_before(board, hit.start)
    if owner is None and complement.demonym is None and _pointed_at(board, hit.start):
        owner = _same_head(board, hit.start)
    if owner is None and complement.demonym is not None and board.hits.any(hit.start, ("people.of_state",)):
        name = linker.entity(complement.demonym).label("ar") or ""
        iri = complement.demonym
        owner = Mention(hit.start, complement.end, "actor", "StateForce", "", name, iri=iri, score=0.9)
    return owner


def _led_by(board: MentionBoard, linker: Linker, person: Mention, start: int, end: int) -> Mention:
    """Forces named after their leader are the group that the leader leads, else a group of that name."""
    group = linker.led_by(person.iri) if person.iri else None
    if group is None:
        name = clean_name(board.reading.text(start, end))
        return replace(person, kind="actor", type="ArmedGroup", name=name, iri=None)
    return replace(person, kind="actor", type=group.kind, name=group.label("ar") or person.name, iri=group.iri)


def _party_before(board: MentionBoard, position: int) -> Mention | None:
    """``قواته``، ``عناصرها``: the last party that the sentence named."""
    sentence = board.reading.sentences[board.reading.sentence_at(position)]
    parties = (m for m in board.before(position, sentence.start) if m.kind == "actor" and not m.generic)
    return next(parties, None)


def _pointed_at(board: MentionBoard, position: int) -> bool:
    return position > 0 and board.words[position - 1].norm.lstrip("وفب") in _DEMONSTRATIVES


def _same_head(board: MentionBoard, position: int) -> Mention | None:
    """``هذه القوات``: the last actor whose words hold the same head noun, unless a group without a name does later."""
    head = bare(board.words[position].norm)
    for mention in board.before(position):
        if mention.kind == "actor":
            words = board.words[mention.start : mention.end]
            if any(bare(word.norm) == head for word in words):
                between = board.words[mention.end : position]
                return None if any(bare(word.norm) == head for word in between) else mention
    return None
