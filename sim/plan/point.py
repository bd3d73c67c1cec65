"""Points 服务点 where residents get their parcels."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.actor import Actor
from sim.plan.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Point:
    """Where residents get their parcels 村级服务点, or the outlet at the township that stands in for one.

    Attributes:
        hours: opening intervals ``[start, end)`` over the horizon, by start, not overlapping. All points of one
            place have the same hours.
        shelf: parcels it holds at once (``UNLIMITED``: no bound).
        shelve: the stage between drop and shelf (None: on the shelf as it is dropped).
        door_times: times at which to-door parcels on the shelf are taken round (empty: everyone collects).
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
