"""The published cases that are not run, and why."""

from __future__ import annotations

from tests.published.case import Left

LEFT = (
    Left("V23", "Shimokita: one pooled truck a day", "neither roads nor rounds are published"),
    Left("V28", "passenger, freight and mail routes of China", "a mean of all counties; V4 is one of them"),
    Left("V29", "Ongjin islands: the post's ferries", "no roads, timetables or loads are published"),
    Left("V30", "KombiBus, Germany", "less than a parcel a run: nothing to simulate but a fee"),
    Left("V31", "Flanders: rural pooling", "neither roads nor rounds are published"),
    Left("V32", "USPS: door, curb, cluster box", "yearly cost of an address; its doors and kerbs have no roads here"),
    Left("V34", "England and Wales: consolidation", "an upper bound over many networks"),
    Left("V35", "Schwerin: parcels in a tram", "a tram in a city, ended as uneconomic"),
)
