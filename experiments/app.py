"""The one Hydra application behind every verb."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from experiments.__main__ import VERBS
from sim.problems import InputError, Problem, nearest

DONE, FAILED, INPUT, INTERRUPTED = 0, 1, 2, 130


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
        from experiments.helptext import show

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

    from experiments.compose import configs, files, plain

    stored = files(args.config_dir)
    found, jobs = configs(args.overrides, verb, args.config_dir, stored)
    if args.multirun:
        _check_counties(list(jobs))
    else:
        if any(o.is_sweep_override() for o in (*found.groups, *found.values)):
            swept = [o.input_line for o in (*found.groups, *found.values) if o.is_sweep_override()]
            raise InputError(Problem("config.sweep", s, s, "one value, or -m to run one job for each", "quote a list: key=[a,b]") for s in swept)
        list(jobs)
    codes = [DONE]

    @hydra.main(version_base="1.3", config_path="pkg://conf", config_name="config")
    def job(tree: Any) -> None:
        from hydra.core.hydra_config import HydraConfig

        state = HydraConfig.get().runtime
        codes.append(_job(verb, (plain(tree), dict(state.choices), stored), Path(state.output_dir)))
        if codes[-1] == INTERRUPTED:
            raise KeyboardInterrupt

    with _command_line(verb, words, args.overrides, found.texts):
        try:
            job()
        except SystemExit as end:
            codes.append(end.code if isinstance(end.code, int) else FAILED)
    return max(codes)


def _job(verb: str, source: tuple[Any, Any, Any], folder: Path) -> int:
    from experiments.config import build
    from experiments.store import tidy

    try:
        config = build(*source)
        module = importlib.import_module(f"experiments.{verb.replace('-', '_')}")
        code: int = module.main(config, folder)
    except InputError as error:
        tidy(folder)
        return say(error.problems)
    except KeyboardInterrupt:
        print(f"\nInterrupted. What is finished is in {folder}; the same command with hydra.run.dir={folder} goes on from there.", file=sys.stderr)
        return INTERRUPTED
    return code


def _check_counties(jobs: list[Any]) -> None:
    """Load every county of a multirun, so that its faults are said before the first job starts."""
    from experiments.prepare import county_of

    problems: list[Problem] = []
    for spec in {job.county.model_dump_json(): job for job in jobs}.values():
        try:
            county_of(spec)
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
