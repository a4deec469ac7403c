"""The lines of a text and what each is by its looks: a paragraph, a headline, page furniture, a picture's caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kgbuild.arabic import Span, fold, normalise
from kgbuild.documents.phrases import phrases
from kgbuild.documents.written_days import day_of_line

__all__ = ["Line", "LineKind", "content_words", "folded_words", "split_lines"]

LineKind = Literal[
    "paragraph",
    "short",
    "date",
    "byline",
    "caption",
    "furniture",
    "see_also",
    "see_also_heading",
    "related",
    "comments",
]

_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# White space, invisible marks and the byte order mark at the edges belong to no line.
_EDGE = " \t\xa0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u2000-\u200a\u202f\u3000"
_INNER = re.compile(rf"[^{_EDGE}](?:.*[^{_EDGE}])?", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
_ARABIC_WORD = re.compile(r"[ء-ي]+")
_SENTENCE_END = re.compile(r"[.…؟?!:؛][\s\"”’»)\]}]*$")
_FULL_STOP = re.compile(r"[.…][\s\"”’»)\]}]*$")
_PREFIX = re.compile(r"^[وف]?(?:[بلك]?ال|لل)(?=...)|^و(?=....)")
_SUFFIX = re.compile(r"(?<=...)(?:ات|ون|ين|ها|هم|ان|ه|ي)$")
_LONG_LINE = 600
_SHORT_PARAGRAPH = 6
_LONG_HEADLINE = 20
_QUESTION_HEADLINE = 12
_POINTER = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it.

    ``key`` is its folded spelling without punctuation, the same for the same words; ``words`` how many they are.
    """

    span: Span
    text: str
    key: str
    words: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of phrases.toml, compiled."""

    heads: re.Pattern[str] | None
    whole: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    max_words: int

    def begins(self, key: str) -> bool:
        return self.heads is not None and self.heads.match(key) is not None

    def matches(self, text: str) -> bool:
        return any(pattern.fullmatch(text) for pattern in self.patterns)


def folded_words(text: str) -> str:
    """Fold the spelling and part the words by one space, without punctuation.

    Examples
    --------
    >>> folded_words("اقرأ أيضاً: «الهدنة»")
    'اقرا ايضا الهدنه'
    """
    return " ".join(_WORD.findall(normalise(text).text.casefold()))


def content_words(text: str) -> frozenset[str]:
    """Return the roughly stemmed words of a text that tell its subject; frequent words are left out.

    Examples
    --------
    >>> sorted(content_words("قتل جنديان في الهجوم على المدينة"))
    ['جندي', 'قتل', 'مدين', 'هجوم']
    """
    stems = (_SUFFIX.sub("", _PREFIX.sub("", word)) for word in _ARABIC_WORD.findall(normalise(text).text))
    return frozenset(stem for stem in stems if len(stem) >= 3 and stem not in _common_words())


def split_lines(text: str) -> list[Line]:
    """Split a text into its lines that hold something, each with its kind.

    Examples
    --------
    >>> [(line.kind, line.span.start) for line in split_lines("هدنة جديدة في المدينة\\n\\n TT \\nمشاركة المقال")]
    [('short', 0), ('furniture', 24), ('furniture', 28)]
    """
    lines: list[Line] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        inner = _INNER.search(text, start, end)
        if inner and inner.end() <= end:
            lines.append(_line(text, inner.start(), inner.end()))
        start = match.end() if match else end
    return lines


def _line(text: str, start: int, end: int) -> Line:
    end = _without_pointer(text, start, end)
    inner = text[start:end]
    short = len(inner) <= _LONG_LINE
    key = folded_words(inner) if short else inner
    words = len(key.split()) if short else inner.count(" ") + 1
    return Line(Span(start, end), inner, key, words, _kind(inner, key, words) if short else "paragraph")


def _without_pointer(text: str, start: int, end: int) -> int:
    """Cut a pointer to another article off the end of a paragraph."""
    tail_from = max(start, end - 400)
    match = re.search(_tail(), text[tail_from:end])
    if not match or tail_from + match.start() <= start:
        return end
    return start + len(text[start : tail_from + match.start()].rstrip())


@lru_cache(maxsize=1)
def _tail() -> str:
    return str(phrases("see_also")["tail"])


def _kind(text: str, key: str, words: int) -> LineKind:
    sentence = _FULL_STOP.search(text) is not None and words >= _SHORT_PARAGRAPH
    furniture, see_also = _group("furniture"), _group("see_also")
    if day_of_line(text):
        return "date"
    notice = _group("notice")
    if key in furniture.whole or furniture.matches(text) or (notice.begins(key) and words <= notice.max_words):
        return "furniture"
    if _group("comments").begins(key) and not sentence and words <= _group("comments").max_words:
        return "comments"
    if see_also.begins(key) and words <= see_also.max_words and (":" in text[:_POINTER] or not sentence):
        bare = key in see_also.whole or text.rstrip().endswith(":")
        return "see_also_heading" if bare else "see_also"
    if _group("related").begins(key) and not sentence:
        return "related" if words <= _group("related").max_words else "furniture"
    if furniture.begins(key) and words <= furniture.max_words and (":" in text[:_POINTER] or not sentence):
        return "furniture"
    if _is_caption(text):
        return "caption"
    if _group("byline").matches(text) and words <= _group("byline").max_words:
        return "byline"
    if sentence or words > _LONG_HEADLINE:
        return "paragraph"
    return "paragraph" if _SENTENCE_END.search(text) and words > _QUESTION_HEADLINE else "short"


def _is_caption(text: str) -> bool:
    """Whether the line ends in brackets that hold nothing but whom the picture is from."""
    match = re.search(r"\(([^()]{2,40})\)$", text)
    if not match or match.start() == 0:
        return False
    return any(f" {credit} " in f" {folded_words(match[1])} " for credit in _credits())


@lru_cache(maxsize=1)
def _credits() -> tuple[str, ...]:
    return tuple(folded_words(word) for word in phrases("credit")["words"])


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(fold(word) for word in phrases("words")["common"])


@lru_cache(maxsize=8)
def _group(name: str) -> _Group:
    data = phrases(name)
    listed: list[str] = data.get("phrases", [])
    folded = sorted((folded_words(phrase) for phrase in listed), key=len, reverse=True)
    heads = re.compile("(?:" + "|".join(map(re.escape, folded)) + r")(?!\w)") if folded else None
    return _Group(
        heads=heads,
        whole=frozenset(folded_words(word) for word in data.get("whole", [])) | (frozenset(folded)),
        patterns=tuple(re.compile(pattern) for pattern in data.get("patterns", [])),
        max_words=int(data["max_words"]),
    )
