"""The share that hosts carry on what they run anyway: of every leg that they have."""

from __future__ import annotations

import pytest

from sim.plan.actor import Actor
from sim.service.assignment.assignment import Job
from sim.service.host_share import host_full, host_share
from sim.service.mode.mode import LegRule
from sim.service.trunk.trunks import TrunkWays
from sim.service.ways import LastStretch
from tests.service.drafts import draft
from tests.service.small_county import modes

OPERATOR = Actor.pool("joint")


def job(carrier: str) -> Job:
    """Four villages of the north, by a host to the township and by the post on from there."""
    trunk = LegRule(leg="trunk", carrier=carrier, departure="host")
    mode = modes()["postal_courier"].model_copy(update={"legs": (trunk, modes()["postal_courier"].legs[1])})
    return Job(pool="joint", operator=OPERATOR, mode=mode, brands=(0,), villages=(1, 2, 3, 4))


@pytest.mark.parametrize(("carrier", "found"), [("bus", {"bus": 0.75, "post": 0.5}), ("post", {"post": 0.25})])
def test_a_host_with_two_legs_carries_what_fits_on_both(carrier: str, found: dict[str, float]) -> None:
    of, asked = draft(), job(carrier)
    spots = {int(of.spots[v]) for v in (1, 4)}
    shares = host_share(of, [asked], {(OPERATOR, carrier): TrunkWays(fitting={1, 2, 3})}, [LastStretch(fitting=spots)])
    assert {host: villages for host, (villages, _) in shares.items()} == found
    rooms = {host: {"": dict.fromkeys((1, 2, 3, 4), 0.5)} for host in found}
    full = host_full(of, [asked], {(OPERATOR, carrier): TrunkWays(fitting={1, 2, 3})}, [LastStretch(fitting=spots)], rooms)
    assert {host: 1 - len(villages) / 4 for host, villages in full.items()} == found


def test_who_works_alone_is_not_counted() -> None:
    asked = job("bus")
    alone = Job(pool="", operator=OPERATOR, mode=asked.mode, brands=(0,), villages=asked.villages)
    assert host_share(draft(), [alone], {(OPERATOR, "bus"): TrunkWays(fitting={1})}, [LastStretch()]) == {}
