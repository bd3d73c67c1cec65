"""Every word that the page asks for is there in both languages, and none for nothing."""

from __future__ import annotations

import re
from importlib.resources import files

from sim.explore.explore_page import SCRIPTS
from sim.explore.page_words import WORDS


def asked() -> set[str]:
    text = "\n".join((files("sim.explore") / "assets" / name).read_text(encoding="utf-8") for name in (*SCRIPTS, "page.html"))
    direct = re.findall(r'say\("(\w+)"\)|data-(?:word|label)="(\w+)"', text)
    listed = re.findall(r'\["(\w+)", (?:vehicles|aboard|waiting)', text)
    chosen = re.findall(r'\? "(\w+)" : "(\w+)"\)', text)
    return {w for pair in direct for w in pair if w} | set(listed) | {w for pair in chosen for w in pair} | {"hub", "seat", "point"}


def test_words_asked_for_are_those_that_there_are() -> None:
    assert {w for w in asked() if w not in WORDS} <= {"en", "zh", "descending", "ascending", "replay", "results", "round", "off", "polite"}
    assert set(WORDS) - asked() == set()


def test_both_languages_say_something() -> None:
    assert all(zh and en and zh != en for zh, en in WORDS.values())
    assert not any(re.search("[一-鿿]", en) for _, en in WORDS.values())
