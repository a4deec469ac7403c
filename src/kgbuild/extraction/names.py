"""Names of the knowledge base as mentions, with the kind words before places (محافظة، ريف)."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.clitics import CliticSplit, clitics
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, MentionKind
from kgbuild.extraction.linking import Link, Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import WordMap, bare
from kgbuild.extraction.name_words import name_words
from kgbuild.schema import Schema

__all__ = ["find_names", "take_dates"]

_DESCRIBING = name_words("describing")
_CARRIERS = ("people.carriers",)
_DESCRIPTION = 2  # words at least
_PAPER_OPENERS = name_words("paper_openers")
_TAG = "#"


def take_dates(board: MentionBoard) -> None:
    """Keep the words of dates out of mentions."""
    spans = WordMap(board.words)
    for match in board.reading.dates:
        board.take(*spans.words_of(match.span.start, match.span.end))


def find_names(board: MentionBoard, linker: Linker, schema: Schema) -> None:
    """Put the names that the knowledge base has; sets the reading's country."""
    spans = WordMap(board.words)
    for link in linker.link(board.reading, board.hits):
        first, last = spans.words_of(link.char_start, link.char_end)
        kind = _kind(link, schema)
        if board.free(first, last) and not (kind == "place" and _paper(board, first)):
            _put(board, linker, link, kind, first, last)


def _kind(link: Link, schema: Schema) -> MentionKind:
    if schema.is_a(link.type, "Place"):
        return "place"
    return "person" if link.type == "Person" else "actor"


def _paper(board: MentionBoard, first: int) -> bool:
    """A newspaper named after a place: لصحيفة «…»."""
    return first >= 2 and board.quoted(first - 1) and board.words[first - 2].norm in _PAPER_OPENERS


def _put(board: MentionBoard, linker: Linker, link: Link, kind: MentionKind, first: int, last: int) -> None:
    norm = board.words[first].norm
    offset = link.char_start - board.words[first].start
    start = _descriptor_before(board, first) if kind == "place" else first
    mention = Mention(
        start=start,
        end=last,
        kind=kind,
        type=link.type,
        surface=board.reading.article.text[link.char_start : link.char_end],
        name=link.name,
        iri=link.iri,
        definite=norm[offset:].startswith("ال"),
        score=link.score,
        role=link.role,
        country=link.country,
        char_start=link.char_start,
        char_end=link.char_end,
        named=not _described(board, linker, first, last),
    )
    if link.type == "Region" and (country := _country_in(board, linker, link, first, last)) is not None:
        mention = replace(mention, owner=country, named=False)
    if start < first:
        hit = board.hits.at(start, "descriptor", "places.relations")
        board.put(mention, hit.preposition if hit else "")
        return
    split = next((split for split in clitics(norm) if split.start == offset and offset), CliticSplit(norm, 0))
    board.put(mention, split.preposition, split.conjunction)


def _country_in(board: MentionBoard, linker: Linker, link: Link, first: int, last: int) -> Mention | None:
    """``شمال كذا``: a region that is told by its direction in a country, whose name stands inside."""
    entity = linker.entity(link.country) if link.country else None
    if entity is None or not board.hits.any(first, ("places.relations",)):
        return None
    for at in range(first + 1, last):
        words = board.words[at:last]
        text = " ".join(word.norm for word in words)
        if any(fold(name.text) == text for name in entity.names):
            return Mention(
                at, last, "place", entity.kind, board.reading.text(at, last), entity.label("ar") or "",
                iri=entity.iri, country=entity.iri, char_start=words[0].start, char_end=words[-1].end,
            )  # fmt: skip
    return None


def _described(board: MentionBoard, linker: Linker, first: int, last: int) -> bool:
    """``العاصمة الفلانية``, ``مقاتلات فلانية``, ``القصف الفلاني``: words that describe what they mean, and no name."""
    words = board.words
    if last - first == 1 and words[first].norm.startswith("ال") and words[first].norm.endswith("ي"):
        deed = board.hits.at(first - 1, "trigger.noun")
        return deed is not None and deed.definite and not words[first - 1].mark
    if last - first < _DESCRIPTION or linker.demonym(bare(words[last - 1].norm)) is None:
        return False
    return bool({split.stem for split in clitics(words[first].norm)} & _DESCRIBING) or board.hits.any(first, _CARRIERS)


def _descriptor_before(board: MentionBoard, first: int) -> int:
    """Take kind words or relations right before a place into the mention: محافظة دير الزور، ريف حلب."""
    start = at = first
    while at > 0 and (board.quoted(at - 1) or board.words[at - 1].norm == _TAG):
        at -= 1
    while at > 0 and board.free(at - 1, at):
        hits = [hit for hit in board.hits.rows[at - 1] if hit.end == at]
        if not any(hit.category.startswith(("descriptor.place", "places.relations")) for hit in hits):
            break
        if start < first and any(hit.definite for hit in hits):
            break  # منطقة المضيق شرقي كذا
        start = at = at - 1
    return start
