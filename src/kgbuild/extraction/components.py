"""The pipeline's components, each registered with spaCy under a versioned name.

Every component reads what earlier ones wrote on the :class:`~kgbuild.extraction.annotations.Reading` and fills
one field of it. A component that is not in the configuration leaves its field empty, and only that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from kgbuild.arabic.dates import dates
from kgbuild.arabic.normalise import fold
from kgbuild.arabic.sentences import sentences
from kgbuild.extraction.air_campaigns import bombed_from_the_air
from kgbuild.extraction.annotations import Frame, Reading, Sentence, reading_of
from kgbuild.extraction.attribution import find_attributions
from kgbuild.extraction.coreference import join_events
from kgbuild.extraction.date_years import with_years
from kgbuild.extraction.days_of_writing import day_of_writing
from kgbuild.extraction.encoder import ENCODER, Encoder, load_encoder
from kgbuild.extraction.events import assemble_events
from kgbuild.extraction.filling import fill
from kgbuild.extraction.finding import Limits, find_deeds
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.joining import JOINING, Pairs, Sameness, join
from kgbuild.extraction.losses import with_losses
from kgbuild.extraction.modality import judge
from kgbuild.extraction.page_vectors import page_model
from kgbuild.extraction.recognition import Recogniser
from kgbuild.extraction.relations import find_relations
from kgbuild.extraction.resources import Resources
from kgbuild.extraction.retellings import without_retellings
from kgbuild.extraction.runtimes import RuntimeName
from kgbuild.extraction.scores import Scores
from kgbuild.extraction.selection import Thresholds, select
from kgbuild.extraction.surroundings import Surroundings
from kgbuild.extraction.tokenizer import HASHTAG
from kgbuild.extraction.told_nights import with_told_nights
from kgbuild.extraction.tolls import find_tolls
from kgbuild.extraction.triggers import find_triggers
from kgbuild.extraction.weights import WEIGHTS, Weights, load_weights

__all__ = [
    "AttributionFinder",
    "DateFinder",
    "EventAssembler",
    "EventJoiner",
    "MentionFinder",
    "ModalityJudge",
    "RelationFinder",
    "Selection",
    "SentenceSplitter",
    "TollFinder",
    "TriggerFinder",
]

_NEVER = 2.0  # no score reaches it
_RESOURCES = {"resources": {"@misc": "kgbuild.Resources.v1"}}
_ENCODER = {"encoder": None, "runtime": "onnxruntime"}
_MARKS = {"quote": "«»“”„‟‘’‹›\"'`´", "comma": "،,؛;", "colon": ":", "bracket": "()[]{}<>", "stop": ".!؟?…"}
_MARK_OF = {character: name for name, characters in _MARKS.items() for character in characters}
_NO_DAY = "relative dates stay open: the article's own date is not known (metadata.csv or --published gives a file's)"
_HEADLINE, _DATELINE = 14, 9  # words of a headline between two items, and of a dateline, at most
_LINE = 20  # words of a line that parts two paragraphs, at most
_DASHES = ("-", "–", "—", "ـ")
_PUNCTUATION = re.compile(r"[^\w\s]+")


def _hits(reading: Reading, resources: Resources) -> HitTable:
    if reading.hits is None:
        reading.hits = HitTable(resources.lexicon.hits(reading.words))
    return reading.hits


class SentenceSplitter:
    """Fills ``words`` and ``sentences``."""

    def __call__(self, doc: Doc) -> Doc:
        """Read words off the tokens and cut sentences."""
        reading = reading_of(doc)
        tokens = (token for token in doc if not token.is_space and token.text not in HASHTAG)
        reading.words = [_word(token.idx, token.text) for token in tokens]
        starts = [word.start for word in reading.words]
        position = 0
        spans = sentences(doc.text)
        boundaries = {span.start for span in spans}
        headlines = _headline_ends(reading)
        for span in spans:
            first = position
            while position < len(starts) and starts[position] < span.end:
                position += 1
            if position > first:
                reading.sentences.append(Sentence(first, position, headline=starts[first] < headlines))
        for number in range(len(reading.sentences)):
            reading.sentences[number] = _as_headline(reading, number)
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in boundaries
        return doc


def _as_headline(reading: Reading, number: int) -> Sentence:
    """A short line without a full stop is the headline of the item below it, when that opens with its dateline.

    So is one that stands between two paragraphs: a subheading, or the title of another article that the page links to.
    """
    sentence, words = reading.sentences[number], reading.words
    if _between_paragraphs(reading, number):
        return Sentence(sentence.start, sentence.end, headline=True)
    if number + 1 == len(reading.sentences) or sentence.end - sentence.start > _HEADLINE:
        return sentence
    below = reading.sentences[number + 1]
    between = reading.article.text[words[sentence.end - 1].end : words[below.start].start]
    if words[sentence.end - 1].mark == "stop" or "\n" not in between:
        return sentence
    opening = words[below.start : min(below.start + _DATELINE, below.end)]
    dash = next((at for at, word in enumerate(opening) if at and word.norm in _DASHES), len(opening))
    dated = any(word.mark == "colon" for word in opening[dash:])
    return Sentence(sentence.start, sentence.end, headline=True) if dated else sentence


def _between_paragraphs(reading: Reading, number: int) -> bool:
    """Whether a sentence is a short line that nothing closes, behind a paragraph that its full stop or another ends."""
    sentence, words, text = reading.sentences[number], reading.words, reading.article.text
    if not 0 < number < len(reading.sentences) - 1 or sentence.end - sentence.start > _LINE:
        return False
    first, last, before = words[sentence.start], words[sentence.end - 1], words[sentence.start - 1]
    below = words[reading.sentences[number + 1].start]
    if "\n" not in text[before.end : first.start] or "\n" not in text[last.end : below.start]:
        return False
    if last.mark or last.norm.isdigit() or first.norm.startswith("و") or first.mark == "other":
        return False
    above = reading.sentences[number - 1]
    return (before.mark == "stop" and above.end - above.start > _LINE // 2) or (above.headline and number > 1)


def _headline_ends(reading: Reading) -> int:
    """Offset in the article's text where its opening headlines, datelines and bylines end."""
    length = 0
    for block in reading.article.blocks:
        if block.kind == "paragraph":
            break
        length += block.span.end - block.span.start + 1
    return length if length < len(reading.article.text) else 0


