"""The plans that come with the project."""

from __future__ import annotations

from pathlib import Path

import yaml

from sim.policy.document import CountyPlan

FOLDER = Path(__file__).parents[2] / "conf" / "plan"
PLANS = ("hangjin", "hoxud", "kashgar", "yicheng", "yiyuan")


def shipped(name: str) -> CountyPlan:
    """One of them as its file says it."""
    return CountyPlan.model_validate(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))["plan"])
