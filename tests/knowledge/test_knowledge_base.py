"""Looking up, containment, chains of command, loading."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.errors import KnowledgeFileError
from kgbuild.knowledge import KnowledgeBase, load_knowledge

ACTOR = "https://w3id.org/kgbuild/id/actor/"
MILITIA = "https://w3id.org/kgbuild/ontology#Militia"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PLACE = "https://w3id.org/kgbuild/id/place/"


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge()


def chain(base: KnowledgeBase, name: str) -> list[str]:
    return [iri.removeprefix(ACTOR) for iri in base.ancestors(ACTOR + name)]


def test_fatemiyoun_answer_to_the_state_of_iran(base: KnowledgeBase) -> None:
    links = {(a.member, a.relation, a.whole) for a in base.affiliations}
    assert (ACTOR + "fatemiyoun-brigade", "subordinateTo", ACTOR + "irgc-quds-force") in links
    assert (ACTOR + "irgc-quds-force", "partOf", ACTOR + "islamic-revolutionary-guard-corps") in links
    assert (ACTOR + "islamic-revolutionary-guard-corps", "forceOf", ACTOR + "state-of-iran") in links
    assert chain(base, "fatemiyoun-brigade") == [
        "irgc-quds-force",
        "islamic-revolutionary-guard-corps",
        "state-of-iran",
    ]


@pytest.mark.parametrize(
    ("member", "patron"),
    [
        ("hezbollah", "state-of-iran"),
        ("kataib-hezbollah", "irgc-quds-force"),
        ("brigade-313", "islamic-revolutionary-guard-corps"),
        ("houthis", "state-of-iran"),
        ("syrian-democratic-forces", "united-states-of-america"),
        ("gna-forces", "republic-of-turkey"),
        ("libyan-national-army", "russian-federation"),
        ("syrian-arab-army", "syrian-arab-republic"),
        ("kataib-hezbollah", "state-of-iran"),
    ],
)
def test_patrons(base: KnowledgeBase, member: str, patron: str) -> None:
    assert patron in chain(base, member)


def test_who_leads_a_coalition_is_no_patron(base: KnowledgeBase) -> None:
    coalition = "saudi-led-coalition-in-yemen"
    links = {(a.relation, a.whole) for a in base.affiliations if a.member == ACTOR + coalition}
    assert ("ledBy", ACTOR + "kingdom-of-saudi-arabia") in links
    assert chain(base, coalition) == []


@pytest.mark.parametrize(
    ("name", "kinds", "iris"),
    [
        ("Deir ez-Zor", ("Place",), ["deir-ez-zor", "deir-ez-zor-governorate"]),
        ("DEIR EZZOR", ("Place",), ["deir-ez-zor", "deir-ez-zor-governorate"]),
        ("دير الزور", ("Place",), ["deir-ez-zor", "deir-ez-zor-governorate"]),
        ("دَيْر الزّور", ("City",), ["deir-ez-zor"]),
        ("Da'el", None, ["dael"]),
        ("dael", None, ["dael"]),
        ("ازرع", None, ["izra"]),
        ("Tiyas Airbase", None, ["t4-airbase"]),
        ("الأصابعه", None, ["al-asabaa"]),
        ("bab", ("Place",), ["al-bab"]),
        ("Tripoli", ("City",), ["tripoli-lebanon", "tripoli-libya"]),
        ("Deir Ezzour", ("City",), ["deir-ez-zor"]),
        ("Dayr az-Zawr", ("City",), ["deir-ez-zor"]),
        ("Deir-ez-Zor", ("City",), ["deir-ez-zor"]),
        ("USA", ("Place",), ["united-states"]),
        ("U.S.", ("Place",), ["united-states"]),
        ("UK", ("Place",), ["united-kingdom"]),
        ("uae", ("Place",), ["united-arab-emirates"]),
        ("لا مكان كهذا", None, []),
    ],
)
def test_find_places(base: KnowledgeBase, name: str, kinds: tuple[str, ...] | None, iris: list[str]) -> None:
    assert [entity.iri.removeprefix(PLACE) for entity in base.find(name, kinds)] == iris


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Iran", "state-of-iran"),
        ("إيران", "state-of-iran"),
        ("isis", "islamic-state"),
        ("Daesh", "islamic-state"),
        ("داعش", "islamic-state"),
        ("الدولة الإسلامية", "islamic-state"),
        ("قسد", "syrian-democratic-forces"),
        ("SDF", "syrian-democratic-forces"),
        ("سينتكوم", "us-central-command"),
        ("سانا", "syrian-arab-news-agency"),
        ("أنصار الله", "houthis"),
        ("USA", "united-states-of-america"),
        ("UK", "state-of-the-united-kingdom"),
        ("UAE", "state-of-the-united-arab-emirates"),
        ("KSA", "kingdom-of-saudi-arabia"),
    ],
)
def test_find_actors(base: KnowledgeBase, name: str, iri: str) -> None:
    assert [entity.iri for entity in base.find(name, ("Actor",))] == [ACTOR + iri]


def test_a_country_and_its_state_are_two(base: KnowledgeBase) -> None:
    assert [entity.kind for entity in base.find("Iran")] == ["State", "Country"]


@pytest.mark.parametrize(
    ("place", "container", "inside"),
    [
        ("mayadin", "deir-ez-zor-governorate", True),
        ("mayadin", "syria", True),
        ("mayadin", "mayadin", True),
        ("mayadin", "aleppo-governorate", False),
        ("syria", "mayadin", False),
    ],
)
def test_within(base: KnowledgeBase, place: str, container: str, inside: bool) -> None:
    assert base.within(PLACE + place, PLACE + container) is inside


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("إيراني", "state-of-iran"),
        ("الإيرانية", "state-of-iran"),
        ("أميركيين", "united-states-of-america"),
        ("أمريكية", "united-states-of-america"),
        ("الأتراك", "republic-of-turkey"),
        ("إسرائيلية", "state-of-israel"),
        ("السعوديون", "kingdom-of-saudi-arabia"),
        ("غربية", None),
    ],
)
def test_demonym(base: KnowledgeBase, word: str, state: str | None) -> None:
    assert base.demonym(word) == (ACTOR + state if state else None)


def test_kinds_follow_the_class_tree(base: KnowledgeBase) -> None:
    assert base.is_a("Militia", "Actor")
    assert base.is_a("Airport", "Place")
    assert not base.is_a("Militia", "Place")


def test_extra_file_adds_entities(tmp_path: Path) -> None:
    extra = tmp_path / "mine.ttl"
    extra.write_text(
        """@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/brigade> a kgb:Militia ; rdfs:label "لواء الوادي"@ar , "Valley Brigade"@en .
""",
        encoding="utf-8",
    )
    base = load_knowledge(extra=[extra])
    assert [match.surface for match in base.match("مقر للواء الوادي")] == ["لواء الوادي"]


def test_broken_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(KnowledgeFileError, match=r"KGB401 .*broken\.ttl"):
        load_knowledge(extra=[broken])


def test_affiliation_with_a_missing_end_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<https://example.org/a> a <https://w3id.org/kgbuild/ontology#Affiliation> .", encoding="utf-8")
    with pytest.raises(KnowledgeFileError, match="one relation, one member and one whole"):
        load_knowledge(extra=[broken])


def test_the_same_files_are_read_once_and_edited_ones_again(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(f'<x:one> a <{MILITIA}> ; <{LABEL}> "سرايا التجربة"@ar .')
    first = load_knowledge(extra=[own], gazetteer=None)
    assert load_knowledge(extra=[own], gazetteer=None) is first
    own.write_text(f'<x:two> a <{MILITIA}> ; <{LABEL}> "لواء التجربة"@ar .')
    again = load_knowledge(extra=[own], gazetteer=None)
    assert "x:one" in first
    assert "x:one" not in again
    assert "x:two" in again
