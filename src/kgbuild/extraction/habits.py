"""Whether a sentence tells of what happens again and again, of a total, of a brawl or of courts: no single event."""

from __future__ import annotations

from datetime import date, timedelta

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.sameness import specific

__all__ = ["about_long", "imperfect", "many", "on_a_day", "told_in_general"]

# Perfects that begin as an imperfect does.
_PERFECTS = tuple(fold(verb) for verb in load_table("words")["predicates"]["fifth"])
_DO = ("تقوم", "يقوم", "يقومون", "تقومان", "يقومان", "نقوم")
_WAS = ("كان", "كانت", "كانوا")
_WHO = ("الذي", "التي", "الذين")
_ARMED = ("State", "Government", "StateForce", "ArmedGroup", "Militia", "Coalition")
_GROUPS = ("ArmedGroup", "Militia")
_SEIZING = ("Raid", "Abduction", "Execution")
_CAMPAIGN = timedelta(days=28)
_SINCE_REACH, _DEED_REACH, _CARRIED_REACH, _OFTEN_REACH = 10, 24, 4, 12
_ROUND = 5  # words of a time in round numbers
_LONG_TIMES = ("اشهر", "شهور", "شهرين", "سنوات", "سنين", "سنتين", "اعوام", "عامين", "عقود")
_GOING_ON = 6  # words from a verb of going on to what goes on
_ALL_THROUGH = ("خلال", "طوال", "طيله", "لشهر")
_MANY = 30  # deeds of one kind that no day holds


