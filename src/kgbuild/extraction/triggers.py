"""Finds the words of violence and of changing control, with their event class and the frame of their arguments."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Mention, Reading, Trigger
from kgbuild.extraction.checkpoints import is_checkpoint
from kgbuild.extraction.figures import figurative
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare, supported
from kgbuild.schema import Schema

__all__ = ["find_triggers"]

_BEFORE_OR_AFTER = ("boundaries.earlier",)
_ON = ("على", "في", "قرب", "داخل", "ب")
_GOVERNING = ("مع", "في", "الي", "علي", "عن")
_ADVERBS = ("لاحقا",)
_EXPOSED_REACH = 12
_OBJECT_REACH = 3  # words from a word of violence to the weapon that it governs
_HEADING, _BELOW = 3, ("وفي", "وعلي", "ومن", "وعن", "والي")  # words of a heading; how the sentence below it begins
_BLASTS = tuple(fold(word) for word in ("انفجار", "تفجير", "اعتراض", "إسقاط"))
_LAUNCHED_REACH = 16  # words back to the weapon that a pronoun takes up


_PILOTED = tuple(load_table("frames")["vehicles"]["piloted"])
_PLURAL_ENDINGS = ("ات", "اته", "اتها", "اتهم", "اتهما")  # غاراته: with a pronoun too
_PLURALS = frozenset(fold(lemma) for lemma in load_table("frames")["plurals"]["lemmas"])


@lru_cache(maxsize=1)
def _noun_frames() -> dict[str, str]:
    frames = {}
    for name, table in load_table("frames")["noun"].items():
        for lemma in table["lemmas"]:
            frames[" ".join(bare(word) for word in fold(lemma).split())] = name
    return frames


@lru_cache(maxsize=1)
def _verb_frames() -> dict[str, str]:
    frames = {}
    for name in ("suffer", "die", "take", "leave", "fall", "explode"):
        for lemma in load_table("frames")["verb"][name]["lemmas"]:
            frames[fold(lemma)] = name
    return frames


def find_triggers(reading: Reading, hits: HitTable, schema: Schema) -> list[Trigger]:
    """Return the triggers in text order, not overlapping; words inside a known name are none."""
    names = _name_words(reading)
    at_mention = {mention.start: mention for mention in reading.mentions}
    found: list[Trigger] = []
    position = 0
    while position < len(reading.words):
        rows = [
            hit
            for hit in hits.rows[position]
            if hit.category.startswith("trigger.") and not _named(hit, names) and not _only_fate(hits, hit)
        ]
        trigger = (
            _choose(reading, hits, schema, rows, at_mention)
            or _landing(reading, hits, position, at_mention, found)
            or _under_fire(reading, hits, position, at_mention, found)
            or _launched(reading, hits, position)
            or _fires(reading, hits, position, at_mention)
        )
        if trigger is not None:
            named = next((at for at in range(trigger.start + 1, trigger.end) if at in names), trigger.end)
            if trigger.pos == "verb" and named < trigger.end:
                trigger = replace(trigger, end=named)
            found.append(trigger)
            position = trigger.end
        else:
            position += 1
    return [trigger for trigger in found if not _of_heading(reading, trigger, found)]


def _of_heading(reading: Reading, trigger: Trigger, found: list[Trigger]) -> bool:
    """``معارك وغارات وفي محافظة كذا …، قتل``: nouns of a heading that runs into the sentence below it."""
    start = reading.sentences[reading.sentence_at(trigger.start)].start
    if trigger.pos != "noun" or trigger.start - start > _HEADING or trigger.definite or trigger.preposition:
        return False
    nouns = {at for other in found if other.pos == "noun" for at in range(other.start, other.end)}
    end = start
    while end in nouns:
        end += 1
    return trigger.start < end < len(reading.words) and reading.words[end].norm in _BELOW


def _named(hit: Hit, names: set[int]) -> bool:
    """Whether a trigger is part of a name; a verb's object may be (فجر سيارة …)."""
    return (
        hit.start in names
        if hit.category.startswith("trigger.verb") or hit.category.endswith(".Interception")
        else any(at in names for at in range(hit.start, hit.end))
    )


