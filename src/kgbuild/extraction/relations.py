"""Standing relations between actors that a sentence states: التحالف بقيادة …، فصيل موال ل…، قائد لواء كذا العقيد فلان.

An actor, a relational phrase right behind it that agrees with it, and an actor right behind that are read; so are
titles that join a body and a person. Nothing is inferred.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.arabic.persons import person_noun
from kgbuild.extraction.annotations import Mention, Reading, Relation
from kgbuild.extraction.hits import Hit, HitTable
from kgbuild.extraction.linking import Linker

__all__ = ["find_relations"]

_REACH = 3
_APPOSITION = 8
_PRONOUNS = ("وهي", "وهو", "وهما", "وهم")
_FORMER = frozenset({"السابق", "السابقه", "الاسبق", "سابقا"})


def find_relations(reading: Reading, hits: HitTable, linker: Linker) -> list[Relation]:
    """Return the relations of an article in text order.

    Parameters
    ----------
    reading
        An article with words, sentences, mentions and attributions.
    hits
        Its lexicon hits.
    linker
        Tells which state a country or a demonym means.
    """
    finder = _Finder(reading, hits, linker)
    for number, sentence in enumerate(reading.sentences):
        if not sentence.headline:
            finder.sentence(number, sentence.start, sentence.end)
    return finder.found


class _Finder:
    """Reads one sentence after another; ``found`` grows, each relation once."""

    def __init__(self, reading: Reading, hits: HitTable, linker: Linker) -> None:
        self.reading, self.hits, self.linker, self.words = reading, hits, linker, reading.words
        self.starts = {mention.start: mention for mention in reading.mentions}
        self.ends = {mention.end: mention for mention in reading.mentions}
        self.found: list[Relation] = []
        self.seen: set[tuple[str, str, str]] = set()
        self.number = self.start = self.end = 0

    def sentence(self, number: int, start: int, end: int) -> None:
        """Read one sentence."""
        self.number, self.start, self.end = number, start, end
        for position in range(start, end):
            phrase = self.hits.at(position, "relations")
            if phrase is not None and (not phrase.conjunction or self._goes_on(phrase)):
                self._phrase(phrase)
            if phrase is not None:
                self._inside(phrase)
            active = self.hits.at(position, "relation_verbs")
            if active is not None:
                self._active(active)
            title = self.hits.at(position, "leaders.heads", "leaders.members")
            if title is not None:
                self._title(title)

    # -- phrases

    def _phrase(self, hit: Hit) -> None:
        subject = self._subject(hit)
        target = self._object(hit)
        while subject is not None and target is not None and not target.generic:
            self._add(subject, hit.category.rsplit(".", 1)[-1], target, hit)
            target = self._joined(target)

    def _active(self, hit: Hit) -> None:
        """``يدعم التحالف قوات كذا``: the subject behind its verb, and right behind that the object."""
        subject = self._party(self.starts.get(hit.end))
        target = self._party(self.starts.get(subject.end)) if subject is not None else None
        if subject is not None and target is not None and not subject.generic and not target.generic:
            self._add(target, hit.category.rsplit(".", 1)[-1], subject, hit)

    def _party(self, mention: Mention | None) -> Mention | None:
        if mention is None or mention.preposition or mention.conjunction:
            return None
        if mention.kind == "place":
            return self._state_of(mention)
        return mention if mention.kind in ("actor", "person") else None

    def _inside(self, hit: Hit) -> None:
        """``التحالف الدولي بقيادة واشنطن`` as one name: the phrase and who leads stand inside it."""
        whole = next((m for m in self.reading.mentions if m.start < hit.start and hit.end < m.end), None)
        if whole is None or whole.kind != "actor" or whole.iri is None:
            return
        first, last = self.words[hit.end], self.words[whole.end - 1]
        text = self.reading.article.text[first.start : last.end]
        state = self.linker.state_meant_by(text)
        if state is None or state.iri == whole.iri:
            return
        end = self.words[hit.start - 1].end
        subject = replace(whole, end=hit.start, char_end=end, surface=self.reading.article.text[whole.char_start : end])
        target = Mention(
            hit.end,
            whole.end,
            "actor",
            state.kind,
            text,
            state.label("ar") or text,
            iri=state.iri,
            char_start=first.start,
            char_end=last.end,
        )
        self._add(subject, hit.category.rsplit(".", 1)[-1], target, hit)

    def _goes_on(self, hit: Hit) -> bool:
        """``حكومة كذا المعترف بها … ويرأسها فلان``: a verb whose pronoun takes up the body before."""
        word = self.words[hit.start].norm
        return word.startswith(("وي", "وت")) and word.endswith(("ها", "ه"))

    def _joined(self, target: Mention) -> Mention | None:
        """The next of a list: ``المدعومة من روسيا وإيران``."""
        following = self.starts.get(target.end)
        if following is None or not following.conjunction or following.preposition not in ("", target.preposition):
            return None
        if following.kind == "place":
            return self._state_of(following)
        return following if following.kind == "actor" and following.type == target.type else None

    def _subject(self, hit: Hit) -> Mention | None:
        """The actor right before the phrase that the phrase agrees with."""
        if self._goes_on(hit):
            return self._of_clause(hit)
        at = hit.start
        adverbial = hit.preposition == "ب" or self.words[hit.start].norm.startswith("ب")
        while at > max(self.start, hit.start - _REACH):
            mention = self.ends.get(at)
            if mention is not None:
                return self._agreeing(mention, hit, adverbial) or (self._apposed(hit) if mention.generic else None)
            word = self.words[at - 1]
            if word.mark not in ("", "quote", "bracket", "comma") or (not word.mark and not self._adjective(at - 1)):
                return self._apposed(hit)
            at -= 1
        return self._agreeing(self.ends[at], hit, adverbial) if at in self.ends else self._apposed(hit)

    def _apposed(self, hit: Hit) -> Mention | None:
        """``القوات، وهي تحالف فصائل تدعمه واشنطن``: a verb in what the text says that a body is."""
        word = self.words[hit.start].norm
        if not word.startswith(("ي", "ت")) and word != "من":
            return None
        for at in range(hit.start - 1, max(self.start, hit.start - _APPOSITION) - 1, -1):
            if self.words[at].norm in _PRONOUNS:
                return self._described(at)
            if self.words[at].mark == "stop" or self.hits.any(
                at, ("verb", "trigger.verb", "boundaries.words", "boundaries.results")
            ):
                return None
        return None

    def _described(self, position: int) -> Mention | None:
        """The body that ``وهو`` takes up: the last before it, past where it is (``لواء كذا في بلدة كذا، وهو …``)."""
        at = position
        while at > self.start:
            mention = self.ends.get(at)
            if mention is not None and mention.kind != "place":
                return self._body(mention)
            word = self.words[at - 1]
            if mention is not None:
                at = mention.start
            elif word.mark in ("comma", "quote", "bracket") or self._locates(at - 1):
                at -= 1
            else:
                return None
        return None

    def _locates(self, position: int) -> bool:
        """A word that leads to a place or tells where somebody stays or which part of a place it is."""
        word = self.words[position].norm
        return (
            self.hits.any(position, ("preposition", "places.relations", "places.directions"))
            or word in ("في", "من")
            or word.startswith("المتمركز")
        )

    def _of_clause(self, hit: Hit) -> Mention | None:
        """The last body before a verb with a pronoun that fits it."""
        for at in range(hit.start, max(self.start, hit.start - _APPOSITION), -1):
            mention = self.ends.get(at)
            if mention is not None and mention.kind in ("actor", "person"):
                body = self._body(mention) if mention.kind == "actor" and not mention.preposition else None
                feminine = body is not None and self._feminine(body)
                return body if body is not None and feminine == self.words[hit.start].norm.endswith("ها") else None
            if self.words[at - 1].mark in ("stop", "comma", "colon"):
                return None
        return None

    def _feminine(self, body: Mention) -> bool:
        head = self.words[body.start].norm
        return head.endswith(("ه", "ات")) or self.hits.any(body.start, ("agreement.any",)) or "قوات" in head

    def _adjective(self, position: int) -> bool:
        word = self.words[position].norm
        if self.hits.any(position, ("boundaries.relative",)):
            return True
        if self.hits.any(position, ("verb", "trigger", "complementizers", "boundaries", "reporting.verbs")):
            return False
        return word.startswith("ال") or self.hits.any(position, ("people.loose",)) or word.endswith(("ي", "يه"))

    def _agreeing(self, mention: Mention, hit: Hit, adverbial: bool) -> Mention | None:
        body = self._body(mention) if mention.kind in ("actor", "facility") else None
        if body is None or (adverbial and body.preposition in ("على", "ضد")):
            return None
        return (
            body
            if adverbial or self._agrees(body, hit) or (mention.kind == "actor" and self._agrees(mention, hit))
            else None
        )

    def _agrees(self, body: Mention, hit: Hit) -> bool:
        """Whether a participle fits the first word of the body: ``التابع`` no ``القوات``, ``التابعة`` no ``الجيش``."""
        head = body.start
        while head < body.end - 1 and self.words[head].mark:
            head += 1
        masculine = self.hits.any(head, ("agreement.masculine",))
        noun = self.words[head].norm
        participle = self.words[hit.start].norm
        if participle.startswith(("ي", "ت")) and not participle.startswith("تابع"):
            return True  # a verb with its object: تقوده
        if participle.endswith(("ين", "ون")):
            return body.conjunction != "" or (not masculine and not noun.endswith("ه"))
        if participle.endswith(("ه", "ت")):
            return not masculine
        return not noun.endswith(("ه", "ات", "ون", "ين")) or self.hits.any(head, ("agreement.any",))

    def _body(self, mention: Mention) -> Mention | None:
        """The body that a group belongs to: of ``عنصر من فصيل كذا`` the faction, of an unnamed group none."""
        if mention.owner is not None and mention.owner.kind == "actor" and not mention.owner.generic:
            return mention.owner
        if mention.generic or mention.kind != "actor":
            return None
        if mention.iri or mention.end - mention.start < 3:
            return mention
        first = self.words[mention.start].norm
        if person_noun(first) is None or self.words[mention.start + 1].norm != "من":
            return mention
        begin = self.words[mention.start + 2].start
        text = self.reading.article.text[begin : mention.char_end]
        return replace(
            mention,
            start=mention.start + 2,
            surface=text,
            name=" ".join(text.translate(_QUOTES).split()),
            char_start=begin,
        )

    def _object(self, hit: Hit) -> Mention | None:
        target = self.starts.get(hit.end) or self.starts.get(hit.end - 1 if hit.end - hit.start > 1 else hit.end)
        if target is None:
            at = hit.end
            while at < min(hit.end + 2, self.end) and (self.words[at].mark in ("quote", "") and at not in self.starts):
                at += 1
                if at in self.starts:
                    break
            target = self.starts.get(at)
        if target is not None and target.kind == "place":
            target = self._state_of(target)
        if target is None or target.kind not in ("actor", "person"):
            return self._adverb(hit)
        return target

    def _state_of(self, place: Mention) -> Mention | None:
        """A country that backs or leads is its state; so is a capital."""
        state = self.linker.state_of(place.iri) if place.iri and place.type == "Country" else None
        if state is None and place.iri and place.type in ("City", "Governorate"):
            state = self.linker.state_meant_by(place.surface)
        if state is None:
            return None
        return replace(place, kind="actor", type=state.kind, name=state.label("ar") or place.surface, iri=state.iri)

    def _adverb(self, hit: Hit) -> Mention | None:
        """مدعومة تركيا، مدعوم إيرانيا: the adverb of a demonym right behind the participle."""
        if hit.end >= self.end:
            return None
        word = self.words[hit.end]
        stem = word.norm.removesuffix("ا")
        iri = self.linker.demonym(stem) if stem != word.norm else None
        if iri is None:
            return None
        state = self.linker.entity(iri)
        text = self.reading.article.text[word.start : word.end]
        return Mention(
            hit.end,
            hit.end + 1,
            "actor",
            state.kind,
            text,
            state.label("ar") or text,
            iri=iri,
            char_start=word.start,
            char_end=word.end,
        )

    # -- titles

    def _title(self, hit: Hit) -> None:
        """``قائد لواء كذا العقيد فلان``, ``فلان زعيم حركة كذا``, ``القيادي في حركة كذا فلان``."""
        if hit.start > self.start and self.hits.any(hit.start - 1, ("leaders.deputies",)):
            return
        at = hit.end
        while at < self.end and self.words[at].mark == "quote":
            at += 1
        if hit.category == "leaders.members":
            if at >= self.end or self.words[at].norm not in ("في", "ب"):
                return self._title_of(hit, at) if at in self.starts and self.starts[at].preposition == "ب" else None
            at += 1
        self._title_of(hit, at)

    def _title_of(self, hit: Hit, at: int) -> None:
        body = self.starts.get(at)
        if body is None or body.kind != "actor" or body.generic or body.type in ("State", "PopulationGroup", "Person"):
            return
        if body.end < self.end and self.words[body.end].norm in _FORMER:
            return
        person = self._person_at(body.end) or self._person_before(hit.start)
        if person is None:
            return
        if hit.category == "leaders.members":
            self._add(person, "memberOf", body, hit)
        else:
            self._add(body, "ledBy", person, hit)

    def _person_at(self, position: int) -> Mention | None:
        at = position
        while at < min(position + 3, self.end) and self.words[at].mark in ("comma", "quote", "bracket"):
            at += 1
        while at < min(position + 4, self.end) and at not in self.starts and self.hits.any(at, ("people.ranks",)):
            at += 1
        person = self.starts.get(at)
        return (
            person if person and person.kind == "person" and not person.conjunction and not person.preposition else None
        )

    def _person_before(self, position: int) -> Mention | None:
        at = position
        while at > self.start and self.words[at - 1].mark in ("comma", "quote", "bracket"):
            at -= 1
        person = self.ends.get(at)
        return person if person and person.kind == "person" else None

    def _add(self, subject: Mention, relation: str, target: Mention, hit: Hit) -> None:
        key = (subject.iri or subject.name, relation, target.iri or target.name)
        if key in self.seen or key[0] == key[2] or (subject.end > target.start and target.end > subject.start):
            return
        self.seen.add(key)
        covering = [a for a in self.reading.attributions if a.start <= hit.start < a.end]
        speakers = max(covering, key=lambda attribution: attribution.start).speakers if covering else ()
        self.found.append(Relation(self.number, hit.start, hit.end, subject, relation, target, speakers))


_QUOTES = str.maketrans("", "", "«»“”\"„‘’'")
