"""How many replications are enough: the rule by hand, its ugly cases, its statelessness, and the coverage it leaves."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import integrate, stats

from sim.inference.estimate import interval
from sim.inference.precision import CENSORED, CONSTANT, EMPTY, MET, OPEN, Decision, PrecisionTarget, StoppingRule, decide, history, standing
from sim.measure.shape import Shape

RULE = StoppingRule()
TRIALS = 2_000


def told(values: list[float] | np.ndarray, rule: StoppingRule = RULE, **how: float | None) -> Decision:
    return decide({"a": {"k": np.asarray(values, dtype=float)}}, [PrecisionTarget("k", "a", **how)], rule)  # type: ignore[arg-type]


def test_the_smallest_prefix_at_which_the_half_width_holds_and_held_before():
    x = np.random.default_rng(1).normal(50, 12, 200)
    rule = StoppingRule(minimum=6, maximum=200, step=2)

    def holds(n: int) -> bool:
        mean, low, high, _ = interval(x[:n])
        return bool((high - low) / 2 <= 0.05 * mean)

    first = next(n for n in range(6, 200, 2) if holds(n) and holds(n - 2))
    assert first > 6
    assert told(x, rule).n == first


def test_looks_begin_at_the_minimum_and_end_at_the_maximum():
    assert list(StoppingRule(5, 21, 5).looks()) == [5, 10, 15, 20, 21]
    assert list(StoppingRule(10, 10, 5).looks()) == [10]


def test_asking_again_with_more_stored_changes_nothing():
    rng = np.random.default_rng(2)
    stored = {m: {"t": rng.normal(20, 3, 400), "c": rng.normal(-8, 1.5, 400)} for m in "ab"}
    targets = [*(PrecisionTarget(k, m, relative=0.03) for m in "ab" for k in "tc"), PrecisionTarget("t", "a", "b", relative=0.05), PrecisionTarget("c", "a", "b", absolute=0.4)]
    asked = told_n = None
    for n in (1, 2, 19, 20, 21, *range(30, 401, 15)):
        decision = decide({m: {k: v[:n] for k, v in found.items()} for m, found in stored.items()}, targets, RULE)
        if decision.enough:
            told_n = told_n or decision
            assert decision == told_n
            assert decision.n <= n
        else:
            assert decision.n > n
            asked = decision.n
    assert told_n is not None
    assert told_n.reached
    assert asked == told_n.n
    assert 20 < told_n.n < 200


def test_all_targets_hold_at_the_same_prefix():
    rng = np.random.default_rng(3)
    values = {"a": {"t": rng.normal(20, 6, 200), "c": rng.normal(5, 0.1, 200)}}
    alone = [decide(values, [PrecisionTarget(k, "a")], RULE).n for k in "tc"]
    both = decide(values, [PrecisionTarget("t", "a"), PrecisionTarget("c", "a")], RULE)
    assert alone[1] == RULE.minimum < alone[0] == both.n
    assert all(s.half <= s.limit for s in both.standings)


def test_a_negative_mean_asks_for_as_much_as_its_mirror_image():
    x = np.random.default_rng(4).normal(10, 3, 200)
    assert told(x).n == told(-x).n > 30


def test_a_mean_near_zero_needs_an_absolute_half_width():
    x = np.random.default_rng(5).normal(0, 1, 200)
    relative, absolute = told(x), told(x, absolute=0.3)
    assert (relative.n, relative.reached, relative.standings[0].state) == (200, False, OPEN)
    assert [s.target.kpi for s in relative.missed()] == ["k"]
    assert absolute.reached
    assert absolute.n < 100
    assert absolute.standings[0].limit == 0.3


def test_a_difference_is_judged_by_the_size_of_what_is_compared():
    rng = np.random.default_rng(6)
    shared = rng.normal(20, 5, 200)
    values = {"a": {"k": shared + rng.normal(0, 0.5, 200)}, "b": {"k": shared + rng.normal(0, 0.5, 200)}}
    found = decide(values, [PrecisionTarget("k", "a", "b", relative=0.05)], RULE)
    assert (found.n, found.reached) == (RULE.minimum, True)  # the two share their noise; each alone needs more
    assert found.standings[0].limit == pytest.approx(0.05 * max(values["a"]["k"][:20].mean(), values["b"]["k"][:20].mean()))
    assert told(values["a"]["k"]).n > RULE.minimum


def test_no_variation_is_enough_and_says_so():
    found = told([0.0] * 20)
    assert (found.n, found.reached, found.standings[0].state) == (20, True, CONSTANT)
    assert told([0.1] * 20).standings[0].state == CONSTANT  # whatever rounding does to the mean


def test_a_censored_quantile_does_not_hold_up_the_others_and_is_not_reached():
    rng = np.random.default_rng(7)
    endless = rng.normal(20, 1, 200)
    endless[13] = math.inf
    values = {"a": {"p": endless, "t": rng.normal(20, 1, 200)}, "b": {"p": endless, "t": rng.normal(20, 1, 200)}}
    found = decide(values, [PrecisionTarget("p", "a"), PrecisionTarget("t", "a"), PrecisionTarget("p", "a", "b")], RULE)
    assert (found.n, found.reached) == (RULE.minimum, False)
    assert [s.state for s in found.standings] == [CENSORED, MET, CENSORED]
    assert math.isinf(found.standings[0].mean)
    assert decide(values, [PrecisionTarget("p", "a")], StoppingRule(5, 200, 5)).standings[0].state == MET  # infinite only later: its prefix is what counts


def test_what_there_is_nothing_of_is_empty_and_gaps_are_left_out():
    assert told([math.nan] * 20).standings[0].state == EMPTY
    assert told([math.nan] * 20).reached
    x = np.random.default_rng(8).normal(10, 0.2, 40)
    x[::2] = math.nan
    found = told(x)
    assert (found.n, found.reached) == (20, True)
    assert found.standings[0].half == pytest.approx((interval(x[1:20:2])[2] - interval(x[1:20:2])[1]) / 2)
    gaps = [5.0, 5.1] + [math.nan] * 198
    assert told(gaps).standings[0].state == OPEN  # two values are no interval to trust


def test_faulty_questions():
    with pytest.raises(ValueError, match="at least one target"):
        decide({"a": {"k": np.zeros(20)}}, [], RULE)
    with pytest.raises(ValueError, match="same replications"):
        decide({"a": {"k": np.zeros(20)}, "b": {"k": np.zeros(19)}}, [PrecisionTarget("k", "a", "b")], RULE)


def test_history_is_the_interval_after_every_replication():
    x = np.random.default_rng(9).normal(10, 2, 40)
    rows = history({"a": {"k": x}}, [PrecisionTarget("k", "a")], RULE, 30)
    assert rows["n"].tolist() == list(range(2, 31))
    mean, low, high, _ = (float(v) for v in interval(x[:17]))
    assert rows.set_index("n").loc[17, ["mean", "ci_low", "ci_high", "limit"]].tolist() == pytest.approx([mean, low, high, 0.05 * mean])
    assert (rows["against"] == "").all()


# Coverage: 2,000 trials a metric. A column is a trial.


def mean_p90(sigma: float) -> float:
    """Expected 90th percentile of 101 lognormal values: the 91st of them, so a mean over Beta(91, 11)."""
    return float(integrate.quad(lambda u: math.exp(sigma * stats.norm.ppf(u)) * stats.beta.pdf(u, 91, 11), 0, 1)[0])


def p90s(rng: np.random.Generator, n: int, sigma: float) -> np.ndarray:
    """90th percentiles of 101 lognormal values each, drawn as what they are: the 91st value in order is at a Beta(91, 11) quantile."""
    return np.exp(sigma * stats.norm.ppf(rng.beta(91, 11, (n, TRIALS))))


METRICS = {
    "negative mean": (lambda rng: rng.normal(-10, 4, (200, TRIALS)), -10.0, {"relative": 0.15}),
    "zero mean, absolute": (lambda rng: rng.normal(0, 1, (200, TRIALS)), 0.0, {"absolute": 0.35}),
    "share of 40": (lambda rng: rng.binomial(40, 0.3, (200, TRIALS)) / 40, 0.3, {"relative": 0.08}),
    "0 or 1": (lambda rng: rng.binomial(1, 0.4, (200, TRIALS)).astype(float), 0.4, {"absolute": 0.12}),
    "p90 of lognormal": (lambda rng: p90s(rng, 200, 0.8), mean_p90(0.8), {"relative": 0.05}),
}


@pytest.mark.parametrize("name", METRICS)
def test_coverage(name: str):
    """93 to 97 % at a fixed n of 30, at least 92 % where the rule chose n; the trials must stop at different n to test anything."""
    make, true, how = METRICS[name]
    x = make(np.random.default_rng([10, *name.encode()]))
    _, low, high, _ = interval(x[:30])
    assert 0.93 <= ((low <= true) & (true <= high)).mean() <= 0.97

    looks = list(RULE.looks())
    relative, absolute = (np.full(TRIALS, how.get(k, math.nan)) for k in ("relative", "absolute"))
    found = [standing(x[:n], None, relative, absolute, RULE) for n in (10, *looks)]
    open_ = np.stack([f[3] == OPEN for f in found])
    done = ~(open_[1:] | open_[:-1])
    done[-1] = True
    at = done.argmax(axis=0)
    stopped = np.array(looks)[at]
    mean, half = (np.stack([f[i] for f in found[1:]])[at, np.arange(TRIALS)] for i in (0, 1))
    assert len(np.unique(stopped)) >= 3
    assert stopped.mean() < 150
    assert (np.abs(mean - true) <= half).mean() >= 0.92
    for trial in range(5):  # the rule itself stops where this says
        assert decide({"a": {"k": x[:, trial]}}, [PrecisionTarget("k", "a", None, **how)], RULE).n == stopped[trial]  # type: ignore[arg-type]


def test_targets_carry_the_state_of_their_estimate() -> None:
    rng = np.random.default_rng(5)
    plain, rare = rng.normal(10, 1, 30), np.where(np.arange(30) % 9 == 0, 1.0, 0.0)
    values = {"a": {"t": plain, "r": rare}, "b": {"t": plain + rng.normal(0, 1, 30), "r": rng.normal(0, 1, 30)}}
    targets = [PrecisionTarget("t", "a"), PrecisionTarget("t", "a", shape=Shape(clumped=True)), PrecisionTarget("r", "a", absolute=9.0), PrecisionTarget("r", "a", "b", absolute=9.0)]
    found = decide(values, targets, RULE)
    assert [s.estimate for s in found.standings] == ["ok", "skewed", "rare", "rare"]
    assert [s.target for s in found.untold()] == targets[1:]
    last = history(values, targets, RULE, found.n).groupby("n").tail(4).tail(4)
    assert last["estimate"].tolist() == ["ok", "skewed", "rare", "rare"]
    assert last["ci_low"].isna().tolist() == [False, True, True, True]
