"""What a table says of the demand to be expected, and the parameters where it does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.clock import DAY, HOUR, MINUTE, clock_ms
from sim.county.county import County
from sim.demand.outlook import QUANTILES, dwell_quantiles
from sim.demand.recorded import recorded
from sim.parameters import Parameters
from sim.problems import InputError

P = Parameters.model_validate({"horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 0}})


def table(folder: Path, rows: list[str], head: str = "village,time_h") -> Path:
    path = folder / "parcels.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def week(more: str = "", hour: float = 6.0) -> list[str]:
    return [f"v000,{24 * d + hour}{more}" for d in range(7)]


def test_parcels_a_day_are_those_of_the_days_it_covers(county: County, tmp_path: Path) -> None:
    found = recorded(table(tmp_path, week() * 3), county, P)
    assert found.total == pytest.approx(3)
    assert found.daily[:, 0].sum() == pytest.approx(3)
    assert found.weekday == pytest.approx([1] * 7)
    assert found.delay == 0


def test_parcels_without_a_brand_are_spread_by_the_shares(county: County, tmp_path: Path) -> None:
    found = recorded(table(tmp_path, [f"{row}," for row in week()] + [f"{row},zto" for row in week()], "village,time_h,brand"), county, P)
    zto = found.brands.index("zto")
    assert found.daily[zto, 0] == pytest.approx(1 + P.demand.brands["zto"].share)
    assert found.daily.sum() == pytest.approx(2)


def test_a_mean_parcel_has_the_weights_that_are_there_and_the_mean_for_the_rest(county: County, tmp_path: Path) -> None:
    half = [f"{row},{'3' if i % 2 else ''}" for i, row in enumerate(week() * 2)]
    found = recorded(table(tmp_path, half, "village,time_h,kg"), county, P)
    assert found.mean.kg == pytest.approx((3 + P.demand.weight_mean_kg) / 2)
    assert set(found.litres.flat) == {P.demand.volume_mean_l}


def test_arrivals_are_the_hours_at_which_they_came(county: County, tmp_path: Path) -> None:
    found = recorded(table(tmp_path, week() * 3 + week(hour=13.5)), county, P)
    assert [(a.time, a.share) for a in found.arrivals] == [(clock_ms("06:00"), pytest.approx(0.75)), (clock_ms("13:30"), pytest.approx(0.25))]


def test_dwells_are_half_the_tables_and_half_the_laws_where_half_are_given(county: County, tmp_path: Path) -> None:
    half = [f"{row},{'1' if i % 2 else ''}" for i, row in enumerate(week() * 2)]
    found = recorded(table(tmp_path, half, "village,time_h,dwell_h"), county, P)
    assert (found.dwell_point == HOUR).sum() == QUANTILES // 2
    assert set(found.dwell_point) - {HOUR} == set(dwell_quantiles(P.resident, P.resident.dwell_point_median_h, QUANTILES // 2).tolist())


def test_measured_days_without_data_are_refused(county: County, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="idle_days"):
        recorded(table(tmp_path, week()[:3]), county, P)
    assert DAY == 24 * 60 * MINUTE
