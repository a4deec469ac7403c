"""Words that take up an actor or a place named before (التنظيم، البلدة), and adjectives that name a state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.landmarks import is_landmark
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.sameness import inside

__all__ = [
    "find_nationalities",
    "find_second_nationalities",
    "take_up_actors",
    "take_up_places",
    "take_up_short_names",
    "take_up_surnames",
]

_ADJECTIVES = name_words("adjectives")
_BODIES = name_words("taken_up_bodies")
_JUDGING = name_words("judging")
_LOOSE_HEADS = name_words("loose_heads")
_PLURAL_PLACES = name_words("plural_places")
_SYNONYMS = (("تنظيم", "منظمه"), ("ميليشيا", "مليشيا", "ميليشيات", "مليشيات"))  # of one body, either is said
_FATES = ("tolls.killed_before", "tolls.wounded_before", "tolls.captured_before", "tolls.missing_before")
_SHORT = 2  # words of a shortened name
_NAME_HEAD = 2  # words in which the noun stands that a body is called by
_PLACE_REACH = 3  # sentences back to the place that a word takes up
_NOT_TAKEN_UP = (".Region", ".Country")  # المنطقة is any area, الدولة the state at large
_STRIP = "قطاع"
_AT = ("", "في", "ب", "قرب", "داخل", "وسط")
_TOWN, _SAME = "المدينه", ("نفسها", "ذاتها", "عينها")
_SETTLEMENTS = ("City", "Town", "Village")
_SMALL = ("Town", "Village")
_NAMED_AFTER = (*_SETTLEMENTS, "Governorate", "District")  # a plain name of theirs may mean the town
_OWN_RIGHT = ("", "في", "ب")
_DEED_REACH = 3  # words from a word of violence on that may describe it


def take_up_actors(board: MentionBoard, linker: Linker) -> None:
    """Put words such as التنظيم or الحركة: the last actor of that kind that the article named."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "people.anaphora") or _body(board, position)
        if hit is None or not hit.definite or not board.free(hit.start, hit.end) or _told_apart(board, hit.end):
            continue
        head = bare(fold(hit.value))
        heads = next((words for words in _SYNONYMS if head in words), (head,))
        called = {m.iri for m in board.before(position) if m.iri and any(_called(m, head) for head in heads)}
        fitting = [m for m in board.before(position) if _is_antecedent(m, heads, called, linker)]
        actor = _called_beside(board, fitting, called) if fitting else None
        actor = actor or _named_later(board, position, heads)
        if actor is not None and not (hit.category == "" and _another_between(board, actor, position, head)):
            board.put_hit(hit, _anaphor(hit, actor))


def _called_beside(board: MentionBoard, fitting: Sequence[Mention], called: Collection[str]) -> Mention:
    """The last fitting actor; before one that is only known as such goes one that its sentence calls so.

    ``مقاتلو تنظيم كذا ومتمردو كذا … التنظيم``.
    """
    last = fitting[0]
    if last.iri in called:
        return last
    number = board.reading.sentence_at(last.start)
    beside = (m for m in fitting if m.iri in called and board.reading.sentence_at(m.start) == number)
    return next(beside, last)


def _another_between(board: MentionBoard, actor: Mention, position: int, head: str) -> bool:
    """Whether a body that is no known actor is called by the head noun after the last known one: ``الوكالة``."""
    for at in range(position - 1, actor.end - 1, -1):
        if any(split.stem == head for split in clitics(board.words[at].norm)):
            return all(not m.start <= at < m.end or m.iri != actor.iri for m in board)
    return False


def _told_apart(board: MentionBoard, position: int) -> bool:
    """Whether an adjective tells a body apart from others; ``التنظيم المتشدد`` only says what is thought of it."""
    return board.qualified(position) and bare(board.words[position].norm) not in _JUDGING


def _named_later(board: MentionBoard, position: int, heads: Sequence[str]) -> Mention | None:
    """``أعضاء التنظيم … تنظيم كذا``: the only actor of the article that is called so, where none is named before."""
    later = [m for m in board if m.start > position and m.iri and any(_called(m, head) for head in heads)]
    return later[0] if later and len({m.iri for m in later}) == 1 else None


