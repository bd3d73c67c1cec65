"""Subsidies and investments: what comes with the project is off, and what cannot be is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters.quantity import Section
from sim.parameters.support import Investment, Subsidy, investments, subsidies
from sim.parameters.tree import Parameters


def test_nothing_is_given_or_bought_where_nobody_says_so() -> None:
    assert not any(row.yuan for row in (*subsidies().values(), *investments().values()))


def test_an_entry_of_ones_own_needs_no_more_than_its_amount() -> None:
    mine = Parameters.model_validate({"subsidy": {"township": {"yuan": 20_000, "of": "township"}}}).subsidy
    assert (list(mine), mine["township"].every, mine["township"].from_parcels_year) == (["township"], "month", 0)


@pytest.mark.parametrize(
    ("section", "given"),
    [
        (Subsidy, {"yuan": -1}), (Subsidy, {"every": "week"}), (Subsidy, {"of": "city"}), (Subsidy, {"years": 0}), (Subsidy, {"point_share": 1.1}), (Subsidy, {"from_parcels_year": -1}),
        (Investment, {"public_share": 1.1}), (Investment, {"years": 0}), (Investment, {"yuan": float("nan")}), (Investment, {"payee": "keeper"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(section: type[Section], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate(given)
