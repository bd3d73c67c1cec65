"""YAML from anybody: what it says, or one problem with file and line, soon."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml

from sim.plain.json_data import read_json
from sim.plain.yaml_data import parse_yaml, read_yaml
from sim.problems import InputError, said

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12))
LADDER = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 700))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("[" * 10_000, 1), ("{a: " * 10_000, 1), ("- " * 900, 1), (LAUGHS, 6), (LADDER, 40), ("x: 1\ny: &a [*a]", 2), ("a: {b: &a {c: *a}}", 1), ("a: *b", 1),
        ("a: 1\nb: 2\na: 3", 3), ("a: 1\n---\nb: 2", 2), ("a:\n\tb: 1", 2), ("? [a]\n: 1", 1), ("a: 1\nb: !!int x", 2), ("!!python/object/apply:os.system ['touch x']", 1),
        ("a: !!python/name:os.system", 1), ("!!binary aaaa", 1), ("a: " + "9" * 5_000, 1), ("a: 1:1" + ":1" * 100_000, 1), ("a: [1, 2", 2), ("a: b: c", 1),
        ("a: <<\n<<: 1", 2), ("a: \ud800", None),
    ],
)  # fmt: skip
def test_what_is_no_plain_data_is_one_problem_with_its_line(text: str, row: int | None) -> None:
    begun = time.perf_counter()
    with pytest.raises(InputError) as refused:
        parse_yaml(text, "mine.yaml")
    (problem,) = refused.value.problems
    assert str(problem.where) == ("mine.yaml" if row is None else f"mine.yaml, row {row}")
    assert problem.text("zh") != problem.text("en")
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", None), ("# nothing", None), ("a: 1\nb: [x, 'y', 1.5, true, null, ~]", {"a": 1, "b": ["x", "y", 1.5, True, None, None]}), ("'1'", "1"), ('a: "08:30"', {"a": "08:30"}),
        ("a: 2026-13-45\nb: 2026-01-02", {"a": "2026-13-45", "b": "2026-01-02"}), ("a: 14:00", {"a": 840}), ("a: 1e3", {"a": 1000.0}), ("370000101: 东镇", {370000101: "东镇"}),
        ("a: &x [1]\nb: *x\nc: *x", {"a": [1], "b": [1], "c": [1]}), ("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}", {"a": {"p": 1, "q": 2}, "b": {"p": 1, "q": 3}}), ("\ufeffa: 1", {"a": 1}),
    ],
)  # fmt: skip
def test_plain_data_is_what_it_says(text: str, content: object) -> None:
    assert parse_yaml(text, "mine.yaml") == content


def test_our_own_files_are_read_as_every_reader_of_yaml_reads_them() -> None:
    for file in sorted((Path(__file__).parents[2] / "conf").glob("*/*.yaml")):
        assert read_yaml(file, file.name) == yaml.safe_load(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("content", ["名: 甲村".encode("gbk"), "a: 1".encode("utf-16"), b"a: 1\nb: \x00", b"a: \x1b[31m", b"x" * 1_100_000])
def test_a_file_that_is_no_text_is_one_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    for read in (read_yaml, read_json):
        if read is read_yaml or len(content) < 1_000:
            with pytest.raises(InputError) as refused:
                read(tmp_path / "a.yaml", "a.yaml")
            assert len(refused.value.problems) == 1


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("folder.yaml", "pipe.yaml", "none.yaml", "a\0b.yaml"):
        with pytest.raises(InputError):
            read_yaml(tmp_path / name, name)


@pytest.mark.parametrize("text", ["[" * 200_000, "{", "[NaN]", "[1e", "[" + "9" * 5_000 + "]", '{"a": "\x01"}'])
def test_faulty_json_is_one_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_json(tmp_path / "a.json", "a.json")
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize(("text", "row", "word"), [("a:\n\tb: 1\n", 2, "tab"), ("a: 1\nshape：direct\nb: 2\n", 2, "："), ("a: b: c\n", 1, "quotes")])
def test_what_is_wrong_with_a_line_is_said_at_the_line(text: str, row: int, word: str) -> None:
    with pytest.raises(InputError) as error:
        parse_yaml(text, "mine.yaml")
    (problem,) = error.value.problems
    assert f"row {row}" in said(problem.where, "en")
    assert word in said(problem.hint, "en")