def _in_a_name(reading: Reading, hits: HitTable, hit: Hit) -> bool:
    """``ساحة التحرير``، ``منظمة التحرير``، ``مهرجان التحرير``: a bare definite noun behind a word that takes a name."""
    if hit.preposition or hit.conjunction or not hit.start:
        return False
    if hits.any(hit.start - 1, ("places.of_battle", "places.of_fire", "people.offices", "people.commands")):
        return True
    if not hit.definite or hit.end - hit.start > 1:
        return False
    if reading.words[hit.start].norm.endswith("ات") and reading.words[hit.start - 1].norm.lstrip("وف") in (
        "هذه",
        "تلك",
    ):
        return True
    return hits.any(hit.start - 1, ("descriptor.place", "places.named_after"))


def _landing(
    reading: Reading, hits: HitTable, position: int, mentions: dict[int, Mention], found: list[Trigger]
) -> Trigger | None:
    """Shells that fall somewhere (سقطت عدد من القذائف في …): the verb or noun of falling with a weapon behind it."""
    hit = hits.at(position, "verb.land", "verb.strike_by")
    if hit is None or hit.definite:
        return None
    fallen = _weapon_before(reading, hits, position)
    if fallen is not None and found and fallen.start - found[-1].end <= _OBJECT_REACH:
        fallen = None  # أطلقت القوات صواريخ سقطت على كذا: told already
    if fallen is not None and fallen.type in _PILOTED:
        return None
    if fallen is not None and not hits.any(position, ("trigger.noun",)) and _lands_on(reading, hits, hit, mentions):
        kind = load_table("frames")["refine"]["Attack"].get(fallen.type)
        return (
            Trigger(hit.start, hit.end, kind, fold(hit.value), "noun", "landing", hit.preposition, hit.conjunction)
            if kind and is_finite_verb(reading.words[position].norm, "", True)
            else None
        )
    for at in range(hit.end, min(hit.end + 4, len(reading.words))):
        mention = mentions.get(at)
        if mention is not None:
            kind = load_table("frames")["refine"]["Attack"].get(mention.type) if mention.kind == "weapon" else None
            if mention.type in _PILOTED:
                return None
            return (
                Trigger(
                    hit.start, mention.end, kind, fold(hit.value), "noun", "landing", hit.preposition, hit.conjunction
                )
                if kind
                else None
            )
        if reading.words[at].mark not in ("", "quote"):
            return None
    return None


def _lands_on(reading: Reading, hits: HitTable, hit: Hit, mentions: dict[int, Mention]) -> bool:
    """Whether something that can be hit follows, dates left aside, before the next verb or mark."""
    for at in range(hit.end, reading.sentences[reading.sentence_at(hit.start)].end):
        mention = mentions.get(at)
        if mention is not None:
            direct = hit.category.endswith(".strike_by") and not mention.preposition
            relative = reading.words[hit.start - 1].norm in ("التي", "الذي")
            behind = mention.preposition in (_ON if relative else _ON[:1])
            return mention.kind in ("facility", "place", "actor") and (direct or behind)
        if reading.words[at].mark not in ("", "quote", "other") or hits.any(at, ("verb", "boundaries.results")):
            return False
    return False


def _weapon_before(reading: Reading, hits: HitTable, position: int) -> Mention | None:
    """``قذائف المدفعية والهاون سقطت على …``، ``الصواريخ التي سقطت …``: shells or missiles as subject before a verb."""
    at = position
    if at and reading.words[at - 1].norm in ("التي", "الذي"):
        at -= 1
    last = next((m for m in reading.mentions if m.end == at and m.kind == "weapon"), None)
    first = last
    while first is not None and first.conjunction:
        before = next((m for m in reading.mentions if m.end == first.start and m.kind == "weapon"), None)
        if before is None:
            return None
        first = before
    return first


def _under_fire(
    reading: Reading, hits: HitTable, position: int, mentions: dict[int, Mention], found: list[Trigger]
) -> Trigger | None:
    """``تعرض المركز لقذائف``: a weapon that something is exposed to stands for its fire."""
    mention = mentions.get(position)
    if mention is None or mention.kind != "weapon" or mention.preposition != "ل":
        return None
    kind = load_table("frames")["refine"]["Attack"].get(mention.type)
    start = max(reading.sentences[reading.sentence_at(position)].start, position - _EXPOSED_REACH)
    verb = next((at for at in range(position - 1, start - 1, -1) if hits.any(at, ("verb.suffer",))), None)
    if kind is None or verb is None or (found and found[-1].end > verb):
        return None
    return Trigger(mention.start, mention.end, kind, fold(mention.surface).split()[0], "noun", "event", "ل")


