"""An outcome: columns of one length in each part, and times that never are before those they follow."""

from __future__ import annotations

import itertools
from dataclasses import fields

import numpy as np
import pytest

from sim.flow.model import simulate
from sim.flow.outcome import Milestones, Outcome, Runs, Shifts, Stops, Trips
from tests.flow import busy


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    plan = busy.plan()
    return simulate(plan, busy.draws(plan, busy.parcels(n=300)))


@pytest.mark.parametrize("part", [Milestones, Runs, Stops, Shifts, Trips])
def test_columns_of_a_part_are_of_one_length(outcome: Outcome, part: type) -> None:
    (found,) = [getattr(outcome, f.name) for f in fields(outcome) if isinstance(getattr(outcome, f.name), part)]
    assert len({len(getattr(found, f.name)) for f in fields(found)}) == 1


def test_milestones_follow_each_other(outcome: Outcome) -> None:
    m = outcome.milestones
    order = (m.left_hub, m.entered_township, m.left_township, m.dropped, m.shelved, m.at_point, m.in_hand)
    for before, after in itertools.pairwise(order):
        assert (before <= after).all()


def test_a_parcel_is_fetched_or_returned_but_not_both(outcome: Outcome) -> None:
    m = outcome.milestones
    assert not ((m.in_hand < m.returned.max(initial=0)) & (m.in_hand == m.returned) & (m.trip >= 0)).any()
    assert np.bincount(m.trip[m.trip >= 0], minlength=len(outcome.trips.time)).tolist() == outcome.trips.parcels.tolist()
