"""Words of what a person sets."""

from __future__ import annotations

from sim.parameters.support import investments, subsidies
from sim.words import word
from sim.words.settings import SECTIONS, SUPPORT


def test_subsidies_and_investments_that_come_with_the_project_have_names() -> None:
    assert not [key for key in (*subsidies(), *investments()) if word(key, "zh", "support") == key]


def test_no_key_is_in_both() -> None:
    assert not set(SECTIONS) & set(SUPPORT)
