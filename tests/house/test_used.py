"""What stands in the program is used by the program, not by tests alone. By name, so what has a namesake goes unseen."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from tests.house.imports import HOME, name_of

ALLOWED = {
    "experiments.engines.bundle.checkpoint": "submitit calls it",
}
"""What only others use, and why; nothing joins this list."""


def test_nothing_is_there_for_tests_alone() -> None:
    files = [file for room in ("sim", "experiments", "conf") for file in sorted((HOME / room).rglob("*.py"))]
    assert set(unused({name_of(file): ast.parse(file.read_text(encoding="utf-8")) for file in files})) == set(ALLOWED)


def test_what_is_not_used_is_found() -> None:
    text = "def used(): pass\ndef lone(): return lone()\nclass A:\n    def m(self): return used()\n    @validator\n    def v(self): pass\nx = A()\nprint(x)"
    assert list(unused({"a": ast.parse(text)})) == ["a.lone", "a.m"]


def unused(trees: dict[str, ast.Module]) -> Iterator[str]:
    """Functions, classes, methods and names of modules that nothing but themselves names."""
    named = {module: _names(tree) for module, tree in trees.items()}
    used = sum(named.values(), Counter[str]())
    for module, tree in trees.items():
        for name, node in _defined(tree):
            if used[name] == named[module][name] and used[name] == _names(node)[name]:
                yield f"{module}.{name}"


def _defined(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """What a module defines, methods too: name and the whole of it. Left out: what Python or a decorator calls."""
    for node in (*tree.body, *(m for c in tree.body if isinstance(c, ast.ClassDef) for m in c.body if isinstance(m, ast.FunctionDef))):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            if not node.name.startswith("__") and not any("validator" in ast.dump(of) for of in node.decorator_list):
                yield node.name, node
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, node) for target in targets if isinstance(target, ast.Name) and not target.id.startswith("__"))


def _names(tree: ast.AST) -> Counter[str]:
    """How often each name is read, set or looked up below a node; words in quotes count, since some are looked up by them."""
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found[node.id] += 1
        elif isinstance(node, ast.Attribute):
            found[node.attr] += 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found[node.value] += 1
    return found
