"""A plan of several counties runs each of them."""

from __future__ import annotations

import pytest

from experiments.scenarios.prepare import check_inputs
from experiments.settings.compose import configs, files
from experiments.settings.config import Config
from experiments.studies.compare import prefecture
from sim.problems import InputError


def config(*texts: str) -> Config:
    return next(configs(["plan=kashgar", *texts], "compare", None, files(None))[1])


def test_the_plan_of_a_prefecture_names_twelve_counties() -> None:
    assert prefecture.several(config())
    assert not prefecture.several(config("county=kashgar_shule")), "one county of it alone"
    assert prefecture.several(config("plan.counties=[kashgar_shule,kashgar_kashi]")), "nobody chose one"
    made = list(prefecture._configs(config("county.point_km=1")))
    assert len({c.county.slug for c in made}) == 12
    assert {c.county.point_km for c in made} == {1}
    assert {c.robustness.points for c in made} == {0}


def test_a_county_that_there_is_not_is_told() -> None:
    with pytest.raises(InputError) as fault:
        check_inputs(config("plan.counties=[kashgar_kashi,nowhere]"))
    assert [p.found for p in fault.value.problems] == ["nowhere"]
    with pytest.raises(InputError) as fault:
        check_inputs(config("plan.counties=[kashgar_shufu,kashgar_shule]"))
    assert [p.code for p in fault.value.problems] == ["plan.county"]
