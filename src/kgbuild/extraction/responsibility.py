"""Claims of responsibility: who says that the deed told last was theirs."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Mention, Reading, Trigger
from kgbuild.extraction.clauses import Clause
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import bare

__all__ = ["RESPONSIBILITY", "Responsibility"]

RESPONSIBILITY = (fold("مسؤولي"), fold("مسئولي"))
"""How the noun begins that who claims a deed, or is blamed for it, has."""
_CLAIM_REACH = 3  # sentences from the deed to who claims it
_ADOPTING = ("تبن", "يتبن", "تتبن")
_NOT = ("لم", "ولم", "لن", "ولن")
_FUTURE = "س"
_KILLING = ("قتل", "مقتل")
_OF_POLICE = ("Raid", "Interception")
_OBJECT_REACH = 7  # words from a verb of adopting to what is adopted
_DEED_REACH = 4
_MANY_REACH = 5  # words from the deeds to the words of claiming, over the verb and who claims
_DEEDS = frozenset(fold(word) for word in load_table("words")["certainty"]["deeds"])


class Responsibility:
    """Reads such claims out of clauses; ``frames`` are the events so far."""

    def __init__(self, reading: Reading, hits: HitTable, mentions: dict[int, Mention], frames: Sequence[Frame]) -> None:
        self._reading, self._hits, self._mentions, self._frames = reading, hits, mentions, frames

    def claimed(self, clause: Clause, triggers: Sequence[Trigger]) -> Frame | None:
        """``وتبنى التنظيم الهجوم``، ``وأعلن مسؤوليته عنه``: the event told last, as who claims it tells it."""
        hit = self._words_of_claim(clause)
        if hit is None or any(not trigger.definite for trigger in triggers) or not self._claims_deed(hit, triggers):
            return None
        before = (at for trigger in triggers for at in (trigger.start - 1, trigger.start - 2))
        if any(self._hits.any(at, ("general.unknown_number",)) for at in before):
            return None  # مسؤوليته عن الكثير من الهجمات
        if self._of_many(hit):
            return None
        last = self._told_there(hit.end, triggers)
        if last is None:
            last = self._told_last(clause)
        claimer = self._claimer(clause, hit)
        if last is None or claimer is None:
            return None
        told = self._frames[last]
        return Frame(
            clause.sentence,
            clause.start,
            clause.end,
            (Trigger(hit.start, hit.end, told.type, "مسؤولية", "noun", "event"),),
            told.type,
            attackers=(claimer,),
            targets=told.targets,
            places=told.places,
            date=None if self._claims_several(hit) else told.date,
            certainty="claimed",
            speakers=(claimer,),
            same_as=last,
        )

    def _of_many(self, hit: Hit) -> bool:
        """``تعرضت لهجمات أعلن التنظيم مسؤوليته عنها``: several deeds told beside the one of the article."""
        sentence = self._reading.sentence_at(hit.start)
        return any(
            deed.plural and not deed.definite and deed.pos == "noun" and 0 <= hit.start - deed.end <= _MANY_REACH
            for deed in self._reading.triggers
            if self._reading.sentence_at(deed.start) == sentence
            and not any(word.mark for word in self._reading.words[deed.end : hit.start])
        )

    def _told_last(self, clause: Clause) -> int | None:
        """The deed told last, if it is near."""
        last = next((at for at in range(len(self._frames) - 1, -1, -1) if self._to_claim(self._frames[at])), None)
        return None if last is None or clause.sentence - self._frames[last].sentence > _CLAIM_REACH else last

    def _told_there(self, start: int, triggers: Sequence[Trigger]) -> int | None:
        """``مسؤوليته عن الغارة على كذا``: the last deed of a sentence that names what was hit, or where."""
        noun = next((trigger.end for trigger in triggers if trigger.start >= start), None)
        struck = None if noun is None else self._mentions.get(noun + 1)
        if struck is None or struck.kind not in ("place", "facility") or not struck.preposition:
            return None
        name = self._reading.words[struck.end - 1].norm
        return next(
            (
                position
                for position in range(len(self._frames) - 1, -1, -1)
                if self._to_claim(self._frames[position]) and self._named(name, self._frames[position].sentence)
            ),
            None,
        )

    def _named(self, name: str, sentence: int) -> bool:
        row = self._reading.sentences[sentence]
        return any(name in (word.norm, word.norm[1:]) for word in self._reading.words[row.start : row.end])

    def _to_claim(self, frame: Frame) -> bool:
        """Whether a deed is of the kind that is claimed: arrests that the police made of it are not."""
        return frame.factuality == "asserted" and frame.type not in _OF_POLICE

    def _words_of_claim(self, clause: Clause) -> Hit | None:
        """The words of claiming in a clause, unless somebody is blamed, or they are denied, before them."""
        for at in range(clause.start, clause.end):
            hit = self._hits.at(at, "certainty.claimed")
            if hit is not None and not self._will_build(hit):
                return hit
            if self._hits.any(at, ("certainty.blames", "certainty.denied")) or self._reading.words[at].norm in _NOT:
                return None
        return None

    def _will_build(self, hit: Hit) -> bool:
        """``ستبنيها``: بنى in the future, which is spelt as تبنى behind س."""
        return self._reading.words[hit.start].norm.lstrip("وف").startswith(_FUTURE)

    def _claimer(self, clause: Clause, hit: Hit) -> Mention | None:
        """The actor right before the words of claiming, else the first behind them, else the first of the clause."""
        actors = [
            m
            for at, m in sorted(self._mentions.items())
            if clause.start <= at < clause.end and m.kind == "actor" and not m.preposition
        ]
        start = hit.start - (self._reading.words[hit.start - 1].norm == "قد")
        before = [m for m in actors if m.end == start]
        behind = [m for m in actors if m.start >= hit.start and not m.conjunction]
        return next(iter([*before, *behind, *actors]), None)

    def _for_no_deed(self, hit: Hit, triggers: Sequence[Trigger]) -> bool:
        """``المسؤولية عن التصعيد``: for something that is no deed of violence."""
        words = self._reading.words
        start = hit.end + (words[hit.end - 1].norm != "عن")
        if start >= len(words) or words[start - 1].norm != "عن" or words[start].mark:
            return False
        near = range(start, min(start + _DEED_REACH, len(words)))
        deeds = any(trigger.start in near for trigger in triggers)
        return not deeds and not any(bare(words[at].norm) in _DEEDS for at in near)

    def _claims_several(self, hit: Hit) -> bool:
        """``مسؤوليته عن الهجومين``: deeds of more than one day, of which the one told last is one."""
        norm = self._reading.words[hit.end].norm if hit.end < len(self._reading.words) else ""
        return norm.startswith("ال") and norm.endswith(("ين", "ات"))

    def _claims_deed(self, hit: Hit, triggers: Sequence[Trigger]) -> bool:
        """``تبنى التنظيم الهجوم``, not ``تبنت الدولة حملة``: a deed, a word for it or a pronoun is adopted."""
        if self._for_no_deed(hit, triggers):
            return False
        verb = fold(hit.value)
        if not verb.startswith(_ADOPTING) or verb.endswith(("ه", "ها")):
            return True
        near = range(hit.end, min(hit.end + _OBJECT_REACH, len(self._reading.words)))
        if any(self._reading.words[at].norm in _KILLING for at in near):
            return False  # تبنى قتل شرطيين: a deed that is told here, not the last one
        return any(trigger.start in near for trigger in triggers) or any(
            bare(self._reading.words[at].norm.lstrip("وفب")) in _DEEDS for at in near
        )
