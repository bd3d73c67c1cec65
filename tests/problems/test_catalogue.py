"""The catalogue has every word in both languages, the source uses every entry, and nothing else speaks to a person in one language."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from experiments.settings.schema import SPECS, RunKeys, quantities
from experiments.verbs import VERBS
from sim.county.spec import CountySpec, Stylised
from sim.inference.search.decisions import Range
from sim.parameters import Parameters
from sim.plan.fee import FeeUnit
from sim.plan.leg import Leg
from sim.problems.phrase import WORDS, catalogue, phrase
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.rule import AssignmentRule
from sim.service.mode.fee_table import FeeRow, Step
from sim.service.mode.mode import HandlingSpec, LegRule, Mode, StageName
from tests.house.imports import nodes, walked

HOME = Path(__file__).resolve().parents[2]
FILES = [p for room in ("sim", "experiments") for p in sorted((HOME / room).rglob("*.py"))]

LATIN = {
    "km", "kg", "numpy", "scipy", "pyvrp", "hosts", "UTF-8", "UTF-16", "ODF", "README", "g", "h", "CSV", "Excel", "UTF", "GB18030", "GBK", "Big5", "xlsx", "xls", "csv", "YAML", "TOML", "JSON", "GeoJSON", "Esri", "parquet",
    "WGS84", "WGS-84", "GCJ", "GCJ-02", "BD", "BD-09", "CGCS2000", "KPI", "Hydra", "Dask", "Slurm", "SLURM", "sbatch", "Wi", "CPU", "Strict", "Open", "XML",
    "parcelflow", "HH:MM", "YYYY", "MM", "DD", "SHP", "WPS", "TRUE", "Enter", "Alt", "Ctrl", "EPSG", "UTC", "CO", "GB", "MB", "p", "Holm", "Hsu", "Morris", "Sobol",
    "Point", "Polygon", "MultiPolygon", "Geo", "KML", "Shapefile", "Numbers", "Tab", "Python", "pip", "install", "job", "D4", "D4-36", "Word", "HTML", "TLS", "PNG", "SVG", "PDF",
    "OSRM", "openrouteservice", "GTFS",
}  # fmt: skip
"""Words of Latin letters that Chinese sentences may have: units, formats, proper names."""

CODE = re.compile(r"'[^']*'|\[[^\]]*\]|(?:key|group)=[\w,().*]*|[a-z_]+(?:[._/:=<\[{-]+[\w.<>*{}\[\]'\":=,-]*)+|--?[a-z-]+|[a-z_]+=\S*|[a-z]+_[a-z_]+|[A-Z_]{4,}|\.\w+")
"""What a person types as it stands: keys, options, file names."""

def typed() -> set[str]:
    """Keys of the config and names of files and groups, which a person types as they stand."""
    sections = [Mode, LegRule, HandlingSpec, FeeRow, Step, Assignment, AssignmentRule, CountySpec, Stylised, RunKeys, Range, *SPECS.values()]
    keys = {part for q in quantities(Parameters()) for part in q.key.split(".")} | {name for kind in sections for name in kind.model_fields}
    groups = {p.stem for p in (HOME / "conf").rglob("*.yaml")} | {p.name for p in (HOME / "conf").iterdir()}
    choices = {c for q in quantities(Parameters()) for c in q.choices} | set(Leg) | set(FeeUnit) | set(get_args(StageName))
    return keys | groups | choices | set(VERBS) | {"auto", "true", "false", "host", "timetable", "operator", "keeper", "villages", "townships", "points", "distances", "range", "glob", "choice", "conf", "hydra", "null"}


TYPED = typed()


def test_both_languages_tell_the_same_facts() -> None:
    english = {"reason", "key", "code", "more", "count"}  # a library's English, keys beside names, another way to count
    assert [key for key in catalogue() if facts_of(key, "zh") - english != facts_of(key, "en") - english] == []


def facts_of(key: str, lang: str) -> set[str]:
    """What an entry of the catalogue is filled with."""
    return {name.partition("!")[0] for _, name, *_ in string.Formatter().parse(catalogue()[key][lang]) if name}


def test_every_entry_says_something() -> None:
    assert [key for key, entry in catalogue().items() if not entry["zh"].strip() or not entry["en"].strip()] == []


def test_chinese_has_no_foreign_word() -> None:
    assert {key: words for key in catalogue() if (words := foreign(catalogue()[key]["zh"]))} == {}


def foreign(text: str) -> set[str]:
    """Words of Latin letters that are neither typed as they stand nor units, formats or proper names."""
    bare = CODE.sub("", re.sub(r"\{\{?[^{}]*\}?\}", "", text))
    return {w for w in re.findall(r"[A-Za-z][A-Za-z0-9:-]*", bare) if w not in LATIN and w not in TYPED}


def test_english_has_no_chinese_sentence() -> None:
    assert [key for key, entry in catalogue().items() if re.search(r"[，。；：？]", entry["en"])] == []


def test_files_of_the_catalogue_have_no_key_twice() -> None:
    heads = [line for file in WORDS.glob("*.toml") for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("[")]
    assert len(heads) == len(set(heads)) == len(catalogue())


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""


def texts(file: Path) -> Iterator[str]:
    """Every text of a file, and the fixed parts of those put together."""
    for part in nodes(file):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def keys_of(file: Path) -> Iterator[str]:
    """Every text of a file that is a key of the catalogue."""
    yield from (t for t in texts(file) if t in catalogue())


def made_keys(file: Path) -> Iterator[str]:
    """Patterns of keys that a file puts together from a room's name and a word."""
    for node in nodes(file):
        if isinstance(node, ast.JoinedStr):
            fixed = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
            if fixed and re.fullmatch(r"[a-z_.]{5,}", "".join(fixed)):
                yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_.]+" for part in node.values)


