"""Whether what a word of violence tells is said to have happened, by the words around it."""

from __future__ import annotations

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading, Trigger
from kgbuild.extraction.conditions import conditional, would_bring
from kgbuild.extraction.generalities import generality, said_of, taken_up
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.predicates import Predicates
from kgbuild.extraction.remembrance import remembered_at
from kgbuild.extraction.report import Factuality
from kgbuild.extraction.threats import threatened

__all__ = ["factualities"]

# Perfects of the fifth and sixth form, which begin as the imperfect does.
_FIFTH = tuple(fold(verb) for verb in load_table("words")["predicates"]["fifth"])

_NEAR = 3
_FAR = 8
_EXPOSED = 12  # words from تعرض to what somebody was exposed to
_GENERIC = 4
_GOVERNED = 16  # words from a verb of wanting to the noun that it governs, with subject and addressee between
_TURNS = ("بات", "باتت", "باتوا", "اصبح", "اصبحت", "اصبحوا", "صار", "صارت")
_FREED, _OBJECTS = (fold("تحرر"), fold("حرر")), ("ها", "هم", "ه")  # ``تحررها`` has an object: the imperfect of حرر
_SAID = 12  # words from deeds to what is said of them
_OBJECT = 6  # words from such a verb to its object
_DEFUSED = 14  # words from a bomb that was made safe to what it was meant for
_AS = ("بانه", "بانها", "بكونه", "بكونها")
_CALLING = ("وصف", "يصف", "تصف", "صنف")
_DOING = ("بارتكاب", "بتنفيذ", "بشن", "لارتكاب", "لتنفيذ", "لشن")
_WILL_BE = ("سيكون", "ستكون", "سيشكل", "ستشكل", "سيمثل", "ستمثل", "سيعد", "ستعد", "سيعتبر", "ستعتبر", "سيودي", "ستودي")
_NOT_YET, _MANAGING = ("لم", "لن", "لا", "ولم", "ولن", "ولا"), ("تتمكن", "يتمكن", "تنجح", "ينجح", "تفلح", "يفلح")
_PASSING, _WITHOUT = ("يمر", "تمر", "يمضي", "تمضي", "يخلو", "تخلو"), ("دون", "بدون")
_BLASTS = ("Attack", "Bombing", "OtherViolence")


def factualities(reading: Reading, hits: HitTable, predicates: Predicates) -> dict[int, Factuality]:
    """Judge every trigger of an article; the keys are the words that they begin at.

    A noun that ``و`` joins to one that did not come about did not either (``لاقتحامها وتطهيرها``), nor did the loss
    that it would have brought (``لاستعادة المدينة من سيطرة كذا``).
    """
    found: dict[int, Factuality] = {}
    last: Trigger | None = None
    for trigger in reading.triggers:
        factuality = _factuality(reading, hits, trigger, predicates)
        if factuality in ("planned", "threatened") and _hit_something(reading, hits, trigger, False):
            factuality = "asserted"
        lost = trigger.start > 0 and reading.words[trigger.start - 1].norm == "من" and trigger.frame == "control"
        if (
            factuality == "asserted"
            and last is not None
            and trigger.pos == last.pos == "noun"
            and (trigger.conjunction or lost)
            and not trigger.preposition
            and found[last.start] in ("planned", "hypothetical", "threatened")
            and trigger.start - last.end <= _OBJECT
            and not any(at in predicates.finite for at in range(last.end, trigger.start))
        ):
            factuality = found[last.start]
        if (
            factuality == "asserted"
            and last is not None
            and (
                taken_up(reading, trigger, last, found)
                or said_of(reading, hits, trigger, last)
                or (trigger.conjunction and trigger.start == last.end and trigger.pos == last.pos == "noun")
            )
        ):
            factuality = found[last.start]
        found[trigger.start] = factuality
        last = trigger
    return found


