"""What parcels waited for, in tables and sentences."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from sim.clock import DAY, HOUR, NEVER, clock_text
from sim.measure.chain import chain, in_hand_of, mean_chain, passed_by
from sim.proposal.names import place_names
from sim.proposal.sheet import PERCENT, TWO, WHOLE, OutputSheet
from sim.proposal.why.why_traced import Traced, worded
from sim.service.tables import timetable_table
from sim.words import say, word


class WhyTime:
    """Tells the time of a village's parcels, and of one parcel."""

    def __init__(self, traced: Traced, lang: str) -> None:
        self._t, self._lang = traced, lang
        names = place_names(traced.prepared.county, lang)
        self._places = [names.get(place.name, place.name) for place in traced.plan.places]
        table = timetable_table(traced.plan, traced.prepared.parameters, lang, names)
        self._lines = dict(zip(table["line"], table["name"], strict=True))

    def village(self, village: int) -> tuple[str, OutputSheet]:
        """The mean of a village's parcels that are in hand: a sentence, and a sheet whose rows add up to its last."""
        lang, mine = self._lang, in_hand_of(self._t.case, village)
        found = mean_chain(self._t.plan, chain(self._t.plan, self._t.draws, self._t.outcome, mine))
        found["name"] = [self._step(*row) for row in found[["part", "place", "line"]].to_numpy().tolist()]
        total, parts = found["hours"].sum(), [word(part, lang) for part in found["part"]]
        all_ = say(lang, "合计", "all")
        table = worded({
            ("环节", "part"): [*parts, all_], ("步骤", "step"): [*found["name"], ""],
            ("件数", "parcels"): [*found["parcels"], len(mine)],
            ("小时/件", "hours a parcel"): [*found["hours"], total],
            ("占比", "share"): [*(found["hours"] / total), 1.0],
        }, lang)  # fmt: skip
        formats = dict(zip(table.columns[2:], (WHOLE, TWO, PERCENT), strict=True))
        about = say(
            lang, "统计日到件、已到手的快件，联盟品牌者（没有联盟的为全部）；每件平均，各行之和为总时间",
            "parcels of measured days that are in hand, of the pool's brands (of all where there is no pool); hours a "
            "parcel of all, which add up to the whole time",
        )
        title = say(lang, "全村平均", "Mean of the village")
        return self._of_village(village, found, len(mine)), OutputSheet(title, table, formats, (), about)

    def _of_village(self, village: int, found: pd.DataFrame, count: int) -> str:
        lang, name, total = self._lang, self._t.village(village, self._lang), found["hours"].sum()
        by_part = found.groupby("part", sort=False)["hours"].sum().sort_values(ascending=False)
        told = say(lang, "、", ", ").join(f"{word(str(p), lang)} {h:.1f}" for p, h in by_part.items())
        longest, hours = found.sort_values("hours", ascending=False)[["name", "hours"]].iloc[0]
        return say(
            lang, f"{name}：{count}件从到县中心到到手平均{total:.1f}小时：{told}；最长的一步：{longest}，"
            f"{hours:.1f}小时。",
            f"{name}: {count} parcels took {total:.1f} h on the mean from the hub into the hand: {told}; the longest "
            f"step: {longest}, {hours:.1f} h.",
        )

    def steps(self, number: int) -> pd.DataFrame:
        """The steps of one parcel: columns name, part, hours, from, to, missed (words)."""
        t, horizon = self._t, self._t.plan.horizon
        found = chain(t.plan, t.draws, t.outcome, np.array([number]))
        lines = [t.plan.lines[t.plan.timetable.line[run]].key if run >= 0 else "" for run in found["run"]]
        rows = zip(found["part"], found["place"], lines, strict=True)
        ends = np.minimum(found["ends"], horizon)
        return pd.DataFrame({
            "name": [self._step(*row) for row in rows], "part": found["part"],
            "hours": (ends - found["begins"]) / HOUR, "from": [self._clock(x) for x in found["begins"]],
            "to": [self._clock(x) for x in found["ends"]],
            "missed": [self._missed(*row) for row in found[["part", "run", "begins"]].to_numpy().tolist()],
        })  # fmt: skip

    def parcel(self, number: int) -> tuple[str, OutputSheet]:
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
        return self._of_parcel(number, steps), OutputSheet(title, table, {str(table.columns[4]): TWO})

    def _of_parcel(self, number: int, steps: pd.DataFrame) -> str:
        lang, name, total = self._lang, self._called(number), steps["hours"].sum()
        longest = steps.sort_values("hours", ascending=False).iloc[0]
        step, hours, gone = longest[["name", "hours", "missed"]]
        missed = say(lang, f"，其间{gone}", f"; meanwhile {gone}") if gone else ""
        return say(
            lang, f"快件{number}（{name}）：共{total:.1f}小时，最长的一步是{step}，{hours:.1f}小时{missed}。",
            f"Parcel {number} ({name}) took {total:.1f} h; its longest step was {step}, {hours:.1f} h{missed}.",
        )

    def _called(self, number: int) -> str:
        """The brand of a parcel and where it goes."""
        lang, parcels = self._lang, self._t.draws.parcels
        key, brands = self._t.plan.brands[parcels.brand[number]], self._t.prepared.parameters.demand.brands
        brand = say(lang, brands[key].name_zh, brands[key].name_en) if key in brands else key
        return say(lang, "，", ", ").join((brand, self._t.village(int(parcels.village[number]), lang)))

    def _missed(self, part: str, run: int, since: int) -> str:
        """The runs that went without the parcel while it waited."""
        if part != "waiting" or run < 0:
            return ""
        lang, (left, off) = self._lang, passed_by(self._t.plan, self._t.outcome, run, since)
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
