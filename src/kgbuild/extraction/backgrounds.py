"""Whether a frame only speaks of deeds that are told elsewhere or were many: what came before, what is feared, sums.

A day or a toll of its own makes most of them a deed all the same; where the words around it sum up, nothing does.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.habits import imperfect, many, on_a_day
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.sameness import specific

__all__ = ["in_background"]

_LONG_AGO = timedelta(days=28)
_NEAR, _OBJECT, _REACH, _SUBJECT, _GOVERNED = 3, 6, 10, 12, 24
_AREAS = tuple(fold(word) for word in ("مناطق", "أنحاء", "أماكن", "محافظات", "قرى", "بلدات", "مدن"))
_BORDER, _BOMBING = fold("حدود"), fold("قصف")
_TABLE = load_table("words")["general"]
_AFTER, _COMING, _LASTING, _TIMES = (
    frozenset(fold(word) for word in _TABLE[key]) for key in ("after", "coming", "lasting", "long_times")
)
_WHO = ("الذي", "التي", "الذين")
_OWN = (*_WHO, "علي", "ضد", "في")  # behind these a deed says what is its own
_ABOUT = ("حول", "عن", "بشان", "بخصوص", "حيال")
_SPANS = ("شهر", "رمضان", "عام", "العام", "الشهر", "اسبوع", "الاسبوع", "سنه", "صيف", "شتاء")
_MANAGING = ("تمكن", "نجاح", "تمكنها", "نجاحها", "تمكنهم", "نجاحهم", "تمكنه", "نجاحه")
_RESULTS = ("بعد", "عقب", "اثر", "منذ", "خلال", "بسبب", "جراء")


def in_background(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """Whether a frame takes up or sums up deeds, and tells of none itself."""
    return any(
        judged(reading, hits, frame)
        for judged in (
            _came_then,
            _behind_link,
            _lasted,
            _days_of,
            _lately,
            _behind_fighting,
            _beside_noun,
            _worried,
            _condemned,
            _across_countries,
            _begun_long_ago,
            _rest_of_ground,
            _in_past_days,
            _dozens,
            _in_areas,
            _scattered,
            _investigated,
            _in_some_month,
            _long_after,
            _after_taking,
            _since_deed,
            _of_ruin,
            _siege_and_fire,
            _time_of_fire,
            _on_its_morrow,
            _back_to_view,
            _effect,
            _topic,
            _part_in_struggle,
            _bloody_month,
            _many_governorates,
            _over_areas,
        )
    )


def _own_count(frame: Frame) -> bool:
    return bool(frame.tolls or frame.victims)


def _word(reading: Reading, at: int) -> str:
    return reading.words[at].norm.lstrip("وف") if 0 <= at < len(reading.words) else ""


def _came_then(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``وجاء الهجوم بعد يومين من …``, ``وترافقت الغارات مع …``: a deed that is told, set beside another."""
    trigger = frame.trigger
    if trigger.pos != "noun" or _word(reading, trigger.start - 1) not in _COMING:
        return False
    for at in range(trigger.end, min(trigger.end + _NEAR, len(reading.words))):
        if _word(reading, at) in _AFTER:
            return True
        if reading.words[at].norm in _OWN:
            return False
    return False


