"""Counties, townships, villages and modes that a plan names and nobody has, and places that it counts beyond those."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import numpy as np

from sim.arrays import Bools
from sim.county.county import County
from sim.demand.expected import expected
from sim.parameters import Parameters
from sim.policy.document import CountyPlan, PlanTarget
from sim.policy.inventory import counting_villages, point_villages
from sim.problems import InputError, Problem, did_you_mean, one_of, phrase
from sim.service.assignment.assignment import assignment_faults
from sim.service.assignment.rule import in_words
from sim.service.assignment.rule_faults import word_faults
from sim.service.assignment.traits import Traits, unknown_places
from sim.service.mode.mode import Mode


def plan_faults(
    document: CountyPlan, county: County, parameters: Parameters, modes: Mapping[str, Mode], counties: Collection[str],
    chosen: str,
) -> list[Problem]:  # fmt: skip
    """Every fault of what a plan names.

    Args:
        counties: that there are. ``chosen``: the one that the plan is answered for; empty: one of the user's own.
    """
    return [
        *county_faults(document, counties, chosen), *place_faults(document, county), *mode_faults(document, modes),
        *scenario_faults(document, county, parameters, modes), *stage_faults(document, county, parameters, modes),
    ]


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
        for where, part in stage.villages.within(f"plan.rollout.{key}.villages"):
            yield from unknown_places(part, where, county)
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


def stage_faults(
    document: CountyPlan, county: County, parameters: Parameters, modes: Mapping[str, Mode]
) -> Iterator[Problem]:
    """Every fault of the conditions of a roll-out's stages but the places they name: lines and remote villages that
    there are not, no village that is as they say, and none that is not in already."""
    if document.counties or not document.rollout:
        return
    spread = document.named()[document.column]
    places = {key: f"plan.rollout.{key}.villages" for key in document.rollout}
    parts = {key: list(stage.villages.within(places[key])) for key, stage in document.rollout.items()}
    words = {key: word_faults(of, spread.remote, modes) for key, of in parts.items()}
    yield from (fault for of in words.values() for fault in of)
    seen = _seen(document, county, parameters)
    inside: dict[str, Bools] = {}
    for key, stage in sorted(document.rollout.items(), key=lambda of: of[1].month):
        known = not any(unknown_places(part, where, county) for where, part in parts[key])
        if not known or words[key] or any(part.on_line or part.off_line for _, part in parts[key]):
            continue  # told, or where hosts pass is only known of a plan
        met = np.any([of.meeting(stage.villages) for of in seen], axis=0)
        earlier = [name for name, of in inside.items() if not (met & ~of).any()]
        inside[key] = np.any([met, *inside.values()], axis=0)
        if not met.any():
            yield Problem("plan.stage", places[key], in_words(stage.villages), phrase("plan.stage_some"))
        elif earlier:
            told = phrase("plan.stage_in", month=document.rollout[earlier[0]].month)
            yield Problem("plan.stage", places[key], told, phrase("plan.stage_new"))


def _seen(document: CountyPlan, county: County, parameters: Parameters) -> list[Traits]:
    """The villages as the pools of the plan's own column see them; none where what is expected is at fault."""
    spread = document.named()[document.column]
    try:
        daily = expected(county, parameters)
    except InputError:
        return [Traits(county, np.full(len(county.villages), np.nan), remote=spread.remote)]
    pools = [*spread.pools.values()] or [daily.brands]
    return [
        Traits(county, daily.daily[[brand in pool for brand in daily.brands]].sum(axis=0), remote=spread.remote)
        for pool in pools
    ]


def county_faults(document: CountyPlan, known: Collection[str], chosen: str = "") -> Iterator[Problem]:
    """Every county that a prefecture's plan names and nobody has, every one that is named twice, and a ``chosen`` one
    that it does not name (empty: none was chosen)."""
    if document.counties and chosen and chosen not in document.counties:
        allowed, add = (
            phrase("plan.has_county", name=chosen), phrase("plan.other_county", first=document.counties[0])
        )
        yield Problem("plan.county", "plan.counties", ", ".join(document.counties), allowed, add)
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
