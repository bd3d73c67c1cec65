"""How large the parts of the code are, beside two libraries measured the same way: ``python -m tests.house.size``.

With ``--over ROOM ...`` it lists instead the functions of these rooms (``sim/county``) that are above the bound of nodes,
largest first.

Lines are those of files, of a function from its ``def`` to its end without decorators and docstring. Branches are the cyclomatic complexity, counted
as ruff's C901 does: one, and one more for each ``if``, loop, ``except``, ``else`` of a ``try``, ``case`` that does not catch all, and nested function.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from tests.house.imports import tree, walked

HOME = Path(__file__).resolve().parents[2]
LONG_FILE, LONG_FUNCTION, MANY_BRANCHES, MANY_NODES, TYPICAL_NODES = 300, 25, 10, 280, 95
LINES_OF_THE_SHELL = 7_500
"""So many lines may `experiments/` have."""

BESIDE = ("simpy", "pyvrp")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Size:
    """Of some files.

    Attributes:
        lines: by file, its lines.
        lengths, nodes, branches: by function (methods and nested ones too), its lines, nodes of its syntax tree, cyclomatic complexity.
    """

    lines: dict[Path, int]
    lengths: tuple[int, ...]
    nodes: tuple[int, ...]
    branches: tuple[int, ...]


def measured(files: Sequence[Path]) -> Size:
    """The size of some files."""
    of_files = {file: _of_file(file) for file in files}
    sizes = [size for _, functions in of_files.values() for size in functions]
    lengths, nodes, branches = zip(*sizes, strict=True) if sizes else ((), (), ())
    return Size({file: lines for file, (lines, _) in of_files.items()}, lengths, nodes, branches)


@cache
def _of_file(file: Path) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Lines of a file, and of each of its functions length, nodes and branches."""
    text = file.read_text(encoding="utf-8")
    return len(text.splitlines()), tuple((length(f), nodes_of(f), complexity(f)) for f in functions_of(tree(file)))


def functions_of(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in walked(tree) if isinstance(node, Function))


def nodes_of(function: Function) -> int:
    """Nodes of the syntax tree of a function."""
    return len(_inside(function))


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    told = ast.get_docstring(function, clean=False) is not None
    docs = (first.end_lineno or first.lineno) - first.lineno + 1 if told else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docs


def complexity(function: Function) -> int:
    """Cyclomatic complexity of a function."""
    return 1 + sum(_branches(node) for node in _inside(function) if node is not function)


@lru_cache(maxsize=1)
def _inside(function: Function) -> list[ast.AST]:
    """Every node of a function, which is measured in several ways one after the other."""
    return walked(function)


def _branches(node: ast.AST) -> int:
    """What a node adds to the number of ways through a function."""
    if isinstance(node, ast.Try):
        return len(node.handlers) + bool(node.orelse)
    if isinstance(node, ast.Match):
        return len(node.cases) - _catches_all(node.cases[-1])
    return isinstance(node, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.FunctionDef, ast.AsyncFunctionDef))


def _catches_all(case: ast.match_case) -> bool:
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None


@cache
def rooms() -> dict[str, list[Path]]:
    """Files by room: the folders of ``sim`` and ``experiments``, with the files beside them, then the tests."""
    found: dict[str, list[Path]] = {}
    for house in ("sim", "experiments"):
        for file in sorted((HOME / house).rglob("*.py")):
            inside = file.relative_to(HOME).parts[:-1]
            found.setdefault("/".join(inside[:2]), []).append(file)
    return found | {"tests": sorted((HOME / "tests").rglob("*.py"))}


def library(name: str) -> list[Path]:
    """The files of an installed package, without its own tests; none where it is not installed."""
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return [file for place in places or () for file in sorted(Path(place).rglob("*.py")) if "tests" not in file.parts]


def row(name: str, size: Size) -> str:
    """One line of the table."""
    (l50, l95), (n50, n95) = (np.percentile(column or (0,), (50, 95)) for column in (size.lengths, size.nodes))
    over = sum(n > MANY_BRANCHES for n in size.branches)
    return (
        f"{name:<26}{len(size.lines):>6}{sum(size.lines.values()):>8,}{max(size.lines.values(), default=0):>8}{len(size.lengths):>11,}"
        f"{l50:>7.0f}{l95:>6.0f}{n50:>8.0f}{n95:>6.0f}{max(size.branches, default=0):>10}{over:>6}"
    )


def dense(files: Sequence[Path]) -> list[tuple[int, str]]:
    """Functions of more than ``MANY_NODES`` nodes, largest first: how many, and where."""
    found = []
    for file in files:
        for function in functions_of(ast.parse(file.read_text(encoding="utf-8"))):
            found.append((nodes_of(function), f"{file.relative_to(HOME)}:{function.lineno} {function.name}"))
    return sorted((f for f in found if f[0] > MANY_NODES), reverse=True)


def main() -> None:
    """Print what the command line asks for: the table, or with ``--over`` the dense functions of some rooms."""
    if sys.argv[1:2] != ["--over"]:
        table()
        return
    by_room = rooms()
    for nodes, where in dense([file for room in sys.argv[2:] or by_room for file in by_room[room]]):
        print(f"{nodes:>6}  {where}")


def table() -> None:
    """Print the table, then the files and the functions over the bounds."""
    print(f"{'':<26}{'':>6}{'':>8}{'longest':>8}{'':>11}{'lines a f.':>13}{'nodes a f.':>14}{'branches':>10}{'over':>6}")
    print(f"{'room':<26}{'files':>6}{'lines':>8}{'file':>8}{'functions':>11}{'med.':>7}{'p95':>6}{'med.':>8}{'p95':>6}{'most':>10}{MANY_BRANCHES:>6}")
    by_room = rooms()
    for name, files in by_room.items():
        print(row(name, measured(files)))
    ours = {house: [f for name, files in by_room.items() if name.split("/")[0] == house for f in files] for house in ("sim", "experiments")}
    whole = measured([*ours["sim"], *ours["experiments"]])
    for name, files in ours.items():
        print(row(f"all of {name}", measured(files)))
    print(row("sim and experiments", whole))
    for name in BESIDE:
        print(row(f"{name} (installed)", measured(library(name))))
    print(f"\nFunctions in more than {MANY_BRANCHES} branches: {sum(n > MANY_BRANCHES for n in whole.branches)}")
    long = sum(n >= LONG_FUNCTION for n in whole.lengths) / max(len(whole.lengths), 1)
    print(f"Functions of {LONG_FUNCTION} lines or more in sim and experiments: {100 * long:.1f} %")
    for file, lines in sorted(whole.lines.items(), key=lambda x: -x[1]):
        if lines > LONG_FILE:
            print(f"{lines:>6} lines  {file.relative_to(HOME)}")


if __name__ == "__main__":
    main()
