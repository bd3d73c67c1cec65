"""What a config asks of its county before any plan is made: places, assignment, parcels."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from experiments.scenarios.provenance import DATA
from experiments.settings.config import Config
from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec
from sim.demand.expected import Expected, expected
from sim.problems import Faults, InputError, Problem, phrase
from sim.service.assignment import assignment_faults
from sim.service.assignment_table import read_assignment
from sim.service.named_places import place_faults
from sim.table import Findings


@lru_cache(maxsize=64)
def _load(spec: CountySpec, circuity: float | None, point_km: float | None) -> County:
    return load_county(spec, DATA, circuity, point_km)


def county_of(config: Config) -> County:
    """The county of a config.

    Raises:
        InputError: with every fault of its tables.
    """
    return _load(config.county, config.parameters.roads.circuity, config.parameters.resident.point_km)


def check_inputs(config: Config) -> None:
    """Read what a config's county, tables and named places are.

    Raises:
        InputError: with every fault; those of the county's own tables alone, since all others speak of it.
    """
    county = county_of(config)
    asked(config, (), county)[1].refuse()


def asked(config: Config, names: Collection[str], county: County) -> tuple[Expected, Faults]:
    """What is expected of the plans of the columns ``names``, and faults that no plan of theirs says.

    Raises:
        InputError: what is expected is at fault itself: with every fault of both.
    """
    faults = Faults([*place_faults(county, config.parameters), *_of_assignment(config, names, county)])
    with faults.gathered():
        found = expected(county, config.parameters)
        if found.total > 0:
            return found, faults
        hint = phrase("demand.see")
        faults.append(Problem("demand.none", "demand", phrase("demand.none"), phrase("demand.some"), hint))
    raise InputError(faults)


def _of_assignment(config: Config, names: Collection[str], county: County) -> list[Problem]:
    """Faults of the active assignment where it is no column, with those of its table."""
    spread, modes = config.assignment, config.mode_table
    if spread.name in names or not spread.mixed:
        return []
    faults = assignment_faults(spread, county, config.parameters, modes)
    if spread.table:
        read_assignment(Path(spread.table), county, modes, Findings(faults, []))
    return faults
