"""Which file beside the tables of a county is its boundary."""

from __future__ import annotations

from pathlib import Path

from sim.problems import Where, phrase
from sim.table import Findings

_NAMES = ("boundary", "县界", "边界", "行政区划", "outline")
_ENDINGS = (".geojson", ".json")
_OTHERS = (".shp", ".kml", ".kmz", ".topojson", ".gpkg", ".gml", ".dxf")


def boundary_file(source: Path, findings: Findings) -> Path | None:
    """The boundary of a county's tables: of the workbook's own name, or called boundary or 县界, or the one GeoJSON of
    its folder.

    Several GeoJSON files of which none is called so are a fault; map files of other kinds are named as not read.
    """
    folder = source if source.is_dir() else source.parent
    stems = (*(() if source.is_dir() else (source.stem,)), *_NAMES)
    try:
        files = {p.name.lower(): p for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith(".")}
    except OSError:  # the reader of tables says what is wrong with the folder
        return None
    named = next(
        (files[f"{stem.lower()}{end}"] for stem in stems for end in _ENDINGS if f"{stem.lower()}{end}" in files), None
    )
    if named is not None:
        return named
    maps = [p for p in files.values() if p.suffix.lower() == ".geojson"] if source.is_dir() else []
    if len(maps) > 1:
        findings.fault(
            "county.many_boundaries", Where(file=maps[1].name), phrase("geo.files", files=tuple(p.name for p in maps)),
            phrase("geo.one_boundary"),
        )
    others = [p.name for p in files.values() if p.suffix.lower() in _OTHERS] if source.is_dir() and not maps else []
    if others:
        findings.remark("county.file_not_read", Where(file=others[0]), phrase("geo.not_read"))
    return maps[0] if len(maps) == 1 else None
