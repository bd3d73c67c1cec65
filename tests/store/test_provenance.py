"""Where a result comes from."""

from __future__ import annotations

import time

from sim.store.provenance import PACKAGES, Stopwatch, of_machine, of_outcomes, of_program, packages


def test_times_of_one_part_add_up() -> None:
    clock = Stopwatch()
    for _ in range(2):
        with clock("plan"):
            time.sleep(0.002)
    assert clock.seconds["plan"] >= 0.004
    assert list(clock.seconds) == ["plan"]


def test_program_packages_and_machine_are_told() -> None:
    assert of_program()["program"] == "parcelflow"
    assert len(of_program()["code_hash"]) == 64
    assert list(packages("tqdm")) == [*PACKAGES, "tqdm"]
    assert of_machine()["host"]["processors"]


def test_one_digest_of_all_outcomes_knows_whose_each_is() -> None:
    told = {one["outcome_digest"] for one in (of_outcomes({"a": ["1"], "b": ["2"]}), of_outcomes({"a": ["2"], "b": ["1"]}))}
    assert len(told) == 2
    same = {of_outcomes(d)["outcome_digest"] for d in ({"a": ["1"], "b": ["2"]}, {"b": ["2"], "a": ["1"]})}
    assert len(same) == 1
