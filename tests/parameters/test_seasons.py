"""Faults of occasions, harvests and what goes out, each alone."""

from __future__ import annotations

import datetime as dt

from sim.parameters import Parameters
from sim.parameters.demand import Horizon
from sim.parameters.occasions import DOUBLE11, occasions
from sim.parameters.outbound import Outbound
from sim.parameters.seasons import going_out, harvest_faults, occasion_faults


def horizon(start: str) -> Horizon:
    return Horizon(start_date=dt.date.fromisoformat(start), warmup_days=7, measured_days=28, drain_days=7)


def test_an_occasion_is_in_the_horizon_or_a_fault() -> None:
    def codes(start: str) -> list[str]:
        return [p.code for p in occasion_faults("demand.occasions.double11", DOUBLE11, occasions()[DOUBLE11], horizon(start))]

    assert codes("2026-10-19") == []
    assert codes("2026-03-02") == ["config.not_in_horizon"]


def test_a_harvest_has_something_in_season_or_is_a_fault() -> None:
    assert list(harvest_faults(Outbound(harvest=True), horizon("2026-09-28"))) == []
    assert [p.code for p in harvest_faults(Outbound(harvest=True), horizon("2026-01-05"))] == ["config.no_season"]


def test_what_goes_out_needs_a_line_haul_and_senders_who_come() -> None:
    def faults(**given: object) -> list[str]:
        return [str(p.where) for p in going_out(Parameters.model_validate({"demand": {"outbound": given}}))]

    assert faults(share=0.1) == []
    assert faults(line_haul=[]) == []
    assert faults(share=0.1, line_haul=[], senders_from="18:00", senders_to="08:00") == [
        "demand.outbound.line_haul", "demand.outbound.senders_to",
    ]  # fmt: skip
