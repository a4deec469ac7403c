"""Names that the knowledge base does not have, behind the words that introduce them (بلدة، لواء، العقيد)."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard, clean_name
from kgbuild.extraction.mentions import bare, preposition_before
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.noun_phrases import construct_end
from kgbuild.extraction.person_names import FATHERS

__all__ = ["find_actors", "find_people", "find_places", "is_proper", "is_proper_name"]

_ADJECTIVES = name_words("adjectives")
_COMPOUND_HEADS = name_words("compound_heads")
_COMMON = ("people", "facilities", "descriptor", "places", "weapon")
_TELLING = ("trigger", "verb", "reporting", "complementizers", "boundaries")
_QUOTED = 3  # words of a place's name in quotation marks at most
_PERSON_NAME = 5  # words of a person's name at most
_JOINED_NAME = 4  # letters of a name that is joined with و at least
_NAME_ADJECTIVES = name_words("name_adjectives")
_ROW_HEADS = name_words("row_heads")
_PAIR_HEADS = name_words("pair_heads")
_JUNCTIONS = name_words("junctions")
_OWNING = name_words("owning")
_COMPASS = frozenset(fold(word) for word in load_table("words")["places"]["compass"])
_RANKING = name_words("ranking")
_TRAFFIC = name_words("traffic")
_NAMING = name_words("naming_heads")
_BODIES = ("ArmedGroup", "Militia", "Organization", "Party")
_MISSIONS = name_words("missions")
_UNITS = name_words("units")
_CALLED_AFTER_PLACES = name_words("called_after_places")
_CALLED = name_words("called")
_OFFICES = ("people.offices", "people.leading")
_POSSESSED = ("ها", "هم", "هما")  # no endings of names
_BOUND_LEADERS = name_words("bound_leaders")
_DEPARTMENTS = name_words("departments")
_LINKS = name_words("prepositions")
_BRACKETED = 5  # words of a name in brackets, with these
_PARTICIPLE = 5  # letters of a feminine participle (مهجورة) at least


def find_places(board: MentionBoard, linker: Linker) -> None:
    """Put the places that stand behind a kind word: بلدة كذا، بلدات كذا وكذا."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "descriptor.place") or _junction(board, position)
        if hit and board.free(hit.start, hit.end):
            _find_place(board, linker, hit)
        elif hit and bare(fold(hit.value)) in _ROW_HEADS:
            _find_beside_known(board, hit)


def _find_beside_known(board: MentionBoard, hit: Hit) -> None:
    """``قرى كذا وكذا``: what is joined to a village that the knowledge base has is one, too."""
    known = board.at(hit.start)
    if known is not None and known.kind == "place" and known.iri and known.end > hit.end:
        _find_joined(board, known.end, hit.category.rsplit(".", 1)[-1], pair=False)


def _junction(board: MentionBoard, position: int) -> Hit | None:
    """``مثلث كذا``, ``مفرق كذا``: where roads meet is called like a place."""
    hit = board.hits.at(position, "descriptor.facility.Road")
    return hit if hit and not hit.definite and bare(fold(hit.value)) in _JUNCTIONS else None


def _find_place(board: MentionBoard, linker: Linker, hit: Hit) -> None:
    if board.following(hit.end, ("place",)) or (hit.definite and not _quoted_name(board, hit.end)):
        return
    if _of_department(board, hit):
        return
    end = board.name_end(hit.end)
    head = bare(fold(hit.value))
    if end <= hit.end or not (_names(board, linker, hit.end) or _opens_pair(board, head, end)):
        return
    if end == hit.end + 1 and board.words[hit.end].norm in _OWNING:
        return
    kind = hit.category.rsplit(".", 1)[-1]
    board.put_hit(hit, Mention(hit.start, end, "place", kind, "", "", definite=True))
    _lead_to(board, hit)
    _find_joined(board, end, kind, pair=head in _PAIR_HEADS)
    place, second = board.at(hit.start), board.following(end, ("place",))
    row = second is not None and second.conjunction and head in _ROW_HEADS
    if place is not None and (row or head in _PAIR_HEADS):
        board.change(replace(place, name=clean_name(board.reading.text(hit.end, end))))


def _opens_pair(board: MentionBoard, head: str, end: int) -> bool:
    """``منطقتي كذا وكذا``: behind a word for two the first of two names stands, whatever it is spelt like."""
    return head in _PAIR_HEADS and end < len(board.words) and board.words[end].norm.startswith("و")


