"""Townships and villages that the lines of a plan name and the county has not."""

from __future__ import annotations

from collections.abc import Iterator

from sim.county.county import County
from sim.policy.document import CountyPlan
from sim.problems import Problem, did_you_mean, one_of
from sim.service.assignment.traits import unknown_places


def place_faults(document: CountyPlan, county: County) -> Iterator[Problem]:
    """Every such name, with the key of its line; none of a prefecture's plan, whose lines are for several counties."""
    if document.counties:
        return
    named = {f"plan.targets.{key}": line.places for key, line in document.targets.items()}
    named |= {f"plan.facilities.{key}": line.places for key, line in document.facilities.items()}
    towns = [town.name for town in county.townships]
    known = {*towns, *(town.code for town in county.townships)}
    for where, words in named.items():
        for word in words:
            if word not in known:
                hint = did_you_mean(word, towns)
                yield Problem("plan.unknown_township", f"{where}.places", word, one_of(towns), hint)
    for key, stage in document.rollout.items():
        yield from unknown_places(stage.villages, f"plan.rollout.{key}.villages", county)
