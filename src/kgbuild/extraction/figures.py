"""Words of violence and of taking ground that are used for something else: figures of speech and other meanings."""

from __future__ import annotations

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable

__all__ = ["figurative"]

_FACING = fold("مواجهة")
_MOVING = (fold("تقدم"), fold("تراجع"))
_ENTERING = ("اقتح", "يقتح", "تقتح", "دخ", "يدخ", "تدخ", "غز", "اجتا")  # ``اقتحام ميدان الشعر``: no ground
_STRIKING = ("ضرب", "يضرب", "تضرب", "اجتاح", "يجتاح", "تجتاح")
_FAMILY = ("اسرته", "اسرتها", "اسرتهم", "اسرتهما")  # a family, unless who captured somebody stands behind it
_BLOW = fold("ضربة")
_LATER, _PURSUED = "لاحقا", "لاحق"  # spelt like a dual of لاحق, and like it in وقت لاحق
_DRIVING_OUT, _SENT = fold("طرد"), 5  # words from driving out to who goes: ``طرد عدد مماثل من …``
_SEIZING = ("Raid", "Abduction")
_WRECKING, _FORCES = fold("دمر"), ("StateForce", "ArmedGroup", "Militia", "Coalition")
_IN_THE_AIR, _OBJECT = (fold("طائرة"), fold("طائرات"), fold("صاروخ"), fold("صواريخ"), fold("مسيرة")), 3
_ATTACK, _SUBJECT_REACH = fold("هجوم"), 7  # words from a verb over its subject to the attack
_OPPONENT = ("مع", "بين", "ضد")
_OFFERED, _SUBJECT, _FACED, _RULE = 9, 4, 6, 9


def figurative(reading: Reading, hits: HitTable, hit: Hit, mentions: dict[int, Mention]) -> bool:
    """Whether the words around a hit make it something else than a deed of war."""
    if hits.any(hit.end, ("factuality.figurative",)) or _later(reading, hit):
        return True
    value = fold(hit.value)
    if reading.words[hit.start].norm.lstrip("وفبل").startswith(_FAMILY):
        seized_by = mentions.get(hit.end)
        return seized_by is None or seized_by.kind != "actor"
    if value == _FACING:
        return _facing(reading, hits, hit, mentions)
    if value.startswith(_MOVING) and hit.category.endswith("TerritorialChange"):
        return _offered(reading, hits, hit) or _abstract(reading, hits, hit, mentions)
    if value.startswith(_WRECKING) and not _by_forces(reading, hit, mentions):
        return True
    if value.startswith(_ATTACK) and _in_words(reading, hits, hit, mentions):
        return True
    if value == _BLOW and _dealt(reading, hit, mentions):
        return True
    if value.startswith(_STRIKING) and _of_nature(reading, hits, hit):
        return True
    if hit.category.endswith("TerritorialChange") and (_of_power(reading, hits, hit) or _sent_home(hits, hit)):
        return True
    if hit.category.endswith(_SEIZING) and _in_custody(hits, hit):
        return True
    return value.startswith(_ENTERING) and hits.any(hit.end, ("general.fields",))


def _in_words(reading: Reading, hits: HitTable, hit: Hit, mentions: dict[int, Mention]) -> bool:
    """``شن الرئيس هجوما على دولة كذا``: a politician or a writer, and no force, attacks a state, a body or somebody."""
    words = reading.words
    if words[hit.start].norm != fold("هجوما"):
        return False
    start = max(reading.sentences[reading.sentence_at(hit.start)].start, hit.start - _SUBJECT_REACH)
    verb = next((at for at in range(hit.start - 1, start - 1, -1) if hits.any(at, ("verb.perform",))), None)
    if verb is None or not hits.any(verb + 1, ("general.of_words",)):
        return False
    for at in range(hit.end, min(hit.end + _SUBJECT, len(words))):
        if words[at].norm == "علي":
            whom = mentions.get(at + 1)
            return whom is not None and (whom.kind in ("actor", "person") or whom.type == "Country")
    return False


def _sent_home(hits: HitTable, hit: Hit) -> bool:
    """``طرد 11 دبلوماسيا``: whom a government sends out of the country leaves no ground to anybody."""
    if not fold(hit.value).lstrip("يت").startswith(_DRIVING_OUT):
        return False
    return any(hits.any(at, ("general.sent_home",)) for at in range(hit.end, hit.end + _SENT))


