"""The vectors of an article's words as spacy-transformers keeps them, in ``doc._.trf_data``.

The windows are those in which deeds are searched (:func:`~kgbuild.extraction.windows.page_windows`), so that the
encoder remembers what :mod:`~kgbuild.extraction.finding` is about to ask for; those of several articles are read at
once. An article without any word of violence is not searched, and has no vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc, Span
from thinc.api import Model, Ragged
from thinc.types import Ints1d

from kgbuild.extraction.annotations import Reading, reading_of
from kgbuild.extraction.encoder import Encoder
from kgbuild.extraction.transformer import word_pieces
from kgbuild.extraction.windows import Window, page_windows

__all__ = ["page_model"]


@dataclass(frozen=True, slots=True)
class _Page:
    """A window, its tokens, up to those of the next one, and where each word starts → its number in the window."""

    window: Window
    tokens: Span
    starts: dict[int, int]


def page_model(encoder: Encoder) -> Model[list[Doc], Any]:
    """Return a model for spacy-transformers' ``Transformer``: articles → a ``FullTransformerBatch``."""
    return Model("kgbuild-pages", _forward, attrs={"encoder": encoder})


def _forward(model: Model[list[Doc], Any], docs: list[Doc], is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    from spacy_transformers.data_classes import FullTransformerBatch

    encoder: Encoder = model.attrs["encoder"]
    pages = [list(_pages(doc, reading_of(doc), encoder)) for doc in docs]
    flat = [page for of_doc in pages for page in of_doc]
    if not flat:
        return FullTransformerBatch.empty(len(docs)), lambda gradient: []
    windows = [page.window for page in flat]
    encoder.read_ahead(windows)
    spans = [[page.tokens for page in of_doc] for of_doc in pages]
    batch = FullTransformerBatch(spans, word_pieces(windows), _output(encoder, windows), _aligned(flat))
    return batch, lambda gradient: []


def _pages(doc: Doc, reading: Reading, encoder: Encoder) -> Iterator[_Page]:
    """The windows of an article on violence; together they have all its tokens."""
    windows = list(page_windows(reading, encoder.cut)) if reading.triggers else []
    place = {token.idx: token.i for token in doc}
    begins = [place[reading.words[window.first].start] for window in windows[1:]]
    for window, (begin, end) in zip(windows, pairwise([0, *begins, len(doc)]), strict=False):
        words = reading.words[window.first : window.first + len(window.pieces)]
        yield _Page(window, doc[begin:end], {word.start: number for number, word in enumerate(words)})


def _output(encoder: Encoder, windows: Sequence[Window]) -> Any:
    """The vectors of windows, padded to the longest."""
    import torch
    from transformers.modeling_outputs import BaseModelOutput

    rows = [torch.from_numpy(encoder.vectors(window)) for window in windows]
    return BaseModelOutput(last_hidden_state=torch.nn.utils.rnn.pad_sequence(rows, batch_first=True))


def _aligned(pages: Sequence[_Page]) -> Ragged:
    """For each token its pieces, counted through the padded batch; what is no word, such as a blank, has none."""
    width = max(len(page.window.ids) for page in pages)
    rows = [
        np.arange(row * width + first, row * width + behind, dtype=np.int32)
        for row, page in enumerate(pages)
        for first, behind in _pieces(page)
    ]
    lengths = np.array([len(row) for row in rows], dtype=np.int32)
    return Ragged(cast(Ints1d, np.concatenate(rows)), cast(Ints1d, lengths))


def _pieces(page: _Page) -> Iterator[tuple[int, int]]:
    low, high, _ = page.window.word_rows()
    for token in page.tokens:
        number = page.starts.get(token.idx)
        yield (0, 0) if number is None else (low[number], high[number])
