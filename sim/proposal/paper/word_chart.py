"""Charts of a Word file that Word itself draws and lets people edit, each with its table as a workbook inside.

python-docx makes none. A chart in Word is the same XML as one in Excel, so openpyxl writes it into a workbook, from
which it is taken; the numbers stand in it as well, so that it shows before anybody opens the workbook.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from sim.plain.written import put
from sim.proposal.paper.plots import Plot
from sim.proposal.paper.word_style import LATIN

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

COLOURS = ("33588A", "EE7733", "9AD3EE", "857019", "DADADA", "555555", "CC3311", "009988")
"""Of parts, in their order: neighbours differ in a grey print too."""

LINES = ("33588A", "EE7733", "009988", "CC3311", "857019", "555555")
"""Colours of lines, on white."""

DARK = ("33588A", "857019", "555555", "CC3311")
"""Those on which figures are written in white."""

SMALLEST = 0.06
"""Share of the longest bar from which on a part says its figure."""

TYPE = (
    f'<txPr xmlns:a="{A}"><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900" b="0"><a:latin typeface="{LATIN}"/>'
    '<a:ea typeface="宋体"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN" sz="900"/></a:p></txPr>'
)
"""How a chart is written: in the type of tables."""

DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash")


def add_chart(paragraph: Any, plot: Plot, width: int, height: int) -> None:
    """Append a chart to a paragraph; its part is numbered after those that are there.

    Args:
        width, height: in EMU (``docx.shared.Mm``).
    """
    part = paragraph.part
    number = 1 + sum(rel.reltype == RELATIONSHIP_TYPE.CHART for rel in part.rels.values())
    book = _book(plot)
    inside = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), BOOK_TYPE, book, part.package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, _chart_xml(book, "rId1"), part.package)
    chart.relate_to(inside, RELATIONSHIP_TYPE.PACKAGE)
    paragraph.add_run()._r.append(_drawing(part.relate_to(chart, RELATIONSHIP_TYPE.CHART), part.next_id, width, height))


def chart_height(plot: Plot) -> int:
    """How high a chart is on paper, in EMU: bars have a height each."""
    return Mm(38 + 11 * len(plot.categories)) if plot.kind == "stacked" else Mm(85)


def _drawing(rel: str, number: int, width: int, height: int) -> Any:
    return parse_xml(
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="{WP}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="{rel}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _book(plot: Plot) -> bytes:
    """A workbook with the table of a chart and the chart."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row, cells in enumerate(_rows(plot), start=1):
        for column, value in enumerate(cells, start=1):
            put(sheet.cell(row, column), value)
    sheet.add_chart(_chart(plot, sheet.title), "H2")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _rows(plot: Plot) -> list[list[Any]]:
    """The table of a chart: a column a series."""
    heads = ["", *(name for name, _ in plot.series)]
    values = zip(*(of for _, of in plot.series), strict=True)
    return [heads, *([category, *of] for category, of in zip(plot.categories, values, strict=True))]


def _chart_xml(book: bytes, rel: str) -> bytes:
    """The chart of a workbook as Word wants it: with a link to its workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        text = parts.read("xl/charts/chart1.xml").decode()
    text = re.sub(r'(<numFmt formatCode="[^"]*")/>', r'\1 sourceLinked="0"/>', text)
    link = f'<externalData xmlns:r="{R}" r:id="{rel}"><autoUpdate val="0"/></externalData>'
    return text.replace("</chartSpace>", TYPE + link + "</chartSpace>").encode()


def _chart(plot: Plot, sheet: str) -> Any:
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    bars: Any = BarChart(barDir="bar", grouping="stacked", overlap=100, gapWidth=60)
    chart: Any = bars if plot.kind == "stacked" else LineChart()
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.title, chart.x_axis.title = _title(plot.unit), _title(plot.across) if plot.across else None
    chart.roundedCorners, chart.graphical_properties = False, GraphicalProperties(ln=LineProperties(noFill=True))
    chart.legend.position = "t"
    chart.x_axis.axPos, chart.y_axis.axPos = ("l", "b") if plot.kind == "stacked" else ("b", "l")
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="DDDDDD"))
    chart.y_axis.number_format = "0%" if plot.kind == "line" else "General"
    if plot.kind == "stacked":
        chart.x_axis.scaling.orientation = "maxMin"  # the first category on top
        chart.y_axis.crosses = "max"  # and the axis of the values below
    else:
        chart.x_axis.tickLblSkip = chart.x_axis.tickMarkSkip = 12
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    for i, (name, values) in enumerate(plot.series):
        chart.series.append(_series(plot, sheet, i, name, values))
    return chart


def _series(plot: Plot, sheet: str, number: int, name: str, values: Sequence[float]) -> Any:
    """A series, with its cells named and their values beside."""
    from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
    from openpyxl.chart.series import Series, SeriesLabel
    from openpyxl.utils import get_column_letter

    column, last = get_column_letter(number + 2), len(values) + 1

    def texts(cells: str, found: Sequence[str]) -> Any:
        points = [StrVal(idx=i, v=text) for i, text in enumerate(found)]
        return StrRef(f=f"'{sheet}'!{cells}", strCache=StrData(ptCount=len(points), pt=points))

    points = [NumVal(idx=i, v=f"{value:.6g}") for i, value in enumerate(values)]
    numbers = NumData(formatCode="General", ptCount=len(points), pt=points)
    series: Any = Series(idx=number, order=number)
    series.tx = SeriesLabel(strRef=texts(f"${column}$1", [name]))
    series.cat = AxDataSource(strRef=texts(f"$A$2:$A${last}", plot.categories))
    series.val = NumDataSource(numRef=NumRef(f=f"'{sheet}'!${column}$2:${column}${last}", numCache=numbers))
    _dress(series, plot, number)
    return series


def _dress(series: Any, plot: Plot, number: int) -> None:
    """Colour of a part, with its values written into it; colour and dashes of a line."""
    if plot.kind == "line":
        series.smooth = False
        series.marker.symbol = "none"
        series.graphicalProperties.line.solidFill = LINES[number % len(LINES)]
        series.graphicalProperties.line.dashStyle = DASHES[number % len(DASHES)]
        series.graphicalProperties.line.width = 22_000
        return
    colour = COLOURS[number % len(COLOURS)]
    series.graphicalProperties.solidFill = colour
    series.graphicalProperties.line.solidFill = "FFFFFF"
    series.dLbls = _labels(plot, series.val.numRef.numCache.pt, "FFFFFF" if colour in DARK else "222222")


def _labels(plot: Plot, points: Sequence[Any], colour: str) -> Any:
    """The figures inside a part, where there is room for them."""
    from openpyxl.chart.label import DataLabel, DataLabelList

    least = SMALLEST * max(sum(of[i] for _, of in plot.series) for i in range(len(plot.categories)))
    hidden = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"), False)
    told = [
        DataLabel(idx=point.idx, numFmt="0.0", showVal=True, txPr=_text(colour), **hidden)
        for point in points if float(point.v) > least
    ]
    return DataLabelList(dLbl=told, showVal=False, **hidden)


def _title(text: str) -> Any:
    """What an axis is called, no larger than its numbers."""
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    look = ParagraphProperties(defRPr=CharacterProperties(sz=900, b=False))
    run = RegularTextRun(rPr=CharacterProperties(sz=900, b=False), t=text)
    return Title(tx=Text(rich=RichText(p=[Paragraph(pPr=look, r=[run])])), overlay=False)


def _text(colour: str) -> Any:
    """How a figure inside a part is written."""
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    look = CharacterProperties(sz=900, solidFill=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])
