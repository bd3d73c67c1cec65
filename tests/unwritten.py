"""What stands in tests for a file that takes long to write: of a module that a worker process imports in a moment."""

from __future__ import annotations


def unwritten(*_: object) -> None:
    """Write nothing."""