def _factuality(reading: Reading, hits: HitTable, trigger: Trigger, predicates: Predicates) -> Factuality:
    """Judge one trigger by the words before it in its sentence; ``predicates`` are the finite verbs."""
    sentence = reading.sentences[reading.sentence_at(trigger.start)]
    word = reading.words[trigger.start].norm
    if remembered_at(reading, hits, trigger) is not None:
        return "asserted"
    if threatened(reading, hits, trigger, sentence.start):
        return "threatened"
    carrier = _carrier(reading, hits, trigger, sentence.start) if trigger.pos == "noun" else None
    if conditional(reading, hits, trigger, carrier, predicates, sentence.start):
        return "hypothetical"
    if trigger.pos == "verb" and _future(word, trigger.lemma):
        return "planned"
    if trigger.pos == "noun" and _future_before(reading, hits, trigger, sentence.start):
        return "planned"
    if carrier is not None:
        if _future(reading.words[carrier].norm, "") or reading.words[carrier - 1].norm.lstrip("وف") == "سوف":
            return "planned"
        if _ongoing(reading, carrier, sentence.start, trigger.end) or _occupied(reading, carrier):
            return "generic"
        if carrier > sentence.start and reading.words[carrier - 1].norm.lstrip("وف") in ("لن", "لم", "لا"):
            return "negated"
    carried = _exposed(reading, hits, trigger, sentence.start)
    if carried and _might_be(reading, hits, trigger, sentence.start):
        return "hypothetical"
    if (
        trigger.pos == "noun"
        and trigger.preposition == "ل"
        and not carried
        and trigger.frame in ("suffered", "either", "controlled", "control", "mutual", "ambush")
        and not _follows_noun(reading, hits, trigger)
        and not hits.any(trigger.end, ("verb.perform",))
    ):
        return "planned"
    if any(
        hits.any(at, ("factuality.to_come",)) for at in range(trigger.end, min(trigger.end + 3, sentence.end))
    ) or any(hits.any(at, ("factuality.imminent",)) for at in range(trigger.end, min(trigger.end + 9, sentence.end))):
        return "planned"
    if trigger.frame == "control" and trigger.start and hits.any(trigger.start - 1, ("factuality.held",)):
        return "generic"
    if trigger.pos == "noun" and _meant(hits, trigger, sentence.end):
        return "planned"
    if trigger.pos == "noun" and _described(reading, trigger, sentence.start):
        return "generic"
    if trigger.pos == "noun" and _witnessed(reading, trigger, sentence.start):
        return "generic"
    if _would_be(reading, trigger, sentence.start, sentence.end, predicates):
        return "hypothetical"
    general = generality(reading, hits, trigger, predicates)
    if general is not None:
        return general
    if trigger.type == "TerritorialChange" and trigger.pos == "noun" and _of_campaign(reading, hits, trigger):
        return "planned"
    if trigger.type == "TerritorialChange" and trigger.pos == "noun" and _under_way(reading, hits, trigger):
        return "generic"
    if any(hits.any(at, ("factuality.recurring",)) for at in range(trigger.end, min(trigger.end + 3, sentence.end))):
        return "generic"
    if trigger.pos == "noun" and (
        _wanted(reading, hits, trigger, sentence.start, predicates) or _by_which(reading, hits, trigger, sentence.start)
    ):
        return "planned"
    if _any(reading, hits, trigger):
        if _denied_any(reading, hits, trigger, sentence.start):
            return "negated"
        return "hypothetical" if would_bring(reading, trigger, sentence.end) else "generic"
    if _stands(reading, trigger) or _habit(reading, hits, trigger) or _spoken_of(reading, hits, trigger, predicates):
        return "generic"
    if _failed(reading, hits, trigger, sentence.start) or _defused(reading, hits, trigger, sentence.start):
        return "negated"
    for position in range(trigger.start - 1, max(sentence.start, trigger.start - _FAR) - 1, -1):
        distance = trigger.start - position
        if hits.any(position, ("complementizers", "boundaries.relative")) and distance > 1 and distance > _NEAR:
            break
        if carried and hits.any(position, ("boundaries.relative",)):
            break  # تسليم من تعرضت مقارهم للقصف
        if reading.words[position].mark in ("stop", "comma", "colon") and distance > 1:
            break
        if any(m.start < position < m.end or (m.start == position and m.kind == "weapon") for m in reading.mentions):
            continue
        if hits.any(position, ("weapons.unmanned",)):
            continue  # طائرات تركية من دون طيار: only the pilot is denied
        if hits.any(position, ("boundaries.results",)):
            break
        if distance <= _NEAR and hits.any(position, ("factuality.negated",)):
            negated = hits.at(position, "factuality.negated")
            if (
                negated is not None
                and (trigger.pos == "verb" or negated.value not in ("لم", "لا", "لن"))
                and _reaches(reading, position, trigger, hits)
            ):
                return "generic" if _hardly_passes(reading, position, sentence.start) else "negated"
        for label in ("threatened", "planned", "hypothetical", "generic"):
            if label == "generic" and (distance > _GENERIC or _told(reading, hits, trigger)):
                continue
            if label == "generic" and _hit_something(reading, hits, trigger, True):
                continue
            hit = hits.at(position, f"factuality.{label}")
            if (
                hit
                and hit.end <= trigger.start
                and (label != "generic" or not hit.definite)
                and _reaches(reading, position, trigger, hits)
            ):
                return label
    return "asserted"


