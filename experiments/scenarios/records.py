"""Results of a replication on disk: dataclasses, arrays and columns in one .npz, as data of a schema that the program knows.

The schema is the annotations of the dataclass that is asked for. A file holds values only, in the order of the fields: no name in it
is looked up, imported or called, no array holds objects, and sizes have bounds before anything is made of them.
"""

from __future__ import annotations

import dataclasses
import io
import json
import math
import types
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Arrays = list[NDArray[Any]]

MOST_BYTES = 256_000_000
"""Of all that a file holds, unpacked; the largest county that we ship needs 3,000,000."""

MOST_ARRAYS = 5_000

FAST = 1
"""Compression: a tenth larger than the best, at a third of the time."""

SHAPE = "shape.npy"
COLUMN_KINDS = "biufU"
"""Kinds of arrays that a table's column may be: truth, numbers, text."""


def packed(value: Any) -> bytes:
    """A dataclass as the bytes of a file.

    Raises:
        TypeError: it is not of the types that its fields are annotated with.
    """
    arrays: Arrays = []
    text = json.dumps(_packed(type(value), value, arrays), ensure_ascii=False)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as file:
        _add(file, SHAPE, np.frombuffer(text.encode(), dtype=np.uint8))
        for i, array in enumerate(arrays):
            _add(file, f"a{i}.npy", array)
    return buffer.getvalue()


def _add(file: zipfile.ZipFile, name: str, array: NDArray[Any]) -> None:
    head = io.BytesIO()
    np.lib.format.write_array(head, np.ascontiguousarray(array) if array.ndim else array, (1, 0), allow_pickle=False)
    file.writestr(zipfile.ZipInfo(name), head.getbuffer(), zipfile.ZIP_DEFLATED, FAST)


def read(path: Path, kind: type[T]) -> T:
    """Read a file of such bytes.

    Raises:
        ValueError: the file is no such thing, damaged, or of fields that are no longer what they were.
    """
    try:
        with zipfile.ZipFile(path) as file:
            _bounded(file)
            shape, *arrays = [_array(file, name) for name in [SHAPE, *(f"a{i}.npy" for i in range(len(file.infolist()) - 1))]]
        found: T = _unpacked(kind, json.loads(shape.tobytes().decode()), arrays)
        return found
    except Exception as error:  # of damaged bytes zip, zlib, numpy and json may complain in any way
        raise ValueError(f"{path} is damaged: {type(error).__name__}: {error}") from error


def _bounded(file: zipfile.ZipFile) -> None:
    parts = file.infolist()
    if len(parts) > MOST_ARRAYS or sum(p.file_size for p in parts) > MOST_BYTES:
        raise ValueError(f"{len(parts)} parts of {sum(p.file_size for p in parts)} bytes")


def _array(file: zipfile.ZipFile, name: str) -> NDArray[Any]:
    """An array of the archive; its head says of what shape, and as much as it says must be there."""
    with file.open(name) as part:
        if np.lib.format.read_magic(part) != (1, 0):
            raise ValueError(f"{name}: another format of arrays")
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(part)
        size = file.getinfo(name).file_size
        if dtype.kind not in COLUMN_KINDS or len(shape) > 2 or min(shape, default=0) < 0 or math.prod(shape) * dtype.itemsize > size:
            raise ValueError(f"{name}: {dtype} of shape {shape} in {size} bytes")
        values = np.frombuffer(part.read(size), dtype, math.prod(shape)) if dtype.itemsize else np.zeros(math.prod(shape), dtype)
    return values.reshape(shape, order="F" if fortran else "C").copy()


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
    if dataclasses.is_dataclass(kind):
        values = [_unpacked(t, v, arrays) for (_, t), v in zip(_fields(kind), _is(list, shape), strict=True)]  # type: ignore[arg-type]
        return kind(*values)  # type: ignore[operator]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is np.ndarray:
        return _of_kind(arrays[_is(int, shape)], inner[1])
    if origin is dict:
        return {_unpacked(inner[0], k, arrays): _unpacked(inner[1], v, arrays) for k, v in _is(list, shape)}
    if origin is tuple:
        return tuple(_unpacked(t, v, arrays) for t, v in zip(_each(inner, len(_is(list, shape))), shape, strict=True))
    if origin in (types.UnionType, Union):
        return _unpacked(NDArray[Any], shape, arrays) if type(shape) is int else [_is((str, int, float, bool, type(None)), v) for v in _is(list, shape)]
    return float.fromhex(_is(str, shape)) if kind is float else _is(kind, shape)


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
