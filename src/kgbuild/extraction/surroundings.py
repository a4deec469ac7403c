"""What stands around and between the words of an article: the observations that learned components weigh.

An observation is a short readable string (``given place في after``), so that a weight can be read and a decision
explained.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgbuild.arabic.dates import DateMatch
from kgbuild.extraction.annotations import Frame, Mention, Reading, TollMention
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import WordMap, bare
from kgbuild.extraction.predicates import Predicates

__all__ = ["FAR", "Candidate", "Surroundings"]

FAR = 60  # words, beyond which nothing is looked at
_FAR = 40
_STEPS = ((0, "0"), (1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (20, "20"), (_FAR, "40"))
_WINDOW = 3
_PATH = 3
_ROW = 2  # words between two candidates of one row
_JOINING = ("و", "او", "في", "من")
_JOINTS = ("boundaries.words", "boundaries.relative", "boundaries.earlier", "boundaries.results", "boundaries.replies")
_LINKS = frozenset(
    [
        "من",
        "الي",
        "نحو",
        "صوب",
        "علي",
        "في",
        "عن",
        "بين",
        "مع",
        "ضد",
        "بعد",
        "قبل",
        "خلال",
        "اثر",
        "عقب",
        "كما",
        "ان",
        "الذي",
        "التي",
    ]
)
_SKIPPED = ("trigger", "descriptor", "weapon")


def step(distance: int) -> str:
    """Return a distance in words, coarser the farther."""
    return next((name for limit, name in _STEPS if distance <= limit), "far")


def few(count: int) -> str:
    """Return a count up to two, or ``3+``."""
    return str(count) if count < 3 else "3+"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may fill a slot of an event: where it stands (words, half-open), its kind and its traits."""

    start: int
    end: int
    kind: str
    preposition: str
    traits: tuple[str, ...]

    @classmethod
    def of_mention(cls, mention: Mention) -> Candidate:
        """Return a mention as a candidate."""
        traits = [f"type:{mention.type}", f"role:{mention.role}"]
        traits += ["generic"] if mention.generic else []
        traits += ["definite"] if mention.definite else []
        traits += ["known"] if mention.iri else []
        traits += ["owned"] if mention.owner is not None else []
        traits += [f"joined:{mention.conjunction}"] if mention.conjunction else []
        return cls(mention.start, mention.end, mention.kind, mention.preposition, tuple(traits))


