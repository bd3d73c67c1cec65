"""Published cases of Japan, Britain and a paper, each with the study that runs it."""

from __future__ import annotations

from tests.published.case import Case, Figure, Verdict
from tests.published.reading import BUS, OWN, arrival, carriage, kpi, less_than, saved, trips_a_day

TRUCK = "courier_courier"
POUNDS = "12,871 : 35,300 : 87,000"

ABROAD = (
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
        key="V22",
        study="v22",
        about="a carrier hands over to another, Kamikochi",
        slow=True,
        figures=(
            Figure(
                says="less km a day",
                published="28 %",
                of=less_than("v22_apart", TRUCK, "km_day.all"),
                low=0.1,
                high=0.15,
                shown="{:.0%}",
                verdict=Verdict.ORDER,
            ),
            Figure(
                says="less driver hours",
                published="34.4 %, more than km",
                of=less_than("v22_apart", TRUCK, "driver_h_year.all"),
                low=0.17,
                high=0.22,
                shown="{:.0%}",
                verdict=Verdict.ORDER,
            ),
        ),
        note="Where vans are full, hours fall more than km; where they are half empty, both fall by half. Which truck drives where is not published, so that the sizes are not aimed at.",
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
        note="The cut-off two hours later is V20's mechanism; at what hours truck and bus pass is not published. Of Aridagawa (50 km) only one departure is.",
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
                of=trips_a_day(TRUCK, "village"),
                low=9.93,
                high=10.62,
                shown="{:.4f}",
            ),
        ),
        note="Just as many trips as the table asks for by hand (581 on 56 days); two standard errors of a random table of 56 days are 0.34.",
    ),
)
