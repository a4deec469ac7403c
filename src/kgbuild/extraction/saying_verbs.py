"""Verbs of saying as they stand in a sentence, and what is said behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.speech import Opening, Speech

__all__ = ["RELATIVES", "Saying", "SayingVerbs", "Stance"]

Stance = Literal["says", "suspects", "claims", "denies"]

_STANCES: tuple[Stance, ...] = ("denies", "suspects", "claims")
_CALLED = ("يدعي", "تدعي")  # يدعى "is called", يدعي "claims"
_MARKED = re.compile("[وف]?(بيّن|بيَّن|أبان)ت?")  # without their marks these are spelt like "between" and "during"
_UNMARKED = re.compile("([وف])بينت?")
_WHO_CLARIFIES = ("reporting.titles", "reporting.source_nouns", "speech.source_nouns")
_TITLED_REACH = 4  # words from the verb to the clause
_NEGATIONS = frozenset(["لم", "لا", "لن", "ولم", "ولا", "ولن", "لما", "ما", "مما"])  # ما يؤكد: what confirms
_SUBJUNCTIVE = ("ان", "كي", "لكي", "حتي")  # أن يعلن …: nobody has said it
RELATIVES = ("الذي", "التي", "الذين")
_RELATIVES = (*RELATIVES, "اللذين", "اللذان", "اللتين", "اللتان")
_WHEN = ("الوقت", "وقت")
_RESPONSIBILITY = ("مسووليه", "المسووليه")
_HAD = ("كان", "كانت", "وكان", "وكانت")
_AS_STATED = ("كما", "ما", "لما", "بما", "حسبما", "مما")
_ACCUSES = "اتهم"
_WRITES = "كتب"  # before a colon it names the author (``كتب فلان: …``)
_JUSTIFYING = "speech.justifying"
_OF_DEEDS = ("speech.condemning", "speech.announcing", _JUSTIFYING)
_COUNTED = ("fates.nouns", "tolls.killed_after", "tolls.wounded_after", "speech.disclosed")
_TOLD_BEFORE = ("complementizers", "reporting.verbs", "boundaries.relative")
_NOT = ("لم", "لن")
_PARTICIPLE = "م"
_TOLD_NEXT = ("وكان", "وكانت", "وقد", "وسبق")
_BLAME_REACH = 14  # words from a verb of blaming to مسؤولية
_ALIKE = ("نشر", "نقل", "بث", "كشف", "ذكر", "نفي")  # these are nouns, too
_PLURALS, _PASSIVES = ("وا", "ون"), ("قيل", "افيد")
_TABLES: dict[str, frozenset[str]] = {
    name: frozenset(load_table("words")["reporting"][name])
    for name in ("clausal", "participles", "continues", *_STANCES)
}


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying, the sentence that it stands in by number and words, and where what is said begins."""

    verb: Hit
    number: int
    start: int
    end: int
    opening: Opening | None

    def of(self, table: str) -> bool:
        """Whether the verb, given by its lemma or a listed form, belongs to a table of ``[reporting]``."""
        return self.verb.value in _TABLES[table]

    @property
    def stance(self) -> Stance:
        """How the speaker stands to what is said."""
        return next((stance for stance in _STANCES if self.of(stance)), "says")


