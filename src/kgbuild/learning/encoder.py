"""Fine-tunes the pretrained encoder on annotated articles, and writes it in the form that extraction reads.

Needs the dependency group ``encoder``. Two epochs over 600 articles take a quarter of an hour on two cores.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kgbuild.extraction.encoder import FILES, STEPS, bucket
from kgbuild.extraction.roles import OUTPUTS
from kgbuild.extraction.selection import SLOTS
from kgbuild.learning.deeds import Decision, Deed
from kgbuild.learning.pretrained import Pretrained, piece_model

__all__ = ["SETTINGS", "Settings", "build", "export", "fit"]

Settings = dict[str, float]

SETTINGS: Settings = {
    "epochs": 2,  # more of them fit the articles better and unseen text worse
    "batch": 12,  # deeds
    "encoder rate": 1.5e-4,
    "head rate": 1.2e-3,
    "warm-up": 0.1,  # of all steps
    "weight decay": 0.01,
    "event": 2.0,  # weight of a decision in the loss
    "given": 1.0,
    "open": 0.6,
    "roles": 0.12,  # of a word, all its parts together
}
_KEPT = 4  # lower layers that stay as they were trained
_HIDDEN = 192
_DISTANCE = 32
_DROPOUT = 0.1
_MARKED = 0.02  # deviation of what marks the deed at first
_SEED = 1
_PADDING = 1
_SMALL = 10_000  # weights; a smaller array is written as it is
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "intermediate.dense": "fi",
    "output.dense": "fo",
}
_NORMS = {"attention.output.LayerNorm": "aln", "output.LayerNorm": "oln"}


def build(pretrained: Pretrained) -> Any:
    """Return the network: the encoder with one small network a decision."""
    import torch
    from torch import nn
    from transformers import BertConfig, BertModel

    torch.manual_seed(_SEED)
    arrays, width = pretrained.arrays, pretrained.width
    config = BertConfig(
        vocab_size=len(pretrained.pieces),
        hidden_size=width,
        num_hidden_layers=pretrained.layers,
        num_attention_heads=pretrained.heads,
        intermediate_size=len(arrays["l0.fi.b"]),
        max_position_embeddings=arrays["emb.pos"].size // width,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        layer_norm_eps=pretrained.epsilon,
        pad_token_id=_PADDING,
        attn_implementation="sdpa",
    )
    encoder = BertModel(config, add_pooling_layer=False)
    weights = {name: torch.tensor(array) for name, array in _named(pretrained).items()}
    encoder.load_state_dict(weights, strict=False)
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    for layer in encoder.encoder.layer[:_KEPT]:
        layer.requires_grad_(False)

    def head(inputs: int, outputs: int = 1) -> Any:
        layers = nn.Linear(inputs, _HIDDEN), nn.GELU("tanh"), nn.Dropout(_DROPOUT), nn.Linear(_HIDDEN, outputs)
        return nn.Sequential(*layers)

    heads = {slot: head(3 * width + _DISTANCE + 1) for slot in SLOTS}
    heads["event"] = head(2 * width + 1)
    heads["roles"] = head(3 * width + _DISTANCE, OUTPUTS)
    return nn.ModuleDict(
        {"encoder": encoder, "distance": nn.Embedding(len(STEPS) + 1, _DISTANCE), "heads": nn.ModuleDict(heads)}
    )


def _named(pretrained: Pretrained) -> dict[str, Any]:
    """The arrays under the names that ``BertModel`` gives them; the second type of words marks the deed."""
    arrays, width = pretrained.arrays, pretrained.width
    types = arrays["emb.type"].reshape(2, width).copy()
    types[1] = types[0] + np.random.RandomState(_SEED).normal(0, _MARKED, width)
    named = {
        "embeddings.word_embeddings.weight": arrays["emb.word"],
        "embeddings.position_embeddings.weight": arrays["emb.pos"].reshape(-1, width),
        "embeddings.token_type_embeddings.weight": types,
        "embeddings.LayerNorm.weight": arrays["emb.ln.w"],
        "embeddings.LayerNorm.bias": arrays["emb.ln.b"],
    }
    for layer in range(pretrained.layers):
        for name, short in _LAYER.items():
            bias = arrays[f"l{layer}.{short}.b"]
            named[f"encoder.layer.{layer}.{name}.weight"] = arrays[f"l{layer}.{short}.w"].reshape(len(bias), -1)
            named[f"encoder.layer.{layer}.{name}.bias"] = bias
        for name, short in _NORMS.items():
            named[f"encoder.layer.{layer}.{name}.weight"] = arrays[f"l{layer}.{short}.w"]
            named[f"encoder.layer.{layer}.{name}.bias"] = arrays[f"l{layer}.{short}.b"]
    return named


def fit(network: Any, rows: Sequence[Deed], settings: Settings = SETTINGS, say: Callable[[str], None] = print) -> None:
    """Train a network in place; the words' own vectors stay as they are."""
    import torch

    chance = random.Random(_SEED)
    tuned = [p for p in network["encoder"].parameters() if p.requires_grad]
    fresh = [*network["heads"].parameters(), *network["distance"].parameters()]
    groups = [{"params": tuned, "lr": settings["encoder rate"]}, {"params": fresh, "lr": settings["head rate"]}]
    optimizer = torch.optim.AdamW(groups, fused=True, weight_decay=settings["weight decay"])
    size, epochs = int(settings["batch"]), int(settings["epochs"])
    steps = epochs * math.ceil(len(rows) / size)
    warm = max(1, int(settings["warm-up"] * steps))

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, steps - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    network.train()
    done = 0
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(rows, size, chance):
            decisions = [decision for row in batch for decision in row.decisions]
            logits, roles, played = _logits(network, batch)
            wanted = torch.tensor([float(d.right) for d in decisions])
            weight = torch.tensor([_weight(d, settings) for d in decisions])
            each = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
            words = torch.nn.functional.binary_cross_entropy_with_logits(roles, played, reduction="sum")
            loss = ((each * weight).sum() + settings["roles"] * words) / len(batch) / 4
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
            done += 1
            if done % 100 == 0:
                say(f"{done} of {steps} steps")
        say(f"epoch {epoch + 1} of {epochs}: loss {total / len(rows):.3f}")


