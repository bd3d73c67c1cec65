"""Where lines go."""

from __future__ import annotations

from sim.service.routes_table import ROUTES, routes_table
from tests.service.small_plan import plan


def test_each_line_goes_from_its_base_over_its_stops_and_back() -> None:
    made = plan()
    table = routes_table(made)
    assert list(table) == ROUTES
    for line in made.lines:
        rows = table[table["line"] == line.key]
        places = [line.base, *(stop.place for stop in line.stops), line.base]
        assert rows["place"].tolist() == [made.places[place].code for place in places]
        assert rows["sequence"].tolist() == list(range(-1, len(line.stops) + 1))
        assert rows["km"].iloc[-1] == round(line.km, 3)
