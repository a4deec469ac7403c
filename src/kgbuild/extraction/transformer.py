"""Runs an encoder in torch through spacy-transformers, on a GPU where there is one, many windows at once.

The weights are those of the encoder's ONNX file: a ``BertModel`` is made of them in memory. Nothing is fetched from a
model hub, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kgbuild.errors import PipelineError
from kgbuild.extraction.onnx_graph import OnnxGraph, read_graph
from kgbuild.extraction.runtimes import Floats
from kgbuild.extraction.windows import Window

__all__ = ["TransformerRuntime", "bert_model", "check_installed", "word_pieces"]

_INSTALL = "pip install 'kgbuild[trf]' (README.md says how to get the smaller torch for the CPU alone)"
_PREFIX = "encoder."  # of the names of modules
_TAKEN = {
    "Gather": ((0, "weight"),),
    "LayerNormalization": ((1, "weight"), (2, "bias")),
    "MatMul": ((1, "weight"),),
    "Add": ((0, "bias"), (1, "bias")),
}
"""What the steps of a module take: which input it is, and what the module calls it."""
_WORDS, _POSITIONS, _TYPES = (f"embeddings.{kind}_embeddings.weight" for kind in ("word", "position", "token_type"))
_LAYER = "encoder.layer.{}.intermediate.dense.bias"
_PADDING = 1
_TOGETHER = 16  # windows


def check_installed() -> None:
    """Check that the packages of the extra ``trf`` can be imported.

    Raises
    ------
    PipelineError
        One of them is missing.
    """
    try:
        import spacy_transformers  # noqa: F401
        import torch  # noqa: F401
    except ImportError as error:
        missing = error.name or str(error)
        raise PipelineError(f"the runtime spacy-transformers cannot be loaded: no {missing}", _INSTALL) from error


def bert_model(graph: OnnxGraph) -> Any:
    """Return the ``BertModel`` that an encoder's graph was written from, with its weights.

    Raises
    ------
    ValueError, KeyError
        The graph is of another network.
    """
    from transformers import BertConfig, BertModel

    weights = _weights(graph)
    width = weights[_WORDS].shape[1]
    layers = next(at for at in range(len(weights)) if _LAYER.format(at) not in weights)
    config = BertConfig(
        vocab_size=len(weights[_WORDS]),
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=width // _head_width(graph),
        intermediate_size=len(weights[_LAYER.format(0)]),
        max_position_embeddings=len(weights[_POSITIONS]),
        type_vocab_size=len(weights[_TYPES]),
        layer_norm_eps=_epsilon(graph),
        pad_token_id=_PADDING,
        attn_implementation="sdpa",
    )
    return _filled(BertModel(config, add_pooling_layer=False), weights)


def _filled(model: Any, weights: dict[str, Floats]) -> Any:
    import torch

    model.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
    return model.eval()


def _weights(graph: OnnxGraph) -> dict[str, Floats]:
    """The arrays by the names of ``BertModel``.

    The exporter names each step by its module. Arrays it may call otherwise: it turns the matrices of linear layers,
    and writes once what is the same in two places.
    """
    named: dict[str, Floats] = {}
    copies = {node.outputs[0]: node.inputs[0] for node in graph.nodes if node.operation == "Identity"}
    for node in graph.nodes:
        module = node.name.strip("/").rpartition("/")[0].replace("/", ".").removeprefix(_PREFIX)
        for at, part in _TAKEN.get(node.operation, ()):
            name = copies.get(node.inputs[at], node.inputs[at])
            if graph.holds(name):
                array = graph.floats(name)
                named[f"{module}.{part}"] = np.ascontiguousarray(array.T) if node.operation == "MatMul" else array
    return named


def _head_width(graph: OnnxGraph) -> int:
    """The numbers that each head of the attention has: the last of the four sizes that vectors are cut to for it."""
    constants = {node.outputs[0]: node.settings.get("value") for node in graph.nodes if node.operation == "Constant"}
    for node in graph.nodes:
        last = constants.get(node.inputs[-1]) if node.operation == "Concat" and len(node.inputs) == 4 else None
        if isinstance(last, np.ndarray):
            return int(last.reshape(-1)[0])
    raise ValueError("no attention in it")


def _epsilon(graph: OnnxGraph) -> float:
    found = (node.settings.get("epsilon") for node in graph.nodes if node.operation == "LayerNormalization")
    return next(value for value in found if isinstance(value, float))


class TransformerRuntime:
    """Reads windows in batches of like length.

    What stands beside a window in its batch may change the last digits of its vectors, as padding does.

    Parameters
    ----------
    path
        The encoder's ONNX file.

    Raises
    ------
    PipelineError
        The packages of the extra ``trf`` are missing.
    """

    together, remembered = _TOGETHER, 512

    def __init__(self, path: Path) -> None:
        check_installed()
        import torch
        from spacy_transformers.data_classes import HFObjects
        from spacy_transformers.layers.hf_wrapper import HFWrapper

        bert = bert_model(read_graph(path.read_bytes()))
        self._model = HFWrapper(HFObjects(None, bert, None), _to_torch, _from_torch)
        bert.to("cuda" if torch.cuda.is_available() else "cpu")

    def vectors(self, windows: Sequence[Window]) -> list[Floats]:
        """Return for each window one vector a piece, in rows."""
        order = sorted(range(len(windows)), key=lambda at: len(windows[at].ids))
        found: dict[int, Floats] = {}
        for start in range(0, len(order), _TOGETHER):
            batch = order[start : start + _TOGETHER]
            rows = self._model.predict(word_pieces([windows[at] for at in batch]))
            found.update({at: row[: len(windows[at].ids)].copy() for at, row in zip(batch, rows, strict=True)})
        return [found[at] for at in range(len(windows))]


def word_pieces(windows: Sequence[Window]) -> Any:
    """Return windows as a batch of spacy-transformers, padded to the longest; the texts of pieces are left empty."""
    from spacy_transformers.data_classes import WordpieceBatch

    lengths = [len(window.ids) for window in windows]
    shape = len(windows), max(lengths)
    ids, types, mask = np.full(shape, _PADDING, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.float32)
    for row, window in enumerate(windows):
        ids[row, : lengths[row]], types[row, : lengths[row]], mask[row, : lengths[row]] = window.ids, window.types, 1
    return WordpieceBatch([[""] * shape[1] for _ in windows], ids, mask, lengths, types)


def _to_torch(model: Any, batch: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    """What the network is given of a batch; nothing is trained here."""
    import torch
    from thinc.types import ArgsKwargs

    device = model.shims[0].device
    given = {
        "input_ids": torch.as_tensor(batch.input_ids, device=device),
        "attention_mask": torch.as_tensor(batch.attention_mask, device=device),
        "token_type_ids": torch.as_tensor(batch.token_type_ids, device=device),
    }
    return ArgsKwargs(args=(), kwargs=given), lambda gradient: gradient


def _from_torch(model: Any, given_and_found: tuple[Any, Any], is_train: bool) -> tuple[Floats, Callable[[Any], Any]]:
    _, found = given_and_found
    return found.last_hidden_state.float().cpu().numpy(), lambda gradient: gradient
