"""Which of several entities a name means: by expected kind, by the article's country, by neighbours."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgbuild.knowledge.alias_index import AliasMatch, Candidate
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.knowledge.entity import Entity, Role
from kgbuild.knowledge.gazetteer import kilometres
from kgbuild.knowledge.near_names import LETTERS
from kgbuild.knowledge.spelling import folded

__all__ = ["Context", "Resolution", "resolve"]

_WEIGHTS = tomllib.loads((Path(__file__).parent / "resolution.toml").read_text(encoding="utf-8"))
_ARTICLE = "ال"
_INDIRECT: tuple[Role, ...] = ("generic", "demonym", "metonym")
_KIND_WORDS = frozenset(tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))["place_words"])
_PROVINCE, _AREA = ("Governorate",), ("Place",)

_HEADS = frozenset(map(folded, _KIND_WORDS))
_NATURAL = (("NaturalArea",), ("NaturalArea", "Region"))
#: Cues of a match that is part of the name of a street, institution or other place, and so no evidence of where the
#: article is.
_NAMED_AFTER = ("name", "institution", "opened")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the article apart from its text.

    Parameters
    ----------
    countries
        IRIs of countries that the article is about, as far as known beforehand.
    outlet_country
        IRI of the outlet's country.
    day
        Its day of publication; actors that no longer or not yet existed lose against those that did.
    """

    countries: tuple[str, ...] = ()
    outlet_country: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a match means.

    Parameters
    ----------
    match
        The match.
    candidate
        The reading chosen, with the name and its role; ``None`` when the text does not tell.
    score
        How sure, 0 to 1.
    alternatives
        All readings that were possible, best first, with their scores.
    """

    match: AliasMatch
    candidate: Candidate | None
    score: float
    alternatives: tuple[tuple[Candidate, float], ...] = ()

    @property
    def entity(self) -> Entity | None:
        """The entity chosen, or ``None``."""
        return self.candidate.entity if self.candidate else None


def resolve(
    matches: Sequence[AliasMatch],
    knowledge: KnowledgeBase,
    expected: Sequence[Collection[str] | None] | None = None,
    context: Context | None = None,
) -> list[Resolution]:
    """Decide what each match of one article means.

    Parameters
    ----------
    matches
        The matches of one article, in text order.
    knowledge
        The knowledge base that they came from.
    expected
        For each match the class names that it can be of, or ``None`` for any.
    context
        What is known of the article.

    Examples
    --------
    >>> from kgbuild.knowledge.base import load_knowledge
    >>> base = load_knowledge()
    >>> found = resolve(base.match("قصفت قوات النظام مدينة الباب في ريف حلب"), base)
    >>> [(r.match.surface, r.entity.label("en")) for r in found]
    [('قوات النظام', 'Syrian Arab Army'), ('الباب', 'al-Bab'), ('حلب', 'Aleppo Governorate')]
    """
    expectations = expected if expected is not None else [None] * len(matches)
    if len(expectations) != len(matches):
        raise ValueError(f"{len(expectations)} expectations for {len(matches)} matches")
    scene = _Scene.of(matches, knowledge, context or Context())
    return [scene.decide(match, kinds) for match, kinds in zip(matches, expectations, strict=True)]


@dataclass(frozen=True, slots=True)
class _Scene:
    """The article's countries by weight, and the areas that its certain places lie in."""

    knowledge: KnowledgeBase
    countries: dict[str, float]
    areas: Counter[str]
    named: frozenset[str]
    #: Where an adjective of a state begins, and the countries of the states that it may mean.
    adjectives: dict[int, frozenset[str | None]]
    #: Where certain places that are no countries, and forces of a state, are named, and their countries.
    scenes: tuple[tuple[int, str], ...]
    #: Latitude and longitude of the certain towns.
    points: tuple[tuple[float, float], ...]
    #: Where certain places that lie in a governorate (or are one) are named, and it.
    governorates: tuple[tuple[int, str], ...]
    day: date | None

    @staticmethod
    def of(matches: Sequence[AliasMatch], knowledge: KnowledgeBase, context: Context) -> _Scene:
        weights: Counter[str] = Counter()
        areas: Counter[str] = Counter()
        named: set[str] = set()
        scenes: list[tuple[int, str]] = []
        points: set[tuple[float, float]] = set()
        governorates: list[tuple[int, str]] = []
        for country in context.countries:
            weights[country] += _WEIGHTS["hint"]
        if context.outlet_country:
            weights[context.outlet_country] += _WEIGHTS["outlet"]
        for match in matches:
            if match.cue in _NAMED_AFTER or match.difference:
                continue
            for candidate in match.candidates:
                if candidate.role not in _INDIRECT and not candidate.name.needs_context and not candidate.entity.listed:
                    named.update((candidate.entity.iri, *knowledge.ancestors(candidate.entity.iri)))
            sure = _unambiguous(match, knowledge)
            if sure is None:
                continue
            for country in [sure.country] if sure.country else sure.theatres:
                weights[country] += _WEIGHTS["evidence"][_evidence(sure, knowledge)]
            if knowledge.is_a(sure.kind, "Place") or sure.latitude is not None:
                around = (sure.iri, *_areas(sure.iri, knowledge))
                areas.update(around)
                governorates += [
                    (match.span.start, iri) for iri in around if knowledge.entity(iri).kind == "Governorate"
                ]
            if sure.kind in _WEIGHTS["settlements"] and sure.latitude is not None and sure.longitude is not None:
                points.add((sure.latitude, sure.longitude))
            if (scene := _scene_of(sure, knowledge)) is not None:
                scenes.append((match.span.start, scene))
        top = max(weights.values(), default=0.0)
        shares = {country: weight / top for country, weight in weights.items()} if top else {}
        return _Scene(
            knowledge,
            shares,
            areas,
            frozenset(named),
            _adjectives(matches),
            tuple(scenes),
            tuple(sorted(points)),
            tuple(governorates),
            context.day,
        )

    def decide(self, match: AliasMatch, expected: Collection[str] | None) -> Resolution:
        """Rank the candidates; the best is chosen when it is good enough and alone, or contains its rivals."""
        ranked = sorted(
            ((c, self._score(match, c, expected)) for c in match.candidates),
            key=lambda pair: (-pair[1], pair[0].entity.iri),
        )
        ranked = self._without_strangers([(candidate, score) for candidate, score in ranked if score > 0])
        if not ranked or ranked[0][1] < _WEIGHTS["threshold"]:
            return Resolution(match, None, ranked[0][1] if ranked else 0.0, tuple(ranked))
        best = ranked[0][1]
        rivals = [candidate for candidate, score in ranked if best - score < _WEIGHTS["margin"]]
        # A place that only the gazetteer knows takes no name from one that somebody has looked at.
        rivals = [candidate for candidate in rivals if not candidate.entity.listed] or rivals
        chosen = rivals[0] if len(rivals) == 1 else self._town(match, rivals) or self._widest(rivals)
        return Resolution(match, chosen, min(1.0, best), tuple(ranked))

    def _without_strangers(self, ranked: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
        """Leave places of the gazetteer out where a curated one of another country fits that the article speaks of.

        A name that is certain speaks for its own country, so more than that has to.
        """
        curated = {
            candidate.entity.country
            for candidate, score in ranked
            if not candidate.entity.listed
            and score >= _WEIGHTS["threshold"]
            and self._country_support(candidate.entity)
            >= (0.01 if candidate.name.needs_context else _WEIGHTS["kind_support"])
        }
        return [
            (candidate, score)
            for candidate, score in ranked
            if not candidate.entity.listed or not curated - {candidate.entity.country}
        ]

    def _town(self, match: AliasMatch, rivals: Sequence[Candidate]) -> Candidate | None:
        """The city that bears the name of its governorate, where the bare name means it: a large one is spoken of more
        often than the area around it, and in some countries the area is never called without its kind word.
        """
        towns = [rival for rival in rivals if rival.entity.kind in ("City", "Town")]
        if len(towns) != 1 or "Governorate" in match.cue_kinds:
            return None
        town = towns[0].entity
        areas = [rival.entity for rival in rivals if rival.entity.kind == "Governorate"]
        if len(areas) + 1 < len(rivals) or not all(self.knowledge.within(town.iri, area.iri) for area in areas):
            return None
        if any(_last(area.iri) in _WEIGHTS["bare_governorates"] for area in areas):
            return None
        large = (town.population or 0) >= _WEIGHTS["bare_city"]
        return towns[0] if large or _last(town.country or "") in _WEIGHTS["bare_towns"] else None

    def _widest(self, rivals: Sequence[Candidate]) -> Candidate | None:
        """The rival that contains all others: a city's name alone does not exclude the rest of its governorate."""
        for rival in rivals:
            if all(self.knowledge.within(other.entity.iri, rival.entity.iri) for other in rivals):
                return rival
        return None

    def _score(self, match: AliasMatch, candidate: Candidate, expected: Collection[str] | None) -> float:
        entity, is_a = candidate.entity, self.knowledge.is_a
        if expected is not None and not any(is_a(entity.kind, kind) for kind in expected):
            return 0.0
        if candidate.name.needs_context and not self._has_context(match, entity, expected):
            return 0.0
        if entity.listed and not self._is_borne_out(match, candidate):
            return 0.0
        if match.difference and not self._is_near_enough(match, candidate):
            return 0.0
        # A noun of one bearer only (الاحتلال) means it where it fights abroad too.
        abroad = candidate.role != "generic" or entity.country is None or not _is_shared(match)
        country = max(self._country_support(entity, abroad), self._support_where_alone(match, candidate))
        if candidate.role == "generic" and self._is_force(entity) and _is_shared(match):
            country = self._around(match, entity, country)
        if candidate.role == "generic" and country < self._support_needed(match, entity):
            return 0.0
        if candidate.role == "generic" and self._is_foreign(match, entity):
            return 0.0
        if match.cue in _NAMED_AFTER and not self._keeps_meaning(match, candidate, country):
            return 0.0
        if self._is_other_kind(match, candidate):
            return 0.0
        score: float = _WEIGHTS["role"][candidate.role] + _WEIGHTS["country"] * country
        if match.difference:
            score -= _WEIGHTS["difference"][match.difference]
        if candidate.name.needs_context and not is_a(entity.kind, "Place"):
            score += _WEIGHTS["quoted"] if match.quoted else -_WEIGHTS["quoted"]
        if not entity.is_active(self.day):
            score -= _WEIGHTS["inactive"]
        if is_a(entity.kind, "Place"):
            score += _WEIGHTS["cue"].get(match.cue, 0.0)
            if entity.listed:
                score += _WEIGHTS["listed"].get(entity.kind, 0.0)
            if match.cue_kinds:
                fits = self._fits(match, entity)
                if not fits and country < _WEIGHTS["kind_support"]:
                    return 0.0  # in a row of villages no capital of another country
                score += _WEIGHTS["cue_kind_fits"] if fits else -_WEIGHTS["cue_kind_fails"]
            score += _WEIGHTS["neighbour"] if self._has_neighbour(entity) else 0.0
            if self.countries and not country and match.cue != "kind" and entity.kind in _WEIGHTS["minor_places"]:
                score -= _WEIGHTS["stranger"]
            if candidate.role == "label" and _says_kind(match):
                score += _WEIGHTS["own_kind_word"]
        elif is_a(entity.kind, "State") and candidate.role != "demonym":
            score += -_WEIGHTS["state_with_cue"] if match.cue else _WEIGHTS["state_without_cue"]
        return score

    def _support_where_alone(self, match: AliasMatch, candidate: Candidate) -> float:
        """The weight of the lands abroad that have no force of the name: ``الجيش`` in an occupied land."""
        if candidate.role != "generic":
            return 0.0
        others = {c.entity.country for c in match.candidates if c.role == "generic"}
        alone = [land for land in candidate.entity.theatres if land not in others]
        return max((self.countries.get(land, 0.0) for land in alone), default=0.0)

    def _support_needed(self, match: AliasMatch, entity: Entity) -> float:
        """How much of the main country's weight the country of what a common noun means must have.

        A noun for one state only (``المملكة``) means it wherever the article names it, and so does one of several
        bodies where the article names one of them by a name of its own.
        """
        if not _is_shared(match) and entity.kind == "State" and {entity.iri, entity.country} & self.named:
            return 0.0
        if not self._is_force(entity) and self._alone_named(match, entity):
            return 0.0
        shared = self._is_force(entity) and _is_shared(match)
        needed: float = _WEIGHTS["forces_support" if shared else "generic_support"]
        return needed

    def _alone_named(self, match: AliasMatch, entity: Entity) -> bool:
        """``قوات التحالف العربي … التحالف``: of all that bear a common noun the article names this one only."""
        bearers = {c.entity.iri for c in match.candidates if c.role == "generic"}
        return len(bearers) > 1 and bearers & self.named == {entity.iri}

    def _is_force(self, entity: Entity) -> bool:
        return any(self.knowledge.is_a(entity.kind, kind) for kind in _WEIGHTS["forces"])

    def _around(self, match: AliasMatch, entity: Entity, country: float) -> float:
        """The weight of a force's country, seen from what stands near by: all of its country, or all of another one."""
        reach = _WEIGHTS["scene_reach"]
        near = {place for start, place in self.scenes if abs(start - match.span.start) <= reach}
        if len(near) != 1 or not any(c.role == "generic" and c.entity.country in near for c in match.candidates):
            return country
        return 1.0 if entity.country in near else 0.0

    def _is_other_kind(self, match: AliasMatch, candidate: Candidate) -> bool:
        """``وادي كذا`` is not ``فج كذا``: a short name without its kind word, behind a word for another kind.

        Nor is a mountain or valley the town of that name, a province (``ولاية كذا``) the town, or an area
        (``منطقة كذا``) the building in it.
        """
        entity, is_a = candidate.entity, self.knowledge.is_a
        if match.cue == "kind" and match.cue_kinds == _PROVINCE and entity.kind in _WEIGHTS["settlements"]:
            return _last(entity.country or "") not in _WEIGHTS["small_governorates"]
        if match.cue == "kind" and match.cue_kinds in _NATURAL and entity.kind in _WEIGHTS["settlements"]:
            return True
        if match.cue != "kind" or candidate.role != "alias" or not match.cue_kinds:
            return False
        if not any(is_a(entity.kind, kind) for kind in _WEIGHTS["exact_places"]):
            return False
        label, short = entity.label("ar") or "", candidate.name.text
        if match.cue_kinds == _AREA and any(is_a(entity.kind, kind) for kind in _WEIGHTS["buildings"]):
            return label.endswith(f" {short}")
        return label.endswith(f" {short}") and not any(is_a(entity.kind, kind) for kind in match.cue_kinds)

    def _is_foreign(self, match: AliasMatch, entity: Entity) -> bool:
        """Whether an adjective right behind a common noun names another state: الشرطة الألمانية is not Syria's."""
        named = self.adjectives.get(match.span.end + 1)
        return named is not None and entity.country is not None and entity.country not in named

    def _keeps_meaning(self, match: AliasMatch, candidate: Candidate, country: float) -> bool:
        """Whether a name still means its entity when a street, institution or other place is called after it."""
        kind, is_a = candidate.entity.kind, self.knowledge.is_a
        if match.cue == "opened":
            return kind == "NaturalArea" or not is_a(kind, "Place")  # ``رأس النظام``
        if is_a(kind, "Place"):
            # A hospital or university called after a governorate stands in one of its towns, or in another one.
            wide = kind in ("Country", "Governorate")
            return match.cue == "institution" and not wide and country >= _WEIGHTS["context_support"]
        if candidate.role == "generic" and match.cue == "institution":
            return any(is_a(kind, wanted) for wanted in _WEIGHTS["forces"])
        return candidate.role not in _INDIRECT and any(is_a(kind, wanted) for wanted in _WEIGHTS["named_after"])

    def _fits(self, match: AliasMatch, entity: Entity) -> bool:
        """Whether the kind word before a name may stand before an entity.

        How large a place of the gazetteer is, is known too roughly to tell a town from a village.
        """
        if entity.listed and not {"City", "Town", "Village"}.isdisjoint(match.cue_kinds):
            return True
        return any(self.knowledge.is_a(entity.kind, kind) for kind in match.cue_kinds)

    def _is_borne_out(self, match: AliasMatch, candidate: Candidate) -> bool:
        """Whether more than its bare name speaks for a place that only the gazetteer knows.

        Villages are called like people, like common words and like one another, so the article has to speak of the
        country (of a large city: a place has to be expected), and a word for its kind, a preposition, a list of places
        or a place near by has to stand beside the name.
        """
        entity = candidate.entity
        if match.cue in (*_NAMED_AFTER, "title") or (match.cue_kinds and not self._fits(match, entity)):
            return False
        support = self._country_support(entity)
        named_kind = match.cue == "kind" and "Place" not in match.cue_kinds
        close = self._is_close(entity)
        near = close or self._has_neighbour(entity)
        if not close and self._is_elsewhere(match, entity):
            return False
        if candidate.name.needs_context:
            if match.cue == "kind" and not named_kind and match.surface.startswith(_ARTICLE):
                return False  # منطقة الحي الصناعي is "the area of the industrial quarter"
            return support >= _WEIGHTS["context_support"] and (named_kind or near)
        if (entity.population or 0) >= _WEIGHTS["large"]:
            needed = _WEIGHTS["kind_support" if match.cue in ("locative", "list") else "context_support"]
            return named_kind or support >= float(needed)
        if named_kind:
            return support >= float(_WEIGHTS["kind_support"])
        return support >= float(_WEIGHTS["context_support"]) and (near or match.cue in ("kind", "locative", "list"))

    def _is_near_enough(self, match: AliasMatch, candidate: Candidate) -> bool:
        """Whether a name is meant that the text writes with one letter different.

        The article has to speak of its country. A place needs a word for its kind before it, or a preposition or list
        of places and either more than one word or a letter that is taken for the known one.
        """
        entity, alike = candidate.entity, match.difference == "alike"
        if self._country_support(entity) < _WEIGHTS["context_support"]:
            return False
        name = folded(candidate.name.text).split(" ")
        if not self.knowledge.is_a(entity.kind, "Place"):
            return match.cue != "title" and (alike or len(name) > 1)
        if match.cue == "kind" or name[0] in _HEADS:
            return not match.cue_kinds or self._fits(match, entity)
        if match.cue not in ("locative", "list"):
            return False
        return len(name) > 1 or (alike and not name[0].endswith(tuple(LETTERS["adjective_endings"])))

    def _is_close(self, entity: Entity) -> bool:
        """Whether a certain town of the article is near."""
        if entity.latitude is None or entity.longitude is None:
            return False
        reach = _WEIGHTS["close_kilometres"]
        here = (entity.latitude, entity.longitude)
        return any(kilometres(here, point) <= reach for point in self.points)

    def _is_elsewhere(self, match: AliasMatch, entity: Entity) -> bool:
        """Whether the places of its country around a name lie in governorates that are not the entity's.

        The name itself may be that of a governorate, too, and is no such place. Where nobody knows the governorate of
        a place its coordinates have to lie outside.
        """
        reach = _WEIGHTS["scene_reach"]
        around = {
            iri
            for start, iri in self.governorates
            if 0 < abs(start - match.span.start) <= reach and self.knowledge.entity(iri).country == entity.country
        }
        areas = _areas(entity.iri, self.knowledge)
        if any(self.knowledge.entity(iri).kind == "Governorate" for iri in areas):
            return bool(around) and around.isdisjoint(areas)
        return bool(around) and not any(_reaches(self.knowledge.entity(iri), entity) for iri in around)

    def _has_neighbour(self, entity: Entity) -> bool:
        """Whether a place of the article certainly lies in the same governorate, or is that governorate."""
        if entity.kind == "Country":
            return False
        return any(self.areas[area] for area in (entity.iri, *_areas(entity.iri, self.knowledge)))

    def _country_support(self, entity: Entity, abroad: bool = True) -> float:
        places = ([entity.country] if entity.country else []) + (list(entity.theatres) if abroad else [])
        return max((self.countries.get(place, 0.0) for place in places), default=0.0)

    def _has_context(self, match: AliasMatch, entity: Entity, expected: Collection[str] | None) -> bool:
        """Whether a common word is a name here.

        It is one where the reader knows the kind; for a place after a fitting kind word, or after a preposition
        near another place of the article; for an actor in quotation marks, or where the article names it in full too.
        """
        if expected is not None and not set(expected) & {"Actor", "Place", "Participant"}:
            return True
        if not self.knowledge.is_a(entity.kind, "Place"):
            return match.quoted or (entity.iri in self.named and match.cue != "title")
        if match.cue == "kind":
            return not match.cue_kinds or self._fits(match, entity)
        if entity.kind == "Country" and match.cue in ("locative", "list") and not match.surface.startswith(_ARTICLE):
            return True  # في مالي is no adjective
        if self._country_support(entity) < _WEIGHTS["context_support"]:
            return False
        if match.cue == "locative" and match.surface.startswith(_ARTICLE) and not match.cue_kinds:
            return False  # في الصورة is "in the picture", but في حجة can only be the town
        near = entity.kind in ("Country", "Governorate") or self._has_neighbour(entity)
        return match.cue in ("list", "locative") and near


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _says_kind(match: AliasMatch) -> bool:
    """Whether the matched name itself begins with a word for a kind of place: ``ولاية كذا``."""
    return " " in match.surface and match.surface.split(" ")[0] in _KIND_WORDS


def _is_shared(match: AliasMatch) -> bool:
    """Whether a common noun is borne in several countries."""
    return len({c.entity.country for c in match.candidates if c.role == "generic"}) > 1


def _adjectives(matches: Sequence[AliasMatch]) -> dict[int, frozenset[str | None]]:
    found = {m.span.start: frozenset(c.entity.country for c in m.candidates if c.role == "demonym") for m in matches}
    # The match of an adjective leaves its article out.
    return {place: states for start, states in found.items() if states for place in (start, start - len(_ARTICLE))}


def _areas(place: str, knowledge: KnowledgeBase) -> list[str]:
    """What a place lies in, below its country."""
    return [iri for iri in knowledge.ancestors(place) if knowledge.entity(iri).kind != "Country"]


def _reaches(area: Entity, place: Entity) -> bool:
    """Whether a place lies in the circle that its area is known to lie in."""
    if area.latitude is None or area.longitude is None or place.latitude is None or place.longitude is None:
        return False
    here, centre = (place.latitude, place.longitude), (area.latitude, area.longitude)
    return kilometres(here, centre) * 1000 <= (area.precision_m or 0)


def _evidence(entity: Entity, knowledge: KnowledgeBase) -> str:
    if knowledge.is_a(entity.kind, "MediaOutlet"):
        return "media"
    if entity.kind == "Country" or knowledge.is_a(entity.kind, "State"):
        return "country"
    return "place" if knowledge.is_a(entity.kind, "Place") else "actor"


def _scene_of(entity: Entity, knowledge: KnowledgeBase) -> str | None:
    """The country that the text around an entity speaks of: a place in it, or one of its forces, is named there."""
    kinds = ("Place", *_WEIGHTS["forces"])
    tells = entity.kind != "Country" and any(knowledge.is_a(entity.kind, kind) for kind in kinds)
    return entity.country if tells else None


def _unambiguous(match: AliasMatch, knowledge: KnowledgeBase) -> Entity | None:
    """The entity, or the first of several in one country, of a match that leaves the country in no doubt."""
    sure = [c for c in match.candidates if c.role != "metonym" and not c.entity.listed]
    if not sure or any(c.role in _INDIRECT or c.name.needs_context for c in sure):
        return None
    if len({c.entity.country for c in sure}) > 1:
        return None
    return min((c.entity for c in sure), key=lambda e: (not knowledge.is_a(e.kind, "Place"), e.iri))
