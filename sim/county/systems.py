"""Coordinate systems of positions: which one is meant, and how it becomes WGS84, in which the model counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from sim.county.geometry import LonLat

System = Literal["wgs84", "gcj02", "bd09"]

_WORDS: dict[str, System] = {
    "wgs84": "wgs84", "wgs1984": "wgs84", "wgs": "wgs84", "gps": "wgs84", "epsg4326": "wgs84", "4326": "wgs84",
    "crs84": "wgs84", "天地图": "wgs84", "地球坐标": "wgs84",
    "cgcs2000": "wgs84", "国家2000": "wgs84", "2000国家大地": "wgs84", "大地2000": "wgs84", "epsg4490": "wgs84",
    "4490": "wgs84",
    "gcj02": "gcj02", "gcj": "gcj02", "火星": "gcj02", "国测局": "gcj02", "高德": "gcj02", "腾讯": "gcj02",
    "amap": "gcj02", "gaode": "gcj02", "tencent": "gcj02",
    "谷歌中国": "gcj02", "qq地图": "gcj02",
    "bd09": "bd09", "bd09ll": "bd09", "百度": "bd09", "baidu": "bd09",
}  # fmt: skip
"""Words by which a system is known; CGCS2000 lies within a metre of WGS84 and is taken for it."""

_UNREAD = {
    "西安80": "西安80", "xian80": "西安80", "xian1980": "西安80", "西安1980": "西安80", "北京54": "北京54",
    "beijing54": "北京54", "beijing1954": "北京54", "bj54": "北京54",
    "bd09mc": "BD-09 MC", "web墨卡托": "EPSG:3857", "墨卡托": "EPSG:3857", "mercator": "EPSG:3857", "3857": "EPSG:3857",
    "epsg3857": "EPSG:3857", "900913": "EPSG:3857",
    "高斯": "高斯-克吕格", "gausskruger": "高斯-克吕格", "utm": "UTM", "投影": "投影",
}  # fmt: skip
"""Systems that are known, and not read: older datums need the parameters of a region, the others are metres."""

_LONGEST = 100
_SEPARATORS = re.compile(r"[\s_\-:/.]+")
_ENDINGS = re.compile(r"(地图|坐标系统|坐标系|坐标|经纬度|系)+$")


class UnreadSystemError(ValueError):
    """A coordinate system that is known and not read; ``args[0]`` is its name."""


def system_in(text: str) -> System | None:
    """The coordinate system that a text names, e.g. of ``GCJ-02``, ``高德坐标`` or ``urn:ogc:def:crs:EPSG::4490``; None
    where it names none.

    Raises:
        UnreadSystemError: the text names one that is not read.
    """
    word = _plain(text)
    if not word:
        return None
    for key in sorted(_UNREAD, key=len, reverse=True):
        if _holds(word, key):
            raise UnreadSystemError(_UNREAD[key])
    return next((_WORDS[key] for key in sorted(_WORDS, key=len, reverse=True) if _holds(word, key)), None)


def system_of(texts: Iterable[str], otherwise: System) -> System:
    """The system that the first of some texts names that names one.

    Raises:
        UnreadSystemError: it is one that is not read.
    """
    return next((found for text in texts if (found := system_in(text)) is not None), otherwise)


def without_system(heading: str) -> str:
    """A heading without the words of a coordinate system: 经度 of 高德经度, lon of gcj02_lon."""
    folded = unicodedata.normalize("NFKC", heading[:_LONGEST]).lower()
    for key in sorted((*_WORDS, *_UNREAD), key=len, reverse=True):
        spaced = r"[\s_\-]*".join(re.escape(c) for c in key)
        folded, count = re.subn(
            rf"^{spaced}(地图|坐标系|坐标)?[\s_\-]*(?=.)|(?<=.)[\s_\-]*{spaced}(地图|坐标系|坐标)?$", "", folded
        )
        if count:
            return folded
    return folded


def to_wgs84(position: LonLat, system: System) -> LonLat:
    """A position of a system in WGS84, within a centimetre of the published algorithms of GCJ-02 and BD-09 turned
    round."""
    if system == "wgs84":
        return position
    import prcoords

    lon, lat = position
    back = prcoords.gcj_wgs_bored if system == "gcj02" else prcoords.bd_wgs_bored
    found = back((lat, lon), check_china=False)
    return float(found.lon), float(found.lat)


def _plain(text: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).lower())[:200]


def _holds(word: str, key: str) -> bool:
    """Whether a word names a key: anywhere for Chinese and for letters with digits, as a word's end for bare numbers
    and short names."""
    if key.isdigit():
        return word == key or word.endswith(("epsg" + key, "crs" + key))
    if key in ("wgs", "gps", "gcj", "utm"):
        return _ENDINGS.sub("", word) == key
    return key in word
