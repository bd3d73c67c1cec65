"""Which values of plain data are numbers."""

from __future__ import annotations

from typing import TypeGuard


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a number; for Python true and false are whole numbers, for a reader they are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
