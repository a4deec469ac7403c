"""Joins tellings of one event that the rules of coreference left apart: a lead and what is told of it further down.

A learned component. Its weights (``joining.tsv``) come from annotated articles of the project (``kgbuild.learning``)
and belong to observations that a person can read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention
from kgbuild.extraction.answers import answering
from kgbuild.extraction.deed_counts import ordinals_differ
from kgbuild.extraction.encoder import Context, Encoder, Floats, contexts
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.sameness import guns_and_planes, inside, related, same, specific
from kgbuild.extraction.surroundings import few, step
from kgbuild.extraction.weights import Weights, logistic
from kgbuild.schema import Schema

__all__ = ["DECISION", "JOINING", "Pairs", "Sameness", "join"]

JOINING = Path(__file__).parent / "joining.tsv"
DECISION = "same"
_LOSSES = ("killed", "wounded", "casualties")
_FIRE = frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling"})
_ANY = frozenset({"Attack", "OtherViolence"})
_BLASTS = frozenset({"Bombing", "SuicideBombing"})
_DEMONSTRATIVES = name_words("demonstratives")
_SHORTEST, _FEW_SENTENCES = 4, 4  # letters of a telling word, and sentences of the article that have it
_STEM = 4  # letters that forms of one noun share
_NEVER = 0.05  # two tellings that score less are not joined over a third
_OPENINGS = frozenset(
    {
        "وفي",
        "في",
        "كما",
        "وكان",
        "وكانت",
        "من",
        "الي",
        "وعلي",
        "وياتي",
        "بدوره",
        "واضاف",
        "واضافت",
        "وقال",
        "وقالت",
        "واوضح",
        "واوضحت",
        "وذكر",
        "وذكرت",
        "واكد",
        "واكدت",
        "واشار",
        "واشارت",
        "وبحسب",
        "ووفق",
        "وحسب",
        "ووقع",
        "ووقعت",
        "وتزامن",
    }
)
"""First words of a sentence that goes on or turns to something else."""


class Pairs:
    """Observations on two frames of one article: whether they tell of one event.

    Parameters
    ----------
    reading
        The article, with its frames joined by the rules.
    schema, linker
        The kinds of events, and what lies in what.
    """

    def __init__(self, reading: Reading, schema: Schema, linker: Linker) -> None:
        self._reading, self._schema, self._linker = reading, schema, linker
        self._words: list[set[str]] = []

    def open(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of facts that the rules did not join, in text order."""
        frames = self._reading.frames
        facts = [number for number, frame in enumerate(frames) if frame.factuality == "asserted"]
        for first, second in combinations(facts, 2):
            if frames[first].event != frames[second].event:
                yield first, second

    def of(self, first: int, second: int) -> list[str]:
        """Return the observations on a pair: the one told first, and the one behind it."""
        frames = self._reading.frames
        left, right = frames[first], frames[second]
        where, who, whom = self._where(left, right), self._who(left, right), self._whom(left, right)
        lost, when, kind = self._lost(left, right), self._when(left, right), self._kind(left, right)
        far = step(right.sentence - left.sentence)
        noun = f"{right.trigger.pos} {'definite' if right.trigger.definite else 'bare'}"
        voice = self._voice(left, right)
        between = few(len({f.event for f in frames[first + 1 : second]} - {left.event, right.event}))
        lead = "lead" if left.sentence <= 1 else "body"
        again = "one word" if left.trigger.lemma == right.trigger.lemma else "other word"
        crossed = any(same(a, b) for a in left.attackers for b in right.targets) or any(
            same(a, b) for a in left.targets for b in right.attackers
        )
        found = [
            "bias",
            f"kind={kind}",
            f"where={where}",
            f"who={who}",
            f"whom={whom}",
            f"lost={lost}",
            f"when={when}",
            f"far={far}",
            f"noun={noun}",
            f"voice={voice}",
            f"between={between}",
            f"{lead} far={far}",
            f"{again} {kind}",
            f"crossed={crossed}",
            f"named={self._named(left, right)}",
            f"opens={self._opens(right)}",
            f"events={few(len({f.event for f in frames}) // 2)}",
            f"types={left.type}>{right.type}",
            f"where={where} when={when}",
            f"where={where} lost={lost}",
            f"where={where} kind={kind}",
            f"where={where} who={who} whom={whom}",
            f"lost={lost} kind={kind}",
            f"lost={lost} far={far}",
            f"noun={noun} far={far}",
            f"noun={noun} where={where}",
            f"noun={noun} kind={kind}",
            f"who={who} whom={whom} kind={kind}",
            f"lead={lead} where={where} between={between}",
            f"mutual={left.mutual}{right.mutual}",
            f"places={bool(left.places)}{bool(right.places)} {noun}",
            f"plural={left.trigger.plural}{right.trigger.plural}",
            f"voice={voice} where={where}",
        ]
        words = few(len(self._shared(left, right)))
        things = self._things(left, right)
        alone = not (right.places or right.attackers or right.targets)
        found += [
            f"words={words}",
            f"words={words} kind={kind}",
            f"words={words} far={far}",
            f"words={words} where={where}",
            f"words={words} noun={noun}",
            f"things={things}",
            f"things={things} where={where}",
            f"things={things} kind={kind}",
            f"alone={alone} noun={noun}",
            f"alone={alone} between={between}",
            f"weapons={self._armed(left, right)}",
            f"who={who} whom={whom} where={where} when={when}",
        ]
        return found

    def _shared(self, left: Frame, right: Frame) -> set[str]:
        """The telling words that two sentences share: those of few sentences of the article, its triggers left out."""
        self._words = self._words or self._telling()
        return self._words[left.sentence] & self._words[right.sentence]

    def _telling(self) -> list[set[str]]:
        """The telling words of each sentence."""
        words, rows = self._reading.words, self._reading.sentences
        taken = {at for trigger in self._reading.triggers for at in range(trigger.start, trigger.end)}
        norms = [bare(word.norm.lstrip("وبفل")) for word in words]
        counts = Counter(norm for row in rows for norm in set(norms[row.start : row.end]))
        return [
            {
                norms[at]
                for at in range(row.start, row.end)
                if at not in taken
                and not words[at].mark
                and len(norms[at]) >= _SHORTEST
                and counts[norms[at]] <= _FEW_SENTENCES
            }
            for row in rows
        ]

    @staticmethod
    def _things(left: Frame, right: Frame) -> str:
        """Whether things or people of one kind were hit: ``ناقلتي نفط`` and ``الناقلتين``."""
        mine, others = (
            {_head(m) for m in frame.targets if m.kind == "facility" or m.generic}
            | {_head_of(t.group) for t in frame.tolls if t.group}
            for frame in (left, right)
        )
        if not mine or not others:
            return "open"
        return "one" if mine & others else "apart"

    @staticmethod
    def _armed(left: Frame, right: Frame) -> str:
        mine, others = ({weapon.type for weapon in frame.weapons} for frame in (left, right))
        return "open" if not mine or not others else "one" if mine & others else "apart"

    def apart(self, first: int, second: int) -> bool:
        """Whether what two frames tell cannot be one deed: another kind, place, day, or other people hit."""
        left, right = self._reading.frames[first], self._reading.frames[second]
        return (
            left.sentence == right.sentence
            or self._kind(left, right) == "other"
            or self._where(left, right) in ("apart", "apart in one area", "other area")
            or self._when(left, right) == "apart"
            or self._named(left, right) == "apart"
            or (self._whom(left, right) == "apart" and self._where(left, right) != "one")
            or ordinals_differ(self._reading, right, left)
            or guns_and_planes(left, right)
            or self._answers(left, right)
            or self._sums_up(left, right)
            or self._takes_up_another(first, second)
        )

    def _sums_up(self, left: Frame, right: Frame) -> bool:
        """``دكت الفصائل مواقع من كذا إلى كذا``: a lead over several areas, of which the other telling names one."""
        areas = [p for p in left.places if not specific(p) and p.type != "Country"]
        several = any(not self._inside(a, b) and not self._inside(b, a) for a, b in combinations(areas, 2))
        return several and any(specific(p) for p in right.places) and not any(specific(p) for p in left.places)

    def _takes_up_another(self, first: int, second: int) -> bool:
        """``وقتل في ذلك القصف …``: the demonstrative takes up what the same word told last."""
        frames = self._reading.frames
        right = frames[second]
        before = self._reading.words[right.trigger.start - 1].norm if right.trigger.start else ""
        if before.lstrip("وبل") not in _DEMONSTRATIVES:
            return False
        return any(
            frame.trigger.lemma.split()[:1] == right.trigger.lemma.split()[:1] and frame.event != frames[first].event
            for frame in frames[first + 1 : second]
        )

    def _answers(self, left: Frame, right: Frame) -> bool:
        """Whether who attacked in one was hit in the other: no clash of both, but blow and counter-blow."""
        if left.mutual or right.mutual or not (left.attackers or right.attackers):
            return False
        crossed = [*((a, b) for a in left.attackers for b in right.targets)]
        crossed += [(a, b) for a in right.attackers for b in left.targets]
        return any(same(a, b) or related(a, b, self._linker) for a, b in crossed)

    def _kind(self, left: Frame, right: Frame) -> str:
        if left.type == right.type:
            return "one"
        if self._schema.is_a(left.type, right.type) or self._schema.is_a(right.type, left.type):
            return "narrower"
        if {left.type, right.type} & _ANY:
            return "any"
        if {left.type, right.type} <= _FIRE:
            return "fire"
        if {left.type, right.type} <= _BLASTS:
            return "blast"
        return "other"

    def _where(self, left: Frame, right: Frame) -> str:
        if not left.places or not right.places:
            return "open" if left.places or right.places else "none"
        mine, others = ([p for p in frame.places if specific(p)] for frame in (left, right))
        if any(same(a, b) for a in mine for b in others):
            return "one"
        narrow, facing = (mine, others) if mine and others else (left.places, right.places)
        if any(self._inside(a, b) or self._inside(b, a) for a in narrow for b in facing):
            return "inside"
        if any(same(a, b) for a in left.places for b in right.places):
            return "one area" if not (mine and others) else "apart in one area"
        return "apart" if mine and others else "other area"

    def _inside(self, narrow: Mention, wide: Mention) -> bool:
        return narrow.iri != wide.iri and inside(narrow, wide, self._linker)

    def _who(self, left: Frame, right: Frame) -> str:
        return self._side(left.attackers, right.attackers)

    def _whom(self, left: Frame, right: Frame) -> str:
        return self._side(left.targets, right.targets)

    def _side(self, left: Sequence[Mention], right: Sequence[Mention]) -> str:
        if not left or not right:
            return "open" if left or right else "none"
        if any(same(a, b) for a in left for b in right):
            return "one"
        if any(_one_building(a, b) for a in left for b in right):
            return "one"
        if any(related(a, b, self._linker) for a in left for b in right):
            return "related"
        unnamed = all(m.generic and m.iri is None for m in left) or all(m.generic and m.iri is None for m in right)
        return "unnamed" if unnamed else "apart"

    @staticmethod
    def _lost(left: Frame, right: Frame) -> str:
        """How the losses agree: one number, a part of it, others, or nothing to compare."""
        mine, others = ([t for t in f.tolls if t.measure in _LOSSES] for f in (left, right))
        if not mine or not others:
            return "open" if mine or others else "none"
        shared = [(a, b) for a in mine for b in others if a.measure == b.measure]
        if not shared:
            return "other measure"
        if any(a.low == b.low and a.low > 1 for a, b in shared):
            return "one"
        if any(_fits(a, b) for a, b in shared):
            return "fits"
        return "apart"

    @staticmethod
    def _when(left: Frame, right: Frame) -> str:
        first, second = (f.date.interval if f.date is not None else None for f in (left, right))
        if first is None or second is None:
            return "open" if first or second else "none"
        if first == second:
            return "one"
        return "overlap" if first[0] <= second[1] and second[0] <= first[1] else "apart"

    @staticmethod
    def _voice(left: Frame, right: Frame) -> str:
        if not left.speakers or not right.speakers:
            return f"{bool(left.speakers)}{bool(right.speakers)}"
        return "one" if same(left.speakers[0], right.speakers[0]) else "other"

    @staticmethod
    def _named(left: Frame, right: Frame) -> str:
        mine, others = ({v.person.name for v in f.victims} for f in (left, right))
        if not mine or not others:
            return "open"
        return "one" if mine & others else "apart"

    def _opens(self, frame: Frame) -> str:
        """The first word of the sentence of a frame, where it turns to something else or goes on."""
        first = self._reading.words[self._reading.sentences[frame.sentence].start]
        return first.norm if first.norm in _OPENINGS else "-"


