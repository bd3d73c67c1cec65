"""Sections that stand in files of their own, a file a mode or an assignment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.parameters.faults import section
from sim.parameters.quantity import Section
from sim.problems import Problem, phrase


def sections(
    kind: type[Section], files: Mapping[str, Any], first: Mapping[str, Any], chosen: str, problems: list[Problem]
) -> dict[str, Any]:
    """The files of a group, validated, by name; one that is too faulty to read is left out.

    Args:
        kind: what each holds; the group is called so, in small letters.
        first: by name what a file need not say. ``chosen``: whose faults are told by their keys, not by their file.
        problems: what is wrong is added here.
    """
    group, found = kind.__name__.lower(), {}
    for name, content in files.items():
        place = group if name == chosen else f"{group}/{name}.yaml"
        if not isinstance(content, Mapping) and content is not None:
            problems.append(Problem("config.no_map", place, str(content)[:80], phrase("config.map")))
            continue
        given = {**first[name], **(content or {})}
        problems += _named_otherwise(given, first[name], place)
        part = section(kind, given, place, problems)
        if part is not None:
            found[name] = part
    return found


def _named_otherwise(given: Mapping[str, Any], first: Mapping[str, Any], place: str) -> list[Problem]:
    """Faults of a file that gives itself a name: it is called by that of the file alone."""
    other = [key for key in ("key", "name") if given.get(key) != first.get(key, given.get(key))]
    allowed = phrase("shell.named_by_file")
    return [Problem("config.named_by_file", f"{place}.{key}", str(given[key])[:80], allowed) for key in other]
