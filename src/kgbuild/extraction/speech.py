"""Where what somebody says begins behind its verb, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table

__all__ = ["Opening", "Speech"]

_REACH = 26  # words from a verb of saying to a clause
_NOUN_REACH = 18  # to a preposition of the verb
_SAY_REACH = 12  # to قائلا and the like
_CONTINUED_QUOTE = 6
_QUOTED_NAME = 6  # words of a name in quotation marks, with these
_LONG_QUOTE = 8  # words of more than a name
_OPENS_QUOTE = 3  # words from where what is said begins to the quotation mark that opens it
_AFFIRMING = frozenset(load_table("words")["speech"]["affirming"])
_CLOSING = {"«": "»", "“": "”", "„": "”", '"': '"'}
_CLOSERS, _EITHER = ("»", "”"), '"'
_LED_BY = {fold(preposition): frozenset(verbs) for preposition, verbs in load_table("words")["told_of"].items()}
_BEFORE_OTHER_CLAUSES = frozenset(fold(word) for word in load_table("words")["speech"]["before_other_clauses"])
_DEEDS = ("trigger", "tolls")
_AFFIRMED = ("trigger.noun", "fates.nouns", "speech.affirmed")
_ABOUT = "عن"
_JOINED = "ب"  # a preposition that is written as one word with the noun
_AFTERWARDS = ("بعدما",)  # ``اعتبر فلان أن "…" بعدما شنت كذا غارات``
_TURNS = ("وقد", "وكان", "وكانت", "وفي", "وعلي", "وذلك")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where what is said begins: with a clause or quotation, or with a noun (``أشار إلى مقتل``)."""

    at: int
    clause: bool


