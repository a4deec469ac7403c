"""Fine-tunes the pretrained encoder on annotated articles, and writes it in the form that extraction reads.

Needs the dependency group ``encoder``. Two epochs over 600 articles take a quarter of an hour on two cores
that compute with sixteen-bit numbers, and longer on others.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kgbuild.extraction.encoder import FILES, STEPS, bucket
from kgbuild.extraction.roles import OUTPUTS, TYPES
from kgbuild.extraction.selection import SLOTS
from kgbuild.extraction.windows import Window
from kgbuild.learning.deeds import Decision, Deed, Page
from kgbuild.learning.lessons import Lesson
from kgbuild.learning.pretrained import Pretrained, piece_model

__all__ = ["EPOCHS", "SETTINGS", "Settings", "build", "export", "fit"]

Settings = dict[str, float]

EPOCHS = 2
"""Rounds over the articles: as they are, then varied."""

SETTINGS: Settings = {
    "batch": 18,  # windows, of as few articles as have so many
    "encoder rate": 1.5e-4,
    "head rate": 1.2e-3,
    "warm-up": 0.1,  # of all steps
    "weight decay": 0.01,
    "event": 2.0,  # weight of a decision in the loss
    "given": 1.0,
    "open": 0.6,
    "roles": 0.12,  # of a word, all its parts together
    "type": 0.6,  # of a deed
    "same": 0.3,  # of a pair of deeds
    "deed": 0.12,  # of a word of a page
}
_KEPT = 4  # lower layers that stay as they were trained
_HIDDEN = 192
_DISTANCE = 32
_DROPOUT = 0.1
_MARKED = 0.02  # deviation of what marks the deed at first
_SEED = 1
_PADDING = 1
_TOGETHER = 9  # windows that go through the encoder at once, padded to the longest
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
    heads["kind"] = head(2 * width, len(TYPES))
    heads["same"] = head(4 * width)
    heads["deed"] = head(2 * width, 1 + len(TYPES))
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


def fit(
    network: Any,
    lessons: Sequence[Lesson],
    settings: Settings = SETTINGS,
    say: Callable[[str], None] = print,
) -> None:
    """Train a network in place, one lesson a round; the words' own vectors and the lowest layers stay as they are."""
    import torch

    chance = random.Random(_SEED)
    tuned = [p for p in network["encoder"].parameters() if p.requires_grad]
    fresh = [*network["heads"].parameters(), *network["distance"].parameters()]
    groups = [{"params": tuned, "lr": settings["encoder rate"]}, {"params": fresh, "lr": settings["head rate"]}]
    optimizer = torch.optim.AdamW(groups, fused=True, weight_decay=settings["weight decay"])
    size = int(settings["batch"])
    steps = sum(1 for lesson in lessons for _ in _batches(lesson, size, random.Random(_SEED)))
    warm = max(1, int(settings["warm-up"] * steps))

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, steps - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    network.train()
    done = 0
    for number, lesson in enumerate(lessons, 1):
        sums: dict[str, float] = {}
        for told, searched in _batches(lesson, size, chance):
            losses = _losses(network, told, searched, settings)
            loss = sum(losses.values()) / (len(told) + len(searched)) / 4
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            done += 1
            if done % 100 == 0:
                say(f"{done} of {steps} steps")
        count = len(lesson.deeds) + len(lesson.pages)
        listed = ", ".join(f"{name} {value / count:.3f}" for name, value in sums.items())
        say(f"epoch {number} of {len(lessons)}: {listed}")


def _weight(decision: Decision, settings: Settings) -> float:
    return settings["event" if decision.name == "event" else "given" if decision.given else "open"]


def _batches(lesson: Lesson, size: int, chance: random.Random) -> Iterator[tuple[list[Deed], list[Page]]]:
    """Batches in any order, each of whole articles or, of a long one, of a stretch of it: pairs need both deeds."""
    by_article: dict[str, list[Deed | Page]] = {}
    every: list[Deed | Page] = [*lesson.deeds, *lesson.pages]
    for row in every:
        by_article.setdefault(row.article, []).append(row)
    pieces = [own[at : at + size] for own in by_article.values() for at in range(0, len(own), size)]
    chance.shuffle(pieces)
    batch: list[Deed | Page] = []
    batches = []
    for piece in pieces:
        if batch and len(batch) + len(piece) > size + size // 3:
            batches.append(batch)
            batch = []
        batch = [*batch, *piece]
    batches.append(batch)
    chance.shuffle(batches)
    for batch in batches:
        yield [row for row in batch if isinstance(row, Deed)], [row for row in batch if isinstance(row, Page)]


