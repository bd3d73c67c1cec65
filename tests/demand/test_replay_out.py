"""Both directions in one table of real parcels: what comes in, and what goes out where that is asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from sim.clock import HOUR
from sim.county.county import County
from sim.demand.expected import expected
from sim.demand.offers import Direction
from sim.demand.records import read_records
from sim.demand.replaced import refused
from sim.demand.source import parcels_of
from sim.parameters import Parameters
from sim.problems import InputError

WEEK = {"warmup_days": 0, "measured_days": 7, "drain_days": 0}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A week of ten parcels a day for one village, and of four a day out of another."""
    day = np.arange(7)
    comes = pd.DataFrame({"village": "v002", "time_h": np.repeat(day, 10) * 24.0 + 6, "direction": "下行"})
    goes = pd.DataFrame({"village": "v005", "time_h": np.repeat(day, 4) * 24.0 + 9, "direction": "上行", "brand": "zto", "kg": 4.0})
    path = tmp_path / "parcels.csv"
    pd.concat([goes, comes]).to_csv(path, index=False)
    return path


def parameters(table: Path, **outbound: object) -> Parameters:
    return Parameters.model_validate({"horizon": WEEK, "demand": {"parcels_file": str(table), "outbound": outbound}})


def left_out(county: County, p: Parameters) -> int:
    notes = read_records(str(p.demand.parcels_file), county, p).notes
    return sum(note.count for note in notes if str(note.what) == "parcels: outbound rows left out")


def test_what_goes_out_is_offered_when_and_as_the_table_says(county: County, table: Path) -> None:
    p = parameters(table, replay=True)
    parcels, _, offers = parcels_of(county, p, 1, 0)
    assert (len(parcels), len(offers)) == (70, 28)
    assert set(offers.village.tolist()) == {5}
    assert (offers.offered % (24 * HOUR) == 9 * HOUR).all()
    assert set(offers.grams.tolist()) == {4000}
    assert set(offers.brand.tolist()) == {list(p.demand.brands).index("zto")}
    assert set(offers.direction.tolist()) == {Direction.OUTBOUND}
    assert left_out(county, p) == 0


def test_plans_expect_what_the_table_says(county: County, table: Path) -> None:
    found = expected(county, parameters(table, replay=True))
    assert found.total == pytest.approx(10.0)
    assert found.offered is not None
    parcels, kg, litres = found.offered
    assert (parcels[5], kg[5], litres[5]) == (pytest.approx(4.0), pytest.approx(16.0), pytest.approx(4 * Parameters().demand.volume_mean_l))
    assert parcels.sum() == pytest.approx(4.0)


def test_what_goes_out_is_left_out_unless_it_is_asked_for(county: County, table: Path) -> None:
    p = parameters(table)
    assert len(parcels_of(county, p, 1, 0).offers) == 0
    assert left_out(county, p) == 28
    assert expected(county, p).offered is None


def test_a_share_beside_what_the_table_says_is_refused(table: Path) -> None:
    found = refused(parameters(table, replay=True, share=0.2))
    assert [(p.code, p.where) for p in found] == [("parcels.replaced", "demand.outbound.share")]


def test_a_table_of_which_nothing_goes_out_is_told(county: County, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    pd.DataFrame({"village": ["v002"] * 7, "time_h": np.arange(7) * 24.0}).to_csv(path, index=False)
    with pytest.raises(InputError) as caught:
        expected(county, parameters(path, replay=True))
    assert [(p.code, str(p.found)) for p in caught.value.problems] == [("parcels.none_left", "no outbound parcel (column direction)")]


def test_without_a_table_there_is_nothing_to_replay() -> None:
    with pytest.raises(ValidationError, match="replays the outbound rows"):
        Parameters.model_validate({"demand": {"outbound": {"replay": True}}})
