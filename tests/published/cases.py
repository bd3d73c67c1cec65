"""The published cases, each with the study that runs it, and those that are not run."""

from __future__ import annotations

from tests.published.case import Case, Figure, Left, Verdict
from tests.published.reading import BUS, OWN, arrival, carriage, carried, hours_out, kpi, laden_a_day, saved

TRUCK, TOWN_BUS, POST = "courier_courier", "transport_township", "postal_courier"
NONE_LEFT = {"published": "0 (all are served)", "low": 0.0, "high": 0.0005, "shown": "{:.1%}"}
POUNDS = "12,871 : 35,300 : 87,000"

CASES = (
    Case(
        key="V1",
        study="v1",
        about="light truck and bus, Saito to Murasho",
        figures=(
            Figure(
                says="driver hours of one way on 302 days",
                published="377.5 h",
                of=saved("driver_h_year", 302 / 365 / 2),
                low=377.45,
                high=377.55,
            ),
            Figure(says="km of one way a day", published="45.6 km", of=saved("km_day", 0.5), low=45.59, high=45.61),
        ),
        note="The published CO2 (12.7 t a year, 34 kg an hour) follows another rule and is not aimed at.",
    ),
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
            Figure(says="not brought to a point by the end", of=kpi(BUS, "undelivered_share"), **NONE_LEFT),
        ),
    ),
    Case(
        key="V5",
        study="v5",
        about="couriers together, Jiangling",
        slow=True,
        figures=(Figure(says="not brought to a point by the end", of=kpi(TRUCK, "undelivered_share"), **NONE_LEFT),),
    ),
    Case(
        key="V6",
        study="v6",
        about="trucks and buses, Xuyi",
        slow=True,
        figures=(Figure(says="not brought to a point by the end", of=kpi(TOWN_BUS, "undelivered_share"), **NONE_LEFT),),
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
        figures=(
            Figure(says="not brought at 500 parcels a day", of=kpi(TRUCK, "undelivered_share"), **NONE_LEFT),
            Figure(
                says="not brought at 1,000 parcels a day",
                of=kpi(TRUCK, "undelivered_share"),
                more=("demand.scale=2",),
                **NONE_LEFT,
            ),
            Figure(
                says="workers at 1,000 against those at 500",
                published="the same team",
                of=kpi(TRUCK, "workers"),
                low=12,
                high=12,
                shown="{:.0f}",
                more=("demand.scale=2",),
            ),
        ),
    ),
    Case(
        key="V20",
        study="v20",
        about="what goes out by the bus, Murasho",
        figures=(
            Figure(
                says="cut-off with the truck, hour of the day",
                published="15:00",
                of=kpi(OWN, "out_cutoff_h.all"),
                low=14.8,
                high=15.0,
                shown="{:.2f}",
            ),
            Figure(
                says="cut-off with the bus, hour of the day",
                published="17:00",
                of=kpi(BUS, "out_cutoff_h.all"),
                low=16.8,
                high=17.0,
                shown="{:.2f}",
            ),
        ),
    ),
    Case(
        key="V21",
        study="v21",
        about="a bus for the second round trip, Shimukappu",
        figures=(
            Figure(
                says="driver hours saved a year",
                published="1,022 h",
                of=saved("driver_h_year"),
                low=1000,
                high=1045,
                shown="{:,.0f} h",
            ),
            Figure(
                says="km saved a day",
                published="100 km (50 km one way)",
                of=saved("km_day"),
                low=99.9,
                high=100.1,
                shown="{:.1f} km",
            ),
        ),
        note="The rest of the driver's day of 9 h, and so the published share (31.1 %), is not simulated.",
    ),
    Case(
        key="V24",
        study="v24",
        about="a bus for a truck, Asuke to Inabu",
        figures=(
            Figure(
                says="arrival of the bus, hour of the day",
                published="15:50",
                of=arrival,
                low=15.83,
                high=15.84,
                shown="{:.3f}",
            ),
            Figure(
                says="driver hours saved a day",
                published="90 min",
                of=saved("driver_h_year", 1 / 365),
                low=1.499,
                high=1.501,
                shown="{:.2f} h",
            ),
        ),
    ),
    Case(
        key="V25",
        study="v25",
        about="a bus for a truck, Kannabe",
        figures=(
            Figure(
                says="km saved a day", published="30 km", of=saved("km_day"), low=29.9, high=30.1, shown="{:.1f} km"
            ),
        ),
        note="The cut-off two hours later is V20's mechanism; at what hours truck and bus pass is not published. Nor are those of Aridagawa (50 km) but one.",
    ),
    Case(
        key="V26",
        study="v26",
        about="post buses in the Highlands",
        figures=(
            Figure(
                says="carriage a parcel at marginal cost",
                published=f"1 of {POUNDS}",
                of=carriage("postal_direct", "marginal"),
                low=1.4,
                high=1.8,
                shown="{:.2f} yuan",
                verdict=Verdict.ORDER,
            ),
            Figure(
                says="carriage a parcel at full cost",
                published="2.7 times",
                of=carriage("postal_direct", "full"),
                low=2.6,
                high=3.2,
                shown="{:.2f} yuan",
                verdict=Verdict.ORDER,
            ),
            Figure(
                says="carriage a parcel in vans of our own",
                published="6.8 times",
                of=carriage(OWN, "full"),
                low=7.2,
                high=8.2,
                shown="{:.2f} yuan",
                verdict=Verdict.ORDER,
            ),
        ),
        note="Marginal is less than shared, shared less than alone; how far apart depends on what is carried, which is not published.",
    ),
    Case(
        key="V27",
        study="v27",
        about="trips of fixed rounds",
        slow=True,
        figures=(
            Figure(
                says="trips a day",
                published="10.2747",
                of=laden_a_day(TRUCK, "village"),
                low=9.93,
                high=10.62,
                shown="{:.4f}",
            ),
        ),
        note="56 days of a random table: two standard errors are 0.34.",
    ),
)

LEFT = (
    Left(
        "V22",
        "Kamikochi: two carriers, one hands over to the other's truck",
        "only sums of km and hours are published, not which truck drives where",
    ),
    Left("V23", "Shimokita: one pooled truck a day", "neither roads nor rounds are published"),
    Left("V28", "passenger, freight and mail routes of China", "a mean of all counties; V4 is one of them"),
    Left(
        "V29",
        "Ongjin islands: the post's ferries",
        "days of ferries are a timetable of a host; no roads or loads are published",
    ),
    Left("V30", "KombiBus, Germany", "less than a parcel a run: nothing to simulate but a fee"),
    Left("V31", "Flanders: rural pooling", "neither roads nor rounds are published"),
    Left(
        "V32",
        "USPS: door, curb, cluster box",
        "yearly cost of an address in towns; the ratio depends on doors, which have no roads here",
    ),
    Left("V34", "England and Wales: consolidation", "an upper bound over many networks"),
    Left("V35", "Schwerin: parcels in a tram", "a tram in a city; ended as uneconomic"),
)
