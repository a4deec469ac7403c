"""The places of the gazetteer: what is taken, what is merged, and when a name means one."""

from __future__ import annotations

import lzma
from dataclasses import replace
from pathlib import Path

import pytest

from kgbuild.errors import KnowledgeFileError
from kgbuild.knowledge import Entity, KnowledgeBase, load_knowledge, resolve
from kgbuild.knowledge.gazetteer import COLUMNS, GAZETTEER, LISTED, PLACE, read_gazetteer, with_gazetteer
from kgbuild.knowledge.place_names import arabic_names, is_risky
from kgbuild.knowledge.turtle import KnowledgeData, read_turtle
from kgbuild.resources import ontology_folder

ROWS = {
    "1": "1\tsyria\tdaraa-governorate\t32.90\t36.20\t2000\tKharbat an Nahl\tخربة النحل",
    "2": "2\tsyria\tdaraa-governorate\t32.91\t36.21\t0\tAs Sahabah\t~السحابة",
    "3": "3\tsyria\thoms-governorate\t34.60\t36.60\t0\tTall al Qamh\tتل القمح",
    "4": "4\tsyria\tdaraa-governorate\t32.63\t36.11\t97969\tDar'a\tدرعا|درعـا البلد",
    "5": "5\tiran\t\t32.0\t52.0\t400000\tShahrabad\tشهرباد",
    "6": "6\tsyria\t\t32.0\t36.0\t0\tHezbollah\tحزب الله",
    "7": "7\tatlantis\t\t32.0\t36.0\t0\tAtlantis\tأطلنطس",
    "8": "8\tsyria\tno-such-governorate\t35.0\t38.0\t9000\tWadi al Ward\tوادي الورد",
    "9": "9\tsyria\taleppo-governorate\t36.40\t37.60\t0\tTall al Qamh\tتل القمح",
}


@pytest.fixture(scope="module")
def files() -> KnowledgeData:
    root = ontology_folder()
    turtle = [*sorted((root / "actors").glob("*.ttl")), *sorted((root / "places").glob("*.ttl"))]
    return read_turtle(turtle, root / "kgbuild.ttl")


@pytest.fixture
def small(files: KnowledgeData, tmp_path: Path) -> KnowledgeBase:
    path = tmp_path / "gazetteer.tsv.xz"
    path.write_bytes(lzma.compress("\n".join(["# note", "\t".join(COLUMNS), *ROWS.values()]).encode()))
    return KnowledgeBase(with_gazetteer(files, path))


def place(base: KnowledgeBase, number: str) -> Entity:
    return base.entity(LISTED + number)


def found(base: KnowledgeBase, text: str) -> list[str]:
    resolved = resolve(base.match(text), base)
    return [r.entity.iri.removeprefix(PLACE) for r in resolved if r.entity is not None and r.entity.listed]


def test_a_place_of_the_list_is_an_entity_as_others(small: KnowledgeBase) -> None:
    village = place(small, "1")
    assert village == Entity(
        LISTED + "1",
        "Village",
        village.names,
        PLACE + "syria",
        (PLACE + "daraa-governorate",),
        32.90,
        36.20,
        5000,
        population=2000,
        listed=True,
    )
    assert (village.label("ar"), village.label("en")) == ("خربة النحل", "Kharbat an Nahl")
    assert small.within(village.iri, PLACE + "syria")


def test_a_curated_place_is_not_doubled_and_gains_what_it_lacks(files: KnowledgeData, small: KnowledgeBase) -> None:
    assert LISTED + "4" not in small
    before = next(entity for entity in files.entities if entity.iri == PLACE + "daraa")
    after = small.entity(PLACE + "daraa")
    assert (before.population, after.population) == (None, 97969)
    assert replace(after, names=before.names, population=None) == before


@pytest.mark.parametrize(
    "number", [pytest.param("6", id="name of an actor"), pytest.param("7", id="country that is not curated")]
)
def test_what_is_left_out(small: KnowledgeBase, number: str) -> None:
    assert LISTED + number not in small


