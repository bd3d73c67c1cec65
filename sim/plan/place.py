"""Nodes 节点 of the network: the hub, townships, villages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sim.plan.level import Level


@dataclass(frozen=True, kw_only=True)
class Place:
    """A node 节点; ``township`` indexes the county's townships (-1 at the hub)."""

    code: str
    name: str
    level: Level
    township: int
    x_km: float
    y_km: float

    def named(self, words: Collection[str]) -> bool:
        """Whether its code or its name is among some words."""
        return self.code in words or self.name in words
