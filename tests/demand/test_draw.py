"""Drawn parcels: invariants, distributions by interval, and what may not change when something else does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from sim.clock import DAY, HOUR, NEVER
from sim.county.county import County
from sim.demand.draw import draw_counts, draw_parcels
from sim.demand.expected import expected
from sim.demand.households import households, market_trips, usual_circle
from sim.demand.parcels import Parcels
from sim.demand.source import parcels_of
from sim.parameters import Parameters
from sim.parameters.demand import Brand, Wave
from sim.problems import InputError


def tree(**sections: dict[str, object]) -> Parameters:
    """The default parameters with some values of some sections replaced."""
    base = Parameters()
    return base.model_copy(update={name: getattr(base, name).model_copy(update=values) for name, values in sections.items()})


def columns(parcels: Parcels) -> dict[str, np.ndarray]:
    return {f.name: getattr(parcels, f.name) for f in dataclasses.fields(parcels)}


def same(a: Parcels, b: Parcels) -> bool:
    return all(np.array_equal(x, getattr(b, name)) for name, x in columns(a).items())


def test_rows_are_sorted_and_within_bounds(county: County) -> None:
    parameters = tree(handling={"work_cv": 0.4})
    parcels, _ = draw_parcels(county, parameters, 1, 0)
    declared = dataclasses.fields(Parcels)
    assert {f.name: str(getattr(parcels, f.name).dtype) for f in declared} == {
        "village": "int32", "brand": "int16", "entered_hub": "int64", "wave": "int8", "day": "int16", "held": "int64", "grams": "int32", "ml": "int32",
        "to_door": "bool", "work": "int16", "dwell_point": "uint32", "dwell_township": "uint32", "household": "int32", "luck": "float64",
        "lost": "float32",
    }  # fmt: skip
    assert (np.diff(parcels.entered_hub) >= 0).all()
    assert parcels.grams.min() >= 1
    assert parcels.ml.min() >= 1
    assert parcels.work.min() >= 1
    planned = np.array([6 * HOUR, 13 * HOUR])[parcels.wave] + parcels.day.astype(np.int64) * DAY
    assert (parcels.entered_hub >= planned).all()
    homes = households(county, usual_circle(Parameters()))
    assert (parcels.household >= homes.first[parcels.village]).all()
    assert (parcels.household < homes.first[parcels.village + 1]).all()


def test_same_seed_same_bits_other_replication_other_parcels(county: County) -> None:
    a, b, c = (parcels_of(county, Parameters(), 4, r)[0] for r in (2, 2, 3))
    assert same(a, b)
    assert len(a) != len(c) or not same(a, c)


def test_one_truck_comes_at_one_time(county: County) -> None:
    parcels, _ = draw_parcels(county, Parameters(), 1, 0)
    truck = (parcels.day.astype(int) * 2 + parcels.wave) * 9 + parcels.brand
    order = np.argsort(truck, kind="stable")
    its, time = truck[order], parcels.entered_hub[order]
    assert (time[1:][its[1:] == its[:-1]] == time[:-1][its[1:] == its[:-1]]).all()


def test_loading_order_favours_no_village_and_no_brand(county: County) -> None:
    parcels, _ = draw_parcels(county, tree(demand={"truck_delay_mean_min": 0.0}), 1, 0)
    position = np.concatenate([np.arange(n) / n for n in np.unique(parcels.entered_hub, return_counts=True)[1]])
    for column in (parcels.village, parcels.brand):
        assert abs(np.corrcoef(position, column)[0, 1]) < 4.5 / np.sqrt(len(parcels))


def test_counts_have_the_expected_mean_and_variance(county: County) -> None:
    parameters = tree(demand={"noise_sd": 0.3, "weekday": (1.0,) * 7})
    counts = np.concatenate([draw_counts(county, parameters, 1, r) for r in range(20)]).astype(float)
    mean, variance = 40.0, 40.0 + 40.0**2 * (np.exp(0.09) - 1)
    assert abs(counts.mean() - mean) < 4.5 * np.sqrt(variance / counts.size)
    assert counts.var() == pytest.approx(variance, rel=0.05)


def test_weekdays_brands_waves_and_doors_have_their_shares(county: County) -> None:
    parameters = tree(demand={"to_door_share": 0.1, "noise_sd": 0.0})
    parcels, _ = draw_parcels(county, parameters, 1, 0)
    n = len(parcels)

    def within(share: float, wanted: float) -> bool:
        return abs(share - wanted) < 4.5 * np.sqrt(wanted * (1 - wanted) / n)

    assert all(within((parcels.brand == i).mean(), b.share) for i, b in enumerate(parameters.demand.brands.values()))
    assert within((parcels.wave == 0).mean(), 0.7)
    assert within(parcels.to_door.mean(), 0.1)
    by_weekday = np.bincount(parcels.day % 7, minlength=7) / n * 7
    assert np.abs(by_weekday - np.array(parameters.demand.weekday)).max() < 4.5 * np.sqrt(7 * 1.1 / n)


def test_weight_volume_work_dwell_and_delay_have_their_laws(county: County) -> None:
    parcels, _ = draw_parcels(county, tree(handling={"work_cv": 0.5}), 1, 0)
    n = len(parcels)
    for column, mean, sd_log in ((parcels.grams, 1200, 0.9), (parcels.ml, 6000, 0.8), (parcels.work, 1000, np.sqrt(np.log(1.25)))):
        assert abs(column.mean() / mean - 1) < 5 * np.sqrt((np.exp(sd_log**2) - 1) / n)
    assert abs(np.median(parcels.dwell_point) / (14 * HOUR) - 1) < 5 * 1.26 * 0.7 / np.sqrt(n)
    assert np.log(parcels.dwell_point / (14 * HOUR)).std() == pytest.approx(0.7, rel=0.02)
    soon = parcels.dwell_township < np.iinfo(parcels.dwell_township.dtype).max
    assert np.allclose(parcels.dwell_township[soon] / parcels.dwell_point[soon], 48 / 14, rtol=1e-5)
    trucks = np.unique(parcels.entered_hub - parcels.day.astype(np.int64) * DAY - np.array([6, 13])[parcels.wave] * HOUR)
    assert abs(trucks.mean() / (15 * 60_000) - 1) < 4.5 / np.sqrt(len(trucks))
    assert abs(np.corrcoef(parcels.grams, parcels.ml)[0, 1]) < 0.02


def test_without_spread_every_parcel_is_the_mean_one(county: County) -> None:
    parameters = tree(
        demand={
            "weight_sd_log": 0.0,
            "volume_sd_log": 0.0,
            "truck_delay_mean_min": 0.0,
            "noise_sd": 0.0,
            "poisson": False,
            "weekday": (1.0,) * 7,
        },
        resident={"dwell_sd_log": 0.0},
    )
    parcels, _ = draw_parcels(county, parameters, 1, 0)
    assert set(parcels.grams) == {1200}
    assert set(parcels.ml) == {6000}
    assert set(parcels.work) == {1000}
    assert set(parcels.dwell_point) == {14 * HOUR}
    assert set(parcels.entered_hub % DAY) == {6 * HOUR, 13 * HOUR}
    assert (np.bincount(parcels.day.astype(int) * 40 + parcels.village) == 40).all()


def test_expected_counts_carry_fractions_over(build: Callable[..., County]) -> None:
    parameters = tree(demand={"poisson": False, "noise_sd": 0.0, "weekday": (1.0,) * 7})
    counts = draw_counts(build(1, 1, parcels=0.3), parameters, 1, 0)[:, 0]
    assert counts[:10].tolist() == [0, 1, 0, 0, 1, 0, 0, 0, 1, 0]
    assert counts[:40].sum() == 12


def test_a_new_village_changes_no_other(build: Callable[..., County]) -> None:
    few, many = build(10), build(13, first=0)
    shifted = dataclasses.replace(many, villages=(many.villages[-1], *many.villages[:-1]))
    a, b = draw_parcels(few, Parameters(), 1, 0)[0], draw_parcels(shifted, Parameters(), 1, 0)[0]
    b_rows = (b.village >= 1) & (b.village <= 10)
    together = usual_circle(Parameters())
    first_a, first_b = households(few, together).first, households(shifted, together).first
    for name, column in columns(a).items():
        kind = column.dtype if name == "lost" else np.int64
        other = getattr(b, name)[b_rows].astype(kind)
        mine = column.astype(kind)
        if name == "village":
            other -= 1
        if name == "household":
            mine, other = mine - first_a[a.village], other - first_b[b.village[b_rows]]
        assert np.array_equal(mine, other), name


def test_brand_shares_change_brands_only(county: County) -> None:
    other = {"zto": Brand(share=0.9), "post": Brand(share=0.1)}
    a, b = Parameters(), tree(demand={"brands": other})
    assert np.array_equal(draw_counts(county, a, 1, 0), draw_counts(county, b, 1, 0))
    p, q = draw_parcels(county, a, 1, 0)[0], draw_parcels(county, b, 1, 0)[0]
    assert sorted(p.grams) == sorted(q.grams)
    assert sorted(p.dwell_point) == sorted(q.dwell_point)


def test_scale_and_given_means_and_expected(build: Callable[..., County]) -> None:
    parameters = tree(demand={"scale": 2.0})
    demand = expected(build(5, 2, parcels=10.0), parameters)
    assert demand.total == pytest.approx(100.0)
    assert demand.daily.shape == (9, 5)
    assert demand.daily.sum(axis=1) == pytest.approx([100 * b.share for b in parameters.demand.brands.values()])
    assert demand.weekday.mean() == pytest.approx(1.0)
    assert demand.peak == pytest.approx(1.1)
    assert expected(build(5, 2, population=600), Parameters()).total == pytest.approx(5 * 600 * 0.05)


def test_households_and_market_trips(county: County) -> None:
    parameters = Parameters()
    homes = households(county, usual_circle(parameters))
    for v, (village, count) in enumerate(zip(county.villages, homes.count, strict=True)):
        km = county.road_km[county.point_place(village.point), county.township_place(village.township)] or county.point_km
        assert count == max(1, round(800 / 2.6 / max(1.0, 3 * (km / 5) ** 0.5))), v
    assert homes.together.sum() == pytest.approx(len(county.villages) * 800 / 2.6)
    time = market_trips(homes, county, parameters, 1, 0).time
    assert time.shape == (len(homes.code), 9)
    going = time < NEVER
    day = time // DAY
    assert ((day + homes.township[:, None]) % 5 == 0)[going].all()
    before = np.maximum.accumulate(np.where(going, time, -1), axis=1)[:, :-1]
    assert (time[:, 1:] > before).all()
    clock = (time % DAY)[going] / HOUR
    assert clock.min() >= 9
    assert clock.max() < 12
    assert abs(clock.mean() - 10.5) < 4.5 * np.sqrt(9 / 12 / going.sum())
    share = 1 - 0.7**homes.together
    days = np.array([len([d for d in range(42) if (d + t) % 5 == 0]) for t in homes.township])
    assert abs(going.sum() - share @ days) < 4.5 * np.sqrt((share * (1 - share)) @ days)
    assert market_trips(homes, county, tree(resident={"market_share": 0.0}), 1, 0).time.shape == (len(homes.code), 0)


def test_nobody_lives_there_and_nothing_comes(build: Callable[..., County]) -> None:
    parcels, market = draw_parcels(build(3, 2, population=0), Parameters(), 1, 0)
    assert len(parcels) == 0
    assert market.time.shape[0] == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekday": (0.0,) * 7},
        {"weekday": (-1.0, 2, 2, 2, 2, 2, 2)},
        {"brands": {"zto": Brand(share=0)}},
        {"waves": (Wave(share=0),)},
        {"waves": ()},
    ],
)
def test_shares_without_weight_are_refused(county: County, wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"demand\."):
        draw_parcels(county, tree(demand=wrong), 1, 0)


def test_circles_grow_with_the_way_and_shrink_with_the_parcels(county: County) -> None:
    few = tree(demand={"parcels_per_resident_day": 0.05 / 4})
    assert usual_circle(few) == 2 * usual_circle(Parameters()) == 2 * Parameters().resident.households_together
    assert usual_circle(tree(demand={"parcels_per_resident_day": 0.0})) == np.inf
    assert set(households(county, np.inf).count) == {1}
    far = dataclasses.replace(county, road_km=4 * county.road_km, point_km=4 * county.point_km)
    assert households(far, 3.0).together == pytest.approx(households(county, 6.0).together)


def test_the_same_parcels_are_lost_and_more_where_the_share_is_higher(county: County) -> None:
    few, many = (draw_parcels(county, tree(disruption={"lost_share": share}), 1, 0)[0].lost for share in (0.01, 0.05))
    assert not (draw_parcels(county, Parameters(), 1, 0)[0].lost < 1).any()
    assert ((few < 1) <= (many < 1)).all()
    assert (many < 1).mean() == pytest.approx(0.05, abs=0.01)
    assert few.min() >= 0
