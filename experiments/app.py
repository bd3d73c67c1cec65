"""From the words of a command line to a verb's job: straight where Hydra has nothing to add, by Hydra's own run elsewhere."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments import options
from experiments.job import DONE, FAILED, INTERRUPTED, job, main_of, say
from experiments.settings.signs import straightened
from experiments.settings.written import brief, quoted
from experiments.verbs import NO_FOLDER, VERBS
from experiments.version import CONF
from sim.problems import InputError, Problem, did_you_mean, phrase

if TYPE_CHECKING:
    from experiments.settings.config import Config
    from experiments.settings.overrides import Overrides


READ_BEFORE = {"sweep": ("design",)}
"""Keys of verbs that are read before their config is made."""


def run(verb: str, words: Sequence[str]) -> int:
    """Run one verb with the words of the command line; returns the exit code."""
    if "--version" in words:  # Hydra's parser would print its own
        return options.version()
    words = [word if word.startswith("-") else straightened(word) for word in words]
    lang = language(words)
    try:
        args = options.parsed(words)
    except InputError as error:
        return say(error.problems, lang)
    code = options.shown(args, lang)
    if code is not None:
        return code
    wrong = [*options.faults(args), *(_no_verb(w, lang) for w in args.overrides if "=" not in w and not w.startswith("~"))]
    if args.config_dir and not Path(args.config_dir).is_dir():
        wrong.append(Problem("config.folder", "--config-dir", args.config_dir, phrase("shell.existing_folder")))
    if wrong:
        return say(wrong, lang)
    try:
        if args.help:
            from experiments.settings.helptext import show

            return show(verb, args.overrides, args.config_dir)
        work = _checked(verb, words, args)
    except InputError as error:
        return say(error.problems, lang)
    except OSError as error:  # a file that cannot be read, a path that is too long
        file = error.filename if isinstance(error.filename, str) else ""
        return say([Problem("file.unreadable", file[:200] or "-", error.strerror or str(error), phrase("shell.readable"))], lang)
    return work()


def language(words: Sequence[str]) -> str:
    """The language that a command line asks for, before anything else of it is understood; Chinese where it does not say."""
    asked = [w.lstrip("+").removeprefix("lang=").strip("'\"") for w in words if w.lstrip("+").startswith("lang=")]
    return "en" if asked[-1:] == ["en"] else "zh"


def _no_verb(word: str, lang: str) -> Problem:
    if found := re.fullmatch(r"([A-Za-z_][\w.]*)\s*[:：]\s*(\S.*)", word):
        return Problem("config.syntax", phrase("own.command"), word, phrase("config.key_value"), phrase("shell.quote", written=f"{found[1]}={found[2]}"))
    hint = did_you_mean(word, VERBS, "parcelflow --help")
    return Problem("command.word", phrase("shell.command_line").text(lang), word, phrase("shell.verb_first", verbs=tuple(VERBS)), hint)


@dataclass(frozen=True)
class _Asked:
    """What the words of a command line ask for, once understood.

    Attributes:
        options: those words that are no overrides.
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
    from experiments import ahead
    from experiments.settings.compose import Composer, composed_folder, configs, files, results_folder

    stored = files(args.config_dir)
    composer = Composer(args.config_dir)
    found, jobs = configs(args.overrides, verb, args.config_dir, stored, composer)
    left, more, config = found, list[Any](), None
    if verb == "sweep":
        left, *more = ahead.check_design(args, found, composer, stored)
    elif args.multirun:
        ahead.check_multirun(verb, jobs)
    else:
        ahead.check_one_value(found)
        config = next(jobs)
        more = ahead.given(verb, found, composer, stored, config)
    asked = _Asked(verb, [w for w in words if w not in args.overrides], left, stored, more, language(words), args.config_dir)
    if args.cfg or args.info:
        ahead.check_shown(verb, args, left, config or next(jobs))
        return partial(_by_hydra, asked, [], lambda config, folder: DONE)
    plain = not any(value for name, value in vars(args).items() if name != "overrides")
    folder = results_folder(verb, found) if plain else None
    if folder is not None:
        return partial(job, partial(_straight, asked, config or next(jobs), folder), asked.lang)
    folder = composed_folder(verb, left, args.config_dir, multirun=args.multirun)
    if args.multirun:
        return partial(job, partial(_many_by_hydra, asked, folder), asked.lang)
    return partial(job, partial(_one_by_hydra, asked, config or next(jobs), folder), asked.lang)


def _straight(asked: _Asked, config: Config, folder: Path) -> int:
    """Run the one job."""
    with _claim(asked, config, folder) as claim:
        return _do(asked, config, claim)


