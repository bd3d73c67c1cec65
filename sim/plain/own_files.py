"""A folder of files by group that somebody brings: data that is read and looked through, so that whoever puts it into
a config runs nothing of it.

A file may set keys of the model and name further files in ``defaults``. It may not reach the config of the program that
composes it, whose keys start programs (launchers, callbacks), nor name anything to be called (``_target_``), nor hold
``${...}``, which reads variables of the environment and can grow without bound.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sim.plain.text import read_text
from sim.plain.yaml_data import parse_yaml
from sim.problems import Faults, InputError, Problem, Said, Where, nearest, one_of, phrase

MOST_BYTES, MOST_ITEMS = 200_000, 10_000
"""Of a file: Hydra copies each value many times."""

MOST_FILES = 1_000
"""Of a folder."""

NEARLY = (".yml", ".yaml.txt", ".yml.txt")
"""Ends of names that nobody reads; editors of Windows add one that they do not show."""

HYDRA = "hydra"
"""Whose own keys and groups no file may name."""

PACKAGES = (None, "_global_", "_group_")
"""Where a file's keys may go: nowhere said and ``_group_``, under its group's name; ``_global_``, to the root."""

OF_THE_ROOT = ("settings", "study")
"""Groups whose files hold keys of the root and none of their own."""

_HEADER = re.compile(r"\s*#\s*@(\S+)\s+(\S+)\s*\Z")
_GROUP = re.compile(r"(?:override |optional )?/?[a-z_]+\Z")
_NAME = re.compile(r"[\w-][\w.-]*\Z")


@dataclass(frozen=True)
class OwnFile:
    """A file of a group: its keys, and the package that they go to."""

    group: str
    name: str
    package: str | None
    content: dict[Any, Any]


def options(folder: Path) -> dict[str, list[str]]:
    """The names of the files of each group of a folder, hidden ones left out."""
    found: dict[str, list[str]] = {}
    for path in _paths(folder):
        found.setdefault(path.parent.name, []).append(path.stem)
    return found


def misnamed(folder: Path, groups: Mapping[str, Collection[str]], tables: Collection[str]) -> Iterator[Problem]:
    """Folders that nobody reads, and that are called nearly like a group; files of a group that are YAML by all but the
    end of their names; and those that are called as one of the project's own is, which would hide them in part or
    wholly.

    Args:
        groups: with the names of the project's own files, of which somebody chooses one.
        tables: further groups, whose files all hold.
    """
    known = {*groups, *tables}
    for name in dict.fromkeys(path.parent.name for path in _paths(folder)):
        if name not in known and (meant := nearest(name, known)):
            allowed, hint = one_of(sorted(known)), phrase("hint.did_you_mean", word=meant)
            yield Problem("config.folder", "--config-dir", f"{name}/", allowed, hint)
    for path in sorted(folder.glob("*/*")):
        if path.parent.name in known and path.name.lower().endswith(NEARLY) and not path.name.startswith("."):
            right = f"{path.name.split('.')[0]}.yaml"
            allowed, hint = phrase("own.a_yaml"), phrase("own.call_it", name=right)
            yield Problem("config.file_name", "--config-dir", f"{path.parent.name}/{path.name}", allowed, hint)
    for path in (p for p in _paths(folder) if p.stem in groups.get(p.parent.name, ())):
        hint = phrase("own.call_mine", name=f"my_{path.name}", group=path.parent.name, option=f"my_{path.stem}")
        found, allowed = f"{path.parent.name}/{path.name}", phrase("own.new_name")
        yield Problem("config.file_name", "--config-dir", found, allowed, hint)


def read_own(
    folder: Path, wanted: Collection[str], defaults: Mapping[str, Any] = MappingProxyType({})
) -> tuple[OwnFile, ...]:
    """Every file of the wanted groups.

    Args:
        wanted: names of groups; files of others, which some other program may own, are not read.
        defaults: the tree of the parameters; a map where it has a list, or a list where it has a map, is a fault.

    Raises:
        InputError: with every fault of all files; a folder of Hydra's own groups is one.
    """
    found, faults, paths = list[OwnFile](), Faults(), _paths(folder)
    if len(paths) > MOST_FILES:
        allowed = phrase("own.most_files", count=MOST_FILES)
        raise InputError([Problem("config.folder", folder.name, phrase("own.files", count=len(paths)), allowed)])
    if (folder / HYDRA).is_dir():
        faults.append(_refused(f"{HYDRA}/", HYDRA, phrase("own.no_hydra")))
    for path in (p for p in paths if p.parent.name in wanted):
        with faults.gathered():
            found.append(_read(path))
            Faults(_other_shape(found[-1], defaults)).refuse()
    faults.refuse()
    return tuple(found)


def _paths(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*/*.yaml"))
    return [p for p in found if p.parent.name != HYDRA and not {p.parent.name[0], p.name[0]} & {"."}]


def _read(path: Path) -> OwnFile:
    name = f"{path.parent.name}/{path.name}"
    text = read_text(path, name, MOST_BYTES)
    content = as_map(parse_yaml(text, name, MOST_ITEMS), name)
    package, group = _package(text), path.parent.name
    if package != "_global_" and content.keys() == {group} and isinstance(content[group], dict):
        content = content[group]  # the keys of the group, under its name once more
    faults = Faults(_faults(content, name))
    if package != "_global_" and group in OF_THE_ROOT and content:
        first = phrase("own.of_the_root", line="# @package _global_")
        faults.append(Problem("config.own_file", Where(file=name), phrase("own.no_package"), first))
    if package not in PACKAGES:
        allowed = phrase("own.packages", root="# @package _global_", group="# @package _group_")
        faults.append(_refused(name, f"# @package {package}", allowed))
    faults.refuse()
    return OwnFile(group, path.stem, package, content)


def _other_shape(file: OwnFile, defaults: Mapping[str, Any]) -> Iterator[Problem]:
    """Maps where the defaults have lists, and lists where they have maps, which do not merge."""
    root = file.package == "_global_"
    places = [("" if root else f"{file.group}.", file.content, defaults if root else defaults.get(file.group))]
    for path, own, base in places:
        for key, value in own.items():
            there = base.get(key) if isinstance(base, Mapping) else None
            if isinstance(value, dict) and isinstance(there, dict):
                places.append((f"{path}{key}.", value, there))
            elif {type(value), type(there)} == {dict, list}:
                like = phrase("config.list_like", example=tuple(map(str, there or "a")))
                allowed = like if isinstance(there, list) else phrase("own.map")
                yield Problem("config.value", f"{file.group}/{file.name}.yaml, {path}{key}", str(value)[:60], allowed)


def as_map(content: Any, name: str) -> dict[Any, Any]:
    """What a file holds, where that is a map; an empty file is an empty one.

    Raises:
        InputError: it is a list or a single value.
    """
    if content is None:
        return {}
    if not isinstance(content, dict):
        kind = phrase("own.list") if isinstance(content, list) else repr(content)[:60]
        raise InputError([Problem("config.yaml", Where(file=name), kind, phrase("own.map"))])
    return content


def _package(text: str) -> str | None:
    """What the lines ``# @key value`` at the head of a file say of its package."""
    package = None
    for line in filter(str.strip, text.splitlines()):
        found = _HEADER.match(line)
        if not found:
            break
        if found[1] == "package":
            package = found[2]
    return package


