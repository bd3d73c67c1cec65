"""Keys of ``sharing``: how the brands of a pool share what the pool costs them."""

from __future__ import annotations

from pydantic import field_validator

from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.parameters.times import whole_weeks


class Sharing(Section):
    """How the brands of a pool share its cost in some modes."""

    modes: tuple[str, ...] = setting("sharing.modes", ())
    days: int = setting("sharing.days", 7, "days", ge=7, le=364)
    replications: int = setting("sharing.replications", 3, ge=1, le=1000)

    _weeks = field_validator("days")(whole_weeks)
