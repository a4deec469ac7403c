"""Whether a frame tells of an arrest alone: suspects who were arrested are no raid where nobody raided or fought."""

from __future__ import annotations

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.sameness import specific

__all__ = ["arrested_only"]

_TABLE = load_table("words")["arrests"]
_SEIZED, _RAIDED, _SUSPECTS, _ARMIES = (
    tuple(fold(word) for word in _TABLE[key]) for key in ("seized", "raided", "suspects", "armies")
)
_ARMED = ("ArmedGroup", "Militia", "Coalition")
_SUBJECT = 1  # words from who arrests to القبض, over ألقت; to a verb that opens a sentence, over كما
_PROCLITICS = ("و", "ف", "ب", "ل", "ك")


def arrested_only(reading: Reading, frame: Frame) -> bool:
    """``أوقفت الشرطة أربعة متهمين``, ``ألقي القبض على المتهم``: of suspects, or nobody says where.

    Kept are arrests in a sentence that tells of a raid or of fighting, those that an army or an armed group made, and
    the capture of a known group's fighters.
    """
    if frame.type != "Raid" or not all(trigger.lemma.startswith(_SEIZED) for trigger in frame.triggers):
        return False
    beside = (m for m in reading.mentions if m.kind == "actor" and _arrests(reading, m, frame))
    if any(_arms(reading, mention) for mention in (*frame.attackers, *beside)):
        return False
    sentence = reading.sentences[frame.sentence]
    if not frame.attackers and _goes_on(reading, frame):
        return False
    if any(_begins(reading.words[at].norm, _RAIDED) for at in range(sentence.start, sentence.end)):
        return False
    fighters = [
        *frame.targets,
        *(m for toll in frame.tolls for m in (toll.group_mention, *toll.parties) if m is not None),
    ]
    suspected = any(_begins(reading.words[at].norm, _SUSPECTS) for at in range(frame.trigger.end, sentence.end))
    told = any(specific(place) for place in frame.places) or any(m.iri and m.type in _ARMED for m in fighters)
    return suspected or not told


def _arrests(reading: Reading, mention: Mention, frame: Frame) -> bool:
    """``المقاومة ألقت القبض``: who stands right before the words for an arrest, with no mark between."""
    between = reading.words[mention.end : frame.trigger.start]
    return mention.end <= frame.trigger.start and len(between) <= _SUBJECT and not any(word.mark for word in between)


def _arms(reading: Reading, mention: Mention) -> bool:
    """Whether who made an arrest is an army or a group under arms, and no police."""
    words = reading.words[mention.start : mention.end]
    return mention.type in _ARMED or any(_begins(word.norm, _ARMIES) for word in words)


def _goes_on(reading: Reading, frame: Frame) -> bool:
    """``كما اعتقلت فلانا``: a verb without its subject right behind what an army did."""
    sentence = reading.sentences[frame.sentence]
    if not frame.sentence or frame.trigger.pos != "verb" or frame.trigger.start - sentence.start > _SUBJECT:
        return False
    before = reading.sentences[frame.sentence - 1]
    return any(_begins(reading.words[at].norm, (*_RAIDED, *_ARMIES)) for at in range(before.start, before.end))


def _begins(norm: str, stems: tuple[str, ...]) -> bool:
    """Whether a word begins with a stem, behind its proclitics and article."""
    bases = {norm, *(norm[1:] for letter in _PROCLITICS if norm.startswith(letter))}
    return any(base.startswith(stems) or base.removeprefix("ال").startswith(stems) for base in bases)
