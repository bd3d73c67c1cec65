"""From command-line overrides to validated configs, before Hydra starts a job."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import yaml

from experiments.settings.config import Config, build
from experiments.settings.overrides import Overrides, for_hydra, understand, unknown_keys
from experiments.settings.reading import watched_key
from experiments.settings.schema import defaults, tell_hydra
from experiments.settings.tree import apply
from experiments.version import CONF
from sim.parameters import own_rows, registry
from sim.plain import read_yaml
from sim.plain.override_text import touched
from sim.plain.own_files import OwnFile, as_map, misnamed, options, read_own
from sim.plain.tree import merged
from sim.problems import Faults, InputError, Problem, phrase

NOT_TRIED = ("plan", "county", "county.source", "county.slug", "seed", "fleet.route_iterations")
"""Keys of the model that are not taken away to see what they change: which county and which draws, and how long routes
are sought."""

PROVIDER = "own"
"""Name under which Hydra is given files of the user's own folder."""


def groups(config_dir: str | None) -> dict[str, list[str]]:
    """The groups of conf/ and the options of each, then those of the user's own folder."""
    found: dict[str, list[str]] = {}
    for file in sorted(CONF.glob("*/*.yaml")):
        found.setdefault(file.parent.name, []).append(file.stem)
    for group, names in (options(Path(config_dir)) if config_dir else {}).items():
        if group in own_rows.TABLES:
            continue  # nobody chooses among them: each is there
        known = found.setdefault(group, [])
        known += [n for n in names if n not in known]
    return found


def files(config_dir: str | None) -> dict[str, dict[str, Any]]:
    """The contents of every file of the groups mode and assignment, by group and name; the project's own go first.

    Raises:
        InputError: with every fault of all files: no YAML, no map, or what a file of the user's own may not say (see
            ``own``).
    """
    found: dict[str, dict[str, Any]] = {"mode": {}, "assignment": {}}
    faults = Faults()
    for file in sorted((*CONF.glob("mode/*.yaml"), *CONF.glob("assignment/*.yaml"))):
        name = f"{file.parent.name}/{file.name}"
        with faults.gathered():
            found[file.parent.name][file.stem] = as_map(read_yaml(file, name), name)
    with faults.gathered():
        for one in read_own(Path(config_dir), found) if config_dir else ():
            found[one.group].setdefault(one.name, one.content)
    faults += misnamed(Path(config_dir), groups(None), own_rows.TABLES) if config_dir else ()
    faults.refuse()
    return found


def plain(config: Any) -> dict[str, Any]:
    """A composed config as plain data, Hydra's own part left out."""
    from omegaconf import OmegaConf

    def data(part: Any) -> Any:
        return OmegaConf.to_container(part, resolve=True) if OmegaConf.is_config(part) else part

    return {str(key): data(config[key]) for key in config if key != "hydra"}


def compose_tree(overrides: Sequence[str], config_dir: str | None) -> tuple[dict[str, Any], dict[str, str]]:
    """The composed config as plain data, and the option chosen of each group.

    Args:
        overrides: those that choose files. Defaults go below what these say here, as Hydra takes long to copy them.

    Raises:
        InputError: Hydra cannot compose it.
    """
    known = offer_own(overrides, config_dir)
    with composed(overrides, {}) as config:
        return merged(known, plain(config)), dict(config.hydra.runtime.choices)


@contextmanager
def composed(overrides: Sequence[str], known: dict[str, Any]) -> Iterator[Any]:
    """The config as Hydra composes it, with its own part, from the files that it was offered and these defaults.

    Raises:
        InputError: Hydra cannot compose it, or what is read of it under this refers to what is not there.
    """
    from hydra import compose, initialize_config_dir
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    tell_hydra(known)
    with _set_aside(), initialize_config_dir(version_base="1.3", config_dir=str(CONF), job_name="parcelflow"):
        try:
            yield compose("config", overrides=list(overrides), return_hydra_config=True)
        except (
            HydraException, OmegaConfBaseException, yaml.YAMLError, OSError, ValueError, TypeError, RecursionError
        ) as error:
            raise InputError([Problem(
                "config.compose", "config", phrase("config.not_composed", reason=_reason(error)),
                phrase("config.composable"),
            )]) from None


