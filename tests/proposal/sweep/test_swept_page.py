"""index.html of a sweep: answer, best scenarios, selection, charts, failures, what was swept, on what it rests."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sim.proposal.sweep.swept import Entry
from sim.proposal.sweep.swept_page import FAILED, swept_page
from tests.proposal.sweeping import COST, DAYS, KEYS, swept, table

SELECTION = pd.DataFrame({
    "number": [1, 2, 3], "state": ["best", "not distinguishable", "dropped"], "n": [20, 20, 10],
    "mean": [2.0, 2.1, 2.5], "dropped_at": pd.array([None, None, 10], dtype="Int64"),
    "told_apart": [False, False, True], "kpi": COST,
})  # fmt: skip


def test_the_answer_comes_first_and_every_part_is_there() -> None:
    text = swept_page(swept(), ["Selected: 1"], SELECTION, [Path("charts/heat_map.png")], ["sweep.csv"])
    parts = [
        "Small: a sweep of 6 scenarios", "1 township", "Selected: 1", "Scenario 1 is best",
        "Best scenarios, by “system cost a parcel”", "Selection", "heat_map.png", "Scenarios that failed",
        "What was swept", "roads.village_kmh",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    for part in (
        "sweep.csv", "Villages: assumed", "from Small", "model 1", "3 replications a scenario",
        "differences are paired", DAYS,
    ):
        assert part in text


def test_a_selection_lists_who_lasted_longest_first() -> None:
    text = swept_page(swept("zh"), [], SELECTION.iloc[::-1], [], []).partition("选优</h2>")[2]
    assert max(text.index("最优</td>"), text.index("无法区分</td>")) < text.index("淘汰</td>")
    assert "选优</h2>" not in swept_page(swept("zh"), [], None, [], [])


def test_what_each_key_did_is_told() -> None:
    idle = swept(frame=table().assign(same_as=pd.array([None, 1, 1, None, None, None], dtype="Int64")))
    assert "nothing: every replication came out the same" in swept_page(idle, [], None, [], [])
    assert "changes the outcome" in swept_page(swept(), [], None, [], [])
    half = table().assign(status="ok", same_as=pd.array([None, 1, 1, None, None, None], dtype="Int64"))
    assert "nothing in joint delivery" in swept_page(swept(frame=half), [], None, [], [])


def test_only_so_many_failures_are_listed() -> None:
    n = FAILED + 1
    frame = pd.concat([table().iloc[[4]]] * n, ignore_index=True).assign(number=range(1, n + 1))
    entries = (Entry((("mode", "other"), (DAYS, 5)), "other", "k", "p"),) * n
    assert f"{n} failed; the others are in sweep.csv" in swept_page(
        swept(frame=frame, entries=entries, compared=swept().compared.iloc[:0]), [], None, [], []
    )


def test_the_card_says_how_replications_were_chosen_and_what_pairs_them() -> None:
    by_precision = swept_page(swept(replications=None), [], None, [], [])
    assert "Replications by precision (20 to 200): 3–3 a scenario" in by_precision
    assert "fewer than 3" in swept_page(swept(replications=2), [], None, [], [])
    own = tuple(replace(e, parcels=e.key) for e in swept().entries)
    assert "6 kinds among 6 scenarios" in swept_page(swept(entries=own), [], None, [], [])


def test_the_card_says_for_what_comparisons_are_adjusted() -> None:
    assert "Holm-adjusted" in swept_page(swept(reference=True), [], None, [], [])
    assert "The best was picked by the same replications" in swept_page(swept(), [], None, [], [])
    assert "sweep.select selects with a stated probability" not in swept_page(swept(selected=True), [], None, [], [])


def test_a_sweep_by_name_shows_the_names() -> None:
    named = tuple(replace(e, labels=(("name", f"row {i}"), (DAYS, 3))) for i, e in enumerate(swept().entries))
    frame = table().drop(columns="mode").assign(name=[f"row {i}" for i in range(6)])
    text = swept_page(swept(keys=("name", KEYS[1]), entries=named, frame=frame), [], None, [], [])
    assert "row 4" in text


def test_what_holds_for_all_scenarios_is_told_by_name() -> None:
    told = swept()
    told = replace(told, basis=replace(told.basis, fixed=("mode=other", "+roads.village_kmh=25", "county=small", "x.y={a: b}")))
    text = swept_page(told, [], None, [], []).partition("The same in every scenario</h3>")[2]
    cells = [re.sub("<[^>]*>", "|", row).replace("||", "|").split("|")[1:4] for row in text.split("<tr>")[2:6]]
    assert cells == [["mode", "mode", "post carries"], ["speed, township to village (km/h)", "roads.village_kmh", "25"],
                     ["county", "county", "Small"], ["—", "x.y", "{a: b}"]]
