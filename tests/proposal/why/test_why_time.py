"""What parcels waited for, in words: rows add up to their last."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR, NEVER
from sim.measure.chain import parcels_of
from sim.proposal.why.why_time import WhyTime
from tests.proposal.tracing import traced


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_mean_of_a_village_adds_up(lang: str) -> None:
    case = traced().case
    village, (through, others) = next((v, found) for v in range(case.villages) if len((found := parcels_of(case, v, False))[0]))
    told = WhyTime(traced(), lang).village(village, False, through, len(others))
    hours = told.sheet.table.iloc[:, 3]
    assert hours.iloc[:-1].sum() == pytest.approx(hours.iloc[-1])
    assert f"{hours.iloc[-1]:.1f}" in told.line
    assert str(len(others)) in told.line


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_parcel_adds_up_to_its_time(lang: str) -> None:
    m, parcels = traced().outcome.milestones, traced().draws.parcels
    for number in np.flatnonzero(m.in_hand < NEVER)[:20]:
        told = WhyTime(traced(), lang).parcel(int(number))
        hours = told.sheet.table.iloc[:, 4]
        assert hours.iloc[:-1].sum() == pytest.approx((m.in_hand[number] - parcels.entered_hub[number]) / HOUR)
        assert str(number) in told.line
