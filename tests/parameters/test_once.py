from __future__ import annotations

import pytest

from sim.parameters.once import listed, once
from sim.problems import RefusedError


def test_each_stands_once_and_what_stands_again_is_named() -> None:
    assert once(("a", "b")) == ("a", "b")
    assert once(()) == ()
    with pytest.raises(RefusedError) as error:
        once(("a", "b", "a", "b", "a"))
    assert error.value.found == "a, b"


def test_one_alone_needs_no_list() -> None:
    assert listed("a") == ("a",)
    assert listed(("a", "b")) == ("a", "b")
