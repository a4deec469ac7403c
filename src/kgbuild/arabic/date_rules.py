"""What a date expression means: one function a rule of ``dates.toml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hijridate import Gregorian

from kgbuild.arabic.date_words import Lexeme, hijri_day

__all__ = ["RESOLVERS", "Interval", "Meaning"]

Interval = tuple[date, date]
Groups = Mapping[str, Lexeme]

_WEEK, _FIRST_DAY_OF_WEEK = 7, 5  # Saturday, as in most Arab countries (CLDR weekData)
_PARTS_OF_MONTH = {
    "start": (1, 10),
    "middle": (11, 20),
    "end": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
}
_PARTS_OF_YEAR = {"start": (1, 4), "middle": (5, 8), "end": (9, 12), "first_half": (1, 6), "second_half": (7, 12)}
# The end of the week is the weekend, from Friday to Sunday: the outlets do not agree on its days.
_PARTS_OF_WEEK = {"start": (0, 2), "middle": (2, 4), "end": (6, 8), "first_half": (0, 3), "second_half": (3, 6)}
# A day this many days ahead is the coming one: one that is a year old would be written with its year.
_AHEAD = 31


@dataclass(frozen=True, slots=True)
class Meaning:
    """First and last possible day (``None``: the text does not fix them), precision, and what they depend on."""

    interval: Interval | None
    precision: str
    relative: bool = False
    duration: bool = False


Resolver = Callable[[Groups, "date | None"], "Meaning | None"]


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int) -> Interval:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - _days(1)


def _with_part(day: date | None, groups: Groups, *, relative: bool) -> Meaning:
    """A day, or the part of it that stands before or after it; a night reaches into the next day."""
    part = groups.get("part") or groups.get("after")
    if part is not None and part.name == "night":
        return Meaning((day, day + _days(1)) if day else None, "night", relative)
    return Meaning((day, day) if day else None, "part-of-day" if part else "day", relative)


def _weekday(anchor: date, weekday: int, relative: str) -> date:
    """The latest such day on or before the anchor; before it for الماضي, after it for المقبل."""
    if relative == "future":
        return anchor + _days((weekday - anchor.weekday() - 1) % _WEEK + 1)
    back = (anchor.weekday() - weekday) % _WEEK
    return anchor - _days(_WEEK if back == 0 and relative == "past" else back)


def _name(groups: Groups, group: str) -> str:
    return groups[group].name if group in groups else ""


def _year_of(groups: Groups, anchor: date | None) -> int | None:
    """The year that the text gives, in figures or against the anchor's."""
    if "year" in groups:
        return groups["year"].value
    if "yearword" in groups and anchor:
        return anchor.year + {"past": -1, "current": 0, "future": 1}[groups["yearword"].name]
    return None


def _choose(
    candidates: list[date], anchor: date, relative: str, weekday: Lexeme | None = None, ahead: int = 0
) -> date | None:
    """The year's day that is meant: at most ``ahead`` days after the anchor unless the text says otherwise."""
    if weekday is not None:
        fitting = [day for day in candidates if day.weekday() == weekday.value]
        if fitting:
            return min(fitting, key=lambda day: abs(day - anchor))
    if relative == "current":
        return next((day for day in candidates if day.year == anchor.year), None)
    if relative == "future":
        return min((day for day in candidates if day > anchor), default=None)
    bound = anchor - _days(1) if relative == "past" else anchor + _days(ahead)
    return max((day for day in candidates if day <= bound), default=None)


def numeric_date(groups: Groups, anchor: date | None) -> Meaning | None:
    """4/8/2015, الثلاثاء 2015-08-04."""
    return _with_part(date.fromordinal(groups["date"].value), groups, relative=False)


def day_of_month(groups: Groups, anchor: date | None) -> Meaning | None:
    """15 مارس/آذار 2024, في التاسع من نيسان/أبريل الماضي."""
    month, number = groups["month"].value, groups["day"].value
    year = _year_of(groups, anchor)
    if year is not None:
        day = _day(year, month, number)
        return None if day is None else _with_part(day, groups, relative="yearword" in groups)
    if "yearword" in groups or anchor is None:
        return _with_part(None, groups, relative=True) if _day(2000, month, number) else None
    years = (
        range(anchor.year - 8, anchor.year + 9)
        if (month, number) == (2, 29)
        else range(anchor.year - 1, anchor.year + 2)
    )
    candidates = [day for year in years if (day := _day(year, month, number))]
    if not candidates:
        return None
    return _with_part(
        _choose(candidates, anchor, _name(groups, "relative"), groups.get("weekday"), _AHEAD), groups, relative=True
    )


