"""Minutes of a trace come back as the milliseconds that they were."""

from __future__ import annotations

import numpy as np

from sim.clock import DAY, MINUTE
from sim.explore.clock_times import moment


def test_no_millisecond_is_lost() -> None:
    for ms in np.random.default_rng(1).integers(0, 400 * DAY, 2000).tolist():
        assert moment(ms / MINUTE, 3) == ms - 3 * DAY
