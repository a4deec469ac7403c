"""The type of an event, out of its words, its weapons and who did it."""

from __future__ import annotations

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.hits import Word
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.schema import Schema

__all__ = ["AIRCRAFT", "OTHER_VIOLENCE", "EventTypes", "refined"]

AIRCRAFT = "Aircraft"
OTHER_VIOLENCE = "OtherViolence"
_BALLISTIC = ("بالستي", "باليستي")
_FRAMES = load_table("frames")
_REFINE, _INTERCEPTS, _BOMBERS = _FRAMES["refine"], _FRAMES["intercepts"], _FRAMES["bombers"]
_PILOTED = tuple(_FRAMES["vehicles"]["piloted"])
_FLYING = tuple(fold(lemma) for lemma in _INTERCEPTS["flying"])
_BARE = fold("قصف")
_FIRING = tuple(fold(lemma) for lemma in _FRAMES["firing"]["lemmas"])
_CAPTURING = ("اسر",)  # fighters are captured in battle; people are abducted
_AIR, _ON_FOOT = _FRAMES["from_the_air"], _FRAMES["on_foot"]
_BEHIND, _GUNS = (tuple(fold(word) for word in _AIR[key]) for key in ("behind", "guns"))
_RAIDS, _CROWDS = (tuple(fold(word) for word in _ON_FOOT[key]) for key in ("raids", "crowds"))
_STORMING, _STORMERS = (tuple(bare(fold(word)) for word in _ON_FOOT[key]) for key in ("storming", "stormers"))
_ALIKE = tuple(fold(word) for word in ("مماثل", "مماثلة", "مشابه", "مشابهة"))
_MEANS_REACH, _CROWD_REACH = 8, 6  # words from a deed to its means, to the crowd that it hit
_DOING = (
    "قام",
    "قامت",
    "بدات",
    "بادرت",
    "استانف",
    "استانفت",
    "عاود",
    "عاودت",
    "جدد",
    "جددت",
    "كثف",
    "كثفت",
    "صعد",
    "صعدت",
)
_PROTESTERS = tuple(fold(word) for word in ("متظاهر", "محتج", "معتصم"))
_BOMBER_WORDS = tuple(fold(lemma) for lemma in _BOMBERS["lemmas"])
_BOMBER_HEADS = frozenset(fold(word) for word in _BOMBERS["heads"])
_HOME, _HOME_REACH = "Residence", 6  # words from a storming, over who did it, to the home


def refined(kind: str, weapon: str) -> str:
    """Return what a type of weapon or carrier makes of a type of event: an attack by aircraft is an air strike.

    Examples
    --------
    >>> refined("Attack", "Aircraft"), refined("Ambush", "Aircraft")
    ('AirStrike', 'Ambush')
    """
    return str(_REFINE.get(kind, {}).get(weapon, kind))


