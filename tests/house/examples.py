"""The worked examples of ``docs/house.md``, applied to a folder."""

from __future__ import annotations

import re
from pathlib import Path


def apply(document: str, folder: Path) -> None:
    """Write each file and make each change that a document shows.

    A ``yaml`` block begins with a comment that names its file. A ``diff`` block begins with ``--- file``; its lines that begin with a space or ``-`` must stand in the
    file once, in this order, and are replaced by those that begin with a space or ``+``. A block of ``+`` lines alone is a new file.

    Raises:
        ValueError: what a change is to take the place of does not stand there, or more than once.
    """
    for kind, block in re.findall(r"^```(yaml|diff)\n(.*?)^```", document, flags=re.S | re.M):
        first, _, rest = block.partition("\n")
        file = folder / first.lstrip("#- ")
        file.parent.mkdir(parents=True, exist_ok=True)
        if kind == "yaml":
            file.write_text(rest, encoding="utf-8")
        else:
            _change(file, rest.splitlines())


def _change(file: Path, lines: list[str]) -> None:
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    if not old:
        file.write_text(new, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{file}: stands there {text.count(old)} times:\n{old}")
    file.write_text(text.replace(old, new), encoding="utf-8")
