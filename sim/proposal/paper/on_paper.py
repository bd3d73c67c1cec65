"""What of a sheet goes on paper: the scheme's rows where a chapter is about it, what is missing, what was set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from sim.proposal.sheet import GENERAL, OutputSheet
from sim.words import say, word

FEW = 4
"""Rows from which on columns that say the same in each are told once."""


def on_paper(name: str, sheet: OutputSheet, scheme: str, lang: str) -> OutputSheet:
    """A sheet without what only the workbook needs.

    Args:
        name: of the sheet (``sim.proposal.comparison.titles.SHEETS``). Of facilities the gaps are kept, of inputs
            those that were set for this county or plan.
        scheme: keep its rows alone; empty: every mode's.
    """
    if name == "facilities":
        sheet = _kept(sheet, sheet.table[word("verdict", lang)] == word("gap", lang, "target"), (), lang)
    if name == "inputs":
        sheet = _kept(sheet, sheet.table[word("changed", lang)].astype(bool), ("changed", "section"), lang)
        sheet = _in_words(sheet, lang)
    if name == "townships":
        sheet = replace(sheet, table=sheet.table.drop(columns=word("township", lang), errors="ignore"))
    return _without_alike(_of_one_mode(sheet, scheme, lang), lang)


def _kept(sheet: OutputSheet, rows: pd.Series[bool], without: Sequence[str], lang: str) -> OutputSheet:
    """Some rows of a sheet whose number formats are by column, ``without`` some columns."""
    table = sheet.table[rows.to_numpy()].reset_index(drop=True)
    return replace(sheet, table=table.drop(columns=[word(column, lang) for column in without], errors="ignore"))


def _in_words(sheet: OutputSheet, lang: str) -> OutputSheet:
    """Inputs by name in place of key; one without a name by what it means."""
    key, name, meaning = (say(lang, *pair) for pair in (("参数", "key"), ("名称", "name"), ("含义", "meaning")))
    if not {key, name, meaning} <= set(sheet.table.columns):
        return sheet
    names = [n or m for n, m in zip(sheet.table[name], sheet.table[meaning], strict=True)]
    table = sheet.table.drop(columns=[key, name])
    table.insert(0, name, names)
    figures = [head for column in ("value", "low", "high") if (head := word(column, lang)) in table]
    yes_no = {"true": say(lang, "是", "yes"), "false": say(lang, "否", "no")}
    for head in figures[:1]:
        table[head] = [yes_no.get(str(value), value) for value in table[head]]
    about = say(lang, "各项的键见工作簿“输入参数”", "keys are on the workbook's sheet Inputs")
    return replace(sheet, table=table, about=about, formats={**sheet.formats, **dict.fromkeys(figures, GENERAL)})


def _of_one_mode(sheet: OutputSheet, scheme: str, lang: str) -> OutputSheet:
    """A sheet whose rows are of one mode has that mode in its title and not in a column."""
    head = word("mode", lang)
    if head not in sheet.table or sheet.rows:
        return sheet
    if scheme:
        sheet = _kept(sheet, sheet.table[head] == scheme, (), lang)
    modes = sheet.table[head].unique()
    if len(modes) != 1:
        return sheet
    title = say(lang, f"{sheet.title}（{modes[0]}）", f"{sheet.title} ({modes[0]})")
    return replace(sheet, title=title, table=sheet.table.drop(columns=head))


def _without_alike(sheet: OutputSheet, lang: str) -> OutputSheet:
    """A sheet without columns of texts that say the same in every row, which its note says once."""
    table = sheet.table
    texts = [] if len(table) < FEW or sheet.rows else [
        head for head in table.columns[1:] if not pd.api.types.is_numeric_dtype(table[head]) and _alike(table[head])
    ]
    told = [f"{head} {table[head].iloc[0]}" for head in texts if table[head].iloc[0]]
    if not texts:
        return sheet
    note = say(lang, f"各行均为：{'、'.join(told)}", f"in every row: {', '.join(told)}") if told else ""
    about = say(lang, "；", "; ").join(part for part in (sheet.about, note) if part)
    return replace(sheet, table=table.drop(columns=texts), about=about)


def _alike(column: pd.Series[str]) -> bool:
    return len(set(column.fillna(""))) == 1
