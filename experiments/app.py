"""The one Hydra application behind every verb."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.__main__ import VERBS
from experiments.engines.engine import EngineError
from sim.problems import InputError, Problem, nearest

if TYPE_CHECKING:
    from experiments.scenarios.design import Design, Entry
    from experiments.settings.compose import Composer
    from experiments.settings.config import Config
    from experiments.settings.overrides import Overrides

DONE, FAILED, INPUT, INTERRUPTED = 0, 1, 2, 130

FULL_ERROR = "HYDRA_FULL_ERROR"
"""The environment variable by which Hydra, and we, show tracebacks."""


def run(verb: str, words: Sequence[str]) -> int:
    """Run one verb with the words of the command line; returns the exit code."""
    from hydra._internal.utils import get_args_parser

    args = get_args_parser().parse_args(list(words))
    wrong = [w for w in args.overrides if "=" not in w and not w.startswith("~")]
    if wrong:
        return say([_no_verb(w) for w in wrong])
    if args.config_dir and not Path(args.config_dir).is_dir():
        return say([Problem("config.folder", "--config-dir", args.config_dir, "an existing folder")])
    if args.help:
        from experiments.settings.helptext import show

        return _guarded(lambda: show(verb, args.overrides, args.config_dir))
    return _guarded(lambda: _hydra(verb, words, args))


def _no_verb(word: str) -> Problem:
    hint = nearest(word, VERBS) or "parcelflow --help lists the verbs and keys"
    return Problem("command.word", "command line", word, f"a verb ({', '.join(VERBS)}) first, then key=value", hint)


def _guarded(work: Any) -> int:
    try:
        code: int = work()
    except InputError as error:
        return say(error.problems)
    return code


def say(problems: Sequence[Problem]) -> int:
    """Print every problem; the exit code of an input at fault."""
    print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in the input:", file=sys.stderr)
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    return INPUT


def _hydra(verb: str, words: Sequence[str], args: Any) -> int:
    """Check every job's config, then let Hydra run them."""
    import hydra

    from experiments.settings.compose import Composer, configs, files, plain

    stored = files(args.config_dir)
    composer = Composer(args.config_dir)
    found, jobs = configs(args.overrides, verb, args.config_dir, stored, composer)
    more: list[Any] = []
    if verb == "sweep":
        found, *more = _design(args, found, composer, stored)
    elif args.multirun:
        _check_counties(list(jobs))
    else:
        if any(o.is_sweep_override() for o in (*found.groups, *found.values)):
            swept = [o.input_line for o in (*found.groups, *found.values) if o.is_sweep_override()]
            raise InputError(Problem("config.sweep", s, s, "one value, or -m to run one job for each", "quote a list: key=[a,b]") for s in swept)
        list(jobs)
    if not args.cfg:
        _room(args.overrides, args.multirun)
    codes = [DONE]

    @hydra.main(version_base="1.3", config_path="pkg://conf", config_name="config")
    def job(tree: Any) -> None:
        from hydra.core.hydra_config import HydraConfig

        state = HydraConfig.get().runtime
        codes.append(_job(verb, (plain(tree), dict(state.choices), stored), Path(state.output_dir), more))
        if codes[-1] == INTERRUPTED:
            raise KeyboardInterrupt

    with _command_line(verb, words, args.overrides, found.texts):
        try:
            job()
        except SystemExit as end:
            codes.append(end.code if isinstance(end.code, int) else FAILED)
    return max(codes)