def told_in_general(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """Whether what a frame tells is general: a habit, a total of a long time, a trend, or no deed of war."""
    return any(
        judged(reading, hits, frame)
        for judged in (
            _since_long,
            _total,
            _often,
            _habitual,
            _in_court,
            _trend,
            _anywhere,
            _brawl,
            _continued,
            _all_of_them,
            _of_month,
            _recurrent,
            _usually,
            _used_to,
            _performing,
        )
    )


def _since_long(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """Many deeds since a year (منذ عام … عدد من الضربات) are no single event, nor are people seized since then."""
    if (frame.date is not None and frame.date.kind == "point") or frame.type == "TerritorialChange":
        return False
    trigger = frame.trigger
    sentence = reading.sentences[frame.sentence]
    first = reading.words[max(sentence.start, trigger.start - _SINCE_REACH)].start
    here, last = (
        reading.words[trigger.start].start,
        reading.words[min(sentence.end, trigger.end + _SINCE_REACH) - 1].end,
    )
    reach = range(max(sentence.start, trigger.start - _SINCE_REACH), min(sentence.end, trigger.end + _SINCE_REACH))
    if trigger.plural and trigger.definite and any(about_long(reading, at) for at in reach):
        return True
    for match in reading.dates:
        if match.kind != "since" or not first <= match.span.start < last:
            continue
        if trigger.plural and match.span.start < here:
            return True
        if (trigger.plural or frame.type in _SEIZING) and _long_ago(reading, match.interval):
            return not _parted(reading, hits, frame, match.span.start)
    return False


def about_long(reading: Reading, at: int) -> bool:
    """``منذ نحو أربعة أشهر``: a long time, told in round numbers."""
    words = reading.words[at : at + _ROUND]
    return words[0].norm.lstrip("وف") == "منذ" and any(word.norm in _LONG_TIMES for word in words[1:])


def _parted(reading: Reading, hits: HitTable, frame: Frame, offset: int) -> bool:
    """``منذ أيار عندما خطفوا …``: a new clause begins between a day and the deed."""
    first, last = sorted((offset, reading.words[frame.trigger.start].start))
    return any(
        first < word.start < last and hits.any(at, ("boundaries.words", "boundaries.occasions"))
        for at, word in enumerate(reading.words)
    )


def _long_ago(reading: Reading, interval: tuple[date, date] | None) -> bool:
    anchor = reading.article.anchor
    return interval is not None and anchor is not None and anchor - interval[1] > _CAMPAIGN


def _total(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``57 غارة``، ``390 قتيلا حتى اليوم … العمليات``، ``منذ هجوم كذا اعتقل …``: a sum over a campaign."""
    trigger = frame.trigger
    dated = frame.date is not None and frame.date.kind == "point"
    before = reading.words[trigger.start - 1] if trigger.start else reading.words[0]
    year = any(match.span.start <= before.start < match.span.end for match in reading.dates)
    counted = trigger.pos == "noun" and not trigger.definite and before.norm.isdigit() and not year
    if counted and int(before.norm) >= _MANY and not (dated and _within_days(frame)):
        return True
    sentence = reading.sentences[frame.sentence]
    if trigger.plural and not dated:
        near = range(max(sentence.start, trigger.start - _SINCE_REACH), trigger.end + _SINCE_REACH)
        if any(hits.any(at, ("general.until_today",)) for at in near):
            return True
    return (
        frame.type in _SEIZING
        and trigger.pos == "verb"
        and any(
            other.pos == "noun" and other.start and reading.words[other.start - 1].norm.lstrip("وف") == "منذ"
            for other in reading.triggers
            if max(sentence.start, trigger.start - _DEED_REACH) <= other.start < trigger.start
        )
    )


def _within_days(frame: Frame) -> bool:
    """Whether the day of a frame is known to the week."""
    if frame.date is None or frame.date.interval is None:
        return False
    return frame.date.interval[1] - frame.date.interval[0] <= timedelta(days=7)


def _often(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``تقصف … كل يوم``: behind a verb in the imperfect, how often it is done."""
    trigger = frame.trigger
    if trigger.pos != "verb" or not imperfect(reading, trigger.start):
        return False
    for at in range(trigger.end, min(trigger.end + _OFTEN_REACH, reading.sentences[frame.sentence].end)):
        if reading.words[at].mark in ("comma", "stop", "colon"):
            return False
        if hits.any(at, ("general.often",)):
            return True
    return False


def many(frame: Frame) -> bool:
    """Whether a frame is named by a noun for several deeds, or for fighting: ``غارات``, ``اشتباك``."""
    trigger = frame.trigger
    return trigger.pos == "noun" and (trigger.plural or trigger.frame == "mutual")


def imperfect(reading: Reading, at: int) -> bool:
    """Whether a verb is in the imperfect."""
    word = reading.words[at].norm.lstrip("وف")
    return word[:1] in ("ي", "ت") and not word.startswith(_PERFECTS)


def _habitual(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """An imperfect verb with neither day nor toll tells what is done, not what was done: يستهدف المسلحون عادة ….

    Always behind a relative pronoun (``المروحيات التي تقصف …``) or a bare ``هؤلاء``.
    """
    trigger = frame.trigger
    if trigger.pos != "verb" or not imperfect(reading, trigger.start):
        return False
    before = reading.words[trigger.start - 1].norm.lstrip("وف") if trigger.start else ""
    if before == "هولاء":
        return True
    told = frame.type != "TerritorialChange" and (frame.date or frame.tolls)
    if before in _WAS and not told and not frame.victims and frame.type != "TerritorialChange":
        return True  # دبابات كانت تقصف …
    if _since_then(reading, frame):
        return True
    word = reading.words[trigger.start].norm.lstrip("وف")
    inflected = word not in (trigger.lemma, trigger.lemma + "ت") and not word.startswith(trigger.lemma)
    return not told and (inflected or before in _WHO)


def _since_then(reading: Reading, frame: Frame) -> bool:
    """``ومنذ يوم الجمعة تقصف تركيا مواقع …``: what is done since a day, in no town, without a toll."""
    if frame.tolls or frame.victims or any(specific(m) for m in frame.places):
        return False
    trigger = frame.trigger
    words = reading.words[max(reading.sentences[frame.sentence].start, trigger.start - 4) : trigger.start]
    return any(word.norm.lstrip("وف") == "منذ" for word in words)


def _in_court(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """A sentence of courts and sentences of law tells no act of war (حكم القتل قصاصا); an armed group has no court."""
    sentence = reading.sentences[frame.sentence]
    whole = ("factuality.judicial",)
    accident = frame.type in ("OtherViolence", "AirStrike", "Attack")
    words = range(sentence.start, sentence.end)
    if any(hits.any(at, ("factuality.periods",)) and not _apart(reading, frame, at) for at in words):
        return True
    if any(hits.any(at, whole) or (accident and hits.any(at, ("factuality.accidents",))) for at in words):
        return True
    told = any(
        hits.any(at, ("general.sentences",)) or (at > frame.trigger.start and hits.any(at, ("general.convictions",)))
        for at in words
    )
    if frame.type != "Execution" or not told:
        return False
    return not any(m.kind == "actor" and m.type in _GROUPS and m.start in words for m in reading.mentions)


def _apart(reading: Reading, frame: Frame, at: int) -> bool:
    """``حيث يهاجم مسلحون كذا بين حين وآخر، خطف آخرون أمس …``: the habit is told of another deed than that of a day."""
    first, last = sorted((at, frame.trigger.start))
    return on_a_day(frame) and any(word.mark == "comma" for word in reading.words[first:last])


def _trend(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``تكاثرت الهجمات في الأشهر الأخيرة``، ``تشكل المعارك أكثر ما …``: how many there are, or what they mean."""
    trigger = frame.trigger
    if trigger.pos != "noun" or not trigger.plural or not trigger.start:
        return False
    if hits.any(trigger.start - 1, ("general.meaning",)):
        return True
    point = frame.date is not None and frame.date.kind == "point"
    return not point and hits.any(trigger.start - 1, ("general.trends",))


def _anywhere(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``تتواصل معارك … في عدد من المحافظات``: fighting that goes on, with neither place nor day nor toll."""
    trigger = frame.trigger
    if not (trigger.pos == "noun" and trigger.plural and frame.mutual):
        return False
    if _somewhere(frame):
        return True
    if frame.places or frame.tolls or frame.victims or (frame.date is not None and frame.date.kind == "point"):
        return False
    sentence = reading.sentences[frame.sentence]
    if any(hits.any(at, ("general.anywhere",)) for at in range(trigger.end, min(frame.end, sentence.end))):
        return True
    for at in range(trigger.start - 1, max(sentence.start, trigger.start - _CARRIED_REACH) - 1, -1):
        if hits.any(at, ("verb.occur", "verb.perform")):
            return reading.words[at].norm.lstrip("وف").startswith(("يت", "تت", "يخوض", "تخوض", "تستمر", "يستمر"))
    return False


def _somewhere(frame: Frame) -> bool:
    """``مواجهات قادها في سوريا``: fighting in a country, with no sides, day or toll."""
    if frame.attackers or frame.targets or frame.tolls or frame.victims or frame.date is not None:
        return False
    return bool(frame.places) and all(place.type == "Country" for place in frame.places)


def _continued(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``يواصل الطيران غاراته على …``: what goes on without a day."""
    trigger = frame.trigger
    if trigger.pos != "noun" or on_a_day(frame):
        return False
    for at in range(trigger.start - 1, max(reading.sentences[frame.sentence].start, trigger.start - _GOING_ON) - 1, -1):
        if reading.words[at].mark in ("comma", "stop", "colon"):
            return False
        if many(frame) and hits.any(at, ("general.completing",)):
            return True
        if hits.any(at, ("general.continuing",)) and not reading.words[at].norm.startswith("ال"):
            return True  # وسائل التواصل goes on with nothing
    return False


def _all_of_them(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``الغارات التركية استهدفت …``: deeds that are known, with neither day nor place nor toll."""
    trigger = frame.trigger
    if not (trigger.pos == "noun" and trigger.plural and trigger.definite) or on_a_day(frame):
        return False
    return not (frame.places or frame.tolls or frame.victims or frame.mutual)


def _of_month(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``خلال شهر يوليو الماضي``: what a month brought."""
    if frame.date is None or frame.date.precision != "month" or frame.type == "TerritorialChange":
        return False
    before = [word for word in reading.words if word.end <= frame.date.span.start][-2:]
    return any(word.norm.lstrip("وف") in _ALL_THROUGH for word in before)


def _recurrent(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``كانت هدفا متكررا لهجمات كذا``."""
    trigger = frame.trigger
    if trigger.pos != "noun" or not trigger.plural or on_a_day(frame):
        return False
    return any(word.norm.startswith("متكرر") for word in reading.words[max(0, trigger.start - 2) : trigger.start])


def _usually(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``عادة ما تشن القوات غارات على …``: how often, before a verb in the imperfect."""
    trigger = frame.trigger
    start = reading.sentences[frame.sentence].start
    for at in range(trigger.start, max(start, trigger.start - _OFTEN_REACH), -1):
        if reading.words[at].mark in ("comma", "stop", "colon"):
            return False
        if hits.any(at - 1, ("general.usually",)) or (at - 1 > start and hits.any(at - 2, ("general.usually",))):
            verb = next((k for k in range(at - 1, trigger.start + 1) if imperfect(reading, k)), -1)
            return verb >= 0 and hits.any(verb, ("verb.perform", "verb.occur", "verb.suffer", "trigger"))
    return False


def _used_to(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``دأبت الميليشيات على استهداف …``: what somebody is used to do."""
    trigger = frame.trigger
    if not trigger.start or reading.words[trigger.start - 1].norm != "علي":
        return False
    for at in range(trigger.start - 2, max(reading.sentences[frame.sentence].start - 1, trigger.start - 10), -1):
        if reading.words[at].mark in ("comma", "stop", "colon"):
            return False
        if hits.any(at, ("general.habit",)):
            return True
    return False


def _performing(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``لمقاتلات تقوم بقصف …``: what somebody does, without a day, a town or a toll; not in a headline."""
    trigger = frame.trigger
    if trigger.pos != "noun" or trigger.preposition != "ب" or reading.sentences[frame.sentence].headline:
        return False
    if frame.date is not None or frame.tolls or frame.victims:
        return False
    if any(specific(m) and m.start > trigger.start for m in frame.places):
        return False
    return trigger.start > 0 and reading.words[trigger.start - 1].norm in _DO


def on_a_day(frame: Frame) -> bool:
    """Whether a frame has a day, or a time in which it happened."""
    return frame.date is not None and frame.date.kind == "point"


def _brawl(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``الاشتباك معه في مضاربة``: people who come to blows, no armed side."""
    if frame.type not in ("ArmedClash", "OtherViolence", "Attack"):
        return False
    if any(m.type in _ARMED for m in (*frame.attackers, *frame.targets)) or frame.weapons:
        return False
    if any("مسلح" in trigger.lemma for trigger in frame.triggers):
        return False
    sentence = reading.sentences[frame.sentence]
    return any(hits.any(at, ("general.brawls",)) for at in range(sentence.start, sentence.end))
