"""The tables of a county: sheets, columns, the headers they are known by, and what may stand in them."""

from __future__ import annotations

from sim.county import facilities
from sim.county.degrees import read_degrees
from sim.county.systems import without_system
from sim.problems import phrase
from sim.table import Column, Sheet
from sim.table.heading import heading
from sim.table.sheet import CellFault
from sim.table.units import AREA, COUNT, LENGTH, PEOPLE, PEOPLE_EACH, PER_DAY, RATIO, SHARE, TIME

FAR_KM = 500.0
"""Half of the distances of a table are not longer: the largest county, 200,000 km², is 450 km across."""


def degrees(text: str) -> float | CellFault:
    """A longitude or latitude, decimal or with minutes and seconds; whether it lies in China is for the reader of
    positions to judge."""
    found = read_degrees(text)
    return CellFault("not_degrees", phrase("geo.a_degree"), phrase("geo.degrees")) if found is None else found


_STATUS = {
    "real": "real", "真实": "real", "user": "user", "用户": "user", "用户提供": "user", "synthetic": "synthetic",
    "合成": "synthetic",
}
_VILLAGE_KINDS = {
    "village": "village", "建制村": "village", "行政村": "village", "村": "village", "村委会": "village",
    "嘎查": "village", "community": "community", "社区": "community", "居委会": "community",
    "other": "other", "其他": "other", "其它": "other",
}  # fmt: skip
_TOWNSHIP_KINDS = {
    "town": "town", "镇": "town", "township": "township", "乡": "township", "苏木": "township",
    "subdistrict": "subdistrict", "街道": "subdistrict", "station": "station", "站": "station", "other": "other",
    "其他": "other", "其它": "other",
}  # fmt: skip

_PINYIN = Column(
    "pinyin", "拼音", "text", "name in Latin letters, for English charts", "拼音，用于英文图表",
    names=("name_en", "英文名"),
)
_LON = Column(
    "lon", "经度", "own",
    "degrees east, WGS84 (another system: name it in the heading, as 经度（GCJ-02）); with 纬度 or not at all",
    "东经，WGS84（其他坐标系写在表头，如 经度（GCJ-02）），与纬度同填或同空", read=degrees,
    names=("longitude", "lng", "x", "东经", "x坐标", "经度坐标", "东经度"),
)
_LAT = Column(
    "lat", "纬度", "own", "degrees north, WGS84", "北纬，WGS84", read=degrees,
    names=("latitude", "y", "北纬", "y坐标", "纬度坐标", "北纬度"),
)
_POSITION_STATUS = Column(
    "position_status", "位置来源", "choice", "real, user or synthetic; empty: user", "真实、用户或合成；空为用户",
    choices=_STATUS, names=("位置状态",),
)
_SYSTEM = Column(
    "coordinates", "坐标系", "text",
    "coordinate system of the position; empty: as the heading says, or county.coordinates",
    "位置的坐标系，空则按表头或 county.coordinates", names=("坐标系统", "坐标类型", "坐标体系", "crs", "datum"),
)
_NOTE = Column(
    "note", "备注", "ignored", "free text, not read", "自由填写，不读取",
    names=("notes", "remark", "comment", "说明", "序号", "no"),
)

