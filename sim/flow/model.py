"""The flow of parcels through a county: a service plan and its draws in, an outcome out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from sim.flow.counter import Counter
from sim.flow.dispatch import Dispatcher
from sim.flow.draws import Draws
from sim.flow.feed import Acceptance, LineHaul
from sim.flow.hall import Halls
from sim.flow.handover import hand_over
from sim.flow.instant import Clock
from sim.flow.journal import Journal
from sim.flow.milestones import passed, when_lost
from sim.flow.network import Network
from sim.flow.outcome import Milestones, Outcome
from sim.flow.racks import Racks
from sim.flow.sent import sent
from sim.flow.shelf import Shelves
from sim.flow.shelving import Shelving
from sim.flow.station import shifts
from sim.flow.world import World
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
    """Python does not look for circles of objects that nobody needs: a simulation makes none before its end, and
    looking takes 3 to 8 % of it."""
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
        self.clock, self.world = Clock(), World.of(plan, draws)
        world, halls = self.world, Halls(self.world)
        self.racks = Racks(world)
        self.counter = Counter(world, self.racks)
        self.shelving = Shelving(world, halls)
        self.shelves = Shelves(world, self.counter, self.shelving, self.racks)
        self.journal = Journal(world)
        self.network = Network(world, self.clock, self.journal, halls, self.shelving, self.shelves)
        self.acceptance = Acceptance(world, self.counter.hours, self.network)
        self.line_haul = LineHaul(world, self.network.stations)
        self.dispatcher = Dispatcher(world, self.clock, self.journal, self.network.lines)

    def run(self) -> Outcome:
        """Let the clock run, then write everything down."""
        self.acceptance.announce()
        self.clock.process(self.line_haul.process(self.clock))
        self.clock.process(self.dispatcher.timetable())
        self.clock.run(until=self.world.horizon)
        self.dispatcher.close()
        self.network.close()
        return self._written()

    def _written(self) -> Outcome:
        network, stations, rows = self.network, self.network.stations, self.world.rows
        rides, calls, stops = self.journal.close(network.waiting())
        oversize, inbound = network.oversize(), len(rows.parcels)
        way = passed(self.world, rides, calls)
        lost = when_lost(rows, rides, calls)
        end, trips = hand_over(rows, self.counter, self.shelving, self.shelves, way.dropped)
        made = Milestones(**vars(way), **vars(end), oversize=oversize[:inbound])
        out = sent(self.world, rides, calls, self.acceptance.opened, oversize[inbound:], lost[inbound:])
        ready = np.stack([station.ready_by_hour for station in stations]).sum(axis=0)
        return Outcome(
            rides=rides, milestones=made, sent=out, runs=self.journal.runs(), stops=stops, pick_ups=self.journal.pick_ups(),
            shifts=shifts(stations), trips=trips, compartment=self.racks.compartment[:inbound], lost=lost[:inbound],
            hub_arrived=self.line_haul.by_hour(), hub_ready=ready, events=self.clock.events,
        )  # fmt: skip
