"""What was lost on the way, per 10,000 parcels, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.arrays import Bools, Floats, Ints
from sim.measure.case import Case, per, tally
from sim.measure.incidents import RATE
from sim.measure.ledger import Book
from sim.plan.actor import Actor


def lost(case: Case) -> Floats:
    """(brands, villages): parcels found missing on measured days."""
    return case.matrix(case.measured(case.outcome.lost))


def lost_out(case: Case) -> Floats:
    """(brands, villages): outbound parcels found missing on measured days."""
    return case.sent(case.outcome.sent.lost)


def enter_losses(case: Case, book: Book, operators: Mapping[Actor, Bools]) -> None:
    """Enter what lost parcels cost who works their way.

    Args:
        operators: (brands, villages) masks by who works the way.
    """
    yuan = (lost(case) + lost_out(case)) * case.parameters.disruption.lost_yuan
    if not yuan.any():
        return
    for operator, mask in operators.items():
        book.use(operator, "loss", "way", case.cells(yuan * mask))


def loss_kpis(case: Case, pool_only: bool, group: Ints, groups: int) -> dict[str, Floats]:
    """Lost parcels per ``RATE`` of each group of villages; NaN where nothing can be lost.

    Args:
        pool_only: of the pool's parcels; else of all.
        group: by village. groups: their number.
    """
    if not case.parameters.disruption.lost_share:
        return dict.fromkeys(("lost_10k", "out_lost_10k"), np.full(groups, np.nan))
    brands = case.pool if pool_only else np.ones_like(case.pool)

    def rate(missing: Floats, all_of: Floats) -> Floats:
        counts = (tally(group, of[brands].sum(axis=0), groups) for of in (RATE * missing, all_of))
        return per(*counts)

    return {"lost_10k": rate(lost(case), case.entered), "out_lost_10k": rate(lost_out(case), case.accepted)}
