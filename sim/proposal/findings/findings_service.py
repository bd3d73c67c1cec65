"""Findings about service: what the scheme is, how the modes compare, its vehicles, people and timetable."""

from __future__ import annotations

from collections.abc import Iterator

from sim.measure.kpi import ALL
from sim.proposal.comparison.evidence import Evidence
from sim.proposal.plan.plan_view import of_places
from sim.words import say, word

COMPARED = (
    "to_village_share", "at_village_mean_h", "within_24h", "in_hand_mean_h", f"cost_system_parcel{ALL}",
    f"cost_residents_parcel{ALL}",
)  # fmt: skip
MEANS = (f"vehicles{ALL}", f"workers{ALL}", f"km_day{ALL}", "load_factor", "crew_utilisation")


def scheme(evidence: Evidence) -> Iterator[str]:
    """Which mode serves how many villages, and what places lack."""
    lang, modes = evidence.lang, evidence.prepared.modes
    served: dict[str, set[int]] = {}
    for choice in evidence.scenario.plan.choices:
        served.setdefault(choice.mode, set()).add(choice.village)
    count = len(evidence.prepared.county.rural)
    called = {key: say(lang, mode.name_zh, mode.name_en) for key, mode in modes.items()}
    alone = word("alone", lang, "service_mode")
    told = [f"{called.get(key, alone)} {of_places(len(of), count)}" for key, of in served.items()]
    name = evidence.names[evidence.scheme]
    if told:
        yield say(
            lang, f"{name}：各模式服务的村：{'；'.join(told)}。",
            f"{name}: villages served by mode: {'; '.join(told)}.",
        )
    about = say(lang, *evidence.scenario.about)
    if about and len(served) > 1:
        yield about + say(lang, "。", ".")
    yield from _standards(evidence)


def _standards(evidence: Evidence) -> Iterator[str]:
    rows = evidence.rows("standards")
    if not len(rows):
        return
    places = int(rows["places"].sum())
    met, gap, open_ = (of_places(int(rows[c].sum()), places) for c in ("met", "gap", "not_verified"))
    yield say(
        evidence.lang,
        f"设施标准{len(rows)}项，逐点核对{places:,}点次：达到{met}，缺口{gap}，未核验{open_}；缺什么、补什么见表。",
        f"{len(rows)} standards of facilities, {places:,} checks of places: met {met}, gaps {gap}, not verified "
        f"{open_}; the table says what is missing where.",
    )


def modes(evidence: Evidence) -> Iterator[str]:
    """A sentence a mode; of an overloaded one only that it is."""
    lang = evidence.lang
    for mode, name in evidence.names.items():
        if mode in evidence.overloaded:
            yield say(
                lang, f"{name}：超负荷，数字不可采信，不列。",
                f"{name}: overloaded, so its figures do not count and are left out.",
            )
        else:
            told = say(lang, "，", "; ").join(evidence.named(key, mode) for key in COMPARED)
            yield say(lang, f"{name}：{told}。", f"{name}: {told}.")
    yield say(
        lang, f"各值为{evidence.replications}次重复的均值，各模式所用快件相同。",
        f"Each is the mean of {evidence.replications} replications, on the same parcels in every mode.",
    )


def means(evidence: Evidence) -> Iterator[str]:
    """Vehicles and people of the scheme, and how busy they are."""
    lang = evidence.lang
    known = [key for key in MEANS if evidence.mean(key) == evidence.mean(key)]
    told = say(lang, "，", "; ").join(evidence.named(key) for key in known)
    if told:
        yield say(lang, f"{evidence.names[evidence.scheme]}：{told}。", f"{evidence.names[evidence.scheme]}: {told}.")
    yield from _fleet(evidence)


def _fleet(evidence: Evidence) -> Iterator[str]:
    """What the plan has of each type, hosts' vehicles too, and how busy the busiest of the own ones are."""
    planned, used, lang = evidence.rows("fleet"), evidence.rows("fleet_use"), evidence.lang
    if len(planned):
        by_type = planned.groupby(planned["owner"] + " " + planned["vehicle"], sort=False)["count"].sum()
        listed = say(lang, "、", ", ").join(f"{of} {count:,.0f}" for of, count in by_type.items())
        yield say(lang, f"计划配置车辆：{listed}。", f"Vehicles as planned: {listed}.")
    if len(used):
        most = used["busy_share"].max()
        yield say(
            lang, f"自有车辆中最忙的一组忙碌率{most:.1%}。",
            f"The busiest own vehicles are busy {most:.1%} of their time.",
        )


def timetable(evidence: Evidence) -> Iterator[str]:
    """How many lines and runs there are, and which is the longest."""
    rows, lang = evidence.rows("timetable"), evidence.lang
    if not len(rows):
        return
    longest = rows.sort_values("hours", ascending=False).iloc[0]
    lines, runs, km = rows["line"].nunique(), rows["runs_week"].sum(), (rows["km"] * rows["runs_week"]).sum()
    told = f"{runs:,.1f}".removesuffix(".0")
    yield say(
        lang,
        f"共{lines}条线路，每周{told}车次，行驶{km:,.0f}公里；"
        f"最早{rows['depart'].min()}发车，用时最长的一趟往返{longest['km']:,.1f}公里、{longest['hours']:.1f}小时。",
        f"{lines} lines, {told} runs and "
        f"{km:,.0f} km a week; the first leaves at {rows['depart'].min()}, the longest "
        f"round is {longest['km']:,.1f} km and {longest['hours']:.1f} h.",
    )