def _fits(left: TollMention, right: TollMention) -> bool:
    """Whether an open number may be the other one: ``العشرات``, then ``34``."""
    return (left.high is None and right.low >= left.low) or (right.high is None and left.low >= right.low)


def _one_building(left: Mention, right: Mention) -> bool:
    """``كنيسة`` and ``كنيسة كذا``: a bare word for a building may be the one that is named elsewhere."""
    if not (left.kind == right.kind == "facility") or _head(left) != _head(right):
        return False
    shorter, longer = sorted((left.end - left.start, right.end - right.start))
    return shorter == 1 < longer


def _head(mention: Mention) -> str:
    return _head_of(mention.surface)


def _head_of(text: str) -> str:
    """The stem of the first word: ``الناقلتين`` and ``ناقلتي`` have one."""
    word = bare(fold(text.split()[0])) if text.split() else ""
    return word[:_STEM]


class Sameness:
    """How sure it is that two frames are of one event: what the weights say, and what the encoder says.

    Parameters
    ----------
    reading, pairs
        The article, and what can be observed of pairs of its frames.
    weights
        Of the observations.
    encoder, share
        The encoder, and its share of a score, from 0 to 1.
    """

    def __init__(
        self, reading: Reading, pairs: Pairs, weights: Weights, encoder: Encoder | None = None, share: float = 0.0
    ) -> None:
        self._reading, self._pairs, self._weights = reading, pairs, weights
        self._encoder, self._share = encoder, share
        self._contexts: dict[int, Context] = {}

    def score(self, first: int, second: int) -> float:
        """Return how sure it is, from 0 to 1, that two frames, the one told first first, are of one event."""
        weighed = self._weights.logit(DECISION, self._pairs.of(first, second))
        if self._encoder is None:
            return logistic(weighed)
        read = self._encoder.same(self._centre(first), self._centre(second))
        return logistic((1 - self._share) * weighed + self._share * read)

    def _centre(self, number: int) -> Floats:
        if number not in self._contexts:
            assert self._encoder is not None
            facts = [at for at, frame in enumerate(self._reading.frames) if frame.factuality == "asserted"]
            self._contexts = contexts(self._encoder, self._reading, {number, *facts})
        return self._contexts[number].centre


