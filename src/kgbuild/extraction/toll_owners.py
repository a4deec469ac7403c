"""Which losses of a sentence are those of another event than the one that its words would give them to."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.annotations import Frame, Reading, TollMention, Trigger
from kgbuild.extraction.clauses import Clause, past_distance
from kgbuild.extraction.hits import HitTable

__all__ = ["TollOwners"]

_BESIDE = 2  # words between two losses that one verb of result tells
_HEAD = 2  # words from بعد to the people whose death came before
_DISTANCE = 4  # words of a time between them: بعد ثلاثة أيام على
_FATES = ("tolls.killed_before", "tolls.wounded_before", "tolls.captured_before", "tolls.killed_after")
_KEPT = ("TerritorialChange",)
_HAND = 3  # words from متورطين to the deed
_SEIZING = ("Raid", "Abduction", "Execution", "Interception")
_VERB = 2  # words from a verb of killing to its people


class TollOwners:
    """Asks about losses; ``frames`` are the events so far."""

    def __init__(self, reading: Reading, hits: HitTable, frames: Sequence[Frame]) -> None:
        self._reading, self._hits, self._frames = reading, hits, frames

    def came_before(self, toll: TollMention, group: Sequence[Trigger], clause: Clause) -> bool:
        """``شنت غارات بعد مقتل جندي``: a loss that the event followed; not where a fight ended with it."""
        if group[0].type in _KEPT or toll.start < group[-1].end or toll.subset_of is not None:
            return False
        for at in range(max(group[-1].end, toll.start - _HEAD - _DISTANCE), toll.start):
            hit = self._hits.at(at, "boundaries.earlier", "boundaries.answers")
            if hit is None or hit.end >= toll.start:
                continue
            head = past_distance(self._reading, self._hits, hit.end)
            if head < toll.start <= head + _HEAD and self._hits.any(head, (*_FATES, "fates.occurring")):
                return not any(self._hits.any(word, ("boundaries.ended",)) for word in range(clause.start, at))
        return False

    def long_after(self, toll: TollMention, group: Sequence[Trigger]) -> bool:
        """``مقتل أربعة بعد أسبوع من المعارك``: a loss that the text puts at a distance from the deed."""
        for at in range(toll.end, group[0].start):
            hit = self._hits.at(at, "boundaries.earlier")
            if hit is not None:
                return past_distance(self._reading, self._hits, hit.end) > hit.end
        return False

    def of_suspects(self, toll: TollMention, group: Sequence[Trigger]) -> bool:
        """``قتل ستة متورطين في هجوم …``: those held to have had a hand in a deed are no loss of it."""
        first = group[0].start
        near = range(max(toll.start, first - _HAND), first)
        return toll.start < first and any(
            self._hits.any(at, ("boundaries.involved",)) and not self._reading.in_place(at) for at in near
        )

    def of_seized(self, toll: TollMention, group: Sequence[Trigger]) -> bool:
        """``اعتقلت الشرطة المسلح الذي قتل سبعة``: whom somebody killed before is no loss of his arrest."""
        if group[0].type not in _SEIZING or toll.measure == "captured":
            return False
        for at in range(max(group[-1].end + 1, toll.start - _VERB), toll.start):
            if self._hits.any(at, _FATES) and self._hits.any(at - 1, ("boundaries.relative",)):
                return self._reading.words[at - 1].norm != "حيث" and not self._hits.any(at - 2, ("trigger.noun",))
        return False

    def of_preceding(self, clause: Clause, owner: Frame) -> bool:
        """``…، وقبلها عملية كذا، وقتل فيها 23``: a deed with no word of violence stands between."""
        if owner.sentence != clause.sentence:
            return False
        between = range(owner.triggers[-1].end, clause.start + 1)
        return any(self._hits.any(at, ("boundaries.preceding",)) for at in between)

    def of_somebody(self, toll: TollMention, group: Sequence[Trigger]) -> bool:
        """``بعد اعتقال … إلى جانب فلان الذي قتل أربعة``: what a relative clause tells of a person is a deed of his."""
        for at in range(max(group[-1].end, toll.start - _HEAD), toll.start):
            if self._hits.any(at, _FATES) and self._reading.words[at - 1].norm in ("الذي", "التي", "الذين"):
                return self._is_somebody(at - 2)
        return False

    def _is_somebody(self, position: int) -> bool:
        """Whether a word ends the mention of somebody, or is a name that nothing else is known of."""
        mention = next((m for m in self._reading.mentions if m.start <= position < m.end), None)
        if mention is not None:
            return mention.kind in ("person", "actor")
        deed = any(t.start <= position < t.end for t in self._reading.triggers)
        return not deed and not self._reading.words[position].norm.startswith("ال")

    def before_relative(self, toll: TollMention, trigger: Trigger) -> bool:
        """``وقتلوا خمسة من أفراد الفرقة، التي تتهمهم بخطف …``: what a relative clause tells is another deed."""
        between = range(toll.end, trigger.start)
        return any(self._reading.words[at].mark == "comma" for at in between) and any(
            self._hits.any(at, ("boundaries.relative",)) and self._reading.words[at].norm != "حيث" for at in between
        )

    def arrested_after(self, toll: TollMention, group: Sequence[Trigger]) -> bool:
        """``أوقف شابان بعد هجوم …``: who was arrested for a deed is no loss of it."""
        first = group[0]
        return (
            toll.measure == "captured"
            and toll.end <= first.start
            and first.type not in ("Raid", "Abduction")
            and self._hits.any(first.start - 1, ("boundaries.earlier", "boundaries.answers"))
        )

    def beside(self, tolls: Sequence[TollMention], begun: int) -> int | None:
        """``أدى إلى مقتل 15 وإصابة المئات``: the event of this sentence that has the loss right before."""
        if not tolls:
            return None
        first = tolls[0].start
        before = [t for t in self._reading.tolls if t.end <= first <= t.end + _BESIDE and not t.cumulative]
        if not before or any(word.mark for word in self._reading.words[before[-1].end : first]):
            return None
        held = [at for at in range(begun, len(self._frames)) if before[-1] in self._frames[at].tolls]
        return held[-1] if held else None

    def of_another_noun(self, clause: Clause, owner: Frame) -> bool:
        """``كما جرى في الحادث الذي راح ضحيته اثنان``: a relative clause on something that the event is not."""
        before = clause.start - 1
        if clause.joint != "result" or owner.sentence != clause.sentence or before <= owner.triggers[-1].end:
            return False
        if not self._hits.any(before, ("boundaries.relative",)):
            return False
        return any(
            self._hits.any(at, ("boundaries.words",)) and self._reading.words[at].norm not in ("حيث", "اذ")
            for at in range(owner.triggers[-1].end, before)
        )
