"""Counties, townships, villages and modes that a plan names and nobody has, and places that it counts beyond those."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sim.county.county import County
from sim.parameters import Parameters
from sim.policy.document import CountyPlan, PlanTarget
from sim.policy.inventory import counting_villages, point_villages
from sim.problems import Problem, did_you_mean, one_of, phrase
from sim.service.assignment.assignment import assignment_faults
from sim.service.assignment.traits import unknown_places
from sim.service.mode.mode import Mode


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
    for key, target in document.targets.items():
        if target.count and not target.of and known.issuperset(target.places):
            most = places_of(target, county)
            if target.count > most:
                allowed = phrase("plan.count_here", count=most)
                yield Problem("plan.count", f"plan.targets.{key}.count", str(target.count), allowed)


def places_of(target: PlanTarget, county: County) -> int:
    """How many places of a county a target counts."""
    if target.what == "hub":
        return 1
    counting = counting_villages(county, target.places)
    if target.what == "points_to_standard":
        return int(counting[point_villages(county)].sum())
    if target.what in ("centres", "centres_to_standard"):
        return len({v.township for v, it in zip(county.rural, counting, strict=True) if it})
    own = [v.point >= 0 for v in county.rural] if target.what == "villages_with_point" else True
    return int((counting & own).sum())


def scenario_faults(
    document: CountyPlan, county: County, parameters: Parameters, modes: Mapping[str, Mode]
) -> Iterator[Problem]:
    """Every fault of an assignment that is a column of the plan, by its key there; faults of other keys are told with
    those."""
    for name, spread in document.named().items():
        for fault in assignment_faults(spread, county, parameters, dict(modes)):
            key = str(fault.where).removeprefix("assignment.")
            if key == "mode" or key != str(fault.where):
                yield replace(fault, where=f"plan.scenarios.{name}.{key}")


def county_faults(document: CountyPlan, known: Collection[str]) -> Iterator[Problem]:
    """Every county that a prefecture's plan names and nobody has, and every one that is named twice."""
    for name in dict.fromkeys(document.counties):
        if name not in known:
            hint = did_you_mean(name, known, phrase("county.own_source"))
            yield Problem("county.unknown", "plan.counties", name, one_of(sorted(known)), hint)
        elif document.counties.count(name) > 1:
            told = phrase("config.more_than_once", name=name)
            yield Problem("config.repeated", "plan.counties", told, phrase("config.each_once"))


def mode_faults(document: CountyPlan, known: Collection[str]) -> Iterator[Problem]:
    """Every mode that a plan allows, or lets stand in, and nobody knows, and every one that is named twice."""
    for key in ("modes", "backstop"):
        names: tuple[str, ...] = getattr(document, key)
        for name in dict.fromkeys(names):
            if name not in known:
                hint = did_you_mean(name, known)
                yield Problem("mode.unknown", f"plan.{key}", name, one_of(sorted(known)), hint)
            elif names.count(name) > 1:
                told = phrase("config.more_than_once", name=name)
                yield Problem("config.repeated", f"plan.{key}", told, phrase("config.each_mode_once"))
