"""Reads the words around a deed with a pretrained encoder, and scores what happened and what fills its slots.

The encoder (a multilingual E5 of twelve layers, cut to Arabic and Latin pieces, fine-tuned on the annotated articles
of the project) is an ONNX graph, its tokenisation a SentencePiece model; small networks over its output score one
decision each. ``kgbuild.learning`` makes all three; :mod:`~kgbuild.extraction.runtimes` has what runs the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from kgbuild.errors import PipelineError
from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.roles import ROLES, Roles
from kgbuild.extraction.runtimes import Floats, RuntimeName, open_runtime
from kgbuild.extraction.surroundings import Candidate
from kgbuild.extraction.windows import Cutter, Window, window_of
from kgbuild.extraction.wordpieces import OPENING, WordPieces

__all__ = [
    "ENCODER",
    "FILES",
    "STEPS",
    "Context",
    "Encoder",
    "Floats",
    "bucket",
    "contexts",
    "cutter",
    "distance",
    "load_encoder",
]

ENCODER = Path(__file__).parent / "encoder"
FILES = ("encoder.onnx", "pieces.model", "heads.npz")
STEPS = (-64, -40, -25, -15, -10, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 10, 15, 25, 40, 64)
"""Distances in words from the deed to a candidate; each range between two of them has a vector of its own."""


def bucket(distance: int) -> int:
    """Return the range that a distance lies in.

    Examples
    --------
    >>> bucket(-70), bucket(0), bucket(70)
    (0, 10, 21)
    """
    return next((at for at, limit in enumerate(STEPS) if distance <= limit), len(STEPS))


def distance(deed: Sequence[tuple[int, int]], item: Candidate) -> int:
    """Return the range of the distance from the nearest word of a deed (half-open word spans) to a candidate."""
    return bucket(min((item.start - at for at, _ in deed), key=abs))


def cutter(model: bytes) -> Cutter:
    """Return the tokenisation of a SentencePiece model, or of a written list of WordPiece."""
    import sentencepiece

    if model.startswith(OPENING):
        return WordPieces.read(model).cut
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model)

    def cut(text: str) -> tuple[list[int], list[tuple[int, int]]]:
        mapping = pieces.encode(text, return_type="offset_mapping")
        return mapping["ids"], mapping["offsets"]

    return cut


class Encoder:
    """A pretrained encoder with the networks that score decisions.

    Parameters
    ----------
    folder
        Where :data:`FILES` are.
    runtime
        What runs the encoder: ``onnxruntime``, or ``spacy-transformers``, which the extra ``trf`` brings along.

    Raises
    ------
    PipelineError
        One of them is missing or no such file, or the packages of the runtime are missing.
    """

    def __init__(self, folder: Path, runtime: RuntimeName = "onnxruntime") -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise PipelineError(f"{folder}: no encoder there ({', '.join(missing)} missing)")
        try:
            self._runtime = open_runtime(runtime, folder / FILES[0])
            self._read: dict[Window, Floats] = {}
            self.cut = cutter((folder / FILES[1]).read_bytes())
            with np.load(folder / FILES[2]) as heads:
                self.heads: dict[str, Floats] = {name: heads[name].astype(np.float32) for name in heads.files}
        except PipelineError:
            raise
        except Exception as error:  # onnxruntime has a class of its own for every kind of broken file
            raise PipelineError(f"{folder}: the encoder cannot be loaded ({type(error).__name__}: {error})") from error

    def vectors(self, window: Window) -> Floats:
        """Return one vector a piece, in rows; the last windows are remembered, since several components ask."""
        if window not in self._read:
            self._keep([window])
        return self._read[window]

    def read_ahead(self, windows: Iterable[Window]) -> None:
        """Read the windows that will be asked for at once; nothing is done where the runtime reads each alone."""
        if self._runtime.together > 1:
            fresh = [window for window in dict.fromkeys(windows) if window not in self._read]
            self._keep(fresh[: self._runtime.remembered])

    def _keep(self, windows: Sequence[Window]) -> None:
        for window, vectors in zip(windows, self._runtime.vectors(windows), strict=True):
            if len(self._read) >= self._runtime.remembered:
                del self._read[next(iter(self._read))]
            self._read[window] = vectors

    def network(self, name: str, features: Floats) -> Floats:
        """Return the scores (logits) that the network of one decision gives: one row for each row of features."""
        hidden = features @ self.heads[f"{name}.0.weight"].T + self.heads[f"{name}.0.bias"]
        active = 0.5 * hidden * (1 + np.tanh(0.7978845608 * (hidden + 0.044715 * hidden**3)))
        scores: Floats = active @ self.heads[f"{name}.2.weight"].T + self.heads[f"{name}.2.bias"]
        return scores

    def deeds(self, window: Window) -> Floats:
        """Return the scores (logits) of the words of a window: that it names a deed, and of which type (one a row)."""
        vectors = self.vectors(window)
        whole = np.broadcast_to(vectors.mean(axis=0), (len(window.pieces), vectors.shape[1]))
        return self.network("deed", np.concatenate([_words(vectors, window), whole], axis=1))

    def same(self, first: Floats, second: Floats) -> float:
        """Return how much speaks for it that two deeds, given by their vectors in text order, are one event."""
        features = np.concatenate([first, second, first * second, np.abs(first - second)])
        return float(self.network("same", features)[0])

    def reads(self, name: str) -> bool:
        """Whether the network of a decision is there."""
        return f"{name}.0.weight" in self.heads


class Context:
    """What the encoder makes of one deed: its scores are logits, each of one decision; ``window`` is what it reads."""

    def __init__(self, encoder: Encoder, reading: Reading, frame: Frame) -> None:
        self._encoder = encoder
        self._deed = [(trigger.start, trigger.end) for trigger in frame.triggers]
        self.window = window_of(reading, self._deed, frame.sentence, encoder.cut)

    @cached_property
    def _vectors(self) -> Floats:
        return self._encoder.vectors(self.window)

    @cached_property
    def centre(self) -> Floats:
        """The deed's vector: the mean of those of its words."""
        centre: Floats = self._vectors[list(self.window.deed)].mean(axis=0)
        return centre

    @property
    def reads_types(self) -> bool:
        """Whether the encoder tells types apart."""
        return self._encoder.reads("kind")

    def types(self) -> Floats:
        """Return how likely each type is (:data:`~kgbuild.extraction.roles.TYPES`), in all 1."""
        scores = self._encoder.network("kind", np.concatenate([self.centre, self._vectors.mean(axis=0)]))
        likely: Floats = np.exp(scores - scores.max())
        likely /= likely.sum()
        return likely

    def event(self, given: bool) -> float:
        """Return how much speaks for it that the deed happened; ``given``: the rules say so."""
        whole = self._vectors.mean(axis=0)
        return float(self._encoder.network("event", np.concatenate([self.centre, whole, _flag(given)]))[0])

    def argument(self, slot: str, item: Candidate, given: bool) -> float | None:
        """Return how much speaks for it that a candidate fills a slot; nothing where it stands too far away."""
        pieces = self.window.within(item.start, item.end)
        if pieces is None:
            return None
        candidate = self._vectors[slice(*pieces)].mean(axis=0)
        away = self._encoder.heads["distance"][distance(self._deed, item)]
        features = [self.centre, candidate, self.centre * candidate, away, _flag(given)]
        return float(self._encoder.network(slot, np.concatenate(features))[0])

    def played(self, slot: str, item: Candidate) -> float | None:
        """Return how much speaks for it that a candidate's words fill a slot; nothing where that is not read."""
        if self.roles is None or slot not in ROLES:
            return None
        return self.roles.of(slot, item.start, item.end)

    @cached_property
    def roles(self) -> Roles | None:
        """The parts that the words around the deed play in it; nothing where the encoder does not read them."""
        if not self._encoder.reads("roles"):
            return None
        _, _, away = self.window.word_rows()
        words = _words(self._vectors, self.window)
        centres = np.broadcast_to(self.centre, words.shape)
        far = self._encoder.heads["distance"][[bucket(steps) for steps in away]]
        features = np.concatenate([centres, words, centres * words, far], axis=1)
        return Roles(self.window.first, self._encoder.network("roles", features.astype(np.float32)))


def _words(vectors: Floats, window: Window) -> Floats:
    """One vector a word of a window, the mean of those of its pieces."""
    low, high, _ = window.word_rows()
    sums = np.concatenate([np.zeros_like(vectors[:1]), vectors.cumsum(axis=0)])
    words: Floats = (sums[high] - sums[low]) / (np.array(high) - np.array(low))[:, None]
    return words


def _flag(given: bool) -> Floats:
    return np.array([float(given)], dtype=np.float32)


def contexts(encoder: Encoder, reading: Reading, numbers: Iterable[int]) -> dict[int, Context]:
    """Return what the encoder makes of frames of an article, by their numbers; it reads them ahead, at once."""
    found = {number: Context(encoder, reading, reading.frames[number]) for number in numbers}
    encoder.read_ahead(context.window for context in found.values())
    return found


def load_encoder(folder: Path, runtime: RuntimeName = "onnxruntime") -> Encoder:
    """Load an encoder once a process and runtime."""
    return _loaded(folder, runtime)


@lru_cache(maxsize=2)
def _loaded(folder: Path, runtime: RuntimeName) -> Encoder:
    return Encoder(folder, runtime)
