"""Fighters and civilians with what tells who they are: عناصر من تنظيم كذا، مقاتلون أكراد، قوات تركية."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard, clean_name, proclitic_letters
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.noun_phrases import construct_end, is_accusative
from kgbuild.extraction.owners import Complement, complement_of

__all__ = ["find_groups"]

_DEEDS = name_words("deeds")
_FREE = ("ون", "ين", "ان")  # endings of sound plurals and duals that stand in no construct
_ADJECTIVES_BETWEEN = 3
_SIDING = name_words("siding")
_PRONOUNS = ("لهم", "لهما", "لها", "له")
_ARMED = ("عسكريه", "مسلحه")
_KIN = name_words("kin")
_NISBA = ("ي", "يه", "ه")
_RELATION = ("ي", "يه")  # endings of an adjective that tells whose they are: الشرطة النمساوية
_ON, _FOR_THE = fold("على"), "لل"
_QUARTER, _NO_ORDINAL = fold("حي"), ("trigger", "people", "places", "descriptor", "boundaries", "dates.occasions")
_DEMONSTRATIVES = name_words("demonstratives")


def find_groups(board: MentionBoard, linker: Linker) -> None:
    """Put groups of people, last ones first so that a group can own another; they hold their owner inside.

    Those that take up another (``تلك المجموعات``) come behind all others.
    """
    pointed = [position for position in range(len(board.words)) if _pointed_at(board, position)]
    plain = sorted(set(range(len(board.words))) - set(pointed), reverse=True)
    for position in (*plain, *pointed):
        hit = board.hits.at(position, "people.fighters", "people.civilians")
        if hit is None or not board.free(hit.start, hit.end) or _describes(board, hit) or _of_building(board, hit):
            continue
        if _of_quarter(board, hit):
            continue
        complement = _completed(board, hit, _apart(board, hit, complement_of(board, linker, hit.end)))
        security = board.hits.any(hit.start, ("people.security",))
        group = _group(hit, complement, _owner(board, linker, hit, complement), security=security)
        board.put_hit(hit, group if group.iri else _siding(board, hit, group))


def _of_building(board: MentionBoard, hit: Hit) -> bool:
    """``مركز شرطة``: part of the words for a facility that begin before."""
    facility = board.hits.at(hit.start - 1, "facilities.words", "descriptor.facility") if hit.start else None
    return facility is not None and facility.end >= hit.end and board.free(facility.start, facility.end)


def _of_quarter(board: MentionBoard, hit: Hit) -> bool:
    """``حي الشرطة الرابعة``: a quarter that is called after people, which is put as a place."""
    kind = board.hits.at(hit.start - 1, "descriptor.place.Neighbourhood") if hit.start else None
    if kind is None or kind.definite or not hit.definite or hit.preposition or hit.conjunction:
        return False
    if fold(kind.value) != _QUARTER or not board.free(kind.start, kind.end):
        return False
    ordinal = board.plain(hit.end) and board.words[hit.end].norm.startswith("ال")
    end = hit.end + 1 if ordinal and not board.hits.any(hit.end, _NO_ORDINAL) else hit.end
    board.put_hit(kind, Mention(kind.start, end, "place", "Neighbourhood", "", "", definite=True))
    return True


def _apart(board: MentionBoard, hit: Hit, complement: Complement) -> Complement:
    """``اتهمت الجماعة فصيل كذا``: a definite word owns no construct; the name behind it is somebody else's."""
    owner = complement.owner
    if owner is None or owner.start != hit.end or owner.preposition:
        return complement
    if board.words[hit.end - 1].norm.endswith(_FREE) and board.hits.any(owner.start, ("people.organised",)):
        return Complement(hit.end)  # ``هاجم مسلحون كتيبة كذا``
    if not hit.definite:
        return complement
    return complement if board.words[owner.start].norm.startswith("ال") else Complement(hit.end)


def _completed(board: MentionBoard, hit: Hit, complement: Complement) -> Complement:
    """A group that no owner completes: with the noun that it stands in construct with, or the name that it is called.

    ``مقاتلو الفرقة``, ``رجال أمننا``; ``مجموعة صغيرة معروفة باسم كذا``.
    """
    if complement.owner is not None or complement.demonym is not None:
        return complement
    name = _called(board, complement.end)
    if name is not None:
        return replace(complement, end=name.end, owner=replace(name, generic=False))
    kin = _kin_end(board, complement.end)
    if kin is not None:
        return replace(complement, end=kin)
    sided = _sided_with(board, complement.end)
    if sided is not None:
        return replace(complement, end=sided)
    one_word = complement.end - hit.start == 1
    if one_word and hit.definite and board.qualified(hit.end) and board.words[hit.end].norm.endswith(_RELATION):
        return replace(complement, end=hit.end + 1)
    if not one_word or hit.definite or board.words[hit.start].norm.endswith(_FREE) or is_accusative(board, hit):
        return complement
    return replace(complement, end=construct_end(board, hit.end, ours=True))


def _kin_end(board: MentionBoard, position: int) -> int | None:
    """``مسلحون من قبيلتي كذا وكذا``: where the names of the tribes end that fighters come from."""
    if not board.plain(position + 1) or board.words[position].norm not in ("من", "في"):
        return None
    norm = board.words[position + 1].norm
    if bare(norm) not in _KIN or norm.startswith("ال"):
        return None
    end = board.name_end(position + 2)
    if end == position + 2:
        return None
    second = board.words[end].norm if board.plain(end) else ""
    pair = norm.endswith("ي") and second.startswith("وال") and not board.hits.any(end, ("trigger", "verb"))
    return end + 1 if pair else end


