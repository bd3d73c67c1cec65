"""Lists that name each thing once."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator

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


def coded(value: object) -> object:
    """A whole number as the text of it, since a code of digits is read as one; anything else as it is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def listed(value: object) -> object:
    """A text as a list of it alone; anything else as it is."""
    return (value,) if isinstance(value, str) else value


def named(value: object) -> object:
    """The same of names, of which codes may be numbers."""
    return tuple(map(coded, value)) if isinstance(value, (list, tuple)) else listed(coded(value))


Texts = Annotated[tuple[str, ...], BeforeValidator(named)]
"""Texts; one alone needs no list."""

Code = Annotated[str, BeforeValidator(coded)]
"""A name or a code, which may be a number."""

Names = Annotated[Texts, AfterValidator(once)]
"""Names, each once; one alone needs no list."""