def join(
    reading: Reading, pairs: Pairs, sameness: Sameness, least: float, least_bare: float | None = None
) -> list[Frame]:
    """Return the frames with the numbers of events that are one made one, the surest pairs first.

    Parameters
    ----------
    reading
        The article with its frames.
    pairs
        What can be observed of them.
    sameness
        How sure it is that two are one.
    least
        The score, from 0 to 1, from which on two tellings are of one event.
    least_bare
        The same for a telling further down with neither day nor losses nor a place narrower than a region, which seldom
        tells of another deed; as ``least`` where it is None.
    """
    frames = reading.frames
    scored = [(sameness.score(first, second), first, second) for first, second in pairs.open()]
    if all(score < min(least, least_bare or least) for score, _, _ in scored):
        return list(frames)
    groups = _Groups(frames, scored, pairs)
    for score, first, second in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if score < least:
            break
        groups.join(first, second)
    if least_bare is not None:
        for score, first, second in sorted(scored, key=lambda row: (row[2], -row[0], row[1])):
            if score >= least_bare and groups.alone(second) and _tells_again(frames[first], frames[second]):
                groups.join(first, second)
    return answering(groups.frames())


class _Groups:
    """Which events of an article are one."""

    def __init__(self, frames: Sequence[Frame], scored: Sequence[tuple[float, int, int]], pairs: Pairs) -> None:
        self._frames = frames
        self._roots = {frame.event: frame.event for frame in frames}
        self._apart = {
            frozenset((frames[first].event, frames[second].event))
            for score, first, second in scored
            if score < _NEVER or pairs.apart(first, second)
        }

    def join(self, first: int, second: int) -> None:
        """Make the events of two frames one, unless two of their tellings cannot be of one."""
        kept, gone = sorted(self._roots[self._frames[number].event] for number in (first, second))
        mine, others = ([event for event, root in self._roots.items() if root == one] for one in (kept, gone))
        if kept == gone or any(frozenset((a, b)) in self._apart for a in mine for b in others):
            return
        for event in others:
            self._roots[event] = kept

    def alone(self, number: int) -> bool:
        """Whether no other frame tells of the event of a frame."""
        root = self._roots[self._frames[number].event]
        return sum(self._roots[frame.event] == root for frame in self._frames) == 1

    def frames(self) -> list[Frame]:
        """Return the frames with the numbers of the joined events."""
        roots = self._roots
        return [
            replace(
                frame,
                event=roots[frame.event],
                response_to=None if frame.response_to is None else roots.get(frame.response_to, frame.response_to),
            )
            for frame in self._frames
        ]


def _tells_again(first: Frame, second: Frame) -> bool:
    """Whether a frame names no day, losses or place of its own, and by whom only who did what was told before."""
    unknown = (place for place in second.places if place.iri is None and not any(same(place, b) for b in first.places))
    own = second.date or second.tolls or second.victims or any(map(specific, second.places)) or any(unknown)
    return not own and (not second.attackers or any(same(a, b) for a in first.attackers for b in second.attackers))
