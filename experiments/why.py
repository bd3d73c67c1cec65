"""``parcelflow why``: what parcels of a village waited for, step by step, and what their cost is made of."""

from __future__ import annotations

from pathlib import Path

from experiments.scenarios.prepare import county_of, prepare
from experiments.settings.config import Config
from sim.problems import Faults, InputError, Problem, did_you_mean, one_of, phrase
from sim.proposal.aligned import table
from sim.proposal.county_line import county_line
from sim.proposal.measured import measured
from sim.proposal.tables import mode_names
from sim.proposal.why.why import village_of, why
from sim.proposal.why.why_page import write_why
from sim.proposal.why.why_traced import traced


def check(config: Config) -> None:
    """Read the keys of the verb.

    Raises:
        InputError: neither a village nor a parcel is named; no such village or mode is there.
    """
    village, nothing = config.why.village, Problem("why.nothing", "why.village", "null", phrase("why.nothing"))
    faults = Faults([nothing] if village is None and config.why.parcel is None else [])
    with faults.gathered():
        _mode(config)
    if village is not None:
        with faults.gathered():
            village_of(county_of(config), village)
    faults.refuse()


def main(config: Config, folder: Path) -> int:
    """Simulate one replication of one mode, print the answer and write it to the folder; the exit code."""
    lang, asked = config.run.lang, config.why
    prepared = prepare(config, (_mode(config),))
    village = None if asked.village is None else village_of(prepared.county, asked.village)
    answer = why(traced(prepared, asked.replication), village, asked.parcel, asked.cost, lang)
    print("\n".join(answer.lines))
    for sheet in answer.sheets:
        print(f"\n{sheet.title}\n{table(sheet.table)}")
    (mode,), days = mode_names(prepared, lang).values(), measured(prepared.parameters, lang)
    under = phrase("why.of", mode=mode, number=asked.replication, seed=prepared.seed, days=days).text(lang)
    write_why(answer, under, folder, lang, facts=county_line(prepared.county, prepared.parameters, lang))
    print("\n" + phrase("why.wrote", folder=str(folder)).text(lang))
    return 0


def _mode(config: Config) -> str:
    """The mode or assignment that is asked about; of a plan its own column after the status quo.

    Raises:
        InputError: there is none of that name.
    """
    named, known = config.why.mode, (*config.modes, *config.mode_table, *config.assignment_table)
    if named is not None and named not in known:
        allowed = one_of(dict.fromkeys(known))
        raise InputError([Problem("why.mode", "why.mode", named, allowed, did_you_mean(named, known))])
    usual = config.modes[:2][-1] if config.plan is not None else config.mode
    return named or (config.assignment.name if config.assignment.mixed else usual)
