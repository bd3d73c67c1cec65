"""Short names of the parameters of what goes out; see ``names``."""

from __future__ import annotations

OUTBOUND: dict[str, tuple[str, str]] = {
    "demand.outbound.replay": ("重放明细中的上行件", "outbound rows of the table of parcels are replayed"),
    "demand.outbound.share": ("上行与下行件数之比", "outbound parcels for each inbound one"),
    "demand.outbound.one_keeper": ("上架收寄同一人", "one keeper shelves and accepts"),
    "demand.outbound.accept_min": ("每件收寄用时", "time to accept a parcel"),
    "demand.outbound.boarding_s": ("沿途每件装车用时", "time for each parcel picked up"),
    "demand.outbound.fresh_limit_h": ("鲜活件时限", "limit of fresh produce"),
    "demand.outbound.truck.parcels": ("出县干线每班件数", "parcels a departure of line-haul takes"),
    "demand.outbound.truck.kg": ("出县干线每班载重", "weight that it takes"),
    "demand.outbound.truck.litres": ("出县干线每班容积", "volume that it takes"),
    "demand.outbound.cold_parcels": ("冷库容量", "room of the cold store"),
    "demand.outbound.products.*.parcels_day": ("{}产地日件量", "parcels a day, {}"),
    "demand.outbound.products.*.villages_share": ("{}产地村比例", "villages that grow {}"),
    "demand.outbound.products.*.kg": ("{}件重", "weight of a parcel of {}"),
    "demand.outbound.products.*.size_sd_log": ("{}件重与体积离散度", "spread of sizes, {}"),
    "demand.outbound.products.*.litres": ("{}件体积", "volume of a parcel of {}"),
}
