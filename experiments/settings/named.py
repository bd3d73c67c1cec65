"""What people call the counties, modes and assignments that come with the project."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from experiments.version import CONF
from sim.plain import read_yaml
from sim.problems import Phrase, Said, did_you_mean, one_of, phrase
from sim.words import Named


@cache
def chinese_names() -> dict[str, str]:
    """Chinese names by option."""
    found = {}
    for file in (*CONF.glob("mode/*.yaml"), *CONF.glob("assignment/*.yaml")):
        content = read_yaml(file, file.name)
        found[file.stem] = str(content.get("name_zh") or "") if isinstance(content, dict) else ""
    with (CONF / "county_data" / "counties.csv").open(encoding="utf-8", newline="") as rows:
        found |= {row["slug"]: row["name"] for row in csv.DictReader(rows)}
    return {option: name for option, name in found.items() if name}


def called(option: str) -> Named:
    """An option with its name in brackets; in English the option says it itself."""
    name = chinese_names().get(option)
    return Named(f"{option}（{name}）" if name else option, option)


def among(options: Iterable[str]) -> Phrase:
    """The phrase for one of some options, each with its name."""
    return one_of([called(option) for option in options])


def meant(word: str, options: Iterable[str]) -> Said:
    """A hint at the option that somebody may have meant, who may have written its name."""
    known = list(options)
    found = {name: option for option, name in chinese_names().items() if option in known and word in name}
    named = found[min(found, key=len)] if found and len(word) > 1 else ""
    return phrase("hint.did_you_mean", word=named) if named else did_you_mean(word, known)
