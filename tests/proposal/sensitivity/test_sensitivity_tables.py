"""The tables of a sensitivity study: as files, and as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.inference.drivers.indices import EFFECT, NONE
from sim.proposal.sensitivity.sensitivity_tables import frames, in_words, noise_in_words
from tests.inference.drivers.test_one_at_a_time import KPI
from tests.proposal.driving import drivers, overloaded, undesigned
from tests.proposal.told import about


def test_indices_stand_largest_first_with_interval_and_verdict() -> None:
    found = frames(about(), drivers())["sensitivity"]
    assert found["key"].tolist() == ["strong", "still"]
    assert found["verdict"].tolist() == [EFFECT, NONE]
    assert found["mu_star"].tolist() == pytest.approx([4.0, 0.0])
    assert list(frames(about(), drivers("sobol"))["sensitivity"])[4:10] == [
        "ST", "ST_low", "ST_high", "S1", "S1_low", "S1_high"
    ]


def test_outputs_say_how_much_varies_and_how_much_of_that_is_noise() -> None:
    row, = frames(about(), drivers())["outputs"].to_dict("records")
    assert (row["base"], row["points"], row["blocks_used"]) == (pytest.approx(5.0125), 9, 3)
    assert row["sd_over_points"] > row["noise_sd"] > 0
    assert row["unshared_noise_share"] < row["noise_share"] < 0.01  # the parcels are common to all points


def test_every_point_is_listed_with_what_was_changed() -> None:
    found = frames(about(), overloaded())["points"]
    assert found["stage"].value_counts().to_dict() == {"design": 9, "one at a time": 4, "base": 1}
    assert found.loc[1, ["changed", "state", "message"]].tolist() == ["strong=0", "refused", "no plan"]
    assert found.loc[2, "overloads"] == "town 1"
    assert found["block"].max() == 2


def test_ranges_stand_by_how_much_they_move() -> None:
    found = frames(about(), drivers())["ranges"]
    assert found["score"].tolist() == pytest.approx([1.0, 0.0])
    assert found["in_indices"].all()
    fewer = replace(drivers(), factors=drivers().factors[:1], design=None, indices={})
    assert frames(about(), fewer)["ranges"]["in_indices"].tolist() == [True, False]


def test_what_is_between_modes_has_a_table_where_there_are_several() -> None:
    assert "between_modes" not in frames(about(), drivers())
    found = frames(about(), replace(drivers(), between={KPI: (0.25, 0.2, 0.3)}))["between_modes"]
    assert found.to_numpy().tolist() == [[KPI, 0.25, 0.2, 0.3]]


def test_without_a_design_there_are_no_indices_and_no_spread() -> None:
    found = frames(about(), undesigned())
    assert found["sensitivity"].empty
    assert found["outputs"]["points"].tolist() == [0]
    assert found["outputs"]["sd_over_points"].isna().all()


def test_people_read_the_keys_that_change_a_result() -> None:
    found = in_words(about(), drivers(), KPI)
    assert found.iloc[0].tolist() == [
        "strong", "0–2", "m", "4.00 [4.00, 4.00]", "4.00 [4.00, 4.00]", "0.00 [0.00, 0.00]", "0.00", "effect"
    ]
    assert len(found) == 1
    assert in_words(about("zh"), drivers(slope=0.0), KPI).empty


def test_people_read_how_results_vary() -> None:
    row = noise_in_words(about(), drivers()).iloc[0].tolist()
    assert row[:3] == ["m", "system cost a parcel", "5.01 yuan/parcel [4.88, 5.15]"]
    assert row[-1] == "0.0%"
