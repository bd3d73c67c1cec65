"""Units that headings and cells of tables are written in, and what one of each is in the unit that the model counts in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sim.table.clean import folded

DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
"""Days that a volume per period is spread over: a month counts 30 days, as in the figures of operators."""

_MAGNITUDES = {"十": 10.0, "百": 100.0, "千": 1_000.0, "万": 10_000.0, "亿": 1e8, "萬": 10_000.0, "億": 1e8}
_SPACE = re.compile(r"[\s'’]+")


@dataclass(frozen=True)
class Dimension:
    """What is measured: the model's unit, as people write it, and the other units that are known.

    Attributes:
        unit_zh, unit_en: the model's unit.
        factors: what one of a unit is in the model's; keys are folded and without spaces.
    """

    unit_zh: str
    unit_en: str
    factors: tuple[tuple[str, float], ...]

    def text(self, lang: str) -> str:
        """The model's unit in ``lang``."""
        return self.unit_zh if lang == "zh" else self.unit_en


def _table(*rows: tuple[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple((word, factor) for words, factor in rows for word in words.split(" "))


_MU = 1 / 1500
LENGTH = Dimension("公里", "km", _table(
    ("公里 km kms kilometer kilometers kilometre kilometres", 1.0),
    ("米 m meter meters metre metres 公尺", 0.001),
    ("里 华里 市里", 0.5),
    ("英里 mile miles mi", 1.609344),
    ("厘米 cm", 1e-5),
))  # fmt: skip
AREA = Dimension("平方公里", "km²", _table(
    ("平方公里 km2 km^2 sqkm 平方千米 方公里 公里2 千米2 squarekm squarekilometres squarekilometers", 1.0),
    ("亩 市亩 mu", _MU), ("顷 市顷", 100 * _MU), ("公顷 ha hm2 hectare hectares", 0.01),
    ("平方米 m2 ㎡ 平米 米2 sqm", 1e-6),
    ("平方英里 sqmi mi2", 2.589988),
))  # fmt: skip
WEIGHT = Dimension("公斤", "kg", _table(
    ("公斤 千克 kg kgs kilogram kilograms", 1.0), ("克 g gram grams", 0.001), ("斤 市斤", 0.5), ("两 市两", 0.05),
    ("吨 t ton tonne tonnes", 1000.0),
    ("磅 lb lbs", 0.45359237), ("毫克 mg", 1e-6),
))  # fmt: skip
VOLUME = Dimension("升", "l", _table(
    ("升 l liter liters litre litres dm3 立方分米 公升", 1.0), ("毫升 ml cm3 立方厘米 cc", 0.001),
    ("立方米 立方 方 m3 cbm m^3 米3", 1000.0),
))  # fmt: skip
PEOPLE = Dimension("人", "people", _table(("人 口 名 人口 people persons person residents inhabitants 人次", 1.0)))
PEOPLE_EACH = Dimension(
    "人/户", "people a household",
    _table(("人 口 人/户 口/户 人每户 people persons people/household persons/household", 1.0)),
)
TIME = Dimension("分钟", "min", _table(
    ("分钟 分 min mins minute minutes", 1.0), ("小时 时 h hr hrs hour hours", 60.0),
    ("秒 s sec secs second seconds", 1 / 60),
))  # fmt: skip
SPEED = Dimension("公里/小时", "km/h", _table(
    ("公里/小时 公里/时 公里每小时 千米/小时 km/h kmh kph", 1.0), ("米/秒 m/s", 3.6),
))  # fmt: skip
FEE = Dimension("元", "yuan", _table(("元 元/件 元/月 yuan", 1.0), ("角 角/件", 0.1), ("分 分/件", 0.01)))
FLOOR = Dimension("平方米", "m²", tuple((word, 1e6 * factor) for word, factor in AREA.factors))
MONEY = Dimension("元", "yuan", _table(
    ("元 圆 块 块钱 元人民币 人民币元 人民币 rmb cny yuan", 1.0), ("角", 0.1), ("分", 0.01),
))  # fmt: skip
PARCELS = Dimension("件", "parcels", _table(("件 票 单 个 件/年 parcel parcels item items piece pieces pcs", 1.0)))
COUNT = Dimension("个", "places", _table(("个 处 家 座 村 站 点 格 组 天 次 places points villages days", 1.0)))
SHARE = Dimension("占比", "share", _table(("占比 share", 1.0), ("% percent 个百分点", 0.01), ("成", 0.1), ("‰", 0.001)))
RATIO = Dimension("倍", "times", _table(("倍 times", 1.0), ("% percent", 0.01)))
AS_ITEM = Dimension("与项目同", "as the item", _table(("平方米 m2 ㎡ 平米 人 名 个 家 件 格", 1.0)))
"""Counted as the item of its row is, so that no other unit can be converted."""

PER_DAY = Dimension("件/日", "parcels a day", ())
"""Parcels a day; its units are read by ``_per_day``."""

_ALL = (LENGTH, AREA, WEIGHT, VOLUME, PEOPLE)
_OTHER = {
    "户", "家", "%", "‰", "元", "万元", "件", "票", "吨", "箱", "袋", "个", "次", "度", "°", "小时", "分钟", "h",
    "min", "households", "yuan",
}
_PERIODS = {
    "日": "day", "天": "day", "day": "day", "d": "day", "daily": "day", "日均": "day",
    "周": "week", "星期": "week", "week": "week", "weekly": "week", "wk": "week", "周均": "week",
    "月": "month", "month": "month", "monthly": "month", "mo": "month", "月均": "month", "个月": "month",
    "季": "quarter", "季度": "quarter", "quarter": "quarter", "季均": "quarter",
    "年": "year", "year": "year", "yearly": "year", "annual": "year", "yr": "year", "年均": "year",
}  # fmt: skip
_THING = r"(?:件|票|单|个|包裹|快件|快递|邮件|parcels?|items?|pieces?|pcs)"
_VOLUME_UNIT = re.compile(
    rf"([十百千万亿萬億]{{0,2}}){_THING}?(?:/|每|per|a(?=[dwmyq]))?"
    rf"({'|'.join(sorted(_PERIODS, key=len, reverse=True))})?"
)
_PREFIX = re.compile(r"(?:每(日|天|周|月|季度|年)|(日|周|月|季|年)(?:均|平均|度)?)(?=.)")


@lru_cache(maxsize=4096)
def factor_of(unit: str, dimension: Dimension) -> float | None:
    """What one ``unit`` is in the model's unit, e.g. 1/30 for 件/月 of parcels a day, 20/3 for 万亩 of km²; None where
    it is none."""
    word = unit_word(unit)
    if dimension is PER_DAY:
        return _per_day(word)
    factor = dict(dimension.factors).get(word)
    if factor is not None:
        return factor
    size = 1.0
    for place in range(min(2, len(word))):  # 万亩, 百万人
        if word[place] not in _MAGNITUDES:
            return None
        size *= _MAGNITUDES[word[place]]
        rest = word[place + 1 :]
        if not rest or rest in dict(dimension.factors):
            return size * dict(dimension.factors).get(rest, 1.0)
    return None


def _per_day(word: str) -> float | None:
    found = _VOLUME_UNIT.fullmatch(word)
    if not found or not word:
        return None
    size = 1.0
    for char in found.group(1):
        size *= _MAGNITUDES[char]
    return size / DAYS[_PERIODS[found.group(2)]] if found.group(2) else size


def names_period(unit: str) -> bool:
    """Whether a unit of volume says per day, week, month or year."""
    found = _VOLUME_UNIT.fullmatch(unit_word(unit))
    return bool(found and found.group(2))


def period_of(words: str) -> tuple[str, str]:
    """The period that a heading of volumes begins with, and the rest: ``("月", "件量")`` of 月均件量; empty where it
    names none."""
    found = _PREFIX.match(words)
    return (found.group(1) or found.group(2), words[found.end() :]) if found else ("", words)


def is_unit(word: str) -> bool:
    """Whether a word is a unit of any kind."""
    return unit_word(word) in _OTHER or any(factor_of(word, d) is not None for d in (*_ALL, PER_DAY))


def unit_word(text: str) -> str:
    """A unit folded and without spaces."""
    return _SPACE.sub("", folded(text))


def bare_unit(text: str) -> str:
    """A unit without the brackets around it."""
    return text.strip("()（）[]【】 ")