class EventTypes:
    """Chooses the type of an event among those of its triggers."""

    def __init__(self, reading: Reading, schema: Schema) -> None:
        self._reading, self._schema = reading, schema

    def _on_the_ground(self, target: Mention) -> bool:
        """``اعترضت المقاومة تعزيزات``: what does not fly is not shot down."""
        if target.role.startswith("carrier") or target.kind not in ("actor", "facility"):
            return False
        words = self._reading.words[target.start : target.end]
        return not any(bare(word.norm).startswith(_FLYING) for word in words)

    def of(self, group: list[Trigger], slots: Arguments) -> str:
        """The most specific type that the triggers agree on, refined by weapon and attacker."""
        related = [
            t.type
            for t in group
            if self._schema.is_a(t.type, group[0].type) or self._schema.is_a(group[0].type, t.type)
        ]
        kind = self._schema.most_specific(related)
        if kind == OTHER_VIOLENCE:
            kind = next((trigger.type for trigger in group if trigger.type != OTHER_VIOLENCE), kind)
        described = [word for trigger in group for word in self._described(trigger)]
        acting = [self._reading.words[m.start].norm for m in slots.attackers]
        if kind in _BOMBERS["turns"] and any(norm.startswith(_BOMBER_WORDS) for norm in (*described, *acting)):
            return str(_BOMBERS["type"])
        if kind == "Abduction" and group[0].lemma.startswith(_CAPTURING):
            kind = "ArmedClash"
        fights = [trigger for trigger in group if trigger.type == "ArmedClash"]
        if kind == "ArmedClash" and not slots.mutual and fights and all(t.lemma.startswith(_FIRING) for t in fights):
            kind = OTHER_VIOLENCE  # هجوم إطلاق نار
        if kind in ("ArmedClash", OTHER_VIOLENCE) and self._home_raided(group, slots):
            kind = "Raid"
        if kind == "ArmedClash" and slots.mutual and self._with_crowd(group[0]):
            kind = OTHER_VIOLENCE
        if kind == "ArmedClash" and not slots.mutual and self._by_crowd(group[0], slots):
            kind = OTHER_VIOLENCE
        if kind == "Interception" and not slots.weapons and any(self._on_the_ground(m) for m in slots.targets):
            kind = "Attack"
        if kind == "Shelling" and group[0].lemma == _BARE and any(t.type == "AirStrike" for t in group):
            kind = "AirStrike"  # قصف أربع غارات لكذا
        if kind == "Shelling" and any(word.startswith(_BALLISTIC) for word in described):
            kind = "MissileStrike"  # قصف صاروخي باليستي
        for weapon in slots.weapons:
            if weapon.type in _INTERCEPTS["weapons"] and group[0].lemma.startswith(tuple(_INTERCEPTS["lemmas"])):
                return str(_INTERCEPTS["type"])
            kind = refined(kind, weapon.type)
        if kind == "AirStrike" and self._on_foot(group, slots):
            return "Attack"
        flown = any(self._air_force(m) for m in slots.attackers) or (
            kind == "Shelling"
            and (
                self._from_the_air(group[0])
                or self._alike(group[0])
                or (not (slots.weapons or slots.attackers) and self._flown(group[0]))
            )
        )
        return refined(kind, AIRCRAFT) if flown else kind

    def _described(self, trigger: Trigger) -> list[str]:
        """The word behind a trigger; behind whom a suicide bomber is (``مفجران انتحاريان``), what they are."""
        words = self._reading.words[trigger.end : trigger.end + 2]
        headed = len(words) > 1 and words[0].norm in _BOMBER_HEADS
        return [word.norm for word in (words if headed else words[:1])]

    def _home_raided(self, group: list[Trigger], slots: Arguments) -> bool:
        """``اقتحمت القوات منزل فلان وأطلقت النار عليه``: one side stormed a home, and nobody fought back."""
        if slots.mutual or not group[0].lemma.startswith(_STORMING) or any(t.frame == "mutual" for t in group):
            return False
        armed = any(mention.type in _ON_FOOT["groups"] for mention in slots.attackers)
        near = range(group[0].end, group[0].end + _HOME_REACH)
        stormed = (*slots.targets, *(m for m in self._reading.mentions if m.start in near and not m.preposition))
        return not armed and any(mention.type == _HOME for mention in stormed)

    def _on_foot(self, group: list[Trigger], slots: Arguments) -> bool:
        """``شن مسلحون غارة على قرية``, ``الغارة على مخيم الاعتصام``: no planes, or a crowd."""
        if slots.weapons or any(trigger.lemma not in _RAIDS for trigger in group if trigger.type == "AirStrike"):
            return False
        if slots.attackers:
            return all(m.type in _ON_FOOT["groups"] and not m.role.startswith("carrier") for m in slots.attackers)
        return any(bare(word.norm) in _CROWDS for word in self._behind(group[0], _CROWD_REACH))

    def _by_crowd(self, trigger: Trigger, slots: Arguments) -> bool:
        """``اقتحم متظاهرون مبنى الوزارة``, ``طلاب اقتحموا …``: people without arms fight nobody."""
        if not trigger.lemma.startswith(_STORMING):
            return False
        words = self._reading.words
        if any(mention.type for mention in slots.attackers if mention.iri):
            return False
        near = [words[at].norm for at in (trigger.start - 1, trigger.end, trigger.end + 1) if 0 <= at < len(words)]
        near.extend(words[mention.start].norm for mention in slots.attackers)
        return any(bare(norm.lstrip("وف")).removesuffix("ا") in _STORMERS for norm in near)

    def _with_crowd(self, noun: Trigger) -> bool:
        """``مواجهات بين الشرطة ومحتجين``: one side has no arms."""
        words = self._behind(noun, _CROWD_REACH)
        among = next((at for at, word in enumerate(words) if word.norm in ("بين", "مع")), len(words))
        return any(bare(word.norm.lstrip("و")).startswith(_PROTESTERS) for word in words[among:])

    def _from_the_air(self, trigger: Trigger) -> bool:
        """``قصف البراميل``, ``قصف المدينة بالطيران الحربي``: the means behind the deed, with no guns beside it."""
        words = [word.norm for word in self._behind(trigger, _MEANS_REACH)]
        guns = any(bare(norm.lstrip("وب")).startswith(_GUNS) for norm in words)
        return not guns and any(norm in _BEHIND for norm in words)

    def _alike(self, trigger: Trigger) -> bool:
        """``قصف بالبراميل على بلدة كذا، وقصف مماثل على …``: of the kind that was told right before."""
        words = self._reading.words
        if trigger.end >= len(words) or words[trigger.end].norm not in _ALIKE:
            return False
        start = self._reading.sentences[self._reading.sentence_at(trigger.start)].start
        before = [t for t in self._reading.triggers if start <= t.start < trigger.start]
        return bool(before) and (before[-1].type == "AirStrike" or self._from_the_air(before[-1]))

    def _behind(self, trigger: Trigger, reach: int) -> list[Word]:
        """The words behind a trigger up to the next punctuation or word of violence."""
        sentence = self._reading.sentences[self._reading.sentence_at(trigger.start)]
        end = min(trigger.end + reach, sentence.end)
        stop = next(
            (
                at
                for at in range(trigger.end, end)
                if self._reading.words[at].mark or any(other.start == at for other in self._reading.triggers)
            ),
            end,
        )
        return self._reading.words[trigger.end : stop]

    def _flown(self, trigger: Trigger) -> bool:
        """``طائرات يعتقد أنها … قصفت``، ``شن الطيران غارات … وقصف``: the verb's subject stands before it and flies."""
        if trigger.pos != "verb" or self._carried_out(trigger):
            return self._carried_out(trigger)
        start = self._reading.sentences[self._reading.sentence_at(trigger.start)].start
        before = [
            m
            for m in self._reading.mentions
            if start <= m.start < trigger.start and (not m.preposition or self._tells_of(m, trigger))
        ]
        if any(m.end == trigger.start and m.kind == "actor" and not m.role.startswith("carrier") for m in before):
            return False
        return any(m.role.startswith("carrier") or m.type in _PILOTED for m in before if m.kind in ("actor", "weapon"))

    def _tells_of(self, planes: Mention, verb: Trigger) -> bool:
        """``تم بطائرات من طراز كذا أطلقت صواريخ``: a verb that says of indefinite planes what they did."""
        between = self._reading.words[planes.end : verb.start]
        plain = len(between) <= _CROWD_REACH and not any(word.mark in ("comma", "stop", "colon") for word in between)
        return planes.preposition == "ب" and not planes.definite and not verb.conjunction and plain

    def _carried_out(self, noun: Trigger) -> bool:
        """``قامت مقاتلات … بقصف``, ``استأنف الطيران قصفه``: planes between a verb of doing and its noun."""
        hits = self._reading.hits
        if hits is None or (noun.preposition != "ب" and not self._resumed(noun)):
            return False
        for at in range(noun.start - 1, max(0, noun.start - _MEANS_REACH) - 1, -1):
            if self._reading.words[at].mark in ("comma", "stop"):
                return False
            weapon = hits.at(at, "weapon")
            if weapon is not None and weapon.category.rsplit(".", 1)[-1] in _PILOTED:
                return any(
                    hits.any(verb, ("verb.perform", "verb.manage", "general.continuing"))
                    for verb in range(max(0, at - 2), at)
                ) or any(self._reading.words[verb].norm.lstrip("وف") in _DOING for verb in range(max(0, at - 2), at))
        return False

    def _resumed(self, noun: Trigger) -> bool:
        """``قصفه``, ``غاراتها``: a noun with the pronoun of its agent, as the object of a verb."""
        return not noun.preposition and self._reading.words[noun.end - 1].norm.endswith(("ه", "ها", "هم"))

    def _air_force(self, mention: Mention) -> bool:
        """``قصف سلاح الجو …``, ``قصف طيران التحالف …``: an air force and its planes attack from the air."""
        hits = self._reading.hits
        if hits is None or hits.any(mention.start, ("people.air_forces",)):
            return hits is not None
        weapon = hits.at(mention.start, "weapon") if hits.any(mention.start, ("people.carriers",)) else None
        return weapon is not None and weapon.category.rsplit(".", 1)[-1] in _PILOTED
