"""Brands that stay away take their parcels with them and change none of the others'."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from sim.demand.expected import expected
from sim.demand.present import present
from sim.demand.source import parcels_of
from sim.parameters import Parameters
from tests.measure import small


def parameters(*without: str) -> Parameters:
    p = small.parameters(demand={"without": without})
    outbound = p.demand.outbound.model_copy(update={"share": 0.3})
    return p.model_copy(update={"demand": p.demand.model_copy(update={"outbound": outbound})})


def test_the_others_parcels_are_the_same() -> None:
    everybody, some = (parcels_of(small.county(), parameters(*away), 1, 0) for away in ((), ("zto", "jd")))
    kept = present(parameters("zto", "jd").demand)
    for all_rows, rows in ((everybody.parcels, some.parcels), (everybody.offers, some.offers)):
        there = kept[all_rows.brand]
        assert 0 < len(rows) == there.sum() < len(all_rows)
        assert all(np.array_equal(getattr(all_rows, f.name)[there], getattr(rows, f.name)) for f in fields(rows))
    assert np.array_equal(everybody.market.time, some.market.time)


def test_only_the_others_are_expected() -> None:
    everybody, some = (expected(small.county(), parameters(*away)) for away in ((), ("zto", "jd")))
    kept = present(parameters("zto", "jd").demand)
    assert np.array_equal(some.daily[kept], everybody.daily[kept])
    assert not some.daily[~kept].any()
    assert np.allclose(some.going[:, kept], everybody.going[:, kept])
    assert not some.going[:, ~kept].any()


def test_with_nobody_left_out_nothing_is_touched() -> None:
    assert present(parameters().demand).all()
