"""The hub by hour of day, against numbers made up."""

from __future__ import annotations

from matplotlib.axes import Axes

from sim.chart.hub_load import draw_hub_load, groups_alike
from tests.chart.made_up import FRAMES, INFO, LOOKS, labels


def test_modes_with_the_same_hub_share_a_panel() -> None:
    groups = groups_alike(FRAMES["hub_hours"], INFO.hub_departures, LOOKS)
    assert [[look.key for look in g] for g in groups] == [["own"], ["joint", "post", "shop"], ["bus"]]


def test_hub_load_marks_each_departure(ax: Axes) -> None:
    hours = FRAMES["hub_hours"]
    draw_hub_load(ax, hours[hours["mode"] == "bus"], (7.5, 10.5, 13.5, 16.5))
    assert [line.get_xdata()[0] for line in ax.lines[1:]] == [7.5, 10.5, 13.5, 16.5]
    assert labels(ax).count("发车（截单）") == 1


def test_people_needed_stand_above_the_hours_in_which_parcels_come(ax: Axes) -> None:
    hours = FRAMES["hub_hours"]
    draw_hub_load(ax, hours[hours["mode"] == "bus"], ())
    assert [(text.get_position()[0], text.get_text()) for text in ax.texts] == [(6.5, "14"), (7.5, "3"), (13.5, "6"), (14.5, "2")]


def test_numbers_of_neighbouring_hours_stand_below_each_other_where_they_would_touch(ax: Axes) -> None:
    hours = FRAMES["hub_hours"][FRAMES["hub_hours"]["mode"] == "bus"].assign(people=0.0)
    hours.loc[hours["hour"].isin([6, 7, 13]), "people"] = [1612.0, 20.0, 703.0]
    draw_hub_load(ax, hours, ())
    first, second, far = [text.get_position()[1] for text in ax.texts]
    assert second < first == far


def test_a_digit_beside_three_stands_lower_and_beside_two_does_not(ax: Axes) -> None:
    hours = FRAMES["hub_hours"][FRAMES["hub_hours"]["mode"] == "bus"].assign(people=0.0)
    hours.loc[hours["hour"].isin([6, 7, 13, 14]), "people"] = [165.0, 3.0, 70.0, 2.0]
    draw_hub_load(ax, hours, ())
    first, second, third, fourth = [text.get_position()[1] for text in ax.texts]
    assert second < first == third == fourth
