"""Townships, villages and modes that a plan names and nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sim.county.county import County
from sim.policy.document import CountyPlan
from sim.problems import Problem, did_you_mean, one_of, phrase
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
