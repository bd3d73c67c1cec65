"""What a results folder holds, file by file: the documents show it, and every command's folder is checked against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path


@dataclass(frozen=True)
class Held:
    """Files of a folder that belong together.

    Attributes:
        verbs: whose folders hold them. ``files``: their names, tables and pictures without suffix, ``*`` for any.
        holds: what they hold.
    """

    verbs: tuple[str, ...]
    files: tuple[str, ...]
    holds: str


RUNS, SWEEPS, SENSITIVITY, OPTIMISE, MAP, WHY = ("compare", "simulate"), ("sweep", "collect"), ("sensitivity",), ("optimise",), ("mode-map",), ("why",)
EVERY = (*RUNS, *SWEEPS, *SENSITIVITY, *OPTIMISE, *MAP)

CONTENTS = (
    Held(EVERY, ("provenance.json",), "version, commit, config, seed, packages, machine, digest of the outcomes, how many replications were simulated and how many found"),
    Held(EVERY, ("kpis",), "what each KPI counts"),
    Held(EVERY, (".parcelflow.json",), "which command the folder belongs to, so that it goes on after an interruption and no other run writes into it"),
    Held(RUNS, ("index.html",), "the answer in words, the comparison, the charts, the trust card"),
    Held(RUNS, ("tables.xlsx",), "every table for people"),
    Held(RUNS, ("documents.json.gz",), "words and tables in both languages, of which `propose` makes documents"),
    Held(RUNS, ("proposal.docx", "proposal.xlsx", "proposal.html"), "after `propose`: the annex of a plan proposal"),
    Held(RUNS, ("explore.html",), "after `explore`: a page on which every village and mode is explored, and a day replayed"),
    Held(WHY, ("index.html", "why.xlsx", "charts/why"), "what a village's parcels, and its slowest one, waited for, step by step, both ways; the recipe of a cost"),
    Held(RUNS, ("summary",), "mode, KPI, mean and interval"),
    Held(RUNS, ("comparison",), "paired differences between modes, with verdicts adjusted for their number"),
    Held(RUNS, ("recipe", "gaps", "shapes"), "what a parcel's cost is made of in each mode; the gap of each pair in parts that sum to it; the shapes of the network that were tried"),
    Held(RUNS, ("robustness",), "at how many points of the plausible ranges the order of each pair of modes by cost holds, and which values alone turn it"),
    Held(RUNS, ("villages", "townships"), "every KPI of each village or township and mode, with intervals"),
    Held(RUNS, ("village_results",), "every village under the scheme, in one row"),
    Held(RUNS, ("worst20",), "the villages slowest to reach in each mode"),
    Held(RUNS, ("replications",), "every KPI of each replication"),
    Held(RUNS, ("ledger", "costs"), "every yuan: who, to whom, for what, for which village; the same by line of cost and payer"),
    Held(RUNS, ("subsidies", "investment"), "what the public purse pays, by rule: to whom, how many places qualify, once and a year; what is bought once, and its annuity"),
    Held(RUNS, ("basics", "budget"), "villages, points, people, parcels a day and a year; the cost of each line a parcel and a year"),
    Held(RUNS, ("thresholds", "backstop", "appraisal"), "with `plan=`: thresholds of its subsidies against a year's parcels; villages served by a backstop and their cost; indicators of appraisal"),
    Held(RUNS, ("mix_room",), "with a best mix: for villages that hosts have too little room for, what another mode would cost all villages together"),
    Held(RUNS, ("shelves",), "with `plan=`: how many parcels the shelf of each village point is to hold, against what it holds"),
    Held(RUNS, ("standards", "facilities"), "with `plan=`: at how many places each standard of a facility is met; place by place what there is, planned or missing"),
    Held(RUNS, ("target_counts", "counties"), "with `plan=`: the places that each target counts, by replication; with a plan of several counties: a row each, and all together; each county has a folder of its own below"),
    Held(RUNS, ("rollout", "whatif"), "with `plan=`: month by month and township what is reached, each stage simulated; the plan if one thing at a time turns out otherwise"),
    Held(RUNS, ("targets",), "with `plan=`: each target of the county's plan: required, simulated, met, gap or not verified"),
    Held(RUNS, ("gains", "running_cost"), "what each actor spends a year and what that is against today; what running costs each, by what it is paid for"),
    Held(RUNS, ("contracts",), "each fee of each mode: its price, the least at which its payee does not lose, the most at which its payer does not"),
    Held(RUNS, ("cashflow",), "where something is paid once: five years' cash flow of each actor"),
    Held(RUNS, ("sharing",), "with `sharing.modes`: what each brand of a pool pays by volume, by stand-alone cost and by Shapley value, and what it saves against being alone"),
    Held(RUNS, ("best_mix", "mix_tried"), "with a plan, or `mix.modes`: the mode of each village at least cost, its second and the margin; the plans that were tried for it"),
    Held(RUNS, ("assignment",), "the mode of each village in each column, and the rule that gave it"),
    Held(RUNS, ("timetable", "fleet", "crews", "loads", "overloads"), "the plans and what is asked of them"),
    Held(RUNS, ("fleet_use", "crews_use"), "how vehicles and crews were used"),
    Held(RUNS, ("hosts",), "what hosts carry on what they have"),
    Held(RUNS, ("distribution", "decomposition", "hub_hours", "visits"), "what the charts show: times by hour, parts of the time, the hub's day, cost against parcels a visit"),
    Held(RUNS, ("backlog",), "what comes in and what waits, day by day, where the calendar or the harvest makes days unlike"),
    Held(RUNS, ("disruptions",), "where anything is to go wrong: by cause, day and line or place, runs not run, who was away, parcels that waited for it and their hours"),
    Held(RUNS, ("inputs",), "every input with value, range, source"),
    Held(RUNS, ("precision", "headline"), "how intervals narrowed (`replications=auto`); the headline by placement (`placement_seeds`)"),
    Held(RUNS, ("robustness",), "with `robustness.points`: how often the order of each pair of modes holds over the plausible ranges, and which key alone turns it"),
    Held(RUNS, ("trace/*",), "with `trace=true`: every parcel, ride, run, stop and shift"),
    Held(RUNS, ("charts/*",), "each figure of the page as PNG, SVG and PDF"),
    Held(RUNS, ("figures/*",), "after `propose`: the figure set for print, in its language: PNG (`chart.print_dpi`), SVG, PDF, and its numbers as CSV"),
    Held(RUNS, ("routes",), "where each line goes, stop by stop: position and way from its base"),
    Held(SWEEPS, ("index.html",), "the answer, the best scenarios, charts, what failed, what was swept, the trust card"),
    Held(SWEEPS, ("sweep", "comparison"), "a row a scenario; each against the best"),
    Held(SWEEPS, ("replications",), "every number: scenario, replication, KPI, value"),
    Held(SWEEPS, ("selection",), "with `sweep.select`: what became of each scenario"),
    Held(SWEEPS, ("charts/heat_map", "charts/line_plot"), "`sweep.kpi` over two keys, and along one"),
    Held(SWEEPS, ("design.json",), "the scenarios, for `collect`"),
    Held(SENSITIVITY, ("index.html",), "the answer, the indices and the charts"),
    Held(SENSITIVITY, ("sensitivity", "between_modes"), "the indices; the part of the variance that is between modes"),
    Held(SENSITIVITY, ("one_at_a_time", "charts/tornado_*"), "each key alone"),
    Held(SENSITIVITY, ("outputs", "precision"), "replication noise beside the output's variation; how intervals narrowed (`replications=auto`)"),
    Held(SENSITIVITY, ("ranges", "points"), "what was varied and why; what became of every point (one without a feasible plan drops its trajectory)"),
    Held(OPTIMISE, ("index.html", "charts/front"), "the answer and the front"),
    Held(OPTIMISE, ("front", "searched"), "the plans of the result (cheapest, knee and front marked); everything looked at, and why it was left"),
    Held(OPTIMISE, ("timetable", "fleet", "crews", "loads"), "the chosen plan"),
    Held(OPTIMISE, ("conf/settings/chosen.yaml",), "the same as a config, with the command that simulates it"),
    Held(MAP, ("index.html", "charts/*"), "the answer, the map, cost curves, break-evens, villages"),
    Held(MAP, ("mode_map", "break_even"), "each mode in each cell; where two modes cost the same"),
    Held(MAP, ("village_modes", "mixture"), "the best mode of each village; what becomes of them together"),
)
"""Every file of every verb's folder."""

TABLES_AND_PICTURES = (".parquet", ".csv", ".png", ".svg", ".pdf")


def unknown(verb: str, folder: Path) -> set[str]:
    """Files of a verb's results folder that no line tells of."""
    patterns = [pattern for held in CONTENTS if verb in held.verbs for pattern in held.files]
    return {name for name in _names(folder) if not any(fnmatchcase(name, pattern) for pattern in patterns)}


def _names(folder: Path) -> Iterable[str]:
    """The files of a folder as the table names them."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return (file.with_suffix("").as_posix() if file.suffix in TABLES_AND_PICTURES else file.as_posix() for file in files)
