from __future__ import annotations

from sim.inference.precision_keys import Precision, precision_faults


def test_keys_that_ask_for_nothing_that_there_is_are_told() -> None:
    assert list(precision_faults(Precision())) == []
    wrong = Precision(kpis=("no",), absolute={"within_24h": -1.0}, min=9, max=5)
    assert [p.where for p in precision_faults(wrong)] == ["precision.kpis", "precision.absolute.within_24h", "precision.max"]
    assert [p.code for p in precision_faults(Precision(kpis=(), absolute={}))] == ["config.empty"]