def _body(board: MentionBoard, position: int) -> Hit | None:
    """``البعثة``, ``للوزارة``: a noun for a body of officials, which only takes up one that bears it."""
    for split in clitics(board.words[position].norm):
        if split.article and f"ال{split.stem}" in _BODIES:
            return Hit("", split.stem, position, position + 1, split.conjunction, split.preposition, definite=True)
    return None


def _is_antecedent(mention: Mention, heads: Sequence[str], called: Collection[str], linker: Linker) -> bool:
    if mention.kind != "actor" or mention.generic or mention.role == "anaphor":
        return False
    if mention.iri in called:
        return True
    # Every side has its الميليشيات: they are whom the text called so, not whom somebody else calls so.
    return not any(head in _LOOSE_HEADS for head in heads) and any(linker.described_as(mention, head) for head in heads)


def _called(mention: Mention, head: str) -> bool:
    """Whether the text calls an actor, or whose fighters they are, by a head noun here: ``عناصر منظمة كذا``."""
    words = [bare(word) for word in fold(mention.surface).split(" ")[:_NAME_HEAD]]
    return mention.kind == "actor" and mention.role != "anaphor" and head in words


def take_up_short_names(board: MentionBoard) -> None:
    """Put ``القيادة المركزية`` behind ``القيادة المركزية الأميركية``: the first two words of a longer name."""
    known: dict[tuple[str, ...], Mention] = {}
    for position in range(len(board.words) - 1):
        mention = board.at(position)
        key = tuple(word.norm for word in board.words[position : position + _SHORT])
        if mention is not None and mention.kind == "actor" and mention.iri and mention.role in ("label", "alias"):
            if mention.end - mention.start > _SHORT and all(norm.startswith("ال") for norm in key):
                known.setdefault(key, mention)
            continue
        full = known.get(key)
        bound = mention is not None and mention.kind == "facility" and mention.owner is None
        if full is None or not (bound or board.free(position, position + _SHORT)):
            continue
        if (bound and mention is not None and mention.end > position + _SHORT) or board.qualified(position + _SHORT):
            continue
        board.put(replace(_anaphor_of(full), start=position, end=position + _SHORT))


def take_up_surnames(board: MentionBoard, linker: Linker) -> None:
    """Put ``الفلاني`` behind ``فلان الفلاني``: the family name of a known person whom the article named in full."""
    known: dict[str, Mention] = {}
    for position in range(len(board.words)):
        mention = board.at(position)
        if mention is not None and mention.kind == "person" and mention.end - mention.start > 1:
            last = board.words[mention.end - 1].norm
            if mention.iri and mention.role in ("label", "alias") and last.startswith("ال"):
                known.setdefault(last, mention)
            else:
                known.pop(last, None)  # of somebody else of that name the article speaks, too
            continue
        norm = board.words[position].norm
        person = known.get(norm) or known.get(norm.removeprefix("و"))
        if person is None or mention is not None or not board.free(position, position + 1):
            continue
        titled = position > 0 and board.hits.any(position - 1, ("people.ranks",))
        alone = linker.demonym(bare(norm)) is None and not board.hits.rows[position]
        follows = position > 0 and board.words[position - 1].norm.startswith("ال") and not titled
        if titled or (alone and not follows):
            conjunction = "" if norm in known else "و"
            board.put(replace(_anaphor_of(person), start=position, end=position + 1), "", conjunction)


