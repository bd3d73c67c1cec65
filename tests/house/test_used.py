"""What stands in the program is used by the program, not by tests alone. By name, so what has a namesake goes unseen."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from tests.house.imports import HOME, name_of, tree, walked

ALLOWED = {
    "experiments.engines.bundle.checkpoint": "submitit calls it",
}
"""What only others use, and why; nothing joins this list."""


def test_nothing_is_there_for_tests_alone() -> None:
    files = [file for room in ("sim", "experiments", "conf") for file in sorted((HOME / room).rglob("*.py"))]
    assert set(unused({name_of(file): tree(file) for file in files})) == set(ALLOWED)


def test_what_is_not_used_is_found() -> None:
    text = "def used(): pass\ndef lone(): return lone()\nclass A:\n    def m(self): return used()\n    @validator\n    def v(self): pass\nx = A()\nprint(x)"
    assert list(unused({"a": ast.parse(text)})) == ["a.lone", "a.m"]


def unused(trees: dict[str, ast.Module]) -> Iterator[str]:
    """Functions, classes, methods and names of modules that nothing but themselves names."""
    named = {module: _named(tree) for module, tree in trees.items()}
    used = Counter[str]()
    for whole, _ in named.values():
        used.update(whole)
    for module, (whole, parts) in named.items():
        for name, within in parts:
            if used[name] == whole[name] == within[name]:
                yield f"{module}.{name}"


def _named(tree: ast.Module) -> tuple[Counter[str], list[tuple[str, Counter[str]]]]:
    """How often a module names what, and each thing that it defines how often within itself; every node is looked at once."""
    whole, parts = Counter[str](), list[tuple[str, Counter[str]]]()
    for statement in tree.body:
        beside = [part for part in ast.iter_child_nodes(statement) if isinstance(statement, ast.ClassDef)]
        inside = [(part, _names(part)) for part in beside]
        found = sum((names for _, names in inside), Counter[str]()) if inside else _names(statement)
        parts += [(name, found) for name in _defined(statement)]
        parts += [(name, names) for part, names in inside if isinstance(part, ast.FunctionDef) for name in _defined(part)]
        whole.update(found)
    return whole, parts


def _defined(node: ast.AST) -> Iterator[str]:
    """What a statement defines. Left out: what Python or a decorator calls."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        if not node.name.startswith("__") and not any("validator" in ast.dump(of) for of in node.decorator_list):
            yield node.name
    elif isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name) and not target.id.startswith("__"))


def _names(tree: ast.AST) -> Counter[str]:
    """How often each name is read, set or looked up below a node; words in quotes count, since some are looked up by them."""
    found: Counter[str] = Counter()
    for node in walked(tree):
        if isinstance(node, ast.Name):
            found[node.id] += 1
        elif isinstance(node, ast.Attribute):
            found[node.attr] += 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found[node.value] += 1
    return found
