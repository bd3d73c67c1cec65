"""Nodes 节点 of the network: the hub, townships, villages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Place:
    """A node 节点: ``level`` is ``hub``, ``township`` or ``village``; ``township`` indexes the county's townships (-1 at the hub)."""

    code: str
    name: str
    level: str
    township: int
    x_km: float
    y_km: float
