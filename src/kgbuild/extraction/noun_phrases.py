"""How far a noun phrase reaches behind its head: مبنى المؤسسة العامة، مسجد الإمام الصادق، عربة محملة بالوقود."""

from __future__ import annotations

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words

__all__ = ["construct_end", "is_accusative", "phrase_end"]

_ADJECTIVES = name_words("adjectives")
_HONOURED = name_words("honoured")
_FATHERS = name_words("fathers")
_FILLED = name_words("filled")
_VALUING = name_words("valuing")
_SIDING = name_words("siding")
_MADE_FOR = name_words("made_for")
_PURPOSELESS = name_words("purposeless")
_PARTICIPLES = name_words("located")
_FIRED = name_words("fired")
_OTHERS = (
    "trigger", "verb", "reporting.verbs", "reporting.according", "complementizers", "boundaries.words",
    "boundaries.relative", "boundaries.results", "tolls", "fates", "people.fighters", "people.civilians",
    "people.loose", "facilities", "descriptor.place", "descriptor.facility", "places.relations", "weapon", "dates",
    "certainty", "factuality.negated",
)  # fmt: skip
_NISBA = ("ي", "يه")
_LONG_ADJECTIVE = 5  # letters from which on an ending tells an adjective (غازية)
_MOST_ADJECTIVES = 2
_MOST_NAMES = 4
_WITH_PRONOUN = 5  # letters of a noun with نا at least


def phrase_end(board: MentionBoard, head: Hit, end: int) -> int:
    """Return where what tells an indefinite thing apart ends.

    Parameters
    ----------
    board
        The words of the article and which of them are taken.
    head
        The word or words for the thing.
    end
        Where it ends as far as it was read: behind its head, or behind adjectives.
    """
    named = end if is_accusative(board, head) else construct_end(board, head.end)
    if named > end:
        return named
    if end == head.end and _purpose(board, head):
        return end + 1
    if end == head.end and (office := _office_end(board, head)) is not None:
        return office
    first = end
    while end - first < _MOST_ADJECTIVES and _adjective(board, end):
        end += 1
    if end > head.end and bare(board.words[end - 1].norm) in _FILLED and _governed(board, end, ("ب",)):
        return end + 1
    return _sided(board, _adjectives(board, end + 1)) if _governed(board, end, ("لل",)) else end


def _purpose(board: MentionBoard, head: Hit) -> bool:
    """``سيارة ترحيلات``, ``حافلة ركاب``: an indefinite noun tells what a thing is for or holds."""
    return not is_accusative(board, head) and board.plain(head.end) and board.words[head.end].norm in _MADE_FOR


def _office_end(board: MentionBoard, head: Hit) -> int | None:
    """``موكب وزير كذا``, ``منزل رئيس البلدية``: where the office ends that a thing belongs to; ``None`` without one."""
    office = board.hits.at(head.end, "people.offices")
    if office is None or is_accusative(board, head) or not board.free(office.start, office.end):
        return None
    if office.definite or office.preposition or office.conjunction:
        return None
    end = construct_end(board, office.end)
    return end if end > office.end else None


def _sided(board: MentionBoard, position: int) -> int:
    """``للشباب المؤيد للأكراد``: with a participle of siding, whom they side with."""
    if not board.plain(position) or bare(board.words[position].norm) not in _SIDING:
        return position
    return position + 2 if _governed(board, position + 1, ("لل",)) else position


def construct_end(board: MentionBoard, position: int, *, ours: bool = False) -> int:
    """Return where the definite noun ends that a head stands in construct with, or the name of who it is called after.

    ``position`` where none does: the words behind belong to something else.

    Parameters
    ----------
    board
        The words of the article and which of them are taken.
    position
        The word behind the head.
    ours
        Whether a noun with the pronoun of the first person (``رجال أمننا``) counts.
    """
    if not board.plain(position):
        return position
    norm = board.words[position].norm
    if ours and norm.endswith("نا") and len(norm) >= _WITH_PRONOUN and board.name_word(position):
        return position + 1
    if norm.startswith("ال") and bare(norm) in _HONOURED:
        return _honoured_end(board, position + 1)
    if norm.startswith("ال") and bare(norm) not in _PARTICIPLES | _FIRED and not board.hits.any(position, _OTHERS):
        return _adjectives(board, position + 1)
    return position


def is_accusative(board: MentionBoard, hit: Hit) -> bool:
    """Whether the one word of a phrase has the ending of the indefinite accusative (مسجدا): no construct follows."""
    word = board.words[hit.start]
    text = board.reading.article.text[word.start : word.end]
    return text.endswith(("ً", "ًا")) or (word.norm.endswith("ا") and not fold(hit.value).endswith("ا"))


def _honoured_end(board: MentionBoard, position: int) -> int:
    """``الإمام الصادق``, ``الملك فيصل``: a title and the name behind it, one word or joined by بن and the like."""
    end = position
    while end - position < _MOST_NAMES and board.named(end) and bare(board.words[end].norm) not in _PARTICIPLES:
        end += 1
        if not board.named(end) or not _joined(board, end):
            break
    return _adjectives(board, end) if end > position and not board.words[end - 1].norm.startswith("ال") else end


def _joined(board: MentionBoard, position: int) -> bool:
    """Whether a name goes on: بن and the like stand here or right before."""
    return any(board.words[at].norm in _FATHERS for at in (position - 1, position))


def _adjectives(board: MentionBoard, position: int) -> int:
    """Where the definite adjectives from a word on end."""
    end = position
    while end - position < _MOST_ADJECTIVES and board.plain(end):
        norm = board.words[end].norm
        stem = bare(norm)
        if not norm.startswith("ال") or board.hits.any(end, _OTHERS) or stem in _PARTICIPLES | _VALUING:
            break
        if not (stem in _ADJECTIVES or stem.endswith(_NISBA) or stem.endswith("ه")):
            break
        end += 1
    return end


def _adjective(board: MentionBoard, position: int) -> bool:
    """``غازية``, ``محملة``: an indefinite adjective that the tables have, or that its ending tells."""
    if not board.plain(position):
        return False
    norm = board.words[position].norm
    if norm in _FILLED:
        return True
    if (
        not board.name_word(position)
        or board.hits.any(position, _OTHERS)
        or norm.startswith(("ال", "و", "ب", "ل", "ف"))
    ):
        return False
    return norm in _ADJECTIVES or (norm.endswith(_NISBA) and len(norm) >= _LONG_ADJECTIVE)


def _governed(board: MentionBoard, position: int, prefixes: tuple[str, ...]) -> bool:
    """Whether a noun with a preposition written on it stands here, and tells of no deed."""
    if not board.plain(position) or board.words[position].norm in _PURPOSELESS:
        return False
    barred = ("trigger", "verb", "complementizers", "boundaries", "descriptor.place", "weapon")
    return board.words[position].norm.startswith(prefixes) and not board.hits.any(position, barred)
