"""Parameters of points: types, opening hours, shelves, lockers, keepers, and what goes wrong there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.dates import Weekday
from sim.parameters.quantity import Section, param
from sim.parameters.times import ClockTime


class PointType(Section):
    """Village points, township outlets and outlets in communities by type."""

    scopes: ClassVar[Mapping[str, str]] = {"community_outlet": ".urban"}

    name_zh: str = param(
        "", "-", ("中文名称（仅用于显示）", "Chinese name (a label, moves nothing)"), source="-", moves=""
    )
    name_en: str = param(
        "", "-", ("英文名称（仅用于显示）", "English name (a label, moves nothing)"), source="-", moves=""
    )
    hours: tuple[tuple[ClockTime, ClockTime], ...] = param(
        (("08:00", "20:00"),), "time", ("每天的营业时段", "opening intervals of a day"), source="J",
        moves="~in_hand_mean_h",
    )
    attended: tuple[tuple[Weekday, ClockTime, ClockTime], ...] = param(
        (), "weekday times",
        (
            "兼职人员在岗的星期（1 为星期一）与时段，代替 hours 和 days_per_week；留空：按 hours 营业",
            "when a part-time attendant is there, by weekday (1: Monday), for hours and days_per_week; empty: hours",
        ),
        source="J", moves="~in_hand_mean_h",
    )
    days_per_week: int = param(
        7, "days", ("每周营业天数，从星期一起", "days open a week, from Monday"), source="J", low=5, high=7, ge=1,
        le=7, moves="-in_hand_mean_h",
    )
    shelf_parcels: int | None = param(
        None, "parcels",
        ("服务点同时可存放的件数；留空：不限", "parcels that the point holds at once; empty: no bound"), source="J",
        low=30, high=1000, ge=1, le=1_000_000, moves="-left_behind_share",
    )
    lockers: int = param(
        0, "lockers", ("每个服务点的智能快件箱组数；零：无", "lockers at each point of the type; 0: none"),
        source="J", low=0, high=2, ge=0, le=100, moves="-in_hand_mean_h",
    )
    missing_scan_share: float = param(0.0, "-", (
        "到站漏扫的快件比例；零：不考察", "share of parcels that are not scanned as they come in; 0: not asked about",
    ), source="J", low=0.0, high=0.05, ge=0, le=1, moves="+missing_scan_10k")
    false_sign_share: float = param(0.0, "-", (
        "未到站先签收（虚假签收）的快件比例；零：不考察",
        "share of parcels that are signed for before they are there; 0: not asked about",
    ), source="D2-63 J", low=0.0, high=0.1, ge=0, le=1, moves="+false_sign_10k")
    second_charge_share: float = param(0.0, "-", (
        "被二次收费的快件比例；零：不考察",
        "share of parcels for which the keeper charges once more; 0: not asked about",
    ), source="D2-63 J", low=0.0, high=0.3, ge=0, le=1, moves="+second_charge_10k")

    @property
    def goes_wrong(self) -> bool:
        """Whether anything can go wrong with a parcel here."""
        return max(self.missing_scan_share, self.false_sign_share, self.second_charge_share) > 0


def point_types() -> dict[str, PointType]:
    """The types of point that come with the project and their opening hours (engineering judgement)."""
    return {
        "shop": PointType(name_zh="商店", name_en="shop", shelf_parcels=300),
        "committee_room": PointType(
            name_zh="村委服务室", name_en="committee room", hours=(("09:00", "12:00"), ("14:00", "18:00"))
        ),
        "coop_store": PointType(
            name_zh="供销社门店", name_en="co-op store", hours=(("08:00", "18:00"),), shelf_parcels=400
        ),
        "stationed": PointType(name_zh="驻村站点", name_en="stationed point", hours=(("09:00", "18:00"),)),
        "post_office": PointType(name_zh="村邮站", name_en="post office", hours=(("09:00", "17:00"),)),
        "outlet": PointType(name_zh="乡镇网点", name_en="township outlet", hours=(("09:00", "18:00"),)),
        "community_outlet": PointType(
            name_zh="社区网点", name_en="community outlet", hours=(("08:00", "21:00"),), shelf_parcels=1000, lockers=1
        ),
    }


class Locker(Section):
    """A locker 智能快件箱 (compartments of three sizes, each for one parcel)."""

    small: int = param(
        12, "compartments", ("每组小格口数", "small compartments of a locker"), source="J", low=8, high=48, ge=0,
        le=10_000, moves="+locker_share",
    )
    medium: int = param(
        8, "compartments", ("每组中格口数", "medium compartments of a locker"), source="J", low=4, high=24, ge=0,
        le=10_000, moves="+locker_share",
    )
    large: int = param(
        4, "compartments", ("每组大格口数", "large compartments of a locker"), source="J", low=2, high=12, ge=0,
        le=10_000, moves="+locker_share",
    )
    small_l: float = param(
        12.0, "litre", ("小格口容积", "volume that a small compartment holds"), source="J", low=8, high=15, gt=0,
        le=1000, moves="+locker_share",
    )
    medium_l: float = param(
        28.0, "litre", ("中格口容积", "volume that a medium compartment holds"), source="J", low=20, high=32, gt=0,
        le=1000, moves="+locker_share",
    )
    large_l: float = param(
        44.0, "litre", ("大格口容积", "volume that a large compartment holds"), source="J", low=36, high=60, gt=0,
        le=1000, moves="+locker_share",
    )
    keeper_min: float = param(
        1.0, "min",
        ("每件投箱用时（自取，不再交付）", "keeper's time to put a parcel into a locker, which needs no handing out"),
        source="J", low=0.5, high=2, ge=0, le=120, moves="+cost_system_parcel",
    )

    @property
    def sizes(self) -> tuple[tuple[float, int], ...]:
        """Litres and compartments of each size, smallest first."""
        return (self.small_l, self.small), (self.medium_l, self.medium), (self.large_l, self.large)


class Points(Section):
    """What holds at every point."""

    types: dict[str, PointType] = point_types()
    locker: Locker = Locker()
    return_after_days: int = param(
        7, "days", ("通知后这么多天未取则退回", "uncollected so long after notice: returned"), source="S60", low=6,
        high=10, ge=1, le=60, moves="-returned_share",
    )
    false_sign_h: float = param(6.0, "h", (
        "虚假签收比真正到站提前的时间", "how long before it is there a falsely signed parcel is signed for",
    ), source="J", low=2, high=24, ge=0, le=240, moves="-signed_mean_h")
    second_charge_yuan: float = param(1.0, "yuan/parcel", (
        "二次收费每件金额", "what a keeper who charges once more takes for a parcel",
    ), source="S57", low=0, high=2, ge=0, le=100, moves="-cost_keeper_parcel")
    door_time: ClockTime = param(
        "17:00", "time",
        ("营业日站点经营者送货上门的时间", "when the keeper takes to-door parcels round, on open days"), source="J",
        moves="~in_hand_mean_h",
    )
    door_min: float = param(
        4.0, "min", ("每次送货上门的用时", "keeper's time for a door delivery"), source="J S53", low=2, high=8, ge=0,
        le=120, moves="+cost_system_parcel",
    )
    keeper_min: float = param(
        2.0, "min", ("每件上架和交付的用时", "keeper's time for a parcel, shelving and handing out"), source="DER",
        low=1, high=4, ge=0, le=120, moves="+cost_system_parcel",
    )
    own_paid: Literal["hours", "work"] = param(
        "hours", "-", (
            "品牌自派人员驻点的计酬：hours 按营业时间，work 按所做的件和送门",
            "how an operator's own people at a point in a village are paid: for its opening hours, or for what they do",
        ),
        source="J D3-30", moves="~cost_system_parcel@stationed_point",
    )
    keeper_yuan_h: float = param(
        12.0, "yuan/h", ("站点经营者的时间价值", "value of a keeper's time"), source="J", low=8, high=20, ge=0,
        le=1000, moves="+cost_system_parcel",
    )

    @property
    def goes_wrong(self) -> bool:
        """Whether anything can go wrong with a parcel at any type of point."""
        return any(kind.goes_wrong for kind in self.types.values())
