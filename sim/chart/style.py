"""How every figure looks: the packaged Chinese font, sizes for A4, colours that colour-blind readers tell apart, and
how files are written.

No pyplot, no lasting change of matplotlib's settings: figures are plain ``Figure`` objects, drawn and saved inside
``drawing()``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from sim.chart.font import reduced_font, whole_font
from sim.chart.look import FORMATS
from sim.plain.whole import whole

HALF_MM, MIDDLE_MM, FULL_MM = 80.0, 105.0, 160.0
"""Widths on an A4 page: half of its type area, two thirds, and the whole of it."""
POINTS_MM = 72 / 25.4
"""Points in a millimetre."""

COMPONENTS = ("#1D3C6B", "#EE7733", "#93CFEC", "#71600F", "#E0E0E0")
"""Parts of a stack: not the colours of the modes, so that nobody takes one for the other, and neighbours differ in a
grey print too."""
DARK = (COMPONENTS[0], COMPONENTS[3])
"""Those on which figures are written in white."""
INK, GREY, FAINT = "#222222", "#666666", "#DDDDDD"

_SETTINGS: Any = {
    "font.size": 8.5,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.labelsize": 8.5,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "axes.unicode_minus": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.7,
    "axes.axisbelow": True,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.5,
    "lines.markersize": 5,
    "errorbar.capsize": 2.5,
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "parcelflow",
    "text.usetex": False,
    "text.hinting": "no_hinting",
    "text.parse_math": False,
}


@contextmanager
def drawing(text: Iterable[str] | None = None) -> Iterator[None]:
    """The settings under which figures are drawn and saved; on leaving, matplotlib's own are back.

    Args:
        text: the names that will be drawn. Where given, a font with the common characters and theirs is used, which
            saves PDFs faster.
    """
    family = whole_font() if text is None else reduced_font(text)
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")  # told once, by ``font.missing``
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({**_SETTINGS, "font.family": [family]})
        yield


def new_figure(width_mm: float, height_mm: float) -> Figure:
    """An empty figure of a width on paper; ``height_mm`` is for the drawing, ``dress`` adds what stands above and below
    it."""
    figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def dress(
    figure: Figure, title: str, notes: Sequence[str] = (), provenance: str = "",
    legend: tuple[Any, Sequence[str]] | None = None, legend_title: str = ""
) -> None:
    """Put the title and a legend above the drawing, notes and the provenance line, small, below it; the figure grows by
    their height.

    Args:
        legend: handles and labels, in reading order along the rows; as many columns as the width takes.
    """
    wide = figure.get_figwidth() * 72
    lines = _foot_lines(notes, provenance, wide - 8)
    handles, labels = legend or ((), ())
    columns = _columns([points(text, 8) + 34 for text in labels], wide)
    heads = wrapped(title, wide - 8, 9)
    above = 6 + 11 * len(heads) + (11 if labels and legend_title else 0)
    head = above + (12.5 * -(-len(labels) // columns) + 2 if labels else 0)
    foot = 6 + 9.5 * len(lines)
    high = figure.get_figheight() * 72 + head + foot
    figure.set_figheight(high / 72)
    _put(figure, "\n".join(heads), 1 - 3 / high, 9)
    if labels:
        _put(figure, legend_title, 1 - (7 + 11 * len(heads)) / high, 7.5, color=GREY)
        _put_legend(figure, (4 / wide, 1 - above / high), handles, labels, columns)
    for i, (text, size, colour) in enumerate(reversed(lines)):
        _put(figure, text, (4 + 9.5 * i) / high, size, color=colour, va="bottom")
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(rect=(0, foot / high, 1, 1 - (foot + head) / high))  # type: ignore[call-arg]


def _foot_lines(notes: Sequence[str], provenance: str, width: float) -> list[tuple[str, float, str]]:
    """Lines below a drawing, each with its size and colour."""
    told = [(part, 7.5, GREY) for note in notes if note for part in wrapped(note, width, 7.5)]
    return told + [(part, 7.0, GREY) for part in wrapped(provenance, width, 7.0)]


def _put(figure: Figure, text: str, up: float, size: float, **how: Any) -> None:
    """Write a line at the left edge, so far up as a share of the figure's height."""
    left = 4 / (figure.get_figwidth() * 72)
    figure.text(left, up, text, **{"fontsize": size, "ha": "left", "va": "top", **how})