def _lead_to(board: MentionBoard, hit: Hit) -> None:
    """``في أطراف جبل كذا``: the preposition before a word such as أطراف leads to the place behind it too."""
    place, before = board.at(hit.start), board.hits.at(hit.start - 1, "places.relations") if hit.start else None
    if place is None or place.preposition or before is None or before.end != hit.start or before.definite:
        return
    if bare(fold(before.value)).removesuffix("ي") in _COMPASS or not board.free(before.start, before.end):
        return
    preposition, _ = preposition_before(board.words, board.hits, before.start, before.preposition)
    board.change(replace(place, preposition=preposition))


def _of_department(board: MentionBoard, hit: Hit) -> bool:
    """``مديرية الزراعة``, ``مركز الشباب``: an office of the administration, no district."""
    if not hit.category.endswith("District") or hit.end >= len(board.words):
        return False
    return bare(board.words[hit.end].norm) in _DEPARTMENTS


def _quoted_name(board: MentionBoard, start: int) -> bool:
    """Whether a few words that may be a name stand here in quotation marks, and not what somebody says."""
    end = board.name_end(start) if board.quoted(start) else start
    inside = range(start + 1, end - 1)
    return 0 < len(inside) <= _QUOTED and all(board.named(at) for at in inside) and not _verb(board, start + 1)


def _verb(board: MentionBoard, position: int) -> bool:
    norm = board.words[position].norm
    return norm.endswith("ت") and is_finite_verb(norm)


def _find_joined(board: MentionBoard, position: int, kind: str, pair: bool) -> None:
    """Names that are joined to an unknown place: بلدات كذا وكذا; of a pair the second may have two words."""
    words = board.words
    if pair and position + 1 < len(words) and words[position].norm.removeprefix("و") in _COMPOUND_HEADS:
        if words[position].norm.startswith("و") and board.at(position) is None and board.name_word(position + 1):
            board.put(Mention(position, position + 2, "place", kind, "", "", definite=True), "", "و")
        return
    while position < len(words) and words[position].mark in ("", "comma"):
        start = position + 1 if words[position].mark == "comma" else position
        if start >= len(words) or not words[start].norm.startswith("وال") or board.at(start) is not None:
            return
        if not board.name_word(start) or len(words[start].norm) < _JOINED_NAME or board.hits.rows[start]:
            return
        position = start + 1
        board.put(Mention(start, position, "place", kind, "", "", definite=True), "", "و")


