"""Words of what a person sets: sections of the parameters, subsidies and investments."""

from __future__ import annotations

SECTIONS = {
    "section.horizon": ("时间范围", "horizon"),
    "section.demand": ("需求", "demand"),
    "section.resident": ("群众", "residents"),
    "section.roads": ("道路", "roads"),
    "section.vehicles": ("车型", "vehicles"),
    "section.handling": ("处理作业", "handling"),
    "section.points": ("服务点", "points"),
    "section.schedule": ("班次", "schedule"),
    "section.loading": ("装车", "loading"),
    "section.fleet": ("车队", "fleet"),
    "section.staffing": ("人员", "staffing"),
    "section.towns": ("城区社区", "communities of the town"),
    "section.host": ("承运方", "hosts"),
    "section.cost": ("成本", "cost"),
    "section.tariff": ("费用标准", "fees"),
    "section.subsidy": ("补贴", "subsidies"),
    "section.investment": ("投资", "investment"),
    "section.disruption": ("扰动", "disruption"),
    "section.service": ("服务标准", "service"),
    "section.county": ("县域", "county"),
    "section.data": ("县域数据", "county data"),
    "section": ("类别", "section"),
}

SUPPORT = {
    "payer": ("付款方", "payer"),
    "payee": ("收款方", "payee"),
    "qualifies": ("符合条件数", "places that qualify"),
    "bought": ("投资项目", "bought"),
    "yuan_once": ("一次性（元）", "once (yuan)"),
    "yuan_year": ("每年（元）", "a year (yuan)"),
    "support.hub": ("县级中心", "hub"),
    "support.village": ("村", "village"),
    "support.point": ("村级服务点", "point in a village"),
    "support.post": ("公益岗", "welfare post"),
    "support.station": ("建站", "setting up a point"),
}
