"""Lists that name each thing once."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator

from sim.problems import RefusedError, phrase

Listed = TypeVar("Listed", bound=tuple[Any, ...])


def once(values: Listed) -> Listed:
    """The values of a list that has each of them once.

    Raises:
        RefusedError: naming those that stand there again.
    """
    if again := tuple(dict.fromkeys(v for i, v in enumerate(values) if v in values[:i])):
        raise RefusedError(phrase("config.each_once"), found=", ".join(map(str, again)))
    return values


Names = Annotated[tuple[str, ...], AfterValidator(once)]
"""Names, each once."""