def day_of_hijri_month(groups: Groups, anchor: date | None) -> Meaning | None:
    """15 رمضان 1436, 19 شوال."""
    month, number = groups["month"].value, groups["day"].value
    if "year" in groups:
        day = hijri_day(groups["year"].value, month, number)
        return None if day is None else _with_part(day, groups, relative=False)
    if anchor is None:
        return _with_part(None, groups, relative=True)
    day = _choose(_hijri_days(anchor, month, number), anchor, _name(groups, "relative"), groups.get("weekday"), _AHEAD)
    return _with_part(day, groups, relative=True)


def _hijri_days(anchor: date, month: int, day: int) -> list[date]:
    """The day of the Islamic calendar in the years around the anchor."""
    about = int((anchor.year - 622) * 33 / 32)
    days = (hijri_day(year, month, day) for year in range(about - 1, about + 4))
    return [day for day in days if day is not None]


def days_of_month(groups: Groups, anchor: date | None) -> Meaning | None:
    """23 و24 من شهر أغسطس الجاري."""
    resolve = day_of_month if groups["month"].letter == "M" else day_of_hijri_month
    last = resolve({**groups, "day": groups["last"]}, anchor)
    if last is None or groups["day"].value >= groups["last"].value:
        return None
    if last.interval is None:
        return Meaning(None, "days", True)
    first = last.interval[0] - _days(groups["last"].value - groups["day"].value)
    return Meaning((first, last.interval[1]), "days", last.relative)


def day_of_relative_month(groups: Groups, anchor: date | None) -> Meaning | None:
    """الثالث من الشهر الجاري."""
    if anchor is None:
        return _with_part(None, groups, relative=True)
    start, _ = _month(anchor.year, anchor.month + _steps(groups))
    day = _day(start.year, start.month, groups["day"].value)
    return None if day is None else _with_part(day, groups, relative=True)


def _steps(groups: Groups) -> int:
    return {"past": -1, "future": 1}.get(_name(groups, "relative"), 0)


def night_between(groups: Groups, anchor: date | None) -> Meaning | None:
    """ليل الثلاثاء الأربعاء: the night that begins on the first day."""
    if groups["second"].value != (groups["weekday"].value + 1) % _WEEK:
        return None
    first = _weekday(anchor, groups["weekday"].value, "") if anchor else None
    return Meaning((first, first + _days(1)) if first else None, "night", True)


def night_dated(groups: Groups, anchor: date | None) -> Meaning | None:
    """ليلة الأربعاء/الخميس (8 فبراير 2018): the night that ends on the day given."""
    meaning = day_of_month(groups, anchor)
    if meaning is None or meaning.interval is None:
        return meaning
    day = meaning.interval[0]
    return Meaning((day - _days(1), day), "night", meaning.relative)


def two_days(groups: Groups, anchor: date | None) -> Meaning | None:
    """السبت والأحد: two days in a row."""
    if groups["second"].value != (groups["weekday"].value + 1) % _WEEK:
        return None
    last = _weekday(anchor, groups["second"].value, _name(groups, "relative")) if anchor else None
    return Meaning((last - _days(1), last) if last else None, "days", True)


def relative_day(groups: Groups, anchor: date | None) -> Meaning | None:
    """أمس, صباح اليوم, أول من أمس (الجمعة): a weekday that contradicts the anchor is trusted."""
    if anchor is None:
        return _with_part(None, groups, relative=True)
    day = anchor + _days(groups["day"].value)
    if "weekday" in groups and day.weekday() != groups["weekday"].value:
        day = _weekday(anchor, groups["weekday"].value, "future" if groups["day"].value > 0 else "")
    return _with_part(day, groups, relative=True)


def weekday(groups: Groups, anchor: date | None) -> Meaning | None:
    """فجر الجمعة, الثلاثاء الماضي; the night named after the very day of the report is the one that ended then."""
    day = _weekday(anchor, groups["weekday"].value, _name(groups, "relative")) if anchor else None
    part = groups.get("part") or groups.get("after")
    if day is not None and day == anchor and part is not None and part.name == "night" and "relative" not in groups:
        return Meaning((day - _days(1), day), "night", True)
    return _with_part(day, groups, relative=True)


