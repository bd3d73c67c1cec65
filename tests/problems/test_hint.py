"""A word that is near a known one is offered; one that is near to none is not."""

from __future__ import annotations

import pytest

from sim.problems.hint import Guess, did_you_mean, file_hint, nearest, nearest_key


@pytest.mark.parametrize(("word", "close"), [("replicatons", "replications"), ("后沟", "后沟村"), ("东理村", "东里村"), ("zz", ""), ("", "")])
def test_the_closest_known_word_or_none(word: str, close: str) -> None:
    assert nearest(word, ["seed", "replications", "后沟村", "东里村"]) == close


@pytest.mark.parametrize(("word", "close"), [("冬镇", "东镇"), ("cn", ""), ("zt", "zto"), ("en", "en")])
def test_of_two_letters_both_are_right(word: str, close: str) -> None:
    assert nearest(word, ["东镇", "zto", "zh", "en"]) == close


def test_a_known_word_is_its_own_nearest() -> None:
    assert nearest("seed", ["need", "seed"]) == "seed"
    assert nearest("seed", []) == ""


def test_a_guess_speaks_both_languages_and_falls_back() -> None:
    guess = did_you_mean("sed", iter(["seed"]), "look it up")
    assert (guess.text("zh"), guess.text("en"), str(guess)) == ("是不是“seed”？", "did you mean 'seed'?", "did you mean 'seed'?")
    assert did_you_mean("qqq", ["seed"], "look it up").text("zh") == "look it up"
    assert did_you_mean("qqq", ["seed"]).text("en") == ""


def test_guesses_of_one_word_are_one_whatever_was_known() -> None:
    assert did_you_mean("sed", ["seed"]) == did_you_mean("sed", ["bed"]) == Guess("sed", ())
    assert did_you_mean("sed", ["seed"]) != did_you_mean("seed", ["seed"])


def test_a_key_is_meant_as_a_whole_or_by_its_last_words() -> None:
    keys = ["fleet.village.count", "staffing.hub.sort.crew", "seed"]
    assert nearest_key("flet.village.count", keys) == "fleet.village.count"
    assert nearest_key("hub.sort.crew", keys) == "staffing.hub.sort.crew"
    assert nearest_key("zzz", keys) == ""


@pytest.mark.parametrize(("group", "word", "told"), [
    ("plan", "县.xlsx", "county=县.xlsx plan=own"), ("assignment", "a.csv", "assignment.table=a.csv"),
    ("demand", "d/p.csv", "demand.parcels_file=d/p.csv"), ("mode", "mine/dairy.yaml", "mode/"), ("plan", "hangjing", ""),
])  # fmt: skip
def test_a_file_where_a_choice_stands_is_told_how_it_is_named(group: str, word: str, told: str) -> None:
    hint = file_hint(group, word)
    assert told in (hint.text("zh") if not isinstance(hint, str) else hint)
    assert bool(hint) is bool(told)
