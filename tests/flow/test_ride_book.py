"""Who rode with which run: every ride noted once, and what left with each run."""

from __future__ import annotations

import pytest

from sim.clock import HOUR, NEVER
from sim.flow.ride_book import RideBook
from tests.flow import small
from tests.flow.parts import lot, world


@pytest.fixture
def book() -> RideBook:
    """Of two runs, to the township and on to the villages, and four parcels."""
    return RideBook(world(small.plan(days=1), grams=[100, 200, 300, 400], village=[0, 1, 0, 1]))


def test_a_run_weighs_what_boarded_at_its_base(book: RideBook) -> None:
    book.note(0, lot([0, 3], [HOUR, HOUR]), from_base=True)
    book.note(0, lot([1], [HOUR]), from_base=False)
    book.close([])
    assert book.grams.tolist() == [500, 0]


def test_who_waits_in_vain_was_ready_all_the_same(book: RideBook) -> None:
    rides, _ = book.close([lot([2], [3 * HOUR])])
    assert (rides.ready[0].tolist(), rides.call[0].tolist()) == ([NEVER, NEVER, 3 * HOUR, NEVER], [-1] * 4)


@pytest.mark.parametrize("many", [1, 10**6])
def test_when_rides_are_written_down_does_not_matter(book: RideBook, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.flow.ride_book.RIDES", many)
    for number in range(3):
        book.note(0, lot([number], [HOUR]), from_base=True)
    book.note(1, lot([0], [10 * HOUR], leg=1), from_base=True)
    rides, alighting = book.close([])
    assert (rides.call[0].tolist(), rides.call[1].tolist()) == ([0, 0, 0, -1], [1, -1, -1, -1])
    assert rides.ready[:, 0].tolist() == [HOUR, 10 * HOUR]
    assert alighting.tolist() == [3, 1, 0]