def last_night(groups: Groups, anchor: date | None) -> Meaning | None:
    """الليلة الماضية, الليلة قبل الماضية."""
    first = anchor - _days(2 if "before" in groups else 1) if anchor else None
    return Meaning((first, first + _days(1)) if first else None, "night", True)


def month_of_year(groups: Groups, anchor: date | None) -> Meaning | None:
    """كانون الأول/ديسمبر الماضي, منتصف يوليو, أواخر آذار 2015."""
    month, year = groups["month"].value, _year_of(groups, anchor)
    relative = year is None or "yearword" in groups
    if year is None and anchor is not None and "yearword" not in groups:
        starts = [date(year, month, 1) for year in range(anchor.year - 1, anchor.year + 2)]
        bound = anchor.replace(day=1) if _name(groups, "relative") in ("past", "future") else anchor
        start = _choose(starts, bound, _name(groups, "relative"))
        year = start.year if start else None
    interval = None if year is None else _third(_month(year, month), groups)
    return Meaning(interval, "part-of-month" if "edge" in groups else "month", relative)


def _third(interval: Interval, groups: Groups) -> Interval:
    """The first ten days of a month, the second, or the rest, where the text names one."""
    if "edge" not in groups:
        return interval
    first, last = _PARTS_OF_MONTH[groups["edge"].name]
    start, end = interval
    return start + _days(first - 1), min(start + _days(last - 1), end)


def hijri_month(groups: Groups, anchor: date | None) -> Meaning | None:
    """شهر رمضان, أواخر رمضان الماضي."""
    month = groups["month"].value
    start: date | None = None
    if "year" in groups:
        start = hijri_day(groups["year"].value, month, 1)
    elif anchor is not None:
        relative = _name(groups, "relative")
        bound = anchor - _days(29) if relative == "past" else anchor
        start = _choose(_hijri_days(anchor, month, 1), bound, "" if relative == "current" else relative)
    interval = None
    if start is not None:
        length = 30 if _hijri_month_has_30(start) else 29
        interval = _third((start, start + _days(length - 1)), groups)
    return Meaning(interval, "part-of-month" if "edge" in groups else "month", "year" not in groups)


def _hijri_month_has_30(start: date) -> bool:
    return bool(Gregorian(start.year, start.month, start.day).to_hijri().month_length() == 30)


def hijri_year(groups: Groups, anchor: date | None) -> Meaning | None:
    """1436هـ."""
    year = (groups.get("year") or groups["figures"]).value
    start, following = hijri_day(year, 1, 1), hijri_day(year + 1, 1, 1)
    return Meaning((start, following - _days(1)), "year") if start and following else None


def season(groups: Groups, anchor: date | None) -> Meaning | None:
    """صيف 2014, الشتاء الماضي; winter counts to the year in which it ends."""
    month, year = groups["season"].value, _year_of(groups, anchor)
    relative = "year" not in groups
    if year is None and anchor is not None:
        starts = [_season(year, month) for year in range(anchor.year - 1, anchor.year + 3)]
        fitting = {
            "past": [interval for interval in starts if interval[1] < anchor][-1:],
            "current": [interval for interval in starts if interval[0] <= anchor][-1:],
            "future": [interval for interval in starts if interval[0] > anchor][:1],
        }[_name(groups, "relative")]
        return Meaning(fitting[0] if fitting else None, "season", True)
    return Meaning(None if year is None else _season(year, month), "season", relative)


def _season(year: int, month: int) -> Interval:
    first = year - 1 if month == 12 else year
    return date(first, month, 1), _month(first, month + 2)[1]


def years(groups: Groups, anchor: date | None) -> Meaning | None:
    """ما بين 2014 و2017."""
    first, last = groups["year"].value, groups["last"].value
    return Meaning((date(first, 1, 1), date(last, 12, 31)), "year", duration=True) if first < last else None


def year(groups: Groups, anchor: date | None) -> Meaning | None:
    """عام 2011, مطلع عام 2012."""
    return _year(groups["year"].value, groups, relative=False)


def _year(number: int, groups: Groups, *, relative: bool) -> Meaning:
    first, last = _PARTS_OF_YEAR[groups["edge"].name] if "edge" in groups else (1, 12)
    interval = _month(number, first)[0], _month(number, last)[1]
    return Meaning(interval, "season" if "edge" in groups else "year", relative)


