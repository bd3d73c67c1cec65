"""What may be asked of ``why``."""

from __future__ import annotations

from typing import get_args

from sim.measure.recipe_lines import COSTS
from sim.proposal.why.why_keys import Cost, Why


def test_every_cost_that_may_be_asked_for_has_a_recipe() -> None:
    assert set(get_args(Cost)) == set(COSTS)
    assert Why().cost in COSTS
