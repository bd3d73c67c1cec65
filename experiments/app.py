"""From the words of a command line to a verb's job: straight where Hydra has nothing to add, else by Hydra's own."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments import options
from experiments.job import DONE, INTERRUPTED, job, main_of, say
from experiments.verbs import NO_FOLDER, OF_A_FOLDER
from sim.plain.heard import unless_interrupted
from sim.plain.override_text import brief, quoted, repeated, touched
from sim.plain.straight import names_folder, straightened
from sim.problems import InputError, Problem, phrase

if TYPE_CHECKING:
    from experiments.settings.config import Config
    from experiments.settings.overrides import Overrides
    from sim.store.run import Run


ANYWHERE = ("workers", "engine", "address", "store", "keep", "fail_fast")
"""Keys of a run that change nothing of what it leaves."""

READ_BEFORE = {"sweep": ("design",)}
"""Keys of verbs that are read before their config is made."""


def run(verb: str, words: Sequence[str]) -> int:
    """Run one verb with the words of the command line; returns the exit code."""
    if "--version" in words:
        return options.version()
    words = [word if word.startswith("-") else straightened(word) for word in words]
    words = [_folder(word) if verb in OF_A_FOLDER and names_folder(word) else word for word in words]
    lang = language(words)
    try:
        args = options.parsed(words)
        code = options.shown(args, lang)
        if code is not None:
            return code
        if wrong := options.wrong(args, verb):
            return say(wrong, lang)
        if args.help:
            from experiments.settings.helptext import show

            return show(verb, args.overrides, args.config_dir)
        work = _checked(verb, words, args)
    except InputError as error:
        unless_interrupted(error)
        return say(error.problems, lang)
    except OSError as error:  # a file that cannot be read, a path that is too long
        file = error.filename[:200] if isinstance(error.filename, str) else ""
        found = error.strerror or str(error)
        return say([Problem("file.unreadable", file or "-", found, phrase("shell.readable"))], lang)
    return work()


def _folder(path: str) -> str:
    """The override that names a results folder."""
    return f"hydra.run.dir={quoted(path)}"


def language(words: Sequence[str]) -> str:
    """The language that a command line asks for, before anything else of it is understood; Chinese where it does not
    say."""
    bare = [w.lstrip("+-") for w in words]
    asked = [w.removeprefix("lang=").strip("'\"") for w in bare if w.startswith("lang=")]
    asked += [options.value_of("--lang", words)] if "--lang" in words else []
    return "en" if asked[-1:] == ["en"] else "zh"


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What the words of a command line ask for, once understood.

    Attributes:
        options: those that are Hydra's too.
        left: the overrides that are left to Hydra.
        stored: contents of the groups' files. ``more``: what the verb's ``main`` takes beside config and folder.
        lang: of faults. ``config_dir``: the user's own folder.
    """

    verb: str
    options: Sequence[str]
    left: Overrides
    stored: Any
    more: Sequence[Any]
    lang: str
    config_dir: str | None

    def named(self, key: str) -> bool:
        """Whether an override sets a key."""
        return any(text.lstrip("+").startswith(f"{key}=") for text in self.left.texts)


def _checked(verb: str, words: Sequence[str], args: Any) -> Callable[[], int]:
    """The work that the words ask for, everything that can be at fault before it checked.

    Raises:
        InputError: with every fault.
    """
    from experiments import beforehand
    from experiments.settings.compose import composed_folder, results_folder
    from sim.policy.host_sheets import host_overrides

    asked, config = _understood(verb, words, args)
    left, lang, config_dir = asked.left, asked.lang, asked.config_dir
    if args.cfg or args.info:
        beforehand.check_shown(verb, args, left)
        hosts = host_overrides(config.parameters, config.county.source) if config else []
        return partial(_by_hydra, asked, hosts, lambda config, folder: DONE)
    if config is None:
        folder = composed_folder(verb, left, config_dir, multirun=True)
        return partial(job, partial(_many_by_hydra, asked, folder), lang)
    plain = not any(value for name, value in vars(args).items() if name != "overrides")
    straight = results_folder(verb, left) if plain else None
    folder = straight or composed_folder(verb, left, config_dir, multirun=False)
    return partial(job, partial(_one, asked, config, folder, by_hydra=straight is None), lang)


def _understood(verb: str, words: Sequence[str], args: Any) -> tuple[_Asked, Config | None]:
    """What the words ask for, and the config of the one job; None where there are many.

    Raises:
        InputError: with every fault.
    """
    from experiments import beforehand
    from experiments.settings.compose import Composer, configs

    stored, composer = beforehand.own_files(args, verb), Composer(args.config_dir)
    found, jobs = configs(args.overrides, verb, args.config_dir, stored, composer)
    left, more = found, list[Any]()
    if verb == "sweep":
        left, *more = beforehand.check_design(args, found, composer, stored)
    elif args.multirun:
        beforehand.check_multirun(verb, jobs)
    else:
        beforehand.check_one_value(found)
    config = None if args.multirun else next(jobs)
    if config is not None and not (args.cfg or args.info):
        beforehand.check_config(verb, config)
    if config is not None and verb in beforehand.SIDE_BY_SIDE:
        more = beforehand.given(found, composer, stored, config)
    asked = _Asked(
        verb=verb, options=options.for_hydra(args), left=left, stored=stored, more=more, lang=language(words),
        config_dir=args.config_dir,
    )  # fmt: skip
    return asked, config