def _in_custody(hits: HitTable, hit: Hit) -> bool:
    """``من قبضة المسلحين``, ``مراكز احتجاز``: whose hands something is in, and what custody a place or a time is of."""
    if hits.any(hit.start, ("general.grip",)):
        return True
    plain = hit.category.startswith("trigger.noun") and not (hit.preposition or hit.conjunction)
    return plain and hit.start > 0 and hits.any(hit.start - 1, ("general.custody",))


def _of_power(reading: Reading, hits: HitTable, hit: Hit) -> bool:
    """``سيطر … على الحكم``, ``الاستيلاء على السلطة``: to come to rule is to take no place."""
    for at in range(hit.end, min(hit.end + _RULE, len(reading.words))):
        if reading.words[at].norm == "علي":
            return hits.any(at, ("general.rule",))
    return False


def _by_forces(reading: Reading, hit: Hit, mentions: dict[int, Mention]) -> bool:
    """``دمرت مقاتلات التحالف عربة``, ``مدفعية الجيش دمرت …``: forces destroy, wars and blasts do no deed."""
    subject = mentions.get(hit.end) or next((m for m in reading.mentions if m.end == hit.start), None)
    if subject is None or subject.kind != "actor" or subject.preposition:
        return False
    if not (subject.role.startswith("carrier") or subject.type in _FORCES):
        return False
    behind = max(subject.end, hit.end)
    flying = [word.norm for word in reading.words[behind : behind + _OBJECT]]
    return not any(norm.startswith(_IN_THE_AIR) for norm in flying)


def _later(reading: Reading, hit: Hit) -> bool:
    """``لاحقا``, ``في وقت لاحق``."""
    norm = reading.words[hit.start].norm
    before = reading.words[hit.start - 1].norm if hit.start else ""
    return norm.lstrip("وف") == _LATER or (norm == _PURSUED and before in ("وقت", "يوم", "موعد"))


def _dealt(reading: Reading, hit: Hit, mentions: dict[int, Mention]) -> bool:
    """``في ضربة كبيرة للتنظيم``: a setback of who stands behind an adjective and ل."""
    whom = mentions.get(hit.end + 1)
    return whom is not None and whom.preposition == "ل" and reading.words[hit.end].norm.endswith("ه")


def _of_nature(reading: Reading, hits: HitTable, hit: Hit) -> bool:
    """``ضرب إعصار الساحل``, ``الزلزال الذي ضرب البلاد``: no one did it."""
    start = reading.sentences[reading.sentence_at(hit.start)].start
    around = [*range(hit.end, min(hit.end + 2, len(reading.words))), *range(start, hit.start)]
    return any(hits.any(at, ("general.nature",)) for at in around)


def _facing(reading: Reading, hits: HitTable, hit: Hit, mentions: dict[int, Mention]) -> bool:
    """``في مواجهة كذا``, ``مواجهة الأزمة``, ``مواجهتها``: to face up to what is no opponent."""
    if hit.definite or hit.end >= len(reading.words):
        return False
    if reading.words[hit.end].norm in _OPPONENT:
        return False
    if hit.start and reading.words[hit.start - 1].norm == "في":
        return True
    follower = mentions.get(hit.end)
    if follower is not None and follower.kind in ("actor", "person"):
        return False
    words = reading.words[hit.end : hit.end + _FACED]
    for word in words:
        if word.mark in ("stop", "comma"):
            break
        if word.norm in _OPPONENT:
            return False
    possessed = not reading.words[hit.end - 1].norm.endswith(_FACING)
    construct = words[0].norm.startswith("ال") and not words[0].mark
    return possessed or construct or hits.any(hit.end, ("general.troubles",))


def _offered(reading: Reading, hits: HitTable, hit: Hit) -> bool:
    """``تقدم … بالتعازي``: who offers something does not advance."""
    for at in range(hit.end, min(hit.end + _OFFERED, len(reading.words))):
        if reading.words[at].mark in ("stop", "colon"):
            return False
        offered = hits.at(at, "general.offered")
        if offered is not None and offered.preposition == "ب":
            return True
    return False


def _abstract(reading: Reading, hits: HitTable, hit: Hit, mentions: dict[int, Mention]) -> bool:
    """``تراجعت الحريات``: what went back is no force."""
    for at in range(hit.end, min(hit.end + _SUBJECT, len(reading.words))):
        mention = mentions.get(at)
        if mention is not None and mention.kind == "actor":
            return False
        if hits.any(at, ("general.declining",)):
            return True
    return False
