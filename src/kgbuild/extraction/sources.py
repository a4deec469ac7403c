"""Who speaks: reads the speaker, and the medium that carries his words, from a word on."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.full_names import is_name
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.person_names import PersonNames
from kgbuild.extraction.saying_verbs import RELATIVES
from kgbuild.extraction.source_memory import SourceMemory, lemma_of
from kgbuild.extraction.source_phrases import OUTLETS, RELAYS, SOURCE_NOUNS, SourcePhrases, source

__all__ = ["ISSUED", "Source", "Sources"]

_LONGEST_NAME = 5
_RELAY_REACH = 10
_LONGEST_CLITIC_WORD = 5
_FULL_NAME = 2
_OWNED = 6  # letters of a word with نا at least
_PAPER_REACH = 6  # words from a verb of issuing to the word for the statement


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
        self._told = SourceMemory(reading, hits)

    def read(self, position: int, limit: int) -> Source | None:
        """Return the speaker whose words begin at ``position`` or right behind adverbs and dates."""
        at = self._start(position, limit)
        return None if at is None else self._with_medium(self._origin(at, limit), limit)

    def identified(self, position: int, limit: int) -> Source | None:
        """Return the speaker as :meth:`read` does, but no name that nothing announces."""
        at = self._start(position, limit)
        return None if at is None else self._with_medium(self._identified(at, limit), limit)

    def _with_medium(self, origin: tuple[Mention, int] | None, limit: int) -> Source | None:
        if origin is None:
            return None
        mention, end = origin
        relay = self.relay(mention, end, limit)
        if relay is None:
            return Source((mention,), end)
        if relay[2] == "عن":
            return Source((relay[0], mention), relay[1])
        return Source((mention, relay[0]), relay[1])

    def named(self, position: int, limit: int) -> Source | None:
        """Return the source that a preposition of its own introduces: ``وفقا للمرصد``, ``بحسب مصدر``."""
        at = self._start(position, limit)
        if at is None:
            return None
        mention = self._mentions.get(at)
        noun = self._hits.at(at, *SOURCE_NOUNS)
        if (
            mention
            and mention.kind in ("actor", "person")
            and (noun is None or mention.iri)
            and mention.preposition == "ل"
        ):
            return Source((mention,), mention.end)
        if noun is not None and noun.preposition == "ل":
            return self.described(noun, limit)
        return self.identified(position, limit) or self._titled(at, limit)

    def described(self, noun: Hit, limit: int) -> Source | None:
        """Return the source that a head noun describes, without a medium."""
        described = self._described(noun, limit)
        return Source((described[0],), described[1]) if described else None

    def _titled(self, at: int, limit: int) -> Source | None:
        """``بحسب فلان الفلاني، مدير كذا``: a name that nothing announces, where a title follows."""
        found = self._new_name(at, limit) if at not in self._mentions else None
        if found is None or found[1] - at < _FULL_NAME or found[1] >= limit:
            return None
        name, end = found
        behind = end + (self._words[end].mark == "comma")
        if not self._hits.any(behind, ("reporting.titles",)):
            return None
        if self._words[at - 1].norm.endswith(_WITH_TO) and self._words[at].norm.startswith("ل"):
            name = source(self._reading, at, end, "Person", self._words[at].start + 1)
        return Source((name,), end)

    def _start(self, position: int, limit: int) -> int | None:
        at = position
        while at < limit:
            aside = self._hits.at(at, "reporting.fillers")
            addressed = self._addressed(at, limit) if aside is None else None
            if aside is not None:
                at = aside.end
            elif addressed is not None:
                at = addressed
            elif self._words[at].mark in ("quote", "bracket", "comma") or self._person_names.dated(at):
                at += 1
            elif self._words[at].norm in _BRANCHES and at + 1 in self._mentions:
                at += 1  # ``أعلن فرع التنظيم``
            else:
                return at
        return None

    def _addressed(self, at: int, limit: int) -> int | None:
        """``قالت لـ«الوطن» مصادر محلية``: where the medium in quotation marks ends that stands before who speaks."""
        if self._words[at].norm not in _TO or at + 1 >= limit or self._words[at + 1].mark != "quote":
            return None
        return self._phrases.short_quote(at + 1, limit)

    def carries(self, mention: Mention) -> bool:
        """Return whether a speaker is a medium, which carries what others say."""
        first = self._hits.at(mention.start, *RELAYS)
        return mention.type == "MediaOutlet" or first is not None

    # -- the origin

    def _origin(self, at: int, limit: int) -> tuple[Mention, int] | None:
        return self._identified(at, limit) or (None if at in self._mentions else self._new_name(at, limit))

    def _identified(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """A speaker that the text describes, that the knowledge has or that was named before."""
        mention = self._mentions.get(at)
        noun = self._hits.at(at, *SOURCE_NOUNS)
        if mention and (mention.preposition not in ("",) and self._joined_preposition(at)):
            return None
        if mention and (self._carries_arms(at, mention) or self._is_object(at, mention)):
            return None
        if (
            mention
            and mention.kind in ("actor", "person")
            and (noun is None or mention.iri or mention.kind == "person")
        ):
            return self._phrases.whole(mention, limit) or self._apposed(mention, limit)
        if mention and mention.kind == "place" and mention.role == "metonym":
            return mention, mention.end
        if mention and mention.kind == "place" and noun is None:
            noun = self._hits.at(at, "speech.administrations")
        if noun is not None and noun.preposition == "":
            return self._described(noun, limit)
        if mention is not None:
            return (mention, mention.end) if mention.kind == "actor" else None
        named = self._mentions.get(at + 1)
        if named is not None and named.kind == "person" and self._words[at].norm.endswith(_THEIR):
            return named, named.end  # ``أكد قائدها اللواء فلان``
        return self._named_before(at, limit)

    def _carries_arms(self, at: int, mention: Mention) -> bool:
        """Whether a mention is of aircraft or arms, which say nothing; a body named after them does: ``سلاح الجو``."""
        named = mention.kind == "actor" and mention.iri is not None and mention.role in ("label", "alias")
        return self._hits.any(at, ("people.carriers", "weapon")) and not named

    def _is_object(self, at: int, mention: Mention) -> bool:
        """``حذرت المواطنين``: people in the plural's oblique case are told something."""
        people = self._hits.any(at, ("people.fighters", "people.civilians"))
        verb = at > 0 and self._hits.any(at - 1, ("reporting.verbs", "certainty.blames"))
        return verb and people and mention.iri is None and self._words[at].norm.endswith("ين")

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

    def _named_before(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """A part of a name that the article told before: ``وأضاف جودت``."""
        known = self._told.named(self._words[at].norm)
        if known is not None:
            end = at + 1
            while end < limit and self._told.named(self._words[end].norm) is known:
                end += 1
            if end - at >= self._person_names.end(at, limit, _LONGEST_NAME) - at:
                return known, end
        return None

    def _new_name(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """A name that nothing announces (``وأشار فلان إلى أن``), right before what is said or a title."""
        end = self._person_names.end(at, limit, _LONGEST_NAME)
        if end == at or self._reading.text(at, end).endswith(("ه", "ها", "هم")) or self._no_name(at):
            return None
        if not is_name([word.norm for word in self._words[at:end]]) or self._hits.any(at, ("speech.going_on",)):
            return None
        behind = end + (end < limit and self._words[end].mark == "comma")
        described = behind + 1 < limit and self._words[behind].norm in _WHO_IS
        titles = (*SOURCE_NOUNS, "reporting.titles") if described else ("reporting.titles",)
        titled = end - at >= _FULL_NAME and behind < limit and self._hits.any(behind + described, titles)
        first = self._words[at].norm
        if first.startswith(("ب", "ل", "ك", "و")) and len(first) > _LONGEST_CLITIC_WORD and not titled:
            return None
        apart = end - at >= _FULL_NAME and end < limit and self._words[end].mark in ("comma", "bracket")
        related = end < limit and self._words[end].norm in RELATIVES and not first.startswith("ال")
        if not (titled or apart or related or self._opens(end, limit)):
            return None
        return source(self._reading, at, end, "Person"), end

    def _no_name(self, at: int) -> bool:
        """``حاجتنا``, ``تماما``: a word with a pronoun, or an adverb."""
        owned = self._words[at].norm.endswith("نا") and len(self._words[at].norm) >= _OWNED
        return owned or self._reading.text(at, at + 1).endswith(("اً", "ًا"))

    def _opens(self, at: int, limit: int) -> bool:
        """Whether what is said begins here, or words for whom it was said to or in what: ``في برقيته``."""
        if at >= limit or self._hits.any(at, ("complementizers",)) or self._words[at].mark in ("colon", "quote"):
            return True
        if self._phrases.is_relay(at) or self._phrases.is_statement(at):
            return True
        return self._words[at].norm == "الي" and self._hits.any(at + 1, ("complementizers",))

    def _described(self, noun: Hit, limit: int) -> tuple[Mention, int] | None:
        """A source that a head noun describes; ``None`` for a statement or source that the text does not identify."""
        found, end = self._phrases.read(noun, limit)
        alone = found.generic and found.start == noun.start
        issuer = self._hits.at(noun.end, *SOURCE_NOUNS) if self._hits.any(noun.start, ("reporting.papers",)) else None
        if alone and issuer is not None and issuer.definite and not issuer.preposition:
            known = self._earlier(issuer, end)
            return (known or found), end
        if not alone:
            return found, end
        earlier = self._earlier(noun, end) if noun.definite else None
        if earlier is None and self._hits.any(noun.start, ("reporting.papers",)):
            earlier = (self._issued_before(noun) or self._told.issuer()) if noun.definite else None
            return (earlier, end) if earlier is not None else None if self._empty(noun, end) else (found, end)
        if earlier is None and noun.definite and self._empty(noun, end) and not self._relayed(end, limit):
            return (found, end) if self._words[noun.start].norm == _THE_SOURCES else None
        return earlier or found, end

    def _relayed(self, position: int, limit: int) -> bool:
        """``أكدت المصادر لـ«كذا»``: whom it was said to is told."""
        return position < limit and self._phrases.is_relay(position)

    def _empty(self, noun: Hit, end: int) -> bool:
        """Whether a head noun that says nothing of who it is stands alone: ``المصدر``, ``البيان``."""
        words = [self._words[at].norm for at in range(noun.end, end) if not self._words[at].mark]
        return self._hits.any(noun.start, ("reporting.bare",)) and all(word in _OWN for word in words)

    # -- taking up

    def _issued_before(self, noun: Hit) -> Mention | None:
        """``أصدرت كذا بيانا …، وحسب البيان …``: who issued it, in this sentence or the last."""
        first = self._reading.sentences[max(0, self._reading.sentence_at(noun.start) - 1)].start
        for at in range(noun.start - 1, first - 1, -1):
            if self._words[at].norm in _STATEMENTS:
                near = range(at - 1, max(first, at - _PAPER_REACH) - 1, -1)
                verb = next((v for v in near if self._words[v].norm.lstrip("وف") in ISSUED), None)
                origin = self._origin(verb + 1, at) if verb is not None else None
                return origin[0] if origin else None
        return None

    def _earlier(self, noun: Hit, end: int) -> Mention | None:
        """The source that a definite noun takes up, when its adjectives fit: ``المصدر الأمريكي``."""
        lemma = lemma_of(noun.value)
        if lemma == _SOURCE and self._words[noun.end : noun.end + 1] and self._words[noun.end].norm in _OWN:
            last = self._told.anonymous(noun)
            return self._told_of(noun, lemma, last) or self._told.body(noun) or last
        known = self._told.headed(lemma)
        told_of = self._told_of(noun, lemma, known)
        if told_of is not None:
            known = told_of
        elif known is None and lemma == _SOURCE:
            known = self._told.body(noun) or self._told.last_informant
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
            hit = self._hits.at(at, *SOURCE_NOUNS)
            if hit is not None and not hit.definite and lemma_of(hit.value) == lemma:
                found, _ = self._phrases.read(hit, noun.start)
                named = found.start != at if self._hits.any(at, ("reporting.papers",)) else found.end - at > 1
                return found if named else None
        return None

    def remember(self, speakers: tuple[Mention, ...], start: int, end: int) -> None:
        """Keep those who spoke in the sentence from ``start`` to ``end``, for what takes them up."""
        self._told.remember(speakers, start, end)

    # -- the medium

    def relay(self, speaker: Mention, at: int, limit: int) -> tuple[Mention, int, str] | None:
        """Return the medium that words were said to (``لوكالة كذا``), or the origin of what one carries (``عن``)."""
        for position in range(at, min(at + _RELAY_REACH, limit)):
            word = self._words[position]
            if word.mark in ("stop", "colon") or self._hits.any(position, ("complementizers",)):
                return None
            leads = word.norm == "عن" or (word.norm == "الي" and self._ascribes(speaker))
            if leads and self.carries(speaker):
                origin = self.read(position + 1, limit)
                return (origin.speakers[0], origin.end, "عن") if origin else None
            if self._ascribes(speaker) and word.norm.startswith("ل"):
                origin = self.named(position, limit) if self.carries(speaker) else None
                return (origin.speakers[0], origin.end, "عن") if origin else None
            if self._phrases.is_relay(position):
                medium = self._medium(position, limit)
                return (*medium, "ل") if medium else None
        return None

    def _ascribes(self, speaker: Mention) -> bool:
        """``نسبت وكالة كذا إلى مسؤول قوله …``: whether the verb names the origin behind إلى."""
        before = [self._words[at].norm.lstrip("وف") for at in range(max(0, speaker.start - 2), speaker.start)]
        return any(word in _ASCRIBING for word in before)

    def _medium(self, position: int, limit: int) -> tuple[Mention, int] | None:
        mention = self._mentions.get(position)
        if mention and mention.kind == "actor":
            return mention, mention.end
        hit = self._hits.at(position, *RELAYS)
        if hit is not None:
            described = self._described(hit, limit)
            if described is None:
                return None
            mention, end = described
            if end == hit.end and self._hits.any(position, ("speech.unnamed_media",)):
                return None
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


_WITH_TO = ("وفقا", "طبقا")  # the preposition behind these is written on the name
_ASCRIBING = ("نسب", "نسبت", "ينسب", "تنسب")
_WHO_IS = ("وهو", "وهي")  # ``قال فلان الفلاني وهو متحدث باسم كذا``
_TO = ("ل", "لـ")
_STATEMENTS = ("بيان", "بيانا")
ISSUED = ("اصدر", "اصدرت", "اصدروا", "تصدر", "يصدر", "وزع", "وزعت")
_BRANCHES, _THEIR = ("فرع", "جناح"), ("ه", "ها", "هم")
_OWN = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه"})
_THE_SOURCES = "المصادر"  # tell, even where the article has not told which
_SOURCE = "مصدر"  # any anonymous speaker may be called so afterwards
