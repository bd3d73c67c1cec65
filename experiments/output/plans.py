"""The plans in print, before anything is simulated."""

from __future__ import annotations

import pandas as pd

from experiments.output import tables
from experiments.output.console import table
from experiments.scenarios.prepare import Prepared
from sim.plan.note import PlanNote
from sim.problems import phrase, said
from sim.service.tables import operator_text
from sim.words import headed, say, word


def say_plans(prepared: Prepared, lang: str) -> None:
    """Print each plan before anything is simulated: a few lines of its timetable, its fleet and its crews by kind."""
    names = tables.mode_names(prepared, lang)
    found = tables.of_plans(prepared, lang)
    for remark in prepared.remarks:
        print("\n" + say(lang, *remark))
    for s in prepared.scenarios:
        part = {k: v[v["mode"] == s.name].drop(columns="mode") for k, v in found.items()}
        over = len(part["overloads"])
        state = say(lang, f"，{over}处超负荷", f", {over} overloads") if over else ""
        runs = part["timetable"]["runs_week"].sum()
        print("\n" + say(lang, f"■ {names[s.name]}（{s.name}）：{len(s.plan.lines)}条线路，每周{runs:,.0f}车次{state}", f"■ {names[s.name]} ({s.name}): {len(s.plan.lines)} lines, {runs:,.0f} runs a week{state}"))
        if any(s.about):
            print(f"  {say(lang, *s.about)}")
        for frame, by, rows in ((_short_timetable(part["timetable"]), "runs_week", 8), (_short_fleet(part["fleet"]), "km_day", 6), (_short_crews(part["crews"]), "hours_week", 8)):
            print(table(headed(_most(frame, by, rows), lang)) + (f"\n… +{len(frame) - rows}" if len(frame) > rows else ""))
        for note in s.plan.notes:
            print(f"  * {_note(note, prepared, lang)}")


def _note(note: PlanNote, prepared: Prepared, lang: str) -> str:
    """A note with what it is about in words: legs, operators and places instead of the key of a line, a depot or a host."""
    county = prepared.county
    places = {county.townships[i].code: county.called(county.township_place(i)) for i in range(len(county.townships))}
    places |= {p.code: county.called(county.point_place(i)) for i, p in enumerate(county.points)}
    told = []
    for part in note.about.split("/"):
        if part in LEGS:
            told.append(word(part, lang, "leg"))
        elif ":" in part:
            told.append(operator_text(part.removesuffix("+"), prepared.parameters, lang) + (say(lang, "加开", " added") if part.endswith("+") else ""))
        elif part not in prepared.modes:  # the mode stands in the heading
            told.append(said(places.get(part, part), lang))
    return phrase("plannote.line", about=" ".join(told), told=note.told).text(lang)


LEGS = ("trunk", "village", "direct", "relay")
"""Legs with which keys of lines and depots begin."""


def _short_timetable(timetable: pd.DataFrame) -> pd.DataFrame:
    """Lines by leg, operator and departure time."""
    by = ["leg", "operator", "vehicle", "depart"]
    out = timetable.groupby(by, sort=False).agg(lines=("line", "nunique"), stop_count=("stop_count", "mean"), km=("km", "mean"), hours=("hours", "mean"), runs_week=("runs_week", "sum"))
    return out.reset_index()


def _short_fleet(fleet: pd.DataFrame) -> pd.DataFrame:
    by = ["owner", "operator", "vehicle"]
    return fleet.groupby(by, sort=False).agg(count=("count", "sum"), lines=("lines", "sum"), runs_day=("runs_day", "sum"), km_day=("km_day", "sum")).reset_index()


def _short_crews(crews: pd.DataFrame) -> pd.DataFrame:
    by = ["level", "operator", "stage", "start", "end"]
    return crews.groupby(by, sort=False).agg(crew=("crew", "sum"), hours_week=("hours_week", "sum")).reset_index()


def _most(frame: pd.DataFrame, by: str, rows: int) -> pd.DataFrame:
    """The rows with the most of something, in the order in which they stand."""
    return frame.loc[frame[by].nlargest(rows).index.sort_values()].reset_index(drop=True)
