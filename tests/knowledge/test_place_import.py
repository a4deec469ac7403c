"""Lists of places become knowledge files: GeoNames dumps, CSV, GeoJSON."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgbuild.cli import main
from kgbuild.knowledge import KnowledgeBase, load_knowledge, resolve
from kgbuild.knowledge.gazetteer import PLACE

CSV = """name_ar,name_en,lat,lon,pcode,parent,population
#loc+name+ar,#loc+name+en,#geo+lat,#geo+lon,#loc+code,#adm1+name,#population
خربة الزعتر,Kharbat az-Zatar,32.95,36.18,SY120301,Daraa Governorate,1800
الوردة,al-Wardah,32.96,36.19,SY120302,SY120301,
درعا,Daraa,32.62,36.10,SY1200,,
"""


def dump_row(number: str, name: str, others: str, lat: str, lon: str, feature: str, admin1: str, people: str) -> str:
    kind, code = feature.split(".")
    cells = [number, name, name, others, lat, lon, kind, code, "SY", "", admin1, "", "", "", people, "", "", "Asia", ""]
    return "\t".join(cells)


DUMP = "\n".join(
    [
        dump_row("901", "Kharbat az Zatar", "خربة الزعتر,Kharba", "32.95", "36.18", "P.PPL", "06", "1800"),
        dump_row("902", "Jabal al Ward", "جبل الورد", "33.0", "36.3", "T.MT", "06", "0"),
        dump_row("903", "Nahr", "نهر الورد", "33.0", "36.3", "H.STM", "06", "0"),
        dump_row("904", "Nowhere", "", "33.0", "36.3", "P.PPL", "06", "0"),
        dump_row("905", "Bad", "تل السوء", "north", "36.3", "P.PPL", "06", "0"),
        "too\tshort",
    ]
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["gazetteer", "import", *map(str, arguments)])


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path) -> KnowledgeBase:
    return load_knowledge(extra=sorted(folder.glob("*.ttl")))


def test_csv(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    result = run(written(tmp_path, "villages.csv", CSV), "--country", "SY", "--knowledge", folder)
    assert result.exit_code == 0, result.output
    assert "2 places added, 1 known already, 0 without an Arabic name, 0 failed" in result.output
    base = loaded(folder)
    village, other = base.entity(PLACE + "pcode-sy120301"), base.entity(PLACE + "pcode-sy120302")
    assert (village.kind, village.population, village.parents) == ("Village", 1800, (PLACE + "daraa-governorate",))
    assert other.parents == (village.iri,)
    assert [name.needs_context for name in (village.names[0], other.names[0])] == [False, True]
    text = (folder / "villages.ttl").read_text(encoding="utf-8")
    assert 'skos:notation "SY120301"' in text
    assert 'skos:notation "SY1200"' in text
    assert 'dcterms:identifier "SY1200"' in text
    matches = base.match("قصفت قوات النظام قرية خربة الزعتر في ريف درعا")
    assert village.iri in [r.entity.iri for r in resolve(matches, base) if r.entity]


def test_an_import_repeated_writes_the_same(tmp_path: Path) -> None:
    source, folder = written(tmp_path, "villages.csv", CSV), tmp_path / "mine"
    run(source, "--country", "SY", "--knowledge", folder)
    first = (folder / "villages.ttl").read_bytes()
    run(source, "--country", "SY", "--knowledge", folder)
    assert (folder / "villages.ttl").read_bytes() == first


def test_columns_of_another_name(tmp_path: Path) -> None:
    table = "village;Y;X;code\n".replace(";", ",") + "خربة الزعتر,32.95,36.18,SY9\n"
    result = run(written(tmp_path, "v.csv", table), "--map", "name_ar=village,pcode=code", "-o", tmp_path / "out.ttl")
    assert result.exit_code == 0, result.output
    assert load_knowledge(extra=[tmp_path / "out.ttl"]).entity(PLACE + "pcode-sy9").country == PLACE + "syria"


@pytest.mark.parametrize("ending", ["txt", "zip"])
def test_geonames_dump(tmp_path: Path, ending: str) -> None:
    if ending == "zip":
        source = tmp_path / "SY.zip"
        with zipfile.ZipFile(source, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("SY.txt", DUMP)
    else:
        source = written(tmp_path, "SY.txt", DUMP)
    result = run(source, "-o", tmp_path / "out.ttl")
    assert result.exit_code == 1
    assert f"Failed: {source}:5: 'north', '36.3' are no coordinates" in result.output
    assert f"Failed: {source}:6: 2 columns instead of 19" in result.output
    assert "2 places added, 0 known already, 1 without an Arabic name, 2 failed" in result.output
    base = load_knowledge(extra=[tmp_path / "out.ttl"])
    assert base.entity(PLACE + "geonames-901").kind == "Village"
    assert base.entity(PLACE + "geonames-902").kind == "NaturalArea"
    assert "<https://www.geonames.org/901/>" in (tmp_path / "out.ttl").read_text(encoding="utf-8")


def test_geojson(tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [36.18, 32.95]},
            "properties": {"name:ar": "خربة الزعتر", "name": "Kharbat az-Zatar", "ADM4_PCODE": "SY120301"},
        },
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}, "properties": {"name:ar": "حقل"}},
        {"type": "Feature", "geometry": None, "properties": None},
    ]
    source = written(tmp_path, "v.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    result = run(source, "-o", tmp_path / "out.ttl")
    assert result.exit_code == 1
    assert f"Failed: {source}:2: a Polygon instead of a Point" in result.output
    village = load_knowledge(extra=[tmp_path / "out.ttl"]).entity(PLACE + "pcode-sy120301")
    assert (village.latitude, village.longitude) == (32.95, 36.18)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("خربة,,95,36,,", "95.0, 36.0 is no point on earth", id="off the earth"),
        pytest.param("خربة,,32,36,Atlantis,", "the country 'Atlantis' is not known", id="country"),
        pytest.param("خربة,,32,36,SY,Militia", "the class 'Militia' is no place of the ontology", id="class"),
        pytest.param("خربة,,32", "the row has not as many cells as there are columns", id="short"),
        pytest.param("خربة,,32,36,,", "no country is named", id="no country"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path: Path, row: str, reason: str) -> None:
    table = f"name_ar,name_en,lat,lon,country,kind\n{row}\nتل الزعتر الكبير,,33.4,36.4,Syria,Town\n"
    source = written(tmp_path, "v.csv", table)
    result = run(source, "-o", tmp_path / "out.ttl")
    assert result.exit_code == 1
    assert f"Failed: {source}:2: {reason}" in result.output
    assert "تل الزعتر الكبير" in (tmp_path / "out.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("a.csv", "lat,lon\n1,2\n", "no column for name_ar", id="no names"),
        pytest.param("a.csv", "name_ar\nx\n", "no column for lat, lon", id="no coordinates"),
        pytest.param("a.geojson", "{}", "it is no FeatureCollection", id="no collection"),
        pytest.param("a.geojson", "{", "KGB403", id="broken JSON"),
        pytest.param("a.zip", "x", "KGB403", id="broken archive"),
        pytest.param("a.doc", "x", "none of a list of places", id="ending"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, text: str, message: str) -> None:
    result = run(written(tmp_path, name, text), "-o", tmp_path / "out.ttl")
    assert result.exit_code == 1
    assert message in result.output
    assert not (tmp_path / "out.ttl").exists()


def test_an_unknown_field_is_wrong_usage(tmp_path: Path) -> None:
    result = run(written(tmp_path, "v.csv", CSV), "--map", "title=x")
    assert result.exit_code == 2
    assert "KGB216" in result.output
