"""Tables and words on a terminal; a Chinese character is two columns wide."""

from __future__ import annotations

import math
import unicodedata

import pandas as pd


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
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
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "—" if value is None else str(value)
    if math.isnan(value):
        return "—"
    if math.isinf(value):
        return "∞"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{digits}f}"


def _digits(column: pd.Series) -> int:
    """Decimals that a column of numbers needs, up to two."""
    known = column.dropna().astype(float)
    known = known[known.abs() < math.inf]
    return next((d for d in (0, 1) if (known - known.round(d)).abs().max() < 1e-9), 2) if len(known) else 0


def table(frame: pd.DataFrame, rows: int | None = None, widest: int = 40) -> str:
    """A frame as aligned text: numbers to the right, texts to the left.

    Args:
        rows: print only the first so many, and say how many more there are.
        widest: columns of the widest cell.
    """
    shown = frame if rows is None else frame.head(rows)
    heads = [str(c) for c in shown.columns]
    numeric = [pd.api.types.is_numeric_dtype(shown[c]) for c in shown.columns]
    digits = [_digits(shown[c]) if is_number else 0 for c, is_number in zip(shown.columns, numeric, strict=True)]
    cells = [
        [cut(number(v, d), widest) for v, d in zip(row, digits, strict=True)]
        for row in shown.astype(object).itertuples(index=False)
    ]
    spans = [max(width(x) for x in (h, *(r[i] for r in cells))) for i, h in enumerate(heads)]

    def line(values: list[str]) -> str:
        padded = [
            (" " * (s - width(v)) + v) if right else (v + " " * (s - width(v)))
            for v, s, right in zip(values, spans, numeric, strict=True)
        ]
        return "  ".join(padded).rstrip()

    lines = [line(heads), "  ".join("-" * s for s in spans), *(line(r) for r in cells)]
    if len(shown) < len(frame):
        lines.append(f"… +{len(frame) - len(shown)}")
    return "\n".join(lines)
