"""How large a table may be: bounds that hold before anything is unpacked or split."""

from __future__ import annotations

MB = 1_000_000

MOST_BYTES = 500 * MB
"""Of a file; a million parcels in CSV are about 100 MB."""

MOST_UNPACKED = 2_000 * MB
"""Of a workbook's parts together; a million parcels with ten columns are about 700 MB of XML."""

SMALL_UNPACKED = 30 * MB
"""So much may be packed as tightly as it will."""

MOST_PACKED = 60
"""Beyond ``SMALL_UNPACKED``, how many times smaller than its content a workbook may be; sheets of real data come to 5
to 30."""

MOST_SIDE_PART = 10 * MB
"""Of a part that is neither a sheet nor the list of texts: relations, styles."""

MOST_PARTS = 5_000
"""Files within a workbook."""

MOST_COLUMNS = 400
"""Filled columns of a table."""

MOST_CELLS = 40_000_000
"""Rows times columns."""

MOST_CHARACTERS = 32_767
"""Of a cell, as in Excel."""
