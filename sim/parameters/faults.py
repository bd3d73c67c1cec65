"""What may stand where pydantic refuses a value, in the words of the catalogue."""

from __future__ import annotations

import re
from typing import Any

from sim.problems import Said, number_text, one_of, phrase

KINDS = {
    "bool": "config.yes_no", "int": "config.whole", "float": "config.number", "finite": "config.number",
    "decimal": "config.number",
    "string_pattern": "config.name_plain", "string": "config.text", "date": "config.date", "time": "config.date",
    "tuple": "config.list", "list": "config.list",
    "set": "config.list", "too": "config.length", "dict": "config.map", "mapping": "config.map", "model": "config.map",
    "dataclass": "config.map", "missing": "config.a_value",
}  # fmt: skip
"""What may stand there, by how pydantic's type of a fault begins; the longer beginning goes first."""


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
    if item["type"] == "literal_error":
        return one_of(re.findall(r"'([^']*)'", item["ctx"]["expected"]))
    key = next(
        (KINDS[begin] for begin in sorted(KINDS, key=len, reverse=True) if item["type"].startswith(begin)),
        "config.other_kind",
    )
    return phrase(key)
