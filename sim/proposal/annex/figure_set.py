"""The figure set 成套图 of a results folder: every figure for print, with its numbers, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from sim.chart.base_map import BaseMap
from sim.chart.catalogue import CATALOGUE
from sim.chart.info import ChartSpec, PlanInfo
from sim.chart.render import render_all
from sim.chart.subject import Subject
from sim.problems import InputError, Phrase, Problem, phrase
from sim.proposal.annex.material import Material
from sim.proposal.frames import read_frame

FIGURES = "figures"
"""The folder of the set, below that of the results."""


class KeptTables(Mapping[str, pd.DataFrame]):
    """The tables of a results folder by name, each read when it is asked for; one that cannot be read is an
    ``InputError``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            file = self._folder / f"{name}.parquet"
            if not file.is_file():
                raise KeyError(name)
            try:
                self._read[name] = read_frame(self._folder, name)
            except (OSError, ValueError):  # what the library raises of a file that is cut or none of its own
                raise _refused(file, phrase("propose.damaged_table")) from None
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return (file.relative_to(self._folder).with_suffix("").as_posix() for file in self._folder.rglob("*.parquet"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def figure_set(material: Material, folder: Path, asked: ChartSpec, lang: str) -> dict[str, Callable[[], list[Path]]]:
    """By figure, what draws it below ``folder`` and gives its files; none where the folder keeps no map or no plan
    that is not overloaded."""
    info = material.words(lang).info
    if material.base is None or not info.modes:
        return {}
    at = replace(info, map_approval=asked.map_approval or info.map_approval)
    there = {file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.parquet")}
    return {
        kind.name: partial(_draw, kind.name, folder, material.base, at, lang, asked)
        for kind in CATALOGUE if there.issuperset(kind.needs)
    }


def _draw(name: str, folder: Path, base: BaseMap, info: PlanInfo, lang: str, asked: ChartSpec) -> list[Path]:
    of = Subject(frames=KeptTables(folder), base=base, info=info, lang=lang)
    try:
        return render_all(of, folder / FIGURES, asked.formats, asked.print_dpi, (name,), data=True)
    except KeyError as error:  # tables of another version, or put there by somebody
        raise _refused(folder, phrase("propose.other_tables", figure=name, column=str(error.args[0])[:60])) from error


def _refused(where: Path, found: Phrase) -> InputError:
    """The fault of a folder whose tables are not what a comparison has left."""
    return InputError([Problem("propose.tables", str(where), found, phrase("propose.folder"), phrase("propose.anew"))])
