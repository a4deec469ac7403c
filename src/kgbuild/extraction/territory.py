"""Whether words of taking and leaving tell that a place changed hands, and of which place."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.generalities import turns_under
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.near_mentions import NearMentions

__all__ = ["EXPELLING", "Territory"]

_TURN_REACH = 8  # words from تحت to the verb of turning, with the place between
_COMPLEMENT_REACH = 5  # loose words from a word of taking to the place that it takes
_PRONOUNS = ("عليها", "عليه", "عليهما", "عليهم", "منها", "منه", "فيها", "اليها")
EXPELLING = ("طرد", "دحر", "اخراج", "اجلا")
"""Nouns and verbs of driving somebody out, as they begin: a pronoun on these is who was driven out."""
_WIDE = ("Country", "Governorate", "Region")
_TOWARDS = ("نحو", "صوب", "باتجاه", "تجاه", "الي")
_LEAVING = ("انسحب", "تراجع", "فرار", "اخلا", "تقهقر")
_OBJECT_REACH = 6  # words from a word of taking to the preposition of what is taken
_TRAFFIC = name_words("traffic")
_BEFORE_THINGS = ("علي", "عدد", "عددا", "من", "كميات", "كميه", "بعض", "عشرات")
_ARMS = (
    "اسلحه",
    "سلاح",
    "ذخيره",
    "ذخائر",
    "صواريخ",
    "مدافع",
    "رشاشات",
    "عتاد",
    "اليات",
    "دبابتين",
    "مدرعتين",
    "عربتين",
)
_ADVANCE = ("تقدم", "تقدمت", "تقدموا", "تقدمها", "تقدمه", "تقدما", "التقدم", "زحف", "زحفت")


class Territory:
    """Judges words of changing control."""

    def __init__(self, reading: Reading, hits: HitTable, near: NearMentions) -> None:
        self._reading, self._hits, self._near = reading, hits, near

    def changes(self, group: list[Trigger], slots: Arguments) -> bool:
        """Whether one of the triggers tells of the taking or leaving of a place that is its own complement.

        Parameters
        ----------
        group
            The triggers of one event.
        slots
            What was read of it.
        """
        control = [t for t in group if t.type == "TerritorialChange"]
        places = [m for m in (*slots.places, *slots.targets) if m.kind in ("place", "facility")]
        return any(
            not self._towards(trigger) and not self._of_things(trigger) and any(self._of(m, trigger) for m in places)
            for trigger in control
        )

    def own(self, group: list[Trigger], places: Sequence[Mention]) -> list[Mention]:
        """The places that were taken or left, and the wide areas around them; not where there was fighting before."""
        control = [t for t in group if t.type == "TerritorialChange"]
        here = [m for m in places if not any(self._destination(m, trigger) for trigger in control)]
        kept = [m for m in here if m.type in _WIDE or any(self._of(m, trigger) for trigger in control)]
        return kept or here

    def _destination(self, place: Mention, trigger: Trigger) -> bool:
        """``انسحبوا من كذا إلى مواقعهم في كذا``: where those who leave go to."""
        if trigger.frame != "leave" and not trigger.lemma.startswith(_LEAVING):
            return False
        between = self._reading.words[trigger.end : place.start]
        return place.start >= trigger.end and (
            place.preposition in _TOWARDS or any(word.norm in _TOWARDS for word in between)
        )

    def _towards(self, trigger: Trigger) -> bool:
        """``تقدم نحو``: on the way to a place is not there."""
        words = [word.norm for word in self._reading.words[trigger.start : trigger.end + 3]]
        return words[0].lstrip("وفبل") in _ADVANCE and any(word in _TOWARDS for word in words[1:])

    def _of_things(self, trigger: Trigger) -> bool:
        """``استولت على دبابتين``, ``سيطروا على كميات من الأسلحة``: arms and vehicles were taken, and no ground."""
        words = self._reading.words
        near = range(trigger.end - 1, min(trigger.end + _OBJECT_REACH, len(words)))
        over = next((at for at in near if words[at].norm == "علي"), len(words))
        first = next((at for at in range(over, len(words)) if words[at].norm not in _BEFORE_THINGS), len(words))
        counted = first + 1 < len(words) and not words[first + 1].norm.startswith("ال")
        return self._thing(first) or (counted and not words[first].mark and self._thing(first + 1))

    def _thing(self, position: int) -> bool:
        if position >= len(self._reading.words):
            return False
        moved = self._hits.any(position, ("facilities.vehicles",)) or self._traffic(position)
        return moved or self._reading.words[position].norm.removeprefix("ال") in _ARMS

    def _traffic(self, position: int) -> bool:
        """``السيطرة على حركة المرور في كذا``: what moves is no ground."""
        words = self._reading.words[position : position + 2]
        return len(words) > 1 and words[0].norm == "حركه" and bare(words[1].norm) in _TRAFFIC

    def _of(self, place: Mention, trigger: Trigger) -> bool:
        """Whether a trigger tells of a place: it stands behind it, no other verb between, or a pronoun takes it up."""
        if place.start >= trigger.end:
            falls = trigger.frame == "fall" or self._hits.any(trigger.start, ("verb.fall",))
            return self._behind(place, trigger) and not (falls and trigger.pos == "verb" and place.preposition)
        if trigger.lemma.startswith((*EXPELLING, "اخرج")):
            return False
        words = self._reading.words
        norm = words[trigger.end - 1].norm
        taken_up = (
            norm.endswith(("ها", "هما", "ه", "هم"))
            or any(word.norm in _PRONOUNS for word in words[trigger.end : trigger.end + 5])
            or self._hits.any(trigger.start, ("verb.fall", "verb.leave"))
        )
        return taken_up or trigger.frame in ("suffer", "fall") or self.come_under(trigger) == place

    def come_under(self, trigger: Trigger) -> Mention | None:
        """``باتت بلدة كذا تحت سيطرة فلان``: the place that came to be held, behind the verb of turning or before it."""
        under = trigger.start - 1
        start = self._reading.sentences[self._reading.sentence_at(trigger.start)].start
        if trigger.frame != "control" or under <= start or self._reading.words[under].norm != "تحت":
            return None
        for at in range(under - 1, max(start, under - _TURN_REACH) - 1, -1):
            if self._reading.words[at].mark in ("stop", "comma", "colon"):
                return None
            if turns_under(self._reading.words[at].norm):
                places = [m for m in self._near.between(start, under) if m.kind in ("place", "facility")]
                behind = next((m for m in places if m.start > at), None)
                return behind or next((m for m in places if m.end == at and not m.preposition), None)
        return None

    def _behind(self, place: Mention, trigger: Trigger) -> bool:
        between = range(trigger.end, place.start)
        if any(at in self._near.predicates.finite or self._hits.any(at, ("boundaries.relative",)) for at in between):
            return False
        loose = 0
        for at in between:
            word = self._reading.words[at]
            if at in self._near.covered or at in self._near.dated:
                continue
            if word.mark in ("stop", "colon"):
                return False
            loose += not word.mark and not self._hits.any(at, ("preposition", "descriptor", "places.relations"))
        return loose <= _COMPLEMENT_REACH