def _encoded(network: Any, windows: Sequence[Window]) -> tuple[Any, Any, Any]:
    """One vector a piece, what is no padding (by 1 and 0), and which pieces name a deed (the same)."""
    import torch

    longest = max(len(window.ids) for window in windows)
    order = sorted(range(len(windows)), key=lambda at: len(windows[at].ids))
    vectors: dict[int, Any] = {}
    for start in range(0, len(order), _TOGETHER):
        part = order[start : start + _TOGETHER]
        length = max(len(windows[at].ids) for at in part)
        ids = torch.full((len(part), length), _PADDING)
        types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        for row, at in enumerate(part):
            own = len(windows[at].ids)
            ids[row, :own] = torch.tensor(windows[at].ids)
            types[row, :own] = torch.tensor(windows[at].types)
            mask[row, :own] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_has_bfloat16()):
            read = network["encoder"](input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        padded = torch.nn.functional.pad(read.float() * mask.unsqueeze(2), (0, 0, 0, longest - length))
        vectors.update({at: padded[row] for row, at in enumerate(part)})
    mask, named = torch.zeros(len(windows), longest), torch.zeros(len(windows), longest)
    for at, window in enumerate(windows):
        mask[at, : len(window.ids)] = 1
        named[at, list(window.deed)] = 1.0
    return torch.stack([vectors[at] for at in range(len(windows))]), mask, named


def _has_bfloat16() -> bool:
    """Whether the processor computes with sixteen bits; one that only imitates it takes a hundred times as long."""
    import torch

    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _losses(network: Any, told: Sequence[Deed], searched: Sequence[Page], settings: Settings) -> dict[str, Any]:
    """The sums of what each network gets wrong in a batch, weighted."""
    import torch
    from torch.nn import functional

    windows = [*(row.window for row in told), *(row.window for row in searched)]
    vectors, mask, named = _encoded(network, windows)
    heads = network["heads"]
    centre = torch.einsum("bl,blw->bw", named / named.sum(1, keepdim=True).clamp(min=1), vectors)
    whole = vectors.sum(1) / mask.sum(1, keepdim=True)
    sums = torch.cat([torch.zeros_like(vectors[:, :1]), vectors.cumsum(1)], dim=1)

    def means(rows: list[int], low: list[int], high: list[int]) -> Any:
        counts = torch.tensor([b - a for a, b in zip(low, high, strict=True)])[:, None]
        return (sums[rows, high] - sums[rows, low]) / counts

    def features(rows: list[int], low: list[int], high: list[int], far: list[int]) -> Any:
        own, centres = means(rows, low, high), centre[rows]
        return torch.cat([centres, own, centres * own, network["distance"].weight[far]], dim=1)

    losses: dict[str, Any] = {}
    cases = [(at, decision) for at, row in enumerate(told) for decision in row.decisions]
    logits = torch.zeros(len(cases))
    for name in sorted({decision.name for _, decision in cases}):
        numbers = [number for number, (_, decision) in enumerate(cases) if decision.name == name]
        rows = [cases[number][0] for number in numbers]
        given = torch.tensor([[float(cases[number][1].given)] for number in numbers])
        if name == "event":
            seen = torch.cat([centre[rows], whole[rows], given], dim=1)
        else:
            spans = [cases[number][1].pieces or (0, 1) for number in numbers]
            away = [cases[number][1].distance for number in numbers]
            seen = torch.cat([features(rows, [a for a, _ in spans], [b for _, b in spans], away), given], dim=1)
        logits = logits.index_put((torch.tensor(numbers),), heads[name](seen)[:, 0])
    if cases:
        wanted = torch.tensor([float(decision.right) for _, decision in cases])
        weight = torch.tensor([_weight(decision, settings) for _, decision in cases])
        each = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        losses["decisions"] = (each * weight).sum()
    words = [(at, *word) for at, row in enumerate(told) if row.roles for word in _words(row)]
    if words:
        played = torch.zeros(len(words), OUTPUTS)
        for number, word in enumerate(words):
            played[number, list(word[4])] = 1.0
        rows, low = [word[0] for word in words], [word[1] for word in words]
        high, far = [word[2] for word in words], [word[3] for word in words]
        read = heads["roles"](features(rows, low, high, far))
        cost = functional.binary_cross_entropy_with_logits(read, played, reduction="sum")
        losses["roles"] = settings["roles"] * cost
    typed = [(at, row.type) for at, row in enumerate(told) if row.type is not None]
    if typed:
        rows = [at for at, _ in typed]
        read = heads["kind"](torch.cat([centre[rows], whole[rows]], dim=1))
        cost = functional.cross_entropy(read, torch.tensor([kind for _, kind in typed]), reduction="sum")
        losses["type"] = settings["type"] * cost
    pairs = _pairs(told)
    if pairs:
        one, other = centre[[a for a, _, _ in pairs]], centre[[b for _, b, _ in pairs]]
        read = heads["same"](torch.cat([one, other, one * other, (one - other).abs()], dim=1))[:, 0]
        alike = torch.tensor([float(right) for _, _, right in pairs])
        cost = functional.binary_cross_entropy_with_logits(read, alike, reduction="sum")
        losses["same"] = settings["same"] * cost
    places = [(len(told) + at, *word) for at, page in enumerate(searched) for word in _page_words(page)]
    if places:
        rows = [place[0] for place in places]
        low, high = [place[1] for place in places], [place[2] for place in places]
        read = heads["deed"](torch.cat([means(rows, low, high), whole[rows]], dim=1))
        deeds = torch.zeros(len(places), 1 + len(TYPES))
        for number, place in enumerate(places):
            if place[3] is not None:
                deeds[number, [0, 1 + place[3]]] = 1.0
        cost = functional.binary_cross_entropy_with_logits(read, deeds, reduction="sum")
        losses["deed"] = settings["deed"] * cost
    return losses


def _pairs(told: Sequence[Deed]) -> list[tuple[int, int, bool]]:
    """The pairs of deeds of one article, the one told first before the other, and whether they are one event."""
    order = sorted(range(len(told)), key=lambda at: told[at].window.start_of_deed())
    return [
        (a, b, told[a].event == told[b].event)
        for place, a in enumerate(order)
        for b in order[place + 1 :]
        if told[a].article == told[b].article and told[a].event is not None and told[b].event is not None
    ]


def _page_words(page: Page) -> Iterator[tuple[int, int, int | None]]:
    low, high, _ = page.window.word_rows()
    yield from zip(low, high, page.types, strict=False)


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
