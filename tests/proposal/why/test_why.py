"""Whose time and cost is told: villages and parcels that are named, and wrong ones."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR
from sim.problems import InputError, report
from sim.proposal.why.why import parcel_of, village_of, why
from tests.measure import small
from tests.proposal.tracing import both_ways, traced


@pytest.mark.parametrize("name", ["村1", "v1"])
def test_villages_are_found_by_name_and_code(name: str) -> None:
    assert village_of(small.county(), name) == 1


def test_a_wrong_name_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as refused:
        village_of(small.county(), "村9")
    (line,) = report(refused.value.problems, "zh")
    assert "村" in line
    assert "共4个" in line


def test_a_parcel_of_another_village_is_refused() -> None:
    number = int(np.flatnonzero(traced().draws.parcels.village == 0)[0])
    assert parcel_of(traced(), None, number) == parcel_of(traced(), 0, number) == 0
    for village, asked in ((1, number), (None, 10**6)):
        with pytest.raises(InputError):
            parcel_of(traced(), village, asked)


def test_a_village_is_told_with_its_mean_and_a_parcel_alone_without() -> None:
    whole = why(traced(), 0, None, "cost_system_parcel", "zh")
    number = int(whole.sheets[1].title.removeprefix("快件"))
    alone = why(traced(), None, number, "cost_system_parcel", "zh")
    assert (len(whole.sheets), len(alone.sheets)) == (3, 2)
    assert whole.lines[1:] == alone.lines
    assert alone.parts[0].steps is not None
    assert len(alone.parts[0].steps) == len(alone.sheets[0].table) - 1


def test_what_goes_out_is_told_beside_what_comes_in_and_has_no_cost_of_its_own() -> None:
    both = both_ways()
    village = int(both.draws.offers.village[0])
    titles = [sheet.title for sheet in why(both, village, None, "cost_system_parcel", "en").sheets]
    assert titles[2] == "Mean of outbound"
    assert titles[-1] == "Recipe of the cost"
    number = int(titles[3].removeprefix("Parcel "))
    assert number >= len(both.draws.parcels)
    (alone,) = why(both, None, number, "cost_system_parcel", "en").parts
    sent = both.outcome.sent.left_county[number - len(both.draws.parcels)]
    offered = both.draws.offers.offered[number - len(both.draws.parcels)]
    assert alone.sheet.table.iloc[-1, 4] == pytest.approx((sent - offered) / HOUR)
    assert "out of" in alone.line
