"""Totals: a number behind the noun whose count it is, and totals over a long time, which are of no single event."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.fates import Fates
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.people import Counted, People
from kgbuild.extraction.report import Measure

__all__ = ["Totals"]

_TOTAL_REACH = 8
_LONG_REACH = 14
_SUPERLATIVES = frozenset(
    ["اسوا", "اعنف", "اكبر", "اول", "اخطر", "اعلي", "الاسوا", "الاعنف", "الاكبر", "الاول", "الاولي", "الاخطر"]
)
_OVER = ("خلال", "منذ")
_TIME_SPANS = ("ساعه", "ساعات", "يومين", "ايام", "اسبوع", "اسبوعين", "شهر", "اسابيع")
_YEAR_DIGITS = 4
_LASTING = ("منذ", "خلال", "على مدى", "في مجملها", "إجمالي")


class Totals:
    """Asks for the totals of one article."""

    def __init__(self, hits: HitTable, words: Sequence[Word], people: People, fates: Fates) -> None:
        self._hits, self._words, self._people, self._fates = hits, words, people, fates

    def before(self, counted: Counted, start: int, end: int) -> Measure | None:
        """Return the measure that the words before count: ``بلغ عدد القتلى 18``."""
        for position in range(counted.start - 1, max(start, counted.start - _TOTAL_REACH) - 1, -1):
            if self._words[position].mark == "stop" or self._hits.any(
                position, ("complementizers", "boundaries.words")
            ):
                return None
            if not any(self._hits.any(at, ("fates.counts",)) for at in (position - 1, position - 2) if at >= start):
                if position < counted.start and self._people.at(position, end):
                    return None
                continue
            if any(self._hits.any(at, ("tolls.casualties",)) for at in (position, position - 1)):
                return "casualties"
            if self._hits.any(position, ("tolls.killed_after",)):
                return "casualties" if self._hits.any(position, ("fates.victims",)) else "killed"
            if self._hits.any(position, ("tolls.wounded_after",)):
                return "wounded"
        return None

    def cumulative(self, counted: Counted, start: int, end: int) -> bool:
        """Whether the words around a group make it a total over a long time or of many events."""
        for position in range(counted.end, min(end, counted.end + _LONG_REACH)):
            hit = self._hits.at(position, "tolls.cumulative")
            if (hit and hit.value.startswith(_LASTING)) or self._hits.any(position, ("tolls.periods",)):
                return True
            if self._for_years(position, start, end):
                return True
            word = self._words[position]
            if word.norm in _SUPERLATIVES:
                break
            if word.mark == "stop" or (word.mark == "comma" and self._opens_clause(position + 1, end)):
                break
            if self._fates.at(position, end) or (
                self._hits.any(position, ("boundaries.words", "boundaries.means")) and word.norm not in ("خلال", "في")
            ):
                break
        for position in range(counted.start - 1, max(start, counted.start - _LONG_REACH) - 1, -1):
            if self._hits.any(position, ("tolls.cumulative",)):
                return True
            if (
                self._hits.any(position, ("fates.conflicts",))
                and position > 0
                and self._hits.any(position - 1, ("boundaries.results",))
            ):
                return True
            if self._words[position].mark == "stop" or self._people.at(position, end):
                break
            if self._words[position].norm.startswith("و") and self._fates.at(position, end):
                break
        return False

    def of_hours(self, counted: Counted, start: int, end: int) -> bool:
        """``ما يرفع عدد القتلى إلى ثلاثة … خلال 24 ساعة``: a count that rose over hours or days, of many deeds."""
        before = self._words[max(start, counted.start - _TOTAL_REACH) : counted.start]
        if not any(word.norm.lstrip("ويلت").startswith(("رفع", "رتفع", "ارتفع")) for word in before):
            return False
        for position in range(counted.end, min(end, counted.end + _LONG_REACH) - 1):
            if self._words[position].mark:
                return False
            if self._words[position].norm in _OVER:
                behind = [word.norm for word in self._words[position + 1 : min(position + 5, end)]]
                return any(norm in _TIME_SPANS for norm in behind)
        return False

    def _for_years(self, position: int, start: int, end: int) -> bool:
        """``منذ 2009``، ``في ثلاثين عاما``."""
        norm = self._words[position].norm
        if norm == "منذ" and position + 1 < end:
            return self._words[position + 1].norm.isdigit() and len(self._words[position + 1].norm) == _YEAR_DIGITS
        return self._hits.any(position, ("fates.years",)) and any(
            self._words[at].norm in ("في", "خلال", "مدي", "منذ") for at in range(max(start, position - 3), position)
        )

    def _opens_clause(self, position: int, end: int) -> bool:
        return position < end and self._words[position].norm.startswith("و")
