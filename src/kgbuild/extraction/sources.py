"""Who speaks: reads the speaker, and the medium that carries his words, from a word on."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.mentions import bare, clean_edges, is_name_word

__all__ = ["Source", "Sources"]

_LONGEST = 14
_LONGEST_NAME = 5
_ALI = "علي"  # a given name, written like the preposition
_LINKS = frozenset("في من باسم لدي ب بان لشوون شوون".split())
_ENDS = frozenset(
    "قد فقد لا لم هذا هذه هؤلاء تلك ذلك داخل خارج ضد كما الي علي عن بعد قبل خلال عبر امس اليوم بين مع ان حول منذ حتي ايضا كما فيما".split()
)
_FINITE = (
    "reporting.verbs",
    "verb",
    "trigger.verb",
    "complementizers",
    "boundaries.words",
    "boundaries.relative",
    "reporting.asides",
    "reporting.according",
    "trigger.noun",
    "tolls.killed_before",
    "tolls.wounded_before",
    "tolls.captured_before",
)
_COMMON = (
    "people",
    "facilities",
    "descriptor",
    "places",
    "weapon",
    "reporting.source_nouns",
    "reporting.not_names",
    "trigger.noun",
)
_NISBA = ("ي", "يه", "يون", "يين", "يان", "يتان", "يات", "خاصه", "نفسه", "نفسها", "مطلعه", "مذكور", "مذكوره")
_OUTLETS = ("MediaOutlet",)
_ROLES = ("", "في", "ب", "من", "ل", "باسم", "لدى", "عن")


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
        self._heads: dict[str, Mention] = {}
        self._names: dict[str, Mention] = {}

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
            found, end = self._described(noun, limit)
            self._remember(found)
            return Source((found,), end)
        return self.read(position, limit)

    def _start(self, position: int, limit: int) -> int | None:
        at = position
        while at < limit:
            aside = self._hits.at(at, "reporting.fillers")
            if aside is not None:
                at = aside.end
            elif self._words[at].mark in ("quote", "bracket", "comma") or self._dated(at):
                at += 1
            else:
                return at
        return None

    def _dated(self, position: int) -> bool:
        start = self._words[position].start
        return any(match.span.start <= start < match.span.end for match in self._reading.dates)

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
            self._person_behind(mention.end, limit) if self._hits.any(mention.start, ("reporting.titles",)) else None
        )
        return named or (mention, mention.end)

    def _described(self, noun: Hit, limit: int) -> tuple[Mention, int]:
        """A head noun with its adjectives and complements; the person named at its end, when there is one."""
        end = noun.end
        titled = self._hits.any(noun.start, ("reporting.titles", "people.ranks"))
        while end < limit and end - noun.start < _LONGEST:
            if titled and end > noun.start and (named := self._person_behind(end, limit)):
                return named
            step = self._step(end, limit, noun)
            if step is None:
                break
            end = step
        start, end = clean_edges(self._words, noun.start, end)
        if self._hits.any(start, ("reporting.papers",)) and (issuer := self._issuer(noun.end, end)):
            return issuer, end
        while end - 1 > start and self._words[end - 1].norm in _LINKS | _ENDS:
            end -= 1
        if noun.definite and (earlier := self._earlier(noun, end)):
            return earlier, end
        return self._phrase(noun, start, end), end

    def _issuer(self, start: int, end: int) -> Mention | None:
        """Whose statement it is: ``بيان لوزارة الداخلية``."""
        if start >= end or not self._words[start].norm.startswith("ل"):
            return None
        mention = self._mentions.get(start)
        if mention and mention.kind == "actor" and mention.end >= end:
            return mention
        first = self._words[start]
        offset = first.start + (2 if first.norm.startswith("لل") else 1)
        text = self._reading.article.text[offset : self._words[end - 1].end]
        return Mention(
            start,
            end,
            "source",
            "Actor",
            text,
            text,
            generic=True,
            char_start=offset,
            char_end=self._words[end - 1].end,
        )

    def _step(self, at: int, limit: int, head: Hit) -> int | None:
        """One more piece of the phrase: a mention, an adjective, a link with what follows, a short quotation."""
        word = self._words[at]
        mention = self._mentions.get(at)
        if self._is_relay(at):
            return None
        if mention and mention.kind != "person" and mention.preposition in _ROLES:
            if mention.preposition == "" and head.definite and not self._hits.any(head.start, ("reporting.titles",)):
                return None
            return mention.end if not mention.conjunction or mention.kind == "place" else None
        if word.mark == "quote":
            return at + 1 if word.norm in ("»", "”") else self._short_quote(at, limit)
        if word.mark or word.norm in _ENDS or self._dated(at) or self._hits.any(at, _FINITE):
            return None
        if self._hits.any(at, ("reporting.fillers",)):
            return None
        if word.norm in _LINKS:
            if at + 1 >= limit or not self._linked(at + 1):
                return None
            bodied = at + 1 not in self._mentions and not self._words[at + 1].norm.startswith("ال")
            return at + 2 if bodied and not self._words[at + 1].mark and at + 2 <= limit else at + 1
        if word.norm.startswith("و") and not (
            self._hits.any(at, ("people", "reporting.source_nouns")) or word.norm.startswith("وال")
        ):
            return at + 1 if self._hits.any(at, ("reporting.adjectives",)) else None
        return at + 1 if self._fits(at, head) else None

    def _linked(self, at: int) -> bool:
        """Whether what a preposition leads to belongs to the phrase: a name, a body, a definite noun."""
        if at in self._mentions or at + 1 in self._mentions or self._words[at].mark == "quote":
            return True
        if self._words[at].norm.startswith(("ال", "بال", "لل")):
            return True
        return self._hits.any(at, ("people", "facilities", "descriptor", "places", "reporting.source_nouns"))

    def _fits(self, at: int, head: Hit) -> bool:
        """An object behind a definite subject is no part of it: ``نفى المسؤولان الاتهامات``."""
        word = self._words[at].norm
        named = any(mention.end == at for mention in self._mentions.values())
        anonymous = (
            at > head.end
            and self._hits.any(head.start, ("reporting.anonymous",))
            and self._words[at - 1].norm not in _LINKS
        )
        if (
            word.startswith("ال")
            and not word.endswith(_NISBA)
            and (named or (anonymous and not self._words[at - 1].norm.startswith("ال")))
        ):
            return False
        if not head.definite:
            return True
        if not word.startswith("ال") or self._hits.any(head.start, ("reporting.titles",)):
            return word.startswith(("ال", "لل", "بال"))
        return word.endswith(_NISBA) or self._hits.any(at, ("reporting.adjectives",))

    def _short_quote(self, at: int, limit: int) -> int | None:
        closing = next(
            (other for other in range(at + 1, min(at + 6, limit)) if self._words[other].mark == "quote"), None
        )
        return closing + 1 if closing is not None and closing > at + 1 else None

    def _person_behind(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """The name behind a title, perhaps behind a comma: ``قائد الشرطة الفريق فلان``، ``المتحدث باسم كذا، فلان``."""
        comma = at < limit and self._words[at].mark == "comma"
        first = at + comma
        mention = self._mentions.get(first)
        if mention and mention.kind == "person" and mention.preposition in ("", "ل") and not mention.conjunction:
            return mention, mention.end
        before = self._words[at - 1].norm
        definite = before.startswith(("ال", "بال", "لل")) or any(m.end == at for m in self._mentions.values())
        if not (definite or comma) or first >= limit or self._words[first].norm.startswith(("ال", "و", "ل", "بال")):
            return None
        end = self._name_end(first, limit)
        if end - first < 2 or not self._closes(end, limit):
            return None
        return self._person(first, end), end

    def _closes(self, end: int, limit: int) -> bool:
        if end >= limit or self._words[end].mark or self._is_relay(end) or self._dated(end):
            return True
        return (
            self._hits.any(end, ("complementizers", "reporting.fillers", "reporting.asides", "reporting.titles"))
            or self._words[end].norm in _ENDS
        )

    def _name_end(self, position: int, limit: int) -> int:
        end = position
        while end < limit and end - position < _LONGEST_NAME:
            given = self._given_ali(end) and end + 1 < limit and self._plain(end + 1)
            if not given and not self._plain(end):
                break
            end += 1
        return end

    def _given_ali(self, position: int) -> bool:
        """``علي`` as written in full is the name, ``على`` the preposition."""
        return self._words[position].norm == _ALI and self._reading.text(position, position + 1).endswith("ي")

    def _plain(self, position: int) -> bool:
        free = is_name_word(self._words, self._hits, position, _Never())
        return (
            free
            and position not in self._mentions
            and not self._dated(position)
            and not self._hits.any(position, _COMMON)
        )

    def _person(self, start: int, end: int) -> Mention:
        text = self._reading.text(start, end)
        return Mention(
            start,
            end,
            "source",
            "Person",
            text,
            " ".join(text.split()),
            char_start=self._words[start].start,
            char_end=self._words[end - 1].end,
        )

    def _phrase(self, noun: Hit, start: int, end: int) -> Mention:
        first = self._words[start]
        letters = len(noun.conjunction) + (
            len(noun.preposition) if not noun.definite else 2 if noun.preposition == "ل" else len(noun.preposition)
        )
        text = self._reading.article.text[first.start + letters : self._words[end - 1].end]
        kind = "MediaOutlet" if self._hits.any(start, ("reporting.relays",)) else "Actor"
        return Mention(
            start,
            end,
            "source",
            kind,
            text,
            text,
            generic=True,
            char_start=first.start + letters,
            char_end=self._words[end - 1].end,
        )

    def _unknown(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """A name that nothing announces (``وأشار فلان إلى أن``): words of a name told before, or followed by what is said."""
        known = self._names.get(bare(self._words[at].norm))
        if known is not None:
            end = at + 1
            while end < limit and self._names.get(bare(self._words[end].norm)) is known:
                end += 1
            return known, end
        end = self._name_end(at, limit)
        text = self._reading.text(at, end) if end > at else ""
        if (
            end == at
            or text.endswith(("ه", "ها", "هم"))
            or self._words[at].norm.startswith(("ب", "ل", "ك", "و"))
            and len(self._words[at].norm) > _LONGEST_NAME
        ):
            return None
        opened = end >= limit or (
            self._hits.any(end, ("complementizers",))
            or self._words[end].mark in ("colon", "quote")
            or self._is_relay(end)
        )
        if not opened and not (self._words[end].norm == "الي" and self._hits.any(end + 1, ("complementizers",))):
            titled = end - at >= 2 and (self._words[end].mark == "comma" or self._hits.any(end, ("reporting.titles",)))
            if not titled:
                return None
        return self._person(at, end), end

    # -- taking up

    def _earlier(self, noun: Hit, end: int) -> Mention | None:
        """The source that a definite noun takes up, when its adjectives fit: ``المصدر الأمريكي``."""
        known = self._heads.get(_lemma(noun.value))
        if known is None:
            return None
        words = [bare(self._words[at].norm) for at in range(noun.end, end) if not self._words[at].mark]
        told = {bare(word) for word in _folded(known, self._words)}
        own = {"نفسه", "نفسها", "ذاته", "ذاتها", "عينه"}
        return known if all(word in told or word in own for word in words) else None

    def _remember(self, mention: Mention) -> None:
        noun = self._hits.at(mention.start, "reporting.source_nouns")
        if noun is not None:
            self._heads[_lemma(noun.value)] = mention
        if mention.type == "Person" or mention.kind == "person":
            for at in range(mention.start, mention.end):
                word = self._words[at]
                if (
                    not word.mark
                    and not self._hits.any(at, ("people.ranks", "reporting.titles"))
                    and len(word.norm) > 3
                ):
                    self._names[bare(word.norm)] = mention
            for back in range(max(0, mention.start - 6), mention.start):
                title = self._hits.at(back, "reporting.titles")
                if title:
                    self._heads[_lemma(title.value)] = mention

    # -- the medium

    def _is_relay(self, at: int) -> bool:
        mention = self._mentions.get(at)
        if mention and mention.preposition == "ل" and mention.kind == "actor" and mention.type in _OUTLETS:
            return True
        hit = self._hits.at(at, "reporting.relays")
        if hit is not None and hit.preposition == "ل":
            return True
        if (
            self._words[at].mark == "quote"
            and self._short_quote(at, len(self._words))
            and self._words[at + 1].norm.startswith("ل")
        ):
            return True
        return (
            self._words[at].norm in ("ل", "لـ", "الي")
            and at + 1 < len(self._words)
            and self._words[at + 1].mark == "quote"
        )

    def relay(self, at: int, limit: int) -> tuple[Mention, int, str] | None:
        """Return the medium that words were said to (``لوكالة كذا``) or the origin of what it carries (``عن مصدر``)."""
        for position in range(at, min(at + 10, limit)):
            word = self._words[position]
            if word.mark in ("stop", "colon") or self._hits.any(position, ("complementizers",)):
                return None
            if word.norm == "عن":
                origin = self.read(position + 1, limit)
                return (origin.speakers[0], origin.end, "عن") if origin else None
            if self._is_relay(position):
                medium = self._medium(position, limit)
                return (*medium, "ل") if medium else None
        return None

    def _medium(self, position: int, limit: int) -> tuple[Mention, int] | None:
        mention = self._mentions.get(position)
        if mention and mention.kind == "actor":
            return mention, mention.end
        hit = self._hits.at(position, "reporting.relays")
        if hit is not None:
            mention, end = self._described(hit, limit)
            named = next(
                (
                    self._mentions[at]
                    for at in range(hit.end, end)
                    if at in self._mentions and self._mentions[at].type in _OUTLETS
                ),
                None,
            )
            return named or mention, end
        if self._words[position].mark == "quote":
            return self._quoted_medium(position, limit)
        for at in range(position + 1, min(position + 3, limit)):
            named = self._mentions.get(at)
            if named and named.kind == "actor":
                return (named, named.end) if named.type in _OUTLETS else None
        end = self._short_quote(position + 1, limit)
        if end is None:
            return None
        text = self._reading.text(position + 2, end - 1)
        return Mention(
            position + 2,
            end - 1,
            "source",
            "MediaOutlet",
            text,
            text,
            char_start=self._words[position + 2].start,
            char_end=self._words[end - 2].end,
        ), end

    def _quoted_medium(self, position: int, limit: int) -> tuple[Mention, int] | None:
        """``قال مصدر "للاقتصادية"``: the preposition stands inside the marks."""
        end = self._short_quote(position, limit)
        if end is None:
            return None
        first = self._words[position + 1]
        start = first.start + (2 if first.norm.startswith("لل") else 1)
        text = self._reading.article.text[start : self._words[end - 2].end]
        return Mention(
            position + 1,
            end - 1,
            "source",
            "MediaOutlet",
            text,
            text,
            char_start=start,
            char_end=self._words[end - 2].end,
        ), end


def _lemma(word: str) -> str:
    return _GROUPS.get(word, word.removeprefix("ال"))


_GROUPS = {
    "مصادر": "مصدر", "مصدران": "مصدر", "المصدر": "مصدر", "مسؤولون": "مسؤول", "مسؤولين": "مسؤول", "مسؤولان": "مسؤول",
    "ناشطون": "ناشط", "ناشطين": "ناشط", "نشطاء": "ناشط", "شهود عيان": "شاهد", "شاهد عيان": "شاهد", "شهود": "شاهد", "ناطق": "متحدث", "متحدثة": "متحدث",
}  # fmt: skip


def _folded(mention: Mention, words: list) -> list[str]:  # type: ignore[type-arg]
    return [words[at].norm for at in range(mention.start, mention.end)]


class _Never:
    """No word is taken."""

    def __getitem__(self, position: int) -> bool:
        return False

    def __len__(self) -> int:
        return 0
