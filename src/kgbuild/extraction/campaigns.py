"""Whether a frame tells of a campaign and no single deed: fighting without bounds in time, counts so far, wide ground.

A day or a toll of its own makes it a deed all the same, unless the words around it sum up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from kgbuild.arabic.dates import DateMatch
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.habits import about_long, imperfect, many, on_a_day
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.sameness import fought_at_a_place, specific

__all__ = ["of_campaign"]

_BOUND = timedelta(days=14)  # a time that one telling of many deeds may span
_LONG = ("days", "week", "part-of-month", "month", "season", "year")
_MONTHS = timedelta(days=60)
_NIGHT = timedelta(days=1)
_COUNTRYWIDE = ("Country", "Region")
_YEAR = timedelta(days=300)
_REACH = 14  # words from many deeds to the time that they go on
_AREA_REACH = 18  # words from deeds to the areas that they were in
_VERB_REACH = 8  # words from a verb to how often it was done
_CARRIER = 4  # words from a verb to the noun that it carries
_GROUND = 3  # words from a word of taking to the ground taken
_MANY_SEIZED = 100
_PARTS = 12  # words from two deeds to the words that tell them apart
_SUMMED = 2  # sentences from a sum to its parts
_WHOLE = tuple(fold(word) for word in ("إجمالي", "الإجمالي", "الإجمالية", "مجموع", "إجماليا"))
_OTHER = fold("أخرى")
_HOURS = fold("ساعات")
_DAYS = tuple(fold(word) for word in ("أيام", "يومين", "أسبوع", "أسبوعين", "أسابيع", "الأسبوع"))
_WHILE = tuple(fold(word) for word in ("منذ", "بسبب", "أثناء", "خلال"))
_GOING_ON = tuple(fold(word) for word in ("المتواصلة", "المستمرة", "المتواصل", "المستمر"))
_WHO = tuple(fold(word) for word in ("الذي", "التي", "الذين"))
_MANY_PEOPLE = tuple(fold(word) for word in ("مئات", "آلاف", "الكثير", "كثير", "العديد", "عديد"))
_ONE_AND_OTHER = (
    tuple(fold(w) for w in ("أحدهما", "إحداهما")),
    tuple(fold(w) for w in ("والآخر", "والأخرى", "والثاني", "والثانية")),
)


def of_campaign(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """Whether what a frame tells has no bounds, or sums up what a campaign brought."""
    return any(
        judged(reading, hits, frame)
        for judged in (
            _for_a_time,
            _repeated,
            _at_it,
            _counted_so_far,
            _year_of_fighting,
            _latest,
            _apart,
            _wide_ground,
            _while_held,
            _many_arrested,
            _report_of_month,
            _in_a_sum,
            _in_several_areas,
            _under_way,
            _since_days,
            _in_years,
            _all_over,
            _in_a_series,
        )
    )


def _own_count(frame: Frame) -> bool:
    """Whether a frame has a day, a toll or a victim of its own."""
    return on_a_day(frame) or bool(frame.tolls or frame.victims)


def _clause(reading: Reading, frame: Frame, reach: int, before: int = 0) -> Iterable[int]:
    """Words around a trigger up to the next punctuation on either side."""
    sentence, trigger = reading.sentences[frame.sentence], frame.trigger
    for at in range(trigger.start - 1, max(sentence.start, trigger.start - before) - 1, -1):
        if reading.words[at].mark in ("comma", "stop", "colon"):
            break
        yield at
    for at in range(trigger.end, min(trigger.end + reach, sentence.end)):
        if reading.words[at].mark in ("comma", "stop", "colon"):
            break
        yield at


def _for_a_time(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``تدور معارك منذ أسابيع``, ``غارات … خلال الأشهر الماضية``, ``استهدفوا المساجد منذ بداية الحرب``."""
    near = list(_clause(reading, frame, _REACH, _REACH))
    if _of_a_period(reading, hits, frame, near):
        return True
    if many(frame) and not on_a_day(frame) and not _closed_toll(frame) and any(about_long(reading, at) for at in near):
        return True
    if _own_count(frame):
        return False
    behind = [at for at in near if at > frame.trigger.start]
    if any(hits.any(at, ("general.since_start",)) for at in behind):
        return True
    if not many(frame):
        return False
    if any(about_long(reading, at) or hits.any(at, ("general.until_now",)) for at in near):
        return True
    spans = [(reading.words[at].start, reading.words[at].end) for at in near]
    return any(
        match.kind in ("since", "range")
        and match.precision in _LONG
        and _HOURS not in fold(match.surface)
        and (match.interval is None or match.interval[1] - match.interval[0] > _BOUND)
        and any(start <= match.span.start < end or match.span.start <= start < match.span.end for start, end in spans)
        for match in reading.dates
    )


