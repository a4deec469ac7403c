"""Takes an encoder that transformers can load (AraBERT, CAMeLBERT, MARBERT, XLM-R), in place of the built-in source.

Its arrays and pieces are put in the form of :class:`~kgbuild.learning.pretrained.Pretrained`: pieces of Arabic and
Latin text alone, with those that open, pad, close and stand for the unknown first. Encoders of the architecture of
BERT are read, and those of RoBERTa, which differ in where positions begin; with WordPiece or SentencePiece's unigrams.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from logging import ERROR, getLogger
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgbuild.errors import EncoderSourceError
from kgbuild.extraction.wordpieces import WordPieces
from kgbuild.learning.encoder import _LAYER, _NORMS
from kgbuild.learning.pretrained import Pretrained, is_kept_wordpiece, kept_pieces

__all__ = ["licence_of", "load_transformer"]

_BERT, _ROBERTA = ("bert",), ("camembert", "roberta", "xlm-roberta")
_POSITIONS = 502  # pieces of the longest window
_OTHER = "name an encoder of the architecture of BERT or XLM-RoBERTa, or leave --encoder out"
_SOMETHING = (
    "name with --encoder a folder that holds config.json, weights and tokeniser, or an encoder of the model hub such "
    "as aubmindlab/bert-base-arabertv02, which needs the network the first time"
)
_INSTALL = (
    "install what --encoder needs: pip install 'kgbuild[encoder]' (in a checkout pip install --group encoder); "
    "or train the weights alone with --weights-only"
)


def load_transformer(name: str) -> Pretrained:
    """Load an encoder by the name of its folder or of its page on the model hub.

    Raises
    ------
    EncoderSourceError
        transformers or torch is missing; nothing is called so (or there is no network); the encoder or its
        tokenisation is of another kind.
    """
    try:
        import torch
        from transformers import AutoConfig, AutoModel, AutoTokenizer
        from transformers.utils import logging
    except ImportError as error:
        raise EncoderSourceError(f"{error.name} is not installed", _INSTALL) from error
    if not Path(name).exists() and (name.startswith((".", "/", "~")) or name.count("/") > 1):
        raise EncoderSourceError(f"{name}: there is no such folder", _SOMETHING)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    getLogger("huggingface_hub").setLevel(ERROR)  # each try to reach the hub would be told
    try:
        config = AutoConfig.from_pretrained(name)
        _check(name, config)
        tokenizer = AutoTokenizer.from_pretrained(name, use_fast=True)
        model = AutoModel.from_pretrained(name, torch_dtype=torch.float32)
    except EncoderSourceError:
        raise
    except Exception as error:  # transformers, huggingface_hub and safetensors have no error class in common
        told = " ".join(str(error).split())[:200]
        raise EncoderSourceError(
            f"{name}: no encoder can be loaded from there ({type(error).__name__}: {told})",
            _SOMETHING,
        ) from error
    state = {key: value.detach().numpy() for key, value in model.state_dict().items()}
    return _pretrained(name, config, state, tokenizer)


def _check(name: str, config: Any) -> None:
    """Refuse what would be computed otherwise than it was trained."""
    if config.model_type not in (*_BERT, *_ROBERTA):
        raise EncoderSourceError(f"{name}: its architecture, {config.model_type}, is not read", _OTHER)
    told = config.hidden_act, getattr(config, "position_embedding_type", "absolute")
    if told != ("gelu", "absolute"):
        raise EncoderSourceError(f"{name}: its activation and positions, {' and '.join(told)}, are not read", _OTHER)
    positions = config.max_position_embeddings - _first_position(config)
    if positions < _POSITIONS:
        raise EncoderSourceError(f"{name}: it reads {positions} pieces, and {_POSITIONS} are needed", _OTHER)


def _first_position(config: Any) -> int:
    """The number that the first piece has: RoBERTa counts on from that of the padding."""
    return config.pad_token_id + 1 if config.model_type in _ROBERTA else 0


def _pretrained(name: str, config: Any, state: dict[str, NDArray[np.float32]], tokenizer: Any) -> Pretrained:
    backend = getattr(tokenizer, "backend_tokenizer", None)
    described = json.loads(backend.to_str()) if backend is not None else {"model": {"type": "slow"}}
    special = [tokenizer.cls_token_id, tokenizer.pad_token_id, tokenizer.sep_token_id, tokenizer.unk_token_id]
    kind = described["model"]["type"]
    if kind not in ("WordPiece", "Unigram") or None in special:
        raise EncoderSourceError(f"{name}: its tokenisation, {kind}, is not read", _OTHER)
    width, layers = config.hidden_size, config.num_hidden_layers
    words = state["embeddings.word_embeddings.weight"]
    if kind == "WordPiece":
        pieces, kept, characters = _wordpieces(name, described, special, len(words))
        listed = pieces
    else:
        listed, (vocabulary, kept, characters) = None, _unigrams(name, described, special)
    types = state["embeddings.token_type_embeddings.weight"]
    arrays = {
        "emb.word": words[kept],
        "emb.pos": state["embeddings.position_embeddings.weight"][_first_position(config) :].reshape(-1),
        "emb.type": np.concatenate([types[:1], types[:1]]).reshape(-1),
        "emb.ln.w": state["embeddings.LayerNorm.weight"],
        "emb.ln.b": state["embeddings.LayerNorm.bias"],
    }
    for layer in range(layers):
        for long, short in (*_LAYER.items(), *_NORMS.items()):
            arrays[f"l{layer}.{short}.w"] = state[f"encoder.layer.{layer}.{long}.weight"]
            arrays[f"l{layer}.{short}.b"] = state[f"encoder.layer.{layer}.{long}.bias"]
    scored = [(piece, 0.0) for piece in listed.pieces] if listed is not None else vocabulary
    heads, epsilon = config.num_attention_heads, config.layer_norm_eps
    return Pretrained(arrays, scored, characters, layers, width, heads, epsilon, listed)


def _wordpieces(
    name: str, described: dict[str, Any], special: list[int], rows: int
) -> tuple[WordPieces, list[int], bytes]:
    """The pieces that stay, the rows of their vectors, and no map of characters."""
    model, normalizer = described["model"], described.get("normalizer") or {}
    cutting = (described.get("pre_tokenizer") or {}).get("type")
    if normalizer.get("type") != "BertNormalizer" or cutting != "BertPreTokenizer":
        raise EncoderSourceError(f"{name}: its text is prepared in another way than BERT's", _OTHER)
    at_of = {int(at): piece for piece, at in model["vocab"].items() if int(at) < rows}
    prefix = model["continuing_subword_prefix"]
    if any(at not in at_of for at in special):
        raise EncoderSourceError(f"{name}: marks of its tokenisation have no vectors", _OTHER)
    kept = [*special, *(a for a in sorted(at_of) if a not in special and is_kept_wordpiece(at_of[a], prefix))]
    lowercase, stripped = bool(normalizer["lowercase"]), normalizer["strip_accents"]
    pieces = {at_of[at]: number for number, at in enumerate(kept)}
    longest = int(model["max_input_chars_per_word"])
    prepared = lowercase, lowercase if stripped is None else bool(stripped)
    return WordPieces(pieces, prefix, *prepared, longest), kept, b""


def _unigrams(
    name: str, described: dict[str, Any], special: list[int]
) -> tuple[list[tuple[str, float]], list[int], bytes]:
    """The pieces that stay with their scores, the rows of their vectors, and the map of characters."""
    vocabulary = [(str(piece), float(score)) for piece, score in described["model"]["vocab"]]
    characters = next(_maps(described.get("normalizer")), None)
    if characters is None or any(at >= len(vocabulary) for at in special):
        raise EncoderSourceError(f"{name}: its text is prepared in another way than SentencePiece's", _OTHER)
    others = [at for at in range(len(vocabulary)) if at not in special]
    order = [*special, *others]
    kept = [order[at] for at in kept_pieces([vocabulary[at][0] for at in order])]
    return [vocabulary[at] for at in kept], kept, base64.b64decode(characters)


def _maps(normalizer: Any) -> Iterator[str]:
    """SentencePiece's maps of characters among the steps of a normaliser."""
    if isinstance(normalizer, dict):
        if normalizer.get("type") == "Precompiled":
            yield str(normalizer["precompiled_charsmap"])
        for step in normalizer.get("normalizers", ()):
            yield from _maps(step)


def licence_of(name: str) -> str:
    """Return the licence that the card of an encoder's folder names; ``unknown`` where it names none."""
    card = Path(name) / "README.md"
    if not card.is_file():
        return "unknown"
    head = card.read_text(encoding="utf-8", errors="replace").split("---")
    lines = head[1].splitlines() if len(head) > 2 else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("license:")), "unknown")
