from __future__ import annotations

from sim.measure.unknown_kpis import unknown_kpis


def test_what_is_no_kpi_is_told_with_the_nearest_that_is() -> None:
    (problem,) = unknown_kpis("here", ["within_24h", "withn_24h"])
    assert (problem.code, problem.where, problem.found) == ("config.unknown_kpi", "here", "withn_24h")
    assert "within_24h" in str(problem.hint)
