"""What waits for each village, day by day: the backlog of a peak where it is worst."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.image import AxesImage

from sim.chart.info import pool_note
from sim.chart.style import FULL_MM, dress, new_figure, thousands
from sim.chart.subject import Picture, Subject
from sim.chart.village_map import COLOUR_MAP
from sim.measure.traced import one_replication, pooled_inbound, village_backlog
from sim.words import say

SHOWN = 15


def draw_village_waiting(ax: Axes, waiting: pd.DataFrame, names: Mapping[str, str], lang: str = "zh") -> AxesImage:
    """Draw a row a village and a column a day: parcels that wait at its end, darker for more.

    Args:
        waiting: as ``village_backlog`` gives it.

    Returns:
        The image, for a colour bar.
    """
    image = ax.imshow(waiting.to_numpy(float), aspect="auto", cmap=COLOUR_MAP, vmin=0, interpolation="nearest")
    ax.set_yticks(range(len(waiting)), [names.get(str(code), str(code)) for code in waiting.index])
    step = 1 if waiting.shape[1] <= 14 else 7
    ax.set_xticks(np.arange(0, waiting.shape[1], step), [str(d + 1) for d in range(0, waiting.shape[1], step)])
    ax.set_xlabel(say(lang, "模拟第几天", "day of the simulation"))
    ax.tick_params(length=0)
    return image


def village_waiting_figure(of: Subject) -> Picture | None:
    """The villages with the greatest backlog in one traced replication of the scheme; None where it was not traced."""
    parcels, lang = one_replication(of.table("trace/parcels"), of.info.scheme), of.lang
    if parcels.empty:
        return None
    every = village_backlog(pooled_inbound(parcels, of.base.rural))
    worst = every.head(SHOWN)
    figure = new_figure(FULL_MM, 18.0 + 5.2 * len(worst))
    ax = figure.add_subplot()
    image = draw_village_waiting(ax, worst, of.base.names(lang), lang)
    bar = figure.colorbar(image, ax=ax, aspect=24, pad=0.02)
    bar.set_label(say(lang, "日终未到点件数", "parcels not yet at the point"))
    thousands(bar.ax.yaxis)
    note = say(
        lang, f"{pool_note(lang)}；一次重复，日终已到县而未到点的件数；积压最多的{len(worst)}个村。",
        f"{pool_note(lang)}; one replication; parcels that are in the county and not at their point at the end of the "
        f"day; the {len(worst)} villages with most.",
    )
    dress(figure, say(lang, "各村逐日积压", "What waits for villages, day by day"), [note], of.info.provenance)
    return Picture(figure, every.rename_axis("village").reset_index())
