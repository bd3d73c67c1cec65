"""Words of modes that name what does not exist: hosts, brands, types of points, other modes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sim.parameters import Parameters
from sim.problems import Problem, did_you_mean, one_of
from sim.service.mode.mode import Mode

Word = tuple[str, str]
"""A key of a mode, and what stands there."""


def place(mode: str, key: str) -> str:
    """Where a key of a mode's file stands."""
    return f"mode/{mode}.yaml, {key}"


def mode_faults(parameters: Parameters, modes: Mapping[str, Mode]) -> Iterator[Problem]:
    """A problem for each word of each mode that is none of those there are."""
    for key, mode in modes.items():
        yield from _unknown("host", key, _hosts(mode), parameters.host)
        yield from _unknown("point", key, [("point", mode.point)], parameters.points.types)
        yield from _unknown("brand", key, _brands(mode), parameters.demand.brands)
        if mode.partner and mode.partner not in modes:
            yield Problem(
                "mode.unknown", place(key, "partner"), mode.partner, one_of(modes), did_you_mean(mode.partner, modes)
            )


def _hosts(mode: Mode) -> Iterator[Word]:
    yield from ((f"legs.{i}.carrier", leg.host) for i, leg in enumerate(mode.legs) if leg.host is not None)
    for name, handling in (("hub", mode.hub), ("township", mode.township)):
        if handling.by != "own":
            yield f"{name}.by", handling.by


def _brands(mode: Mode) -> Iterator[Word]:
    yield from (("first_brands", brand) for brand in mode.first_brands)
    yield from ((f"prices.{i}.free_brands", brand) for i, fee in enumerate(mode.prices) for brand in fee.free_brands)


def _unknown(what: str, mode: str, words: Iterator[Word] | list[Word], known: Collection[str]) -> Iterator[Problem]:
    for key, word in words:
        if word not in known:
            yield Problem(f"mode.unknown_{what}", place(mode, key), word, one_of(known), did_you_mean(word, known))
