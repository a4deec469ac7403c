"""Who has spoken in an article so far, for what takes them up: ``المصدر نفسه``, ``البيان``, a family name."""

from __future__ import annotations

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.person_names import FATHERS
from kgbuild.extraction.source_phrases import SOURCE_NOUNS

__all__ = ["SourceMemory", "lemma_of"]

_TITLE_REACH = 6
_SHORTEST_NAME = 4
_ANONYMOUS_REACH = 3  # sentences from an anonymous source to a body that tells after it
_PAPER_BEFORE, _PAPER_BEHIND = 2, 6  # words from a speaker to the word for the statement that he made
_GOD = "الله"
# Plurals and duals of heads that a later singular may take up, and the other way round.
_SINGULARS = {
    plural: singular for singular, plurals in load_table("words")["source_numbers"].items() for plural in plurals
}


def lemma_of(word: str) -> str:
    """Return the singular of a head noun, without the article."""
    return str(_SINGULARS.get(word, word.removeprefix("ال")))


class SourceMemory:
    """Keeps the speakers of one article by head noun and by name."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self._reading, self._hits, self._words = reading, hits, reading.words
        self._heads: dict[str, Mention] = {}
        self._names: dict[str, Mention] = {}
        self._last: Mention | None = None
        self._spoken = range(0)
        self._last_anonymous: Mention | None = None
        self._anonymous: dict[bool, Mention] = {}  # the last that spoke as one, and as several

    def remember(self, speakers: tuple[Mention, ...], start: int, end: int) -> None:
        """Keep those who spoke in the sentence from ``start`` to ``end``, the origin as the last."""
        self._spoken = range(start, end)
        for mention in reversed(speakers):
            self._remember(mention)

    def headed(self, lemma: str) -> Mention | None:
        """Return who spoke last with a head noun of that lemma."""
        return self._heads.get(lemma)

    def named(self, word: str) -> Mention | None:
        """Return the person whose name holds a word."""
        return self._names.get(bare(word))

    def anonymous(self, noun: Hit) -> Mention | None:
        """Return the source without a name that spoke last, as one or as several as ``noun`` says."""
        return self._anonymous.get(_is_plural(noun), self._last_anonymous)

    @property
    def last_informant(self) -> Mention | None:
        """The source without a name that spoke last, where ``المصادر`` may take it up: no witnesses or residents."""
        last = self._last_anonymous
        return None if last is None or self._hits.any(last.start, ("speech.witnesses",)) else last

    def issuer(self) -> Mention | None:
        """Return who spoke last, where that was in a statement: ``أعلنت كذا في بيان …، ولفت البيان …``."""
        if self._last is None:
            return None
        near = range(max(0, self._last.start - _PAPER_BEFORE), self._last.end + _PAPER_BEHIND)
        papers = [at for at in near if self._hits.any(at, ("reporting.papers", "speech.statements"))]
        return self._last if papers or any(self._issues(at) for at in self._spoken) else None

    def _issues(self, at: int) -> bool:
        """``…، وذلك في بيان وزع أمس``: the statement that the sentence was said in, of nobody else."""
        if not self._hits.any(at, ("reporting.papers",)) or self._words[at - 1].norm != "في":
            return False
        return at + 1 >= len(self._words) or not self._words[at + 1].norm.startswith(("ل", "ال"))

    def body(self, noun: Hit) -> Mention | None:
        """Return the body that ``المصدر نفسه`` takes up: it told last, and nobody without a name not long before it."""
        last = self._last
        if last is None or _is_plural(noun) or last.kind == "person" or last.type == "Person":
            return None
        if self._hits.any(last.start, ("reporting.anonymous",)):
            return None
        one = self._anonymous.get(False)
        if one is None:
            return last
        apart = self._reading.sentence_at(last.start) - self._reading.sentence_at(one.start)
        return last if apart >= _ANONYMOUS_REACH else None

    def _remember(self, mention: Mention) -> None:
        self._last = mention
        noun = self._hits.at(mention.start, *SOURCE_NOUNS)
        if noun is not None:
            self._heads[lemma_of(noun.value)] = mention
            if self._hits.any(mention.start, ("reporting.anonymous",)):
                self._last_anonymous = self._anonymous[_is_plural(noun)] = mention
        if mention.type == "Person" or mention.kind == "person":
            self._remember_name(mention)
            for back in range(max(0, mention.start - _TITLE_REACH), mention.start):
                title = self._hits.at(back, "reporting.titles")
                if title:
                    self._heads[lemma_of(title.value)] = mention

    def _remember_name(self, person: Mention) -> None:
        """By the words behind the given name, as later sentences say it: ``وأضاف جودت``."""
        words = [
            self._words[at].norm
            for at in range(person.start, person.end)
            if not self._words[at].mark and not self._hits.any(at, ("people.ranks", "reporting.titles"))
        ]
        for word in words[1:] or words:
            if len(word) >= _SHORTEST_NAME and word != _GOD and word not in FATHERS:
                self._names[bare(word)] = person


def _is_plural(noun: Hit) -> bool:
    """Whether a head noun means several: ``المصادر نفسها`` may be witnesses, ``المصدر نفسه`` is one."""
    head = noun.value.removeprefix("ال").split()[0]
    return head != lemma_of(noun.value) or head not in _SINGULARS.values()
