"""Communities among the rows of a table of villages, told by their names where the table does not say what a row is."""

from __future__ import annotations

from dataclasses import replace

from sim.problems import phrase
from sim.table import Filled, Findings
from sim.table.names import placed


def told_kinds(table: Filled, findings: Findings) -> Filled:
    """The table with the kind ``community`` for rows whose name ends in 居委会, 居民委员会 or 社区 and whose 类型 is
    blank; a remark names them."""
    kinds = list(table.values.get("kind", [None] * len(table)))
    wrong = table.faulty.get("kind", frozenset())
    told = [
        i for i, name in enumerate(table.values["name"])
        if kinds[i] is None and i not in wrong and placed(str(name or "")).endswith("社区")
    ]  # fmt: skip
    if not told:
        return table
    for i in told:
        kinds[i] = "community"
    names = tuple(str(table.values["name"][i]) for i in told)
    findings.remark(
        "county.communities", table.raw.whole(), phrase("county.communities", names=names),
        [table.raw.numbers[table.rows[i]] for i in told]
    )
    return replace(table, values={**table.values, "kind": kinds})
