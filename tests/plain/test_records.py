"""Stored replications: what goes in comes out, and a file that somebody changed is refused, its names never called."""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.measure.part import Part, check_part
from sim.plain import records
from tests.measure.test_part import LEDGER, part


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "x.part").write_bytes(records.packed(part()))
    return tmp_path / "x.part"


def same(a: Any, b: Any) -> bool:
    if isinstance(a, np.ndarray):
        return bool(a.shape == b.shape and (a.astype(str) == b.astype(str)).all())
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return bool(a == b)


def test_what_goes_in_comes_out(file: Path) -> None:
    found, want = records.read(file, Part), part()
    check_part(found, "a", 3)
    for name in want.measures.__dataclass_fields__:
        if name != "ledger":
            assert same(getattr(found.measures, name), getattr(want.measures, name)), name
    assert all(same(getattr(found.measures.ledger, name), getattr(LEDGER, name)) for name in LEDGER.__dataclass_fields__)
    assert np.signbit(found.measures.crews["busy"][1])


def rewritten(file: Path, change: Callable[[Any, Any, bytes], tuple[Any, Any, bytes]]) -> None:
    """Change what stands inside a file: the JSON, the list of arrays, their bytes."""
    body = zlib.decompress(file.read_bytes())
    end = records.HEAD_BYTES + int.from_bytes(body[: records.HEAD_BYTES], "little")
    shape, arrays, values = change(*json.loads(body[records.HEAD_BYTES : end]), body[end:])
    head = json.dumps([shape, arrays]).encode()
    file.write_bytes(zlib.compress(len(head).to_bytes(records.HEAD_BYTES, "little") + head + values))


CLASS = {"c": ["experiments.scenarios.work", "_prepared"], "fields": [["file", "bad.pickle"]]}


@pytest.mark.parametrize(
    "change",
    [
        lambda s: CLASS, lambda s: [CLASS, *s[1:]], lambda s: [s[0], CLASS, s[2]], lambda s: s[:2], lambda s: [*s, 1], lambda s: None, lambda s: ["3", *s[1:]], lambda s: [True, *s[1:]],
        lambda s: [s[0], [*s[1][:7], 10_000, *s[1][8:]], s[2]], lambda s: [s[0], [*s[1][:7], -1.5, *s[1][8:]], s[2]], lambda s: [s[0], ["a", 3, [["x", 1.5]], *s[1][3:]], s[2]],
        lambda s: [s[0], ["a", 3, [["x", "0x1p999999999"]], *s[1][3:]], s[2]],
    ],
)  # fmt: skip
def test_a_file_of_another_schema_is_refused_and_nothing_of_it_called(change: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickle, "load", lambda _: pytest.fail("unpickled"))
    (file.parent / "bad.pickle").write_bytes(b"cos\nsystem\n(S'touch RAN'\ntR.")
    rewritten(file, lambda shape, arrays, values: (change(shape), arrays, values))
    with pytest.raises(ValueError, match="damaged"):
        records.read(file, Part)


FIRST_OF = [
    ["|O", [1]], ["i4,i4", [1]], ["(2,)f8", [1]], ["<M8[s]", [1]], ["<f8", [40_000_000_000]], ["<f8", [-1]], ["<f8", [-1, -1]], ["<f8", [1, 1, 1]], ["<f8", [True]], ["<f8", [1.0]], ["<f8", 1],
    ["<U0", [10**15]], ["<U1", [1]], ["|i1", [1]], ["__import__('os')", [1]], [["<f8"], [1]], ["<f8"], [], None, "<f8",
]  # fmt: skip
"""Descriptions that are none, or not that of the first array."""


@pytest.mark.parametrize("first", FIRST_OF, ids=str)
def test_an_array_that_is_none_is_refused(first: Any, file: Path) -> None:
    rewritten(file, lambda shape, arrays, values: (shape, [first, *arrays[1:]], values))
    with pytest.raises(ValueError, match="damaged"):
        records.read(file, Part)


@pytest.mark.parametrize("change", [lambda b: b"", lambda b: b[:-1], lambda b: b + b"x", lambda b: b[:40] + bytes([b[40] ^ 1]) + b[41:], lambda b: zlib.compress(b""), lambda b: zlib.compress(b"\xff" * 99)])
def test_bytes_cut_off_added_or_changed_are_found(change: Callable[[bytes], bytes], file: Path) -> None:
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(ValueError, match="damaged"):
        records.read(file, Part)


def test_values_must_fill_the_file(file: Path) -> None:
    rewritten(file, lambda shape, arrays, values: (shape, arrays, values + b"more"))
    with pytest.raises(ValueError, match="4 bytes too many"):
        records.read(file, Part)


def test_a_bomb_is_refused_before_it_is_unpacked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_BYTES", 1_000_000)
    file.write_bytes(zlib.compress(bytes(30_000_000)))
    with pytest.raises(ValueError, match="at most 1000000"):
        records.read(file, Part)
