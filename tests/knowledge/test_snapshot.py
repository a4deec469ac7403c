"""Knowledge that comes from a snapshot is the same, and nothing fails because of one."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.errors import KnowledgeFileError
from kgbuild.knowledge import Affiliation, Entity, KnowledgeBase, Name, Role, load_knowledge
from kgbuild.knowledge.gazetteer import with_gazetteer
from kgbuild.knowledge.plain_rows import RestoredEntities, affiliation_rows, affiliations, entity_rows
from kgbuild.knowledge.snapshot import CACHE, SnapshotFile
from kgbuild.knowledge.turtle import read_turtle
from kgbuild.resources import ontology_folder

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TEXTS = {
    **{path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))},
    "one letter different": "وصلت التعزيزات إلى مدينة بورسوادن وقاعدة إنغرليك",
    "synonym": "قالت مصادر محلية في دمشق إن قوات الجيش تقدمت وإن رجال الأمن انسحبوا",
    "particles": "ودخل مقاتلون من الحرس الثوري وللحشد الشعبي إلى البوكمال فالميادين",
}
NAMES = ("deir ezzor", "Homs", "الميادين", "الرقة", "فيلق القدس", "Hezbollah", "al-Bab", "PKK", "no such name")
WORDS = ("الإيرانيين", "سورية", "الروسي", "تركيان", "قديم")

ONTOLOGY = """@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kgb:Militia rdfs:subClassOf kgb:ArmedGroup . kgb:ArmedGroup rdfs:subClassOf kgb:Actor .
"""
ACTORS = """@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<x:one> a kgb:Militia ; rdfs:label "سرايا التجربة"@ar , "Trial Companies"@en ; kgb:genericName "الجيش"@ar ;
    kgb:activeFrom "2011-03-01T00:00:00"^^xsd:dateTime .
