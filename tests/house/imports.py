"""Who imports whom, read from the source text: nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]


def name_of(file: Path) -> str:
    """The module of a file below ``HOME``; a package is its ``__init__``."""
    return ".".join(file.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(file: Path) -> ast.Module:
    """The syntax of a file of the project; read once a process, as several tests look through all of it."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's syntax."""
    return tuple(walked(tree(file)))


def walked(top: ast.AST) -> list[ast.AST]:
    """A node and all below it, as ``ast.walk`` gives them, in a third of its time."""
    found = [top]
    for node in found:  # which grows
        for value in vars(node).values():
            if isinstance(value, ast.AST):
                found.append(value)
            elif value.__class__ is list:
                found += [part for part in value if isinstance(part, ast.AST)]
    return found


@cache
def named(file: Path) -> tuple[str, ...]:
    """Every module that a file names in an import, wherever it stands in it; ``from a import b`` names ``a.b``.

    Raises:
        ValueError: a relative import.
    """
    found: list[str] = []
    for node in nodes(file):
        if isinstance(node, ast.Import):
            found += (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level or not node.module:
                raise ValueError(f"{file}: a relative import")
            found += (f"{node.module}.{name.name}" for name in node.names)
    return tuple(found)


def graph(files: Sequence[Path]) -> dict[str, set[str]]:
    """By module of some files, those of the same files that it imports, inside functions and for types only too."""
    known = {name_of(file): file for file in files}
    return {module: {found for name in named(file) if (found := _longest(name, known)) not in ("", module)} for module, file in known.items()}


def _longest(name: str, known: Mapping[str, Path]) -> str:
    """The module that a dotted name lies in; empty where it is none of ours."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def circles(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """Modules that import each other, directly or round about; each set is as large as it can be."""
    found: list[set[str]] = []
    reach = {module: _reached(graph, module) for module in graph}
    for module in graph:
        ring = {other for other in reach[module] if module in reach[other]}
        if ring and ring not in found:
            found.append(ring)
    return found


def _reached(graph: Mapping[str, set[str]], module: str) -> set[str]:
    """All that a module imports, and what that imports, and so on."""
    seen: set[str] = set()
    ahead = [*graph[module]]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += graph[name]
    return seen
