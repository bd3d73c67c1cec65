"""The whole tree: it comes back from plain data, refuses what it does not know, and each parameter has a path of its own."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters.quantity import registry
from sim.parameters.tree import Parameters


def test_plain_data_gives_the_same_tree() -> None:
    p = Parameters.model_validate({"demand": {"scale": 2}, "host": {}})
    assert p.demand.scale == 2
    assert Parameters.model_validate(p.model_dump()) == p != Parameters()
    assert Parameters.model_validate_json(p.model_dump_json()) == p


@pytest.mark.parametrize("given", [{"weather": {}}, {"demand": {"scal": 1}}, {"demand": 3}, {"vehicles": {"truck": {"wheels": 4}}}])
def test_unknown_words_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Parameters.model_validate(given)


def test_each_parameter_has_a_path_a_unit_and_two_meanings() -> None:
    found = registry(Parameters())
    assert len({q.key for q in found}) == len(found) > 200
    assert all(q.unit and q.meaning and q.meaning_zh for q in found)
    assert {q.key.split(".")[0] for q in found} == set(Parameters.model_fields)
