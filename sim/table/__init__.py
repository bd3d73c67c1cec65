"""One reader for every table that a person brings.

A file becomes a ``RawTable`` (``read.read_table``: text of cells by column, with the row numbers that a spreadsheet
shows), and that the records that a ``Sheet`` of ``Column`` declares (``filled.fill``: headings and units recognised,
every cell checked). Faults and remarks are gathered in ``Findings``. ``clean`` and ``heading`` are the one rule of what
names and headings are.
"""

from sim.table.filled import Filled, FilledRow, fill
from sim.table.findings import Findings, Remark
from sim.table.raw import CellKind, RawTable
from sim.table.read import read_table
from sim.table.sheet import Column, Sheet

__all__ = ["CellKind", "Column", "Filled", "FilledRow", "Findings", "RawTable", "Remark", "Sheet", "fill", "read_table"]
