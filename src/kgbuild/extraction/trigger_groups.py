"""Which words of violence in a clause tell of one event."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading, Trigger
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.report import Factuality
from kgbuild.schema import Schema

__all__ = ["TriggerGroups", "answered_for", "brought_about"]

_RESPONSIBLE = ("مسؤول", "مسوول", "مسئول")
_VERB_REACH, _NOUN_REACH = 10, 8
_TAKING_UP = ("خلاله", "خلالها", "فيه", "فيها", "منه", "منها")
_DURING, _DURING_REACH = ("خلالها", "خلاله", "اثناءها", "اثناءه", "تخللها", "تخلله"), 14
_NOBODYS = -1
_CAUSE_REACH = 2  # words from a word of cause to the strike
_OBJECT = 3  # words from a verb's subject to its object
_HEARD = ("انفجار", "دوي")
_BURNT = ("احراق", "حرق", "احتراق")
_DAMAGE_REACH = 6  # words from a burning to the fire that caused it
_SEIZING = ("Raid", "Abduction")
_ASSAULTS = tuple(fold(word) for word in ("هجوم", "اعتداء", "هجمات", "اعتداءات"))
_FIRE = ("AirStrike", "DroneStrike", "Shelling", "MissileStrike")
_CIRCUMSTANCE = 2  # words from بالتزامن مع to the deed that goes on
_OPENING = 3  # words of a sentence that a circumstance may open
_AGAIN = ("وفي", "وعن", "وعلي", "ومن", "وبعد")
_MEANS = ("في", "خلال", "اثر", "جراء", "نتيجه", "عبر", "بسبب", "من")
_INSIDE = ("في", "خلال", "اثناء")
_ONE_DEED = frozenset(
    frozenset(pair)
    for pair in (
        ("AirStrike", "Shelling"),
        ("AirStrike", "MissileStrike"),
        ("Shelling", "MissileStrike"),
        ("Bombing", "OtherViolence"),
        ("Assassination", "OtherViolence"),
        ("Assassination", "Bombing"),
        ("Ambush", "OtherViolence"),
        ("SuicideBombing", "OtherViolence"),
        ("Raid", "Abduction"),
        ("Raid", "Ambush"),
        ("DroneStrike", "Shelling"),
    )
)

_EXPLOSIONS = load_table("frames")["explosions"]
_EXPLODING = frozenset(fold(lemma) for lemma in _EXPLOSIONS["lemmas"])
_CAUSES = frozenset(fold(word) for word in _EXPLOSIONS["causes"])


def brought_about(reading: Reading, explosion: Trigger, strike: Trigger) -> bool:
    """``انفجارات … نتيجة الغارات``: explosions that a strike is named as the cause of are no bombing of their own."""
    if explosion.lemma not in _EXPLODING or strike.type not in _EXPLOSIONS["strikes"] or strike.pos != "noun":
        return False
    words = reading.words[max(explosion.end, strike.start - _CAUSE_REACH) : strike.start]
    if not any(word.norm in _CAUSES for word in words):
        return False
    return not any(m.kind == "weapon" and explosion.start <= m.start < strike.start for m in reading.mentions)


def answered_for(reading: Reading, noun: Trigger) -> bool:
    """``استهدف العناصر المسؤولة عن إطلاق الصاروخ``: whether a noun tells what those named right before it had done."""
    at = noun.start - 2
    if noun.pos != "noun" or at < 0 or reading.words[at + 1].norm != "عن":
        return False
    return reading.words[at].norm.removeprefix("ال").startswith(_RESPONSIBLE)


class TriggerGroups:
    """Groups triggers by the event that they tell of; ``factuality`` is that of each, by where it begins."""

    def __init__(self, reading: Reading, hits: HitTable, schema: Schema, factuality: Mapping[int, Factuality]) -> None:
        self._reading, self._hits, self._schema, self._factuality = reading, hits, schema, factuality

    def group(self, triggers: list[Trigger]) -> list[list[Trigger]]:
        """The triggers of a clause, those of one event together."""
        groups: list[list[Trigger]] = []
        for trigger in triggers:
            if groups and (
                any(self._hits.any(at, ("boundaries.caused",)) for at in range(groups[-1][-1].end, trigger.start))
                or brought_about(self._reading, groups[-1][-1], trigger)
                or self._effect(groups[-1], trigger)
                or self._damage(groups[-1], trigger)
            ):
                groups[-1].insert(0, trigger)
            elif (
                groups
                and self._factuality[groups[-1][0].start] == self._factuality[trigger.start]
                and self._one_event(groups[-1], trigger)
            ):
                groups[-1].append(trigger)
            else:
                groups.append([trigger])
        return groups

    def opening(self, before: list[Trigger], group: list[Trigger]) -> int:
        """Where the words of a group begin: behind the group before, or at the comma before a verb with a subject."""
        first, start = group[0], before[-1].end
        if first.pos == "verb" and self._another_agent(before[-1], first):
            words = self._reading.words
            return max(at for at in range(start, first.start) if words[at].mark == "comma") + 1
        if self._of_own_day(first) or answered_for(self._reading, first):
            return first.start
        for at in range(start, first.start):
            if self._by_own_means(at + 1, first):
                return at
        return first.start if self._listed(before[-1], first) else start

    def _effect(self, group: list[Trigger], trigger: Trigger) -> bool:
        """``انفجارات تهز القاعدة نتيجة القصف``: what was heard of the fire."""
        if not group[0].lemma.startswith(_HEARD) or trigger.type not in _FIRE or trigger.pos != "noun":
            return False
        if not trigger.start or trigger.start - group[-1].end > _VERB_REACH:
            return False
        return any(self._hits.any(at, ("general.because",)) for at in (trigger.start - 1, trigger.start - 2))

    def _damage(self, group: list[Trigger], trigger: Trigger) -> bool:
        """``تدمير منازل وإحراق سيارات جراء سقوط القذائف``: what burnt down under fire."""
        if group[0].lemma not in _BURNT or trigger.type not in (*_FIRE, "Bombing") or trigger.pos != "noun":
            return False
        between = range(group[-1].end, trigger.start)
        if len(between) > _DAMAGE_REACH or any(self._reading.words[at].mark for at in between):
            return False
        return any(self._hits.any(at, ("general.because",)) for at in between[-2:])

    def _another_agent(self, last: Trigger, trigger: Trigger) -> bool:
        """``مع تجدد قصف الطيران للبلدة، استهدفت الفصائل آلية``: behind a comma a verb with a subject of its own."""
        words, mentions = self._reading.words, self._reading.mentions
        if not any(words[at].mark == "comma" for at in range(last.end, trigger.start)):
            return False
        agent = next((m for m in mentions if m.start == trigger.end), None)
        if agent is None or agent.kind != "actor" or agent.preposition:
            return False
        struck = next((m for m in mentions if m.start >= agent.end), None)
        return (
            struck is not None
            and struck.start - agent.end <= _OBJECT
            and struck.kind in ("actor", "facility", "place")
            and not (struck.preposition or struck.conjunction)
            and not any(word.mark for word in words[agent.end : struck.start])
        )

    def _one_event(self, group: list[Trigger], trigger: Trigger) -> bool:
        """Triggers of one clause tell of one event when their types fit and one carries or takes up the other."""
        first = group[0]
        if (
            trigger.conjunction
            and trigger.pos == "noun"
            and first.type != trigger.type
            and "Attack" not in (first.type, trigger.type)
        ):
            return False
        if first.pos == "noun" and trigger.pos == "verb" and self._since(first, trigger):
            return False
        if self._after_assault(first, trigger) or self._of_own_day(trigger) or answered_for(self._reading, trigger):
            return False
        if trigger.pos == "verb" and self._another_agent(group[-1], trigger):
            return False
        if self._listed(group[-1], trigger) or self._meanwhile(group[-1], trigger):
            return False
        fits = any(
            self._schema.is_a(trigger.type, other.type)
            or self._schema.is_a(other.type, trigger.type)
            or frozenset((trigger.type, other.type)) in _ONE_DEED
            for other in group
        )
        during = self._deaths_in(group[-1], trigger) or self._captured_in(group[-1], trigger)
        return during or (fits and self._linked(group[-1], trigger))

    def _after_assault(self, deed: Trigger, arrest: Trigger) -> bool:
        """``الهجوم، … القبض على منفذيه``: an arrest is no part of a single attack that was told before."""
        return (
            deed.type == "Attack"
            and deed.pos == "noun"
            and deed.lemma.startswith(_ASSAULTS)
            and arrest.type in _SEIZING
        )

    def _of_own_day(self, noun: Trigger) -> bool:
        """``استهدفت مشتبها بهم في هجوم 22 سبتمبر``: a deed that is called by its day is another one."""
        if noun.pos != "noun" or noun.definite or noun.preposition or noun.end >= len(self._reading.words):
            return False
        start = self._reading.words[noun.end].start
        return any(m.span.start == start and m.kind == "point" and m.interval is not None for m in self._reading.dates)

    def _deaths_in(self, death: Trigger, fighting: Trigger) -> bool:
        """``لقوا مصرعهم في المعارك``: deaths in fighting are of it."""
        if death.type != "OtherViolence" or fighting.type != "ArmedClash" or fighting.pos != "noun":
            return False
        between = self._reading.words[death.end : fighting.start]
        return (
            0 < len(between) <= _NOUN_REACH and between[-1].norm in _INSIDE and not any(word.mark for word in between)
        )

    def _captured_in(self, fighting: Trigger, captures: Trigger) -> bool:
        """``مواجهات تقدم خلالها المقاتلون وأسروا جنودا``: who was captured in the fighting just told."""
        if fighting.type != "ArmedClash" or fighting.pos != "noun" or captures.type != "Abduction":
            return False
        between = self._reading.words[fighting.end : captures.start + 2]
        return len(between) <= _DURING_REACH and any(word.norm.lstrip("و") in _DURING for word in between)

    def _listed(self, last: Trigger, trigger: Trigger) -> bool:
        """``في الهجوم على كذا، وفي الهجوم على كذا``: the same noun with its preposition again is another deed."""
        before = self._reading.words[trigger.start - 1].norm if trigger.start else ""
        return last.pos == trigger.pos == "noun" and last.lemma == trigger.lemma and before in _AGAIN

    def _meanwhile(self, last: Trigger, noun: Trigger) -> bool:
        """``بالتزامن مع الغارات قامت المدفعية بقصف …``: what goes on beside a deed of another kind is not it."""
        if noun.pos != "noun" or noun.definite or last.pos != "noun" or last.type == noun.type:
            return False
        before = range(max(0, last.start - _CIRCUMSTANCE), last.start)
        verb = any(self._hits.any(at, ("verb",)) for at in range(last.end, noun.start))
        return verb and any(self._hits.any(at, ("boundaries.circumstances",)) for at in before)

    def _since(self, deed: Trigger, verb: Trigger) -> bool:
        """``منذ هجوم كذا، اعتقل …``: what has come since then is not it."""
        words = self._reading.words
        if not deed.start or words[deed.start - 1].norm.lstrip("وف") != "منذ":
            return False
        return not self._hits.any(verb.start - 1, ("boundaries.relative",)) and not verb.conjunction

    def _linked(self, last: Trigger, trigger: Trigger) -> bool:
        """Whether the second word carries on with the deed of the first: its means, its verb, the same noun again."""
        between = range(last.end, trigger.start)
        gap = len(between)
        if any(self._hits.any(at, ("boundaries.background",)) for at in between):
            return False
        if self._brought_elsewhere(last, trigger):
            return False
        if gap > _NOUN_REACH and (self._goes_on(last.end, trigger.start) or self._aside(last, trigger)):
            return False
        if trigger.pos == "verb":
            return gap <= _VERB_REACH and not self._apart(last, trigger)
        before = self._reading.words[trigger.start - 1].norm if trigger.start else ""
        if before == "مع" and trigger.lemma == last.lemma and not trigger.definite:
            return False  # ``يتزامن الهجوم على كذا مع هجوم على كذا``
        same = trigger.lemma == last.lemma and (trigger.definite or not last.definite)
        if trigger.definite or trigger.preposition or before in _MEANS or same or gap <= 4:
            return True
        return last.pos == "verb" and gap <= _NOUN_REACH

    def _brought_elsewhere(self, last: Trigger, noun: Trigger) -> bool:
        """``استهدف الهجوم مبنى في المدينة المدمرة جراء المعارك``: the cause of what is said of a place or of people."""
        if noun.pos != "noun" or last.end >= noun.start:
            return False
        words = self._reading.words
        for at in range(noun.start - 1, max(last.end, noun.start - _CAUSE_REACH - 1), -1):
            if self._hits.any(at, ("general.because",)):
                said = at - 1 - (words[at - 1].norm == "من")
                return self._hits.any(said, ("boundaries.stricken",)) and words[said].norm.startswith("ال")
        return False

    def _aside(self, last: Trigger, trigger: Trigger) -> bool:
        """``استهدف التفجير وفد بلدة كذا، التي كانت هدفا لهجمات …``: many deeds told of something beside."""
        if trigger.definite or not trigger.plural or last.plural:
            return False
        words = self._reading.words
        return any(
            words[at].mark == "comma" and self._hits.any(at + 1, ("boundaries.relative",))
            for at in range(last.end, trigger.start - 1)
        )

    def _apart(self, last: Trigger, verb: Trigger) -> bool:
        """Whether a verb tells of another deed than a clause before it: ``استعادوا قرى كانت كذا سيطرت عليها``."""
        between = range(last.end, verb.start)
        if last.pos == "verb" and any(self._reading.words[at].norm in ("كان", "كانت") for at in between):
            return True
        return self.begins(verb)

    def begins(self, verb: Trigger) -> bool:
        """Whether a verb begins what is told, behind its circumstance: ``بالتزامن مع قصف كذا، هاجم …``."""
        words = self._reading.words
        if verb.pos != "verb" or not verb.start or words[verb.start - 1].mark != "comma":
            return False
        if verb.end < len(words) and words[verb.end].norm in _TAKING_UP:
            return False
        sentence = self._reading.sentences[self._reading.sentence_at(verb.start)]
        opens = range(sentence.start, min(sentence.start + _OPENING, verb.start))
        marks = sum(words[at].mark == "comma" for at in range(sentence.start, verb.start))
        return marks == 1 and any(
            self._hits.any(at, ("boundaries.circumstances", "boundaries.earlier")) for at in opens
        )

    def _by_own_means(self, position: int, means: Trigger) -> bool:
        """``الهجوم على كذا ومقتل جندي بإطلاق نار``: a loss that is joined on, with what it came of right behind it."""
        words = self._reading.words
        if means.preposition != "ب" or not 0 < means.start - position <= _OBJECT:
            return False
        fate = words[position - 1].norm if position else ""
        return fate.startswith("و") and self._hits.any(position - 1, ("fates.nouns",))

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a comma with ``و`` behind it stands between two words: the sentence goes on to something else."""
        words = self._reading.words
        return any(words[at].mark == "comma" and words[at + 1].norm.startswith("و") for at in range(start, end - 1))

    def owner(self, position: int, groups: list[list[Trigger]]) -> int:
        """Which event of the clause a toll belongs to: the last one before it that a verb of result leads from.

        A toll behind a comma and ``و`` belongs to what follows there, or to no event when a comma parts it from that.
        """
        chosen = 0
        for number, group in enumerate(groups):
            if number and self._by_own_means(position, group[0]):
                return number
            if number and group[0].type in _SEIZING and 0 <= position - group[-1].end <= _OBJECT:
                chosen = number
            if group[-1].end <= position and any(
                self._hits.any(at, ("boundaries.results",)) for at in range(group[-1].end, position)
            ):
                chosen = number
            if number and group[0].start <= position and self.begins(group[0]):
                chosen = number
            if number and self._goes_on(groups[number - 1][-1].end, min(position, group[0].start)):
                apart = any(self._reading.words[at].mark == "comma" for at in range(position, group[0].start))
                chosen = _NOBODYS if apart else number
        return chosen
