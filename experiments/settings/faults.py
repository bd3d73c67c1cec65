"""pydantic's complaints, said as problems: config key, found, allowed, hint."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import ValidationError

from sim.clock import DAY, MINUTE, clock_text
from sim.parameters import Quantity, registry
from sim.parameters.quantity import Section
from sim.problems import Problem, Said, did_you_mean


def from_validation(error: ValidationError, kind: type[Section], prefix: str) -> list[Problem]:
    """One problem for each faulty key of ``kind``, however many ways pydantic tried to read it."""
    declared = {q.key: q for q in registry(_default(kind))}
    found: dict[str, Problem] = {}
    for item in error.errors(include_url=False):
        key = _key(item["loc"], declared)
        joint = ", " if prefix.endswith(".yaml") else "."
        where = f"{prefix}{joint}{key}" if prefix and key else key or prefix
        if where not in found:
            found[where] = _problem(item, where, declared.get(key), kind)
    return list(found.values())


def _default(kind: type[Section]) -> Section:
    try:
        return kind()
    except ValidationError:
        return Section()


def _key(loc: tuple[int | str, ...], declared: dict[str, Quantity]) -> str:
    """The config key of a location; what pydantic adds for the members of a union is dropped."""
    words: list[str] = []
    for part in loc:
        words.append(str(part))
        if ".".join(words) in declared:
            break
    return ".".join(w for w in words if not _is_member(w))


def _is_member(word: str) -> bool:
    return "[" in word or word in ("int", "str", "float", "bool", "constrained-int", "constrained-str")


def _problem(item: Any, where: str, quantity: Quantity | None, kind: type[Section]) -> Problem:
    value = item.get("input")
    if item["type"] == "extra_forbidden":
        siblings = _siblings(kind, item["loc"])
        return Problem("config.unknown_key", where, _last(where), "one of " + ", ".join(siblings), did_you_mean(_last(where), siblings))
    if item["type"] == "missing" and quantity is None:
        return Problem("config.missing_key", where, "nothing", "a value", "")
    said = str(item["msg"]).removeprefix("Value error, ")
    allowed = said if item["type"] == "value_error" else _allowed(quantity) if quantity else _bound(item) or said
    return Problem("config.value", where, _shown(value), allowed, _hint(value, quantity))


def _bound(item: Any) -> str:
    """The bound that a number does not keep, where that is what is wrong."""
    signs = {"greater_than_equal": (">=", "ge"), "greater_than": (">", "gt"), "less_than_equal": ("<=", "le"), "less_than": ("<", "lt")}
    sign, name = signs.get(item["type"], ("", ""))
    return f"a number {sign} {item['ctx'][name]:g}" if sign else ""


def _shown(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else repr(value)
    return text[:80] or "nothing"


def _last(where: str) -> str:
    return where.rsplit(".", 1)[-1]


def _siblings(kind: Any, loc: tuple[int | str, ...]) -> list[str]:
    """Names that may stand where an unknown one was found."""
    for part in loc[:-1]:
        fields = getattr(kind, "model_fields", None)
        annotation = fields[str(part)].annotation if fields and str(part) in fields else kind
        models = [a for a in (annotation, *get_args(annotation)) if hasattr(a, "model_fields")]
        kind = models[0] if models else kind
    return sorted(getattr(kind, "model_fields", {}))


def _allowed(q: Quantity) -> str:
    """What may stand at a declared key, in words."""
    if isinstance(q.base, bool):
        words = "true or false"
    elif q.unit == "time":
        words = "a clock time 'HH:MM'" if isinstance(q.base, str) else "clock times 'HH:MM'"
    elif isinstance(q.base, int):
        words = "a whole number"
    elif isinstance(q.base, float):
        words = "a number"
    elif q.base == "auto":
        words = "auto, a whole number, or a map of whole numbers by township"
    elif q.unit == "keys or ranges":
        words = "a list of keys, or a map of keys to [low, high]"
    elif q.unit == "keys and values":
        words = "a map of keys, each to a list of values or {low: , high: , step: }"
    elif q.unit == "date":
        words = "a date YYYY-MM-DD"
    elif q.choices:
        words = "one of " + ", ".join(q.choices)
    else:
        words = f"a list like [{', '.join(map(str, q.base))}]" if isinstance(q.base, tuple) else "a text" if isinstance(q.base, str) else "a number or nothing"
    low = f">= {q.ge:g}" if q.ge is not None else f"> {q.gt:g}" if q.gt is not None else ""
    high = f"<= {q.le:g}" if q.le is not None else f"< {q.lt:g}" if q.lt is not None else ""
    bounds = " and ".join(b for b in (low, high) if b)
    unit = f" ({q.unit})" if q.unit not in ("-", "time", "date", "path", "keys or ranges", "keys and values") else ""
    return f"{words}{' ' + bounds if bounds else ''}{unit}"


def _hint(value: Any, quantity: Quantity | None) -> Said:
    if quantity is None:
        return ""
    times = value if isinstance(value, (list, tuple)) else [value]
    if quantity.unit == "time" and any(isinstance(v, int) and 0 <= v * MINUTE <= DAY for v in times):
        bare = next(v for v in times if isinstance(v, int) and not isinstance(v, bool))
        return f"YAML reads a bare {clock_text(bare * MINUTE)} as the number {bare}: write it quoted, '{clock_text(bare * MINUTE)}'"
    if quantity.choices and isinstance(value, str):
        return did_you_mean(value, quantity.choices)
    if isinstance(value, str) and isinstance(quantity.base, (int, float)):
        return "the value is a text, not a number"
    return ""
