"""Which parameters have a say."""

from __future__ import annotations

from typing import Any

import pytest

from sim.parameters import Parameters
from sim.parameters.happening import happens


def having(**sections: Any) -> Parameters:
    return Parameters.model_validate(sections)


def test_occasions_that_do_not_happen_are_not_varied() -> None:
    november = Parameters.model_validate({"demand": {"calendar": ["double11", "mid_year"], "years_ahead": 2}})
    assert [happens(key, november) for key in ("demand.occasions.double11.peak", "demand.occasions.mid_year.peak", "demand.occasions.migrants_home.residents")] == [True, False, False]
    assert happens("demand.growth_a_year", november)
    assert not happens("demand.growth_a_year", Parameters())
    assert happens("demand.scale", Parameters())


@pytest.mark.parametrize(("key", "on"), [
    ("demand.outbound.accept_min", {"demand": {"outbound": {"share": 0.1}}}),
    ("demand.outbound.products.apples.kg", {"demand": {"outbound": {"harvest": True}}}),
    ("points.false_sign_h", {"points": {"types": {"shop": {"false_sign_share": 0.1}}}}),
    ("points.second_charge_yuan", {"points": {"types": {"shop": {"second_charge_share": 0.1}}}}),
    ("disruption.lost_yuan", {"disruption": {"lost_share": 0.001}}),
])
def test_what_speaks_of_something_left_out_has_no_say(key: str, on: dict[str, Any]) -> None:
    assert (happens(key, Parameters()), happens(key, having(**on))) == (False, True)


def test_what_turns_outbound_on_has_a_say() -> None:
    assert happens("demand.outbound.share", Parameters())
