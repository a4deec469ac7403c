"""Weighs what the rules read: which deeds happened, and which candidates fill their slots.

A learned component. Its weights (``selection.tsv``) come from annotated articles of the project (``kgbuild.learning``)
and belong to observations that a person can read; a score is the logistic function of their sum. What the rules chose
and the weights do not trust is taken back, and what stands open is filled where the weights are sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any, TypeAlias

from kgbuild.arabic.dates import DateMatch
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention, Trigger
from kgbuild.extraction.answers import answering
from kgbuild.extraction.argument_slots import Arguments
from kgbuild.extraction.date_asides import began_beside
from kgbuild.extraction.deed_counts import done_too
from kgbuild.extraction.descriptions import is_elsewhere
from kgbuild.extraction.event_types import EventTypes
from kgbuild.extraction.landmarks import is_beyond, is_landmark
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mentions import bare, joined
from kgbuild.extraction.remembrance import remembered_at
from kgbuild.extraction.responsibility import RESPONSIBILITY
from kgbuild.extraction.scores import Scores
from kgbuild.extraction.surroundings import FAR, Candidate, Surroundings
from kgbuild.extraction.territory import EXPELLING
from kgbuild.extraction.trigger_groups import answered_for
from kgbuild.schema import Schema

__all__ = ["SLOTS", "Thing", "Thresholds", "candidates", "fillers", "select", "weighed"]

Thing: TypeAlias = Mention | TollMention | DateMatch
"""What fills a slot."""

_Weighed: TypeAlias = tuple[Candidate, Thing, bool, float]
_WIDE = ("Country", "Governorate", "Region", "District")

SLOTS = ("attackers", "targets", "places", "weapons", "date", "tolls")
_LONG, _AT_THAT_TIME = timedelta(days=1), ("حين", "عندما", "حينما")
_ACCIDENT = ("حادث", "حوادث")
_PRONOUN_ENDS = ("ها", "هم", "هما", "يه", "ره", "وده")  # مسلحيها, عناصره, جنوده
_NEVER = 2.0  # no score reaches it
_TOLD = 0.6  # of the score that other deeds need
_TOOK = 0.15  # from here on who took a place stays
_MISREAD = 0.3  # a weapon below it was none
_KINDS = {
    "attackers": ("actor", "person"),
    "targets": ("actor", "person", "facility"),
    "places": ("place",),
    "weapons": ("weapon",),
}
_LOSSES = ("killed", "wounded", "casualties")
_FORCES = ("StateForce", "ArmedGroup", "Militia", "Coalition")
_KIN = frozenset(fold(word) for word in load_table("words")["fates"]["kin"])
_BLOWING, _HIDDEN = "انفج", ("مخبا", "مخفي", "مزروع", "موضوع", "مركون")
_WHEN = ("قبل", "بعد", "قبيل", "بعيد", "منذ", "غداه", "عقب")
_SUSPECT = 5  # words from a suspect to the deed
_FIRED = 5  # words from a noun of firing over the weapon to what is hit
_DOING = fold("قيام")
_SUPPORT = "بدعم من"  # whom a group sides with
_RECALLED = ("attackers", "targets", "date")  # what the rules take from another sentence
_BACK = {"attackers": 1, "targets": 0, "places": 1, "weapons": 0, "date": 3, "tolls": 0}  # sentences


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from 0 to 1 of one decision: what the rules chose stays from ``keep`` on, else ``add`` is asked."""

    keep: float
    add: float

    @property
    def adds(self) -> bool:
        """Whether any score is enough to add what the rules did not choose."""
        return self.add <= 1.0


def candidates(
    reading: Reading, around: Surroundings, frame: Frame, slot: str, given_only: bool = False
) -> Iterator[tuple[Candidate, Thing, bool]]:
    """Yield what may fill a slot of a frame, and whether the rules chose it: first, or only, what they chose."""
    chosen = fillers(frame, slot)
    for thing in chosen:
        yield _candidate(around, thing), thing, True
    if given_only:
        return
    begin, end = frame.trigger.start - FAR, frame.triggers[-1].end + FAR
    first = max(reading.sentences[max(0, frame.sentence - _BACK[slot])].start, begin)
    last = min(reading.sentences[frame.sentence].end, end)
    triggers = {at for trigger in frame.triggers for at in range(trigger.start, trigger.end)}
    pool: list[Thing]
    if slot == "date":
        pool = [match for match in reading.dates if match.interval is not None]
    elif slot == "tolls":
        pool = [toll for toll in reading.tolls if not toll.cumulative]
    else:
        pool = [mention for mention in reading.mentions if mention.kind in _KINDS[slot]]
    starts = {item.start for item in (_candidate(around, thing) for thing in chosen)}
    for thing in pool:
        item = _candidate(around, thing)
        near = first <= item.start < last and item.start not in starts
        if not near or (slot != "tolls" and item.start in triggers):
            continue
        barred = _excluded(reading, frame, slot, thing) if isinstance(thing, Mention) else False
        if isinstance(thing, DateMatch):
            barred = reading.hits is not None and (
                _long_since(reading, item, thing) or began_beside(reading, reading.hits, item.start)
            )
        if not barred:
            yield item, thing, False


