"""Where the words put something from a known place: ``ريف كذا الشرقي``, ``20 كلم شمال كذا``, ``محيط كذا``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.numbers import NumberMatch, numbers
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.report import PositionKind, RelativePosition

__all__ = ["position_of"]

_TABLE = load_table("positions")
_COMPASS = {fold(word): float(degrees) for word, degrees in _TABLE["compass"].items()}
_HEADS = {name: frozenset(fold(word) for word in words) for name, words in _TABLE["heads"].items()}
_UNITS = {fold(word): float(km) for word, km in _TABLE["distances"]["units"].items()}
_PAIRS = {fold(word): float(km) for word, km in _TABLE["distances"]["pairs"].items()}
_MEASURES = frozenset(fold(word) for word in _TABLE["distances"]["measures"])
_FROM = frozenset(_TABLE["distances"]["from"])
_LINKS = frozenset(fold(word) for word in _TABLE["links"]["between"])
_POINT = re.compile(rf"([وف]?)([بل]?)(ال|)({'|'.join(_COMPASS)})(ي|يه|)")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)")
_OF = "من"
_TO = "الي"
_PASSED = ("quote",)
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_AREAS = ("Country", "Governorate", "Region", "District", "NaturalArea")
_TURNED = ("countryside", "around", "parts")  # which of them attributes of the compass tell apart
_KINDS = ("descriptor.place", "descriptor.facility")
_REACH = 14  # words back from a name over which a position may be told
_COUNTED = 6  # words of a number at most
_NEAR = 12  # words from an unknown place to the known one that it lies from


@dataclass(frozen=True, slots=True)
class _Point:
    """A word of the compass: its bearing, whether it stands for north or south, its article, its ending."""

    degrees: float
    definite: bool
    joined: bool
    attribute: bool

    @property
    def polar(self) -> bool:
        return self.degrees in (0.0, 180.0)


@dataclass(frozen=True, slots=True)
class _Told:
    """A position, and the word that what tells it begins at."""

    position: RelativePosition
    start: int


def position_of(reading: Reading, place: Mention) -> RelativePosition | None:
    """Return where the words around a place put what happened, or ``None`` where they tell no more than its name.

    Of a place that the knowledge base does not know it is the position from a known one that is named right behind:
    ``قرية كذا بريف كذا الشرقي``.

    Parameters
    ----------
    reading
        The article with its words, sentences and mentions.
    place
        A mention of a place.
    """
    if place.kind != "place" or not 0 <= place.start < place.end <= len(reading.words):
        return None
    if place.iri is not None:
        told = _Words(reading, place).told()
        return told.position if told else None
    return _from_known(reading, place)


def _from_known(reading: Reading, place: Mention) -> RelativePosition | None:
    """The position of an unknown place from the known one behind it; only words that link both stand between."""
    end = min(reading.sentences[reading.sentence_at(place.start)].end, place.end + _NEAR)
    for known in reading.mentions:
        if known.kind != "place" or known.iri is None or not place.end <= known.start < end:
            continue
        told = _Words(reading, known, place.end).told()
        if (
            told is None
            or not _narrows(told.position, known)
            or told.start < place.end
            or reading.words[told.start].norm.startswith("و")
        ):
            return None
        between = reading.words[place.end : told.start]
        if any(word.norm not in _LINKS and word.mark not in ("quote", "comma", "bracket") for word in between):
            return None
        position = told.position
        name = reading.article.text[known.char_start : known.char_end]
        whole = position.words if "…" in position.words else f"{position.words} …"
        words = position.words if position.words.startswith(name) else whole.replace("…", name)
        return RelativePosition(position.anchor, position.kind, words, position.bearing, position.distance_km)
    return None


def _narrows(position: RelativePosition, known: Mention) -> bool:
    """Whether a position says enough of an unknown place: not somewhere in a country, nor somewhere beside an area."""
    return known.type != "Country" and not (position.kind == "around" and known.type in _AREAS)


class _Words:
    """The words before and behind the name of one known place."""

    def __init__(self, reading: Reading, place: Mention, floor: int = 0) -> None:
        self._reading, self._words, self._place = reading, reading.words, place
        sentence = reading.sentences[reading.sentence_at(place.start)]
        self._floor = max(sentence.start, floor)
        self._ceiling = sentence.end
        self._name = next(
            (at for at in range(place.start, place.end) if reading.words[at].end > place.char_start), place.start
        )
        word = reading.words[self._name]
        self._lead = fold(reading.article.text[word.start : max(word.start, place.char_start)])
        self._back = list(self._backward())

    def told(self) -> _Told | None:
        """Read the position."""
        at = self._past_kinds()
        return (
            self._countryside(at)
            or self._part_before(at)
            or self._measured(at)
            or self._directed(at)
            or self._around(at)
        )

    # ---------------------------------------------------------------- words

    def _backward(self) -> Iterable[int]:
        for at in range(self._name - 1, max(self._floor, self._name - _REACH) - 1, -1):
            word = self._words[at]
            if word.mark in _PASSED or word.norm in _HYPHENS:
                continue
            if word.mark:
                return
            yield at

    def _norm(self, step: int) -> str:
        return self._words[self._back[step]].norm if step < len(self._back) else ""

    def _bare(self, step: int) -> str:
        """A word without proclitics and article, as it stands in the table (itself where that is a table's word)."""
        return _stem(self._norm(step))

    def _past_kinds(self) -> int:
        """Step over the words for its kind (``مدينة كذا``); the preposition before the phrase is that of the first."""
        step = 0
        while step < len(self._back) and not self._leads():
            lead = self._lead_of_kind(self._back[step])
            if lead is None:
                break
            self._lead = lead
            step += 1
        return step

    def _leads(self) -> bool:
        return "ب" in self._lead or "ل" in self._lead

    def _lead_of_kind(self, at: int) -> str | None:
        """The preposition of a word for a kind of place; ``None`` for any other word."""
        norm = self._words[at].norm
        stem = _stem(norm)
        if stem in _HEADS["kinds"]:
            return norm.removesuffix(stem).removesuffix("ال")
        if _point(norm) is not None or stem in _KNOWN or self._reading.hits is None:
            return None
        hits = self._reading.hits.rows[at]
        found = [hit for hit in hits if hit.end == at + 1 and hit.category.startswith(_KINDS)]
        return found[0].preposition if found else None

    def _text(self, first: int, last: int) -> str:
        """The words from one to another (both included), without proclitics at their head."""
        norm = self._words[first].norm
        stem = _stem(norm, article=False)
        cut = len(norm) - len(stem) if norm.endswith(stem) else 0
        start = self._words[first].start + cut
        return " ".join(self._reading.article.text[start : self._words[last].end].split())

    # ---------------------------------------------------------------- what they tell

    def _countryside(self, at: int) -> _Told | None:
        """``ريف كذا الشرقي``, ``شمال ريف كذا``, ``الريف الشمالي لكذا``, ``ريف دمشق الغربي``, ``أطراف كذا الجنوبية``."""
        opening = fold(self._place.surface).split(" ")[0]
        head = None if self._leads() or _definite(self._norm(at)) else self._head(at, _TURNED)
        if head is not None:
            first = self._back[at]
        elif opening in _HEADS["countryside"]:
            first = self._name
        else:
            return None
        kind: PositionKind = "part" if head == "parts" else "direction"
        behind = self._adjectives()
        if behind is not None:
            bearing, last = behind
            opened = self._place.surface if first == self._name else f"{self._text(first, first)} …"
            return self._position(kind, f"{opened} {self._text(*last)}", first, bearing)
        return self._measured(at + 1) or self._directed(at + 1) if head == "countryside" else None

    def _part_before(self, at: int) -> _Told | None:
        """``الريف الشمالي لكذا``, ``الجزء الشرقي من كذا``: an attribute between its noun and the place."""
        of = self._norm(at) == _OF
        if not of and "ل" not in self._lead:
            return None
        step = at + of
        found = self._pair(step, definite=True)
        if found is None:
            return None
        bearing, step = found
        head = self._head(step, _TURNED)
        if head is None or not _definite(self._norm(step)):
            return None
        first = self._back[step]
        kind: PositionKind = "part" if head == "parts" else "direction"
        return self._position(kind, self._text(first, self._back[at]), first, bearing)

    def _measured(self, at: int) -> _Told | None:
        """``20 كلم من كذا``, ``20 كلم شمال كذا``, ``20 كلم إلى الشمال من كذا``."""
        if self._norm(at) in _FROM:
            pair = self._pair(at + 1, definite=True) if self._norm(at) == _OF else None
            bearing, step = pair if pair else (None, at + 1)
        elif (pair := self._pair(at, definite=False)) is not None and not self._leads():
            bearing, step = pair
        else:
            return None
        if bearing is not None and self._norm(step) == _TO:
            step += 1
        distance = self._distance(step)
        if distance is None:
            return None
        kilometres, first = distance
        return self._position("distance", self._text(first, self._back[at]), first, bearing, kilometres)

    def _directed(self, at: int) -> _Told | None:
        """``شمال شرق كذا``, ``إلى الشرق من كذا``, ``شمال كذا بنحو 20 كلم``."""
        if self._norm(at) == _OF:
            pair = self._pair(at + 1, definite=True)
            # What lies to the north of an area lies outside it, nobody says how far.
            if pair is None or self._norm(pair[1]) != _TO or self._place.type in _AREAS:
                return None
            first = self._back[pair[1]]
            return self._position("direction", self._text(first, self._back[at]), first, pair[0])
        pair = None if self._leads() else self._pair(at, definite=False)
        if pair is None:
            return None
        bearing, step = pair
        first = self._back[step - 1]
        words = self._text(first, self._back[at])
        behind = self._distance_behind()
        if behind is not None:
            return self._position("distance", f"{words} … {behind[1]}", first, bearing, behind[0])
        return self._position("direction", words, first, bearing)

    def _around(self, at: int) -> _Told | None:
        """``محيط كذا``, ``بالقرب من كذا``, ``المزارع المحيطة بكذا``."""
        if self._norm(at) == _OF and self._bare(at + 1) in _HEADS["around_of"]:
            first = self._back[at + 1]
            return self._position("around", self._reading.text(first, self._back[at] + 1), first)
        bare = self._bare(at)
        if (
            (not self._leads() and bare in _HEADS["around"] and not _definite(self._norm(at)))
            or ("ب" in self._lead and bare in _HEADS["around_by"])
            or ("ل" in self._lead and bare in _HEADS["around_to"])
        ):
            first = self._back[at]
            return self._position("around", self._text(first, first), first)
        return None

    def _position(
        self, kind: PositionKind, words: str, first: int, bearing: float | None = None, distance: float | None = None
    ) -> _Told:
        return _Told(RelativePosition(str(self._place.iri), kind, words, bearing, distance), first)

    # ---------------------------------------------------------------- parts of phrases

    def _head(self, step: int, names: Sequence[str]) -> str | None:
        return next((name for name in names if self._bare(step) in _HEADS[name]), None)

    def _pair(self, step: int, *, definite: bool) -> tuple[float, int] | None:
        """One or two words of the compass that end at a step back, and the step behind them; ``None`` for a choice."""
        last = _point(self._norm(step))
        if last is None or last.definite != definite:
            return None
        before = _point(self._norm(step + 1))
        if before is None:
            return last.degrees, step + 1
        if last.joined or before.definite != definite or not before.polar or last.polar:
            return None  # شمال وشرق كذا
        if before.joined and _point(self._norm(step + 2)) is not None:
            return None
        return _between(before.degrees, last.degrees), step + 2

    def _adjectives(self) -> tuple[float, tuple[int, int]] | None:
        """The bearing of the attributes behind the name, and their words; ``None`` for none and for a choice."""
        ahead = [
            at
            for at in range(self._place.end, min(self._place.end + 5, self._ceiling))
            if self._words[at].mark not in _PASSED and self._words[at].norm not in _HYPHENS
        ]
        points = [_point(self._words[at].norm) for at in ahead]
        if not points or (first := points[0]) is None or not first.definite or not first.attribute or first.joined:
            return None
        count, bearing = 1, first.degrees
        second = points[1] if len(points) > 1 else None
        if second is not None and second.definite and not second.joined:
            if not first.polar or second.polar:
                return None
            count, bearing = 2, _between(first.degrees, second.degrees)
        other = points[count] if len(points) > count else None
        if other is not None and other.joined:
            return None  # ريف كذا الشمالي والغربي
        return bearing, (ahead[0], ahead[count - 1])

    def _distance(self, step: int) -> tuple[float, int] | None:
        """The kilometres that end at a step back, and the word that their number begins at."""
        if step >= len(self._back):
            return None
        norm, at = self._norm(step), self._back[step]
        if norm == "متر" and self._norm(step + 1) == "كيلو":
            norm = fold("كيلومتر")
            count = self._number(step + 2, self._back[step + 1])
            return None if count is None else (count[0] * _UNITS[norm], count[1])
        if norm in _PAIRS:
            return 2 * _PAIRS[norm], at
        if norm not in _UNITS:
            return None
        if _stem(self._norm(step + 1)) in _MEASURES or self._norm(step + 1) in _MEASURES:
            return _UNITS[norm], at
        count = self._number(step + 1, at)
        return None if count is None else (count[0] * _UNITS[norm], count[1])

    def _number(self, step: int, unit: int) -> tuple[float, int] | None:
        """The number before a unit, and its first word."""
        if step >= len(self._back):
            return None
        first = self._back[min(step + _COUNTED, len(self._back)) - 1]
        offset = self._words[first].start
        text = self._reading.article.text[offset : self._words[unit].end]
        for match in reversed(numbers(text)):
            if text[match.span.end : self._words[unit].start - offset].strip():
                continue
            value = _value(match, text)
            begins = next(at for at in range(first, unit + 1) if self._words[at].end > offset + match.span.start)
            return None if value is None else (value, begins)
        return None

    def _distance_behind(self) -> tuple[float, str] | None:
        """``شمال كذا بنحو 20 كيلومترا``: the distance behind the name, and its words."""
        first = self._place.end
        if first >= self._ceiling or not self._words[first].norm.startswith("ب"):
            return None
        for unit in range(first + 1, min(first + _COUNTED, self._ceiling)):
            if self._words[unit].mark:
                return None
            norm = self._words[unit].norm
            if norm in _UNITS:
                begin = self._words[first].start
                text = self._reading.article.text[begin : self._words[unit].end]
                after = self._words[unit + 1].norm if unit + 1 < self._ceiling else ""
                counted = [m for m in numbers(text) if not text[m.span.end : self._words[unit].start - begin].strip()]
                value = _value(counted[-1], text) if counted else None
                if value is None or after in _FROM or _point(after) is not None:
                    return None
                return value * _UNITS[norm], self._text(first, unit)
        return None


def _value(match: NumberMatch, text: str) -> float | None:
    """The number that a distance counts; the middle of a range, nothing for a vague one (``عشرات``)."""
    if match.kind not in ("cardinal", "range") or match.context not in ("count", "decimal"):
        return None
    decimal = _DECIMAL.search(text[match.span.start : match.span.end])
    if decimal:
        return float(f"{int(decimal[1])}.{decimal[2]}")
    value = (match.low + match.high) / 2 if match.high is not None else float(match.low)
    return value or None


def _point(norm: str) -> _Point | None:
    found = _POINT.fullmatch(norm)
    if found is None:
        return None
    return _Point(_COMPASS[found[4]], bool(found[3]), found[1] == "و", bool(found[5]))


def _between(polar: float, other: float) -> float:
    """The bearing halfway between north or south and east or west.

    Examples
    --------
    >>> [_between(0, 90), _between(180, 90), _between(180, 270), _between(0, 270)]
    [45.0, 135.0, 225.0, 315.0]
    """
    if polar == 0 and other > 180:
        polar = 360
    return (polar + other) / 2


def _definite(norm: str) -> bool:
    return re.match(r"[وفب]?ال|[وف]?لل", norm) is not None


_KNOWN = frozenset().union(*_HEADS.values())
_OPENINGS = tuple(
    conjunction + preposition for conjunction in ("", "و", "ف") for preposition in ("", "ب", "ل", "ال", "بال", "لل")
)


def _stem(norm: str, *, article: bool = True) -> str:
    """A word without the proclitics (and the article) that stand before a word of the tables.

    Examples
    --------
    >>> _stem("بريف"), _stem("والاطراف"), _stem("بالقرب", article=False), _stem("بلده")
    ('ريف', 'اطراف', 'القرب', 'بلده')
    """
    for opening in _OPENINGS:
        rest = norm.removeprefix(opening)
        if norm.startswith(opening) and (rest in _KNOWN or rest.removesuffix("ه").removesuffix("ي") in _COMPASS):
            return rest if article or not opening.endswith(("ال", "لل")) else f"ال{rest}"
    return norm
