"""Figures for identities: which of the named actors and places of a text were found, and as whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgbuild.errors import GoldFileError
from kgbuild.evaluation.scoring import SlotScore
from kgbuild.extraction.report import Report
from kgbuild.knowledge.entity import DATA

__all__ = ["GoldMention", "GoldText", "IdentityScore", "load_mentions", "score_identities"]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A named actor or place: where it stands (half-open, code points) and who or what it is.

    ``identities`` are IRIs without their base (``place/aden``), more than one where the text leaves it open; none where
    the knowledge base has no entry for it. ``nil`` says that one of what is meant has none.
    """

    start: int
    end: int
    identities: frozenset[str]
    nil: bool = False


@dataclass(frozen=True, slots=True)
class GoldText:
    """The named actors and places of one document."""

    document: str
    country: str
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True)
class IdentityScore:
    """How many mentions are identified rightly.

    Parameters
    ----------
    identified
        Over what the knowledge base has: mentions identified rightly, all that were identified, all gold mentions.
    named
        The same with the gold mentions that the knowledge base has no entry for, which nothing can find.
    recognised
        All mentions that are read as names, identified or not, over all gold mentions. One that the knowledge base has
        no entry for is found where it is read as somebody or something that is not identified (``NIL`` in the entity
        linking of TAC KBP, Ji et al. 2014), without its name being compared.
    """

    identified: SlotScore
    named: SlotScore
    recognised: SlotScore


def load_mentions(path: Path) -> list[GoldText]:
    """Read annotated mentions: one JSON object a line, with ``document``, ``country`` and ``mentions``.

    A mention is a list of start, end and identity; several that are all right are joined by ``~``, and ``nil:`` stands
    before the name of what the knowledge base does not have.

    Raises
    ------
    GoldFileError
        A line is not of that form.
    """
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            mentions = tuple(GoldMention(int(s), int(e), _identities(i), "nil:" in i) for s, e, i in row["mentions"])
            texts.append(GoldText(row["document"], row["country"], mentions))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GoldFileError(f"{path}, line {number}: {type(error).__name__} {error}") from error
    return texts


def _identities(identity: str) -> frozenset[str]:
    return frozenset(part for part in identity.split("~") if not part.startswith("nil:"))


def score_identities(reports: Iterable[Report], texts: Sequence[GoldText]) -> dict[str, IdentityScore]:
    """Return the scores by country of the texts, and of all of them under ``all``.

    A mention that was identified is right where the gold mention that it shares most with has that identity. One that
    stands where no actor and no place is named counts as wrong. What only takes up a place or tells a nationality
    (``Participant.named``) is no mention for the annotation and is not counted.
    """
    gold = {text.document: text for text in texts}
    counts: dict[str, list[int]] = {}
    for report in reports:
        text = gold[report.document.id]
        read = [(_most_shared((m.span.start, m.span.end), text), m) for m in report.mentions if m.named]
        found = {(m.span.start, m.span.end): (best, m.iri.removeprefix(DATA)) for best, m in read if m.iri}
        right = {best for best, iri in found.values() if best is not None and iri in best.identities}
        others = {(m.span.start, m.span.end): best for best, m in read if not m.iri}
        open_ = {best for best in others.values() if best is not None and (best.nil or not best.identities)} - right
        known = sum(1 for mention in text.mentions if mention.identities)
        row = (len(right), len(found), known, len(text.mentions), len(open_), len(others))
        for key in (text.country, "all"):
            counts[key] = [a + b for a, b in zip(counts.get(key, [0] * len(row)), row, strict=True)]
    return {
        key: IdentityScore(
            SlotScore(right, found, known),
            SlotScore(right, found, every),
            SlotScore(right + unknown, found + others, every),
        )
        for key, (right, found, known, every, unknown, others) in sorted(counts.items())
    }


def _most_shared(span: tuple[int, int], text: GoldText) -> GoldMention | None:
    """The gold mention that a span shares most with."""
    shared = [(min(span[1], m.end) - max(span[0], m.start), -m.start, m) for m in text.mentions]
    most = max((row for row in shared if row[0] > 0), default=None, key=lambda row: row[:2])
    return most[2] if most is not None else None
