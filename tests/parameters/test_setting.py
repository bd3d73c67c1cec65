from __future__ import annotations

import pytest

from sim.parameters.quantity import Section, registry
from sim.parameters.setting import setting


class Keys(Section):
    seed: int = setting("seed", 1, ge=0)


def test_what_a_key_means_stands_in_the_catalogue() -> None:
    (found,) = registry(Keys())
    assert (found.key, found.base, found.ge, found.moves) == ("seed", 1, 0, "")
    assert found.means("zh") != found.means("en") != ""


def test_a_key_that_the_catalogue_does_not_know_is_none() -> None:
    with pytest.raises(KeyError):
        setting("no_such_key", 1)
