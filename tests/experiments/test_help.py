"""What ``--help`` prints, in Chinese without an English word but keys and names."""

from __future__ import annotations

import re

import pytest

from experiments.app import run
from experiments.settings.schema import quantities
from sim.parameters import Parameters, Quantity
from sim.parameters.names import unit_of
from sim.parameters.sources import WEB

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_key_has_a_meaning_in_both_languages() -> None:
    assert not [q.key for q in quantities(Parameters()) if not in_both(q)]


def in_both(q: Quantity) -> bool:
    """Whether a key's Chinese meaning is Chinese, words of code apart, and its English one English, names of days and towns apart."""
    zh, en = q.means("zh"), q.means("en").replace("集日", "").replace("县城", "")
    return bool(CHINESE.search(zh)) and not CHINESE.search(en) and not re.search(r"(?<![\w.*=/-])[a-z]{3,} [a-z]{2,} ", zh)


def test_every_unit_has_a_word() -> None:
    plain = {q.unit for q in quantities(Parameters())} - {"-", "GB"}
    assert not [u for u in plain if re.search(r"[a-z]", unit_of(u, "zh"))]


def test_sources_are_told_in_chinese() -> None:
    assert all(CHINESE.search(what[0]) for what, _ in WEB.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_is_in_the_language_asked_for(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", ["--help", f"lang={lang}"]) == 0
    printed = capsys.readouterr().out
    assert "check" in printed
    head = printed.split("\n\n")[0:3]
    assert bool(CHINESE.search("".join(head))) == (lang == "zh")
    for line in printed.splitlines() if lang == "zh" else []:
        rest = re.sub(r"\S+=\S*|\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|^ {2}\S+ +|\S*[._/]\S*", "", line)
        assert not re.search(r"\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b", rest), line
    assert lang == "en" or "yiyuan（沂源县）" in printed
