"""The least cost within bounds, against every choice there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from sim.inference.mix.cheapest import Bound, cheapest

EVERY = np.ones((5, 3), dtype=bool)


def total(values: np.ndarray, chosen: tuple[int, ...]) -> float:
    return float(values[np.arange(len(values)), list(chosen)].sum())


@pytest.mark.parametrize("seed", range(6))
def test_no_choice_within_the_bounds_is_cheaper(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cost, allowed = rng.uniform(100, 900, (5, 3)), rng.random((5, 3)) < 0.8
    allowed[~allowed.any(axis=1)] = True
    bounds = [Bound(rng.random((5, 3)), 2.4), Bound(-rng.random((5, 3)), -2.0)]
    found = tuple(cheapest(cost, allowed, bounds).tolist())
    fit = [
        c for c in product(range(3), repeat=5)
        if all(allowed[v, m] for v, m in enumerate(c)) and all(total(b.coefficients, c) <= b.at_most + 1e-9 for b in bounds)
    ]
    if fit:
        assert found in fit
        assert total(cost, found) == pytest.approx(min(total(cost, c) for c in fit))


def test_without_bounds_each_village_has_its_cheapest_mode() -> None:
    cost = np.random.default_rng(1).uniform(1, 9, (5, 3))
    assert cheapest(cost, EVERY, []).tolist() == cost.argmin(axis=1).tolist()


def test_what_cannot_be_kept_is_missed_by_as_little_as_possible() -> None:
    """Shares of 0.2, 0.5 and 0.9, of which more is dearer: 95 % cannot be had."""
    cost, share = np.tile([1.0, 2.0, 3.0], (5, 1)), np.tile([0.2, 0.5, 0.9], (5, 1)) / 5
    assert cheapest(cost, EVERY, [Bound(-share, -0.95)]).tolist() == [2] * 5
    enough = tuple(cheapest(cost, EVERY, [Bound(-share, -0.58)]).tolist())
    assert total(share, enough) >= 0.58
    assert total(cost, enough) == 11


def test_a_host_carries_no_more_than_it_can() -> None:
    """The dearest to do without it ride with the host of mode 0."""
    cost = np.array([[0.0, 1.0], [0.0, 5.0], [0.0, 3.0]])
    room = Bound(np.array([[1.0, 0.0]] * 3), 2.0)
    assert cheapest(cost, np.ones((3, 2), dtype=bool), [room]).tolist() == [1, 0, 0]


def test_a_backstop_is_used_only_where_nobody_else_has_room() -> None:
    cost, room = np.array([[5.0, 1.0], [6.0, 1.0], [7.0, 1.0]]), Bound(np.array([[1.0, 0.0]] * 3), 2.0)
    last = np.array([False, True])
    assert cheapest(cost, np.ones((3, 2), dtype=bool), [], last).tolist() == [0, 0, 0]
    assert cheapest(cost, np.ones((3, 2), dtype=bool), [room], last).tolist() == [0, 0, 1]


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither where bounds can be kept nor where they cannot; sixty villages, lines that hold a part of them."""
    rng = np.random.default_rng(33)
    cost, size = rng.uniform(600, 1500, (60, 4)), rng.lognormal(3.5, 0.8, 60)
    lines = np.array_split(rng.permutation(60), 6)
    parts = [np.zeros((60, 4)) for _ in lines]
    for part, line in zip(parts, lines, strict=True):
        part[line, 0] = 2 * size[line] / size[line].sum()
    share = Bound(-rng.uniform(0.3, 1, (60, 4)) * (size / size.sum())[:, None], -0.75)
    for ask in (share, Bound(share.coefficients, -2.0)):
        found = cheapest(cost, np.ones((60, 4), dtype=bool), [*(Bound(part, 1.0) for part in parts), ask])
        assert len(found) == 60
    assert capfd.readouterr() == ("", "")
