"""A county from its tables: read, checked, and what is missing filled in."""

from __future__ import annotations

import csv
from pathlib import Path

from sim.county.beside import boundary_file
from sim.county.boundary import read_boundary
from sim.county.check import check
from sim.county.county import County
from sim.county.county_town import town_problems, with_town
from sim.county.files import read_source
from sim.county.given import Given
from sim.county.hub import seat_problems
from sim.county.matrix import read_matrix
from sim.county.placement import Fact
from sim.county.settle import HOUSEHOLD_SIZE, settle
from sim.county.spec import CountySpec
from sim.county.stylised import stylised_county
from sim.problems import InputError, Problem, did_you_mean, one_of, phrase
from sim.table import Findings, RawTable, read_table


def load_county(
    spec: CountySpec, data_root: Path, circuity: float | None = None, point_km: float | None = None
) -> County:
    """The county of a spec, validated and complete; a stylised one where the spec says so.

    Args:
        data_root: folder of the counties that come with the project: ``counties.csv``, ``facts.csv`` and a folder a
            slug.
        circuity, point_km: take precedence over the spec's own (a scenario's parameters).

    Raises:
        InputError: with every fault of every table.
    """
    if spec.stylised is not None:
        return stylised_county(spec, spec.stylised, spec.household_size or HOUSEHOLD_SIZE, circuity, point_km)
    problems: list[Problem] = []
    given = read_county(spec, data_root, problems)
    if problems or given is None:
        raise InputError(problems)
    if circuity is not None or point_km is not None:
        spec = spec.model_copy(
            update={k: v for k, v in (("circuity", circuity), ("point_km", point_km)) if v is not None}
        )
    county = settle(given, spec, {} if spec.source else documented(data_root))
    return with_town(county, given, spec) if spec.communities else county


def read_county(
    spec: CountySpec, data_root: Path, problems: list[Problem], boundary: Path | None = None
) -> Given | None:
    """What the tables of a county say; every fault is appended to ``problems``. ``boundary`` replaces the one beside
    the tables."""
    shipped = spec.source is None
    source = Path(spec.source) if spec.source else data_root / spec.slug
    if shipped and not source.is_dir():
        problems.append(_unknown(spec.slug, data_root))
        return None
    findings = Findings(problems)
    tables = read_source(source, findings)
    if shipped and "county" not in tables:
        tables["county"] = _shipped_row(data_root, spec.slug)
    path = boundary or boundary_file(source, findings)
    outline = read_boundary(path, problems, spec.coordinates) if path else None
    places = Path(spec.matrix_places) if spec.matrix_places else None
    matrix = read_matrix(Path(spec.matrix), places, findings) if spec.matrix else None
    given = check(tables, outline, "real" if shipped else "user", findings, spec.coordinates, matrix)
    if given is not None:
        problems += seat_problems(given, spec.seat)
        problems += town_problems(given, spec)
    return given


def _unknown(slug: str, data_root: Path) -> Problem:
    """That no county of this name is shipped."""
    known = sorted(p.name for p in data_root.iterdir() if p.is_dir()) if data_root.is_dir() else []
    hint = did_you_mean(slug, known, phrase("county.own_source"))
    return Problem("county.unknown", "county.slug", slug, one_of(known), hint)


def _shipped_row(data_root: Path, slug: str) -> RawTable:
    table = read_table(data_root / "counties.csv", "county", Findings())
    assert table is not None
    slugs = table.columns[table.header.index("slug")]
    return table.only([row for row, found in enumerate(slugs) if found == slug])


def documented(data_root: Path) -> dict[str, Fact]:
    """Documented distances of the shipped counties' townships, by code."""
    with (data_root / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {
            r["township_code"]: Fact(float(r["km"]), float(r["bearing"]) if r["bearing"] else None)
            for r in csv.DictReader(file)
        }
