"""Published cases of China, each with the study that runs it."""

from __future__ import annotations

from tests.published.case import Case, Figure, Verdict
from tests.published.reading import BUS, OWN, carried, days_against, hours_out, kpi

TRUCK = "courier_courier"
TOWN_BUS = "transport_township"
POST = "postal_courier"
DOUBLE11 = (
    "demand=double11", "demand.poisson=false", "demand.noise_sd=0", "demand.weekday=[1,1,1,1,1,1,1]",
    "county.stylised.townships=1", "county.stylised.parcels_day=100",
)  # fmt: skip
"""A Double 11 whose days before it are all alike, with enough parcels that rounding does not tell."""


def none_left(says: str, column: str, more: tuple[str, ...] = ()) -> Figure:
    """Everything is brought to a point by the end."""
    return Figure(
        says=says, published="0 (all are served)", of=kpi(column, "undelivered_share"), low=0.0, high=0.0005,
        shown="{:.1%}", more=more,
    )  # fmt: skip


CHINA = (
    Case(
        key="V2",
        study="v2",
        about="postman on a motorbike, Hengshan",
        figures=(
            Figure(
                says="hours of a round of 100 km",
                published="5 h or more",
                of=hours_out(POST, "village"),
                low=5.0,
                high=5.5,
                shown="{:.2f} h",
            ),
            Figure(
                says="hours of a round of 70 km, six stops of 6 minutes among them",
                published="nearly 3 h",
                of=hours_out(POST, "village"),
                low=3.5,
                high=4.0,
                shown="{:.2f} h",
                verdict=Verdict.DIFFERS,
                more=("county.stylised.loop_km=70",),
            ),
        ),
        note="One speed and one time of a stop give both rounds here; the shorter one as published leaves no time for stops at the speed that the longer one needs.",
    ),
    Case(
        key="V3",
        study="v3",
        about="courier on a motorbike, Maolin",
        figures=(
            Figure(
                says="hours of the round",
                published="8 to 9 h",
                of=hours_out(OWN, "direct"),
                low=8.0,
                high=9.0,
                shown="{:.2f} h",
            ),
            Figure(
                says="driver's wage a parcel, with the employer's part",
                published="8.0 yuan",
                of=kpi(OWN, "cost_brands_parcel"),
                low=7.8,
                high=8.3,
                shown="{:.2f} yuan",
            ),
        ),
    ),
    Case(
        key="V4",
        study="v4",
        about="rural buses of Yucheng",
        slow=True,
        figures=(
            Figure(says="parcels at a departure", published="75 to 110", of=carried(BUS, "direct"), low=75, high=110),
            none_left("not brought to a point by the end", BUS),
        ),
    ),
    Case(
        key="V5",
        study="v5",
        about="couriers together, Jiangling",
        slow=True,
        figures=(none_left("not brought to a point by the end", TRUCK),),
    ),
    Case(
        key="V6",
        study="v6",
        about="trucks and buses, Xuyi",
        slow=True,
        figures=(none_left("not brought to a point by the end", TOWN_BUS),),
        note="Jianshi (10 stations, 159 points) is of the same structure; Badong has two hubs, and the model has one.",
    ),
    Case(
        key="V7",
        study="v7",
        about="the country's time chain",
        figures=(
            Figure(
                says="hours of the whole chain",
                published="53.99 h",
                of=kpi("township_pickup", "whole_chain_mean_h"),
                low=53.99,
                high=54.05,
                shown="{:.2f} h",
            ),
        ),
    ),
    Case(
        key="V8",
        study="v8",
        about="a peak with the same team, Pingba",
        slow=True,
        figures=(
            none_left("not brought at 500 parcels a day", TRUCK),
            none_left("not brought at 1,000 parcels a day", TRUCK, ("demand.scale=2",)),
            Figure(
                says="workers at 1,000 against those at 500",
                published="the same team",
                of=kpi(TRUCK, "workers"),
                low=12,
                high=12,
                shown="{:.0f}",
                more=("demand.scale=2",),
            ),
            Figure(
                says="parcels on 11 November against a normal day",
                published="1.87",
                of=days_against(TRUCK, 23, 23),
                low=1.86,
                high=1.88,
                shown="{:.2f}",
                more=DOUBLE11,
            ),
            Figure(
                says="parcels of a day from 1 to 11 November against a normal day",
                published="1.4",
                of=days_against(TRUCK, 13, 23),
                low=1.39,
                high=1.41,
                shown="{:.2f}",
                more=DOUBLE11,
            ),
        ),
    ),
)
