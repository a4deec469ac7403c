"""Words of violence that tell of no deed: maxims, aims, vows, states of control, means that somebody uses, titles."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading, Trigger
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.predicates import Predicates
from kgbuild.extraction.report import Factuality

__all__ = ["generality", "said_of", "taken_up", "turns_under"]

_TABLE = load_table("words")["general"]
_HELD = tuple(fold(word) for word in _TABLE["stays_under"])
_TURNED = tuple(fold(word) for word in _TABLE["turns_under"])
_UNDER = ("تحت",)
_SUBJECT_TO = ("خاضع", "يخضع", "تخضع")
_TOWARDS = ("نحو", "صوب", "باتجاه", "تجاه")
_STILL = ("تزال", "يزال", "زالت", "زال")
_STILL_HELD = 16  # words from لا تزال to تحت, over a long subject
_SEIZING = ("Raid", "Abduction", "Execution", "OtherViolence", "Assassination")
_US = ("لنا", "علينا", "لكم", "عليكم", "للجميع", "لكل", "للوطن", "للامه", "للانسانيه", "للدين", "للاسلام")
_FIRST_OR_LAST = ("اخر", "اول", "اولي", "اكبر", "اهم", "اعنف")
_THESE = ("هذا", "هذه", "تلك", "ذلك", "هذين", "هاتين")
_MAXIM, _AIM, _USED, _STATE, _SAID_OFTEN, _TAKEN_UP, _SAID_OF = 10, 9, 8, 5, 8, 14, 3
_TITLE, _PLAIN_TITLE, _OF_WORK = 14, 5, 3  # words of a title, of one without quotation marks, from its work to it
_FIRST_TIME = 12  # words from هذه المرة الأولى to the deed that is meant
_PUT_OFF = 3  # words from a word of delay to the deed, over عملية and the like
_GONE_ON = 24  # words from a verb of going on to ground that is taken, with a long subject between
_EXPLODED = "انفج"
_DAY_BEHIND = 3  # words from there to its day
_OF_ALL = 8  # words from deeds to the verb that tells of all of them, behind a relative clause


def generality(reading: Reading, hits: HitTable, trigger: Trigger, predicates: Predicates) -> Factuality | None:
    """What a trigger tells instead of a deed, by the words around it; ``None`` where they do not say."""
    sentence = reading.sentences[reading.sentence_at(trigger.start)]
    if (
        _tag(reading, hits, trigger, sentence.start, sentence.end, predicates)
        or _often_said(reading, hits, trigger, sentence.start)
        or _title(reading, hits, trigger, sentence.start)
        or _first_time(reading, hits, trigger, sentence.start)
        or _stores(hits, trigger)
    ):
        return "generic"
    practice = hits.at(trigger.start, "general.practices")
    if practice is not None and reading.words[practice.end - 1].norm.startswith("ال"):
        return "generic"
    if trigger.pos != "noun":
        return "generic" if _wide(reading, hits, trigger) else None
    if _last_of(reading, trigger, sentence.start):
        return "hypothetical"
    if (
        _aim(reading, hits, trigger, sentence.end)
        or _nearly(reading, hits, trigger, sentence.start)
        or _put_off(hits, trigger, sentence.start)
    ):
        return "planned"
    if (
        _maxim(reading, hits, trigger, predicates, sentence.end)
        or _most(reading, hits, trigger)
        or _used(reading, hits, trigger, sentence.start)
        or _skilled(reading, hits, trigger)
        or _held(reading, trigger, sentence.start)
        or _done_to_people(reading, hits, trigger)
        or _on_a_kind(reading, hits, trigger, sentence.end)
        or _goes_on(reading, hits, trigger, predicates, sentence.start)
    ):
        return "generic"
    return None


def taken_up(reading: Reading, trigger: Trigger, last: Trigger | None, told: Mapping[int, Factuality]) -> bool:
    """``دعا إلى مواصلة القصف، مشيرا إلى أن هذا القصف …``: a demonstrative takes up what has not come about."""
    if last is None or trigger.pos != "noun" or last.lemma != trigger.lemma or not trigger.definite:
        return False
    if reading.words[trigger.start - 1].norm.lstrip("وفبل") not in _THESE or told[last.start] == "asserted":
        return False
    return trigger.start - last.end <= _TAKEN_UP


def said_of(reading: Reading, hits: HitTable, trigger: Trigger, last: Trigger | None) -> bool:
    """``معظم الغارات استهدفت …``: a verb right behind the deeds that it tells of in general.

    A relative clause may lie between: ``معظم الغارات التي شنتها تركيا استهدفت …``.
    """
    if last is None or trigger.pos != "verb" or last.pos != "noun" or not _most(reading, hits, last):
        return False
    between = reading.words[last.end : trigger.start]
    relative = bool(between) and between[0].norm in ("التي", "الذي")
    return len(between) <= (_OF_ALL if relative else _SAID_OF) and not any(
        word.mark or word.norm == "حيث" or word.norm.startswith("و") or (word.norm in ("التي", "الذي") and not relative)
        for word in between
    )


def _maxim(reading: Reading, hits: HitTable, trigger: Trigger, predicates: Predicates, end: int) -> bool:
    """``إن استهداف المعلمين استهداف لنا``، ``قتال المسلم كفر``: what a deed of that kind means."""
    if trigger.definite or trigger.plural:
        return _meaning(reading, hits, trigger)
    named = {at for mention in reading.mentions for at in range(mention.start, mention.end) if mention.iri}
    for at in range(trigger.end, min(trigger.end + _MAXIM, end)):
        word = reading.words[at]
        if at in named:
            continue
        if word.mark in ("stop", "colon", "comma") or at in predicates.finite:
            return _meaning(reading, hits, trigger)
        if hits.any(at, ("general.verdicts",)) and at > trigger.end:
            return True
        if bare(word.norm) == bare(trigger.lemma) and at + 1 < end and reading.words[at + 1].norm in _US:
            return True
    return _meaning(reading, hits, trigger)


def _meaning(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """The second noun of such a maxim: ``… هو اعتداء علينا``."""
    if trigger.definite or trigger.preposition or trigger.end >= len(reading.words):
        return False
    if reading.words[trigger.end].norm not in _US[:6]:
        return False
    return any(
        bare(reading.words[at].norm.lstrip("\u200f")) == bare(trigger.lemma)
        for at in range(max(0, trigger.start - _MAXIM - 4), trigger.start)
    )


def _aim(reading: Reading, hits: HitTable, trigger: Trigger, end: int) -> bool:
    """``استعادة المدينة تبقى هدفا``، ``نقل المعركة إلى …``: what somebody is after."""
    before = trigger.start - 1
    if trigger.frame == "mutual" and before >= 0 and hits.any(before, ("general.shifting",)):
        return True
    if trigger.frame not in ("controlled", "control", "suffered") or trigger.preposition:
        return False
    for at in range(trigger.end, min(trigger.end + _AIM, end)):
        if reading.words[at].mark in ("stop", "comma", "colon"):
            return False
        if hits.any(at, ("general.aims",)):
            return True
    return False


def _last_of(reading: Reading, trigger: Trigger, start: int) -> bool:
    """``أن تكون المدينة آخر معارك كذا``: what a place may turn out to be."""
    if not trigger.plural or trigger.definite or reading.words[trigger.start - 1].norm not in _FIRST_OR_LAST:
        return False
    words = [word.norm for word in reading.words[max(start, trigger.start - _MAXIM) : trigger.start]]
    return any(a in ("ان", "لن", "قد") and b in ("تكون", "يكون") for a, b in pairwise(words))


def _nearly(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``باتت قريبة من السيطرة على …``, ``تقدمت نحو تحرير …``: not there yet."""
    if trigger.type == "TerritorialChange" and trigger.start and reading.words[trigger.start - 1].norm in _TOWARDS:
        return True
    before = trigger.start - 1
    if trigger.type != "TerritorialChange" or before - 1 < start or reading.words[before].norm != "من":
        return False
    return hits.any(before - 1, ("general.nearly",))


