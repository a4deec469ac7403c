"""Links names in an article to the knowledge base, with what the sentence says about the kind that is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.lands import Lands
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mentions import WordMap, bare, preposition_before
from kgbuild.extraction.name_words import name_words
from kgbuild.extraction.namesakes import Namesakes
from kgbuild.knowledge.alias_index import AliasMatch, Candidate
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.knowledge.entity import Entity
from kgbuild.knowledge.resolution import Context, Resolution, resolve

__all__ = ["Link", "Linker"]

_PLACES_BEHIND = frozenset(load_table("frames")["places_behind"]["lemmas"])
_LOCATIVES = name_words("locatives")
_CLAUSE_OPENERS = ("ان", "كانت", "لكن", "بينما", "فيما", "حيث")
_GOING_ON = name_words("going_on")
_HAD = "قد"
_BEFORE, _FROM = 40, "عن"  # letters of text before a name that tell who carries what it says
_OBJECT = re.compile("(?:ه|ها|هم)$")
_SHORTEST_VERB = 4
_BLAME_REACH = 14  # words from who blames to مسؤولية
_RESPONSIBILITY = ("مسووليه", "المسووليه")
_BEFALLING = name_words("befalling")
_GOVERNMENTS = name_words("before_governments")
_LOOSE_HEADS = name_words("loose_heads")
_BRANCHES = name_words("branches")
_SIDING = name_words("siding")
_FORCES_SIDING = ("جيش", "قوات", "شرطه")
_WHOLES = ("ArmedGroup", "Militia", "Party", "Organization", "Coalition")
_WING = re.compile(r"\W*(?:وهي |وهو )?(?:ال)?(?:جناح|ذراع)(?: ال\w+)? ?ل?\W*")
_NOTHING = Word(0, 0, "")
_FORCES = {"الجيش": "army", "الشرطه": "police"}
_AIR_FORCES = ("سلاح الجو", "القوات الجويه")


@dataclass(frozen=True, slots=True)
class Link:
    """A name and what it was identified as.

    ``type`` and ``name`` are the entity's class and Arabic label, ``role`` is that of the alias, ``country`` the
    entity's. ``weighed`` are all entities that the name may have meant, best first, with the sums of their
    weights, of which ``score`` is the best, or 1 where that is more.
    """

    char_start: int
    char_end: int
    surface: str
    iri: str
    type: str
    name: str
    role: str
    score: float
    country: str | None
    weighed: tuple[tuple[Entity, float], ...] = ()


class Linker:
    """Identifies names.

    Parameters
    ----------
    knowledge
        The knowledge base.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._led = _unique(
            (affiliation.whole, affiliation.member)
            for affiliation in knowledge.affiliations
            if affiliation.relation == "ledBy"
        )
        self._states = {
            entity.country: entity
            for entity in reversed(knowledge.entities)
            if entity.kind == "State" and entity.country
        }

        forces: dict[tuple[str, str], list[Entity]] = {}
        for entity in knowledge.entities:
            if entity.kind == "StateForce" and entity.country:
                for name in entity.names:
                    kind = _FORCES.get(fold(name.text)) if name.role == "generic" else None
                    if kind is not None:
                        forces.setdefault((entity.country, kind), []).append(entity)
        self._forces = forces
        self._air_forces = _unique(
            (entity.country, entity.iri)
            for entity in knowledge.entities
            if entity.kind == "StateForce" and entity.country
            for name in entity.names
            if name.language == "ar" and fold(name.text).startswith(_AIR_FORCES)
        )

    def link(self, reading: Reading, hits: HitTable) -> list[Link]:
        """Return the names of the article that were identified, in text order; sets the reading's country.

        The country is the one that most of the names lie in or belong to.
        """
        matches = self._knowledge.match(reading.article.text)
        namesakes, lands = Namesakes(reading, hits, self._knowledge), Lands(reading)
        expected = [namesakes.town(match) or self._expected(match, reading, hits, lands) for match in matches]
        links: list[Link] = []
        named: dict[str, Entity] = {}
        common = _CommonNouns(reading, hits)
        context = Context(outlet_country=self._country_of(reading.article.source), day=reading.article.anchor)
        found = [
            resolution
            for resolution in resolve(matches, self._knowledge, expected, context)
            # What is only like a name and means none is a word as any other.
            if resolution.entity is not None or resolution.match.difference is None
        ]
        told = Counter(r.entity.country for r in found if r.entity is not None)
        others = self._wings_of_others(reading, found)
        others |= namesakes.strangers(r.match for r in found if r.entity is not None and r.entity.kind == "Person")
        for number, resolution in enumerate(found):
            candidate, match = resolution.candidate, resolution.match
            if candidate is None or candidate.role == "demonym" or fold(match.surface) in others:
                continue
            entity = self._carried(reading, match, candidate) or self._meant(match, candidate, named, told)
            if entity.kind == "State" and lands.counted(match):
                continue
            if entity.kind == "State" and entity.country and candidate.role != "generic":
                beside = links[-1] if links and self._knowledge.is_a(links[-1].type, "Place") else None
                if lands.territory(match) or (beside is not None and namesakes.joined(beside.char_end, match)):
                    entity = self._knowledge.entity(entity.country)
            following = found[number + 1] if number + 1 < len(found) else None
            behind = following.entity if following else None
            if namesakes.another(match, entity, following.match if following else None, behind):
                continue
            if candidate.role == "generic" and self._of_another_body(common, match, entity, behind):
                continue
            if common.meant(match, entity, place=self._knowledge.is_a(entity.kind, "Place")):
                links.append(_link(resolution, candidate, entity))
        countries = Counter(link.country for link in links if link.country)
        if countries:
            reading.country = min(countries, key=lambda iri: (-countries[iri], iri))
        return links

    def _carried(self, reading: Reading, match: AliasMatch, candidate: Candidate) -> Entity | None:
        """``نقلت وكالات الأنباء التركية عن وزارة الدفاع``: a general name behind the media of a country is its."""
        before = reading.article.text[max(0, match.span.start - _BEFORE) : match.span.start].split()[-2:]
        if candidate.role != "generic" or len(before) < 2 or before[1] != _FROM:
            return None
        state = self.demonym(before[0])
        country = self._knowledge.entity(state).country if state else None
        bodies = self._knowledge.find(f"{match.surface} {before[0]}", ("Actor",)) or [
            c.entity for c in match.candidates if c.role == "generic" and c.entity.country == country
        ]
        return bodies[0] if country and len(bodies) == 1 else None

    def _meant(
        self, match: AliasMatch, candidate: Candidate, named: dict[str, Entity], told: Mapping[str | None, int]
    ) -> Entity:
        """The entity meant: a general name of one word (``الحركة``) takes up the actor last ``named`` by that word.

        Of two states (``المملكة``) it means the one whose country the article ``told`` more of. A part of the actor
        that bears the general name as its own is not taken up: ``المقاومة`` is any region's, whichever was named last.
        Behind a preposition of place or a direction the state is its country (``جنوب المملكة``).
        """
        entity = candidate.entity
        head = bare(fold(match.surface).split(" ")[0])
        if candidate.role == "generic" and " " not in match.surface.strip() and head not in _LOOSE_HEADS:
            other = named.get(head, entity)
            part = entity.iri in self._knowledge.ancestors(other.iri)
            if not part and (entity.kind != "State" or told[other.country] > told[entity.country]):
                entity = other
        if candidate.role not in ("generic", "metonym") and not self._knowledge.is_a(entity.kind, "Place"):
            named[head] = entity
        located = entity.kind == "State" and match.cue in ("locative", "kind")
        return self._knowledge.entity(entity.country) if located and entity.country else entity

    def _wings_of_others(self, reading: Reading, found: Sequence[Resolution]) -> set[str]:
        """Names that the article defines as the wing of somebody else than the knowledge base has it.

        ``(قوات كذا) الجناح العسكري لكذا``: another body of that name, in all of the article.
        """
        others: set[str] = set()
        for left, right in pairwise(resolution for resolution in found if resolution.entity is not None):
            wing, whole = left.entity, right.entity
            if wing is None or whole is None or whole.kind not in _WHOLES or wing.kind not in _WHOLES:
                continue
            between = fold(reading.article.text[left.match.span.end : right.match.span.start])
            related = wing.iri == whole.iri or whole.iri in self._knowledge.ancestors(wing.iri)
            if not related and _WING.fullmatch(between):
                others.add(fold(left.match.surface))
        return others

    def _of_another_body(self, common: _CommonNouns, match: AliasMatch, force: Entity, behind: Entity | None) -> bool:
        """Whether the words behind the common noun for a force make it another: ``الشرطة العسكرية``.

        An army that sides with a party (``الجيش الموالي لكذا``, named ``behind`` it) is another where that is no part
        of its state.
        """
        return common.of_branch(match) or (common.sides(match) and self._are_others(behind, force))

    def _are_others(self, party: Entity | None, force: Entity) -> bool:
        if party is not None and party.kind == "Person":
            party = self.led_by(party.iri)
        if party is None or party.kind in ("State", "Government"):
            return False
        return not (
            {party.iri, *self._knowledge.ancestors(party.iri)} & {force.iri, *self._knowledge.ancestors(force.iri)}
        )

    def _expected(self, match: AliasMatch, reading: Reading, hits: HitTable, lands: Lands) -> Collection[str] | None:
        """A capital after a verb of saying is its government; after a preposition of place it is the town."""
        kinds = {self._knowledge.is_a(candidate.entity.kind, "Place") for candidate in match.candidates}
        if len(kinds) == 1:
            return None
        if lands.party(match):
            return ("Actor",)
        first, last = WordMap(reading.words).words_of(match.span.start, match.span.end)
        if first and any(
            hit.value in _PLACES_BEHIND for hit in hits.rows[first - 1] if hit.category.startswith("trigger.noun")
        ):
            return ("Place",)
        preposition, _ = preposition_before(reading.words, hits, first, "")
        if fold(preposition) in _LOCATIVES or (match.cue and match.cue != "list"):
            return ("Place",)
        word = reading.words[first]
        clitic = word.start < match.span.start and word.norm.lstrip("وف")[:1] in ("ب", "ل")
        before = hits.at(first - 1, "reporting.verbs", "verb.perform") if first else None
        verb = last + (last < len(reading.words) and reading.words[last].norm == _HAD)  # كانت أنقرة قد اتهمت …
        after = hits.at(verb, "reporting.verbs") if verb < len(reading.words) else None
        said = before is not None and not before.definite
        says = after is not None and not after.definite and not clitic
        if any(candidate.role == "metonym" for candidate in match.candidates):
            # A capital is feminine: in كابول قال … somebody else speaks.
            says = says and _feminine(reading, verb)
        if not says and not clitic and last < len(reading.words):
            acts = reading.words[last].norm
            says = acts.endswith("ت") and is_finite_verb(acts)
        told = any(
            (hit := hits.at(at, "reporting.according")) and hit.end == first for at in range(max(first - 4, 0), first)
        )
        behind = reading.words[first - 1].norm if first else ""
        does = said or says or told or _acts(reading, first, last) or _blames(reading, hits, first)
        if behind in _GOVERNMENTS or (not preposition and does):
            return ("Actor",)
        return ("Place",) if any(candidate.role == "metonym" for candidate in match.candidates) else None

    def _country_of(self, outlet: str | None) -> str | None:
        """The country that the medium of an article sits in, where the knowledge base knows it by that name."""
        found = self._knowledge.find(outlet, ("MediaOutlet",)) if outlet else []
        return found[0].country if len(found) == 1 else None

    def demonym(self, word: str) -> str | None:
        """Return the state that an adjective means (``إيراني``), or ``None``."""
        return self._knowledge.demonym(word)

    def entity(self, iri: str) -> Entity:
        """Return an entity of the knowledge base."""
        return self._knowledge.entity(iri)

    def state_of(self, country: str) -> Entity | None:
        """Return the state (an actor) of a country (a place)."""
        return self._states.get(country)

    def force_of(self, state: str, kind: str, day: date | None = None) -> Entity | None:
        """Return the one ``army`` or ``police`` of a state on a day, or ``None`` when none or several are known."""
        known = self._forces.get((self._knowledge.entity(state).country or "", kind), [])
        active = [entity for entity in known if entity.is_active(day)]
        return active[0] if len(active) == 1 else None

    def air_force_of(self, country: str) -> Entity | None:
        """Return the air force of a country, else its state, or ``None`` when neither is known."""
        force = self._air_forces.get(country)
        return self._knowledge.entity(force) if force else self._states.get(country)

    def state_meant_by(self, name: str) -> Entity | None:
        """Return the state or government that a name stands for where it can be no place: ``تدعمه واشنطن``."""
        found = self._knowledge.find(name, ("State", "Government"))
        return found[0] if len(found) == 1 else None

    def is_seat(self, name: str) -> bool:
        """Whether a name is that of a capital, which stands for a government."""
        return bool(self._knowledge.find(name, ("Government",)))

    def area_called_like(self, town: str) -> Entity | None:
        """Return the governorate around a town that bears its name, or ``None``."""
        names = {fold(name.text) for name in self._knowledge.entity(town).names if name.language == "ar"}
        for iri in self._knowledge.entity(town).parents:
            area = self._knowledge.entity(iri)
            called = {fold(name.text) for name in area.names if name.language == "ar"}
            if area.kind == "Governorate" and any(name in called or f"محافظه {name}" in called for name in names):
                return area
        return None

    def building(self, name: str, kind: str, town: str) -> Entity | None:
        """Return the one building of a kind that bears a name, in the country of a town, or ``None``."""
        found = [
            entity
            for entity in self._knowledge.find(name, (kind,))
            if entity.country == self._knowledge.entity(town).country
        ]
        return found[0] if len(found) == 1 else None

    def town_called(self, name: str) -> Entity | None:
        """Return the one city or town that bears a name, or ``None``."""
        found = self._knowledge.find(name, ("City", "Town"))
        return found[0] if len(found) == 1 else None

    def led_by(self, person: str) -> Entity | None:
        """Return the one actor that a person leads, or ``None`` when there is none or more than one."""
        actor = self._led.get(person)
        return self._knowledge.entity(actor) if actor and actor in self._knowledge else None

    def within(self, place: str, container: str) -> bool:
        """Whether a place lies in another."""
        return self._knowledge.within(place, container)

    def described_as(self, mention: Mention, head: str) -> bool:
        """Whether one of the actor's names, or its words in the text, begins with ``head`` (تنظيم, حركة)."""
        words = [bare(word) for word in mention.surface.replace("«", " ").replace("“", " ").split()]
        if words and fold(words[0]) == head:
            return True
        if mention.iri is None or mention.iri not in self._knowledge:
            return False
        names = self._knowledge.entity(mention.iri).names
        return any(name.language == "ar" and bare(fold(name.text).split(" ")[0]) == head for name in names)


