"""Parameters of the county town."""

from __future__ import annotations

from sim.parameters import Parameters, registry
from sim.parameters.town import Towns


def test_outlets_are_as_the_plans_ask() -> None:
    assert 4 <= Towns().outlets_10k <= 5


def test_what_serves_the_town_moves_the_towns_figures() -> None:
    moves = {q.key: q.moves for q in registry(Parameters())}
    assert moves["schedule.urban.days_per_week"] == "-at_village_mean_h.urban"
    assert moves["schedule.village.days_per_week"] == "-at_village_mean_h"
    assert all(".urban" in text for key, text in moves.items() if key.startswith(("towns.", "points.types.community_outlet.h")))