class SayingVerbs:
    """Finds verbs of saying in one article."""

    def __init__(self, reading: Reading, hits: HitTable, speech: Speech) -> None:
        self._reading, self._hits, self._words, self._speech = reading, hits, reading.words, speech
        self._mentions = reading.mentions

    def read(self, position: int, number: int) -> Saying | None:
        """Return the verb of saying that stands at a word of a sentence."""
        sentence = self._reading.sentences[number]
        verb = self._verb(position, sentence.end)
        if verb is None or verb.definite or verb.preposition in ("ب", "ل", "ك") or self._inside_name(position):
            return None
        word = self._words[position]
        if word.norm.endswith(_CALLED) and self._reading.text(position, position + 1).endswith("ى"):
            return None
        before = self._words[position - 1].norm if position > sentence.start else ""
        if before in _NEGATIONS or self._of_us(verb) or self._is_noun(verb, position):
            return None
        if (
            before in _SUBJUNCTIVE
            and word.norm.startswith(("ي", "ت"))
            and not fold(verb.value).startswith(word.norm[0])
        ):
            return None
        blamed = self._blame(verb, sentence.end) or self._condemned(verb, sentence.end)
        opening = Opening(blamed, clause=False) if blamed else self._speech.opening(verb, sentence.end)
        if verb.value == _WRITES and opening is not None and self._words[opening.at].mark == "colon":
            return None
        return Saying(verb, number, sentence.start, sentence.end, opening)

    def _verb(self, position: int, end: int) -> Hit | None:
        verb = self._hits.at(position, "reporting.verbs")
        if verb is not None:
            return verb
        further = self._hits.at(position, "speech.going_on")
        if further is not None and further.end < end:
            opening = self._speech.opening(further, end)
            marked = self._words[further.end].mark in ("colon", "quote")
            said = marked and opening is not None and opening.at == further.end
            return further if said or self._speech.say_word(further.end, end) is not None else None
        condemns = self._hits.at(position, *_OF_DEEDS)
        if condemns is not None:
            deed = self._condemned(condemns, end)
            return condemns if deed is not None and not self._known_deed(condemns, deed, end) else None
        blames = self._hits.at(position, "certainty.blames")
        if blames is not None:
            return blames if self._blame(blames, end) is not None and not self.relative(position) else None
        casts = self._hits.at(position, "speech.casting")
        if casts is not None and self.cast(casts, end) is not None:
            return replace(casts, value=_ACCUSES)
        counts = self._hits.at(position, "speech.counting")
        if counts is not None:
            return counts if self._counts(counts, end) else None
        asserts = self._hits.at(position, "speech.asserting")
        if asserts is not None:
            return asserts if self._asserts(asserts, end) else None
        stated = self._hits.at(position, "speech.stated_in")
        if stated is not None:
            return stated if self._stated(stated, end) else None
        written = _MARKED.fullmatch(self._reading.text(position, position + 1)) or self._made_clear(position, end)
        if written is None:
            return None
        conjunction = self._words[position].norm[:1] if written.start(1) else ""
        return Hit("reporting.verbs", "أبان", position, position + 1, conjunction)

    def _made_clear(self, position: int, end: int) -> re.Match[str] | None:
        """``وبين أن …``, ``وبين المتحدث أن …`` at the head of a sentence: no ``between``.

        A verb in the subjunctive behind أن is what may happen: ``وبين أن يموتوا أو يرحلوا``.
        """
        if position != self._reading.sentences[self._reading.sentence_at(position)].start:
            return None
        written = _UNMARKED.fullmatch(self._reading.text(position, position + 1))
        at = position + 1
        while written and at < min(position + _TITLED_REACH, end) and self._hits.any(at, _WHO_CLARIFIES):
            at += 1
        if written is None or at + 1 >= end or self._words[at].norm != "ان":
            return None
        may = self._words[at + 1].norm
        return None if may.startswith(("ي", "ت")) and is_finite_verb(may) else written

    def cast(self, verb: Hit, end: int) -> int | None:
        """``ألقت الحكومة باللوم على كذا``: where the blame stands, behind who casts it."""
        if not self._hits.any(verb.start, ("speech.casting",)):
            return None
        for at in range(verb.end, min(verb.end + _BLAME_REACH, end)):
            if self._hits.any(at, ("speech.blame_on",)):
                return at
            if self._words[at].mark in ("stop", "colon") or self._hits.any(at, (*_TOLD_BEFORE, "trigger")):
                return None
        return None

    def _counts(self, verb: Hit, end: int) -> bool:
        """``أحصى المكتب مقتل ستة``: whether the dead or wounded stand behind the verb, before anything else is told."""
        for at in range(verb.end, min(verb.end + _BLAME_REACH, end)):
            if self._hits.any(at, _COUNTED):
                return True
            if self._words[at].mark in ("stop", "colon") or self._hits.any(at, (*_TOLD_BEFORE, "trigger.verb")):
                return False
        return False

    def _asserts(self, verb: Hit, end: int) -> bool:
        """``قطع المسؤول بأن …``: the first clause behind the verb begins with بأن."""
        clause = self._speech.opening(verb, end)
        return clause is not None and self._words[clause.at].norm.startswith("بان")

    def _stated(self, verb: Hit, end: int) -> bool:
        """``جاء في بيان للوزارة أن …``, ``صدر عن القيادة البيان الآتي: …``: a statement stands before what it says."""
        if verb.start and self._words[verb.start - 1].norm in _AS_STATED:
            return False
        clause = self._speech.opening(verb, end)
        if clause is None or not clause.clause:
            return False
        papers = ("reporting.papers", "speech.statements")
        if self._hits.any(verb.end, papers):
            return True
        listed = self._words[clause.at].mark == "colon" and fold(verb.value).endswith("عن")
        return listed and any(self._hits.any(at, papers) for at in range(verb.end, clause.at))

    def _of_us(self, verb: Hit) -> bool:
        """``نؤكد``, ``ننقل``: those who speak here are quoted, and named elsewhere."""
        norm = self._words[verb.start].norm.removeprefix(verb.conjunction)
        return norm.startswith("نن" if fold(verb.value).startswith("ن") else "ن")

    def _is_noun(self, verb: Hit, position: int) -> bool:
        """``تم نشر جنود``: the noun of a verb that is spelt like it."""
        if verb.conjunction or fold(verb.value) != self._words[position].norm or fold(verb.value) not in _ALIKE:
            return False
        return self._hits.any(position - 1, ("speech.before_nouns",))

    def without_subject(self, saying: Saying) -> bool:
        """``قالوا``, ``قيل``: a verb in the plural has no subject behind it, a passive none at all."""
        norm = self._words[saying.verb.start].norm
        return norm.endswith(_PLURALS) or norm.removeprefix(saying.verb.conjunction) in _PASSIVES

    def behind_subject(self, saying: Saying) -> bool:
        """``كانت المقاومة قد حذرت …``: قد behind something else of the clause parts a subject from its verb."""
        at = saying.verb.start - 1
        if at - 1 < saying.start or self._words[at].norm != "قد":
            return False
        return not self._words[at - 1].mark or self._words[saying.start].norm in _HAD

    def _blame(self, verb: Hit, end: int) -> int | None:
        """``حمّل المسؤول الجماعة مسؤولية الهجوم``: where the responsibility stands."""
        blames = self._hits.at(verb.start, "certainty.blames")
        if blames is None or blames.value.startswith(_PARTICIPLE):
            return None
        near = range(verb.end, min(verb.end + _BLAME_REACH, end))
        return next((at for at in near if self._words[at].norm in _RESPONSIBILITY), None)

    def _condemned(self, verb: Hit, end: int) -> int | None:
        """``دان الوزير الهجوم``, ``برر القصف بمقتل …``: where the deed stands, before anything else is told."""
        if not self._hits.any(verb.start, _OF_DEEDS):
            return None
        justifies = self._hits.any(verb.start, (_JUSTIFYING,))
        for at in range(verb.end, min(verb.end + _BLAME_REACH, end)):
            if justifies and not self._words[at].norm.startswith("ب"):
                continue
            if self._hits.any(at, ("trigger",)) and any(t.start == at for t in self._reading.triggers):
                return at
            if justifies and self._hits.any(at, ("tolls",)):
                return at
            if self._words[at].mark in ("stop", "colon") or self._hits.any(at, _TOLD_BEFORE):
                return None
        return None

    def _known_deed(self, verb: Hit, deed: int, end: int) -> bool:
        """``دان الوزير الهجوم الذي أوقع قتلى``: whether the article itself describes a deed known already."""
        if verb.category != "speech.condemning" or not self._words[deed].norm.startswith(("ال", "بال")):
            return False
        behind = deed + 1
        while behind < end and self._words[behind].norm not in _RELATIVES and self._words[behind].norm.startswith("ال"):
            behind += 1
        return behind < end and self._words[behind].norm in _RELATIVES

    def justifies(self, saying: Saying) -> bool:
        """``برر الوزير القصف بالهجوم``: whether the verb has what is justified as its object."""
        return self._hits.any(saying.verb.start, (_JUSTIFYING,))

    def answered(self, saying: Saying) -> int | None:
        """``تبنى فصيل قتل شرطي ردا على هجوم …``: where the deed stands that the article explains it with."""
        if saying.opening is not None and saying.opening.clause:
            return None
        claimed = saying.stance == "claims"
        for at in range(saying.verb.end, saying.end):
            claimed = claimed or self._hits.any(at, ("certainty.claimed",))
            if self._hits.any(at, ("speech.answering",)):
                return at if claimed else None
        return None

    def blame_end(self, saying: Saying) -> int | None:
        """Where what somebody is blamed for ends: behind it, and the relative clause that describes it."""
        blames = self._blame(saying.verb, saying.end) or self._condemned(saying.verb, saying.end)
        if blames is None or saying.opening is None:
            return None
        commas = (at for at in range(saying.opening.at, saying.end - 1) if self._words[at].mark == "comma")
        return next((at for at in commas if self._words[at + 1].norm not in RELATIVES), saying.end)

    def main_clause(self, saying: Saying) -> int | None:
        """``في وقت أعلن فلان أن …، قتل ستة``: where the clause begins that the one with the verb is joined to."""
        conjunction = self._hits.at(saying.start, "speech.while")
        if conjunction is None or conjunction.end != saying.verb.start:
            return None
        told = saying.opening.at if saying.opening is not None else saying.verb.end
        for at in range(told + 1, saying.end - 1):
            if self._words[at].mark in ("quote", "stop"):
                return None
            norm = self._words[at + 1].norm
            if self._words[at].mark == "comma" and not norm.startswith(("و", "ف")) and self._begins_clause(at + 1):
                return at + 1
        return None

    def _begins_clause(self, at: int) -> bool:
        """Whether a verb in the past stands at a word, which no relative clause of place or result goes on with."""
        if self._hits.any(at, ("boundaries.results", "boundaries.relative", "boundaries.words")):
            return False
        denied = self._words[at].norm in _NOT and at + 1 < len(self._words)
        verb = self._words[at + denied].norm
        return self._hits.any(at, ("reporting.verbs",)) or is_finite_verb(verb, "", opens=True)

    def charge_end(self, saying: Saying) -> int | None:
        """``اتهم فلان الفصيل بكذا، وكان الفصيل …``: where the article goes on to tell behind an accusation."""
        if saying.stance != "suspects" or (saying.opening is not None and self.blame_end(saying) is not None):
            return None
        for at in range(saying.verb.end, saying.end - 1):
            if self._words[at].mark == "quote":
                return None
            if self._words[at].mark == "comma" and self._words[at + 1].norm in _TOLD_NEXT:
                return at + 1
        return None

    def _inside_name(self, position: int) -> bool:
        return any(
            mention.start <= position < mention.end and (mention.iri or mention.kind == "person")
            for mention in self._mentions
        )

    def relative(self, position: int) -> bool:
        """Whether the verb belongs to a relative clause, whose subject stands before it."""
        if position < 2 or self._words[position - 1].norm.removeprefix("و") not in RELATIVES:
            return False
        return self._words[position - 2].norm not in _WHEN

    def has_topic(self, saying: Saying) -> bool:
        """``وحول كذا، أوضح فلان …``: what is said is about the words that the sentence begins with.

        Not where a relative clause tells of it before he speaks: that the article tells.
        """
        position = saying.verb.start
        if position == saying.start or self._words[position - 1].mark != "comma":
            return False
        if not self._hits.any(saying.start, ("speech.topics",)):
            return False
        commas = [at for at in range(saying.start, position - 1) if self._words[at].mark == "comma"]
        if any(self._words[at].norm in _RELATIVES for at in range(saying.start, position)):
            return False
        told = ("trigger", "reporting.verbs", "boundaries.words")
        apposed = len(commas) == 1 and not any(self._hits.any(at, told) for at in range(commas[0], position))
        return not commas or apposed

    def accused(self, saying: Saying, limit: int) -> Mention | None:
        """Who is accused: the last party before what it is accused of, behind who accuses."""
        end = next(
            (
                at
                for at in range(saying.verb.end + 1, limit)
                if self._words[at].mark in ("comma", "stop", "colon") or self._charge(at)
            ),
            limit,
        )
        parties = [
            m
            for m in self._mentions
            if saying.verb.end < m.start < end and m.kind == "actor" and not m.preposition and not m.conjunction
            if not self._of_office(m.start - 1, saying)
        ]
        return parties[-1] if parties else None

    def _of_office(self, title: int, saying: Saying) -> bool:
        """``اتهم ممثل الحزب …``: whose office it is that accuses is not accused."""
        construct = title == saying.verb.end and not self._words[title].norm.startswith("ال")
        return construct and self._hits.any(title, ("reporting.titles",))

    def _charge(self, at: int) -> bool:
        """``بخطف``, ``بالوقوف``: what somebody is accused of."""
        return (
            self._words[at].norm.startswith("ب")
            and all(m.start != at for m in self._mentions)
            and not any(m.start < at < m.end for m in self._mentions)
        )
