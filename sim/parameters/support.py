"""Parameters of subsidies, and of what is bought once and used for years: two open tables, an entry a name."""

from __future__ import annotations

from typing import Literal

from sim.parameters.once import Names
from sim.parameters.quantity import Section, param

Standing = Literal["hub", "township", "village", "point"]
"""What a sum is for, each of them: the hub, a township, a village, a point in a village."""

MOST_YUAN = 1e9


class Subsidy(Section):
    """Money that the public purse gives for every place that qualifies 补贴; nothing with ``yuan`` 0."""

    name_zh: str = param(
        "", "-", ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"), source="-", moves=""
    )
    name_en: str = param(
        "", "-", ("英文名称（仅用于显示）", "English name (a label, moves nothing)"), source="-", moves=""
    )
    yuan: float = param(
        0.0, "yuan", ("每个符合条件的对象的金额；0：不发", "sum for each that qualifies; 0: none is given"),
        source="D3-50 D4-54", ge=0, le=MOST_YUAN, moves="+cost_public_parcel",
    )
    every: Literal["once", "month", "year"] = param(
        "month", "-",
        (
            "once 一次性（按 years 和 cost.discount_rate 折成年金）、month 按月、year 按年",
            "given once (counted as the annuity over years at cost.discount_rate), every month, or every year",
        ),
        source="D3-50 D4-54", moves="~cost_public_parcel",
    )
    years: float = param(
        5.0, "years", ("一次性补贴分摊的年数", "years over which a sum given once is spread"), source="J",
        gt=0, le=100, moves="-cost_public_parcel",
    )
    of: Standing = param(
        "point", "-",
        (
            "按什么计：hub 县级中心、township 每个乡镇、village 每个村、point 每个村级服务点",
            "for the hub, each township, each village, or each point in a village",
        ),
        source="D3-48 D3-49 D3-50", moves="~cost_public_parcel",
    )
    payee: str = param(
        "keeper", "-",
        (
            "收款方：operator 承运的共配池或品牌、keeper 站点经营者、resident 群众、host:承运方、brand:品牌、"
            "pool:共配池",
            "who gets it: operator (the pool or brand at work), keeper, resident, host:<key>, brand:<key>, pool:<key>",
        ),
        source="D3-50 D4-54", moves="~cost_operators_parcel",
    )
    from_parcels_year: float = param(
        0.0, "parcels/year",
        (
            "门槛：每年至少这么多件（下行到点与上行揽收）",
            "qualifies from so many parcels a year, come or accepted there"
        ),
        source="D3-48 D3-49", ge=0, le=1e12, moves="-cost_public_parcel",
    )
    point_share: float = param(
        0.0, "-",
        (
            "门槛：所辖村中至少有这一比例设有村级服务点（类型见 point_types）",
            "qualifies where at least this share of its villages has a point in the village, of point_types",
        ),
        source="D3-48 D3-49", ge=0, le=1, moves="-cost_public_parcel",
    )
    point_types: Names = param(
        (), "-", ("只计这些类型的服务点；留空：各类都计", "only points of these types count; empty: all"),
        source="D3-49 D3-50", moves="-cost_public_parcel",
    )
    shared: bool = param(
        False, "-",
        (
            "只补共配的对象：共配池的快件到村的村和服务点、多家品牌合用的县级中心和乡镇中心",
            "only what a pool shares: villages and points its parcels come to, hub and townships of several brands",
        ),
        source="D4-54", moves="-cost_public_parcel.all",
    )


class Investment(Section):
    """What is bought once for a place and used for years 投资; nothing with ``yuan`` 0."""

    yuan: float = param(
        0.0, "yuan", ("每个对象的投资；0：没有", "what is bought for each costs; 0: nothing is bought"),
        source="J D3-50", ge=0, le=MOST_YUAN, moves="+cost_system_parcel",
    )
    years: float = param(
        5.0, "years",
        ("使用年限，按 cost.discount_rate 折成年金", "years of use; a year bears the annuity at cost.discount_rate"),
        source="J", gt=0, le=100, moves="-cost_system_parcel",
    )
    of: Standing = param(
        "point", "-",
        (
            "按什么计：hub 县级中心、township 每个乡镇、village 每个村、point 每个村级服务点",
            "for the hub, each township, each village, or each point in a village",
        ),
        source="J", moves="~cost_system_parcel",
    )
    payer: str = param(
        "operator", "-",
        (
            "出资方：operator 承运的共配池或品牌、keeper 站点经营者、public 财政、host:承运方、brand:品牌、pool:共配池",
            "who pays: operator (the pool or brand at work), keeper, public, host:<key>, brand:<key>, pool:<key>",
        ),
        source="J", moves="~cost_operators_parcel",
    )
    public_share: float = param(
        0.0, "-", ("财政补贴投资的比例", "share of it that the public purse gives to the payer"), source="D1-53 S15",
        ge=0, le=1, moves="+cost_public_parcel",
    )
    point_types: Names = param(
        (), "-", ("只计这些类型的服务点；留空：各类都计", "only points of these types count; empty: all"), source="J",
        moves="-cost_system_parcel",
    )


def subsidies() -> dict[str, Subsidy]:
    """A post by the month and a station once, neither given where nobody sets its ``yuan``."""
    return {"post": Subsidy(), "station": Subsidy(every="once")}


def investments() -> dict[str, Investment]:
    """The start of a point: shelf, sign, telephone; nothing where nobody sets its ``yuan``."""
    return {"station": Investment()}
