"""How figures of published cases are read from the columns of a study."""

from __future__ import annotations

from tests.published.case import Columns, Reading
from tests.published.ran import Column, ran

OWN, BUS = "courier_direct", "transport_courier"
"""The columns of the studies on one road."""


def kpi(column: str, key: str) -> Reading:
    """What reads a KPI of a column."""
    return lambda columns: columns[column].kpis[key]


def saved(key: str, times: float = 1.0) -> Reading:
    """What reads how much less of a KPI of everybody there is with the bus, and takes it so many times."""
    return lambda columns: times * (columns[OWN].kpis[f"{key}.all"] - columns[BUS].kpis[f"{key}.all"])


def arrival(columns: Columns) -> float:
    """Hour of the day at which the bus comes to the village."""
    stops = columns[BUS].trace["stops"].merge(columns[BUS].runs("direct")[["run"]], on="run")
    return float((stops[stops["place"] == "T1V1"]["arrived"] / 60 % 24).mean())


def hours_out(column: str, leg: str) -> Reading:
    """What reads the mean hours of a leg's runs from the departure until they are back."""
    return lambda columns: _hours_out(columns[column], leg)


def _hours_out(column: Column, leg: str) -> float:
    runs = column.runs(leg)
    return float((runs["returned"] - runs["departed"]).mean() / 60)


def carried(column: str, leg: str) -> Reading:
    """What reads the mean number of parcels on a leg's runs."""
    return lambda columns: float(columns[column].runs(leg)["loaded_parcels"].mean())


def trips_a_day(column: str, leg: str) -> Reading:
    """What reads how many runs of a leg leave, a day of demand."""
    return lambda columns: _trips(columns[column], leg)


def _trips(column: Column, leg: str) -> float:
    days = (column.trace["parcels"]["entered_hub"] // 1440).nunique()
    return float(len(column.runs(leg)) / days)


def carriage(column: str, basis: str) -> Reading:
    """What reads the system cost of a parcel on a basis of hosts' cost, less what residents bear."""
    return lambda columns: _carriage(columns[column], basis)


def _carriage(column: Column, basis: str) -> float:
    return column.kpis[f"cost_system_{basis}_parcel"] - column.kpis["cost_residents_parcel"]


def less_than(study: str, column: str, key: str) -> Reading:
    """What reads by what share a KPI of a column is less than in another study."""
    return lambda columns: 1 - columns[column].kpis[key] / ran(study)[column].kpis[key]


def days_against(column: str, first: int, last: int) -> Reading:
    """What reads the mean parcels a day from the ``first`` to the ``last`` day of the horizon against those of its first week."""
    return lambda columns: _days_against(columns[column], first, last)


def _days_against(column: Column, first: int, last: int) -> float:
    by_day = (column.trace["parcels"]["entered_hub"] // 1440).value_counts()
    return float(by_day.reindex(range(first, last + 1)).mean() / by_day.reindex(range(7)).mean())
