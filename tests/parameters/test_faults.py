"""Every complaint that pydantic can make about a value has words in both languages."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from sim.parameters.faults import apart, by_type
from sim.problems import Problem

CONTEXT = {"ge": 1.0, "gt": 1.0, "le": 2e7, "lt": 1.0, "expected": "'a', 'b' or 'c'"}


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_every_type_of_fault_is_told(kind: str) -> None:
    allowed = by_type({"type": kind, "ctx": CONTEXT, "msg": "Input should be English"})
    zh, en = (allowed if isinstance(allowed, str) else allowed.text(lang) for lang in ("zh", "en"))
    assert re.search(r"[\u4e00-\u9fff]", zh)
    assert zh != en
    assert "English" not in zh + en
    assert "e+" not in zh + en


def test_faults_between_keys_are_told_where_no_key_is_at_fault_itself() -> None:
    own = Problem("config.value", "fleet.village.count", "-1", ">= 0")
    between = [Problem("config.shift", where, "a", "b") for where in ("fleet.village", "fleet.trunk", "fleet.village.count", "fleet.trunk")]
    assert [p.where for p in apart(between, [own])] == ["fleet.trunk"]
