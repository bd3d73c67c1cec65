"""A tree of plain data, maps and lists: keys set in it, taken out of it, and looked up."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sim.plain.yaml_data import parse_yaml
from sim.problems import InputError, Problem, phrase

_COLON = re.compile(r"""('[^']*'|"[^"]*")|:(?=\S)""")
"""A colon that a value follows at once, none inside quotes; what stands in quotes is the group."""


def put(tree: dict[str, Any], key: str, value: Any, delete: bool = False) -> None:
    """Set (or delete) one dotted key of a tree of plain data, in place; a list keeps its length.

    Raises:
        InputError: the key asks for an item that a list does not have.
    """
    *path, last = key.split(".")
    node = _parent(tree, path, key)
    name: Any = _index(node, "" if delete else last, path, key) if isinstance(node, list) else last
    if delete:
        node.pop(name, None)
    else:
        old = node[name] if isinstance(node, list) else node.get(name)
        node[name] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value


def _parent(tree: dict[str, Any], path: Sequence[str], key: str) -> Any:
    """The map or list that a path leads to; a map that is missing on the way is made."""
    node: Any = tree
    for depth, part in enumerate(path):
        if isinstance(node, list):
            node = node[_index(node, part, path[:depth], key)]
            if not isinstance(node, (dict, list)):
                whole = phrase("shell.list_item_whole", name=".".join(path[:depth]))
                raise InputError([Problem("config.unknown_key", key, f"{node}", whole)])
        else:
            if not isinstance(node.get(part), (dict, list)):
                node[part] = {}
            node = node[part]
    return node


def _index(items: list[Any], part: str, path: Sequence[str], key: str) -> int:
    """The place in a list that a part of a key names; there is none of an item to be deleted."""
    if is_index(part) and int(part) < len(items):
        return int(part)
    name = ".".join(path)
    allowed = phrase(
        "shell.list_item", last=len(items) - 1, name=name
    ) if items else phrase("shell.no_list_item", name=name)
    raise InputError([Problem("config.list_item", key, part or key.rpartition(".")[2], allowed)])


def is_index(part: str) -> bool:
    """Whether a part of a key may be the place of an item in a list."""
    return part.isascii() and part.isdecimal() and len(part) < 10


def merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """``old`` with ``new`` laid over it, map into map."""
    both = {k: merged(v, new[k]) for k, v in old.items() if isinstance(v, dict) and isinstance(new.get(k), dict)}
    return {**old, **new, **both}


def difference(base: Mapping[str, Any], tree: Mapping[str, Any], gone: list[str], prefix: str = "") -> dict[str, Any]:
    """The part of a tree that is not as in ``base``; lists count as a whole.

    Args:
        gone: the dotted keys of ``base`` that the tree has not are added to it.
        prefix: of their names.
    """
    out: dict[str, Any] = {}
    for key, item in tree.items():
        there = base.get(key)
        if key in base and isinstance(item, dict) and isinstance(there, dict):
            if below := difference(there, item, gone, f"{prefix}{key}."):
                out[key] = below
        elif key not in base or item != there:
            out[key] = item
    gone += [f"{prefix}{key}" for key in base if key not in tree]
    return out


def exists(tree: Any, key: str) -> bool:
    """Whether a tree of plain data has a dotted key."""
    node = tree
    for part in key.split("."):
        if isinstance(node, list) and is_index(part) and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            return False
    return True


def at(tree: Any, key: str) -> Any:
    """What stands at a dotted key of plain data, which is there."""
    for part in key.split("."):
        tree = tree[int(part)] if isinstance(tree, (list, tuple)) else tree[part]
    return tree


def flatten(tree: Any, prefix: str = "") -> Iterator[str]:
    """Every dotted key of a tree of dicts and lists of dicts, branches included."""
    if isinstance(tree, list):
        tree = {str(i): item for i, item in enumerate(tree) if isinstance(item, dict)}
    if isinstance(tree, dict):
        for name, item in tree.items():
            yield f"{prefix}{name}"
            yield from flatten(item, f"{prefix}{name}.")


def without(data: Any, places: Sequence[tuple[int | str, ...]]) -> Any:
    """Plain data without what stands at the places; a list of which an item is named goes as a whole."""
    left = copy.deepcopy(data)
    for place in places:
        node = left
        for part in place:
            below = node.get(part) if isinstance(node, dict) else None
            if not isinstance(below, dict) or part == place[-1]:
                if isinstance(node, dict):
                    node.pop(part, None)
                break
            node = below
    return left


def read_maps(value: Any) -> Any:
    """A tree with texts like ``{a: 3, b: 4}`` as maps: Hydra's command line cannot write a map with Chinese keys. Every
    key is a text, a code of digits too."""
    if isinstance(value, dict):
        return {str(k): read_maps(v) for k, v in value.items()}
    if isinstance(value, list):
        return [read_maps(v) for v in value]
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        try:
            return read_maps(parse_yaml(_COLON.sub(lambda m: m[1] or ": ", value), ""))
        except InputError:
            return value
    return value
