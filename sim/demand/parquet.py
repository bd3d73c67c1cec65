"""A parquet file as a table of text, so that its cells are read by the same rules as those of any other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.problems import Where, phrase
from sim.table.clean import clean
from sim.table.findings import Findings
from sim.table.limits import MB, MOST_COLUMNS, MOST_UNPACKED
from sim.table.raw import CellKind, RawTable
from sim.table.source import read_bytes

if TYPE_CHECKING:
    import pyarrow as pa


def read_parquet(path: Path, findings: Findings, most_rows: int, odd: dict[int, str]) -> RawTable | None:
    """The table of a parquet file, its rows numbered from 1; None, with the fault added, where it cannot be read.

    Columns of types that no table has, or of damaged texts, come out empty; ``odd`` gets these types by the column's
    position.
    """
    where = Where(file=path.name)
    if (data := read_bytes(path, "parcels", findings)) is None:
        return None
    try:
        table = _unpacked(data, where, findings, most_rows)
    except Exception as error:  # pyarrow has error classes of its own, and damaged bytes raise many
        findings.fault("parcels.unreadable", where, type(error).__name__, phrase("parcels.a_parquet"))
        return None
    if table is None:
        return None
    read = [_column(table.column(i), i, odd) for i in range(table.num_columns)]
    header = tuple(clean(name) for name in table.column_names)
    columns, kinds = tuple(texts for texts, _ in read), tuple(kinds for _, kinds in read)
    return RawTable(path.name, "", 0, header, range(1, table.num_rows + 1), columns, kinds, headed=len(header))


def _unpacked(data: bytes, where: Where, findings: Findings, most_rows: int) -> pa.Table | None:
    """The table of a parquet file's bytes; None, with the fault added, where it would be too large."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(pa.BufferReader(data))
    about = file.metadata
    size = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
    if about.num_rows > most_rows or about.num_columns > MOST_COLUMNS or not 0 <= size <= MOST_UNPACKED:
        found = phrase("parcels.parquet_size", rows=about.num_rows, columns=about.num_columns, mb=size // MB)
        findings.fault("parcels.too_large", where, found, phrase("table.most_rows", count=most_rows))
        return None
    return file.read()


def _column(column: pa.ChunkedArray, position: int, odd: dict[int, str]) -> tuple[list[str], bytearray]:
    """A column as text, and what its cells hold."""
    import pyarrow as pa

    rows = len(column)
    try:
        column.validate(full=True)
        texts, kind = _texts(column)
        return texts, bytearray([kind]) * rows
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        odd[position] = str(column.type)[:80]
        return [""] * rows, bytearray(rows)


def _texts(column: pa.ChunkedArray) -> tuple[list[str], CellKind]:
    """A column's cells as text.

    Raises:
        ValueError, pyarrow.ArrowException: its type is none that a table has, or its bytes are damaged.
    """
    from pyarrow import types

    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if types.is_string(kind) or types.is_large_string(kind):
        return _strings(column), CellKind.TEXT
    if types.is_integer(kind) or types.is_decimal(kind) or types.is_floating(kind):
        return _numbers(column), CellKind.NUMBER
    if types.is_boolean(kind):
        return ["" if v is None else str(v).upper() for v in column.to_pylist()], CellKind.BOOL
    if types.is_timestamp(kind):
        return _moments(column, kind.tz), CellKind.DATE
    if types.is_date(kind) or types.is_time(kind):
        return ["" if v is None else v.isoformat() for v in column.to_pylist()], CellKind.DATE
    if types.is_null(kind):
        return [""] * len(column), CellKind.TEXT
    raise ValueError(str(kind))


def _numbers(column: pa.ChunkedArray) -> list[str]:
    """Numbers as text, whole ones without a point."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_floating(column.type):
        return [_number(v) for v in column.to_pylist()]
    texts: list[str] = pc.fill_null(column.cast(pa.string()), "").to_pylist()
    return texts


def _strings(column: pa.ChunkedArray) -> list[str]:
    """Texts, each different one kept once."""
    import pyarrow as pa

    coded = column.combine_chunks().dictionary_encode()
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    words = np.array([clean(text) for text in coded.dictionary.to_pylist()] + [""], object)
    codes: list[str] = words[coded.indices.fill_null(len(words) - 1).to_numpy()].tolist()
    return codes


def _number(value: float | None) -> str:
    if value is None or value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moments(column: pa.ChunkedArray, zone: str | None) -> list[str]:
    """Timestamps as ISO text, in UTC where they have a zone."""
    import pyarrow as pa

    ms: Any = column.cast(pa.timestamp("ms", zone), safe=False).cast(pa.int64()).fill_null(0)
    missing = column.is_null().to_pylist()
    texts = np.datetime_as_string(np.asarray(ms.to_numpy(), np.int64).astype("datetime64[ms]"), unit="ms").tolist()
    end = "Z" if zone else ""
    return ["" if gone else f"{text}{end}" for text, gone in zip(texts, missing, strict=True)]
