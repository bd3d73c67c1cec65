"""Words that people read, in Chinese and English: column heads, legs, levels, stages, states. One place for all rooms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
    "paid_by": ("计费依据", "charged by"),
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
    "vehicles_kept": ("在册车（折合）", "vehicles kept"),
    "drivers": ("驾驶员（折合全职）", "drivers, full-time"),
    "vehicle_hours_day": ("日车时", "vehicle-hours a day"),
    "village": ("村", "village"),
    "hours": ("全程(小时)", "hours"),
    "where": ("地点", "where"),
    "actor": ("记账方", "actor"),
    "a": ("模式甲", "mode A"),
    "b": ("模式乙", "mode B"),
    "base_name": ("始发", "base"),
    "brand": ("快递品牌", "brand"),
    "busy_h_day": ("日忙碌工时", "busy worker-hours a day"),
    "busy_share": ("忙碌率", "utilisation"),
    "category": ("科目", "category"),
    "changed": ("是否改动", "changed"),
    "ci_high": ("95%区间上限", "95 % high"),
    "ci_high_holm": ("联合95%区间上限", "joint 95 % high"),
    "ci_low_holm": ("联合95%区间下限", "joint 95 % low"),
    "ci_low": ("95%区间下限", "95 % low"),
    "flips": ("单独取此值即互换", "values that alone turn it"),
    "strongest": ("与差距秩相关最强的参数", "keys most correlated with the gap"),
    "points": ("取值点数", "points"),
    "holds": ("排序成立点数", "order holds"),
    "difference": ("差值（甲−乙）", "difference A − B"),
    "distance_km": ("距县中心(公里)", "km from the hub"),
    "handled_day": ("日处理件数", "parcels handled a day"),
    "high": ("高值", "high"),
    "highest": ("最高", "highest"),
    "hours_day": ("日车时", "vehicle-hours a day"),
    "kpi": ("指标", "KPI"),
    "low": ("低值", "low"),
    "lowest": ("最低", "lowest"),
    "mean": ("均值", "mean"),
    "meaning": ("含义", "meaning"),
    "n": ("重复次数", "n"),
    "overtime_h_day": ("日加班工时", "overtime hours a day"),
    "p_holm": ("p值（Holm校正）", "p (Holm)"),
    "parcels_day": ("日均件量（参与共配品牌）", "parcels a day (pool)"),
    "parcels_share": ("承运件数占比", "share of parcels"),
    "place_name": ("节点", "place"),
    "places": ("节点数", "places"),
    "population": ("人口", "population"),
    "rank": ("序号", "rank"),
    "rostered_h_day": ("日排班工时", "rostered hours a day"),
    "service_mode": ("服务模式", "served by"),
    "source": ("来源", "source"),
    "township_name": ("乡镇", "township"),
    "value": ("取值", "value"),
    "verdict": ("判断", "verdict"),
    "villages": ("村数", "villages"),
    "villages_share": ("承运村占比", "share of villages"),
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
    "one_person": ("一人作业（卸车、分拣等）", "one person (unload, sort)"),
    "unload": ("卸车", "unload"),
    "screen": ("安检", "screen"),
    "sort": ("分拣", "sort"),
    "sort_village": ("分拣到村", "sort to villages"),
    "hand_over": ("交接", "hand over"),
    "outlet": ("网点上架", "outlet"),
    "shelve": ("上架", "shelve"),
    "accept": ("收寄", "accept"),
}

_STATES = {
    "ok": ("正常", "ok"),
    "tight": ("偏紧", "tight"),
    "piled": ("积压", "piles up"),
    "robust": ("稳健", "robust"),
    "not robust": ("不稳健", "not robust"),
    "too few points": ("取值点不足", "too few points"),
    "overloaded": ("超负荷", "overloaded"),
    "aside": ("不进村", "not served"),
    "degenerate": ("无变化", "degenerate"),
    "insufficient": ("重复不足", "insufficient"),
    "skewed": ("跳动，无区间", "skewed, no interval"),
    "rare": ("罕见，无区间", "rare, no interval"),
}

_KINDS = {
    "stage_week": ("班组，平均周", "crew, mean week"),
    "stage_day": ("班组，最重班日", "crew, heaviest day"),
    "line_week": ("线路，平均周", "line, mean week"),
    "line_departure": ("线路，最满班次", "line, fullest departure"),
    "round": ("往返一趟", "round"),
    "backlog": ("仿真中积压逐周增长", "backlog grew in the simulation"),
    "line_stretch": ("线路，最重班次日", "line, heaviest stretch"),
    "shelf_week": ("货架，平均周", "shelf, mean week"),
    "shelf": ("货架，最满时", "shelf, at its fullest"),
    "depot_day": ("车辆，最重日", "vehicles, heaviest day"),
    "depot_runs": ("车辆，计划车次", "vehicles, planned runs"),
}

_UNITS = {
    "worker_h": ("工时", "worker-hours"),
    "vehicle_h": ("车时", "vehicle-hours"),
    "parcels": ("件", "parcels"),
    "kg": ("公斤", "kg"),
    "litres": ("升", "litres"),
    "runs": ("车次", "runs"),
}

_VERDICTS = {
    "a lower": ("甲较低", "A is lower"),
    "b lower": ("乙较低", "B is lower"),
    "not distinguishable": ("无法区分", "not distinguishable"),
    "other parcels": ("不是同一批件，不可比", "other parcels, not comparable"),
}

_LEDGER = {
    "resource": ("资源消耗", "resource"),
    "transfer": ("转移支付", "transfer"),
    "energy": ("能耗与维护", "energy and upkeep"),
    "category.vehicle": ("车辆固定成本", "vehicle"),
    "category.driver": ("驾驶员", "driver"),
    "host_run": ("承运方行车成本", "hosts' runs"),
    "staff_outlet": ("网点人工", "outlet staff"),
    "category.staff": ("人工", "staff"),
    "category.overtime": ("加班", "overtime"),
    "category.keeper": ("站点人工", "keepers' labour"),
    "rent": ("场地租金", "rent"),
    "category.travel": ("群众出行", "residents' travel"),
    "category.time": ("群众时间", "residents' time"),
    "subsidy": ("补贴", "subsidy"),
    "category.commission": ("代办费", "commission"),
    "category.post": ("邮政代投费", "fee to the post"),
    "category.bus": ("客运代运费", "fee to the bus company"),
    "category.shop": ("商超代运费", "fee to the shop supplier"),
    "category.relay": ("接驳费", "relay fee"),
    "category.courier": ("快递代投费", "fee between couriers"),
    "trip": ("取件出行", "residents' trips"),
    "point": ("服务点", "point"),
    "world": ("外部", "outside"),
}

_STATUS = {
    "real": ("真实", "real"),
    "user": ("用户提供", "given by the user"),
    "assumed": ("假设", "assumed"),
    "synthetic": ("合成", "synthetic"),
    "doubtful": ("存疑", "doubtful"),
}

_SECTIONS = {
    "section.horizon": ("时间范围", "horizon"),
    "section.demand": ("需求", "demand"),
    "section.resident": ("群众", "residents"),
    "section.roads": ("道路", "roads"),
    "section.vehicles": ("车型", "vehicles"),
    "section.handling": ("处理作业", "handling"),
    "section.points": ("服务点", "points"),
    "section.schedule": ("班次", "schedule"),
    "section.loading": ("装车", "loading"),
    "section.fleet": ("车队", "fleet"),
    "section.staffing": ("人员", "staffing"),
    "section.host": ("承运方", "hosts"),
    "section.cost": ("成本", "cost"),
    "section.tariff": ("费用标准", "fees"),
    "section.disruption": ("扰动", "disruption"),
    "section.service": ("服务标准", "service"),
    "section.county": ("县域", "county"),
    "section.data": ("县域数据", "county data"),
    "section": ("类别", "section"),
}

_OTHERS = {
    "sweep.mode": ("合作模式", "mode"),
    "sweep.assignment": ("模式分配", "assignment"),
    "sweep.county": ("县", "county"),
    "sweep.demand": ("需求情景", "demand"),
    "sweep.seed": ("随机种子", "seed"),
    "rostered": ("排班工时", "hours rostered"),
    "worked": ("村件作业时间", "time worked on village parcels"),
    "pool.joint": ("共配联合体", "joint pool"),
    "yes": ("是", "yes"),
    "shape.township": ("经乡镇", "via the township"),
    "shape.direct": ("县直达", "straight from the hub"),
    "shape.failed": ("排不出方案", "no plan possible"),
    "partner": ("合作方", "partner"),
    "shape": ("路网形状", "shape of the network"),
    "chosen": ("采用", "taken"),
    "added": ("加开", "added"),
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

_WORDS: dict[str, tuple[str, str]] = {**_COLUMNS, **_LEVELS, **_LEGS, **_STAGES, **_STATES, **_KINDS, **_UNITS, **_VERDICTS, **_LEDGER, **_STATUS, **_SECTIONS, **_OTHERS}

_WEEKDAYS = (("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun"))


def word(key: str, lang: str = "zh", context: str = "") -> str:
    """The word for ``key`` in ``lang``; ``context`` (``leg``, ``level``) tells homonyms apart. A key without a word is returned as it is."""
    pair = _WORDS.get(f"{context}.{key}") or _WORDS.get(key)
    return key if pair is None else pair[LANGUAGES.index(lang)]


@dataclass(frozen=True)
class Word:
    """A key that is said by its word in either language; see ``word``."""

    key: str
    context: str = ""

    def text(self, lang: str) -> str:
        """The word in ``lang``."""
        return word(self.key, lang, self.context)


@dataclass(frozen=True)
class Named:
    """A name in Chinese and, where there is one, in English."""

    zh: str
    en: str = ""

    def text(self, lang: str) -> str:
        """The name in ``lang``."""
        return self.zh if lang == "zh" else self.en or self.zh


_AMOUNTS = {
    "share": ("%", "%"),
    "h": ("小时", "h"),
    "yuan/parcel": ("元/件", "yuan/parcel"),
    "yuan/village/year": ("元/村/年", "yuan/village/year"),
    "days/week": ("天/周", "days/week"),
    "km/day": ("公里/天", "km/day"),
    "kg/parcel": ("千克/件", "kg/parcel"),
    "vehicles": ("辆", "vehicles"),
    "people": ("人", "people"),
    "parcels/trip": ("件/趟", "parcels/trip"),
    "h/day": ("小时/天", "h/day"),
}


def unit_text(unit: str, lang: str = "zh") -> str:
    """A KPI's unit for a reader; one without a word is returned as it is."""
    pair = _AMOUNTS.get(unit)
    return unit if pair is None else pair[LANGUAGES.index(lang)]


@dataclass(frozen=True)
class Amount:
    """A KPI's unit that is said in either language; see ``unit_text``."""

    unit: str

    def text(self, lang: str) -> str:
        """The unit in ``lang``."""
        return unit_text(self.unit, lang)


def figure(value: float, unit: str) -> str:
    """A number as people read it in a unit, the unit left out: 86.2%, 2,108, 30.6, 2.50; a dash for none, ∞ without end."""
    if value != value:
        return "—"
    if value in (float("inf"), float("-inf")):
        return "∞"
    if unit == "share":
        return f"{value:.1%}".replace("-0.0%", "0.0%")
    if unit in ("vehicles", "people"):
        digits = 0 if abs(value - round(value)) < 0.05 else 1
    else:
        digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 or unit == "h" else 2
    text = f"{value:,.{digits}f}"
    return text.lstrip("-") if float(text.replace(",", "")) == 0 else text


def amount(value: float, unit: str, lang: str = "zh") -> str:
    """A number with its unit in the reader's language: 86.2%, 2.50元/件, 30.6 h."""
    text = figure(value, unit)
    if unit == "share":
        return text
    return text + ("" if lang == "zh" else " ") + unit_text(unit, lang)


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
