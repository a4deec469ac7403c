"""A repelled assault: who assaulted is the attacker, who repelled it the target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table

__all__ = ["turn_captives", "turn_repulse"]

_REPELLING = tuple(fold(lemma) for lemma in load_table("frames")["repelling"]["lemmas"])
_ASSAULT = tuple(fold(word) for word in load_table("frames")["repelling"]["assaults"])
_FLYING = frozenset(load_table("frames")["intercepts"]["weapons"])
_OBJECT_REACH = 3  # words from a word of repelling to what it shoots down
_REPELLED_REACH = 10  # the same to ل, over its subject and a day
_ASSAILANT_REACH = 4  # words from the word of repelling to ل and who assaulted
_SUBJECT_REACH, _BEHIND = 8, 12  # words to the subject before a word of repelling, and to the assailant behind it
_CAPTIVITY = re.compile(r"في (?:ال)?[أا]سر$")


def turn_repulse(reading: Reading, hits: HitTable, group: list[Trigger], slots: Arguments, end: int) -> None:
    """Put the sides of ``صدت القوات هجوما للمسلحين``, told up to word ``end``, the right way round."""
    first = group[0]
    if first.type != "ArmedClash" or not first.lemma.startswith(_REPELLING) or _shoots_down(reading, first):
        return
    assailants = [
        m
        for m in reading.mentions
        if first.end <= m.start < min(first.end + _BEHIND, end) and _assaults(reading, hits, group, m)
    ]
    defenders = [m for m in slots.attackers if m not in assailants] or _managing(reading, hits, first)
    struck = [m for m in slots.targets if m not in assailants and m not in defenders]
    slots.attackers = assailants
    slots.targets = [*[m for m in defenders if m not in assailants], *struck]
    slots.mutual = False


def _shoots_down(reading: Reading, repulse: Trigger) -> bool:
    """``تصدت القوات لصاروخين``: against what flies, who repels is the one who acts."""
    flying = (
        m
        for m in reading.mentions
        if m.kind == "weapon"
        and m.type in _FLYING
        and 0 <= m.start - repulse.end < (_REPELLED_REACH if m.preposition == "ل" else _OBJECT_REACH)
    )
    return any(
        not m.preposition.startswith("ب")
        and not any(word.norm.lstrip("لب").startswith(_ASSAULT) for word in reading.words[repulse.end : m.start])
        for m in flying
    )


def _assaults(reading: Reading, hits: HitTable, group: list[Trigger], mention: Mention) -> bool:
    """``لمسلحي كذا``, ``هجوم كذا``, ``هجوم شنه كذا``: behind the words for the assault."""
    if mention.kind not in ("actor", "person") or any(
        hits.any(at, ("people.doers",)) for at in range(mention.start, mention.end)
    ):
        return False
    if mention.preposition == "ل" and mention.start - group[0].end <= _ASSAILANT_REACH:
        return True
    before = mention.start - 1
    if mention.preposition:
        return False
    if hits.any(before, ("verb.perform",)) and before >= group[0].end:
        return True
    return any(reading.words[at].norm.lstrip("لب").startswith(_ASSAULT) for at in (before, before - 1) if at >= 0) and (
        before >= group[0].start
    )


def _managing(reading: Reading, hits: HitTable, repulse: Trigger) -> list[Mention]:
    """``تمكنت القوات من صد هجوم …``: the subject of the verb before."""
    start = reading.sentences[reading.sentence_at(repulse.start)].start
    for at in range(repulse.start - 1, max(start, repulse.start - _SUBJECT_REACH) - 1, -1):
        if hits.any(at, ("verb.manage",)):
            return [
                m
                for m in reading.mentions
                if at < m.start < repulse.start and m.kind in ("actor", "person") and not m.preposition
            ][:1]
    return []


def turn_captives(reading: Reading, group: Sequence[Trigger], slots: Arguments) -> None:
    """``وقع قائدهم في الأسر``: who falls into captivity is its victim; ``في أسر كذا``: whose it is took him."""
    if group[0].pos != "verb" or not _CAPTIVITY.search(group[0].lemma):
        return
    told = [*slots.attackers, *slots.targets]
    captors = [m for m in told if m.start and reading.words[m.start - 1].norm == "اسر"]
    slots.attackers = [*captors, *(m for m in slots.attackers if m.preposition and m not in captors)]
    slots.targets = [m for m in told if m not in slots.attackers]
