"""What pydantic refuses of a section, said as problems: config key, found, allowed, hint."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from sim.clock import DAY, MINUTE, clock_text
from sim.parameters.names import Unit
from sim.parameters.quantity import Quantity, Section, registry
from sim.plain.signs import strange
from sim.plain.tree import without
from sim.problems import Problem, RefusedError, Said, did_you_mean, number_text, one_of, phrase

KINDS = {
    "bool": "config.yes_no", "int": "config.whole", "float": "config.number", "finite": "config.number",
    "decimal": "config.number",
    "string_pattern": "config.name_plain", "string": "config.text", "date": "config.date", "time": "config.date",
    "tuple": "config.list", "list": "config.list",
    "set": "config.list", "too": "config.length", "dict": "config.map", "mapping": "config.map", "model": "config.map",
    "dataclass": "config.map", "missing": "config.a_value",
}  # fmt: skip
"""What may stand there, by how pydantic's type of a fault begins; the longer beginning goes first."""

_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*")


def by_type(item: Any) -> Said:
    """What may stand where nothing but pydantic's own complaint is known: a bound, a choice, or a kind of value."""
    bounds = {
        "greater_than_equal": (">=", "ge"), "greater_than": (">", "gt"), "less_than_equal": ("<=", "le"),
        "less_than": ("<", "lt"),
    }
    if item["type"] in bounds:
        sign, name = bounds[item["type"]]
        return phrase(
            "config.bounded", kind=phrase("config.number"), bounds=f"{sign} {number_text(float(item['ctx'][name]))}"
        )
    if item["type"] in ("literal_error", "enum"):
        return one_of(re.findall(r"'([^']*)'", item["ctx"]["expected"]))
    return phrase(_kind_of(item["type"]) or "config.other_kind")


def _kind_of(fault: str) -> str:
    """The name of the phrase for the kind of value that a type of fault asks for; empty where it asks for none."""
    return next((KINDS[begin] for begin in sorted(KINDS, key=len, reverse=True) if fault.startswith(begin)), "")


def section(kind: type[Section], data: Any, prefix: str, problems: list[Problem]) -> Any:
    """A validated section; where keys are at fault, they are told in ``problems``, and what is left of it without them
    is returned (None where that is nothing)."""
    left, seen = data, list[Any]()
    while True:  # what speaks of several keys is looked at once each of them is sound
        try:
            return kind.model_validate(left)
        except ValidationError as error:
            found = error.errors(include_url=False)
        problems += _told(_beside(seen, found), kind, prefix)
        before, left = left, without(left, _to_leave(found, kind))
        if left == before:
            return None
        seen += found


def _to_leave(items: Sequence[Any], kind: type[Section]) -> list[tuple[int | str, ...]]:
    """The faulty keys; of several that do not go together those that need not be given."""
    places = [place for item in _each(items) for place in _places(item)]
    whole = (item for item in _each(items) if not item["loc"])
    together = {(key,) for item in whole for refused in _refusals(item) for key in refused.keys}
    return [place for place in places if place not in together or not kind.model_fields[str(place[0])].is_required()]


def _beside(seen: Sequence[Any], found: Sequence[Any]) -> list[Any]:
    """What is found without the faulty keys that were seen, and does not come of those being away."""
    away = [place for item in _each(seen) if item["type"] != "extra_forbidden" for place in _places(item)]

    def comes_of(item: Any) -> bool:
        return any(loc[: len(place)] == place for loc in away for place in _places(item))

    return [item for item in _each(found) if not comes_of(item)]


def _places(item: Any) -> list[tuple[int | str, ...]]:
    """Where the keys stand that a fault speaks of."""
    keys = next((refused.keys for refused in _refusals(item)), ())
    return [(*item["loc"], *key.split(".")) for key in keys] or [tuple(item["loc"])]


def _each(items: Iterable[Any]) -> Iterator[Any]:
    """Faults of pydantic's, one for each thing that a validator of ours refuses."""
    for item in items:
        refusals = _refusals(item)
        yield from ({**item, "ctx": {"error": refused}} for refused in refusals)
        if not refusals:
            yield item


def _refusals(item: Any) -> list[RefusedError]:
    """What a validator of ours refuses; none where pydantic does."""
    refused = item.get("ctx", {}).get("error")
    return [refused, *refused.more] if isinstance(refused, RefusedError) else []


def _told(items: Iterable[Any], kind: type[Section], prefix: str) -> list[Problem]:
    """One problem for each faulty key of ``kind``, however many ways pydantic tried to read it."""
    declared = {q.key: q for q in registry(_default(kind))}
    found: dict[str, Problem] = {}
    for item in items:
        key = _key(_places(item)[0], declared)
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
        siblings, unknown = _siblings(kind, item["loc"]), str(item["loc"][-1])
        return Problem("config.unknown_key", where, unknown, one_of(siblings), did_you_mean(unknown, siblings))
    if item["type"] == "missing" and quantity is None:
        return Problem("config.missing_key", where, phrase("config.nothing"), phrase("config.a_value"))
    refused = item.get("ctx", {}).get("error")
    if isinstance(refused, RefusedError):
        return Problem(
            "config.value", where, refused.found or _shown(value), refused.allowed,
            refused.hint or _hint(value, quantity),
        )
    return Problem(
        "config.value", where, _shown(value), _allowed(quantity, item, kind) if quantity else by_type(item),
        _hint(value, quantity),
    )


