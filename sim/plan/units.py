"""What plans count in: whole milliseconds since 00:00 of day 0, whole grams and millilitres."""

from __future__ import annotations

UNLIMITED = 2**40
"""A capacity that never binds."""
