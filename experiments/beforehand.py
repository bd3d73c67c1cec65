"""What is checked of a command before its first job starts: the counties, the scenarios of a sweep."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from experiments.verbs import NO_FOLDER, WITHOUT_COUNTY
from sim.problems import Faults, InputError, Problem, phrase

if TYPE_CHECKING:
    from experiments.scenarios.axes import Axis
    from experiments.scenarios.design import Design
    from experiments.settings.compose import Composer
    from experiments.settings.config import Config
    from experiments.settings.overrides import Overrides
    from sim.proposal.sweep.swept import Entry
    from sim.table import Remark

SIDE_BY_SIDE = ("compare", "simulate", "check")
"""Verbs that set plans side by side, and say which overrides change nothing in them."""


def own_files(args: Any, verb: str) -> Any:
    """The contents of the groups' files; see ``compose.files``.

    Args:
        args: see ``options.parsed``.

    Raises:
        InputError: with every fault of the files, and with those values of the command line that are wrong whatever
            the files say.
    """
    from experiments.settings.compose import configs, files

    faults, stored = Faults(), None
    with faults.gathered():
        stored = files(args.config_dir)
    if stored is None:
        beside = Faults()
        with beside.gathered():
            list(configs(args.overrides, verb, None, files(None))[1])
        faults += [problem for problem in beside if problem.code == "config.value"]
    faults.refuse()
    return stored


def check_one_value(found: Overrides) -> None:
    """Refuse a key with several values where there is one job.

    Raises:
        InputError: naming each such override.
    """
    swept = [o.input_line for o in found.every if o.is_sweep_override()]
    allowed, hint = phrase("sweep.one_value"), phrase("sweep.quote_list")
    Faults(Problem("config.sweep", s, s, allowed, hint) for s in swept).refuse()


def check_config(verb: str, config: Config) -> None:
    """Read what a config asks of its county, and what a verb's own keys ask, so that every fault is said before
    anything runs.

    Raises:
        InputError: with every fault of both.
    """
    from experiments.job import module_of
    from experiments.scenarios.prepare import check_inputs

    if verb in WITHOUT_COUNTY:
        return
    faults = Faults()
    with faults.gathered():
        check_inputs(config)
    with faults.gathered():
        getattr(module_of(verb), "check", lambda of: None)(config)
    faults.refuse()


def check_shown(verb: str, args: Any, found: Overrides) -> None:
    """Refuse what Hydra could not show of a config; ``args``: see ``options.parsed``.

    Raises:
        InputError: Hydra does not take the overrides of its own part, or the config has no such part.
    """
    from experiments.settings.compose import compose_tree, composed_folder
    from experiments.settings.tree import apply
    from sim.plain.tree import exists

    composed_folder(verb, found, args.config_dir, multirun=False)
    part = args.package or ""
    chosen = [o.input_line for o in found.groups] if part else []
    if part and not exists(apply(compose_tree(chosen, args.config_dir)[0], found.values), part):
        raise InputError([Problem("command.option", "--package", part, phrase("shell.part_of_config"))])


def check_multirun(verb: str, jobs: Iterable[Config]) -> None:
    """Check every config of a multirun, as ``check_config`` does, and then every plan, so that none of the jobs starts
    where a later one could not.

    Raises:
        InputError: with every fault of them, or of the first config that has any by itself; the verb has no results to
            keep apart.
    """
    if verb in NO_FOLDER:
        raise InputError([Problem("command.multirun", "-m", f"{verb} -m", phrase("shell.one_job"))])
    found = list(jobs)
    for check in (check_config, _check_plans):
        faults = Faults()
        for job in found:
            with faults.gathered():
                check(verb, job)
        faults.refuse()


def _check_plans(verb: str, config: Config) -> None:
    """Build the plans that a verb of ``SIDE_BY_SIDE`` sets side by side; routes are solved once for them and the job.

    Raises:
        InputError: with every fault of them.
    """
    from experiments.job import module_of
    from experiments.scenarios.prepare import prepare

    if planned := getattr(module_of(verb), "planned", None):
        prepare(config, planned(config))


def given(found: Overrides, composer: Composer, stored: Any, config: Config) -> list[Any]:
    """What a verb of ``SIDE_BY_SIDE`` is given beside config and folder: each override, with the config without it."""
    from experiments.scenarios.idle import GivenOverride
    from experiments.settings.compose import without_each
    from sim.plain.override_text import brief

    each = [GivenOverride(brief(text), other) for text, other in without_each(found, composer, stored, config)]
    return [each] if each else []


def check_design(args: Any, found: Overrides, composer: Composer, stored: Any) -> tuple[Overrides, Design, list[Entry]]:
    """What a sweep leaves to Hydra, each swept override at its first value; the scenarios that it keeps to itself;
    and their names.

    Args:
        args: see ``options.parsed``. ``stored``: see ``compose.files``.

    Raises:
        InputError: with every fault of the table of scenarios, or of the scenarios, their counties and the keys of
            ``sweep``.
    """
    from experiments.scenarios.axes import swept
    from experiments.scenarios.design import Design
    from experiments.scenarios.prepare import check_inputs
    from experiments.settings.tree import apply
    from experiments.sweep import scenarios

    if args.multirun:
        hint = phrase("sweep.leave_out")
        raise InputError([Problem("sweep.multirun", "-m", "-m", phrase("sweep.no_multirun"), hint)])
    axes, fixed, problems = swept(found)
    tree, faults = apply(composer([o.input_line for o in fixed.groups])[0], fixed.values), Faults(problems)
    if tree["design"] is not None:
        with faults.gathered():
            axes.append(_table_of(tree, axes, args.config_dir))
    faults.refuse()
    if not axes and not (args.cfg or args.info):
        allowed, hint = phrase("sweep.keys"), phrase("sweep.simulate")
        raise InputError([Problem("sweep.nothing", "sweep", phrase("sweep.no_key"), allowed, hint)])
    design = Design(tuple(axes), fixed, composer, "sweep", stored)
    return fixed, design, [] if args.cfg or args.info else scenarios(design, check_inputs)


def _table_of(tree: dict[str, Any], axes: Sequence[Axis], config_dir: str | None) -> Axis:
    """The table of scenarios that a config names; remarks on how it was read are printed on stderr, once each: they
    stop nothing and belong to no result.

    Raises:
        InputError: with every fault of it.
    """
    from experiments.scenarios.design_table import read_design
    from experiments.settings.compose import groups

    remarks: list[Remark] = []
    lang = str(tree.get("lang", "zh"))
    used = [setting.labels[0][0] for (setting, *_) in axes]
    found = read_design(str(tree["design"]), groups(config_dir), tree, used, remarks)
    for text in dict.fromkeys(r.text(lang) for r in remarks):
        print(phrase("table.note", told=text).text(lang), file=sys.stderr)
    return found
