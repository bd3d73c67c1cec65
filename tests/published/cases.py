"""The published cases, by number."""

from __future__ import annotations

from tests.published.abroad import ABROAD
from tests.published.case import Case
from tests.published.china import CHINA


def _number(case: Case) -> int:
    return int(case.key.removeprefix("V"))


CASES = tuple(sorted((*CHINA, *ABROAD), key=_number))
