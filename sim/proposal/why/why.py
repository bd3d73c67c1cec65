"""Why was it late, and what is it made of 为何迟到、成本构成: whose time and cost is told, and the whole answer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sim.county.county import County
from sim.county.find import names_of
from sim.measure.chain import in_hand_of
from sim.problems import InputError, Problem, did_you_mean, phrase
from sim.proposal.sheet import OutputSheet
from sim.proposal.why.why_cost import cost_told
from sim.proposal.why.why_time import WhyTime
from sim.proposal.why.why_traced import Traced
from sim.words import say


@dataclass(frozen=True, kw_only=True, eq=False)
class WhyAnswer:
    """What is told.

    Attributes:
        title: whose time and cost. ``lines``: sentences.
        sheets: the mean of the village (where nobody asked for a parcel alone), the parcel, the cost.
        steps: of the parcel, for the figure: columns name, part, hours.
    """

    title: str
    lines: tuple[str, ...]
    sheets: tuple[OutputSheet, ...]
    steps: pd.DataFrame


def village_of(county: County, asked: str) -> int:
    """The number of the village that somebody names, by its code, name or 乡镇/村名.

    Raises:
        InputError: there is none, or more than one.
    """
    found = names_of(county)[1].find(asked) or [i for i, v in enumerate(county.villages) if v.pinyin == asked]
    if len(found) == 1:
        return int(found[0])
    if found:
        codes = ", ".join(county.villages[i].code for i in found)
        raise InputError([Problem("why.several", "why.village", asked, phrase("why.several", codes=codes))])
    known = [text for v in county.villages for text in (v.name, v.pinyin, v.code) if text]
    allowed = phrase("why.village", count=len(county.villages), county=county.name)
    raise InputError([Problem("why.village", "why.village", asked, allowed, did_you_mean(asked, known))])


def parcel_of(traced: Traced, village: int | None, asked: int | None) -> int:
    """The number of the parcel that is told of: the one asked for, else the slowest of the village that is in hand.

    Raises:
        InputError: there is no such inbound parcel, or it is for another village; the village has none in hand.
    """
    parcels = traced.draws.parcels
    if asked is not None:
        if asked >= len(parcels) or (village is not None and parcels.village[asked] != village):
            allowed = phrase("why.parcel", last=len(parcels) - 1)
            raise InputError([Problem("why.parcel", "why.parcel", str(asked), allowed)])
        return asked
    mine = in_hand_of(traced.case, village or 0)
    if not len(mine):
        name = traced.prepared.county.villages[village or 0].name
        raise InputError([Problem("why.none", "why.village", name, phrase("why.none"))])
    spent = traced.outcome.milestones.in_hand[mine] - parcels.entered_hub[mine]
    return int(mine[int(spent.argmax())])


def why(traced: Traced, village: int | None, parcel: int | None, kpi: str, lang: str) -> WhyAnswer:
    """Why the parcels of a village, or one parcel, took as long as they did, and what a parcel costs there.

    Args:
        village: its number; None: that of ``parcel``.
        kpi: the cost, one of ``recipe_lines.COSTS``.

    Raises:
        InputError: see ``parcel_of``.
    """
    number = parcel_of(traced, village, parcel)
    there, time = int(traced.draws.parcels.village[number]), WhyTime(traced, lang)
    mean = [] if parcel is not None else [time.village(there)]
    told = [*mean, time.parcel(number), cost_told(traced, there, kpi, lang)]
    name = traced.village(there, lang)
    return WhyAnswer(
        title=say(lang, f"{name}：为何迟到、成本构成", f"{name}: why was it late, and what is it made of"),
        lines=tuple(line for line, _ in told), sheets=tuple(sheet for _, sheet in told), steps=time.steps(number),
    )
