"""Whether a frame tells of what goes on or lasts, and of no deed: fighting under way, control held, raids all over.

Strict readers count none of these: nothing in them says what happened when, so that no later telling can be matched.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Frame, Reading, Trigger
from kgbuild.extraction.habits import imperfect, many, on_a_day
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.sameness import fought_at_a_place

__all__ = ["goes_on"]

_HOST_REACH = 6  # words from a verb of having to the fighting
_BEHIND = 5  # words from fighting to the verb that says that it goes on
_AFTER_REACH = 14  # words from بعد to the verb of what is still to come
_GROUND = 4  # words from a word of taking to the ground taken
_HELD_REACH = 14  # words from a verb of taking to what ground it was
_HELD_FAR = 24  # to how long, behind what tells where the ground lies
_WIDE = ("Governorate", "Region", "Country")
_MARKS = ("comma", "stop", "colon")
_FUTURE = fold("س")
_AFTER = tuple(fold(word) for word in ("بعد", "عقب", "فور", "بمجرد"))
_AMID = tuple(fold(word) for word in ("في", "وسط", "خلال", "بعد", "إثر", "عقب", "أثناء"))
_PARTIES = tuple(fold(word) for word in ("بين", "مع", "ضد", "أسفرت", "أدت", "أوقعت", "خلفت", "قتل"))
_WAS = tuple(fold(word) for word in ("كانت", "كان", "تعد", "يعد", "تعتبر", "يعتبر", "تمثل", "تشكل", "تعني", "هي", "هو"))
_ADVANCE = (fold("تقدم"),)
_SUBJECT_REACH = 6
_COUNTED = 3  # words from a word for some number to the deeds
_DONE = 8  # words from it to the verb of a relative clause that tells what they did
_UNCOUNTED = ("general.series", "general.unknown_number")
_WHO = ("الذي", "التي", "الذين")
_COMPASS = tuple(fold(word) for word in ("شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"))
_COMPASS_OF_IT = tuple(word + ending for word in _COMPASS[:4] for ending in ("ها", "ه"))
_SHORTEST = 5  # letters of a verb with the س of the future at least


def goes_on(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """Whether what a frame tells of lasts or goes on."""
    return any(
        judged(reading, hits, frame)
        for judged in (
            _under_way,
            _amid,
            _several_in_places,
            _in_past_months,
            _all_around,
            _advancing,
            _no_ground,
            _raids_go_on,
            _held_for,
            _most_of,
            _is_control,
            _before_what_comes,
            _spoken_about,
            _of_late,
        )
    )


def _own_count(frame: Frame) -> bool:
    return bool(frame.tolls or frame.victims)


def _word(reading: Reading, at: int) -> str:
    return reading.words[at].norm.lstrip("وف") if 0 <= at < len(reading.words) else ""


def _before(reading: Reading, frame: Frame, reach: int) -> Iterator[int]:
    """Words before a trigger, nearest first, up to a punctuation mark."""
    start = reading.sentences[frame.sentence].start
    for at in range(frame.trigger.start - 1, max(start, frame.trigger.start - reach) - 1, -1):
        if reading.words[at].mark in _MARKS:
            return
        yield at


def _after(reading: Reading, frame: Frame, reach: int) -> Iterator[int]:
    """Words behind a trigger, nearest first, up to a punctuation mark."""
    end = reading.sentences[frame.sentence].end
    for at in range(frame.trigger.end, min(frame.trigger.end + reach, end)):
        if reading.words[at].mark in _MARKS:
            return
        yield at


def _under_way(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``تشهد المدينة معارك``, ``تدور اشتباكات``, ``هناك اشتباكات``, ``معارك لا تزال مستمرة``: nothing came of it."""
    trigger = frame.trigger
    if not (many(frame) and trigger.frame == "mutual") or on_a_day(frame) or _own_count(frame):
        return False
    if fought_at_a_place(frame):
        return False
    for at in _before(reading, frame, _HOST_REACH):
        if hits.any(at, ("general.there_is",)) and trigger.start - at == 1:
            return True
        if hits.any(at, ("verb",)):
            return hits.any(at, ("verb.host", "verb.occur")) and imperfect(reading, at)
    return any(hits.any(at, ("general.lasting_on",)) for at in _after(reading, frame, _BEHIND))


