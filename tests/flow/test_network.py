"""Stations, platforms and lines of a plan, joined: who feeds whom."""

from __future__ import annotations

from sim.clock import HOUR
from sim.flow.network import Network
from tests.flow import small
from tests.flow.parts import model


def test_a_station_a_handling_and_a_line_a_line() -> None:
    network: Network = model(small.plan(), [1.0]).network
    assert (len(network.stations), len(network.lines)) == (2, 2)


def test_what_is_ready_and_never_loaded_waits_and_what_fits_nowhere_is_oversize() -> None:
    of = model(small.plan(van={"capacity_grams": 1000}), [1.0, 1.0, 1.0], grams=[500, 5000, 500])
    of.network.stations[0].arrive(of.world.rows.lot(0, 3))
    assert of.network.lines[0].ready(2 * HOUR) == 2
    of.network.close()
    assert sorted(n for lot in of.network.waiting() for n in lot.number.tolist()) == [0, 1, 2]
    assert of.network.oversize().tolist() == [False, True, False]


def test_more_urgent_brands_have_a_queue_of_their_own() -> None:
    of = model(small.plan(priorities=(1, 0), van={"capacity_parcels": 1}), [1.0, 1.0], brand=[0, 1])
    of.network.stations[0].arrive(of.world.rows.lot(0, 2))
    of.network.lines[0].depart(0, 9 * HOUR)
    assert [n for lot in of.network.waiting() for n in lot.number.tolist()] == [0]
