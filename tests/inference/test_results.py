"""The registry is whole, the result tables are what they promise, the trust card says what it should."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from sim.clock import MINUTE, NEVER
from sim.inference.by_mode import by_mode
from sim.inference.estimate import OVERLOADED, SAME
from sim.inference.results import combine
from sim.inference.summary import OTHER_PARCELS, comparison
from sim.measure.kpi import ALL, POOL
from sim.measure.measure import measure
from sim.measure.registry import KPIS, keys, kpi_of, name_of
from sim.measure.trace import trace_tables
from sim.parameters import Parameters, registry
from sim.parameters.sources import tags
from tests.measure import small

MODES, REPLICATIONS = ("joint", "other"), 4


@pytest.fixture(scope="module")
def measures():
    county, p = small.county(), small.parameters()
    return [measure(*small.case(r + 10 * k, mode=mode), county, p, r) for k, mode in enumerate(MODES) for r in range(REPLICATIONS)]


@pytest.fixture(scope="module")
def frames(measures):
    return combine(measures, small.county(), ["other"])


def test_registry_defines_every_kpi_once_and_whole():
    for kpi in KPIS.values():
        words = (kpi.name_zh, kpi.name_en, kpi.unit, kpi.better, kpi.cohort, kpi.censoring, kpi.aggregation, kpi.formula, kpi.source)
        assert all(words), kpi.key
        assert any("\u4e00" <= c <= "\u9fff" for c in kpi.name_zh)
        assert all(tags(tag) == [tag.partition("-")[0]] for tag in kpi.source.split()), kpi.key
    assert len(set(keys())) == len(keys())
    assert len({k.name_zh for k in KPIS.values()}) == len({k.name_en for k in KPIS.values()}) == len(KPIS)
    assert name_of("within_24h.all") == "24小时进村率（全县）"
    assert name_of("within_24h", "en") == "at the village within 24 h"
    with pytest.raises(KeyError):
        kpi_of("km_day.wave0")


def test_what_parameters_move_is_a_kpi():
    for q in registry(Parameters()):
        key = q.moves.lstrip("+-~").partition("@")[0]
        assert key in {"", "villages", *keys()}, q.key


def test_measures_hold_exactly_the_registry(measures):
    m = measures[0]
    assert tuple(m.county) == keys()
    local = {k.key + s for k in KPIS.values() if k.local for s in (POOL, ALL) if s in k.scopes}
    assert set(m.villages) == set(m.townships) == local
    assert all(len(v) == 4 for v in m.villages.values())
    assert all(len(v) == 2 for v in m.townships.values())
    again = pickle.loads(pickle.dumps(m))
    assert again.county == pytest.approx(m.county, nan_ok=True)
    assert len(pickle.dumps(m)) < 100_000


def test_measuring_twice_gives_the_same_bits(measures):
    again = measure(*small.case(0), small.county(), small.parameters(), 0)
    assert np.array_equal(list(again.county.values()), list(measures[0].county.values()), equal_nan=True)
    assert np.array_equal(again.ledger.cents, measures[0].ledger.cents)


def test_tables_have_their_columns(frames):
    want = {
        "summary": "mode kpi unit mean ci_low ci_high n state lowest highest",
        "comparison": "kpi a b difference ci_low ci_high n verdict p_holm ci_low_holm ci_high_holm state",
        "replications": "mode replication kpi value",
        "distribution": "mode hours share share_township",
        "decomposition": "mode component hours",
        "costs": "mode line yuan_parcel ci_low ci_high",
        "visits": "mode village parcels_visit cost_parcel service_mode",
        "hub_hours": "mode hour arrived ready backlog people",
        "ledger": "mode replication actor counterparty kind category place village yuan pool",
        "hosts": "mode host villages_share parcels_share",
        "backlog": "mode date factor came waiting offered out_waiting",
    }
    for name, columns in want.items():
        assert list(getattr(frames, name).columns) == columns.split(), name
    head = "mode village name township township_name population parcels_day distance_km service_mode scope at_village_mean_h at_village_mean_h_low at_village_mean_h_high"
    assert list(frames.villages.columns)[:13] == head.split()
    assert len(frames.villages) == 2 * 4
    assert len(frames.townships) == 2 * 2
    assert len(frames.distribution) == 2 * 169
    assert set(frames.tables()) == {*want, "villages", "townships", "crews", "fleet", "worst20"}


def test_summary_is_over_replications(frames, measures):
    row = frames.summary.set_index(["mode", "kpi"]).loc[("joint", "at_village_mean_h")]
    values = [m.county["at_village_mean_h"] for m in measures[:REPLICATIONS]]
    assert row["mean"] == pytest.approx(np.mean(values))
    assert row["ci_low"] < row["mean"] < row["ci_high"]
    assert (row["n"], row["state"], row["unit"]) == (4, "ok", "h")
    assert set(frames.summary.query("mode == 'other'").state) == {"overloaded", "not in this plan"}
    found = frames.villages.set_index(["mode", "village"]).loc[("other", "v2")]
    assert found["cost_system_parcel"] == pytest.approx(np.mean([m.villages["cost_system_parcel"][2] for m in measures[REPLICATIONS:]]))


def test_worst_villages_wait_longest(frames):
    ranked = frames.worst20.query("mode == 'joint'")
    p90 = ranked.at_village_p90_h.to_numpy()
    assert (p90[:-1] >= p90[1:]).all()
    assert ranked["rank"].tolist() == [1, 2, 3, 4]


def test_unequal_replications_are_refused(measures):
    with pytest.raises(ValueError, match="same replications"):
        combine(measures[:-1], small.county())
    with pytest.raises(ValueError, match="same replications"):
        combine([*measures, measures[0], measures[-1]], small.county())
    with pytest.raises(ValueError, match="no measures"):
        combine([], small.county())


def test_trace_columns_as_in_the_contract():
    plan, draws, outcome = small.case(1)
    tables = trace_tables(plan, draws, outcome, range(small.WARM, small.WARM + small.MEASURED), 3)
    want = {
        "parcels": "parcel pool brand village direction kg litres fresh to_door entered_hub left_hub entered_township left_township at_point in_hand returned "
        "handover_place hub_run village_run handling waiting travel opening collection measured",
        "runs": "run line vehicle vehicle_type base scheduled departed returned km capacity_parcels capacity_kg capacity_litres host_load_parcels loaded_parcels "
        "left_behind_parcels picked_up_parcels cancelled",
        "stops": "run sequence place arrived departed dropped picked_up",
        "stages": "place stage shift_start shift_end crew paid_minutes busy_minutes overtime_minutes handled backlog_at_end",
    }
    for name, columns in want.items():
        assert list(tables[name].columns) == ["mode", "replication", *columns.split()]
        assert (tables[name].replication == 3).all()
    parcels, m = tables["parcels"], outcome.milestones
    assert parcels.at_point.isna().sum() == (m.at_point == NEVER).sum()
    reached = m.at_point < NEVER
    assert parcels.at_point[reached].to_numpy() == pytest.approx(m.at_point[reached] / MINUTE)
    assert parcels.pool.tolist() == ["ab" if b < 2 else "" for b in draws.parcels.brand]
    assert parcels.kg.sum() == pytest.approx(draws.parcels.grams.sum() / 1000)
    assert parcels.hub_run.isna().all()
    assert (tables["runs"].vehicle[tables["runs"].line == "post"] == "").all()
    assert tables["stages"].paid_minutes.iloc[0] == 2 * 3 * 60


def test_what_cannot_be_compared_has_no_verdict(measures):
    """An overloaded mode is no yardstick but in what its plan decides; a time to the village of a part of the parcels is none either."""
    part = [replace(m, county={**m.county, "brands_to_village": 0.17}) if m.mode == "other" else m for m in measures]
    for given, over, found in ((measures, (), SAME), (measures, ("other",), OVERLOADED), (part, (), OTHER_PARCELS)):
        table = comparison(by_mode(given), over).set_index("kpi").verdict
        assert table["at_village_mean_h"] == found
        assert (table["cost_system_parcel"] == OVERLOADED) == bool(over)
        assert table["vehicles"] not in (OVERLOADED, OTHER_PARCELS)
