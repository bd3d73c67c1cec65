"""What the slow reference writes down while it runs: of parcels, runs, trips."""

from __future__ import annotations

from dataclasses import dataclass

import simpy

from sim.clock import NEVER


@dataclass
class Waiting:
    """A ready parcel in a line's queue; ``shelf`` is the point whose shelf it needs (-1: none), ``departed`` when its ride began."""

    parcel: int
    priority: int
    ready: int
    board: int
    alight: int
    shelf: int
    dropped: simpy.Event
    hop: int
    departed: int = NEVER

    @property
    def order(self) -> tuple[int, int, int]:
        return self.priority, self.ready, self.parcel


@dataclass
class Record:
    """What is written down of a run."""

    departed: int = NEVER
    returned: int = NEVER
    unit: int = -1
    loaded: int = 0
    loaded_grams: int = 0
    loaded_ml: int = 0
    left_behind: int = 0
    passed_over: int = 0
    cancelled: bool = False
    free_parcels: int = 0
    free_grams: int = 0
    free_ml: int = 0


@dataclass
class Travelled:
    """What is written down of a parcel."""

    left_hub: int = NEVER
    entered_township: int = NEVER
    left_township: int = NEVER
    dropped: int = NEVER
    shelved: int = NEVER
    at_point: int = NEVER
    in_hand: int = NEVER
    returned: int = NEVER
    handling: int = 0
    waiting: int = 0
    travel: int = 0
    hub_run: int = -1
    village_run: int = -1
    oversize: bool = False
    trip: int = -1
    compartment: int = -1
    lost: int = NEVER


@dataclass
class Sent:
    """What is written down of an outbound parcel."""

    opened: int = NEVER
    accepted: int = NEVER
    left_village: int = NEVER
    entered_township: int = NEVER
    left_township: int = NEVER
    entered_hub: int = NEVER
    left_county: int = NEVER
    handling: int = 0
    waiting: int = 0
    travel: int = 0
    oversize: bool = False
    lost: int = NEVER


@dataclass
class Trip:
    """A resident's trip and the parcels that it brings home."""

    household: int
    place: int
    time: int
    parcels: list[int]