def _faults(content: dict[Any, Any], name: str) -> Iterator[Problem]:
    """What a file may not say."""
    for key, value in content.items():
        if key == "defaults":
            yield from _defaults(value, name)
        else:
            yield from _within(key, value, str(key), name)


def _within(key: Any, value: Any, path: str, name: str) -> Iterator[Problem]:
    if not isinstance(key, (str, int)):
        yield _refused(name, path, phrase("plain.plain_key"))
    elif why := _refused_key(str(key)):
        yield _refused(name, path, phrase(why))
    if isinstance(value, str) and "${" in value:
        yield _refused(name, f"{path}: {value[:60]}", phrase("own.no_reference"))
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for inner, item in below:
        yield from _within(inner, item, f"{path}.{inner}", name)


def _refused_key(key: str) -> str:
    """What a key may not be, as a phrase; empty where it may stand."""
    if re.split(r"[./@]", key)[0] == HYDRA:
        return "own.no_hydra"
    if re.fullmatch(r"_\w+_", key):
        return "own.no_call"
    return "own.no_reference" if "${" in key else ""


def _defaults(value: Any, name: str) -> Iterator[Problem]:
    """What is wrong with a file's list of further files."""
    if not isinstance(value, list):
        yield _refused(name, f"defaults: {str(value)[:60]}", phrase("own.defaults"))
        return
    for entry in value:
        pair = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else (None, entry)
        if not _harmless(*pair):
            yield _refused(name, f"defaults: {str(entry)[:60]}", phrase("own.defaults"))


def _harmless(group: Any, option: Any) -> bool:
    """Whether a line of ``defaults`` names a plain file, of this group or of another that is not Hydra's."""
    named = isinstance(option, str) and bool(_NAME.match(option))
    if group is None:
        return named
    if not (named or option is None) or not isinstance(group, str):
        return False
    return bool(_GROUP.match(group)) and group.split(" ")[-1].lstrip("/") != HYDRA


def _refused(file: str, found: Said, allowed: Said) -> Problem:
    return Problem("config.own_file", Where(file=file), found, allowed, phrase("own.why"))
