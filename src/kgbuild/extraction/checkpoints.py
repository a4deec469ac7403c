"""``كمين`` as Egyptian papers use it: a checkpoint of the police or the army, which is built and attacked."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.lexicon import load_table

__all__ = ["is_checkpoint"]

_TABLE = load_table("words")["checkpoints"]
_BUILT, _KINDS, _ATTACKED = (frozenset(fold(word) for word in _TABLE[key]) for key in ("built", "kinds", "attacked"))
_BEFORE, _BEHIND, _RELATIVE = 5, 2, 9  # words to who builds it, to its kind, to the clause that tells of its attack


def is_checkpoint(reading: Reading, hit: Hit, mentions: Mapping[int, Mention]) -> bool:
    """Whether a word for an ambush stands for a checkpoint: ``أنشأت كمينا``, ``كمين أمني``, ``هاجم مسلحون كمينا``."""
    sentence = reading.sentences[reading.sentence_at(hit.start)]
    before = range(max(sentence.start, hit.start - _BEFORE), hit.start)
    behind = range(hit.end, min(hit.end + _RELATIVE, sentence.end))
    if any(reading.words[at].norm.lstrip("وف").startswith("نصب") for at in before):
        return False
    if any(reading.words[at].norm.removeprefix("ال") in _KINDS for at in behind[:_BEHIND]):
        return True
    if any(reading.words[at].norm.startswith(tuple(_ATTACKED)) and _takes_up(reading, at) for at in behind):
        return True
    mention = next((mentions[at] for at in behind[:2] if at in mentions), None)
    if mention is not None and mention.preposition == "ل":
        return any(_attacks(reading, at) for at in before)  # أقاموا كمينا لدورية is an ambush
    return any(_builds(reading, at) or _attacks(reading, at) for at in before)


def _takes_up(reading: Reading, at: int) -> bool:
    """``كمين … هاجمه``: the verb's pronoun."""
    return reading.words[at].norm.endswith(("ه", "ها"))


def _builds(reading: Reading, at: int) -> bool:
    return reading.words[at].norm.lstrip("وفلب") in _BUILT


def _attacks(reading: Reading, at: int) -> bool:
    return reading.words[at].norm.lstrip("وفبل") in _ATTACKED
