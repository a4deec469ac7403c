"""Reads the arrays and the nodes of an ONNX file, for who runs its network by other means than ONNX Runtime.

The file is a message of Protocol Buffers (https://protobuf.dev/programming-guides/encoding/) in the form of
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Of that form the few fields are read that are needed here, so
that no package of its own is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "Node", "OnnxGraph", "read_graph"]

Array: TypeAlias = NDArray[Any]

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5  # kinds of values
_GRAPH = 7  # of ModelProto
_NODE, _INITIALIZER = 1, 5  # of GraphProto
_INPUT, _OUTPUT, _CALLED, _OPERATION, _ATTRIBUTE = 1, 2, 3, 4, 5  # of NodeProto
_ATTRIBUTE_NAME, _FLOAT, _TENSOR = 1, 2, 5  # of AttributeProto
_DIMENSION, _TYPE, _NAME, _RAW = 1, 2, 8, 9  # of TensorProto
_TYPES = {1: "<f4", 2: "u1", 3: "i1", 6: "<i4", 7: "<i8", 9: "?", 10: "<f2", 11: "<f8"}  # TensorProto.DataType


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a network: its name and operation, and the names of what it takes and gives.

    ``settings`` holds those attributes that are a number with a point or an array.
    """

    name: str
    operation: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    settings: Mapping[str, float | Array]


@dataclass(frozen=True, slots=True)
class OnnxGraph:
    """The steps of a network, in order, and its arrays by name."""

    nodes: tuple[Node, ...]
    arrays: Mapping[str, Array]

    def holds(self, name: str) -> bool:
        """Whether an array of that name is there, as floats or as bytes with a scale."""
        return name in self.arrays or f"{name}.bytes" in self.arrays

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return an array; one that is kept as bytes (``NAME.bytes``) multiplied by its scale (``NAME.scale``).

        Raises
        ------
        KeyError
            There is no such array.
        """
        if f"{name}.bytes" in self.arrays:
            scaled = self.arrays[f"{name}.bytes"].astype(np.float32) * self.arrays[f"{name}.scale"]
            return np.asarray(scaled, dtype=np.float32)
        return np.asarray(self.arrays[name], dtype=np.float32)


def read_graph(data: bytes) -> OnnxGraph:
    """Read an ONNX file.

    Raises
    ------
    ValueError
        It is no such file, breaks off, or holds an array of a type that is not read.

    Examples
    --------
    >>> tensor = bytes([8, 2, 16, 3, 66, 1]) + b"w" + bytes([74, 2, 7, 255])
    >>> graph = bytes([42, len(tensor)]) + tensor
    >>> read_graph(bytes([58, len(graph)]) + graph).arrays["w"].tolist()
    [7, -1]
    """
    nodes: list[Node] = []
    arrays: dict[str, Array] = {}
    graphs = [_bytes(value) for field, value in _fields(memoryview(data)) if field == _GRAPH]
    if not graphs:
        raise ValueError("no graph in it")
    for field, value in _fields(graphs[0]):
        if field == _NODE:
            nodes.append(_node(_bytes(value)))
        elif field == _INITIALIZER:
            name, array = _tensor(_bytes(value))
            arrays[name] = array
    return OnnxGraph(tuple(nodes), arrays)


def _node(data: memoryview) -> Node:
    inputs, outputs, called, operation = [], [], "", ""
    settings: dict[str, float | Array] = {}
    for field, value in _fields(data):
        if field == _INPUT:
            inputs.append(_text(value))
        elif field == _OUTPUT:
            outputs.append(_text(value))
        elif field == _CALLED:
            called = _text(value)
        elif field == _OPERATION:
            operation = _text(value)
        elif field == _ATTRIBUTE:
            parts = dict(_fields(_bytes(value)))
            name = _text(parts[_ATTRIBUTE_NAME])
            if _TENSOR in parts:
                settings[name] = _tensor(_bytes(parts[_TENSOR]))[1]
            elif _FLOAT in parts:
                settings[name] = float(np.frombuffer(_bytes(parts[_FLOAT]), "<f4")[0])
    return Node(called, operation, tuple(inputs), tuple(outputs), settings)


def _tensor(data: memoryview) -> tuple[str, Array]:
    name, kind, raw = "", 0, memoryview(b"")
    shape: list[int] = []
    for field, value in _fields(data):
        if field == _DIMENSION:
            shape += [value] if isinstance(value, int) else _packed(value)
        elif field == _TYPE and isinstance(value, int):
            kind = value
        elif field == _NAME:
            name = _text(value)
        elif field == _RAW:
            raw = _bytes(value)
    if kind not in _TYPES:
        raise ValueError(f"{name}: an array of type {kind} is not read")
    return name, np.frombuffer(raw, _TYPES[kind]).reshape(shape)


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """The fields of a message: number and value, whole numbers as such and anything else as its bytes."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        if kind == _BYTES:
            size, at = _varint(data, at)
        elif kind in (_FOUR_BYTES, _EIGHT_BYTES):
            size = 4 if kind == _FOUR_BYTES else 8
        else:
            raise ValueError(f"no message of Protocol Buffers (a value of kind {kind})")
        if at + size > len(data):
            raise ValueError("it breaks off")
        yield key >> 3, data[at : at + size]
        at += size


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """A whole number, seven bits a byte, the lowest first; and where what follows begins."""
    number = shift = 0
    while at < len(data):
        byte = data[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at
    raise ValueError("it breaks off")


def _packed(data: memoryview) -> list[int]:
    at, numbers = 0, []
    while at < len(data):
        number, at = _varint(data, at)
        numbers.append(number)
    return numbers


def _bytes(value: int | memoryview) -> memoryview:
    if isinstance(value, int):
        raise ValueError("a number where a part should be")
    return value


def _text(value: int | memoryview) -> str:
    return str(_bytes(value), "utf-8")