VILLAGES = Sheet(
    "villages", "村庄",
    (
        Column(
            "name", "村名", "name", "name of the village", "村的名称", required=True,
            names=("village", "village_name", "村", "村庄", "建制村", "行政村", "嘎查村", "名称", "村庄名称", "村名称"),
        ),
        Column(
            "township", "乡镇", "name", "name or code of its township", "所属乡镇的名称或编码", required=True,
            names=(
                "township_code", "township_name", "town", "乡镇名称", "所属乡镇", "乡镇街道", "乡镇编码", "苏木乡镇",
                "镇", "乡", "街道",
            ),
        ),
        Column(
            "code", "编码", "code", "any unique code; empty: made from the names", "唯一编码，空则由名称生成",
            names=("village_code", "村编码", "村代码", "代码", "区划代码", "id"),
        ),
        Column(
            "population", "人口", "whole", "residents; empty: spread from the county's rural population",
            "常住人口，空则按县乡村人口分配", low=0, high=200_000, unit=PEOPLE, adds=True,
            names=("residents", "pop", "常住人口", "人口数", "人数", "总人口", "村人口", "居住人口", "居民数"),
        ),
        Column(
            "parcels_per_day", "日均件量", "number", "mean inbound parcels a day; empty: population x rate",
            "日均下行件量，空则按人口估算", low=0, high=100_000, unit=PER_DAY, adds=True,
            names=(
                "parcels", "daily_parcels", "日均快件", "日均进村件量", "下行日均件量", "日均下行件量", "件量",
                "日件量", "快递量", "快件量", "业务量", "派件量", "进村件量", "下行件量", "件数", "快递件数", "票数",
                "票量", "单量", "包裹量", "包裹数", "邮件量", "到件量", "投递量", "派送量",
            ),
        ),
        Column(
            "to_door_share", "送货上门比例", "number",
            "share of its parcels that go to the door, 0 to 1; empty: demand.to_door_share",
            "须送货上门的件占比（0 至 1），空则按 demand.to_door_share", low=0, high=1, unit=SHARE,
            names=("door_share", "上门比例", "送货上门占比", "上门件占比"),
        ),
        _LON,
        _LAT,
        Column(
            "kind", "类型", "choice",
            "village, community or other; communities are modelled where county.communities is true, others never",
            "建制村、社区或其他；社区在 county.communities 为 true 时模拟，其他不模拟", choices=_VILLAGE_KINDS,
            names=("type", "类别", "村类型"),
        ),
        Column(
            "outlets", "末端网点数", "whole", "of a community: outlets in it; empty: by towns.outlets_10k",
            "社区内的末端网点数，空则按 towns.outlets_10k", low=1, high=1000, unit=COUNT,
            names=("网点数", "社区网点数"),
        ),
        _PINYIN,
        _SYSTEM,
        _POSITION_STATUS,
        Column(
            "population_status", "人口来源", "choice", "real, user or synthetic; empty: user",
            "真实、用户或合成；空为用户", choices=_STATUS, names=("人口状态",),
        ),
        *facilities.VILLAGE,
        _NOTE,
    ),
    names=("village", "村", "村庄表", "建制村", "行政村", "村级"),
    also=without_system,
)  # fmt: skip

TOWNSHIPS = Sheet(
    "townships", "乡镇",
    (
        Column(
            "name", "乡镇", "name", "name of the township", "乡镇名称", required=True,
            names=("township", "township_name", "town", "乡镇名称", "名称", "苏木乡镇", "乡镇街道"),
        ),
        Column(
            "code", "编码", "code", "any unique code; empty: the name", "唯一编码，空则用名称",
            names=("township_code", "乡镇编码", "代码", "区划代码", "id"),
        ),
        _LON,
        _LAT,
        Column(
            "kind", "类型", "choice", "town, township, subdistrict, station or other", "镇、乡、街道、站或其他",
            choices=_TOWNSHIP_KINDS, names=("type", "类别"),
        ),
        _PINYIN,
        _SYSTEM,
        _POSITION_STATUS,
        Column(
            "position_source", "位置出处", "ignored", "where the position comes from, not read", "位置的出处，不读取",
            names=("坐标来源",),
        ),
        *facilities.TOWNSHIP,
        _NOTE,
    ),
    names=("township", "乡镇表", "苏木乡镇", "乡镇街道"),
    also=without_system,
)  # fmt: skip

