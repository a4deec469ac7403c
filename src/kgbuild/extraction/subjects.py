"""Who does what a verb tells: its subject behind it, before it, or taken up by a pronoun."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import VEHICLES, Arguments
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare, joined
from kgbuild.extraction.near_mentions import NearMentions

__all__ = ["Subjects"]


def _ending(verb: str) -> str:
    """What the form of a perfect tells of its subject: the plural's وا, the feminine's ت, or neither."""
    return next((ending for ending in ("وا", "ت") if verb.endswith(ending)), "")


_MASCULINE = frozenset(fold(word) for word in load_table("words")["agreement"]["masculine"])
_OPPOSING = frozenset(fold(word) for word in load_table("words")["agreement"]["opposing"])
_LATTER = frozenset(fold(word) for word in load_table("words")["agreement"]["latter"])
_OPENING, _CLOSING = "«“‹", "»”›"
_QUOTED_NAME = 6  # words of a name in quotation marks at most, with the closing mark
_FORCES = ("StateForce", "ArmedGroup", "Militia", "Coalition")
_ANNOUNCED_REACH = 8
_SPEECH_REACH = 22  # words from a verb of saying to the quotation, with the speaker's titles between
_WAS = ("كان", "كانت")
_ONE_OF = ("احدي", "احد")
_PRONOUNS = ("انه", "انها", "انهم", "بانه", "بانها", "بانهم", "لانه", "لانها")


class Subjects:
    """Finds the subject of a verb, or of a noun that stands for one."""

    def __init__(self, reading: Reading, hits: HitTable, near: NearMentions, described: Collection[int]) -> None:
        self._reading, self._hits, self._near, self._described = reading, hits, near, described
        self._speakers = {speaker.start for attribution in reading.attributions for speaker in attribution.speakers}

    def fill(self, role: str, verb_start: int, verb_end: int, noun: int, clause_start: int, slots: Arguments) -> None:
        """Put the subject of a verb that carries a noun into a slot: behind the verb, or else before it."""
        after = [
            m
            for m in self._near.between(verb_end, noun)
            if m.preposition == "" and (m.kind != "weapon" or (role == "targets" and m.type in VEHICLES))
        ]
        if after:
            slots.add(role, self._near.chain(after[0], noun))
            return
        if verb_end < len(self._reading.words) and self._norm(verb_end) in _LATTER:
            slots.add(role, self._latter(verb_start))
            return
        before = self.before(verb_start, clause_start) or self._own_forces(verb_start)
        if not before and role == "attackers":
            before = self._own_voice(verb_start) or []
        if before:
            slots.add(role, before)

    def _latter(self, verb: int) -> list[Mention]:
        """``تمكنت الأخيرة من …``: the last party of the sentence, with those joined to it unless behind بين."""
        sentence = self._reading.sentences[self._reading.sentence_at(verb)]
        parties = [m for m in self._near.between(sentence.start, verb) if m.kind == "actor" and not m.generic]
        row = parties[-1:]
        for mention in reversed(parties[:-1]):
            if mention.preposition == "بين" or not joined(self._reading.words, mention, row[0]):
                break
            row.insert(0, mention)
        return row

    def _own_forces(self, verb: int) -> list[Mention]:
        """``قال الجيش إن قواته نفذت …``: forces with a pronoun, behind what opens the speech, are the speaker's."""
        if verb < 2 or not self._hits.any(verb - 1, ("people.own",)):
            return []
        opening = verb - 3 if self._norm(verb - 2) in _ONE_OF else verb - 2
        if opening < 0 or not self._hits.any(opening, ("complementizers",)):
            return []
        word = self._reading.words[verb - 1]
        text = self._reading.article.text[word.start : word.end]
        return [
            replace(m, start=verb - 1, end=verb, char_start=word.start, char_end=word.end, surface=text, preposition="")
            for m in self._speaking(verb)
        ]

    def before(self, verb: int, clause_start: int) -> list[Mention]:
        """The subject before its verb: the first free-standing mention of the clause, with those joined to it."""
        opened = max(
            (at + 1 for at in range(clause_start, verb) if self._hits.any(at, ("complementizers",))),
            default=clause_start,
        )
        opened = max(
            (
                at + 1
                for at in range(opened, verb)
                if self._reading.words[at].mark == "colon" or self._speech(at, clause_start)
            ),
            default=opened,
        )
        free = [
            m
            for m in self._near.between(opened, verb)
            if m.preposition == "" and m.kind in ("actor", "person", "weapon", "place", "facility")
        ]
        relative = next(
            (at for at in range(verb - 1, max(opened, verb - 3), -1) if self._hits.any(at, ("boundaries.relative",))),
            None,
        )
        if relative is not None:
            return [
                m
                for m in self._near.between(opened, relative)
                if relative - m.end <= 1 and m.kind in ("actor", "person", "weapon")
            ][-1:]
        weapon = self._weapon_told_of(opened, verb)
        if weapon is not None:
            return [weapon]
        adjacent = next((m for m in self._near.between(opened, verb) if m.end == verb and m.kind == "actor"), None)
        if adjacent is not None and self._norm(verb).endswith("وه"):
            return [adjacent]
        for mention in free:
            if (
                self._near.governed(mention, opened)
                or self._opposed(mention)
                or self._of_deed(mention)
                or mention.start in self._speakers
                or mention.start in self._described
                or (mention.kind == "place" and mention.start - 1 in self._near.predicates.foreign)
            ):
                continue  # ``أعطت العاصمة الضوء الأخضر لمقاتلات تقوم بقصف …``: a place that another verb tells of
            aside = self._asides(mention.end, verb)
            if any(
                (self._hits.any(at, ("trigger.verb", "verb", "reporting.verbs")) or at in self._near.predicates.foreign)
                and at not in self._near.covered
                and at not in aside
                for at in range(mention.end, verb)
            ):
                continue
            return self._near.chain(mention, verb)
        return []

    def _weapon_told_of(self, opened: int, verb: int) -> Mention | None:
        """``تصدت القوات لصاروخ كان يستهدف كذا``: a verb right behind a weapon without an article tells of it."""
        end = verb - (self._norm(verb - 1) in _WAS if verb else 0)
        return next(
            (
                m
                for m in self._near.between(opened, end)
                if m.end == end and m.kind == "weapon" and not self._norm(m.start).lstrip("بل").startswith("ال")
            ),
            None,
        )

    def _of_deed(self, mention: Mention) -> bool:
        """``من سيطرة المسلحين اقتحمت القوات …``: in construct with a noun of violence, no subject of a verb."""
        return any(t.end == mention.start and t.pos == "noun" and not t.definite for t in self._reading.triggers)

    def _asides(self, start: int, end: int) -> set[int]:
        """Words of relative clauses up to the next mention's end (الذي تقوده كذا)."""
        found: set[int] = set()
        for at in range(start, end):
            if self._hits.any(at, ("boundaries.relative",)):
                mention = next(iter(self._near.between(at, end)), None)
                found |= set(range(at, mention.end if mention else min(at + 4, end)))
        return found

    def _speech(self, at: int, start: int) -> bool:
        """Whether a quotation mark opens what somebody says, and not a name."""
        words = self._reading.words
        if words[at].mark != "quote" or any(word.mark == "quote" for word in words[at + 1 : at + _QUOTED_NAME]):
            return False
        return self._opening(at) and any(
            self._hits.any(back, ("reporting.verbs",)) for back in range(max(start, at - _SPEECH_REACH), at)
        )

    def _opening(self, at: int) -> bool:
        """Whether a quotation mark opens, by its shape, or by how many of the same shape the sentence has before it."""
        words, text = self._reading.words, self._reading.article.text
        shape = text[words[at].start : words[at].end]
        if shape in _OPENING or shape in _CLOSING:
            return shape in _OPENING
        first = self._reading.sentences[self._reading.sentence_at(at)].start
        return sum(text[word.start : word.end] == shape for word in words[first:at]) % 2 == 0

    def of_sentence(self, trigger: Trigger) -> list[Mention]:
        """The actor that opens the sentence and goes on acting in a joined clause (عادت القوات … وانتزعت)."""
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        first = next(
            (m for m in self._near.between(sentence.start, trigger.start) if m.kind == "actor" and not m.preposition),
            None,
        )
        if first is None or any(
            self._hits.any(at, ("reporting.verbs", "complementizers")) for at in range(first.end, trigger.start)
        ):
            return []
        if self._in_relative(first, sentence.start):
            return []
        return self._near.chain(first, trigger.start)

    def _in_relative(self, mention: Mention, start: int) -> bool:
        """``الهجوم الذي يستهدف كذا``: named in a relative clause, with no verb but that clause's before it."""
        opened = next(
            (at for at in range(mention.start - 1, start - 1, -1) if self._hits.any(at, ("boundaries.relative",))), None
        )
        return opened is not None and not any(
            at in self._near.predicates.finite or self._hits.any(at, ("verb", "trigger.verb"))
            for at in range(opened + 2, mention.start)
        )

    def of_verb_before(self, trigger: Trigger) -> list[Mention]:
        """The subject of the verb before, for a verb of the same number joined to it (``تسللوا … وأضرموا النار``)."""
        start = self._reading.sentences[self._reading.sentence_at(trigger.start)].start
        verb = next((at for at in range(trigger.start - 1, start - 1, -1) if at in self._near.predicates.finite), None)
        if (
            verb is None
            or self._hits.any(verb, ("reporting.verbs",))
            or _ending(self._norm(verb)) != _ending(self._norm(trigger.start))
        ):
            return []
        if any(self._hits.any(at, ("complementizers", "boundaries.relative")) for at in range(verb, trigger.start)):
            return []
        behind = self._near.at(verb + 1)
        if behind is not None and not behind.preposition and behind.kind in ("actor", "person"):
            return [behind] if _ending(self._norm(verb)) != "وا" else []
        if _ending(self._norm(verb)) != "وا" and not self._near.closes(verb + 1) and verb + 1 not in self._near.dated:
            return []  # ``هاجمت مجاميع … وسيطرت``: a noun that is no mention is the subject
        return [m for m in self.before(verb, start) if m.kind in ("actor", "person")]

    def _norm(self, at: int) -> str:
        return self._reading.words[at].norm

    def only_party(self, verb: int) -> list[Mention]:
        """The sentence's only party before an auxiliary, also in construct (منذ إطلاق الحكومة …، نجحت في …)."""
        sentence = self._reading.sentences[self._reading.sentence_at(verb)]
        parties = [
            m
            for m in self._near.between(sentence.start, verb)
            if m.kind == "actor" and not m.preposition and not m.generic
        ]
        return parties[:1] if len({m.iri or m.name for m in parties}) == 1 else []

    def last_party(self, trigger: Trigger) -> list[Mention]:
        """Whom the pronoun takes up: the last subject before it in the sentence."""
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        opened = next(
            (
                at
                for at in range(trigger.start - 1, sentence.start, -1)
                if self._hits.any(at, ("complementizers",)) or self._reading.words[at].mark == "colon"
            ),
            sentence.start,
        )
        before = [
            m
            for m in self._near.between(opened, trigger.start)
            if m.kind == "actor"
            and not m.preposition
            and not m.generic
            and not self._near.governed(m, sentence.start)
            and not self._opposed(m)
            and self._agrees(m, trigger)
        ]
        if not before and self._norm(opened).lstrip("وف") in _PRONOUNS:
            return self._speaker(trigger)
        return before[-1:]

    def _opposed(self, mention: Mention) -> bool:
        """``لمواجهة كذا``: whom others act against."""
        at = mention.start - 1
        while at > 0 and self._reading.words[at].mark == "quote":
            at -= 1
        return at >= 0 and bare(self._norm(at).lstrip("وفبل")) in _OPPOSING

    def _agrees(self, mention: Mention, trigger: Trigger) -> bool:
        """``سيطرتها`` takes up a feminine or a plural, ``سيطرته`` a masculine singular."""
        head = bare(self._reading.words[mention.start].norm)
        pronoun = self._norm(trigger.end - 1)
        if pronoun.endswith("ها"):
            return head not in _MASCULINE
        return not (pronoun.endswith("ه") and head.endswith(("ه", "ات", "ين", "ون")))

    def said_of_oneself(self, trigger: Trigger) -> list[Mention] | None:
        """``أقر التحالف بأنه ضرب …``, ``قال الجيش إن طائراته قصفت …``: who speaks acts, or his forces do.

        ``None`` where nothing before the verb takes up the speaker.
        """
        return self._own_forces(trigger.start) or self._own_voice(trigger.start)

    def _own_voice(self, verb: int) -> list[Mention] | None:
        if not verb or self._norm(verb - 1).lstrip("وف") not in _PRONOUNS:
            return None
        return self._speaking(verb)

    def announcing(self, trigger: Trigger) -> list[Mention]:
        """The force that announces a deed right behind its name: ``أعلن الجيش أمس استهداف موقع للمسلحين``."""
        speaker = self._speaker(trigger) or self._unknown_speaker(trigger)
        if not speaker or speaker[0].type not in _FORCES or not 0 <= trigger.start - speaker[0].end <= _ANNOUNCED_REACH:
            return []
        between = range(speaker[0].end, trigger.start)
        if trigger.preposition or any(
            (at in self._near.predicates.finite and not self._hits.any(at, ("reporting.verbs",)))
            or self._hits.any(at, ("complementizers", "preposition.agent"))
            for at in between
        ):
            return []
        return speaker

    def _speaker(self, trigger: Trigger) -> list[Mention]:
        """The known actor who says what the trigger tells."""
        return self._speaking(trigger.start)

    def _unknown_speaker(self, trigger: Trigger) -> list[Mention]:
        """The group with a name, which no list knows, that says what the trigger tells."""
        voices = self._voices(trigger.start)[:1]
        named = (m for voice in voices for m in self._near.between(voice.start, voice.end) if m.end == voice.end)
        return [m for m in named if m.kind == "actor" and not m.generic and not m.iri]

    def _voices(self, position: int) -> Sequence[Mention]:
        covering = [a for a in self._reading.attributions if a.start <= position < a.end]
        return max(covering, key=lambda a: a.start).speakers if covering else ()

    def _speaking(self, position: int) -> list[Mention]:
        speakers = self._voices(position)
        return [m for m in speakers[:1] if m.kind == "actor" and m.iri]