def test_an_area_that_is_not_curated_gives_way_to_the_country(small: KnowledgeBase) -> None:
    assert place(small, "8").parents == (PLACE + "syria",)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("قصفت قوات النظام قرية خربة النحل في ريف درعا", ["geonames-1"], id="kind word and governorate"),
        pytest.param("قصفت قوات النظام خربة النحل في ريف درعا", ["geonames-1"], id="near place"),
        pytest.param("وصل وفد إلى خربة النحل مساء اليوم", [], id="nothing speaks of the country"),
        pytest.param("اندلعت معارك في صنعاء، وقتل محمد خربة النحل", [], id="article on another country"),
        pytest.param(
            "قصفت قوات النظام بلدة السحابة في ريف درعا", ["geonames-2"], id="common word behind its kind word"
        ),
        pytest.param("غطت السحابة قوات النظام في ريف درعا", [], id="common word"),
        pytest.param("بدت في السحابة آثار قصف قوات النظام على درعا", [], id="common word behind a preposition"),
        pytest.param("قصفت قوات النظام تل القمح في ريف حلب", ["geonames-9"], id="of two of one name the near one"),
        pytest.param("قصفت قوات النظام بلدة تل القمح في سوريا", [], id="of two of one name none"),
        pytest.param("قصفت قوات النظام قرية وادي الورد في ريف حلب", [], id="places around lie in another governorate"),
        pytest.param("وقع انفجار في مدينة شهرباد", ["geonames-5"], id="large city"),
        pytest.param("شارع خربة النحل في درعا", [], id="street called after it"),
    ],
)
def test_which_names_mean_a_place_of_the_list(small: KnowledgeBase, text: str, places: list[str]) -> None:
    assert found(small, text) == places


def test_a_place_of_the_list_is_no_evidence_of_the_country(small: KnowledgeBase) -> None:
    """A bare village name would speak for itself otherwise."""
    assert found(small, "قال شهود من خربة النحل وتل القمح ووادي الورد إن الطقس جميل") == []


def test_curated_places_are_found_first_by_name(small: KnowledgeBase) -> None:
    assert [entity.iri for entity in small.find("خربة النحل")] == [LISTED + "1"]
    assert all(not entity.listed for entity in small.find("درعا"))


def test_the_gazetteer_that_comes_with_kgbuild() -> None:
    listed = read_gazetteer()
    assert len(listed) > 5000
    assert len({entity.iri for entity in listed}) == len(listed)
    assert all(entity.label("ar") and entity.label("en") for entity in listed)
    assert GAZETTEER.stat().st_size < 1_000_000


def test_the_file_says_where_it_comes_from() -> None:
    head = lzma.decompress(GAZETTEER.read_bytes()).decode().partition("\nid\t")[0]
    assert "https://www.geonames.org/" in head
    assert "creativecommons.org/licenses/by/4.0/" in head


def test_without_the_gazetteer() -> None:
    assert [entity for entity in load_knowledge(gazetteer=None).entities if entity.listed] == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"no archive", id="damaged"),
        pytest.param(lzma.compress(b"a\tb\n"), id="other columns"),
        pytest.param(lzma.compress(("\t".join(COLUMNS) + "\n1\tsyria\n").encode()), id="short row"),
    ],
)
def test_a_broken_gazetteer_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.tsv.xz"
    path.write_bytes(content)
    with pytest.raises(KnowledgeFileError, match=r"KGB401 .*broken\.tsv\.xz"):
        load_knowledge(gazetteer=path)


@pytest.mark.parametrize(
    ("names", "english", "cleaned"),
    [
        pytest.param(["ناحية عتبة"], "Nahiyat Atbah", ["عتبة"], id="kind word"),
        pytest.param(["محافظة حلب", "حلب"], "Aleppo", ["حلب"], id="area"),
        pytest.param(["قریة کفرنبل"], "Kafr Nabl", ["كفرنبل"], id="Persian letters"),
        pytest.param(["زحله، لبنان", "Zahle"], "Zahle", ["زحله"], id="country behind a comma"),
        pytest.param(["كفر كنا\u200e", "کفر کنا"], "Kafr Kanna", ["كفر كنا"], id="direction mark"),
    ],
)
def test_names_are_cleaned(names: list[str], english: str, cleaned: list[str]) -> None:
    assert arabic_names(names, english) == cleaned


def test_risky_names() -> None:
    assert is_risky("النصر")
    assert not is_risky("تل النصر")