def _do(asked: _Asked, config: Config, folder: Path) -> int:
    """What the verb does, with a word on overrides that none of it depends on."""
    from experiments.settings.reading import unread, watched

    noting, seen = watched(config)
    code = main_of(asked.verb)(noting, folder, *asked.more)
    keys = {brief(o.input_line): o.key_or_group for o in asked.left.values}
    if left := unread(config, keys, {*seen, *READ_BEFORE.get(asked.verb, ())}):
        print(phrase("shell.unread", keys=tuple(left), verb=asked.verb).text(asked.lang), file=sys.stderr)
    return code


def _claim(asked: _Asked, config: Config, folder: Path) -> AbstractContextManager[Path]:
    """The folder of one job's results; for a verb that has none of its own, the folder as it was named."""
    from experiments.output.folder import Run, claimed

    if asked.verb in NO_FOLDER:
        return contextlib.nullcontext(folder)
    scenarios = asked.more[0].digest() if asked.verb == "sweep" else ""
    return claimed(folder, Run.of(asked.verb, config, scenarios), named=asked.named("hydra.run.dir"))


def _one_by_hydra(asked: _Asked, config: Config, folder: Path) -> int:
    """Run the one job as Hydra's. It makes a folder for every job: where the verb leaves nothing, one to throw away."""
    verb = asked.verb
    throw_away = tempfile.TemporaryDirectory(prefix="parcelflow-") if verb in NO_FOLDER else contextlib.nullcontext(None)
    with _claim(asked, config, folder) as claim, throw_away as other:
        return _by_hydra(asked, [f"hydra.run.dir={quoted(other or str(claim))}"], lambda made, _: _do(asked, made, claim))


def _many_by_hydra(asked: _Asked, folder: Path) -> int:
    """Run the jobs of a multirun, each in a folder below one that is for all of them."""
    from experiments.output.folder import Run, claimed

    verb, key = asked.verb, "hydra.sweep.dir"

    def one(config: Config, below: Path) -> int:
        with claimed(below, Run.of(verb, config), named=True, key=key, made=[below]) as claim:
            return _do(replace(asked, more=_given(asked, config)), config, claim)

    digest = hashlib.sha256("\n".join(sorted(asked.left.texts)).encode()).hexdigest()
    with claimed(folder, Run(f"{verb} -m", {}, digest), named=asked.named(key), key=key) as claim:
        return _by_hydra(asked, [f"{key}={quoted(str(claim))}"], one)


def _given(asked: _Asked, config: Config) -> list[Any]:
    """What the verb of a job of a multirun is given beside config and folder, by the overrides of the job."""
    from hydra.core.global_hydra import GlobalHydra
    from hydra.core.hydra_config import HydraConfig

    from experiments import ahead
    from experiments.settings.compose import Composer, groups
    from experiments.settings.overrides import understand

    texts = [text for text in HydraConfig.get().overrides.task if not text.startswith("verb=")]
    running = GlobalHydra.instance().hydra
    assert running is not None
    GlobalHydra.instance().clear()  # it composes for one at a time
    try:
        return ahead.given(asked.verb, understand(texts, groups(asked.config_dir)), Composer(asked.config_dir), asked.stored, config)
    finally:
        GlobalHydra.instance().initialize(running)


def _by_hydra(asked: _Asked, more: Sequence[str], work: Callable[[Config, Path], int]) -> int:
    """Let Hydra do what the words ask for: one job or many, or to show something; the worst exit code.

    Args:
        more: overrides that go after those of the words.
        work: of a job, with its config and the folder that Hydra gives it.
    """
    import hydra

    from experiments.settings.compose import offer_own, plain
    from experiments.settings.config import build

    offer_own(asked.left.texts, asked.config_dir)
    codes, lang, stored = [DONE], asked.lang, asked.stored

    @hydra.main(version_base="1.3", config_path=str(CONF), config_name="config")
    def one(tree: Any) -> None:
        from hydra.core.hydra_config import HydraConfig

        state = HydraConfig.get().runtime
        codes.append(job(lambda: work(build(plain(tree), dict(state.choices), stored), Path(state.output_dir)), lang))
        if codes[-1] == INTERRUPTED:
            raise KeyboardInterrupt

    with _command_line([*asked.left.texts, *more, f"verb={asked.verb}", *asked.options]):
        try:
            one()
        except SystemExit as end:
            codes.append(end.code if isinstance(end.code, int) else DONE if end.code is None else FAILED)
    return max(codes)


@contextlib.contextmanager
def _command_line(words: Sequence[str]) -> Iterator[None]:
    """Show Hydra these words as the command line, without the user's own folder: it has what it may of that."""
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--config-dir", "-cd")
    kept = sys.argv
    sys.argv = [kept[0], *folder.parse_known_args(list(words))[1]]
    try:
        yield
    finally:
        sys.argv = kept
