"""Residents: what no county has is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sim.parameters.resident import Market, Resident


@pytest.mark.parametrize("given", [{"speed_kmh": 0}, {"market_cycle_days": 0}, {"trip_share": 1.01}, {"markets": {"east": {"weekday": 6}}}])
def test_what_no_county_has_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Resident.model_validate(given)


@pytest.mark.parametrize("given", [{"weekdays": [0]}, {"weekdays": [8]}, {"cycle_days": 0}, {"date": "2026-02-30"}])
def test_a_market_has_days_that_there_are(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Market.model_validate(given)
