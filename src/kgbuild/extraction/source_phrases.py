"""Phrases for sources: a head noun with its adjectives and complements, and the person named at its end."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.mentions import bare, clean_edges
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.person_names import PersonNames

__all__ = ["OUTLETS", "RELAYS", "SOURCE_NOUNS", "SourcePhrases", "source"]

OUTLETS = ("MediaOutlet",)
SOURCE_NOUNS = ("reporting.source_nouns", "speech.source_nouns")
RELAYS = ("reporting.relays", "speech.relays")
_LONGEST = 14
_LONGEST_NAME = 5
_PARTICIPLE = 5  # letters of a participle with its ending at least
_LINKS = frozenset({"في", "من", "باسم", "لدي", "ب", "بان", "لشوون", "شوون", "داخل"})
_ENDS = frozenset(
    {
        "قد",
        "فقد",
        "لا",
        "لم",
        "هذا",
        "هذه",
        "هؤلاء",
        "تلك",
        "ذلك",
        "خارج",
        "ل",
        "قول",
        "ضد",
        "كما",
        "ما",
        "الي",
        "علي",
        "عن",
        "بعد",
        "قبل",
    }
    | {"خلال", "عبر", "امس", "اليوم", "بين", "مع", "ان", "حول", "منذ", "حتي", "ايضا", "فيما"}
)
_ADDRESSED = frozenset({"للصحافيين", "لصحافيين", "للصحفيين", "لصحفيين", "للاعلاميين", "لاعلاميين"})
_PRONOUNS = ("هم", "هما")
_VERBS = ("reporting.verbs", "verb", "trigger.verb")
_UNIT_REACH = 5  # words from a unit's number to the comma behind what describes it
_COMMANDED = 3  # words of what somebody commands: قائد عملية تحرير كذا
_CLAIMED = "مسووليت"
_FINITE = (
    "reporting.verbs", "verb", "trigger", "complementizers", "boundaries.words", "boundaries.relative",
    "speech.circulated", "reporting.asides", "reporting.according", "tolls.killed_before", "tolls.wounded_before",
    "tolls.captured_before",
)  # fmt: skip
_NISBA = ("ي", "يه", "يون", "يين", "يان", "يتان", "يات", "خاصه", "نفسه", "نفسها", "مطلعه", "مذكور", "مذكوره")
_HONOURS = ("reporting.honours",)
_DESCRIBING = (
    "reporting.adjectives", *SOURCE_NOUNS, "speech.degrees", "people", "descriptor.actor", "facilities.words"
)  # fmt: skip
_BODY_PARTS = name_words("parts_of_bodies")
_UNCONSTRUCTED = ("مصدر", "مصادر", "مصدران", "المصدر", "شهود", "شاهد", "ناشطون", "ناشطين")  # no owner in construct
_BEFORE_NAMES = ("speech.named_witnesses", "speech.one_of_them")
_SPEAKING_IN = ("في", "خلال", "عبر", "ضمن")
_OPENERS = ("«", "“", "„", '"')
_EMPTY_HEADS = name_words("empty_heads")
_UNITS = name_words("numbered_units")
_ROLES = ("", "في", "ب", "من", "ل", "باسم", "لدى", "عن")


def source(reading: Reading, start: int, end: int, kind: str, offset: int | None = None) -> Mention:
    """Return the words from ``start`` to before ``end`` as a source.

    Parameters
    ----------
    reading, start, end
        The article and the words.
    kind
        Local name of its class: ``Person``, ``MediaOutlet``, ``Actor``.
    offset
        Where its letters begin in the article's text, when clitics stand before them.
    """
    first, last = offset if offset is not None else reading.words[start].start, reading.words[end - 1].end
    text = reading.article.text[first:last]
    name = " ".join(text.split())
    return Mention(start, end, "source", kind, text, name, generic=kind != "Person", char_start=first, char_end=last)


class SourcePhrases:
    """Reads phrases for sources in one article."""

    def __init__(self, reading: Reading, hits: HitTable, mentions: Mapping[int, Mention], names: PersonNames) -> None:
        self._reading, self._hits, self._words = reading, hits, reading.words
        self._mentions, self._names = mentions, names

    def read(self, noun: Hit, limit: int) -> tuple[Mention, int]:
        """A head noun with its adjectives and complements; the person named at its end, when there is one."""
        end = noun.end
        titled = self._hits.any(noun.start, ("reporting.titles", "people.ranks", *_BEFORE_NAMES))
        while end < limit and end - noun.start < _LONGEST:
            if titled and end > noun.start and (named := self.person_behind(end, limit)):
                return named
            step = self._step(end, limit, noun)
            if step is None:
                break
            end = step
        if titled and (named := self._behind_unit(end, limit)):
            return named
        start, end = clean_edges(self._words, noun.start, end)
        if self._hits.any(start, ("reporting.papers",)) and (issuer := self._issuer(noun.end, end)):
            return issuer, end
        if self._hits.any(start, ("reporting.papers",)) and end + 1 < limit and self._words[end].norm == "عن":
            issued = self._issued(end + 1, limit)
            if issued is not None:
                return issued
        quoted = end < len(self._words) and self._words[end].mark in ("quote", "bracket")
        while end - 1 > start and not quoted and self._loose(end - 1):
            end -= 1
        return self._phrase(noun, start, end), end

    def _behind_unit(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """``قائد اللواء 17 قوات خاصة، العميد فلان``, comma or not: the name behind what a unit's number describes."""
        if at >= limit or not self._words[at].norm.isdigit():
            return None
        for comma in range(at + 1, min(at + _UNIT_REACH, limit)):
            if self._words[comma].mark == "comma" or self._hits.any(comma, _HONOURS):
                return self.person_behind(comma, limit)
            if self._words[comma].mark or self._hits.any(comma, ("complementizers", "reporting.verbs")):
                return None
        return None

    def _loose(self, at: int) -> bool:
        """Whether a word ends no phrase: a preposition, or the letter that a title is shortened to (``م. فلان``)."""
        return self._words[at].norm in _LINKS | _ENDS | _ADDRESSED or len(self._words[at].norm) == 1

    def whole(self, group: Mention, limit: int) -> tuple[Mention, int] | None:
        """``وحدات حماية كذا``: a group called by an empty word with all that names it, up to what ends the phrase."""
        head = self._words[group.start].norm.removeprefix(group.conjunction)
        if group.iri or group.owner or group.definite or head not in _EMPTY_HEADS:
            return None
        noun = Hit("people.organised", head, group.start, group.end)
        end = group.end
        while end < limit and end - group.start < _LONGEST and not self._hits.any(end, ("reporting.not_names",)):
            step = self._step(end, limit, noun)
            if step is None:
                break
            end = step
        if end == group.end or not (end >= limit or self._words[end].mark):
            return None
        return source(self._reading, group.start, end, "Actor", group.char_start), end

    def _issued(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """Whose statement it is, behind عن: ``بيان صادر عن سلطات كذا``."""
        body = self._mentions.get(at)
        if body and body.kind == "actor":
            return body, body.end
        noun = self._hits.at(at, *SOURCE_NOUNS)
        if noun is not None and not noun.preposition and not self._hits.any(at, ("reporting.papers",)):
            return self.read(noun, limit)
        return None

    def _issuer(self, start: int, end: int) -> Mention | None:
        """Whose statement it is: ``بيان لوزارة الداخلية``, ``بيان الجيش``, ``تقرير لجنة برلمانية``."""
        if start >= end:
            return None
        mention = self._mentions.get(start)
        if mention is not None and mention.kind == "actor":
            whole = mention.preposition == "ل" or (mention.preposition == "" and mention.end >= end)
            if whole and not mention.conjunction:
                return mention
        body = None if self._hits.any(start, ("speech.of_papers",)) else self._hits.at(start, *SOURCE_NOUNS)
        if body is not None and not body.preposition and not body.conjunction and not body.definite:
            return self._phrase(body, start, end)
        if not self._words[start].norm.startswith("ل") or (body is not None and not body.preposition):
            return None
        first = self._words[start]
        offset = first.start + (2 if first.norm.startswith("لل") else 1)
        return source(self._reading, start, end, "Actor", offset)

    def _step(self, at: int, limit: int, head: Hit) -> int | None:
        """One more piece of the phrase: a mention, an adjective, a link with what follows, a short quotation."""
        word = self._words[at]
        mention = self._mentions.get(at)
        told = self._hits.at(at, *SOURCE_NOUNS)
        if told is not None and told.preposition == "ل" and self._hits.any(head.start, RELAYS):
            return None
        if self._hits.any(at, ("speech.reports",)) and self._behind_about(at):
            return None
        if word.norm in _ADDRESSED or self.is_relay(at) or self.is_statement(at) or self._circumstance(at):
            return None
        if mention and mention.kind != "person" and mention.preposition in _ROLES:
            if mention.preposition == "" and head.definite and not self._hits.any(head.start, ("reporting.titles",)):
                return None
            joined = not mention.conjunction or mention.kind == "place" or self._joined(at, head)
            return mention.end if joined else None
        if word.mark == "quote" and self._hits.any(at + 1, ("fates", "trigger", "tolls")):
            return None
        if word.mark == "quote":
            return at + 1 if word.norm in ("»", "”") else self.short_quote(at, limit)
        if word.mark == "bracket" and at == head.end and self._hits.any(head.start, RELAYS):
            return self._bracketed(at, limit)
        if word.mark or word.norm in _ENDS or self._names.dated(at) or self._hits.any(at, ("reporting.fillers",)):
            return None
        issued = self._hits.at(at, "reporting.papers")
        if (
            self._tells(at, head)
            or (issued is not None and issued.definite)
            or (word.norm.isdigit() and not self._hits.any(head.start, RELAYS) and not self._of_unit(at, head))
        ):
            return None
        if word.norm in _LINKS:
            if at + 1 >= limit or not (self._linked(at + 1) or self._hits.any(at - 1, ("speech.degrees",))):
                return None
            bodied = at + 1 not in self._mentions and not self._words[at + 1].norm.startswith("ال")
            return at + 2 if bodied and not self._words[at + 1].mark and at + 2 <= limit else at + 1
        if word.norm.startswith("و") and not (
            self._hits.any(at, ("people", *SOURCE_NOUNS)) or word.norm.startswith("وال")
        ):
            return at + 1 if self._hits.any(at, ("reporting.adjectives",)) else None
        return at + 1 if self._fits(at, head) else None

    def _of_unit(self, at: int, head: Hit) -> bool:
        """``قيادة الفرقة 12``: the number that a unit is told apart by, behind the office that speaks for it."""
        unit = bare(self._words[at - 1].norm) in _UNITS and at - 1 > head.start
        return unit and not self._hits.any(head.start, ("reporting.titles", "people.ranks"))

    def _behind_about(self, at: int) -> bool:
        """``أوردت مصادر كذا أنباء عن …``: news about something are what is told."""
        return at + 1 < len(self._words) and self._words[at + 1].norm == "عن"

    def _joined(self, at: int, head: Hit) -> bool:
        """``وزارة الصحة والسكان``: people whom a body is for, behind the first that its name tells."""
        people = self._hits.any(at, ("people.civilians",)) and self._words[at].norm.startswith("وال")
        body = at - 2 >= head.start and self._hits.any(at - 2, (*SOURCE_NOUNS, "descriptor.actor", "facilities.words"))
        return people and body and self._words[at - 1].norm.startswith("ال")

    def _bracketed(self, at: int, limit: int) -> int | None:
        """``قناة (تي آر تي)``: a medium's name in brackets; where they close."""
        near = range(at + 1, min(at + _LONGEST_NAME + 2, limit))
        return next((other + 1 for other in near if self._words[other].mark == "bracket"), None)

    def _tells(self, at: int, head: Hit) -> bool:
        """Whether a word is of what is said; not a definite noun (``وزير النقل``), nor what somebody commands."""
        norm = self._words[at].norm
        if norm.startswith(_CLAIMED) or (norm.endswith("وا") and len(norm) >= _PARTICIPLE):
            return True
        commanded = at - head.end < _COMMANDED and self._hits.any(head.start, ("people.commands",))
        return any(
            hit.category.startswith(_FINITE)
            and not (hit.definite and hit.category.startswith(_VERBS))
            and not (commanded and hit.category.startswith("trigger"))
            for hit in self._hits.rows[at]
        )

    def _circumstance(self, at: int) -> bool:
        """``محملا``, ``محذرا``: a participle in the accusative tells what else the speaker does, or blames."""
        word = self._words[at]
        if self._hits.any(at, ("certainty.blames",)):
            return True
        text = self._reading.text(at, at + 1)
        return word.norm.startswith("م") and len(word.norm) >= _PARTICIPLE and text.endswith(("اً", "ًا"))

    def _linked(self, at: int) -> bool:
        """Whether what a preposition leads to belongs to the phrase: a name, a body, a definite noun."""
        if at in self._mentions or at + 1 in self._mentions or self._words[at].mark == "quote":
            return True
        if self._words[at].norm.startswith(("ال", "بال", "لل")):
            return True
        return self._hits.any(at, ("people", "facilities", "descriptor", "places", *SOURCE_NOUNS))

    def _fits(self, at: int, head: Hit) -> bool:
        """An object behind a definite subject is no part of it: ``نفى المسؤولان الاتهامات``."""
        if self._told(at, head) or self._of_others(at, head):
            return False
        if at > head.end and self._hits.any(at - 1, ("speech.degrees",)):
            return True
        word = self._words[at].norm
        titled = self._hits.any(head.start, ("reporting.titles", "people.offices"))
        if titled and self._hits.any(at, ("speech.of_office",)):
            return True
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
            and not self._in_construct(at, head)
        ):
            return False
        if not head.definite:
            return True
        if not word.startswith("ال") or self._hits.any(head.start, ("reporting.titles",)):
            return word.startswith(("ال", "لل", "بال"))
        return word.endswith(_NISBA) or self._hits.any(at, ("reporting.adjectives", "speech.of_peoples"))

    def _of_others(self, at: int, head: Hit) -> bool:
        """``أعلنت مجموعة العمل أسماءهم``: whose it is tells a pronoun, so that it is no part of the name."""
        if self._hits.any(head.start, ("reporting.titles",)):
            return False
        return self._words[at].norm.endswith(_PRONOUNS) and len(self._words[at].norm) > _PARTICIPLE

    def _told(self, at: int, head: Hit) -> bool:
        """``أكدت مصادر محلية دخول القوات …``: a noun in construct behind a source without a name is what it tells."""
        word, behind = self._words[at].norm, at + 1
        if head.value.split()[0] not in _UNCONSTRUCTED or word.startswith("ال") or word.endswith(_NISBA):
            return False
        before = self._words[at - 1].norm
        if before.startswith(("ال", "بال", "لل")) or any(m.end == at for m in self._mentions.values()):
            return False
        if behind >= len(self._words) or word.startswith("ل") or word in _BODY_PARTS or self._hits.any(at, _DESCRIBING):
            return False
        if any(hit.preposition for hit in self._hits.rows[at]):
            return False
        return self._words[behind].norm.startswith("ال") or behind in self._mentions

    def _in_construct(self, at: int, head: Hit) -> bool:
        """``مسؤول مركز الإعلام``: behind a word for a body without the article, which the head is of."""
        before = at - 1
        if before < head.end or before in self._mentions:
            return False
        if self._hits.any(before, (*SOURCE_NOUNS, "descriptor.actor", "facilities.words")):
            return True
        return before > head.end and self._words[before - 1].norm in _LINKS and not self._words[before].mark

    def short_quote(self, at: int, limit: int) -> int | None:
        """Return where a quotation of a few words that opens at ``at`` ends, or ``None``."""
        closing = next(
            (other for other in range(at + 1, min(at + 6, limit)) if self._words[other].mark == "quote"), None
        )
        return closing + 1 if closing is not None and closing > at + 1 else None

    def person_behind(self, at: int, limit: int) -> tuple[Mention, int] | None:
        """The name behind a title, perhaps behind a comma: ``قائد الشرطة الفريق فلان``، ``المتحدث باسم كذا، فلان``."""
        comma = at < limit and self._words[at].mark == "comma"
        first = at + comma
        while first + 1 < limit and first not in self._mentions and self._hits.any(first, _HONOURS):
            first = max(hit.end for hit in self._hits.rows[first] if hit.category in _HONOURS)
        honoured = first > at + comma
        mention = self._mentions.get(first)
        if mention and mention.kind == "person" and mention.preposition in ("", "ل") and not mention.conjunction:
            sided = mention.preposition and self._hits.any(first - 1, ("speech.beside",))
            return None if sided else (mention, mention.end)  # قائد مؤيد لفلان
        before = self._words[at - 1].norm
        definite = before.startswith(("ال", "بال", "لل")) or any(m.end == at for m in self._mentions.values())
        one = self._hits.any(at - 1, ("speech.one_of_them",))
        if not (definite or comma or honoured or one) or first >= limit or self._words[first].norm.isdigit():
            return None
        if self._words[first].norm.startswith(("و", "ل", "بال")) or (
            self._words[first].norm.startswith("ال") and not honoured
        ):
            return None
        given = first + (honoured and first not in self._mentions and not self._words[first].mark)
        end = self._names.end(first, limit, _LONGEST_NAME)
        end = (
            end if end > first else self._names.end(given, limit, _LONGEST_NAME)
        )  # العميد ياسر فلان: ياسر is a verb, too
        if end - first < 2 or not self._closes(end, limit):
            return None
        return source(self._reading, first, end, "Person"), end

    def _closes(self, end: int, limit: int) -> bool:
        if end >= limit or self._words[end].mark or self._names.dated(end):
            return True
        if self.is_relay(end) or self.is_statement(end):
            return True
        return (
            self._hits.any(end, ("complementizers", "reporting.fillers", "reporting.asides", "reporting.titles"))
            or self._words[end].norm in _ENDS | _ADDRESSED
            or self._hits.any(end, ("speech.not_names",))
        )

    def _phrase(self, noun: Hit, start: int, end: int) -> Mention:
        first = self._words[start]
        letters = len(noun.conjunction) + (
            len(noun.preposition) if not noun.definite else 2 if noun.preposition == "ل" else len(noun.preposition)
        )
        kind = "MediaOutlet" if self._hits.any(start, RELAYS) else "Actor"
        return source(self._reading, start, end, kind, first.start + letters)

    def is_statement(self, at: int) -> bool:
        """Whether words for what something was said in begin at a word: ``في برقيته``, ``خلال مؤتمر صحافي``."""
        return self._words[at].norm in _SPEAKING_IN and self._hits.any(at + 1, ("speech.statements",))

    def is_relay(self, at: int) -> bool:
        """Whether a medium that words were said to begins at a word: ``لوكالة كذا``."""
        if self._hits.any(at - 1, ("speech.beside",)):
            return False
        mention = self._mentions.get(at)
        if mention and mention.preposition == "ل" and mention.kind == "actor" and mention.type in OUTLETS:
            return True
        hit = self._hits.at(at, *RELAYS)
        if hit is not None and hit.preposition == "ل":
            return True
        if self._hits.any(at - 1, RELAYS):
            return False
        if (
            self._words[at].norm in _OPENERS
            and self.short_quote(at, len(self._words))
            and self._words[at + 1].norm.startswith("ل")
        ):
            return True
        return (
            self._words[at].norm in ("ل", "لـ", "الي")
            and at + 1 < len(self._words)
            and self._words[at + 1].mark == "quote"
        )
