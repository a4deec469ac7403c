"""Tolls of counted people: by the noun or verb that tells their fate, as part of a whole, or joined to others."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, Reading, TollMention, VictimMention
from kgbuild.extraction.fates import Fate, Fates
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.parts import Parts
from kgbuild.extraction.people import ONE_OF, Counted, People
from kgbuild.extraction.report import Measure
from kgbuild.extraction.totals import Totals

__all__ = ["CountedTolls"]

_ADDITION = ("اضاف", "بالاضاف")
_BURIAL_REACH = 6  # words from a verb of burying to the victims
_BY_AGE = ("child", "woman")
_CASUALTIES_REACH = 14
_DEED_PRONOUNS = ("ه", "ها", "هما")  # نفذهما: a deed told before
_CHAIN_GAP = 6
_WITH = ("مع", "برفقه", "رفقه")
_OWN = ("ه", "ها", "هم")  # مرافقيه
_DYING_REACH = 2
_SUM_GAP = 2
_SIDE_GAP = 3  # words from one side's dead to those of the other: الموالية لكذا مقابل
_WHOLE_SENTENCES = 4


class CountedTolls:
    """What is read so far; ``tolls`` and ``victims`` grow while a sentence is read."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self.reading, self.hits, self.words = reading, hits, reading.words
        self.people = People(reading, hits)
        self.fates = Fates(reading, hits, self.people.mentions)
        self.totals = Totals(hits, reading.words, self.people, self.fates)
        self.parts = Parts(hits, reading.words, self.fates)
        self.tolls: list[TollMention] = []
        self.victims: list[VictimMention] = []
        self.number = self.start = self.end = self.begun = 0
        self.chains: list[list[int]] = []
        self.heads: dict[int, int] = {}

    # -- counted people

    def _counted(self, counted: Counted) -> TollMention | None:
        if self._not_harmed(counted):
            return None
        if counted.fate is not None:
            return self._by_noun(counted)
        fate = self.fates.before(counted, self.start, self.end)
        near = fate is not None and counted.start - fate.end <= 1
        sum_end = self._casualties(counted)
        if sum_end and not (fate is not None and self._apart(counted, fate, sum_end)):
            return self._toll(counted, "casualties", end=sum_end)
        if not near and (part := self._part(counted)):
            return part
        if not near and (chained := self._chained(counted)):
            return chained
        if fate is not None and fate.start not in self.heads and self._counts_people(counted, fate, near):
            if self.fates.unsaid(fate.start, self.start) or (near and self._acts(counted, fate)):
                return None
            if self.fates.open_between(fate, self.start, self.end):
                return None
            both = self.fates.both(fate, self.start, self.end) and not self._told_until(fate.start)
            return self._headed(counted, fate.start, "casualties" if both else fate.measure)
        measure, both = self.fates.behind(counted, self.end)
        if measure is None or self._captives(counted, measure):
            return self._told_total(counted)
        if not both and measure in ("killed", "wounded"):
            self.chains.append([len(self.tolls)])
        return self._toll(counted, "casualties" if both else measure, verb=True)

    def _acts(self, counted: Counted, fate: Fate) -> bool:
        """``قتل أربعة مسلحين 67 شخصا``: of two numbers behind an active verb the first did it.

        ``أوقف ثلاثة ملثمين حافلة``: so did people behind whom the thing stands that was stopped or seized.
        """
        at = counted.end
        if fate.noun or at >= self.end:
            return False
        thing = self.hits.at(at, "facilities.words") if fate.measure == "captured" else None
        if thing is not None and not (thing.preposition or thing.conjunction):
            return True
        other = self.people.at(at, self.end)
        if other is None and self.words[at].norm.endswith("ا"):
            other = self.people.one(at, self.end)
        if other is None or other.noun is None or not other.sure or other.joined or other.preceded:
            return False
        return other.fate is None and not self.hits.any(other.end, ("tolls.subset",))

    def _apart(self, counted: Counted, fate: Fate, sum_end: int) -> bool:
        """``إصابة مئات آخرين في أعلى حصيلة من القتلى والمصابين``: a noun of fate tells of them, a sum of all."""
        return fate.noun and sum_end == counted.end and not self.fates.both(fate, self.start, self.end)

    def _counts_people(self, counted: Counted, fate: Fate, near: bool) -> bool:
        """An unknown noun counts people only right behind a noun of fate or a verb of killing."""
        return counted.sure or fate.noun or (near and fate.measure == "killed")

    def _headed(self, counted: Counted, head: int, measure: Measure) -> TollMention:
        """The toll of the first group behind a word of fate; further groups may be joined to it."""
        self.heads[head] = len(self.tolls)
        if measure in ("killed", "wounded"):
            self.chains.append([len(self.tolls)])
        return self._toll(counted, measure, verb=True)

    def _told_until(self, position: int) -> bool:
        """Whether the word before is the predicate of people told already: ``إن شخصا قتل وأصيب 15``."""
        return len(self.tolls) > self.begun and position - self.tolls[-1].end == 1

    def _captives(self, counted: Counted, measure: Measure) -> bool:
        return counted.captive and measure == "wounded"

    def _some_of_them(self, counted: Counted, noun: int) -> bool:
        """``صلاة الجنازة على 25 من القتلى``, ``15 من الجرحى ما زالوا …``: of those who were counted before."""
        if counted.form != "number" or counted.low != counted.high or noun <= counted.start:
            return False
        among = self.words[noun - 1].norm == "من" and self.words[noun].norm.startswith("ال")
        return among and not self.fates.occurs(counted.start, self.start)

    def _by_noun(self, counted: Counted) -> TollMention | None:
        """People whose noun tells their fate: ``12 قتيلا``; with the other fate joined to it, one sum."""
        noun = counted.noun if counted.noun is not None else counted.start
        if self._some_of_them(counted, noun):
            return None
        both = self.hits.at(noun, "tolls.casualties")
        if both is not None:
            return self._toll(counted, "casualties", end=both.end)
        if counted.form == "number" and (sum_end := self._casualties(counted)):
            return self._toll(counted, "casualties", end=sum_end)
        if self.fates.none(counted.start, self.start) or self.fates.unsaid(counted.start, self.start):
            return None
        measure = counted.fate or "killed"
        if self.hits.any(noun, ("fates.victims",)) and self.fates.before(counted, self.start, self.end) is None:
            measure = "killed" if self._buried(counted) else "casualties"
        marked = self.parts.marker(counted, self.start, self.end)
        if measure == "wounded" and (self._died(counted) or (marked is not None and self._among_captives(marked))):
            return None
        if marked and (part := self._part(replace(counted, fate=None))) and part.measure == measure:
            return part
        return self._toll(counted, measure)

    def _buried(self, counted: Counted) -> bool:
        """``دفنوا العشرات من ضحايا الغارة``, ``قضى أربعة من الضحايا``: of those nobody was only hurt."""
        if self.hits.any(counted.start - 1, ("fates.dying",)):
            return True
        for at in range(counted.start - 1, max(self.start, counted.start - _BURIAL_REACH) - 1, -1):
            if self.words[at].mark in ("comma", "stop"):
                return False
            if self.hits.any(at, ("fates.burying",)):
                return True
        return False

    def _not_harmed(self, counted: Counted) -> bool:
        """``نفذهما ثلاثة شبان``: who carried a deed out; ``صلاة الغائب على أرواح 20``: for whom people pray."""
        at = counted.start - 1
        while at > self.start and self.words[at].mark == "quote":
            at -= 1
        if at <= self.start:
            return False
        carried = self.hits.at(at, "verb.perform")
        if carried is not None and self.words[at].norm.endswith(_DEED_PRONOUNS):
            return True
        return self.words[at].norm in ("ارواح", "روح") and self.words[at - 1].norm in ("علي", "الي")

    def _died(self, counted: Counted) -> bool:
        """``توفي ثلاثة من الجرحى``: some of the wounded told before died."""
        noun = counted.noun if counted.noun is not None else counted.start
        near = range(max(self.start, counted.start - _DYING_REACH), counted.start)
        return self.words[noun].norm.startswith("ال") and any(self.hits.any(at, ("fates.dying",)) for at in near)

    def _among_captives(self, marker: int) -> bool:
        """``اعتقال تسعة، بينهم ثلاثة جرحى``: who is hurt among those seized was hurt before."""
        fates = ("tolls.killed_before", "tolls.wounded_before", "tolls.killed_after", "tolls.captured_before")
        told = (at for at in range(marker - 1, self.start - 1, -1) if self.hits.any(at, fates))
        return self.hits.any(next(told, marker), ("tolls.captured_before",))

    def _toll(
        self, counted: Counted, measure: Measure, *, end: int = 0, verb: bool = False, whole: int | None = None
    ) -> TollMention:
        last = max(end, counted.end)
        text = self.reading.text(counted.start, last)
        long = whole is not None and self.tolls[whole].cumulative
        long = long or self.totals.cumulative(counted, self.start, self.end)
        low, high = counted.low, counted.high
        group, mention, parties = counted.group, counted.mention, counted.parties
        if counted.others and group is None:
            group, mention, parties = self._group_before(counted)
        return TollMention(
            counted.start, last, measure, low, high, text, group, mention, whole, long, verb, parties
        )  # fmt: skip

    def _group_before(self, counted: Counted) -> tuple[str | None, Mention | None, tuple[Mention, ...]]:
        """``مقتل 11 من كذا وإصابة 23 آخرين``: the others are of the group told last, in this sentence or before.

        Not where more people are added to that group in between (``إضافة إلى ثلاثة عمال``), or where it is one of two
        that were hit (``هاجموا الجيش والشرطة … خمسة من الشرطة وإصابة 11 آخرين``): they may be of either.
        """
        others = counted.start
        position = len(self.tolls) - 1
        if position < 0 or self.number - self.reading.sentence_at(self.tolls[position].start) > 1:
            return None, None, ()
        if any(len(chain) > 1 and position in chain for chain in self.chains):
            return None, None, ()
        toll = self.tolls[position]
        if any(word.norm.startswith(_ADDITION) for word in self.words[toll.end : others]):
            return None, None, ()
        while toll.subset_of is not None:
            toll = self.tolls[toll.subset_of]
        if self._one_of_two(toll) or self._of_all_kinds(counted, toll):
            return None, None, ()
        first, *rest = (toll.group or "").split() or [""]
        if rest and fold(first) in ONE_OF:
            first, *rest = rest
        noun = person_noun(first)
        anybody = noun is not None and noun.group == "person" and not rest
        return None if anybody else " ".join([first, *rest]) or None, toll.group_mention, toll.parties

    def _one_of_two(self, toll: TollMention) -> bool:
        """Whether the sentence names the group of a toll beside another before it (``أفراد الجيش والشرطة``)."""
        group = toll.group_mention
        if group is None:
            return False
        told = [m for m in self.people.mentions.values() if m.kind == "actor" and self.start <= m.start < toll.start]
        pairs = [(a, b) for a in told for b in told if a.end == b.start and b.conjunction]
        return any(_same_group(group, one) for pair in pairs for one in pair)

    def _of_all_kinds(self, counted: Counted, toll: TollMention) -> bool:
        """``قتل طفلان … وقتل 15 آخرون بينهم نساء``: women and children are others of no such group."""
        if counted.end >= self.end or not self.hits.any(counted.end, ("tolls.subset",)):
            return False
        noun = person_noun((toll.group or "").split(" ")[0])
        return noun is not None and noun.group in _BY_AGE

    def _casualties(self, counted: Counted) -> int:
        """Where words that give dead and wounded as one sum end, behind the people or before; 0 for none."""
        for position in range(counted.end - 1, min(counted.end + _CASUALTIES_REACH, self.end)):
            hit = self.hits.at(position, "tolls.casualties")
            if hit:
                return hit.end if position - counted.end <= 1 else counted.end
            if position < counted.end:
                continue
            if self.words[position].mark == "stop" or self.people.at(position, self.end) is not None:
                break
            if self.fates.at(position, self.end) or self.hits.any(
                position, ("boundaries.words", "boundaries.results", "complementizers")
            ):
                break
        told = self.totals.before(counted, self.start, self.end) if counted.fate is None else None
        return counted.end if told == "casualties" else 0

    def _told_total(self, counted: Counted) -> TollMention | None:
        """``بلغ عدد القتلى 18``: a bare number behind the noun whose count it is."""
        measure = self.totals.before(counted, self.start, self.end) if counted.form == "number" else None
        if measure is None:
            return None
        toll = self._toll(counted, measure)
        return replace(toll, cumulative=True) if self.totals.of_hours(counted, self.start, self.end) else toll

    # -- parts, coordination

    def _part(self, counted: Counted) -> TollMention | None:
        marker = self.parts.marker(counted, self.start, self.end)
        if (
            marker is not None
            and len(self.tolls) > self.begun
            and marker < self.tolls[-1].start
            and self.tolls[-1].subset_of is not None
        ):
            marker = None
        whole: int | None
        whole = self._whole(counted, self.parts.whole(marker)) if marker is not None else self._further(counted)
        return self._toll(counted, self.tolls[whole].measure, whole=whole) if whole is not None else None

    def _whole(self, counted: Counted, named: Measure | None) -> int | None:
        """The toll that a part belongs to: the nearest before it that is large enough."""
        for position in range(len(self.tolls) - 1, -1, -1):
            toll = self.tolls[position]
            if position < self.begun and (
                named is None or self.number - self.reading.sentence_at(toll.start) > _WHOLE_SENTENCES
            ):
                break
            if named is not None and (
                toll.measure not in (named, "casualties") or toll.subset_of is not None or toll.cumulative
            ):
                continue
            if _holds(toll, counted):
                return position
        return None

    def _further(self, counted: Counted) -> int | None:
        """The whole of the part before, when this group is joined to it (``بينهم 3 أطفال و4 نساء``)."""
        if len(self.tolls) <= self.begun or self.tolls[-1].subset_of is None:
            return None
        last = self.tolls[-1]
        gap = range(last.end, counted.start)
        added = any(self.hits.any(at, ("fates.additions",)) for at in gap)
        if len(gap) > _CHAIN_GAP or not (counted.joined or added):
            return None
        if any(self.fates.at(at, self.end) or self.words[at].mark == "stop" for at in gap):
            return None
        whole = last.subset_of
        outer = self.tolls[whole].subset_of if whole is not None else None
        full = whole is not None and self._exceeds(whole, counted)
        chosen = outer if (added or full) and outer is not None else whole
        return chosen if chosen is not None and _holds(self.tolls[chosen], counted) else None

    def _exceeds(self, whole: int, counted: Counted) -> bool:
        """``سبعة، منهم ثلاثة أطفال، وستة عراقيين``: parts are not more than their whole."""
        told = sum(toll.low for toll in self.tolls if toll.subset_of == whole)
        high = self.tolls[whole].high
        return high is not None and told + counted.low > high

    def _chained(self, counted: Counted) -> TollMention | None:
        """A group that is coordinated with the one before has its fate: ``مقتل 10 جنود وثلاثة مدنيين``."""
        if self._elliptic(counted):
            self.chains.append([len(self.tolls) - 1])
        if not self.chains or self.chains[-1][-1] != len(self.tolls) - 1:
            return None
        last = self.tolls[-1]
        gap = range(last.end, counted.start)
        if last.measure == "killed" and self._other_side(gap):
            self.chains.append([len(self.tolls)])
            return self._toll(counted, last.measure, verb=last.verb)
        added = any(self.hits.any(at, ("fates.additions",)) for at in gap)
        added = added or self._along(counted, gap)
        if len(gap) > _CHAIN_GAP or not (counted.joined or added) or not counted.sure or counted.captive:
            return None
        if any(self._separates(at) and not added for at in gap) or any(self.words[at].mark == "stop" for at in gap):
            return None
        if any(self.hits.any(at, ("fates.consists",)) for at in range(last.start, counted.start)):
            return None  # مدنيين هما رجل وزوجته: who they are
        told, _ = self.fates.behind(counted, min(counted.end + 2, self.end))
        if told is not None and told != last.measure:
            return None
        direct = sum(not self.words[at].mark and self.words[at].norm != "و" for at in gap) <= _SUM_GAP + 2 * added
        if direct and not any(at in self.people.mentions and self.people.mentions[at].kind == "place" for at in gap):
            self.chains[-1].append(len(self.tolls))
        return self._toll(counted, last.measure, verb=last.verb)

    def _elliptic(self, counted: Counted) -> bool:
        """``تسعة قتلى من كذا واثنين من كذا``: a number without a noun, joined to the dead whom their noun tells."""
        last = self.tolls[-1] if len(self.tolls) > self.begun else None
        if last is None or last.measure != "killed" or last.subset_of is not None or last.verb or not counted.joined:
            return False
        if any(len(self.tolls) - 1 in chain for chain in self.chains) or counted.start != last.end:
            return False
        numbered = counted.form == "number" and counted.noun is not None and self.words[counted.noun - 1].norm == "من"
        return numbered and self.parts.marker(counted, self.start, self.end) is None

    def _along(self, counted: Counted, gap: range) -> bool:
        """``قتل القيادي فلان مع ثلاثة من مرافقيه``: people of somebody who was killed, with him."""
        noun = counted.noun if counted.noun is not None else counted.start
        return len(gap) == 1 and self.beside(gap[0], noun)

    def beside(self, position: int, noun: int) -> bool:
        """``مع مرافقيه``: whether a word before people sets them, who are somebody's own, beside him."""
        return self.words[position].norm in _WITH and self.words[noun].norm.endswith(_OWN)

    def _other_side(self, gap: range) -> bool:
        """``قتل 22 من كذا مقابل تسعة من كذا``: the dead of the other side."""
        return (
            0 < len(gap) <= _SIDE_GAP
            and self.hits.any(gap[-1], ("fates.against",))
            and not any(self.words[at].mark for at in gap)
        )

    def _separates(self, position: int) -> bool:
        if self.fates.at(position, self.end) or self.hits.any(
            position, ("boundaries", "verb", "trigger", "tolls.subset", "complementizers")
        ):
            return True
        if self.words[position].norm == "علي" and position + 1 < self.end:
            return self.words[position + 1].norm not in ("الاقل", "الاكثر")
        return self.words[position].norm in ("بين", "مع", "ضد", "برصاص", "الي")


def _same_group(group: Mention, other: Mention) -> bool:
    """Whether two mentions are of one body, by what they are identified with or by their first words."""
    if group.iri and other.iri:
        return group.iri == other.iri
    first, second = ((mention.name or mention.surface).split()[:1] for mention in (group, other))
    return bool(first) and first == second


def _holds(toll: TollMention, part: Counted) -> bool:
    if toll.high == 0:
        return False
    return toll.high is None or (part.low <= toll.high and (part.high is None or part.high <= toll.high))
