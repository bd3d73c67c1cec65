"""Over which range a parameter is varied: its plausible one, moved with a value that somebody set, or a given one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from sim.parameters import Parameters
from sim.parameters.factor import GIVEN, REGISTRY, SCALED, WIDENED, Factor
from sim.parameters.names import name_of
from sim.parameters.quantity import Quantity, registry
from sim.plain.number import is_number
from sim.problems import Problem, phrase

NOT_VARIED = ("horizon.", "fleet.route_iterations")
"""How a run is done rather than what the world is like: varied only where named."""

SIZES = ("workers", "vehicles")
"""Units of what a plan decides, how many people and vehicles: their plausible ranges span all counties, so that they
too are varied only where named."""

Span = tuple[float, float]


def varied(q: Quantity, own: Mapping[str, float]) -> bool:
    """Whether a parameter is varied where nobody named any: a number with a range, and neither left out nor a matter of
    how a run is done.

    Args:
        own: values of the county's own, by key, for parameters that are empty then.
    """
    ranged = q.low is not None and q.high is not None and q.low < q.high
    known = is_number(q.base) or q.key in own
    return ranged and known and not left_out(q) and not q.key.startswith(NOT_VARIED) and q.unit not in SIZES


def left_out(q: Quantity) -> bool:
    """Whether a parameter stands at nought and its range begins there: what it measures (parcels going out, lockers,
    breakdowns) is then no part of what is simulated, rather than uncertain."""
    return q.base == 0 and q.low == 0


def usual_factor(parameters: Parameters, q: Quantity, own: Mapping[str, float]) -> Factor:
    """A parameter over its plausible range, which is one around its default: around a value that the config has set, in
    proportion. The parameter has a range.

    Args:
        own: see ``varied``.
    """
    assert q.low is not None
    assert q.high is not None
    base = float(q.base) if is_number(q.base) else own.get(q.key)
    (low, high), origin = _moved(q, base, (float(q.low), float(q.high)))
    between_wholes = base is None and isinstance(q.low, int) and isinstance(q.high, int)
    whole = isinstance(q.base, int) or (not isinstance(q.base, float) and between_wholes)
    if whole:
        low, high = math.floor(low + 0.5), math.floor(high + 0.5)
    return _factor(parameters, q.key, q, base, (float(low), float(high)), whole, origin)


def given_factor(
    parameters: Parameters, key: str, span: Span, q: Quantity | None, present: Any, own: Mapping[str, float]
) -> Factor:
    """A key over a range that somebody gave.

    Args:
        q: None for a key of no parameter, such as a county's or a mode's.
        present: its value in the config.
        own: see ``varied``.
    """
    wholes = all(float(end).is_integer() for end in span)
    whole = isinstance(present, int) or (not is_number(present) and wholes)
    base = float(present) if is_number(present) else own.get(key)
    return _factor(parameters, key, q, base, (float(span[0]), float(span[1])), whole, GIVEN)


def _moved(q: Quantity, base: float | None, span: Span) -> tuple[Span, str]:
    """A plausible range moved to where a value is, and what that makes of it."""
    origin, usual = REGISTRY, _defaults().get(q.key)
    if base is None:
        return span, origin
    if is_number(q.base) and usual and base not in (usual, 0.0):
        span, origin = _within(q, base, (span[0] * base / usual, span[1] * base / usual)), SCALED
    if not span[0] <= base <= span[1]:
        span, origin = (min(span[0], base), max(span[1], base)), WIDENED
    return span, origin


@cache
def _defaults() -> dict[str, float]:
    """The defaults of the parameters that are numbers."""
    return {q.key: float(q.base) for q in registry(Parameters()) if is_number(q.base)}


def _within(q: Quantity, base: float, span: Span) -> Span:
    """A range within the parameter's hard bounds; half way from the value to a bound that it may not touch."""
    low, high = (float(f"{end:.6g}") for end in span)
    low = max(low, -math.inf if q.ge is None else q.ge) if q.gt is None or low > q.gt else (base + q.gt) / 2
    high = min(high, math.inf if q.le is None else q.le) if q.lt is None or high < q.lt else (base + q.lt) / 2
    return low, high


def _factor(
    parameters: Parameters, key: str, q: Quantity | None, base: float | None, span: Span, whole: bool, origin: str
) -> Factor:
    names = name_of(key, parameters, "zh"), name_of(key, parameters, "en")
    unit, source = ("-", "-") if q is None else (q.unit, q.source)
    return Factor(key, *names, unit, base, *span, whole, source, origin)


def range_faults(where: str, factor: Factor, present: Any) -> list[Problem]:
    """What is wrong with a given range of a key whose value is ``present``."""
    if not factor.low < factor.high:
        allowed = phrase("config.low_high")
    elif isinstance(present, bool):
        allowed = phrase("config.numeric_key")
    elif factor.whole and not (factor.low.is_integer() and factor.high.is_integer()):
        allowed = phrase("config.wholes")
    else:
        return []
    return [Problem("config.range", where, f"[{factor.low:g}, {factor.high:g}]", allowed)]
