"""Whether what a frame tells is no deed of war: a crime of private life, an accident at works, what a picture shows."""

from __future__ import annotations

from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.hits import HitTable

__all__ = ["ordinary"]

_ARMED = ("ArmedGroup", "Militia", "Coalition")
_STATE = ("State", "Government", "StateForce")
_CRIMES = ("Raid", "Abduction", "Execution", "OtherViolence", "Attack", "Assassination")
_ANYBODY = ("people.anybody",)  # رجال
_DEFENCE = ("AntiAircraftMissile", "AntiAircraftGun")
_BLASTS = ("انفجار", "انفجر")
_OBJECT, _SITE = 2, 3  # words from a verb to its object, from an explosion to where it was
_CAPTION, _OPENING = 25, 3  # words of a caption, and of its opening


def ordinary(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """Whether the words around a deed make it one of ordinary life."""
    return any(judged(reading, hits, frame) for judged in (_crime, _at_home, _at_work, _pictured, _against_planes))


def _crime(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``اعتقال سبعة بتهمة الاغتصاب``, ``ضبطت الشرطة مخدرات واعتقلت …``; raids in which somebody died are kept."""
    killed = any(toll.measure == "killed" for toll in frame.tolls)
    if frame.type not in _CRIMES or (frame.type == "Raid" and killed):
        return False
    if frame.type != "Raid" and any(mention.type in _STATE for mention in frame.attackers):
        return False
    sentence = reading.sentences[frame.sentence]
    words = range(sentence.start, sentence.end)
    if any(m.type in _ARMED for m in reading.mentions if m.start in words and not hits.any(m.start, _ANYBODY)):
        return False
    crimes = ("general.private_crimes", *(("general.murders",) if frame.type == "Raid" else ()))
    return any(hits.any(at, crimes) for at in words)


def _at_home(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``طعن زوجته``: nobody armed did it."""
    if frame.type not in _CRIMES or any(mention.type in (*_ARMED, *_STATE) for mention in frame.attackers):
        return False
    end = frame.trigger.end
    return frame.trigger.pos == "verb" and any(hits.any(at, ("general.kin",)) for at in range(end, end + _OBJECT))


def _at_work(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``انفجار في مصنع``: no bomb, and nobody who laid it."""
    trigger = frame.trigger
    if frame.type != "Bombing" or frame.weapons or frame.attackers or not trigger.lemma.startswith(_BLASTS):
        return False
    near = range(trigger.end, min(trigger.end + _SITE, len(reading.words)))
    site = next((hit for at in near if (hit := hits.at(at, "general.accident_sites")) is not None), None)
    if site is None:
        return False
    return site.preposition == "ب" or reading.words[site.start - 1].norm == "في" or site.start == trigger.end


def _pictured(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``صورة أرشيفية لقصف سابق على …``."""
    sentence = reading.sentences[frame.sentence]
    opening = range(sentence.start, min(sentence.start + _OPENING, frame.trigger.start))
    return sentence.end - sentence.start <= _CAPTION and any(hits.any(at, ("general.captions",)) for at in opening)


def _against_planes(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``إطلاق صاروخ باتريوت``: a defence that hits nobody on the ground."""
    fired = any(weapon.type in _DEFENCE for weapon in frame.weapons)
    return frame.type in ("MissileStrike", "Shelling") and fired and not (frame.targets or frame.tolls)
