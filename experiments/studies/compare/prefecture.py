"""A plan for several counties: each compared in a folder of its own, then added up."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.studies.frame import Study
from experiments.version import CONF
from sim.county.spec import CountySpec
from sim.plain import read_yaml
from sim.policy.prefecture import CountyFound, first_counties
from sim.problems import Faults
from sim.proposal.comparison.compared import Compared
from sim.proposal.frames import read_frame
from sim.proposal.plan.plan_counties import Prefecture, county_line, write_prefecture
from sim.proposal.plan.plan_view import PlanReader

READ = ("basics", "budget", "targets", "target_counts", "summary")
"""Tables of a county that are added up."""


def several(config: Config) -> bool:
    """Whether a config asks for a prefecture: its plan names counties, and none but the first of them, or of its file, was chosen."""
    named, slug = config.plan.counties if config.plan is not None else (), config.county.slug
    return len(named) > 1 and config.county.source is None and slug in named and (slug == named[0] or slug in first_counties(CONF / "plan"))


def compare_counties(config: Config, folder: Path) -> None:
    """Compare in every county of the plan, then write what they come to together.

    Raises:
        InputError: with every fault of the counties.
    """
    assert config.plan is not None
    configs = list(_configs(config))
    counties = [county_of(one) for one in configs]
    names = {county.name: county.name_en for county in counties}
    with Study(config, folder) as frame:
        results, found = dict[str, Compared](), list[CountyFound]()
        for one, county in zip(configs, counties, strict=True):
            result = results[one.county.slug] = _compared(frame, one)
            found.append(_found(folder, one.county.slug, county.name))
            reader = PlanReader(config.plan, result.prepared, config.run.lang)
            print(county_line(found[-1], reader, names), flush=True)
        digests, key = _outcomes(results)
        made = Prefecture(config.plan, found, names, config.run.seed, key)
        print("\n" + "\n".join("• " + line for line in write_prefecture(folder, made, reader)))
        frame.note(key, digests, {"counties": {slug: result.counts for slug, result in results.items()}})


def _outcomes(results: Mapping[str, Compared]) -> tuple[dict[str, list[str]], str]:
    """The digests of all outcomes by county and column, and one of all of them."""
    digests = {f"{slug}/{mode}": of for slug, result in results.items() for mode, of in result.digests.items()}
    return digests, hashlib.sha256("\n".join(x for of in digests.values() for x in of).encode()).hexdigest()


def _compared(frame: Study, config: Config) -> Compared:
    """The comparison of one county, written to a folder of its own; it prints nothing."""
    from experiments.studies.compare.mix import mixed
    from experiments.studies.compare.study import study

    slug = config.county.slug
    (frame.folder / slug).mkdir(parents=True, exist_ok=True)  # the tasks that write it come in no order
    with frame.clock(slug), Study(config, frame.folder / slug, frame.team) as its, contextlib.redirect_stdout(io.StringIO()):
        return study(its, lambda of: of.modes, mix=mixed(its))


def _found(folder: Path, slug: str, name: str) -> CountyFound:
    """What of a county is added up, from its folder."""
    tables = {table: read_frame(folder / slug, table) for table in READ}
    return CountyFound(slug=slug, name=name, tables=tables)


def _configs(config: Config) -> Iterator[Config]:
    """The config of each county: as its file says, with what was set of the chosen county beside its file; without the
    tests of the answer and the what-if table, which are for one county.

    Raises:
        InputError: with every fault of the counties.
    """
    assert config.plan is not None
    first, faults = _spec(config.county.slug), Faults()
    changed = {k: v for k, v in config.county.model_dump().items() if v != first.model_dump()[k]}
    run = config.run.model_copy(update={"placement_seeds": 0, "what_if": 0})
    for slug in config.plan.counties:
        with faults.gathered():
            spec = _spec(slug).model_copy(update=changed)
            robust = config.robustness.model_copy(update={"points": 0})
            one = config.model_copy(update={"county": spec, "robustness": robust, "run": run})
            county_of(one)
            yield one
    faults.refuse()


def _spec(slug: str) -> CountySpec:
    """A county as its file says."""
    file = CONF / "county" / f"{slug}.yaml"
    return CountySpec.model_validate(read_yaml(file, file.name))
