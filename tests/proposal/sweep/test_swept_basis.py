from __future__ import annotations

import pytest

from sim.inference.precision import StoppingRule
from sim.parameters import Parameters
from sim.proposal.sweep.swept_basis import basis, beginning
from tests.measure import small


def test_what_is_swept_is_no_part_of_where_the_numbers_come_from() -> None:
    whole = basis(None, Parameters(), (), (3, 7), (), "v1")
    assert whole.origin[1] == "parcelflow · Several counties · 3 replications of 28 days · seed 7"
    assert "28 measured" in whole.days[1]
    swept = basis(None, Parameters(), ("seed", "horizon.measured_days"), (None, 7), (), "v1")
    assert swept.origin[1] == "parcelflow · Several counties · replications by precision"
    assert "differs" in swept.days[1]
    assert whole.measured[1].endswith("(normal days).")
    for key in ("horizon.start_date", "demand", "demand.calendar", "demand.occasions.double11.first"):
        assert "differs" in basis(None, Parameters(), (key,), (3, 7), (), "v1").measured[1]
    assert basis(None, Parameters(), ("demand.scale",), (3, 7), (), "v1").measured == whole.measured


@pytest.mark.parametrize(
    ("different", "n", "told"),
    [
        (4, 2, "4 scenarios x 2 replications = 8 runs; 3 are in the archive (here), 5 to run"),
        (3, 2, "4 scenarios x 2 replications = 6 runs; 3 are in the archive (here), 3 to run (1 scenarios are the same as others)"),
        (4, None, "4 scenarios, 20 to 200 replications each, by precision"),
    ],
)
def test_how_much_there_is_to_do(different: int, n: int | None, told: str) -> None:
    assert beginning(4, different, StoppingRule(), n, 3, "here", "en") == told


def test_the_county_is_told_in_one_line_without_what_is_swept() -> None:
    def facts(*keys: str) -> str:
        return basis(small.county(), small.parameters(), keys, (3, 7), (), "v1").facts[1]

    whole, places = facts("fleet.trunk.count"), facts("demand.scale")
    assert places
    assert whole.startswith(places)
    assert ("parcels" in whole, "parcels" in places) == (True, False)
    assert basis(None, Parameters(), (), (3, 7), (), "v1").facts == ("", "")
