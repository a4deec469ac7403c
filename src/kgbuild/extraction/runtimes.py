"""What runs the network of an encoder: ONNX Runtime, which kgbuild installs, or torch, through spacy-transformers.

Both run the same weights, those of the encoder's ONNX file, and give the same vectors but for rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kgbuild.extraction.windows import Window

__all__ = ["Floats", "OnnxRuntime", "Runtime", "RuntimeName", "open_runtime"]

Floats: TypeAlias = NDArray[np.float32]
RuntimeName: TypeAlias = Literal["onnxruntime", "spacy-transformers"]
"""The setting ``runtime`` of the components that read with an encoder."""


class Runtime(Protocol):
    """Runs the network of an encoder."""

    @property
    def together(self) -> int:
        """How many windows it reads at once."""

    @property
    def remembered(self) -> int:
        """How many windows are worth keeping."""

    def vectors(self, windows: Sequence[Window]) -> list[Floats]:
        """Return for each window one vector a piece, in rows."""


class OnnxRuntime:
    """Reads each window alone, so that its vectors do not depend on what is read beside it.

    Parameters
    ----------
    path
        An ONNX file with the inputs ``input_ids`` and ``token_type_ids``.
    """

    together, remembered = 1, 128

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Threads that wait by spinning take the time of those that compute, where others want the cores, too.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def vectors(self, windows: Sequence[Window]) -> list[Floats]:
        """Return for each window one vector a piece, in rows."""
        return [self._vectors(window) for window in windows]

    def _vectors(self, window: Window) -> Floats:
        ids = np.array([window.ids], dtype=np.int64)
        types = np.array([window.types], dtype=np.int64)
        vectors: Floats = self._session.run(None, {"input_ids": ids, "token_type_ids": types})[0][0]
        return vectors


def open_runtime(name: RuntimeName, path: Path) -> Runtime:
    """Load the network of an ONNX file into a runtime.

    Raises
    ------
    PipelineError
        The packages of the extra ``trf`` are missing.
    Exception
        The file is broken: every runtime has classes of its own for that.
    """
    if name == "onnxruntime":
        return OnnxRuntime(path)
    from kgbuild.extraction.transformer import TransformerRuntime

    return TransformerRuntime(path)
