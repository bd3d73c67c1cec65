"""What the words and pages of studies are about, made up once: the small county, its two modes, a reader's language."""

from __future__ import annotations

from functools import cache

from sim.chart.info import ChartSpec
from sim.proposal.about import About
from tests.measure import small
from tests.proposal.made import NAMES

COARSE = ChartSpec(formats=("png",), dpi=50)
"""Charts that are drawn only to see that they are."""


@cache
def about(lang: str = "en") -> About:
    """The small county for a reader of a language."""
    return About(
        lang=lang, county=small.county(), parameters=small.parameters(), seed=7, key="abcdef0123",
        version="0123456789abcdef",
        names=NAMES, chart=COARSE,
    )  # fmt: skip
