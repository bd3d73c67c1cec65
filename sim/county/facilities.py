"""What places have 设施现状: areas, people, brands and equipment, as columns of the tables of a county."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.table import Column, FilledRow
from sim.table.units import COUNT, FLOOR, PEOPLE, Dimension

Facilities = Mapping[str, float]
"""What a place has, by key of its column; of what it has or has not, 1 or 0. What nobody says is not in it."""

_YES = {
    "yes": "1", "y": "1", "有": "1", "是": "1", "√": "1", "✓": "1", "1": "1", "no": "0", "n": "0", "无": "0",
    "没有": "0", "否": "0", "×": "0", "0": "0",
}  # fmt: skip


def _amount(
    key: str, zh: str, meaning: tuple[str, str], high: float, unit: Dimension, names: tuple[str, ...] = ()
) -> Column:
    return Column(key, zh, "number", meaning[1], meaning[0], low=0, high=high, names=names, unit=unit)


def _has(key: str, zh: str, meaning: tuple[str, str]) -> Column:
    zh_meaning, en_meaning = f"{meaning[0]}：有或无，空为不详", f"{meaning[1]}: yes or no; empty: not known"
    return Column(key, zh, "choice", en_meaning, zh_meaning, choices=_YES)


HUB = (
    _amount("hub_m2", "中心面积", ("县级共配中心可用面积，平方米", "usable area of the hub, m²"), 1e6, FLOOR),
    _amount("hub_cold_m2", "冷库面积", ("县级共配中心冷库面积，平方米", "cold store of the hub, m²"), 1e6, FLOOR),
    _amount("hub_staff", "中心人员", ("县级共配中心人员数", "people of the hub"), 1e5, PEOPLE),
    _amount("hub_brands", "中心品牌数", ("县级共配中心整合的品牌数", "brands that share the hub"), 100, COUNT),
)
TOWNSHIP = (
    _amount(
        "m2", "站点面积", ("乡镇中心室内面积，平方米", "indoor area of the centre, m²"), 1e6, FLOOR, ("室内面积",)
    ),
    _amount(
        "outdoor_m2", "室外面积", ("停车和装卸的室外面积，平方米", "area outdoors to park and load, m²"), 1e6, FLOOR
    ),
    _amount("staff", "站点人员", ("乡镇中心人员数", "people of the township centre"), 1e5, PEOPLE),
    _amount("brands", "站点品牌数", ("乡镇中心整合的品牌数", "brands that share the township centre"), 100, COUNT),
    _amount(
        "village_shelves", "村格货架", ("货架上各村专格的数量", "places on its shelves for single villages"), 1e5,
        COUNT,
    ),
    _has("closed_vehicles", "封闭车厢", ("统一标识、封闭车厢的车辆", "closed and marked vehicles")),
)
VILLAGE = (
    _has("person", "有人员", ("村级服务点有专人", "the village point has somebody in charge")),
    _has("site", "有场地", ("村级服务点有场地", "the village point has a place of its own")),
    _has("shelf", "有货架", ("村级服务点有货架", "the village point has shelves")),
    _amount(
        "shelf_parcels", "货架件数", ("货架可同时存放的件数", "parcels that its shelves hold at once"), 1e5, COUNT
    ),
    _has("device", "有设备", ("村级服务点有电脑或手机", "the village point has a computer or telephone")),
    _has("sign", "有标识", ("村级服务点有标识牌", "the village point has a sign")),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {"hub": HUB, "township": TOWNSHIP, "village": VILLAGE}
"""By level of the place."""


def facilities(row: FilledRow, columns: Sequence[Column]) -> dict[str, float]:
    """What a row says of its place."""
    said = row.values
    return {c.key: float(said[c.key]) for c in columns if c.key in said}


def cells(found: Facilities, columns: Sequence[Column], lang: str) -> dict[str, str | float | None]:
    """A place's facilities as cells of its row, in the words of the language."""
    words = {"1": "有" if lang == "zh" else "yes", "0": "无" if lang == "zh" else "no"}
    return {
        c.key: words[f"{found[c.key]:.0f}"] if c.choices else found[c.key] for c in columns if c.key in found
    }
