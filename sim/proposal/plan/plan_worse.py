"""What gets worse with a plan than it is today, in a line of the answer beside what the plan wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sim.inference.verdict import MET, NOT_VERIFIED
from sim.measure.kpi import SCOPES
from sim.proposal.lines import Names, Statement, named, spread
from sim.words import LANGUAGES, amount, figure, say

WAN = 10_000.0
LEAST = 500.0
"""Yuan a year, below which nobody is told to spend more: 0.05 of ten thousands."""

SHOWN_H = 0.05
"""Hours that show in a figure."""

Called = Callable[[str, str], str]
"""A party by its key, in a language."""


@dataclass(frozen=True)
class Today:
    """What columns are set against.

    Attributes:
        mode: the column of the status quo. ``scope``: suffix of the KPIs.
        summary, comparison: see ``sim.inference.results.Frames``. ``gains``: see ``sim.inference.cost.gains``.
        town: the county town is simulated too, so that gains are of its parcels as well.
    """

    mode: str
    summary: pd.DataFrame
    comparison: pd.DataFrame
    gains: pd.DataFrame
    scope: str = ""
    town: bool = False

    def worse(self, columns: Sequence[str], names: Names, called: Called) -> Iterator[Statement]:
        """A line a column: how much later parcels are in hand than today, who spends more a year; that nothing gets
        worse, where that is so."""
        for column in columns:
            texts = [self._texts(column, names, called, lang) for lang in LANGUAGES]
            told = [say(lang, "；", "; ").join(of) for lang, of in zip(LANGUAGES, texts, strict=True)]
            (zh, en), (now_zh, now_en) = named(names, column), named(names, self.mode)
            if texts[0]:
                yield Statement(
                    "worse", f"{zh}与{now_zh}相比变差的：{told[0]}", f"Worse with {en} than {now_en}: {told[1]}",
                    NOT_VERIFIED, "answer",
                )
            else:
                yield Statement(
                    "worse", f"{zh}与{now_zh}相比没有变差的：到手时间不更长，没有一方全年支出增加",
                    f"Nothing is worse with {en} than {now_en}: parcels are in hand no later, no party spends more",
                    MET, "answer",
                )

    def _texts(self, column: str, names: Names, called: Called, lang: str) -> list[str]:
        return [*self._later(column, names, lang), *self._dearer(column, called, lang)]

    def _later(self, column: str, names: Names, lang: str) -> Iterator[str]:
        """That parcels are in hand later."""
        kpi = f"in_hand_mean_h{self.scope}"
        hours = self.summary[self.summary["kpi"] == kpi].set_index("mode")["mean"]
        if not {column, self.mode} <= set(hours.index):
            return
        mine, now = float(hours[column]), float(hours[self.mode])
        if not mine - now >= SHOWN_H:
            return
        low, high = self._interval(kpi, column)
        more, of = amount(mine - now, "h", lang) + spread(low, high, "h"), SCOPES[self.scope]
        yield say(
            lang, f"到手时间均值（{of[0]}）{amount(mine, 'h', lang)}，{named(names, self.mode)[0]}"
            f"{amount(now, 'h', lang)}，慢{more}{_unsure(low, high, lang)}",
            f"parcels are in hand after {amount(mine, 'h', lang)} on average ({of[1]}), {named(names, self.mode)[1]} "
            f"{amount(now, 'h', lang)}, {more} later{_unsure(low, high, lang)}",
        )

    def _interval(self, kpi: str, column: str) -> tuple[float, float]:
        """Of the difference between a column and today, whichever of them the comparison names first."""
        rows = self.comparison[self.comparison["kpi"] == kpi]
        ends = {(str(a), str(b)): (low, high) for a, b, low, high in rows[["a", "b", "ci_low", "ci_high"]].to_numpy()}
        other = ends.get((self.mode, column), (0.0, 0.0))
        return ends.get((column, self.mode), (-other[1], -other[0]))

    def _dearer(self, column: str, called: Called, lang: str) -> Iterator[str]:
        """Who spends more a year, the most first."""
        rows = self.gains[(self.gains["mode"] == column) & (self.gains["change_year"] >= LEAST)]
        told = [
            f"{called(str(actor), lang)} +{_yuan(yuan, lang)}{_ends(low, high, lang)}{_unsure(low, high, lang)}"
            for actor, yuan, low, high in rows.sort_values("change_year", ascending=False)[
                ["actor", "change_year", "change_low", "change_high"]
            ].itertuples(index=False)
        ]
        if told:
            zh, en = ("，含城区", ", the town's too") if self.town else ("", "")
            yield say(
                lang, f"全年支出增加（全部快件{zh}，万元）：", f"more to spend a year (all parcels{en}, yuan): "
            ) + say(lang, "、", ", ").join(told)


def _yuan(yuan: float, lang: str) -> str:
    return figure(yuan / WAN, "h") if lang == "zh" else f"{yuan:,.0f}"


def _ends(low: float, high: float, lang: str) -> str:
    """An interval in the same unit; nothing where there is none, or it is too narrow to print."""
    if not low < high or _yuan(low, lang) == _yuan(high, lang):
        return ""
    return f" [{_yuan(low, lang)}, {_yuan(high, lang)}]"


def _unsure(low: float, high: float, lang: str) -> str:
    """That an interval does not tell which way it goes."""
    return say(lang, "，区间含0，不能断定", ", not certain: the interval holds 0") if low < 0 < high else ""


def alike(summary: pd.DataFrame, a: str, b: str) -> bool:
    """Whether two columns have the same figures in every KPI: one plan by two names."""
    means: Mapping[str, pd.Series[float]] = {
        mode: summary[summary["mode"] == mode].set_index("kpi")["mean"] for mode in (a, b)
    }
    return len(means[a]) > 0 and means[a].equals(means[b].reindex(means[a].index))
