"""The wide area around an event's place, where the text names it once for several events or in the headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import inside, same

__all__ = ["Areas"]

_WIDE = ("Governorate", "Region", "District")
_WITHIN = ("في", "ب", "ل")
_FIRE = frozenset({"Attack", "AirStrike", "DroneStrike", "MissileStrike", "Shelling"})


class Areas:
    """Completes the places of the events of one article; ``frames`` are joined and in text order.

    Only an area in which a place of the event lies, as the knowledge base has it, is added.
    """

    def __init__(self, reading: Reading, linker: Linker, frames: Sequence[Frame]) -> None:
        self._reading, self._linker = reading, linker
        self._frames = list(frames)
        self._headline = self._of_headline()

    def spread(self) -> list[Frame]:
        """Return the frames with the areas that the text names around their places."""
        found: list[Frame] = []
        for frame in self._frames:
            before = [m for other in found if self._of_one_sentence(other, frame) for m in other.places]
            told = [*before, *(self._headline if frame.type in _FIRE else ()), *self._named_near(frame)]
            area = self._around(frame, told)
            whole = frame if area is None else replace(frame, places=(*frame.places, area))
            found.append(replace(whole, places=(*whole.places, *self._told_around(whole))))
        return found

    def _told_around(self, frame: Frame) -> list[Mention]:
        """Whatever the sentence names that a place of the event lies in: ``في حي كذا … بمدينة كذا``."""
        if frame.factuality != "asserted":
            return []
        sentence = self._reading.sentences[frame.sentence]
        told: list[Mention] = []
        for mention in self._reading.mentions:
            if mention.kind != "place" or not mention.iri or not sentence.start <= mention.start < sentence.end:
                continue
            known = any(same(mention, place) for place in (*frame.places, *told))
            if not known and any(inside(place, mention, self._linker) for place in frame.places):
                told.append(mention)
        return told

    def _of_one_sentence(self, left: Frame, right: Frame) -> bool:
        """``قصفت القوات … في ريف كذا، حيث طال القصف بلدة …``: one side's fire, told together."""
        return (
            left.sentence == right.sentence
            and {left.type, right.type} <= _FIRE
            and any(same(a, b) for a in left.attackers for b in right.attackers)
        )

    def _named_near(self, frame: Frame) -> list[Mention]:
        """Governorates that the sentence or the one before calls so: ``بلدة كذا التابعة لمحافظة …``."""
        first = self._reading.sentences[max(0, frame.sentence - 1)].start
        last = self._reading.sentences[frame.sentence].end
        return [
            mention
            for mention in self._reading.mentions
            if first <= mention.start < last
            and mention.type == "Governorate"
            and mention.preposition in _WITHIN
            and self._reading.hits is not None
            and self._reading.hits.any(mention.start, ("descriptor.place.Governorate",))
        ]

    def _of_headline(self) -> list[Mention]:
        """Places that the headline puts a deed of fire in."""
        headlines = [sentence for sentence in self._reading.sentences if sentence.headline]
        return [
            mention
            for sentence in headlines
            if any(sentence.start <= t.start < sentence.end and t.type in _FIRE for t in self._reading.triggers)
            for mention in self._reading.mentions
            if sentence.start <= mention.start < sentence.end and mention.preposition in ("في", "ب")
        ]

    def _around(self, frame: Frame, areas: Iterable[Mention]) -> Mention | None:
        if frame.factuality != "asserted" or any(m.type in _WIDE for m in frame.places):
            return None
        wide = [m for m in areas if m.kind == "place" and m.type in _WIDE and m.iri]
        return next((area for area in wide if any(inside(m, area, self._linker) for m in frame.places)), None)