class _CommonNouns:
    """Tells an actor's one-word name from the common noun that it is too (``القاعدة``: the group, or the base).

    The word names the actor behind a word for its people (``عناصر القاعدة``), or where the article calls it by a longer
    name before and has spoken of no such place.
    """

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self._reading, self._hits = reading, hits
        self._spans = WordMap(reading.words)
        self._called: set[str] = set()
        self._places: set[str] = set()

    def of_branch(self, match: AliasMatch) -> bool:
        """``الشرطة العسكرية``, ``الجيش الشعبي``: the adjective makes another body of it."""
        word, _ = self._behind(match)
        return word.startswith("ال") and bare(word) in _BRANCHES

    def sides(self, match: AliasMatch) -> bool:
        """``الجيش الموالي لكذا``: forces of the common noun that side with somebody."""
        word, after = self._behind(match)
        forces = bare(fold(match.surface).split(" ")[0]) in _FORCES_SIDING
        return forces and word.startswith("ال") and bare(word) in _SIDING and after.startswith("ل")

    def _behind(self, match: AliasMatch) -> tuple[str, str]:
        """The two words behind a name."""
        _, last = self._spans.words_of(match.span.start, match.span.end)
        first, second = (word.norm for word in (*self._reading.words[last : last + 2], _NOTHING, _NOTHING)[:2])
        return first, second

    def meant(self, match: AliasMatch, entity: Entity, *, place: bool) -> bool:
        """Whether the actor or place is meant; to be asked in the order of the text."""
        first, last = self._spans.words_of(match.span.start, match.span.end)
        head = bare(fold(match.surface).split(" ")[0])
        if place:
            before = self._reading.words[first - 1].norm if first else ""
            self._places |= {head, bare(before)}
            return True
        if last - first > 1 or not self._hits.any(first, ("descriptor.place", "facilities.words")):
            self._called.add(entity.iri)
            return True
        people = ("people.fighters", "people.organised", "people.leading", "descriptor.actor")
        if first and self._hits.any(first - 1, people):
            return True
        if first > 1 and self._reading.words[first - 1].norm in ("في", "من") and self._hits.any(first - 2, people):
            return True
        return entity.iri in self._called and head not in self._places


