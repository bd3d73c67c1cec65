"""The page of the published cases: ``python -m tests.published.page`` runs them and writes it."""

from __future__ import annotations

from tests.house.documents import HOME
from tests.published.case import Case
from tests.published.cases import CASES
from tests.published.left import LEFT

FILE = HOME / "docs" / "cases.md"

HEAD = """# Published cases

What others published of schemes like these, run here as scenarios: `parcelflow compare study=v21` sets a scheme
up, `conf/study/` has them all. Hours, km and times of day are aimed at; CO2 is only compared, as the plans count it
by rules of their own. Nothing is tuned to a result: what was set is told below, case by case, and whatever is not
told is the model's default. What came out is of one replication.

*hit*: the published figure comes out; *same order*: its order does, not its size; *differs*: it does not, and it is
said why.
"""


def page() -> str:
    """The whole page; runs every case."""
    return fixed([row for case in CASES for row in case.rows()])


def fixed(rows: list[str]) -> str:
    """The page about the rows of figures."""
    table = ["| case | figure | published | came out | |", "| --- | --- | --- | --- | --- |", *rows]
    parts = [HEAD, "\n".join(table), "\n## What was set", *map(_told, CASES), "## Not run", left()]
    return "\n".join([*parts, ""])


def _told(case: Case) -> str:
    file = f"[{case.study}.yaml](../conf/study/{case.study}.yaml)"
    return f"**{case.key}**, {case.about} ({file}). {case.set_()}{' *' + case.note + '*' if case.note else ''}\n"


def left() -> str:
    """The cases that are not run, with the reasons."""
    return "\n".join(f"- **{one.key}**, {one.about}: {one.why}." for one in LEFT)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