@contextmanager
def _set_aside() -> Iterator[None]:
    """Hydra composes for one at a time: a job of its own, in which this may be, waits."""
    from hydra.core.global_hydra import GlobalHydra

    running = GlobalHydra.instance().hydra
    GlobalHydra.instance().clear()
    try:
        yield
    finally:
        if running is not None:
            GlobalHydra.instance().initialize(running)  # of an instance that composing has put in its place


def _reason(error: Exception) -> str:
    """The first lines of a library's complaint; where Hydra looked for its files is left out."""
    return " ".join(str(error.__cause__ or error).split("Config search path")[0].split())[:300]


def offer_own(overrides: Sequence[str], config_dir: str | None) -> dict[str, Any]:
    """Give Hydra the files of the user's own folder that these overrides may ask for, in place of those it was given
    before; the defaults, with the rows of that folder."""
    asked = _groups_asked(overrides) | own_rows.TABLES.keys()
    found = read_own(Path(config_dir), asked, defaults()) if config_dir else ()
    _offer([file for file in found if file.group not in own_rows.TABLES])
    return own_rows.with_rows(defaults(), [f for f in found if f.group in own_rows.TABLES])


def _offer(files: Sequence[OwnFile]) -> None:
    """Give Hydra these files, in place of those it was given before; a file of the project of the same group and name
    goes first."""
    from hydra.core.config_store import ConfigStore

    store = ConfigStore.instance()
    for group in [g for g in store.repo.values() if isinstance(g, dict)]:
        for name in [n for n, node in group.items() if getattr(node, "provider", None) == PROVIDER]:
            del group[name]
    for file in files:
        store.store(group=file.group, name=file.name, node=file.content, package=file.package, provider=PROVIDER)


def _groups_asked(overrides: Sequence[str]) -> set[str]:
    """The project's groups, and those that overrides name."""
    return {f.name for f in CONF.iterdir() if f.is_dir()} | {
        w.lstrip("+~").partition("=")[0].partition("@")[0] for w in overrides
    }


class Composer:
    """Hydra's composed config by the groups' overrides, each composed once."""

    def __init__(self, config_dir: str | None) -> None:
        self.config_dir = config_dir
        self._composed: dict[tuple[str, ...], tuple[dict[str, Any], dict[str, str]]] = {}

    def __call__(self, chosen: Sequence[str]) -> tuple[dict[str, Any], dict[str, str]]:
        """See ``compose_tree``; what it returns is shared and must not be changed."""
        key = tuple(chosen)
        if key not in self._composed:
            self._composed[key] = compose_tree(key, self.config_dir)
        return self._composed[key]

    def config(
        self, chosen: Sequence[Any], values: Sequence[Any], verb: str, stored: dict[str, dict[str, Any]]
    ) -> Config:
        """The validated config of a job, by its overrides that choose files and those that set keys.

        Raises:
            InputError: with every fault.
        """
        tree, choices = self([o.input_line for o in chosen])
        return build({**apply(tree, values), "verb": verb}, choices, stored)


def _of_hydra(found: Overrides) -> list[str]:
    """The overrides of Hydra's own part."""
    return [text for text in found.texts if text.lstrip("+~").startswith("hydra")]