def _exposed(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``تعرضت المدينة … لقصف``: whether a verb of suffering stands before, in the same part of the sentence."""
    for at in range(trigger.start - 1, max(start, trigger.start - _EXPOSED) - 1, -1):
        if hits.any(at, ("verb.suffer",)):
            return True
        if reading.words[at].mark in ("stop", "colon") or (reading.words[at].mark and trigger.start - at > _OBJECT):
            return False
    return False


def _might_be(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``استبعد أن تكون القافلة هدفا لهجوم``: a subjunctive of being tells what may have been."""
    words = reading.words
    return any(
        words[at].norm in ("يكون", "تكون") and words[at - 1].norm.lstrip("ب") == "ان"
        for at in range(max(start, trigger.start - _FAR) + 1, trigger.start)
        if hits.any(trigger.start - 1, ("verb.suffer",))
    )


def _under_way(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``تحكم القوات السيطرة على …``، ``يتم تحريرها``: an imperfect verb tells how things stand or what is to come."""
    for at in range(trigger.start - 1, max(0, trigger.start - _NEAR) - 1, -1):
        if reading.words[at].mark:
            return False
        if hits.any(at, ("factuality.lasting",)):
            return True
    return False


def _of_campaign(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``معركة تحرير المدينة``: the aim of a campaign."""
    before = trigger.start - 1
    if before < 0 or reading.words[before].mark or trigger.preposition or trigger.conjunction:
        return False
    return hits.any(before, ("factuality.campaign",))


def _wanted(reading: Reading, hits: HitTable, trigger: Trigger, start: int, predicates: Predicates) -> bool:
    """``طالب … بالتصدي``، ``توقعت المصادر هجوما``: the verb that governs the noun tells of wish, order or fear."""
    led = (
        trigger.preposition
        or _carrying(reading, trigger, start)
        or any(
            hits.any(at, ("preposition",)) or reading.words[at].norm in ("في", "على", "علي")
            for at in range(max(start, trigger.start - 2), trigger.start)
        )
    )
    if (trigger.definite and not led) or _adjunct(reading, trigger):
        return False
    for at in range(trigger.start - 1, max(start, trigger.start - _GOVERNED) - 1, -1):
        if hits.any(at, ("complementizers", "boundaries.relative", "boundaries.results", "trigger")):
            return False
        if reading.words[at].mark in ("stop", "colon"):
            return False
        if at in predicates.finite:
            return hits.any(at, ("factuality.wanting",)) and (bool(led) or trigger.start - at <= _OBJECT)
    return False


def _adjunct(reading: Reading, trigger: Trigger) -> bool:
    """``قتل 14 من فصائل وافقت على المصالحة، في تفجير``: behind a comma ``في`` leads back to the main verb."""
    before = [word.mark or word.norm for word in reading.words[max(0, trigger.start - 2) : trigger.start]]
    return before == ["comma", "في"]


def _described(reading: Reading, trigger: Trigger, start: int) -> bool:
    """``في حادث وصفته السلطات بأنه هجوم إرهابي``: what the deed that was told is called."""
    words, at = reading.words, trigger.start - 1
    while at > start and words[at].mark == "quote":
        at -= 1
    if trigger.definite or at <= start or words[at].norm not in _AS:
        return False
    return any(words[back].norm.lstrip("وف").startswith(_CALLING) for back in range(max(start, at - _FAR), at))


def _carrying(reading: Reading, trigger: Trigger, start: int) -> bool:
    """``حذر من قيام القوات بارتكاب مجزرة``: a noun of doing right before the deed, led by a preposition."""
    return trigger.start > start and reading.words[trigger.start - 1].norm in _DOING


def _would_be(reading: Reading, trigger: Trigger, start: int, end: int, predicates: Predicates) -> bool:
    """``قصف الأحياء السكنية سيكون جريمة``: a bare deed that opens what is said, of which only the future tells."""
    words = reading.words
    opens = trigger.start == start or bool(words[trigger.start - 1].mark) or words[trigger.start - 1].norm == "ان"
    if not opens or trigger.definite or trigger.end - trigger.start > 1 or words[trigger.start].norm.startswith("و"):
        return False
    for at in range(trigger.end, min(trigger.end + _GOVERNED, end)):
        if words[at].mark in ("stop", "comma", "colon"):
            return False
        if words[at].norm in _WILL_BE:
            return True
        if at in predicates.finite:
            return False
    return False


def _by_which(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``تسعى القوات إلى تأمين المدينة، وذلك بطرد …``: how an aim is to be reached."""
    if trigger.preposition != "ب" or reading.words[trigger.start - 1].norm != "وذلك":
        return False
    for at in range(trigger.start - 2, max(start, trigger.start - _GOVERNED) - 1, -1):
        if reading.words[at].mark in ("stop", "colon") or hits.any(at, ("complementizers", "trigger")):
            return False
        if hits.any(at, ("factuality.wanting", "factuality.planned", "factuality.planned_verbs")):
            return True
    return False


def _stands(reading: Reading, trigger: Trigger) -> bool:
    """``التي تسيطر عليها``، ``كانت تسيطر``: an imperfect tells who holds a place, unless that has turned so."""
    word = reading.words[trigger.start].norm.lstrip("وف")
    if trigger.pos != "verb" or trigger.type != "TerritorialChange":
        return False
    if word[:1] not in ("ي", "ت") or (
        word.startswith(_FIFTH) and not (trigger.lemma in _FREED and word.endswith(_OBJECTS))
    ):
        return False
    before = reading.words[trigger.start - 1].norm.lstrip("وف") if trigger.start else ""
    return before not in _TURNS


def _habit(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``الهجمات التي تودي بحياة مدنيين``: many deeds with a verb in the imperfect tell what is done now and again."""
    if not (trigger.definite and trigger.plural) or trigger.end + 1 >= len(reading.words):
        return False
    verb = reading.words[trigger.end + 1].norm
    return hits.any(trigger.end, ("boundaries.relative",)) and verb[:1] in ("ي", "ت") and not verb.endswith("ت")


def _spoken_of(reading: Reading, hits: HitTable, trigger: Trigger, predicates: Predicates) -> bool:
    """``إن هجمات الحزب تجعل السلام مستحيلا``: deeds that an imperfect says something of are not told one by one."""
    if trigger.pos != "noun" or not trigger.plural or trigger.preposition or not trigger.start:
        return False
    if not hits.any(trigger.start - 1, ("complementizers", "reporting.verbs")):
        return False
    end = min(trigger.end + _SAID, len(reading.words))
    verb = next((at for at in range(trigger.end, end) if at in predicates.finite), -1)
    word = reading.words[verb].norm if verb >= 0 else ""
    return verb in predicates.foreign and word[:1] in ("ي", "ت") and not word.endswith("ت")


def _witnessed(reading: Reading, trigger: Trigger, start: int) -> bool:
    """``المحافظة التي تشهد معارك``: how things are there."""
    return any(
        reading.words[at].norm in ("تشهد", "يشهد") and reading.words[at - 1].norm in ("الذي", "التي")
        for at in range(max(start + 1, trigger.start - _NEAR), trigger.start)
    )


def _meant(hits: HitTable, trigger: Trigger, end: int) -> bool:
    """``هجوم كانت الجماعة تنوي شنه``: a pronoun behind a word of planning takes the deed up."""
    return any(
        hits.any(at, ("factuality.taken_up",))
        and any(hits.any(back, ("factuality.planned",)) for back in (at - 1, at - 2))
        for at in range(trigger.end + 1, min(trigger.end + _GOVERNED, end))
    )


def _any(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``كل عملية تفجير``، ``أي هجوم``: none in particular."""
    return not trigger.definite and any(
        hits.any(at, ("factuality.any",))
        for at in range(max(0, trigger.start - 2), trigger.start)
        if all(not reading.words[k].mark for k in range(at, trigger.start))
    )


def _denied_any(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``لم تقع في أي كمين``, ``عدم وقوع أي هجوم``: none at all."""
    for at in range(trigger.start - 1, max(start, trigger.start - _FAR) - 1, -1):
        if reading.words[at].mark or hits.any(at, ("complementizers", "boundaries.relative")):
            return False
        if hits.any(at, ("factuality.negated",)):
            return True
    return False


def _hardly_passes(reading: Reading, position: int, start: int) -> bool:
    """``لا يمر يوم من دون أن تقصف …``: what is denied twice is done again and again."""
    words = [word.norm.lstrip("وف") for word in reading.words[max(start, position - _OBJECT) : position + 1]]
    passing = next((k for k, word in enumerate(words) if word in _PASSING), None)
    return words[-1] in _WITHOUT and passing is not None and any(word in _NOT_YET for word in words[:passing])


def _future_before(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``ستبدأ … في إطار معركة``: a verb of the future before the noun, with no comma or verb of saying between."""
    for at in range(trigger.start - 1, max(start, trigger.start - 15), -1):
        word = reading.words[at]
        if word.mark in ("comma", "stop", "colon") or hits.any(
            at, ("complementizers", "reporting.verbs", "verb.occur", "boundaries.relative")
        ):
            return False
        if (
            word.norm.lstrip("وف").startswith(("سي", "ست", "سن"))
            and len(word.norm) > 4
            and any(split.future for split in clitics(word.norm))
            and not hits.any(at, ("trigger", "verb.take", "facilities.vehicles", "remembrance.years"))
        ):
            return True
    return False


def _future(word: str, lemma: str) -> bool:
    """``سيشن``: the letter of the future before an imperfect, where it is not the verb's own (سيطر)."""
    return not lemma.startswith("س") and any(split.future for split in clitics(word))


def _carrier(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> int | None:
    """Position of the verb that carries a noun of violence (شن … هجوما), right before it."""
    for at in range(trigger.start - 1, max(start, trigger.start - 11), -1):
        if hits.any(at, ("verb.perform",)):
            return at
        if hits.any(at, ("complementizers", "reporting.verbs")) or reading.words[at].mark == "stop":
            return None
    return None


def _ongoing(reading: Reading, carrier: int, start: int, end: int) -> bool:
    """``تشن منذ أيلول هجوما``: an imperfect verb with a day since when tells of a campaign."""
    word = reading.words[carrier].norm.lstrip("وف")
    first, last = reading.words[start].start, reading.words[end - 1].end
    return word[:1] in ("ت", "ي") and any(
        match.kind == "since" and first <= match.span.start < last for match in reading.dates
    )


def _occupied(reading: Reading, carrier: int) -> bool:
    """``الطائرات التي تقوم بقصف …``: what somebody is at, in a relative clause."""
    before = reading.words[carrier - 1].norm if carrier else ""
    return before in ("الذي", "التي", "الذين") and reading.words[carrier].norm in ("يقوم", "تقوم", "يقومون")


def _failed(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``فشل … في استعادة``, ``لم تتمكن … من القبض على``: the deed right behind the preposition did not come about."""
    before = trigger.start - 1
    if before <= start or reading.words[before].norm not in ("في", "عن", "من"):
        return False
    if any(
        reading.words[at].norm in _NOT_YET
        and reading.words[at + 1].norm.startswith(_MANAGING)
        and not any(word.mark for word in reading.words[at + 2 : before])
        for at in range(max(start, before - _FAR), before - 1)
    ):
        return True
    return reading.words[before].norm != "من" and any(
        hits.any(at, ("factuality.failed",)) and _reaches(reading, at, trigger, hits)
        for at in range(max(start, before - _FAR), before)
    )


def _defused(reading: Reading, hits: HitTable, trigger: Trigger, start: int) -> bool:
    """``إبطال مفعول عبوة ناسفة استهدفت …``, ``تفكيك سيارة مفخخة معدة للتفجير``: what was made safe did not go off."""
    if trigger.type not in _BLASTS:
        return False
    for at in range(trigger.start - 1, max(start, trigger.start - _DEFUSED) - 1, -1):
        if hits.any(at, ("factuality.defused",)):
            near = range(at + 1, min(at + 1 + _NEAR, trigger.start))
            return any(hits.any(k, ("weapon",)) for k in near)
        if reading.words[at].mark == "stop" or hits.any(at, ("complementizers", "reporting.verbs", "trigger")):
            return False
        if reading.words[at].norm in ("بعد", "عقب", "فيما", "بينما", "كما"):
            return False
    return False


def _follows_noun(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``نتيجة لقصف``، ``نظرا لاستهداف``: the preposition gives the cause, not the purpose."""
    return trigger.start > 0 and (
        hits.any(trigger.start - 1, ("boundaries.means", "boundaries.results"))
        or reading.words[trigger.start - 1].norm in ("ادي", "ادت", "نتيجه", "نظرا")
    )


def _told(reading: Reading, hits: HitTable, trigger: Trigger) -> bool:
    """``أدانت التفجير الذي وقع في …``: a relative clause behind the noun tells that and where it happened."""
    return trigger.pos == "noun" and any(
        hits.any(at, ("boundaries.relative",)) for at in range(trigger.end, min(trigger.end + 4, len(reading.words)))
    )


def _hit_something(reading: Reading, hits: HitTable, trigger: Trigger, series: bool) -> bool:
    """``بالرد على غارة استهدفت …``, ``سلسلة غارات لكذا، استهدفت …``: a perfect behind deeds tells that they hit.

    Right behind the noun; of a ``series``, behind who carried it out too.
    """
    if trigger.pos != "noun" or trigger.definite or (series and not trigger.plural):
        return False
    verb = next((t for t in reading.triggers if t.start >= trigger.end), None)
    if verb is None or verb.pos != "verb" or verb.conjunction or not hits.any(verb.start, ("verb.hit",)):
        return False
    if reading.words[verb.start].norm[:1] in ("ي", "ت") or verb.start - trigger.end > (_FAR if series else 0):
        return False
    return not any(word.mark in ("stop", "colon") for word in reading.words[trigger.end : verb.start])


def _reaches(reading: Reading, position: int, trigger: Trigger, hits: HitTable) -> bool:
    """Whether no other word of violence stands between a modal word and the trigger."""
    return not any(
        other.start > position and other.end <= trigger.start and other.pos == "noun" for other in reading.triggers
    )
