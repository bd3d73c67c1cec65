"""Words that people read, in Chinese and English: column heads, legs, levels, stages, states. One place for all rooms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LANGUAGES = ("zh", "en")

_COLUMNS = {
    "base": ("始发", "base"),
    "capacity": ("能力", "capacity"),
    "count": ("数量", "count"),
    "crew": ("人数", "crew"),
    "days": ("开行日", "days"),
    "depart": ("发车", "departs"),
    "end": ("下班", "end"),
    "hours_week": ("每周工时", "worker-hours a week"),
    "key": ("编号", "key"),
    "kind": ("项目", "kind"),
    "km": ("里程(公里)", "km"),
    "km_day": ("日里程(公里)", "km a day"),
    "leg": ("路段", "leg"),
    "level": ("层级", "level"),
    "line": ("线路", "line"),
    "lines": ("线路数", "lines"),
    "mode": ("合作模式", "mode"),
    "name": ("名称", "name"),
    "offered": ("需求", "offered"),
    "operator": ("经营者", "operator"),
    "owner": ("车辆来源", "owner"),
    "paid_share": ("计入份额", "share charged"),
    "place": ("节点", "place"),
    "return": ("返回", "returns"),
    "rho": ("负荷率", "load"),
    "runs_day": ("日车次", "runs a day"),
    "runs_week": ("周车次", "runs a week"),
    "stage": ("环节", "stage"),
    "start": ("上班", "start"),
    "state": ("状态", "state"),
    "stop_count": ("停靠数", "stops"),
    "stops": ("停靠及到达时刻", "stops and arrivals"),
    "township": ("乡镇", "township"),
    "unit": ("单位", "unit"),
    "vehicle": ("车型", "vehicle"),
    "vehicle_hours_day": ("日车时", "vehicle-hours a day"),
    "village": ("村", "village"),
    "hours": ("全程(小时)", "hours"),
    "where": ("地点", "where"),
}

_LEVELS = {
    "hub": ("县级共配中心", "hub"),
    "level.township": ("乡镇中心", "township centre"),
    "level.village": ("村级服务点", "village point"),
}

_LEGS = {
    "trunk": ("县至乡", "hub-township"),
    "leg.village": ("乡至村", "township-village"),
    "direct": ("县直达村", "hub-village"),
    "relay": ("接驳", "relay"),
}

_STAGES = {
    "unload": ("卸车", "unload"),
    "screen": ("安检", "screen"),
    "sort": ("分拣", "sort"),
    "hand_over": ("交接", "hand over"),
    "outlet": ("网点上架", "outlet"),
    "shelve": ("上架", "shelve"),
    "accept": ("收寄", "accept"),
}

_STATES = {
    "ok": ("正常", "ok"),
    "tight": ("偏紧", "tight"),
    "overloaded": ("超负荷", "overloaded"),
    "degenerate": ("无变化", "degenerate"),
    "insufficient": ("重复不足", "insufficient"),
}

_KINDS = {
    "stage_week": ("班组，平均周", "crew, mean week"),
    "stage_day": ("班组，最重班日", "crew, heaviest day"),
    "line_week": ("线路，平均周", "line, mean week"),
    "line_stretch": ("线路，最重班次日", "line, heaviest stretch"),
    "shelf": ("货架", "shelf"),
    "garage_day": ("车辆，最重日", "vehicles, heaviest day"),
    "garage_runs": ("车辆，计划车次", "vehicles, planned runs"),
}

_UNITS = {
    "worker_h": ("工时", "worker-hours"),
    "vehicle_h": ("车时", "vehicle-hours"),
    "parcels": ("件", "parcels"),
    "kg": ("公斤", "kg"),
    "litres": ("升", "litres"),
    "runs": ("车次", "runs"),
}

_OTHERS = {
    "own": ("自有", "own"),
    "host": ("承运方", "host"),
    "pool": ("联盟", "pool"),
    "brand": ("品牌", "brand"),
    "keeper": ("站点经营者", "point keeper"),
    "daily": ("每天", "daily"),
    "operators": ("企业", "operators"),
    "public": ("财政", "public"),
    "residents": ("群众", "residents"),
    "resident": ("群众", "resident"),
    "brands": ("快递企业", "brands"),
    "handling": ("处理", "handling"),
    "waiting": ("等候发车", "waiting for departure"),
    "travel": ("运输", "travel"),
    "opening": ("等候开门", "waiting for opening"),
    "collection": ("等待取件", "waiting for collection"),
}

_WORDS: dict[str, tuple[str, str]] = {**_COLUMNS, **_LEVELS, **_LEGS, **_STAGES, **_STATES, **_KINDS, **_UNITS, **_OTHERS}

_WEEKDAYS = (("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun"))


def word(key: str, lang: str = "zh", context: str = "") -> str:
    """The word for ``key`` in ``lang``; ``context`` (``leg``, ``level``) tells homonyms apart. A key without a word is returned as it is."""
    pair = _WORDS.get(f"{context}.{key}") or _WORDS.get(key)
    return key if pair is None else pair[LANGUAGES.index(lang)]


def headed(frame: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """``frame`` with its columns named for a reader; columns without a word keep their key."""
    return frame.rename(columns={c: word(str(c), lang) for c in frame.columns})


def weekdays_text(days: Iterable[int], lang: str = "zh") -> str:
    """Weekdays (Monday 0) in words: 每天, 周一、三、五; daily, Mon Wed Fri."""
    found = sorted(set(days))
    if len(found) == 7:
        return word("daily", lang)
    names = [_WEEKDAYS[d][LANGUAGES.index(lang)] for d in found]
    if lang == "zh":
        return "周" + "、".join(names) if names else ""
    return " ".join(names)


def say(lang: str, zh: str, en: str) -> str:
    """The text of the two that is in ``lang``; for sentences used in one place only."""
    return (zh, en)[LANGUAGES.index(lang)]
