"""Makes the documents' tables and the small committed results anew: ``python -m tests.house.reference [RESULTS]``.

Without a results folder only the tables that need none are written; with one (of ``parcelflow compare lang=en``) the reference
comparison and its charts are taken from it too.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from sim.measure.registry import KPIS
from sim.proposal.comparison.shapes import shaped
from sim.proposal.marks import legend
from sim.proposal.tables import side_by_side
from tests.house.contents import CONTENTS
from tests.house.documents import HOME
from tests.service.small_county import modes as shipped_modes

DOCUMENTS, REFERENCE = (HOME / "README.md", HOME / "docs" / "reference.md"), HOME / "results" / "reference"
CHARTS = ("trade_off", "cost_lines")
SHOWN = (
    "to_village_share", "in_hand_mean_h", "at_village_mean_h", "at_township_mean_h", "within_24h", "reach_brands", "delivery_days_week", "cost_system_parcel", "cost_operators_parcel", "cost_residents_parcel",
    "vehicles", "km_day", "host_own_parcels_share",
)  # fmt: skip


def kpi_table() -> str:
    """Every KPI as a Markdown table."""
    rows = ["| key | 名称 | name | unit | what it is |", "| --- | --- | --- | --- | --- |"]
    rows += [f"| `{k.key}` | {k.name_zh} | {k.name_en} | {k.unit} | {k.formula} |" for k in KPIS.values()]
    return "\n".join(rows)


def comparison_table() -> str:
    """The reference comparison as a Markdown table."""
    summary = pd.read_csv(REFERENCE / "yiyuan_summary.csv")
    modes = shipped_modes()
    names = {key: (shaped(modes, key) or ("", modes[key].name_en))[1] for key in dict.fromkeys(summary["mode"])}
    table = side_by_side(summary, names, "en", SHOWN)
    marks = legend(table.to_numpy().ravel().astype(str), "en")
    lines = ["| " + " | ".join(map(str, table.columns)) + " |", "|" + " --- |" * len(table.columns)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in table.itertuples(index=False)), *(["", marks] if marks else [])])


def folder_table() -> str:
    """What a results folder holds as a Markdown table, each group of verbs told once."""
    lines, told = ["| of | file | holds |", "| --- | --- | --- |"], ""
    for held in CONTENTS:
        of = "all" if "compare" in held.verbs and "mode-map" in held.verbs else _listed(held.verbs)
        lines.append(f"| {of if of != told else ''} | {_listed(held.files)} | {held.holds} |")
        told = of
    return "\n".join(lines)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


TABLES: dict[str, Callable[[], str]] = {"kpis": kpi_table, "comparison": comparison_table, "folder": folder_table}
"""By the name of its marks ``<!-- name -->`` and ``<!-- /name -->``, what makes a table."""


def filled(text: str) -> str:
    """A document with its tables in place."""
    for name, table in TABLES.items():
        text = re.sub(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", lambda m, t=table: m[1] + t() + m[2], text, flags=re.S)  # type: ignore[misc]
    return text


def main(words: list[str]) -> None:
    """Take over a results folder, if one is named, and write the documents' tables."""
    if words:
        folder = Path(words[0])
        REFERENCE.mkdir(parents=True, exist_ok=True)
        summary = pd.read_parquet(folder / "summary.parquet")
        summary.round(6).to_csv(REFERENCE / "yiyuan_summary.csv", index=False, lineterminator="\n")
        for chart in CHARTS:
            shutil.copy(folder / "charts" / f"{chart}.png", REFERENCE / f"yiyuan_{chart}.png")
    for document in DOCUMENTS:
        document.write_text(filled(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
