"""Options of the command line beside keys: what Hydra itself offers, as far as it fits a program with verbs of its own."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import Any

from experiments.job import DONE, FAILED, say
from experiments.verbs import VERBS
from experiments.version import CONF, code_version, installed
from sim.problems import Problem, phrase

FOREIGN = {"config_name": "--config-name", "config_path": "--config-path", "experimental_rerun": "--experimental-rerun"}
"""Options of Hydra's that would have it read its whole config from other files: such a file may start programs."""


def parsed(words: Sequence[str]) -> Any:
    """The command line as Hydra's parser reads it; ends the process with 2 where an option is none of its own."""
    from hydra._internal.utils import get_args_parser

    parser = get_args_parser()
    parser.prog = "parcelflow"
    return parser.parse_args(list(words))


def faults(args: Any) -> list[Problem]:
    """Options that are refused."""
    jobs = [args.run, args.multirun, args.cfg, args.info]
    together = sum(map(bool, jobs)) > 1 or (args.resolve and not args.cfg)
    elsewhere = [f"{option} {getattr(args, name)}" for name, option in FOREIGN.items() if getattr(args, name) is not None]
    elsewhere += [w for w in args.overrides if w.lstrip("+~").partition("=")[0] == "hydra.searchpath"]
    found = [Problem("command.config", phrase("own.command"), word, phrase("own.config_dir"), phrase("own.why")) for word in elsewhere]
    return [*found, *([Problem("command.option", "--cfg", "--resolve", phrase("shell.one_option"))] if together else [])]


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
