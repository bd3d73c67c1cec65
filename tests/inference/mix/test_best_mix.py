"""A mix is a column where one was found."""

from __future__ import annotations

import pandas as pd

from sim.inference.mix.best_mix import NO_MIX, BestMix
from sim.inference.mix.mix_search import BEST


def test_a_mix_has_a_column_where_there_are_tables_about_it() -> None:
    assert NO_MIX.column == ()
    assert BestMix(tables={BEST: pd.DataFrame()}).column == (BEST,)
