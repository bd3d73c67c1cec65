"""The comparison as people read it: marks, scopes, and no figure that the page itself calls unreliable."""

from __future__ import annotations

import pandas as pd

from sim.proposal.marks import legend
from sim.proposal.tables import side_by_side

NAMES = {"a": "A", "b": "B"}
ROWS = (
    ("a", "at_village_mean_h", "h", 10.0, 9.5, 10.5, "ok"), ("a", "at_village_p95_h", "h", 30.0, None, None, "skewed"),
    ("a", "brands_to_village", "share", 1.0, 1.0, 1.0, "degenerate"),
    ("a", "left_behind_share", "share", 0.01, None, None, "rare"),
    ("a", "cost_system_parcel", "yuan/parcel", 2.64, 2.6, 2.68, "ok"),
    ("a", "cost_system_parcel.all", "yuan/parcel", 2.98, 2.9, 3.06, "ok"),
    ("a", "cost_public_parcel", "yuan/parcel", None, None, None, "not in this plan"),
    ("a", "vehicles", "vehicles", 12.0, 12.0, 12.0, "degenerate"),
)  # fmt: skip
LEFT = "not loaded at a departure (both)"
COLUMNS = ["mode", "kpi", "unit", "mean", "ci_low", "ci_high", "state"]


def shown(
    overloaded: bool = False, part: float = 1.0, keys: tuple[str, ...] | None = None
) -> dict[str, tuple[str, str]]:
    """Cells of both modes by the name of the row; mode b is like a, or overloaded."""
    other = [(
        "b", *row[1:3], part if row[1] == "brands_to_village" else row[3], *row[4:-1],
        "overloaded" if overloaded else row[-1],
    ) for row in ROWS]
    table = side_by_side(
        pd.DataFrame([*ROWS, *other], columns=COLUMNS), NAMES, "en", keys or tuple(row[1] for row in ROWS)
    )
    return {str(row[0]): (str(row[2]), str(row[3])) for row in table.itertuples(index=False)}


def test_a_figure_without_an_interval_that_holds_is_marked() -> None:
    cells = shown()
    assert cells["mean time to the village point"][0] == "10.0 ±0.5"
    assert (cells["P95 time to the village point"][0], cells[LEFT][0]) == ("30.0 †", "1.0% ‡")
    text = legend([c for pair in cells.values() for c in pair], "en")
    assert "† a percentile" in text
    assert "‡ the same in most replications" in text
    assert "§" not in text
    assert legend(["1.0"], "zh") == ""


def test_of_an_overloaded_plan_only_what_the_plan_decides_is_shown() -> None:
    cells = shown(overloaded=True)
    assert {
        pair[1] for name, pair in cells.items()
        if name not in ("vehicles", "brands that the plan brings to the villages")
    } == {"overloaded"}
    assert cells["vehicles"] == ("12", "12")


def test_times_to_the_village_of_a_part_of_the_parcels_are_marked() -> None:
    cells = shown(part=0.12)
    assert cells["mean time to the village point"] == ("10.0 ±0.5", "10.0 ±0.5 §")
    assert cells["P95 time to the village point"][1] == "30.0 †§"
    assert "§" not in cells[LEFT][1]


def test_a_kpi_that_no_mode_has_has_no_row() -> None:
    none = [(mode, "at_township_mean_h", "h", float("nan"), float("nan"), float("nan"), "degenerate") for mode in NAMES]
    assert side_by_side(pd.DataFrame(none, columns=COLUMNS), NAMES, "en").empty


def test_pool_and_county_side_by_side_say_which_is_which() -> None:
    assert {n for n in shown() if n.startswith("system cost")} == {
        "system cost a parcel (pool)", "system cost a parcel (all parcels)"
    }
    assert "system cost a parcel" in shown(keys=("cost_system_parcel",))


def test_public_money_that_was_not_asked_for_is_no_nought() -> None:
    assert shown()["public money a parcel"] == ("not in this plan", "not in this plan")


def test_public_money_that_nobody_qualifies_for_is_nought() -> None:
    rows = [("a", "cost_public_parcel", "yuan/parcel", 0.0, 0.0, 0.0, "degenerate")]
    table = side_by_side(pd.DataFrame(rows, columns=COLUMNS), {"a": "A"}, "en", ("cost_public_parcel",))
    assert table.iloc[0, 2] == "0.00"


def test_an_interval_of_a_share_does_not_go_beyond_0_and_1() -> None:
    row = ("a", "within_24h", "share", 0.001, 0.0, 0.998, "ok")
    table = side_by_side(pd.DataFrame([row], columns=COLUMNS), {"a": "A"}, "en", ("within_24h",))
    assert table["A"].tolist() == ["0.1% [0.0%, 99.8%]"]
