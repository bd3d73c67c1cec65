"""Every quantity has its default inside its plausible range, and the range inside its bounds."""

from __future__ import annotations

import math
from typing import Literal

import pytest
from pydantic import ValidationError

from experiments.settings.schema import quantities
from sim.parameters import Parameters
from sim.parameters.quantity import Quantity, Section, near, param, registry

EVERY = quantities(Parameters())


def numbers(base: object) -> list[float]:
    return [float(base)] if isinstance(base, (int, float)) and not isinstance(base, bool) else []


def test_low_base_high_in_order_and_within_bounds() -> None:
    assert [q.key for q in EVERY if not sound(q)] == []


def sound(q: Quantity) -> bool:
    """Whether its range holds its default, its bounds hold the range, and its source is said."""
    lower = max((x for x in (q.ge, q.gt) if x is not None), default=-math.inf)
    upper = min((x for x in (q.le, q.lt) if x is not None), default=math.inf)
    ends = [x for x in (q.low, q.high) if x is not None]
    ordered = [lower, *ends[:1], *numbers(q.base), *ends[1:], upper]
    apart = all((q.gt is None or x > q.gt) and (q.lt is None or x < q.lt) for x in ends)
    return len(ends) != 1 and ordered == sorted(ordered) and apart and bool(q.source)


class Tank(Section):
    own_ranges = {"big": {"litres": (50.0, 90.0, "S1")}}
    litres: float = param(5.0, "litre", ("容积", "space"), source="J", moves="+cost", low=1, high=9, gt=0, le=100)
    kind: Literal["a", "b"] = param("a", "-", ("种类", "kind"), source="K", moves="")


class Tanks(Section):
    one: Tank = Tank()
    several: dict[str, Tank] = {"big": Tank(litres=70), "other": Tank()}
    listed: tuple[Tank, ...] = (Tank(),)


def test_every_leaf_is_listed_once_by_its_path_with_its_present_value() -> None:
    found = {q.key: q for q in registry(Tanks())}
    assert list(found) == [f"{at}.{name}" for at in ("one", "several.big", "several.other", "listed.0") for name in ("litres", "kind")]
    one = found["one.litres"]
    assert one == Quantity("one.litres", "litre", 5.0, 1, 9, None, 0, 100, None, "J", "容积", "space", "+cost")
    assert (one.means("zh"), one.means("en")) == ("容积", "space")
    assert found["one.kind"].choices == ("a", "b")


def test_an_entry_of_a_table_may_have_ranges_of_its_own() -> None:
    found = {q.key: q for q in registry(Tanks())}
    assert (found["several.big.litres"].base, found["several.big.litres"].low, found["several.big.litres"].high, found["several.big.litres"].source) == (70, 50, 90, "S1")
    assert (found["several.other.litres"].low, found["several.big.kind"].source) == (1, "K")


@pytest.mark.parametrize("given", [{"litres": 0}, {"litres": 100.1}, {"litres": math.nan}, {"litres": math.inf}, {"kind": "c"}, {"colour": 1}])
def test_a_section_takes_nothing_beyond_its_bounds(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Tank.model_validate(given)


class Counts(Section):
    on: bool = False
    word: str = "a"
    crew: int | dict[str, int] | Literal["auto"] = "auto"
    shares: tuple[float, ...] = ()
    tank: Tank = Tank()


@pytest.mark.parametrize("given", [{"crew": True}, {"crew": {"a": False}}, {"shares": [1, True]}, {"tank": {"litres": True}}, {"word": True}])
def test_a_truth_value_is_no_number(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Counts.model_validate(given)
    assert Counts.model_validate({"on": True, "crew": {"a": 1}, "tank": Tank(litres=2)}).on


def test_a_section_is_not_written_into() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Tank().litres = 3  # type: ignore[misc]


def test_a_range_near_its_base_is_in_proportion() -> None:
    assert near(200, 0.5, 1.5, "J") == (100, 300, "J")
