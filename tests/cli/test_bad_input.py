"""Bad inputs: each is named with a reason and a remedy, and the rest of the batch is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgbuild.cli import main
from kgbuild.errors import KgbuildError

BAD = {
    # file → error code, words of the message
    "empty.txt": ("KGB203", "empty"),
    "blank.txt": ("KGB203", ""),
    "picture.txt": ("KGB204", "binary data"),
    "one-line.txt": ("KGB206", "larger"),
    "no-text.html": ("KGB207", ""),
    "keys.jsonl, record 0": ("KGB208", "text"),
    "keys.jsonl, record 1": ("KGB209", ""),
    "keys.jsonl, record 3": ("KGB208", "key 'text' holds null: give the report's text there"),
    "broken.json": ("KGB210", "Unterminated string: mend"),
    "no-column.csv": ("KGB211", "text"),
    "twice.jsonl, record 1": ("KGB213", "one"),
    "no-such-file.txt": ("KGB201", "no such"),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, texts) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("batch")
    reports = folder / "reports"
    reports.mkdir()
    latin = "Warplanes struck the town at dawn on Wednesday."
    for name, text in {"good.txt": texts.strike, "weather.txt": texts.weather, "latin.txt": latin}.items():
        (reports / name).write_text(text, encoding="utf-8")
    (reports / "windows.txt").write_bytes(texts.shelling.encode("cp1256"))
    (reports / "empty.txt").write_bytes(b"")
    (reports / "blank.txt").write_text(" \n\n\t\n")
    (reports / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (reports / "one-line.txt").write_bytes("قصف ".encode() * (50 * 2**20 // 7))
    (reports / "no-text.html").write_text("<html><head><title>x</title></head><body><script>1</script></body></html>")
    keys = [
        {"id": "a", "content": texts.strike},
        "only a string",
        {"id": "ok", "text": texts.strike, "published": "2018-10-11"},
        {"id": "null", "text": None},
    ]
    (reports / "keys.jsonl").write_text("".join(json.dumps(record) + "\n" for record in keys), encoding="utf-8")
    (reports / "broken.json").write_text('{"id": "b", "text": "' + texts.strike[:40], encoding="utf-8")
    (reports / "no-column.csv").write_text("id,body\n1,x\n", encoding="utf-8")
    twice = [{"id": "one", "text": texts.strike}, {"id": "one", "text": texts.shelling}]
    (reports / "twice.jsonl").write_text("".join(json.dumps(record) + "\n" for record in twice), encoding="utf-8")
    paths = [str(reports), str(reports / "no-such-file.txt")]
    return folder, CliRunner().invoke(main, ["ingest", *paths, "--store", str(folder / "store")])


def test_a_batch_with_failures_ends_with_1(batch: tuple[Path, Result]) -> None:
    _, result = batch
    assert result.exit_code == 1
    assert f"{len(BAD)} failed" in result.stdout, result.output


@pytest.mark.parametrize("name", BAD)
def test_each_failure_names_file_reason_and_remedy(batch: tuple[Path, Result], name: str) -> None:
    folder, result = batch
    code, words = BAD[name]
    start = f"Failed: {folder / 'reports' / name}"
    [line] = [line for line in result.stderr.splitlines() if line.startswith((start + ":", start + ","))]
    assert f" {code} " in line
    assert words in line
    remedies = {kind.remedy for kind in _subclasses(KgbuildError) if kind.code == code}
    assert any(line.endswith(remedy) for remedy in remedies) or line.count(": ") >= 3, line


def test_the_rest_of_the_batch_is_stored(batch: tuple[Path, Result]) -> None:
    folder, _ = batch
    query = "SELECT ?id { ?d a kgb:Document ; dcterms:identifier ?id } ORDER BY ?id"
    result = CliRunner().invoke(main, ["sparql", query, "--store", str(folder / "store")])
    assert result.stdout.split() == ["id", "good.txt", "latin.txt", "ok", "one", "weather.txt", "windows.txt"]


@pytest.mark.parametrize("document", ["weather.txt", "latin.txt"])
def test_a_text_with_nothing_to_find_is_stored_without_claims(batch: tuple[Path, Result], document: str) -> None:
    folder, _ = batch
    query = f'ASK {{ ?c a kgb:EventClaim ; kgb:fromDocument/dcterms:identifier "{document}" }}'
    result = CliRunner().invoke(main, ["sparql", query, "--store", str(folder / "store")])
    assert result.stdout.strip() == "false"


def test_a_text_without_arabic_is_said_to_be_one(batch: tuple[Path, Result]) -> None:
    _, result = batch
    notes = [line for line in result.stderr.splitlines() if "no Arabic" in line]
    assert [("latin.txt: there is no Arabic in it" in note) for note in notes] == [True]


def test_a_windows_1256_file_is_read_as_what_it_says(batch: tuple[Path, Result], texts) -> None:
    folder, _ = batch
    query = 'SELECT ?t { ?d dcterms:identifier "windows.txt" ; kgb:text ?t }'
    result = CliRunner().invoke(main, ["sparql", query, "--store", str(folder / "store"), "--format", "jsonl"])
    assert json.loads(result.stdout)["t"] == texts.shelling


def test_a_bad_mapping_is_wrong_usage_before_anything_is_stored(kgbuild) -> None:
    result = kgbuild("ingest", "--map", "txt=content", ".")
    assert "KGB216" in result.stderr
    assert result.exit_code == 2
    assert not Path("kgbuild-store").exists()


def test_a_day_that_is_none_is_wrong_usage(kgbuild) -> None:
    result = kgbuild("ingest", "--published", "2018-02-30", ".")
    assert result.exit_code == 2
    assert "2018-02-30" in result.stderr


def _subclasses(kind: type[KgbuildError]) -> list[type[KgbuildError]]:
    return [kind, *(found for sub in kind.__subclasses__() for found in _subclasses(sub))]


def test_a_person_learns_which_files_of_a_folder_were_not_read(kgbuild, tmp_path: Path, texts) -> None:
    (tmp_path / "reports").mkdir()
    for name in ("strike.txt", "shelling.docx", "map.pdf", "README.md"):
        (tmp_path / "reports" / name).write_text(texts.strike, encoding="utf-8")
    result = kgbuild("ingest", "reports", "--published", "2018-10-11")
    assert result.exit_code == 0
    [line] = [line for line in result.stderr.splitlines() if "not read" in line]
    assert "reports/map.pdf" in line
    assert "reports/shelling.docx" in line
    assert "README" not in line


def test_metadata_without_its_columns_says_which_it_needs(kgbuild, tmp_path: Path, texts) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "strike.txt").write_text(texts.strike, encoding="utf-8")
    (tmp_path / "reports" / "metadata.csv").write_text("name,day\nstrike.txt,2018-10-11\n", encoding="utf-8")
    result = kgbuild("ingest", "reports")
    assert result.exit_code == 1
    assert "reports/metadata.csv: KGB211" in result.stderr
    assert "file,published,source,url" in result.stderr
    assert "--map" not in result.stderr
