"""The packaged Chinese font, known to matplotlib under names of our own so that a font of the machine can never stand
in for it."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import tempfile
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from sim.plain.cache_folder import cache_folder
from sim.plain.whole import whole

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
    the figure. Making the copy takes longer too, so it is kept in the cache folder for the next process.
    """
    rare = frozenset(ord(c) for part in text for c in part) - frozenset(_COMMON)
    file = _reduced(rare)
    name = f"{FONT} {file.stem}"
    _register(file, name)
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
def _reduced(rare: frozenset[int]) -> Path:
    """The file of a reduced font, found or made: processes that make it at once make the same bytes. Where the cache
    folder cannot be written, one that lasts as long as the process."""
    name = f"{_key(rare)}.ttf"
    kept = cache_folder("fonts") / name
    if _opens(kept):
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        _make(kept, rare)
        return kept
    except OSError:
        own = Path(_own_folder().name) / name
        _make(own, rare)
        return own


def _key(rare: frozenset[int]) -> str:
    """Names all that a reduced font is made of."""
    import fontTools  # type: ignore[import-untyped]

    words = repr((fontTools.version, _COMMON, sorted(rare))).encode()
    return hashlib.sha256(_path().read_bytes() + words).hexdigest()[:32]


def _opens(file: Path) -> bool:
    """Whether there is a font in a file."""
    try:
        FT2Font(file)
    except (OSError, RuntimeError):
        return False
    return True


@cache
def _own_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of this process."""
    return tempfile.TemporaryDirectory(prefix="parcelflow-font-", ignore_cleanup_errors=True)


def _make(file: Path, rare: frozenset[int]) -> None:
    """Write a reduced font."""
    from fontTools import subset

    options = subset.Options(layout_features=[], recalc_timestamp=False, hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]
    font = subset.load_font(_path(), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*_COMMON, *rare])
    subsetter.subset(font)
    with whole(file) as part:
        font.save(part)


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
