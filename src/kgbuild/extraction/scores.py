"""How sure each decision on an article is: what the weights say, and what the encoder says where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.encoder import Context, Encoder, contexts
from kgbuild.extraction.roles import TYPES
from kgbuild.extraction.surroundings import Candidate, Surroundings
from kgbuild.extraction.weights import Weights, logistic

__all__ = ["Part", "Score", "Scores"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one reader says of a decision, from 0 to 1, and its share of the sum of logits."""

    reader: str
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Score:
    """How sure a decision is, from 0 to 1, and what each reader says of it."""

    value: float
    parts: tuple[Part, ...]


_PLAYED = ("attackers", "targets", "places")  # slots whose words are scored too


class Scores:
    """Scores from 0 to 1 of the decisions on one article.

    Parameters
    ----------
    reading, around
        The article up to its frames, and what stands around the words of it.
    weights
        Of the observations.
    encoder, shares
        The encoder, and by decision its share of a score (from 0 to 1; none where the decision is not there). It is
        asked of deeds only that the rules take for facts.
    """

    def __init__(
        self,
        reading: Reading,
        around: Surroundings,
        weights: Weights,
        encoder: Encoder | None = None,
        shares: Mapping[str, float] | None = None,
    ) -> None:
        self.around = around
        self._reading, self._weights, self._encoder = reading, weights, encoder
        self._shares = shares or {}
        self._contexts: dict[int, Context] = {}
        self._known: dict[tuple[int, str, int, int, bool], float] = {}

    def event(self, number: int) -> float:
        """Return how sure it is that the deed of frame ``number`` happened."""
        return self._mixed("event", *self._of_event(number))

    def argument(self, number: int, slot: str, item: Candidate, given: bool) -> float:
        """Return how sure it is that a candidate fills a slot of frame ``number``; ``given``: the rules chose it."""
        key = (number, slot, item.start, item.end, given)
        if key not in self._known:
            self._known[key] = self._mixed(slot, *self._of_argument(number, slot, item, given))
        return self._known[key]

    def types(self, number: int) -> dict[str, float]:
        """Return how likely each type of the deed of frame ``number`` is, as the encoder reads it; else nothing."""
        context = self._context(number, "event")
        if context is None or not context.reads_types:
            return {}
        return dict(zip(TYPES, map(float, context.types()), strict=True))

    def event_parts(self, number: int) -> Score:
        """Return the score of :meth:`event` with what each reader says."""
        return self._parts("event", *self._of_event(number))

    def argument_parts(self, number: int, slot: str, item: Candidate, given: bool) -> Score:
        """Return the score of :meth:`argument` with what each reader says."""
        return self._parts(slot, *self._of_argument(number, slot, item, given))

    def _of_event(self, number: int) -> tuple[float, float | None]:
        """The logit of the weights, and that of the encoder where it is asked."""
        context = self._context(number, "event")
        given = self._reading.frames[number].factuality == "asserted"
        logit = self._weights.logit("event", self.around.of_event(number))
        return logit, context.event(given) if context else None

    def _of_argument(self, number: int, slot: str, item: Candidate, given: bool) -> tuple[float, float | None]:
        context = self._context(number, slot)
        logit = self._weights.logit(slot, self.around.of_argument(number, slot, item, given))
        return logit, self._read(context, slot, item, given)

    @staticmethod
    def _read(context: Context | None, slot: str, item: Candidate, given: bool) -> float | None:
        """What the encoder says of a candidate: as such, and of its words."""
        if context is None:
            return None
        found = [context.argument(slot, item, given), context.played(slot, item) if slot in _PLAYED else None]
        said = [score for score in found if score is not None]
        return sum(said) / len(said) if said else None

    def _mixed(self, decision: str, weighed: float, read: float | None) -> float:
        if read is None:
            return logistic(weighed)
        share = self._shares[decision]
        return logistic((1 - share) * weighed + share * read)

    def _parts(self, decision: str, weighed: float, read: float | None) -> Score:
        value = self._mixed(decision, weighed, read)
        if read is None:
            return Score(value, (Part("weights", logistic(weighed), 1.0),))
        share = self._shares[decision]
        parts = Part("weights", logistic(weighed), 1 - share), Part("encoder", logistic(read), share)
        return Score(value, parts)

    def _context(self, number: int, decision: str) -> Context | None:
        frame = self._reading.frames[number]
        if self._encoder is None or decision not in self._shares or frame.factuality != "asserted":
            return None
        if not self._contexts:
            facts = (at for at, other in enumerate(self._reading.frames) if other.factuality == "asserted")
            self._contexts = contexts(self._encoder, self._reading, facts)
        return self._contexts[number]
