"""What shelves are to hold, as people read it 货架配置."""

from __future__ import annotations

import pandas as pd

from sim.proposal.plan.plan_view import PlanReader, PlanView
from sim.proposal.sheet import WHOLE
from sim.words import headed, word


def _shelves(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    shown = table.assign(
        mode=table["mode"].map(reader.modes), name=table["name"].map(reader.place),
        township_name=table["township_name"].map(reader.place),
        source=[word(s, lang, "facility") for s in table["source"]],
        verdict=[word(v, lang, "target") for v in table["verdict"]],
    )  # fmt: skip
    return headed(shown.drop(columns="place"), lang)


def _largest_first(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    """The largest shelves of each column first, as there is room for."""
    return _shelves(table.sort_values("shelf_need", ascending=False, kind="stable"), reader)


SHELVES = PlanView(
    ("货架配置", "Shelves"),
    (
        "村级服务点货架上同时存放的全部品牌快件（卸下至取走或退回，快件箱除外）：需放件数在95%的统计日全天够用，各次重复的均值"
        "向上取整；另列需要最多的一次。已有：县表“货架件数”，未填的按方案中该类服务点的容量（points.types.*.shelf_parcels）；"
        "都没有的为未核验，不计缺数。页面先列最大的",
        "parcels of all brands that lie on the shelf of a village point at once, from being dropped until fetched or "
        "returned, lockers apart: places that are enough all day on 95 % of the measured days, mean over replications "
        "rounded up, and those of the replication that needs most. What there is: the county's column shelf_parcels, "
        "else what the plan's type of point holds (points.types.*.shelf_parcels); where neither says, it is not "
        "verified and nothing is counted as missing. The page has the largest first",
    ),
    _shelves, dict.fromkeys(("shelf_need", "shelf_most", "found", "missing"), WHOLE), on_page=15,
    page_shown=_largest_first,
)