def results_folder(verb: str, found: Overrides) -> Path | None:
    """The results folder that Hydra would give the one job of these overrides, as conf/config.yaml names it unless
    they do.

    Returns:
        None where the overrides ask for more of Hydra than that: other keys of its own, values that name other keys
        (``${key}``), keys added or taken away.
    """
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.core.utils import setup_globals
    from omegaconf import OmegaConf

    own = _of_hydra(found)
    if not all(text.startswith("hydra.run.dir=") for text in own) or any("${" in t for t in found.texts):
        return None
    if any(o.type.name != "CHANGE" for o in found.every):
        return None
    if own:
        override = OverridesParser.create().parse_override(own[-1])
        folder = None if override.is_sweep_override() else override.value()
    else:
        setup_globals()  # ${now:...}
        root = yaml.safe_load((CONF / "config.yaml").read_text(encoding="utf-8"))
        folder = OmegaConf.create({"verb": verb, "dir": root["hydra"]["run"]["dir"]})["dir"]
    return Path(os.path.abspath(folder)) if isinstance(folder, str) else None


def composed_folder(verb: str, found: Overrides, config_dir: str | None, *, multirun: bool) -> Path:
    """The results folder that Hydra would give the job, or all jobs of a multirun, with everything that these overrides
    ask of it.

    Raises:
        InputError: Hydra does not take them.
    """
    own = _of_hydra(found)
    swept = [*(o.input_line for o in found.groups if o.is_sweep_override())]
    swept += [for_hydra(o) for o in found.values if o.is_sweep_override()]
    texts = [*(text for text in found.texts if text not in (*own, *swept)), *own]
    try:
        with composed([*texts, f"verb={verb}"], touched(offer_own(texts, config_dir), found.texts)) as config:
            return Path(os.path.abspath(str(config.hydra.sweep.dir if multirun else config.hydra.run.dir)))
    except InputError as error:
        plugin = next((text.partition("=")[2] for text in own if text.startswith("hydra/launcher=")), "")
        allowed, hint = phrase("shell.hydra"), phrase("shell.hydra_plugin", name=plugin) if plugin else ""
        where = ", ".join(own)
        raise InputError(
            Problem("config.hydra", where or p.where, p.found, allowed, hint) for p in error.problems
        ) from None


def tried(found: Overrides, config: Config) -> list[Any]:
    """The overrides that set a key of the model, or choose a file, whose effect can be seen in what comes out."""
    unseen = {*NOT_TRIED, *(q.key for q in registry(config.parameters) if not q.moves)}

    def seen(key: str) -> bool:
        return not (key in unseen or key.endswith((".name_zh", ".name_en")) or watched_key(key))

    return [o for o in found.every if seen(o.key_or_group)]


def without_each(
    found: Overrides, composer: Composer, stored: dict[str, dict[str, Any]], config: Config
) -> Iterator[tuple[str, Config]]:
    """The override of each key of the model, as written, and the config that there is without it; where that is at
    fault, or the same, it is left out.

    Args:
        config: of the one job of the overrides.
    """
    for override in tried(found, config):
        left = found.less(override)
        with suppress(InputError):
            other = composer.config(left.groups, left.values, config.verb, stored)
            if other != config:
                yield override.input_line, other


def configs(
    texts: Sequence[str], verb: str, config_dir: str | None, stored: dict[str, dict[str, Any]],
    composer: Composer | None = None,
) -> tuple[Overrides, Iterator[Config]]:
    """The overrides as Hydra may have them, and the validated config of each job.

    Args:
        stored: see ``files``.
        composer: where there is one already; it has ``config_dir`` too.

    Raises:
        InputError: with every fault of the overrides and of the first job that has any.
    """
    found = understand(texts, groups(config_dir))
    if verb == "new-county":
        found = found.filled()
    composer = composer or Composer(config_dir)
    chosen, _ = next(found.jobs())
    wrong = unknown_keys(found, composer([o.input_line for o in chosen])[0])
    faults = Faults([*found.problems, *(problem for _, problem in wrong)])
    if faults:
        with faults.gathered():
            for job in found.less(*(override for override, _ in wrong)).jobs():
                composer.config(*job, verb, stored)
    faults.refuse()
    return found, (composer.config(*job, verb, stored) for job in found.jobs())