def find_actors(board: MentionBoard, linker: Linker) -> None:
    """Put the actors that stand behind a word for groups or a kind word: لواء كذا، حركة «كذا»."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "people.organised", "descriptor.actor")
        if hit is None or not board.free(hit.start, hit.end):
            continue
        mission = None if hit.definite else _mission_end(board, hit)
        if mission is not None:
            board.put_hit(hit, Mention(hit.start, mission, "actor", "ArmedGroup", "", "", definite=True))
            continue
        place = _speaking_body(board, hit)
        if place is not None:
            board.put_hit(hit, Mention(hit.start, place.end, "actor", "ArmedGroup", "", "", definite=True))
            continue
        known = _known_by_name(board, hit)
        if known is not None:
            board.put_hit(hit, replace(known, start=hit.start, char_start=-1, definite=True))
            continue
        if not _names_actor(board, linker, hit):
            continue
        end = _bracketed_end(board, hit.end) or _full_end(board, hit.end)
        if end > hit.end:
            described = hit.category.startswith("descriptor")
            kind = hit.category.rsplit(".", 1)[-1] if described else "ArmedGroup"
            if kind == "Government" and board.plain(end) and _of_nation(board, linker, end):
                end += 1
            board.put_hit(hit, Mention(hit.start, end, "actor", kind, "", "", definite=True))


def _speaking_body(board: MentionBoard, hit: Hit) -> Mention | None:
    """``أعلنت غرفة عمليات كذا``, ``«غرفة عمليات كذا»``: the place that a body is called after which says something.

    Elsewhere an operations room is what was hit.
    """
    if bare(fold(hit.value)) not in _CALLED_AFTER_PLACES or hit.definite:
        return None
    place = board.following(hit.end, ("place",))
    if place is None or place.start != hit.end or place.preposition or place.conjunction:
        return None
    before = hit.start - 1
    speaks = before >= 0 and (board.quoted(before) or board.hits.any(before, ("reporting.verbs",)))
    return place if speaks and not hit.preposition else None


def _of_nation(board: MentionBoard, linker: Linker, position: int) -> bool:
    """``وزارة الزراعة الفلانية``: every state has an office of that name."""
    norm = board.words[position].norm
    return norm.startswith("ال") and linker.demonym(bare(norm)) is not None


def _mission_end(board: MentionBoard, hit: Hit) -> int | None:
    """Where a name ends that begins with what forces are for or with a noun that units are called by.

    ``وحدات حماية المرأة``, ``قوات تحرير كذا``, ``لواء أحفاد كذا``.
    """
    position = hit.end
    unit = bare(fold(hit.value)) in _UNITS
    begins = _MISSIONS | _CALLED if unit else _MISSIONS
    if position >= len(board.words) or board.words[position].norm not in begins or board.words[position].mark:
        return None
    whole = board.at(position)
    if unit and whole is not None and whole.start == position and whole.kind == "place" and not whole.iri:
        return whole.end  # ``كتيبة وادي كذا``
    place = board.following(position + 1, ("place",))
    if place is not None and place.start == position + 1 and not place.preposition and not place.conjunction:
        return place.end
    if board.hits.any(position + 1, ("places.relations",)) and board.name_word(position + 2):
        return board.name_end(position + 2)  # ``وحدات حماية شرق كذا``
    end = construct_end(board, position + 1)
    if unit and end == position + 1 and board.plain(end) and board.words[end].norm.startswith("ال"):
        return end + 1  # ``لواء شهداء الوادي``
    return end if end > position + 1 else None


def _known_by_name(board: MentionBoard, hit: Hit) -> Mention | None:
    """A word for a body belongs to the name of the knowledge base behind it: ``منظمة «كذا»``, ``وكالة أنباء «كذا»``."""
    actor = board.following(hit.end, ("actor",))
    if actor is None or hit.definite or actor.iri is None:
        return None
    if actor.type == "MediaOutlet" and hit.category.endswith(".MediaOutlet"):
        return None if actor.preposition or actor.conjunction else actor
    if hit.end - hit.start > 1:
        return None
    if actor.preposition or actor.conjunction or actor.role == "generic" or bare(fold(hit.value)) not in _NAMING:
        return None
    return actor if actor.type in _BODIES else None


def _full_end(board: MentionBoard, start: int) -> int:
    """Where an actor's name ends: with the noun that it stands in construct with, or an adjective that belongs to it.

    ``هيئة كبار العلماء``, ``وحدات العمل الشعبي``.
    """
    if _is_number(board, start):
        return start + 1
    end = board.name_end(start)
    if end != start + 1 or not board.plain(end) or not board.words[end].norm.startswith("ال"):
        return end
    if not board.words[start].norm.startswith("ال"):
        return construct_end(board, end) if board.words[start].norm.isalpha() else end
    return end + 1 if bare(board.words[end].norm) in _NAME_ADJECTIVES else end


def _is_number(board: MentionBoard, position: int) -> bool:
    """``اللواء 55 في كذا``: the number of a unit, not that of men whom it counts (``قتل من اللواء 55 جنديا``)."""
    if not board.plain(position) or not board.words[position].norm.isdigit():
        return False
    after = position + 1
    if after >= len(board.words) or board.words[after].mark:
        return True
    norm = board.words[after].norm
    ends = norm.startswith(("ال", "لل", "بال", "و")) or norm in _LINKS
    return ends or board.hits.any(after, ("preposition", "places.relations"))


def _bracketed_end(board: MentionBoard, start: int) -> int | None:
    """``كتائب (كذا)``: where a name in brackets ends, and the brackets."""
    words = board.words
    if start >= len(words) or words[start].mark != "bracket" or board.hits.any(start + 1, _TELLING):
        return None
    for end in range(start + 1, min(start + _BRACKETED, len(words))):
        if words[end].mark == "bracket":
            return end + 1 if end > start + 1 else None
        if words[end].mark or not board.plain(end):
            return None
    return None


def _names_actor(board: MentionBoard, linker: Linker, hit: Hit) -> bool:
    """Whether what stands behind the word may be an actor's name."""
    start, hits = hit.end, board.hits
    if start < len(board.words) and bare(fold(hit.value)) == "حركه" and bare(board.words[start].norm) in _TRAFFIC:
        return False
    if hits.any(hit.start, ("people.carriers", "people.air_forces", "trigger")) or hits.any(start, _COMMON):
        return False
    if board.quoted(start):
        return not hits.any(start + 1, _TELLING)
    if _bracketed_end(board, start) is not None:
        return not hit.definite and hits.any(hit.start, ("people.organised",))
    if start >= len(board.words) or board.words[start].norm in _BOUND_LEADERS or not is_proper(board, linker, start):
        return False
    if hit.definite and not board.words[start].norm.isdigit():
        return False
    return board.following(start, ("actor", "place", "person")) is None


