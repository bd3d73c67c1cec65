from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.parameters import Parameters
from sim.parameters.own_rows import with_rows


def row(group: str, name: str, **content: Any) -> Any:
    return SimpleNamespace(group=group, name=name, content=content)


def test_a_file_is_a_row_and_what_it_leaves_out_is_as_the_row_of_its_name_or_kind_has_it() -> None:
    tree = with_rows(Parameters().model_dump(mode="json"), [row("host", "dairy", free_parcels=7), row("vehicle", "minivan", parcels=80)])
    found = Parameters.model_validate(tree)
    assert found.host["dairy"].free_parcels == 7
    assert found.vehicles["minivan"].parcels == 80
    assert found.vehicles["minivan"].litres == Parameters().vehicles["minivan"].litres
