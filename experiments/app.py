"""From the words of a command line to a verb's job: straight where Hydra has nothing to add, by Hydra's own run elsewhere."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.job import DONE, FAILED, INTERRUPTED, job, say
from experiments.verbs import VERBS
from sim.problems import InputError, Problem, did_you_mean, phrase

if TYPE_CHECKING:
    from experiments.settings.config import Config
    from experiments.settings.overrides import Overrides


def run(verb: str, words: Sequence[str]) -> int:
    """Run one verb with the words of the command line; returns the exit code."""
    from hydra._internal.utils import get_args_parser

    lang = language(words)
    args = get_args_parser().parse_args(list(words))
    if elsewhere := _elsewhere(args):
        return say(elsewhere, lang)
    wrong = [w for w in args.overrides if "=" not in w and not w.startswith("~")]
    if wrong:
        return say([_no_verb(w) for w in wrong], lang)
    if args.config_dir and not Path(args.config_dir).is_dir():
        return say([Problem("config.folder", "--config-dir", args.config_dir, "an existing folder")], lang)
    try:
        if args.help:
            from experiments.settings.helptext import show

            return show(verb, args.overrides, args.config_dir)
        work = _checked(verb, words, args)
    except InputError as error:
        return say(error.problems, lang)
    return work()


def language(words: Sequence[str]) -> str:
    """The language that a command line asks for, before anything else of it is understood; Chinese where it does not say."""
    asked = [w.lstrip("+").removeprefix("lang=").strip("'\"") for w in words if w.lstrip("+").startswith("lang=")]
    return "en" if asked[-1:] == ["en"] else "zh"


def _elsewhere(args: Any) -> list[Problem]:
    """A problem for each word that would have Hydra read its whole config from other files: such a file may start programs."""
    words = {"--config-path": args.config_path, "--config-name": args.config_name}
    found = [f"{option} {value}" for option, value in words.items() if value]
    found += [w for w in args.overrides if w.lstrip("+~").partition("=")[0] == "hydra.searchpath"]
    return [Problem("command.config", phrase("own.command"), w, phrase("own.config_dir"), phrase("own.why")) for w in found]


def _no_verb(word: str) -> Problem:
    hint = did_you_mean(word, VERBS, "parcelflow --help lists the verbs and keys")
    return Problem("command.word", "command line", word, f"a verb ({', '.join(VERBS)}) first, then key=value", hint)


def _checked(verb: str, words: Sequence[str], args: Any) -> Callable[[], int]:
    """The work that the words ask for, everything that can be at fault before it checked.

    Raises:
        InputError: with every fault.
    """
    from experiments import ahead
    from experiments.settings.compose import Composer, configs, files, results_folder

    stored = files(args.config_dir)
    composer = Composer(args.config_dir)
    found, jobs = configs(args.overrides, verb, args.config_dir, stored, composer)
    left, more, config = found, list[Any](), None
    if verb == "sweep":
        left, *more = ahead.check_design(args, found, composer, stored)
    elif args.multirun:
        ahead.check_counties(jobs)
    else:
        ahead.check_one_value(found)
        config = next(jobs)
    if not args.cfg:
        ahead.check_room(args.overrides, args.multirun)
    options = [name for name, value in vars(args).items() if value and name != "overrides"]
    folder = None if options else results_folder(verb, found)
    if folder is None:
        return partial(_by_hydra, verb, words, args.overrides, left, stored, more)
    return partial(_straight, verb, config or next(jobs), folder, more, language(words))


def _straight(verb: str, config: Config, folder: Path, more: Sequence[Any], lang: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return job(verb, lambda: config, folder, more, lang)


def _by_hydra(verb: str, words: Sequence[str], before: Sequence[str], left: Overrides, stored: Any, more: Sequence[Any]) -> int:
    """Let Hydra do what the words ask for: one job or many, or to show something; the worst exit code.

    Args:
        before: the overrides as they stand in ``words``; Hydra sees those of ``left`` instead.
    """
    import hydra

    from experiments.settings.compose import plain
    from experiments.settings.config import build

    codes, lang = [DONE], language(words)

    @hydra.main(version_base="1.3", config_path="pkg://conf", config_name="config")
    def one(tree: Any) -> None:
        from hydra.core.hydra_config import HydraConfig

        state = HydraConfig.get().runtime
        codes.append(job(verb, lambda: build(plain(tree), dict(state.choices), stored), Path(state.output_dir), more, lang))
        if codes[-1] == INTERRUPTED:
            raise KeyboardInterrupt

    with _command_line(verb, words, before, left.texts):
        try:
            one()
        except SystemExit as end:
            codes.append(end.code if isinstance(end.code, int) else FAILED)
    return max(codes)


@contextlib.contextmanager
def _command_line(verb: str, words: Sequence[str], before: Sequence[str], after: Sequence[str]) -> Iterator[None]:
    """Show Hydra the command line with its overrides as we understood them, without the user's own folder: it has what it may of that."""
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--config-dir", "-cd")
    kept, options = sys.argv, folder.parse_known_args([w for w in words if w not in before])[1]
    sys.argv = [kept[0], *options, *after, f"verb={verb}"]
    try:
        yield
    finally:
        sys.argv = kept
