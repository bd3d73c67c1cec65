"""What the project's own files say of demand, where a table of parcels takes the place of its keys.

Nobody wrote those of a county's settings, so that they are set aside; a file that somebody chose is named by the
choice, not by its keys.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from experiments.version import CONF
from sim.plain import read_yaml


@cache
def said_of_demand(group: str, name: str | None) -> dict[str, Any]:
    """Keys of demand in a file of the project's own conf/, with their values; none for a file of the user's."""
    file = CONF / group / f"{name}.yaml"
    content = read_yaml(file, file.name) if file.is_file() else None
    found = content if isinstance(content, dict) else {}
    return dict(found.get("demand", found if group == "demand" else {}))
