"""Words of a command line: what Hydra offers beside keys, words that are not ASCII, and overrides that ask for what is not there."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser

from experiments.app import run
from experiments.scenarios.axes import swept
from experiments.settings.compose import groups
from experiments.settings.named import meant
from experiments.settings.overrides import understand
from experiments.settings.tree import apply
from sim.plain.override_text import read
from sim.problems import said

HOME = Path(__file__).resolve().parents[2]
BASE = HOME / "tests" / "cases" / "data" / "00_base.xlsx"

WRITTEN = {
    "county.slug=沂源": "沂源",
    "county.slug=沂源（新）": "沂源（新）",
    "county.slug=沂源 新县": "沂源 新县",
    "county.slug=沂源、新县": "沂源、新县",
    "county.slug=沂源(新)": "沂源(新)",
    "county.slug=新'县": "新'县",
    "county.slug=a中b-1/c.csv": "a中b-1/c.csv",
    "county.slug='沂源，县'": "沂源，县",
    "modes=[快快,邮快（新）]": ["快快", "邮快（新）"],
    "modes=[快快, 邮 快]": ["快快", "邮 快"],
    "fleet.village.count={东镇: 2, 西乡（新）: 3}": "{东镇: 2, 西乡（新）: 3}",
    "fleet.village.count={'东镇': 2}": "{'东镇': 2}",
    "fleet.village.count.东镇=2": "{东镇: 2}",
    "assignment.townships.东镇（新）=postal_courier": "{东镇（新）: postal_courier}",
    "demand.parcels_file=我的 包裹（三月）.csv": "我的 包裹（三月）.csv",
}
"""Overrides as a person writes them, and the value that is understood."""

REFUSED = {
    "a range of nothing": ("seed=range(5,5)", "config.no_value"),
    "steps of nothing": ("seed=range(1,5,0)", "config.no_value"),
    "a range without end": ("seed=range(0,1000000000)", "config.many_values"),
    "an interval": ("demand.scale=interval(1,2)", "config.sweep"),
    "a swept reference": ("seed=1,${replications}", "config.reference"),
    "a reference to nothing": ("seed=${nothing}", "config.reference"),
    "a resolver that is not there": ("seed=${nothing:1}", "config.reference"),
    "an item taken out of a list": ("~demand.waves.0", "config.list_item"),
    "an item beyond the end": ("++demand.waves.9.share=1", "config.list_item"),
    "an item that is no number": ("+modes.x=1", "config.list_item"),
    "a key below a value": ("+modes.0.x=1", "config.unknown_key"),
    "true for times": ("schedule.trunk.depart=true", "config.value"),
    "true for times of a host": ("host.post.depart=true", "config.value"),
    "another name of an assignment": ("+assignment.name=foo", "config.named_by_file"),
    "another name of a mode": ("+mode.key=foo", "config.named_by_file"),
    "a package": ("mode@x=postal_courier", "config.syntax"),
    "no key": ("=1", "config.syntax"),
    "an open list of words": ("modes=[快快", "config.syntax"),
    "an unknown language": ("lang=fr", "config.value"),
    "a launcher that is not installed": ("hydra/launcher=x", "config.hydra"),
    "an unknown key of Hydra's": ("hydra.nothing=1", "config.hydra"),
    "no county": ("~county", "config.missing_key"),
    "no assignment": ("~assignment", "config.missing_key"),
    "a verb as a key": ("verb=sweep", "config.syntax"),
}

OPTIONS = {
    "resolve alone": ["--resolve"],
    "config and many": ["--cfg", "job", "-m"],
    "another config": ["--config-name", "x"],
    "another folder of configs": ["--config-path", "x"],
    "an old run": ["--experimental-rerun", "x"],
    "no shell": ["-sc", "install=cmd"],
    "no request": ["-sc"],
    "many checks": ["-m", "seed=1,2"],
    "a part of nothing": ["--package", "seed"],
    "a part that is not there": ["--cfg", "job", "--package", "nothing"],
    "no option": ["--nothing"],
    "no value": ["--cfg"],
    "another value": ["--cfg=x"],
    "another kind": ["--info", "x"],
}


@pytest.mark.parametrize("text", WRITTEN)
def test_words_that_are_not_ascii_are_understood(text: str) -> None:
    assert read(text, (), OverridesParser.create().parse_override).value() == WRITTEN[text]


@pytest.mark.parametrize(("word", "sign"), [("fleet.duty_start=８点", "“８”写成半角的 8"), ("demand.scale=三：五", "“：”写成半角的 :"), ("modes=[快快：", "“：”写成半角的 :"), ("seed：3", "照这样写：seed=3"), ("seed: 3", "照这样写：seed=3")])
def test_a_sign_that_is_not_read_is_named(word: str, sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", ["county=stylised", word, "lang=zh"]) == 2
    assert sign in capsys.readouterr().err


@pytest.mark.parametrize("word", ["+staffing.township.unload.also.0.crew.东里镇=shuffle(1,2)", "+fleet.village.count.东里镇=1,2", "seed=1,2", "mode=courier_courier,postal_own"])
def test_swept_overrides_with_a_sign_are_found_again(word: str) -> None:
    (axis,), left, problems = swept(understand([word], groups(None)))
    assert len(axis) == 2
    assert not problems
    assert not OverridesParser.create().parse_override(left.texts[0]).is_sweep_override()


def test_overrides_have_a_bound_each_and_together() -> None:
    (one,) = understand([f"trace=[{','.join(['1' * 99] * 81)}]"], {}).problems
    assert "8000" in one.text("zh")
    problems = understand([f"trace=[{','.join(['1' * 99] * 61)}]"] * 4, {}).problems
    assert [p.code for p in problems] == ["config.syntax"]
    assert "24,000" in problems[0].text("zh")


def test_a_way_of_writing_is_quoted_where_there_is_one() -> None:
    (problem,) = understand(["county.slug=a(b"], {}).problems
    assert "\"county.slug='a(b'\"" in problem.text("zh")
    (problem,) = understand(["modes=[快快"], {}).problems
    assert "[快快" in problem.text("en")


def test_values_of_a_sweep_by_a_chinese_key_are_maps_each() -> None:
    (override,) = understand(["fleet.village.count.东镇=2,3"], {}).values
    assert list(override.sweep_string_iterator()) == ["'{东镇: 2}'", "'{东镇: 3}'"]


def test_references_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARCELFLOW_TRY", "from outside")
    found = understand(["seed=${replications}", "store=${oc.env:PARCELFLOW_TRY}/x", "lang=en"], {})
    assert apply({"seed": 1, "replications": 7, "store": "", "lang": "zh"}, found.values) == {"seed": 7, "replications": 7, "store": "from outside/x", "lang": "en"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_there_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    word, code = REFUSED[name]
    assert run("check", ["county=stylised", "modes=[courier_courier]", word, "lang=en"] if "lang" not in word else ["lang=fr"]) == 2
    assert code in capsys.readouterr().err


def test_what_cannot_be_swept_is_refused_in_a_sweep_too() -> None:
    for text, code in (REFUSED[n] for n in ("a range of nothing", "steps of nothing", "a range without end", "a swept reference")):
        assert [p.code for p in understand([text], groups(None)).problems] == [code]


@pytest.mark.parametrize("name", OPTIONS)
def test_options_that_mean_nothing_here_are_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", OPTIONS[name]) == 2
    assert "command." in capsys.readouterr().err


UNSHOWN = {
    "a value of another kind": "+fleet.duty_start=1.5",
    "a map of other entries": "+fleet.village={x:1}",
    "a group that is needed": "~county",
    "a map that is none": "demand.brands=null",
    "a swept value": "seed=x,1",
    "a launcher that is not installed": "hydra/launcher=x",
    "an unknown key of Hydra's": "hydra.nothing=1",
}


@pytest.mark.parametrize("name", UNSHOWN)
@pytest.mark.parametrize("shown", ["--cfg job", "--info config"])
@pytest.mark.parametrize("verb", ["simulate", pytest.param("sweep", marks=pytest.mark.slow)])
def test_a_config_at_fault_is_not_shown(verb: str, shown: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(verb, [*shown.split(), "county=stylised", UNSHOWN[name], "lang=zh"]) == 2
    assert capsys.readouterr().err.startswith("输入有 1 处问题")


@pytest.mark.parametrize(("signed", "bare"), [("+county=hoxud", "county=hoxud"), ("++mode=postal_own", "mode=postal_own"), ("+seed=3", "++seed=3"), ("+cost={on_cost: 2}", "++cost={on_cost: 2}")])
def test_a_sign_too_many_is_no_fault(signed: str, bare: str) -> None:
    assert understand([signed], groups(None)).texts == (bare,)


@pytest.fixture
def _logging_as_before() -> Iterator[None]:
    """What Hydra does to logging is for a process that ends."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.mark.slow
