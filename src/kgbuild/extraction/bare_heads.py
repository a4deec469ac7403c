"""Participants that a word without any complement tells nothing of: مبنى، نقاط، مجموعة، مقاتلو."""

from __future__ import annotations

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words

__all__ = ["POSSESSED", "is_bare"]

POSSESSED = "possessed"  # role of a thing with a pronoun that takes up nobody whom the sentence names surely

_EMPTY = name_words("empty_heads")
_NUMBERS = name_words("quantities")
_PROCLITICS = "وفبلك"


def is_bare(reading: Reading, mention: Mention) -> bool:
    """Whether nothing identifies a participant: an head that could be anybody's, alone or with ``عدة``."""
    if mention.role == POSSESSED:
        return True  # منزله، مواقعها
    if mention.iri or mention.owner is not None or mention.demonym or mention.definite:
        return False
    if mention.kind not in ("actor", "facility"):
        return False
    words = [word.norm for word in reading.words[mention.start : mention.end] if not word.mark]
    head, rest = words[0], words[1:]
    heads = {head, *(head[1:] for letter in _PROCLITICS if head.startswith(letter))}
    return any(bare(word).removesuffix("ا") in _EMPTY or bare(word) in _EMPTY for word in heads) and all(
        word in _NUMBERS for word in rest
    )
