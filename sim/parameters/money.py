"""Parameters of costs, fees and the service standard."""

from __future__ import annotations

from typing import Literal

from sim.parameters.quantity import Section, param


class Cost(Section):
    """Resource costs of labour and rooms, and the rules by which shared cost is told apart."""

    driver_yuan_month: float = param(
        5000.0, "yuan/month", ("驾驶员或快递员工资", "wage of a driver or courier"), source="S54 S55", low=4000,
        high=6500, ge=0, le=100_000, moves="+cost_system_parcel",
    )
    sorter_yuan_month: float = param(
        3800.0, "yuan/month", ("分拣员或网点人员工资", "wage of a sorter or outlet worker"), source="J", low=3200,
        high=4800, ge=0, le=100_000, moves="+cost_system_parcel",
    )
    relay_yuan_h: float = param(
        12.0, "yuan/h", (
            "接驳和村级取件人员的时间价值", "pay of a relay rider, and what a keeper's time on the road is worth"
        ), source="J", low=8, high=20, ge=0, le=1000,
        moves="+cost_system_parcel@transport_courier",
    )
    on_cost: float = param(
        0.25, "-", ("社保、休假等附加比例", "insurance and leave on top of the wage"), source="J", low=0, high=0.35,
        ge=0, le=2, moves="+cost_system_parcel",
    )
    days_month: float = param(
        26.0, "days", ("每月计薪天数", "paid days a month"), source="DER", low=22, high=30, gt=0, le=31,
        moves="-cost_system_parcel",
    )
    hours_day: float = param(
        8.0, "h", ("每天计薪小时数", "paid hours a day"), source="DER", low=8, high=10, gt=0, le=24,
        moves="-cost_system_parcel",
    )
    relief: float = param(1.15, "-", (
        "每辆在册车配备的驾驶员数，含轮休；driver_pay 为 month 时",
        "drivers employed for each vehicle kept, days off covered, where driver_pay is month"
    ), source="J", low=1.0, high=1.4, ge=1, le=3, moves="+cost_system_parcel")
    driver_pay: Literal["month", "hour"] = param(
        "month", "-",
        (
            "month：每辆在册车全月配备并付薪 relief 名驾驶员，不论当天是否出车；hour：车和驾驶员另有他用，"
            "只按行车和装车的小时计费、计数",
            "month: relief drivers are employed for each vehicle kept, paid whether it runs or not; hour: vehicles and "
            "drivers have other work too, and only the hours of runs and their loading are paid and counted"
        ),
        source="S54 J", moves="~cost_system_parcel",
    )
    overtime: float = param(
        1.5, "-", ("加班工资倍数", "overtime pay relative to the wage"), source="K", low=1, high=2, ge=1, le=5,
        moves="+cost_system_parcel",
    )
    driver_overtime: float = param(
        0.0, "-", (
            "按月付薪的驾驶员每车每日超出 hours_day 的工时，其工资倍数；0：不另付",
            "pay, relative to the wage, for what a driver paid by the month works on a day beyond hours_day; 0: none"
        ),
        source="K", ge=0, le=5, moves="+cost_system_parcel",
    )
    discount_rate: float = param(
        0.05, "-", ("一次性支出折成年金的利率", "yearly rate at which what is paid once becomes an annuity"),
        source="J", ge=0, le=1, moves="+cost_system_parcel",
    )
    host_basis: Literal["marginal", "full"] = param("marginal", "-", (
        "承运方车次计入快件的成本：marginal 为边际成本，full 为按占用空间分摊的全部成本",
        "what a host's run costs parcels: its marginal resource cost, or their full share of it by space used",
    ), source="J", moves="~cost_system_parcel")
    sharing: Literal["abc", "parcels", "litres", "shapley"] = param("abc", "-", (
        "共用车次的成本如何分到各村：abc 作业成本，parcels 按件，litres 按体积，shapley 为沙普利值",
        "how a shared run's cost goes to villages",
    ), source="J", moves="~villages")
    hub_m2_parcel: float = param(
        0.05, "m2", ("县级中心每日均件所需面积", "hub area for each parcel of the mean day"), source="DER D4-36",
        low=0.02, high=0.1, ge=0, le=10, moves="+cost_system_parcel",
    )
    township_m2_parcel: float = param(
        0.015, "m2", ("乡镇中心每件库存所需面积", "township area for each parcel in stock"), source="J D2-34",
        low=0.01, high=0.03, ge=0, le=10, moves="+cost_system_parcel",
    )
    hub_rent: float = param(
        10.0, "yuan/m2/month", ("县级中心租金", "rent at the hub"), source="J", low=5, high=18, ge=0, le=1000,
        moves="+cost_system_parcel",
    )
    township_rent: float = param(
        6.0, "yuan/m2/month", ("乡镇中心租金", "rent at the township"), source="J", low=4, high=10, ge=0, le=1000,
        moves="+cost_system_parcel",
    )


