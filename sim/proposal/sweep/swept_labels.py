"""What a reader calls the keys of a sweep, their values, and the KPIs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sim.measure.registry import kpi_of
from sim.measure.registry import name_of as kpi_name
from sim.parameters import Parameters, registry
from sim.parameters.names import name_of, unit_of
from sim.proposal.lines import Names, named
from sim.table.setting import NAME
from sim.words import say, unit_text, with_unit, word

GROUPS = ("mode", "assignment", "county", "demand", "seed")
"""Keys that have a word of their own."""


class Labels:
    """Names in one language.

    Args:
        names: what people call modes and assignments.
        mixed: the assignment tells villages apart, so that a mode serves the rest.
    """

    def __init__(self, lang: str, parameters: Parameters, names: Names, mixed: bool) -> None:
        self.lang, self.parameters, self.names, self.mixed = lang, parameters, names, mixed
        self.units: Mapping[str, str] = {q.key: q.unit for q in registry(parameters)}

    def plain(self, key: str) -> str:
        """A swept key, without its unit."""
        return word(key, self.lang, "sweep") if key in GROUPS else name_of(key, self.parameters, self.lang)

    def unit(self, key: str) -> str:
        """The unit of a swept key; empty for none, and where the name says it."""
        unit = unit_of(self.units.get(key, "-"), self.lang)
        plain = self.plain(key)
        return "" if unit in ("time", "path", "date") or plain.endswith(unit) or unit in plain.split() else unit

    def name(self, key: str) -> str:
        """A swept key, with its unit."""
        plain, unit = self.plain(key), self.unit(key)
        return say(self.lang, f"{plain}（{unit}）", f"{plain} ({unit})") if unit else plain

    def value(self, key: str, value: object) -> str:
        """A value of a swept key; a mode serves the rest where the assignment tells villages apart."""
        if key == "mode" and self.mixed:
            return say(self.lang, f"其余{self.scenario(str(value))}", f"the rest {self.scenario(str(value))}")
        if key in ("mode", "assignment"):
            return self.scenario(str(value))
        if isinstance(value, (list, tuple)):
            return ", ".join(map(str, value))
        return f"{value:g}" if isinstance(value, float) else str(value).strip("[]")

    def scenario(self, name: str) -> str:
        """A mode or an assignment."""
        return say(self.lang, *named(self.names, name)) or name

    def told(self, keys: Sequence[str], values: Iterable[object]) -> str:
        """Keys and their values in one line; a mode needs no key before it, and a scenario with a name nothing else."""
        values = list(values)
        name = dict(zip(keys, values, strict=True)).get(NAME)
        if name:
            return str(name)
        parts = [
            self.value(k, v) if k in GROUPS[:3] else f"{self.name(k)} {self.value(k, v)}"
            for k, v in zip(keys, values, strict=True)
        ]
        return say(self.lang, "，", ", ").join(parts)

    def kpi(self, key: str) -> str:
        """A KPI with its unit; a share needs none."""
        unit = kpi_of(key).unit
        return kpi_name(
            key, self.lang
        ) if unit == "share" else with_unit(kpi_name(key, self.lang), unit_text(unit, self.lang), self.lang)