MOST_SHOWN = 4
"""Keys of a map that is shown with its values."""


def _shown(value: Any) -> Said:
    """What was found, as YAML has it; of a map of many keys these alone."""
    if isinstance(value, dict) and not 0 < len(value) <= MOST_SHOWN:
        return phrase("config.together", keys=tuple(map(str, value)))
    if value is None:
        return phrase("config.nothing")
    if isinstance(value, (list, tuple)) and not value:
        return phrase("config.empty_list")
    return (repr(value) if isinstance(value, str) else _yaml(value))[:80]


def _yaml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_yaml, value))}]"
    return number_text(value) if isinstance(value, float) else str(value)


def _siblings(kind: Any, loc: tuple[int | str, ...]) -> list[str]:
    """Names that may stand where an unknown one was found."""
    return sorted(getattr(_model(_annotation(kind, loc[:-1])), "model_fields", {}))


def _annotation(kind: Any, loc: tuple[int | str, ...]) -> Any:
    """The type that is declared for a location in a section; that of what it is in where it has none of its own."""
    for part in loc:
        fields = getattr(_model(kind), "model_fields", {})
        kind = fields[str(part)].annotation if str(part) in fields else kind
    return kind


def _model(annotation: Any) -> Any:
    """The section among the members of a type; the type itself where there is none."""
    return next((a for a in (annotation, *get_args(annotation)) if hasattr(a, "model_fields")), annotation)


BY_UNIT = {
    "keys or ranges": "config.keys_or_ranges", "keys and values": "config.keys_and_values", "date": "config.date",
    "weekday times": "config.weekday_times",
}
"""What may stand at a key whose unit says it."""


def _allowed(q: Quantity, item: Any, of: type[Section]) -> Said:
    """What may stand at a declared key of a section, in words; ``item`` is what pydantic refuses of it."""
    kind = _kind(q, item, of)
    low = f">= {number_text(q.ge)}" if q.ge is not None else f"> {number_text(q.gt)}" if q.gt is not None else ""
    high = f"<= {number_text(q.le)}" if q.le is not None else f"< {number_text(q.lt)}" if q.lt is not None else ""
    if low or high:
        kind = phrase(
            "config.bounded", kind=kind,
            bounds=phrase("config.both_bounds", low=low, high=high) if low and high else low or high,
        )
    plain = q.unit in ("-", "time", "path", *BY_UNIT)
    return kind if plain else phrase("config.unit", allowed=kind, unit=Unit(q.unit))


def _kind(q: Quantity, item: Any, of: type[Section]) -> Said:
    """The kind of value of a declared key; of one that is empty unless told, as pydantic has it."""
    if q.unit in BY_UNIT:
        return phrase(BY_UNIT[q.unit])
    if q.unit == "time":
        return phrase("config.clock" if isinstance(q.base, str) else "config.clocks")
    if q.base == "auto":
        return phrase("config.count")
    if q.choices:
        return one_of(q.choices)
    if isinstance(q.base, tuple):
        return phrase("config.list_like", example=tuple(map(str, q.base)) or "a")
    kinds = {bool: "config.yes_no", int: "config.whole", float: "config.number", str: "config.text"}
    if type(q.base) in kinds:
        return phrase(kinds[type(q.base)])
    usual = "config.whole" if int in get_args(_annotation(of, item["loc"])) else "config.number"
    return phrase("config.or_nothing", kind=phrase(_kind_of(item["type"]) or usual))


def _hint(value: Any, quantity: Quantity | None) -> Said:
    if isinstance(value, str) and (percent := _PERCENT.fullmatch(value)):
        return phrase("config.as_share", share=round(float(percent[1]) / 100, 9))
    if quantity is None:
        return ""
    times = value if isinstance(value, (list, tuple)) else [value]
    if sign := next((found for text in times if isinstance(text, str) and (found := strange(text))), None):
        return phrase("config.sign", sign=sign[0], written=sign[1])
    bare = next((v for v in times if isinstance(v, int) and not isinstance(v, bool) and 0 <= v * MINUTE <= DAY), None)
    if quantity.unit == "time" and bare is not None:
        return phrase("config.bare_time", clock=clock_text(bare * MINUTE), number=str(bare))
    if quantity.choices and isinstance(value, str):
        return did_you_mean(value, quantity.choices)
    if isinstance(value, str) and isinstance(quantity.base, (int, float)):
        return phrase("config.text_not_number")
    return ""


def apart(between: Iterable[Problem], problems: Collection[Problem]) -> list[Problem]:
    """Faults between keys, less those of a branch of which a key is at fault itself: they may come of that."""
    known = {str(p.where) for p in problems}
    within = {".".join(key.split(".")[:depth]) for key in known for depth in range(1, key.count(".") + 2)}
    return [p for p in dict.fromkeys(between) if str(p.where) not in within]
