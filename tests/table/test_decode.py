"""Text from bytes of whatever encoding, and the row of the first that is none."""

from __future__ import annotations

import pytest

from sim.table.decode import UndecodableError, decode

TEXT = "村名,乡镇\n上河村,东镇\n"
TRADITIONAL = "村名,鄉鎮,人口\n大溪村,龍潭鄉,600\n員山村,東里鎮,700\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"])
def test_what_was_written_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big5_is_told_from_gb18030_by_its_characters() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL
    assert decode(TRADITIONAL.encode("gb18030")) == TRADITIONAL


@pytest.mark.parametrize("brand", ["圆通", "中通", "韵达", "顺丰", "京东物流"])
def test_a_word_in_every_row_that_could_be_utf8_makes_no_other_file_of_it(brand: str) -> None:
    table = "村名,快递品牌\n" + f"上河村,{brand}\n" + f",{brand}\n" * 400
    assert decode(table.encode("gbk")) == table
    with pytest.raises(UndecodableError) as error:
        decode(table.encode() + b"\xff\n")
    assert error.value.utf8 is True


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == decode(b"\xef\xbb\xbf") == ""


@pytest.mark.parametrize(("data", "row", "utf8"), [("甲\n乙\n".encode() + b"\xff\n", 3, True), (b"name,population\nb\x00\n", 2, True), (b"\x80\x81\xff" * 5, 1, True)])
def test_the_row_of_the_first_wrong_byte_is_known(data: bytes, row: int, utf8: bool) -> None:
    with pytest.raises(UndecodableError) as error:
        decode(data)
    assert (error.value.row, error.value.utf8) == (row, utf8)


def test_damage_in_gb_text_is_not_taken_for_utf8() -> None:
    with pytest.raises(UndecodableError) as error:
        decode((TEXT * 20).encode("gbk") + b"\xff\xff")
    assert error.value.utf8 is False
