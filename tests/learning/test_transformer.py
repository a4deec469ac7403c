"""Encoders that transformers loads: the same pieces and vectors in kgbuild's form, a model made of one, and refusals.

The encoders here are tiny and random, made on the spot; nothing is fetched.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from kgbuild.errors import EncoderSourceError
from kgbuild.extraction.encoder import ENCODER, cutter, load_encoder
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.extraction.windows import Window
from kgbuild.learning.model import EncoderChoice, train_model
from kgbuild.learning.pretrained import piece_model

torch = pytest.importorskip("torch", reason="torch is not installed (pip install --group encoder)")
transformers = pytest.importorskip("transformers", reason="transformers is not installed (pip install --group encoder)")
pytest.importorskip("onnx", reason="onnx is not installed (pip install --group encoder)")

from kgbuild.learning.encoder import build, export  # noqa: E402
from kgbuild.learning.transformer import licence_of, load_transformer  # noqa: E402

LETTERS = [chr(code) for code in range(0x0621, 0x064B)]
SIGNS = list("0123456789،.:؛؟()«»-")
TEXT = "قصفت طائرات حربية، فجر أمس (الأربعاء) بلدة هجين؛ ما أدى إلى مقتل 3 مدنيين. 蜘 hello"
SIZES = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT with WordPiece, as AraBERT and CAMeLBERT are."""
    folder = tmp_path_factory.mktemp("bert")
    marks = ["[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    pieces = [*marks, *LETTERS, *SIGNS, *("##" + letter for letter in LETTERS), "قصف", "طائرات", "##ية", "蜘", "м"]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), do_lower_case=False)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    transformers.BertModel(transformers.BertConfig(vocab_size=len(pieces), **SIZES)).save_pretrained(folder)
    (folder / "README.md").write_text("---\nlanguage: ar\nlicense: apache-2.0\n---\n# tiny\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def roberta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An XLM-RoBERTa with SentencePiece's unigrams; its marks are not the first pieces."""
    from sentencepiece import sentencepiece_model_pb2 as schema
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

    folder = tmp_path_factory.mktemp("roberta")
    model = schema.ModelProto()
    model.ParseFromString((ENCODER / "pieces.model").read_bytes())
    words = [(piece, -2.0 - at / 100) for at, piece in enumerate(["▁", "▁قصف", "▁طائرات", "蜘", *LETTERS, *SIGNS])]
    vocabulary = [("<mask>", 0.0), ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *words]
    inner = Tokenizer(models.Unigram(vocabulary, unk_id=4, byte_fallback=False))
    steps = [normalizers.Precompiled(model.normalizer_spec.precompiled_charsmap), normalizers.Replace("  ", " ")]
    inner.normalizer = normalizers.Sequence(steps)
    inner.pre_tokenizer = pre_tokenizers.Metaspace()
    inner.decoder = decoders.Metaspace()
    marks = {"cls_token": "<s>", "pad_token": "<pad>", "sep_token": "</s>", "unk_token": "<unk>"}
    transformers.PreTrainedTokenizerFast(tokenizer_object=inner, **marks).save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.XLMRobertaConfig(
        vocab_size=len(vocabulary), max_position_embeddings=514, pad_token_id=2, type_vocab_size=1, **SIZES
    )
    config.layer_norm_eps = 1e-5
    transformers.XLMRobertaModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(params=["bert", "roberta"])
def source(request: pytest.FixtureRequest) -> Path:
    """Each kind of encoder."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_text_is_cut_to_the_same_pieces(source: Path) -> None:
    pretrained = load_transformer(str(source))
    tokenizer = transformers.AutoTokenizer.from_pretrained(source)
    ids, _ = cutter(piece_model(pretrained))(TEXT)
    wanted = tokenizer.convert_ids_to_tokens(tokenizer(TEXT, add_special_tokens=False)["input_ids"])
    listed = [piece for piece, _ in pretrained.pieces]
    # What is neither Arabic nor Latin is dropped, and unknown.
    assert [listed[at] for at in ids] == [piece if piece in listed else listed[3] for piece in wanted]
    assert "蜘" in wanted
    assert "蜘" not in listed
    assert listed[:4] in (["[CLS]", "[PAD]", "[SEP]", "[UNK]"], ["<s>", "<pad>", "</s>", "<unk>"])


def test_pieces_have_the_same_vectors(source: Path) -> None:
    pretrained = load_transformer(str(source))
    tokenizer = transformers.AutoTokenizer.from_pretrained(source)
    model = transformers.AutoModel.from_pretrained(source).eval()
    inside = tokenizer("قصفت طائرات", add_special_tokens=False)["input_ids"]
    theirs = [tokenizer.cls_token_id, *inside, tokenizer.sep_token_id]
    ours = [0, *cutter(piece_model(pretrained))("قصفت طائرات")[0], 2]
    network = build(pretrained)["encoder"].eval()
    with torch.no_grad():
        wanted = model(torch.tensor([theirs])).last_hidden_state[0].numpy()
        found = network(input_ids=torch.tensor([ours])).last_hidden_state[0].numpy()
    assert np.abs(wanted - found).max() < 1e-5


def test_a_model_is_made_of_it_and_used(bert: Path, articles: list[Path], tmp_path: Path) -> None:
    told: list[str] = []
    train_model(articles[:9], tmp_path / "tiny", EncoderChoice(str(bert), 1), told.append)
    assert any("epoch 1 of 1" in line for line in told)
    own = json.loads((tmp_path / "tiny" / "meta.json").read_text(encoding="utf-8"))["kgbuild"]
    assert (own["encoder"]["source"], own["encoder"]["licence"]) == (bert.name, "apache-2.0")
    assert set(own["files"]) == {"selection.tsv", "encoder.onnx", "pieces.model", "heads.npz"}
    encoder = load_encoder(tmp_path / "tiny")
    ids, offsets = encoder.cut("قصفت")
    assert len(ids) == len(offsets) > 0
    [doc] = load_pipeline(tmp_path / "tiny").pipe(["قصفت طائرات حربية روسية بلدة هجين."])
    assert doc._.kgb.words


@pytest.mark.skipif(find_spec("spacy_transformers") is None, reason="no spacy-transformers: pip install 'kgbuild[trf]'")
def test_spacy_transformers_runs_it_too(source: Path, tmp_path: Path) -> None:
    """Encoders of any size; arrays that are the same in several layers are written once."""
    pretrained = load_transformer(str(source))
    export(build(pretrained), pretrained, tmp_path)
    first, second = load_encoder(tmp_path), load_encoder(tmp_path, "spacy-transformers")
    ids = (0, *first.cut(TEXT)[0], 2)
    windows = [Window(0, ids[:size], (0, 1, *[0] * (size - 2)), (), (1,)) for size in (4, len(ids))]
    second.read_ahead(windows)
    for window in windows:
        assert np.abs(first.vectors(window) - second.vectors(window)).max() < 1e-3


def test_the_licence_is_that_of_the_card(bert: Path, roberta: Path) -> None:
    assert (licence_of(str(bert)), licence_of(str(roberta))) == ("apache-2.0", "unknown")


def _changed(folder: Path, target: Path, **changes: object) -> Path:
    target.mkdir()
    for file in folder.iterdir():
        (target / file.name).write_bytes(file.read_bytes())
    told = json.loads((target / "config.json").read_text(encoding="utf-8"))
    (target / "config.json").write_text(json.dumps(told | changes), encoding="utf-8")
    return target


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"model_type": "electra"}, "its architecture, electra, is not read"),
        ({"hidden_act": "relu"}, "relu and absolute, are not read"),
        ({"max_position_embeddings": 128}, "it reads 128 pieces"),
    ],
    ids=["architecture", "activation", "positions"],
)
def test_another_kind_of_encoder_is_refused(bert: Path, tmp_path: Path, changes: dict[str, object], named: str) -> None:
    with pytest.raises(EncoderSourceError, match=named) as raised:
        load_transformer(str(_changed(bert, tmp_path / "other", **changes)))
    assert "--encoder" in str(raised.value)


def test_a_name_that_is_not_there_is_told(tmp_path: Path, bert: Path) -> None:
    with pytest.raises(EncoderSourceError, match="no such folder"):
        load_transformer(str(tmp_path / "nowhere"))
    with pytest.raises(EncoderSourceError, match="no encoder can be loaded"):
        load_transformer(str(tmp_path))
    broken = _changed(bert, tmp_path / "broken")
    for weights in (*broken.glob("*.safetensors"), *broken.glob("*.bin")):
        weights.write_bytes(weights.read_bytes()[:200])
    with pytest.raises(EncoderSourceError, match="no encoder can be loaded"):
        load_transformer(str(broken))
