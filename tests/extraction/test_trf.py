"""The configuration ``trf``: the default with its encoder in torch, through spacy-transformers."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from spacy.util import load_config

from kgbuild.cli import main
from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.errors import PipelineError
from kgbuild.extraction.annotations import Reading, reading_of
from kgbuild.extraction.encoder import ENCODER, FILES, Encoder, contexts, load_encoder
from kgbuild.extraction.onnx_graph import OnnxGraph, read_graph
from kgbuild.extraction.pipeline import CONFIGS, DEFAULT_CONFIG, extract, load_pipeline
from kgbuild.extraction.roles import TYPES
from kgbuild.extraction.windows import Window, page_windows

MISSING = [name for name in ("torch", "spacy_transformers") if find_spec(name) is None]
needs_extra = pytest.mark.skipif(
    bool(MISSING), reason=f"no {' and '.join(MISSING)}: pip install 'kgbuild[trf]', the smaller torch for the CPU first"
)
TEXT = (Path(__file__).parent / "report.txt").read_text(encoding="utf-8")
REPORT = (
    "دير الزور – قصفت طائرات حربية روسية صباح أمس بلدة هجين في ريف دير الزور، ما أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة "
    "آخرين، بحسب ما أفاد الدفاع المدني.\n\nوقال مصدر عسكري إن مسلحين هاجموا في وقت لاحق حاجزا للجيش قرب مدينة "
    "الميادين، فقتلوا جنديين وأحرقوا عربة. وكانت البلدة قد تعرضت الأسبوع الماضي لهجوم مماثل."
)
QUIET = "افتتح وزير الزراعة معرض الزهور السنوي في دمشق بحضور مئات الزوار."
MakeDocument = Callable[..., Any]


# ---------------------------------------------------------------- without the extra


def test_it_is_the_default_but_for_what_runs_the_encoder() -> None:
    """Who changes a threshold of the default changes that of trf."""
    default, trf = load_config(DEFAULT_CONFIG), load_config(CONFIGS["trf"])
    added = [name for name in trf["nlp"]["pipeline"] if name not in default["nlp"]["pipeline"]]
    assert added == ["transformer"]
    assert [name for name in trf["nlp"]["pipeline"] if name not in added] == default["nlp"]["pipeline"]
    runtimes = {name: settings.pop("runtime", None) for name, settings in trf["components"].items()}
    assert {name for name, runtime in runtimes.items() if runtime} == {"finding", "filling", "joining", "selection"}
    del trf["components"]["transformer"]
    assert trf["components"] == default["components"]


@pytest.mark.parametrize("missing", ["torch", "spacy_transformers"])
def test_a_missing_extra_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if missing == "torch":  # without torch spacy-transformers cannot be imported either
        monkeypatch.setitem(sys.modules, "spacy_transformers", type(sys)("spacy_transformers"))
    monkeypatch.setitem(sys.modules, missing, None)
    for load in (lambda: load_pipeline("trf"), lambda: Encoder(ENCODER, "spacy-transformers")):
        with pytest.raises(PipelineError, match=re.escape(f"no {missing}: pip install 'kgbuild[trf]'")):
            load()


def test_the_command_line_names_a_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "spacy_transformers", None)
    done = CliRunner().invoke(main, ["extract", "--config", "trf", str(tmp_path / "report.txt")])
    assert done.exit_code == 1
    assert "KGB501" in done.output
    assert "pip install 'kgbuild[trf]'" in done.output


def test_every_configuration_is_named_on_the_command_line() -> None:
    shown = CliRunner().invoke(main, ["extract", "--help"]).output
    assert [name for name in CONFIGS if not re.search(rf"\b{name}\b", shown)] == []


def test_an_unknown_runtime_is_refused(tmp_path: Path) -> None:
    config = load_config(DEFAULT_CONFIG)
    config["components"]["filling"]["runtime"] = "abacus"
    config.to_disk(tmp_path / "own.cfg")
    with pytest.raises(PipelineError, match="runtime"):
        load_pipeline(tmp_path / "own.cfg")


@pytest.fixture(scope="module")
def graph() -> OnnxGraph:
    return read_graph((ENCODER / FILES[0]).read_bytes())


def test_the_file_of_the_encoder_is_read_without_onnx(graph: OnnxGraph) -> None:
    words = graph.floats("encoder.embeddings.word_embeddings.weight")
    whole = graph.arrays["encoder.embeddings.word_embeddings.weight.bytes"]
    scale = graph.arrays["encoder.embeddings.word_embeddings.weight.scale"]
    assert (whole.dtype, words.dtype, words.shape) == (np.int8, np.float32, whole.shape)
    assert np.array_equal(words[7], whole[7].astype(np.float32) * scale[7])
    assert sum(node.operation == "MatMul" for node in graph.nodes) > 0
    named = {name for node in graph.nodes for name in (*node.inputs, *node.outputs)}
    assert set(graph.arrays) <= named


@pytest.mark.parametrize("data", [b"", b"no such file", b"\x3a\x7f"], ids=["empty", "text", "cut off"])
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"graph|kind|breaks off"):
        read_graph(data)


# ---------------------------------------------------------------- with the extra


@pytest.fixture(scope="module")
def windows() -> list[Window]:
    """Windows of deeds and of pages, of many lengths."""
    nlp, encoder = load_pipeline("rules"), load_encoder(ENCODER)
    found: list[Window] = []
    for text in (TEXT, REPORT):
        reading = _read(text, nlp)
        found += (context.window for context in contexts(encoder, reading, range(len(reading.frames))).values())
        found += page_windows(reading, encoder.cut)
    return list(dict.fromkeys(found))


def _read(text: str, nlp: Any) -> Reading:
    return reading_of(_doc(text, nlp))


def _doc(text: str, nlp: Any) -> Any:
    (article,) = segment(Document("row.txt", text, "row.txt", "0"))
    doc = nlp.make_doc(article.text)
    doc._.kgb = Reading(article)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


@needs_extra
def test_both_runtimes_give_the_same_vectors(windows: list[Window]) -> None:
    first, second = load_encoder(ENCODER), load_encoder(ENCODER, "spacy-transformers")
    assert len({len(window.ids) for window in windows}) > 3
    assert any(sum(window.types) for window in windows)
    second.read_ahead(windows)
    for window in windows:
        assert second.vectors(window).shape == first.vectors(window).shape
        assert np.abs(second.vectors(window) - first.vectors(window)).max() < 1e-3


@needs_extra
def test_a_window_read_alone_has_the_vectors_that_it_has_in_a_batch(windows: list[Window]) -> None:
    runtime = load_encoder(ENCODER, "spacy-transformers")._runtime
    for window, together in zip(windows, runtime.vectors(windows), strict=True):
        [alone] = runtime.vectors([window])
        assert np.abs(alone - together).max() < 1e-4


@needs_extra
def test_the_model_is_run_by_spacy_transformers() -> None:
    from spacy_transformers.layers.hf_shim import HFShim

    runtime: Any = load_encoder(ENCODER, "spacy-transformers")._runtime
    assert isinstance(runtime._model.shims[0], HFShim)


@needs_extra
@pytest.mark.parametrize("text", [REPORT, TEXT], ids=["authored", "report"])
def test_a_report_gives_the_same_claims(text: str, document_of: MakeDocument) -> None:
    (default,) = extract([document_of(text)], load_pipeline())
    (trf,) = extract([document_of(text)], load_pipeline("trf"))
    assert default.claims
    assert trf == default


@needs_extra
def test_articles_read_in_one_batch_give_the_claims_of_each_alone(document_of: MakeDocument) -> None:
    nlp = load_pipeline("trf")
    given = [document_of(text, document_id=f"{at}.txt") for at, text in enumerate((REPORT, QUIET, TEXT, ""))]
    assert list(extract(given, nlp)) == [report for one in given for report in extract([one], nlp)]


@needs_extra
def test_deeds_that_are_found_and_joined_are_the_same(
    windows: list[Window], tmp_path: Path, document_of: MakeDocument
) -> None:
    """With networks of any weights for deeds, types and sameness, so that every question of an encoder is asked."""
    for name in FILES[:2]:
        (tmp_path / name).symlink_to(ENCODER / name)
    encoder, chance = load_encoder(ENCODER), np.random.default_rng(5)
    width = encoder.heads["event.0.weight"].shape[1] // 2
    heads = dict(encoder.heads)
    for name, vectors, outputs in (("deed", 2, 1 + len(TYPES)), ("kind", 2, len(TYPES)), ("same", 4, 1)):
        for layer, shape in ((0, (16, vectors * width)), (2, (outputs, 16))):
            heads[f"{name}.{layer}.weight"] = chance.normal(0, 1, shape).astype(np.float32)
            heads[f"{name}.{layer}.bias"] = chance.normal(0, 1, shape[0]).astype(np.float32)
    np.savez(tmp_path / FILES[2], **heads)
    scores = np.concatenate([Encoder(tmp_path).deeds(window)[:, 0] for window in windows])
    heads["deed.2.bias"][0] -= np.quantile(scores, 0.85)  # of the words some are deeds
    np.savez(tmp_path / FILES[2], **heads)
    told = []
    for number, source in enumerate((DEFAULT_CONFIG, CONFIGS["trf"])):
        config = load_config(source)
        for component in ("transformer", "finding", "filling", "joining", "selection"):
            if component in config["components"]:
                config["components"][component]["encoder"] = str(tmp_path)
        config["components"]["finding"] |= {"least": 0.5, "same": 1.1}
        config.to_disk(tmp_path / f"{number}.cfg")
        nlp = load_pipeline(tmp_path / f"{number}.cfg")
        frames = [frame for text in (REPORT, TEXT) for frame in _read(text, nlp).frames]
        told.append((frames, list(extract([document_of(REPORT), document_of(TEXT)], nlp))))
    assert any(decision == "event" for frame in told[0][0] for decision, _ in frame.added)
    assert told[0] == told[1]


@needs_extra
@pytest.mark.parametrize("text", [REPORT, TEXT], ids=["authored", "report"])
def test_the_vectors_stand_in_trf_data(text: str) -> None:
    """As spacy-transformers aligns them: for every token its rows in the padded batch of the article's windows."""
    encoder = load_encoder(ENCODER, "spacy-transformers")
    doc = _doc(text, load_pipeline("trf"))
    reading, data = reading_of(doc), doc._.trf_data
    flat = data.model_output.last_hidden_state.reshape(-1, data.width)
    aligned = pairwise([0, *np.cumsum(data.align.lengths)])
    rows = {token.idx: data.align.dataXd[low:high] for token, (low, high) in zip(doc, aligned, strict=True)}
    windows = list(page_windows(reading, encoder.cut))
    assert len(data.wordpieces) == len(windows)
    for window in windows:
        low, high, _ = window.word_rows()
        for number, (first, behind) in enumerate(zip(low, high, strict=True)):
            at = rows.pop(reading.words[window.first + number].start)
            assert np.array_equal(flat[at], encoder.vectors(window)[first:behind])
    assert not any(len(at) for at in rows.values())  # what is left is no word


@needs_extra
def test_an_article_on_nothing_violent_has_no_vectors() -> None:
    assert len(_doc(QUIET, load_pipeline("trf"))._.trf_data.wordpieces) == 0


@needs_extra
def test_a_broken_file_is_named(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes((ENCODER / name).read_bytes())
    (tmp_path / FILES[0]).write_bytes(b"no such file")
    with pytest.raises(PipelineError, match="cannot be loaded"):
        Encoder(tmp_path, "spacy-transformers")