def ago(groups: Groups, anchor: date | None) -> Meaning | None:
    """قبل يومين, منذ ثلاثة أسابيع: a week ago is the seven days around that day, a month ago that month."""
    unit = next(groups[group] for group in ("unit", "unit2", "one") if group in groups).name
    count = groups["count"].value if "count" in groups else 2 if "unit2" in groups else 1
    precision = {"day": "day", "hour": "days"}.get(unit, unit)
    if anchor is None or count > 1000:
        return Meaning(None, precision, True)
    if unit in ("day", "hour"):
        first = anchor - _days(count if unit == "day" else -(-count // 24))
        return Meaning((first, first if unit == "day" else anchor), precision, True)
    if unit == "week":
        middle = anchor - _days(_WEEK * count)
        return Meaning((middle - _days(3), middle + _days(3)), precision, True)
    if unit == "month":
        return Meaning(_month(anchor.year, anchor.month - count), precision, True)
    return Meaning(_month(anchor.year - count, 1)[:1] + _month(anchor.year - count, 12)[1:], precision, True)


def some_time_ago(groups: Groups, anchor: date | None) -> Meaning | None:
    """قبل أيام: the text does not say how many."""
    unit = groups["many"].name
    return Meaning(None, {"day": "days", "hour": "day"}.get(unit, unit), True)


def last_span(groups: Groups, anchor: date | None) -> Meaning | None:
    """خلال اليومين الماضيين, الأيام الثلاثة الماضية, الساعات الـ24 الماضية; الأيام الأخيرة stays open."""
    unit = next(groups[group] for group in ("dual", "unit", "many") if group in groups).name
    counted = groups.get("count") or groups.get("number")
    count = counted.value if counted else 2 if "dual" in groups else None
    precision = {"day": "days", "hour": "days"}.get(unit, unit)
    if anchor is None or count is None or count > 1000:
        return Meaning(None, precision, True, duration=True)
    if unit == "hour":
        start = anchor - _days(-(-count // 24))
    elif unit in ("day", "week"):
        start = anchor - _days(count * (_WEEK if unit == "week" else 1))
    else:
        start = _month(anchor.year, anchor.month - count * (12 if unit == "year" else 1))[0]
    return Meaning((start, anchor), precision, True, duration=True)


def relative_unit(groups: Groups, anchor: date | None) -> Meaning | None:
    """الأسبوع الماضي, نهاية الشهر الماضي, مطلع العام الجاري, هذا الأسبوع."""
    unit, steps = groups["unit"].name, _steps(groups)
    edge = "edge" in groups
    if anchor is None:
        return Meaning(None, {"month": "part-of-month", "week": "days", "year": "season"}[unit] if edge else unit, True)
    if unit == "month":
        interval = _third(_month(anchor.year, anchor.month + steps), groups)
        return Meaning(interval, "part-of-month" if edge else "month", True)
    if unit == "year":
        return _year(anchor.year + steps, groups, relative=True)
    if not steps and not edge:  # what is told of "this week" lies behind: the seven days up to the anchor
        return Meaning((anchor - _days(_WEEK - 1), anchor), "week", True)
    start = anchor - _days((anchor.weekday() - _FIRST_DAY_OF_WEEK) % _WEEK - _WEEK * steps)
    first, last = _PARTS_OF_WEEK[groups["edge"].name] if edge else (0, _WEEK - 1)
    interval = (start + _days(first), start + _days(last))
    if steps < 0 and interval[1] > anchor:
        interval = (min(interval[0], anchor), anchor)
    return Meaning(interval, "days" if edge else "week", True)


RESOLVERS: Mapping[str, Resolver] = {
    "numeric_date": numeric_date,
    "days_of_month": days_of_month,
    "day_of_month": day_of_month,
    "day_of_hijri_month": day_of_hijri_month,
    "day_of_relative_month": day_of_relative_month,
    "night_dated": night_dated,
    "night_between": night_between,
    "two_days": two_days,
    "relative_day": relative_day,
    "weekday": weekday,
    "last_night": last_night,
    "month_of_year": month_of_year,
    "hijri_month": hijri_month,
    "hijri_year": hijri_year,
    "season": season,
    "years": years,
    "year": year,
    "year_after": year,
    "bare_year": year,
    "ago": ago,
    "some_time_ago": some_time_ago,
    "last_span": last_span,
    "relative_unit": relative_unit,
    "this_unit": relative_unit,
    "edge_of_month": relative_unit,
}
