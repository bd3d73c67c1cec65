"""A row of a mode's table of fees: anybody pays anybody, by what, how much; what cannot be is refused in words."""

from __future__ import annotations

import pytest

from sim.parameters.faults import section
from sim.plan.actor import PUBLIC, Actor
from sim.plan.fee import Each, FeeUnit
from sim.problems import Problem
from sim.service.mode.fee_table import FeeRow

POST = {"payer": "public", "payee": "host:post", "name": "village post", "yuan": 500.0, "per": "month", "of": "carrier"}


def test_a_fee_of_ones_own_has_a_name_and_an_amount() -> None:
    fee = FeeRow.model_validate({**POST, "steps": [{"above": 50, "yuan": 300}]}).fee
    assert (fee.name, fee.payer, fee.payee, fee.per, fee.of) == ("village post", PUBLIC, Actor.host("post"), FeeUnit.MONTH, Each.CARRIER)
    assert (fee.rate.tariff, fee.rate.yuan, fee.rate.steps) == ("", 500.0, ((50.0, 300.0),))


def test_a_fee_by_a_tariff_is_called_after_it_and_by_the_parcel() -> None:
    fee = FeeRow.model_validate({"payer": "operator", "payee": "keeper", "tariff": "commission_yuan"}).fee
    assert (fee.name, fee.payer, fee.per, fee.rate.tariff) == ("commission", None, FeeUnit.PIECE, "commission_yuan")


def test_a_level_multiplies_amounts_of_its_own_and_leaves_tariffs_alone() -> None:
    twice = FeeRow.model_validate({**POST, "steps": [{"above": 50, "yuan": 300}]}).times(2)
    assert (twice.yuan, twice.steps[0].yuan, twice.steps[0].above) == (1000, 600, 50)
    assert FeeRow.model_validate({"payer": "operator", "payee": "keeper", "tariff": "commission_yuan"}).times(2).yuan is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"payer": "state"}, "public, resident, host:<key>"), ({"payer": "world"}, "operator, keeper, public"), ({"payee": "public"}, "other than the payee"),
        ({"yuan": None}, "either tariff"), ({"name": ""}, "either tariff"), ({"tariff": "post_yuan"}, "either tariff"), ({"name": "", "yuan": None, "tariff": "pots_yuan"}, "did you mean 'post_yuan'"),
        ({"of": None}, "of (point, village, township, carrier)"), ({"per": "trip"}, "of (point, village"), ({"per": "bag", "of": None}, "bag_parcels (parcels to a bag)"),
        ({"bag_parcels": 20}, "bag_parcels"), ({"per": "year"}, "piece"), ({"yuan": -1}, ">= 0"), ({"steps": [{"above": 9, "yuan": 1}, {"above": 9, "yuan": 0}]}, "above rises"),
        ({"steps": [{"above": 0, "yuan": 1}]}, "> 0"), ({"prise": 1}, "prise"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(given: dict[str, object], words: str) -> None:
    problems: list[Problem] = []
    section(FeeRow, {**POST, **given}, "prices.0", problems)
    problem = problems[0]
    assert problem.code in ("config.value", "config.unknown_key")
    assert words in str(problem)