def _most(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``معظم الغارات``: said of all of a campaign."""
    return trigger.plural and trigger.start > 0 and hits.any(trigger.start - 1, ("general.most",))


def _used(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``يستخدم المطار في قصف …``، ``يستخدمها في قصفه``: what something serves for."""
    before = trigger.start - 1
    if trigger.preposition != "ل" and (before < start or reading.words[before].norm != "في"):
        return False
    for at in range(before, max(start, before - _USED) - 1, -1):
        if reading.words[at].mark in ("stop", "comma", "colon"):
            return False
        if hits.any(at, ("general.serving",)):
            return True
    return False


def _skilled(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``خبراء مختصون بإطلاق الصواريخ``, ``دربهم على زرع العبوات``: what somebody knows how to do."""
    before = trigger.start - (not trigger.preposition)
    linked = bool(trigger.preposition) or reading.words[before].norm in ("في", "علي")
    return linked and hits.any(before - 1, ("general.skills",))


def _held(reading: Reading, trigger: Trigger, start: int) -> bool:
    """``التي كانت تحت سيطرة كذا``: who held a place; ``باتت تحت سيطرة`` is a change."""
    before = trigger.start - 1
    if trigger.preposition == "ل" and before >= start and bare(reading.words[before].norm).startswith(_SUBJECT_TO):
        return True  # الخاضعة لسيطرة كذا
    if trigger.frame != "control" or before < start or reading.words[before].norm not in _UNDER:
        return False
    for at in range(before - 1, max(start, before - _STILL_HELD) - 1, -1):
        word = reading.words[at]
        if word.mark in ("stop", "comma", "colon") or turns_under(word.norm):
            return False
        if word.norm.lstrip("وف").startswith(_HELD if before - at <= _STATE else _STILL):
            return True
    return False


def turns_under(norm: str) -> bool:
    """Whether a normalised word says that what follows came about: ``باتت`` before ``تحت سيطرة كذا``."""
    return norm.lstrip("وف").startswith(_TURNED)


def _done_to_people(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``تتم ملاحقة الصحافيين``: an imperfect of doing right before the noun tells a practice."""
    if trigger.type not in _SEIZING or trigger.frame != "suffered" or not trigger.start or trigger.preposition:
        return False
    at = trigger.start - 1
    return hits.any(at, ("general.practising",))


def _often_said(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``أعلنت مرارا السيطرة …``: what was said again and again is no single deed."""
    for at in range(trigger.start - 1, max(start, trigger.start - _SAID_OFTEN) - 1, -1):
        if reading.words[at].mark in ("stop", "comma", "colon"):
            return False
        if hits.any(at, ("general.repeatedly",)):
            return True
    return False


def _title(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``في مقال له بعنوان "موسم الهجوم على كذا"``: what a work is called."""
    for at in range(trigger.start - 1, max(start, trigger.start - _TITLE) - 1, -1):
        mark = reading.words[at].mark
        if mark == "quote":
            named = range(max(start, at - _OF_WORK), at)
            return any(hits.any(k, ("general.titles",)) for k in named) or (
                at > start and any(hits.any(k, ("general.works",)) for k in named[-2:])
            )
        if trigger.start - at <= _PLAIN_TITLE and hits.any(at, ("general.titles",)):
            return True
        if mark in ("stop", "comma"):
            return False
    return False


def _wide(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``الذين سيطروا على مناطق واسعة``: background on who holds how much, in a relative clause."""
    if trigger.type != "TerritorialChange" or not trigger.start:
        return False
    if reading.words[trigger.start - 1].norm not in ("الذي", "التي", "الذين"):
        return False
    return any(hits.any(at, ("general.wide_areas",)) for at in range(trigger.end, trigger.end + 3))


def _tag(reading: Reading, hits: HitTable, trigger: Trigger, start: int, end: int, predicates: Predicates) -> bool:
    """``وسوم … تفجير كذا``: keywords at the end of a page are no sentence."""
    for at in range(trigger.start - 1, start - 1, -1):
        if at in predicates.finite or reading.words[at].mark == "stop":
            return False
        if hits.any(at, ("general.tags",)):
            hit = hits.at(at, "general.tags")
            plain = hit is not None and not hit.preposition and not hit.conjunction and not hit.definite
            governed = at > start and hits.any(at - 1, ("preposition",))
            return plain and not governed and not any(k in predicates.finite for k in range(trigger.end, end))
    return False


def _first_time(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``هذه هي المرة الأولى التي يستهدف فيها …``: what is said of a deed that was told."""
    for at in range(trigger.start - 1, max(start, trigger.start - _FIRST_TIME) - 1, -1):
        if reading.words[at].mark in ("stop", "comma", "colon"):
            return False
        if hits.any(at, ("general.first_time",)):
            return True
    return False


def _put_off(hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``تأخر عملية اقتحام المدينة``: it has not begun."""
    for at in range(trigger.start - 1, max(start, trigger.start - _PUT_OFF) - 1, -1):
        if hits.any(at, ("general.delays",)):
            return True
        if not hits.any(at, ("general.undertakings",)):
            return False
    return False


def _on_a_kind(reading: Reading, hits: HitTable, trigger: Trigger, end: int) -> bool:
    """``التفجير في بيوت الله جريمة``: what a deed of that kind is, done to such people or places."""
    kind = next(
        (at for at in range(trigger.end, min(trigger.end + 2, end)) if hits.any(at, ("general.kinds_hit",))), None
    )
    if kind is None or not trigger.start or not hits.any(trigger.start - 1, ("complementizers",)):
        return False
    return any(hits.any(at, ("general.verdicts", "general.crimes")) for at in range(kind + 1, min(kind + _MAXIM, end)))


def _goes_on(reading: Reading, hits: HitTable, trigger: Trigger, predicates: Predicates, start: int) -> bool:
    """``واصلت القوات …، تطهير المحافظة``, without a day: ground that is being taken."""
    if trigger.type != "TerritorialChange" or trigger.preposition or trigger.conjunction:
        return False
    for at in range(trigger.start - 1, max(start, trigger.start - _GONE_ON) - 1, -1):
        if reading.words[at].mark in ("stop", "colon") or hits.any(at, ("complementizers", "boundaries.relative")):
            return False
        if at in predicates.finite:
            if not hits.any(at, ("general.continuing",)):
                return False
            behind = min(trigger.end + _DAY_BEHIND, len(reading.words))
            first, last = reading.words[at].start, reading.words[behind - 1].end
            return not any(m.kind == "point" and first <= m.span.start < last for m in reading.dates)
    return False


def _stores(hits: HitTable, trigger: Trigger) -> bool:
    """``انفجار الذخائر``, ``انفجرت مخازن أسلحة``: what blew up was stored there, and nobody's bomb."""
    return trigger.lemma.startswith(_EXPLODED) and hits.any(trigger.end, ("general.stores",))
