"""Weapons, and what carries them: planes and guns act for their owner, and are weapons without one."""

from __future__ import annotations

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.owners import Complement, complement_of

__all__ = ["find_carriers", "find_weapons"]


def find_carriers(board: MentionBoard, linker: Linker) -> None:
    """Put planes, ships and guns: actors with the owner inside, else weapons."""
    for position in reversed(range(len(board.words))):
        hit = board.hits.at(position, "people.carriers")
        if hit is None or not board.free(hit.start, hit.end):
            continue
        complement = complement_of(board, linker, hit.end)
        carried = board.hits.at(hit.start, "weapon")
        weapon = _type(carried) if carried else ""
        if complement.owner or complement.demonym:
            board.put_hit(hit, _acting(hit, complement, weapon))
        elif weapon:
            board.put_hit(hit, Mention(hit.start, complement.end, "weapon", weapon, "", "", definite=hit.definite))


def _acting(hit: Hit, complement: Complement, weapon: str) -> Mention:
    owner = complement.owner
    return Mention(
        start=hit.start,
        end=complement.end,
        kind="actor",
        type=owner.type if owner else "StateForce",
        surface="",
        name=owner.name if owner else "",
        iri=owner.iri if owner else complement.demonym,
        owner=owner,
        definite=hit.definite,
        score=owner.score if owner else 0.9,
        role=f"carrier:{weapon}" if weapon else "carrier",
        demonym=complement.demonym,
    )


def find_weapons(board: MentionBoard) -> None:
    """Put the weapons that no carrier took."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "weapon")
        if hit and board.free(hit.start, hit.end):
            board.put_hit(hit, Mention(hit.start, hit.end, "weapon", _type(hit), "", "", definite=hit.definite))


def _type(hit: Hit) -> str:
    return hit.category.rsplit(".", 1)[-1]
