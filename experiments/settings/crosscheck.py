"""Faults that show only when several keys are read together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from experiments.settings.named import among, meant
from experiments.settings.schema import RunKeys
from experiments.settings.specs.precision import Precision
from sim.demand.replaced import refused
from sim.measure.registry import keys
from sim.parameters import Parameters
from sim.parameters.together import together
from sim.problems import Problem, did_you_mean, number_text, phrase

MOST_REPLICATIONS = 100_000


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
    modes += [] if precision is None else _precision(precision)
    if p is None:
        return modes
    return [*modes, *_brands(p, mode_files), *together(p), *refused(p)]


def _columns(run: RunKeys, scenarios: Collection[str]) -> Iterator[Problem]:
    if run.modes is None:
        return
    yield from unknown_names("modes", run.modes, scenarios, "mode")
    yield from _repeated("modes", run.modes)
    if run.shape != "best":
        yield Problem("config.shape", "shape", run.shape, phrase("compare.shape"), phrase("compare.shape_hint"))


def unknown_names(where: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    """Names that are none of the known ones, each with the nearest one that is; ``what``: a mode, a brand."""
    options = sorted(known)
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


def _precision(precision: Precision) -> Iterator[Problem]:
    listed = precision.differences if isinstance(precision.differences, tuple) else ()
    for name, kpis in (("kpis", precision.kpis), ("differences", listed), ("absolute", precision.absolute)):
        yield from unknown_kpis(f"precision.{name}", kpis)
    for kpi, half in precision.absolute.items():
        if half <= 0:
            yield Problem("config.value", f"precision.absolute.{kpi}", number_text(half), phrase("config.half_width"))
    if not precision.kpis and not precision.absolute:
        yield Problem("config.empty", "precision.kpis", phrase("config.empty_list"), phrase("config.one_kpi"))
    if precision.max < precision.min:
        yield Problem(
            "config.value", "precision.max", str(precision.max),
            phrase("config.at_least", key="precision.min", value=precision.min),
        )


def unknown_kpis(where: str, names: Iterable[str]) -> Iterator[Problem]:
    """Names that are no KPI, each with the nearest one that is."""
    known = keys()
    for name in names:
        if name not in known:
            yield Problem(
                "config.unknown_kpi", where, name, phrase("config.kpi_like", names=tuple(known[:3])),
                did_you_mean(name, known),
            )


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