def _word(start: int, text: str) -> Word:
    if _PUNCTUATION.fullmatch(text):
        return Word(start, start + len(text), text, _MARK_OF.get(text[0], "other"))  # type: ignore[arg-type]
    return Word(start, start + len(text), fold(text))


class DateFinder:
    """Fills ``dates``, resolved against the article's anchor."""

    def __call__(self, doc: Doc) -> Doc:
        """Find date expressions."""
        reading = reading_of(doc)
        reading.dates = dates(doc.text, reading.article.anchor)
        anchor = day_of_writing(reading.dates, reading.article.anchor)
        if anchor != reading.article.anchor:
            reading.dates = dates(doc.text, anchor)
            reading.notes.append(f"relative dates count from {anchor}, the day that the text's own weekdays fit")
        reading.dates = with_told_nights(reading, with_years(reading, reading.dates), anchor)
        if reading.article.anchor is None and any(match.interval is None for match in reading.dates):
            reading.notes.append(_NO_DAY)
        return doc


class MentionFinder:
    """Fills ``mentions`` and the article's country."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._recogniser = Recogniser(resources.schema, resources.linker)

    def __call__(self, doc: Doc) -> Doc:
        """Find actors, places, facilities, people and weapons."""
        reading = reading_of(doc)
        if reading.sentences:
            reading.mentions = self._recogniser.recognise(reading, _hits(reading, self._resources))
        return doc


class TollFinder:
    """Fills ``tolls`` and ``victims``."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Find numbers of dead, wounded, captured and missing."""
        reading = reading_of(doc)
        reading.tolls, reading.victims = find_tolls(reading, _hits(reading, self._resources))
        return doc


