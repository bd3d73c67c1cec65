"""Villages that the mode given to them does not reach, served by a backstop 兜底 instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sim.county.county import County
from sim.parameters import Parameters
from sim.plan.note import Aside, Choice, PlanNote
from sim.plan.plan import ServicePlan
from sim.problems import phrase
from sim.service.assignment.chosen import Tried
from sim.service.load.reach import notes
from sim.service.mode.mode import Mode
from sim.words import Named


def off_every_line(plan: ServicePlan, backstop: Sequence[str]) -> Iterator[Tried]:
    """Villages of pools that no line of their mode comes to, while a backstop is left to try."""
    reached = {(plan.ways[n].pool, v) for row in plan.inbound for v, n in enumerate(row.tolist()) if n >= 0}
    for choice in plan.choices:
        left = {choice.mode, *backstop} - {*choice.missed, choice.mode}
        if choice.mode and left and (choice.pool, choice.village) not in reached:
            yield choice.pool, choice.village, choice.mode


def backstop_notes(choices: Iterable[Choice], county: County, modes: Mapping[str, Mode]) -> Iterator[PlanNote]:
    """Which villages a backstop serves, a note for each pool and mode that does not reach them."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for choice in choices:
        if choice.missed and choice.mode:
            found[choice.pool, choice.missed[0]].append(choice.village)
    for (pool, mode), villages in found.items():
        named = tuple(Named(county.villages[v].name, county.villages[v].pinyin) for v in villages)
        yield PlanNote(f"pool:{pool}", phrase("plannote.backstop", mode=modes[mode].named, villages=named))


def told(
    plan: ServicePlan, county: County, parameters: Parameters, modes: Mapping[str, Mode], tried: Mapping[Tried, Aside | None],
) -> ServicePlan:  # fmt: skip
    """The plan with the villages that nobody reaches set aside, and who serves the others that their own mode does not reach."""
    left = [c for c in plan.choices if c.missed and not c.mode]
    lasts = ((c.pool, c.village, c.missed[0]) for c in left)
    aside = tuple(found for key in lasts if (found := tried.get(key)) is not None)
    said = [*notes(aside, county, parameters.fleet.duty_end), *backstop_notes(plan.choices, county, modes)]
    return replace(plan, aside=aside, notes=(*plan.notes, *said))