def test_every_phrase_of_the_source_exists_and_has_its_facts() -> None:
    unknown = []
    for file in FILES:
        for node in nodes(file):
            if isinstance(node, ast.Call) and called(node) == "phrase" and node.args and isinstance(node.args[0], ast.Constant):
                key, facts = str(node.args[0].value), {k.arg for k in node.keywords}
                if key not in catalogue():
                    unknown.append(f"{file.name}:{node.lineno} {key}")
                elif None not in facts:
                    needed = {name for lang in ("zh", "en") for _, name, *_ in string.Formatter().parse(catalogue()[key][lang]) if name}
                    if missing := needed - facts:
                        unknown.append(f"{file.name}:{node.lineno} {key} lacks {missing}")
    assert not unknown


def test_every_entry_is_used() -> None:
    used = {key for file in FILES for key in keys_of(file)}
    made = {pattern for file in FILES for pattern in made_keys(file)}
    left = {key for key in catalogue() if key not in used and not any(re.fullmatch(p, key) for p in made)}
    assert not left, f"no file uses {sorted(left)}"


def test_every_meaning_of_a_setting_is_that_of_a_key() -> None:
    keys = {f"setting.{q.key}" for q in quantities(Parameters())}
    assert {key for key in catalogue() if key.startswith("setting.")} <= keys


ENGLISH = re.compile(r"[A-Za-z]{2,}(?:, | )[A-Za-z]{2,}")
"""Two words one after the other."""

TOLD = {"Problem": (1, 2, 3, 4), "RefusedError": (0, 1, 2), "EngineError": (0,), "ReplicationError": (0,), "Note": (0, 2)}
"""What speaks to a person, and which of its arguments do."""

def in_one_language(file: Path) -> list[str]:
    """What a file tells in English only: texts of ``TOLD`` calls (also by way of a local name), of prints and of errors of validators."""
    found = []
    for scope in [n for n in nodes(file) if isinstance(n, ast.FunctionDef | ast.Module)]:
        local: dict[str, list[ast.expr]] = {}
        for node in walked(scope):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    for name in ast.walk(target):
                        if isinstance(name, ast.Name):
                            local.setdefault(name.id, []).append(node.value)
        for node in walked(scope):
            if isinstance(node, ast.Call) and (called(node) in TOLD or called(node) == "print"):
                args = node.args if called(node) == "print" else [a for i, a in enumerate(node.args) if i in TOLD[called(node)]]
                told = [*args, *(k.value for k in node.keywords if k.arg in ("where", "found", "allowed", "hint"))]
                told += [value for a in told for name in names_in(a) for value in local.get(name, [])]
                found += [f"{file.relative_to(HOME)}:{node.lineno}: {t!r}" for a in told for t in spoken(a)]
    return sorted(set(found))


def names_in(node: ast.AST) -> Iterator[str]:
    """Names of variables in an expression, those apart that ``say`` and the like are given."""
    if isinstance(node, ast.Call) and called(node) in ("say", "phrase", "word"):
        return
    if isinstance(node, ast.Name):
        yield node.id
    for child in ast.iter_child_nodes(node):
        yield from names_in(child)


def spoken(node: ast.AST) -> Iterator[str]:
    """English in an expression that is no argument of ``say``, ``phrase`` and the like."""
    if isinstance(node, ast.Call) and called(node) in ("say", "phrase", "word", "did_you_mean", "pick"):
        rest = [a for a in node.args[1:] if called(node) == "did_you_mean"] + [k.value for k in node.keywords if called(node) in ("phrase", "did_you_mean")]
        for part in rest:
            yield from spoken(part)
        return
    if isinstance(node, ast.Tuple) and any(isinstance(e, ast.Constant) and re.search(r"[\u4e00-\u9fff]", str(e.value)) for e in node.elts):
        return  # a word in both languages
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and ((ENGLISH.search(node.value) and not node.value.startswith("SELECT ")) or node.value in ("nothing", "none")):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from spoken(child)


def test_nothing_is_told_in_english_only() -> None:
    found = [told for file in FILES for told in in_one_language(file)]
    assert not found, "\n".join(found)


def test_validators_refuse_in_both_languages() -> None:
    """A ``ValueError`` of a validator comes before a person, so it must be a ``RefusedError``."""
    found = []
    for file in FILES:
        for scope in [n for n in nodes(file) if isinstance(n, ast.FunctionDef)]:
            if any("validator" in ast.dump(d) for d in scope.decorator_list):
                found += [f"{file.name}:{n.lineno}" for n in walked(scope) if isinstance(n, ast.Raise) and isinstance(n.exc, ast.Call) and called(n.exc) == "ValueError"]
    assert not found


def test_an_unknown_phrase_is_no_silent_gap() -> None:
    with pytest.raises(KeyError):
        phrase("no.such").text("zh")