class TriggerFinder:
    """Fills ``triggers``."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Find the words that name events."""
        reading = reading_of(doc)
        reading.triggers = find_triggers(reading, _hits(reading, self._resources), self._resources.schema)
        return doc


class AttributionFinder:
    """Fills ``attributions``."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Find who says what."""
        reading = reading_of(doc)
        reading.attributions = find_attributions(reading, _hits(reading, self._resources))
        return doc


class EventAssembler:
    """Fills ``frames``: events with their arguments."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Assemble events out of clauses."""
        reading = reading_of(doc)
        frames = assemble_events(reading, _hits(reading, self._resources), self._resources.schema)
        reading.frames = [replace(frame, event=number) for number, frame in enumerate(frames)]
        return doc


class Selection:
    """Takes back what is not trusted in ``frames``, and adds what is sure."""

    def __init__(
        self,
        resources: Resources,
        weights: Weights,
        thresholds: Mapping[str, Thresholds],
        encoder: Encoder | None = None,
        shares: Mapping[str, float] | None = None,
    ) -> None:
        self._resources, self.weights, self.thresholds = resources, weights, thresholds
        self._encoder, self._shares = encoder, shares

    def scores(self, reading: Reading, hits: HitTable) -> Scores:
        """Return how sure each decision on the frames of an article is."""
        return Scores(reading, Surroundings(reading, hits), self.weights, self._encoder, self._shares)

    def chosen(self, reading: Reading, scores: Scores) -> list[Frame]:
        """Return the frames with what is trusted, retellings among them."""
        return select(reading, scores, self._resources.schema, self._resources.linker, self.thresholds)

    def __call__(self, doc: Doc) -> Doc:
        """Weigh every frame and every candidate for its slots."""
        reading = reading_of(doc)
        if reading.frames and reading.hits is not None:
            frames = self.chosen(reading, self.scores(reading, reading.hits))
            reading.frames = without_retellings(frames, self._resources.schema, self._resources.linker)
        return doc


class Filling:
    """Adds to ``frames`` what is sure and the rules left open."""

    def __init__(
        self,
        weights: Weights,
        least: Mapping[str, float],
        encoder: Encoder,
        shares: Mapping[str, float],
        sure_type: float = _NEVER,
    ) -> None:
        self._weights, self._least, self._encoder, self._shares = weights, least, encoder, shares
        self._sure_type = sure_type

    def __call__(self, doc: Doc) -> Doc:
        """Fill every frame."""
        reading = reading_of(doc)
        if reading.frames and reading.hits is not None:
            around = Surroundings(reading, reading.hits)
            scores = Scores(reading, around, self._weights, self._encoder, self._shares)
            reading.frames = fill(reading, scores, self._least, self._sure_type)
        return doc


class Finding:
    """Adds ``frames`` of deeds that the rules have no word for."""

    def __init__(self, encoder: Encoder, limits: Limits) -> None:
        self._encoder, self._limits = encoder, limits

    def __call__(self, doc: Doc) -> Doc:
        """Search every sentence; the encoder may be one that does not read deeds."""
        reading = reading_of(doc)
        if reading.hits is not None and self._encoder.reads("deed"):
            around = Surroundings(reading, reading.hits)
            frames = find_deeds(reading, around, self._encoder, self._limits)
            reading.frames = [replace(frame, event=number) for number, frame in enumerate(frames)]
        return doc


class ModalityJudge:
    """Fills speakers, certainty and factuality of the frames."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Judge every frame."""
        reading = reading_of(doc)
        reading.frames = [judge(reading, _hits(reading, self._resources), frame) for frame in reading.frames]
        return doc