def _weight(decision: Decision, settings: Settings) -> float:
    return settings["event" if decision.name == "event" else "given" if decision.given else "open"]


def _batches(rows: Sequence[Deed], size: int, chance: random.Random) -> Iterator[list[Deed]]:
    """Batches in any order, each of windows about as long as one another."""
    order = list(rows)
    chance.shuffle(order)
    chunks = [
        sorted(order[at : at + 16 * size], key=lambda row: len(row.window.ids))
        for at in range(0, len(order), 16 * size)
    ]
    sorted_rows = [row for chunk in chunks for row in chunk]
    batches = [sorted_rows[at : at + size] for at in range(0, len(sorted_rows), size)]
    chance.shuffle(batches)
    yield from batches


def _logits(network: Any, batch: Sequence[Deed]) -> tuple[Any, Any, Any]:
    """The scores of all decisions of a batch, in order, and of all words' parts with what is right of these."""
    import torch

    longest = max(len(row.window.ids) for row in batch)
    ids = torch.full((len(batch), longest), _PADDING)
    types, mask, named = torch.zeros_like(ids), torch.zeros_like(ids), torch.zeros(len(batch), longest)
    for at, row in enumerate(batch):
        length = len(row.window.ids)
        ids[at, :length] = torch.tensor(row.window.ids)
        types[at, :length] = torch.tensor(row.window.types)
        mask[at, :length] = 1
        named[at, list(row.window.deed)] = 1.0
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = network["encoder"](input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
    vectors = vectors.float() * mask.unsqueeze(2)
    centre = torch.einsum("bl,blw->bw", named / named.sum(1, keepdim=True), vectors)
    whole = vectors.sum(1) / mask.sum(1, keepdim=True)
    sums = torch.cat([torch.zeros_like(vectors[:, :1]), vectors.cumsum(1)], dim=1)

    def features(rows: list[int], low: list[int], high: list[int], far: list[int]) -> Any:
        means = (sums[rows, high] - sums[rows, low]) / torch.tensor([h - w for h, w in zip(high, low, strict=True)])[
            :, None
        ]
        centres = centre[rows]
        return torch.cat([centres, means, centres * means, network["distance"].weight[far]], dim=1)

    cases = [(at, decision) for at, row in enumerate(batch) for decision in row.decisions]
    logits = torch.zeros(len(cases))
    for name in sorted({decision.name for _, decision in cases}):
        own = [number for number, (_, decision) in enumerate(cases) if decision.name == name]
        rows = [cases[number][0] for number in own]
        given = torch.tensor([[float(cases[number][1].given)] for number in own])
        if name == "event":
            seen = torch.cat([centre[rows], whole[rows], given], dim=1)
        else:
            spans = [cases[number][1].pieces or (0, 1) for number in own]
            away = [cases[number][1].distance for number in own]
            seen = torch.cat([features(rows, [a for a, _ in spans], [b for _, b in spans], away), given], dim=1)
        logits = logits.index_put((torch.tensor(own),), network["heads"][name](seen)[:, 0])
    words = [(at, *word) for at, row in enumerate(batch) if row.roles for word in _words(row)]
    played = torch.zeros(len(words), OUTPUTS)
    for number, word in enumerate(words):
        played[number, list(word[4])] = 1.0
    seen = features([w[0] for w in words], [w[1] for w in words], [w[2] for w in words], [w[3] for w in words])
    return logits, network["heads"]["roles"](seen), played


def _words(row: Deed) -> Iterator[tuple[int, int, int, tuple[int, ...]]]:
    """The words of a window: pieces, range of distance, and the parts that are right."""
    low, high, away = row.window.word_rows()
    for first, behind, far, right in zip(low, high, away, row.roles or (), strict=True):
        yield first, behind, bucket(far), right


def export(network: Any, pretrained: Pretrained, folder: Path) -> None:
    """Write encoder, tokenisation and heads; large arrays of the encoder as one byte a weight and a scale a row."""
    import onnx
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    encoder = network["encoder"].float()

    class Vectors(torch.nn.Module):  # type: ignore[misc]
        """The encoder as a graph of two inputs."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: Any, token_type_ids: Any) -> Any:
            """Return one vector a piece."""
            return self.encoder(input_ids=input_ids, token_type_ids=token_type_ids).last_hidden_state

    sample = (torch.tensor([[0, 5, 6, 2]]), torch.tensor([[0, 0, 1, 0]]))
    names = ["input_ids", "token_type_ids"]
    path = folder / FILES[0]
    torch.onnx.export(
        Vectors(),
        sample,
        path,
        input_names=names,
        output_names=["vectors"],
        dynamic_axes={name: {1: "pieces"} for name in (*names, "vectors")},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(path)
    _shrink(model)
    onnx.save(model, path)
    (folder / FILES[1]).write_bytes(piece_model(pretrained))
    arrays = {"distance": network["distance"].weight.detach().numpy()}
    for name, head in network["heads"].items():
        for at, layer in ((0, head[0]), (2, head[3])):
            arrays[f"{name}.{at}.weight"] = layer.weight.detach().numpy()
            arrays[f"{name}.{at}.bias"] = layer.bias.detach().numpy()
    np.savez_compressed(folder / FILES[2], **{name: array.astype(np.float16) for name, array in arrays.items()})


def _shrink(model: Any) -> None:
    """Write each large array as bytes with a scale; the graph multiplies them again when it is loaded."""
    from onnx import TensorProto, helper, numpy_helper

    graph = model.graph
    looked_up = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    nodes = []
    for tensor in list(graph.initializer):
        array = numpy_helper.to_array(tensor)
        if array.dtype != np.float32 or array.ndim != 2 or array.size < _SMALL:
            continue
        axis = 1 if tensor.name in looked_up else 0  # of the numbers that share a scale
        scale = np.maximum(np.abs(array).max(axis=axis, keepdims=True) / 127, 1e-12).astype(np.float32)
        whole, scaled = f"{tensor.name}.bytes", f"{tensor.name}.scale"
        bytes_ = np.clip(np.rint(array / scale), -127, 127).astype(np.int8)
        nodes += [
            helper.make_node("Cast", [whole], [f"{tensor.name}.float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{tensor.name}.float", scaled], [tensor.name]),
        ]
        graph.initializer.remove(tensor)
        graph.initializer.extend([numpy_helper.from_array(bytes_, whole), numpy_helper.from_array(scale, scaled)])
    kept = list(graph.node)
    del graph.node[:]
    graph.node.extend([*nodes, *kept])
