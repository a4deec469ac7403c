"""Weapons, and what carries them: planes and guns act for their owner, and are weapons without one."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.owners import Complement, complement_of

__all__ = ["find_carriers", "find_weapons"]

_AGAINST = ("مضاد", "مضاده", "مضادات")
_PILOTED = tuple(load_table("frames")["vehicles"]["piloted"])
_UNMANNED = "Drone"
_NAMES = ("سيف",)  # given names that are spelt like a weapon
_MODEL, _CLOSING = 5, ("»", "”", "’")  # words of a model in brackets; what may close it


def find_carriers(board: MentionBoard, linker: Linker) -> None:
    """Put planes, ships and guns: actors with the owner inside, else weapons."""
    for position in reversed(range(len(board.words))):
        hit = board.hits.at(position, "people.carriers")
        if hit is None or not board.free(hit.start, hit.end) or _fended_off(board, hit) or _of_marchers(board, hit):
            continue
        carried = _carried(board, hit)
        if carried and carried.end > hit.end:
            hit = replace(hit, end=carried.end)
        hit = replace(hit, end=_past_model(board, hit.end))
        if board.hits.any(hit.end, ("weapons.purposes",)) and board.plain(hit.end):
            hit = replace(hit, end=hit.end + 1)
        complement = complement_of(board, linker, hit.end)
        if hit.definite and complement.owner and complement.owner.role.startswith("carrier"):
            complement = Complement(hit.end)  # قصفت المدفعية دبابات الجيش
        weapon = _type(carried) if carried else ""
        unmanned = _unmanned(board, linker, hit, complement) if weapon in _PILOTED else None
        if unmanned is not None:
            complement, weapon = replace(complement, end=unmanned.end), _UNMANNED
        if complement.owner or complement.demonym:
            board.put_hit(hit, _acting(hit, complement, weapon))
        elif weapon:
            board.put_hit(hit, Mention(hit.start, complement.end, "weapon", weapon, "", "", definite=hit.definite))


def _carried(board: MentionBoard, hit: Hit) -> Hit | None:
    """The longest words for a weapon that a carrier's word begins and no other mention runs into."""
    weapons = (row for row in board.hits.rows[hit.start] if row.category.startswith("weapon."))
    return next((row for row in weapons if row.end <= hit.end or board.free(row.start, row.end)), None)


def _past_model(board: MentionBoard, position: int) -> int:
    """``طائرات (إف 16) تركية``, ``طائرات «ميغ» تابعة لكذا``: where a model in brackets or quotation marks ends."""
    words = board.words
    mark = words[position].mark if position < len(words) else ""
    if mark not in ("bracket", "quote"):
        return position
    if words[position].norm in _CLOSING:
        return position + 1
    last = min(position + _MODEL, len(words))
    closed = next((at for at in range(position + 1, last) if words[at].mark), last)
    return closed + 1 if closed < last and words[closed].mark == mark else position


def _unmanned(board: MentionBoard, linker: Linker, hit: Hit, complement: Complement) -> Hit | None:
    """What makes an aircraft a drone, behind its owner too: ``طائرة تركية من دون طيار``.

    A bare ``مسيرة`` may be what the aircraft hit: ``استهدفت طائرات التحالف مسيرة``.
    """
    unmanned = board.hits.at(complement.end, "weapons.unmanned")
    if unmanned is None or not board.free(unmanned.start, unmanned.end):
        return None
    if unmanned.end - unmanned.start > 1:
        return unmanned
    after = board.words[unmanned.end].norm if unmanned.end < len(board.words) else ""
    agrees = unmanned.definite == hit.definite and not (unmanned.preposition or unmanned.conjunction)
    return unmanned if agrees and complement.owner is None and not linker.demonym(bare(after)) else None


def _fended_off(board: MentionBoard, hit: Hit) -> bool:
    """``منظومة مضادة للطائرات``: what a weapon is made against is not what it fires."""
    before = bare(board.words[hit.start - 1].norm) if hit.start else ""
    return hit.preposition == "ل" and before.startswith(_AGAINST)


def _of_marchers(board: MentionBoard, hit: Hit) -> bool:
    """``مسيرة سلمية``: a march, no drone."""
    return hit.end - hit.start == 1 and board.hits.any(hit.end, ("weapons.marches",))


def _of_person(board: MentionBoard, hit: Hit) -> bool:
    """``محمد سيف الحمادي``: a man's name; who strikes does so ``بسيف``."""
    named = board.words[hit.start].norm in _NAMES and hit.end - hit.start == 1 and not hit.definite
    return named and board.named(hit.end)


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
        named=owner is not None and owner.named,
    )


def find_weapons(board: MentionBoard) -> None:
    """Put the weapons that no carrier took."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "weapon")
        if hit is None or not board.free(hit.start, hit.end) or _of_person(board, hit):
            continue
        if not (_fended_off(board, hit) or _of_marchers(board, hit)):
            board.put_hit(hit, Mention(hit.start, hit.end, "weapon", _type(hit), "", "", definite=hit.definite))


def _type(hit: Hit) -> str:
    return hit.category.rsplit(".", 1)[-1]
