"""The packaged Chinese font, known to matplotlib under names of our own so that a font of the machine can never stand
in for it."""

from __future__ import annotations

import dataclasses
import importlib.util
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from matplotlib import font_manager

FONT = "parcelflow Noto Sans SC"
"""The whole font."""

_COMMON = (
    *range(0x20, 0x250),
    *range(0x2000, 0x2C00),
    *range(0x3000, 0x3040),
    *range(0xFF00, 0xFFF0),
    *(ord(bytes((a, b)).decode("gb2312", "replace")[0]) for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)),
)
"""Latin letters, signs, and the Chinese characters of GB 2312."""


def whole_font() -> str:
    """Family name of the packaged font."""
    _register(_path(), FONT)
    return FONT


def reduced_font(text: Iterable[str]) -> str:
    """Family name of a copy of the packaged font with the common characters and those of ``text``.

    Every PDF embeds its part of the font, and cutting that part out of thirty thousand glyphs takes longer than drawing
    the figure.
    """
    rare = frozenset(ord(c) for part in text for c in part) - frozenset(_COMMON)
    name, folder = _reduced(rare)
    _register(Path(folder.name) / "font.ttf", name)
    return name


def missing(text: Iterable[str]) -> list[str]:
    """The characters of some texts that the font has not, in order of first appearance; spaces and what has no shape
    apart."""
    known = _characters()
    return [c for c in dict.fromkeys("".join(text)) if ord(c) not in known and c.isprintable() and not c.isspace()]


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=16)
def _reduced(rare: frozenset[int]) -> tuple[str, tempfile.TemporaryDirectory[str]]:
    """Name and folder of a reduced font; the folder lasts as long as the process."""
    from fontTools import subset  # type: ignore[import-untyped]

    folder = tempfile.TemporaryDirectory(prefix="parcelflow-font-", ignore_cleanup_errors=True)
    options = subset.Options(layout_features=[], recalc_timestamp=False, hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]
    font = subset.load_font(_path(), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*_COMMON, *rare])
    subsetter.subset(font)
    font.save(Path(folder.name) / "font.ttf")
    return f"{FONT} {abs(hash(rare)):x}", folder


def _path() -> Path:
    package = importlib.util.find_spec("zhplot")
    if package is None or package.origin is None:
        raise RuntimeError("the package zhplot, which carries the font of the charts, is not installed")
    return Path(package.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def _register(path: Path, name: str) -> None:
    """Make a font file known to matplotlib under a name; does nothing the second time."""
    manager = font_manager.fontManager
    if any(entry.name == name for entry in manager.ttflist):
        return
    manager.addfont(path)
    entry = next(e for e in reversed(manager.ttflist) if e.fname == str(path))
    manager.ttflist.remove(entry)
    manager.ttflist.append(dataclasses.replace(entry, name=name))