class Speech:
    """Finds what is said in one article."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self._reading, self._hits, self._words = reading, hits, reading.words

    def opening(self, verb: Hit, end: int) -> Opening | None:
        """Return where what a verb of saying introduces begins, if it does before ``end``."""
        clause = self._clause(verb.end, end)
        noun = self._noun(verb, end if clause is None else clause)
        if noun is not None and noun + 1 != clause:
            return Opening(noun, clause=False)
        return None if clause is None else Opening(clause, clause=True)

    def say_word(self, position: int, end: int) -> int | None:
        """Return where ``بالقول`` or ``قائلا`` stands behind a verb, before anything that is said."""
        for at in range(position, min(position + _SAY_REACH, end)):
            if self._hits.any(at, ("speech.say_words",)):
                return at
            if self._words[at].mark in ("stop", "colon") or self._hits.any(at, ("complementizers", "reporting.verbs")):
                return None
        return None

    def _clause(self, position: int, end: int) -> int | None:
        """Where what is said begins: behind أن, a colon or a quotation mark soon after the verb."""
        at = position
        while at < min(position + _REACH, end):
            word = self._words[at]
            if (self._hits.any(at, ("complementizers",)) and not self._of_another(at)) or word.mark == "colon":
                return at
            if word.mark == "quote" and not self._closes_quote(at):
                if not self._short_quote(at, end):
                    return at
                at = self._behind_name(at, end)
            if word.mark == "stop" or (at > position and self._hits.any(at, ("boundaries.results",))):
                return None
            at += 1
        return None

    def _of_another(self, at: int) -> bool:
        """``بعد أن اقتحم …``: a clause of time or contrast, which nobody says."""
        return at > 0 and self._words[at - 1].norm.lstrip("وف") in _BEFORE_OTHER_CLAUSES

    def _noun(self, verb: Hit, end: int) -> int | None:
        """``كشفت مصادر … عن قيام``, ``كشفت الوزارة هوية …``: behind the preposition of the verb, or its object."""
        if verb.value in _AFFIRMING and verb.end < end and self._affirmed(verb):
            return verb.end
        brought = self._brought(verb, end)
        if brought is not None:
            return brought
        prepositions = [word for word, verbs in _LED_BY.items() if verb.value in verbs]
        discloses = "عن" in prepositions
        for at in range(verb.end, min(verb.end + _NOUN_REACH, end) if prepositions else verb.end):
            word = self._words[at]
            if word.mark in ("stop", "colon"):
                return None
            if word.norm in prepositions or (discloses and self._hits.any(at, ("speech.disclosed",))):
                return at
            if _JOINED in prepositions and self._joined(at):
                return at
        return None

    def _brought(self, verb: Hit, end: int) -> int | None:
        """``أوردت مصادر كذا أنباء عن …``: where the preposition stands behind the news that a verb brings."""
        if not self._hits.any(verb.start, ("speech.bringing",)):
            return None
        for at in range(verb.end, min(verb.end + _NOUN_REACH, end)):
            if self._words[at].mark in ("stop", "colon"):
                return None
            told = self._hits.at(at, "speech.reports")
            if told is not None and not told.definite:
                news = told.end < end and self._words[told.end].norm == _ABOUT
                return told.end if news and not self._hits.any(at - 1, ("speech.amid",)) else None
        return None

    def _affirmed(self, verb: Hit) -> bool:
        """``وأكدت مقتل ثلاثة``: whether a deed or its dead stand right behind the verb, as what it tells."""
        if verb.value.startswith("م"):
            return self._hits.any(verb.end, _DEEDS)
        deed = self._hits.at(verb.end, *_AFFIRMED)
        subject = self._hits.any(
            verb.end, ("people", "descriptor.actor", "reporting.source_nouns", "speech.source_nouns")
        )
        return deed is not None and not (subject or deed.definite or deed.preposition or deed.conjunction)

    def _joined(self, at: int) -> bool:
        """``اعترف الفصيل بمقتل …``: a deed or its dead behind a preposition that is one word with it."""
        return self._words[at].norm.startswith(_JOINED) and self._hits.any(at, (*_DEEDS, "speech.befalling"))

    def _behind_name(self, at: int, end: int) -> int:
        """The mark that closes a name in quotation marks, which may hold any words (``محطة "ان تي في"``)."""
        near = range(at + 1, min(at + _QUOTED_NAME, end))
        return next((other for other in near if self._words[other].mark == "quote"), at)

    def _closes_quote(self, at: int) -> bool:
        """Whether a quotation mark is a closing one; ``"`` is behind another in the sentence."""
        norm = self._words[at].norm
        start = self._reading.sentences[self._reading.sentence_at(at)].start
        if norm == _EITHER and at + 1 < len(self._words) and self._words[at + 1].mark in ("stop", "comma"):
            return True
        return norm in _CLOSERS or (
            norm == _EITHER and sum(self._words[other].norm == _EITHER for other in range(start, at)) % 2 == 1
        )

    def _short_quote(self, at: int, end: int) -> bool:
        """Whether a quotation mark belongs to a name or a few words that somebody is called."""
        if self._words[at - 1].mark == "quote":
            return True
        start = self._reading.sentences[self._reading.sentence_at(at)].start
        closes = self._behind_name(at, end) > at
        opens = any(self._words[other].mark == "quote" for other in range(max(start, at - 5), at))
        return closes or opens

    def end(self, opening: Opening | None, number: int) -> int:
        """Return where what is said ends.

        With the sentence, with the sentence that closes the quotation that it opens, or with a quotation behind which
        the article speaks again: ``قال المكتب إن «…»، وقد نفذت …``.

        Parameters
        ----------
        opening
            Where it begins, or ``None`` where that is unknown.
        number
            The sentence of the verb.
        """
        end = self._reading.sentences[number].end
        first = None if opening is None else self._quotation(opening.at, end)
        if first is None:
            return end
        closing = _CLOSING.get(self._words[first].norm)
        closes = next((at for at in range(first + 1, end) if self._words[at].mark == "quote"), None)
        if closes is not None:
            return self._behind_quotation(closes + 1, end) if self._words[closes].norm == closing else end
        for later in range(number + 1, min(number + _CONTINUED_QUOTE, len(self._reading.sentences))):
            sentence = self._reading.sentences[later]
            for at in range(sentence.start, sentence.end):
                if self._words[at].mark == "quote":
                    return sentence.end if closing and self._words[at].norm.startswith(closing) else end
        return end

    def goes_on(self, start: int, number: int) -> int | None:
        """Where a long quotation ends that a sentence begins with and that goes on with another, ``None`` if none."""
        end = self._reading.sentences[number].end
        if self._words[start].norm not in _CLOSING or self._words[start].norm == _EITHER:
            return None
        closes = next((at for at in range(start + 1, end) if self._words[at].mark == "quote"), end)
        return self.end(Opening(start, clause=True), number) if closes - start > _LONG_QUOTE else None

    def quotes(self, start: int, end: int) -> bool:
        """Whether a long quotation in guillemets stands between two words."""
        return self.long_quote(start, end) is not None

    def long_quote(self, start: int, end: int) -> int | None:
        """Return where the first long quotation in guillemets opens between two words."""
        opened = (
            at for at in range(start, end) if self._words[at].norm in _CLOSING and self._words[at].norm != _EITHER
        )
        near = ((first, range(first + 1, min(first + _LONG_QUOTE, end))) for first in opened)
        return next((first for first, words in near if all(self._words[at].mark != "quote" for at in words)), None)

    def _quotation(self, opened: int, end: int) -> int | None:
        near = range(opened, min(opened + _OPENS_QUOTE, end))
        return next((at for at in near if self._words[at].mark == "quote"), None)

    def _behind_quotation(self, position: int, end: int) -> int:
        """Where the article speaks again behind a comma or ``بعدما``; ``end`` if it does not."""
        if position + 1 < end and self._words[position].norm in _AFTERWARDS:
            return position
        turned = position + 1 < end and self._words[position].mark == "comma"
        return position + 1 if turned and self._words[position + 1].norm in _TURNS else end
