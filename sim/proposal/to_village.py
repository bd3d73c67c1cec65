"""What comes to the villages 进村, in words: of each mode, and of an overloaded one what its plan would bring."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sim.inference.by_mode import series
from sim.inference.estimate import estimate
from sim.measure.measure import Measures
from sim.words import figure


def to_village(
    modes: Mapping[str, Sequence[Measures]], overloaded: Collection[str], scope: str, lang: str
) -> dict[str, str]:
    """By mode, the share of the parcels of a scope that it brings to the villages, in words.

    Of an overloaded mode, whose figures depend on when the clock stops, the share of (brand, village) pairs that its
    plan would serve there.
    """
    found = {}
    for mode, rows in modes.items():
        key = "brands_to_village" if mode in overloaded else "to_village_share"
        share = figure(estimate(series(list(rows), key + scope)).mean, "share")
        words = (
            "超负荷，无可信数字（方案安排进村的品牌×村占{}）",
            "overloaded, so no figure counts (planned: {} of brand x village pairs)",
        ) if mode in overloaded else ("{}", "{}")
        found[mode] = words[lang == "en"].format(share)
    return found
