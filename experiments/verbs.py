"""What the command can do."""

from __future__ import annotations

VERBS = {
    "compare": "several modes side by side on one county, paired by replication (what a bare parcelflow runs)",
    "simulate": "one mode; -m runs one simulation for each value of a swept key",
    "sweep": "many scenarios, resumable, on one machine or many: key=a,b,c group=x,y, or a table design=FILE",
    "collect": "the table and charts of a sweep as far as it is done",
    "sensitivity": "which keys drive the results: Morris and Sobol indices with intervals",
    "optimise": "cheapest schedule, fleet and staffing that meet a service target",
    "mode-map": "which mode is best where: by parcels a village and distance, and village by village",
    "check": "validates a county and a config, prints the plan and its loads, simulates nothing",
    "new-county": "writes an empty county workbook, or builds a county from names and a boundary",
}
"""Each verb and what it does; a verb ``a-b`` is the module ``a_b`` beside this file."""
