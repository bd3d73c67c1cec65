"""The shape of the network of each column of a comparison: what was tried, what was taken, and the words for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from sim.measure.kpi import ALL
from sim.measure.recipe import COSTS
from sim.service.mode.mode import Mode
from sim.service.prepared import Prepared
from sim.words import LANGUAGES, amount, figure, word

OVERLOADED, FAILED, OK = "overloaded", "failed", "ok"


@dataclass(frozen=True)
class ShapeTrial:
    """A mode tried on the first replication: ``cost`` by KPI and its 24-h rate, NaN unless its plan is ``ok``."""

    mode: str
    partner: str
    shape: str
    state: str
    cost: Mapping[str, float]
    within_24h: float

    @staticmethod
    def of(mode: Mode, state: str, values: Mapping[str, float], kpis: Sequence[str]) -> ShapeTrial:
        """The trial of a mode by its KPIs, those of ``trial_kpis``; no values unless its plan is ``ok``."""
        *costs, within = (values.get(kpi, math.nan) for kpi in kpis)
        by_kpi = dict(zip(kpis, costs, strict=False))
        return ShapeTrial(mode.key, mode.partner or mode.key, mode.shape, state, by_kpi, within)


def trial_kpis(kpi: str) -> tuple[str, ...]:
    """The KPIs of a trial: ``kpi``, by which shapes are chosen, every cost, and the 24-h rate last."""
    return (*dict.fromkeys((kpi, *COSTS, *(k + ALL for k in COSTS))), "within_24h")


def least(group: Sequence[str], tried: Mapping[str, ShapeTrial], kpi: str) -> str:
    """The mode of a partner that costs least; its usual one where none has a cost."""
    known = [m for m in group if m in tried and math.isfinite(tried[m].cost[kpi])]
    return min(known, key=lambda m: tried[m].cost[kpi], default=group[0])


@dataclass(frozen=True)
class Shapes:
    """The columns, what was tried to choose them (nothing where they were asked for), by which KPI, and the choice in
    words."""

    names: tuple[str, ...]
    tried: tuple[ShapeTrial, ...] = ()
    kpi: str = ""
    remarks: tuple[tuple[str, str], ...] = field(default=())

    @property
    def costs(self) -> dict[str, Mapping[str, float]]:
        """By mode that was tried and is no column, its costs."""
        return {t.mode: t.cost for t in self.tried if t.state == OK and t.mode not in self.names}

    def table(self) -> pd.DataFrame:
        """Columns partner, mode, shape, state, cost (by ``kpi``), within_24h, chosen; empty where nothing was tried."""
        rows = [
            (t.partner, t.mode, t.shape, t.state, t.cost.get(self.kpi, math.nan), t.within_24h, t.mode in self.names)
            for t in self.tried
        ]
        return pd.DataFrame(
            rows, columns=["partner", "mode", "shape", "state", self.kpi or "cost", "within_24h", "chosen"]
        )


def choice_words(
    table: Mapping[str, Mode], names: Sequence[str], tried: Sequence[ShapeTrial], kpi: str
) -> tuple[str, str]:
    """Which shape each partner has, beside the others, in words."""
    zh, en = [], []
    for name in names:
        group = sorted((t for t in tried if t.partner == (table[name].partner or name)), key=lambda t: t.mode != name)
        if group:
            partner = table[group[0].partner]
            zh.append(f"{partner.name_zh}{'，'.join(_figures(t, kpi, 'zh') for t in group)}")
            en.append(f"{partner.name_en} {', '.join(_figures(t, kpi, 'en') for t in group)}")
    return (
        f"各合作方取首次重复中成本较低的路网形状（列于前，括号内为24小时进村率）：{'；'.join(zh)}。要统一形状："
        "shape=township 或 shape=direct；要全部并列：shape=all。",
        "Each partner has the shape of the network that costs less in the first replication (told first; 24-h rates "
        f"in brackets): {'; '.join(en)}. The same for all: shape=township or shape=direct; every shape: shape=all.",
    )


def _figures(t: ShapeTrial, kpi: str, lang: str) -> str:
    shape, state = word(t.shape, lang, "shape"), word(t.state, lang, "shape")
    if t.state != OK:
        return f"{shape}（{state}）" if lang == "zh" else f"{shape} ({state})"
    cost, rate = amount(t.cost[kpi], "yuan/parcel", lang), figure(t.within_24h, "share")
    return f"{shape}{cost}（{rate}）" if lang == "zh" else f"{shape} {cost} ({rate})"


def asked_words(shape: str) -> tuple[tuple[str, str], ...]:
    """What is to be said where one shape was asked for."""
    if shape == "all":
        return ()
    zh, en = (word(shape, lang, "shape") for lang in LANGUAGES)
    return ((
        f"各合作方的路网形状统一为{zh}（shape={shape}），各列之差只在合作方。",
        f"Every partner's network goes {en} (shape={shape}), so that columns differ by who carries.",
    ),)


def others_words(table: Mapping[str, Mode], names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Which modes the usual columns leave out, and how to ask for them; nothing where they leave out none."""
    shown = {table[name].partner or name for name in names}
    rest = [mode for key, mode in table.items() if (mode.partner or key) not in shown and not mode.partner]
    if not rest:
        return ()
    zh = "、".join(f"{mode.name_zh or mode.key}（{mode.key}）" for mode in rest)
    en = ", ".join(f"{mode.name_en or mode.key} ({mode.key})" for mode in rest)
    asked = ",".join([*names, rest[-1].key])
    return ((
        f"未列入比较的合作模式还有：{zh}。要加入：'modes=[{asked}]'；按县规划文件所列：plan=（见 docs/planner.md）。",
        f"Modes that are not in this comparison: {en}. To add one: 'modes=[{asked}]'; those of a county's plan "
        "document: plan= (docs/planner.md).",
    ),)


def labelled(prepared: Prepared, remarks: Sequence[tuple[str, str]] = ()) -> Prepared:
    """The columns of a comparison with their shapes in their names, and remarks on them. Where two would be called the
    same, each keeps its mode's own name."""
    found = {s.name: shaped(prepared.modes, s.name) for s in prepared.scenarios}
    twice = {label for label, count in Counter(found.values()).items() if count > 1}
    named = (
        s if (label := found[s.name]) is None or label in twice else replace(s, name_zh=label[0], name_en=label[1])
        for s in prepared.scenarios
    )
    return replace(prepared, scenarios=tuple(named), remarks=(*prepared.remarks, *remarks))


def shaped(table: Mapping[str, Mode], key: str) -> tuple[str, str] | None:
    """A mode's partner and shape as a name in Chinese and English, where the partner's networks have more than one
    shape."""
    mode = table.get(key)
    partner = table.get(mode.partner or mode.key) if mode else None
    if mode is None or partner is None or not any(m.partner == partner.key for m in table.values()):
        return None
    zh, en = (word(mode.shape, lang, "shape") for lang in LANGUAGES)
    return f"{partner.name_zh}（{zh}）", f"{partner.name_en or partner.key} ({en})"