class Tariff(Section):
    """Fees between actors, all transfers. None has a quotable source: sweep, do not trust."""

    post_yuan: float = param(
        0.80, "yuan/parcel",
        ("邮快合作结算费，含村点代办费", "postal-courier settlement, the point's commission included"), source="J",
        low=0.4, high=1.5, ge=0, le=100, moves="+cost_brands_parcel@postal_courier",
    )
    bus_yuan: float = param(
        0.40, "yuan/parcel", ("客运代运费", "bus freight"), source="J S13", low=0.15, high=0.70, ge=0, le=100,
        moves="+cost_brands_parcel@transport_courier",
    )
    shop_yuan: float = param(
        0.50, "yuan/parcel", ("商超代理费，含运输和网点", "commerce agency commission, carriage and point"),
        source="J", low=0.3, high=0.8, ge=0, le=100, moves="+cost_brands_parcel@commerce_courier",
    )
    freight_yuan: float = param(
        0.45, "yuan/parcel", ("货运班线每件运费", "rate of a freight line"), source="J", low=0.2, high=0.8, ge=0,
        le=100, moves="+cost_brands_parcel@freight_courier",
    )
    coop_yuan: float = param(
        0.50, "yuan/parcel", ("供销社代理费，含运输和网点", "fee of the supply co-op, carriage and point"),
        source="J", low=0.3, high=0.8, ge=0, le=100, moves="+cost_brands_parcel@coop_courier",
    )
    relay_yuan: float = param(
        0.30, "yuan/parcel", ("从停靠站到不通车的村的接驳费", "relay from the stop to a village off the road"),
        source="J", low=0.15, high=0.6, ge=0, le=100, moves="+cost_brands_parcel@transport_courier",
    )
    carrier_yuan: float = param(
        500.0, "yuan/month", ("村级取件人员的公益性岗位补贴", "pay of the public-welfare post of a village's carrier"),
        source="D4-54", low=300, high=1000, ge=0, le=100_000, moves="+cost_public_parcel@village_carrier",
    )
    commission_yuan: float = param(
        0.40, "yuan/parcel", ("村点代办费", "village point commission"), source="J", low=0.2, high=0.6, ge=0, le=100,
        moves="+cost_brands_parcel",
    )


class ServiceStandard(Section):
    """What counts as served."""

    reach_brands: int = param(
        1, "brands", ("通达：村里须能收到的品牌数", "reach: brands that must be available in the village"),
        source="J D0-10", low=1, high=5, ge=1, le=50, moves="-reach",
    )
    reach_share: float = param(0.9, "-", (
        "通达：一个品牌到该村的快件至少应有这一比例送到村点",
        "reach: share of a brand's parcels for a village that must arrive at its point"
    ), source="J", low=0.5, high=1.0, ge=0, le=1, moves="-reach_brands")
    reach_days: int = param(
        3, "days/week", ("通达：每周须能收到的天数", "reach: days a week on which they must be"), source="J", low=3,
        high=5, ge=1, le=7, moves="-reach",
    )