class EventJoiner:
    """Gives frames of one event one number and drops those that tell nothing."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Join the tellings of one event."""
        reading = reading_of(doc)
        reading.frames = join_events(reading, self._resources.schema, self._resources.linker)
        return doc


class Joining:
    """Joins frames of one event that the rules left apart."""

    def __init__(
        self,
        resources: Resources,
        weights: Weights,
        least: float,
        least_bare: float | None = None,
        encoder: Encoder | None = None,
        share: float = 0.0,
    ) -> None:
        self._resources, self._weights, self._least, self._least_bare = resources, weights, least, least_bare
        self._encoder = encoder if encoder is not None and encoder.reads("same") else None
        self._share = share

    def __call__(self, doc: Doc) -> Doc:
        """Weigh every pair of facts."""
        reading = reading_of(doc)
        pairs = Pairs(reading, self._resources.schema, self._resources.linker)
        sameness = Sameness(reading, pairs, self._weights, self._encoder, self._share)
        joined = join(reading, pairs, sameness, self._least, self._least_bare)
        reading.frames = bombed_from_the_air(joined, self._resources.linker)
        return doc


class LossFinder:
    """Adds to the targets of ``frames`` who had losses."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Complete every frame."""
        reading = reading_of(doc)
        if reading.frames:
            reading.frames = with_losses(reading, _hits(reading, self._resources), self._resources.linker)
        return doc


