"""Faults that show only when several keys are read together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from experiments.settings.named import among, meant
from experiments.settings.schema import RunKeys
from sim.demand.replaced import refused
from sim.inference.precision_keys import MOST_REPLICATIONS, Precision, precision_faults
from sim.parameters import Parameters
from sim.parameters.together import together
from sim.problems import Problem, phrase


def across(
    scenarios: Collection[str], mode_files: Collection[str], run: RunKeys | None, p: Parameters | None,
    precision: Precision | None = None
) -> list[Problem]:
    """Every fault between the keys of a config.

    Args:
        scenarios: what ``modes`` may name: modes and assignments.
        mode_files: every known mode.
        run, p, precision: the run's own keys, the parameters, how many replications are enough; None where they are too
            faulty to read.
    """
    modes = [] if run is None else [*_columns(run, scenarios), *_replications(run, precision)]
    modes += [] if precision is None else precision_faults(precision)
    if p is None:
        return modes
    return [*modes, *_brands(p, mode_files), *together(p), *refused(p)]


def listed(run: RunKeys | None) -> tuple[str, ...]:
    """The modes and assignments that a run lists; none where it lists none, or is too faulty to read."""
    return () if run is None or run.modes is None else run.modes


def _columns(run: RunKeys, scenarios: Collection[str]) -> Iterator[Problem]:
    if run.modes is None:
        return
    yield from unknown_names("modes", run.modes, scenarios, "mode")
    yield from _repeated("modes", run.modes)
    if run.shape != "best":
        yield Problem("config.shape", "shape", run.shape, phrase("compare.shape"), phrase("compare.shape_hint"))


def unknown_names(where: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    """Names that are none of the known ones, each with the nearest one that is; ``what``: a mode, a brand."""
    options = sorted(set(known))
    for name in names:
        if name not in options:
            yield Problem(f"config.unknown_{what}", where, str(name), among(options), meant(str(name), options))


def _replications(run: RunKeys, precision: Precision | None) -> Iterator[Problem]:
    if run.replications != "auto" and not 1 <= run.replications <= MOST_REPLICATIONS:
        yield Problem(
            "config.value", "replications", str(run.replications),
            phrase("config.replications", most=MOST_REPLICATIONS),
        )
    last = (precision.max if precision else MOST_REPLICATIONS) if run.replications == "auto" else run.replications
    for number in () if isinstance(run.trace, bool) else run.trace:
        if not 0 <= number < last:
            yield Problem("config.trace", "trace", str(number), phrase("config.trace", last=last - 1))


def _repeated(where: str, names: tuple[str, ...]) -> Iterator[Problem]:
    if not names:
        yield Problem("config.empty", where, phrase("config.empty_list"), phrase("config.one_mode"))
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield Problem(
            "config.repeated", where, phrase("config.more_than_once", name=name), phrase("config.each_mode_once")
        )


def _brands(p: Parameters, mode_files: Collection[str]) -> Iterator[Problem]:
    for key, brand in p.demand.brands.items():
        yield from unknown_names(f"demand.brands.{key}.alone", [brand.alone], mode_files, "mode")
