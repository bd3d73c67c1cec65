"""The plans in print, before anything is simulated."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from experiments.output import tables
from experiments.output.console import table
from experiments.scenarios.names import place_names
from experiments.scenarios.prepare import Prepared
from sim.service.tables import operator_text
from sim.words import headed, say, word


def say_plans(prepared: Prepared, lang: str) -> None:
    """Print each plan before anything is simulated: a few lines of its timetable, its fleet and its crews by kind."""
    names = tables.mode_names(prepared, lang)
    found, places = tables.of_plans(prepared, lang), place_names(prepared.county, lang)
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
            print(f"  * {note_text(_subject(note, prepared, lang), lang, places)}")


def _subject(note: str, prepared: Prepared, lang: str) -> str:
    """A note with what it is about in words: legs, operators and places instead of the key of a line, a garage or a host."""
    key, _, rest = note.partition(": ")
    county = prepared.county
    places = {t.code: t.name for t in county.townships} | {v.code: v.name for v in county.villages} | {p.code: p.name for p in county.points}
    told = []
    for part in key.split("/"):
        if part in LEGS:
            told.append(word(part, lang, "leg"))
        elif ":" in part:
            told.append(operator_text(part.removesuffix("+"), prepared.parameters, lang) + (say(lang, "加开", " added") if part.endswith("+") else ""))
        elif part not in prepared.modes:  # the mode stands in the heading
            told.append(places.get(part, part))
    return f"{' '.join(told)}: {rest}"


LEGS = ("trunk", "village", "direct", "relay")
"""Legs with which keys of lines and garages begin."""


NOTES_ZH = (
    (re.compile(r"(.+): departures at (.+) left out, they would be back after (.+)"), r"\1：\2的班次不开行，否则返回晚于\3"),
    (re.compile(r"(.+): (\d+) routes for (\d+) townships, on days in turn: (.+)"), r"\1：\3个乡镇只有\2条线路，相邻乡镇按日轮流：\4"),
    (re.compile(r"(.+): has no vehicles of its own"), r"\1：没有自己的车辆"),
    (re.compile(r"(.+): (\d+) rounds of up to (.+) h, over fleet.max_round_h (.+)"), r"\1：\2条线路最长\3小时，超过fleet.max_round_h的\4小时"),
    (re.compile(r"(.+): (\d+) vehicles for (\d+) bases, shared by (.+)"), r"\1：\3个驻地只有\2辆车，共用车辆：\4"),
    (re.compile(r"(.+): (\d+) km to (.+) and back, over the (.+) km of (.+)"), r"\1：往返\3需\2公里，超过\5续航\4公里"),
    (re.compile(r"(.+): fewer workers than operations that share them, so 1 each: (.+)"), r"\1：人数少于共用班组的作业组数，每组按1人计：\2"),
)
"""Chinese for the notes of plans."""


def note_text(note: str, lang: str, places: Mapping[str, str] | None = None) -> str:
    """A note of a plan in the reader's language; ``places`` are the reader's names of places by their Chinese ones."""
    for name in sorted(places or {}, key=len, reverse=True):
        note = note.replace(name, (places or {})[name])
    for pattern, zh in NOTES_ZH if lang == "zh" else ():
        note = pattern.sub(zh, note)
    return note


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
