"""Which file beside the tables of a county is its boundary."""

from __future__ import annotations

from collections.abc import Sequence
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
    is_folder = source.is_dir()
    folder, stems = (source, _NAMES) if is_folder else (source.parent, (source.stem, *_NAMES))
    try:
        files = {p.name.lower(): p for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith(".")}
    except OSError:  # the reader of tables says what is wrong with the folder
        return None
    names = [f"{stem.lower()}{end}" for stem in stems for end in _ENDINGS]
    named = next((files[name] for name in names if name in files), None)
    if named is not None or not is_folder:
        return named
    return _only_map(list(files.values()), findings)


def _only_map(files: Sequence[Path], findings: Findings) -> Path | None:
    """The one GeoJSON of a folder; None, with what is to be said of it, where there are several or other maps."""
    maps = [p for p in files if p.suffix.lower() == ".geojson"]
    if len(maps) == 1:
        return maps[0]
    others = [p.name for p in files if p.suffix.lower() in _OTHERS]
    if maps:
        found = phrase("geo.files", files=tuple(p.name for p in maps))
        findings.fault("county.many_boundaries", Where(file=maps[1].name), found, phrase("geo.one_boundary"))
    elif others:
        findings.remark("county.file_not_read", Where(file=others[0]), phrase("geo.not_read"))
    return None


def boundary_beside(path: Path) -> Path:
    """The file of a workbook's, or a folder's, boundary."""
    return path.with_suffix(".geojson") if path.suffix.lower() == ".xlsx" else path / "boundary.geojson"
