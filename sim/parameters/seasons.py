"""Faults of the times of the year: occasions, harvests, and what goes out. Part of ``together``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sim.clock import clock_ms
from sim.parameters.dates import in_year
from sim.parameters.demand import Horizon
from sim.parameters.occasions import Occasion, times_of, usual_days
from sim.parameters.outbound import Outbound
from sim.parameters.tree import Parameters
from sim.problems import Problem, one_of, phrase


def going_out(p: Parameters) -> Iterator[Problem]:
    """What goes out without a line-haul that takes it, and senders who come after they have gone."""
    out = p.demand.outbound
    if out.on and not out.line_haul:
        yield Problem(
            "config.empty", "demand.outbound.line_haul", phrase("config.empty_list"), phrase("config.one_time")
        )
    if clock_ms(out.senders_to) <= clock_ms(out.senders_from):
        allowed = phrase("config.later", key="demand.outbound.senders_from", time=out.senders_from)
        yield Problem("config.hours", "demand.outbound.senders_to", out.senders_to, allowed)


def harvest_faults(outbound: Outbound, horizon: Horizon) -> Iterator[Problem]:
    """A harvest of which no product is in season."""
    products = outbound.products.values()
    if outbound.harvest and not any(product.in_season(day) for product in products for day in horizon.dates):
        seasons = one_of([phrase("config.days", first=product.first, last=product.last) for product in products])
        span = phrase("config.days", first=str(horizon.start_date), last=str(horizon.last_date))
        yield Problem("config.no_season", "demand.outbound.harvest", span, seasons, phrase("config.why_season"))


def occasion_faults(where: str, name: str, occasion: Occasion, horizon: Horizon) -> Iterator[Problem]:
    """An occasion that is not in the horizon, or whose peak lies outside it or is too high."""
    times = list(times_of(occasion, horizon.start_date, horizon.last_date))
    if not times:
        span = phrase("config.days", first=str(horizon.start_date), last=str(horizon.last_date))
        found = phrase("config.days", first=occasion.first, last=occasion.last)
        yield Problem("config.not_in_horizon", where, found, span, phrase("config.move_horizon", name=name))
    for first, last in times if occasion.peak_day is not None else ():
        yield from _peak_faults(where, occasion, first, last)


def _peak_faults(where: str, occasion: Occasion, first: dt.date, last: dt.date) -> Iterator[Problem]:
    """A peak that lies outside an occasion's days, or leaves less than nothing for the others."""
    days = (last - first).days + 1
    assert occasion.peak_day is not None
    dates = [in_year(occasion.peak_day, year) for year in (first.year, last.year)]
    if not any(date and first <= date <= last for date in dates):
        allowed = phrase("config.days", first=str(first), last=str(last))
        yield Problem("config.peak_day", f"{where}.peak_day", occasion.peak_day, allowed)
    if (usual_days(occasion, days) or 0.0) < 0:
        most = phrase("config.peak_at_most", most=f"{occasion.factor * days:g}", days=days)
        yield Problem("config.peak", f"{where}.peak", f"{occasion.peak:g}", most)
