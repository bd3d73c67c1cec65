"""A key in one line, as help prints it."""

from __future__ import annotations

from sim.parameters.names import unit_of
from sim.parameters.quantity import Quantity
from sim.parameters.written import typed
from sim.problems import number_text, phrase


def key_line(q: Quantity, lang: str) -> str:
    """One key in one line."""
    unit = unit_of(q.unit, lang)
    choice = f" ({' | '.join(q.choices)})" if q.choices else ""
    value = f"{q.key}={typed(q.base)}{f' {unit}' if unit else ''}{bounds(q)}{choice}"
    span = phrase("help.range", low=q.low, high=q.high).text(lang) if q.low is not None and q.high is not None else ""
    return phrase("help.line", value=value, range=span, source=q.source, meaning=q.means(lang)).text(lang)


def bounds(q: Quantity) -> str:
    """The hard bounds of a key, in interval brackets."""
    low = f"[{number_text(q.ge)}" if q.ge is not None else f"({number_text(q.gt)}" if q.gt is not None else ""
    high = f"{number_text(q.le)}]" if q.le is not None else f"{number_text(q.lt)})" if q.lt is not None else ""
    return f" {low or '(-∞'}, {high or '∞)'}" if low or high else ""
