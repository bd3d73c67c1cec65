"""A table of scenarios (``sim.table.design``), its cells read by the grammar of the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from experiments.scenarios.axes import no_scenario_key
from sim.plain.override_text import read
from sim.problems import phrase
from sim.table import Remark
from sim.table.design import DesignCell, DesignKeys, read_rows
from sim.table.setting import Setting


def read_design(
    file: str, groups: Mapping[str, Sequence[str]], tree: Mapping[str, Any], used: Sequence[str],
    remarks: list[Remark] | None = None,
) -> tuple[Setting, ...]:  # fmt: skip
    """The rows of a table of scenarios; see ``read_rows``.

    Args:
        groups: see ``compose.groups``. ``tree``: the base config as plain data. ``used``: what is swept already.

    Raises:
        InputError: with every fault.
    """
    parsed = partial(_parsed, tuple(groups.get("county", ())))
    may = DesignKeys(groups=groups, tree=tree, used=used, refused=lambda key: no_scenario_key(key, key), parsed=parsed)
    return read_rows(file, may, remarks)


@cache
def _parsed(counties: tuple[str, ...], key: str, text: str) -> DesignCell:
    """A cell's text, read as on the command line."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    try:
        override = read(f"{key}={text}", counties, OverridesParser.create().parse_override)
    except ValueError:
        return DesignCell(fault=phrase("design.value"), hint=phrase("design.quotes"))
    if override.is_sweep_override():
        return DesignCell(fault=phrase("design.one_value"), hint=phrase("design.brackets", text=text))
    if key == "county" and override.key_or_group == "county.source":
        return DesignCell(text, source=str(override.value()))
    return DesignCell(override.value())