def _put_legend(figure: Figure, corner: tuple[float, float], handles: Any, labels: Sequence[str], columns: int) -> None:
    """Put a legend below and right of a corner, its entries in reading order: matplotlib fills columns."""
    order = [i for column in range(columns) for i in range(column, len(labels), columns)]
    figure.legend(
        [handles[i] for i in order], [labels[i] for i in order], loc="upper left", bbox_to_anchor=corner,
        ncols=columns, fontsize=8, borderpad=0, borderaxespad=0, labelspacing=0.35, handlelength=2.2,
        handletextpad=0.5, columnspacing=1.2,
    )


def _columns(widths: Sequence[float], room: float) -> int:
    """Most columns into which a legend's entries fit, row by row."""
    return next((n for n in range(len(widths), 1, -1) if sum(max(widths[i::n]) for i in range(n)) <= room), 1)


_NARROW, _WIDE = frozenset(" .,:;!|'()[]-fijlrtI"), frozenset("mwMW%@±×·—≥≤")


def points(text: str, size: float) -> float:
    """About how wide a text is, rather more than less: a Chinese character is as wide as the font's size, letters by
    three kinds."""
    return size * sum(1.01 if ord(c) > 0x2E7F else 0.34 if c in _NARROW else 0.87 if c in _WIDE else 0.58 for c in text)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines of at most about ``width`` points; Chinese may break between any two characters, but not before
    punctuation."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and points(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line] if line else lines


def label(text: str, width: float = 82, size: float = 8) -> str:
    """A name for an axis, broken into lines of at most ``width`` points."""
    return "\n".join(wrapped(text, width, size))


def _pieces(text: str) -> Iterator[str]:
    """Words with the blank after them; each Chinese character is a piece, with the punctuation after it."""
    piece = ""
    for c in text:
        if piece and ord(c) > 0x2E7F and c not in "，。；：、）】" and piece[-1] not in "（【(":
            yield piece
            piece = ""
        piece += c
        if c == " ":
            yield piece
            piece = ""
    if piece:
        yield piece


def number(value: float, digits: int = 0) -> str:
    """A number with thousands separators; a dash where there is none."""
    return _minus(f"{value:,.{digits}f}") if value == value and abs(value) != float("inf") else "—"


def _minus(text: str) -> str:
    """A number's text with the sign of minus, which is as wide as a digit."""
    return text.replace("-", "−")


def thousands(axis: Any) -> None:
    """Thousands separators on an axis, decimals only where ticks need them."""
    axis.set_major_formatter(
        FuncFormatter(lambda v, _: _minus(f"{v:,.0f}" if abs(v - round(v)) < 1e-9 else f"{v:,.10g}"))
    )


def percent(axis: Any) -> None:
    """Shares as per cent."""
    axis.set_major_formatter(FuncFormatter(lambda v, _: _minus(f"{100 * v:.0f}%")))


def lay_out(figure: Figure) -> None:
    """Lay a figure out once for all formats, as its first drawing would; it takes as long as the drawing."""
    engine = figure.get_layout_engine()
    if engine is None:
        return
    if figure.axes:
        with suppress(ValueError):  # as where it is drawn
            engine.execute(figure)
    figure.set_layout_engine(None)  # "none" is one more, for which saving draws all twice


def save(figure: Figure, path: Path, formats: Iterable[str] = FORMATS, dpi: int = 220) -> list[Path]:
    """Write ``path`` with each format's suffix, the same bytes for the same drawing: no dates, no random ids.

    Raises:
        ValueError: a format other than png, svg, pdf.
    """
    lay_out(figure)
    metadata: dict[str, dict[str, Any]] = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
    written = []
    for suffix in formats:
        if suffix not in metadata:
            raise ValueError(f"{suffix!r} is not one of {', '.join(metadata)}")
        target = path.with_name(f"{path.name}.{suffix}")
        with whole(target) as part:
            figure.savefig(part, format=suffix, dpi=dpi, metadata=metadata[suffix])
        written.append(target)
    return written
