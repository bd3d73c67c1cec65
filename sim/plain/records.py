"""Dataclasses on disk, with arrays and columns, in one compressed stream, as data of a schema that the program knows.

The schema is the annotations of the dataclass that is asked for. A file holds values only, in the order of the fields:
no name in it is looked up, imported or called, no array holds objects, and sizes have bounds before anything is made of
them.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import zlib
from collections.abc import Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Arrays = list[NDArray[Any]]

MOST_BYTES = 256_000_000
"""Of all that a file holds, unpacked; the largest county that we ship needs 3,000,000."""

FAST = 1
"""Level of compression: a twentieth larger than level 6, at a third of the time."""

HEAD_BYTES = 8
"""A number of so many bytes says how long the JSON is that follows it; arrays follow that."""

_SCALARS = (float, int, str, bool)

COLUMN_KINDS = "biufU"
"""Kinds of arrays that a table's column may be: truth, numbers, text."""


def packed(value: Any) -> bytes:
    """A dataclass as the bytes of a file.

    Raises:
        TypeError: it is not of the types that its fields are annotated with.
    """
    arrays: Arrays = []
    shape = _packed(type(value), value, arrays)
    head = json.dumps([shape, [[a.dtype.str, a.shape] for a in arrays]], ensure_ascii=False).encode()
    size = len(head).to_bytes(HEAD_BYTES, "little")
    return zlib.compress(b"".join([size, head, *(a.tobytes() for a in arrays)]), FAST)


def read(path: Path, kind: type[T]) -> T:
    """Read a file of such bytes.

    Raises:
        ValueError: the file is no such thing, damaged, or of fields that are no longer what they were.
    """
    try:
        body = _opened(path.read_bytes())
        end = HEAD_BYTES + int.from_bytes(body[:HEAD_BYTES], "little")
        shape, described = json.loads(bytes(body[HEAD_BYTES:end]))
        found: T = _unpacked(kind, shape, _arrays(described, body[end:]))
        return found
    except Exception as error:  # of damaged bytes zlib, numpy and json may complain in any way
        raise ValueError(f"{path} is damaged: {type(error).__name__}: {error}") from error


def _opened(content: bytes) -> memoryview:
    """What was compressed, its checksum looked at; at most ``MOST_BYTES`` are made."""
    stream = zlib.decompressobj()
    body = stream.decompress(content, MOST_BYTES)
    if not stream.eof or stream.unused_data:
        raise ValueError(f"not one whole stream of at most {MOST_BYTES} bytes")
    return memoryview(body)


def _arrays(described: Any, body: memoryview) -> Arrays:
    """The arrays that stand one after the other in the bytes, which they must fill."""
    found: Arrays = []
    for text, shape in _is(list, described):
        dtype, count = np.dtype(_is(str, text)), math.prod(_size(n) for n in _is(list, shape))
        size = count * dtype.itemsize
        if dtype.kind not in COLUMN_KINDS or not dtype.itemsize or len(shape) > 2 or size > len(body):
            raise ValueError(f"{dtype} of shape {shape} in {len(body)} bytes")
        found.append(np.frombuffer(body[:size], dtype).reshape(shape).copy())
        body = body[size:]
    if body:
        raise ValueError(f"{len(body)} bytes too many")
    return found


def _size(n: Any) -> int:
    if _is(int, n) < 0:
        raise ValueError(f"a length of {n}")
    return int(n)


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Names and types of a dataclass's fields, in order."""
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in dataclasses.fields(kind))


def _packed(kind: Any, value: Any, arrays: Arrays) -> Any:
    """A value as JSON has it; arrays go into the list, their number stands for them."""
    if dataclasses.is_dataclass(kind):
        return [_packed(t, getattr(value, name), arrays) for name, t in _fields(kind)]  # type: ignore[arg-type]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is np.ndarray:
        arrays.append(_of_kind(np.asarray(value), inner[1]))
        return len(arrays) - 1
    if origin is dict:
        return [[_packed(inner[0], k, arrays), _packed(inner[1], v, arrays)] for k, v in value.items()]
    if origin is tuple:
        return [_packed(t, v, arrays) for t, v in zip(_each(inner, len(value)), value, strict=True)]
    if origin in (types.UnionType, Union):
        return _packed_column(value, arrays)
    return _packed_scalar(kind, value)


def _packed_column(value: Any, arrays: Arrays) -> Any:
    """A table's column: an array, or a sequence of numbers and texts."""
    if isinstance(value, np.ndarray):
        return _packed(NDArray[Any], value.astype(str) if value.dtype == object else value, arrays)
    return [v.item() if isinstance(v, np.generic) else v for v in value]


def _packed_scalar(kind: Any, value: Any) -> Any:
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, Enum) and type(value) is kind:
        return _packed_scalar(type(value.value), value.value)
    if kind is float and type(value) in (float, int):
        return float(value).hex()
    if type(value) is not kind or kind not in (int, bool, str):
        raise TypeError(f"{type(value).__name__} cannot be stored as {kind}")
    return value


def _unpacked(kind: Any, shape: Any, arrays: Sequence[NDArray[Any]]) -> Any:
    """A value of a type from JSON and arrays.

    Raises:
        ValueError, TypeError, IndexError: it is not of that type.
    """
    if kind in _SCALARS:  # most of what there is
        return float.fromhex(_is(str, shape)) if kind is float else _is(kind, shape)
    if dataclasses.is_dataclass(kind):
        values = [_unpacked(t, v, arrays) for (_, t), v in zip(_fields(kind), _is(list, shape), strict=True)]  # type: ignore[arg-type]
        return kind(*values)  # type: ignore[operator]
    if get_origin(kind) is not None:
        return _unpacked_generic(kind, shape, arrays)
    return kind(shape) if issubclass(kind, Enum) else _is(kind, shape)


def _unpacked_generic(kind: Any, shape: Any, arrays: Sequence[NDArray[Any]]) -> Any:
    """The same of an array, a dict, a tuple, or one of several types."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is np.ndarray:
        return _of_kind(arrays[_is(int, shape)], inner[1])
    if origin is dict:
        return {_unpacked(inner[0], k, arrays): _unpacked(inner[1], v, arrays) for k, v in _is(list, shape)}
    if origin is tuple:
        return tuple(_unpacked(t, v, arrays) for t, v in zip(_each(inner, len(_is(list, shape))), shape, strict=True))
    if origin in (types.UnionType, Union):
        if type(shape) is int:
            return _unpacked(NDArray[Any], shape, arrays)
        return [_is((str, int, float, bool, type(None)), v) for v in _is(list, shape)]
    return _is(kind, shape)


def _each(inner: tuple[Any, ...], count: int) -> Sequence[Any]:
    """The type of each item of a tuple."""
    return [inner[0]] * count if len(inner) == 2 and inner[1] is Ellipsis else inner


def _is(kind: type[Any] | tuple[type[Any], ...], value: Any) -> Any:
    if type(value) not in (kind if isinstance(kind, tuple) else (kind,)):
        raise ValueError(f"{value!r:.40} where {kind} belongs")
    return value


def _of_kind(array: NDArray[Any], dtype: Any) -> NDArray[Any]:
    (wanted,) = get_args(dtype)
    if array.dtype.kind not in COLUMN_KINDS if wanted is Any else array.dtype != np.dtype(wanted):
        raise TypeError(f"an array of {array.dtype} where {wanted} belongs")
    return array