@pytest.mark.usefixtures("_logging_as_before")
def test_options_of_hydra_work(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for words in (["--version"], ["--hydra-help"], ["--cfg", "job", "--package", "seed", "seed=7"], ["-sc", "install=bash"], ["--info"], ["--info", "plugins", "seed=2"]):
        assert run("compare", words) == 0
        said[" ".join(words)] = capsys.readouterr().out
    assert said["--version"].startswith("parcelflow ")
    assert "Hydra" in said["--hydra-help"]
    assert said["--cfg job --package seed seed=7"].strip() == "7"
    assert "complete" in said["-sc install=bash"]
    assert "Launcher" in said["--info plugins seed=2"]
    for line, expected in (("parcelflow sw", "sweep"), ("parcelflow ", "new-county"), ("parcelflow sweep fleet.village.c", "fleet.village.count="), ("parcelflow mode=postal_o", "postal_own")):
        monkeypatch.setenv("COMP_LINE", line)
        assert run("compare", ["-sc", "query=bash"]) == 0
        assert expected in capsys.readouterr().out


@pytest.mark.parametrize("how", ["notebook", pytest.param("module", marks=pytest.mark.slow)])
def test_a_folder_with_packages_of_our_names_changes_nothing(how: str, tmp_path: Path) -> None:
    """A notebook's folder holds a ``conf`` and a ``sim`` of its own, packages or not; Python looks there first."""
    for name, package in (("conf", True), ("sim", how == "notebook")):
        (tmp_path / name).mkdir()
        if package:
            (tmp_path / name / "__init__.py").write_text("raise SystemExit('the wrong package')\n", encoding="utf-8")
    words = ["check", f"county={BASE}", "modes=[courier_courier]", "lang=en"]
    script = f"import sys; sys.path.insert(0, ''); sys.path.append({str(HOME)!r})\nfrom experiments.app import run; sys.exit(run({words[0]!r}, {words[1:]!r}))"
    outside = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    if how == "notebook":
        done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, env=outside)
    else:
        done = subprocess.run([sys.executable, "-m", "experiments", *words], cwd=tmp_path, capture_output=True, text=True, env={**outside, "PYTHONPATH": str(HOME)})
    assert done.returncode == 0, done.stderr
    assert "no plan is overloaded" in done.stdout


@pytest.mark.parametrize(("word", "option"), [("沂源", "yiyuan"), ("沂源县", "yiyuan"), ("快快", "courier_courier"), ("县", ""), ("yiyaun", "yiyuan")])
def test_part_of_a_name_is_the_shortest_that_has_it(word: str, option: str) -> None:
    hint = said(meant(word, ["yiyuan", "hoxud", "courier_direct", "courier_courier"]), "en")
    assert (f"'{option}'" in hint) if option else not hint
