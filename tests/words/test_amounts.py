"""Numbers with their units, in both languages."""

from __future__ import annotations

from sim.words.amounts import Amount, amount, figure, unit_text


def test_amounts_read_as_people_write_them() -> None:
    assert [amount(0.862, "share"), amount(2.5, "yuan/parcel"), amount(30.62, "h")] == ["86.2%", "2.50元/件", "30.6小时"]
    assert [amount(2108.4, "km/day"), amount(101.0, "vehicles"), amount(79.5, "people")] == ["2,108公里/天", "101辆", "79.5人"]
    assert amount(30.62, "h", "en") == "30.6 h"


def test_a_number_below_its_last_digit_has_no_sign() -> None:
    assert amount(-0.0001, "yuan/parcel") == "0.00元/件"
    assert figure(-0.00001, "share") == "0.0%"


def test_no_number_is_a_dash_and_no_end_its_sign() -> None:
    assert [figure(float("nan"), "h"), figure(float("inf"), "h"), figure(float("-inf"), "h")] == ["—", "∞", "∞"]


def test_a_unit_without_a_word_stays() -> None:
    assert unit_text("furlongs") == "furlongs"
    assert Amount("h/day").text("zh") == "小时/天"
