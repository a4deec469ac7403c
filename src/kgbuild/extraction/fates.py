"""What became of people: the words before and behind a counted group that tell its fate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.people import Counted
from kgbuild.extraction.report import Measure

__all__ = ["MEASURES", "Fate", "Fates"]

MEASURES: tuple[Measure, ...] = ("killed", "wounded", "captured", "missing")
_ANNIVERSARY = fold("ذكرى")
_VERB_REACH = 9
_PREDICATE_REACH = 16
_UNSURE_REACH = 2
_FILLERS = frozenset(["كل", "كلا", "من", "ما", "مجموعه", "يقارب", "يزيد", "علي"])
_PREPOSITIONS = frozenset(
    [
        "في",
        "من",
        "علي",
        "الي",
        "مع",
        "ضد",
        "بين",
        "عن",
        "خلال",
        "بعد",
        "قبل",
        "منذ",
        "عبر",
        "برصاص",
        "بنيران",
        "بايدي",
        "وبين",
    ]
)
_BARRIERS = ("complementizers", "boundaries.words", "boundaries.relative", "verb", "trigger.verb", "reporting.verbs")
_COMPLETING_REACH = 16
_OPENING_REACH = 12
_UNSAID_REACH = 3
_UNKNOWN_REACH = 9
_NONE_REACH = 7
_NEGATIONS = frozenset({"لم", "دون", "بدون", "عدم", "لا", "بلا"})
_INFORMATION = frozenset({"معلومات", "انباء", "تقارير", "بيانات", "اي"})
_RESULTING = (
    "تسفر",
    "يسفر",
    "ترد",
    "يرد",
    "تسجل",
    "يسجل",
    "تخلف",
    "يخلف",
    "توقع",
    "يوقع",
    "تتسبب",
    "يتسبب",
    "تود",
    "يود",
)
_TOLD = ("وقوع", "سقوط", "حدوث", "تسجيل", "وجود", "ورود", "عن", "الي", "اي")
_WHO = ("الذين", "ممن", "من", "اللذين", "اللذان")
_GAP_OF_NONE = (
    "اي",
    "ايه",
    "عن",
    "الي",
    "في",
    "ضحايا",
    "قتلي",
    "جرحي",
    "اصابات",
    "اصابه",
    "خساير",
    "خسائر",
    "بشريه",
    "او",
)
_NOT_THAT = ("ان", "ذلك", "هذا", "يسقط", "تسقط", "يقع", "تقع", "يحدث", "تحدث")  # دون أن يسقط ضحايا
_CLAIMING = "مسؤولي"
_PASSED = ("قضي", "قضت")
_UNREAL = (
    "factuality.negated",
    "factuality.hypothetical",
    "factuality.planned",
    "factuality.threatened",
    "certainty.denied",
)
_IMPERFECTS = ("يقتل", "تقتل", "يصاب", "تصاب", "يجرح")
_SURRENDERED = frozenset({"استسلموا", "استسلما", "فروا", "هربوا", "انسحبوا"})
_WISHES = frozenset({"ان", "لن", "لان", "كي", "لكي", "قد"})
_PURPOSES = frozenset({"لقتل", "لاغتيال", "لخطف", "لاسر", "لاعتقال"})


@dataclass(frozen=True, slots=True)
class Fate:
    """A word of fate: what it tells, where it stands, and whether it is a noun."""

    measure: Measure
    start: int
    end: int
    noun: bool


class Fates:
    """Asks for the fates around the words of one article."""

    def __init__(self, reading: Reading, hits: HitTable, mentions: Mapping[int, Mention]) -> None:
        self._reading, self._hits, self._words, self._mentions = reading, hits, reading.words, mentions

    # -- before the people

    def at(self, position: int, end: int) -> Fate | None:
        """Return the word of fate that begins at a word, if it needs no other word or has it."""
        for measure in MEASURES:
            hit = self._hits.at(position, f"tolls.{measure}_before")
            if hit is None or (hit.definite and not hit.value.startswith("ال")) or hit.end > end:
                continue
            if not self._whole(hit, measure, end):
                continue
            noun = self._hits.at(position, "fates.nouns")
            return Fate(measure, hit.start, hit.end, noun is not None and not self._finite(hit))
        return None

    def _finite(self, hit: Hit) -> bool:
        """``قتل`` is a noun behind a preposition or a noun, else a verb: both take their people right behind them."""
        bare = self._words[hit.start].norm[len(hit.conjunction) :]
        return bare in ("قتل", "جرح", "اسر", "خطف") and not hit.preposition

    def _whole(self, hit: Hit, measure: Measure, end: int) -> bool:
        position = hit.start
        if self._hits.any(position, ("fates.opened",)):
            return any(
                self._hits.any(at, ("fates.opening",)) for at in range(max(0, position - _OPENING_REACH), position)
            )
        completed = self._hits.any(position, ("fates.completed",)) and not self._died(hit)
        lost = hit.value == "فقد"
        if not completed and not lost:
            return True
        limit = min(hit.end + _COMPLETING_REACH, end)
        found = any(self._hits.any(at, ("fates.completing",)) for at in range(hit.end, limit))
        if lost and measure == "missing":
            found = found or any(self._hits.any(at, ("fates.lost_things",)) for at in range(hit.end, limit))
        return found if completed or measure == "killed" else not found

    def _died(self, hit: Hit) -> bool:
        """``قضى جنديان في …``: with people right behind it who are no judges, the verb needs no object."""
        if not fold(hit.value).startswith(_PASSED) or hit.end >= len(self._words):
            return False
        behind = self._words[hit.end].norm
        return behind.endswith(("ان", "ون")) and person_noun(behind) is not None

    def before(self, counted: Counted, start: int, end: int) -> Fate | None:
        """Return the fate that stands before a group: a noun right before it, a verb with its subject between."""
        position = counted.start - 1
        while position >= max(start, counted.start - _VERB_REACH - 1):
            fate = self.at(position, end)
            if fate is not None and fate.end <= counted.start:
                return fate if self._takes(fate, counted) else None
            if self._breaks(position):
                return None
            position -= 1
        return None

    def _takes(self, fate: Fate, counted: Counted) -> bool:
        if counted.joined:
            return False
        gap = [at for at in range(fate.end, counted.start) if self._words[at].mark not in ("quote", "bracket")]
        if not gap or all(self._words[at].norm in _FILLERS for at in gap):
            return True
        if fate.noun or counted.preceded or self._told_of_those_before(fate):
            return False
        return self._words[gap[-1]].norm not in _PREPOSITIONS and self._words[gap[-1]].mark != "comma"

    def _told_of_those_before(self, fate: Fate) -> bool:
        """``إن 22 مسلحا لقوا مصرعهم و…``: a plural verb without an object tells of people before it."""
        return self._hits.any(fate.start, ("fates.plural_predicates",)) and not (
            fate.start and self._words[fate.start - 1].norm in _WHO
        )

    def _breaks(self, position: int) -> bool:
        word = self._words[position]
        return word.mark in ("stop", "colon") or self._hits.any(position, _BARRIERS)

    def both(self, fate: Fate, start: int, end: int) -> bool:
        """Whether another fate is coordinated right before it: ``مقتل وإصابة العشرات``."""
        if not self._words[fate.start].norm.startswith("و"):
            return False
        for position in range(max(start, fate.start - 2), fate.start):
            other = self.at(position, end)
            if self._hits.any(position, ("fates.killed_predicates", "fates.wounded_predicates")):
                continue
            gap = [at for at in range(other.end, fate.start) if self._words[at].mark != "quote"] if other else []
            if other and not gap and {other.measure, fate.measure} == {"killed", "wounded"}:
                return True
        return False

    def unsaid(self, position: int, start: int) -> bool:
        """Whether what stands at a word is feared, planned, unknown or told of in general."""
        while (
            position > start
            and self._words[position].norm.startswith("و")
            and self._hits.any(position - 1, ("tolls.killed_after", "tolls.wounded_after"))
        ):
            position -= 1
        for at in range(max(start, position - _UNSAID_REACH), position):
            hit = self._hits.at(at, "fates.unsaid")
            near = hit is not None and not hit.definite and position - hit.end <= 1 and hit.end <= position
            if near and not self._of_place(at):  # the town of بعقوبة is no عقوبة
                return True
            hit = self._hits.at(at, *_UNREAL)
            if hit and hit.end == position and self._words[at].norm not in ("غير", "وغير"):
                return True
        if (
            self._words[position].norm.startswith(_IMPERFECTS)
            and position > start
            and self._words[position - 1].norm in _WISHES
        ):
            return True
        return (
            self._words[position].norm in _PURPOSES
            or self._commemorated(position, start)
            or self._not_known(position, start)
        )

    def _commemorated(self, position: int, start: int) -> bool:
        """``في الذكرى السنوية الأولى لمقتل كذا``: long ago."""
        at = position - 1
        while at > start and self._describes_day(self._words[at].norm):
            at -= 1
        return at >= start and bare(self._words[at].norm.lstrip("وب")) == _ANNIVERSARY

    def _describes_day(self, norm: str) -> bool:
        """``الذكرى السنوية الـ25``: words between the anniversary and what it is of."""
        return (norm.startswith("ال") or norm.isdigit()) and bare(norm) != _ANNIVERSARY

    def _not_known(self, position: int, start: int) -> bool:
        """``من دون ورود معلومات عن ضحايا``، ``ولم تسفر عنها أي إصابات``: that nobody was hurt, or nobody knows."""
        for at in range(position - 1, max(start, position - _UNKNOWN_REACH) - 1, -1):
            word = self._words[at]
            if word.mark or word.norm.isdigit():
                return False
            if word.norm.lstrip("وف") in _NEGATIONS:
                between = [other.norm for other in self._words[at + 1 : position]]
                if any(_CLAIMING in norm for norm in between):
                    return False  # لم تعلن أي جماعة مسؤوليتها عن مقتل …
                return self._untold(at, position) or any(
                    norm in _INFORMATION or norm.startswith(_RESULTING) for norm in between
                )
        return False

    def _untold(self, negation: int, position: int) -> bool:
        """``لم تعلن الوزارة عن وقوع إصابات``: nobody tells of any."""
        return self._hits.any(negation + 1, ("fates.telling",)) and self._words[position - 1].norm in _TOLD

    # -- behind the people

    def behind(self, counted: Counted, end: int) -> tuple[Measure | None, bool]:
        """Return the fate that a predicate tells, and whether it tells death and wounds at once."""
        stop = min(counted.end + (_PREDICATE_REACH if counted.sure else _UNSURE_REACH), end)
        for position in range(counted.end, stop):
            found = self._predicate(position, counted)
            if found is not None:
                if self._acts(position + 1, end) or self._either(position + 1, end):
                    return None, False
                return found, self._second(position + 1, found, end)
            if self._ends_subject(position, counted):
                break
        return None, False

    def _predicate(self, position: int, counted: Counted) -> Measure | None:
        for measure in MEASURES:
            hit = self._hits.at(position, f"fates.{measure}_predicates")
            if hit is None and counted.form == "one" and position - counted.end <= 1:
                hit = self._hits.at(position, f"fates.{measure}_predicate_one")
            if hit and not hit.conjunction:
                return measure
        return None

    def _either(self, position: int, end: int) -> bool:
        """``قتلوا أو اعتقلوا أو استسلموا``: how many of them met which fate is left open."""
        if position >= end or not self._words[position].norm.startswith("او"):
            return False
        at = position + (self._words[position].norm == "او")
        if at >= end:
            return False
        captured = ("fates.captured_predicates", "tolls.captured_before")
        return self._hits.any(at, captured) or self._words[at].norm in _SURRENDERED

    def open_between(self, fate: Fate, start: int, end: int) -> bool:
        """``مقتل أو أسر 40 مسلحا``: whether a word of fate is one of two that the number is told of."""
        if fate.start - 2 < start or self._words[fate.start - 1].norm != "او":
            return False
        other = next((found for at in range(max(start, fate.start - 3), fate.start - 1)
                      if (found := self.at(at, end)) is not None and found.end == fate.start - 1), None)  # fmt: skip
        return other is not None and "captured" in (other.measure, fate.measure) and other.measure != fate.measure

    def _acts(self, position: int, end: int) -> bool:
        """Whether the verb before has an object of its own, so that the group acts: ``مسلحين قتلوا جنديا``."""
        if position >= end:
            return False
        mention = self._mentions.get(position)
        if mention and mention.kind in ("actor", "person") and not mention.preposition and not mention.conjunction:
            return True
        word = self._words[position].norm
        if word.endswith(("ا", "ين")) and not word.startswith(("و", "ال")) and person_noun(word) is not None:
            return True
        return word[0].isdigit() or (not word.startswith("و") and self._hits.any(position, ("people",)))

    def _second(self, position: int, first: Measure, end: int) -> bool:
        if position >= end or not self._words[position].norm.startswith(("و", "او")):
            return False
        for measure in ("killed", "wounded"):
            for at in (position, position + 1):
                hit = self._hits.at(at, f"fates.{measure}_predicates") if at < end else None
                if hit and measure != first and (hit.conjunction or self._words[position].norm in ("و", "او")):
                    return not self._followed(hit.end, end)
        return False

    def _followed(self, position: int, end: int) -> bool:
        return position < end and (
            self._words[position].norm[:1].isdigit() or self._words[position].norm.startswith("الع")
        )

    def _ends_subject(self, position: int, counted: Counted) -> bool:
        word = self._words[position]
        if word.mark in ("stop", "colon"):
            return True
        if self._hits.any(position, ("complementizers", "boundaries.words")):
            return True
        plural = word.norm.startswith(("ي", "ت")) and word.norm.endswith(("ون", "ان"))
        return (
            self._hits.any(position, ("trigger.verb", "verb", "reporting.verbs"))
            and not plural
            and not self._named(position)
        )

    def _of_place(self, position: int) -> bool:
        return any(m.kind == "place" and m.start <= position < m.end for m in self._mentions.values())

    def _named(self, position: int) -> bool:
        return any(mention.start <= position < mention.end for mention in self._mentions.values())

    # -- whether at all

    def none(self, position: int, start: int) -> bool:
        """Whether what begins at a word is said not to have come about: ``دون وقوع إصابات``."""
        for at in range(max(start, position - _NONE_REACH), position):
            hit = self._hits.at(at, "fates.none")
            if hit and hit.end <= position:
                gap = range(hit.end, position)
                if all(
                    self._hits.any(inside, ("fates.occurring", "boundaries.results"))
                    or self._words[inside].norm in _GAP_OF_NONE
                    or self._words[inside].norm in _NOT_THAT
                    or self._words[inside].norm.startswith(_RESULTING)
                    for inside in gap
                ):
                    return True
        return False

    def occurs(self, position: int, start: int) -> bool:
        """Whether a word before tells that casualties came about: ``سقوط قتلى``."""
        near = range(max(start, position - 4), position)
        return any(self._hits.any(at, ("fates.occurring", "boundaries.results")) for at in near)
