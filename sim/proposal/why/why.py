"""Why was it late, and what is it made of 为何迟到、成本构成: whose time and cost is told, and the whole answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.county.county import County
from sim.county.find import names_of
from sim.measure.chain import parcels_of
from sim.problems import InputError, Problem, did_you_mean, phrase
from sim.proposal.sheet import OutputSheet
from sim.proposal.why.why_cost import cost_told
from sim.proposal.why.why_time import WhyPart, WhyTime
from sim.proposal.why.why_traced import Traced
from sim.words import say


@dataclass(frozen=True, kw_only=True, eq=False)
class WhyAnswer:
    """What is told: ``title`` says of whom; the parts are the mean of the village and its slowest parcel, inbound, then
    outbound, and the cost; of a parcel that somebody asked for, it alone, and the cost if it is inbound."""

    title: str
    parts: tuple[WhyPart, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The sentences."""
        return tuple(part.line for part in self.parts)

    @property
    def sheets(self) -> tuple[OutputSheet, ...]:
        """The tables."""
        return tuple(part.sheet for part in self.parts)


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


def parcel_of(traced: Traced, village: int | None, asked: int) -> int:
    """The village of a parcel that somebody asks for by its number, outbound ones after all inbound ones.

    Raises:
        InputError: there is no such parcel, or it is of another village.
    """
    of = np.concatenate([traced.draws.parcels.village, traced.draws.offers.village])
    if asked >= len(of) or (village is not None and of[asked] != village):
        allowed = phrase("why.parcel", last=len(of) - 1)
        raise InputError([Problem("why.parcel", "why.parcel", str(asked), allowed)])
    return int(of[asked])


def why(traced: Traced, village: int | None, parcel: int | None, kpi: str, lang: str) -> WhyAnswer:
    """Why the parcels of a village, or one parcel, took as long as they did, and what a parcel costs there.

    Args:
        village: its number; None: that of ``parcel``.
        kpi: the cost of an inbound parcel, one of ``recipe_lines.COSTS``.

    Raises:
        InputError: see ``parcel_of``; the village had no parcels.
    """
    time = WhyTime(traced, lang)
    if parcel is None:
        there = village or 0
        told = [*_of_village(traced, time, there, False), *_of_village(traced, time, there, True)]
    else:
        there, told = parcel_of(traced, village, parcel), [time.parcel(parcel)]
    if not told:
        name = traced.prepared.county.villages[there].name
        raise InputError([Problem("why.none", "why.village", name, phrase("why.none"))])
    out = parcel is not None and parcel >= len(traced.draws.parcels)
    line, sheet = cost_told(traced, there, kpi, lang)
    name = traced.village(there, lang)
    titles = (f"{name}：为何迟到、成本构成", f"{name}: why was it late, and what is it made of")
    return WhyAnswer(title=say(lang, *titles), parts=(*told, *([] if out else [WhyPart(line=line, sheet=sheet)])))


def _of_village(traced: Traced, time: WhyTime, village: int, outbound: bool) -> list[WhyPart]:
    """The mean of a direction, and the slowest parcel that came through; if none did, the one that waited longest."""
    through, others = parcels_of(traced.case, village, outbound)
    if not len(through):
        return [time.parcel(int(others[0]))] if len(others) else []
    draws, outcome = traced.draws, traced.outcome
    began = np.concatenate([draws.parcels.entered_hub, draws.offers.offered])[through]
    ended = np.concatenate([outcome.milestones.in_hand, outcome.sent.left_county])[through]
    slowest = int(through[int((ended - began).argmax())])
    return [time.village(village, outbound, through, len(others)), time.parcel(slowest)]
