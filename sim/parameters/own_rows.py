"""Hosts, vehicle types and types of point of the user's own: a file of the own folder is a row of a table of the
parameters, and known to every verb as the project's own rows are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from sim.parameters.hosts import Host
from sim.parameters.network import Vehicle
from sim.parameters.points import PointType
from sim.parameters.quantity import Section

TABLES: Mapping[str, tuple[tuple[str, ...], type[Section]]] = {
    "host": (("host",), Host), "vehicle": (("vehicles",), Vehicle), "point": (("points", "types"), PointType),
}
"""By folder, where in the tree of parameters its rows stand, and what a row says."""


class RowFile(Protocol):
    """What a file of a folder says of a row."""

    @property
    def group(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def content(self) -> dict[Any, Any]: ...


def with_rows(tree: dict[str, Any], files: Iterable[RowFile]) -> dict[str, Any]:
    """Defaults of the parameters with a row for each file, called after it.

    What a file leaves out is as a row of its kind has it, or, where a row of that name is there, as that one has it.
    What is wrong with it is told with the config.

    Args:
        tree: is changed.
    """
    for file in files:
        path, kind = TABLES[file.group]
        rows = tree
        for word in path:
            rows = rows[word]
        rows[file.name] = {**rows.get(file.name, kind().model_dump(mode="json")), **file.content}
    return tree
