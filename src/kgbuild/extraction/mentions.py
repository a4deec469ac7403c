"""What the words in and before a mention tell: where a name ends, and which preposition and conjunction lead to it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from kgbuild.arabic.persons import person_noun
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.name_words import name_words

__all__ = [
    "WordMap",
    "bare",
    "clean_edges",
    "hyphen_end",
    "is_name_word",
    "joined",
    "name_end",
    "opens_description",
    "preposition_before",
    "supported",
    "with_context",
]

_EACH = ("كل", "كلا", "كلتا")
_SUPPORT = "بدعم من"
_FROM_INSIDE = "من داخل"
_SUPPORT_REACH = 5  # words from a noun of support back over its adjectives (بغطاء جوي ودعم بري من)
_JOINED_VERB = 5  # letters of a joined verb with its object at least
_OBJECTS = ("ته", "تها", "تهم", "تهما", "وه", "وها", "وهم", "وهما")
_QUOTED_NAME = 7  # words of a quoted name at most, with its opening mark
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_FUNCTION_WORDS = name_words("function_words")
_AUXILIARIES = name_words("auxiliaries")
_COMPOUND_HEADS = name_words("compound_heads")
_DIRECTIONS = name_words("directions")
_LOCATED = name_words("located")
_PREPOSITIONS = name_words("prepositions")
_ORIGINS = name_words("origins")
_GOD, _OF_GOD = "الله", name_words("of_god")
_NO_NAME = (
    "reporting",
    "complementizers",
    "boundaries",
    "trigger",
    "verb",
    "tolls",
    "preposition",
    "places.relations",
    "factuality",
    "certainty",
    "facilities.owners",
    "speech.not_names",
)


def bare(norm: str) -> str:
    """Return a normalised word without the article.

    Examples
    --------
    >>> bare("التنظيم"), bare("الم")
    ('تنظيم', 'الم')
    """
    return norm[2:] if norm.startswith("ال") and len(norm) >= 4 else norm


def preposition_before(words: Sequence[Word], hits: HitTable, start: int, clitic: str) -> tuple[str, int]:
    """Find the preposition of what begins at a word.

    Parameters
    ----------
    words, hits
        The article's words and the phrases found in it.
    start
        The first word of what the preposition may stand before.
    clitic
        The preposition that is written on that word, if any; it goes before those that stand apart.

    Returns
    -------
    tuple
        The preposition, empty for none, and the word that it begins at (``start`` for a clitic and for none).
    """
    back = start - 1
    while back >= 0 and words[back].mark == "quote":
        back -= 1
    if clitic in ("ب", "ل", "ك"):
        return (_SUPPORT if supported(words, hits, back) else clitic), start
    if back < 0 or words[back].mark:
        return "", start
    if back > 1 and words[back].norm == "من" and words[back - 1].norm in _EACH and not words[back - 2].mark:
        back -= 2  # في كل من كذا وكذا
    found = _phrase_to(words, hits, back) or _word_at(words, hits, back)
    if found is not None:
        return found
    norm = words[back].norm
    return (norm.lstrip("و"), back) if norm in ("ل", "ب", "ك", "ول", "وب") else ("", start)


def _phrase_to(words: Sequence[Word], hits: HitTable, back: int) -> tuple[str, int] | None:
    """The preposition of the tables that ends with word ``back``, the longest first."""
    for first in range(max(back - 2, 0), back + 1):
        hit = hits.at(first, "preposition")
        if hit and hit.end == back + 1:
            if first and words[first - 1].norm in ("من", "ومن") and hit.value == "داخل":
                return _FROM_INSIDE, first - 1
            return hit.value, first
    return None


def _word_at(words: Sequence[Word], hits: HitTable, back: int) -> tuple[str, int] | None:
    """The preposition that word ``back`` is, perhaps behind a conjunction (وفي)."""
    norm = words[back].norm
    for prefix in ("", "و", "ف"):
        word = norm.removeprefix(prefix)
        if not norm.startswith(prefix) or word not in _PREPOSITIONS:
            continue
        if prefix and hits.any(back, ("trigger", "verb", "reporting.verbs")):
            continue
        if word == "من" and supported(words, hits, back - 1):
            return _SUPPORT, back
        if word in _ORIGINS and back and words[back - 1].norm in ("من", "ومن"):
            return _FROM_INSIDE, back - 1
        return word, back
    return None


def supported(words: Sequence[Word], hits: HitTable, at: int) -> bool:
    """Whether a word of support stands here, or before adjectives and nouns joined to it (بغطاء جوي ودعم بري من)."""
    for position in range(at, max(-1, at - _SUPPORT_REACH), -1):
        word = words[position]
        if word.mark or hits.any(position, ("verb", "trigger", "complementizers")):
            return False
        if hits.any(position, ("facilities.support",)):
            return True
        if not bare(word.norm.lstrip("و")).endswith(("ي", "يه")):
            return False
    return False


class WordMap:
    """Maps character spans of the article to word positions."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._starts = [word.start for word in words]
        self._words = words

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open word interval that covers characters ``start`` to ``end``.

        Examples
        --------
        >>> WordMap([Word(0, 4, "قرب"), Word(5, 8, "تل")]).words_of(5, 7)
        (1, 2)
        """
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        last = first
        while last < len(self._words) and self._words[last].start < end:
            last += 1
        return first, min(max(last, first + 1), len(self._words))


def is_name_word(words: Sequence[Word], hits: HitTable, position: int, taken: Sequence[bool]) -> bool:
    """Whether a word may be part of an unknown name: no function word, number, verb of saying or word of violence."""
    if position >= len(words) or taken[position]:
        return False
    word = words[position]
    if word.norm == _GOD:
        return position > 0 and words[position - 1].norm in _OF_GOD
    if word.mark or word.norm in _FUNCTION_WORDS or len(word.norm) < 2 or word.norm[0].isdigit():
        return False
    if word.norm.lstrip("و")[:1] in ("ي", "ت") and is_finite_verb(word.norm):
        return False
    if word.norm.lstrip("وف") in _AUXILIARIES or _acts_on(word.norm) or _joins_person(word.norm):
        return False
    return not hits.any(position, _NO_NAME)


def _acts_on(norm: str) -> bool:
    """``وأودعته السجن``, ``ونقلوه``: a joined verb with its object, no part of the name before it."""
    return norm.startswith("و") and len(norm) >= _JOINED_VERB and norm.endswith(_OBJECTS)


def _joins_person(norm: str) -> bool:
    """``ومجند``: one more man behind a joint, no name."""
    return norm.startswith("و") and person_noun(norm[1:]) is not None and person_noun(norm[1:]) == person_noun(norm)


def opens_description(norm: str) -> bool:
    """``جبل الحصن المطل على كذا``: a definite participle that tells where a place lies, no part of its name."""
    return norm.startswith("ال") and bare(norm) in _LOCATED


def name_end(words: Sequence[Word], hits: HitTable, start: int, taken: Sequence[bool]) -> int:
    """Return where an unknown name that begins at ``start`` ends (``start`` itself when there is none).

    A quoted name ends at its closing mark. Else it is one word, two after a word such as ``أبو`` or ``تل``, and a
    direction (``الشرقي``) may follow.
    """
    if start < len(words) and words[start].mark == "quote":
        return _quoted_end(words, start)
    if not is_name_word(words, hits, start, taken):
        return start
    end = hyphen_end(words, hits, start + 1, taken)
    if end > start + 1:
        return end
    while end < len(words) and bare(words[end - 1].norm) in _COMPOUND_HEADS and is_name_word(words, hits, end, taken):
        if opens_description(words[end].norm):
            break
        end += 1
    if end == start + 1 and _second_part(words, hits, start, taken):
        return end + 1
    directed = end == start + 1 and end < len(words) and not words[end].mark and words[end].norm.startswith("ال")
    return end + 1 if directed and bare(words[end].norm) in _DIRECTIONS else end


def hyphen_end(words: Sequence[Word], hits: HitTable, position: int, taken: Sequence[bool]) -> int:
    """Return where a name goes on to behind hyphens without spaces: ``نيدر-هاوزن`` (``position`` without one)."""
    while position + 1 < len(words) and words[position].norm in _HYPHENS:
        joined = words[position - 1].end == words[position].start and words[position].end == words[position + 1].start
        if not joined or not is_name_word(words, hits, position + 1, taken):
            break
        position += 2
    return position


def _second_part(words: Sequence[Word], hits: HitTable, start: int, taken: Sequence[bool]) -> bool:
    """``قرية حسن شامي شمال …``، ``حي بي أوغلو وسط …``: two bare words up to a preposition or the end of the phrase."""
    second, after = start + 1, start + 2
    if words[start].norm.startswith("ال") or not is_name_word(words, hits, second, taken):
        return False
    norm = words[second].norm
    if norm.startswith(("ال", "و", "ف")) or is_finite_verb(norm, words[start].norm) or hits.rows[second]:
        return False
    if norm.startswith(("ب", "ل")) and not _led_by_preposition(hits, after):
        return False  # ``قرية كذا بكذا``
    return _closes(words, hits, after)


def _closes(words: Sequence[Word], hits: HitTable, position: int) -> bool:
    """Whether a phrase ends before a word: at a mark, a preposition, a direction or the end of the article."""
    if position >= len(words) or words[position].mark or hits.any(position, ("preposition", "places.relations")):
        return True
    if _opens_clause(words[position].norm):
        return True
    kind = hits.at(position, "descriptor.place")
    if kind is not None and kind.conjunction == "و":
        return True  # ``في منطقة كذا كذا ومنطقة كذا``
    return _led_by_preposition(hits, position)


def _opens_clause(norm: str) -> bool:
    """``سيطروا على منطقة كذا كذا وتقدموا``: a joined verb of the past in the feminine or the plural."""
    return norm.startswith("و") and norm.endswith(("ت", "وا")) and is_finite_verb(norm[1:])


def _led_by_preposition(hits: HitTable, position: int) -> bool:
    """``بولاية كذا``: the word for a place, with its preposition, that a place behind it is told by."""
    return any(
        hit.preposition == "ب" and hit.category.startswith("descriptor.place")
        for hit in (hits.rows[position] if position < len(hits.rows) else ())
    )


def _quoted_end(words: Sequence[Word], start: int) -> int:
    for end in range(start + 1, min(start + _QUOTED_NAME, len(words))):
        if words[end].mark == "quote":
            return end + 1 if end > start + 1 else start
        if words[end].mark:
            return start
    return start


def with_context(mention: Mention, words: Sequence[Word], hits: HitTable, clitic: str, conjunction: str) -> Mention:
    """Return the mention with the preposition and conjunction that stand before it.

    Parameters
    ----------
    mention
        A mention without them.
    words, hits
        The article's words and the phrases found in it.
    clitic, conjunction
        Those that are written on the mention's first word, or empty strings.
    """
    preposition, first = preposition_before(words, hits, mention.start, clitic)
    if conjunction and not clitic:
        preposition, first = "", mention.start  # الموالين لصالح والمقاومة: a name that is spelt like a preposition
    if not conjunction and first < mention.start and words[first].norm.startswith("و"):
        conjunction = "و"
    before = mention.start - 1
    while before >= 0 and words[before].mark == "quote":
        before -= 1
    if not conjunction and before >= 0 and words[before].norm in ("و", "او", "ثم"):
        conjunction = "و"
    return replace(mention, preposition=preposition, conjunction=conjunction)


def joined(words: Sequence[Word], before: Mention, after: Mention) -> bool:
    """Whether ``و`` alone joins a mention to the one before it: كذا وكذا.

    Parameters
    ----------
    words
        The article's words.
    before, after
        Two mentions in the order of the text.
    """
    gap = words[before.end : after.start]
    return bool(after.conjunction) and all(word.mark == "quote" or word.norm == "و" for word in gap)


def clean_edges(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Drop quotation marks and commas at both edges of a word interval."""
    while start < end - 1 and words[start].mark:
        start += 1
    while end - 1 > start and words[end - 1].mark:
        end -= 1
    return start, end
