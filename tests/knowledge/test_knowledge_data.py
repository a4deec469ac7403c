"""The actors and places themselves: nothing double, dangling, misplaced or without a word on where it comes from."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.arabic import fold
from kgbuild.knowledge import Entity, KnowledgeBase, load_knowledge
from kgbuild.knowledge.common_words import is_common_word
from kgbuild.knowledge.report import report
from kgbuild.resources import ontology_folder

KGB = "https://w3id.org/kgbuild/ontology#"
PLACE = "https://w3id.org/kgbuild/id/place/"
FILES = sorted([*(ontology_folder() / "actors").glob("*.ttl"), *(ontology_folder() / "places").glob("*.ttl")])
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")
# South, west, north, east: rough, wide enough for every place of the country.
BOXES = {
    "syria": (32.2, 35.4, 37.4, 42.5), "iraq": (29.0, 38.7, 37.5, 48.7), "yemen": (12.0, 42.4, 19.1, 54.6),
    "libya": (19.4, 9.2, 33.3, 25.3), "lebanon": (33.0, 35.0, 34.8, 36.7), "palestine": (31.2, 34.1, 32.6, 35.7),
    "israel": (29.4, 34.2, 33.4, 35.9), "iran": (25.0, 44.0, 39.9, 63.4), "turkey": (35.8, 25.9, 42.2, 44.9),
    "sudan": (8.6, 21.8, 23.2, 38.7), "egypt": (21.9, 24.6, 31.8, 37.0), "afghanistan": (29.3, 60.4, 38.5, 75.0),
    "pakistan": (23.6, 60.8, 37.1, 77.9), "nigeria": (4.2, 2.6, 13.9, 14.7), "saudi-arabia": (16.0, 34.4, 32.3, 55.7),
    "jordan": (29.1, 34.8, 33.5, 39.4), "mali": (10.1, -12.3, 25.0, 4.3), "niger": (11.6, 0.1, 23.6, 16.0),
    "chad": (7.4, 13.4, 23.5, 24.1), "cameroon": (1.6, 8.4, 13.1, 16.2), "somalia": (-1.7, 40.9, 12.0, 51.5),
    "tunisia": (30.2, 7.5, 37.6, 11.7), "algeria": (18.9, -8.7, 37.2, 12.0), "morocco": (27.6, -13.2, 36.0, -1.0),
    "kuwait": (28.5, 46.5, 30.1, 48.5), "qatar": (24.4, 50.7, 26.2, 51.7), "bahrain": (25.7, 50.3, 26.4, 50.8),
    "united-arab-emirates": (22.6, 51.5, 26.1, 56.5), "oman": (16.6, 51.9, 26.5, 59.9),
    "ukraine": (44.3, 22.1, 52.4, 40.3), "philippines": (4.5, 116.5, 21.3, 127.0),
    "south-sudan": (3.4, 23.4, 12.3, 36.0), "mauritania": (14.7, -17.1, 27.4, -4.8),
    "burkina-faso": (9.3, -5.6, 15.1, 2.5),
}  # fmt: skip

# Governments of a part of a state.
SUBSTATE = {"kurdistan-regional-government", "autonomous-administration-of-north-and-east-syria"}


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return [quad for path in FILES for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


def actors(base: KnowledgeBase) -> list[Entity]:
    return [entity for entity in base.entities if base.is_a(entity.kind, "Actor")]


def places(base: KnowledgeBase) -> list[Entity]:
    return [entity for entity in base.entities if base.is_a(entity.kind, "Place")]


def curated(base: KnowledgeBase) -> list[Entity]:
    return [entity for entity in base.entities if not entity.listed]


def test_there_are_enough(base: KnowledgeBase) -> None:
    assert len(actors(base)) >= 120
    assert len(places(base)) >= 200
    assert len(actors(base)) + len(places(base)) == len(base.entities)


def test_every_class_and_property_is_declared(quads: list[ox.Quad]) -> None:
    ontology = ox.parse(path=ontology_folder() / "kgbuild.ttl", format=ox.RdfFormat.TURTLE)
    declared = {quad.subject.value for quad in ontology if isinstance(quad.subject, ox.NamedNode)}
    used = {quad.predicate.value for quad in quads}
    used |= {q.object.value for q in quads if isinstance(q.object, ox.NamedNode) and q.object.value.startswith(KGB)}
    assert sorted(term for term in used if term.startswith(KGB) and term not in declared) == []


def test_no_blank_nodes(quads: list[ox.Quad]) -> None:
    assert not [
        quad for quad in quads if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]


def test_one_individual_one_kind(quads: list[ox.Quad]) -> None:
    kinds = defaultdict(set)
    for quad in quads:
        if quad.predicate.value.endswith("#type"):
            kinds[quad.subject.value].add(quad.object.value)
    assert [iri for iri, types in kinds.items() if len(types) > 1] == []


def test_every_object_is_described(quads: list[ox.Quad], base: KnowledgeBase) -> None:
    pointed = {
        quad.object.value
        for quad in quads
        if isinstance(quad.object, ox.NamedNode)
        and quad.object.value.startswith(("https://w3id.org/kgbuild/id/actor", PLACE))
    }
    assert sorted(iri for iri in pointed if iri not in base) == []


# First-level divisions as their countries count them.
DIVISIONS = {
    "jordan": 12, "iran": 31, "turkey": 81, "nigeria": 37, "egypt": 27, "sudan": 18, "south-sudan": 10, "libya": 22,
    "saudi-arabia": 13, "afghanistan": 34, "mali": 11, "niger": 8, "burkina-faso": 13, "chad": 23, "cameroon": 10,
    "somalia": 18, "israel": 6, "palestine": 16, "lebanon": 8, "syria": 14, "iraq": 19, "yemen": 22, "tunisia": 24,
    "pakistan": 7, "kuwait": 6,
}  # fmt: skip


@pytest.mark.parametrize("country", sorted(DIVISIONS))
def test_first_level_divisions_are_complete(base: KnowledgeBase, country: str) -> None:
    found = [place for place in curated(base) if place.kind == "Governorate" and place.country == PLACE + country]
    assert len(found) == DIVISIONS[country]


def test_labels_in_both_languages(base: KnowledgeBase) -> None:
    assert [entity.iri for entity in base.entities if not (entity.label("ar") and entity.label("en"))] == []


def test_arabic_names_are_arabic(base: KnowledgeBase) -> None:
    names = [name for entity in base.entities for name in entity.names]
    assert [
        n.text
        for n in names
        if n.language == "ar" and not ARABIC.search(n.text) and not n.text.isdigit() and n.text not in ("T4", "963+")
    ] == []
    assert [n.text for n in names if n.language == "ar" and n.role == "label" and LATIN.search(n.text)] == []
    assert [n.text for n in names if n.language == "en" and ARABIC.search(n.text)] == []
    assert {"ar", "en"} <= {n.language for n in names} <= {"ar", "en", "fa", "tr", "ku", "he"}


def test_names_are_trimmed(base: KnowledgeBase) -> None:
    assert [n.text for e in base.entities for n in e.names if n.text != " ".join(n.text.split())] == []


def test_english_label_is_unique_within_a_kind(base: KnowledgeBase) -> None:
    assert doubles(base, "en") == []


def test_arabic_label_is_unique_within_a_kind_and_country(base: KnowledgeBase) -> None:
    assert doubles(base, "ar") == []


def doubles(base: KnowledgeBase, language: str) -> list[tuple[object, ...]]:
    seen: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for entity in curated(base):
        country = entity.country if language == "ar" else None
        seen[(entity.kind, country, fold(entity.label(language) or "").casefold())].append(entity.iri)
    return [key for key, iris in seen.items() if len(iris) > 1]


def test_no_entity_is_above_itself(base: KnowledgeBase) -> None:
    def climbs_back(entity: Entity) -> bool:
        return any(entity.iri in base.entity(parent).parents for parent in base.ancestors(entity.iri))

    assert [entity.iri for entity in base.entities if climbs_back(entity)] == []


def test_places_lie_in_their_country(base: KnowledgeBase) -> None:
    for place in places(base):
        if place.kind != "Country" and place.country:
            assert base.within(place.iri, place.country), place.iri


def test_coordinates_lie_in_the_country(base: KnowledgeBase) -> None:
    outside = []
    for place in places(base):
        box = BOXES.get((place.country or "").removeprefix(PLACE))
        if box and place.latitude is not None and place.longitude is not None:
            south, west, north, east = box
            if not (south <= place.latitude <= north and west <= place.longitude <= east):
                outside.append(place.iri)
    assert outside == []


def test_every_place_has_coordinates_and_precision(base: KnowledgeBase) -> None:
    assert [p.iri for p in places(base) if p.latitude is None or p.longitude is None or not p.precision_m] == []


def test_a_place_lies_within_the_radius_of_its_governorate(base: KnowledgeBase) -> None:
    """One and a half radii, since a governorate is no circle."""
    far = []
    for place in places(base):
        for above in place.parents:
            area = base.entity(above)
            if area.kind == "Governorate" and kilometres(place, area) * 1000 > 1.5 * (area.precision_m or 0) + 5000:
                far.append((place.iri.removeprefix(PLACE), round(kilometres(place, area))))
    assert far == []


def kilometres(one: Entity, other: Entity) -> float:
    from math import cos, hypot, radians

    assert one.latitude is not None
    assert one.longitude is not None
    assert other.latitude is not None
    assert other.longitude is not None
    across = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return 111.2 * hypot(one.latitude - other.latitude, across)


def test_every_affiliation_says_where_it_comes_from(quads: list[ox.Quad], base: KnowledgeBase) -> None:
    told = {
        q.subject.value for q in quads if q.predicate.value in (KGB + "verification", "http://purl.org/dc/terms/source")
    }
    assert [link.iri for link in base.affiliations if link.iri not in told] == []


def test_a_source_is_an_address_and_takes_the_place_of_the_mark(quads: list[ox.Quad]) -> None:
    sources = {q.subject.value: q.object for q in quads if q.predicate.value == "http://purl.org/dc/terms/source"}
    marked = {q.subject.value for q in quads if q.predicate.value == KGB + "verification"}
    assert marked.isdisjoint(sources)
    assert [iri for iri, page in sources.items() if not re.match(r"<https?://[^/]+\.[^/]+/", str(page))] == []


def test_the_documented_counts_are_those_of_the_data(base: KnowledgeBase) -> None:
    documentation = Path(__file__).parents[2] / "docs" / "knowledge.md"
    assert documentation.read_text(encoding="utf-8").endswith(report(base))


@pytest.mark.parametrize(
    ("member", "relation", "whole"),
    [
        ("fatemiyoun-brigade", "subordinateTo", "irgc-quds-force"),
        ("irgc-quds-force", "partOf", "islamic-revolutionary-guard-corps"),
        ("islamic-revolutionary-guard-corps", "forceOf", "state-of-iran"),
        ("hezbollah", "backedBy", "state-of-iran"),
        ("popular-mobilization-forces", "forceOf", "republic-of-iraq"),
        ("peoples-protection-units", "partOf", "syrian-democratic-forces"),
        ("libyan-national-army", "backedBy", "state-of-the-united-arab-emirates"),
    ],
)
def test_the_relations_asked_for_most_have_a_source(
    base: KnowledgeBase, member: str, relation: str, whole: str
) -> None:
    actor = "https://w3id.org/kgbuild/id/actor/"
    found = [
        a.source
        for a in base.affiliations
        if (a.member, a.relation, a.whole) == (actor + member, relation, actor + whole)
    ]
    assert len(found) == 1
    assert found[0] is not None


def test_every_actor_and_place_says_where_it_comes_from(quads: list[ox.Quad], base: KnowledgeBase) -> None:
    """By a source that was read, or the mark of general knowledge; never both."""
    sourced = {q.subject.value for q in quads if q.predicate.value == "http://purl.org/dc/terms/source"}
    marked = {q.subject.value for q in quads if q.predicate.value == KGB + "verification"}
    curated = {entity.iri for entity in base.entities if not entity.listed}
    assert curated - sourced - marked == set()
    assert curated & sourced & marked == set()


def test_affiliations_run_forward_in_time(base: KnowledgeBase) -> None:
    assert [a.iri for a in base.affiliations if a.since and a.until and a.since > a.until] == []


def test_every_demonym_means_one_state(base: KnowledgeBase) -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for entity in base.entities:
        for name in entity.names:
            if name.role == "demonym":
                seen[fold(name.text)].append(entity.iri)
    assert {word: iris for word, iris in seen.items() if len(iris) > 1} == {}


def test_common_nouns_for_forces_mean_forces_of_a_state(base: KnowledgeBase) -> None:
    """القوات الأمنية is never a force of something that is less than a state, such as the Peshmerga."""
    nouns = {fold(word) for word in ("الجيش", "الشرطة", "قوات الأمن", "القوات الأمنية", "القوات الحكومية")}
    bearers = [e for e in actors(base) if any(n.role == "generic" and fold(n.text) in nouns for n in e.names)]
    assert len(bearers) > 20
    for force in bearers:
        assert force.kind == "StateForce", force.iri
        assert not SUBSTATE & {iri.rpartition("/")[2] for iri in base.ancestors(force.iri)}, force.iri


def test_one_state_a_country(base: KnowledgeBase) -> None:
    states = sorted(entity.country or "" for entity in base.entities if entity.kind == "State")
    assert [one for one, other in pairwise(states) if one == other] == []


def test_loading_time_is_reported(record_property: object, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    base = load_knowledge()
    with capsys.disabled():
        print(f"\nknowledge: {len(base.entities)} entities in {time.perf_counter() - start:.2f} s")
    assert base.entities


def test_a_common_word_is_marked_as_such(base: KnowledgeBase) -> None:
    plain = ("label", "alias", "acronym", "nickname")
    names = [name for entity in base.entities for name in entity.names if name.language == "ar" and name.role in plain]
    assert sorted(name.text for name in names if not name.needs_context and is_common_word(name.text)) == []