<x:two> a kgb:Militia ; rdfs:label "لواء المثال"@ar , "Example Brigade"@en .
<x:link> a kgb:Affiliation ; rdfs:label "المثال والتجربة"@ar ; kgb:relation kgb:subordinateTo ; kgb:member <x:two> ;
    kgb:whole <x:one> ; kgb:from "2012-01-01T00:00:00"^^xsd:dateTime .
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(CACHE, str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small ontology with two actors."""
    root = tmp_path / "ontology"
    (root / "actors").mkdir(parents=True)
    (root / "kgbuild.ttl").write_text(ONTOLOGY, encoding="utf-8")
    (root / "actors" / "some.ttl").write_text(ACTORS, encoding="utf-8")
    return root


@pytest.fixture
def load(folder: Path) -> Callable[[], KnowledgeBase]:
    """Load the small ontology as another process would: its files are touched, and not changed."""
    seconds = count(1)

    def loaded() -> KnowledgeBase:
        for path in folder.rglob("*.ttl"):
            os.utime(path, (next(seconds),) * 2)
        return load_knowledge(folder, gazetteer=None)

    return loaded


def came_from_snapshot(base: KnowledgeBase) -> bool:
    return isinstance(base.snapshot().entities, RestoredEntities)


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.exists() else []


def told(base: KnowledgeBase) -> tuple[object, ...]:
    found = [base.match(text) for text in ("قائد لواء المثال", "مقر لسرايا التجربة", "قوات الجيش")]
    return base.entities, base.affiliations, base.is_a("Militia", "Actor"), base.ancestors("x:two"), found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[KnowledgeBase, KnowledgeBase]:
    """All knowledge that comes with kgbuild, from its files and from their snapshot."""
    root, empty = ontology_folder(), tmp_path_factory.mktemp("both")
    files = [*sorted((root / "actors").glob("*.ttl")), *sorted((root / "places").glob("*.ttl"))]
    base = KnowledgeBase(with_gazetteer(read_turtle(files, root / "kgbuild.ttl")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE, str(empty))
        file = SnapshotFile([("entities", files[0])])
        file.write(base.snapshot())
        snapshot = file.read()
    assert snapshot is not None
    return base, KnowledgeBase.restored(snapshot)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_same_names_are_found(both: tuple[KnowledgeBase, KnowledgeBase], text: str) -> None:
    from_files, restored = both
    assert from_files.match(text) == restored.match(text) != []


@pytest.mark.parametrize("name", NAMES)
def test_the_same_entities_bear_a_name(both: tuple[KnowledgeBase, KnowledgeBase], name: str) -> None:
    from_files, restored = both
    assert from_files.find(name) == restored.find(name)
    assert from_files.find(name, ("Place",)) == restored.find(name, ("Place",))


@pytest.mark.parametrize("word", WORDS)
def test_an_adjective_means_the_same_state(both: tuple[KnowledgeBase, KnowledgeBase], word: str) -> None:
    from_files, restored = both
    assert from_files.demonym(word) == restored.demonym(word)


def test_entities_affiliations_and_classes_are_the_same(both: tuple[KnowledgeBase, KnowledgeBase]) -> None:
    from_files, restored = both
    assert from_files.entities == restored.entities
    assert from_files.affiliations == restored.affiliations
    assert from_files.snapshot().superclasses == restored.snapshot().superclasses
    assert from_files.snapshot().demonyms == restored.snapshot().demonyms


def test_an_entity_is_made_once(both: tuple[KnowledgeBase, KnowledgeBase]) -> None:
    _, restored = both
    iri = restored.find("Homs")[0].iri
    (match,) = restored.match("في مدينة حمص")
    assert restored.entity(iri) is restored.entity(iri)
    assert any(candidate.entity is restored.entity(candidate.entity.iri) for candidate in match.candidates)
    assert iri in restored
    assert "x:unknown" not in restored
    with pytest.raises(KeyError):
        restored.entity("x:unknown")


days = st.none() | st.dates()
texts = st.text(max_size=8)
entities = st.builds(
    Entity,
    texts,
    texts,
    st.lists(st.builds(Name, texts, texts, st.sampled_from(get_args(Role)), st.booleans()), max_size=3).map(tuple),
    st.none() | texts,
    st.lists(texts, max_size=2).map(tuple),
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.none() | st.integers(0, 10**6),
    st.lists(texts, max_size=2).map(tuple),
    days,
    days,
    st.none() | st.integers(0, 10**9),
    st.booleans(),
)
links = st.builds(Affiliation, texts, texts, texts, texts, days, days, st.none() | texts)


@given(st.lists(entities, max_size=4, unique_by=lambda entity: entity.iri), st.lists(links, max_size=3))
def test_rows_give_back_what_they_were_made_of(some: list[Entity], standing: list[Affiliation]) -> None:
    rows = marshal.loads(marshal.dumps((entity_rows(some), affiliation_rows(standing))))
    assert list(RestoredEntities(rows[0]).values()) == some
    assert affiliations(rows[1]) == tuple(standing)


def test_the_second_load_comes_from_the_snapshot(cache: Path, load: Callable[[], KnowledgeBase]) -> None:
    first, second = load(), load()
    assert [came_from_snapshot(base) for base in (first, second)] == [False, True]
    assert len(kept(cache)) == 1
    assert told(first) == told(second)
    assert second.entity("x:one").active_from == date(2011, 3, 1)


@pytest.mark.parametrize("name", ["actors/some.ttl", "kgbuild.ttl"])
def test_a_changed_file_has_another_snapshot(
    cache: Path, folder: Path, load: Callable[[], KnowledgeBase], name: str
) -> None:
    load()
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write('<x:three> a kgb:Militia ; rdfs:label "كتائب الدليل"@ar .\n')
    changed = load()
    assert not came_from_snapshot(changed)
    assert ("x:three" in changed) == (name == "actors/some.ttl")
    assert len(kept(cache)) == 2


def test_another_use_of_a_file_has_another_snapshot(cache: Path, folder: Path) -> None:
    one, other = ("entities", folder / "kgbuild.ttl"), ("gazetteer", folder / "actors" / "some.ttl")
    paths = {SnapshotFile(sources).path for sources in ([one], [other], [one, other], [other, one])}
    assert len(paths) == 4
    assert SnapshotFile([one]).path == SnapshotFile([one]).path


def test_a_file_that_changes_while_it_is_read_leaves_no_snapshot(
    cache: Path, folder: Path, load: Callable[[], KnowledgeBase]
) -> None:
    own = folder / "own.ttl"
    own.write_text("# before", encoding="utf-8")
    file = SnapshotFile([("entities", own)])
    own.write_text("# after", encoding="utf-8")
    base = load()
    before = kept(cache)
    file.write(base.snapshot())
    assert kept(cache) == before


def signed(path: Path, payload: bytes) -> bytes:
    """A file as kgbuild would write it."""
    digest = bytes.fromhex(path.stem.removeprefix("knowledge-"))
    return b"kgbuild knowledge\n" + blake2b(payload, digest_size=32, key=digest).digest() + payload


def edited(content: bytes, part: int, row: int | None, place: int, value: object) -> bytes:
    """The payload of a file with another value in one row of one of its parts."""
    parts = list(marshal.loads(content[50:]))
    rows = list(parts[part])
    values = list(rows[row or 0])
    values[place] = value
    rows[row or 0] = tuple(values)
    parts[part] = tuple(rows)
    return marshal.dumps(tuple(parts))


ENTITIES, LINKS, EXACT, NEAR, DEMONYMS = 0, 1, 3, 4, 5
DAMAGED: dict[str, Callable[[Path, bytes], bytes]] = {
    "empty": lambda path, content: b"",
    "only a head": lambda path, content: content[:50],
    "cut off": lambda path, content: content[:-20],
    "longer": lambda path, content: content + b"\0",
    "a byte of the content": lambda path, content: content[:200] + bytes([content[200] ^ 1]) + content[201:],
    "a byte of the checksum": lambda path, content: content[:30] + bytes([content[30] ^ 1]) + content[31:],
    "another format": lambda path, content: b"kgbuild knowledge?" + content[18:],
    "of another name": lambda path, content: signed(path.with_stem(f"knowledge-{'0' * 64}"), content[50:]),
    "no marshal": lambda path, content: signed(path, b"not marshalled"),
    "cut off and signed": lambda path, content: signed(path, content[50:-20]),
    "nothing": lambda path, content: signed(path, marshal.dumps(None)),
    "code": lambda path, content: signed(path, marshal.dumps(compile("1 / 0", "none", "exec"))),
    "code inside": lambda path, content: signed(
        path, edited(content, ENTITIES, 0, 1, compile("1 / 0", "none", "exec"))
    ),
    "too few parts": lambda path, content: signed(path, marshal.dumps(marshal.loads(content[50:])[:-1])),
    "a row too short": lambda path, content: signed(path, marshal.dumps(((("x:one",),), (), {}, (), (), {}))),
    "no tuple of rows": lambda path, content: signed(path, marshal.dumps(([], [], {}, [], [], {}))),
    "a number for a class": lambda path, content: signed(path, edited(content, ENTITIES, 0, 1, 1)),
    "a text for names": lambda path, content: signed(path, edited(content, ENTITIES, 0, 2, "سر")),
    "names without roles": lambda path, content: signed(path, edited(content, ENTITIES, 0, 3, ())),
    "no such role": lambda path, content: signed(path, edited(content, ENTITIES, 1, 3, (("ar", "title", False),) * 2)),
    "no such day": lambda path, content: signed(path, edited(content, ENTITIES, 0, 10, -5)),
    "a link without an end": lambda path, content: signed(path, edited(content, LINKS, 0, 3, None)),
    "a name of nobody": lambda path, content: signed(path, edited(content, EXACT, 0, 3, (("x:no", 0, ""),))),
    "no such name": lambda path, content: signed(path, edited(content, EXACT, 0, 3, (("x:one", 9, ""),))),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_snapshot_is_replaced(
    cache: Path, load: Callable[[], KnowledgeBase], damage: Callable[[Path, bytes], bytes]
) -> None:
    first = load()
    (path,) = kept(cache)
    good = path.read_bytes()
    path.write_bytes(damage(path, good))
    assert path.read_bytes() != good
    again = load()
    assert not came_from_snapshot(again)
    assert told(again) == told(first)
    assert kept(cache) == [path]
    assert came_from_snapshot(load())


def test_the_test_of_damage_signs_as_kgbuild_does(cache: Path, load: Callable[[], KnowledgeBase]) -> None:
    load()
    (path,) = kept(cache)
    good = path.read_bytes()
    path.write_bytes(signed(path, edited(good, ENTITIES, 0, 1, "OtherKind")))
    assert load().entity("x:one").kind == "OtherKind"


def test_an_empty_value_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[[], KnowledgeBase]
) -> None:
    monkeypatch.setenv(CACHE, "")
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert not came_from_snapshot(load())
    assert not came_from_snapshot(load())
    assert [path.name for path in tmp_path.iterdir()] == ["ontology"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders for it")
def test_without_the_variable_the_folder_of_the_user_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[[], KnowledgeBase]
) -> None:
    monkeypatch.delenv(CACHE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    load()
    assert came_from_snapshot(load())
    assert len(kept(tmp_path / "home" / "kgbuild")) == 1


def test_a_folder_that_cannot_be_made_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[[], KnowledgeBase]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(CACHE, str(tmp_path / "file" / "cache"))
    assert told(load()) == told(load())


def test_a_snapshot_that_cannot_be_read_or_replaced_does_not_matter(
    cache: Path, load: Callable[[], KnowledgeBase]
) -> None:
    first = load()
    (path,) = kept(cache)
    path.unlink()
    path.mkdir()
    (path / "something").touch()
    assert told(load()) == told(first)
    assert kept(cache) == [path]


def test_only_the_last_ones_used_stay(cache: Path, folder: Path, load: Callable[[], KnowledgeBase]) -> None:
    base = load()
    (first,) = kept(cache)
    own = folder / "own.ttl"
    for number in range(8):
        own.write_text(f"# {number}", encoding="utf-8")
        for age, path in enumerate(sorted(kept(cache), key=lambda path: path.stat().st_mtime)):
            os.utime(path, (1000 + age,) * 2)
        assert came_from_snapshot(load())  # it has been used just now
        SnapshotFile([("entities", own)]).write(base.snapshot())
    assert len(kept(cache)) == 6
    assert first in kept(cache)


def test_a_bad_file_is_told_with_a_snapshot_as_without(
    cache: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .", encoding="utf-8")
    messages = []
    for value in (str(cache), str(cache), ""):
        monkeypatch.setenv(CACHE, value)
        for extra in ([broken], [tmp_path / "missing.ttl"]):
            with pytest.raises(KnowledgeFileError) as raised:
                load_knowledge(folder, extra, gazetteer=None)
            messages.append(str(raised.value))
    assert messages[:2] == messages[2:4] == messages[4:]
    assert kept(cache) == []


def test_processes_at_once_do_not_hinder_each_other(cache: Path, folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kgbuild.knowledge import load_knowledge\n"
        "print(len(load_knowledge(Path(sys.argv[1]), gazetteer=None).entities))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [process.communicate() for process in running] == [("2\n", "")] * 3
    assert len(kept(cache)) == 1
