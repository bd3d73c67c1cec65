"""Papers: what their blocks are called."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.proposal.paper.paper import Figure, Grid, Paper, PaperHeading

TABLE = pd.DataFrame({"a": [1]})


def test_tables_and_pictures_are_numbered_apart_in_their_order() -> None:
    blocks = (PaperHeading("x"), Grid("one", "", TABLE), Figure("map", "", Path("m.png")), Grid("two", "", TABLE))
    assert Paper("", "", blocks, "zh").numbered() == {"one": "表1", "map": "图1", "two": "表2"}
    assert Paper("", "", blocks, "en").numbered() == {"one": "Table 1", "map": "Figure 1", "two": "Table 2"}
