"""Residents' trips: one brings all that is there, and who comes later waits for the oldest."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.clock import DAY, HOUR, NEVER
from sim.flow.hours import HoursOfPoints
from sim.flow.trips import Access, collect
from tests.flow import small

Parcel = tuple[int, int, int]
"""Its household, when it can be asked for, and when somebody means to come for it."""


def naive(parcels: list[Parcel], patience: int) -> list[int]:
    """Trips one by one: when each parcel is fetched."""
    fetched = [NEVER] * len(parcels)
    for group in {p[0] for p in parcels}:
        mine = [i for i, p in enumerate(parcels) if p[0] == group]
        while meant := [(parcels[i][1], i) for i in mine if parcels[i][2] <= parcels[i][1] + patience]:
            trip = parcels[min(meant)[1]][2]
            for i in mine:
                if parcels[i][1] <= trip <= parcels[i][1] + patience:
                    fetched[i] = trip
            mine = [i for i in mine if parcels[i][1] > trip]
    return fetched


@settings(max_examples=60, deadline=None)
@given(
    parcels=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 60), st.integers(0, 40)), min_size=1, max_size=25),
    patience=st.integers(1, 20),
)
def test_rounds_of_trips_are_trips_one_by_one(parcels: list[Parcel], patience: int) -> None:
    parcels = [(group, at, at + dwell) for group, at, dwell in parcels]
    group, at, due = (np.array(column, np.int64) for column in zip(*parcels, strict=True))
    limit = at + patience
    numbers = np.arange(len(parcels), dtype=np.int32)
    zero = np.zeros(len(parcels), np.int32)
    fetched, lead = collect(numbers, zero, group.astype(np.int32), at, np.where(due <= limit, due, NEVER), limit, 1000)
    assert fetched.tolist() == naive(parcels, patience)
    for i in np.flatnonzero(lead >= 0):
        assert lead[i] == min(numbers[(group == group[i]) & (fetched == fetched[i])])
    assert np.array_equal(lead >= 0, fetched < NEVER)


def test_nothing_to_collect_is_nothing() -> None:
    empty, none = np.zeros(0, np.int32), np.zeros(0, np.int64)
    times, lead = collect(empty, empty, empty, none, none, none, DAY)
    assert (len(times), len(lead)) == (0, 0)


def test_who_comes_for_a_compartment_to_a_closed_counter_leaves_what_lies_on_the_shelf() -> None:
    """Of one household: parcel 0 in a compartment, fetched at 7; parcels 1 and 2 on the shelf, for which somebody comes when it is open."""
    hours = HoursOfPoints(small.plan(point={"hours": ((9 * HOUR, 12 * HOUR),)}).points, DAY)
    three, zero = np.arange(3, dtype=np.int32), np.zeros(3, np.int32)
    access = Access(np.array([True, False, False]), hours, zero)
    due, limit = np.array([7, 10, 11]) * HOUR, np.full(3, DAY)
    fetched, lead = collect(three, zero, zero, np.array([5, 5, 6]) * HOUR, due, limit, DAY, access)
    assert fetched.tolist() == [7 * HOUR, 10 * HOUR, 10 * HOUR]
    assert lead.tolist() == [0, 1, 1]