def _launched(reading: Reading, hits: HitTable, position: int) -> Trigger | None:
    """``قذائف … تم إطلاقها باتجاه كذا``: firing whose pronoun takes up a weapon of the sentence, at something."""
    hit = hits.at(position, "launches")
    if hit is None:
        return None
    subject = next((m for m in reading.mentions if m.start == hit.end and m.kind == "actor"), None)
    behind = subject.end if subject is not None else hit.end
    if not any(hits.any(at, ("preposition.target",)) for at in (behind, behind + 1)):
        return None
    start = max(reading.sentences[reading.sentence_at(position)].start, position - _LAUNCHED_REACH)
    weapons = [m for m in reading.mentions if m.kind == "weapon" and start <= m.start < position]
    kind = load_table("frames")["refine"]["Attack"].get(weapons[-1].type) if weapons else None
    if kind is None:
        return None
    noun = hit.category.endswith(".nouns")
    return Trigger(hit.start, hit.end, kind, fold("إطلاق" if noun else "أطلق"), "noun" if noun else "verb", "strike")


def _fires(reading: Reading, hits: HitTable, position: int, mentions: dict[int, Mention]) -> Trigger | None:
    """``إطلاق الحزب عشرات الصواريخ على كذا``, ``لم يطلق أي صاروخ``: firing with a weapon as its object.

    Who fires and a word that counts may stand between.
    """
    hit = hits.at(position, "launches.firing")
    if hit is None or hit.definite:
        return None
    at = hit.end
    actor = mentions.get(at)
    if actor is not None and actor.kind == "actor" and not actor.preposition and not actor.conjunction:
        at = actor.end
    while at < len(reading.words) and (hits.any(at, ("tolls.counting", "factuality.any")) or _is_number(reading, at)):
        at += 1
    weapon = mentions.get(at)
    if weapon is None or weapon.kind != "weapon" or weapon.preposition or weapon.type in _PILOTED:
        return None
    kind = load_table("frames")["refine"]["Attack"].get(weapon.type)
    if kind is None:
        return None
    pos: Literal["noun", "verb"] = "noun" if fold(hit.value).startswith("اطلاق") else "verb"
    frame = "either" if pos == "noun" else "strike"
    return Trigger(hit.start, hit.end, kind, fold("أطلق"), pos, frame, hit.preposition, hit.conjunction)


def _is_number(reading: Reading, at: int) -> bool:
    return reading.words[at].norm.isdigit()


@lru_cache(maxsize=1)
def _fate_heads() -> frozenset[str]:
    """First words of phrases of dying: أودت … بحياة."""
    phrases = [fold(phrase).split() for phrase in load_table("words")["tolls"]["killed_before"]]
    return frozenset(words[0] for words in phrases if len(words) > 1)


def _only_fate(hits: HitTable, hit: Hit) -> bool:
    """A word that only says that somebody died (قتل, مقتل) tells a toll; what killed them is told by other words."""
    if not hit.category.endswith((".OtherViolence", ".Assassination", ".Attack", ".Abduction", ".Raid")):
        return False
    if fold(hit.value).split(" ")[0] in _fate_heads() or hits.any(hit.start, ("fates.opening",)):
        return True
    fate = hits.at(
        hit.start, "tolls.killed_before", "tolls.wounded_before", "tolls.killed_after", "tolls.wounded_after"
    )
    return fate is not None and fate.end >= hit.end and not fate.value.startswith(("اغتي", "اغتا", "إعدام", "أعدم"))


def _name_words(reading: Reading) -> set[int]:
    """Words that belong to a name; the head word of a facility or group may still be a word of violence."""
    return {
        at
        for mention in reading.mentions
        if mention.kind in ("place", "person") or (mention.kind == "actor" and mention.iri) or mention.kind == "actor"
        for at in range(mention.start, mention.end)
    }


