"""Finds the actors, places, facilities, people and weapons that a text names.

Names of the knowledge base are found by its alias index; names that it does not know, by the words that stand before
them (``لواء``, ``بلدة``, ``العقيد``), which come from the ontology and from ``tables/words.toml``.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable, Word

__all__ = ["WordMap", "bare", "clean_edges", "is_name_word", "name_end", "preposition_before", "supported", "with_context"]

_STOP = frozenset(
    "في من على الى عن مع بين بعد قبل منذ حتى خلال ان او ثم قد لم لا لن ما هو هي هم كما وسط قرب ضد عند حيث التي الذي الذين"
    " هذا هذه ذلك تلك كل بعض غير اي لدى عبر حول دون وهو وهي وهم وذلك كان كانت قال قالت يوم اليوم امس تم جراء اثر وفق بحسب حسب نحو عدد الا اذ البلاد البلد العالم المنطقه المحافظه المدينه البلده".split()
)
_COMPOUND = frozenset("ابو ابي ابا ام عين تل بيت دير راس كفر خان جسر بير بئر عبد بني باب ذي ذو ال بو خربه وادي جبل نهر دار قلعه حصن سد ابن بن خور شط حوش مزرعه عقبه نقيل راشد حمام".split())
_DIRECTION_ENDINGS = ("شمالي", "جنوبي", "شرقي", "غربي", "شماليه", "جنوبيه", "شرقيه", "غربيه", "اوسط", "وسطي", "كبري", "صغري", "قديمه", "جديده", "اعلي", "اسفل", "عليا", "سفلي")


def bare(norm: str) -> str:
    """Return a normalised word without the article."""
    return norm[2:] if norm.startswith("ال") and len(norm) >= 4 else norm


def preposition_before(words: Sequence[Word], hits: HitTable, start: int, clitic: str) -> tuple[str, int]:
    """The preposition of what begins at ``start``: its clitic, else the words before it; and where that begins."""
    back = start - 1
    while back >= 0 and words[back].mark == "quote":
        back -= 1
    if clitic in ("ب", "ل", "ك"):
        return (_SUPPORT if supported(words, hits, back) else clitic), start
    if back < 0 or words[back].mark:
        return "", start
    for length in (3, 2, 1):
        first = back - length + 1
        if first < 0:
            continue
        hit = hits.at(first, "preposition")
        if hit and hit.end == back + 1:
            if first and words[first - 1].norm in ("من", "ومن") and hit.value == "داخل":
                return "من داخل", first - 1
            return hit.value, first
    norm = words[back].norm
    for prefix in ("", "و", "ف"):
        if norm.startswith(prefix) and norm[len(prefix) :] in _PLAIN_PREPOSITIONS and not (prefix and hits.any(back, ("trigger", "verb", "reporting.verbs"))):
            if norm[len(prefix) :] == "من" and supported(words, hits, back - 1):
                return _SUPPORT, back
            if norm[len(prefix) :] in ("داخل", "جهه", "اتجاه") and back and words[back - 1].norm in ("من", "ومن"):
                return "من داخل", back - 1
            return norm[len(prefix) :], back
    if norm in ("ل", "ب", "ك", "ول", "وب"):
        return norm.lstrip("و"), back
    return "", start


_SUPPORT = "بدعم من"


def supported(words: Sequence[Word], hits: HitTable, at: int) -> bool:
    """Whether a word of support stands here, or before adjectives and nouns joined to it (بغطاء جوي ودعم بري من)."""
    for position in range(at, max(-1, at - 5), -1):
        word = words[position]
        if word.mark or hits.any(position, ("verb", "trigger", "complementizers")):
            return False
        if hits.any(position, ("facilities.support",)):
            return True
        if not bare(word.norm.lstrip("و")).endswith(("ي", "يه")):
            return False
    return False


_PLAIN_PREPOSITIONS = frozenset("في من على الى عن مع بين ضد قرب عند لدى عبر نحو حول منذ بعد قبل داخل خارج فوق تحت وسط خلال دون ضمن بحق صوب باتجاه".split())


class WordMap:
    """Maps character spans of the article to word positions."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._starts = [word.start for word in words]
        self._words = words

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open word interval that covers characters ``start`` to ``end``."""
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        last = first
        while last < len(self._words) and self._words[last].start < end:
            last += 1
        return first, max(last, first + 1)


def is_name_word(words: Sequence[Word], hits: HitTable, position: int, taken: Sequence[bool]) -> bool:
    """Whether a word may be part of an unknown name: no function word, number, verb of saying or word of violence."""
    if position >= len(words) or taken[position]:
        return False
    word = words[position]
    if word.mark or word.norm in _STOP or len(word.norm) < 2 or word.norm[0].isdigit():
        return False
    return not hits.any(position, ("reporting", "complementizers", "boundaries", "trigger", "verb", "tolls", "preposition", "places.relations", "factuality", "certainty", "facilities.owners"))


def name_end(words: Sequence[Word], hits: HitTable, start: int, taken: Sequence[bool], most: int = 2) -> int:
    """Where an unknown name that begins at ``start`` ends (``start`` itself when there is none).

    A quoted name ends at its closing mark. Else it is one word, two after a word such as ``أبو`` or ``تل``, and a
    direction (``الشرقي``) may follow.
    """
    if start < len(words) and words[start].mark == "quote":
        for end in range(start + 1, min(start + 7, len(words))):
            if words[end].mark == "quote":
                return end + 1 if end > start + 1 else start
            if words[end].mark:
                return start
        return start
    if not is_name_word(words, hits, start, taken):
        return start
    end = start + 1
    while end < len(words) and bare(words[end - 1].norm) in _COMPOUND and is_name_word(words, hits, end, taken):
        end += 1
    if end - start < most and end < len(words) and not words[end].mark and words[end].norm.startswith("ال") and bare(words[end].norm) in _DIRECTION_ENDINGS:
        end += 1
    return end


def surface(reading: Reading, start: int, end: int, clitic_letters: int = 0) -> str:
    """The words as written, without quotation marks at the edges and without ``clitic_letters`` first letters."""
    while start < end - 1 and reading.words[start].mark:
        start += 1
    while end - 1 > start and reading.words[end - 1].mark == "quote":
        end -= 1
    return reading.article.text[reading.words[start].start + clitic_letters : reading.words[end - 1].end]


def with_context(mention: Mention, words: Sequence[Word], hits: HitTable, clitic: str, conjunction: str) -> Mention:
    """Return the mention with the preposition and conjunction that stand before it."""
    preposition, first = preposition_before(words, hits, mention.start, clitic)
    if not conjunction and first < mention.start and words[first].norm.startswith("و"):
        conjunction = "و"
    if not conjunction and mention.start and words[mention.start - 1].norm in ("و", "او", "ثم"):
        conjunction = "و"
    return replace(mention, preposition=preposition, conjunction=conjunction)


def clean_edges(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Drop quotation marks and commas at both edges of a word interval."""
    while start < end - 1 and words[start].mark:
        start += 1
    while end - 1 > start and words[end - 1].mark:
        end -= 1
    return start, end
