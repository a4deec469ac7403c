"""Facilities with their owner, their content or the place that they are named after: مقر ل…، مستودع أسلحة، مطار كذا."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.bare_heads import POSSESSED
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard, clean_name, proclitic_letters
from kgbuild.extraction.mentions import bare, preposition_before
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.noun_phrases import is_accusative, phrase_end
from kgbuild.extraction.owners import complement_of, joined_pronoun, owner_at, owner_of_joined, owner_of_pronoun
from kgbuild.extraction.unknown_names import is_proper_name

__all__ = ["find_facilities"]

_ADJECTIVES = name_words("adjectives")
_DEMONSTRATIVES = name_words("demonstratives")
_CONTENT = 2  # words of content at most: مستودع أسلحة وذخيرة
_FACILITIES = ("facilities.words", "descriptor.facility")
_STAYING = 4  # words from a word for a facility to those who stay there: مقرات تتواجد فيها تلك الجماعة
_IN = ("في", "داخل")
_RELATIVE_REACH = 14  # words from a thing to the verb that tells who uses it
_PARTS = 2  # words between a building and the body that it houses
_MADE_FOR = name_words("made_for")
_PARTS_OF_BODIES = name_words("parts_of_bodies")
_USING = name_words("using")
_INSIDE = ("فيها", "فيه", "بها", "به", "داخلها", "داخله")


def find_facilities(board: MentionBoard, linker: Linker) -> None:
    """Put facilities, last ones first; they hold their owner inside."""
    for position in reversed(range(len(board.words))):
        hit = _longest_from(board, position)
        if hit is None or not board.free(hit.start, hit.end) or board.hits.any(hit.end, ("facilities.no_place",)):
            continue
        if _tells_purpose(board, hit) or _is_adjective(board, hit):
            continue
        weapon = board.hits.at(position, "weapon")
        if weapon is None or weapon.end <= hit.end:
            _find_facility(board, linker, hit)


def _tells_purpose(board: MentionBoard, hit: Hit) -> bool:
    """``محطتي حافلات``, ``مستودع سيارات``: an indefinite plural that tells what the building before it is for."""
    if hit.definite or hit.preposition or hit.conjunction or hit.end - hit.start > 1 or not hit.start:
        return False
    if board.words[hit.start].norm not in _MADE_FOR:
        return False
    before = board.hits.at(hit.start - 1, *_FACILITIES)
    return before is not None and not before.definite and before.end == hit.start and board.free(hit.start - 1, hit.end)


def _is_adjective(board: MentionBoard, hit: Hit) -> bool:
    """``غارات مركزة``: written with the ending of an adjective, and no ``مركزه``."""
    text = board.reading.text(hit.start, hit.end)
    return hit.end - hit.start == 1 and text.endswith("ة") and not hit.value.endswith("ة")


def _longest_from(board: MentionBoard, position: int) -> Hit | None:
    """The phrase for a facility that begins at a word, unless one that begins right before runs on over it."""
    hit = board.hits.at(position, *_FACILITIES)
    before = board.hits.at(position - 1, *_FACILITIES) if position else None
    longer = before is not None and before.end > position and board.free(before.start, before.end)
    return None if longer else hit


def _find_facility(board: MentionBoard, linker: Linker, hit: Hit) -> None:
    complement = complement_of(board, linker, hit.end)
    end, owner = complement.end, complement.owner
    described = hit.category.startswith("descriptor")
    kind = hit.category.rsplit(".", 1)[-1] if described else "Facility"
    if owner is None:
        if hit.definite and hit.end - hit.start == 1 and hit.start and board.hits.any(hit.start - 1, ("trigger.noun",)):
            return
        if described and not hit.definite and is_proper_name(board, linker, hit.end):
            end = max(end, board.name_end(hit.end))
        if (apart := owner_of_pronoun(board, hit.start, end)) is not None:
            end, owner = apart
        elif end == hit.end and (staying := _staying(board, end)) is not None:
            end, owner = staying.end, staying
        elif end == hit.end:
            place = _place_named_after(board, end)
            if place is not None:
                if not _put_known(board, linker, hit, kind, place):
                    _put_at_place(board, hit, kind, place)
                return
            end, owner = _completed(board, hit)
    pronoun = joined_pronoun(board, hit) if owner is None else ""
    if pronoun:
        owner = owner_of_joined(board, hit.start, pronoun)
    elif owner is None and not hit.definite:
        end = phrase_end(board, hit, end)
        owner = _user(board, end)
    role = POSSESSED if pronoun and owner is None else "name"
    thing = Mention(hit.start, end, "facility", kind, "", "", owner=owner, definite=hit.definite, role=role)
    board.put_hit(hit, thing)


def _completed(board: MentionBoard, hit: Hit) -> tuple[int, Mention | None]:
    """What tells a thing apart: another facility that it is part of, its content, or the noun that it belongs to."""
    inner = None if hit.definite else _inner(board, hit)
    if inner is not None:
        return inner.end, inner.owner
    return _content(board, hit.end)


def _inner(board: MentionBoard, hit: Hit) -> Mention | None:
    """The facility that another one is part of, or the body that it houses.

    ``مسجد مقر قوات كذا``, ``مبنى السفارة``, ``مسجدا في مقر قوات كذا``, ``مبنى رئاسة فرع الحزب``.
    """
    body = _body_inside(board, hit)
    if body is not None:
        return replace(body, owner=body)
    link = board.hits.at(hit.end, "facilities.owners")
    at = link.end if link else hit.end
    if link is None and at < len(board.words) and board.words[at].norm in _IN:
        at += 1
    inside = board.following(at, ("facility",))
    if inside is None or inside.conjunction:
        return None
    if at == hit.end and not inside.preposition:
        return inside if not is_accusative(board, hit) and (inside.owner is not None or inside.definite) else None
    return inside if inside.owner is not None and (link or inside.preposition in (*_IN, "ب")) else None


def _body_inside(board: MentionBoard, hit: Hit) -> Mention | None:
    at = hit.end
    while at - hit.end < _PARTS and board.plain(at) and board.words[at].norm in _PARTS_OF_BODIES:
        at += 1
    body = board.following(at, ("actor",)) if at > hit.end else None
    return body if body is not None and not body.conjunction and body.preposition in ("", *_PARTS_OF_BODIES) else None


def _user(board: MentionBoard, position: int) -> Mention | None:
    """``مبنى … تتخذه كذا مقرا لها``: who uses a thing, told in a relative clause of the sentence."""
    end = board.reading.sentences[board.reading.sentence_at(position - 1)].end
    for at in range(position, min(position + _RELATIVE_REACH, end)):
        if board.words[at].norm.lstrip("وف") in _USING:
            user = board.following(at + 1, ("actor",))
            return user if user is not None and not user.preposition and not user.conjunction else None
        if board.hits.any(at, ("trigger", "verb", "complementizers")) or board.words[at].mark in ("stop", "colon"):
            return None
    return None


def _staying(board: MentionBoard, position: int) -> Mention | None:
    """``مقرات تتواجد فيها تلك الجماعة``: those who stay in a facility are whose it is."""
    verb = position
    if verb < len(board.words) and board.words[verb].norm in ("التي", "الذي"):
        verb += 1
    if not board.hits.any(verb, ("predicates.locating",)):
        return None
    words = board.words[verb + 1 : verb + 1 + _STAYING]
    inside = next((verb + 1 + at for at, word in enumerate(words) if word.norm in _INSIDE), None)
    if inside is None:
        return None
    for at in range(inside + 1, min(inside + _STAYING, len(board.words))):
        mention = board.following(at, ("actor",))
        if mention is not None:
            return mention if not mention.preposition and not mention.conjunction else None
        if board.words[at].norm not in _DEMONSTRATIVES:
            return None
    return None


def _place_named_after(board: MentionBoard, position: int) -> Mention | None:
    place = board.at(position)
    if place is None or place.kind != "place" or place.preposition or place.conjunction:
        return None
    return place


def _put_known(board: MentionBoard, linker: Linker, hit: Hit, kind: str, place: Mention) -> bool:
    """``مطار مدينة كذا``: the known airport that is called after its town, with the word for the town between."""
    if place.iri is None or place.end - place.start == 1 or board.hits.any(place.start, ("places.relations",)):
        return False
    building = linker.building(f"{hit.value} {place.surface}", kind, place.iri)
    if building is None:
        return False
    name = building.label("ar") or ""
    board.put_hit(
        hit,
        Mention(
            hit.start,
            place.end,
            "place",
            building.kind,
            "",
            name,
            iri=building.iri,
            definite=True,
            country=building.country,
        ),
    )
    return True


def _put_at_place(board: MentionBoard, hit: Hit, kind: str, place: Mention) -> None:
    """``مطار كذا``: the facility is named after its place; the place stays a mention of its own, where it is.

    Not where somebody only comes from it, or is of it: ``قصفت طائرات من قاعدة كذا``, ``عمال محطة كذا``.
    """
    board.change(replace(place, preposition=_bearing(board, hit)))
    first = board.words[hit.start]
    start = first.start + proclitic_letters(first.norm, hit.preposition, hit.conjunction, hit.definite)
    surface = board.reading.article.text[start : place.char_end]
    facility = Mention(
        start=hit.start,
        end=hit.end,
        kind="facility",
        type=kind,
        surface=surface,
        name=clean_name(surface),
        definite=True,
        within=place.iri,
        char_start=start,
        char_end=place.char_end,
    )
    board.put_hit(hit, facility)


def _bearing(board: MentionBoard, hit: Hit) -> str:
    """The preposition that leads to the place of a facility: ``من`` stays, and behind people it is none."""
    preposition, _ = preposition_before(board.words, board.hits, hit.start, hit.preposition)
    if preposition == "من":
        return preposition
    of_people = (
        hit.start > 0 and not preposition and board.hits.any(hit.start - 1, ("people.offices", "people.civilians"))
    )
    return "" if of_people else "في"


def _content(board: MentionBoard, position: int) -> tuple[int, Mention | None]:
    """مستودع أسلحة (يعود ل…)، قواعد عسكرية: one word of content, then perhaps the owner."""
    end = position
    for _ in range(_CONTENT):
        if not board.name_word(end) or board.words[end].norm.startswith(("و", "ب", "ل")):
            break
        if board.hits.any(end, ("descriptor.place", "predicates.locating")):
            break
        end += 1
        owner = owner_at(board, end)
        if owner:
            return owner.end, owner
    if end == position:
        return position, None
    adjective = bare(board.words[position].norm) in _ADJECTIVES
    return (position + 1 if adjective or board.hits.any(position, ("weapon", "people")) else position), None
