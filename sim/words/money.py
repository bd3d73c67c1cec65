"""Words of who bears what: heads of the tables of money by party, by brand and by contract."""

from __future__ import annotations

MONEY = {
    "used_year": ("消耗资源(元/年)", "resources used (yuan a year)"),
    "paid_year": ("收付净额(元/年)", "paid less got (yuan a year)"),
    "outlay_year": ("支出(元/年)", "outlay (yuan a year)"),
    "outlay_parcel": ("支出(元/件)", "outlay (yuan a parcel)"),
    "change_year": ("与现状之差(元/年)", "against today (yuan a year)"),
    "change_low": ("差的95%区间下限", "95 % low of that"),
    "change_high": ("差的95%区间上限", "95 % high of that"),
    "change_parcel": ("与现状之差(元/件)", "against today (yuan a parcel)"),
    "part": ("项目", "part"),
    "yuan_parcel": ("元/件", "yuan a parcel"),
    "year": ("年", "year"),
    "yuan": ("元", "yuan"),
    "present_yuan": ("现值(元)", "present value (yuan)"),
    "parcels_year": ("件/年", "parcels a year"),
    "alone_year": ("单独承担(元/年)", "alone (yuan a year)"),
    "by_volume_year": ("按件量分摊(元/年)", "by volume (yuan a year)"),
    "by_alone_year": ("按单独成本分摊(元/年)", "by stand-alone cost (yuan a year)"),
    "shapley_year": ("沙普利值(元/年)", "Shapley value (yuan a year)"),
    "shapley_low": ("沙普利值95%区间下限", "95 % low of that"),
    "shapley_high": ("沙普利值95%区间上限", "95 % high of that"),
    "shapley_parcel": ("沙普利值(元/件)", "Shapley value (yuan a parcel)"),
    "saving_year": ("比单独承担节省(元/年)", "saved against alone (yuan a year)"),
}
"""Chinese and English by key."""
