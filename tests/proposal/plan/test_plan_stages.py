"""Roll-out and what-if in words."""

from __future__ import annotations

import numpy as np
import pytest

from sim.policy.rollout import rollout
from sim.policy.what_if import KPIS, WhatIf, table
from sim.proposal.plan.plan_stages import ROLLOUT, WHATIF, head_of
from sim.proposal.plan.plan_view import PlanReader
from tests.policy.plan_made import plan_case

CASE = plan_case()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_key_is_shown(lang: str) -> None:
    reader = PlanReader(CASE.document, CASE.prepared, lang)
    stages = rollout(CASE.county, {"2021-12": CASE.measures["joint"]}, {})
    none = [np.nan] * len(KPIS)
    tried = table([
        (WhatIf("vehicle", "post +1", {}), "ok", [1.0] * len(KPIS)), (WhatIf("worker", "-1", {}), "impossible", none)
    ])
    for view, frame in ((ROLLOUT, stages), (WHATIF, tried)):
        shown = view.shown(frame, reader)
        assert not [t for t in map(str, shown.to_numpy().ravel()) if "_" in t]
        assert not [c for c in shown.columns if "_" in c]
    assert WHATIF.shown(tried, reader).iloc[0, 1] == {"zh": "邮政 +1", "en": "post +1"}[lang]


def test_a_kpi_has_its_unit() -> None:
    assert head_of("cost_system_parcel", "en").endswith("(yuan/parcel)")
    assert head_of("month", "en") == "month"
