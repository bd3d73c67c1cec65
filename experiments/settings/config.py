"""The config of one run: composed by Hydra, validated here, frozen from here on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from experiments.settings.by_files import said_of_demand
from experiments.settings.cluster import Cluster
from experiments.settings.crosscheck import across, listed, unknown_names
from experiments.settings.schema import PARTNERS, SPECS, Explore, NewCounty, Propose, RunKeys
from experiments.verbs import WITHOUT_COUNTY
from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec, called_after_file
from sim.demand.replaced import by_choice, set_aside
from sim.inference.cost.sharing_keys import Sharing
from sim.inference.drivers.driver_keys import Sensitivity
from sim.inference.mix.mix_keys import Mix
from sim.inference.precision_keys import Precision
from sim.inference.robustness.robust_keys import Robustness
from sim.inference.search.decisions import Optimise
from sim.inference.target import read_targets
from sim.parameters import Parameters
from sim.parameters.faults import apart, section
from sim.parameters.filed import sections
from sim.parameters.quantity import Section
from sim.plain.text import control_characters
from sim.plain.tree import read_maps
from sim.policy.document import CountyPlan
from sim.policy.host_sheets import hosts_of
from sim.policy.planned import plan_in, table_faults
from sim.problems import Faults, InputError, Problem, phrase
from sim.proposal.sweep.sweep_keys import Sweep
from sim.proposal.why.why_keys import Why
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.assignment_words import assignment_words
from sim.service.map_keys import ModeMap
from sim.service.mode.mode import Mode

IN_HASH = ("county", "parameters", "mode", "mode_table", "assignment", "assignment_table")
"""What decides the numbers of a replication, beside the seed."""


class Config(Section):
    """One run of one verb.

    Attributes:
        verb: which verb runs.
        county: which county, and how its gaps are filled.
        parameters: every number and rule of the model.
        mode: the one mode of ``simulate``.
        mode_table: every mode by name, the one above with its overrides.
        assignment: pools, and which mode serves which village; ``mode`` where it names none.
        assignment_table: every assignment by name, so that ``compare`` may set them side by side.
        assignment_file: the chosen assignment as its file has it, without what the command line changes.
        plan: the county's plan document; None where none is asked for.
        run: the keys that belong to no model.
        precision, robustness, sharing, mix, sweep, sensitivity, optimise, mode_map: keys of the studies.
        cluster: what a study asks of a cluster.
    """

    verb: str
    county: CountySpec
    parameters: Parameters
    mode: str
    mode_table: dict[str, Mode]
    assignment: Assignment
    assignment_table: dict[str, Assignment]
    assignment_file: Assignment | None = Field(None, exclude=True)
    plan: CountyPlan | None = None
    run: RunKeys
    chart: ChartSpec
    new_county: NewCounty
    propose: Propose
    why: Why
    explore: Explore
    precision: Precision
    robustness: Robustness
    sharing: Sharing
    mix: Mix
    sweep: Sweep
    sensitivity: Sensitivity
    optimise: Optimise
    mode_map: ModeMap
    cluster: Cluster

    def resolved(self) -> dict[str, Any]:
        """The whole config as plain data."""
        return self.model_dump(mode="json")

    def key(self) -> str:
        """Hash of everything that a replication's numbers depend on, the list of modes and the code apart."""
        return _hash(self.model_dump(mode="json", include=set(IN_HASH)) | {"seed": self.run.seed})

    def shapes(self, partner: str) -> tuple[str, ...]:
        """The modes with the partners of one, in every shape of the network, its usual one first."""
        return (partner, *(key for key, mode in self.mode_table.items() if mode.partner == partner))

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of a run: those listed, else the scenarios of its plan, else each partner's in the shape that
        ``run.shape`` asks for, where ``best`` stands for the usual one."""
        if self.run.modes is not None:
            return self.run.modes
        if self.plan is not None:
            return tuple(self.plan.scenarios)
        of = {partner: self.shapes(partner) for partner in PARTNERS}
        if self.run.shape == "all":
            return tuple(mode for group in of.values() for mode in group)
        return tuple(
            next((m for m in group if self.mode_table[m].shape == self.run.shape), partner)
            for partner, group in of.items()
        )

    @property
    def mixed(self) -> tuple[str, ...]:
        """The modes of which a best mix is made: those listed; else, beside the columns of a plan, those that it
        allows, which are the usual ones where it names none; none where there is nothing to choose."""
        if self.mix.modes != "plan":
            return self.mix.modes
        allowed = (self.plan.modes or PARTNERS) if self.plan is not None and self.run.modes is None else ()
        return allowed if len(allowed) > 1 else ()

    def assigned(self, scenario: str) -> Assignment:
        """What a scenario stands for: a mode alone, for every village and pool of the active assignment, or a named
        assignment.

        Raises:
            KeyError: there is neither a mode nor an assignment of that name.
        """
        if scenario in self.mode_table:
            return self.assignment.alone(scenario)
        return self.assignment_table[scenario]

    def scenario_key(self, scenario: str) -> str:
        """Hash of everything in the config that the numbers of one scenario depend on, whatever it is set beside or
        called."""
        data = self.model_dump(mode="json", include={"county", "parameters", "mode_table"})
        assigned = self.assigned(scenario).model_dump(mode="json", exclude={"name", "name_zh", "name_en"})
        return _hash(data | {"assigned": assigned, "seed": self.run.seed})


def _hash(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def build(tree: Mapping[str, Any], choices: Mapping[str, str], files: Mapping[str, Mapping[str, Any]]) -> Config:
    """Validate a composed config.

    Args:
        tree: plain data, as ``OmegaConf.to_container`` gives.
        choices: the option chosen of each group.
        files: the contents of the files of conf/mode and conf/assignment, by group and name.

    Raises:
        InputError: with every fault.
    """
    data = {k: read_maps(v) for k, v in tree.items() if k != "hydra"}
    sheets = hosts_of(data)
    verb, mode, spread = str(data.pop("verb", "compare")), choices["mode"], choices["assignment"]
    modes = {**files["mode"], mode: data.pop("mode", {})}
    spreads = {**files["assignment"], spread: data.pop("assignment", {})}
    chosen, problems = (mode, spread), list(control_characters({**data, "mode": modes, "assignment": spreads}))
    parts = _sections(data, problems) | _tables(chosen, modes, spreads, problems)
    parts["assignment_file"] = _as_filed(chosen, files["assignment"])
    parts["plan"] = plan_in(data, parts["county"], problems)
    problems += sheets.problems
    parts["assignment_table"] = _with_plans(parts, modes, problems)
    parts |= _keys(data, choices, problems)
    problems += _between(chosen, modes, spreads, parts, problems)
    if problems and verb not in WITHOUT_COUNTY:
        problems += table_faults(parts["plan"], parts["county"])
    _refuse(sheets.told(problems, data), choices.get("demand", ""))
    return Config(verb=verb, mode=mode, **parts)


def as_kept(data: Mapping[str, Any]) -> Config:
    """The config that a results folder keeps as plain data (``Config.resolved``); sections of verbs and studies that it
    does not know have their defaults.

    Raises:
        ValueError: it is none of this version.
    """
    return Config.model_validate({**{name: kind() for name, kind in SPECS.items()}, **data})


def _refuse(problems: Sequence[Problem], demand: str) -> None:
    """Raise the problems, where there are any; those of a file of demand by its choice."""
    if problems:
        raise InputError(by_choice(problems, f"demand={demand}", said_of_demand("demand", demand)))


def _sections(data: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """The county, the charts and what belongs to one verb or study each, taken out of the data."""
    kinds: dict[str, type[Section]] = {"chart": ChartSpec, **SPECS}
    county = section(CountySpec, called_after_file(data.pop("county", {})), "county", problems)
    return {"county": county} | {n: section(kind, data.pop(n, {}), n, problems) for n, kind in kinds.items()}


def _tables(
    chosen: tuple[str, str], modes: Mapping[str, Any], spreads: Mapping[str, Any], problems: list[Problem]
) -> dict[str, Any]:
    """Every mode and every assignment, and the chosen one of these."""
    mode, spread = chosen
    mode_table = sections(Mode, modes, {k: {"key": k} for k in modes}, mode, problems)
    table = sections(Assignment, spreads, {k: {"name": k, "mode": mode} for k in spreads}, spread, problems)
    return {"mode_table": mode_table, "assignment_table": table, "assignment": table.get(spread)}


def _with_plans(parts: Mapping[str, Any], modes: Mapping[str, Any], problems: list[Problem]) -> dict[str, Assignment]:
    """Every assignment by name, those that the plan of a county names too."""
    named = {} if parts["plan"] is None else parts["plan"].named()
    table: dict[str, Assignment] = parts["assignment_table"] | named
    problems += _two_meanings(modes, table)
    return table


def _as_filed(chosen: tuple[str, str], files: Mapping[str, Any]) -> Assignment | None:
    """The chosen assignment as its file has it; None where that is at fault."""
    mode, spread = chosen
    found: Assignment | None = section(
        Assignment, {"mode": mode, **(files.get(spread) or {}), "name": spread}, "assignment", []
    )
    return found


def _keys(data: dict[str, Any], choices: Mapping[str, str], problems: list[Problem]) -> dict[str, Any]:
    """The keys of the run, and the parameters of the model, which are all that is left."""
    run = section(RunKeys, {k: data.pop(k) for k in RunKeys.model_fields if k in data}, "", problems)
    said = said_of_demand("settings", choices.get("settings"))
    data["demand"] = set_aside(data.get("demand", {}), said)
    return {"run": run, "parameters": section(Parameters, data, "", problems)}


def _between(
    chosen: tuple[str, str], modes: Mapping[str, Any], spreads: Mapping[str, Any], parts: Mapping[str, Any],
    problems: Sequence[Problem],
) -> list[Problem]:  # fmt: skip
    """Faults between the parts, but of places that have ``problems`` of their own."""
    run, parameters, tables = parts["run"], parts["parameters"], (parts["assignment_table"], parts["mode_table"])
    scenarios = (*modes, *spreads, *tables[0])
    found = apart(across(scenarios, modes, run, parameters, parts["precision"]), problems)
    found += apart(assignment_words(chosen, listed(run), tables[0], parameters, tables[1], modes), [*problems, *found])
    for study, key in (("chart", "order"), ("sharing", "modes")):
        found += unknown_names(f"{study}.{key}", getattr(parts[study], key, ()), scenarios, "mode")
    return [*found, *_mixed(parts["mix"], modes)]


def _mixed(mix: Mix | None, modes: Collection[str]) -> Iterator[Problem]:
    """Modes of a mix that are not there, and targets that are none."""
    faults = Faults()
    with faults.gathered():
        read_targets(mix.targets if mix is not None else {}, "mix.targets")
    yield from faults
    if mix is not None and mix.modes != "plan":
        yield from unknown_names("mix.modes", mix.modes, modes, "mode")


def _two_meanings(modes: Mapping[str, Any], spreads: Mapping[str, Any]) -> list[Problem]:
    """Faults of names that are both a mode's and an assignment's: a column of that name could be either."""
    return [
        Problem("config.two_meanings", f"assignment/{name}.yaml", name, phrase("compare.one_meaning"))
        for name in sorted({*modes} & {*spreads})
    ]
