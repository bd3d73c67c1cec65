"""Options of the command line beside keys: those of Hydra's, as far as they fit a program with verbs of its own."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

from experiments.job import DONE, FAILED, say
from experiments.verbs import OF_A_FOLDER, VERBS
from experiments.version import CONF
from sim.plain.straight import names_folder
from sim.problems import InputError, Problem, Said, did_you_mean, one_of, phrase
from sim.source import code_version, installed

FLAGS = {
    "--help": "-h", "--hydra-help": "", "--version": "", "--resolve": "", "--run": "-r", "--multirun": "-m",
    "--shell-completion": "-sc",
}  # fmt: skip
"""Options without a value, and their short forms."""

VALUED = {
    "--package": "-p", "--config-path": "-cp", "--config-name": "-cn", "--config-dir": "-cd",
    "--experimental-rerun": "",
}
"""Options with a value."""

CHOICES = {
    "--cfg": ("-c", ("job", "hydra", "all")),
    "--info": ("-i", ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath")),
}
"""Options that ask for something to be shown, and what that may be."""

FOREIGN = ("--config-name", "--config-path", "--experimental-rerun")
"""Options that would have Hydra read its whole config from other files: such a file may start programs."""


def parsed(words: Sequence[str]) -> Any:
    """The options and the overrides of a command line.

    Raises:
        InputError: an option is none of these, lacks its value, or has one that it does not take.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("overrides", nargs="*")
    for option, short in FLAGS.items():
        parser.add_argument(option, *filter(None, [short]), action="store_true")
    for option, short in VALUED.items():
        parser.add_argument(option, *filter(None, [short]))
    for option, (short, shown) in CHOICES.items():
        bare = {"nargs": "?", "const": "all"} if option == "--info" else dict[str, Any]()
        parser.add_argument(option, short, choices=shown, **bare)
    try:
        args, strange = parser.parse_known_intermixed_args(list(words))
    except argparse.ArgumentError as error:
        raise InputError([_of_value((error.argument_name or "").split("/"), words)]) from None
    if unknown := [word for word in strange if word.startswith("-")]:  # what follows one is left with it
        raise InputError(_strange(word, words) for word in unknown)
    return args


def _strange(word: str, words: Sequence[str]) -> Problem:
    """The fault of an option that there is not; one that is written like a key is told as the key."""
    known, (option, _, value) = [*FLAGS, *VALUED, *CHOICES], word.partition("=")
    hint: Said = did_you_mean(option, known, "parcelflow --help")
    if is_key(option):
        key = option.lstrip("-").replace("-", "_")
        hint = phrase("shell.key_not_option", written=f"{key}={value or value_of(option, words) or '...'}")
    return Problem("command.option", phrase("own.command"), word, one_of(known), hint)


def is_key(option: str) -> bool:
    """Whether an option is called like a key of the config, or like a group of it."""
    from experiments.settings.schema import RunKeys
    from sim.parameters import Parameters

    first = option.lstrip("-").replace("-", "_").partition(".")[0]
    groups = {folder.name for folder in CONF.iterdir() if folder.is_dir()}
    return first in {*RunKeys.model_fields, *Parameters.model_fields, *groups}


def value_of(option: str, words: Sequence[str]) -> str:
    """What stands after an option, where that is a bare value."""
    after = list(words)[list(words).index(option) + 1 :][:1] if option in words else []
    return next((word for word in after if not word.startswith("-") and "=" not in word), "")


def _of_value(names: Sequence[str], words: Sequence[str]) -> Problem:
    """The fault of an option's value, or of its absence; ``names``: the option and its short form."""
    at = next((i for i, word in enumerate(words) if word in names), len(words))
    value = next((word.partition("=")[2] for word in words if "=" in word and word.partition("=")[0] in names), "")
    allowed = one_of(CHOICES[names[0]][1]) if names[0] in CHOICES else phrase("shell.a_value")
    return Problem("command.option", names[0], value or " ".join(words[at + 1 : at + 2]), allowed)


def wrong(args: Any, verb: str) -> list[Problem]:
    """What is wrong with the options, and words that are neither options nor overrides."""
    found = faults(args)
    found += [_no_verb(w, verb) for w in args.overrides if "=" not in w and not w.startswith("~")]
    folders = [w for w in dict.fromkeys(args.overrides) if verb in OF_A_FOLDER and w.startswith("hydra.run.dir=")]
    found += [Problem("command.folders", "hydra.run.dir", w[15:-1], phrase("shell.one_folder")) for w in folders[1:]]
    if args.config_dir and not os.path.isdir(args.config_dir):
        found.append(Problem("config.folder", "--config-dir", args.config_dir, phrase("shell.existing_folder")))
    return found


