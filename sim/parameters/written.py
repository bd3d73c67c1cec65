"""Values of parameters as a person writes them."""

from __future__ import annotations


def typed(value: object) -> str:
    """A value as it is written on a command line: ``[a, b]``, ``{a: b}``, ``true``; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "[" + ", ".join(typed(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {typed(v)}" for k, v in value.items()) + "}"
    return str(value).lower() if isinstance(value, bool) else str(value)
