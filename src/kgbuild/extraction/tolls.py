"""Numbers of killed, wounded, captured and missing people, parts of totals, and the people who are named as victims.

A number is a toll only when the text says what became of the people counted. A part (``بينهم 13 مدنيا``) points at its
whole and is never added to it. Totals over a long time are marked and belong to no single event.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.numbers import NumberMatch, numbers
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, Reading, TollMention, VictimMention
from kgbuild.extraction.hits import Hit
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import WordMap
from kgbuild.extraction.report import Measure

__all__ = ["find_tolls"]

_MEASURES: tuple[Measure, ...] = ("killed", "wounded", "captured", "missing")
_GROUP_MEASURE: dict[str, Measure] = {"dead": "killed", "wounded": "wounded", "captive": "captured", "missing": "missing"}
_BEFORE = tuple(f"tolls.{measure}_before" for measure in _MEASURES)
_REACH_BEFORE = 4
_REACH_ACTIVE = 9
_REACH_AFTER = 14


def find_tolls(reading: Reading, hits: HitTable) -> tuple[list[TollMention], list[VictimMention]]:
    """Return the tolls, in text order, and the named victims of an article."""
    finder = _Finder(reading, hits)
    for sentence in reading.sentences:
        finder.sentence(sentence.start, sentence.end)
    return finder.tolls, finder.victims


class _Finder:
    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self.reading, self.hits, self.words = reading, hits, reading.words
        self.mentions = {mention.start: mention for mention in reading.mentions}
        self.tolls: list[TollMention] = []
        self.victims: list[VictimMention] = []
        spans = WordMap(self.words)
        self.numbers: dict[int, tuple[int, NumberMatch]] = {}
        dated = [(match.span.start, match.span.end) for match in reading.dates]
        for match in numbers(reading.article.text):
            if match.context != "count" or any(s < match.span.end and match.span.start < e for s, e in dated):
                continue
            first, last = spans.words_of(match.span.start, match.span.end)
            if match.noun is not None and match.kind == "dual":
                last = spans.words_of(match.noun.start, match.noun.end)[1]
            self.numbers.setdefault(first, (last, match))

    def sentence(self, start: int, end: int) -> None:
        begun = len(self.tolls)
        covered = -1
        for position in range(start, end):
            if position in self.numbers:
                last, match = self.numbers[position]
                toll = self._counted(position, last, match, start, end, begun)
                if toll:
                    self.tolls.append(toll)
                    covered = max(covered, toll.end)
            elif position >= covered:
                covered = max(covered, self._uncounted(position, start, end, begun))

    # -- counted people

    def _counted(self, first: int, last: int, match: NumberMatch, start: int, end: int, begun: int) -> TollMention | None:
        noun_at = self._noun_position(match, last)
        noun = person_noun(self.words[noun_at].norm) if noun_at is not None and noun_at < end else None
        measure, verb = self._measure(first, last, noun_at, noun.group if noun else None, start, end, begun)
        if measure is None:
            return None
        if noun_at is not None and noun is None and not self._is_people(noun_at) and not (measure == "killed" and not self.hits.any(noun_at, ("tolls.things", "facilities", "weapon", "trigger"))):
            return None
        group_end, group_mention = self._group(noun_at if noun_at is not None else last, end)
        text = self.reading.text(first, max(group_end, last))
        group = self.reading.text(noun_at, group_end) if noun_at is not None and group_end > noun_at and (noun is None or noun.group not in ("dead", "wounded")) else None
        toll = TollMention(first, max(group_end, last), measure, match.low, match.high, text, group, group_mention, verb=verb)
        toll = replace(toll, subset_of=self._whole(first, max(group_end, last), start, begun, measure), cumulative=self._cumulative(start, end, first))
        return toll

    def _noun_position(self, match: NumberMatch, last: int) -> int | None:
        if match.noun is not None:
            spans = WordMap(self.words)
            return spans.words_of(match.noun.start, match.noun.end)[0]
        at = last
        if at < len(self.words) and self.words[at].norm in ("من", "اخرين", "اخرون"):
            at += 1
        return at if at < len(self.words) and (person_noun(self.words[at].norm) or at in self.mentions) else None

    def _is_people(self, position: int) -> bool:
        mention = self.mentions.get(position)
        if mention and mention.kind in ("actor", "person"):
            return True
        word = self.words[position]
        return bool(word.mark) or self.hits.any(position, ("tolls", "people.fighters", "people.civilians"))

    def _measure(self, first: int, last: int, noun_at: int | None, group: str | None, start: int, end: int, begun: int) -> tuple[Measure | None, bool]:
        if self._casualties(last, end):
            return "casualties", False
        if group in _GROUP_MEASURE:
            return _GROUP_MEASURE[group], False
        part = self._part_measure(first, start)
        if part:
            return part, False
        before = self._fate_before(first, start, begun)
        after = self._fate_after(last, noun_at, end)
        if before and (after is None or before[1] <= _REACH_BEFORE):
            return before[0], before[2]
        return (after, True) if after else (None, False)

    def _casualties(self, last: int, end: int) -> bool:
        if any(self.hits.any(at, ("tolls.casualties",)) for at in range(max(0, last - 4), last)):
            return True
        for position in range(last, min(last + _REACH_AFTER, end)):
            if position in self.numbers or self.words[position].mark == "stop":
                return False
            if self.hits.any(position, ("tolls.casualties",)):
                return True
            if self.hits.any(position, ("boundaries.words", "tolls.killed_before", "tolls.wounded_before")) and self.words[position].norm not in ("سقطوا", "سقط"):
                return False
        return False

    def _part_measure(self, first: int, start: int) -> Measure | None:
        """A part that names its whole: وبين القتلى 7 سوريين."""
        for position in range(max(start, first - 4), first):
            hit = self.hits.at(position, "tolls.subset")
            if hit and hit.end <= first:
                if "قتل" in hit.value or "ضحايا" in hit.value:
                    return "killed"
                if "جرح" in hit.value:
                    return "wounded"
        return None

    def _fate_before(self, first: int, start: int, begun: int) -> tuple[Measure, int, bool] | None:
        """The nearest word of fate before the number; distance in words, and whether it is an active verb's object."""
        position = first - 1
        steps = 0
        while position >= start and steps <= _REACH_ACTIVE:
            if position in self.numbers and not any(t.start == position for t in self.tolls[begun:]):
                return None
            chained = next((t for t in self.tolls[begun:] if t.start <= position < t.end), None)
            if chained is not None and steps <= 5 and self._joined(chained.end, first):
                return (chained.measure, steps, chained.verb) if chained.measure != "casualties" else None
            for measure in _MEASURES:
                hit = self.hits.at(position, f"tolls.{measure}_before")
                if hit and hit.end <= first and self._completed(hit, first):
                    distance = first - hit.end
                    active = distance > _REACH_BEFORE or any(m.start >= hit.end and m.kind == "actor" and m.preposition == "" for m in self.mentions.values() if m.end <= first)
                    if distance <= _REACH_BEFORE or self._only_mentions(hit.end, first):
                        return measure, distance, active
            if self.hits.any(position, ("complementizers", "boundaries.words")) or self.words[position].mark == "stop":
                return None
            position -= 1
            steps += 1
        return None

    def _joined(self, left: int, right: int) -> bool:
        """Whether ``right`` is coordinated with what ends at ``left``."""
        gap = self.words[left:right]
        if self.words[right].norm.startswith("و") or (gap and gap[-1].norm == "و"):
            return True
        return bool(gap) and gap[0].mark == "comma" and any(self.hits.any(at, ("tolls.subset",)) for at in range(left, right)) or any(
            self.hits.any(at, ("tolls.subset",)) or self.words[at].norm in ("بالاضافه", "اضافه", "الي") for at in range(left, right)
        )

    def _completed(self, hit: Hit, first: int) -> bool:
        """``لقي`` and ``سقط`` tell a death only with مصرعهم, قتيلا and the like."""
        if hit.value not in _NEEDS_AFTER:
            return True
        return any(self.hits.any(at, ("tolls.killed_after",)) for at in range(hit.end, min(first + 12, len(self.words))))

    def _only_mentions(self, left: int, right: int) -> bool:
        inside = left
        for position in range(left, right):
            mention = self.mentions.get(position)
            if mention:
                inside = max(inside, mention.end)
            elif position >= inside and (self.words[position].mark not in ("", "quote") or self.hits.any(position, ("verb", "reporting", "trigger", "boundaries"))):
                return False
        return True

    def _fate_after(self, last: int, noun_at: int | None, end: int) -> Measure | None:
        """The predicate after the people: مقاتلا … قتلوا في القصف؛ 4 عناصر لقوا مصرعهم."""
        start = noun_at if noun_at is not None else last
        limit = min(start + (_REACH_AFTER if noun_at is not None else 5), end)
        for position in range(start, limit):
            if position > start and position in self.numbers:
                return None
            word = self.words[position]
            if word.mark == "stop" or (self.hits.any(position, ("boundaries.words", "complementizers", "trigger.verb")) and not self.hits.any(position, _BEFORE)):
                return None
            if word.norm in _PLURAL_PREDICATES:
                return _PLURAL_PREDICATES[word.norm]
            for measure in ("killed", "wounded", "captured"):
                hit = self.hits.at(position, f"tolls.{measure}_after")
                if hit and position - start <= 3 and not hit.conjunction:
                    return measure  # type: ignore[return-value]
        return None

    def _group(self, position: int, end: int) -> tuple[int, Mention | None]:
        """Where the words for the people counted end, and the actor that they name."""
        at = position
        while at < min(position + 3, end):
            mention = self.mentions.get(at)
            if mention and mention.kind == "actor":
                return mention.end, mention
            if self.words[at].mark not in ("", "quote") or (at > position and self.words[at].norm not in ("من", "في", "صفوف")):
                break
            at += 1
        return min(position + 1, end), None

    def _whole(self, first: int, last: int, start: int, begun: int, measure: Measure) -> int | None:
        marked = any(self.hits.any(at, ("tolls.subset",)) for at in range(max(start, first - 4), first))
        after = self.hits.at(last, "tolls.subset")
        marked = marked or (after is not None and after.value in ("منهم", "منها"))
        previous = len(self.tolls) - 1
        if not marked:
            if previous >= begun and self.tolls[previous].subset_of is not None and self.tolls[previous].measure == measure and first - self.tolls[previous].end <= 6 and self._joined(self.tolls[previous].end, first):
                if not any(self.hits.any(at, _BEFORE) for at in range(self.tolls[previous].end, first + 1)):
                    return self.tolls[previous].subset_of
            return None
        named = self._part_measure(first, start) is not None
        for position in range(previous, -1, -1):
            toll = self.tolls[position]
            if position < begun and not named:
                break
            if toll.measure == measure and (not named or toll.subset_of is None):
                return position
            if toll.measure == "casualties":
                return position
        return None

    def _cumulative(self, start: int, end: int, first: int) -> bool:
        return any(self.hits.any(at, ("tolls.cumulative",)) for at in range(max(start, first - 14), min(end, first + 16)))

    # -- people without a number

    def _uncounted(self, position: int, start: int, end: int, begun: int) -> int:
        for measure in _MEASURES:
            hit = self.hits.at(position, f"tolls.{measure}_before")
            if hit:
                return self._after_fate(hit, measure, start, end, begun)
        hit = self.hits.at(position, "tolls.killed_after", "tolls.wounded_after")
        if hit and hit.value in _PLURAL_FATES:
            measure = "killed" if hit.category.endswith("killed_after") else "wounded"
            if any(t.measure == measure and abs(t.start - position) <= 4 for t in self.tolls[begun:]):
                return -1
            if self._occurred(position, start) or (begun < len(self.tolls) and self._joined(self.tolls[-1].end, position) and position - self.tolls[-1].end <= 1):
                self.tolls.append(TollMention(position, hit.end, measure, 1, None, self.reading.text(position, hit.end), cumulative=self._cumulative(start, end, position)))
                return hit.end
        return -1

    def _occurred(self, position: int, start: int) -> bool:
        return any(
            self.hits.any(at, ("boundaries.results",)) or self.words[at].norm in ("سقوط", "وسقوط", "بسقوط", "وقوع", "ووقوع", "بوقوع", "سقط", "وسقط", "اوقعت", "اوقع")
            for at in range(max(start, position - 4), position)
        )

    def _after_fate(self, hit: Hit, measure: Measure, start: int, end: int, begun: int) -> int:
        at = hit.end
        if at >= end or at in self.numbers or hit.value in _NEEDS_AFTER and not self._completed(hit, at):
            return -1
        while at < end and self.words[at].mark == "quote":
            at += 1
        if at >= end or at in self.numbers:
            return -1
        mention = self.mentions.get(at)
        if mention and mention.kind == "person" and not mention.preposition:
            self._victims(mention, measure, end)
            return mention.end
        noun = person_noun(self.words[at].norm)
        if noun and noun.number == "singular" and noun.group not in ("dead", "wounded") and not self.words[at].norm.startswith("ال"):
            following = mention.end if mention else at + 1
            named = self.mentions.get(following)
            if named and named.kind == "person" and not named.preposition:
                self._victims(named, measure, end)
                return named.end
            group_end, group = self._group(at, end)
            if measure in ("captured", "missing") or hit.category.endswith(("killed_before", "wounded_before")):
                self.tolls.append(
                    TollMention(at, group_end, measure, 1, 1, self.reading.text(at, group_end), self.reading.text(at, group_end), group, cumulative=self._cumulative(start, end, at))
                )
                return group_end
        if noun and noun.number == "plural" and not self.words[at].norm.startswith("ال") and self._noun_form(hit):
            group_end, group = self._group(at, end)
            self.tolls.append(TollMention(at, group_end, measure, 1, None, self.reading.text(at, group_end), self.reading.text(at, group_end), group, cumulative=self._cumulative(start, end, at)))
            return group_end
        return -1

    def _noun_form(self, hit: Hit) -> bool:
        return hit.value in _FATE_NOUNS

    def _victims(self, person: Mention, measure: Measure, end: int) -> None:
        self.victims.append(VictimMention(person.start, person.end, person, measure))
        at = person.end
        while at < end:
            if self.words[at].mark in ("comma", "quote"):
                at += 1
                continue
            other = self.mentions.get(at)
            if other and other.kind == "person" and other.conjunction and not other.preposition:
                self.victims.append(VictimMention(other.start, other.end, other, measure))
                at = other.end
                continue
            return


_NEEDS_AFTER = frozenset({"لقي", "لقيت", "سقوط", "سقط", "سقطت", "فقد", "حياة", "قضى", "قضوا", "قضي"})
_FATE_NOUNS = frozenset({"مقتل", "مصرع", "استشهاد", "وفاة", "بمقتل", "سقوط", "إصابة", "بإصابة", "أسر", "اعتقال", "خطف", "اختطاف", "احتجاز", "توقيف", "تصفية", "إعدام"})
_PLURAL_FATES = frozenset({"قتلى", "جرحى", "ضحايا", "شهداء", "مصابين", "مصابون"})
_PLURAL_PREDICATES: dict[str, Measure] = {
    "قتلوا": "killed", "قتلا": "killed", "استشهدوا": "killed", "لقوا": "killed", "لقيا": "killed", "مصرعهم": "killed", "حتفهم": "killed", "قضوا": "killed",
    "اصيبوا": "wounded", "جرحوا": "wounded", "اصيبا": "wounded", "جرحا": "wounded", "اسروا": "captured", "اعتقلوا": "captured", "خطفوا": "captured",
    "مصرعه": "killed", "حتفه": "killed",
}