def _of_a_period(reading: Reading, hits: HitTable, frame: Frame, near: Sequence[int]) -> bool:
    """``القصف خلال هذه الفترة``, ``المعارك المتواصلة``: a sum of what went on, whatever it brought."""
    trigger = frame.trigger
    if not (many(frame) or trigger.definite) or trigger.pos != "noun":
        return False
    if any(hits.any(at, ("general.that_time",)) for at in near):
        return True
    if not (many(frame) and trigger.definite) or _dated_here(reading, frame):
        return False
    behind = [word.norm for word in reading.words[trigger.end : trigger.end + 2]]
    return any(norm.startswith("ال") and norm in _GOING_ON for norm in behind)


def _dated_here(reading: Reading, frame: Frame) -> bool:
    """Whether the day of a frame stands in its own sentence."""
    sentence, date = reading.sentences[frame.sentence], frame.date
    if date is None:
        return False
    return reading.words[sentence.start].start <= date.span.start < reading.words[sentence.end - 1].end


def _repeated(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``هاجمت مرارا …``: behind a verb, that it was done more than once."""
    if frame.trigger.pos != "verb" or frame.tolls or frame.victims or (on_a_day(frame) and _within_a_day(frame)):
        return False
    return any(
        at > frame.trigger.start and hits.any(at, ("general.repeatedly",))
        for at in _clause(reading, frame, _VERB_REACH)
    )


def _at_it(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``المقاومة التي تخوض معارك …``, ``الذين يتعرضون لغارات``: what somebody is at, told only to say who they are."""
    trigger = frame.trigger
    if not many(frame) or _own_count(frame):
        return False
    for at in range(trigger.start - 1, max(1, trigger.start - _CARRIER) - 1, -1):
        if reading.words[at].mark:
            return False
        if hits.any(at, ("verb.perform", "verb.suffer")):
            return reading.words[at - 1].norm in _WHO and imperfect(reading, at)
    return False


def _counted_so_far(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``لم تعلن سوى عن ثلاث غارات``: how many there have been."""
    trigger = frame.trigger
    if trigger.pos != "noun" or on_a_day(frame):
        return False
    for at in range(trigger.start - 1, max(0, trigger.start - _CARRIER) - 1, -1):
        word = reading.words[at].norm
        if hits.any(at, ("general.only",)):
            return True
        if not (word.isdigit() or word in ("عن", "في") or hits.any(at, ("tolls.counting",))):
            return False
    return False


def _year_of_fighting(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``معارك … في العام الماضي``: fighting in a year, somewhere."""
    if not many(frame) or frame.tolls or frame.date is None or frame.date.interval is None:
        return False
    return frame.date.interval[1] - frame.date.interval[0] > _YEAR and not any(specific(m) for m in frame.places)


def _in_a_sum(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بلغ العدد الإجمالي للقتلى 90 منذ كانون الثاني … ولفت إلى مقتل 60 جراء الغارات``: a part of a sum of months."""
    if not many(frame) or on_a_day(frame):
        return False
    for number in range(max(0, frame.sentence - _SUMMED), frame.sentence + 1):
        sentence = reading.sentences[number]
        told = reading.words[sentence.start : sentence.end]
        first, last = told[0].start, told[-1].end
        if any(word.norm in _WHOLE for word in told) and any(
            match.kind in ("since", "range")
            and first <= match.span.start < last
            and (
                match.interval is None or match.interval[1] - match.interval[0] > _BOUND or _months_ago(reading, match)
            )
            for match in reading.dates
        ):
            return True
    return False


def _months_ago(reading: Reading, match: DateMatch) -> bool:
    anchor = reading.article.anchor
    return anchor is not None and match.interval is not None and anchor - match.interval[0] > _MONTHS


def _latest(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``الغارات الأخيرة``: all that there were of late."""
    trigger = frame.trigger
    if not (many(frame) and trigger.definite) or on_a_day(frame):
        return False
    return any(hits.any(at, ("general.latest",)) for at in range(trigger.end, trigger.end + 2))


def _apart(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``هجومين منفصلين``, ``انفجارين، أحدهما … والآخر …``: several deeds summed up."""
    trigger = frame.trigger
    if trigger.pos != "noun":
        return False
    if any(hits.any(at, ("general.apart",)) for at in range(trigger.end, trigger.end + 2)):
        return True
    if not reading.words[trigger.start].norm.endswith(("ين", "ان")):
        return False
    sentence = reading.sentences[frame.sentence]
    behind = [word.norm for word in reading.words[trigger.end : min(trigger.end + 2, sentence.end)]]
    if not any(norm in _ONE_AND_OTHER[0] for norm in behind):
        return False
    rest = reading.words[trigger.end : min(trigger.end + _PARTS, sentence.end)]
    return any(word.norm in _ONE_AND_OTHER[1] for word in rest)


def _wide_ground(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``السيطرة على عدة مناطق``: ground without a name."""
    if frame.type != "TerritorialChange" or any(specific(m) for m in frame.places):
        return False
    near = range(frame.trigger.end, frame.trigger.end + _GROUND)
    return any(hits.any(at, ("general.wide_areas", "general.some_areas")) for at in near)


def _while_held(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``منذ سيطرة كذا على …``, ``أثناء تحرير …``: a time or a cause of what is told, without a day."""
    trigger = frame.trigger
    if frame.type != "TerritorialChange" or trigger.pos != "noun" or _own_count(frame) or not trigger.start:
        return False
    return reading.words[trigger.start - 1].norm.lstrip("وف") in _WHILE


def _many_arrested(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``اعتقال مئات من المشتبه بهم``: a number without a day or a place."""
    if frame.type not in ("Raid", "Abduction") or on_a_day(frame) or any(specific(m) for m in frame.places):
        return False
    return any(
        toll.measure == "captured"
        and (toll.low >= _MANY_SEIZED or toll.high is None)
        and (toll.low >= _MANY_SEIZED or fold(toll.surface).split()[0] in _MANY_PEOPLE)
        for toll in frame.tolls
    )


def _report_of_month(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``في تقريرها الشهري عن ضحايا التعذيب …``: what a month brought."""
    if frame.date is not None and frame.date.precision not in ("month", "year"):
        return False
    sentence = reading.sentences[frame.sentence]
    return any(hits.any(at, ("general.periodic_reports",)) for at in range(sentence.start, frame.trigger.start))


def _closed_toll(frame: Frame) -> bool:
    """Whether a frame counts people exactly: not ``قتل فيها العشرات``."""
    return bool(frame.victims) or any(toll.high is not None for toll in frame.tolls)


def _within_a_day(frame: Frame) -> bool:
    date = frame.date
    return date is None or date.interval is None or date.interval[1] - date.interval[0] <= _NIGHT


def _in_several_areas(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``غارات على عدة محافظات``, ``تفجيرات استهدفت مناطق مختلفة``, ``قتلوا … في أربع قرى``: in no particular place."""
    if any(m.type not in _COUNTRYWIDE for m in frame.places) or _closed_toll(frame):
        return False
    if not (many(frame) or frame.trigger.pos == "verb"):
        return False
    for at in _clause(reading, frame, _AREA_REACH):
        if at < frame.trigger.start:
            continue
        if any(
            other.start == at and other not in frame.triggers and other.type != "Attack" for other in reading.triggers
        ):
            return False
        if hits.any(at, ("general.several_areas",)):
            return True
        if hits.any(at, ("general.area_words",)) and _others_behind(reading, at):
            return not frame.places
        if hits.any(at, ("general.area_words",)) and hits.any(at + 1, ("general.several",)):
            return reading.words[min(at + 2, len(reading.words) - 1)].norm not in ("من", "منه", "منها")  # of a town
    return False


def _others_behind(reading: Reading, at: int) -> bool:
    """``في محافظات يمنية أخرى``: areas that are only told to be others."""
    behind = [word.norm for word in reading.words[at + 1 : at + 3]]
    return _OTHER in behind and all(norm == _OTHER or norm.endswith("يه") for norm in behind[: behind.index(_OTHER)])


def _under_way(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``معارك عنيفة تدور حاليا``, ``الاشتباكات مستمرة حتى اللحظة``: fighting of which nothing came yet."""
    if not many(frame) or frame.trigger.frame != "mutual" or _own_count(frame) or fought_at_a_place(frame):
        return False
    near = list(_clause(reading, frame, _CARRIER + _GROUND, _CARRIER))
    going = any(
        (hits.any(at, ("verb.occur",)) and imperfect(reading, at)) or hits.any(at, ("general.lasting_on",))
        for at in near
    )
    return going and any(hits.any(at, ("general.now",)) for at in near)


def _since_days(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``مواجهات مستمرة منذ عدة أيام``: fighting that has gone on for days, in no town of its own."""
    if not many(frame) or _own_count(frame) or any(specific(m) for m in frame.places):
        return False
    for at in _clause(reading, frame, _REACH, _REACH):
        if reading.words[at].norm.lstrip("وف") == "منذ":
            return any(word.norm in _DAYS for word in reading.words[at + 1 : at + 1 + _GROUND])
    return False


def _in_years(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``إحراق مساجد … خلال السنوات القليلة الماضية``: what years brought."""
    if on_a_day(frame) and _within_a_day(frame):
        return False
    return any(hits.any(at, ("general.past_years",)) for at in _clause(reading, frame, _REACH, _CARRIER))


def _all_over(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``اعتقلت الشرطة منذ الجمعة في جميع أنحاء البلاد …``: a sum of days over a country."""
    if any(specific(m) for m in frame.places):
        return False
    near = list(_clause(reading, frame, _REACH, _CARRIER))
    if not any(hits.any(at, ("general.all_over",)) for at in near):
        return False
    return any(reading.words[at].norm.lstrip("وف") == "منذ" for at in near)


def _in_a_series(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بعد أن قصفت طائرات … في سلسلة غارات``: a series without a day, a town or a toll."""
    if _own_count(frame) or any(specific(m) for m in frame.places):
        return False
    plural = {trigger.start for trigger in reading.triggers if trigger.plural}
    return any(
        at + 1 in plural and hits.any(at, ("general.series",)) for at in _clause(reading, frame, _AREA_REACH, _GROUND)
    )
