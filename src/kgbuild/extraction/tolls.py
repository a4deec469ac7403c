"""Numbers of killed, wounded, captured and missing people, and parts of totals.

A number is a toll only when the text says what became of the people counted. A part (``بينهم 13 مدنيا``) points at its
whole and is never added to it. Groups that one word of fate counts together (``مقتل خمسة جنود ومدني``) are parts of
their sum, which the text states by coordinating them. Totals over a long time are marked and belong to no event.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading, TollMention, VictimMention
from kgbuild.extraction.counted_tolls import CountedTolls
from kgbuild.extraction.fates import MEASURES
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.parts import with_sums
from kgbuild.extraction.people import Counted
from kgbuild.extraction.report import Measure
from kgbuild.extraction.toll_sides import with_sides
from kgbuild.extraction.victims import Victims

__all__ = ["find_tolls"]

_CHAIN_GAP = 6
_SINCE_REACH = 3
_OTHERS = fold("آخرون")
_SEVERAL_RANKS = ("رتب", "رتبتي")
_RANK_HEADS = ("رتبه", *_SEVERAL_RANKS)
_OCCASIONS = ("في", "خلال", "جراء", "اثر")
_ON_IT = ("فيه", "فيها", "خلاله", "خلالها", "اثناءه", "اثناءها", "اثره", "اثرها")  # استشهد فيها ثلاثة
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


class _Finder(CountedTolls):
    """Reads one sentence after another: counted people, and those without a number."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        super().__init__(reading, hits)
        self.names = Victims(reading, hits, self.people)

    def sentence(self, number: int, start: int, end: int) -> None:
        """Read one sentence."""
        self.number, self.start, self.end, self.begun = number, start, end, len(self.tolls)
        self.chains, self.heads = [], {}
        position = start
        while position < end:
            position = max(self._read(position), position + 1)
        self._spread_long()
        self.tolls = with_sides(self.reading, self.hits, self.tolls, self.begun, self.chains)
        self.tolls = with_sums(self.reading, self.tolls, self.chains, self.heads, self.begun)

    def _spread_long(self) -> None:
        """``قتل المئات وجرح الآلاف منذ بدء الحملة``: the time behind the second number is that of the first too."""
        for at in range(len(self.tolls) - 1, self.begun, -1):
            first, last = self.tolls[at - 1], self.tolls[at]
            if not last.cumulative or {first.measure, last.measure} != {"killed", "wounded"} or first.cumulative:
                continue
            gap = range(first.end, last.start)
            joined = any(self.words[word].norm.startswith("و") and self.fates.at(word, self.end) for word in gap)
            apart = any(self.words[word].mark or self.hits.any(word, ("complementizers",)) for word in gap)
            since = any(
                self.hits.any(word, ("tolls.cumulative",))
                for word in range(last.end, min(last.end + _SINCE_REACH, self.end))
            )
            if joined and since and not apart:
                self.tolls[at - 1] = replace(first, cumulative=True)

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

    # -- people without a number

    def _uncounted(self, position: int) -> int:
        if self.words[position].mark:
            return position + 1
        fate = self.fates.at(position, self.end)
        if fate is not None and fate.measure == "captured" and self.hits.any(position - 1, ("general.custody",)):
            return fate.end  # إلى مراكز احتجاز أخرى
        if fate is not None:
            direct = self._behind_fate(fate.start, fate.end, fate.measure, noun=fate.noun)
            past = 0 if direct or fate.noun else self._past_occasion(fate.end)
            return direct or (past and self._behind_fate(fate.start, past, fate.measure, noun=False)) or fate.end
        if subject := self._named_subject(position):
            return subject
        one = self.people.one(position, self.end)
        if one is not None:
            return self._single(one)
        return self._bare_fate(position)

    def _named_subject(self, position: int) -> int:
        """``إن القيادي فلان قتل في غارة``: a named person whose fate is told behind the name; where it ends, or 0."""
        if not self.hits.any(position - 1, ("complementizers",)):
            return 0
        found = self.names.read(position, self.end, "killed")
        if len(found) != 1:
            return 0
        subject = Counted(position, found[0].end, 1, 1, "one", sure=True)
        measure, both = self.fates.behind(subject, self.end)
        objects = (self.people.at(at + 1, self.end) for at in range(subject.end, min(subject.end + 2, self.end)))
        if both or measure not in ("killed", "wounded") or any(people is not None for people in objects):
            return 0
        self.victims.append(replace(found[0], fate=measure))
        self.tolls.append(self._named(found, position, measure))
        return found[0].end

    def _past_occasion(self, position: int) -> int:
        """``قتل في ذلك القصف فلان``, ``قتل فيها``: where the words for the deed end before the people, or 0."""
        for length in (1, 2):
            at = position + length - 1
            if at < self.end and self.words[at].norm in _ON_IT and (length == 1 or self.words[position].norm == "علي"):
                return at + 1
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
            counted = self._numbered_behind(self.people.many(position, self.end))
        if counted is None or counted.fate is not None or (not noun and self._is_subject(counted)):
            return 0
        if self.fates.none(head, self.start):
            return 0
        self.tolls.append(self._with_companions(self._headed(counted, head, measure)))
        return counted.end

    def _with_companions(self, toll: TollMention) -> TollMention:
        """``مقتل قيادي مع مرافقيه``: one, and nobody knows how many more."""
        at = toll.end + 1
        if at >= self.end or not self.beside(toll.end, at):
            return toll
        noun = self.people.person(at)
        if noun is None or noun.number != "plural" or toll.high is None:
            return toll
        return replace(toll, low=toll.low + 1, high=None, end=at + 1)

    def _numbered_behind(self, people: Counted | None) -> Counted | None:
        """``إعدام أسرى (12 أسيرا)``: the number of a bare plural may stand behind it in brackets."""
        if people is None or people.end >= self.end or self.words[people.end].mark != "bracket":
            return people
        inside = self.people.at(people.end + 1, self.end)
        closed = inside is not None and inside.end < self.end and self.words[inside.end].mark == "bracket"
        if inside is None or not closed:
            return people
        return replace(people, low=inside.low, high=inside.high, end=inside.end)

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
        position = self._past_day(counted.end)
        if position >= self.end:
            return False
        if self.people.at(position, self.end) is not None and not self.words[position].norm.startswith("و"):
            return True
        follower = self.people.one(position, self.end)
        return follower is not None and not follower.joined and self.words[position].norm.endswith("ا")

    def _past_day(self, position: int) -> int:
        """``قتل انتحاري الاثنين ثمانية أشخاص``: where a day ends that begins at a word, else the word."""
        if position >= self.end:
            return position
        begin = self.words[position].start
        day = next((match.span.end for match in self.reading.dates if match.span.start == begin), begin)
        while position < self.end and self.words[position].start < day:
            position += 1
        return position

    def _single(self, one: Counted) -> int:
        """One person: a part, one more of the group before, dead by its noun, or the subject of what is said behind."""
        toll: TollMention | None = None
        if self._is_rank(one):
            return one.start + 1
        if one.fate is not None:
            toll = self._by_noun(one) if self._occurred(one) else None
        elif self._near_marker(one) or self._joins_part(one):
            toll = self._part(one)
        elif one.joined:
            toll = self._chained(one)
        elif self.hits.any(one.start - 1, ("complementizers",)):
            one = self._couple(one)
            measure, both = self.fates.behind(one, self.end)
            toll = self._toll(one, "casualties" if both else measure, verb=True) if measure else None
        if toll is None:
            return one.start + 1
        self.tolls.append(toll)
        return toll.end

    def _couple(self, one: Counted) -> Counted:
        """``إن رجلا وزوجته قتلا``: somebody with one of his kin, of whom a verb in the dual tells."""
        if one.end + 1 >= self.end:
            return one
        kin, verb = self.words[one.end].norm, self.words[one.end + 1].norm
        dual = verb.endswith("ا") and any(
            self.hits.any(one.end + 1, (f"fates.{measure}_predicates",)) for measure in MEASURES
        )
        if not (kin.startswith("و") and kin.endswith(("ه", "ها")) and dual):
            return one
        return replace(one, low=2, high=2, end=one.end + 1)

    def _is_rank(self, one: Counted) -> bool:
        """``ضباط برتبة عميد``, ``برتب عميد وعقيد``: a rank that people told before have, and nobody more."""
        at = one.start
        if not self.hits.any(at, ("people.ranks",)):
            return False
        while at > self.start and self.words[at].norm.startswith("و") and self.hits.any(at - 1, ("people.ranks",)):
            at -= 1
        heads = _RANK_HEADS if at == one.start else _SEVERAL_RANKS
        return at > self.start and self.words[at - 1].norm.lstrip("وب") in heads

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
        if self._of_a_count(position):
            return position + 1
        told = self.hits.at(position, "tolls.killed_after", "tolls.wounded_after")
        if (told is not None and told.preposition == "ل") or not (self._occurred(counted) or self._fell(counted)):
            return position + 1
        if self.fates.none(position, self.start) or self.fates.unsaid(position, self.start):
            return position + 1
        victims = self.hits.any(position, ("fates.victims",))
        self.tolls.append(self._toll(counted, "casualties" if victims else counted.fate))
        return self.tolls[-1].end

    def _of_a_count(self, position: int) -> bool:
        """``حصيلة ضحايا الهجوم``، ``حصيلة ضحاياه``: whose number stands behind."""
        counts = position > 0 and self.hits.any(position - 1, ("fates.counts",))
        return counts and not self.words[position - 1].norm.startswith("عدد")

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
