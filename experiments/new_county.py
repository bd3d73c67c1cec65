"""``parcelflow new-county``: an empty workbook to fill in, a county built from names and a boundary, or a shipped one
to be edited."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from experiments.scenarios.provenance import DATA
from experiments.settings.config import Config
from sim.county.beside import boundary_beside
from sim.county.spec import CountySpec
from sim.county.workbook import new_county, write_template
from sim.policy.plan_book import add_sheets
from sim.problems import InputError, Phrase, Problem, phrase


def main(config: Config, folder: Path) -> int:
    """Write the workbook (or folder) that ``new_county.file`` names, and say what was written and what to do next; the
    exit code."""
    print(_written(config, Path(config.new_county.file)).text(config.run.lang))
    return 0


def _written(config: Config, path: Path) -> Phrase:
    asked, lang, parameters = config.new_county, config.run.lang, config.parameters.model_dump(mode="json")
    filled = asked.filled and asked.names is None
    more = partial(add_sheets, lang=lang, document=config.plan, parameters=parameters, filled=filled)
    if asked.names is None and not asked.filled:
        write_template(path, lang, more)
        return phrase("geo.wrote_empty", path=str(path), check=_check(path))
    county = new_county(_spec(config, path), DATA, path, Path(asked.boundary) if asked.boundary else None, lang, more)
    check, townships, villages = _check(path, config.county.slug if filled else ""), county.townships, county.villages
    told = phrase("geo.wrote_filled", path=str(path), check=check, townships=len(townships), villages=len(villages))
    return phrase("geo.and_boundary", told=told, path=str(boundary_beside(path))) if county.boundary else told


def _spec(config: Config, path: Path) -> CountySpec:
    """The county to write: the config's own, or one of the table of names."""
    names = config.new_county.names
    if names is not None:
        return CountySpec(**{**config.county.model_dump(), "slug": path.stem or "own", "source": names})
    if config.county.stylised is not None:
        raise InputError([Problem("county.no_tables", "county", config.county.slug, phrase("geo.tables_county"))])
    return config.county


def _check(path: Path, slug: str = "") -> str:
    """The command that checks what was written; a shipped county's plan, which its name alone would bring along, is
    named."""
    plan = f" settings={slug}" if slug and (DATA.parent / "settings" / f"{slug}.yaml").is_file() else ""
    return f"parcelflow check county={path}{plan}"