class Surroundings:
    """The observations of one article.

    Parameters
    ----------
    reading, hits
        The article, with mentions, triggers, dates, tolls and frames found, and the phrases of the tables in it.
    """

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self._reading, self._hits = reading, hits
        self._spans = WordMap(reading.words)
        self._dated = {at for match in reading.dates for at in range(*self._words(match))}
        self._dates = sorted(self._words(match)[0] for match in reading.dates if match.interval is not None)
        self._covered = {at for mention in reading.mentions for at in range(mention.start, mention.end)}
        self._predicates = Predicates(reading, hits, self._covered | self._dated)
        self._triggers = sorted(trigger.start for trigger in reading.triggers)
        self._verbs = {trigger.start for trigger in reading.triggers if trigger.pos == "verb"}
        self._ending = {mention.end: mention.kind for mention in reading.mentions}
        self._beginning = {mention.start: mention.kind for mention in reading.mentions}
        self._bracketed = self._in_brackets()
        self._starts: dict[str, list[int]] = {}
        for mention in sorted(reading.mentions, key=lambda m: m.start):
            self._starts.setdefault(mention.kind, []).append(mention.start)
        self._stems = [bare(word.norm.lstrip("وف")) if not word.mark else word.mark for word in reading.words]
        self._categories = [self._categories_at(at) for at in range(len(reading.words))]
        self._tolls = sorted(toll.start for toll in reading.tolls)
        self._tellings = Counter(frame.event for frame in reading.frames)
        happened = [frame for frame in reading.frames if frame.factuality == "asserted"]
        self._asserted = len(happened)
        self._told = sum(1 for f in happened if f.date is not None or f.tolls or f.victims)
        self._fillers: dict[int, list[str]] = {}
        for number, frame in enumerate(reading.frames):
            for slot in ("attackers", "targets", "places"):
                for mention in getattr(frame, slot):
                    self._fillers.setdefault(mention.start, []).append(f"{number}:{slot}")

    def _words(self, match: DateMatch) -> tuple[int, int]:
        return self._spans.words_of(match.span.start, match.span.end)

    def _categories_at(self, at: int) -> tuple[str, ...]:
        names = {".".join(hit.category.split(".")[:2]) for hit in self._hits.rows[at]}
        return tuple(sorted(name for name in names if not name.startswith(_SKIPPED)))

    def _in_brackets(self) -> list[bool]:
        depth, inside = 0, []
        for word in self._reading.words:
            if word.mark == "bracket":
                depth = 1 if word.norm[:1] in "([{<" else 0
            inside.append(bool(depth))
        return inside or [False]

    # -- candidates

    def date(self, match: DateMatch) -> Candidate:
        """Return a date as a candidate."""
        start, end = self._words(match)
        before = self._stems[start - 1] if start else ""
        return Candidate(
            start, max(end, start + 1), "date", before, (f"kind:{match.kind}", f"precision:{match.precision}")
        )

    @staticmethod
    def toll(toll: TollMention) -> Candidate:
        """Return a toll as a candidate."""
        traits = [f"measure:{toll.measure}"]
        traits += ["part"] if toll.subset_of is not None else []
        traits += ["verb"] if toll.verb else []
        traits += ["open"] if toll.high is None else []
        traits += ["big"] if toll.low > 60 else []
        return Candidate(toll.start, toll.end, "toll", "", tuple(traits))

    def elsewhere(self, frame: Frame, item: Candidate) -> bool:
        """Whether a candidate stands in another sentence than the event."""
        return self._reading.sentence_at(item.start) != frame.sentence

    def in_row(self, before: Candidate, item: Candidate) -> bool:
        """Whether a candidate carries on with the one before: ``بلدات كذا وكذا``، ``كذا في ريف كذا``."""
        if not 0 <= item.start - before.end <= _ROW or item.kind != before.kind:
            return False
        between = self._reading.words[before.end : item.start]
        joined = any(word.mark == "comma" or word.norm in _JOINING for word in between)
        written = self._reading.words[item.start].norm[:1] in "وب"
        return (joined or written) and not any(word.mark in ("stop", "colon") for word in between)

    # -- observations

    def of_argument(self, number: int, slot: str, item: Candidate, given: bool) -> list[str]:
        """Observations on one candidate for one slot of frame ``number``; ``given``: the rules chose it."""
        frame = self._reading.frames[number]
        trigger = min(frame.triggers, key=lambda t: max(t.start - item.end, item.start - t.end, 0))
        after = item.start >= trigger.end
        low, high = (trigger.end, item.start) if after else (item.end, trigger.start)
        between = range(low, min(max(low, high), low + FAR))
        order = "after" if after else "before"
        sentence = self._reading.sentences[frame.sentence]
        offset = self._reading.sentence_at(item.start) - frame.sentence
        triggers = self._within(self._triggers, between)
        nearer = self._nearer(item, trigger.start, len(between))
        finite = sum(1 for at in between if at in self._predicates.finite)
        foreign = sum(1 for at in between if at in self._predicates.foreign)
        alike = self._within(self._starts.get(item.kind, []), between)
        inside = frame.start <= item.start < frame.end
        rule = "given" if given else "open"
        where = f"{order}{offset if abs(offset) < 3 else 'far'}"
        kind = item.kind
        preposition = item.preposition or "-"
        marks = {self._reading.words[at].mark for at in between} - {""}
        own = sorted({f.split(":")[1] for f in self._fillers.get(item.start, ()) if f.startswith(f"{number}:")})
        others = sorted({f.split(":")[1] for f in self._fillers.get(item.start, ()) if not f.startswith(f"{number}:")})
        found = [
            "bias",
            rule,
            f"{rule} {kind}",
            f"{rule} where={where}",
            f"{rule} far={step(len(between))}",
            f"{rule} inside={inside}",
            f"{rule} triggers={few(triggers)}",
            f"{rule} nearer={few(nearer)}",
            f"{rule} foreign={few(foreign)}",
            f"{rule} finite={few(finite)}",
            f"{rule} alike={few(alike)}",
            f"{rule} {kind} {preposition} {order}",
            f"{rule} {trigger.pos} {order} {preposition}",
            f"{rule} type={frame.type}",
            f"{rule} {trigger.frame} {order} {kind} {preposition}",
            f"{rule} trigger={trigger.lemma}",
            f"{rule} own={','.join(own)}",
            f"{rule} others={','.join(others)}",
            f"{order} {kind} {preposition} triggers={few(triggers)} finite={few(finite)}",
            f"{trigger.pos} {order} {kind} far={step(len(between))} finite={few(finite)}",
            f"{trigger.pos} {order} {kind} alike={few(alike)} triggers={few(triggers)}",
            f"{trigger.lemma} {order} {kind} {preposition}",
            f"{frame.type} {kind} {preposition}",
            f"trigger def={trigger.definite} prep={trigger.preposition} pos={trigger.pos} {order} {kind}",
            f"factuality={frame.factuality} {rule}",
            f"triggers in sentence={few(self._within(self._triggers, range(sentence.start, sentence.end)))} {rule}",
            f"first={self._stems[sentence.start]}",
            f"opens={item.start - sentence.start <= 2} {kind} {preposition} {rule}",
            f"mutual={frame.mutual} {rule}",
        ]
        found += self._neighbours(item, trigger.start, order, rule)
        found += [f"{kind} {trait}" for trait in item.traits]
        found += [f"{rule} {kind} {trait} {order}" for trait in item.traits]
        found += [f"mark={mark} {rule}" for mark in sorted(marks)]
        if len(between) <= 14:
            categories = sorted({name for at in between for name in self._categories[at] if at not in self._covered})
            found += [f"between={name} {order}" for name in categories]
            stems = {self._stems[at] for at in between if at not in self._covered} & _LINKS
            found += [f"link={stem} {order} {kind} {rule}" for stem in sorted(stems)]
            found += [f"{rule} between={name}" for name in categories]
        found += self._near_words(item, order, rule)
        if len(between) <= _PATH:
            found.append(f"path={order}:{' '.join(self._stems[at] for at in between)}:{preposition}")
        return found

    @staticmethod
    def _within(positions: Sequence[int], stretch: range) -> int:
        """How many of the sorted positions lie in a stretch."""
        return bisect_left(positions, stretch.stop) - bisect_left(positions, stretch.start)

    def _nearer(self, item: Candidate, chosen: int, distance: int) -> int:
        """How many other words of violence stand nearer to the candidate."""
        near = self._triggers[
            bisect_left(self._triggers, item.start - _FAR) : bisect_left(self._triggers, item.start + _FAR + 1)
        ]
        return sum(1 for at in near if at != chosen and max(at - item.end, item.start - at - 1, 0) < distance)

    def _neighbours(self, item: Candidate, trigger: int, order: str, rule: str) -> Iterator[str]:
        """The verb that governs a candidate, the mentions beside it, brackets, and the clauses in between."""
        sentence = self._reading.sentences[self._reading.sentence_at(item.start)]
        verb = next(
            (at for at in self._back(item.start, sentence.start) if at in self._predicates.finite or at in self._verbs),
            None,
        )
        if verb is None:
            yield f"governor=none {item.kind} {rule}"
        else:
            what = "own" if verb == trigger else "violence" if verb in self._verbs else "other"
            yield f"governor={what} {item.kind} {rule}"
            yield f"governor={what} {item.kind} {item.preposition or '-'} far={step(item.start - verb)}"
            yield f"governor={self._stems[verb]} {item.kind}"
            yield from (f"governor is {name} {item.kind} {rule}" for name in self._categories[verb])
        before = self._ending.get(item.start) or self._ending.get(item.start - 1)
        after = self._beginning.get(item.end) or self._beginning.get(item.end + 1)
        yield f"beside={before or '-'}>{item.kind}>{after or '-'} {rule}"
        yield f"beside={before or '-'}>{item.kind} {item.preposition or '-'}"
        if self._bracketed[min(item.start, len(self._bracketed) - 1)]:
            yield f"bracketed {item.kind} {rule}"
        low, high = sorted((item.start, trigger))
        high = min(high, low + FAR)
        joints = sum(1 for at in range(low, high) if any(n in _JOINTS for n in self._categories[at]))
        yield f"joints={few(joints)} {order} {item.kind} {rule}"
        commas = sum(1 for word in self._reading.words[low:high] if word.mark == "comma")
        yield f"commas={few(commas)} {order} {rule}"

    def _near_words(self, item: Candidate, order: str, rule: str) -> Iterator[str]:
        for offset in (1, 2):
            at = item.start - offset
            if at >= 0:
                yield f"word-{offset}={self._stems[at]} {item.kind}"
                yield from (f"at-{offset}={name} {item.kind} {rule}" for name in self._categories[at])
        if item.end < len(self._stems):
            yield f"word+1={self._stems[item.end]} {item.kind} {order}"
            yield from (f"at+1={name} {item.kind}" for name in self._categories[item.end])

    def of_event(self, number: int) -> list[str]:
        """Observations on whether frame ``number`` is an event that happened."""
        frame = self._reading.frames[number]
        trigger = frame.trigger
        sentence = self._reading.sentences[frame.sentence]
        filled = [
            slot
            for slot in ("attackers", "targets", "places", "tolls", "victims", "date", "weapons")
            if getattr(frame, slot)
        ]
        known = any(m.iri for m in (*frame.attackers, *frame.targets))
        exact = any(m.type not in ("Country", "Governorate", "Region") for m in frame.places)
        finite = next((at for at in self._back(trigger.start, sentence.start) if at in self._predicates.finite), None)
        rule = frame.factuality
        kind = f"{frame.type} {trigger.pos}"
        most = max((toll.low for toll in frame.tolls), default=0)
        whole = range(sentence.start, sentence.end)
        dates, tolls = self._within(self._dates, whole), self._within(self._tolls, whole)
        asserted, told = self._asserted, self._told
        found = [
            "bias",
            rule,
            f"{rule} type={frame.type}",
            f"{rule} trigger={trigger.lemma}",
            f"trigger={trigger.lemma} def={trigger.definite} plural={trigger.plural}",
            f"{rule} {kind} def={trigger.definite} plural={trigger.plural} prep={trigger.preposition}",
            f"{rule} stance={self._stance(trigger.start)}",
            f"{rule} filled={len(filled)}",
            f"{rule} tellings={few(self._tellings[frame.event])}",
            f"{rule} certainty={frame.certainty} speaker={bool(frame.speakers)}",
            f"{rule} filled={','.join(filled)}",
            f"{rule} known={known} exact={exact}",
            f"{rule} sentence={min(frame.sentence, 6)}",
            f"{rule} events={few(asserted // 2)}",
            f"{rule} told={round(4 * told / max(1, asserted))}",
            f"{rule} told={round(4 * told / max(1, asserted))} {','.join(filled)}",
            f"{rule} article words={step(len(self._reading.words) // 20)}",
            f"{rule} dates={few(dates)} tolls={few(tolls)}",
            f"{rule} when={self._when(frame)}",
            f"{rule} most={step(most // 5)} dated={frame.date is not None}",
            f"{rule} when={self._when(frame)} plural={trigger.plural} {trigger.pos}",
            f"{rule} exact={exact} dates={few(dates)} tolls={few(tolls)}",
            f"{rule} country only={bool(frame.places) and all(m.type == 'Country' for m in frame.places)}",
            f"{rule} mutual={frame.mutual} {frame.type}",
            f"first={self._stems[sentence.start]}",
            f"clause={self._stems[frame.start]}",
            f"{rule} triggers={len(frame.triggers)}",
            f"{rule} published={self._reading.article.anchor is not None}",
        ]
        found += [f"{rule} has={slot} {kind}" for slot in filled]
        found += [
            f"{rule} lacks={slot} {kind}"
            for slot in ("attackers", "targets", "places", "tolls", "date")
            if slot not in filled
        ]
        if trigger.pos == "verb":
            word = self._reading.words[trigger.start].norm
            found.append(
                f"{rule} form={word[:1] if word[:1] in 'يتنس' else 'perfect'} {'و' if trigger.conjunction else ''}"
            )
        if finite is not None:
            stem = self._stems[finite]
            found += [
                f"verb={stem}",
                f"{rule} verb form={stem[:1] if stem[:1] in 'يتنس' else 'perfect'} far={step(trigger.start - finite)}",
            ]
        else:
            found.append(f"{rule} no verb before")
        for offset in range(1, _WINDOW + 1):
            if trigger.start - offset >= sentence.start:
                found += self._window(trigger.start - offset, f"-{offset}", trigger.pos)
            if trigger.end - 1 + offset < sentence.end:
                found += self._window(trigger.end - 1 + offset, f"+{offset}", trigger.pos)
        clause_before = range(max(frame.start, trigger.start - FAR), trigger.start)
        clause_after = range(trigger.end, min(frame.end, trigger.end + FAR))
        around = range(max(sentence.start, trigger.start - FAR), min(sentence.end, trigger.end + FAR))
        found += [f"before={name}" for name in self._names(clause_before)]
        found += [f"after={name}" for name in self._names(clause_after)]
        found += [f"sentence={name} {rule}" for name in self._names(around)]
        return found

    @staticmethod
    def _back(position: int, first: int) -> range:
        """The words before a word, the nearest first."""
        return range(position - 1, max(first, position - FAR) - 1, -1)

    @staticmethod
    def _when(frame: Frame) -> str:
        """The kind of an event's date and how long it is."""
        if frame.date is None:
            return "-"
        if frame.date.interval is None:
            return f"{frame.date.kind} open"
        return f"{frame.date.kind} {step((frame.date.interval[1] - frame.date.interval[0]).days)}"

    def _stance(self, at: int) -> str:
        """How the speaker of a word tells it, where somebody speaks."""
        return next((said.stance for said in self._reading.attributions if said.start <= at < said.end), "own voice")

    def _window(self, at: int, offset: str, pos: str) -> Iterator[str]:
        word = self._stems[at] if at not in self._covered else "mention"
        yield f"word{offset}={word} {pos}"
        yield from (f"at{offset}={name}" for name in self._categories[at])

    def _names(self, stretch: Sequence[int]) -> list[str]:
        return sorted({name for at in stretch if at not in self._covered for name in self._categories[at]})
