"""Parameters a planner decides: schedules, fleets, staffing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.once import Names
from sim.parameters.quantity import Section, param
from sim.parameters.times import ClockTime

Count = int | Literal["auto"] | dict[str, int]
"""A number, ``auto`` (sized by rule), or a number by township code or name."""


class LegVehicles(Section):
    """Types of the vehicles of a leg's own lines."""

    scopes: ClassVar[Mapping[str, str]] = {"urban": ".urban"}

    vehicle: str = param("minivan", "-", ("车型", "vehicle type"), source="J", moves="~cost_system_parcel")
    allowed: Names = param(
        (), "-",
        (
            "count 为 auto 时可改用的车型：装得下、一次充电够跑一天且费用更低时采用；加开车辆同此",
            "types that a sized fleet, and what is added to a host's, may be instead, where they hold its rounds, "
            "drive a day on one charge and cost less",
        ),
        source="J S41", moves="~cost_system_parcel",
    )


class LegFleet(LegVehicles):
    """Vehicles of a leg's own lines."""

    count: Count = param(
        "auto", "vehicles",
        (
            "县级中心（trunk）或各乡镇合计（village）的车辆数，不足时相邻乡镇共用：一个数、按乡镇的对照表，或 auto",
            "vehicles at the hub (trunk) or in all townships (village), which neighbours share where they are fewer: "
            "a number, a map by township, or auto",
        ),
        source="J", low=1, high=100, moves="~at_village_p95_h",
    )


def count_of(fleet: LegVehicles) -> Count:
    """How many vehicles a leg has; sized by rule where nobody can say, as where each is a keeper's own."""
    return fleet.count if isinstance(fleet, LegFleet) else "auto"


class CarrierFleet(LegVehicles):
    """Vehicles of those who keep points and fetch the parcels, one each."""

    villages: int = param(
        1, "villages", ("一人取件的村数，以一车装得下、一次充电跑得完为限", (
            "points for which one of them fetches, as far as one vehicle holds it and drives it on one charge"
        )), source="J D4-54", low=1, high=4, ge=1, le=100, moves="-cost_public_parcel@village_carrier",
    )


class Loading(Section):
    """How a departing vehicle is loaded from its queue."""

    skip: int = param(
        20, "parcels",
        (
            "装车时最多跳过的装不下的件数；0：遇到装不下的即停止装车",
            "parcels that do not fit and are stepped over at most as a vehicle is loaded; 0: loading ends at the "
            "first of them",
        ),
        source="J", low=0, high=50, ge=0, le=100_000, moves="-left_behind_share",
    )


class Fleet(Section):
    """Own vehicles and how fleets are sized."""

    sizing: Literal["existing", "sized"] = param(
        "sized", "-",
        (
            "existing：承运方只用现有运力；sized：加开车辆（成本全额计入），直到最忙一天的负荷低于 target_load",
            "existing: hosts carry what they have; sized: vehicles are added, charged in full, until the peak "
            "weekday's load is under target_load",
        ),
        source="J", moves="~undelivered_share@postal_courier",
    )
    target_load: float = param(
        0.85, "-", ("车辆在最忙一天的最高计划负荷", "highest planned load of a vehicle on the peak weekday"),
        source="J", low=0.7, high=1.0, gt=0, le=1, moves="~cost_system_parcel",
    )
    trunk: LegFleet = LegFleet(vehicle="truck", allowed=("minivan",))
    village: LegFleet = LegFleet(vehicle="minivan", allowed=("micro_van",))
    direct: LegFleet = LegFleet(vehicle="minivan", allowed=("micro_van",))
    relay: LegFleet = LegFleet(vehicle="etrike")
    carrier: CarrierFleet = CarrierFleet(vehicle="etrike")
    brand_trunk: LegFleet = LegFleet(vehicle="minivan")
    urban: LegFleet = LegFleet(vehicle="minivan", allowed=("micro_van",))
    max_round_h: float = param(
        8.0, "h", ("一趟最长时间，含装车", "longest round, loading included"), source="K", low=6, high=10, gt=0, le=24,
        moves="-km_day",
    )
    max_delay_min: float = param(
        120.0, "min",
        ("等车超过这一时间的车次取消", "a run that no vehicle comes back for within this time is cancelled"),
        source="J", low=30, high=240, ge=0, le=1440, moves="-runs_cancelled_share",
    )
    duty_start: ClockTime = param(
        "06:00", "time", ("驾驶员上班时间", "drivers' duty begins"), source="J", moves="~runs_cancelled_share"
    )
    duty_end: ClockTime = param(
        "20:00", "time", ("驾驶员下班时间；计划返回须在此以前", "drivers' duty ends; planned returns lie before it"),
        source="J", moves="~runs_cancelled_share",
    )
    route_iterations: int = param(
        300, "-", ("线路求解的迭代次数", "iterations of the route solver"), source="J", low=100, high=2000, ge=1,
        le=100_000, moves="~km_day",
    )


