"""What a sweep says: the best scenarios, what cannot be told from them, which keys did nothing, what failed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from sim.proposal.sweep.swept_rows import Swept
from sim.proposal.sweep.swept_words import answer, idle_note
from tests.proposal.sweeping import COST, DAYS, compared, swept, table

IDLE = table().assign(same_as=pd.array([None, 1, 1, None, None, None], dtype="Int64"))
"""Days a week do nothing."""


def said(sweep: Swept) -> str:
    return "\n".join(answer(sweep))


def test_the_best_is_told_with_its_values_interval_and_the_range_of_all() -> None:
    first = answer(swept())[0]
    assert first.startswith("Scenario 1 is best by “system cost a parcel” (joint delivery, ")
    assert first.endswith(
        "3): 2.00 yuan/parcel [1.90, 2.10]; the 3 scenarios range from 2.00 yuan/parcel to 2.10 yuan/parcel."
    )
    assert answer(swept("zh"))[0].startswith("按“单件社会总成本”，方案1最优（快快合作，")


def test_others_are_told_apart_and_the_best_of_those_alike_by_the_other_kpi_is_named() -> None:
    text = said(swept())
    assert "1 can be told from it, 1 cannot (2)." in text
    assert "Of these the best by at the village within 24 h is scenario 2" in text
    assert "Of these" not in said(swept(contour=None))
    assert "Fewer than 3 replications" in said(swept(compared=compared().assign(n=2)))


def test_a_reference_that_is_not_done_is_said() -> None:
    assert "The reference is not done or overloaded" in said(swept(compared=compared().iloc[:0], reference=True))


def test_what_was_not_to_be_had_is_told() -> None:
    text = said(swept())
    assert "1 scenarios are overloaded" in text
    assert "Scenario 5 failed: broke\n" in text
    assert "6 scenarios: 4 done, 1 failed, 1 to run" in text
    assert "2 scenarios are not as precise as asked after 200 replications (precision.max) (2, 3)." in said(
        swept(found=replace(swept().found, unreached=(2, 3)))
    )


def test_without_a_sound_plan_there_is_no_best() -> None:
    assert answer(swept(frame=table().assign(overloaded=True)))[0].startswith("Every scenario is overloaded")
    assert answer(swept("zh", frame=table().assign(**{COST: np.nan})))[0] == "没有方案有单件社会总成本的数值。"


def test_a_key_without_effect_is_told_and_how_that_is_known() -> None:
    idle = swept(frame=IDLE)
    assert idle_note(idle, DAYS).endswith(" does nothing in joint delivery.")
    assert "1 set of them, came out the same in every replication)." in said(idle)
    assert idle_note(idle, "mode") == idle_note(swept(), DAYS) == ""


def test_scenarios_that_pool_different_brands_are_not_compared_in_silence() -> None:
    frame = table().rename(columns={DAYS: "assignment.pools.p"})
    pooled = swept(frame=frame, keys=("mode", "assignment.pools.p"))
    assert f"sweep.kpi={COST}.all compares all parcels" in said(pooled)
    assert ".all compares" not in said(swept())
