"""Who stands on which side of an event, where its own clause does not say all of it."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Frame, Mention, Reading, Sentence, TollMention, Trigger
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mention_board import clean_name
from kgbuild.extraction.mentions import joined
from kgbuild.extraction.sameness import same

__all__ = ["EventSides", "choose_targets", "counts_fighters", "groups_of", "is_side"]

_PILOTED = tuple(load_table("frames")["vehicles"]["piloted"])
_UNMANNED = "Drone"
_FLYING = frozenset(load_table("frames")["intercepts"]["brought_down"])
_FIGHTERS = ("ArmedGroup", "Militia")
_EACH = ("كل", "كلا")
_HURT = ("killed", "wounded", "casualties")
_OFFICIAL = ("State", "Government", "StateForce")
_PARTIES = ("State", "Government", "StateForce", "ArmedGroup", "Militia", "Coalition")


class EventSides:
    """Completes the sides of an event out of those before it; ``frames`` are the events so far."""

    def __init__(self, reading: Reading, hits: HitTable, frames: list[Frame]) -> None:
        self._reading, self._hits, self._frames = reading, hits, frames

    def add_carriers(self, slots: Arguments) -> None:
        """A carrier that attacks is a weapon too."""
        for mention in slots.attackers:
            if mention.kind != "actor":
                continue
            kind = mention.role.partition(":")[2] if mention.role.startswith("carrier:") else ""
            if not kind and not mention.role.startswith("carrier") and self._carrier_end(mention):
                weapon = self._hits.at(mention.start, "weapon")
                kind = weapon.category.rsplit(".", 1)[-1] if weapon is not None else ""
                kind = _UNMANNED if kind in _PILOTED and self._unmanned(mention) else kind
            if kind and all(weapon.start != mention.start for weapon in slots.weapons):
                slots.weapons.append(self._without_owner(mention, kind))

    def bring_down(self, slots: Arguments, trigger: Trigger) -> None:
        """``تصدت لطائرة مسيرة``, ``أسقط صاروخا``: what an interception has as its object was no means of it."""
        slots.attackers, craft = self._brought_down(slots, trigger)
        acting = {mention.start for mention in slots.attackers}
        fallen = [
            weapon
            for weapon in slots.weapons
            if weapon.start >= trigger.start
            and weapon.start not in acting
            and weapon.preposition in ("", "ل")
            and weapon.type in _FLYING
        ]
        slots.weapons = [weapon for weapon in slots.weapons if weapon not in fallen]
        slots.add("targets", fallen or craft)

    def _brought_down(self, slots: Arguments, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
        """``دفاعاته أسقطت طائرة سورية``: who acts, and a craft that is the object of the verb before it.

        Where something else that flies was brought down, the craft is the subject.
        """
        craft = [
            m for m in slots.attackers if trigger.pos == "verb" and m.start == trigger.end and self._carrier_end(m)
        ]
        flying = [m for m in slots.weapons if m.type in _FLYING and m.start > trigger.start]
        if any(m.start >= c.end for c in craft for m in (*flying, *slots.targets)):
            return slots.attackers, []
        return [m for m in slots.attackers if m not in craft], craft

    def _carrier_end(self, mention: Mention) -> int:
        """Where the words for planes, ships or guns end that a mention begins with; 0 for none."""
        carrier = self._hits.at(mention.start, "people.carriers")
        if carrier is None:
            return 0
        weapon = self._hits.at(mention.start, "weapon")
        named = max(hit.end for hit in (carrier, weapon) if hit is not None and hit.end <= mention.end)
        return self._unmanned(mention) or named

    def _unmanned(self, mention: Mention) -> int:
        """Where the words end that make an aircraft a drone, inside a mention or right behind a known name; 0 for none.

        A bare ``مسيرة`` behind it may be what was hit.
        """
        hits = (self._hits.at(at, "weapons.unmanned") for at in range(mention.start + 1, mention.end + 1))
        return next((hit.end for hit in hits if hit and (hit.end <= mention.end or hit.end - hit.start > 1)), 0)

    def _without_owner(self, mention: Mention, kind: str) -> Mention:
        """``طائرات التحالف`` attack as the coalition, and with planes: the weapon is named without its owner."""
        end = self._carrier_end(mention) or mention.end
        last = self._reading.words[end - 1].end
        text = self._reading.article.text[mention.char_start : last]
        return replace(
            mention,
            kind="weapon",
            type=kind,
            surface=text,
            name=clean_name(text),
            owner=None,
            iri=None,
            char_end=last,
        )

    def recall(self, slots: Arguments, start: int, end: int) -> None:
        """``بين الطرفين`` are the two sides of the clash or attack told last."""
        if not slots.mutual or slots.attackers or slots.targets:
            return
        if any(self._hits.any(at, ("boundaries.sides",)) for at in range(start, end)):
            number = self._reading.sentence_at(start)
            last = next((f for f in reversed(self._frames) if number - f.sentence <= 2 and _parties(f)), None)
            sides = self._two_sides(start)
            if last is not None:
                slots.attackers, slots.targets = list(last.attackers), [m for m in last.targets if m.kind == "actor"]
            elif sides:
                slots.attackers, slots.targets = sides

    def _two_sides(self, start: int) -> list[list[Mention]]:
        """The only two sides that the two sentences before name."""
        number = self._reading.sentence_at(start)
        for back in range(number - 1, max(-1, number - 3), -1):
            sides = self._sides(self._reading.sentences[back])
            if sides:
                return sides if len(sides) == 2 else []
        return []

    def _sides(self, sentence: Sentence) -> list[list[Mention]]:
        """The parties that a sentence names; those that are joined to one another are one side.

        Not behind ``بين`` and ``كل من``, which set the two apart.
        """
        sides: list[list[Mention]] = []
        last: Mention | None = None
        for mention in self._reading.mentions:
            if not sentence.start <= mention.start < sentence.end or not self._is_party(mention):
                continue
            if not any(same(mention, other) for side in sides for other in side):
                if last is not None and joined(self._reading.words, last, mention) and not self._set_apart(last):
                    next(side for side in sides if any(same(other, last) for other in side)).append(mention)
                else:
                    sides.append([mention])
            last = mention
        return sides

    def _set_apart(self, first: Mention) -> bool:
        """``بين كذا وكذا``, ``قبول كل من كذا وكذا``."""
        before = [word.norm for word in self._reading.words[max(0, first.start - 2) : first.start]]
        return first.preposition == "بين" or (before[-1:] == ["من"] and before[0].lstrip("وبل") in _EACH)

    def _is_party(self, mention: Mention) -> bool:
        party = mention.kind == "actor" and not mention.generic and mention.type in _PARTIES
        return party and not self._in_a_title(mention)

    def _in_a_title(self, mention: Mention) -> bool:
        """``قال «مكتب أخبار سوريا» …``: part of the name of who speaks."""
        return any(
            speaker.start <= mention.start < speaker.end and speaker.start != mention.start
            for attribution in self._reading.attributions
            for speaker in attribution.speakers
        )


def choose_targets(slots: Arguments, tolls: tuple[TollMention, ...], kind: str = "") -> tuple[Mention, ...]:
    """Whom an event hit: the targets that were read, or else a side that had dead or wounded.

    Who loses men is not who loses a place. In a clash the sides that had losses may also become ``slots.attackers``.
    Whom an arrest hit is no one who died.
    """
    targets = [m for m in slots.targets if m.kind in ("actor", "facility", "person")]
    if slots.mutual and not slots.attackers and not targets:
        sides = {tuple(m.iri for m in groups): groups for t in tolls if (groups := groups_of(t))}
        if len(sides) == 2 and all(m.iri for groups in sides.values() for m in groups):
            targets, slots.attackers = sides.values()
    if slots.mutual and targets and not slots.attackers and all(m.kind == "actor" for m in targets):
        lost = _other_side(targets, tolls)
        if lost is not None:
            slots.attackers, targets = targets, lost
    if not targets and not slots.mutual and kind != "TerritorialChange":
        targets += _of_losses(slots, tolls, kind)
    return tuple(targets)


def _other_side(party: list[Mention], tolls: tuple[TollMention, ...]) -> list[Mention] | None:
    """``مقتل خمسة جنود في اشتباكات مع كذا``: who faced the one party that is named, where the losses are not its own.

    Nothing where they may be; empty where nobody tells whose they are.
    """
    hurt = [t for t in tolls if t.subset_of is None and t.measure in _HURT and t.high != 0]
    if not hurt or any(counts_fighters(t) and not groups_of(t) for t in hurt):
        return None
    groups = [group for toll in hurt for group in groups_of(toll)]
    if any((group.iri and group.iri == other.iri) or same(group, other) for group in groups for other in party):
        return None
    official = all(other.type in _OFFICIAL for other in party)
    facing = [
        group
        for group in groups
        if is_side(group) or (group.type in _OFFICIAL and not official) or (group.type in _FIGHTERS and official)
    ]
    return facing[:1] if facing or not groups else None


def _of_losses(slots: Arguments, tolls: tuple[TollMention, ...], kind: str) -> list[Mention]:
    """The side that had the dead or wounded told first: not who died beside fighters of a side that is not known."""
    for toll in tolls:
        groups = groups_of(toll)
        if toll.subset_of is not None or toll.measure not in _HURT:
            continue
        if not groups or not all(is_side(group) for group in groups):
            if any(group.type in _FIGHTERS for group in groups) or counts_fighters(toll):
                return []
            continue
        arrested = kind == "Raid" and any(group.type == "PopulationGroup" for group in groups)
        if not arrested and all((g.iri or g.name) != (a.iri or a.name) for g in groups for a in slots.attackers):
            return groups
    return []


def counts_fighters(toll: TollMention) -> bool:
    """``خمسة مقاتلين``: whether the noun of a number is one for fighters."""
    noun = person_noun(fold((toll.group or "").split(" ")[0]))
    return noun is not None and noun.group == "fighter"


def groups_of(toll: TollMention) -> list[Mention]:
    """The actors that people were of."""
    return [toll.group_mention] if toll.group_mention is not None else list(toll.parties)


def is_side(group: Mention) -> bool:
    """Whether people who were hit are a group that the text tells more of than that they were people."""
    return group.iri is not None or group.demonym is not None or group.type == "PopulationGroup"


def _parties(frame: Frame) -> bool:
    """Whether a frame names a party on each side: a place that was attacked fights nobody."""
    return bool(frame.attackers) and any(m.kind == "actor" for m in frame.targets)
