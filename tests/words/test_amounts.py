"""Numbers with their units, in both languages."""

from __future__ import annotations

from sim.words.amounts import AMOUNTS, CLOCK, Amount, amount, apart, coarse, figure, minus, unit_text, with_unit


def test_amounts_read_as_people_write_them() -> None:
    assert [amount(0.862, "share"), amount(2.5, "yuan/parcel"), amount(30.62, "h")] == ["86.2%", "2.50元/件", "30.6小时"]
    assert [amount(2108.4, "km/day"), amount(101.0, "vehicles"), amount(79.5, "people")] == ["2,108公里/天", "101辆", "79.5人"]
    assert amount(30.62, "h", "en") == "30.6 h"


def test_shares_differ_by_points() -> None:
    assert [apart("share"), apart("h")] == ["share points", "h"]
    assert [amount(0.0563, apart("share")), amount(-0.00001, apart("share"), "en")] == ["5.6个百分点", "0.0 points"]


def test_a_number_below_its_last_digit_has_no_sign() -> None:
    assert amount(-0.0001, "yuan/parcel") == "0.00元/件"
    assert figure(-0.00001, "share") == "0.0%"


def test_no_number_is_a_dash_and_no_end_its_sign() -> None:
    assert [figure(float("nan"), "h"), figure(float("inf"), "h"), figure(float("-inf"), "h")] == ["—", "∞", "∞"]


def test_every_unit_has_its_words() -> None:
    assert all(zh and en for zh, en in AMOUNTS.values())


def test_a_unit_without_a_word_stays() -> None:
    assert unit_text("furlongs") == "furlongs"
    assert Amount("h/day").text("zh") == "小时/天"


def test_hyphens_before_numbers_are_minus_signs_and_others_stay() -> None:
    assert minus("-1.32 ±0.19") == "−1.32 ±0.19"
    assert minus("0.09 [-0.06, 0.23] (-5%) post -1") == "0.09 [−0.06, 0.23] (−5%) post −1"
    for text in ("2026-03-02", "24-h rate", "COVID-19", "a=-1", "x--2"):
        assert minus(text) == text


def test_a_time_of_day_is_told_as_a_clock_does() -> None:
    assert [figure(x, CLOCK) for x in (11.48, 9.999, 0.34, -0.5)] == ["11:29", "10:00", "0:20", "-0:30"]


def test_units_stand_in_the_brackets_of_the_language() -> None:
    assert [with_unit("费用", "元", "zh"), with_unit("fee", "yuan", "en")] == ["费用（元）", "fee (yuan)"]


def test_what_is_interpolated_has_two_digits() -> None:
    assert [coarse(8.514), coarse(0.123), coarse(238.7)] == ["8.5", "0.12", "239"]