def _behind_link(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``رابط الخبر: …``, or the headline once more at the end of a page."""
    sentence = reading.sentences[frame.sentence]
    if any(hits.any(at, ("general.links",)) for at in range(sentence.start, frame.trigger.start)):
        return True
    if sentence.headline or frame.sentence + 1 < len(reading.sentences) or not frame.sentence:
        return False
    words = [word.norm for word in reading.words[sentence.start : sentence.end] if not word.mark]
    text = " ".join(words)
    title = " ".join(fold(reading.article.title or "").split())
    return len(words) > _NEAR and text == title


def _lasted(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``المعركة التي استمرت أسبوعين``."""
    if frame.trigger.pos != "noun":
        return False
    end = min(frame.trigger.end + _OBJECT, reading.sentences[frame.sentence].end - 1)
    for at in range(frame.trigger.end, end):
        if reading.words[at].mark:
            return False
        if _word(reading, at) in _LASTING and reading.words[at - 1].norm in _WHO:
            return any(_word(reading, k) in _TIMES for k in range(at + 1, min(at + 1 + _NEAR, end + 1)))
    return False


def _days_of(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بعد أسبوع من أعنف قتال``, ``بعد أيام من المعارك``."""
    if not many(frame):
        return False
    words = [_word(reading, at) for at in range(frame.trigger.start - 4, frame.trigger.start)]
    return any(
        first in ("بعد", "عقب") and time in _TIMES and "من" in words[k + 2 :]
        for k, (first, time) in enumerate(pairwise(words))
    )


def _lately(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``القتال الذي وقع مؤخرا في …``."""
    if not (many(frame) and frame.trigger.definite) or on_a_day(frame):
        return False
    return any(
        hits.any(at, ("general.lately",))
        for at in range(frame.trigger.end, frame.trigger.end + _OBJECT)
        if at < reading.sentences[frame.sentence].end
    )


def _behind_fighting(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بعد المعارك التي خاضتها القوات ضد …``: fighting that is over, with neither place nor day nor toll."""
    trigger = frame.trigger
    if not (many(frame) and trigger.definite) or on_a_day(frame) or _own_count(frame):
        return False
    return not any(m.iri for m in frame.places) and _word(reading, trigger.start - 1) in _RESULTS


def _beside_noun(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بدعم الضربات الجوية``, ``مركز هجومهم``: what the deeds serve, or what serves them."""
    trigger = frame.trigger
    if trigger.pos != "noun" or not trigger.start or (on_a_day(frame) and trigger.frame != "event"):
        return False
    if many(frame) and trigger.definite and hits.any(trigger.start - 1, ("general.support",)):
        return True
    owned = reading.words[trigger.end - 1].norm.endswith(("هم", "ها", "ه")) and not trigger.lemma.endswith("ه")
    return owned and hits.any(trigger.start - 1, ("general.bases",))


def _worried(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``أعربت عن قلقها إزاء تجدد الاشتباكات في …``."""
    if not many(frame) or on_a_day(frame):
        return False
    for at in range(frame.trigger.start - 1, max(0, frame.trigger.start - _OBJECT) - 1, -1):
        if reading.words[at].mark:
            return False
        if hits.any(at, ("general.worry",)):
            return True
    return False


def _condemned(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``أدانت المنظمة، الخميس، قصف …``: deeds, or shelling that nothing bounds, as the object of condemning."""
    trigger = frame.trigger
    unbounded = many(frame) or (frame.type == "Shelling" and reading.words[trigger.start].norm == _BOMBING)
    if not unbounded or trigger.preposition or _own_count(frame):
        return False
    sentence = reading.sentences[frame.sentence]
    start = max(sentence.start, trigger.start - _GOVERNED)
    verb = next((at for at in range(trigger.start - 1, start - 1, -1) if hits.any(at, ("general.condemning",))), None)
    if verb is None or any(hits.any(at, ("trigger", "complementizers")) for at in range(verb, trigger.start)):
        return False
    last = reading.words[trigger.end - 1].end
    return frame.date is None or frame.date.span.start < last


def _across_countries(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``هجمات … في الكاميرون ونيجيريا``: deeds in two countries, told together."""
    countries = {m.iri for m in frame.places if m.type == "Country" and m.iri}
    if len(countries) < 2 or frame.trigger.pos != "noun" or any(specific(m) for m in frame.places):
        return False
    return not any(_BORDER in word.norm for word in reading.words[frame.start : frame.end])


def _begun_long_ago(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بدأ التحالف ضربات جوية … يوم 26 مارس``, months later: how a campaign began."""
    anchor, date = reading.article.anchor, frame.date
    if not many(frame) or any(specific(m) for m in frame.places) or _own_count(frame) or anchor is None:
        return False
    if date is None or date.interval is None or anchor - date.interval[1] < _LONG_AGO:
        return False
    start = max(reading.sentences[frame.sentence].start, frame.trigger.start - _OBJECT)
    return any(hits.any(at, ("general.beginning",)) for at in range(start, frame.trigger.start))


def _rest_of_ground(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بعد سيطرة القوات على بقية مديريات كذا``, without a day."""
    trigger = frame.trigger
    if frame.type != "TerritorialChange" or trigger.pos != "noun" or on_a_day(frame):
        return False
    if _word(reading, trigger.start - 1) not in ("بعد", "عقب"):
        return False
    end = min(trigger.end + _REACH, reading.sentences[frame.sentence].end)
    return any(hits.any(at, ("general.rest_of",)) for at in range(trigger.end, end))


def _in_past_days(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``استعادت القوات في الأيام القليلة الماضية مناطق كذا وكذا``."""
    if frame.type != "TerritorialChange" or _own_count(frame) or len(frame.places) == 1:
        return False
    sentence, trigger = reading.sentences[frame.sentence], frame.trigger
    near = range(max(sentence.start, trigger.start - _GOVERNED), min(trigger.end + _REACH, sentence.end))
    return any(hits.any(at, ("general.past_days",)) for at in near)


def _dozens(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``خلال أسبوع، شن الجيش عشرات الغارات``: dozens without a place, or over more than a day."""
    trigger = frame.trigger
    if not many(frame) or not hits.any(trigger.start - 1, ("general.dozens",)):
        return False
    sentence = reading.sentences[frame.sentence]
    words = [_word(reading, at) for at in range(sentence.start, trigger.start)]
    over = any(a in ("خلال", "طوال", "في", "علي") and b in _TIMES for a, b in pairwise(words))
    return over or not (on_a_day(frame) or any(specific(m) for m in frame.places))


def _in_areas(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``ويخوض المقاتلون معارك في محافظتي كذا وكذا``: fighting that goes on in more than one wide area."""
    trigger = frame.trigger
    wide = {m.iri for m in frame.places if m.iri and m.type in ("Governorate", "Region", "Country")}
    if not (many(frame) and trigger.frame == "mutual") or on_a_day(frame) or _own_count(frame) or len(wide) < 2:
        return False
    start = max(reading.sentences[frame.sentence].start, trigger.start - _REACH)
    return any(
        hits.any(at, ("verb.occur", "verb.perform")) and imperfect(reading, at) for at in range(start, trigger.start)
    )


def _scattered(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``اشتباكات متفرقة في مناطق كذا``, in no particular town."""
    end = frame.trigger.end
    if not many(frame) or any(specific(m) for m in frame.places):
        return False
    return any(hits.any(at, ("general.scattered",)) for at in range(end, end + 2)) and any(
        _word(reading, at) in _AREAS for at in range(end, end + _REACH)
    )


def _investigated(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``للتحقيق في جريمة تفجير كذا``, ``بعد حادث تفجير كذا``: a deed that is known, without day, toll or agent."""
    trigger = frame.trigger
    if trigger.pos != "noun" or frame.date or _own_count(frame) or frame.attackers:
        return False
    return hits.any(trigger.start - 1, ("general.cases",)) and (
        _word(reading, trigger.start - 2) in _RESULTS
        or any(hits.any(at, ("general.inquiries",)) for at in range(max(0, trigger.start - 5), trigger.start))
    )


def _in_some_month(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``قتل سلفه في ضربة في يونيو``: of a month or a year, without a place or a toll."""
    if frame.date is None or frame.places or _own_count(frame) or frame.trigger.pos != "noun":
        return False
    return frame.date.precision in ("month", "year", "season")


def _long_after(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بعد أشهر على اغتيال نائب``, ``بعد أيام من هجوم …``: a deed that only tells when another was, in no town."""
    trigger = frame.trigger
    if trigger.pos != "noun" or any(specific(m) for m in frame.places):
        return False
    if frame.victims or any(toll.low > 1 for toll in frame.tolls):
        return False
    if _word(reading, trigger.start - 1) not in ("علي", "من") or _dated_behind(reading, frame):
        return False
    words = [_word(reading, at) for at in range(max(0, trigger.start - 5), trigger.start - 1)]
    return any(word in _TIMES for word in words) and any(word in ("بعد", "عقب", "قبل") for word in words)


def _dated_behind(reading: Reading, frame: Frame) -> bool:
    """Whether a day stands behind the deed."""
    return frame.date is not None and frame.date.span.start >= reading.words[frame.trigger.end - 1].end


def _after_taking(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بعد تحرير المدينة من المسلحين``, ``بعد أن نجحت القوات في دحرهم من …``: what came before, without a day."""
    trigger = frame.trigger
    if frame.type != "TerritorialChange" or frame.date is not None or _own_count(frame):
        return False
    before = range(max(reading.sentences[frame.sentence].start, trigger.start - _SUBJECT), trigger.start)
    at = next((at for at in reversed(before) if _word(reading, at) in ("بعد", "عقب", "بعدما")), None)
    if at is None or any(reading.words[k].mark for k in range(at, trigger.start)):
        return False
    between = range(at + 1, trigger.start)
    if not between and frame.attackers:
        return False
    managed = any(hits.any(k, ("verb.manage",)) or _word(reading, k) in _MANAGING for k in between)
    clause = bool(between) and _word(reading, at + 1) == "ان" and trigger.pos == "verb" and len(between) <= 2
    return not between or managed or clause


def _since_deed(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``الأسوأ منذ إحراق شاب …``, ``منذ هجوم كذا``, ``منذ بدء الهجوم``: a deed that only tells since when."""
    trigger = frame.trigger
    since = hits.at(trigger.start - 2, "general.since_start")
    if trigger.pos == "noun" and since is not None and since.end == trigger.start and not _dated_behind(reading, frame):
        return not _own_count(frame)
    if trigger.pos != "noun" or frame.date is not None or any(specific(m) for m in frame.places):
        return False
    return _word(reading, trigger.start - 1) == "منذ"


def _siege_and_fire(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``بعد حصار طويل وقصف عنيف``: what a place went through before, without a day or a toll."""
    trigger = frame.trigger
    noun = trigger.pos == "noun" or bare(reading.words[trigger.start].norm.removeprefix("و")) == _BOMBING
    if not noun or trigger.definite or frame.date is not None or _own_count(frame):
        return False
    words = [_word(reading, at) for at in range(max(0, trigger.start - 4), trigger.start)]
    return "حصار" in words and any(word in ("بعد", "عقب") for word in words)


def _time_of_fire(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``ونحو شهر من القصف العنيف الذي خلف …``: how long it went on, whatever it brought."""
    trigger = frame.trigger
    if not _unbounded(reading, frame) or not trigger.definite or on_a_day(frame):
        return False
    before = [_word(reading, trigger.start - 2), _word(reading, trigger.start - 1)]
    if before[1] != "من" or before[0] not in _TIMES:
        return False
    return _word(reading, trigger.start - 3) not in ("بعد", "قبل", "عقب") or many(frame)


def _on_its_morrow(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``غداة الهجوم، أقيمت …``: a deed that is known and only dates another, with nothing of its own."""
    trigger = frame.trigger
    if trigger.pos != "noun" or not trigger.definite or _own_count(frame) or frame.attackers or frame.targets:
        return False
    if _word(reading, trigger.start - 1) not in ("غداه", "عشيه"):
        return False
    return not any(specific(m) for m in frame.places)


def _back_to_view(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``عادت المعارك إلى الواجهة``: that fighting is spoken of again."""
    trigger = frame.trigger
    if not many(frame) and trigger.frame != "mutual":
        return False
    end = min(trigger.end + _REACH, reading.sentences[frame.sentence].end)
    return not _own_count(frame) and any(hits.any(at, ("general.back_to_view",)) for at in range(trigger.end, end))


def _effect(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``القصف التركي يؤثر على السكان``: what fire means, without a day or a toll."""
    trigger = frame.trigger
    if not _unbounded(reading, frame) or not trigger.definite or on_a_day(frame) or _own_count(frame):
        return False
    at = trigger.end
    while at < min(trigger.end + _NEAR, len(reading.words)) and reading.words[at].norm.startswith("ال"):
        at += 1
    at += at < len(reading.words) and reading.words[at].mark == "quote"
    return hits.any(at, ("general.affecting",))


def _topic(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``وحول عمليات القصف التي جرت في …، قال``: what somebody is asked about, without a day or a toll."""
    trigger = frame.trigger
    sentence = reading.sentences[frame.sentence]
    if not _unbounded(reading, frame) or on_a_day(frame) or _own_count(frame):
        return False
    first = range(sentence.start, min(sentence.start + 2, trigger.start))
    about = next((at for at in first if _word(reading, at) in _ABOUT), None)
    return about is not None and trigger.start - about <= _NEAR


def _part_in_struggle(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``رأس الحربة في المعركة ضد المتطرفين``: the fight as a whole, without a day, a town or a toll."""
    trigger = frame.trigger
    if trigger.frame != "mutual" or not trigger.definite or frame.date is not None or _own_count(frame):
        return False
    if trigger.plural or any(specific(m) for m in frame.places):
        return False
    before = reading.words[trigger.start - 1].norm if trigger.start else ""
    return before == "في" and _word(reading, trigger.end) == "ضد"


def _bloody_month(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``كان شهر رمضان دمويا، حيث استهدف …``: what a month or a year brought."""
    if _own_count(frame) or any(specific(m) for m in frame.places):
        return False
    if on_a_day(frame) and frame.date is not None and frame.date.precision != "month":
        return False
    for at in range(reading.sentences[frame.sentence].start, frame.trigger.start):
        if hits.any(at, ("general.bloody",)):
            return any(_word(reading, k) in _SPANS for k in range(max(0, at - 5), at))
    return False


def _many_governorates(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``وقصفت أهدافا في صعدة والجوف وحجة``: deeds in three governorates or more, without a day or a toll."""
    if frame.date is not None or _own_count(frame) or frame.type == "TerritorialChange":
        return False
    if not frame.places or not all(m.type in ("Governorate", "Country", "Region") for m in frame.places):
        return False
    return len({m.iri for m in frame.places if m.type == "Governorate"}) > 2


def _over_areas(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``اعتقل سبعة خلال حملات دهم في العديد من مناطق الضفة``: arrests in no particular place."""
    if frame.type != "Raid" or any(specific(m) for m in frame.places):
        return False
    for at in range(frame.trigger.end, min(frame.trigger.end + _GOVERNED, reading.sentences[frame.sentence].end)):
        if hits.any(at, ("general.several_areas",)):
            return True
        if _word(reading, at) in ("العديد", "عديد", "عدد") and _word(reading, at + 1) == "من":
            return _word(reading, at + 2).removeprefix("ال") in _AREAS
    return False


def _unbounded(reading: Reading, frame: Frame) -> bool:
    """Whether a frame is named by a noun for several deeds, or by ``قصف``."""
    return many(frame) or (frame.trigger.pos == "noun" and bare(reading.words[frame.trigger.start].norm) == _BOMBING)


def _of_ruin(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``المدينة المدمرة جراء المعارك``, ``الدمار الذي خلفه القصف``: suffered before, without a day or a toll."""
    trigger = frame.trigger
    if trigger.pos != "noun" or _dated_behind(reading, frame) or frame.tolls or frame.victims:
        return False
    if hits.any(trigger.start - 1, ("general.ruin_left",)) and _word(reading, trigger.start - 2) in _WHO:
        return True
    if not hits.any(trigger.start - 1, ("general.because",)):
        return False
    said = trigger.start - 2 - (_word(reading, trigger.start - 2) == "من")
    return said >= 0 and hits.any(said, ("boundaries.stricken",)) and reading.words[said].norm.startswith("ال")
