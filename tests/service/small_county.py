"""A county of two townships and eleven villages, small enough to reason about: one in town, two that share a point."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np

import conf
from sim.county.county import County, PointPlace, Seat, Village
from sim.county.county_town import with_town as add_town
from sim.county.given import Given, GivenCounty, GivenOther
from sim.county.spec import CountySpec
from sim.demand.expected import Expected, expected
from sim.parameters import Parameters
from sim.parameters.faults import section
from sim.plain import read_yaml
from sim.plain.own_files import as_map
from sim.plan.plan import ServicePlan
from sim.problems import Faults
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from sim.service.draft.routes import RouteCache
from sim.service.mode.mode import Mode

CONF = Path(conf.__file__).parent
POOL = ("zto", "yto", "yunda", "sto", "jt", "post")
CACHE = RouteCache()

NORTH = [(0, 24), (1, 26), (-1, 27), (0.3, 29), (6, 21), (7, 22)]
SOUTH = [(0, -14), (2, -12), (-3, -13), (-3.5, -14)]


def county() -> County:
    """North is 20 km from the hub, south 10; village 0 of the north stands in town, the last two of the south share a point."""
    seats = (Seat("T1", "北镇", "bei", 0, 0, 0.0, 20.0, "user"), Seat("T2", "南镇", "nan", 0, 0, 0.0, -10.0, "user"))
    villages = [_village("N0", "北街村", 0, 900, 0.0, 20.5, -1)]
    points: list[PointPlace] = []
    for t, spots in enumerate((NORTH, SOUTH)):
        for i, (x, y) in enumerate(spots, start=1):
            code = f"{'NS'[t]}{i}"
            villages.append(_village(code, f"{'北南'[t]}{i}村", t, 400 + 200 * i, x, y, len(points)))
            points.append(PointPlace(f"P{code}", f"{code}点", t, float(x), float(y)))
    villages.append(_village("S5", "南5村", 1, 300, -3.6, -14.5, len(points) - 1))
    hub = Seat("H", "县城", "xian", 0, 0, 0.0, 0.0, "user")
    xy = np.array([(0, 0), (0, 20), (0, -10), *NORTH, *SOUTH], float)
    road = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) * 1.3
    return County(
        "small", "小县", "Small", 900.0, 2.6, "hill", 1.3, 0.5, 1, hub, seats, tuple(villages), tuple(points), road, (), True,
    )  # fmt: skip


def with_town(*people: int, outlets: int | None = None) -> County:
    """The small county with communities of so many residents besides."""
    others = tuple(
        GivenOther(f"社区{i}", f"C{i}", "", "县城", "community", population=n, outlets=outlets) for i, n in enumerate(people)
    )
    given = Given(GivenCounty(), (), (), {}, {}, None, others=others)
    return add_town(county(), given, CountySpec(slug="small", communities=True))


def _village(code: str, name: str, township: int, population: int, x: float, y: float, point: int) -> Village:
    return Village(code, name, "", township, population, None, 0, 0, float(x), float(y), point, "user", "user")


def parameters(**over: Any) -> Parameters:
    """The defaults, with values at dotted keys (``__`` for a dot) replaced; ten points need no long search for routes."""
    data = Parameters().model_dump()
    data["fleet"]["route_iterations"] = 20
    for key, value in over.items():
        *path, last = key.split("__")
        functools.reduce(lambda d, name: d[name], path, data)[last] = value
    return Parameters.model_validate(data)


@functools.cache
def modes() -> dict[str, Mode]:
    return {path.stem: read_mode(path) for path in sorted((CONF / "mode").glob("*.yaml"))}


def read_mode(path: Path) -> Mode:
    """One mode from its file.

    Raises:
        InputError: the file cannot be read as YAML, or with every fault of its contents.
    """
    content = as_map(read_yaml(path, path.name), path.name)
    faults = Faults()
    mode: Mode = section(Mode, {"key": path.stem, **content}, path.name, faults)
    faults.refuse()
    return mode


def demand(p: Parameters) -> Expected:
    return expected(county(), p)


def build(mode: str, p: Parameters | None = None, pool: tuple[str, ...] = POOL, **more: Any) -> ServicePlan:
    """The plan of one mode for a pool, or of an assignment with ``rules`` or a ``table``."""
    p = p or parameters()
    assignment = Assignment(mode=mode, pools={"joint": pool} if pool else {}, **more)
    return build_plan(county(), p, modes(), assignment, demand(p), CACHE)
