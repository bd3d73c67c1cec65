"""Keys of ``sharing``: how the brands of a pool share what the pool costs them."""

from __future__ import annotations

from pydantic import field_validator

from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.problems import RefusedError, phrase


class Sharing(Section):
    """How the brands of a pool share its cost in some modes."""

    modes: tuple[str, ...] = setting("sharing.modes", ())
    days: int = setting("sharing.days", 7, "days", ge=7, le=364)
    replications: int = setting("sharing.replications", 3, ge=1, le=1000)

    @field_validator("days")
    @classmethod
    def _whole_weeks(cls, value: int) -> int:
        if value % 7:
            raise RefusedError(phrase("config.whole_weeks"))
        return value
