from __future__ import annotations

import pytest

from sim.parameters.once import coded, listed, named, once
from sim.problems import RefusedError
from sim.proposal.why.why_keys import Why


def test_each_stands_once_and_what_stands_again_is_named() -> None:
    assert once(("a", "b")) == ("a", "b")
    assert once(()) == ()
    with pytest.raises(RefusedError) as error:
        once(("a", "b", "a", "b", "a"))
    assert error.value.found == "a, b"


def test_one_alone_needs_no_list() -> None:
    assert listed("a") == ("a",)
    assert listed(("a", "b")) == ("a", "b")


def test_a_code_of_digits_may_be_written_as_the_number_it_looks_like() -> None:
    assert named(652828101) == ("652828101",)
    assert listed([450]) == [450], "a clock time that YAML took for a number is none"
    assert named([652828101, "巴拉贡镇"]) == ("652828101", "巴拉贡镇")
    assert coded(True) is True
    assert Why(village=652828101203).village == "652828101203"
