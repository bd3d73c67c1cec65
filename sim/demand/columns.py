"""The columns of a table of real parcels, and the headings they are known by."""

from __future__ import annotations

from sim.clock import HOUR, MINUTE
from sim.demand.attributes import MAX_DWELL
from sim.table.sheet import Column, Sheet
from sim.table.units import VOLUME, WEIGHT, Dimension

MAX_KG, MAX_LITRES = 2_000.0, 200_000.0
TYPICAL = {"kg": (0.005, 200.0), "litres": (0.02, 500.0)}
"""Half of a table's parcels being lighter or heavier (smaller or larger) than this, its column is in another unit."""

DURATION = Dimension("小时", "h", (
    ("小时", 1.0), ("h", 1.0), ("hours", 1.0), ("分钟", 1 / 60), ("分", 1 / 60), ("min", 1 / 60), ("天", 24.0),
    ("日", 24.0), ("days", 24.0),
))

TIMES = ("time", "time_ms", "time_min", "time_h")
"""Columns that say when a parcel came; a table has one of them."""

SHEET = Sheet(
    "parcels",
    "快件",
    (
        Column(
            "village", "村名", "raw", "name or code of a village", "村的名称或编码",
            names=("village_name", "村", "村庄", "行政村", "建制村", "收件村", "派送村", "目的村", "嘎查村"),
        ),
        Column(
            "village_code", "村编码", "raw", "code of a village", "村的编码",
            names=("村代码", "建制村编码", "行政村编码"),
        ),
        Column(
            "township", "乡镇", "raw", "name or code of its township", "所属乡镇的名称或编码",
            names=("town", "township_name", "township_code", "乡镇名", "乡镇名称", "所属乡镇", "乡镇街道", "苏木乡镇"),
        ),
        Column(
            "brand", "快递品牌", "raw", "brand, by key or name", "快递品牌的代号或名称",
            names=("品牌", "快递公司", "快递企业", "物流公司", "承运商", "courier", "carrier", "express_company"),
        ),
        Column(
            "time", "到达时间", "raw", "date and time at which it came to the hub", "到达县级中心的日期和时间",
            names=(
                "datetime", "arrival", "arrival_time", "时间", "日期时间", "到件时间", "入库时间", "到货时间",
                "到站时间", "扫描时间", "到达日期时间", "timestamp",
            ),
        ),
        Column(
            "date", "到件日期", "raw", "date at which it came to the hub, where the time stands alone",
            "到达县级中心的日期（时间另列时）",
            names=("日期", "到达日期", "入库日期", "到货日期", "扫描日期", "arrival_date"),
        ),
        Column(
            "time_ms", "毫秒", "raw", "ms from 00:00 of horizon.start_date", "自模拟首日零时起的毫秒数", low=0,
            high=2**52,
        ),
        Column(
            "time_min", "分钟", "raw", "minutes from 00:00 of horizon.start_date", "自模拟首日零时起的分钟数", low=0,
            high=2**52 // MINUTE, names=("entered_hub",),
        ),
        Column(
            "time_h", "小时", "raw", "hours from 00:00 of horizon.start_date", "自模拟首日零时起的小时数", low=0,
            high=2**52 // HOUR,
        ),
        Column(
            "kg", "重量", "raw", "weight", "重量", low=0.0001, high=MAX_KG, unit=WEIGHT,
            names=("weight", "weight_kg", "重", "毛重", "实重", "包裹重量", "快件重量", "公斤", "千克"),
        ),
        Column(
            "litres", "体积", "raw", "volume", "体积", low=0.0001, high=MAX_LITRES, unit=VOLUME,
            names=("liters", "volume", "volume_l", "包裹体积", "快件体积", "升"),
        ),
        Column(
            "to_door", "送货上门", "raw", "whether it must go to the door", "是否送货上门",
            names=("上门", "是否上门", "是否送货上门"),
        ),
        Column(
            "dwell_h", "取件间隔", "raw", "hours from notice to going for it", "通知后至取件的小时数", low=0,
            high=MAX_DWELL // HOUR, unit=DURATION, names=("dwell", "取件间隔h", "取件间隔小时"),
        ),
        Column(
            "dwell_ms", "取件间隔ms", "raw", "ms from notice to going for it", "通知后至取件的毫秒数", low=0,
            high=MAX_DWELL,
        ),
        Column("household", "户号", "raw", "label of its household", "住户标识", names=("户",)),
        Column("direction", "方向", "raw", "inbound or outbound", "下行或上行", names=("收派方向",)),
        Column("waybill", "运单号", "raw", "number of its waybill", "运单号", names=(
            "waybill_no", "waybill_number", "tracking_number", "tracking_no", "快递单号", "单号", "物流单号", "面单号",
            "邮件号", "运单编号", "快件编号",
        )),
        Column(
            "scan", "扫描类型", "raw", "what a row is a scan of: an arrival, a delivery", "扫描类型：到件、派件等",
            names=("scan_type", "操作类型", "操作", "扫描动作", "环节", "轨迹节点"),
        ),
        Column("pieces", "件数", "raw", "parcels of the row, of which each has one", "该行的件数，每行一件", names=(
            "数量", "票数", "quantity", "qty", "parcels", "count",
        )),
        Column("other", "备注", "ignored", "not read", "不读取", names=(
            "序号", "no", "id", "note", "notes", "remark", "说明", "收件人", "寄件人", "收件人电话", "收件电话",
            "寄件电话", "手机号", "电话", "地址", "收件地址", "寄件地址", "派件员", "快递员",
            "派件时间", "签收时间", "出库时间", "签收日期", "派件日期", "体积重", "体积重量", "计费重量", "网点",
            "站点", "状态", "物品", "品名", "运费", "金额", "线路", "车牌号",
        )),
    ),
    room="parcels",
)  # fmt: skip
