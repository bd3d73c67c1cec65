"""Tables of a plan about the county and its villages, as people read them."""

from __future__ import annotations

import pandas as pd

from sim.proposal.plan.plan_view import PlanReader, PlanView, of_places
from sim.proposal.sheet import ONE, TWO, WHOLE
from sim.proposal.tables import mode_titles
from sim.words import figure, headed, unit_text, word


def _basics(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    shown = table.assign(
        item=[word(i, lang, "basics") for i in table["item"]],
        unit=["" if u == "-" else unit_text(u, lang) for u in table["unit"]],
    )
    return headed(shown, lang)


BASICS = PlanView(
    ("县情", "The county"),
    (
        "件量为期望值，各次模拟的均值与之相符；一年按365天",
        "parcels are the mean that is drawn from; a year has 365 days",
    ),
    _basics, {"value": WHOLE},
)


def _backstop(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    modes = mode_titles(reader.prepared, lang)
    shown = table.assign(
        mode=table["mode"].map(reader.modes), name=table["name"].map(reader.place),
        township_name=table["township_name"].map(reader.place), why=[word(w, lang, "backstop") for w in table["why"]],
        service_mode=[modes.get(m, word("alone", lang, "service_mode")) for m in table["service_mode"]],
    )  # fmt: skip
    return headed(shown.drop(columns=["village", "township"]), lang)


BACKSTOP = PlanView(
    ("兜底村清单", "Backstop villages"),
    (
        "由兜底方式服务的村；每年成本为各方合计（含群众），由所在乡镇兜底解决",
        "villages that a backstop serves; the cost a year is that of all parties, residents too, and is for the "
        "township to solve",
    ),
    _backstop,
    {"parcels_day": ONE, "distance_km": ONE, "population": WHOLE, "yuan_parcel": TWO, "yuan_year": WHOLE},
    on_page=20,
)


def _appraisal(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    texts = [
        of_places(v, of) if of == of else figure(v, unit) if unit != "-" else of_places(v, of)
        for v, of, unit in zip(table["value"], table["places"], table["unit"], strict=True)
    ]
    shown = table.assign(
        value=texts, indicator=[word(i, lang, "appraisal") for i in table["indicator"]],
        unit=["" if u in ("-", "share") else unit_text(u, lang) for u in table["unit"]],
    )
    wide = shown.pivot_table(index=["indicator", "unit"], columns="mode", values="value", aggfunc="first", sort=False)
    return headed(wide.rename(columns=reader.modes).reset_index(), lang)


APPRAISAL = PlanView(
    ("考核指标", "Appraisal indicators"),
    (
        "按河南省2026至2028年县级考核的指标（二手资料，以原文为准）；线路为承运方的线路",
        "the indicators by which Henan appraises counties from 2026 to 2028 (second-hand: see the original); routes "
        "are those of hosts",
    ),
    _appraisal,
)
