"""Reads who did what to whom and where out of a clause.

The rules follow how news Arabic builds its sentences: a word of violence in construct with its agent or its patient,
the prepositions that it governs, verbs that carry it (``شنّ غارات``, ``تعرّض لهجوم``), and verb–subject–object order.
Which word takes which frame is data (``tables/frames.toml``). A slot that no rule fills stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import WordMap, bare

__all__ = ["ArgumentRules", "Arguments"]

_PREPOSITIONS = load_table("frames")["prepositions"]
_AGENT = frozenset(_PREPOSITIONS["agent"])
_TARGET = frozenset(_PREPOSITIONS["target"])
_PLACE = frozenset(_PREPOSITIONS["place"])
_PRONOUNS = ("انه", "انها", "انهم", "بانه", "بانها", "بانهم", "لانه", "لانها")
_QUANTIFIERS = ("احد", "احدي", "بعض", "عدد", "جميع", "كل")
_SEIZING = ("Raid", "Abduction", "Assassination", "Execution")
_WIDE = ("Country", "Region", "Governorate", "NaturalArea")
_DIRECTIONS = frozenset(fold(word) for word in load_table("words")["places"]["relations"])
_LIES = ("تقع", "يقع")
_GOAL = ("نحو", "باتجاه", "صوب", "الى", "إلى")
_FIRE = ("Shelling", "MissileStrike", "AirStrike", "DroneStrike", "Attack")
_LIGHT = frozenset(
    [
        "كان",
        "كانت",
        "كانوا",
        "قد",
        "لقد",
        "ان",
        "لكن",
        "هذه",
        "هذا",
        "تلك",
        "ذلك",
        "كل",
        "جميع",
        "بعض",
        "احد",
        "احدي",
        "ايضا",
        "كذلك",
        "امس",
        "اليوم",
        "ثم",
        "بدوره",
        "بدورها",
        "عدد",
        "ما",
        "ليس",
        "ليست",
        "لا",
        "لم",
        "لن",
        "زال",
        "تزال",
        "بات",
        "باتت",
        "اصبح",
        "اصبحت",
    ]
)
_MASDAR = ("control", "controlled", "suffered", "either")
_CONTROL = ("control", "controlled", "take")
_ADJECTIVE_REACH = 4
_DESCRIPTION = 6
_CARRIED_REACH = 8
_MANAGED_REACH = 2


@dataclass(slots=True)
class Arguments:
    """The slots of one event while they are being filled."""

    attackers: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    weapons: list[Mention] = field(default_factory=list)
    mutual: bool = False

    def add(self, role: str, mentions: Sequence[Mention]) -> None:
        """Put mentions into a slot; a place that is hit is a place, a carrier that acts is a weapon too."""
        for mention in mentions:
            slot = role
            if mention.kind == "weapon":
                slot = "weapons"
            elif mention.kind == "place":
                slot = "places"
            elif role == "places" and mention.kind == "facility":
                slot = "targets"
            elif role == "places":
                continue
            if slot == "attackers" and mention.kind in ("facility", "place"):
                continue
            if slot == "targets" and mention.type == "Road" and mention.preposition:
                continue
            rows: list[Mention] = getattr(self, slot)
            if all(mention.start != old.start for old in rows) and not self._elsewhere(mention, slot):
                rows.append(mention)

    def _elsewhere(self, mention: Mention, slot: str) -> bool:
        return any(
            mention.start == old.start
            for name in ("attackers", "targets")
            if name != slot
            for old in getattr(self, name)
        )


class ArgumentRules:
    """Applies the frames to the triggers of one stretch of words."""

    def __init__(self, reading: Reading, hits: HitTable, mentions: dict[int, Mention]) -> None:
        self._reading, self._hits, self._mentions = reading, hits, mentions
        self._order = sorted(mentions)
        spans = WordMap(reading.words)
        self._dated = {at for match in reading.dates for at in range(*spans.words_of(match.span.start, match.span.end))}
        self._speakers = {speaker.start for attribution in reading.attributions for speaker in attribution.speakers}
        self._objects: set[int] = set()
        self._described = self._descriptions()
        self._covered = {at for mention in mentions.values() for at in range(mention.start, mention.end)}

    def described(self, position: int) -> bool:
        """Whether a word stands in a description of something else."""
        return position in self._described

    def _descriptions(self) -> set[int]:
        """Words of descriptions: behind الذي تقع, المطل على and the like, up to a comma, verb or word of violence."""
        found: set[int] = set()
        for sentence in self._reading.sentences:
            inside, length = False, 0
            for at in range(sentence.start, sentence.end):
                word = self._reading.words[at]
                length += 1
                if (
                    word.mark in ("comma", "stop", "colon")
                    or length > _DESCRIPTION
                    or at in self._dated
                    or (inside and self._hits.any(at, ("trigger", "verb.hit", "verb.perform")))
                ):
                    inside = False
                if inside:
                    found.add(at)
                relative = self._hits.any(at, ("boundaries.relative",)) and word.norm != "حيث"
                if self._hits.any(at, ("places.describing",)) or (relative and not self._acts(at + 1, sentence.end)):
                    inside, length = True, 0
        return found

    def _acts(self, position: int, end: int) -> bool:
        """Whether a relative clause begins with a deed: its arguments count."""
        return any(
            self._reading.words[at].norm not in _LIES
            and self._hits.any(
                at, ("trigger.verb", "verb.hit", "verb.perform", "boundaries.results", "verb.occur", "verb.take")
            )
            for at in range(position, min(position + 3, end))
        )

    def _governed(self, mention: Mention, start: int) -> bool:
        """Whether a noun that is no mention stands right before (زعيم التنظيم): the mention only belongs to it."""
        before = mention.start - 1
        if before < start or self._reading.words[before].mark or before in self._covered or before in self._dated:
            return False
        if self._hits.any(
            before,
            ("complementizers", "boundaries", "reporting", "verb", "trigger", "factuality", "certainty", "preposition"),
        ):
            return False
        return self._reading.words[before].norm.lstrip("وف") not in _LIGHT

    def fill(self, triggers: Sequence[Trigger], start: int, end: int) -> Arguments:
        """Fill the slots of one event, told between words ``start`` and ``end`` with these triggers."""
        slots = Arguments()
        for trigger in triggers:
            if trigger.pos == "noun":
                self._noun(trigger, start, end, slots)
            else:
                self._verb(trigger, triggers, start, end, slots)
        self._by_preposition(triggers, start, end, slots)
        return slots

    # -- reading mentions

    def _between(self, start: int, end: int) -> list[Mention]:
        return [self._mentions[at] for at in self._order if start <= at < end]

    def _chain(self, first: Mention, end: int) -> list[Mention]:
        """A mention with those coordinated to it: كذا وكذا."""
        chain = [first]
        for mention in self._between(first.end, end):
            gap = self._reading.words[chain[-1].end : mention.start]
            plain = all(word.mark in ("comma", "quote") or word.norm in ("و", "او") for word in gap)
            if (
                plain
                and (mention.conjunction == "و" or any(w.mark == "comma" or w.norm in ("و", "او") for w in gap))
                and mention.preposition in ("", first.preposition)
                and (mention.kind == first.kind or {mention.kind, first.kind} <= {"facility", "actor"})
            ):
                chain.append(mention)
            else:
                break
        return self._owned_alike(chain)

    def _owned_alike(self, chain: list[Mention]) -> list[Mention]:
        """``مواقع وآليات للمتمردين``: what stands last in a row tells whose all of it is."""
        for position in range(len(chain) - 2, -1, -1):
            mention, after = chain[position], chain[position + 1]
            if (
                mention.kind == after.kind == "facility"
                and mention.owner is None
                and after.owner is not None
                and not mention.definite
            ):
                chain[position] = replace(mention, owner=after.owner)
        return chain

    def _next_mention(self, position: int, end: int, reach: int = _ADJECTIVE_REACH) -> Mention | None:
        """The first mention after ``position`` with only adjectives and quotation marks before it."""
        seen = 0
        at = position
        while at < end and seen <= reach:
            if at in self._mentions:
                return self._mentions[at]
            word = self._reading.words[at]
            if at in self._dated:
                at += 1
                continue
            if word.mark not in ("", "quote") or self._hits.any(
                at, ("complementizers", "reporting", "boundaries.relative", "verb", "trigger.verb")
            ):
                return None
            if self._foreign_preposition(at) or (word.norm[:1] in ("ب", "ل") and not word.norm.endswith(("ي", "يه"))):
                return None
            seen += word.mark == ""
            at += 1
        return None

    def _foreign_preposition(self, at: int) -> bool:
        """A preposition that governs something that is no mention: what follows belongs to that."""
        hit = self._hits.at(at, "preposition")
        return (
            hit is not None
            and hit.end not in self._mentions
            and not any(word.mark == "quote" for word in self._reading.words[hit.end : hit.end + 1])
        )

    def _gap(self, start: int, end: int) -> int:
        """Words between two positions, dates and punctuation not counted."""
        return sum(1 for at in range(start, end) if at not in self._dated and not self._reading.words[at].mark)

    # -- nouns

    def _noun(self, trigger: Trigger, start: int, end: int, slots: Arguments) -> None:
        if trigger.frame == "landing":
            self._landed(trigger, end, slots)
            return
        follower = self._next_mention(trigger.end, end)
        if follower and follower.kind == "weapon":
            slots.add("weapons", [follower])
            weapon, follower = follower, self._next_mention(follower.end, end)
            if follower and follower.preposition == "ل" and not weapon.preposition:
                follower = None
        if trigger.frame == "mutual":
            self._mutual(trigger, end, slots)
        elif (
            follower
            and (not trigger.definite or follower.role == "demonym")
            and follower.preposition == ""
            and not follower.conjunction
            and follower.kind in ("actor", "facility", "place", "person")
        ):
            self._construct(trigger, follower, end, slots)
        elif follower and follower.preposition == "ل" and follower.kind in ("actor", "person", "facility"):
            role = "targets" if trigger.frame in ("suffered", "ambush") else "attackers"
            slots.add(role, self._chain(follower, end))
        elif trigger.frame == "suffered" and (counted := self._some_of(trigger, end)):
            slots.add("targets", counted)
        self._carried(trigger, start, end, slots)
        if not slots.attackers and self._possessed(trigger):
            slots.add("attackers", self._possessor(trigger))

    def _some_of(self, trigger: Trigger, end: int) -> list[Mention]:
        """``استهدافها لعدد من الحواجز``: what is counted is hit."""
        mention = next(iter(self._between(trigger.end, min(trigger.end + 4, end))), None)
        if mention is None or mention.preposition != "من":
            return []
        words = [self._reading.words[at].norm for at in range(trigger.end, mention.start)]
        return self._chain(mention, end) if any(word.endswith("عدد") or word.endswith("عددا") for word in words) else []

    def _possessed(self, trigger: Trigger) -> bool:
        """``سيطرتها``، ``قصفه``: the noun carries a pronoun."""
        norm = self._reading.words[trigger.end - 1].norm
        return norm.endswith(("ها", "هم", "هما")) or (norm.endswith("ه") and not trigger.lemma.endswith("ه"))

    def _possessor(self, trigger: Trigger) -> list[Mention]:
        """Whom the pronoun takes up: the last subject before it in the sentence."""
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        before = [
            m
            for m in self._between(sentence.start, trigger.start)
            if m.kind == "actor" and not m.preposition and not m.generic
        ]
        return before[-1:]

    def _landed(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """Whose shells they are stands in construct, what they fall on behind "على" or "في"."""
        owner = self._mentions.get(trigger.end)
        if owner is not None and owner.kind == "actor" and not owner.preposition and not owner.conjunction:
            slots.add("attackers", self._chain(owner, end))
        for mention in self._between(trigger.end, end):
            if mention.preposition in ("على", "في", "قرب", "داخل", "ب") and mention.kind in (
                "actor",
                "facility",
                "place",
            ):
                slots.add("targets", self._chain(mention, end))

    def _construct(self, trigger: Trigger, follower: Mention, end: int, slots: Arguments) -> None:
        chain = self._chain(follower, end)
        if follower.role == "demonym":
            slots.add("attackers", chain[:1])
            behind = self._next_mention(follower.end, end)
            if behind is not None and trigger.frame == "either" and behind.preposition == "ل":
                slots.add("targets", self._chain(behind, end))
            return
        if trigger.frame in ("suffered", "controlled"):
            slots.add("targets", chain)
        elif trigger.frame in ("event", "control", "ambush"):
            slots.add("attackers" if follower.kind in ("actor", "person") else "targets", chain)
        elif trigger.frame == "either":
            self._either(follower, chain, end, slots)
        rest = self._next_mention(chain[-1].end, end)
        if rest and rest.preposition == "" and not rest.conjunction:
            if trigger.frame == "either" and follower.kind == "actor" and rest.kind in ("facility", "place", "actor"):
                slots.add("targets", self._chain(rest, end))
            elif trigger.frame == "suffered" and rest.kind in ("facility", "actor") and rest.start == chain[-1].end:
                # استهداف فلان كذا: the first acts when a second follows in the accusative
                self._swap(slots, chain, rest, end)
        elif rest and rest.preposition == "ل" and trigger.frame == "suffered" and follower.kind == "actor":
            self._swap(slots, chain, rest, end)

    def _either(self, follower: Mention, chain: Sequence[Mention], end: int, slots: Arguments) -> None:
        """``قصف كذا``: forces of a state act, a building is hit; an armed group acts only where another is hit."""
        if follower.kind != "actor":
            slots.add("targets", chain)
            return
        rest = self._next_mention(chain[-1].end, end)
        somebody = rest is not None and rest.preposition in ("", "ل", "على") and not rest.conjunction
        if (
            somebody
            or follower.role.startswith("carrier")
            or follower.type in ("StateForce", "Coalition", "State", "Government")
        ):
            slots.add("attackers", chain)

    def _swap(self, slots: Arguments, chain: Sequence[Mention], rest: Mention, end: int) -> None:
        for mention in chain:
            if mention in slots.targets:
                slots.targets.remove(mention)
        slots.add("attackers", chain)
        slots.add("targets", self._chain(rest, end))

    def _mutual(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        slots.mutual = True
        for mention in self._between(trigger.end, end):
            if mention.kind != "actor":
                continue
            if mention.preposition == "بين":
                self._facing(self._chain(mention, end), end, slots)
                return
            if mention.preposition in ("مع", "ضد", "ل"):
                slots.add("targets", self._chain(mention, end))
                return
            if (
                mention.preposition == ""
                and mention.start - trigger.end <= _ADJECTIVE_REACH
                and not mention.conjunction
            ):
                slots.add("attackers", self._chain(mention, end))

    def _facing(self, chain: Sequence[Mention], end: int, slots: Arguments) -> None:
        """``بين أ وب``; ``بين أ وب من جهة، وج من جهة أخرى``: the first words of a side end with من جهة."""
        if any(
            self._reading.words[at].norm.lstrip("و") in ("بينهم", "بينها", "بينه", "بينهما")
            for at in range(max(0, chain[0].start - 4), chain[0].start)
        ):
            slots.add("targets", chain)
            return
        after = chain[-1].end
        comma = next((at for at in range(after, end) if self._reading.words[at].mark == "comma"), end)
        words = [self._reading.words[at].norm for at in range(after, min(after + 8, comma))]
        whole_side = any(word in ("جهه", "طرف", "جانب") for word in words)
        first, rest = (list(chain), []) if whole_side else (list(chain[:1]), list(chain[1:]))
        if not rest:
            following = next(
                (
                    m
                    for m in self._between(after, end)
                    if m.kind == "actor" and (m.conjunction == "و" or m.preposition == "بين")
                ),
                None,
            )
            rest = self._chain(following, end) if following else []
        slots.add("attackers", first)
        slots.add("targets", rest)

    def _carried(self, trigger: Trigger, start: int, end: int, slots: Arguments) -> None:
        """Verbs that carry the noun, before it (شنت … غارات) or after it (غارات شنها …)."""
        for position in range(trigger.start - 1, start - 1, -1):
            if self._stops(position, trigger):
                break
            if hit := self._hits.at(position, "verb.suffer"):
                self._subject("targets", hit.start, hit.end, trigger.start, start, slots)
                return
            if hit := self._hits.at(position, "verb.host"):
                self._subject("places", hit.start, hit.end, trigger.start, start, slots)
                break
            if hit := self._hits.at(position, "verb.repel"):
                self._subject("targets", hit.start, hit.end, trigger.start, start, slots)
                break
            if (
                trigger.frame == "ambush"
                and trigger.start - position <= 8
                and (hit := self._hits.at(position, "verb.occur", "verb.fall"))
            ):
                self._subject("targets", hit.start, hit.end, trigger.start, start, slots)
                break
            if hit := self._hits.at(
                position,
                *(("verb.perform", "verb.take") if trigger.frame in _CONTROL else ("verb.perform",)),
                *(("verb.manage",) if trigger.frame in _MASDAR else ()),
            ):
                if self._loose_words(hit.end, trigger.start) <= (
                    _MANAGED_REACH if hit.category == "verb.manage" else _CARRIED_REACH
                ):
                    self._subject("attackers", hit.start, hit.end, trigger.start, start, slots)
                    if not slots.attackers and hit.category == "verb.manage":
                        slots.add("attackers", self._any_subject(hit.start))
                break
        if any(self._hits.any(at, ("verb.hit",)) for at in range(max(start, trigger.start - 2), trigger.start)):
            self._hit_by(trigger, end, slots)
        for position in range(trigger.end, end):
            if hit := self._hits.at(position, "verb.perform"):
                agent = self._next_mention(hit.end, end, 1)
                if agent and agent.preposition == "" and agent.kind in ("actor", "person"):
                    slots.add("attackers", self._chain(agent, end))
            if (hit := self._hits.at(position, "verb.hit")) and not self._reading.words[position].norm.endswith(
                ("ها", "هم", "ته", "فه")
            ):
                patient = self._next_mention(hit.end, end)
                if patient and patient.preposition in ("", "على", "في") and not patient.conjunction:
                    slots.add("targets", self._chain(patient, end))

    def _any_subject(self, verb: int) -> list[Mention]:
        """The last party before an auxiliary in its sentence, also in construct (منذ إطلاق الحكومة …، نجحت في …)."""
        sentence = self._reading.sentences[self._reading.sentence_at(verb)]
        parties = [
            m for m in self._between(sentence.start, verb) if m.kind == "actor" and not m.preposition and not m.generic
        ]
        return parties[:1] if len({m.iri or m.name for m in parties}) == 1 else []

    def _loose_words(self, start: int, end: int) -> int:
        """Words between a verb and its noun that belong to no mention, date or preposition."""
        return sum(
            1
            for at in range(start, end)
            if at not in self._covered
            and at not in self._dated
            and not self._reading.words[at].mark
            and not self._hits.any(at, ("preposition",))
            and self._reading.words[at].norm not in ("في", "من", "على")
        )

    def _hit_by(self, trigger: Trigger, end: int, slots: Arguments) -> None:
        """``طال القصف مواقع …``: the noun is the subject of the verb before it, what follows is hit."""
        patient = next(
            (
                m
                for m in self._between(trigger.end, end)
                if m.preposition == "" and not m.conjunction and m.kind != "weapon"
            ),
            None,
        )
        if patient is not None and patient.role.startswith("carrier"):
            slots.add("attackers", [patient])
            patient = next(
                (m for m in self._between(patient.end, end) if m.preposition == "" and m.kind != "weapon"), None
            )
        if patient is not None and not self._crosses(trigger.end, patient.start):
            slots.add("targets", self._chain(patient, end))

    def _stops(self, position: int, trigger: Trigger) -> bool:
        if self._hits.any(position, ("complementizers", "boundaries.relative")) or self._reading.words[
            position
        ].mark in ("stop", "colon"):
            return True
        return any(other.start == position and other.pos == "noun" for other in self._reading.triggers)

    def _subject(
        self, role: str, verb_start: int, verb_end: int, noun: int, clause_start: int, slots: Arguments
    ) -> None:
        after = [m for m in self._between(verb_end, noun) if m.preposition == "" and m.kind != "weapon"]
        if after:
            slots.add(role, self._chain(after[0], noun))
            return
        before = self._left_subject(verb_start, clause_start)
        if before:
            slots.add(role, before)

    def _left_subject(self, verb: int, clause_start: int) -> list[Mention]:
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
            for m in self._between(opened, verb)
            if m.preposition == "" and m.kind in ("actor", "person", "weapon", "place", "facility")
        ]
        relative = next(
            (at for at in range(verb - 1, max(opened, verb - 3), -1) if self._hits.any(at, ("boundaries.relative",))),
            None,
        )
        if relative is not None:
            return [
                m
                for m in self._between(opened, relative)
                if relative - m.end <= 1 and m.kind in ("actor", "person", "weapon")
            ][-1:]
        for mention in free:
            if self._governed(mention, opened) or mention.start in self._speakers or mention.start in self._described:
                continue
            aside = self._asides(mention.end, verb)
            if any(
                self._hits.any(at, ("trigger.verb", "verb", "reporting.verbs"))
                and at not in self._covered
                and at not in aside
                for at in range(mention.end, verb)
            ):
                continue
            return self._chain(mention, verb)
        return []

    def _asides(self, start: int, end: int) -> set[int]:
        """Words of relative clauses up to the next mention's end (الذي تقوده كذا)."""
        found: set[int] = set()
        for at in range(start, end):
            if self._hits.any(at, ("boundaries.relative",)):
                mention = next(iter(self._between(at, end)), None)
                found |= set(range(at, mention.end if mention else min(at + 4, end)))
        return found

    def _speech(self, at: int, start: int) -> bool:
        """Whether a quotation mark opens what somebody says."""
        return self._reading.words[at].mark == "quote" and any(
            self._hits.any(back, ("reporting.verbs",)) for back in range(max(start, at - 10), at)
        )

    # -- verbs

    def _verb(self, trigger: Trigger, triggers: Sequence[Trigger], start: int, end: int, slots: Arguments) -> None:
        if trigger.frame == "explode":
            return
        if trigger.frame in ("suffer", "host"):
            self._subject(
                "targets" if trigger.frame == "suffer" else "places", trigger.start, trigger.end, end, start, slots
            )
            return
        word = self._reading.words[trigger.end - 1].norm
        if trigger.frame == "take" and word.endswith(("ها", "ه")) and not trigger.lemma.endswith("ه"):
            self._taken(trigger, slots)
        free = [
            m
            for m in self._between(trigger.end, end)
            if m.preposition == "" and m.kind != "weapon" and not self._crosses(trigger.end, m.start)
        ]
        carriers = [m for m in self._between(trigger.end, end) if m.kind == "weapon" and m.preposition == ""][:1]
        noun_subject = any(
            other.pos == "noun"
            and not other.preposition
            and (other.end <= trigger.start or 0 <= other.start - trigger.end <= 2)
            for other in triggers
        )
        left = (
            []
            if noun_subject or (self._object_pronoun(trigger) and not trigger.conjunction)
            else self._left_subject(trigger.start, start)
        )
        gap = self._gap(trigger.end, free[0].start) if free else 0
        near = free[0] if free and gap <= 3 else None
        if near is None:
            slots.add("attackers", [m for m in left if m.kind in ("actor", "person", "weapon")])
            if carriers and carriers[0].start == trigger.end and trigger.type != "Interception":
                self._objects.add(carriers[0].start)
            return
        chain = self._chain(near, end)
        if near.kind in ("actor", "person") and gap == 0 and self._object_pronoun(trigger):
            slots.add("attackers", chain)
            return
        speaker = self._said_of_oneself(trigger)
        if speaker is not None:
            slots.add("attackers", speaker)
            slots.add("targets", chain)
            return
        second = next((m for m in free if m.start >= chain[-1].end and not m.conjunction), None)
        carried = bool(carriers) and carriers[0].start < near.start
        if noun_subject or carried or (left and left[0].kind in ("actor", "person", "weapon")):
            slots.add("attackers", left)
            slots.add("targets", chain)
        elif near.kind == "actor" and gap == 0 and second is None and self._disagrees(trigger, near):
            slots.add("targets", chain)
        elif near.kind in ("actor", "person") and (
            near.type != "PopulationGroup" or second is not None or " " in trigger.lemma
        ):
            if gap and self._reading.words[near.start - 1].norm in _QUANTIFIERS:
                if trigger.type in _SEIZING:
                    slots.add("targets", chain)
            elif gap == 0 or not self._governed(near, trigger.end):
                slots.add("attackers", chain)
                if second is not None:
                    slots.add("targets", self._chain(second, end))
        else:
            slots.add("targets", chain)
        slots.add("weapons", carriers)
        if trigger.type == "ArmedClash" and not slots.targets:
            against = next(
                (m for m in self._between(trigger.end, end) if m.preposition == "مع" and m.kind == "actor"), None
            )
            if against is not None and slots.attackers and not self._crosses(trigger.end, against.start):
                slots.add("targets", self._chain(against, end))
                slots.mutual = True

    def _disagrees(self, trigger: Trigger, near: Mention) -> bool:
        """A masculine verb before a feminine head (خطف مجموعة …) has its object there, not its subject."""
        norm = self._reading.words[trigger.start].norm.lstrip("وف")
        head = bare(self._reading.words[near.start].norm)
        return not norm.startswith("ت") and not norm.endswith(("ت", "وا", "تا")) and head.endswith(("ه", "ات"))

    def _said_of_oneself(self, trigger: Trigger) -> list[Mention] | None:
        """``أقر التحالف بأنه ضرب …``: the pronoun before the verb is the speaker; ``None`` without such a pronoun."""
        before = trigger.start - 1
        if before < 0 or self._reading.words[before].norm.lstrip("وف") not in _PRONOUNS:
            return None
        covering = [a for a in self._reading.attributions if a.start <= trigger.start < a.end]
        speakers = max(covering, key=lambda a: a.start).speakers if covering else ()
        return [m for m in speakers[:1] if m.kind == "actor" and m.iri]

    def _object_pronoun(self, trigger: Trigger) -> bool:
        norm = self._reading.words[trigger.end - 1].norm
        return norm.endswith(("ها", "هم", "هما", "ته")) and not trigger.lemma.endswith(("ها", "هم", "ه"))

    def _taken(self, trigger: Trigger, slots: Arguments) -> None:
        """``وانتزعتها``: the pronoun takes up the place named last."""
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        before = [
            m for m in self._between(sentence.start, trigger.start) if m.kind == "place" and not self._distance(m)
        ]
        slots.add("places", before[-1:])

    def sentence_subject(self, trigger: Trigger) -> list[Mention]:
        """The actor that opens the sentence and goes on acting in a joined clause (عادت القوات … وانتزعت)."""
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        first = next(
            (m for m in self._between(sentence.start, trigger.start) if m.kind == "actor" and not m.preposition), None
        )
        if first is None or any(
            self._hits.any(at, ("reporting.verbs", "complementizers")) for at in range(first.end, trigger.start)
        ):
            return []
        return self._chain(first, trigger.start)

    def _crosses(self, start: int, end: int) -> bool:
        """Whether another finite verb or a relative stands in between."""
        return any(
            at not in self._covered
            and self._hits.any(at, ("boundaries.relative", "reporting.verbs", "complementizers", "verb"))
            for at in range(start, end)
        )

    # -- prepositions

    def _by_preposition(self, triggers: Sequence[Trigger], start: int, end: int, slots: Arguments) -> None:
        """Arguments that a preposition alone gives, wherever they stand after the first trigger (places: anywhere)."""
        first = triggers[0].end
        control = triggers[0].type == "TerritorialChange"
        mentions = self._between(start, end)
        for number, mention in enumerate(mentions):
            preposition = mention.preposition
            if mention.start in self._described:
                continue
            if mention.kind == "weapon":
                if mention.start >= first - 4 and mention.start not in self._objects and not self._lost(mention):
                    slots.add("weapons", [mention])
                continue
            if mention.start >= first and preposition in _AGENT and mention.kind in ("actor", "person"):
                slots.add("attackers", self._chain(mention, end))
            elif mention.kind == "place" and preposition in _GOAL and triggers[0].type not in _FIRE:
                continue
            elif (
                mention.start >= first
                and preposition in _TARGET
                and mention.kind in ("actor", "facility", "place", "person")
                and not self._crosses_verb(first, mention.start)
            ) or (
                triggers[0].frame == "ambush"
                and preposition == "ل"
                and mention.kind in ("actor", "facility", "person")
                and mention.start >= first
            ):
                slots.add("targets", self._chain(mention, end))
            elif mention.kind == "place" and (self._distance(mention) or self._of_speaker(mention, start, first)):
                continue
            elif (
                mention.kind == "place"
                and not preposition
                and self._hits.any(mention.start, ("places.relations",))
                and mention.start >= first
            ):
                if not slots.places or mention.type in _WIDE:
                    slots.add("places", [mention])
            elif preposition in _PLACE and mention.kind == "place" and mention.start >= first - 30:
                slots.add("places", self._chain(mention, end))
            elif (
                preposition in ("في", "داخل")
                and not slots.mutual
                and mention.kind == "facility"
                and any(0 <= mention.start - trigger.end <= 2 for trigger in triggers)
            ):
                slots.add("targets", self._chain(mention, end))
            elif (
                mention.kind == "place"
                and number
                and mentions[number - 1] in slots.places
                and self._follows(mentions[number - 1], mention)
            ):
                slots.add("places", [mention])
            elif control and mention.kind == "place" and preposition in ("من", "على", "") and mention.start >= first:
                slots.add("places", self._chain(mention, end))
            elif control and mention.kind == "actor" and preposition == "من" and mention.start >= first:
                slots.add("targets", self._chain(mention, end))

    def _distance(self, mention: Mention) -> bool:
        """A place that only tells how far away another is: على بعد أربعين كيلومترا جنوب كذا."""
        return any(
            self._hits.any(at, ("places.distance",)) for at in range(max(0, mention.start - 4), mention.start + 1)
        )

    def _follows(self, place: Mention, mention: Mention) -> bool:
        """``بلدة كذا بمحافظة …، شمالي العراق``: only a direction stands between, and then only a wide area counts."""
        words = self._reading.words[place.end : mention.start]
        if len(words) > 2 or not all(word.mark or bare(word.norm) in _DIRECTIONS for word in words):
            return False
        directed = any(not word.mark for word in words) or self._hits.any(mention.start, ("places.relations",))
        return not directed or mention.type in _WIDE

    def _lost(self, weapon: Mention) -> bool:
        """Whether a weapon was destroyed or taken, alone or in a row of such."""
        at = weapon.start - 1
        while at >= 0 and weapon.start - at <= 8:
            if self._hits.any(at, ("weapons.losses",)):
                return True
            word = self._reading.words[at]
            if (
                not (
                    at in self._covered
                    or word.mark in ("comma", "quote")
                    or word.norm.startswith("و")
                    or word.norm.isdigit()
                )
                and weapon.start - at > 2
            ):
                return False
            at -= 1
        return False

    def _of_speaker(self, mention: Mention, start: int, first: int) -> bool:
        """A place between a verb of saying and what is said is the speaker's (قال متحدث في كذا إن …)."""
        opened = any(self._hits.any(at, ("complementizers",)) for at in range(mention.end, first))
        return opened and any(
            self._hits.any(at, ("reporting.verbs",)) for at in range(max(0, start - 2), mention.start)
        )

    def _crosses_verb(self, start: int, end: int) -> bool:
        return any(
            at not in self._covered and self._hits.any(at, ("reporting.verbs", "complementizers"))
            for at in range(start, end)
        )
