"""The two sides of a clash: ``بين أ وب``, ``مع ج``."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.near_mentions import NearMentions

__all__ = ["Clashes"]

_REMNANTS = name_words("remnants")
_REST = (["ما", "تبقي", "من"], ["ما", "بقي", "من"])
_SIDE, _OPPONENT = 20, 6  # words of the first side at most, and from وبين to the second


class Clashes:
    """Reads who faces whom behind a noun of fighting."""

    def __init__(self, reading: Reading, hits: HitTable, near: NearMentions) -> None:
        self._reading, self._hits, self._near = reading, hits, near

    def fill(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """Put the sides behind a noun of fighting into the slots."""
        slots.mutual = True
        end = next((at for at in range(trigger.end, end) if self._reading.words[at].mark == "colon"), end)
        for mention in self._near.between(trigger.end, end):
            if mention.kind != "actor":
                continue
            if mention.preposition == "بين":
                self._facing(self._near.chain(mention, end), end, slots)
                return
            if mention.preposition == "ل" and mention.start - trigger.end > 1:
                continue
            facing = mention.preposition in ("مع", "ضد", "ل") and not self._beside(trigger, mention)
            if facing or self._what_is_left(mention):
                slots.add("targets", self._near.chain(mention, end))
                return
            if mention.preposition == "" and not mention.conjunction and self._near.next(trigger.end, end) is mention:
                slots.add("attackers", self._near.chain(mention, end))

    def _what_is_left(self, mention: Mention) -> bool:
        """``معارك مع ما تبقى من كذا``: the rest of a party is the opponent."""
        words = [word.norm for word in self._reading.words[max(0, mention.start - 4) : mention.start]]
        return mention.preposition == "من" and words[:1] in (["مع"], ["ضد"]) and words[1:] in _REST

    def _again(self, start: int, end: int) -> int | None:
        """Where ``وبين`` opens the second side, and the first is all before it: ``بين أ وب، وبين ج``."""
        for at in range(start, min(start + _SIDE, end)):
            if self._reading.words[at].norm == "وبين":
                return at + 1
            if self._reading.words[at].mark in ("stop", "colon"):
                return None
        return None

    def _whole_sides(self, first: Mention, again: int, end: int, slots: Arguments) -> bool:
        """Fill both sides around ``وبين``; not where each half names a pair (``بين أ وب في كذا، وبين ج ود``)."""
        side = [m for m in self._near.between(first.start, again) if m.kind == "actor" and m.preposition in ("بين", "")]
        opponent = next((m for m in self._near.between(again, end) if m.kind == "actor"), None)
        opponents = self._near.chain(opponent, end) if opponent and opponent.start - again <= _OPPONENT else []
        if len(side) == 2 and len(opponents) > 1:
            return False
        slots.add("attackers", side)
        slots.add("targets", opponents)
        return True

    def _beside(self, trigger: Trigger, mention: Mention) -> bool:
        """``بالتنسيق مع كذا``، ``الحدود مع كذا``, or behind a verb of something else: no opponent."""
        if self._near.predicates.crossed(trigger.end, mention.start):
            return True
        before = mention.start - 2
        return mention.preposition == "مع" and before >= trigger.end and self._hits.any(before, ("boundaries.beside",))

    def _remnants(self, chain: Sequence[Mention], end: int) -> list[Mention]:
        """``بين أ وب وبقايا ج``: those of whom only a rest is left are the opponent, what stands before is one side."""
        for number, mention in enumerate(chain[1:], start=1):
            if self._left_over(mention.start):
                return list(chain[number:])
        at = chain[-1].end
        rest = self._near.next(at, end) if at < end and self._left_over(at) else None
        if rest is None or rest.kind != "actor" or rest.start - at > 1:
            return []
        return list(self._near.chain(rest, end))

    def _left_over(self, at: int) -> bool:
        return self._reading.words[at].norm.removeprefix("و") in _REMNANTS

    def _facing(self, chain: Sequence[Mention], end: int, slots: Arguments) -> None:
        """``بين أ وب``; ``بين أ وب من جهة، وج من جهة أخرى``: the first words of a side end with من جهة."""
        if any(
            self._reading.words[at].norm.lstrip("و") in ("بينهم", "بينها", "بينه", "بينهما")
            for at in range(max(0, chain[0].start - 4), chain[0].start)
        ):
            slots.add("targets", chain)
            return
        after = chain[-1].end
        rest_of_enemy = self._remnants(chain, end)
        if rest_of_enemy:
            slots.add("attackers", [m for m in chain if m not in rest_of_enemy])
            slots.add("targets", rest_of_enemy)
            return
        again = self._again(after, end)
        if again is not None and self._whole_sides(chain[0], again, end, slots):
            return
        comma = next((at for at in range(after, end) if self._reading.words[at].mark == "comma"), end)
        words = [self._reading.words[at].norm for at in range(after, min(after + 8, comma))]
        whole_side = any(word in ("جهه", "طرف", "جانب") for word in words)
        first, rest = (list(chain), []) if whole_side else (list(chain[:1]), list(chain[1:][-1:]))
        if not rest:
            following = next(
                (
                    m
                    for m in self._near.between(after, end)
                    if m.kind == "actor"
                    and (
                        m.conjunction == "و"
                        or m.preposition == "بين"
                        or (m.preposition == "مع" and m.start - after <= 1)
                    )
                ),
                None,
            )
            rest = self._near.chain(following, end) if following else []
        slots.add("attackers", first)
        slots.add("targets", rest)
