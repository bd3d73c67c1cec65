"""Whose time and cost is told: villages and parcels that are named, and wrong ones."""

from __future__ import annotations

import pytest

from sim.problems import InputError, report
from sim.proposal.why.why import parcel_of, village_of, why
from tests.measure import small
from tests.proposal.tracing import traced


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
    number = parcel_of(traced(), 0, None)
    assert traced().draws.parcels.village[number] == 0
    for village, asked in ((1, number), (None, 10**6)):
        with pytest.raises(InputError):
            parcel_of(traced(), village, asked)


def test_a_village_is_told_with_its_mean_and_a_parcel_alone_without() -> None:
    whole = why(traced(), 0, None, "cost_system_parcel", "zh")
    number = parcel_of(traced(), 0, None)
    alone = why(traced(), None, number, "cost_system_parcel", "zh")
    assert (len(whole.sheets), len(alone.sheets)) == (3, 2)
    assert whole.lines[1:] == alone.lines
    assert len(whole.steps) == len(alone.sheets[0].table) - 1