def _sided_with(board: MentionBoard, position: int) -> int | None:
    """``القوات الموالية لهم``, ``القوات المؤيدة لكذا``: where the pronoun or the participle of siding ends."""
    if position >= len(board.words):
        return None
    if bare(board.words[position].norm) in _SIDING:
        if _party_sided_with(board, position + 1) is not None:
            return position + 1
        if board.plain(position + 1) and board.words[position + 1].norm in _PRONOUNS:
            return position + 2
    pronoun = board.words[position].norm in _PRONOUNS
    return position + 1 if pronoun and bare(board.words[position - 1].norm) in _SIDING else None


def _siding(board: MentionBoard, hit: Hit, group: Mention) -> Mention:
    """``قوات موالية لكذا``: the group is called with whom it sides with; a party stays a mention of its own."""
    if bare(board.words[group.end - 1].norm) not in _SIDING:
        return group
    party = _party_sided_with(board, group.end)
    end = _unnamed_end(board, group.end) if party is None else party.char_end
    if not end:
        return group
    first = board.words[hit.start]
    start = first.start + proclitic_letters(first.norm, hit.preposition, hit.conjunction, hit.definite)
    surface = board.reading.article.text[start:end]
    return replace(group, char_start=start, char_end=end, surface=surface, name=clean_name(surface))


def _party_sided_with(board: MentionBoard, position: int) -> Mention | None:
    """The party right behind a participle of siding, or behind its على: ``موالية لكذا``, ``محسوبة على كذا``."""
    at = position + (position < len(board.words) and board.words[position].norm == _ON)
    party = board.following(at, ("actor", "person"))
    return party if party is not None and party.start == at else None


def _unnamed_end(board: MentionBoard, position: int) -> int:
    """``موالية للحكومة``: where the letters of the body end that they side with and that no list knows; 0 for none."""
    if not board.plain(position) or not board.words[position].norm.startswith(_FOR_THE):
        return 0
    return board.words[position].end


def _called(board: MentionBoard, position: int) -> Mention | None:
    """The actor whose name stands behind ``معروفة باسم`` and the like, perhaps behind adjectives."""
    for at in range(position, position + _ADJECTIVES_BETWEEN + 1):
        link = board.hits.at(at, "people.called")
        if link is not None:
            return board.following(link.end, ("actor",))
        if not board.plain(at) or board.words[at].norm.startswith("ال") or not board.words[at].norm.endswith(_NISBA):
            return None
    return None


def _describes(board: MentionBoard, hit: Hit) -> bool:
    """``هجوم انتحاري``، ``تفجير إرهابي``: a singular right behind a word of violence describes it."""
    if hit.definite and hit.value.endswith(("ين", "ون")) and board.words[hit.start].norm.endswith(("ي", "و")):
        return True
    before = hit.start - 1
    if before < 0 or hit.preposition or hit.conjunction:
        return False
    norm = board.words[before].norm
    if hit.definite and board.hits.any(hit.start, ("people.loose",)):
        if norm.lstrip("وفبلك").startswith("ال") or board.hits.any(before, ("trigger.noun",)):
            return True
        if not board.words[hit.start].norm.endswith(_FREE) and _named_before(board, hit.start):
            return True
    word = board.words[hit.start].norm
    if word.startswith("مسلح") and word.removesuffix("ا").endswith("ح"):
        return bare(norm) in _DEEDS or norm[1:] in _DEEDS  # ``كمين مسلح``; in ``قتل مسلح`` it is a man
    if word.endswith(("حان", "حين", "يان", "يين")) and norm.endswith(("ان", "ين")):
        deed = bare(norm)[:-2]
        return deed in _DEEDS or deed.removesuffix("ت") + "ه" in _DEEDS  # ``هجومان مسلحان``
    if not word.removesuffix("ا").endswith("ي"):
        return False
    return board.hits.any(before, ("trigger.noun",)) or bare(norm) in _DEEDS


def _named_before(board: MentionBoard, position: int) -> bool:
    """``داعش الإرهابي``: whether an actor's name ends here."""
    before = next(iter(board.before(position)), None)
    return before is not None and before.kind == "actor" and before.end == position


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
            named=owner.named,
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
        return _of_state(board, linker, hit, complement)
    return owner


def _of_state(board: MentionBoard, linker: Linker, hit: Hit, complement: Complement) -> Mention | None:
    """``جنود مصريون``, ``الشرطة النمساوية``: the army or police of a state, else the state whose forces they are.

    Not where an adjective says that they are of a part of its people (``قوات كردية سورية``).
    """
    words = range(hit.end, complement.end)
    if complement.demonym is None or any(board.hits.any(at, ("people.of_people",)) for at in words):
        return None
    if _sides(board, complement.end):
        return None
    kinds = ("police", "army")
    kind = next((kind for kind in kinds if board.hits.any(hit.start, (f"people.{kind}",))), None)
    if kind is None and any(bare(board.words[at].norm) in _ARMED for at in words):
        kind = "army"
    force = linker.force_of(complement.demonym, kind, board.reading.article.anchor) if kind else None
    if force is None and kind == "police":
        return None
    entity = force or linker.entity(complement.demonym)
    name = entity.label("ar") or ""
    return Mention(
        hit.start, complement.end, "actor", "StateForce", "", name, iri=entity.iri, score=0.9, named=hit.definite
    )


def _sides(board: MentionBoard, position: int) -> bool:
    """``قوات كذا مؤيدة لفلان``: those who take a side are not the state's forces as such."""
    return board.plain(position) and bare(board.words[position].norm) in _SIDING


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