def _room(overrides: Sequence[str], multirun: bool) -> None:
    """Refuse a results folder that cannot be made, before Hydra makes it.

    Raises:
        InputError: it, or ``results`` where none is named, is no folder that can be written.
    """
    key = "hydra.sweep.dir" if multirun else "hydra.run.dir"
    named = [w.partition("=")[2].strip("'\"") for w in overrides if w.lstrip("+").startswith(f"{key}=")]
    asked = Path(named[-1]) if named and "${" not in named[-1] else Path("results")
    there = next(p for p in (asked, *asked.absolute().parents) if p.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        hint = "hydra.run.dir=FOLDER puts results elsewhere" if not named else ""
        raise InputError([Problem("config.folder", key, f"{asked} ({error.strerror or error})", "a folder that can be written", hint)]) from error


def _design(args: Any, found: Overrides, composer: Composer, stored: Any) -> tuple[Overrides, Design, list[Entry]]:
    """What a sweep leaves to Hydra, each swept override at its first value; the scenarios that it keeps to itself; and their names.

    Raises:
        InputError: with every fault of the table of scenarios, or of the scenarios and their counties.
    """
    from experiments.scenarios.design import Design, swept
    from experiments.scenarios.design_table import read_design
    from experiments.settings.compose import groups
    from experiments.settings.overrides import apply

    if args.multirun:
        raise InputError([Problem("sweep.multirun", "-m", "-m", "no -m: sweep runs every combination itself", "leave -m out, or use parcelflow simulate -m")])
    axes, fixed, problems = swept(found)
    tree = apply(composer([o.input_line for o in fixed.groups])[0], fixed.values)
    table: Any = tree["design"]
    try:
        if table is not None:
            used = [setting.labels[0][0] for (setting, *_) in axes]
            axes.append(read_design(str(table), groups(args.config_dir), tree, used))
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    if not axes and not args.cfg:
        raise InputError([Problem("sweep.nothing", "sweep", "no swept key", "key=a,b,c or group=x,y or design=FILE", "parcelflow simulate runs one scenario")])
    design = Design(tuple(axes), fixed, composer, "sweep", stored)
    return fixed, design, [] if args.cfg else design.check(_CountyCheck())


class _CountyCheck:
    """Loads the county of a config if it is another than those before, so that its faults are said before anything runs."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, float | None, float | None]] = set()

    def __call__(self, config: Config) -> None:
        from experiments.scenarios.prepare import county_of

        known = (config.county.model_dump_json(), config.parameters.roads.circuity, config.parameters.resident.point_km)
        if known not in self.seen:
            self.seen.add(known)
            county_of(config)


def _job(verb: str, source: tuple[Any, Any, Any], folder: Path, more: Sequence[Any]) -> int:
    from experiments.output.store import tidy
    from experiments.scenarios.replicate import ReplicationError
    from experiments.settings.config import build

    try:
        config = build(*source)
        module = importlib.import_module(f"experiments.{verb.replace('-', '_')}")
        code: int = module.main(config, folder, *more)
    except InputError as error:
        tidy(folder)
        return say(error.problems)
    except EngineError as error:
        print(f"\nStopped: {error}. What is finished is kept; the same command goes on from there.", file=sys.stderr)
        return FAILED
    except ReplicationError as error:
        tidy(folder)
        print(f"\nStopped: {error}", file=sys.stderr)
        if error.trace and os.environ.get(FULL_ERROR):
            print(error.trace, file=sys.stderr)
        else:
            print(f"What is finished is kept. To come to it again: the same command with workers=1; {FULL_ERROR}=1 before it shows the traceback.", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("\nInterrupted. What is finished is kept; the same command goes on from there.", file=sys.stderr)
        return INTERRUPTED
    return code


def _check_counties(jobs: list[Any]) -> None:
    """Load every county of a multirun, so that its faults are said before the first job starts."""
    problems: list[Problem] = []
    check = _CountyCheck()
    for job in jobs:
        try:
            check(job)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)


@contextlib.contextmanager
def _command_line(verb: str, words: Sequence[str], before: Sequence[str], after: Sequence[str]) -> Iterator[None]:
    """Show Hydra the command line with its overrides as we understood them."""
    kept, options = sys.argv, [w for w in words if w not in before]
    sys.argv = [kept[0], *options, *after, f"verb={verb}"]
    try:
        yield
    finally:
        sys.argv = kept