def _one(asked: _Asked, config: Config, folder: Path, *, by_hydra: bool) -> int:
    """Run the one job, where it is asked for as Hydra's: that makes a folder for every job, one to throw away where
    the verb leaves nothing."""
    with _claim(asked, config, folder) as claim:
        if not by_hydra:
            return _do(asked, config, claim)
        with tempfile.TemporaryDirectory(prefix="parcelflow-") as other:
            place = quoted(other if asked.verb in NO_FOLDER else str(claim))
            return _by_hydra(asked, [f"hydra.run.dir={place}"], lambda made, _: _do(asked, made, claim))


def _do(asked: _Asked, config: Config, folder: Path) -> int:
    """What the verb does, with a word on overrides that none of it depends on or that a later one replaces."""
    from experiments.settings.reading import unread, watched

    noting, seen = watched(config)
    code = main_of(asked.verb)(noting, folder, *asked.more)
    keys = {brief(o.input_line): o.key_or_group for o in asked.left.values}
    if left := unread(config, keys, {*seen, *READ_BEFORE.get(asked.verb, ())}):
        print(phrase("shell.unread", keys=tuple(left), verb=asked.verb).text(asked.lang), file=sys.stderr)
    for said in repeated(asked.left.texts, but="county=own"):
        print(said.text(asked.lang), file=sys.stderr)
    return code


def _claim(asked: _Asked, config: Config, folder: Path) -> AbstractContextManager[Path]:
    """The folder of one job's results; for a verb that has none of its own, the folder as it was named."""
    from sim.store.folder import claimed

    if asked.verb in NO_FOLDER:
        return contextlib.nullcontext(folder)
    scenarios = asked.more[0].digest() if asked.verb == "sweep" else ""
    key = "hydra.run.dir"
    return claimed(folder, _run_of(asked.verb, config, scenarios), named=asked.named(key), key=key)


def _run_of(verb: str, config: Config, scenarios: str = "") -> Run:
    """Whose the results of a verb with a config are."""
    from sim.store.run import Run

    told = config.resolved()
    told.pop("cluster")
    told["run"] = {k: v for k, v in told["run"].items() if k not in ANYWHERE}
    return Run(verb, json.loads(json.dumps(told, default=str)), scenarios)


def _many_by_hydra(asked: _Asked, folder: Path) -> int:
    """Run the jobs of a multirun, each in a folder below one that is for all of them."""
    from sim.store.folder import claimed
    from sim.store.run import Run

    verb, key = asked.verb, "hydra.sweep.dir"

    def one(config: Config, below: Path) -> int:
        with claimed(below, _run_of(verb, config), named=True, key=key, made=[below]) as claim:
            return _do(replace(asked, more=_given(asked, config)), config, claim)

    digest = hashlib.sha256("\n".join(sorted(asked.left.texts)).encode()).hexdigest()
    with claimed(folder, Run(f"{verb} -m", {}, digest), named=asked.named(key), key=key) as claim:
        return _by_hydra(asked, [f"{key}={quoted(str(claim))}"], one)


def _given(asked: _Asked, config: Config) -> list[Any]:
    """What the verb of a job of a multirun is given beside config and folder, by the overrides of the job."""
    from experiments import beforehand
    from experiments.settings.compose import Composer

    if asked.verb not in beforehand.SIDE_BY_SIDE:
        return []
    return beforehand.given(_of_job(asked), Composer(asked.config_dir), asked.stored, config)


def _of_job(asked: _Asked) -> Overrides:
    """The overrides of the job that Hydra runs."""
    from hydra.core.hydra_config import HydraConfig

    from experiments.settings.compose import groups
    from experiments.settings.overrides import understand

    texts = [text for text in HydraConfig.get().overrides.task if not text.startswith("verb=")]
    return understand(texts, groups(asked.config_dir))


def _by_hydra(asked: _Asked, more: Sequence[str], work: Callable[[Config, Path], int]) -> int:
    """Let Hydra do what the words ask for: one job or many, or to show something; the worst exit code.

    Args:
        more: overrides that go after those of the words.
        work: of a job, with its config and the folder that Hydra gives it.
    """
    from experiments.settings.compose import offer_own, plain
    from experiments.settings.config import build
    from experiments.settings.schema import tell_hydra
    from experiments.settings.tree import with_hosts
    from sim.plain.tree import merged

    codes, shown = [DONE], bool({*asked.options} - {"--multirun"})

    def offer() -> dict[str, Any]:
        """Offer Hydra what it has to know; the defaults that it is not told."""
        known = offer_own(asked.left.texts, asked.config_dir)
        tell_hydra(told := known if shown else touched(known, asked.left.texts))
        return {key: branch for key, branch in known.items() if key not in told}

    def one(tree: Any) -> None:
        from hydra.core.hydra_config import HydraConfig

        state = HydraConfig.get().runtime
        choices, folder = dict(state.choices), Path(state.output_dir)
        data = with_hosts(merged(offer(), plain(tree)), _of_job(asked).values)
        try:
            codes.append(job(lambda: work(build(data, choices, asked.stored), folder), asked.lang))
        finally:
            offer()  # to the next job: this one may have composed configs of its own
        if codes[-1] == INTERRUPTED:
            raise KeyboardInterrupt

    offer()
    words = [*asked.left.texts, *more, f"verb={asked.verb}", *asked.options]
    return max(options.by_hydra(words, one), *codes)
