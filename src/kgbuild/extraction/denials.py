"""Denials: deeds that are said not to have happened, and deeds that somebody says were not his."""

from __future__ import annotations

from kgbuild.extraction.annotations import Attribution, Frame, Mention, Reading
from kgbuild.extraction.hits import HitTable

__all__ = ["disclaiming", "of_own", "untrue"]

_REACH = 16  # words from a verb of denying, or from لا صحة, to the deed
_LINKED = 8  # words from a word of responsibility to the deed
_NEAR = 3
_NEGATIONS = ("لا", "ليس", "ليست", "ليسوا", "غير", "لم", "بلا")
_STATES = ("State", "Government", "StateForce")


def untrue(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """Whether the words around a deed say that it did not happen: denied, mocked as an allegation, called untrue."""
    return _denied(reading, hits, frame) or _rebutted(reading, hits, frame) or _false(reading, hits, frame)


def _denied(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``نفت السلطات ما تردد عن تفجير …``: what is denied did not happen; denied responsibility leaves the deed."""
    start = max(reading.sentences[frame.sentence].start, frame.trigger.start - _REACH)
    before = range(frame.trigger.start - 1, start - 1, -1)
    verb = next((at for at in before if hits.any(at, ("certainty.denied",))), None)
    if verb is None:
        return False
    between = range(verb, frame.trigger.start)
    if any(hits.any(at, ("certainty.links",)) or reading.words[at].mark in ("comma", "stop") for at in between):
        return False
    return not any(other.start in between for other in reading.triggers)


def _rebutted(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``سخر الوزير من ادعاءات الحركة باستهداف …``: what is mocked as an allegation did not happen."""
    start, at = reading.sentences[frame.sentence].start, frame.trigger.start
    said = next((k for k in range(at - 1, max(start, at - 6) - 1, -1) if hits.any(k, ("certainty.allegations",))), None)
    return said is not None and any(hits.any(k, ("certainty.rebutting",)) for k in range(max(start, said - 12), said))


def _false(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    """``لا صحة للأنباء عن غارات …``, ``… غير صحيح``: a report that is called untrue, before the deed or behind it."""
    sentence = reading.sentences[frame.sentence]
    if any(hits.any(at, ("factuality.false",)) for at in range(frame.trigger.end, sentence.end)):
        return True
    for at in range(frame.trigger.start - 1, max(sentence.start, frame.trigger.start - _REACH) - 1, -1):
        if hits.any(at, ("factuality.false",)):
            return True
        if reading.words[at].mark not in ("", "quote") or hits.any(at, ("trigger.verb", "reporting.verbs")):
            return False
    return False


def of_own(reading: Reading, attribution: Attribution, attackers: tuple[Mention, ...]) -> bool:
    """Whether who denies a deed is who would have done it, so that another may have: the same, or of one state."""
    for speaker in attribution.speakers:
        for attacker in attackers:
            if attacker.iri is not None and attacker.iri in (speaker.iri, speaker.demonym):
                return True
            if speaker.start <= attacker.start < speaker.end or (attacker.name and attacker.name in speaker.surface):
                return True
            states = speaker.type in _STATES and attacker.type in _STATES
            if states and speaker.country is not None and speaker.country == attacker.country:
                return True
    return any(attribution.start <= m.start < attribution.speakers[0].end for m in attackers)


def disclaiming(
    reading: Reading, hits: HitTable, frame: Frame, denial: Attribution | None, speaker: Mention | None
) -> Mention | None:
    """Who is said to have no part in a deed, which stays a deed.

    ``نفى الفصيل أي علاقة له بالهجوم``, ``نفت إيران تورط الفصيل في …``, ``الحركة ليست مسؤولة عن تفجير …``. ``denial`` is
    the attribution of somebody who denies, ``speaker`` who that is.
    """
    start = reading.sentences[frame.sentence].start
    trigger = frame.trigger
    link = next(
        (
            at
            for at in range(trigger.start - 1, max(start, trigger.start - _LINKED) - 1, -1)
            if hits.any(at, ("certainty.links",))
        ),
        None,
    )
    if link is None or any(reading.words[at].mark not in ("", "quote") for at in range(link, trigger.start)):
        return None
    owner = _actors(reading, link, trigger.start)
    if denial is not None and denial.start <= link:
        return owner[0] if owner and owner[0].start - link <= _NEAR else speaker
    negated = next(
        (at for at in range(link - 1, max(start, link - _NEAR) - 1, -1) if _word(reading, at) in _NEGATIONS), None
    )
    if negated is None:
        return None
    subject = [m for m in _actors(reading, max(start, negated - _NEAR), link) if m.end <= negated]
    return owner[0] if owner and owner[0].start - link <= _NEAR else subject[-1] if subject else None


def _actors(reading: Reading, start: int, end: int) -> list[Mention]:
    return [m for m in reading.mentions if m.kind == "actor" and start <= m.start and m.end <= end]


def _word(reading: Reading, at: int) -> str:
    return reading.words[at].norm.lstrip("وف")
