"""The flow of parcels through a county: a service plan and its draws in, an outcome out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from sim.flow.counter import Counter
from sim.flow.crew import CrewCurves
from sim.flow.dispatch import Dispatcher
from sim.flow.draws import Draws
from sim.flow.feed import Acceptance, LineHaul
from sim.flow.hall import Halls
from sim.flow.handover import hand_over
from sim.flow.instant import Clock
from sim.flow.journal import Journal
from sim.flow.legs import legs_of
from sim.flow.milestones import passed, when_lost
from sim.flow.network import Network
from sim.flow.open_tour import Boardings
from sim.flow.outcome import Milestones, Outcome
from sim.flow.racks import Racks
from sim.flow.rows import Rows
from sim.flow.sent import sent
from sim.flow.shelf import Shelves
from sim.flow.shelving import Shelving
from sim.flow.space import FreeSpace
from sim.flow.station import shifts
from sim.flow.tour import Tours
from sim.plan.plan import ServicePlan


def simulate(plan: ServicePlan, draws: Draws) -> Outcome:
    """Run the plan on one replication's draws. Pure: the same inputs give the same bits, and inputs stay as they are.

    Raises:
        ValueError: a parcel has no way.
    """
    with _no_search_for_garbage():
        return Model(plan, draws).run()


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Python does not look for circles of objects that nobody needs: a simulation makes none before its end, and looking takes 3 to 8 % of it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Model:
    """Everything alive in one simulation. Processes are the line-haul, the timetable and vehicles; parcels are rows."""

    def __init__(self, plan: ServicePlan, draws: Draws) -> None:
        plan = draws.disrupted.manned(plan)
        self.clock, self.plan = Clock(), plan
        self.rows = Rows(plan, draws.parcels, legs_of(plan), draws.offers)
        curves = CrewCurves(plan.horizon)
        halls = Halls(plan, self.rows, curves)
        self.racks = Racks(plan, self.rows)
        self.counter = Counter(plan, draws, self.racks)
        self.shelving = Shelving(plan, self.rows, curves, halls)
        self.shelves = Shelves(plan, self.rows, self.counter, self.shelving, self.racks)
        self.tours, space = Tours(plan, draws.travel_ppm), FreeSpace(plan, draws)
        self.journal = Journal(self.rows, self.tours, space)
        boardings = Boardings(self.clock)
        self.network = Network(plan, self.rows, curves, halls, self.shelving, self.shelves, self.tours, space, self.journal, boardings)
        self.acceptance = Acceptance(self.rows, self.counter, self.network, plan.horizon)
        self.line_haul = LineHaul(self.rows, self.network.stations, plan.horizon)
        self.dispatcher = Dispatcher(self.clock, plan, draws, self.network.lines, self.journal)

    def run(self) -> Outcome:
        """Let the clock run, then write everything down."""
        self.acceptance.announce()
        self.clock.process(self.line_haul.process(self.clock))
        self.clock.process(self.dispatcher.timetable())
        self.clock.run(until=self.plan.horizon)
        self.dispatcher.close()
        self.network.close()
        return self._written()

    def _written(self) -> Outcome:
        network, stations = self.network, self.network.stations
        rides, calls, stops = self.journal.close(network.waiting())
        oversize, inbound = network.oversize(), len(self.rows.parcels)
        way = passed(self.rows, rides, calls, self.plan.horizon)
        lost = when_lost(self.rows, rides, calls)
        end, trips = hand_over(self.rows, self.counter, self.shelving, self.shelves, way.dropped)
        made = Milestones(**vars(way), **vars(end), oversize=oversize[:inbound])
        out = sent(self.plan, self.rows, rides, calls, self.tours, self.acceptance.opened, oversize[inbound:], lost[inbound:])
        ready = np.stack([station.ready_by_hour for station in stations]).sum(axis=0)
        return Outcome(
            rides=rides, milestones=made, sent=out, runs=self.journal.runs(), stops=stops, pick_ups=self.journal.pick_ups(), shifts=shifts(stations), trips=trips,
            compartment=self.racks.compartment[:inbound], lost=lost[:inbound], hub_arrived=self.line_haul.by_hour(), hub_ready=ready, events=self.clock.events,
        )  # fmt: skip