def _amid(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``سيطروا على التلة في معارك مستمرة``: fighting that only tells how something else came about."""
    trigger = frame.trigger
    if not (many(frame) and trigger.frame == "mutual") or trigger.definite or on_a_day(frame) or _own_count(frame):
        return False
    told_before = any(other.start < trigger.start for other in _others(reading, frame))
    if _word(reading, trigger.start - 1) not in _AMID or not told_before:
        return False
    behind = list(_after(reading, frame, _HELD_REACH))
    own = {m.start for m in reading.mentions if m.kind in ("place", "actor", "facility")}
    return not any(at in own or _word(reading, at) in _PARTIES for at in behind)


def _others(reading: Reading, frame: Frame) -> list[Trigger]:
    """Words of violence of the same sentence outside the frame, as where they stand."""
    sentence = reading.sentences[frame.sentence]
    mine = {trigger.start for trigger in frame.triggers}
    return [
        trigger
        for trigger in reading.triggers
        if sentence.start <= trigger.start < sentence.end and trigger.start not in mine
    ]


def _several_in_places(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``سلسلة من العمليات في كذا وكذا``, ``عدة غارات استهدفت كذا وكذا``: nobody knows how many, in several towns."""
    trigger = frame.trigger
    if any(toll.high is not None for toll in frame.tolls) or frame.victims:
        return False
    behind = [m for m in frame.places if m.start >= trigger.end]
    if len({m.iri or m.name for m in behind}) < 2 or not any(m.conjunction for m in behind):
        return False
    if trigger.pos == "noun":
        near = range(max(0, trigger.start - _COUNTED), trigger.start)
        return trigger.plural and any(hits.any(at, _UNCOUNTED) for at in near)
    if _word(reading, trigger.start - 1) not in _WHO:
        return False
    return any(hits.any(at, _UNCOUNTED) for at in list(_before(reading, frame, _DONE))[1:])


def _in_past_months(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``قتل عدد من القادة في الأشهر الأخيرة في غارات``: what weeks and months brought."""
    trigger = frame.trigger
    if frame.type == "TerritorialChange" or not many(frame) or on_a_day(frame):
        return False
    if any(toll.high is not None for toll in frame.tolls) or frame.victims:
        return False
    near = [*_before(reading, frame, _HELD_REACH), *_after(reading, frame, _HELD_REACH)]
    return trigger.plural and any(hits.any(at, ("general.past_days", "general.lately")) for at in near)


def _all_around(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``قصف مناطق في جنوب البلاد وشمالها``: all over a country."""
    if any(toll.high is not None for toll in frame.tolls) or frame.victims or frame.type == "TerritorialChange":
        return False
    if any(m.type not in _WIDE or not m.iri for m in frame.places):
        return False  # منطقتي كذا غرب المدينة وكذا شرقها
    behind = [_word(reading, at) for at in _after(reading, frame, _HELD_REACH)]
    first = next((k for k, word in enumerate(behind) if word in _COMPASS), len(behind))
    return any(word in _COMPASS_OF_IT for word in behind[first + 1 :])


def _advancing(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``واصلت القوات تقدمها في المحافظة``, ``يواصل الجيش السيطرة على …``: ground is gained, nobody says which."""
    if frame.type != "TerritorialChange" or frame.trigger.pos != "noun" or _own_count(frame):
        return False
    if on_a_day(frame) and any(m.type not in _WIDE for m in frame.places):
        return False
    return any(
        hits.any(at, ("general.continuing",)) and not reading.words[at].norm.startswith("ال")
        for at in _before(reading, frame, _HELD_REACH)
    )


def _no_ground(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``تقدم المقاومة في محافظة كذا``: ground is gained somewhere in a province, on no day."""
    trigger = frame.trigger
    if frame.type != "TerritorialChange" or trigger.lemma not in _ADVANCE or on_a_day(frame) or _own_count(frame):
        return False
    return bool(frame.places) and all(m.type in _WIDE for m in frame.places)


def _raids_go_on(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``واصل الطيران أمس شن غاراته على عدة مواقع بمحافظة كذا``: raids that go on, in no town."""
    if not many(frame) or _own_count(frame) or any(m.type not in _WIDE for m in frame.places):
        return False
    before = list(_before(reading, frame, _HOST_REACH))
    some = any(hits.any(at, ("general.unknown_number",)) for at in _after(reading, frame, _BEHIND))
    return some and any(
        hits.any(at, ("general.continuing",)) and not reading.words[at].norm.startswith("ال") for at in before
    )


def _held_for(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``سيطر المسلحون على القاعدة معظم الفترة الماضية``, ``طوال ثلاثة أعوام``: how long ground was held."""
    if frame.type != "TerritorialChange":
        return False
    return any(hits.any(at, ("general.all_the_time",)) for at in _after(reading, frame, _HELD_FAR))


def _most_of(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``مع توسع سيطرة الفصائل على معظم مناطق المحافظة``: a share of a region, without a day."""
    if frame.type != "TerritorialChange" or on_a_day(frame) or _own_count(frame):
        return False
    return any(
        hits.any(at, ("general.rest_of",)) and hits.any(at + 1, ("general.area_words",))
        for at in _after(reading, frame, _HELD_REACH)
    )


def _is_control(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``سيطرة التنظيم على المدينة كانت فخا``: what is said of a control that lasts."""
    trigger = frame.trigger
    if frame.type != "TerritorialChange" or trigger.pos != "noun" or on_a_day(frame) or _own_count(frame):
        return False
    if _word(reading, trigger.start - 1) not in ("ان", "بان", "لان"):
        return False
    end = reading.sentences[frame.sentence].end
    return any(_word(reading, at) in _WAS for at in range(trigger.end, min(trigger.end + _SUBJECT_REACH + 2, end)))


def _before_what_comes(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``وبعد سيطرتها على المدينة ستتجه القوات شمالا``: a deed that is told as the condition of what is to come."""
    trigger = frame.trigger
    if trigger.pos != "noun" or on_a_day(frame) or _own_count(frame):
        return False
    if _word(reading, trigger.start - 1) not in _AFTER:
        return False
    end = reading.sentences[frame.sentence].end
    return any(_future(reading, hits, at) for at in range(trigger.end, min(trigger.end + _AFTER_REACH, end)))


def _future(reading: Reading, hits: HitTable, at: int) -> bool:
    """``ستتجه``, ``سيبدأ``."""
    norm = _word(reading, at)
    if len(norm) < _SHORTEST or norm[0] != _FUTURE or norm[1] not in "يتن":
        return False
    if any(m.start <= at < m.end for m in reading.mentions) or hits.any(at, ("trigger", "people", "weapon")):
        return False
    return is_finite_verb(norm[1:], "", opens=True)


def _spoken_about(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``هدف الهجوم هو …``, ``تفاصيل العملية``: what is said about a deed that is told elsewhere."""
    trigger = frame.trigger
    if trigger.pos != "noun" or not trigger.definite or on_a_day(frame) or _own_count(frame):
        return False
    at = trigger.start - 1 - (_word(reading, trigger.start - 1) in ("من", "وراء"))
    return at >= 0 and hits.any(at, ("general.about_deeds",))


def _of_late(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``تفجير انتحاري وقع مؤخرا في …``, ``الهجمات التي نفذها … في الآونة الأخيرة``: without a day or a toll."""
    trigger = frame.trigger
    if trigger.pos != "noun" or on_a_day(frame) or _own_count(frame):
        return False
    reach = _HELD_REACH if trigger.plural and trigger.definite else _GROUND
    return any(hits.any(at, ("general.lately",)) for at in _after(reading, frame, reach))
