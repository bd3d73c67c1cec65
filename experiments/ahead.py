"""What is checked of a command before its first job starts: the counties, the scenarios of a sweep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from experiments.verbs import NO_FOLDER
from sim.problems import Faults, InputError, Problem, phrase

if TYPE_CHECKING:
    from experiments.scenarios.design import Design
    from experiments.settings.compose import Composer
    from experiments.settings.config import Config
    from experiments.settings.overrides import Overrides
    from sim.proposal.swept import Entry
    from sim.table import Remark

SIDE_BY_SIDE = ("compare", "simulate", "check")
"""Verbs that set plans side by side, and say which overrides change nothing in them."""


def check_one_value(found: Overrides) -> None:
    """Refuse a key with several values where there is one job.

    Raises:
        InputError: naming each such override.
    """
    swept = [o.input_line for o in found.every if o.is_sweep_override()]
    allowed, hint = phrase("sweep.one_value"), phrase("sweep.quote_list")
    Faults(Problem("config.sweep", s, s, allowed, hint) for s in swept).refuse()


class CountyCheck:
    """Loads the county of a config if it is another than those before, so that its faults are said before anything
    runs."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, float | None, float | None]] = set()

    def __call__(self, config: Config) -> None:
        """See the class.

        Raises:
            InputError: with every fault of the county's tables.
        """
        from experiments.scenarios.prepare import county_of

        p = config.parameters
        known = (config.county.model_dump_json(), p.roads.circuity, p.resident.point_km)
        if known not in self.seen:
            self.seen.add(known)
            county_of(config)


def check_shown(verb: str, args: Any, found: Overrides) -> None:
    """Refuse what Hydra could not show of a config; ``args``: see ``options.parsed``.

    Raises:
        InputError: Hydra does not take the overrides of its own part, or the config has no such part.
    """
    from experiments.settings.compose import compose_tree, composed_folder
    from sim.plain.tree import exists

    composed_folder(verb, found, args.config_dir, multirun=False)
    part = args.package or ""
    if part and not exists(compose_tree([*found.texts, f"verb={verb}"], args.config_dir)[0], part):
        raise InputError([Problem("command.option", "--package", part, phrase("shell.part_of_config"))])


def check_multirun(verb: str, jobs: Iterable[Config]) -> None:
    """Load every county of a multirun.

    Raises:
        InputError: with every fault of the counties, or of the first config that has any; the verb has no results to
            keep apart.
    """
    if verb in NO_FOLDER:
        raise InputError([Problem("command.multirun", "-m", f"{verb} -m", phrase("shell.one_job"))])
    faults, check = Faults(), CountyCheck()
    for job in list(jobs):
        with faults.gathered():
            check(job)
    faults.refuse()


def given(found: Overrides, composer: Composer, stored: Any, config: Config) -> list[Any]:
    """What a verb of ``SIDE_BY_SIDE`` is given beside config and folder: its overrides, each with the config without
    it."""
    from experiments.scenarios.idle import GivenOverride
    from experiments.settings.compose import without_each
    from experiments.settings.written import brief

    each = [GivenOverride(brief(text), other) for text, other in without_each(found, composer, stored, config)]
    return [each] if each else []


def check_design(
    args: Any, found: Overrides, composer: Composer, stored: Any
) -> tuple[Overrides, Design, list[Entry]]:
    """What a sweep leaves to Hydra, each swept override at its first value; the scenarios that it keeps to itself;
    and their names.

    Args:
        args: see ``options.parsed``. ``stored``: see ``compose.files``.

    Raises:
        InputError: with every fault of the table of scenarios, or of the scenarios, their counties and the keys of
            ``sweep``.
    """
    from experiments.output.remarks import say_remarks
    from experiments.scenarios.design import Design, swept
    from experiments.scenarios.design_table import read_design
    from experiments.settings.compose import groups
    from experiments.settings.tree import apply
    from experiments.sweep import scenarios

    if args.multirun:
        hint = phrase("sweep.leave_out")
        raise InputError([Problem("sweep.multirun", "-m", "-m", phrase("sweep.no_multirun"), hint)])
    axes, fixed, problems = swept(found)
    tree = apply(composer([o.input_line for o in fixed.groups])[0], fixed.values)
    faults = Faults(problems)
    remarks: list[Remark] = []
    if tree["design"] is not None:
        used = [setting.labels[0][0] for (setting, *_) in axes]
        with faults.gathered():
            axes.append(read_design(str(tree["design"]), groups(args.config_dir), tree, used, remarks))
            say_remarks(remarks, str(tree.get("lang", "zh")))
    faults.refuse()
    if not axes and not (args.cfg or args.info):
        allowed, hint = phrase("sweep.keys"), phrase("sweep.simulate")
        raise InputError([Problem("sweep.nothing", "sweep", phrase("sweep.no_key"), allowed, hint)])
    design = Design(tuple(axes), fixed, composer, "sweep", stored)
    return fixed, design, [] if args.cfg or args.info else scenarios(design, CountyCheck())