def take_up_places(board: MentionBoard, linker: Linker) -> None:
    """Put words such as البلدة or القاعدة: the last place of that kind that the article named."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "descriptor.place", "descriptor.facility")
        if hit is None or not hit.definite or hit.end - hit.start > 1 or _town_proper(board, linker, position):
            continue
        if hit.category.endswith(_NOT_TAKEN_UP) and not _strip(board, hit):
            area = _same_area(board, linker, hit)
            if area is not None:
                board.put_hit(hit, _anaphor(hit, area))
            continue
        if not _open(board, hit) or board.qualified(hit.end) or board.hits.any(hit.start - 1, ("places.seats",)):
            continue
        place = _last_place(board, linker, hit)
        if place is not None and not _seat(linker, place):
            board.put_hit(hit, _anaphor(hit, place))


def _strip(board: MentionBoard, hit: Hit) -> bool:
    """``في القطاع``: a strip of land that was named; ``القطاع الصحي`` is none."""
    if bare(fold(hit.value)) != _STRIP:
        return False
    return hit.end >= len(board.words) or not board.words[hit.end].norm.startswith("ال")


def _town_proper(board: MentionBoard, linker: Linker, position: int) -> bool:
    """``درعا المدينة``: the town, and no governorate of its name; the word takes up nothing."""
    name = next((m for m in board.before(position) if m.end == position), None)
    if board.words[position].norm != _TOWN or name is None or name.kind != "place" or name.type not in _NAMED_AFTER:
        return False
    if board.hits.any(name.start, ("descriptor.place",)):
        return False
    town = linker.town_called(name.surface) if name.type not in _SETTLEMENTS else None
    if town is not None:
        board.change(replace(name, type=town.kind, iri=town.iri, name=town.label("ar") or name.name))
    return True


def _same_area(board: MentionBoard, linker: Linker, hit: Hit) -> Mention | None:
    """``في المنطقة نفسها``: the only place, but for what lies around it, that this sentence or the last names."""
    behind = board.words[hit.end].norm if hit.end < len(board.words) else ""
    if behind not in _SAME or not board.free(hit.start, hit.end):
        return None
    number, sentences = board.reading.sentence_at(hit.start), board.reading.sentences
    for first in (number, max(0, number - 1)):
        places = [m for m in board.before(hit.start, sentences[first].start) if m.kind == "place"]
        inner = [m for m in places if not any(_holds(linker, m, other) for other in places)]
        if places:
            return _only(inner)
    return None


def _holds(linker: Linker, area: Mention, place: Mention) -> bool:
    return area.iri != place.iri and inside(place, area, linker)


def _open(board: MentionBoard, hit: Hit) -> bool:
    """Whether a kind word is no mention yet, or a facility of nobody that it makes up alone."""
    bound = board.at(hit.start)
    if bound is None:
        return board.free(hit.start, hit.end)
    return bound.kind == "facility" and bound.owner is None and bound.end <= hit.end


def _anaphor(hit: Hit, antecedent: Mention) -> Mention:
    return replace(_anaphor_of(antecedent), start=hit.start, end=hit.end)


def _anaphor_of(antecedent: Mention) -> Mention:
    place = antecedent if antecedent.kind == "place" else None
    return Mention(
        start=antecedent.start,
        end=antecedent.end,
        kind=antecedent.kind,
        type=antecedent.type,
        surface="",
        name=antecedent.name,
        iri=antecedent.iri,
        definite=True,
        score=0.8,
        within=place.within if place else None,
        role="anaphor",
        country=place.country if place else None,
    )


def _last_place(board: MentionBoard, linker: Linker, hit: Hit) -> Mention | None:
    """The only place of that kind word, else of that class, in the sentence or the three before; several: none."""
    head, kind = bare(fold(hit.value)), hit.category.rsplit(".", 1)[-1]
    if head in _PLURAL_PLACES or head.endswith("ات"):
        return None
    number, sentences = board.reading.sentence_at(hit.start), board.reading.sentences
    for first in (number, max(0, number - _PLACE_REACH)):
        earlier = board.before(hit.start, sentences[first].start)
        places = [m for m in earlier if m.kind == "place" and m.role != "anaphor"]
        if head == _STRIP:
            places = [m for m in places if fold(m.name).startswith(_STRIP)]
        same_word = [m for m in places if _called_place(board, m, head)]
        alike = [m for m in places if m.type == kind or _may_be(board, m, kind)]
        if same_word:
            place = _only(same_word)
            later = [m for m in alike if m.start > same_word[0].start]
            return None if place is None or any(_rivals(board, linker, m, place) for m in later) else place
        if any(m.type == kind for m in places):
            return _only([*alike, *_later_settlements(board, places, alike, kind)])
        if kind == "Governorate" and places:
            return _only([area for m in places if (area := _area_called(linker, m)) is not None])
    return None


def _seat(linker: Linker, place: Mention) -> bool:
    """``العقوبات على كذا``: a capital that is told as no place is the government that sits there."""
    return place.type == "City" and place.preposition not in _AT and linker.is_seat(place.surface)


def _area_called(linker: Linker, town: Mention) -> Mention | None:
    """The governorate of a town that bears its name: ``في كذا … بالمحافظة``."""
    area = linker.area_called_like(town.iri) if town.iri else None
    if area is None:
        return None
    return replace(town, type=area.kind, iri=area.iri, name=area.label("ar") or town.name)


def _called_place(board: MentionBoard, place: Mention, head: str) -> bool:
    """Whether a place is told with a kind word: ``ببلدة كذا``."""
    return any(bare(split.stem) == head for split in clitics(board.words[place.start].norm))


def _rivals(board: MentionBoard, linker: Linker, other: Mention, place: Mention) -> bool:
    """Whether a town named later in its own right may be the one that a kind word takes up, too."""
    if place.type not in _SETTLEMENTS or other.preposition not in _OWN_RIGHT or is_landmark(board.reading, other):
        return False
    if other.iri and place.iri:
        return not linker.within(place.iri, other.iri)
    return (other.iri or other.name) != (place.iri or place.name)


def _later_settlements(
    board: MentionBoard, places: Sequence[Mention], alike: Sequence[Mention], kind: str
) -> list[Mention]:
    """``بلدتي كذا وكذا … في قرية كذا … البلدة``: papers call a village a town; which one was named last is open."""
    if kind not in _SMALL or not alike:
        return []
    last = max(m.start for m in alike)
    return [
        m
        for m in places
        if m.start > last and m.type in _SMALL and m.preposition in _OWN_RIGHT and not is_landmark(board.reading, m)
    ]


def _may_be(board: MentionBoard, place: Mention, kind: str) -> bool:
    """Whether a place called without a word of its kind may be the one that المدينة takes up, too: ``شهدت تعز``."""
    if kind not in _SETTLEMENTS or place.type not in _NAMED_AFTER:
        return False
    return not board.hits.any(place.start, ("descriptor.place",))


def _only(places: Sequence[Mention]) -> Mention | None:
    return places[0] if len({place.iri or place.name for place in places}) == 1 else None


def find_nationalities(board: MentionBoard, linker: Linker) -> None:
    """Put adjectives of a word of violence that name the state that acts: غارة إسرائيلية، القصف المدفعي التركي."""
    for position in range(len(board.words)):
        hit = board.hits.at(position, "trigger.noun")
        if hit is None or board.hits.any(position, _FATES):
            continue
        found = _nationality(board, linker, hit)
        if found is not None:
            at, iri = found
            state = linker.entity(iri)
            name = state.label("ar") or ""
            board.put(Mention(at, at + 1, "actor", state.kind, "", name, iri=iri, role="demonym", score=0.9))


def find_second_nationalities(board: MentionBoard, linker: Linker) -> None:
    """Put the second state of forces or of a deed that two adjectives name: القوات السورية والروسية."""
    for position in range(1, len(board.words)):
        norm = board.words[position].norm
        if not board.plain(position) or not norm.startswith("وال"):
            continue
        first = next(iter(board.before(position)), None)
        if first is None or first.end != position or not _of_a_state(board, linker, first):
            continue
        iri = linker.demonym(bare(norm.removeprefix("و")))
        if iri is None or iri == linker.demonym(bare(board.words[position - 1].norm)):
            continue
        state = linker.entity(iri)
        name = state.label("ar") or ""
        mention = Mention(
            position,
            position + 1,
            "actor",
            state.kind,
            "",
            name,
            iri=iri,
            role="demonym",
            score=0.9,
            definite=True,
        )
        board.put(mention, first.preposition, "و")


def _of_a_state(board: MentionBoard, linker: Linker, mention: Mention) -> bool:
    """Whether a mention is a state's forces, or its adjective on a deed, and ends with the state's adjective."""
    last = board.words[mention.end - 1].norm
    acting = mention.type == "StateForce" or mention.role == "demonym" or mention.role.startswith("carrier")
    return acting and last.startswith("ال") and linker.demonym(bare(last)) is not None


def _nationality(board: MentionBoard, linker: Linker, hit: Hit) -> tuple[int, str] | None:
    """Where the first adjective of nationality behind a word stands, and its state."""
    for at in range(hit.end, min(hit.end + _DEED_REACH, len(board.words))):
        norm = board.words[at].norm
        if not board.plain(at) or norm.startswith("ال") != hit.definite:
            return None
        state = linker.demonym(bare(norm))
        if state is not None:
            return at, state
        if person_noun(norm) or bare(norm) not in _ADJECTIVES:
            return None
    return None
