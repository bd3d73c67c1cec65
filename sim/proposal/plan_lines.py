"""The plans in a few lines each, before anything is simulated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from sim.plan.actor import actor_of
from sim.plan.leg import Leg
from sim.plan.note import PlanNote
from sim.problems import phrase, said
from sim.proposal import tables
from sim.proposal.aligned import table
from sim.service.prepared import Prepared, Scenario
from sim.service.tables import operator_text
from sim.words import headed, say, word

SHOWN = ("overloads", "timetable", "fleet", "crews")
"""Tables that a plan's lines are put together from."""

ALIKE = 3
"""So many notes of one kind are told of a plan where there are more."""


def plan_lines(prepared: Prepared, lang: str) -> Iterator[str]:
    """The remarks, then each plan in a few lines of its timetable, its fleet and its crews by kind."""
    names = tables.mode_names(prepared, lang)
    found = tables.of_plans(prepared, lang)
    for remark in prepared.remarks:
        yield "\n" + say(lang, *remark)
    for s in prepared.scenarios:
        part = {k: found[k][found[k]["mode"] == s.name].drop(columns="mode") for k in SHOWN}
        yield "\n" + _headed(s, names[s.name], part, lang)
        if any(s.about):
            yield f"  {say(lang, *s.about)}"
        yield from _short_tables(part, lang)
        yield from (f"  * {line}" for line in _notes(s.plan.notes, prepared, lang))


def _headed(s: Scenario, name: str, part: Mapping[str, pd.DataFrame], lang: str) -> str:
    """A plan's name, its lines and runs, and how many overloads it has."""
    over = len(part["overloads"])
    state = say(lang, f"，{over}处超负荷", f", {over} overloads") if over else ""
    runs = part["timetable"]["runs_week"].sum()
    lines = len(s.plan.lines)
    return say(
        lang,
        f"■ {name}（{s.name}）：{lines}条线路，每周{runs:,.0f}车次{state}",
        f"■ {name} ({s.name}): {lines} lines, {runs:,.0f} runs a week{state}",
    )


def _short_tables(part: Mapping[str, pd.DataFrame], lang: str) -> Iterator[str]:
    """The largest rows of a plan's timetable, fleet and crews."""
    shown = (
        (_short_timetable(part["timetable"]), "runs_week", 8),
        (_short_fleet(part["fleet"]), "km_day", 6),
        (_short_crews(part["crews"]), "hours_week", 8),
    )
    for frame, by, rows in shown:
        more = f"\n… +{len(frame) - rows}" if len(frame) > rows else ""
        yield table(headed(_most(frame, by, rows), lang)) + more


def _notes(notes: Iterable[PlanNote], prepared: Prepared, lang: str) -> Iterator[str]:
    """Notes in words; of many of one kind those with the largest numbers, and how many more there are."""
    kinds: dict[str, list[PlanNote]] = {}
    for note in notes:
        kinds.setdefault(note.told.key, []).append(note)
    for alike in kinds.values():
        first = sorted(alike, key=_size, reverse=True)[:ALIKE] if len(alike) > ALIKE + 1 else alike
        yield from (_note(note, prepared, lang) for note in first)
        if more := len(alike) - len(first):
            yield say(lang, f"同样的还有{more}处", f"the same of {more} others")


def _size(note: PlanNote) -> float:
    """The largest number that a note tells; 0 where it tells none."""
    return max((float(value) for _, value in note.told.facts if isinstance(value, (int, float))), default=0.0)


def _note(note: PlanNote, prepared: Prepared, lang: str) -> str:
    """A note with what it is about in words: legs, operators and places instead of the key of a line, a depot or a
    host."""
    county = prepared.county
    places = {county.townships[i].code: county.called(county.township_place(i)) for i in range(len(county.townships))}
    places |= {p.code: county.called(county.point_place(i)) for i, p in enumerate(county.points)}
    told = []
    for part in note.about.split("/"):
        if part in tuple(Leg):
            told.append(word(part, lang, "leg"))
        elif actor := actor_of(part.removesuffix("+")):
            told.append(operator_text(actor, prepared.parameters, lang) + (
                say(lang, "加开", " added") if part.endswith("+") else ""
            ))
        elif part not in prepared.modes:  # the mode stands in the heading
            told.append(said(places.get(part, part), lang))
    return phrase("plannote.line", about=" ".join(told), told=note.told).text(lang)


def _short_timetable(timetable: pd.DataFrame) -> pd.DataFrame:
    """Lines by leg, operator and departure time."""
    of = timetable.groupby(["leg", "operator", "vehicle", "depart"], sort=False)
    out = of[["stop_count", "km", "hours"]].mean()
    out.insert(0, "lines", of["line"].nunique())
    return out.assign(runs_week=of["runs_week"].sum()).reset_index()


def _short_fleet(fleet: pd.DataFrame) -> pd.DataFrame:
    of = fleet.groupby(["owner", "operator", "vehicle"], sort=False)
    return of[["count", "lines", "runs_day", "km_day"]].sum().reset_index()


def _short_crews(crews: pd.DataFrame) -> pd.DataFrame:
    of = crews.groupby(["level", "operator", "stage", "start", "end"], sort=False)
    return of[["crew", "hours_week"]].sum().reset_index()


def _most(frame: pd.DataFrame, by: str, rows: int) -> pd.DataFrame:
    """The rows with the most of something, in the order in which they stand."""
    if len(frame) <= rows:
        return frame
    return frame.loc[frame[by].nlargest(rows).index.sort_values()].reset_index(drop=True)
