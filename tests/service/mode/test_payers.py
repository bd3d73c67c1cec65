"""Whoever pays or is paid is known, and gets no money from itself."""

from __future__ import annotations

import pytest

from sim.service.mode.fee_table import FeeRow
from sim.service.mode.payers import payer_faults
from tests.service.small_county import modes, parameters


def found(price: dict[str, object] | None = None, **given: object) -> list[tuple[str, str, str]]:
    mine = modes()["courier_courier"].model_copy(update={"prices": (FeeRow.model_validate(price),)} if price else {})
    return [(p.code, str(p.where), str(p.found)) for p in payer_faults(["joint"], parameters(**given), {"own": mine})]


def test_hosts_brands_and_pools_of_fees_are_known() -> None:
    assert found({"payer": "host:pots", "payee": "pool:other", "name": "freight", "yuan": 1}) == [
        ("mode.unknown_host", "mode/own.yaml, prices.0", "pots"),
        ("mode.unknown_pool", "mode/own.yaml, prices.0", "other"),
    ]
    assert found({"payer": "public", "payee": "brand:zto", "name": "freight", "yuan": 1}) == []


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("subsidy__post__payee", "brand:dhl", "mode.unknown_brand"), ("subsidy__post__payee", "somebody", "config.value"), ("subsidy__post__payee", "public", "config.value"),
        ("investment__station__payer", "world", "config.value"), ("investment__station__payer", "resident", "config.value"), ("investment__station__payer", "host:ferry", "mode.unknown_host"),
        ("subsidy__post__point_types", ("kiosk",), "mode.unknown_point"), ("investment__station__point_types", ("kiosk",), "mode.unknown_point"),
    ],
)  # fmt: skip
def test_those_of_subsidies_and_investments_too(key: str, value: object, code: str) -> None:
    assert [(c, where) for c, where, _ in found(**{key: value})] == [(code, key.replace("__", "."))]


@pytest.mark.parametrize(("key", "value"), [("subsidy__post__payee", "operator"), ("subsidy__post__payee", "resident"), ("investment__station__payer", "public"), ("subsidy__post__payee", "pool:joint")])
def test_what_may_stand_there(key: str, value: str) -> None:
    assert found(**{key: value}) == []
