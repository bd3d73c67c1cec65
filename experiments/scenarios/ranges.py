"""Which keys a study varies, and over which range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from experiments.scenarios.axes import no_model_key
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.settings.over import keys as settable
from experiments.settings.over import over
from experiments.settings.schema import quantities
from sim.demand.replaced import replaced
from sim.parameters import Quantity
from sim.parameters.factor import Factor
from sim.parameters.happening import happens
from sim.parameters.ranges import given_factor, range_faults, usual_factor, varied
from sim.problems import InputError, Problem, key_hint, phrase


def factors(config: Config, study: Literal["sensitivity", "robustness"] = "sensitivity") -> tuple[Factor, ...]:
    """The factors of a study: the keys that its section of the config names, else every parameter that is a number, has
    a plausible range and a say in what the config simulates.

    Raises:
        InputError: with every key that does not exist, is no number, has no range, or has one that its bounds do not
            allow.
    """
    asked = getattr(config, study).keys
    known = {q.key: q for q in quantities(config.parameters)}
    own = _of_the_county(config)
    if asked is None:
        free = [
            q for q in known.values()
            if varied(q, own) and happens(q.key, config.parameters) and not _read_from_the_table(config, q.key)
        ]
        return tuple(usual_factor(config.parameters, q, own) for q in free)
    return _named_ones(config, f"{study}.keys", asked, known, own)


def _named_ones(config: Config, where: str, asked: Any, known: Mapping[str, Quantity], own: Mapping[str, float]) -> tuple[Factor, ...]:
    """The keys that the config names at ``where``, each with its range or without.

    Raises:
        InputError: see ``factors``.
    """
    wanted: Mapping[str, Any] = asked if isinstance(asked, dict) else dict.fromkeys(asked)
    problems, found = list[Problem](), list[Factor]()
    if not wanted or len(wanted) < len(asked):
        problems.append(Problem("config.keys", where, ", ".join(asked), phrase("config.one_key")))
    for key, span in wanted.items():
        try:
            found.append(_named(config, f"{where}.{key}", key, span, known.get(key), own))
        except InputError as error:
            problems += error.problems
    problems += [p for factor in found for p in _refused(config, factor)]
    if problems:
        raise InputError(problems)
    return tuple(found)


def _of_the_county(config: Config) -> dict[str, float]:
    """Keys that are empty where the county says the value itself."""
    county = county_of(config)
    found = {"roads.circuity": county.circuity, "resident.point_km": county.point_km}
    return {key: value for key, value in found.items() if value is not None}


def _read_from_the_table(config: Config, key: str) -> bool:
    """Whether a table of real parcels takes the place of a key."""
    file = config.parameters.demand.parcels_file
    if file is None:
        return False
    from sim.demand.records import read_records

    return replaced(key, read_records(file, county_of(config), config.parameters).full)


def _named(config: Config, where: str, key: str, span: Any, q: Quantity | None, own: Mapping[str, float]) -> Factor:
    """A key that the config names at ``where``, with its range.

    Raises:
        InputError: it cannot be varied, or not over that range.
    """
    if faults := _no_factor(config, where, key, q):
        raise InputError(faults)
    if span is not None:
        present = q.base if q is not None else _present(config, key)
        factor = given_factor(config.parameters, key, span, q, present, own)
        if faults := range_faults(where, factor, present):
            raise InputError(faults)
        return factor
    if q is None or q.low is None or q.high is None:
        found, hint = phrase("config.no_range"), phrase("config.give_range", key=key)
        raise InputError([Problem("config.range", where, found, phrase("config.numeric_key"), hint)])
    return usual_factor(config.parameters, q, own)


def _no_factor(config: Config, where: str, key: str, q: Quantity | None) -> list[Problem]:
    """Why a key cannot be varied, whatever its range."""
    if key in ("mode", "modes", "assignment"):
        return [Problem("config.range", where, key, phrase("config.numeric_key"), phrase("sensitivity.modes"))]
    if faults := no_model_key(key, where):
        return faults
    if q is None and key not in (known := settable(config)):
        return [Problem("config.unknown_key", where, key, phrase("config.key"), key_hint(key, known))]
    return []


def _present(config: Config, key: str) -> Any:
    """The value of a key that no registry lists, such as a county's or a mode's."""
    first, *rest = key.split(".")
    node: Any = config.mode_table[config.mode] if first == "mode" else getattr(config, first)
    for name in rest:
        node = node[int(name)] if isinstance(node, tuple) else node[name] if isinstance(node, dict) else getattr(node, name)
    return node


def _refused(config: Config, factor: Factor) -> list[Problem]:
    """The faults of a range's ends, each alone in the config."""
    problems: list[Problem] = []
    for share in (0.0, 1.0):
        try:
            over(config, {factor.key: factor.value(share)})
        except InputError as error:
            problems += [p for p in error.problems if p not in problems]
    return problems
