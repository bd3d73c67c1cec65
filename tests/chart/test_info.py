"""What figures know beside the numbers."""

from __future__ import annotations

from sim.chart.info import ChartSpec, ModeName, PlanInfo
from sim.chart.look import COLOURS
from tests.chart import made_up
from tests.chart.made_up import INFO, LOOKS


def test_a_subset_of_modes_keeps_its_colours() -> None:
    order = tuple(m.key for m in made_up.MODES)
    some = PlanInfo(made_up.MODES[3:], order=order).looks()
    assert [look.colour for look in some] == [look.colour for look in LOOKS[3:]]
    assert len({look.colour for look in LOOKS}) == len(LOOKS)


def test_overloaded_modes_say_so_in_both_languages() -> None:
    assert LOOKS[2].name == "邮快合作（超负荷）"
    assert INFO.looks("en")[2].name == "post carries for couriers (overloaded)"


def test_the_shipped_chart_config_fits_its_schema() -> None:
    from pathlib import Path

    import yaml

    for file in (Path(__file__).parents[2] / "conf" / "chart").glob("*.yaml"):
        spec = ChartSpec.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        modes = {p.stem for p in (Path(__file__).parents[2] / "conf" / "mode").glob("*.yaml")}
        assert set(spec.order) <= modes


def test_who_comes_after_the_last_colour_takes_one_that_is_free() -> None:
    order = tuple(f"m{i}" for i in range(len(COLOURS)))
    modes = tuple(ModeName(key, key, key) for key in ("m1", "x", "m0", "y"))
    looks = PlanInfo(modes, order=(*order, "x", "y")).looks()
    assert [look.colour for look in looks] == [COLOURS[1], COLOURS[2], COLOURS[0], COLOURS[3]]
