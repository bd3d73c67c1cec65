"""Assumptions that change which mode costs least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.arrays import Floats
from sim.inference.by_mode import series
from sim.inference.estimate import SAME, Comparison, compare, estimate
from sim.inference.verdict import NOT_VERIFIED
from sim.measure.kpi import POOL
from sim.measure.measure import Measures
from sim.proposal.lines import Names, Statement, named


@dataclass(frozen=True)
class Flip:
    """Pairs of modes whose order by cost differs between two assumptions, and the orders (cheapest first)."""

    assumption: str
    pairs: tuple[tuple[str, str], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


Series = Mapping[str, Floats]


def flip(assumption: str, before: Series, after: Series) -> Flip:
    """Compare the order of modes by cost under two assumptions.

    A pair counts where its mean difference changes sign and is more than noise under at least one of them (or the
    replications are too few to say). Modes without a finite mean are left out.

    Args:
        before, after: by mode, the cost in each replication.
    """
    means = [{m: estimate(v).mean for m, v in given.items()} for given in (before, after)]
    names = [m for m in before if all(np.isfinite(mean[m]) for mean in means)]
    told = (compare({m: given[m] for m in names}) for given in (before, after))
    pairs = tuple((b.a, b.b) for b, a in zip(*told, strict=True) if _turned(b, a))
    order = [tuple(sorted(names, key=mean.__getitem__)) for mean in means]
    return Flip(assumption, pairs, order[0], order[1])


def _turned(before: Comparison, after: Comparison) -> bool:
    """Whether a difference changes sign and is more than noise."""
    noise = not np.isnan(before.p) and before.verdict == SAME and after.verdict == SAME
    return before.difference * after.difference < 0 and not noise


def flips(modes: dict[str, list[Measures]], scope: str = POOL) -> tuple[Flip, Flip]:
    """The ranking by system cost a parcel: hosts at marginal against full cost, and residents' trip share at 0.25
    against 1."""

    def cost(key: str) -> Series:
        return {m: series(rows, f"{key}{scope}") for m, rows in modes.items()}

    def at_share(percent: int) -> Series:
        system, residents, then = cost("cost_system_parcel"), cost("cost_residents_parcel"), cost(
            f"cost_residents_{percent:03d}_parcel"
        )
        return {m: system[m] - residents[m] + then[m] for m in modes}

    hosts = flip("cost.host_basis", cost("cost_system_marginal_parcel"), cost("cost_system_full_parcel"))
    return hosts, flip("resident.trip_share", at_share(25), at_share(100))


def flip_line(found: Flip, names: Names) -> Statement:
    """A flip in words."""
    what = {
        "cost.host_basis": ("承运方成本口径（边际或完全）", "the basis of hosts' cost (marginal or full)"),
        "resident.trip_share": ("群众出行成本的分摊（0.25至1）", "the share of residents' trips (0.25 to 1)"),
    }
    zh, en = what[found.assumption]
    if not found.pairs:
        return Statement(
            found.assumption, f"{zh}不改变各模式的成本排序", f"{en} does not change the ranking of modes by cost", "",
            "change",
        )
    zh_pairs = "、".join(f"{named(names, a)[0]}与{named(names, b)[0]}" for a, b in found.pairs)
    en_pairs = ", ".join(f"{named(names, a)[1]} and {named(names, b)[1]}" for a, b in found.pairs)
    return Statement(
        found.assumption, f"{zh}会改变成本排序：{zh_pairs}互换",
        f"{en} changes the ranking by cost: {en_pairs} change places", NOT_VERIFIED, "change",
    )
