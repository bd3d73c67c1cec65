"""Which days a page is about: normal ones, those of an occasion, or of a harvest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sim.parameters import Parameters
from sim.parameters.occasions import times_of
from sim.words import say


def measured(p: Parameters, lang: str) -> str:
    """Which days are measured, and whether they are normal ones, of an occasion, or of a harvest."""
    days = p.horizon.dates[p.horizon.warmup_days :][: p.horizon.measured_days]
    kind = kind_of(days, p, lang)
    return say(lang, f"统计期{days[0]}至{days[-1]}（{kind}）", f"Measured: {days[0]} to {days[-1]} ({kind})")


def kind_of(days: Sequence[dt.date], p: Parameters, lang: str) -> str:
    """Of which kind days are: normal ones, of an occasion, or of a harvest; and how many, where not all are."""
    out = p.demand.outbound
    counts = {}
    for o in (p.demand.occasions[key] for key in p.demand.calendar):
        times = list(times_of(o, days[0], days[-1]))
        counts[say(lang, o.name_zh, o.name_en)] = sum(any(a <= day <= b for a, b in times) for day in days)
    for x in out.products.values() if out.harvest else ():
        counts[say(lang, f"{x.name_zh}产季", f"harvest of {x.name_en}")] = sum(map(x.in_season, days))
    told = [
        name if n == len(days) else say(lang, f"{name}占{n}天", f"{name} on {n} of {len(days)} days")
        for name, n in counts.items() if n
    ]
    return say(lang, "、", ", ").join(told) or say(lang, "平日", "normal days" if len(days) > 1 else "a normal day")
