"""What the pipeline's components read and write: annotations of one article, kept on its spaCy ``Doc``.

Word positions index the article's :class:`Word` list (one word a token), half-open. A learned component takes the
place of a rule component by writing the same annotation.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from spacy.tokens import Doc

from kgbuild.arabic.dates import DateMatch
from kgbuild.documents.article import Article
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.report import AttackerCertainty, Factuality, Measure

__all__ = [
    "Attribution",
    "Frame",
    "Mention",
    "Reading",
    "Relation",
    "Sentence",
    "TollMention",
    "Trigger",
    "VictimMention",
    "Word",
    "reading_of",
]

MentionKind = Literal["actor", "place", "facility", "person", "weapon", "source"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by word positions, and the block of the article that it stands in."""

    start: int
    end: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words that names an actor, place, facility, person, weapon or source.

    ``preposition`` and ``conjunction`` are those right before it, clitic or word. ``owner`` is the actor that a
    facility or a group of fighters belongs to. ``generic`` marks a group that the text does not name; ``named`` is
    false where an adjective of nationality alone tells who is meant (``جندي تركي``).
    """

    start: int
    end: int
    kind: MentionKind
    type: str
    surface: str
    name: str
    iri: str | None = None
    preposition: str = ""
    conjunction: str = ""
    owner: Mention | None = None
    generic: bool = False
    definite: bool = False
    score: float = 1.0
    within: str | None = None
    role: str = "name"
    country: str | None = None
    demonym: str | None = None
    char_start: int = -1
    char_end: int = -1
    named: bool = True


@dataclass(frozen=True, slots=True)
class TollMention:
    """A number of people and what became of them; ``subset_of`` is the position of the whole in the same list.

    ``group_mention`` is the actor that the people are of; ``parties`` are the actors where they are of several.
    """

    start: int
    end: int
    measure: Measure
    low: int
    high: int | None
    surface: str
    group: str | None = None
    group_mention: Mention | None = None
    subset_of: int | None = None
    cumulative: bool = False
    verb: bool = False
    parties: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class VictimMention:
    """A person named as killed, wounded, captured or missing."""

    start: int
    end: int
    person: Mention
    fate: Measure
    rank: str | None = None
    side: Mention | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event: its class, its part of speech and the frame that its arguments follow."""

    start: int
    end: int
    type: str
    lemma: str
    pos: Literal["noun", "verb"]
    frame: str
    preposition: str = ""
    conjunction: str = ""
    definite: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what stands between ``start`` and ``end``; origin first. ``own_voice``: the article itself."""

    start: int
    end: int
    speakers: tuple[Mention, ...]
    stance: Literal["says", "suspects", "claims", "denies"] = "says"


@dataclass(frozen=True, slots=True)
class Frame:
    """An event as told in one clause: its triggers and the annotations that fill its slots.

    ``added`` tells what a learned component filled in: slot and first word. ``same_as`` is the number of the frame
    whose deed this one claims (``وتبنى التنظيم الهجوم``).
    """

    sentence: int
    start: int
    end: int
    triggers: tuple[Trigger, ...]
    type: str
    attackers: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    date: DateMatch | None = None
    tolls: tuple[TollMention, ...] = ()
    victims: tuple[VictimMention, ...] = ()
    weapons: tuple[Mention, ...] = ()
    certainty: AttackerCertainty = "unknown"
    factuality: Factuality = "asserted"
    speakers: tuple[Mention, ...] = ()
    event: int = -1
    response_to: int | None = None
    reason: str | None = None
    mutual: bool = False
    same_as: int | None = None
    notes: tuple[str, ...] = ()
    added: tuple[tuple[str, int], ...] = ()

    @property
    def trigger(self) -> Trigger:
        """The first trigger, which names the frame."""
        return self.triggers[0]


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation between two actors, as a sentence states it."""

    sentence: int
    start: int
    end: int
    subject: Mention
    relation: str
    object: Mention
    speakers: tuple[Mention, ...] = ()


@dataclass(slots=True)
class Reading:
    """The annotations of one article; each component fills its own field."""

    article: Article
    country: str | None = None
    words: list[Word] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    dates: list[DateMatch] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    tolls: list[TollMention] = field(default_factory=list)
    victims: list[VictimMention] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hits: HitTable | None = None

    def text(self, start: int, end: int) -> str:
        """Return the article's text from word ``start`` to before word ``end``."""
        return self.article.text[self.words[start].start : self.words[end - 1].end]

    def sentence_at(self, word: int) -> int:
        """Return the position of the sentence that holds ``word``."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle].start <= word:
                low = middle
            else:
                high = middle - 1
        return low

    def sentence_end(self, word: int) -> int:
        """Return the word behind the sentence that holds ``word``; of the article where it has no sentences."""
        return self.sentences[self.sentence_at(word)].end if self.sentences else len(self.words)

    def in_place(self, word: int) -> bool:
        """Whether a word is part of the name of a place: الضالع is a governorate, and no accomplice."""
        return any(m.kind == "place" and m.start <= word < m.end for m in self.mentions)

    def ends_in_ya(self, word: int) -> bool:
        """Whether a word is written with ``ي`` at its end, which folds to the same as ``ى``: علي, and not على."""
        return self.text(word, word + 1).endswith("ي")

    def replace_frame(self, position: int, **changes: object) -> None:
        """Put a changed copy of a frame in its place."""
        self.frames[position] = replace(self.frames[position], **changes)  # type: ignore[arg-type]


if not Doc.has_extension("kgb"):
    Doc.set_extension("kgb", default=None)


def reading_of(doc: Doc) -> Reading:
    """Return the reading that ``doc`` carries, making an empty one for a bare ``Doc``."""
    if doc._.kgb is None:
        doc._.kgb = Reading(Article("", 0, doc.text, ()))
    reading: Reading = doc._.kgb
    return reading