def _no_verb(word: str, verb: str) -> Problem:
    if found := re.fullmatch(r"([A-Za-z_][\w.]*)\s*[:：]\s*(\S.*)", word):
        hint = phrase("shell.quote", written=f"{found[1]}={found[2]}")
        return Problem("config.syntax", phrase("own.command"), word, phrase("config.key_value"), hint)
    where, allowed = phrase("shell.command_line"), phrase("shell.verb_first", verbs=tuple(VERBS))
    if names_folder(word):
        hint = phrase("shell.folder_of", verbs=OF_A_FOLDER, verb=verb)
        return Problem("command.word", where, word, phrase("config.key_value"), hint)
    return Problem("command.word", where, word, allowed, did_you_mean(word, VERBS, "parcelflow --help"))


def faults(args: Any) -> list[Problem]:
    """Options that are refused."""
    jobs = {"--run": args.run, "-m": args.multirun, "--cfg": args.cfg, "--info": args.info}
    named = [option for option, value in jobs.items() if value]
    alone = [f"--{name}" for name in ("resolve", "package") if getattr(args, name) and not args.cfg]
    values = {option: getattr(args, option[2:].replace("-", "_")) for option in FOREIGN}
    elsewhere = [f"{option} {value}" for option, value in values.items() if value is not None]
    elsewhere += [w for w in args.overrides if w.lstrip("+~").partition("=")[0] == "hydra.searchpath"]
    told = phrase("own.command")
    found = [Problem("command.config", told, w, phrase("own.config_dir"), phrase("own.why")) for w in elsewhere]
    if len(named) > 1 or alone:
        found.append(Problem("command.option", told, " ".join([*named, *alone]), phrase("shell.one_option")))
    return found


def for_hydra(args: Any) -> list[str]:
    """The options that Hydra is told again: not the user's own folder, since it has what it may of that."""
    told = {option: getattr(args, option[2:]) for option in ("--resolve", "--run", "--multirun", "--package", *CHOICES)}
    return [option if value is True else f"{option}={value}" for option, value in told.items() if value]


def version() -> int:
    """Print which parcelflow this is, and on what it runs."""
    hydra, python = installed("hydra-core"), sys.version.split()[0]
    print(f"parcelflow {installed('parcelflow')} (model {code_version()[:8]}, Hydra {hydra}, Python {python})")
    return DONE


def shown(args: Any, lang: str) -> int | None:
    """Do what an option asks that needs no config; the exit code, None where there is no such option."""
    if args.shell_completion:
        return _completion(args.overrides, lang)
    return _alone(["--hydra-help"]) if args.hydra_help else None


def _completion(asked: Sequence[str], lang: str) -> int:
    """Install or take away shell completion, or answer the shell's question: the verbs, then Hydra's keys and groups.
    """
    if len(asked) != 1 or not re.fullmatch(r"(install|uninstall|query)=(bash|fish|zsh)", asked[0]):
        found, allowed = " ".join(asked) or phrase("shell.nothing"), phrase("shell.completion_words")
        return say([Problem("command.completion", "-sc", found, allowed, phrase("shell.completion"))], lang)
    if asked[0].startswith("query="):
        app, _, rest = os.environ.get("COMP_LINE", "").lstrip().partition(" ")
        first, space, more = rest.lstrip().partition(" ")
        if not space and "=" not in first:
            print(" ".join(verb for verb in VERBS if verb.startswith(first)))
            return DONE
        os.environ["COMP_LINE"] = f"{app} {more if first in VERBS else rest}"
    return _alone(["-sc", *asked])


def _alone(words: Sequence[str]) -> int:
    """Let Hydra do what runs no job; its exit code."""
    from experiments.settings.schema import defaults, tell_hydra

    tell_hydra(defaults())
    return by_hydra(words, lambda tree: None)


def by_hydra(words: Sequence[str], each: Callable[[Any], None]) -> int:
    """Let Hydra do what the words of a command line ask, with our config and the defaults it was told; its exit code.

    Args:
        each: done for each job, with the composed config.
    """
    import hydra

    kept, name = sys.argv, os.path.basename(sys.argv[0])
    sys.argv = ["parcelflow" if name.endswith(".py") else kept[0], *words]
    try:
        hydra.main(version_base="1.3", config_path=str(CONF), config_name="config")(each)()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE if end.code is None else FAILED
    finally:
        sys.argv = kept
    return DONE
