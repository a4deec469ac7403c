"""Where one article of a file ends and the next begins, and which lines between them belong to neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.documents.lines import Line, content_words

__all__ = ["split_articles"]

_LISTS = frozenset({"related", "comments"})
# A body that goes on after a list of other articles: teasers stand alone, a body is several paragraphs in a row.
_BODY_RUN = 3
_SHORT_BODY_RUN = 2
_SHORT_BODY_WORDS = 60
# Signs of a new article, added up; measured on 431 newspaper articles cut in two: halves of one article share less than
# LOW of the smaller half's subject words in one case of twenty, halves of two articles of one day in two of three;
# above HIGH it is one half of the cases against one in twenty.
_LOW_COHESION = 0.18
_MIDDLE_COHESION = 0.24
_HIGH_COHESION = 0.30
_FEW_WORDS = 15
_FIT = 0.4
_ENOUGH = 4
# Lines on either side that are compared: the subject of a report is told near its head.
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines from ``start`` to ``end`` between two stretches of paragraphs, with the headline of a new one.

    ``doubled``: it stands there twice; ``adjacent``: in two lines running, as a picture's caption does on many pages.
    ``dated``, ``signed``: a line says a day, a writer. ``list_end``: the line that follows a list of other articles, if
    one stands there. ``furniture``: page furniture stands there.
    """

    start: int
    end: int
    headline: int | None
    doubled: bool
    adjacent: bool
    dated: bool
    signed: bool
    list_end: int | None
    furniture: bool


def split_articles(lines: Sequence[Line]) -> list[list[Line]]:
    """Part the lines into articles; lists of other articles and readers' comments are left out.

    Examples
    --------
    >>> from kgbuild.documents.lines import split_lines
    >>> text = "عاد الهدوء إلى البلدة بعد يومين من القصف.\\nمقالات ذات صلة\\nسوق جديدة في الميناء\\nافتتح المحافظ سوقاً."
    >>> [[line.text[:9] for line in article] for article in split_articles(split_lines(text))]
    [['عاد الهدو']]
    """
    kept, after_list = _without_lists(lines)
    articles: list[list[Line]] = [[]]
    start = done = 0
    for head in _heads(kept, after_list):
        new = _opening(kept, start, head)
        goes_on = head.end if new is None else new
        # The last titles of a list stand where a headline would: they go with it.
        articles[-1].extend(kept[done : goes_on if head.list_end is None else head.list_end])
        done = goes_on
        if new is not None:
            articles.append([])
            start = new
    articles[-1].extend(kept[done:])
    return articles


def _without_lists(lines: Sequence[Line]) -> tuple[list[Line], frozenset[int]]:
    """Leave out every list of other articles, up to where a body goes on; say which kept lines follow such a list."""
    kept: list[Line] = []
    after: set[int] = set()
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.kind in _LISTS:
            position = _end_of_list(lines, position + 1)
            after.add(len(kept))
        elif line.kind == "see_also_heading":
            position = _end_of_titles(lines, position + 1)
        else:
            kept.append(line)
            position += 1
    return kept, frozenset(after)


def _end_of_titles(lines: Sequence[Line], position: int) -> int:
    while position < len(lines) and lines[position].kind in ("short", "caption", "see_also"):
        position += 1
    return position


def _end_of_list(lines: Sequence[Line], start: int) -> int:
    """Find the first line after a list: the head of the next run of paragraphs that is too long for a teaser."""
    position = start
    teasers = False
    while position < len(lines):
        if lines[position].kind != "paragraph":
            position += 1
            continue
        end = position
        while end < len(lines) and lines[end].kind == "paragraph":
            end += 1
        words = sum(line.words for line in lines[position:end])
        run = _BODY_RUN if teasers and words < _SHORT_BODY_WORDS else _SHORT_BODY_RUN
        if end - position >= run:
            return _start_of_head(lines, start, position)
        teasers = True
        position = end
    return len(lines)


