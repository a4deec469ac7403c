"""A trained model as a folder: the same from the same articles, whole or refused, usable from anywhere, packaged."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgbuild.cli import main
from kgbuild.errors import (
    MissingExtraError,
    ModelFolderError,
    ModelOutputError,
    ModelVersionError,
    TrainingFileError,
    UsageError,
)
from kgbuild.extraction.pipeline import extract, load_pipeline
from kgbuild.extraction.weights import load_weights
from kgbuild.learning import model as module
from kgbuild.learning.markup import load_articles
from kgbuild.learning.model import EncoderChoice, article_files, data_statement, train_model
from kgbuild.learning.packaging import package_model

STRIKE = "قصفت طائرات حربية روسية صباح اليوم الأحد بلدة هجين في ريف دير الزور، ما أدى إلى مقتل ثلاثة مدنيين."


def kgbuild(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="kgbuild")


@pytest.fixture
def copied(weights_model: Path, tmp_path: Path) -> Path:
    """A model that a test may break."""
    return Path(shutil.copytree(weights_model, tmp_path / "copied"))


def test_the_same_articles_give_the_same_files(weights_model: Path, articles: list[Path], tmp_path: Path) -> None:
    again = tmp_path / weights_model.name
    train_model(list(reversed(articles)), again, None, lambda line: None)
    assert {path.name for path in again.iterdir()} == {"selection.tsv", "config.cfg", "meta.json"}
    for path in again.iterdir():
        assert path.read_bytes() == (weights_model / path.name).read_bytes(), path.name


def test_the_model_says_what_it_is_made_of(weights_model: Path, articles: list[Path]) -> None:
    meta = json.loads((weights_model / "meta.json").read_text(encoding="utf-8"))
    own = meta["kgbuild"]
    assert (meta["lang"], meta["name"], own["encoder"], own["data"]["articles"]) == ("ar", "small", None, len(articles))
    assert own["files"]["selection.tsv"]["bytes"] == (weights_model / "selection.tsv").stat().st_size
    assert str(weights_model.parent) not in json.dumps(meta)
    assert own["data"]["events"] == sum(own["data"]["factuality"].values())


def test_a_folder_is_used_from_anywhere(weights_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for config in (weights_model, weights_model / "config.cfg"):
        nlp = load_pipeline(config)
        assert nlp.meta["name"] == "small"
        assert nlp.get_pipe("selection").weights is load_weights(weights_model / "selection.tsv")
    monkeypatch.chdir(weights_model.parent)
    resting_on_an_encoder = ("finding", "filling")
    whole = [name for name in load_pipeline("default").pipe_names if name not in resting_on_an_encoder]
    assert load_pipeline("small").pipe_names == whole


def test_a_model_that_moves_reads_nothing_anew(copied: Path, tmp_path: Path) -> None:
    (tmp_path / "strike.txt").write_text(STRIKE, encoding="utf-8")
    arguments = (
        "ingest",
        tmp_path / "strike.txt",
        "--published",
        "2018-10-14",
        "--store",
        tmp_path / "store",
        "--config",
    )
    assert "1 added" in kgbuild(*arguments, copied).output
    moved = copied.rename(tmp_path / "moved")
    assert "1 unchanged" in kgbuild(*arguments, moved).output
    with (moved / "config.cfg").open("a", encoding="utf-8") as config:
        config.write("\n[components.selection.add]\nplaces = 0.99\n")
    assert "1 replaced" in kgbuild(*arguments, moved).output


def test_claims_name_the_model(weights_model: Path) -> None:
    from kgbuild.documents import segment
    from kgbuild.documents.document import Document

    given = Document("a.txt", STRIKE, "a.txt", "0")
    [report] = extract([(given, segment(given))], load_pipeline(weights_model))
    assert {claim.extractor.partition("/")[0] for claim in report.claims} <= {"kgbuild-small"}


def _missing(folder: Path) -> None:
    (folder / "selection.tsv").unlink()


def _cut_short(folder: Path) -> None:
    data = (folder / "selection.tsv").read_bytes()
    (folder / "selection.tsv").write_bytes(data[: len(data) // 2])


def _no_json(folder: Path) -> None:
    (folder / "meta.json").write_text('{"kgbuild": {', encoding="utf-8")


def _half_told(folder: Path) -> None:
    (folder / "meta.json").write_text('{"name": "x", "kgbuild": {"version": "0.1.0", "format": 1}}', encoding="utf-8")


def _no_config(folder: Path) -> None:
    (folder / "config.cfg").unlink()


def _of_another_version(folder: Path) -> None:
    told = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    told["kgbuild"]["version"] = "9.9.0"
    (folder / "meta.json").write_text(json.dumps(told), encoding="utf-8")


def _of_another_form(folder: Path) -> None:
    told = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    told["kgbuild"]["format"] = 99
    (folder / "meta.json").write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "error", "named"),
    [
        (_missing, ModelFolderError, "selection.tsv is missing"),
        (_cut_short, ModelFolderError, "selection.tsv: it has"),
        (_no_json, ModelFolderError, "meta.json: it cannot be read"),
        (_half_told, ModelFolderError, "meta.json: it cannot be read"),
        (_no_config, ModelFolderError, "config.cfg missing"),
        (_of_another_version, ModelVersionError, "kgbuild 9.9.0 made this model"),
        (_of_another_form, ModelVersionError, "made this model"),
    ],
    ids=["missing", "truncated", "no JSON", "half told", "no configuration", "another version", "another form"],
)
def test_a_model_that_is_not_whole_is_refused(
    copied: Path, spoil: Callable[[Path], None], error: type[Exception], named: str
) -> None:
    spoil(copied)
    for use in (lambda: load_pipeline(copied), lambda: package_model(copied, copied.parent / "packages")):
        with pytest.raises(error, match=named):
            use()
    assert not (copied.parent / "packages").exists()


def test_thresholds_are_for_people_to_change(copied: Path) -> None:
    text = (copied / "config.cfg").read_text(encoding="utf-8")
    (copied / "config.cfg").write_text(text.replace("event = 0.5", "event = 0.95"), encoding="utf-8")
    assert load_pipeline(copied).get_pipe("selection").thresholds["event"].keep == 0.95


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFolderError, match="no installed package"):
        load_pipeline("nowhere")
    with pytest.raises(ModelFolderError, match=r"config\.cfg missing"):
        load_pipeline(tmp_path)
    refused = kgbuild("extract", "-", "--config", tmp_path / "nowhere")
    assert refused.exit_code == 2
    assert "nowhere" in refused.output


@pytest.mark.parametrize(
    ("packages", "choice", "extra", "option"),
    [
        (("sklearn",), None, "kgbuild[train]", ""),
        (("torch", "onnx"), EncoderChoice(), "kgbuild[encoder]", "--weights-only"),
    ],
    ids=["weights", "encoder"],
)
def test_what_is_not_installed_is_named_with_the_extra(
    packages: tuple[str, ...],
    choice: EncoderChoice | None,
    extra: str,
    option: str,
    monkeypatch: pytest.MonkeyPatch,
    articles: list[Path],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None if name in packages else sys)
    with pytest.raises(MissingExtraError) as raised:
        train_model(articles, tmp_path / "model", choice)
    message = str(raised.value)
    assert all(name in message for name in packages)
    assert extra in message
    assert f"--group {extra[8:-1]}" in message
    assert option in message
    assert not (tmp_path / "model").exists()


def test_too_few_articles_and_none(tmp_path: Path, articles: list[Path]) -> None:
    with pytest.raises(TrainingFileError, match="do not suffice: of event"):
        train_model(articles[-1:], tmp_path / "model", None, lambda line: None)
    with pytest.raises(TrainingFileError, match="no annotated articles"):
        article_files([tmp_path])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, articles: list[Path]) -> None:
    (tmp_path / "diary.txt").write_text("x", encoding="utf-8")
    for target in (tmp_path, tmp_path / "diary.txt"):
        with pytest.raises(ModelOutputError):
            train_model(articles, target, None)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_package_is_a_pipeline_of_spacy(weights_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    made = package_model(weights_model, tmp_path / "packages")
    assert made.name == f"ar_small-{json.loads((weights_model / 'meta.json').read_text())['version']}"
    assert {path.name for path in made.iterdir()} == {"pyproject.toml", "README.md", "ar_small"}
    installed = made / "ar_small.dist-info"  # by which spaCy knows packages
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: ar-small\nVersion: 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(made)
    assert load_pipeline("ar_small").meta["name"] == "ar_small"
    assert "selection" not in spacy.load("ar_small", exclude=["selection"]).pipe_names
    assert kgbuild("extract", "-", "--config", "ar_small").exit_code != 2
    with pytest.raises(ModelOutputError, match="there already"):
        package_model(weights_model, tmp_path / "packages")
    assert package_model(weights_model, tmp_path / "packages", "ar_other", "1.2").name == "ar_other-1.2"


@pytest.mark.parametrize(("name", "version"), [("ar-x", None), ("2x", None), ("نموذج", None), ("ar_x", "new")])
def test_a_package_has_a_name_and_a_version(
    weights_model: Path, tmp_path: Path, name: str, version: str | None
) -> None:
    with pytest.raises(UsageError):
        package_model(weights_model, tmp_path / "packages", name, version)


def test_a_changed_file_is_not_packaged(copied: Path, tmp_path: Path) -> None:
    data = bytearray((copied / "selection.tsv").read_bytes())
    data[-2] ^= 1
    (copied / "selection.tsv").write_bytes(bytes(data))
    with pytest.raises(ModelFolderError, match="not as it was written"):
        package_model(copied, tmp_path / "packages")


def test_the_command_trains_and_tells(articles: list[Path], tmp_path: Path) -> None:
    done = kgbuild("model", "train", *articles, "--out", tmp_path / "m", "--weights-only")
    assert done.exit_code == 0, done.output
    assert f"use it with: kgbuild ingest --config {tmp_path / 'm'}" in done.stdout
    told = kgbuild("model", "info", tmp_path / "m").stdout
    assert "encoder: none, weights alone" in told
    assert f"articles: {len(articles)}, SHA-256 " in told
    both = kgbuild("model", "train", *articles, "--out", tmp_path / "m", "--weights-only", "--encoder", "x")
    assert both.exit_code == 2


def test_the_statement_counts_what_articles_hold(articles: list[Path]) -> None:
    read = [article for file in articles for article in load_articles(file)]
    statement = data_statement(read)
    for key in ("genre", "theatre"):
        assert sum(row["articles"] for row in statement[key].values()) == len(read)
        assert sum(row["events"] for row in statement[key].values()) == statement["events"]
        assert sum(row["words"] for row in statement[key].values()) == statement["words"]
