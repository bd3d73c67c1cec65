"""What findings are read from."""

from __future__ import annotations

from sim.proposal.comparison.evidence import scheme_of
from tests.proposal.evident import made
from tests.proposal.made import compared


def test_the_scheme_is_the_cheapest_that_counts_where_no_plan_says() -> None:
    both = made(planned=False)
    costs = {mode: both.mean("cost_system_parcel.all", mode) for mode in both.names}
    assert both.scheme == min(costs, key=costs.__getitem__)
    assert made(over=(both.scheme,), planned=False).scheme not in ("", both.scheme)
    assert made(over=("joint", "other"), planned=False).scheme == ""


def test_a_figure_has_its_interval_unit_and_whose_parcels_it_is_of() -> None:
    zh, en = made("zh", planned=False), made("en", planned=False)
    assert zh.named("cost_system_parcel.all").startswith("单件社会总成本（全县）")
    assert "元/件" in zh.named("cost_system_parcel.all")
    assert en.named("cost_system_parcel").startswith("system cost a parcel (pool)")
    assert en.told("no_such_kpi") == "—"


def test_a_plan_says_which_column_is_its_scheme() -> None:
    assert scheme_of(compared(("joint", "other"))) == ""
    assert scheme_of(compared()) == made(planned=False).scheme
