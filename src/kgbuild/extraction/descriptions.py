"""Words that only describe something else: their mentions take no part in the event."""

from __future__ import annotations

from collections.abc import Collection

from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import HitTable

__all__ = ["described_words"]

_DESCRIPTION = 6
_LIES = ("تقع", "يقع")


def described_words(reading: Reading, hits: HitTable, dated: Collection[int]) -> set[int]:
    """Words of descriptions: behind الذي تقع, المطل على and the like, up to a comma, verb or word of violence."""
    found: set[int] = set()
    for sentence in reading.sentences:
        inside, length = False, 0
        for at in range(sentence.start, sentence.end):
            word = reading.words[at]
            length += 1
            if (
                word.mark in ("comma", "stop", "colon")
                or length > _DESCRIPTION
                or at in dated
                or (inside and hits.any(at, ("trigger", "verb.hit", "verb.perform")))
            ):
                inside = False
            if inside:
                found.add(at)
            relative = hits.any(at, ("boundaries.relative",)) and word.norm != "حيث"
            if hits.any(at, ("places.describing",)) or (relative and not _acts(reading, hits, at + 1, sentence.end)):
                inside, length = True, 0
    return found


def _acts(reading: Reading, hits: HitTable, position: int, end: int) -> bool:
    """Whether a relative clause begins with a deed: its arguments count."""
    return any(
        reading.words[at].norm not in _LIES
        and hits.any(at, ("trigger.verb", "verb.hit", "verb.perform", "boundaries.results", "verb.occur", "verb.take"))
        for at in range(position, min(position + 3, end))
    )