def _long_since(reading: Reading, item: Candidate, match: DateMatch) -> bool:
    """``منذ تموز 2016``: from when on something is counted or goes on; not ``منذ 14 تموز حين أغارت …``."""
    anchor, interval = reading.article.anchor, match.interval
    if match.kind != "since" or anchor is None or interval is None or anchor - interval[1] <= _LONG:
        return False
    return not any(word.norm in _AT_THAT_TIME for word in reading.words[item.end : item.end + 2])


def _excluded(reading: Reading, frame: Frame, slot: str, mention: Mention) -> bool:
    """What the text rules out of a slot, so that nothing may add it."""
    if slot in ("targets", "places") and _of_clause_before(reading, frame, mention):
        return True
    if slot == "weapons" and mention.start and reading.words[mention.start - 1].norm.startswith(_ACCIDENT):
        return True  # حادث طيران
    if slot == "weapons":
        return any(mention.start == target.start for target in frame.targets)
    if slot == "places":
        elsewhere = reading.hits is not None and is_elsewhere(reading, reading.hits, mention)
        return elsewhere or is_beyond(mention) or _of_another_deed(reading, frame, mention)
    if slot not in ("attackers", "targets"):
        return False
    if _stands_for_another(reading, mention) or (slot == "targets" and _exploded(reading, frame, mention)):
        return True
    others = frame.targets if slot == "attackers" else frame.attackers
    if mention.preposition == _SUPPORT or any(mention.start == other.start for other in others):
        return True
    if slot == "attackers" and (
        _condemns(reading, mention)
        or _does_else(reading, frame, mention)
        or _claims_others(reading, frame, mention)
        or _of_next_clause(reading, frame, mention)
        or _not_responsible(reading, frame, mention)
        or _own_lost(reading, frame, mention)
        or _of_suspect(reading, frame, mention)
    ):
        return True
    if frame.mutual:
        return False
    if slot == "attackers" and mention.preposition == "على":
        return True
    if mention.start > frame.trigger.end and reading.words[frame.trigger.end].norm == "بين":
        return True  # أعمال عنف بين كذا وكذا: nobody says who hit whom
    pairs = (sorted((mention, other), key=lambda m: m.start) for other in others)
    hit = slot == "attackers" and any(_lost(mention, toll) for toll in frame.tolls)
    return hit or any(joined(reading.words, first, second) for first, second in pairs)


def _stands_for_another(reading: Reading, mention: Mention) -> bool:
    """``ابن عم فلان``, ``نجل فلان``: somebody of his family."""
    words = [word.norm.lstrip("وبل") for word in reading.words[max(0, mention.start - 2) : mention.start]]
    return mention.kind == "person" and any(word in _KIN for word in words)


