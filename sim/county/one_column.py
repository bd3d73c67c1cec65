"""Positions that stand in one column, as 118.1622,36.1834: read as the two that the tables of a county have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from sim.county.boundary import in_china
from sim.county.degrees import read_degrees
from sim.problems import Problem, Where, phrase
from sim.table import CellKind, Findings, RawTable, Sheet
from sim.table.heading import heading

WORDS = frozenset((
    "坐标", "经纬度", "经纬度坐标", "经纬坐标", "地理坐标", "位置坐标", "位置", "坐标位置", "经度纬度", "纬度经度",
    "经纬", "坐标经纬度", "坐标点", "地理位置", "中心坐标", "coordinates", "coordinate", "coords", "coord", "lonlat",
    "lnglat", "latlon", "latlng", "longitudelatitude", "latitudelongitude", "position", "location", "geo", "xy",
    "lonandlat", "latandlon", "point",
))  # fmt: skip
"""Headings of such a column, without spaces and marks; one is taken where its cells are positions."""

_FRAME = re.compile(r"^\s*(?:point|坐标|位置)?\s*[:：]?\s*[(\[{【]?\s*|\s*[)\]}】]?\s*$", re.IGNORECASE)
_LABELS = re.compile(r"(?:经度|纬度|longitude|latitude|lon|lng|lat)\s*[:：=]\s*|(?:经度|纬度)(?=\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;、|/]\s*")
_LONGEST = 120
_NORTH = re.compile(r"[ns北南]", re.IGNORECASE)


def apart(raw: RawTable, sheet: Sheet, findings: Findings) -> RawTable:
    """The table with a longitude and a latitude in place of a column that has both; as it is where none has.

    Which number is which is told by its letter (E, 北纬), else by where China lies; neither: longitude stands first.
    Cells that hold no position in such a column are faults; those with the latitude first are remarked on.
    """
    keys = {column.key for column in sheet.columns}
    at = _column(raw, sheet) if {"lon", "lat"} <= keys else None
    if at is None:
        return raw
    texts, header = raw.columns[at], raw.header[at]
    pairs = [pair_in(text) if text else None for text in texts]
    own = [raw.kind(row, at) in (CellKind.FORMULA, CellKind.ERROR) for row in range(len(raw))]
    _refuse(raw, at, [row for row, text in enumerate(texts) if text and not (pairs[row] or own[row])], findings)
    turned = [raw.numbers[row] for row, pair in enumerate(pairs) if pair and pair[2]]
    if turned:
        findings.remark("county.lat_first", Where(raw.file, raw.sheet, None, header), phrase("geo.lat_first"), turned)
    lon = [pair[0] if pair else text if mine else "" for text, pair, mine in zip(texts, pairs, own, strict=True)]
    names = ("lon ({})", "lat ({})") if header.isascii() else ("经度（{}）", "纬度（{}）")
    return _split(raw, at, lon, [pair[1] if pair else "" for pair in pairs], [name.format(header) for name in names])


def pair_in(text: str) -> tuple[str, str, bool] | None:
    """The longitude and the latitude of a text, and whether the latitude stood first; None where it holds no two
    degrees. A height that follows is left out."""
    if len(text) > _LONGEST:
        return None
    plain = _LABELS.sub("", _FRAME.sub("", unicodedata.normalize("NFKC", text)))
    parts = [part for part in _BETWEEN.split(plain) if part]
    if len(parts) == 1:
        words = plain.split()
        cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        halves = [cut for cut in cuts if None not in map(read_degrees, cut)]
        parts = list(halves[0]) if len(halves) == 1 else parts
    found = [degree for part in parts if (degree := read_degrees(part)) is not None]
    if len(parts) not in (2, 3) or len(found) < len(parts):
        return None
    (a, b), (one, other) = parts[:2], found[:2]
    latitude_first = _NORTH.search(a) is not None or (not in_china(one, other) and in_china(other, one))
    return (b, a, True) if latitude_first else (a, b, False)


def _column(raw: RawTable, sheet: Sheet) -> int | None:
    """The column that holds positions, beside no longitude or latitude: called so, with one in a cell at least."""
    known = [sheet.known.get(heading(text).words) for text in raw.header]
    if any(column and column.key in ("lon", "lat") for column in known):
        return None
    also = sheet.also or str
    called = [i for i, text in enumerate(raw.header) if text and _called(text, also(text))]
    return next((i for i in called if any(map(pair_in, raw.columns[i]))), None)


def _called(*texts: str) -> bool:
    return any(heading(text).words in WORDS for text in texts)


def _refuse(raw: RawTable, at: int, rows: Sequence[int], findings: Findings) -> None:
    """A fault for every cell that should hold a position and does not."""
    allowed = phrase("geo.a_pair")
    findings.many(
        rows,
        lambda row: Problem("county.not_degrees", raw.where(row, at), raw.columns[at][row][:200], allowed),
        lambda more: Problem(
            "county.not_degrees", raw.where(column=at), phrase("table.more_faults", count=more), allowed
        ),
    )


def _split(raw: RawTable, at: int, lon: list[str], lat: list[str], names: Sequence[str]) -> RawTable:
    """The table with one column's cells and heading replaced, and another behind the last one with a heading."""
    end, header, columns, kinds = raw.headed, list(raw.header), list(raw.columns), list(raw.kinds)
    header[at], columns[at] = names[0], lon
    header.insert(end, names[1])
    columns.insert(end, lat)
    if kinds:
        kinds.insert(end, bytearray(len(raw)))
    return replace(
        raw, header=tuple(header), columns=tuple(columns), kinds=tuple(kinds), headed=end + 1,
        widths=[width + 1 for width in raw.widths],
    )  # fmt: skip
