"""The config of one run: composed by Hydra, validated here, frozen from here on."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from pydantic import Field, ValidationError

from experiments.settings.by_files import by_choice, set_aside
from experiments.settings.crosscheck import across
from experiments.settings.schema import PARTNERS, SPECS, NewCounty, RunKeys
from experiments.settings.specs.cluster import Cluster
from experiments.settings.specs.mode_map import ModeMap
from experiments.settings.specs.optimise import Optimise
from experiments.settings.specs.precision import Precision
from experiments.settings.specs.robustness import Robustness
from experiments.settings.specs.sensitivity import Sensitivity
from experiments.settings.specs.sweep import Sweep
from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec
from sim.parameters import Parameters
from sim.parameters.faults import from_validation
from sim.parameters.quantity import Section
from sim.plain import parse_yaml
from sim.problems import InputError, Problem, phrase
from sim.service.assignment import Assignment
from sim.service.mode import Mode

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
        run: the keys that belong to no model.
        precision, robustness, sweep, sensitivity, optimise, mode_map: keys of the studies.
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
    run: RunKeys
    chart: ChartSpec
    new_county: NewCounty
    precision: Precision
    robustness: Robustness
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
        """The modes of a run: those listed, else each partner's in the shape that ``run.shape`` asks for, where ``best`` stands for the usual one."""
        if self.run.modes is not None:
            return self.run.modes
        of = {partner: self.shapes(partner) for partner in PARTNERS}
        if self.run.shape == "all":
            return tuple(mode for group in of.values() for mode in group)
        return tuple(next((m for m in group if self.mode_table[m].shape == self.run.shape), partner) for partner, group in of.items())

    def assigned(self, scenario: str) -> Assignment:
        """What a scenario stands for: a mode alone, for every village and pool of the active assignment, or a named assignment.

        Raises:
            KeyError: there is neither a mode nor an assignment of that name.
        """
        if scenario in self.mode_table:
            return self.assignment.alone(scenario)
        return self.assignment_table[scenario]

    def scenario_key(self, scenario: str) -> str:
        """Hash of everything in the config that the numbers of one scenario depend on, whatever it is set beside or called."""
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
    problems: list[Problem] = []
    data = {k: v for k, v in tree.items() if k != "hydra"}
    data = {k: read_maps(v) for k, v in data.items()}
    verb = str(data.pop("verb", "compare"))
    parts: dict[str, Any] = {}
    parts["county"] = section(CountySpec, _own(data.pop("county", {})), "county", problems)
    parts["chart"] = section(ChartSpec, data.pop("chart", {}), "chart", problems)
    for study, kind in SPECS.items():
        parts[study] = section(kind, data.pop(study, {}), study, problems)
    name, spread = choices["mode"], choices["assignment"]
    modes = {**files["mode"], name: data.pop("mode", {})}
    parts["mode_table"] = _table(Mode, modes, {k: {"key": k} for k in modes}, "mode", name, problems)
    spreads = {**files["assignment"], spread: data.pop("assignment", {})}
    parts["assignment_table"] = _table(Assignment, spreads, {k: {"name": k, "mode": name} for k in spreads}, "assignment", spread, problems)
    parts["assignment"] = parts["assignment_table"].get(spread)
    parts["assignment_file"] = section(Assignment, {"mode": name, **(files["assignment"].get(spread) or {}), "name": spread}, "assignment", [])
    problems += _two_meanings(modes, spreads)
    parts["run"] = section(RunKeys, {k: data.pop(k) for k in RunKeys.model_fields if k in data}, "", problems)
    data["demand"] = set_aside(data.get("demand", {}), choices.get("plan"))
    parts["parameters"] = section(Parameters, data, "", problems)
    known = {p.where for p in problems}
    problems += [p for p in across((*modes, *spreads), modes, parts["run"], parts["parameters"], parts["precision"]) if p.where not in known]
    if len(problems) > 0:
        raise InputError(by_choice(problems, choices.get("demand", "")))
    return Config(verb=verb, mode=name, **parts)


def _two_meanings(modes: Mapping[str, Any], spreads: Mapping[str, Any]) -> list[Problem]:
    """Faults of names that are both a mode's and an assignment's: a column of that name could be either."""
    return [Problem("config.two_meanings", f"assignment/{name}.yaml", name, phrase("compare.one_meaning")) for name in sorted({*modes} & {*spreads})]


def _own(county: Any) -> Any:
    """A county of the user's own, called after its file where it has no other name."""
    if isinstance(county, dict) and county.get("slug") == "own" and county.get("source"):
        return {**county, "slug": re.sub(r"[\s./\\]+", "_", PurePath(str(county["source"])).stem) or "own"}
    return county


def section(kind: type[Section], data: Any, prefix: str, problems: list[Problem]) -> Any:
    """A validated section; where keys are at fault, they are told in ``problems``, and what is left of it without them is returned
    (None where that is nothing)."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        problems += from_validation(error, kind, prefix)
        try:
            return kind.model_validate(without(data, [e["loc"] for e in error.errors(include_url=False)]))
        except ValidationError:
            return None


def _table(kind: type[Section], files: Mapping[str, Any], first: Mapping[str, Any], group: str, chosen: str, problems: list[Problem]) -> dict[str, Any]:
    """The files of a group, validated; ``first`` holds by name what a file need not say."""
    found = {}
    for name, content in files.items():
        prefix = group if name == chosen else f"{group}/{name}.yaml"
        if not isinstance(content, Mapping) and content is not None:
            problems.append(Problem("config.no_map", prefix, str(content)[:80], phrase("config.map")))
            continue
        given = {**first[name], **(content or {})}
        fixed = [k for k in ("key", "name") if k in first[name] and given[k] != first[name][k]]
        problems += [Problem("config.named_by_file", f"{prefix}.{k}", str(given[k])[:80], phrase("shell.named_by_file")) for k in fixed]
        part = section(kind, given, prefix, problems)
        if part is not None:
            found[name] = part
    return found


def without(data: Any, places: Sequence[tuple[int | str, ...]]) -> Any:
    """Plain data without what stands at the places; a list with a faulty item goes as a whole."""
    left = copy.deepcopy(data)
    for place in places:
        node = left
        for part in place:
            below = node.get(part) if isinstance(node, dict) else None
            if not isinstance(below, dict) or part == place[-1]:
                if isinstance(node, dict):
                    node.pop(part, None)
                break
            node = below
    return left


def read_maps(value: Any) -> Any:
    """Texts like ``{a: 3, b: 4}`` as maps: Hydra's command line cannot write a map with Chinese keys. Every key is a text, a code of digits too."""
    if isinstance(value, dict):
        return {str(k): read_maps(v) for k, v in value.items()}
    if isinstance(value, list):
        return [read_maps(v) for v in value]
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        try:
            return read_maps(parse_yaml(re.sub(r":(?=\S)", ": ", value), ""))
        except InputError:
            return value
    return value
