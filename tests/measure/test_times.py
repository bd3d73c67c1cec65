"""Delivery times against plain pandas, and what censoring and empty sets do."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from sim.clock import DAY, HOUR, NEVER
from sim.demand.parcels import FORWARD
from sim.measure.case import Case
from sim.measure.grouped import ENDLESS, grouped
from sim.measure.measure import measure
from sim.measure.times import COMPONENTS, Cohort, distribution
from tests.measure import small


def frame(plan, draws, outcome) -> pd.DataFrame:
    """One row a parcel, hours, the slow way."""
    p, m = draws.parcels, outcome.milestones
    remote = [plan.points[plan.ways[plan.inbound[b, v]].point].remote for b, v in zip(p.brand, p.village, strict=True)]
    rows = pd.DataFrame({"village": p.village, "township": np.array([0, 0, 0, 1])[p.village], "brand": p.brand, "wave": p.wave, "day": p.day, "remote": remote})
    for name in ("at_point", "in_hand"):
        time = getattr(m, name)
        rows[name] = [(t - e) / HOUR if t < NEVER else np.inf for t, e in zip(time, p.entered_hub, strict=True)]
    rows["returned"] = m.returned < NEVER
    rows["oversize"] = m.oversize
    return rows[(rows.day >= small.WARM) & (rows.day < small.WARM + small.MEASURED)]


def scope(rows: pd.DataFrame, suffix: str) -> pd.DataFrame:
    pool = rows[rows.brand < 2]
    return {"": pool, ".all": rows, ".wave0": pool[pool.wave == 0], ".wave1": pool[pool.wave == 1]}[suffix]


def expected(rows: pd.DataFrame) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, values in (("at_village", rows.at_point[~rows.remote]), ("at_township", rows.at_point[rows.remote]), ("in_hand", rows.in_hand)):
        values = values.to_numpy()
        if not len(values):
            out |= {f"{name}_{what}_h": np.nan for what in ("mean", "p50", "p90", "p95")}
            continue
        out[f"{name}_mean_h"] = values[np.isfinite(values)].mean()
        for q in (50, 90, 95):
            ordered = np.sort(values)
            place = q / 100 * (len(ordered) - 1)
            low, high = ordered[int(np.floor(place))], ordered[int(np.ceil(place))]
            out[f"{name}_p{q}_h"] = np.inf if np.isinf(high) else low + (high - low) * (place - np.floor(place))
    in_hand, above = rows.in_hand[rows.in_hand < np.inf], np.where(rows.wave[rows.in_hand < np.inf] == FORWARD, 0.0, 45.0)
    out["whole_chain_mean_h"] = (in_hand + above).mean() if len(in_hand) else np.nan
    for h in (24, 48, 72):
        out[f"within_{h}h"] = ((rows.at_point <= h) & ~rows.remote).mean()
    out["to_village_share"] = ((rows.at_point < np.inf) & ~rows.remote).mean()
    out["undelivered_share"] = np.isinf(rows.at_point).mean()
    out["returned_share"] = rows.returned.mean()
    out["oversize_share"] = rows.oversize.mean()
    return out


@pytest.fixture(scope="module", params=[0.02, 0.3])
def found(request):
    given = small.case(1, lost=request.param)
    return given, measure(*given, small.county(), small.parameters()), frame(*given)


@pytest.mark.parametrize("suffix", ["", ".all", ".wave0", ".wave1"])
def test_county_like_pandas(found, suffix):
    _, got, rows = found
    for key, value in expected(scope(rows, suffix)).items():
        assert got.county[key + suffix] == pytest.approx(value, rel=1e-12, nan_ok=True), key


@pytest.mark.parametrize(("level", "suffix"), [("village", ""), ("village", ".all"), ("township", ""), ("township", ".all")])
def test_villages_and_townships_like_pandas(found, level, suffix):
    _, got, rows = found
    for i, part in scope(rows, suffix).groupby(level):
        for key, value in expected(part).items():
            assert getattr(got, f"{level}s")[key + suffix][i] == pytest.approx(value, rel=1e-12, nan_ok=True), key


def test_distribution_like_pandas(found):
    _, got, rows = found
    pool = scope(rows, "")
    village, township = got.distribution
    for hour in (0, 24, 168):
        assert village[hour] == pytest.approx((pool.at_point <= hour).mean())
    assert np.isnan(township).all(), "no parcel of the pool ends at an outlet"


def test_the_curve_of_outlets_is_of_the_parcels_bound_for_them():
    none = np.zeros(6, dtype=bool)
    remote = np.array([True, True, True, False, False, False])
    hours = np.array([1, 30, ENDLESS // HOUR, 2, 3, 4])
    of = Cohort(
        village=np.zeros(6, dtype=np.int32), part=np.ones(6, dtype=np.int8), point_ms=np.where(hours < ENDLESS // HOUR, hours * HOUR, ENDLESS), hand_ms=np.full(6, ENDLESS),
        remote=remote, **{field.name: none for field in fields(Cohort) if field.name not in ("village", "part", "point_ms", "hand_ms", "remote")},
    )  # fmt: skip
    village, township = distribution(of, np.array([False]))
    assert (village[1], village[4], village[-1]) == (0, 0.5, 0.5)
    assert (township[0], township[1], township[30], township[-1]) == pytest.approx((0, 1 / 3, 2 / 3, 2 / 3))


def test_decomposition_adds_up(found):
    (_, _, _), got, _ = found
    parts = dict(zip(COMPONENTS, got.decomposition, strict=True))
    assert sum(v for k, v in parts.items() if k != "collection") == pytest.approx(got.county["at_village_mean_h"])
    assert parts["collection"] > 0


def test_outlets_at_the_township_never_count_as_in_the_village(found):
    (plan, draws, outcome), got, rows = found
    alone = rows[rows.brand == 2]
    assert (alone.at_point <= 24).any()
    case = Case(plan, draws, outcome, small.county(), small.parameters())
    assert case.remote[2].all()
    assert got.county["within_72h.all"] < (rows.at_point <= 72).mean()
    assert (got.county["to_village_share"], np.isnan(got.county["at_township_mean_h"])) == ((rows.at_point[rows.brand < 2] < np.inf).mean(), True)


def test_all_undelivered():
    plan, draws, outcome = small.case(2)
    gone = np.full(len(draws.parcels), NEVER)
    stones = replace(outcome.milestones, dropped=gone, shelved=gone, at_point=gone, in_hand=gone, returned=gone, trip=np.full(len(gone), -1, np.int32))
    got = measure(plan, draws, replace(outcome, milestones=stones), small.county(), small.parameters())
    assert got.county["undelivered_share"] == 1
    assert got.county["within_72h"] == 0
    assert got.county["at_village_p50_h"] == np.inf
    assert np.isnan(got.county["at_village_mean_h"])
    assert np.isnan(got.county["cost_system_parcel"])
    assert got.county["cost_village_year"] > 0
    assert got.villages["reach"].tolist() == [0, 0, 1, 0], "one brand has no parcels for village 2, so none was withheld"
    assert got.undelivered[""] == got.cohort[""] > 0
    assert np.isnan(got.decomposition).all()


def test_a_village_without_parcels():
    plan, draws, outcome = small.case(3)
    p = draws.parcels
    moved = replace(draws, parcels=replace(p, village=np.where(p.village == 3, 2, p.village).astype(np.int32)))
    got = measure(plan, moved, outcome, small.county(), small.parameters())
    for key in ("at_village_mean_h", "at_village_p90_h", "within_24h", "undelivered_share", "cost_system_parcel"):
        assert np.isnan(got.villages[key][3]), key
    assert got.villages["delivery_days_week"][3] == 7
    assert got.villages["reach"][3] == 1, "the line calls there, and nothing was withheld"
    assert np.isfinite(got.villages["at_village_mean_h"][:3]).all()


def test_reach_counts_brands_and_days():
    plan, draws, outcome = small.case(4, lost=0.0)
    county = small.county()

    def reach(brands: int, days: int, runs=None) -> np.ndarray:
        o = outcome if runs is None else replace(outcome, runs=runs)
        return measure(plan, draws, o, county, small.parameters(service={"reach_brands": brands, "reach_days": days})).villages["reach"]

    assert reach(2, 5).tolist() == [1, 1, 1, 1]
    assert reach(3, 1).tolist() == [0, 0, 0, 0], "the third brand stops at the township"
    weekly = plan.timetable.day % 7 == small.WARM
    stopped = replace(outcome.runs, departed=np.where((plan.timetable.line == 1) & ~weekly, NEVER, plan.timetable.scheduled))
    assert reach(2, 3, stopped).tolist() == [0, 0, 0, 1]
    assert reach(2, 1, stopped).tolist() == [1, 1, 1, 1]


def test_brands_that_stop_at_the_township_lower_reach_and_delivery_days():
    """Of all three brands the third one stops at the township; of the two in the pool one loses two parcels in three, and has none for village 2."""
    plan, draws, outcome = small.case(4, lost=0.0)
    got = measure(plan, draws, outcome, small.county(), small.parameters())
    assert got.county["reach_brands"] == got.county["brands_to_village"] == 1
    assert got.county["brands_to_village.all"] == pytest.approx(2 / 3)
    assert got.county["reach_brands.all"] == pytest.approx(2 / 3)
    assert got.county["delivery_days_week"] == 7
    assert got.county["delivery_days_week.all"] == pytest.approx(2 / 3 * 7)
    m, lost = outcome.milestones, (draws.parcels.brand == 1) & (np.arange(len(draws.parcels)) % 3 > 0)
    gone = {name: np.where(lost, NEVER, getattr(m, name)) for name in ("dropped", "shelved", "at_point", "in_hand", "returned")}
    gone["trip"] = np.where(lost, -1, m.trip).astype(np.int32)
    fewer = replace(outcome, milestones=replace(m, **gone))
    for share, reached in ((0.9, 5 / 8), (0.1, 1.0)):
        got = measure(plan, draws, fewer, small.county(), small.parameters(service={"reach_share": share}))
        assert got.county["reach_brands"] == pytest.approx(reached)
        assert got.county["reach_1_3"] == 1


def test_grouped_quantiles_match_numpy():
    rng = np.random.default_rng(7)
    group, ms = rng.integers(0, 5, 1000), rng.integers(0, 10**9, 1000)
    got = grouped(group, np.zeros_like(group), ms, 6)
    for g in range(5):
        for q in (0.0, 0.5, 0.9, 1.0):
            assert got.quantile_h(q)[g] == pytest.approx(np.quantile(ms[group == g], q) / HOUR)
        assert got.mean_h()[g] == pytest.approx(ms[group == g].mean() / HOUR)
    assert np.isnan(got.quantile_h(0.5)[5])
    ms[group == 2] = ENDLESS + 5
    assert grouped(group, np.zeros_like(group), ms, 6).finite[2] == 0


def test_hub_hours_count_arrivals_of_measured_days(found):
    (_, draws, _outcome), got, _ = found
    day = draws.parcels.entered_hub // DAY
    inside = (day >= small.WARM) & (day < small.WARM + small.MEASURED)
    assert got.hub_hours[0].sum() == pytest.approx(inside.sum() / small.MEASURED)
    assert (got.hub_hours[2] >= 0).all()


def test_people_needed_are_the_work_that_comes_within_the_hour(found):
    (plan, draws, _outcome), got, _ = found
    p = draws.parcels
    inside = np.flatnonzero((p.entered_hub // DAY >= small.WARM) & (p.entered_hub // DAY < small.WARM + small.MEASURED))
    work = np.zeros(24)
    for i in inside.tolist():
        handling = plan.handlings[plan.ways[plan.inbound[p.brand[i], p.village[i]]].hops[0].handling]
        each = sum(stage.work for stage in handling.stages)
        work[p.entered_hub[i] // HOUR % 24] += each * int(p.work[i]) / 1000
    assert work.sum() > 0
    np.testing.assert_allclose(got.hub_hours[3], work / HOUR / small.MEASURED)
