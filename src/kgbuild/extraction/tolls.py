"""Numbers of killed, wounded, captured and missing people, and parts of totals.

A number is a toll only when the text says what became of the people counted. A part (``بينهم 13 مدنيا``) points at its
whole and is never added to it. Groups that one word of fate counts together (``مقتل خمسة جنود ومدني``) are parts of
their sum, which the text states by coordinating them. Totals over a long time are marked and belong to no event.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading, TollMention, VictimMention
from kgbuild.extraction.fates import Fate, Fates
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.parts import Parts, with_sums
from kgbuild.extraction.people import Counted, People
from kgbuild.extraction.report import Measure
from kgbuild.extraction.totals import Totals
from kgbuild.extraction.victims import Victims

__all__ = ["find_tolls"]

_CASUALTIES_REACH = 14
_CHAIN_GAP = 6
_SUM_GAP = 2
_WHOLE_SENTENCES = 4
_OTHERS = fold("آخرون")
_OCCASIONS = ("في", "خلال", "جراء", "اثر")
_DEMONSTRATIVES = name_words("demonstratives")


def find_tolls(reading: Reading, hits: HitTable) -> tuple[list[TollMention], list[VictimMention]]:
    """Return the tolls, in text order, and the named victims of an article.

    Parameters
    ----------
    reading
        An article with words, sentences, dates and mentions.
    hits
        Its lexicon hits.
    """
    finder = _Finder(reading, hits)
    for number, sentence in enumerate(reading.sentences):
        finder.sentence(number, sentence.start, sentence.end)
    return finder.tolls, finder.victims


class _Finder:
    """Reads one sentence after another; ``tolls`` and ``victims`` grow."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self.reading, self.hits, self.words = reading, hits, reading.words
        self.people = People(reading, hits)
        self.fates = Fates(reading, hits, self.people.mentions)
        self.totals = Totals(hits, reading.words, self.people, self.fates)
        self.parts = Parts(hits, reading.words, self.fates)
        self.names = Victims(reading, hits, self.people)
        self.tolls: list[TollMention] = []
        self.victims: list[VictimMention] = []
        self.number = self.start = self.end = self.begun = 0
        self.chains: list[list[int]] = []
        self.heads: dict[int, int] = {}

    def sentence(self, number: int, start: int, end: int) -> None:
        """Read one sentence."""
        self.number, self.start, self.end, self.begun = number, start, end, len(self.tolls)
        self.chains, self.heads = [], {}
        position = start
        while position < end:
            position = max(self._read(position), position + 1)
        self.tolls = with_sums(self.reading, self.tolls, self.chains, self.heads)

    def _read(self, position: int) -> int:
        """Read what begins at a word; return where to go on."""
        if denied := self._denied(position):
            return denied
        counted = self.people.at(position, self.end)
        if counted is not None:
            toll = self._counted(counted)
            if toll is not None:
                self.tolls.append(toll)
                return toll.end
            return position + 1
        return self._uncounted(position)

    # -- counted people

    def _counted(self, counted: Counted) -> TollMention | None:
        if counted.fate is not None:
            return self._by_noun(counted)
        sum_end = self._casualties(counted)
        if sum_end:
            return self._toll(counted, "casualties", end=sum_end)
        fate = self.fates.before(counted, self.start, self.end)
        near = fate is not None and counted.start - fate.end <= 1
        if not near and (part := self._part(counted)):
            return part
        if not near and (chained := self._chained(counted)):
            return chained
        if fate is not None and fate.start not in self.heads and self._counts_people(counted, fate, near):
            if self.fates.unsaid(fate.start, self.start):
                return None
            both = self.fates.both(fate, self.start, self.end) and not self._told_until(fate.start)
            return self._headed(counted, fate.start, "casualties" if both else fate.measure)
        measure, both = self.fates.behind(counted, self.end)
        if measure is None or self._captives(counted, measure):
            return self._told_total(counted)
        if not both and measure in ("killed", "wounded"):
            self.chains.append([len(self.tolls)])
        return self._toll(counted, "casualties" if both else measure, verb=True)

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

    def _by_noun(self, counted: Counted) -> TollMention | None:
        """People whose noun tells their fate: ``12 قتيلا``; with the other fate joined to it, one sum."""
        noun = counted.noun if counted.noun is not None else counted.start
        both = self.hits.at(noun, "tolls.casualties")
        if both is not None:
            return self._toll(counted, "casualties", end=both.end)
        if counted.form == "number" and (sum_end := self._casualties(counted)):
            return self._toll(counted, "casualties", end=sum_end)
        if self.fates.none(counted.start, self.start) or self.fates.unsaid(counted.start, self.start):
            return None
        measure = counted.fate or "killed"
        if self.hits.any(noun, ("fates.victims",)) and self.fates.before(counted, self.start, self.end) is None:
            measure = "casualties"
        marked = self.parts.marker(counted, self.start, self.end)
        if marked and (part := self._part(replace(counted, fate=None))) and part.measure == measure:
            return part
        return self._toll(counted, measure)

    def _toll(
        self, counted: Counted, measure: Measure, *, end: int = 0, verb: bool = False, whole: int | None = None
    ) -> TollMention:
        last = max(end, counted.end)
        text = self.reading.text(counted.start, last)
        long = whole is not None and self.tolls[whole].cumulative
        long = long or self.totals.cumulative(counted, self.start, self.end)
        low, high, group = counted.low, counted.high, counted.group
        return TollMention(
            counted.start, last, measure, low, high, text, group, counted.mention, whole, long, verb
        )  # fmt: skip

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
        return self._toll(counted, measure) if measure else None

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
        chosen = outer if added and outer is not None else whole
        return chosen if chosen is not None and _holds(self.tolls[chosen], counted) else None

    def _chained(self, counted: Counted) -> TollMention | None:
        """A group that is coordinated with the one before has its fate: ``مقتل 10 جنود وثلاثة مدنيين``."""
        if not self.chains or self.chains[-1][-1] != len(self.tolls) - 1:
            return None
        last = self.tolls[-1]
        gap = range(last.end, counted.start)
        added = any(self.hits.any(at, ("fates.additions",)) for at in gap)
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

    def _separates(self, position: int) -> bool:
        if self.fates.at(position, self.end) or self.hits.any(
            position, ("boundaries", "verb", "trigger", "tolls.subset", "complementizers")
        ):
            return True
        if self.words[position].norm == "علي" and position + 1 < self.end:
            return self.words[position + 1].norm not in ("الاقل", "الاكثر")
        return self.words[position].norm in ("بين", "مع", "ضد", "برصاص", "الي")

    # -- people without a number

    def _uncounted(self, position: int) -> int:
        if self.words[position].mark:
            return position + 1
        fate = self.fates.at(position, self.end)
        if fate is not None:
            direct = self._behind_fate(fate.start, fate.end, fate.measure, noun=fate.noun)
            past = 0 if direct or fate.noun else self._past_occasion(fate.end)
            return direct or (past and self._behind_fate(fate.start, past, fate.measure, noun=False)) or fate.end
        one = self.people.one(position, self.end)
        if one is not None:
            return self._single(one)
        return self._bare_fate(position)

    def _past_occasion(self, position: int) -> int:
        """``قتل في ذلك القصف فلان``: where the words for the deed end that stand before the people, or 0."""
        if position + 1 >= self.end or self.words[position].norm not in _OCCASIONS:
            return 0
        at = position + 1 + (self.words[position + 1].norm in _DEMONSTRATIVES)
        deed = self.hits.at(at, "trigger.noun")
        return deed.end if deed is not None and deed.definite and deed.end < self.end else 0

    def _behind_fate(self, head: int, position: int, measure: Measure, *, noun: bool) -> int:
        """One person, named people or a bare plural right behind a word of fate; where they end, or 0."""
        while position < self.end and (
            self.words[position].mark == "quote" or self.words[position].norm in ("كل", "كلا", "ايضا")
        ):
            position += 1
        if position >= self.end or self.people.at(position, self.end) or self.fates.unsaid(head, self.start):
            return 0
        if self.words[position].norm == "من" and self.words[position - 1].norm in ("كل", "كلا"):
            position += 1
        found = self.names.read(position, self.end, measure)
        if found:
            self.victims += found
            if measure in ("killed", "wounded"):
                self.tolls.append(self._named(found, head, measure))
            return found[-1].end
        counted = self.people.stressed(position, self.end) or self.people.one(position, self.end)
        others = self.words[position].norm == _OTHERS and measure in ("killed", "wounded")
        if counted is None and (noun or others) and measure != "missing":
            counted = self.people.many(position, self.end)
        if counted is None or counted.fate is not None or (not noun and self._is_subject(counted)):
            return 0
        if self.fates.none(head, self.start):
            return 0
        self.tolls.append(self._headed(counted, head, measure))
        return counted.end

    def _named(self, victims: list[VictimMention], head: int, measure: Measure) -> TollMention:
        first, last = victims[0], victims[-1]
        self.heads[head] = len(self.tolls)
        self.chains.append([len(self.tolls)])
        return TollMention(
            first.start,
            last.end,
            measure,
            len(victims),
            len(victims),
            self.reading.text(first.start, last.end),
            verb=True,
        )

    def _is_subject(self, counted: Counted) -> bool:
        """``قتل مسلح جنديا``: the noun right behind an active verb does the deed when an object follows."""
        position = counted.end
        if position >= self.end:
            return False
        if self.people.at(position, self.end) is not None and not self.words[position].norm.startswith("و"):
            return True
        follower = self.people.one(position, self.end)
        return follower is not None and not follower.joined and self.words[position].norm.endswith("ا")

    def _single(self, one: Counted) -> int:
        """One person: a part, one more of the group before, dead by its noun, or the subject of what is said behind."""
        toll: TollMention | None = None
        if one.fate is not None:
            toll = self._by_noun(one) if self._occurred(one) else None
        elif self._near_marker(one) or self._joins_part(one):
            toll = self._part(one)
        elif one.joined:
            toll = self._chained(one)
        elif self.hits.any(one.start - 1, ("complementizers",)):
            measure, both = self.fates.behind(one, self.end)
            toll = self._toll(one, "casualties" if both else measure, verb=True) if measure else None
        if toll is None:
            return one.start + 1
        self.tolls.append(toll)
        return toll.end

    def _near_marker(self, one: Counted) -> bool:
        hit_end = next(
            (
                hit.end
                for at in range(max(self.start, one.start - 3), one.start)
                if (hit := self.hits.at(at, "tolls.subset"))
            ),
            None,
        )
        return hit_end == one.start

    def _joins_part(self, one: Counted) -> bool:
        return (
            one.joined
            and len(self.tolls) > self.begun
            and self.tolls[-1].subset_of is not None
            and self.tolls[-1].end == one.start
        )

    def _occurred(self, counted: Counted) -> bool:
        if self.fates.occurs(counted.start, self.start):
            return True
        last = self.tolls[-1] if len(self.tolls) > self.begun else None
        return last is not None and counted.joined and counted.start - last.end <= 1

    def _bare_fate(self, position: int) -> int:
        """``سقوط قتلى وجرحى``, ``وقوع إصابات``: a plural of fate without a number, brought about by a word before."""
        counted = self.people.many(position, self.end)
        injured = self.hits.at(position, "fates.injuries")
        if counted is None and injured and not injured.definite and injured.value == "إصابات":
            counted = Counted(
                position,
                position + 1,
                1,
                None,
                "many",
                position,
                "wounded",
                sure=True,
                joined=injured.conjunction != "",
            )
        if counted is None or counted.fate not in ("killed", "wounded") or counted.preceded:
            return position + 1
        told = self.hits.at(position, "tolls.killed_after", "tolls.wounded_after")
        if (told is not None and told.preposition == "ل") or not (self._occurred(counted) or self._fell(counted)):
            return position + 1
        if self.fates.none(position, self.start) or self.fates.unsaid(position, self.start):
            return position + 1
        victims = self.hits.any(position, ("fates.victims",))
        self.tolls.append(self._toll(counted, "casualties" if victims else counted.fate))
        return self.tolls[-1].end

    def _fell(self, counted: Counted) -> bool:
        """``قتلى وجرحى سقطوا``: the verb behind them."""
        return any(
            self.words[at].norm in ("سقطوا", "سقط")
            for at in range(counted.end, min(counted.end + _CHAIN_GAP, self.end))
        )

    # -- nobody

    def _denied(self, position: int) -> int:
        """``لم يسفر عن ضحايا``: the measures that are said to be nil; where the words end, or 0."""
        for category, measures in (("any", ("killed", "wounded")), ("killed", ("killed",)), ("wounded", ("wounded",))):
            hit = self.hits.at(position, f"fates.harm_{category}")
            if hit and not hit.definite and self.fates.none(position, self.start):
                text = self.reading.text(position, hit.end)
                self.tolls += [TollMention(position, hit.end, measure, 0, 0, text) for measure in measures]  # type: ignore[arg-type]
                return hit.end
        return 0


def _holds(toll: TollMention, part: Counted) -> bool:
    if toll.high == 0:
        return False
    return toll.high is None or (part.low <= toll.high and (part.high is None or part.high <= toll.high))
