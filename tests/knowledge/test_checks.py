"""Files of a user's own actors and places: what is refused, and where the message points."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.knowledge import KnowledgeBase, check_files, load_knowledge

HEAD = """@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix actor: <https://w3id.org/kgbuild/id/actor/> .
@prefix place: <https://w3id.org/kgbuild/id/place/> .
@prefix affiliation: <https://w3id.org/kgbuild/id/affiliation/> .
"""
GOOD = """actor:sunbula a kgb:Militia ;
    rdfs:label "كتائب سنبلة الجنوب"@ar , "Sunbulat al-Janub Battalions"@en ;
    kgb:country place:syria .
"""


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge()


def problems(base: KnowledgeBase, folder: Path, turtle: str) -> list[str]:
    file = folder / "mine.ttl"
    file.write_text(HEAD + turtle, encoding="utf-8")
    return [str(problem).removeprefix(f"{file}:") for problem in check_files([file], base)]


def test_a_good_file(base: KnowledgeBase, tmp_path: Path) -> None:
    assert problems(base, tmp_path, GOOD) == []


def test_another_name_of_something_known(base: KnowledgeBase, tmp_path: Path) -> None:
    assert problems(base, tmp_path, 'actor:fatemiyoun-brigade skos:altLabel "فيلق الفاطميين"@ar .\n') == []


@pytest.mark.parametrize(
    ("turtle", "line", "told"),
    [
        ('actor:a a kgb:Militia ;\n  rdfs:label "كتيبة النخلة"@ar  "Nakhla"@en .\n', 8, "is no Turtle"),
        (GOOD.replace("kgb:Militia", "kgb:Milita"), 7, "kgb:Milita is no class of actors or places"),
        (GOOD.replace("kgb:Militia", "kgb:AirStrike"), 7, "kgb:AirStrike is no class of actors or places"),
        (GOOD.replace(' , "Sunbulat al-Janub Battalions"@en', ""), 7, "has no rdfs:label in English"),
        (GOOD.replace("كتائب سنبلة الجنوب", "Sunbula"), 8, "is not in Arabic letters"),
        (GOOD.replace("كتائب سنبلة الجنوب", "الميدان"), 8, "a common word"),
        (GOOD.replace("place:syria", "place:syrria"), 9, "place/syrria, which nothing describes"),
        (GOOD.replace("كتائب سنبلة الجنوب", "لواء فاطميون").replace("syria", "iran"), 8, "is that of actor/fatemiyoun"),
    ],
)
def test_a_wrong_file(base: KnowledgeBase, tmp_path: Path, turtle: str, line: int, told: str) -> None:
    (message,) = problems(base, tmp_path, turtle)
    assert message.startswith(f"{line}: ")
    assert told in message


def test_a_common_word_may_be_a_name_that_needs_context(base: KnowledgeBase, tmp_path: Path) -> None:
    village = 'place:midan a kgb:Village ; rdfs:label "الميدان"@ar , "al-Midan"@en ; kgb:ambiguousName "الميدان"@ar .\n'
    assert problems(base, tmp_path, village) == []


def test_a_cycle(base: KnowledgeBase, tmp_path: Path) -> None:
    turtle = """place:a a kgb:Village ; rdfs:label "كفر سرو"@ar , "Kafr Sarw"@en ; kgb:locatedIn place:b .
place:b a kgb:District ; rdfs:label "ناحية كفر سرو"@ar , "Kafr Sarw District"@en ; kgb:locatedIn place:a .
"""
    found = problems(base, tmp_path, turtle)
    assert found == [
        "7: place/a is above itself: place/a > place/b > place/a",
        "8: place/b is above itself: place/b > place/a > place/b",
    ]


def test_nothing_is_said_twice_where_a_file_is_no_text(base: KnowledgeBase, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_bytes(b"\xff\xfe\x00")
    (problem,) = check_files([file], base)
    assert "cannot be read" in problem.message
