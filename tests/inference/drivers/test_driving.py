"""The way from keys to what they drive, on closed forms in place of simulations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from sim.inference.drivers.driver_keys import Sensitivity
from sim.inference.drivers.driving import DriverQuestion, Settings, design_of, drivers, turn
from sim.inference.drivers.responses import Responses
from sim.parameters.factor import GIVEN, Factor

KPI = "cost_system_parcel"


def asks(**keys: Any) -> Sensitivity:
    """A small study."""
    return Sensitivity(**({"kpis": (KPI,), "top": 1, "trajectories": 3, "samples": 4} | keys))


class Linear:
    """A KPI that is twice key ``a``, whatever ``b`` is, plus what a replication adds everywhere."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, settings: Sequence[Settings], numbers: Sequence[int]) -> Responses:
        self.asked.append((len(settings), len(numbers)))
        values = np.array([[[2.0 * s.get("a", 1.0) + n] for n in numbers] for s in settings]).reshape(-1, len(numbers), 1)
        n = len(settings)
        return Responses(values, ("ok",) * n, ("",) * n, ((),) * n)


def question(**more: Any) -> DriverQuestion:
    factors = tuple(Factor(k, k, k, "-", 1.0, 0.0, 3.0, k == "a", "J", GIVEN) for k in "ab")
    usual: dict[str, Any] = {"asked": asks(), "modes": {"m": {}}, "factors": factors, "numbers": (0, 1), "seed": 1}
    return DriverQuestion(**(usual | more))


def test_a_key_that_moves_nothing_in_the_first_replication_is_left_there() -> None:
    respond = Linear()
    found = turn(respond, question(), screen=True)
    assert respond.asked == [(1, 2), (4, 1), (2, 2)]
    assert found.full.tolist() == [True, False]
    assert found.differences()[0, 0, :, :, 0].tolist() == [[-2.0, -2.0], [4.0, 4.0]]
    assert np.isnan(found.differences()[0, 1, :, 1, 0]).all()


def test_keys_that_somebody_named_are_all_run_and_all_in_the_indices() -> None:
    respond = Linear()
    found = drivers(respond, question(asked=asks(keys=("a", "b"))))
    assert respond.asked[:2] == [(1, 2), (4, 2)]
    assert [f.key for f in found.factors] == ["a", "b"]
    assert found.indices["m", KPI].value["mu_star"] == pytest.approx([6.0, 0.0])


def test_of_the_others_those_that_move_most_are() -> None:
    found = drivers(Linear(), question())
    assert [f.key for f in found.factors] == ["a"]


def test_where_nothing_moves_there_is_no_design() -> None:
    still = tuple(f for f in question().factors if f.key == "b")
    found = drivers(Linear(), question(factors=still))
    assert found.design is None
    assert found.factors == ()


def test_a_step_of_whole_numbers_ends_at_one() -> None:
    unit = design_of(asks(levels=4), question().factors, 1).unit
    assert set(np.round(unit[:, 0] * 3, 9)) <= {0.0, 1.0, 2.0, 3.0}
    assert design_of(asks(method="sobol"), question().factors, 1).unit.shape == (4 * 4, 2)
