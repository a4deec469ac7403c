"""Names that the knowledge base does not have and no word for their kind leads to, told by the places around them."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare, preposition_before
from kgbuild.extraction.name_words import name_words
from kgbuild.knowledge.common_words import is_common_word

__all__ = ["find_row_names"]

_SETTLEMENTS = ("City", "Town", "Village", "Neighbourhood")
_BUILT = ("Airport", "MilitaryBase", "Port", "Market", "Mosque", "Hospital", "Road")
_AREAS = ("Governorate", "District", "City", "Town")
_PAIR_HEADS = name_words("pair_heads")
_AREA_HEADS = name_words("area_heads")
_ADJECTIVES = name_words("adjectives")
_POSSESSED = ("ها", "هم", "هما")  # no endings of names
_LONGEST = 4  # words of a known place with the word for its kind
_SHORTEST = 4  # letters of a name at least, with what is joined to it
_FRONTS = ("جبهتي", "بجبهتي")  # where they are, whatever kind of place
_ARTICLE, _JOINT, _IN = "ال", "و", "في"


def find_row_names(board: MentionBoard) -> None:
    """Put names between known places of a row, of a row of areas in a known one, and of what lies in a known area."""
    for position in range(1, len(board.words) - 1):
        before = _ending_at(board, position)
        if before is not None and (_between(board, before) or _second_of_pair(board, before)):
            fronts = board.words[before.start].norm in _FRONTS
            kind = "Place" if fronts or before.type in _BUILT else before.type  # ``منطقتي مطار كذا وكذا``
            board.put(Mention(position, position + 1, "place", kind, "", "", definite=True), "", _JOINT)
        elif _seat(board, position):
            board.put(Mention(position, position + 1, "place", "City", "", "", definite=True))
        elif _within(board, position):
            board.put(Mention(position, position + 1, "place", "Place", "", "", definite=True))
        elif board.words[position].norm in _AREA_HEADS and board.plain(position):
            _find_areas(board, position + 1)


def _between(board: MentionBoard, before: Mention) -> bool:
    """``في كذا وكذا وكذا``: a word that nothing knows, in a row between two towns."""
    position, after = before.end, board.at(before.end + 1)
    if after is None or before.type not in _SETTLEMENTS or after.type not in _SETTLEMENTS:
        return False
    norm = board.words[position].norm
    return norm.startswith(_JOINT) and after.conjunction == _JOINT and _unknown(board, position, norm[1:])


def _second_of_pair(board: MentionBoard, before: Mention) -> bool:
    """``في جبهتي كذا وكذا``: behind a word for two the second name, where the first is known."""
    if before.end - before.start == 1:
        return False
    position, norm = before.end, board.words[before.end].norm
    pair = board.words[before.start].norm.removeprefix("ب") in _PAIR_HEADS
    return pair and norm.startswith(_JOINT + _ARTICLE) and _unknown(board, position, norm[1:])


def _seat(board: MentionBoard, position: int) -> bool:
    """``في كذا، عاصمة ولاية كذا``: what is said to be the capital of something is a town."""
    if board.words[position - 1].norm.removeprefix(_JOINT) != _IN or position + 2 >= len(board.words):
        return False
    said = board.words[position + 1].mark == "comma" and board.hits.any(position + 2, ("places.seats",))
    return said and _unknown(board, position, board.words[position].norm)


def _within(board: MentionBoard, position: int) -> bool:
    """``في كذا بمحافظة كذا``: a definite word that nothing knows, in an area that is told by its kind."""
    if board.words[position - 1].norm.removeprefix(_JOINT) != _IN or not board.plain(position - 1):
        return False
    area = board.at(position + 1)
    if area is None or area.kind != "place" or area.type not in _AREAS or area.preposition not in ("ب", _IN):
        return False
    told = board.hits.any(area.start, ("descriptor.place",))
    norm = board.words[position].norm
    return told and norm.startswith(_ARTICLE) and _unknown(board, position, norm)


def _find_areas(board: MentionBoard, start: int) -> None:
    """``مناطق كذا وكذا بمديرية كذا``: two names or more, and a place right behind them."""
    end = start
    while end < len(board.words) and board.plain(end):
        norm = board.words[end].norm
        joined = norm.removeprefix(_JOINT) if end > start else norm
        if (end > start and joined == norm) or not joined.startswith(_ARTICLE) or not _unknown(board, end, joined):
            break
        end += 1
    behind = board.at(end)
    if end - start < 2 or behind is None or behind.kind != "place":
        return
    if not (behind.conjunction or behind.preposition in ("ب", _IN)):
        return
    clitic = "ب" if board.words[start - 1].norm.startswith("ب") else ""
    preposition, _ = preposition_before(board.words, board.hits, start - 1, clitic)
    for at in range(start, end):
        board.put(Mention(at, at + 1, "place", "Region", "", "", definite=True), "", _JOINT if at > start else "")
        named = board.at(at)
        if named is not None:
            board.change(replace(named, preposition=preposition))


def _ending_at(board: MentionBoard, position: int) -> Mention | None:
    """The known place that ends right before a word."""
    for start in range(position - 1, max(-1, position - _LONGEST - 1), -1):
        found = board.at(start)
        if found is not None:
            return found if found.end == position and found.kind == "place" and found.iri else None
    return None


def _unknown(board: MentionBoard, position: int, norm: str) -> bool:
    """Whether a word may be a name, and no list or newspaper has it as a common word."""
    if not board.plain(position) or not board.name_word(position) or board.hits.rows[position]:
        return False
    if len(norm) < _SHORTEST or norm.endswith(_POSSESSED) or bare(norm) in _ADJECTIVES:
        return False
    return not is_common_word(fold(norm))