class ShiftHours(Section):
    """A crew and its hours on every day of the week."""

    crew: Count = param("auto", "workers", (
        "班次人数：一个数、按乡镇的对照表，或 auto（按最忙一天配备）",
        "people of the shift; a number, a map by township, or auto (sized to the peak weekday)",
    ), source="J", low=1, high=60, moves="~in_hand_mean_h")
    start: ClockTime = param("05:30", "time", ("上班时间", "start of the shift"), source="J", moves="~in_hand_mean_h")
    end: ClockTime = param("09:30", "time", ("下班时间", "end of the shift"), source="J", moves="~in_hand_mean_h")


class CrewShifts(ShiftHours):
    """The crew of a stage: its main shift, and more shifts if any."""

    also: tuple[ShiftHours, ...] = ()


class StageCrew(CrewShifts):
    """The crew of a stage, or whose work it is beside theirs."""

    crew_of: str = param("", "-", (
        "由同处哪一环节的班组兼做（人数和时间随该班组，先到先办）；留空：自有班组",
        "the stage of the same place whose crew does this one too: its people, in its hours, first come, first "
        "served; empty: a crew of its own",
    ), source="J", moves="~cost_system_parcel")


class Staffing(Section):
    """Crews by place and stage. ``brand_hub``, ``brand_township`` and ``outlet`` are each brand's own, outside a pool.
    """

    hub: dict[str, StageCrew] = {
        "unload": StageCrew(also=(ShiftHours(start="13:00", end="16:00"),)),
        "sort": StageCrew(also=(ShiftHours(start="13:00", end="16:00"),)),
        "sort_village": StageCrew(also=(ShiftHours(start="13:00", end="16:00"),)),
    }
    township: dict[str, StageCrew] = {
        "unload": StageCrew(start="09:00", end="12:00", also=(ShiftHours(start="16:00", end="18:00"),)),
        "sort": StageCrew(start="09:00", end="12:00", also=(ShiftHours(start="16:00", end="18:00"),)),
        "hand_over": StageCrew(start="09:00", end="12:00", also=(ShiftHours(start="16:00", end="18:00"),)),
    }
    brand_hub: dict[str, StageCrew] = {
        "unload": StageCrew(also=(ShiftHours(start="13:00", end="16:00"),)),
        "sort": StageCrew(also=(ShiftHours(start="13:00", end="16:00"),)),
    }
    brand_township: dict[str, StageCrew] = {
        "unload": StageCrew(start="09:00", end="12:00", also=(ShiftHours(start="16:00", end="18:00"),)),
        "sort": StageCrew(start="09:00", end="12:00", also=(ShiftHours(start="16:00", end="18:00"),)),
    }
    outlet: dict[str, CrewShifts] = {"outlet": CrewShifts(crew=1, start="09:00", end="18:00")}
    target_load: float = param(
        0.85, "-",
        ("自动配备的班组在最忙一天的最高计划负荷", "highest planned load of an auto-sized crew on the peak weekday"),
        source="J", low=0.6, high=1.0, gt=0, le=1, moves="+crew_utilisation",
    )
