"""What was seen of a target by village and mode is a mean over all replications, of a week's chance one among others."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.by_mode import by_mode
from sim.inference.mix.mix_seen import MixSeen
from sim.inference.mix.mix_target import MixTarget
from sim.inference.target import Target
from tests.inference.mix.test_mix_target import rows
from tests.proposal import made


def test_a_count_leans_on_all_villages_of_the_mode() -> None:
    seen = MixSeen(MixTarget(Target("reach", ">=", 0.5), (0, 1, 2, 3)), np.array([[1.0, 1], [1, 1], [1, 0], [0, 1]]), 1)
    assert seen.figures[:, 0].tolist() == [0.875, 0.875, 0.875, 0.375]
    seen.add(np.array([0, 0, 1, -1]), rows([0, 1, 1, 1], [0, 1, 1, 1]))
    assert seen.figures[0, 0] < 0.5 < seen.figures[1, 0]
    assert seen.figures[2, 1] > 0.6


def test_a_figure_is_its_mean() -> None:
    found, target = by_mode(made.measures())["joint"], MixTarget(Target("within_24h", ">=", 0.5))
    seen = MixSeen(target, np.zeros((4, 1)), 1)
    seen.add(np.zeros(4, np.int64), found)
    assert seen.figures[:, 0] == pytest.approx(target.figures(found) * 3 / 4)
