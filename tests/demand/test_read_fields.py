"""What the cells of a table of parcels say, column by column; -1 where it does not say."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR
from sim.demand.read_fields import alike_rows, amount, brands_of, dwell, inbound_rows, one_each, scans, to_door
from sim.parameters import Parameters
from sim.table.raw import CellKind
from tests.demand.tables import table_of, told

BRANDS = Parameters().demand.brands
THREE = ["甲村", "乙村", "丙村"]


def test_without_a_column_nothing_is_said() -> None:
    table = table_of(village=THREE)
    for column in (brands_of(table, BRANDS), amount(table, "kg"), to_door(table), dwell(table)):
        assert column.tolist() == [-1] * 3
    assert inbound_rows(table).all()
    assert told(table) == []


def test_brands_go_by_key_or_name_and_strangers_are_told() -> None:
    table = table_of(village=THREE, brand=["zto", "京东快递", ""])
    assert brands_of(table, BRANDS).tolist() == [list(BRANDS).index("zto"), list(BRANDS).index("jd"), -1]
    strange = table_of(village=["甲村"], brand=["鸵鸟快递"])
    brands_of(strange, BRANDS)
    assert told(strange) == ["unknown_brand"]


def test_weights_are_whole_grams_and_at_least_one() -> None:
    assert amount(table_of(village=THREE, kg=["1.2", "", "0.0001"]), "kg").tolist() == [1200, -1, 1]


@pytest.mark.parametrize(("cells", "codes"), [(["1200", "800", "900"], ["unlikely"]), (["-1", "1", "1"], ["number"]), (["heavy", "1", "1"], ["number"]), (["1", "1", "1500"], [])])
def test_weights_in_another_unit_or_none_at_all_are_told(cells: list[str], codes: list[str]) -> None:
    table = table_of(village=THREE, kg=cells)
    amount(table, "kg")
    assert told(table) == codes


def test_doors_are_yes_no_or_open() -> None:
    table = table_of(village=THREE, to_door=["是", "0", ""])
    assert to_door(table).tolist() == [1, 0, -1]
    assert told(table) == []


def test_a_dwell_is_in_hours_or_milliseconds_but_not_both() -> None:
    assert dwell(table_of(village=THREE, dwell_h=["2", "", "0.5"])).tolist() == [2 * HOUR, -1, HOUR // 2]
    both = table_of(village=THREE, dwell_h=["2"] * 3, dwell_ms=["2"] * 3)
    assert dwell(both).tolist() == [-1] * 3
    assert told(both) == ["duplicate_column"]


def test_directions_are_in_out_or_told() -> None:
    table = table_of(village=THREE, direction=["下行", "OUT", ""])
    assert inbound_rows(table).tolist() == [True, False, True]
    strange = table_of(village=THREE, direction=["up", "in", "in"])
    inbound_rows(strange)
    assert told(strange) == ["direction"]


def kept(**columns: list[str]) -> tuple[list[bool], list[str]]:
    table = table_of(village=["甲村"] * 3, **columns)
    found = scans(table, np.array([3, 1, 2]), np.zeros(3, np.int32), np.zeros(3, np.int16), np.ones(3, np.bool_))
    return found.kept.tolist(), told(table)


def test_of_a_waybills_scans_the_first_stands_for_the_parcel() -> None:
    assert kept(waybill=["SF1", "SF1", "SF2"]) == ([False, True, True], [])
    assert kept() == ([True] * 3, [])


def test_a_number_that_a_spreadsheet_has_cut_is_told() -> None:
    table = table_of(village=["甲村"] * 3, waybill=["7.7E+14", "SF1", "SF2"], kinds={"waybill": CellKind.TEXT})
    scans(table, np.arange(3), np.zeros(3, np.int32), np.zeros(3, np.int16), np.ones(3, np.bool_))
    assert told(table) == ["waybill_cut"]


def test_rows_exactly_alike_are_marked_from_the_second_on_unless_waybills_tell_them_apart() -> None:
    assert alike_rows(table_of(village=["甲村", "甲村", "乙村"], brand=["zto", "zto", "zto"])).tolist() == [False, True, False]
    assert not alike_rows(table_of(village=["甲村"] * 2, waybill=["SF1", "SF1"])).any()


def test_a_row_stands_for_one_parcel() -> None:
    one, several = (table_of(village=THREE, pieces=cells) for cells in (["1", "", "1.0"], ["1", "2", "0"]))
    for table in (one, several):
        one_each(table)
    assert (told(one), told(several)) == ([], ["pieces"] * 2)


def test_volumes_in_cubic_centimetres_without_a_unit_are_told() -> None:
    table = table_of(village=THREE, litres=["4000", "900", "12000"])
    amount(table, "litres")
    assert told(table) == ["unlikely"]
