"""What a person asks of the verb ``why``."""

from __future__ import annotations

from typing import Literal

from sim.parameters.once import Code
from sim.parameters.quantity import Section
from sim.parameters.setting import setting

Cost = Literal[
    "cost_system_parcel", "cost_operators_parcel", "cost_brands_parcel", "cost_host_parcel", "cost_keeper_parcel",
    "cost_public_parcel", "cost_residents_parcel",
]  # fmt: skip


class Why(Section):
    """Whose time and cost is told: of a village or of one parcel, in one mode and replication."""

    village: Code | None = setting("why.village", None)
    parcel: int | None = setting("why.parcel", None, ge=0)
    mode: str | None = setting("why.mode", None)
    cost: Cost = setting("why.cost", "cost_system_parcel")
    replication: int = setting("why.replication", 0, ge=0, le=10_000)
