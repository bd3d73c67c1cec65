"""Words of the assignments that are asked for, told by where they stand: a person's own keys, or a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sim.parameters import Parameters
from sim.problems import Problem
from sim.service.assignment.assignment import Assignment, word_faults
from sim.service.mode.mode import Mode


def assignment_words(
    chosen: tuple[str, str], listed: Sequence[str], spreads: Mapping[str, Assignment], p: Parameters | None,
    modes: Mapping[str, Mode], mode_files: Collection[str],
) -> Iterator[Problem]:  # fmt: skip
    """Words of modes, and of the assignments that are asked for, that name what does not exist.

    Args:
        chosen: name of the mode and of the assignment whose keys are a person's own.
        listed: modes and assignments that are set side by side. ``p``: None where they are too faulty to read.
        modes: those that could be read, of ``mode_files``.
    """
    if p is None:
        return
    for name in (name for name in dict.fromkeys((chosen[1], *listed)) if name in spreads):
        for problem in word_faults(spreads[name], p, dict(modes)):
            if problem.code != "mode.unknown" or problem.found not in mode_files:  # else its file's fault is told
                yield replace(problem, where=_where(str(problem.where), name, chosen))


def _where(where: str, name: str, chosen: tuple[str, str]) -> str:
    """The place of a fault of an assignment, as the person who wrote it knows it."""
    at = where.replace(f"mode/{chosen[0]}.yaml, ", "mode.")
    if name != chosen[1] and at.startswith("assignment."):
        return f"assignment/{name}.yaml, {at.removeprefix('assignment.')}"
    return at
