"""What the finders of mentions share: the words of one article, which are taken, and the mentions found so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgbuild.arabic.clitics import clitics
from kgbuild.extraction.annotations import Mention, MentionKind, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.mentions import bare, is_name_word, name_end, opens_description, with_context
from kgbuild.extraction.name_words import name_words

__all__ = ["MentionBoard", "clean_name", "proclitic_letters"]

_ALI = "علي"
_COMPOUND_HEADS = name_words("compound_heads")
_QUOTES = str.maketrans("_", " ", "«»“”\"„‘’'#")


class MentionBoard:
    """The mentions of one article as they are found; they do not overlap.

    Parameters
    ----------
    reading
        The article with its words, sentences and dates.
    hits
        The phrases found in it.
    """

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self.reading = reading
        self.hits = hits
        self.words = reading.words
        self._taken = [False] * len(reading.words)
        self._mentions: dict[int, Mention] = {}

    def __iter__(self) -> Iterator[Mention]:
        """The mentions in text order."""
        return (self._mentions[start] for start in sorted(self._mentions))

    # ---------------------------------------------------------------- writing

    def take(self, start: int, end: int) -> None:
        """Keep words from becoming part of a later mention."""
        for position in range(start, end):
            self._taken[position] = True

    def put(self, mention: Mention, preposition: str = "", conjunction: str = "") -> None:
        """Add a mention and take its words; mentions that begin inside it give way.

        Parameters
        ----------
        mention
            The mention. Without character offsets it gets those of its words, and its surface, and unless it is of the
            knowledge base the name that it identifies by.
        preposition, conjunction
            The proclitics of its first word.
        """
        mention = with_context(mention, self.words, self.hits, preposition, conjunction)
        for start in range(mention.start, mention.end):
            self._mentions.pop(start, None)
        if mention.char_start < 0:
            mention = self._written(mention, preposition, conjunction)
        self._mentions[mention.start] = mention
        self.take(mention.start, mention.end)

    def put_hit(self, hit: Hit, mention: Mention) -> None:
        """Add a mention that begins with a phrase of the tables, whose proclitics are its own."""
        self.put(mention, hit.preposition, hit.conjunction)

    def change(self, mention: Mention) -> None:
        """Put a changed copy of a mention in its place."""
        self._mentions[mention.start] = mention

    def _written(self, mention: Mention, preposition: str, conjunction: str) -> Mention:
        """The mention with its characters: without marks at its edges and proclitics at its head."""
        letters = proclitic_letters(self.words[mention.start].norm, preposition, conjunction, mention.definite)
        first, last = mention.start, mention.end
        while first < mention.end - 1 and self.words[first].mark:
            first, letters = first + 1, 0
        while last - 1 > first and self.words[last - 1].mark == "quote":
            last -= 1
        start, end = self.words[first].start + letters, self.words[last - 1].end
        text = self.reading.article.text[start:end]
        taken_up = mention.role == "anaphor" and mention.name
        name = mention.name if mention.iri or taken_up else clean_name(self._bare_of_li(mention, text, preposition))
        return replace(mention, char_start=start, char_end=end, surface=text, name=name)

    def _bare_of_li(self, mention: Mention, text: str, preposition: str) -> str:
        """``للشرطة``, ``للواء كذا``: a name without its ل, and its article written out."""
        if preposition != "ل" or not text.startswith("لل"):
            return text
        indefinite = any(hit.preposition == "ل" and not hit.definite for hit in self.hits.rows[mention.start])
        return text[1:] if indefinite else f"ال{text[2:]}"

    # ---------------------------------------------------------------- words

    def free(self, start: int, end: int) -> bool:
        """Whether the words are there and none of them is taken."""
        return end <= len(self.words) and not any(self._taken[start:end])

    def plain(self, position: int) -> bool:
        """Whether a word is there, is no mark and is not taken."""
        return position < len(self.words) and not self._taken[position] and not self.words[position].mark

    def quoted(self, position: int) -> bool:
        """Whether a quotation mark stands at a position."""
        return position < len(self.words) and self.words[position].mark == "quote"

    def past_quotes(self, position: int) -> int:
        """Return the first position from here on without a quotation mark."""
        while self.quoted(position):
            position += 1
        return position

    def name_word(self, position: int) -> bool:
        """Whether a word may be part of an unknown name."""
        return is_name_word(self.words, self.hits, position, self._taken)

    def named(self, position: int) -> bool:
        """Whether a word may be part of a name, or is ``علي``, which folds to the same as the preposition ``على``."""
        if self.name_word(position):
            return True
        if not self.plain(position) or self.words[position].norm != _ALI:
            return False
        return self.reading.ends_in_ya(position)

    def name_end(self, start: int) -> int:
        """Return where an unknown name behind a kind word ends (``start`` for no name): in that word's sentence."""
        end = name_end(self.words, self.hits, start, self._taken)
        opened = end > start and bare(self.words[end - 1].norm) in _COMPOUND_HEADS
        opened = opened and not (end < len(self.words) and opens_description(self.words[end].norm))
        return max(start, min(end + 1 if opened and self.named(end) else end, self.reading.sentence_end(start - 1)))

    def qualified(self, position: int) -> bool:
        """Whether a definite word that nothing knows stands here: it tells the definite noun before it apart."""
        return self.plain(position) and self.words[position].norm.startswith("ال") and not self.hits.rows[position]

    # ---------------------------------------------------------------- mentions

    def at(self, position: int) -> Mention | None:
        """Return the mention that begins at a word."""
        return self._mentions.get(position)

    def following(self, position: int, kinds: tuple[MentionKind, ...]) -> Mention | None:
        """Return the mention that begins here or behind quotation marks, if it is of one of the kinds."""
        mention = self._mentions.get(self.past_quotes(position))
        return mention if mention and mention.kind in kinds else None

    def before(self, position: int, start: int = 0) -> list[Mention]:
        """Return the mentions that begin before a word and not before ``start``, the nearest first."""
        return [self._mentions[at] for at in sorted(self._mentions, reverse=True) if start <= at < position]


def proclitic_letters(norm: str, preposition: str, conjunction: str, definite: bool) -> int:
    """Return how many letters of a first word are proclitics; in ``لل`` the article is kept as one ``ل``.

    Parameters
    ----------
    norm
        The word in folded spelling.
    preposition, conjunction
        The proclitics that it has.
    definite
        Whether it carries the article, which belongs to the mention.

    Examples
    --------
    >>> proclitic_letters("والجيش", "", "و", True), proclitic_letters("بالجيش", "ب", "", True)
    (1, 1)
    """
    fitting = [
        split for split in clitics(norm) if split.preposition == preposition and split.conjunction == conjunction
    ]
    if not fitting:
        return 0
    split = next((split for split in fitting if split.article == definite), fitting[0])
    if not split.article:
        return split.start
    short = preposition == "ل" and norm[len(conjunction) :].startswith("لل")
    return max(split.start - (1 if short else 2), 0)


def clean_name(text: str) -> str:
    """Return a name as it identifies: without quotation marks and the signs of a tag, inner space collapsed.

    Examples
    --------
    >>> clean_name("لواء  «الفجر»")
    'لواء الفجر'
    >>> clean_name("قرية #عين_التل")
    'قرية عين التل'
    """
    return " ".join(text.translate(_QUOTES).split())
