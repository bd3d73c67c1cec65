"""Rounds of a host that take longer than one driver's day: told, since a host's round is guessed from its number of vehicles."""

from __future__ import annotations

from collections.abc import Sequence

from sim.clock import HOUR
from sim.plan.line import Line
from sim.problems import phrase
from sim.service.hosts.host_routes import HostLeg


def note_long_rounds(leg: HostLeg, lines: Sequence[Line]) -> None:
    """Note the rounds planned to take longer than our own drivers' duty, ``fleet.duty_start`` to ``duty_end``, lasts.

    They run all the same: only the host knows whether drivers take turns, or more vehicles go. The longest is named.
    """
    start, end = leg.draft.duty
    long = [line for line in lines if line.planned > end - start]
    if long:
        longest = max(long, key=lambda line: line.planned)
        told = phrase(
            "plannote.host_round_long", rounds=len(long), line=longest.name, hours=f"{longest.planned / HOUR:.1f}",
            km=f"{sum(stop.km for stop in longest.stops) + longest.back_km:,.0f}", duty=f"{(end - start) / HOUR:.3g}",
        )
        leg.draft.note(f"host.{leg.rule.carrier}.vehicles", told)
