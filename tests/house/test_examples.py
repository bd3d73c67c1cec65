"""The worked examples of docs/house.md, applied to a copy of the project, do what they say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.cases.handed import BASE
from tests.house.documents import HOME, commands
from tests.house.examples import apply

HOUSE = HOME / "docs" / "house.md"
SMALL = [
    f"county={BASE}", "replications=1", "horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=2", "fleet.route_iterations=2", "robustness.points=0", "workers=1",
    "chart.formats=[png]", "chart.dpi=50", "lang=en",
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with every example applied."""
    home = tmp_path_factory.mktemp("house") / "project"
    for room in ("sim", "experiments", "conf", "tests"):
        shutil.copytree(HOME / room, home / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOME / "pyproject.toml", home)
    apply(HOUSE.read_text(encoding="utf-8"), home)
    return home


def done(home: Path, *words: str) -> str:
    """What a command of Python's prints in a copy; it must end well."""
    env = {**os.environ, "PYTHONPATH": str(home), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-m", *words], cwd=home, env=env, capture_output=True, text=True, encoding="utf-8", timeout=200)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return run.stdout


@pytest.mark.slow
def test_a_mode_a_kpi_a_parameter_and_a_chart_are_in_the_comparison(copy: Path) -> None:
    (words,) = commands(HOUSE)
    done(copy, "experiments", *words, *SMALL, "hydra.run.dir=found")
    found = pd.read_parquet(copy / "found" / "summary.parquet").set_index(["mode", "kpi"])["mean"]
    for mode in ("courier_courier", "committee_direct"):
        assert found[mode, "undelivered_share"] < found[mode, "in_hand_72h_share"] < 1
    assert (copy / "found" / "charts" / "vehicles.png").is_file()
    costs = pd.read_parquet(copy / "found" / "ledger.parquet")
    assert "material" in set(costs["category"])


def test_a_verb_is_there(copy: Path) -> None:
    assert len(done(copy, "experiments", "people", *SMALL).split()) == 6


@pytest.mark.slow
def test_what_the_examples_add_keeps_the_tests_of_its_room(copy: Path) -> None:
    done(copy, "tests.chart.images")
    done(copy, "pytest", "-n0", "tests/chart/test_render.py", "tests/chart/test_vehicles.py", "tests/measure/test_times.py", "tests/measure/test_registry.py")


@pytest.mark.slow
def test_a_departure_rule_is_kept(copy: Path) -> None:
    done(copy, "pytest", "-n0", "tests/flow/test_worth_it.py", "tests/flow/test_waited_or_at.py", "tests/flow/test_departure.py")


@pytest.mark.slow
def test_the_new_parameter_moves_its_kpi_and_parts_of_the_cost_still_sum(copy: Path) -> None:
    done(copy, "pytest", "-n0", "tests/experiments/test_knobs.py", "tests/measure/test_recipe.py", "-k", "label_yuan or test_recipe")


@pytest.mark.slow
def test_a_unit_of_fees_and_a_column_are_counted(copy: Path) -> None:
    done(copy, "pytest", "-n0", "tests/measure/test_fee_by_km.py", "tests/measure/test_idle_hours.py")


def test_a_change_that_finds_no_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x\nx\n")
    for block in ("```diff\n--- a.py\n x\n+y\n```\n", "```diff\n--- a.py\n-z\n```\n"):
        with pytest.raises(ValueError, match="times"):
            apply(block, tmp_path)
