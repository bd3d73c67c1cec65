"""The answer of a mode map in sentences, and what to keep in mind with it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from sim.inference.mode_map.phase import break_even_table, phase_table
from sim.inference.selection.best import BEST, NONE
from sim.proposal.mode_map.map_words import answer
from sim.proposal.mode_map.mapped import Mapped
from tests.proposal.mapping import MODES, cells, mapped, mixture, villages


def said(found: Mapped) -> str:
    return "\n".join(answer(found))


def test_where_the_best_mode_changes_stands_with_where_it_does_not() -> None:
    text = said(mapped())
    assert (
        "10 km from hub to township: joint delivery → 10 (6.5–…) → post carries (parcels a village and day)."
    ) in text
    assert (
        "30 km from hub to township: joint delivery costs least at all volumes run, 5–20 (parcels a village and day); "
        "beyond them nothing is known."
    ) in text


def test_what_is_the_same_everywhere_is_said_once() -> None:
    far = [c for c in cells() if c.distance_km > 20]
    near = [type(c)(c.parcels, 10.0, c.fee, c.results) for c in far]
    same = far + near
    assert "全图：快快合作在所模拟的5–20" in said(mapped("zh", phase=phase_table(same), evens=break_even_table(same)))


def test_levels_of_fees_are_named_and_said_to_move_nothing_that_is_no_cost() -> None:
    text = said(mapped(fees=(1.0, 2.0)))
    assert "fee level 2, " in text
    assert "Fees move between actors" in text
    assert "Fees move" not in said(mapped(fees=(1.0, 2.0), objective="brands"))
    assert "Fees move" not in said(mapped())


@pytest.mark.parametrize(("parts", "part"), [
    ({"replications": 2}, "Fewer than 3 replications"), ({"modes": MODES[:1]}, "Only one mode was asked for"),
    ({"failed": [("a", "broke")]}, "Failed: a: broke"),
    ({"along": "loop"}, "of 1 village, 15 km from hub to township;"),
    ({}, "of 1 village, loops of 12 km over 4 villages;"),
])
def test_what_limits_the_answer_is_said(parts: dict[str, Any], part: str) -> None:
    assert part in said(mapped(**parts))


def test_overloaded_cells_and_townships_off_the_map_are_told() -> None:
    heavy = cells(heavy=True)
    dots = pd.DataFrame({"parcels": [10.0, 100.0], "distance_km": [15.0, 15.0]})
    text = said(mapped(phase=phase_table(heavy), evens=break_even_table(heavy), dots=dots))
    assert "Overloaded and no candidate (parcels a village and day): post carries 20;" in text
    assert "Of the county's townships 1 of 2 are outside" in text
    assert "outside" not in said(mapped(dots=dots.iloc[:1]))


def test_cells_that_cannot_be_told_apart_are_counted() -> None:
    assert "In 2 of 6 cells the second cannot be told from the best" in said(mapped())
    assert "6格中有2格" in said(mapped("zh"))


def test_villages_are_counted_by_their_best_mode() -> None:
    text = said(mapped(phase=None, villages=villages()))
    assert (
        "Of 4 villages the mode of least cost is: joint delivery 2, post carries 2; in 1 the second cannot be told "
        "from it."
    ) in text
    assert "assignment.table=out/village_modes.csv" in text
    assert "1 village had no parcels" in said(mapped(phase=None, villages=villages(BEST, BEST, BEST, NONE)))


def test_without_a_mode_to_compare_there_is_no_best_by_village() -> None:
    lines = answer(mapped("zh", phase=None, villages=villages().iloc[:0], overloaded=("other",)))
    assert lines[0] == "全县采用时超负荷、不参与各村比较：邮快合作。"
    assert lines[1].startswith("没有可比较的模式")


@pytest.mark.parametrize(
    ("simulated", "verdict"), [(1.5, "costs less."), (2.5, "costs more,"), (2.0, "cannot be told from it.")]
)
def test_the_mixture_is_set_against_the_best_single_mode(simulated: float, verdict: str) -> None:
    text = said(mapped(phase=None, villages=villages(), mixture=mixture(simulated)))
    assert (
        f"1.80 yuan a parcel by the villages' costs above, {simulated:.2f} when simulated; the best single mode, post "
        f"carries, 2.00 ({simulated - 2:+.2f})".replace("-", "−")
    ) in text
    assert f"the mixture {verdict}" in text


def test_a_mixture_that_is_overloaded_or_was_not_run_does_not_count() -> None:
    over = mapped("zh", phase=None, villages=villages(), mixture=mixture(1.5), mixed_over=[("镇1", "town 1")])
    assert "混合方案超负荷，其成本不可作数：镇1。" in said(over)
    promised = mixture(1.5)[lambda t: t["what"] != "simulated"]
    assert "mixture:" not in said(mapped(phase=None, villages=villages(), mixture=promised))
