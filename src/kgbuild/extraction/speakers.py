"""Who speaks where no subject stands behind the verb: somebody before it, or who spoke last."""

from __future__ import annotations

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare
from kgbuild.extraction.saying_verbs import RELATIVES, Saying
from kgbuild.extraction.source_phrases import SOURCE_NOUNS
from kgbuild.extraction.sources import ISSUED, Sources

__all__ = ["Speakers"]

_SUBJECT_REACH = 14
_GAP = 3
_IMPERSONAL = ("يذكر", "يشار", "ويذكر", "ويشار")  # ``يذكر أن …``: the article speaks
_AS_FOR = ("اما", "واما")
_CARRYING = ("نقل", "نقلت", "ينقل", "تنقل")
_ANOTHER = frozenset({"الاخير", "الاخيره", "الاخيران"})
_WITHIN_REACH = 12  # words from a pronoun back to the statement that it takes up
_ADVERBS = ("الي", "في", "بيان", "له", "لها", "ذلك", "علي", "ايضا")
_NEAR = 4  # words between a speaker and its verb
_SPEAKING_IN = ("في", "خلال", "عبر", "ضمن")
_TITLES = (*SOURCE_NOUNS, "people.leading", "people.offices")
_HAD = ("كان", "كانت")
_AMONG = ("ومن", "من", "وبينهم", "بينهم", "بمن", "بما", "وهو", "وهي", "وهم")
_PLURALS = ("وا", "ون")
_MEN = ("people.ranks", "reporting.titles")
_MASCULINE = frozenset(
    [fold(word) for word in load_table("words")["agreement"]["masculine"]] + ["مصدر", "مسوول", "ناشط", "شاهد", "متحدث"]
)
_CLAUSAL_REACH = 8  # words from a verb with its subject before it to what is said