COUNTY = Sheet(
    "county",
    "县",
    (
        Column(
            "name", "县名", "text", "name of the county", "县的名称",
            names=("county", "名称", "旗县名称", "县", "县区"),
        ),
        Column("name_en", "英文名", "text", "name in English", "英文名称", names=("english_name",)),
        Column(
            "code", "编码", "code", "division code", "区划代码", names=("county_code", "代码", "县编码", "区划代码")
        ),
        Column(
            "area_km2", "面积", "number", "area in km²; empty: of the boundary, or 130 km² a township",
            "面积（平方公里），空则取边界面积或每乡镇 130", low=1, high=500_000, unit=AREA,
            names=("area", "县域面积", "总面积", "面积_km2"),
        ),
        Column(
            "rural_population", "乡村人口", "whole", "rural residents; empty: 1,050 a village",
            "乡村常住人口，空则每村 1050", low=1, high=20_000_000, unit=PEOPLE,
            names=("rural_population_2020", "农村人口", "农村常住人口", "乡村常住人口"),
        ),
        Column(
            "household_size", "户均人口", "number", "people in a household; empty: 2.6", "户均人口，空则 2.6", low=1,
            high=15, unit=PEOPLE_EACH, names=("household_size_2020", "户规模", "家庭户规模", "户均人数"),
        ),
        Column(
            "lon", "经度", "own", "the hub, degrees east, WGS84; empty: at the county seat",
            "县级共配中心东经，空则取县城所在乡镇", read=degrees,
            names=("seat_lon", "hub_lon", "longitude", "中心经度", "东经"),
        ),
        Column(
            "lat", "纬度", "own", "the hub, degrees north, WGS84", "县级共配中心北纬", read=degrees,
            names=("seat_lat", "hub_lat", "latitude", "中心纬度", "北纬"),
        ),
        _SYSTEM,
        _POSITION_STATUS,
        Column(
            "circuity", "绕行系数", "number", "road length over straight line; empty: by terrain",
            "公路里程与直线距离之比，空则按地形", low=1, high=5, unit=RATIO, names=("绕行率", "非直线系数"),
        ),
        Column(
            "point_km", "至服务点距离", "number",
            "one way from home to the village point, km; empty: by area and points",
            "村民家至村级服务点的单程（公里），空则按面积和服务点数", unit=LENGTH, low=0, high=200,
            names=("村民至服务点距离",),
        ),
        Column("slug", "短名", "ignored", "short name, not read", "短名，不读取"),
        Column(
            "population", "总人口", "whole", "all residents; with the rural ones it tells the urban ones",
            "常住人口总数，与乡村人口之差为城镇人口", low=1, high=20_000_000, unit=PEOPLE, names=("population_2020",),
        ),
        Column(
            "urban_population", "城镇人口", "whole",
            "urban residents, shared out to the communities that give none; empty: all less the rural ones",
            "城镇常住人口，分给未填人口的社区；空则为总人口减乡村人口", low=0, high=20_000_000, unit=PEOPLE,
            names=("城镇常住人口", "城区人口"),
        ),
        Column("urban_share_2020", "城镇化率", "ignored", "not read", "不读取", names=("urban_share",)),
        *facilities.HUB,
        _NOTE,
    ),
    names=("counties", "县情", "县域", "旗县", "县级"),
    also=without_system,
)  # fmt: skip

POINTS = Sheet(
    "points", "服务点",
    (
        Column(
            "village", "村", "name", "name or code of a village", "村的名称或编码", required=True,
            names=("village_code", "村名", "村编码", "村庄"),
        ),
        Column(
            "point", "服务点", "name", "the village at which its point stands; empty: in town, served by the township",
            "服务点所在的村，空表示在镇内，由乡镇网点服务", names=("point_code", "站点", "服务点编码", "所在村"),
        ),
        Column(
            "station", "所属站", "name", "township or station that serves it, where it is not its own",
            "由哪个乡镇站服务，空为本乡镇", names=("township", "站", "乡镇站", "乡镇"),
        ),
        _NOTE,
    ),
    names=("point", "村级服务点", "站点", "服务站点"),
    also=without_system,
)  # fmt: skip

DISTANCES = Sheet(
    "distances", "里程",
    (
        Column(
            "from", "起点", "name",
            "county, township or village; a village name that occurs twice is written 乡镇/村名",
            "县、乡镇或村；重名的村写作 乡镇/村名", required=True, names=("origin", "出发", "从", "from_place"),
        ),
        Column(
            "to", "终点", "name", "county, township or village", "县、乡镇或村", required=True,
            names=("destination", "到达", "到", "to_place"),
        ),
        Column(
            "km", "公里", "number", "road distance; both ways unless the other way has its own row",
            "公路里程，双向，反向另列则分别取用", required=True, low=0, high=3_000, unit=LENGTH, usual=FAR_KM,
            names=("distance", "distance_km", "里程", "公路里程", "距离"),
        ),
        Column(
            "minutes", "行车分钟", "number",
            "minutes of driving, for vehicles but relay tricycles; empty: km over the speed of the road",
            "行车分钟数，用于接驳三轮车以外的车辆；空则按里程和车速", low=0, high=3_000, unit=TIME,
            names=("duration", "drive_minutes", "分钟", "行车时间", "时间", "用时", "耗时"),
        ),
        _NOTE,
    ),
    names=("distance", "里程表", "距离", "公路里程"),
    also=without_system,
)  # fmt: skip

MATRIX_PLACES = Sheet(
    "matrix_places", "矩阵地点",
    (
        Column(
            "place", "地点", "name", "county, township or village, in the order of the matrix",
            "县、乡镇或村，按矩阵的次序", required=True, names=("name", "code", "名称", "编码", "地名"),
        ),
        _NOTE,
    ),
    also=without_system,
)  # fmt: skip

SHEETS = (VILLAGES, TOWNSHIPS, COUNTY, POINTS, DISTANCES)


def sheet_named(name: str) -> Sheet | None:
    """The sheet known by that name, in either language."""
    word = heading(name).words.strip("0123456789")
    return next((s for s in SHEETS if word in {heading(n).words for n in (s.key, s.zh, *s.names)}), None)
