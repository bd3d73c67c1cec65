"""What parcels waited for, in tables and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from sim.clock import DAY, HOUR, NEVER, clock_text
from sim.flow.conservation import Movements
from sim.measure.chain import MISSED, Numbers, chain, mean_chain, passed_by
from sim.proposal.names import place_names
from sim.proposal.sheet import PERCENT, TWO, WHOLE, OutputSheet
from sim.proposal.why.why_traced import Traced, worded
from sim.service.tables import timetable_table
from sim.words import say, word


@dataclass(frozen=True, kw_only=True, eq=False)
class WhyPart:
    """A sentence, the table behind it and, of a parcel, its steps for the figure: columns name, part, hours."""

    line: str
    sheet: OutputSheet
    steps: pd.DataFrame | None = None


_MISSED = {
    "left": ("其间未装上的班次/件", "runs that left without it, a parcel"),
    "off": ("其间停开的班次/件", "runs called off, a parcel"),
}
"""Of a village's parcels, the runs that came and did not help."""


_OF = {
    False: ("统计日到件、已到手的快件", "parcels of measured days that are in hand"),
    True: ("统计日交寄、已出县的上行快件", "parcels offered on measured days that have left the county"),
}
"""By whether it is outbound, of whom a mean is."""


class WhyTime:
    """Tells the time of a village's parcels, and of one parcel."""

    def __init__(self, traced: Traced, lang: str) -> None:
        self._t, self._lang = traced, lang
        self._moved = Movements(traced.plan, traced.draws, traced.outcome)
        names = place_names(traced.prepared.county, lang)
        self._places = [names.get(place.name, place.name) for place in traced.plan.places]
        table = timetable_table(traced.plan, traced.prepared.parameters, lang, names)
        self._lines = dict(zip(table["line"], table["name"], strict=True))

    def village(self, village: int, outbound: bool, through: Numbers, others: int) -> WhyPart:
        """The mean of a village's parcels of one direction: a sentence, and a sheet whose rows add up to its last.

        Args:
            through: numbers of those that came through; ``others``: how many did not by the end.
        """
        lang = self._lang
        found = mean_chain(self._moved, chain(self._moved, through))
        found["name"] = [self._step(*row) for row in found[["part", "place", "line"]].to_numpy().tolist()]
        total, parts = found["hours"].sum(), [word(part, lang) for part in found["part"]]
        table = worded({
            ("环节", "part"): [*parts, say(lang, "合计", "all")], ("步骤", "step"): [*found["name"], ""],
            ("件数", "parcels"): [*found["parcels"], len(through)],
            ("小时/件", "hours a parcel"): [*found["hours"], total],
            ("占比", "share"): [*(found["hours"] / total), 1.0],
            **{heads: [*found[name], found[name].sum()] for name, heads in _MISSED.items()},
        }, lang)  # fmt: skip
        kept = [*range(5), *(5 + i for i, name in enumerate(_MISSED) if found[name].any())]
        formats = dict(zip(table.columns[2:], (WHOLE, TWO, PERCENT, TWO, TWO), strict=True))
        return WhyPart(
            line=self._of_village(village, outbound, found, len(through), others),
            sheet=OutputSheet(self._mean_title(outbound), table.iloc[:, kept], formats, (), self._about(outbound)),
        )

    def _mean_title(self, outbound: bool) -> str:
        titles = ("上行全村平均", "Mean of outbound") if outbound else ("全村平均", "Mean of the village")
        return say(self._lang, *titles)

    def _about(self, outbound: bool) -> str:
        zh, en = _OF[outbound]
        return say(
            self._lang, f"{zh}，共配池品牌者（没有共配池的为全部）；每件平均，各行之和为总时间",
            f"{en}, of the pool's brands (of all where there is no pool); hours a parcel of all, which add up to the "
            "whole time",
        )

    def _of_village(self, village: int, outbound: bool, found: pd.DataFrame, count: int, others: int) -> str:
        lang, name, total = self._lang, self._t.village(village, self._lang), found["hours"].sum()
        by_part = found.groupby("part", sort=False)["hours"].sum().sort_values(ascending=False)
        told = say(lang, "、", ", ").join(f"{word(str(p), lang)} {h:.1f}" for p, h in by_part.items())
        longest, hours = found.sort_values("hours", ascending=False)[["name", "hours"]].iloc[0]
        way = ("件上行件从交寄到出县", "outbound parcels took {} from the offer to line-haul") if outbound else (
            "件从到县中心到到手", "parcels took {} from the hub into the hand")  # fmt: skip
        spent = way[1].format(f"{total:.1f} h on average")
        rest = self._others(outbound, others)
        return say(
            lang, f"{name}：{count}{way[0]}平均{total:.1f}小时：{told}；最长的一步：{longest}，{hours:.1f}小时{rest}。",
            f"{name}: {count} {spent}: {told}; the longest step: {longest}, {hours:.1f} h{rest}.",
        )

    def _others(self, outbound: bool, others: int) -> str:
        """How many did not come through."""
        if not others:
            return ""
        zh, en = ("未出县", "had not left") if outbound else ("未到手", "were not in hand")
        return say(
            self._lang, f"；另有{others}件期末仍{zh}，不在平均之内", f"; {others} more {en} by the end, not in the mean"
        )

    def steps(self, number: int) -> pd.DataFrame:
        """The steps of one parcel: columns name, part, hours, from, to, missed (words)."""
        t, horizon = self._t, self._t.plan.horizon
        found = chain(self._moved, np.array([number]))
        lines = [t.plan.lines[line].key if line >= 0 else "" for line in found["line"]]
        rows = zip(found["part"], found["place"], lines, strict=True)
        ends = np.minimum(found["ends"], horizon)
        return pd.DataFrame({
            "name": [self._step(*row) for row in rows], "part": found["part"],
            "hours": (ends - found["begins"]) / HOUR, "from": [self._clock(x) for x in found["begins"]],
            "to": [self._clock(x) for x in found["ends"]],
            "missed": [self._missed(*row) for row in found[MISSED].to_numpy().tolist()],
        })  # fmt: skip

    def parcel(self, number: int) -> WhyPart:
        """One parcel, step by step: a sentence, and a sheet whose rows add up to its last."""
        lang, steps = self._lang, self.steps(number)
        begin, end, total = steps["from"].iloc[0], steps["to"].iloc[-1], steps["hours"].sum()
        table = worded({
            ("环节", "part"): [*(word(part, lang) for part in steps["part"]), say(lang, "合计", "all")],
            ("步骤", "step"): [*steps["name"], ""], ("开始", "from"): [*steps["from"], begin],
            ("结束", "to"): [*steps["to"], end], ("小时", "hours"): [*steps["hours"], total],
            ("其间错过的班次", "runs missed meanwhile"): [*steps["missed"], ""],
        }, lang)  # fmt: skip
        table = table if any(steps["missed"]) else table.iloc[:, :5]
        title = say(lang, f"快件{number}", f"Parcel {number}")
        sheet = OutputSheet(title, table, {str(table.columns[4]): TWO})
        return WhyPart(line=self._of_parcel(number, steps), sheet=sheet, steps=steps)

    def _of_parcel(self, number: int, steps: pd.DataFrame) -> str:
        lang, name, total = self._lang, self._called(number), steps["hours"].sum()
        longest = steps.sort_values("hours", ascending=False).iloc[0]
        step, hours, gone = longest[["name", "hours", "missed"]]
        missed = say(lang, f"，其间{gone}", f"; meanwhile {gone}") if gone else ""
        fate = self._fate(number)
        return say(
            lang, f"快件{number}（{name}）：共{total:.1f}小时，最长的一步是{step}，{hours:.1f}小时{missed}{fate}。",
            f"Parcel {number} ({name}) took {total:.1f} h; its longest step was {step}, {hours:.1f} h{missed}{fate}.",
        )

    def _fate(self, number: int) -> str:
        """What else became of a parcel that did not come through."""
        lang, outcome, first = self._lang, self._t.outcome, len(self._t.draws.parcels)
        lost = np.concatenate([outcome.lost, outcome.sent.lost])[number] < NEVER
        if lost:
            return say(lang, "；此后丢失", "; then it was lost")
        if np.concatenate([outcome.milestones.oversize, outcome.sent.oversize])[number]:
            return say(lang, "；它大于该线路任何一班所能装载", "; it is too big for any run of that line")
        returned = number < first and outcome.milestones.returned[number] < NEVER
        return say(lang, "；逾期未取，已退回", "; nobody came for it and it went back") if returned else ""

    def _called(self, number: int) -> str:
        """The brand of a parcel, and where it goes or comes from."""
        lang, parcels, offers = self._lang, self._t.draws.parcels, self._t.draws.offers
        out = number >= len(parcels)
        of, at = (offers, number - len(parcels)) if out else (parcels, number)
        key, brands = self._t.plan.brands[of.brand[at]], self._t.prepared.parameters.demand.brands
        brand = say(lang, brands[key].name_zh, brands[key].name_en) if key in brands else key
        village = self._t.village(int(of.village[at]), lang)
        return say(lang, "，", ", ").join((brand, say(lang, f"{village}上行", f"out of {village}") if out else village))

    def _missed(self, part: str, line: int, board: int, run: int, since: int) -> str:
        """The runs that went without the parcel while it waited."""
        lang, (left, off) = self._lang, passed_by(self._moved, part, line, board, run, since)
        told = [say(lang, f"{left}班开走而未能装上", f"{left} left without it")] if left else []
        told += [say(lang, f"{off}班停开", f"{off} called off")] if off else []
        return say(lang, "、", ", ").join(told)

    def _step(self, part: str, place: int, line: str) -> str:
        """A step in words."""
        at, by = self._places[place], self._lines.get(line, line) or say(self._lang, "下一班", "the next run")
        told = {
            "handling": (f"在{at}处理", f"handled at {at}"),
            "waiting": (f"在{at}等候“{by}”", f"waiting at {at} for {by}"),
            "travel": (f"乘“{by}”到{at}", f"on {by} to {at}"),
            "opening": (f"在{at}等候开门", f"waiting for {at} to open"),
            "collection": (f"在{at}待取", f"waiting at {at} to be fetched"),
        }
        return say(self._lang, *told[part])

    def _clock(self, ms: int) -> str:
        """Date and clock time; what was still so at the end has none."""
        if ms >= NEVER:
            return say(self._lang, "结束时仍未", "not by the end")
        day = self._t.prepared.parameters.horizon.start_date + timedelta(days=int(ms // DAY))
        return f"{day:%m-%d} {clock_text(int(ms))}"
