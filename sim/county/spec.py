"""What a config says about a county; its tables stand in files."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from sim.county.systems import System
from sim.parameters.quantity import Section, param
from sim.problems import RefusedError, phrase

Terrain = Literal["plain", "oasis", "hill", "mountain"]

CIRCUITY: dict[str, float] = {"plain": 1.1, "oasis": 1.15, "hill": 1.3, "mountain": 1.5}
"""Road length over straight line by terrain; four documented road distances gave 1.09, 1.10 and 1.4 to 1.6."""


class Stylised(Section):
    """A county of equal townships and equal villages 示意县, made for studies of what depends on volume and distance;
    see ``sim.county.stylised``."""

    townships: int = param(
        4, "townships", ("环绕县级中心的乡镇数，各乡镇相同", "townships, all alike, around the hub"), source="-",
        moves="~cost_system_parcel", ge=1, le=200,
    )
    villages: int = param(
        24, "villages",
        ("每乡镇的村数，各村相同，各有服务点", "villages of a township, all alike, each with its point"), source="-",
        moves="~cost_system_parcel", ge=1, le=1000,
    )
    loop_villages: int = param(8, "villages", (
        "由乡镇驻地出发并返回的一条环线上的村数",
        "villages on a loop road that leaves the township seat and comes back to it",
    ), source="-", moves="~cost_system_parcel", ge=1, le=200)
    loop_km: float = param(45.0, "km", (
        "整条环线的长度；相邻村相距 loop_km / (loop_villages + 1)",
        "length of a full loop; neighbours are loop_km / (loop_villages + 1) apart",
    ), source="-", moves="+cost_system_parcel", gt=0, le=2000)
    hub_km: float = param(
        25.0, "km", ("县级中心至乡镇驻地的公路里程", "road from the hub to a township seat"), source="-",
        moves="+cost_system_parcel", gt=0, le=1000,
    )
    parcels_day: float = param(
        28.0, "parcels/day", ("每村日均下行件数", "mean inbound parcels of a village"), source="-",
        moves="-cost_system_parcel", gt=0, le=100_000,
    )
    residents: int = param(
        560, "residents", ("每村人口", "people of a village"), source="-", moves="~cost_residents_parcel", ge=1,
        le=10_000_000,
    )


class CountySpec(Section):
    """A county 县: where its tables are, and the rules that fill what they leave open.

    ``source`` is a folder of CSV tables, a workbook or a single table of villages; empty: the county of that ``slug``
    that comes with the project. With ``stylised`` no table is read.
    """

    slug: str = Field(pattern=r"^[^/\\.\s]+$")
    source: str | None = None
    terrain: Terrain = param("plain", "-", (
        "地形，未给绕行系数时据此取值：plain 平原 1.1，oasis 绿洲 1.15，hill 丘陵 1.3，mountain 山区 1.5",
        "chooses the circuity where none is given: plain 1.1, oasis 1.15, hill 1.3, mountain 1.5",
    ), source="J", moves="~km_day")
    circuity: float | None = param(
        None, "-",
        ("绕行系数：公路里程与直线距离之比；留空：按地形", "road length over straight line; empty: by terrain"),
        source="J", low=1.1, high=1.8, ge=1, le=5, moves="+km_day",
    )
    point_km: float | None = param(None, "km", (
        "从家到村点的单程距离；留空：0.26×√(聚居面积/服务点数)",
        "one way from home to the village point; empty: 0.26 sqrt(settled area / points)",
    ), source="DER J", low=0.2, high=10, ge=0, le=200, moves="+cost_residents_parcel")
    placement_seed: int = param(
        1, "-", ("布点种子：抽取表中未给的位置和人口", "draws positions and populations that no table gives"),
        source="J", low=1, high=5, ge=0, le=2**31, moves="~km_day",
    )
    r50_km: float | None = param(
        None, "km",
        (
            "村庄距乡镇驻地的中位距离；留空：0.50×√(面积/乡镇数)，适合全域有人居住的县",
            "median distance of a village from its township seat; empty: 0.50 sqrt(area / townships), "
            "which suits land settled throughout",
        ),
        source="DER", low=2, high=12, gt=0, le=200, moves="+km_day",
    )
    settled_km: float | None = param(None, "km", (
        "未给位置的乡镇驻地布在县级中心这一距离以内；留空：全县范围",
        "missing township seats are sought within this distance of the hub; empty: in the whole county",
    ), source="J", low=15, high=60, gt=0, le=500, moves="+km_day")
    coordinates: System = param(
        "wgs84", "-",
        (
            "位置和县界自身未写明时的坐标系：wgs84（CGCS2000 同）、gcj02（高德、腾讯）、bd09（百度）",
            "coordinate system of positions and boundary that do not say one themselves: wgs84 (CGCS2000 too), "
            "gcj02 (Amap, Tencent) or bd09 (Baidu)",
        ),
        source="-", moves="~km_day",
    )
    seat: str | None = param(
        None, "-",
        (
            "县城所在乡镇的名称或编码，表中未给位置时县级中心设在那里；"
            "留空：依次按名称、类型、社区数、编码、人口、次序识别",
            "name or code of the township that is the county seat 县城, at which the hub stands where no table gives "
            "its position; empty: found by name, kind, communities, code, residents, order",
        ),
        source="-", moves="~km_day",
    )
    household_size: float | None = param(
        None, "residents", ("户均人口；留空：按县域表", "people in a household; empty: the county's table"),
        source="census 2020", low=2.3, high=3.6, ge=1, le=15, moves="~cost_residents_parcel",
    )
    communities: bool = param(
        False, "-",
        (
            "县城社区（进社区）是否参与模拟：true 时社区成为由县级中心供件的城区网点，指标另列为城区",
            "whether the communities of the county town are served too: each then has outlets that the hub supplies, "
            "and figures of its own, of the scope urban",
        ),
        source="D0-02 D1-02", moves="~at_village_mean_h",
    )
    urban_population: int | None = param(
        None, "residents",
        (
            "全县城镇人口，分给未填人口的社区；留空：按县域表（总人口减乡村人口）",
            "urban residents of the county, shared out to the communities that give none; empty: the county's table "
            "(all residents less the rural ones)",
        ),
        source="census 2020", low=10_000, high=600_000, ge=0, le=20_000_000, moves="~at_village_mean_h",
    )
    matrix: str | None = param(
        None, "path",
        (
            "路径服务（OSRM、openrouteservice）给出的时间和里程矩阵（JSON），见 docs/roads.md",
            "matrix of times and distances from a routing service (OSRM, openrouteservice; JSON), see docs/roads.md",
        ),
        source="-", moves="~at_village_mean_h",
    )
    matrix_places: str | None = param(
        None, "path",
        (
            "矩阵各行列依次是哪些地点的表；留空：用矩阵文件内的 places，再无则按位置",
            "table of the places of the matrix, in its order; empty: its own places, else its positions",
        ),
        source="-", moves="~at_village_mean_h",
    )
    stylised: Stylised | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if self.stylised is not None and self.source is not None:
            raise RefusedError(phrase("config.one_origin"))
        if self.matrix is None and self.matrix_places is not None:
            raise RefusedError(phrase("geo.places_of_matrix"))
        if self.matrix is not None and self.stylised is not None:
            raise RefusedError(phrase("geo.matrix_of_county"))
        if self.communities and self.stylised is not None:
            raise RefusedError(phrase("town.not_stylised"))
        return self

    @field_validator("coordinates")
    @classmethod
    def _of_its_own(cls, value: System, info: ValidationInfo) -> System:
        if value != "wgs84" and info.data.get("source") is None:
            raise RefusedError(phrase("geo.own_coordinates"))
        return value


def called_after_file(county: Any) -> Any:
    """A county of the user's own as plain data, called after its file where it has no other name."""
    if isinstance(county, dict) and county.get("slug") == "own" and county.get("source"):
        return {**county, "slug": re.sub(r"[\s./\\]+", "_", PurePath(str(county["source"])).stem) or "own"}
    return county
