"""Points 服务点 where residents get their parcels."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.actor import Actor
from sim.plan.stage import Stage
from sim.plan.units import UNLIMITED


@dataclass(frozen=True)
class Compartments:
    """The compartments of one size of a locker: each holds one parcel of at most ``ml``, and there are ``count``."""

    ml: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Point:
    """Where residents get their parcels 村级服务点, or the outlet at the township that stands in for one.

    Attributes:
        hours: opening intervals ``[start, end)`` over the horizon, by start, not overlapping. All points of one
            place have the same hours.
        shelf: parcels it holds at once (``UNLIMITED``: no bound), beside the locker.
        locker: its compartments by size, smallest first (empty: no locker). A parcel takes the smallest free one that holds
            it, else a place on the shelf, and can be fetched from a compartment at any hour. What a door round will take
            needs the shelf.
        shelve: the stage between drop and shelf (None: on the shelf as it is dropped).
        door_times: times at which to-door parcels on the shelf are taken round (empty: everyone collects).
        all_to_door: the rounds take everything on the shelf, asked to or not.
        return_after: uncollected this long after ``at_point``: returned.
        remote: True where the point is at the township and villagers travel to it; then ``at_point`` is not
            "at the village".
        keeper: who keeps it.
    """

    code: str
    place: int
    type: str
    hours: tuple[tuple[int, int], ...]
    shelf: int
    shelve: Stage | None
    door_times: tuple[int, ...]
    return_after: int
    remote: bool
    keeper: Actor
    locker: tuple[Compartments, ...] = ()
    all_to_door: bool = False

    @property
    def bounded(self) -> bool:
        """Whether parcels need to be told where they find a place."""
        return self.shelf < UNLIMITED or bool(self.locker)

    @property
    def places(self) -> int:
        """Parcels that shelf and locker hold at once."""
        return min(UNLIMITED, self.shelf + sum(size.count for size in self.locker))