def _acts(reading: Reading, first: int, last: int) -> bool:
    """``تحارب كذا حركة``, ``كانت كذا تتمنع``: a capital between its verb, in the present, and what it does."""
    before = reading.words[first - 1] if first else _NOTHING
    if _does(before.norm):
        return True
    if before.norm.removeprefix("و") in _GOING_ON:
        return last < len(reading.words) and _does(_OBJECT.sub("", reading.words[last].norm), opens=True)
    opens = before.mark in ("stop", "comma") or before.norm.removeprefix("و") in _CLAUSE_OPENERS or not first
    return opens and last < len(reading.words) and _does(reading.words[last].norm, opens=True)


def _blames(reading: Reading, hits: HitTable, first: int) -> bool:
    """``حملت كذا الجيش مسؤولية الغارة``: right behind a verb of blaming stands who blames."""
    near = reading.words[first : first + _BLAME_REACH]
    blaming = first > 0 and hits.any(first - 1, ("certainty.blames",))
    return blaming and any(word.norm.startswith(_RESPONSIBILITY) for word in near)


def _feminine(reading: Reading, verb: int) -> bool:
    word = reading.words[verb].norm.removeprefix("و")
    return word.endswith("ت") or word.startswith("ت")


def _does(word: str, *, opens: bool = False) -> bool:
    verb = word.removeprefix("و")
    long = len(verb) >= _SHORTEST_VERB and verb.startswith("ت") and not verb.endswith(("ت", "ه", "ها", "هم"))
    return long and verb not in _BEFALLING and is_finite_verb(word, opens=opens)


def _link(resolution: Resolution, candidate: Candidate, entity: Entity) -> Link:
    match = resolution.match
    return Link(
        char_start=match.span.start,
        char_end=match.span.end,
        surface=match.surface,
        iri=entity.iri,
        type=entity.kind,
        name=entity.label("ar") or match.surface,
        role=candidate.role,
        score=resolution.score,
        country=entity.country,
        weighed=tuple((reading.entity, score) for reading, score in resolution.alternatives),
    )


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: next(iter(values)) for key, values in found.items() if len(values) == 1}