def find_people(board: MentionBoard) -> None:
    """Put the people whose names stand behind a rank or title: العقيد فلان الفلاني."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "people.ranks")
        if hit is None or not board.free(hit.start, hit.end):
            continue
        start = hit.end
        while (further := board.hits.at(start, "people.ranks")) and board.free(further.start, further.end):
            start = further.end
        start = _past_adjectives(board, _past_body(board, _past_adjectives(board, start)))
        apposed = hit.definite and hit.end < start < len(board.words) and board.words[start].mark == "comma"
        start += apposed  # القيادي البارز، فلان الفلاني
        end = _person_end(board, start)
        if end - start >= 2:
            board.put_hit(hit, Mention(hit.start, end, "person", "Person", "", "", definite=True))


def _person_end(board: MentionBoard, start: int) -> int:
    end = start
    common = (*_COMMON, "dates.occasions")
    while end - start < _PERSON_NAME and (board.named(end) or _of_father(board, start, end)):
        bound = end > start and (_family_name(board, end) or _of_father(board, start, end))
        if board.name_word(end) and board.hits.any(end, common) and not bound:
            break
        norm = board.words[end].norm
        if end > start and (norm.startswith("وال") or (norm.endswith(_POSSESSED) and len(norm) >= _PARTICIPLE)):
            break
        end += 1
    return end


def _of_father(board: MentionBoard, start: int, position: int) -> bool:
    """``بن سفير``, ``آل الشيخ``: behind these any word belongs to the name."""
    return start < position and board.plain(position) and board.words[position - 1].norm in FATHERS


def _family_name(board: MentionBoard, position: int) -> bool:
    """``أحمد الخطيب``: behind a given name a definite word for an office is a family name."""
    hits = [hit.category for hit in board.hits.rows[position] if hit.category.startswith(_COMMON)]
    return board.words[position].norm.startswith("ال") and all(category in _OFFICES for category in hits)


def _past_adjectives(board: MentionBoard, position: int) -> int:
    """``القيادي الميداني البارز فلان``: what kind of leader he is stands before the name."""
    while board.plain(position) and board.words[position].norm.startswith("ال"):
        if bare(board.words[position].norm) not in _ADJECTIVES | _RANKING:
            break
        position += 1
    return position


def _past_body(board: MentionBoard, position: int) -> int:
    """``القيادي في حركة كذا فلان``: the name stands behind the actor that the rank belongs to."""
    words = board.words
    linked = position < len(words) and words[position].norm in ("في", "من", "ب")
    body = board.following(position + 1 if linked else position, ("actor",))
    if body is None:
        return position
    end = body.end
    while end < len(words) and words[end].mark in ("quote", "comma"):
        end += 1
    return end


def _called_after_nature(board: MentionBoard, position: int) -> bool:
    """``منطقة المضيق``, ``بلدة الجبل``: a definite word for something in nature may be a place's name."""
    hit = board.hits.at(position, "descriptor.place.NaturalArea")
    if hit is None or not hit.definite or hit.end - hit.start > 1:
        return False
    return not board.hits.any(position, ("people", "facilities", "places", "weapon"))


def is_proper_name(board: MentionBoard, linker: Linker, position: int) -> bool:
    """Whether a name may begin at a word: in quotation marks, or no adjective and no word that the tables know."""
    if position >= len(board.words):
        return False
    return board.quoted(position) or (is_proper(board, linker, position) and _names(board, linker, position))


def is_proper(board: MentionBoard, linker: Linker, position: int) -> bool:
    """Whether a word is no adjective: one of the list, of a nationality, or with the feminine ending."""
    norm = board.words[position].norm
    stem = bare(norm) if norm.startswith("ال") else norm
    if norm.isdigit():
        return True
    return (
        linker.demonym(stem) is None and stem not in _ADJECTIVES and (norm.startswith("ال") or not norm.endswith("ه"))
    )


def _names(board: MentionBoard, linker: Linker, position: int) -> bool:
    """A name is definite or has no adjective's ending: ``قرية صغيرة`` names nothing."""
    if board.quoted(position):
        return True
    norm = board.words[position].norm
    if norm in _ADJECTIVES:
        return False
    common = board.hits.any(position, _COMMON) and norm not in _COMPOUND_HEADS
    if common and not _called_after_nature(board, position):
        return False
    if norm.startswith("ال") or not norm.endswith(("ه", "ين", "ات", "ا")):
        return True
    participle = norm.startswith("م") and norm.endswith("ه") and len(norm) >= _PARTICIPLE
    return not (norm.endswith("يه") or participle or norm in _ADJECTIVES or linker.demonym(norm) is not None)
