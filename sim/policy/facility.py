"""What is missing where 缺什么补什么: places against the standards of a plan (the table ``facilities``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from sim.policy.case import PlanCase
from sim.policy.document import PlanStandard
from sim.policy.inventory import UNKNOWN, Inventory, Site

MET, GAP, NOT_VERIFIED = "met", "gap", "not_verified"
COLUMNS = [
    "mode", "level", "place", "name", "township_name", "item", "standard", "found", "source", "missing", "verdict",
    "fact",
]  # fmt: skip


def facilities(case: PlanCase) -> pd.DataFrame:
    """A row a column after the status quo, place and standard.

    Returns:
        Columns ``COLUMNS``: ``found`` is what the county's tables give, else what is planned (``source``), ``missing``
            how much of it is short of the standard.
    """
    later = case.scenarios[1:] if case.document else ()
    rows = [row for s in later for row in _rows(Inventory(case, s, case.measures[s.name]))]
    return pd.DataFrame(rows, columns=COLUMNS)


def _rows(inventory: Inventory) -> Iterator[tuple[object, ...]]:
    for site, standard in asked(inventory):
        stock = inventory.stock(site, standard.item)
        short = max(0.0, standard.at_least - stock.amount) if stock.source != UNKNOWN else stock.amount
        yield (
            inventory.scenario.name, site.of, site.code, site.name, site.township, standard.item, standard.at_least,
            stock.amount, stock.source, short, verdict(inventory, site, standard), standard.fact,
        )  # fmt: skip


def asked(inventory: Inventory) -> Iterator[tuple[Site, PlanStandard]]:
    """Each place with each standard that is for it."""
    document = inventory.case.document
    for standard in document.facilities.values() if document else ():
        for site in inventory.sites(standard.of):
            if site.within(standard.places):
                yield site, standard


def verdict(inventory: Inventory, site: Site, standard: PlanStandard) -> str:
    """Whether a place has what a standard asks for, as far as anybody says."""
    stock = inventory.stock(site, standard.item)
    if stock.source == UNKNOWN:
        return NOT_VERIFIED
    return MET if stock.amount >= standard.at_least else GAP


def to_standard(inventory: Inventory, of: str) -> dict[str, str]:
    """By code of each place of a level that has a standard: ``met`` where it has all that is asked, ``gap`` where it is
    short of anything, else ``not_verified``."""
    found: dict[str, Counter[str]] = {}
    for site, standard in asked(inventory):
        if site.of == of:
            found.setdefault(site.code, Counter())[verdict(inventory, site, standard)] += 1
    return {code: GAP if of[GAP] else NOT_VERIFIED if of[NOT_VERIFIED] else MET for code, of in found.items()}


def standards(table: pd.DataFrame) -> pd.DataFrame:
    """Of the table of ``facilities``, a row a column and standard: at how many places it is met, at how many it is a
    gap, of how many nobody knows."""
    keys = ["mode", "level", "item", "standard", "fact"]
    if table.empty:
        return pd.DataFrame(columns=[*keys, MET, GAP, NOT_VERIFIED, "places", "missing"])
    groups = table.groupby(keys, sort=False)
    counts = groups["verdict"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=[MET, GAP, NOT_VERIFIED], fill_value=0)
    return counts.assign(places=counts.sum(axis=1), missing=groups["missing"].sum()).reset_index()
