"""``parcelflow why``: what parcels of a village waited for, step by step, and what their cost is made of, line by line.
"""

from __future__ import annotations

from pathlib import Path

from experiments.scenarios.prepare import county_of, prepare
from experiments.settings.config import Config
from sim.chart.style import FULL_MM, drawing, dress, new_figure, save
from sim.chart.waits import draw_waits, waits_height
from sim.demand.source import parcels_of
from sim.flow.draws import draw
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.measure.measure import measure
from sim.plain.whole import write_whole
from sim.problems import Faults, InputError, Problem, did_you_mean, one_of, phrase
from sim.proposal.aligned import table
from sim.proposal.book import save_workbook
from sim.proposal.paper import Block, Figure, Grid, Paper, Passage
from sim.proposal.paper_page import paper_page
from sim.proposal.tables import mode_names
from sim.proposal.why import WhyAnswer, village_of, why
from sim.proposal.why_traced import Traced
from sim.service.prepared import Prepared
from sim.words import say


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
    answer = why(_traced(prepared, asked.replication), village, asked.parcel, asked.cost, lang)
    print("\n".join(answer.lines))
    for sheet in answer.sheets:
        print(f"\n{sheet.title}\n{table(sheet.table)}")
    (mode,) = mode_names(prepared, lang).values()
    under = phrase("why.of", mode=mode, number=asked.replication, seed=prepared.seed).text(lang)
    _write(answer, under, folder, lang)
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


def _traced(prepared: Prepared, number: int) -> Traced:
    """One replication, the same that every other verb has under its number; its laws are checked."""
    (scenario,), p, county = prepared.scenarios, prepared.parameters, prepared.county
    drawn = draw(scenario.plan, *parcels_of(county, p, prepared.seed, number), p, prepared.seed, number)
    outcome = simulate(scenario.plan, drawn)
    check_laws(scenario.plan, drawn, outcome)
    measures = measure(scenario.plan, drawn, outcome, county, p, number)
    return Traced(prepared=prepared, draws=drawn, outcome=outcome, measures=measures)


def _write(answer: WhyAnswer, under: str, folder: Path, lang: str) -> None:
    """Write a page, a workbook and the figure; ``under``: what they are of."""
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    steps = answer.steps
    with drawing([answer.title, *steps["name"]]):
        figure = new_figure(FULL_MM, waits_height(steps["name"].tolist()))
        ax = figure.add_subplot()
        unit = say(lang, "到县中心以来（小时）", "hours since the hub")
        draw_waits(ax, steps["name"].tolist(), steps["part"].tolist(), steps["hours"].tolist(), unit, lang)
        dress(figure, answer.sheets[-2].title, (), "", ax.get_legend_handles_labels())
        drawn = save(figure, folder / "charts" / "why")
    grids = [Grid(f"table_{i}", x.title, x.table, x.formats, x.about) for i, x in enumerate(answer.sheets)]
    picture = Figure("why", answer.sheets[-2].title, drawn[0])
    blocks: list[Block] = [*(Passage(line) for line in answer.lines), *grids[:-1], picture, grids[-1]]
    write_whole(folder / "index.html", paper_page(Paper(answer.title, under, blocks, lang)))
    save_workbook(folder / "why.xlsx", [(answer.title, line) for line in answer.lines], answer.sheets, lang)
