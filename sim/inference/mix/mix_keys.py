"""Keys of ``mix``: the mode of each village chosen at least cost."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from sim.parameters.once import Texts
from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.parameters.times import whole_weeks


class Mix(Section):
    """The mode of each village, chosen so that targets hold at least cost."""

    modes: Annotated[Literal["plan"] | Texts, Field(union_mode="left_to_right")] = setting("mix.modes", "plan")
    targets: dict[str, Any] = setting("mix.targets", {})
    added: bool = setting("mix.added", False)
    rounds: int = setting("mix.rounds", 4, ge=1, le=50)
    days: int = setting("mix.days", 7, "days", ge=7, le=364)
    replications: int = setting("mix.replications", 1, ge=1, le=1000)

    @field_validator("modes", mode="before")
    @classmethod
    def _none_said(cls, value: object) -> object:
        """Nothing is a list of none."""
        return () if value in (None, "") else value

    _weeks = field_validator("days")(whole_weeks)
