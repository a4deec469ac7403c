"""How sure a text is of who did it, who says so, and whether the event is told as having happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.accusations import charged
from kgbuild.extraction.annotations import Attribution, Frame, Mention, Reading
from kgbuild.extraction.arrests import arrested_only
from kgbuild.extraction.backgrounds import in_background
from kgbuild.extraction.campaigns import of_campaign
from kgbuild.extraction.denials import disclaiming, of_own, untrue
from kgbuild.extraction.event_types import AIRCRAFT, refined
from kgbuild.extraction.habits import told_in_general
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.ongoing import goes_on
from kgbuild.extraction.ordinary import ordinary
from kgbuild.extraction.remembrance import remembered_at
from kgbuild.extraction.report import AttackerCertainty
from kgbuild.extraction.responsibility import RESPONSIBILITY

__all__ = ["judge"]

_NEAR = 3
_ASCRIBED = 2  # words from نسب to whom a deed is ascribed to
_STATES = ("State", "Government", "StateForce")
_OPEN = ("TerritorialChange", "ArmedClash")  # nobody asks who did it: a statement of them claims no responsibility


def judge(reading: Reading, hits: HitTable, frame: Frame) -> Frame:
    """Fill speakers, certainty and factuality of a frame; a claim of responsibility keeps its own."""
    if frame.certainty == "claimed":
        return frame
    attribution = _attribution(reading, frame)
    if attribution is not None and _beside_claimed(hits, attribution, frame):
        attribution = None
    speakers = attribution.speakers if attribution else ()
    certainty: AttackerCertainty = "asserted" if frame.attackers else "unknown"
    attackers = _bombers(frame)
    certainty = certainty if attackers else "unknown"
    factuality = frame.factuality
    remembered = remembered_at(reading, hits, frame.trigger) is not None
    if (
        factuality == "asserted"
        and not remembered
        and (
            arrested_only(reading, frame)
            or any(
                general(reading, hits, frame)
                for general in (told_in_general, of_campaign, in_background, goes_on, ordinary)
            )
        )
    ):
        factuality = "generic"
    if attribution is not None and hits.any(attribution.start, ("speech.condemning",)):
        attackers = tuple(m for m in attackers if m not in speakers)  # who condemns a deed did not do it
        certainty = certainty if attackers else "unknown"
    stance = attribution.stance if attribution else "says"
    if stance == "says" and attribution is not None and not attackers and _claims(hits, attribution, frame):
        stance = "claims"
    kind = frame.type
    if stance == "suspects" and attribution is not None:
        accused = _accused(reading, hits, attribution, frame)
        if accused:
            attackers, certainty = accused, "suspected"
            kind = _by_carrier(hits, frame.type, accused)
        else:
            attackers = tuple(m for m in attackers if m not in speakers)  # who accuses did not do it
            certainty = "suspected" if attackers else "unknown"
    elif stance == "claims" and attribution is not None and frame.trigger.start > attribution.start:
        claimer = _claimer(reading, attribution)
        if claimer is not None and (not attackers or attackers[0].name in (claimer.name, speakers[0].name)):
            attackers, certainty = (claimer,), "claimed"
    elif stance == "denies" and attribution is not None and frame.trigger.start > attribution.start:
        if attackers and of_own(reading, attribution, attackers):
            certainty = "denied"
        else:
            factuality = "negated"
    if factuality == "asserted" and certainty != "denied" and untrue(reading, hits, frame):
        factuality = "negated"
    if factuality in ("asserted", "negated"):
        denial = attribution if stance == "denies" else None
        cleared = disclaiming(reading, hits, frame, denial, _claimer(reading, denial) if denial else None)
        if cleared is not None:
            factuality, attackers, certainty = "asserted", (cleared,), "denied"
    if factuality == "asserted" and set(attackers) <= set(speakers):
        accused_of = charged(reading, hits, frame)
        if accused_of is not None:
            attackers, certainty = (accused_of,), "suspected"
            kind = _by_carrier(hits, kind, attackers)
    if certainty == "asserted" and (_claimed_by(hits, frame) or _own(frame, speakers)):
        certainty = "claimed"
    blame = _blamed(reading, hits, frame)
    if blame is not None:
        speakers, attackers, certainty = blame[:-1] or speakers, blame[-1:], "suspected"
    if certainty == "asserted" and _hedged(reading, hits, frame):
        certainty = "suspected"
    if _unknown(hits, frame) and (all(m.generic for m in attackers) or _by_unknown(hits, frame, attackers)):
        attackers, certainty = (), "unknown"
    return replace(
        frame,
        type=kind,
        speakers=speakers,
        attackers=attackers,
        certainty=certainty if attackers else "unknown",
        factuality=factuality,
    )


def _bombers(frame: Frame) -> tuple[Mention, ...]:
    """``قالت الشرطة إنه فجر نفسه``: no state blows itself up; who did it is somebody else."""
    if frame.type != "SuicideBombing":
        return frame.attackers
    return tuple(m for m in frame.attackers if m.type not in _STATES)


def _own(frame: Frame, speakers: Sequence[Mention]) -> bool:
    """``أكد الفصيل أنه أطلقها على كذا``: an armed group that tells of its own deed claims it."""
    said = {m.iri for m in speakers if m.iri}
    armed = all(m.type in ("ArmedGroup", "Militia") for m in frame.attackers)
    armed = armed and frame.type not in _OPEN
    return armed and not frame.mutual and bool(said) and {m.iri for m in frame.attackers} <= said


def _claimer(reading: Reading, attribution: Attribution) -> Mention | None:
    """Who claims a deed: the body that a spokesman speaks for (``تبنى المتحدث باسم الحركة فلان``), else the speaker."""
    speaker = attribution.speakers[0]
    if speaker.kind != "person" and speaker.type != "Person":
        return speaker
    return next(
        (m for m in reading.mentions if attribution.start <= m.start < speaker.start and m.kind == "actor"), None
    )


def _attribution(reading: Reading, frame: Frame) -> Attribution | None:
    at = frame.trigger.start
    covering = [
        a
        for a in reading.attributions
        if a.start <= at < a.end
        and not (a.start and reading.words[a.start - 1].norm.lstrip("وف") in ("لم", "لا", "لن"))
    ]
    return max(covering, key=lambda a: a.start) if covering else None


def _claims(hits: HitTable, attribution: Attribution, frame: Frame) -> bool:
    """``أعلن التنظيم مسؤوليته عن تفجير …``: the deed right behind the words of claiming."""
    near = range(max(attribution.start, frame.trigger.start - _NEAR), frame.trigger.start)
    return any(
        (hit := hits.at(at, "certainty.claimed")) is not None and 0 <= frame.trigger.start - hit.end <= 1 for at in near
    )


def _beside_claimed(hits: HitTable, attribution: Attribution, frame: Frame) -> bool:
    """What a relative clause tells, or what the deed that is claimed answered, is not claimed.

    ``أعلنت مسؤوليتها عن الهجوم، الذي جاء بعد تفجير …``, ``تبنى قتل شرطيين ردا على هجوم …``.
    """
    told = range(attribution.start, frame.trigger.start)
    claimed = next((at for at in told if hits.any(at, ("certainty.claimed",))), None)
    return claimed is not None and any(
        hits.any(at, ("boundaries.relative", "boundaries.answers")) for at in range(claimed, told.stop)
    )


def _accused(reading: Reading, hits: HitTable, attribution: Attribution, frame: Frame) -> tuple[Mention, ...]:
    """اتهمت دمشق الطيران الإسرائيلي باستهداف …: the actor between the one who accuses and the deed."""
    speaker_end = max(
        (s.end for s in attribution.speakers if s.start >= attribution.start), default=attribution.start + 1
    )
    return tuple(
        m
        for m in reading.mentions
        if m.kind == "actor"
        and speaker_end <= m.start
        and m.end <= frame.trigger.start
        and (m.preposition == "" or _cast_on(hits, m))
        and all(m.start != s.start for s in attribution.speakers)
    )[-1:]


def _cast_on(hits: HitTable, mention: Mention) -> bool:
    """``ألقت باللوم على كذا``: whether words of blame lead to somebody."""
    near = range(max(0, mention.start - _NEAR), mention.start)
    blame = (hits.at(at, "speech.blame_on") for at in near)
    return any(hit is not None and hit.end == mention.start for hit in blame)


def _by_carrier(hits: HitTable, kind: str, accused: tuple[Mention, ...]) -> str:
    """``اتهمت دمشق الطيران الإسرائيلي باستهداف …``: who is accused tells the means."""
    for mention in accused:
        if hits.any(mention.start, ("people.air_forces",)):
            return refined(kind, AIRCRAFT)
        weapon = hits.at(mention.start, "weapon") if hits.any(mention.start, ("people.carriers",)) else None
        if weapon is not None:
            return refined(kind, weapon.category.rsplit(".", 1)[-1])
    return kind


def _claimed_by(hits: HitTable, frame: Frame) -> bool:
    """``هجوم تبنته الحركة``: the verb of claiming right before the attacker, who may be named before the frame."""
    return any(
        hits.any(at, ("certainty.claimed",))
        for m in frame.attackers
        for at in range(max(frame.start, m.start - 3) if m.end > frame.start else m.start - 1, m.end + 2)
    )


def _blamed(reading: Reading, hits: HitTable, frame: Frame) -> tuple[Mention, ...] | None:
    """``حمّلت دمشق سلاح الجو مسؤولية الغارة``: who blames and who is blamed, between the verb and the deed.

    Who blames may be no mention (``حمّل المسؤول …``): then the one blamed alone.
    """
    sentence = reading.sentences[frame.sentence]
    verb = next(
        (
            at
            for at in range(frame.trigger.start - 1, max(sentence.start, frame.trigger.start - 12) - 1, -1)
            if hits.any(at, ("certainty.blames",))
        ),
        None,
    )
    if verb is None:
        return None
    phrase = hits.at(verb, "certainty.blames")
    told = range(phrase.end if phrase is not None else verb, frame.trigger.start)
    responsible = any(bare(reading.words[at].norm.removeprefix("ب")).startswith(RESPONSIBILITY) for at in told)
    if phrase is not None and phrase.end - verb == 1 and not responsible:
        return None  # ``تحمل أسلحة``
    actors = [
        m
        for m in reading.mentions
        if m.kind in ("actor", "person") and verb < m.start < frame.trigger.start and not m.preposition
    ]
    if len(actors) == 1 and 1 <= actors[0].start - verb - 1 <= _NEAR:
        return (actors[0],)
    if len(actors) < 2:
        return None
    return (actors[0], next((m for m in actors[1:] if not m.conjunction), actors[1]))  # حملت كذا وكذا فلانا مسؤولية


def _hedged(reading: Reading, hits: HitTable, frame: Frame) -> bool:
    sentence = reading.sentences[frame.sentence]
    start = max(sentence.start, frame.start)
    last = max([frame.trigger.end, *(m.end + 4 for m in frame.attackers if m.start >= frame.start)])
    ascribed = (at for m in frame.attackers if m.end <= frame.start for at in range(m.start - _ASCRIBED, m.start))
    if any(hits.any(at, ("certainty.ascribed",)) for at in ascribed):
        return True  # هجوم نسب إلى كذا وضرب …
    return any(hits.any(at, ("certainty.suspected",)) for at in range(start, min(last, frame.end, sentence.end)))


def _by_unknown(hits: HitTable, frame: Frame, attackers: Sequence[Mention]) -> bool:
    """``قصف الحوثيون المدينة، واغتال مجهولون مدنيين``: the unknown are the subject, and who was named before is not."""
    subject = frame.trigger.pos == "verb" and hits.any(frame.trigger.end, ("certainty.unknown_actor",))
    return subject and all(m.end <= frame.trigger.start for m in attackers)


def _unknown(hits: HitTable, frame: Frame) -> bool:
    return any(hits.any(at, ("certainty.unknown_actor",)) for at in range(frame.start, frame.end))
