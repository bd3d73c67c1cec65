"""Of which run a results folder is: its mark, a file of the folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.plain.whole import write_whole

MARK = ".parcelflow.json"
"""File of a results folder that says of which run it is."""


@dataclass(frozen=True)
class Run:
    """What a folder holds the results of: a verb, its resolved config less what changes nothing of its results, and the
    scenarios where it has a list of them."""

    verb: str
    config: Mapping[str, Any]
    scenarios: str = ""

    def differences(self, other: Run) -> list[str]:
        """In what two runs differ: the verb, the scenarios, keys of the config."""
        flat, theirs = (dict(_flat(run.config)) for run in (self, other))
        found = [key for key in {**flat, **theirs} if flat.get(key) != theirs.get(key)]
        own = [key.removeprefix("run.").removeprefix("parameters.") for key in found]
        return [
            *(["verb"] if self.verb != other.verb else []), *own,
            *(["scenarios"] if self.scenarios != other.scenarios and not own else [])
        ]


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def write_mark(folder: Path, run: Run, charts: list[str]) -> None:
    """Say whose a folder is, and which charts its run left."""
    told = {"verb": run.verb, "scenarios": run.scenarios, "charts": charts, "config": run.config}
    write_whole(folder / MARK, json.dumps(told, ensure_ascii=False))


def read_mark(folder: Path) -> tuple[Run, tuple[str, ...]] | None:
    """Whose a folder is, and what that run left; None where it is nobody's, or its mark is damaged."""
    try:
        told = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return Run(str(told["verb"]), dict(told["config"]), str(told["scenarios"])), tuple(map(str, told["charts"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
