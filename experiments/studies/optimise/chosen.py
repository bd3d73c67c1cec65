"""A plan as files that run: its timetable, fleet and crews, and the config and command line that simulate it again."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import yaml

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.prepare import prepare
from experiments.settings.config import Config
from experiments.version import CONF
from sim.parameters import Parameters
from sim.plain.tree import difference
from sim.plain.whole import write_whole
from sim.proposal import tables
from sim.proposal.frames import save_frame

TABLES = ("timetable", "fleet", "crews", "loads")
NAME, CONFIGS = "chosen", "conf"


def write_chosen(of: DesignPoint, replications: int, folder: Path) -> str:
    """Write the tables and ``conf/settings/chosen.yaml`` of a scenario; a folder of its own, since Hydra takes every folder there for a group of keys.

    Returns:
        The command that simulates it with so many replications, which with the scenario's seed gives the numbers that it was chosen by.
    """
    prepared = prepare(of.config, (of.scenario,))
    found = tables.of_plans(prepared, of.config.run.lang)
    for name in TABLES:
        save_frame(folder, name, found[name])
    content, gone = settings(of.config)
    home = folder / CONFIGS
    line = command(of.config, replications, home, gone)
    head = f"# @package _global_\n# The plan that parcelflow optimise chose; {line}\n"
    _write(home / "settings" / f"{NAME}.yaml", head + _yaml(content))
    for group, table in (("mode", of.config.mode_table), ("assignment", of.config.assignment_table)):
        for name, part in table.items():
            if not (CONF / group / f"{name}.yaml").exists():  # the user's own, which the command must find
                _write(home / group / f"{name}.yaml", _yaml(part.model_dump(mode="json", exclude={"key", "name"})))
    return line


def settings(config: Config) -> tuple[dict[str, Any], list[str]]:
    """What of a config is not the project's default, as a plan file says it; and the entries of maps that it does not have."""
    gone: list[str] = []
    content = difference(Parameters().model_dump(mode="json"), config.parameters.model_dump(mode="json"), gone)
    spread = config.assignment.model_dump(mode="json", exclude={"name"} | ({"mode"} if config.assignment.mode == config.mode else set()))
    content["county"] = config.county.model_dump(mode="json")
    content["mode"] = config.mode_table[config.mode].model_dump(mode="json", exclude={"key"})
    content["assignment"] = spread
    _found_anywhere(content)
    return content, gone


def _found_anywhere(content: dict[str, Any]) -> None:
    """Let the paths of files in plain data hold whatever the current folder is."""
    of_county = [(content.get("county", {}), key) for key in ("source", "matrix", "matrix_places")]
    of_hosts = [(host, key) for host in content.get("host", {}).values() for key in ("feed", "feed_space")]
    others = [(content.get("assignment", {}), "table"), (content.get("demand", {}), "parcels_file")]
    for section, key in (*of_county, *of_hosts, *others):
        if section.get(key):
            section[key] = str(Path(section[key]).resolve())


def command(config: Config, replications: int, folder: Path, gone: list[str]) -> str:
    """The command line that simulates the plan whose config files are in ``folder``."""
    slug = config.county.slug
    county = slug if (CONF / "county" / f"{slug}.yaml").exists() else "own"
    words = ["parcelflow", "simulate", "--config-dir", str(folder), f"county={county}", f"mode={config.mode}", f"assignment={config.assignment.name}", f"settings={NAME}"]
    words += [f"seed={config.run.seed}", f"replications={replications}", f"lang={config.run.lang}", *(f"~{key}" for key in gone)]
    return " ".join(map(shlex.quote, words))


def _yaml(content: Any) -> str:
    """YAML in UTF-8; clock times keep their quotes."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)