def _choose(
    reading: Reading, hits: HitTable, schema: Schema, rows: list[Hit], mentions: dict[int, Mention]
) -> Trigger | None:
    if not rows:
        return None
    longest = max(hit.end for hit in rows)
    rows = [hit for hit in rows if hit.end == longest]
    nouns = [hit for hit in rows if hit.category.startswith("trigger.noun")]
    verbs = [hit for hit in rows if hit.category.startswith("trigger.verb")]
    if nouns and verbs:
        rows = nouns if _reads_as_noun(reading, hits, nouns[0]) else verbs
    names = [hit.category.rsplit(".", 1)[-1] for hit in rows]
    best = schema.most_specific(names)
    hit = next(hit for hit, name in zip(rows, names, strict=True) if name == best)
    pos: Literal["noun", "verb"] = "noun" if hit.category.startswith("trigger.noun") else "verb"
    if pos == "verb" and (hit.definite or _governed(reading, hit) or _adverb(reading, hit)):
        return None
    if (
        pos == "noun"
        and hit.start
        and reading.words[hit.start - 1].norm in ("من", "ومن")
        and supported(reading.words, hits, hit.start - 2)
    ):
        return None
    if pos == "noun" and hits.any(hit.end, ("boundaries.apart_by",)) and hits.any(hit.start - 1, _BEFORE_OR_AFTER):
        return None
    if figurative(reading, hits, hit, mentions) or _in_a_name(reading, hits, hit):
        return None
    before = reading.words[hit.start - 1].norm if hit.start else ""
    if pos == "noun" and not (hit.definite or hit.preposition or verbs) and hit.end - hit.start == 1:
        word = reading.words[hit.start].norm
        if before and is_finite_verb(word, before) and not is_finite_verb(word):
            return None
    lemma = " ".join(bare(word) for word in fold(hit.value).split())
    table = load_table("frames")["default"]
    frame = _noun_frames().get(lemma) if pos == "noun" else _verb_frames().get(lemma)
    if frame is None and pos == "noun":
        frame = _noun_frames().get(lemma.split()[0])
    if frame is None and pos == "verb":
        frame = next((name for verb, name in _verb_frames().items() if lemma.startswith(verb)), None)
    if frame is None and pos == "verb" and best == "TerritorialChange":
        frame = "take"
    if frame is None and pos == "noun":
        frame = {"TerritorialChange": "controlled", "ArmedClash": "mutual"}.get(best)
    if best == "Ambush" and pos == "noun":
        if is_checkpoint(reading, hit, mentions):
            return None
        frame = "ambush"
    if frame == "fall" and best != "TerritorialChange":
        frame = "landing"  # ``سقطت عدد من القذائف``: shells fall, no town
    return Trigger(
        hit.start,
        hit.end,
        best,
        lemma,
        pos,
        frame or table[pos],
        hit.preposition,
        hit.conjunction,
        hit.definite or _the_blast_of(reading, hit, lemma),
        plural=reading.words[hit.start].norm.endswith(_PLURAL_ENDINGS) or lemma in _PLURALS,
    )


def _the_blast_of(reading: Reading, hit: Hit, lemma: str) -> bool:
    """``انفجار السيارة المفخخة``: a noun in construct is definite by what it governs."""
    return lemma.startswith(_BLASTS) and hit.end - hit.start > 1 and reading.words[hit.start + 1].norm.startswith("ال")


def _governed(reading: Reading, hit: Hit) -> bool:
    """``تعيش مع أسرتها``، ``معيلة لأسرتها``: behind a preposition stands a noun, whatever its letters."""
    word = reading.words[hit.start].norm
    if hit.preposition == "ل":
        return not word.removeprefix("و").removeprefix("ل").startswith(("ي", "ت"))  # ليستهدف
    return hit.preposition in ("ب", "ك") or (hit.start > 0 and reading.words[hit.start - 1].norm in _GOVERNING)


def _adverb(reading: Reading, hit: Hit) -> bool:
    """``لاحقاً``: a word in the accusative is no verb, whatever its letters without the ending."""
    word = reading.words[hit.start]
    return reading.article.text[word.start : word.end].endswith(("اً", "ًا")) or word.norm in _ADVERBS


def _reads_as_noun(reading: Reading, hits: HitTable, hit: Hit) -> bool:
    """Whether a form that may be noun or verb stands as a noun: with article, preposition, or after a verb or noun."""
    if (
        hit.definite
        or hit.preposition
        or reading.article.text[reading.words[hit.start].start : reading.words[hit.end - 1].end].endswith(
            ("اً", "ًا", "ة")
        )
    ):
        return True
    back = hit.start - 1
    while back >= 0 and reading.words[back].mark == "quote":
        back -= 1
    if back < 0 or reading.words[back].mark or back < reading.sentences[reading.sentence_at(hit.start)].start:
        return False
    if hits.any(back, ("complementizers",)):
        return True
    if hits.any(back, ("boundaries.relative", "reporting")):
        return False
    if hits.any(
        back, ("preposition", "verb", "trigger.noun", "boundaries.results", "boundaries.means", "boundaries.earlier")
    ):
        return True
    if reading.words[back].norm in ("قد", "لقد", "كانت", "كان", "لم", "وقد", "فقد"):
        return False
    return not hit.conjunction and not any(m.end == back + 1 and m.kind == "actor" for m in reading.mentions)
