"""What speaks of named places, dates and a host's own feed gives way, the rest stays."""

from __future__ import annotations

from sim.service.named_places import place_faults
from sim.service.nameless import nameless
from tests.service.small_county import county, parameters


def test_nothing_of_other_places_or_dates_is_left() -> None:
    p = parameters(
        disruption__closures={"snow": {"townships": ["东镇"]}, "ice": {"share": 0.1, "dates": ["2026-03-10"]}},
        disruption__away={"wang": {"places": ["N9"], "weekdays": [1]}, "li": {"dates": ["2026-03-10"]}, "wu": {"weekdays": [2]}},
        host__bus__timetables={"x": {"townships": ["东镇"]}}, host__bus__cancelled_dates=["2026-03-10"], resident__markets={"东镇": {"weekdays": [6]}},
        schedule__village__groups={"g": {"villages": ["N9"]}}, demand__outbound__products={"pears": {"villages": ["N9"]}},
    )  # fmt: skip
    left = nameless(p)
    assert list(place_faults(county(), left)) == []
    assert [(key, c.share, c.dates) for key, c in left.disruption.closures.items()] == [("ice", 0.1, ())]
    assert list(left.disruption.away) == ["wu"]
    assert (left.host["bus"].cancelled_dates, left.demand.outbound.products["pears"].villages) == ((), ())


def test_what_names_nothing_stays_as_it_is() -> None:
    assert nameless(parameters()) == parameters()