def _start_of_head(lines: Sequence[Line], start: int, body: int) -> int:
    """Walk back from a body over its headline, captions and byline, not into the teaser before it."""
    head = body
    titled = False
    while head > start and lines[head - 1].kind not in ("paragraph", *_LISTS):
        if lines[head - 1].kind == "byline" and titled:
            break
        titled = titled or lines[head - 1].kind == "short"
        head -= 1
    return head


def _heads(lines: Sequence[Line], after_list: frozenset[int]) -> list[_Head]:
    """Find each stretch of short lines, or end of a list, that has paragraphs before and after it."""
    heads: list[_Head] = []
    position = 0
    while position < len(lines):
        if lines[position].kind == "paragraph" and position not in after_list:
            position += 1
            continue
        end = position
        while end < len(lines) and lines[end].kind != "paragraph":
            end += 1
        if end < len(lines) and any(line.kind == "paragraph" for line in lines[:position]):
            list_end = next((a for a in range(position, end + 1) if a in after_list), None)
            heads.append(_head(lines, position, end, list_end))
        position = end + 1
    return heads


def _head(lines: Sequence[Line], start: int, end: int, list_end: int | None) -> _Head:
    group = range(start if list_end is None else list_end, end)
    times = Counter(lines[i].key for i in group)
    doubled = next((i for i in group if lines[i].kind == "short" and times[lines[i].key] > 1), None)
    single = next((i for i in reversed(group) if lines[i].kind == "short" and lines[i].words >= 3), None)
    return _Head(
        start=start,
        end=end,
        headline=doubled if doubled is not None else single,
        doubled=doubled is not None,
        adjacent=doubled is not None and lines[doubled].key == lines[doubled + 1].key,
        dated=any(lines[i].kind == "date" for i in group),
        signed=any(lines[i].kind == "byline" for i in group),
        list_end=list_end,
        furniture=any(line.kind == "furniture" for line in lines[start:end]),
    )


def _opening(lines: Sequence[Line], start: int, head: _Head) -> int | None:
    """Return the line that a new article begins on, or ``None`` where the same article goes on."""
    after_list = head.list_end is not None
    if head.headline is None or not (head.doubled or head.dated or after_list or head.furniture):
        return None
    before = _paragraph_words(lines[max(start, head.start - _WINDOW) : head.start])
    after = _paragraph_words(lines[head.end : _end_of_run(lines, head.end)])
    title = content_words(lines[head.headline].text)
    ahead, behind = _share(title, after), _share(title, before)
    fits = ahead >= _FIT and ahead > behind
    if not (fits or head.dated or (head.doubled and after_list)):
        return None
    signs = 2 * head.doubled + 2 * head.dated + 2 * after_list + head.furniture + head.signed
    signs += fits + (fits and not head.adjacent and behind <= ahead / 2) + _cohesion_sign(before, after)
    return head.headline if signs >= _ENOUGH else None


def _cohesion_sign(before: frozenset[str], after: frozenset[str]) -> int:
    least = min(len(before), len(after))
    if least < _FEW_WORDS:
        return 0
    share = len(before & after) / least
    if share < _MIDDLE_COHESION:
        return 2 if share < _LOW_COHESION else 1
    return -2 if share > _HIGH_COHESION else 0


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _end_of_run(lines: Sequence[Line], start: int) -> int:
    """Find the end of the stretch that begins at ``start``: up to the next doubled short line or day line."""
    end = min(len(lines), start + _WINDOW)
    for position in range(start, end - 1):
        line = lines[position]
        if line.kind == "date" or (line.kind == "short" and line.key == lines[position + 1].key):
            return position
    return end


def _paragraph_words(lines: Sequence[Line]) -> frozenset[str]:
    words: frozenset[str] = frozenset()
    return words.union(*(content_words(line.text) for line in lines if line.kind == "paragraph"))
