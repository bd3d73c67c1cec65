"""Parameters of the county town 城区: outlets in communities and how they are served."""

from __future__ import annotations

from typing import Literal

from sim.parameters.quantity import Section, param


class Towns(Section):
    """The communities of the county town, where ``county.communities`` is true."""

    outlets_10k: float = param(
        4.5, "outlets/10,000 residents",
        (
            "城区每万人末端网点数，用于表中未给网点数的社区；每个社区至少一个",
            "outlets for 10,000 residents of the town, shared out to the communities whose row gives none; at least "
            "one each",
        ),
        source="D0-02 D1-02", low=4, high=5, gt=0, le=100, moves="+outlets_10k.urban",
    )
    point: str = param(
        "community_outlet", "-",
        ("社区网点的类型，points.types 之一", "type of a community's outlets, of points.types"), source="J",
        moves="~in_hand_mean_h.urban",
    )
    vehicles: Literal["own", "shared"] = param(
        "own", "-",
        (
            "城区配送用车：own 专用车辆（fleet.urban）；shared 由同一企业驻县级中心的车辆兼跑，没有时仍用专用车辆",
            "who serves the town: own vehicles (fleet.urban), or shared, those that the same operator keeps at the "
            "hub for townships or villages, which then serve both; own ones where it keeps none there",
        ),
        source="J", moves="~vehicles.urban",
    )
    kmh: float = param(
        20.0, "km/h", ("城区配送车速", "vehicles on rounds in the town"), source="J", low=15, high=30, gt=0, le=150,
        moves="-at_village_mean_h.urban",
    )
    walk_km: float = param(
        0.3, "km", ("居民到社区网点的单程", "one way from home to an outlet"), source="J", low=0.1, high=0.8, ge=0,
        le=20, moves="+cost_residents_parcel.urban",
    )
