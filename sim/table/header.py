"""Which column is which: headings recognised in either language, with their units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sim.problems import Said, Where, nearest, phrase
from sim.table.findings import Findings
from sim.table.fit import Fit, fit_of, fit_of_year, lined, without_year
from sim.table.heading import heading
from sim.table.raw import RawTable
from sim.table.sheet import Column, Sheet
from sim.table.units import PER_DAY, bare_unit, factor_of, is_unit, names_period

LOOKED_AT = 12
"""Rows below the first in which the header is sought where the first is none."""

GUESSED = 30
"""So many unknown headings are compared with the known ones."""

_COMMENT = re.compile(
    r"(?:约|按|单位|必填|选填|可选|可空|可不填|空则.*|必须|估算?|估计|预计|预测|平均|日均"
    r"|常住|户籍|实有|在籍|下行|上行|进村|派件|收件|单程|自驾|驾车|导航|毛重|净重|公路|实际|实测|最短|全称|简称"
    r"|合计|总数|整数|数字|数值|小数|required|optional|estimated|approx|mean|average|resident|registered|permanent|census|total"
    r"|gross|net|people|rounded|inbound|one ?way|by road"
    r"|(?:截至)?\d{2,4}(?:年|[-/.])?(?:度|底|末|初)?(?:\d{1,2}月?)?(?:底|末)?)+"
)
_UNITLIKE = re.compile(r"[/%‰]|每|per |平方|立方|[米里亩顷克斤吨升尺寸箱袋元方]$")
_WORD = re.compile(r"[a-z][a-z.-]*")
"""One English word alone in brackets, which may be a unit that nobody here knows (stone, furlong)."""

_PIECES = re.compile(r"[,;，；、\s|]+")
_LABEL = re.compile(r"(?:计量)?单位[:：]?|units?[: ]|in ")


@dataclass(frozen=True)
class FoundColumn:
    """A column found in a table.

    Attributes:
        index: its position. header: as it stands in the file. asides: see ``Heading``.
        factor: what its numbers are multiplied by. unit: the unit it is in, as the heading says, empty where it says
            none.
    """

    column: Column
    index: int
    header: str
    asides: tuple[str, ...] = ()
    factor: float = 1.0
    unit: str = ""


def match(raw: RawTable, sheet: Sheet, findings: Findings) -> tuple[RawTable, dict[str, FoundColumn]] | None:
    """The table, below its real header, and the columns found in it by key; None when a required one is missing.

    Faults: no header in the first row (told once, with where it stands), a required column that is missing, two columns
    for one thing, a heading that seems misspelt, a unit that is not known. Remarks: units converted, columns not used.
    """
    raw = replace(raw, header=tuple(lined(text, raw.broken, sheet) for text in raw.header))
    raw = _units_joined(_header_found(raw, sheet, findings), sheet)
    found: dict[str, FoundColumn] = {}
    unknown: list[int] = []
    for index, text in enumerate(raw.header):
        fit = fit_of(text, sheet) if text else None
        if fit is None:
            unknown.append(index)
        elif fit.column.kind != "ignored":
            _take(raw, sheet, index, fit, found, findings)
    unknown = _of_a_year(raw, sheet, unknown, found, findings)
    missing = [c for c in sheet.columns if c.required and c.key not in found]
    suspected = _unknown(raw, sheet, unknown, found, findings)
    if len(missing) > 1 and not found and not suspected:
        hint = phrase("table.put_header", columns=tuple(f"{c.zh} ({c.key})" for c in missing))
        _not_first(raw, sheet, hint, findings)
        return None
    for column in (c for c in missing if c.key not in suspected):
        _report_missing(raw, sheet, column, findings)
    return None if missing else (raw, found)


def _of_a_year(
    raw: RawTable, sheet: Sheet, unknown: list[int], found: dict[str, FoundColumn], findings: Findings
) -> list[int]:
    """Take those unknown columns whose headings name, beside a year, a column that no other heading names; two years of
    one are a fault. The columns that stay unknown."""
    named, left = set(found), list[int]()
    for index in unknown:
        fit = fit_of_year(raw.header[index], sheet) if raw.header[index] else None
        if fit is None or fit.column.kind == "ignored" or fit.column.key in named:
            left.append(index)
        else:
            _take(raw, sheet, index, fit, found, findings)
    return left


def _report_missing(raw: RawTable, sheet: Sheet, column: Column, findings: Findings) -> None:
    where, headings = Where(raw.file, raw.sheet, raw.header_row), tuple(h for h in raw.header if h)[:20]
    allowed = phrase("table.a_column", zh=column.zh, en=column.key)
    found = phrase("table.headings", headings=headings)
    first = (raw.header[0], *raw.columns[0]) if raw.columns else ()
    on_its_side = column.key in _known(first[:LOOKED_AT], sheet) and len(_known(first, sheet)) > 2
    hint = phrase("table.on_its_side") if on_its_side else column.meaning
    findings.fault(f"{sheet.room}.missing_column", where, found, allowed, hint)


def _header_found(raw: RawTable, sheet: Sheet, findings: Findings) -> RawTable:
    """The table below its header; where that does not stand first, or in two rows, it is a fault, told once."""
    needed = {c.key for c in sheet.columns if c.required}
    first = _known(raw.header, sheet)
    if needed and needed <= first:
        return raw
    for row in range(min(LOOKED_AT, len(raw))):
        here = _known(raw.cells(row), sheet)
        if len(here) > len(first) and (needed <= here if needed else len(here) > 1):
            _not_first(raw, sheet, phrase("table.header_at", row=raw.numbers[row]), findings)
            return raw.headed_by(row)
    return _header_in_two(raw, sheet, needed, findings) if needed else raw


def _header_in_two(raw: RawTable, sheet: Sheet, needed: set[str], findings: Findings) -> RawTable:
    """The table below a header of two rows, which is a fault; as it is where no two rows make one."""
    for row in range(-1, min(LOOKED_AT, len(raw)) - 1):
        upper, lower = raw.header if row < 0 else raw.cells(row), raw.cells(row + 1)
        joined = tuple(_joined(u, lo, sheet) for u, lo in zip(upper, lower, strict=True))
        if needed <= _known(joined, sheet):
            _not_first(raw, sheet, phrase("table.header_in_two", row=raw.numbers[row + 1]), findings)
            return replace(raw.headed_by(row + 1), header=joined)
    return raw


def _known(cells: Sequence[str], sheet: Sheet) -> set[str]:
    """Keys of the columns that some cells name."""
    return {fit.column.key for text in cells if text and (fit := fit_of(text, sheet))}


def _joined(upper: str, lower: str, sheet: Sheet) -> str:
    """The heading that two cells one above the other make."""
    return next(
        (text for text in (lower, upper + lower, lower + upper, upper) if text and fit_of(text, sheet)), lower or upper
    )


def _not_first(raw: RawTable, sheet: Sheet, hint: Said, findings: Findings) -> None:
    title = next(h for h in raw.header if h)
    where = Where(raw.file, raw.sheet, raw.header_row)
    findings.fault(f"{sheet.room}.missing_header", where, title[:60], phrase("table.header_first"), hint)


def _units_joined(raw: RawTable, sheet: Sheet) -> RawTable:
    """The table with the units of its headings where these have a row of their own below the header, which is no
    record."""
    if not len(raw):
        return raw
    units = raw.cells(0)
    fits = [(fit_of(h, sheet) if h else None, unit) for h, unit in zip(raw.header, units, strict=True)]
    known = [
        fit and fit.column.unit and factor_of(bare_unit(unit), fit.column.unit) is not None for fit, unit in fits
        if unit
    ]
    if not known or not all(known):
        return raw
    header = tuple(f"{h}（{bare_unit(unit)}）" if unit else h for h, unit in zip(raw.header, units, strict=True))
    return replace(raw.only(range(1, len(raw))), header=header)


def _take(
    raw: RawTable, sheet: Sheet, index: int, fit: Fit, found: dict[str, FoundColumn], findings: Findings
) -> None:
    """Add the column of a heading to those found; a second one for the same thing is a fault."""
    column, text = fit.column, raw.header[index]
    where = raw.where(column=index)
    if column.key in found:
        both = phrase("table.same_column", one=text, other=found[column.key].header)
        findings.fault(f"{sheet.room}.duplicate_column", where, both, phrase("table.column_once"))
        return
    asides = heading(text).asides
    factor, unit = 1.0, ""
    if column.unit is not None:
        units = [*fit.units, *_units_in(asides, column, where, sheet.room, findings)]
        factor, unit = _one_unit(units, column, where, sheet.room, findings)
    found[column.key] = FoundColumn(column, index, text, asides, factor, unit)
    if factor != 1.0:
        unit = f"件/{unit}" if column.unit is PER_DAY and names_period(unit) and len(unit) == 1 else unit
        findings.remark("table.unit_read", where, phrase("table.unit_read", unit=unit, factor=factor, to=column.unit))


def _units_in(asides: tuple[str, ...], column: Column, where: Where, room: str, findings: Findings) -> list[str]:
    """The units that stand in brackets; what is neither a unit of the column nor a comment is a fault."""
    assert column.unit is not None
    units: list[str] = []
    for aside in asides:
        if factor_of(_LABEL.sub("", aside), column.unit) is not None:
            units.append(_LABEL.sub("", aside))
            continue
        for piece in _PIECES.split(aside):
            label, bare_piece = bool(_LABEL.match(piece)), _LABEL.sub("", piece)
            if not bare_piece or _COMMENT.fullmatch(bare_piece):
                continue
            if factor_of(bare_piece, column.unit) is not None:
                units.append(bare_piece)
            elif label or _looks_like_unit(bare_piece) or (bare_piece == aside and _WORD.fullmatch(aside)):
                allowed = phrase("table.known_units", unit=column.unit)
                findings.fault(f"{room}.unknown_unit", where, bare_piece, allowed, phrase("table.convert"))
            else:
                findings.remark("table.aside", where, phrase("table.aside", words=bare_piece))
    return units


def _looks_like_unit(piece: str) -> bool:
    return len(piece) <= 3 or is_unit(piece) or bool(_UNITLIKE.search(piece))


def _one_unit(units: list[str], column: Column, where: Where, room: str, findings: Findings) -> tuple[float, str]:
    """The factor and the unit of a column; a heading that names two that differ is a fault."""
    assert column.unit is not None
    factors = {unit: factor for unit in units if (factor := factor_of(unit, column.unit)) is not None}
    if column.unit is PER_DAY and any(names_period(u) for u in factors):
        # 月件量（万件）: the period from one, the size from the other
        sizes = [f for u, f in factors.items() if not names_period(u)]
        periods = {u: f * (sizes[0] if sizes else 1.0) for u, f in factors.items() if names_period(u)}
        factors = {
            "".join([*(s for s in factors if s not in periods), "/" if sizes else "", u]): f for u, f in periods.items()
        }
    if len(set(factors.values())) > 1:
        findings.fault(f"{room}.two_units", where, ", ".join(factors), phrase("table.one_unit"))
        return 1.0, ""
    return next(((factor, unit) for unit, factor in factors.items()), (1.0, ""))


def _unknown(
    raw: RawTable, sheet: Sheet, indexes: list[int], found: dict[str, FoundColumn], findings: Findings
) -> set[str]:
    """Columns that are not known: misspelt ones are faults, others are named once as not used. The keys that the
    misspelt ones mean."""
    wanted = [c for c in sheet.columns if c.key not in found and c.kind != "ignored"]
    names = {heading(n).words: (n, c.key) for c in wanted for n in (c.key, c.zh, *c.names)}
    unused: list[str] = []
    suspected: set[str] = set()
    for count, index in enumerate(indexes):
        text = raw.header[index]
        close = misspelt(without_year(text), names) if text and count < GUESSED and len(text) <= 40 else ""
        if close:
            name, key = names[close]
            _report_misspelt(raw, sheet, index, name, findings)
            suspected.add(key)
        elif text or _filled_beyond(raw, index):
            unused.append(text[:40] or raw.where(column=index).column)
    if unused:
        told = phrase("table.unused", columns=tuple(unused[:20]), count=len(unused))
        findings.remark("table.unused", raw.whole(), told)
    return suspected


def _filled_beyond(raw: RawTable, index: int) -> bool:
    """Whether a column without a heading is filled; beyond the header of a text file its rows are ragged instead."""
    return any(raw.columns[index]) and (bool(raw.kinds) or index < raw.headed)


def _report_misspelt(raw: RawTable, sheet: Sheet, index: int, name: str, findings: Findings) -> None:
    """Add the fault of a heading that seems to be the column called ``name``."""
    columns = tuple(f"{c.zh} ({c.key})" for c in sheet.columns if c.kind != "ignored")
    allowed, hint = phrase("table.columns", columns=columns), phrase("hint.did_you_mean", word=name)
    findings.fault(f"{sheet.room}.unknown_column", raw.where(column=index), raw.header[index], allowed, hint)


def misspelt(words: str, known: Iterable[str]) -> str:
    """The known heading that an unknown one seems to be; of a short one a character in the same place must be right,
    the last apart, which says the kind only (户数 is no 人数)."""
    close = nearest(words, known)
    if close and len(words) <= 3 and not any(a == b for a, b in zip(words[: len(words) - 1 or 1], close, strict=False)):
        return ""
    return close
