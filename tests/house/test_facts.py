"""Each fact noted from the plan documents is carried by something that exists, or it is said why not."""

from __future__ import annotations

import pytest

from tests.house.facts import facts, is_known

FACTS = facts()
CARRIED = 69
"""How many of the 72 something carries; more as mechanisms come."""


def test_every_fact_has_its_row() -> None:
    assert [fact.number for fact in FACTS] == list(range(1, 73))
    assert all(int(one.partition("-")[2]) == fact.number for fact in FACTS for one in fact.ids)


def test_what_carries_a_fact_exists() -> None:
    assert [(fact.number, carrier) for fact in FACTS for carrier in fact.carried_by if not is_known(carrier)] == []


@pytest.mark.parametrize("carrier", [
    "key:roads.no_such", "kpi:speed", "table:nothing", "option:mode/none", "check:house/test_facts.py::test_x",
    "roads.trunk_kmh",
])  # fmt: skip
def test_what_is_not_there_is_found(carrier: str) -> None:
    assert not is_known(carrier)


def test_a_fact_is_carried_or_said_why_not() -> None:
    assert [fact.number for fact in FACTS if not fact.says or not (fact.carried_by or fact.why_not)] == []
    assert {kind for fact in FACTS for kind in fact.kinds} == set("ICTKS")


def test_most_are_carried() -> None:
    assert sum(bool(fact.carried_by) for fact in FACTS) >= CARRIED
