"""What a job has to carry."""

from __future__ import annotations

from sim.plan.actor import Actor
from sim.service.assignment.job import Job
from tests.service import small_county


def test_a_job_carries_its_brands_to_its_villages_only() -> None:
    expected = small_county.demand(small_county.parameters())
    job = Job("joint", Actor.pool("joint"), small_county.modes()["courier_courier"], (0, 2), (1, 3))
    daily = job.daily(expected)
    assert daily.nonzero()[0].tolist() == [1, 3]
    assert daily[3] == expected.daily[0, 3] + expected.daily[2, 3]
    assert job.size(expected, [1]) == expected.mean
