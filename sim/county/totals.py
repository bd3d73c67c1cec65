"""What the tables say in all, held against each other: residents of county and villages, parcels and residents."""

from __future__ import annotations

from collections.abc import Sequence

from sim.county.given import GivenCounty, GivenVillage
from sim.problems import Where, phrase
from sim.table import FilledRow, Findings

APART = 0.05
"""Residents of the villages and of the county that differ by more than this share are not of one count."""

PARCELS_EACH = 0.5
"""More parcels a resident and day than this are no rural county's: China as a whole, towns included, received 0.34 in
2024."""


def odd_totals(
    county: GivenCounty, villages: Sequence[GivenVillage], rows: Sequence[FilledRow], where: Where, findings: Findings
) -> None:
    """Remark on sums that contradict each other.

    Args:
        rows: of the county's own table. where: the table of villages.
    """
    people = [v.population for v in villages if v.population is not None]
    stated = county.rural_population
    if rows and stated and _residents_differ(people, stated, whole=len(people) == len(villages)):
        told = phrase("county.residents_differ", stated=stated, sum=sum(people))
        findings.remark("county.residents_differ", rows[0].where("rural_population"), told)
    both = [(v.parcels_per_day, v.population) for v in villages if v.parcels_per_day is not None and v.population]
    parcels, residents = sum(p for p, _ in both), sum(n for _, n in both)
    if both and parcels > PARCELS_EACH * residents:
        each = round(parcels / residents, 2)
        told = phrase("county.many_parcels", parcels=round(parcels), residents=residents, each=each)
        findings.remark("county.many_parcels", where, told)


def _residents_differ(people: Sequence[int], stated: int, *, whole: bool) -> bool:
    """Whether residents of villages are more than the county states, or fewer though all villages say theirs."""
    total = sum(people)
    too_few = whole and total < stated * (1 - APART)
    return bool(people) and (total > stated * (1 + APART) or too_few)
