from __future__ import annotations

from sim.table.setting import Setting


def test_a_value_of_the_command_line_has_no_row() -> None:
    assert Setting((("seed", 1),)).origin is None
