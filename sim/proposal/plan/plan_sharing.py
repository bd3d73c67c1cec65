"""Cost sharing among brands as people read it 成本分摊."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from sim.proposal.lines import Statement
from sim.proposal.plan.plan_view import PlanReader, PlanView
from sim.proposal.sheet import TWO, WHOLE
from sim.words import headed, say, word


def left_out(mode: str, pool: str, group: Collection[str], why: tuple[str, str]) -> Statement:
    """Why the cost of a pool is not shared: a group of its brands has no plan that works."""
    brands = sorted(group)
    return Statement(
        "sharing",
        f"成本分摊未计算（{mode}，{pool}）：只有{'、'.join(brands)}时方案不可行：{why[0]}",
        f"no cost sharing ({mode}, {pool}): with {', '.join(brands)} alone no plan works: {why[1]}", group="limits",
    )  # fmt: skip


def _shown(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang, brands, modes = reader.lang, reader.prepared.parameters.demand.brands, reader.prepared.modes
    called = {key: say(lang, mode.name_zh, mode.name_en) or key for key, mode in modes.items()} | reader.modes
    names = {key: say(lang, brand.name_zh, brand.name_en) or key for key, brand in brands.items()}
    told = table.dropna(axis="columns", how="all")
    return headed(told.assign(
        mode=told["mode"].map(lambda key: called.get(key, key)), brand=told["brand"].map(names),
        pool=told["pool"].map(lambda key: word(key, lang, "pool")),
    ), lang)  # fmt: skip


SHARING = PlanView(
    ("共配池成本分摊", "Cost sharing among brands"),
    (
        "元/年：共配池及其品牌的支出（自有资源加付出的费用减收到的），由每一种品牌组合单独在县内时的服务方案模拟得出"
        "（sharing.days天、sharing.replications次重复，共配池以外的品牌照旧，人员与车辆按需配备）；三种规则各分摊全部支出；"
        "沙普利值为各品牌按所有加入次序新增支出的均值；节省=单独承担减沙普利值",
        "yuan a year: what the pool and its brands spend (resources of their own, fees paid less got), simulated with "
        "the service plan of every group of its brands alone in the county (sharing.days days, sharing.replications "
        "replications, brands outside the pool as ever, people and vehicles as many as needed); each of the three "
        "rules shares all of it; the Shapley value is what a brand adds, mean over all orders of joining; saved: alone "
        "less Shapley value",
    ),
    _shown,
    {
        **dict.fromkeys(("parcels_year", "alone_year", "by_volume_year", "by_alone_year", "shapley_year"), WHOLE),
        **dict.fromkeys(("shapley_low", "shapley_high", "saving_year"), WHOLE), "shapley_parcel": TWO,
    },
)
