"""Options of the command line beside keys: what Hydra itself offers, as far as it fits a program with verbs of its own."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

from experiments.job import DONE, FAILED, say
from experiments.verbs import VERBS
from experiments.version import CONF, code_version, installed
from sim.problems import InputError, Problem, did_you_mean, one_of, phrase

FOREIGN = {"config_name": "--config-name", "config_path": "--config-path", "experimental_rerun": "--experimental-rerun"}
"""Options of Hydra's that would have it read its whole config from other files: such a file may start programs."""


def parsed(words: Sequence[str]) -> Any:
    """The command line as Hydra's parser reads it.

    Raises:
        InputError: an option is none of its own, lacks its value, or has one that it does not take.
    """
    from hydra._internal.utils import get_args_parser

    parser = get_args_parser()
    parser.exit_on_error = False
    known = [name for action in parser._actions for name in action.option_strings if name.startswith("--")]
    try:
        args, strange = parser.parse_known_args(list(words))
    except argparse.ArgumentError as error:
        raise InputError([_of_value(parser, error.argument_name or "", words)]) from None
    if strange:
        raise InputError(
            Problem("command.option", phrase("own.command"), word, one_of(known), did_you_mean(word, known, "parcelflow --help")) for word in strange
        )
    return args


def _of_value(parser: argparse.ArgumentParser, option: str, words: Sequence[str]) -> Problem:
    """The fault of an option's value, or of its absence."""
    names = option.split("/")
    action = next(a for a in parser._actions if a.option_strings == names)
    at = next((i for i, word in enumerate(words) if word in names), len(words))
    value = next((word.partition("=")[2] for word in words if "=" in word and word.partition("=")[0] in names), "")
    allowed = one_of(action.choices) if action.choices else phrase("shell.a_value")
    return Problem("command.option", names[0], value or " ".join(words[at + 1 : at + 2]), allowed)


def faults(args: Any) -> list[Problem]:
    """Options that are refused."""
    jobs = {"--run": args.run, "-m": args.multirun, "--cfg": args.cfg, "--info": args.info}
    named = [option for option, value in jobs.items() if value]
    alone = [f"--{name}" for name in ("resolve", "package") if getattr(args, name) and not args.cfg]
    together = [*named, *alone] if len(named) > 1 or alone else []
    elsewhere = [f"{option} {getattr(args, name)}" for name, option in FOREIGN.items() if getattr(args, name) is not None]
    elsewhere += [w for w in args.overrides if w.lstrip("+~").partition("=")[0] == "hydra.searchpath"]
    found = [Problem("command.config", phrase("own.command"), word, phrase("own.config_dir"), phrase("own.why")) for word in elsewhere]
    return [*found, *([Problem("command.option", phrase("own.command"), " ".join(together), phrase("shell.one_option"))] if together else [])]


def version() -> int:
    """Print which parcelflow this is, and on what it runs."""
    print(f"parcelflow {installed('parcelflow')} (model {code_version()[:8]}, Hydra {installed('hydra-core')}, Python {sys.version.split()[0]})")
    return DONE


def shown(args: Any, lang: str) -> int | None:
    """Do what an option asks that needs no config; the exit code, None where there is no such option."""
    if args.shell_completion:
        return _completion(args.overrides, lang)
    if args.hydra_help:
        return _by_hydra(["--hydra-help"])
    return None


def _completion(asked: Sequence[str], lang: str) -> int:
    """Install or take away shell completion, or answer the shell's question: the verbs first, then Hydra's keys and groups."""
    if len(asked) != 1 or not re.fullmatch(r"(install|uninstall|query)=(bash|fish|zsh)", asked[0]):
        found = " ".join(asked) or phrase("shell.nothing")
        return say([Problem("command.completion", "-sc", found, phrase("shell.completion_words"), phrase("shell.completion"))], lang)
    if asked[0].startswith("query="):
        app, _, rest = os.environ.get("COMP_LINE", "").lstrip().partition(" ")
        first, space, more = rest.lstrip().partition(" ")
        if not space and "=" not in first:
            print(" ".join(verb for verb in VERBS if verb.startswith(first)))
            return DONE
        os.environ["COMP_LINE"] = f"{app} {more if first in VERBS else rest}"
    return _by_hydra(["-sc", *asked])


def _by_hydra(words: Sequence[str]) -> int:
    """Let Hydra answer with its own words and our config."""
    import hydra

    from experiments.settings.schema import register

    @hydra.main(version_base="1.3", config_path=str(CONF), config_name="config")
    def nothing(tree: Any) -> None:
        """No job runs."""

    register()
    kept = sys.argv
    name = os.path.basename(kept[0])
    sys.argv = ["parcelflow" if name.endswith(".py") else kept[0], *words]
    try:
        nothing()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE if end.code is None else FAILED
    finally:
        sys.argv = kept
    return DONE