class Speakers:
    """Finds them in one article; remembers who ``spoke`` last."""

    def __init__(self, reading: Reading, hits: HitTable, sources: Sources) -> None:
        self._reading, self._hits, self._words, self._sources = reading, hits, reading.words, sources
        self._mentions = {mention.start: mention for mention in reading.mentions}
        self._last: tuple[int, tuple[Mention, ...]] | None = None

    def spoke(self, number: int, speakers: tuple[Mention, ...]) -> None:
        """Remember who spoke in a sentence."""
        self._last = (number, speakers)

    def unread(self, saying: Saying) -> None:
        """Somebody speaks who is not read: what is added later is not said by who spoke before."""
        opening = saying.opening
        if opening is None or opening.at - saying.verb.end <= 1 or self._within(saying):
            return
        if not saying.of("participles") and not saying.of("continues"):
            self._last = None

    def _within(self, saying: Saying) -> bool:
        """``قالت الشرطة إن الموقوفين اعترفوا ب…``: a plural without a subject, inside what somebody else says."""
        plural = self._words[saying.verb.start].norm.endswith(_PLURALS)
        return plural and self._last is not None and self._last[0] == saying.number

    def of_us(self, number: int) -> tuple[Mention, ...]:
        """Who goes on to speak in a sentence that names no speaker and tells of ``قواتنا``: who spoke right before."""
        sentence = self._reading.sentences[number]
        if self._last is None or self._last[0] != number - 1:
            return ()
        ours = any(self._hits.any(at, ("speech.ours",)) for at in range(sentence.start, sentence.end))
        return self._last[1] if ours else ()

    def owner(self, phrase: Hit, number: int) -> tuple[Mention, ...]:
        """Whose words ``على حد قوله`` means: those of who spoke in the sentence before, if the pronoun agrees."""
        if self._last is None or number - self._last[0] > 1:
            return ()
        pronoun = self._words[phrase.end - 1].norm
        speaker = self._last[1][0]
        head = bare(self._words[speaker.start].norm.removeprefix(speaker.conjunction))
        one = speaker.kind == "person" or speaker.type == "Person" or head in _MASCULINE
        return self._last[1] if pronoun.endswith("ه") == one else ()

    def elsewhere(self, saying: Saying) -> tuple[Mention, ...]:
        """Return who says it, when no subject stands behind the verb."""
        participle = saying.of("participles")
        if not participle:
            speakers = self._carried(saying) or self._put_out(saying) or self.before(saying)
            if speakers:
                return speakers
        accuses = saying.stance == "suspects" and saying.verb.conjunction and not participle
        if not accuses and not (saying.of("continues") and self._without_subject(saying)):
            return ()
        if self._belongs_elsewhere(saying):
            return ()
        reacted = self._reacted(saying)
        if reacted is None and not (participle and self._goes_on(saying)):
            reacted = self._subject_of_sentence(saying)
        if reacted is not None:
            return reacted
        if self._last is None or not self._recent(saying, _GAP if not accuses else 0):
            return ()
        return self._last[1] if participle or self._agrees(saying, self._last[1][0]) else ()

    def _belongs_elsewhere(self, saying: Saying) -> bool:
        """Whether a subject that is not read stands before the verb: ``التي تتحدث``; a title that opens the clause."""
        position = saying.verb.start
        if position == saying.start or self._words[position - 1].mark or saying.of("participles"):
            return False
        if self._words[position - 1].norm in RELATIVES:
            return True
        first = next((at + 1 for at in range(position - 1, saying.start, -1) if self._words[at].mark), saying.start)
        opens = self._hits.at(first, "people.ranks", *_TITLES)
        return opens is not None and not opens.preposition and not saying.verb.conjunction

    # -- before the verb

    def before(self, saying: Saying) -> tuple[Mention, ...]:
        """Return the speaker in front of its verb: فصيل كذا أعلن؛ مصدر في كذا قال لـ…."""
        position = saying.verb.start
        opening = self._source_at_opening(saying)
        if opening:
            return opening
        if self._as_for(saying):
            source = self._sources.read(saying.start + 1, position)
            return source.speakers if source and not self._told_between(source.end, position) else ()
        if saying.verb.conjunction:
            return ()
        for at in range(position - 1, max(saying.start, position - _SUBJECT_REACH) - 1, -1):
            if self._words[at].mark in ("stop", "colon"):
                return ()
            noun = self._hits.at(at, *SOURCE_NOUNS)
            if noun is not None and not noun.preposition and (at <= saying.start + 2 or self._led(at)):
                source = self._sources.read(at, position)
                return source.speakers if source and position - source.end <= 1 else ()
            mention = self._mentions.get(at)
            if mention and mention.kind in ("actor", "person") and not mention.preposition and mention.end <= position:
                title = self._hits.at(at - 1, *_TITLES) if at > saying.start else None
                if title is not None and title.end == at and not title.preposition:
                    source = self._sources.described(title, position)
                    return source.speakers if source and position - source.end <= 1 else ()
                return self._relayed(mention, saying) if self._is_subject(mention, saying) else ()
        return ()

    def _as_for(self, saying: Saying) -> bool:
        """``أما المسؤول فيقول``: ف joins the verb to the subject before it."""
        return saying.verb.conjunction == "ف" and self._words[saying.start].norm in _AS_FOR

    def _told_between(self, start: int, end: int) -> bool:
        """Whether another verb stands between who speaks and what it says."""
        return any(self._hits.any(at, ("reporting.verbs", "trigger.verb")) for at in range(start, end))

    def _led(self, at: int) -> bool:
        """``إلا أن شهودا …``, ``فيما مصدر …``: a word that a clause begins behind stands before a noun."""
        had = (
            at - 2 >= 0 and self._words[at - 1].norm in _HAD and self._words[at - 2].norm.removeprefix("و") in RELATIVES
        )
        return had or self._hits.any(at - 1, ("complementizers", "boundaries.words", "boundaries.turns"))

    def lead(self, saying: Saying) -> bool:
        """Whether a party stands right before its verb, and nothing of its clause before it: ``إن الحركة تعلن …``."""
        if saying.verb.conjunction:
            return False
        near = (m for m in self._mentions.values() if 0 <= saying.verb.start - m.end <= 1 and m.start >= saying.start)
        party = next((m for m in near if m.kind in ("actor", "person") and not m.preposition), None)
        return party is not None and self._opens_clause(party)

    def _is_subject(self, mention: Mention, saying: Saying) -> bool:
        """Whether an actor or person before a verb of saying is its subject."""
        position, opening = saying.verb.start, saying.opening
        if (mention.conjunction and mention.start > saying.start + 1) or (mention.generic and not mention.iri):
            return False
        if position + 1 < saying.end and self._words[position + 1].norm in _ANOTHER:
            return False
        if saying.of("clausal") and (opening is None or opening.at - position > _CLAUSAL_REACH):
            return False
        if not self._agrees(saying, mention) or (mention.kind == "person" and self._feminine(saying)):
            return False
        if position - mention.end <= 1:
            return True
        if opening is None or opening.at - position > 2 or position - mention.end > _NEAR:
            return False
        between = [self._words[at].norm for at in range(mention.end, position)]
        return self._opens_clause(mention) and not any(word.startswith("و") for word in between)

    def _agrees(self, saying: Saying, speaker: Mention) -> bool:
        """Whether a verb may have a speaker as its subject: no man says it in the feminine, nor one in the plural."""
        verb = self._words[saying.verb.start].norm.removeprefix(saying.verb.conjunction)
        head = bare(self._words[speaker.start].norm.removeprefix(speaker.conjunction))
        man = self._hits.any(speaker.start, _MEN) and not head.endswith(("ه", "ون", "ين"))
        one = man or speaker.kind == "person" or speaker.type == "Person" or head in _MASCULINE
        if verb.endswith(_PLURALS):
            return not one
        return not self._feminine(saying) or not (man or head in _MASCULINE)

    def _feminine(self, saying: Saying) -> bool:
        verb = self._words[saying.verb.start].norm.removeprefix(saying.verb.conjunction)
        return verb.endswith("ت") or (verb.startswith("ت") and not fold(saying.verb.value).startswith("ت"))

    def _opens_clause(self, mention: Mention) -> bool:
        """Whether nothing of its clause stands before a mention, so that it is no object of another verb."""
        before = mention.start - 1
        while before >= 0 and self._words[before].mark in ("quote", "bracket"):
            before -= 1
        if (
            before < 0
            or self._words[before].mark
            or self._reading.sentence_at(before + 1) != self._reading.sentence_at(before)
        ):
            return True
        return self._led(before + 1)

    def _source_at_opening(self, saying: Saying) -> tuple[Mention, ...]:
        """``وكان مصدر في وزارة كذا صرح …``: the source that the sentence begins with, right before its verb."""
        position = saying.verb.start
        for at in range(saying.start, min(saying.start + 3, position)):
            noun = self._hits.at(at, *SOURCE_NOUNS)
            if noun is not None and not noun.preposition and at not in self._mentions:
                source = self._sources.read(at, position)
                apart = self._words[position - 1].mark == "comma" and self._hits.any(at, ("reporting.papers",))
                near = source is not None and position - source.end <= (2 if self._had(at, position) else 1)
                beside = source is not None and self._parenthesis(source.end, position)
                return source.speakers if source and (apart or near or beside) else ()
        return ()

    def _parenthesis(self, start: int, verb: int) -> bool:
        """``زعماء محليون، ومن بينهم المحافظ، قالوا إن``: whether nothing but words on who speaks stands before it."""
        if start + 1 >= verb or not self._words[start].mark == self._words[verb - 1].mark == "comma":
            return False
        return self._words[start + 1].norm in _AMONG and not self._told_between(start, verb)

    def _had(self, noun: int, verb: int) -> bool:
        """``كانت تقارير محلية، قد ذكرت``: a comma may stand between the subject and قد."""
        told = self._words[verb - 1].norm == "قد" and self._words[verb - 2].mark == "comma"
        return told and noun > 0 and self._words[noun - 1].norm.lstrip("و") in _HAD

    def _relayed(self, mention: Mention, saying: Saying) -> tuple[Mention, ...]:
        relay = self._sources.relay(mention, saying.verb.start + 1, saying.end)
        return (mention, relay[0]) if relay and relay[2] == "ل" else (mention,)

    def _carried(self, saying: Saying) -> tuple[Mention, ...]:
        """``وأفادت وكالة كذا …، ونقلت عن مسؤول أن …``: the origin, and the medium that spoke last."""
        verb, opening = saying.verb, saying.opening
        if fold(verb.value) not in _CARRYING or opening is None or self._words[verb.end].norm != "عن":
            return ()
        origin = self._sources.read(verb.end + 1, opening.at)
        if origin is None:
            return ()
        told = self._last is not None and self._recent(saying, 1) and self._sources.carries(self._last[1][-1])
        return (origin.speakers[0], self._last[1][-1]) if told and self._last else origin.speakers

    def _put_out(self, saying: Saying) -> tuple[Mention, ...]:
        """``نشر فصيل شريطا يؤكد فيه أنه …``: who put out the statement that a pronoun behind the verb takes up."""
        position = saying.verb.start
        if saying.verb.end >= saying.end or not self._hits.any(saying.verb.end, ("speech.within",)):
            return ()
        first = max(saying.start, position - _WITHIN_REACH)
        paper = next((at for at in range(position - 1, first, -1) if self._hits.any(at, ("speech.statements",))), None)
        if paper is None:
            return ()
        for verb in range(paper - 1, saying.start - 1, -1):
            norm = self._words[verb].norm
            far = paper - verb > _SUBJECT_REACH and norm.lstrip("وف") not in ISSUED
            related = verb > saying.start and self._words[verb - 1].norm in RELATIVES
            if far or related or norm.startswith("ال"):
                continue
            if self._hits.any(verb, ("reporting.verbs",)) or is_finite_verb(norm, "", opens=verb == saying.start):
                source = self._sources.identified(verb + 1, paper)
                return source.speakers if source else ()
        return ()

    # -- who spoke last

    def _recent(self, saying: Saying, gap: int) -> bool:
        """Whether somebody spoke not long before; a participle goes on in its sentence, or opens the next."""
        if self._last is None or saying.number - self._last[0] > gap:
            return False
        opens = saying.verb.start - saying.start <= 1
        return self._last[0] == saying.number or opens or not saying.of("participles")

    def _goes_on(self, saying: Saying) -> bool:
        """Whether a participle goes on with who spoke in its sentence, or opens the next."""
        spoke = self._last is not None and self._last[0] == saying.number
        return spoke or saying.verb.start - saying.start <= 1

    def _without_subject(self, saying: Saying) -> bool:
        """``وأضاف أن``: no subject stands between the verb and what is said."""
        opening = saying.opening
        if opening is None or self._words[saying.verb.start].norm in _IMPERSONAL:
            return False
        between = self._between(saying, opening.at)
        if any(self._hits.any(at, ("reporting.bare",)) for at in between[:1]):
            return False
        return len(between) <= 1 or all(self._words[at].norm in _ADVERBS for at in between)

    def _between(self, saying: Saying, opened: int) -> list[int]:
        """The words between a verb and what is said that tell neither when nor in what it was said."""
        found: list[int] = []
        for at in range(saying.verb.end, opened):
            if self._words[at].norm in _SPEAKING_IN and self._hits.any(at + 1, ("speech.statements",)):
                break
            if self._hits.any(at, ("reporting.according",)):
                break
            if (
                not self._words[at].mark
                and not self._aside(saying.start, at)
                and not self._hits.any(at, ("speech.say_words",))
            ):
                found.append(at)
        return found

    def _aside(self, first: int, position: int) -> bool:
        start = self._words[position].start
        if any(match.span.start <= start < match.span.end for match in self._reading.dates):
            return True
        return any(
            (hit := self._hits.at(at, "reporting.fillers")) and hit.end > position
            for at in range(max(first, position - 3), position + 1)
        )

    def _reacted(self, saying: Saying) -> tuple[Mention, ...] | None:
        """``ودان الرئيس … وقال``: who reacted goes on to speak; ``None`` where nobody did, empty if unknown who."""
        position, first = saying.verb.start, saying.start
        if self._last is not None and saying.number and self._last[0] < saying.number - 1 and position - first <= 1:
            first = self._reading.sentences[saying.number - 1].start
        for at in range(position - 1, first - 1, -1):
            verb = self._hits.at(at, "reporting.diplomacy")
            if verb is not None and not verb.definite and not verb.preposition:
                source = self._sources.read(verb.end, min(position, verb.end + _SUBJECT_REACH))
                return source.speakers if source else ()
        return None

    def _subject_of_sentence(self, saying: Saying) -> tuple[Mention, ...] | None:
        """``وعرض الفصيل صورا …، وأكد أنه …``, ``…، مؤكدا أنه``: a verb of the form of the first has its subject."""
        verb, position = saying.start, saying.verb.start
        participle = saying.of("participles")
        joined = self._words[position - 1].mark == "comma" if participle else bool(saying.verb.conjunction)
        if position <= verb + 1 or not joined:
            return None
        first = self._words[verb].norm
        if self._hits.any(verb, ("reporting.verbs",)) or not is_finite_verb(first, "", opens=True):
            return None
        if first.endswith("ت") != self._words[position].norm.endswith("ه" if participle else "ت"):
            return None
        subject = self._mentions.get(verb + 1) or self._mentions.get(
            verb + 2 if self._words[verb + 1].mark else verb + 1
        )
        if subject is None or subject.kind not in ("actor", "person") or subject.preposition or subject.generic:
            return None
        return (subject,)
