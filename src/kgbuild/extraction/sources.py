"""Who speaks: reads the speaker, and the medium that carries his words, from a word on."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.person_names import PersonNames
from kgbuild.extraction.source_phrases import OUTLETS, SourcePhrases, source

__all__ = ["Source", "Sources"]

_LONGEST_NAME = 5
_RELAY_REACH = 10
_TITLE_REACH = 6
_SHORTEST_NAME = 4
_LONGEST_CLITIC_WORD = 5
_PAPER_BEFORE, _PAPER_BEHIND = 2, 6  # words from a speaker to the word for the statement that he made


@dataclass(frozen=True, slots=True)
class Source:
    """Speakers, origin first, and where their words end."""

    speakers: tuple[Mention, ...]
    end: int


class Sources:
    """Reads speakers; remembers those that the article named, for ``المصدر`` and family names."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self._reading, self._hits, self._words = reading, hits, reading.words
        self._mentions = {mention.start: mention for mention in reading.mentions}
        self._person_names = PersonNames(reading, hits, self._mentions)
        self._phrases = SourcePhrases(reading, hits, self._mentions, self._person_names)
        self._heads: dict[str, Mention] = {}
        self._names: dict[str, Mention] = {}
        self._last: Mention | None = None  # who spoke last
        self._last_anonymous: Mention | None = None
        self._anonymous: dict[bool, Mention] = {}  # the last that spoke as one, and as several

    def read(self, position: int, limit: int) -> Source | None:
        """Return the speaker whose words begin at ``position`` or right behind adverbs and dates."""
        at = self._start(position, limit)
        if at is None:
            return None
        origin = self._origin(at, limit)
        if origin is None:
            return None
        mention, end = origin
        self._remember(mention)
        relay = self.relay(end, limit)
        if relay is None:
            return Source((mention,), end)
        if relay[2] == "عن":
            return Source((relay[0], mention), relay[1]) if self._carries(mention) else Source((mention,), end)
        return Source((mention, relay[0]), relay[1])

    def named(self, position: int, limit: int) -> Source | None:
        """Return the source that a preposition of its own introduces: ``وفقا للمرصد``, ``بحسب مصدر``."""
        at = self._start(position, limit)
        if at is None:
            return None
        mention = self._mentions.get(at)
        noun = self._hits.at(at, "reporting.source_nouns")
        if (
            mention
            and mention.kind in ("actor", "person")
            and (noun is None or mention.iri)
            and mention.preposition == "ل"
        ):
            return Source((mention,), mention.end)
        if noun is not None and noun.preposition == "ل":
            described = self._described(noun, limit)
            if described is None:
                return None
            self._remember(described[0])
            return Source((described[0],), described[1])
        return self.read(position, limit)

    def _start(self, position: int, limit: int) -> int | None:
        at = position
        while at < limit:
            aside = self._hits.at(at, "reporting.fillers")
            if aside is not None:
                at = aside.end
            elif self._words[at].mark in ("quote", "bracket", "comma") or self._person_names.dated(at):
                at += 1
            else:
                return at
        return None

    def _carries(self, mention: Mention) -> bool:
        first = self._hits.at(mention.start, "reporting.relays")
        return mention.type == "MediaOutlet" or first is not None

    # -- the origin

    def _origin(self, at: int, limit: int) -> tuple[Mention, int] | None:
        mention = self._mentions.get(at)
        noun = self._hits.at(at, "reporting.source_nouns")
        if mention and (mention.preposition not in ("",) and self._joined_preposition(at)):
            return None
        if (
            mention
            and mention.kind in ("actor", "person")
            and (noun is None or mention.iri or mention.kind == "person")
        ):
            return self._apposed(mention, limit)
        if mention and mention.kind == "place":
            return (mention, mention.end) if mention.role == "metonym" else None
        if noun is not None and noun.preposition == "":
            return self._described(noun, limit)
        if mention and mention.kind == "actor":
            return mention, mention.end
        return self._unknown(at, limit)

    def _joined_preposition(self, at: int) -> bool:
        return self._words[at].norm.startswith(("ل", "ب", "ول", "وب")) and not self._words[at].norm.startswith(
            ("لواء", "لجنه", "بعثه", "بيان")
        )

    def _apposed(self, mention: Mention, limit: int) -> tuple[Mention, int]:
        """``المرصد``, ``الناطق باسم كذا فلان``: a person named behind a title that is part of the mention counts."""
        if mention.kind == "person":
            return mention, mention.end
        named = (
            self._phrases.person_behind(mention.end, limit)
            if self._hits.any(mention.start, ("reporting.titles",))
            else None
        )
        return named or (mention, mention.end)

    def _unknown(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """A name that nothing announces (``وأشار فلان إلى أن``): told before, or right before what is said."""
        known = self._names.get(bare(self._words[at].norm))
        if known is not None:
            end = at + 1
            while end < limit and self._names.get(bare(self._words[end].norm)) is known:
                end += 1
            if end - at >= self._person_names.end(at, limit, _LONGEST_NAME) - at:
                return known, end
        end = self._person_names.end(at, limit, _LONGEST_NAME)
        text = self._reading.text(at, end) if end > at else ""
        if (
            end == at
            or text.endswith(("ه", "ها", "هم"))
            or (
                self._words[at].norm.startswith(("ب", "ل", "ك", "و"))
                and len(self._words[at].norm) > _LONGEST_CLITIC_WORD
            )
        ):
            return None
        opened = end >= limit or (
            self._hits.any(end, ("complementizers",))
            or self._words[end].mark in ("colon", "quote")
            or self._phrases.is_relay(end)
        )
        if not opened and not (self._words[end].norm == "الي" and self._hits.any(end + 1, ("complementizers",))):
            titled = end - at >= 2 and (self._words[end].mark == "comma" or self._hits.any(end, ("reporting.titles",)))
            if not titled:
                return None
        return source(self._reading, at, end, "Person"), end

    def _described(self, noun: Hit, limit: int) -> tuple[Mention, int] | None:
        """A source that a head noun describes; ``None`` for a statement or source that the text does not identify."""
        found, end = self._phrases.read(noun, limit)
        alone = found.generic and found.start == noun.start
        if not alone:
            return found, end
        earlier = self._earlier(noun, end) if noun.definite else None
        if earlier is None and self._hits.any(noun.start, ("reporting.papers",)):
            earlier = (self._issued_before(noun) or self._issuer()) if noun.definite else None
            return (earlier, end) if earlier is not None else None if self._empty(noun, end) else (found, end)
        if earlier is None and noun.definite and self._empty(noun, end) and not self._relayed(end, limit):
            return None
        return earlier or found, end

    def _relayed(self, position: int, limit: int) -> bool:
        """``أكدت المصادر لـ«كذا»``: whom it was said to is told."""
        return position < limit and self._phrases.is_relay(position)

    def _empty(self, noun: Hit, end: int) -> bool:
        """Whether a head noun that says nothing of who it is stands alone: ``المصدر``, ``البيان``."""
        words = [self._words[at].norm for at in range(noun.end, end) if not self._words[at].mark]
        return self._hits.any(noun.start, ("reporting.bare",)) and all(word in _OWN for word in words)

    # -- taking up

    def _issuer(self) -> Mention | None:
        """Who spoke last, where that was in a statement: ``أعلنت كذا في بيان …، ولفت البيان …``."""
        if self._last is None:
            return None
        near = range(max(0, self._last.start - _PAPER_BEFORE), self._last.end + _PAPER_BEHIND)
        papers = [at for at in near if at < len(self._words) and self._hits.any(at, ("reporting.papers",))]
        return self._last if papers else None

    def _issued_before(self, noun: Hit) -> Mention | None:
        """``أصدرت كذا بيانا …، وحسب البيان …``: who issued it, in this sentence or the last."""
        first = self._reading.sentences[max(0, self._reading.sentence_at(noun.start) - 1)].start
        for at in range(noun.start - 1, first - 1, -1):
            if self._words[at].norm in _STATEMENTS:
                near = range(at - 1, max(first, at - _PAPER_BEHIND) - 1, -1)
                verb = next((v for v in near if self._words[v].norm.lstrip("وف") in _ISSUED), None)
                origin = self._origin(verb + 1, at) if verb is not None else None
                return origin[0] if origin else None
        return None

    def _earlier(self, noun: Hit, end: int) -> Mention | None:
        """The source that a definite noun takes up, when its adjectives fit: ``المصدر الأمريكي``."""
        lemma = _lemma(noun.value)
        if lemma == _SOURCE and self._words[noun.end : noun.end + 1] and self._words[noun.end].norm in _OWN:
            last = self._anonymous.get(_is_plural(noun), self._last_anonymous)
            return self._told_of(noun, lemma, last) or last
        known = self._heads.get(lemma)
        told_of = self._told_of(noun, lemma, known)
        if told_of is not None:
            known = told_of
        elif known is None and lemma == _SOURCE:
            known = self._last_anonymous
        if known is None:
            return None
        words = [bare(self._words[at].norm) for at in range(noun.end, end) if not self._words[at].mark]
        told = {bare(self._words[at].norm) for at in range(known.start, known.end)}
        return known if all(word in told or word in _OWN for word in words) else None

    def _told_of(self, noun: Hit, lemma: str, known: Mention | None) -> Mention | None:
        """A source of that word that the text named after the one ``known``, and that did not speak as a subject."""
        sentence = self._reading.sentence_at(noun.start)
        first = self._reading.sentences[max(0, sentence - 1)].start
        for at in range(noun.start - 1, max(first, known.end if known else 0) - 1, -1):
            hit = self._hits.at(at, "reporting.source_nouns")
            if hit is not None and not hit.definite and _lemma(hit.value) == lemma:
                found, _ = self._phrases.read(hit, noun.start)
                named = found.start != at if self._hits.any(at, ("reporting.papers",)) else found.end - at > 1
                return found if named else None
        return None

    def _remember(self, mention: Mention) -> None:
        self._last = mention
        noun = self._hits.at(mention.start, "reporting.source_nouns")
        if noun is not None:
            self._heads[_lemma(noun.value)] = mention
            if self._hits.any(mention.start, ("reporting.anonymous",)):
                self._last_anonymous = self._anonymous[_is_plural(noun)] = mention
        if mention.type == "Person" or mention.kind == "person":
            self._remember_name(mention)
            for back in range(max(0, mention.start - _TITLE_REACH), mention.start):
                title = self._hits.at(back, "reporting.titles")
                if title:
                    self._heads[_lemma(title.value)] = mention

    def _remember_name(self, person: Mention) -> None:
        """By the words behind the given name, as later sentences say it: ``وأضاف جودت``."""
        words = [
            self._words[at].norm
            for at in range(person.start, person.end)
            if not self._words[at].mark and not self._hits.any(at, ("people.ranks", "reporting.titles"))
        ]
        for word in words[1:] or words:
            if len(word) >= _SHORTEST_NAME:
                self._names[bare(word)] = person

    # -- the medium

    def relay(self, at: int, limit: int) -> tuple[Mention, int, str] | None:
        """Return the medium that words were said to (``لوكالة كذا``) or the origin of what it carries (``عن مصدر``)."""
        for position in range(at, min(at + _RELAY_REACH, limit)):
            word = self._words[position]
            if word.mark in ("stop", "colon") or self._hits.any(position, ("complementizers",)):
                return None
            if word.norm == "عن":
                origin = self.read(position + 1, limit)
                return (origin.speakers[0], origin.end, "عن") if origin else None
            if self._phrases.is_relay(position):
                medium = self._medium(position, limit)
                return (*medium, "ل") if medium else None
        return None

    def _medium(self, position: int, limit: int) -> tuple[Mention, int] | None:
        mention = self._mentions.get(position)
        if mention and mention.kind == "actor":
            return mention, mention.end
        hit = self._hits.at(position, "reporting.relays")
        if hit is not None:
            described = self._described(hit, limit)
            if described is None:
                return None
            mention, end = described
            named = next(
                (
                    self._mentions[at]
                    for at in range(hit.end, end)
                    if at in self._mentions and self._mentions[at].type in OUTLETS
                ),
                None,
            )
            return named or mention, end
        if self._words[position].mark == "quote":
            return self._quoted_medium(position, limit)
        for at in range(position + 1, min(position + 3, limit)):
            named = self._mentions.get(at)
            if named and named.kind == "actor":
                return (named, named.end) if named.type in OUTLETS else None
        closing = self._phrases.short_quote(position + 1, limit)
        if closing is None:
            return None
        return source(self._reading, position + 2, closing - 1, "MediaOutlet"), closing

    def _quoted_medium(self, position: int, limit: int) -> tuple[Mention, int] | None:
        """``قال مصدر "للاقتصادية"``: the preposition stands inside the marks."""
        end = self._phrases.short_quote(position, limit)
        if end is None:
            return None
        first = self._words[position + 1]
        start = first.start + (2 if first.norm.startswith("لل") else 1)
        return source(self._reading, position + 1, end - 1, "MediaOutlet", start), end


_STATEMENTS = ("بيان", "بيانا")
_ISSUED = ("اصدر", "اصدرت", "اصدروا", "تصدر", "يصدر", "وزع", "وزعت")
_OWN = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه"})
_SOURCE = "مصدر"  # any anonymous speaker may be called so afterwards


def _lemma(word: str) -> str:
    return str(_SINGULARS.get(word, word.removeprefix("ال")))


def _is_plural(noun: Hit) -> bool:
    """Whether a head noun means several: ``المصادر نفسها`` may be witnesses, ``المصدر نفسه`` is one."""
    head = noun.value.removeprefix("ال").split()[0]
    return head != _lemma(noun.value) or head not in _SINGULARS.values()


# Plurals and duals of heads that a later singular may take up, and the other way round.
_SINGULARS = {
    plural: singular for singular, plurals in load_table("words")["source_numbers"].items() for plural in plurals
}
