"""What was done with a workbook's sheets of a plan and of hosts, and what is odd about them: notes of its county."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.county.county import Note
from sim.county.files import misnamed_sheet
from sim.policy.document import CountyPlan
from sim.policy.host_sheets import hosts_of, sheets_for
from sim.policy.sheets import SECTIONS, SHEETS, Given, named, read_plan, sheet_files
from sim.problems import Where, phrase
from sim.service.prepared import Prepared
from sim.service.preparing import noted
from sim.table import Findings, Remark, Sheet
from sim.table.read import is_workbook, open_workbook
from sim.table.source import read_bytes


def noted_sheets(ready: Prepared, source: str | None, plan: CountyPlan | None) -> Prepared:
    """The same with the notes of a table of real parcels, and with what was remarked on the sheets of the county's
    workbook or folder, among the notes of its county.

    Args:
        source: the county's workbook, a folder, or None of a shipped county.
        plan: of the config.
    """
    ready = noted(ready)
    if source is None or not Path(source).exists():
        return ready
    tree = {**ready.parameters.model_dump(mode="json"), "county": {"source": source}}
    remarks = [*_of_plan(Path(source), plan), *hosts_of(tree).remarks, *_misnamed(Path(source), tree)]
    notes = (Note(phrase("table.read"), "user", max(1, len(r.rows)), r) for r in remarks)
    known = (*SHEETS, *sheets_for(tree))
    told = {str(r.where) for r in remarks}
    kept = [n for n in ready.county.notes if not _is_sheet(n.source, known, told)]
    return replace(ready, county=replace(ready.county, notes=(*kept, *notes)))


def _is_sheet(said: object, sheets: Sequence[Sheet], told: Collection[str]) -> bool:
    """Whether a note says of a file of such a sheet, or of one that is told of otherwise, that it is no table of a
    county's."""
    if not isinstance(said, Remark) or said.code != "county.file_not_read" or not isinstance(said.where, Where):
        return False
    return str(said.where) in told or named(Path(said.where.file).stem, sheets) is not None


def _of_plan(source: Path, plan: CountyPlan | None) -> list[Remark]:
    """Remarks on a plan's sheets; that they are not read where the config asks for no plan."""
    findings = Findings()
    lines = read_plan(source, findings)
    if plan is not None or not lines:
        return findings.remarks
    return [Remark("plan.not_read", Where(file=source.name), phrase("plan.not_read", sheets=_titles(lines)))]


def _titles(lines: Given) -> str:
    """The sheets that have lines."""
    return "、".join(sheet.zh for sheet in SHEETS if SECTIONS[sheet.key] in lines)


def _misnamed(source: Path, tree: dict[str, Any]) -> Iterator[Remark]:
    """Sheets that seem to be one of a plan or of hosts under another name."""
    known, findings = (*SHEETS, *sheets_for(tree)), Findings()
    names = [name for sheet in known for name in (sheet.key, sheet.zh)]
    for file in sheet_files(source) if source.is_dir() else ():
        if named(file.stem, known) is None:
            misnamed_sheet(file.stem, Where(file=file.name), names, findings)
    data = read_bytes(source, "county", findings) if source.is_file() else None
    book = open_workbook(source, data, "county", findings) if data and is_workbook(source, data) else None
    for part in book.sheets if book else ():
        if named(part.title, known) is None:
            misnamed_sheet(part.title, Where(file=source.name, sheet=part.title), names, findings)
    yield from findings.remarks
