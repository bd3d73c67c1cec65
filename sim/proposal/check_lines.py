"""What ``check`` says of a county and of the heaviest loads of its plans."""

from __future__ import annotations

from collections.abc import Iterator

from sim.county.county import County
from sim.problems import said
from sim.proposal.aligned import table
from sim.proposal.assumed_size import size_remarks
from sim.proposal.names import place_names
from sim.proposal.tables import mode_names
from sim.service.prepared import Prepared
from sim.service.tables import loads_table
from sim.words import headed, say, word

HEAVIEST = 8
"""So many loads of a plan are shown."""


def county_lines(prepared: Prepared, lang: str) -> Iterator[str]:
    """The county in a line, and what of its data is real, given, assumed or synthetic."""
    c = prepared.county
    yield _size(c, prepared.expected.total, lang)
    if c.town is not None:
        yield _town(c, c.town, lang)
    for note in c.notes:
        what, source, status = said(note.what, lang), said(note.source, lang), word(note.status, lang)
        zh, en = f"  {what}：{status}，{note.count:,}项（{source}）", f"  {what}: {note.count:,} {status} ({source})"
        yield say(lang, zh, en)
    yield from ("• " + say(lang, x.zh, x.en) for x in size_remarks(c))


def _size(c: County, parcels: float, lang: str) -> str:
    """Places, people and parcels a day of a county."""
    towns, villages, points = len(c.townships[: c.town]), len(c.rural), len(c.points)
    people = sum(v.population for v in c.villages)
    zh = f"{c.name}：{towns}个乡镇，{villages}个村，{points}个服务点，{people:,}人，日均{parcels:,.0f}件"
    en = f"{c.name_en}: {towns} townships, {villages} villages, {points} points, {people:,} residents, "
    return say(lang, zh, f"{en}{parcels:,.0f} parcels a day")


def _town(c: County, town: int, lang: str) -> str:
    """Communities and people of the county town, whose number among the townships is ``town``."""
    communities, urban = int(c.urban.sum()), sum(v.population for v in c.villages if v.township == town)
    zh = f"  其中城区{communities}个社区，{urban:,}人"
    return say(lang, zh, f"  of these, {communities} communities of the county town with {urban:,} residents")


def load_lines(prepared: Prepared, lang: str) -> Iterator[str]:
    """The heaviest loads of each plan; runs of a depot only where they are too many."""
    names, places = mode_names(prepared, lang), place_names(prepared.county, lang)
    for s in prepared.scenarios:
        yield "\n" + say(lang, f"{names[s.name]}：最重的负荷", f"{names[s.name]}: heaviest loads")
        loads = [x for x in s.loads if x.kind != "depot_runs" or x.state != "ok"]
        frame = loads_table(loads, lang, s.plan, prepared.parameters, places)
        yield table(headed(frame, lang), rows=HEAVIEST)


def verdict_line(prepared: Prepared, lang: str) -> str:
    """Whether a plan is overloaded."""
    names = mode_names(prepared, lang)
    over = [names[s.name] for s in prepared.scenarios if s.overloads]
    if not over:
        return say(lang, "输入无误，各方案均不超负荷。", "The input is in order and no plan is overloaded.")
    zh, en = f"输入无误；超负荷：{'、'.join(over)}", f"The input is in order; overloaded: {', '.join(over)}"
    return say(lang, zh, en)
