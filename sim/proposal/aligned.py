"""Tables and words on a terminal; a Chinese character is two columns wide."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

import numpy as np
import pandas as pd

from sim.plain.number import is_number


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, columns: int) -> str:
    """A text cut to so many columns, with an ellipsis where something is lost."""
    if width(text) <= columns:
        return text
    kept = ""
    for c in text:
        if width(kept) + width(c) > columns - 1:
            break
        kept += c
    return kept + "…"


def number(value: object, digits: int = 2) -> str:
    """A number for a reader: thousands separated, a dash for nothing."""
    if not is_number(value):
        return "—" if value is None else str(value)
    if math.isnan(value):
        return "—"
    if math.isinf(value):
        return "∞"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{digits}f}"


def _digits(column: pd.Series) -> int:
    """Decimals that a column of numbers needs, up to two."""
    values = column.to_numpy(float, na_value=math.nan)
    known = values[np.isfinite(values)]
    return next((d for d in (0, 1) if np.abs(known - known.round(d)).max() < 1e-9), 2) if len(known) else 0


def table(frame: pd.DataFrame, rows: int | None = None, widest: int = 40) -> str:
    """A frame as aligned text: numbers to the right, texts to the left.

    Args:
        rows: print only the first so many, and say how many more there are.
        widest: columns of the widest cell.
    """
    shown = frame if rows is None else frame.head(rows)
    columns = [_aligned(str(head), shown[head], widest) for head in shown.columns]
    lines = ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
    if len(shown) < len(frame):
        lines.append(f"… +{len(frame) - len(shown)}")
    return "\n".join(lines)


def _aligned(head: str, values: pd.Series[Any], widest: int) -> list[str]:
    """A column as texts of one width: its head, a line, its cells."""
    numeric = pd.api.types.is_numeric_dtype(values)
    digits = _digits(values) if numeric else 0
    cells = [cut(number(value, digits), widest) for value in values.astype(object)]
    span = max(map(width, (head, *cells)))
    head, *cells = (_padded(text, span, right=numeric) for text in (head, *cells))
    return [head, "-" * span, *cells]


def _padded(text: str, span: int, *, right: bool) -> str:
    """A text and blanks, so many columns in all; ``right``: blanks first."""
    blanks = " " * (span - width(text))
    return blanks + text if right else text + blanks
