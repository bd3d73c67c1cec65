"""Every table of a comparison, by the name of its file, and which files a person would open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sim.county.spec import CountySpec
from sim.measure.codebook import codebook
from sim.proposal import tables
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.evidence import scheme_of
from sim.proposal.comparison.village_results import village_results

OPENED = (".csv", ".xlsx", ".json")
"""Endings of files that a person would open."""


def every_table(
    result: Compared, county: CountySpec, extra: Mapping[str, pd.DataFrame], lang: str
) -> dict[str, pd.DataFrame]:
    """Every table of a comparison; ``lang`` of what is written in words.

    Args:
        county: as it was asked for. ``extra``: tables beside the result's own.
    """
    found = result.tables()
    found["crews_use"], found["fleet_use"] = found.pop("crews"), found.pop("fleet")
    found |= tables.of_plans(result.prepared, lang)
    found["inputs"] = tables.inputs(county, result.prepared, lang)
    found["village_results"] = village_results(found["villages"], scheme_of(result))
    return found | dict(extra) | {"kpis": codebook()}


def opened(folder: Path) -> list[str]:
    """Names of the files in a folder that a person would open, in order, the workbook of all tables first."""
    names = [p.name for p in sorted(folder.iterdir()) if p.suffix in OPENED and not p.name.startswith(".")]
    return sorted(names, key=lambda name: not name.endswith(".xlsx"))