class RelationFinder:
    """Fills ``relations``."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def __call__(self, doc: Doc) -> Doc:
        """Find standing relations between actors."""
        reading = reading_of(doc)
        reading.relations = find_relations(reading, _hits(reading, self._resources), self._resources.linker)
        return doc


def _encoder(folder: str | None, runtime: RuntimeName) -> Encoder:
    return load_encoder(Path(folder) if folder else ENCODER, runtime)


@Language.factory("kgbuild_sentences_v1")
def create_sentences(nlp: Language, name: str) -> SentenceSplitter:
    """Words and sentences."""
    return SentenceSplitter()


@Language.factory("kgbuild_dates_v1")
def create_dates(nlp: Language, name: str) -> DateFinder:
    """Date expressions."""
    return DateFinder()


@Language.factory("kgbuild_mentions_v1", default_config=_RESOURCES)
def create_mentions(nlp: Language, name: str, resources: Resources) -> MentionFinder:
    """Mentions."""
    return MentionFinder(resources)


@Language.factory("kgbuild_tolls_v1", default_config=_RESOURCES)
def create_tolls(nlp: Language, name: str, resources: Resources) -> TollFinder:
    """Tolls and victims."""
    return TollFinder(resources)


@Language.factory("kgbuild_triggers_v1", default_config=_RESOURCES)
def create_triggers(nlp: Language, name: str, resources: Resources) -> TriggerFinder:
    """Words that name events."""
    return TriggerFinder(resources)


@Language.factory("kgbuild_attribution_v1", default_config=_RESOURCES)
def create_attribution(nlp: Language, name: str, resources: Resources) -> AttributionFinder:
    """Speakers."""
    return AttributionFinder(resources)


@Language.factory("kgbuild_events_v1", default_config=_RESOURCES)
def create_events(nlp: Language, name: str, resources: Resources) -> EventAssembler:
    """Events with arguments."""
    return EventAssembler(resources)


@Language.factory(
    "kgbuild_selection_v1",
    default_config={**_RESOURCES, **_ENCODER, "weights": None, "keep": {}, "add": {}, "shares": {}},
)
def create_selection(
    nlp: Language,
    name: str,
    resources: Resources,
    weights: str | None,
    encoder: str | None,
    runtime: RuntimeName,
    keep: dict[str, float],
    add: dict[str, float],
    shares: dict[str, float],
) -> Selection:
    """What is trusted; a decision without a ``keep`` threshold is left to the rules.

    ``shares`` gives the encoder's share of a decision's score, from 0 to 1; without it no encoder is loaded.
    """
    thresholds = {decision: Thresholds(limit, add.get(decision, _NEVER)) for decision, limit in keep.items()}
    reader = _encoder(encoder, runtime) if shares else None
    return Selection(resources, load_weights(Path(weights) if weights else WEIGHTS), thresholds, reader, shares)


@Language.factory(
    "kgbuild_filling_v1", default_config={**_ENCODER, "weights": None, "add": {}, "shares": {}, "type": _NEVER}
)
def create_filling(
    nlp: Language,
    name: str,
    weights: str | None,
    encoder: str | None,
    runtime: RuntimeName,
    add: dict[str, float],
    shares: dict[str, float],
    type: float,
) -> Filling:
    """Slots that the rules left open; ``add`` gives by slot from which score on it is filled.

    ``type`` is how sure the encoder has to be, from 0 to 1, of another type than the rules'.
    """
    loaded = load_weights(Path(weights) if weights else WEIGHTS)
    return Filling(loaded, add, _encoder(encoder, runtime), shares, type)


@Language.factory("kgbuild_transformer_v1", default_config={"encoder": None, "max_batch_items": 4096})
def create_transformer(nlp: Language, name: str, encoder: str | None, max_batch_items: int) -> Pipe:
    """spacy-transformers' ``Transformer``: the encoder's vectors of every word of articles on violence, read ahead."""
    model = page_model(_encoder(encoder, "spacy-transformers"))
    from spacy_transformers import Transformer

    transformer: Pipe = Transformer(nlp.vocab, model, name=name, max_batch_items=max_batch_items)
    return transformer


@Language.factory("kgbuild_finding_v1", default_config={**_ENCODER, "least": 0.8, "same": 0.5, "slot": 0.5})
def create_finding(
    nlp: Language, name: str, encoder: str | None, runtime: RuntimeName, least: float, same: float, slot: float
) -> Finding:
    """Deeds that the rules have no word for, from a score of ``least`` on."""
    return Finding(_encoder(encoder, runtime), Limits(least, same, slot))


@Language.factory("kgbuild_modality_v1", default_config=_RESOURCES)
def create_modality(nlp: Language, name: str, resources: Resources) -> ModalityJudge:
    """Certainty and factuality."""
    return ModalityJudge(resources)


@Language.factory("kgbuild_coreference_v1", default_config=_RESOURCES)
def create_coreference(nlp: Language, name: str, resources: Resources) -> EventJoiner:
    """Event coreference."""
    return EventJoiner(resources)


@Language.factory(
    "kgbuild_joining_v1",
    default_config={**_RESOURCES, **_ENCODER, "weights": None, "least": 0.8, "least_bare": None, "share": 0.0},
)
def create_joining(
    nlp: Language,
    name: str,
    resources: Resources,
    weights: str | None,
    least: float,
    least_bare: float | None,
    encoder: str | None,
    runtime: RuntimeName,
    share: float,
) -> Joining:
    """Tellings of one event.

    ``least`` is the score from which on two are joined, ``least_bare`` that for a telling that names no day, losses or
    place, ``share`` the encoder's share of it.
    """
    reader = _encoder(encoder, runtime) if share else None
    return Joining(resources, load_weights(Path(weights) if weights else JOINING), least, least_bare, reader, share)


@Language.factory("kgbuild_losses_v1", default_config=_RESOURCES)
def create_losses(nlp: Language, name: str, resources: Resources) -> LossFinder:
    """Who was hit, by the losses that are told."""
    return LossFinder(resources)


@Language.factory("kgbuild_relations_v1", default_config=_RESOURCES)
def create_relations(nlp: Language, name: str, resources: Resources) -> RelationFinder:
    """Relations between actors."""
    return RelationFinder(resources)
