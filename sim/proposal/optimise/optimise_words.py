"""Decisions, plans and verdicts as a planner reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.inference.search.decisions import TOWNSHIPS
from sim.inference.search.grid import DecisionKey, Index
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.measure.registry import kpi_of
from sim.measure.registry import name_of as kpi_name
from sim.parameters.names import name_of, unit_of
from sim.parameters.quantity import registry
from sim.proposal.about import About
from sim.proposal.names import place_names
from sim.words import amount, figure, say, unit_text, word

VERDICTS = {MET: ("达标", "met"), NOT_MET: ("未达标", "not met"), NOT_VERIFIED: ("未能证实", "not verified")}
CHOSEN_BY_NAME = ("mode", "assignment")
"""Keys that choose by name."""

PLAIN_UNITS = ("", "time", "path", "date")
"""Units that a heading does without."""


def township_of(key: str) -> str:
    """The township whose mode a decision is, as the key names it; empty for any other decision."""
    return key.removeprefix(f"{TOWNSHIPS}.") if key.startswith(f"{TOWNSHIPS}.") else ""


def _called(about: About, township: str, lang: str) -> str:
    return place_names(about.county, lang).get(township, township)


def decision(about: About, key: str, lang: str, unit: bool = True) -> str:
    """What a decision is called, with its unit unless that is not wanted; a key without a name stays as it is."""
    if township := township_of(key):
        township = _called(about, township, lang)
        return say(lang, f"{township}：{word('mode', 'zh', 'sweep')}", f"{word('mode', 'en', 'sweep')} in {township}")
    if key in CHOSEN_BY_NAME:
        return word(key, lang, "sweep")
    name = name_of(key, about.parameters, lang)
    text = unit_of(next((q.unit for q in registry(about.parameters) if q.key == key), "-"), lang)
    return name if not unit or text in PLAIN_UNITS or name.endswith(text) else say(
        lang, f"{name}（{text}）", f"{name} ({text})"
    )


def value(about: About, key: str, chosen: Any, lang: str) -> str:
    """A value of a decision: a mode by its name, several times one after the other."""
    if (key in CHOSEN_BY_NAME or township_of(key)) and str(chosen) in about.names:
        return about.name(str(chosen))
    if isinstance(chosen, tuple):
        return " ".join(map(str, chosen))
    return f"{chosen:g}" if isinstance(chosen, float) else str(chosen)


def plan_text(about: About, axes: Sequence[DecisionKey], index: Index, idle: Sequence[str], lang: str) -> str:
    """What a plan decides, in one line; townships of one mode together, and decisions without effect left out."""
    parts: list[str] = []
    towns: dict[str, list[str]] = {}
    for axis, i in zip(axes, index, strict=True):
        if len(axis.values) == 1 or axis.key in idle:
            continue
        text = value(about, axis.key, axis.values[i], lang)
        if township := township_of(axis.key):
            towns.setdefault(text, []).append(_called(about, township, lang))
        else:
            parts.append(f"{decision(about, axis.key, lang, unit=False)} {text}")
    return say(lang, "；", "; ").join([*([_by_township(towns, lang)] if towns else []), *parts])


def _by_township(towns: Mapping[str, Sequence[str]], lang: str) -> str:
    """Which townships have which mode; ``towns``: by mode, in words."""
    if len(towns) == 1:
        (mode,) = towns
        return say(lang, f"各乡镇均为{mode}", f"{mode} in every township")
    listed = {mode: say(lang, "、", ", ").join(names) for mode, names in towns.items()}
    return say(lang, "；", "; ").join(say(lang, f"{m}（{names}）", f"{m} ({names})") for m, names in listed.items())


def heading(kpi: str, lang: str) -> str:
    """A KPI with its unit; a share carries its own."""
    unit = kpi_of(kpi).unit
    name = kpi_name(kpi, lang)
    return name if unit == "share" else say(
        lang, f"{name}（{unit_text(unit, lang)}）", f"{name} ({unit_text(unit, lang)})"
    )


def with_half(mean: float, low: float, high: float, unit: str) -> str:
    """A mean and half its interval, which is left out where it would print as nothing."""
    half = figure((high - low) / 2, unit)
    return figure(mean, unit) if half in ("—", figure(0.0, unit)) else f"{figure(mean, unit)} ±{half}"


def told(row: Mapping[str, Any], kpi: str, lang: str) -> str:
    """A KPI of a plan of the result with its interval."""
    unit = kpi_of(kpi).unit
    low, high = figure(row[f"{kpi}_low"], unit), figure(row[f"{kpi}_high"], unit)
    ends = "" if low == high else say(lang, f"（{low}–{high}）", f" ({low}–{high})")
    return f"{kpi_name(kpi, lang)} {amount(row[kpi], unit, lang)}{ends}"
