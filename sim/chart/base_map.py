"""What a map needs of a county, as plain data that a results folder keeps: positions, names, where these come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.county.county import County, Note, Seat, Village
from sim.problems import phrase, said
from sim.words import LANGUAGES, Named, say

Ring = tuple[tuple[float, float], ...]

_PLACED = tuple(phrase(f"note.{what}") for what in ("hub_position", "township_seats", "village_positions", "boundary"))
"""Notes of a county that say where positions come from."""


@dataclass(frozen=True, kw_only=True)
class MapSpot:
    """A place on a map, east and north of the hub in km. ``urban``: a community of the county town."""

    code: str
    name: str
    pinyin: str
    x_km: float
    y_km: float
    urban: bool = False


@dataclass(frozen=True, kw_only=True)
class BaseMap:
    """A county as a map shows it.

    Attributes:
        boundary: outer rings.
        schematic: fewer than half of the township seats have real positions, so a map of it is 示意图.
        sources: where positions come from, in Chinese and English; ``made_up``: what of them is not real.
    """

    name: str
    name_en: str
    hub: MapSpot
    townships: tuple[MapSpot, ...]
    villages: tuple[MapSpot, ...]
    boundary: tuple[Ring, ...]
    schematic: bool
    sources: tuple[str, str]
    made_up: tuple[str, str]

    @staticmethod
    def of(county: County) -> BaseMap:
        """What a map needs of a county."""
        zh, en = (_sources(county, lang) for lang in LANGUAGES)
        return BaseMap(
            name=county.name, name_en=county.name_en or county.name, hub=_spot(county.hub),
            townships=tuple(map(_spot, county.townships)),
            villages=tuple(_spot(v, bool(urban)) for v, urban in zip(county.villages, county.urban, strict=True)),
            boundary=tuple(tuple((float(x), float(y)) for x, y in ring) for ring in county.boundary),
            schematic=county.schematic, sources=(zh, en), made_up=(map_note(county, "zh"), map_note(county, "en")),
        )

    @property
    def rural(self) -> list[str]:
        """Codes of the villages, the communities of the county town apart."""
        return [spot.code for spot in self.villages if not spot.urban]

    def names(self, lang: str) -> Mapping[str, str]:
        """Names of the places by their codes."""
        spots = (*self.villages, *self.townships)
        hub = say(lang, "县中心", "hub")
        return {s.code: Named(s.name, s.pinyin).text(lang) for s in spots} | {self.hub.code: hub}


def _spot(place: Seat | Village, urban: bool = False) -> MapSpot:
    return MapSpot(
        code=place.code, name=place.name, pinyin=place.pinyin, x_km=float(place.x_km), y_km=float(place.y_km),
        urban=urban,
    )


def map_foot(base: BaseMap, approval: str, lang: str) -> list[str]:
    """What stands below every map: what of it is synthetic, where positions come from, and the place of the approval
    number 审图号."""
    number = approval or "＿" * 10
    return [
        say(lang, *base.made_up),
        say(lang, f"位置来源：{base.sources[0]}。", f"Positions: {base.sources[1]}.") if base.sources[0] else "",
        say(lang, f"审图号：{number}", f"Map approval number (审图号): {number}"),
    ]


def _sources(county: County, lang: str) -> str:
    """Where positions come from, kind of place by kind, as the county's notes have it."""
    kinds: dict[str, list[str]] = {}
    for note in county.notes:
        if note.what in _PLACED:
            kinds.setdefault(said(note.what, lang), []).append(_source(note, lang))
    told = (say(lang, f"{kind}：", f"{kind}: ") + say(lang, "、", ", ").join(of) for kind, of in kinds.items())
    return say(lang, "；", "; ").join(told)


def _source(note: Note, lang: str) -> str:
    """The source of some places, and how many these are; of a user's own file its name alone, no folder."""
    told = said(note.source, lang)
    if note.status == "synthetic":
        told = say(lang, "按规则布点", "placed by a rule")
    elif isinstance(note.source, str):
        told = Path(told).name
    return told if note.count == 1 else told + say(lang, f"（{note.count:,}处）", f" ({note.count:,})")


def map_note(county: County, lang: str = "zh") -> str:
    """What of the positions is not real; empty when all are real or the user's own."""
    townships = county.townships[: county.town]
    villages, seats = len(county.rural), len(townships)
    made_up = sum(v.position_status == "synthetic" for v in county.rural)
    made_up_seats = sum(t.status == "synthetic" for t in townships)
    parts = []
    if county.assumed_hub is not None:
        parts.append(_hub_text(county, lang))
    if made_up:
        parts.append(say(lang, f"{made_up:,}/{villages:,}个村", f"{made_up:,} of {villages:,} villages"))
    if made_up_seats:
        parts.append(say(lang, f"{made_up_seats}/{seats}个乡镇驻地", f"{made_up_seats} of {seats} township seats"))
    return say(
        lang, f"位置为合成数据（按规则布点，非实测）：{'、'.join(parts)}。",
        f"Synthetic positions (placed by a rule, not surveyed): {', '.join(parts)}.",
    ) if parts else ""


def _hub_text(county: County, lang: str) -> str:
    """The hub among what is not real, with the township that it is assumed at."""
    township = county.assumed_hub.township if county.assumed_hub is not None else ""
    if not township:
        return say(lang, "县级中心（按县域居中假定）", "the hub (assumed amid the county)")
    name = township if lang == "zh" else next((t.pinyin for t in county.townships if t.name == township), township)
    return say(lang, f"县级中心（假定在{name}）", f"the hub (assumed at {name})")