def _exploded(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``انفجرت سيارة``, ``عبوة مخبأة داخل سيارة``: what blew up, or what hid it."""
    if frame.trigger.lemma.startswith(_BLOWING) and mention.start == frame.trigger.end and not mention.preposition:
        return True
    before = [word.norm for word in reading.words[max(0, mention.start - 2) : mention.start]]
    return any(word.startswith(_HIDDEN) for word in before)


def _of_clause_before(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``قصفت المقاتلات معسكر كذا، كما استهدفت آليات في كذا``: behind a turn another deed goes on with its own."""
    if frame.trigger.pos != "verb" or mention.end > frame.trigger.start or reading.hits is None:
        return False
    if not (frame.targets or frame.places) or reading.sentence_at(mention.start) != frame.sentence:
        return False
    if done_too(reading, frame.trigger):
        return True
    turn = frame.trigger.start - 1
    turned = reading.hits.any(turn, ("foreign_days.turns",)) and reading.words[turn - 1].mark == "comma"
    return turned and any(
        mention.start >= t.end for t in reading.triggers if reading.sentence_at(t.start) == frame.sentence
    )


def _of_another_deed(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``الهجوم على كذا مع هجوم على كذا``: what another noun of violence right before is directed at."""
    if mention.preposition not in ("على", "في", "ب"):
        return False
    return any(
        trigger.pos == "noun"
        and 0 <= mention.start - trigger.end <= _FIRED
        and trigger not in frame.triggers
        and mention.start - max(trigger.end, _weapon_end(reading, trigger)) <= 1
        for trigger in reading.triggers
    )


def _weapon_end(reading: Reading, trigger: Trigger) -> int:
    """``إطلاق الصاروخ البالستي على كذا``: where the name of the weapon ends that a noun of firing takes in, else 0."""
    weapons = (m.end for m in reading.mentions if m.kind == "weapon" and trigger.start < m.start <= trigger.end)
    return max(weapons, default=0)


def _condemns(reading: Reading, mention: Mention) -> bool:
    """``دانت فرنسا الهجوم``."""
    return reading.hits is not None and reading.hits.any(mention.start - 1, ("reporting.diplomacy",))


def _claims_others(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``تعرضت لهجمات أعلن التنظيم مسؤوليته عنها``: a claim of deeds told beside this one."""
    if frame.certainty == "claimed" or reading.hits is None or mention.start < frame.trigger.start:
        return False
    deeds = [t for t in reading.triggers if frame.trigger.end <= t.start and t.end <= mention.start]
    others = bool(deeds) and deeds[-1] not in frame.triggers
    behind = [word.norm for word in reading.words[mention.end : mention.end + 2]]
    claims = reading.hits.any(mention.end, ("certainty.claimed",)) or any(
        bare(n).startswith(RESPONSIBILITY) for n in behind
    )
    return others and claims


def _of_next_clause(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``استخدمت روسيا حق النقض، وذلك بعد الاعتداءات``: who did what came after."""
    words = [word.norm for word in reading.words[mention.end : frame.trigger.start]]
    return any(first == "وذلك" and second in _WHEN for first, second in pairwise(words))


def _not_responsible(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``استهدف التحالف العناصر المسؤولة عن إطلاق الصاروخ``: who is responsible stands right before."""
    return answered_for(reading, frame.trigger) and mention.end != frame.trigger.start - 2


def _of_suspect(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``أوقفت الحركة المشتبه به في محاولة اغتيال``: a suspect did it, and only who is named right beside is one."""
    hits, deed = reading.hits, frame.trigger.start
    if hits is None:
        return False
    first = max(reading.sentences[frame.sentence].start, deed - _SUSPECT)
    rows = (hits.at(at, "boundaries.involved") for at in range(first, deed) if not reading.in_place(at))
    found = [hit for hit in rows if hit is not None]
    if not found or mention.start >= deed:
        return False
    return mention.start < found[-1].end and mention.end != found[-1].start


def _own_lost(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``قالت الحركة إنه انتقام لمقتل ثلاثة من مسلحيها``: the pronoun makes them people of who was named last.

    So does who buries them: ``شيعت الجماعة 35 من مسلحيها لقوا مصرعهم في كذا``.
    """
    hits = reading.hits
    if hits is not None and any(hits.any(at, ("foreign_days.funerals",)) for at in (mention.start - 1, mention.end)):
        return True
    return any(
        _own_people(reading, toll)
        and mention is next((m for m in reversed(reading.mentions) if m.kind == "actor" and m.end <= toll.start), None)
        for toll in frame.tolls
    )


def _own_people(reading: Reading, toll: TollMention) -> bool:
    """Whether a number is of people with a pronoun: ``أحد جنودها``."""
    hits = reading.hits
    return hits is not None and any(
        hits.any(at, ("people",)) and reading.words[at].norm.endswith(_PRONOUN_ENDS)
        for at in range(toll.start, toll.end)
    )


def _does_else(reading: Reading, frame: Frame, mention: Mention) -> bool:
    """``قصفت … أثناء قيام مجموعة بنصب منصة``: behind a deed قيام tells what somebody else was about."""
    before = reading.words[mention.start - 1].norm if mention.start else ""
    return mention.start > frame.trigger.start and before.lstrip("بلو") == _DOING


def _lost(mention: Mention, toll: TollMention) -> bool:
    return toll.start <= mention.start < toll.end and toll.measure in ("killed", "wounded", "casualties")


def fillers(frame: Frame, slot: str) -> tuple[Any, ...]:
    """Return what fills a slot of a frame, a single day too."""
    value: Any = getattr(frame, slot)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _candidate(around: Surroundings, thing: Thing) -> Candidate:
    if isinstance(thing, Mention):
        return Candidate.of_mention(thing)
    return around.toll(thing) if isinstance(thing, TollMention) else around.date(thing)


def weighed(frame: Frame) -> tuple[str, ...]:
    """Return the decisions on a frame that are made: the rest is left to the rules.

    Who claims the deed told last did it, and what a force tells of its own deed is so, if the deed is its own.
    """
    if frame.same_as is not None:
        return ()
    return ("attackers",) if frame.certainty == "claimed" else ("event", *SLOTS)


def select(
    reading: Reading, scores: Scores, schema: Schema, linker: Linker, thresholds: Mapping[str, Thresholds]
) -> list[Frame]:
    """Return the frames with what the weights trust; a deed that they do not trust is told in general only."""
    types = EventTypes(reading, schema)
    happened = _happened(reading, scores, thresholds.get("event"))
    answered = {frame.response_to for frame in reading.frames} - {None}
    frames = []
    for number, frame in enumerate(reading.frames):
        chosen = _retyped(types, scores, number, frame, _selected(reading, scores, number, linker, thresholds))
        if frame.factuality == "asserted" and frame.event not in happened and not _remembered(reading, frame):
            chosen = replace(chosen, factuality="generic")
        if not _says(chosen) and frame.event in answered:
            chosen = replace(chosen, attackers=frame.attackers, targets=frame.targets, certainty=frame.certainty)
        if _says(chosen):
            frames.append(chosen)
    return answering(frames)


def _remembered(reading: Reading, frame: Frame) -> bool:
    """Whether the words keep the memory of a deed at some place: it did happen, however little is told of it."""
    return (
        bool(frame.places)
        and reading.hits is not None
        and remembered_at(reading, reading.hits, frame.trigger) is not None
    )


def _happened(reading: Reading, scores: Scores, limits: Thresholds | None) -> set[int]:
    """The events of which one telling is trusted: a second one rests on it."""
    return {
        frame.event
        for number, frame in enumerate(reading.frames)
        if limits is None
        or "event" not in weighed(frame)
        or scores.event(number) >= (limits.keep * _TOLD if _told_whole(frame) else limits.keep)
    }


def _told_whole(frame: Frame) -> bool:
    """A battle with a day and both its sides: little is left to doubt."""
    return frame.mutual and frame.date is not None and len(frame.attackers) + len(frame.targets) > 1


def _says(frame: Frame) -> bool:
    """Whether anything is left of a telling: of a change of control the place."""
    if frame.type == "TerritorialChange" and not frame.places:
        return bool(frame.attackers) and any(target.kind == "facility" for target in frame.targets)
    return bool(frame.attackers or frame.targets or frame.places or frame.tolls or frame.victims)


def _retyped(types: EventTypes, scores: Scores, number: int, before: Frame, after: Frame) -> Frame:
    """A type that a weapon told goes with the weapon (``الهجوم الذي وقع بعد إقلاع الطائرة``)."""
    dropped = [weapon for weapon in before.weapons if weapon not in after.weapons]
    if not dropped or any(
        scores.argument(number, "weapons", Candidate.of_mention(weapon), True) > _MISREAD for weapon in dropped
    ):
        return after
    told, left = (
        types.of(
            list(frame.triggers), Arguments(list(before.attackers), list(before.targets), weapons=list(frame.weapons))
        )
        for frame in (before, after)
    )
    carried = any(mention.role.startswith("carrier") for mention in before.attackers)
    return replace(after, type=left) if told == before.type and left != told and not carried else after


def _selected(
    reading: Reading, scores: Scores, number: int, linker: Linker, thresholds: Mapping[str, Thresholds]
) -> Frame:
    around = scores.around
    frame = reading.frames[number]
    answered = any(other.response_to == frame.event for other in reading.frames)
    changes: dict[str, Any] = {}
    scored: dict[str, list[tuple[Thing, float]]] = {}
    sides = _best_side(reading, scores, number) if frame.mutual else 0.0
    for slot in SLOTS:
        if slot not in thresholds or slot not in weighed(frame):
            continue
        limits = thresholds[slot]
        if slot == "date" and (answered or _dates_others(reading, frame)):
            limits = replace(limits, add=_NEVER)  # the day is that of the answer
        rows = []
        before: tuple[Candidate, float] | None = None
        rated = [
            (item, thing, given, scores.argument(number, slot, item, given))
            for item, thing, given in candidates(reading, around, frame, slot, given_only=not limits.adds)
        ]
        if slot == "tolls":
            rated = _with_parts(reading, rated)
        if slot == "places":
            rated = _with_areas(linker, rated, limits.keep)
        alone = slot == "places" and _only_landmarks(reading, linker, frame)
        for item, thing, given, score in sorted(rated, key=lambda row: (not row[2], row[0].start)):
            landmark = alone and isinstance(thing, Mention) and thing.type != "Country"
            if given and (landmark or (slot in _RECALLED and around.elsewhere(frame, item))):
                score = max(score, limits.keep)  # what the rules do rarely and only where nothing else is given
            if given and slot == "places":
                score = max(score, _told_before(reading, scores, number, item, thing))
            if given and (slot, item.start) in frame.added:
                score = max(score, limits.keep)  # weighed when it was added
            if given and slot in ("attackers", "targets"):
                score = max(score, sides)
            if given and slot == "attackers" and score >= _TOOK and _takes(frame, thing):
                score = max(score, limits.keep)  # whose control it is, the rules read from the subject alone
            if given and before is not None and around.in_row(before[0], item):
                score = max(score, before[1])
            before = (item, score) if given else None
            if score >= (limits.keep if given else limits.add):
                rows.append((thing, score))
        scored[slot] = _at_one_spot(reading, linker, frame, rows) if slot == "places" else rows
    if not scored:
        return frame
    if not frame.mutual:
        _divide(scored)
    if "tolls" in scored:
        scored["tolls"] = _all_or_none(frame, scored["tolls"])
    if "targets" in scored and not scored["targets"] and not frame.mutual:
        scored["targets"] = _who_lost(frame, scored.get("tolls", []))
    for slot, rows in scored.items():
        if slot == "date":
            changes["date"] = max(rows, key=lambda row: row[1])[0] if rows else None
        else:
            changes[slot] = tuple(thing for thing, _ in rows)
    if not changes.get("attackers", frame.attackers):
        changes["certainty"] = "unknown"
    return replace(frame, **changes)


def _dates_others(reading: Reading, frame: Frame) -> bool:
    """``زرع لغما قبل طرده``: a deed that only tells when another one came about."""
    before = reading.words[frame.trigger.start - 1].norm if frame.trigger.start else ""
    return frame.trigger.pos == "noun" and before.lstrip("و") in _WHEN


def _with_parts(reading: Reading, weighed: list[_Weighed]) -> list[_Weighed]:
    """Parts of one number (``بينهم 13 مدنيا و6 جنود``) are one reading: each is as sure as the surest of them."""
    best: dict[int, float] = {}
    for _, thing, given, score in weighed:
        if isinstance(thing, TollMention) and thing.subset_of is not None and given:
            best[thing.subset_of] = max(score, best.get(thing.subset_of, 0.0))
            nested = reading.tolls[thing.subset_of].subset_of
            if nested is not None:
                best[thing.subset_of] = max(best[thing.subset_of], best.get(nested, 0.0))
    return [
        (item, thing, given, max(score, best.get(thing.subset_of, 0.0)))
        if isinstance(thing, TollMention) and thing.subset_of is not None and given
        else (item, thing, given, score)
        for item, thing, given, score in weighed
    ]


def _at_one_spot(
    reading: Reading, linker: Linker, frame: Frame, rows: list[tuple[Thing, float]]
) -> list[tuple[Thing, float]]:
    """Places without those of another sentence that neither lie around nor in one that the frame's own names."""
    known = [(thing, thing.iri) for thing, _ in rows if isinstance(thing, Mention) and thing.iri]
    own = [iri for thing, iri in known if reading.sentence_at(thing.start) == frame.sentence]
    far = [
        thing
        for thing, iri in known
        if reading.sentence_at(thing.start) != frame.sentence
        and not any(linker.within(iri, other) or linker.within(other, iri) for other in own)
    ]
    return [row for row in rows if not own or row[0] not in far]


def _with_areas(linker: Linker, weighed: list[_Weighed], keep: float) -> list[_Weighed]:
    """The governorate or region that the rules give around a town is as sure as the town that lies in it."""
    towns = [
        (thing.iri, score)
        for _, thing, given, score in weighed
        if given and isinstance(thing, Mention) and thing.iri and thing.type not in _WIDE and score >= keep
    ]
    return [
        (item, thing, given, max(score, _around(linker, thing, towns) if given else score))
        for item, thing, given, score in weighed
    ]


def _around(linker: Linker, thing: Thing, towns: list[tuple[str, float]]) -> float:
    """The score of the surest town in an area, 0 for what is none."""
    if not isinstance(thing, Mention) or thing.type not in _WIDE or not thing.iri:
        return 0.0
    return max((score for town, score in towns if linker.within(town, thing.iri)), default=0.0)


def _told_before(reading: Reading, scores: Scores, number: int, item: Candidate, place: Thing) -> float:
    """``حاول استعادة كذا، وقتل في المعركة …``: how sure the place is where the sentence told what the noun takes up."""
    frame = reading.frames[number]
    if not frame.trigger.definite or item.start > frame.trigger.start:
        return 0.0
    earlier = (n for n, f in enumerate(reading.frames[:number]) if f.sentence == frame.sentence and place in f.places)
    return max((scores.argument(n, "places", item, True) for n in earlier), default=0.0)


def _takes(frame: Frame, side: Thing) -> bool:
    """``بسط سيطرتها على كذا``: a side took a place; not ``طردها``, whose pronoun may be who was driven out."""
    if isinstance(side, Mention) and side.preposition:
        return False
    return frame.type == "TerritorialChange" and not any(t.lemma.startswith(EXPELLING) for t in frame.triggers)


def _only_landmarks(reading: Reading, linker: Linker, frame: Frame) -> bool:
    """Whether no place is told but towns that it was near, the country, and the areas around such a town."""
    near = [p for p in frame.places if is_landmark(reading, p)]
    return all(
        p.type == "Country" or p in near or any(_around(linker, p, [(town.iri, 1.0)]) for town in near if town.iri)
        for p in frame.places
    )


def _best_side(reading: Reading, scores: Scores, number: int) -> float:
    """The score of the surest party of a clash: who fights whom is one reading, right or wrong as a whole.

    Where both parties are told (``بين كذا وكذا``), the rules read them rightly, whatever the score.
    """
    frame = reading.frames[number]
    if frame.attackers and frame.targets:
        return 1.0
    return max(
        (
            scores.argument(number, slot, item, given)
            for slot in ("attackers", "targets")
            for item, _, given in candidates(reading, scores.around, frame, slot, given_only=True)
        ),
        default=0.0,
    )


def _divide(scored: dict[str, list[tuple[Thing, float]]]) -> None:
    """Nobody attacks himself: who stands on both sides is left on the likelier one."""
    sides = [scored.get("attackers", []), scored.get("targets", [])]
    best: dict[str, float] = {}
    for rows in sides:
        for thing, score in rows:
            best[_name(thing)] = max(score, best.get(_name(thing), 0.0))
    for rows in sides:
        rows[:] = [(thing, score) for thing, score in rows if score >= best[_name(thing)]]


def _all_or_none(frame: Frame, rows: list[tuple[Thing, float]]) -> list[tuple[Thing, float]]:
    """Several numbers of one fate make one total: without the one that is not trusted, the others would be it."""
    kept = [thing for thing, _ in rows]
    doubtful = {toll.measure for toll in frame.tolls if toll.subset_of is None and toll not in kept}
    return [(thing, score) for thing, score in rows if isinstance(thing, TollMention) and thing.measure not in doubtful]


def _who_lost(frame: Frame, tolls: list[tuple[Thing, float]]) -> list[tuple[Thing, float]]:
    """The targets that the rules read off numbers that are trusted: a force that had dead or wounded was hit."""
    sure = {
        (group.start, group.end): score
        for toll, score in tolls
        if isinstance(toll, TollMention) and toll.measure in _LOSSES
        for group in ((toll.group_mention,) if toll.group_mention is not None else toll.parties)
        if group.iri is not None and group.type in _FORCES
    }
    return [(mention, sure[at]) for mention in frame.targets if (at := (mention.start, mention.end)) in sure]


def _name(thing: Thing) -> str:
    assert isinstance(thing, Mention)
    return thing.iri or thing.name or thing.surface
