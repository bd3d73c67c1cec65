"""Results of a replication on disk: nested dataclasses, arrays and tables in one .npz, no pickle."""

from __future__ import annotations

import dataclasses
import importlib
import io
import json
import os
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd


def write(path: Path, value: Any) -> None:
    """Write a value aside and move it into place, so that a file with that name is always whole."""
    arrays: list[np.ndarray[Any, Any]] = []
    shape = json.dumps(_encode(value, arrays), ensure_ascii=False)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, shape=np.frombuffer(shape.encode(), dtype=np.uint8), **{f"a{i}": a for i, a in enumerate(arrays)})  # type: ignore[arg-type]
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(buffer.getvalue())
    os.replace(aside, path)


def read(path: Path) -> Any:
    """Read what ``write`` wrote.

    Raises:
        ValueError: the file is damaged, or of classes that are no longer what they were.
    """
    try:
        with np.load(path, allow_pickle=False) as found:
            arrays = [found[f"a{i}"] for i in range(len(found.files) - 1)]
            shape = json.loads(found["shape"].tobytes().decode())
        return _decode(shape, arrays)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError, AttributeError, ImportError) as error:
        raise ValueError(f"{path} is damaged: {error}") from error


def _encode(value: Any, arrays: list[np.ndarray[Any, Any]]) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return {"f": value.hex()}
    if isinstance(value, np.generic):
        return _encode(value.item(), arrays)
    if isinstance(value, np.ndarray):
        arrays.append(value.astype(str) if value.dtype == object else value)
        return {"a": len(arrays) - 1}
    if isinstance(value, pd.DataFrame):
        return {"t": [[str(c), _encode(value[c].to_numpy(), arrays)] for c in value.columns]}
    if isinstance(value, (list, tuple)):
        return {"l": [_encode(v, arrays) for v in value], "tuple": isinstance(value, tuple)}
    if isinstance(value, dict):
        return {"d": [[_encode(k, arrays), _encode(v, arrays)] for k, v in value.items()]}
    if dataclasses.is_dataclass(value):
        kind = type(value)
        fields = [[f.name, _encode(getattr(value, f.name), arrays)] for f in dataclasses.fields(value)]
        return {"c": [kind.__module__, kind.__qualname__], "fields": fields}
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _decode(shape: Any, arrays: list[np.ndarray[Any, Any]]) -> Any:
    if not isinstance(shape, dict):
        return shape
    if "f" in shape:
        return float.fromhex(shape["f"])
    if "a" in shape:
        return arrays[shape["a"]]
    if "t" in shape:
        return pd.DataFrame({name: _decode(column, arrays) for name, column in shape["t"]})
    if "l" in shape:
        items = [_decode(v, arrays) for v in shape["l"]]
        return tuple(items) if shape["tuple"] else items
    if "d" in shape:
        return {_decode(k, arrays): _decode(v, arrays) for k, v in shape["d"]}
    module, name = shape["c"]
    if module.split(".")[0] not in ("sim", "experiments"):
        raise ValueError(f"{module}.{name} is no class of ours")
    kind = getattr(importlib.import_module(module), name)
    return kind(**{field: _decode(v, arrays) for field, v in shape["fields"]})
