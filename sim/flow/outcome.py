"""What a simulation leaves: milestones of every parcel, every run, every shift, every resident's trip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.clock import Spans, Times


@dataclass(frozen=True, eq=False)
class Milestones:
    """By parcel, ms; ``NEVER`` where not reached before the horizon's end or not on the parcel's way.

    ``dropped`` is the end of unloading at the point, ``shelved`` the end of its shelving. ``handling``, ``waiting`` and
    ``travel`` are durations (ms) summed over hops: arrival at a place to ready, ready to departure, departure to drop; each counts when it ends.
    ``hub_run`` and ``village_run`` are run numbers (-1: none): that from the hub, and the last one if it ends in a village or began beyond
    the hub (a relay to a village in town ends at the counter there). ``oversize``: set aside, too big for every run of the line.
    """

    left_hub: Times
    entered_township: Times
    left_township: Times
    dropped: Times
    shelved: Times
    at_point: Times
    in_hand: Times
    returned: Times
    handling: Spans
    waiting: Spans
    travel: Spans
    hub_run: NDArray[np.int32]
    village_run: NDArray[np.int32]
    oversize: NDArray[np.bool_]
    trip: NDArray[np.int32]
    """Number of the resident's trip that collected the parcel (-1: none)."""


@dataclass(frozen=True, eq=False)
class Rides:
    """Who rode: columns of shape (hops, parcels), a row a hop of a parcel's way. Where a ride boards and alights, its way says.

    Attributes:
        call: where it alighted, the number of a stop of a run (``sim.flow.tour``); -1: it did not ride.
        ready: when it was ready for the ride, ms; ``NEVER`` where it was not.
    """

    call: NDArray[np.int32]
    ready: Times


@dataclass(frozen=True, eq=False)
class Runs:
    """By run of the plan's timetable. ``departed`` is ``NEVER`` for a run that did not leave; ``unit`` is -1 for hosts.

    ``left_behind`` counts parcels ready at departure and not loaded (those passed over for a full point included,
    oversize ones not). ``cancelled`` is True for drawn cancellations and for runs that no unit came back for; a run
    whose time to leave was not reached before the horizon's end is neither departed nor cancelled.
    """

    departed: Times
    returned: Times
    unit: NDArray[np.int32]
    loaded: NDArray[np.int32]
    loaded_grams: NDArray[np.int64]
    loaded_ml: NDArray[np.int64]
    left_behind: NDArray[np.int32]
    passed_over: NDArray[np.int32]
    cancelled: NDArray[np.bool_]
    free_parcels: NDArray[np.int64]
    free_grams: NDArray[np.int64]
    free_ml: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stops:
    """Stops made, sorted by (run, sequence)."""

    run: NDArray[np.int32]
    sequence: NDArray[np.int16]
    arrived: Times
    departed: Times
    dropped: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Shifts:
    """By (handling, stage, shift) of the plan, in that order. Minutes of work are worker-milliseconds.

    ``busy`` is work done inside the shift, ``overtime`` work done after it by its crew, ``handled`` parcels finished
    from its start up to the next shift's start, ``backlog_at_end`` parcels that arrived before its end and are unfinished at its end.
    """

    handling: NDArray[np.int32]
    stage: NDArray[np.int16]
    start: Times
    end: Times
    crew: NDArray[np.int32]
    busy: NDArray[np.int64]
    overtime: NDArray[np.int64]
    handled: NDArray[np.int32]
    backlog_at_end: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Trips:
    """Residents' trips to collect: household, point place, time, parcels brought home."""

    household: NDArray[np.int32]
    place: NDArray[np.int32]
    time: Times
    parcels: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Sent:
    """By outbound parcel, ms; ``NEVER`` where not reached before the horizon's end or not on the parcel's way.

    ``opened`` is when its point was first open after it was offered, ``accepted`` the end of its acceptance. ``handling``, ``waiting`` and
    ``travel`` are durations (ms) summed over hops, from ``opened`` on, as in ``Milestones``. A ride from a stop departs as its run leaves the stop.
    ``oversize``: set aside, too big for every run of the line. ``lost``: when it turned out to be lost as it should have come off a run.
    """

    opened: Times
    accepted: Times
    left_village: Times
    entered_township: Times
    left_township: Times
    entered_hub: Times
    left_county: Times
    handling: Times
    waiting: Times
    travel: Times
    oversize: NDArray[np.bool_]
    lost: Times


@dataclass(frozen=True, eq=False)
class PickUps:
    """Stops made by runs of lines that pick up, sorted by (run, sequence).

    Attributes:
        time: when what came off was off, and what was ready boarded, ms (``NEVER``: not before the horizon's end).
        picked_up: parcels that boarded; ``left_behind``: that were ready and did not.
    """

    run: NDArray[np.int32]
    sequence: NDArray[np.int16]
    time: Times
    picked_up: NDArray[np.int32]
    left_behind: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Outcome:
    """The whole of one simulation. Its milestones, stops and durations are made of ``rides`` and ``runs``.

    Attributes:
        milestones: of the inbound parcels; ``sent``: of the outbound ones. Rides are of both: inbound parcels have the first numbers, then
            outbound ones.
        compartment: by inbound parcel, the size of the compartment of its point's locker that it has or had a place in, counted from the
            smallest (-1: none).
        lost: by inbound parcel, when it turned out to be lost as it should have come off a run, ms (``NEVER``: it did not).
        hub_arrived, hub_ready: inbound parcels a clock hour of the horizon.
        events: number of SimPy events processed.
    """

    rides: Rides
    milestones: Milestones
    sent: Sent
    runs: Runs
    stops: Stops
    pick_ups: PickUps
    shifts: Shifts
    trips: Trips
    compartment: NDArray[np.int8]
    lost: Times
    hub_arrived: NDArray[np.int64]
    hub_ready: NDArray[np.int64]
    events: int
