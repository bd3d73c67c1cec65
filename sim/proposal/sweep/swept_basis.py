"""What is said of a sweep before it begins: how much there is to do, and what its numbers come from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sim.county.county import County
from sim.demand.expected import expected
from sim.inference.precision import StoppingRule
from sim.parameters import Parameters
from sim.policy.basics import county_basics
from sim.proposal.county_line import facts_line
from sim.proposal.measured import measured
from sim.proposal.sweep.swept import Basis
from sim.proposal.trust import input_lines
from sim.words import LANGUAGES, say

SEVERAL = ("各县不同：见各县的比较结果（compare）", "differs between the counties: see a comparison of each")


CALENDAR = ("horizon", "demand.calendar", "demand.occasions", "demand.outbound.harvest", "demand.outbound.products")
"""Keys, with all below them, that say which days are measured and what is special about them."""

FILES = ("demand", "settings", "plan")
"""Groups whose files may set such keys."""


def basis(
    county: County | None, p: Parameters, keys: Collection[str], runs: tuple[int | None, int], fixed: Sequence[str],
    version: str,
) -> Basis:
    """What the numbers come from; what is swept is left out.

    Args:
        county: None where the scenarios have several.
        keys: that are swept.
        runs: replications of each scenario (None: by precision), and the seed.
        fixed: overrides that hold for all scenarios.
    """
    names = ("各县", "Several counties") if county is None else (county.name, county.name_en)
    inputs = [SEVERAL] if county is None else [(x.zh, x.en) for x in input_lines(county)]
    return Basis(
        names, _origin(names, p, keys, runs), _days(p, keys), tuple(inputs), tuple(fixed), version,
        _facts(county, p, keys), _measured(p, keys),
    )


def _facts(county: County | None, p: Parameters, keys: Collection[str]) -> tuple[str, str]:
    """The county in one line; without its parcels where they differ between scenarios."""
    if county is None:
        return "", ""
    told = county_basics(county, expected(county, p))
    if any(key.split(".")[0] == "demand" for key in keys):
        told = told[~told["item"].str.startswith("parcels")]
    return facts_line(told, "zh"), facts_line(told, "en")


def _origin(
    names: tuple[str, str], p: Parameters, keys: Collection[str], runs: tuple[int | None, int]
) -> tuple[str, str]:
    """County, replications and their days, seed."""
    n, seed = runs
    zh, en = ("重复次数按精度", "replications by precision") if n is None else (f"{n}次重复", f"{n} replications")
    if "horizon.measured_days" not in keys:
        zh, en = f"{zh}×{p.horizon.measured_days}天", f"{en} of {p.horizon.measured_days} days"
    if "seed" not in keys:
        zh, en = f"{zh} · 种子{seed}", f"{en} · seed {seed}"
    return f"parcelflow · {names[0]} · {zh}", f"parcelflow · {names[1]} · {en}"


def _days(p: Parameters, keys: Collection[str]) -> tuple[str, str]:
    """Which days are simulated."""
    h = p.horizon
    if any(k.split(".")[0] == "horizon" for k in keys):
        return "模拟的日期随方案而变", "which days are simulated differs between scenarios"
    return (
        f"自{h.start_date}起，预热{h.warmup_days}天，统计{h.measured_days}天，收尾{h.drain_days}天",
        f"from {h.start_date}: warm-up {h.warmup_days} days, {h.measured_days} measured, {h.drain_days} to drain",
    )


def _measured(p: Parameters, keys: Collection[str]) -> tuple[str, str]:
    """Which days are measured and of which kind they are, in a sentence each; or that this is swept."""
    if any(key in FILES or f"{key}.".startswith(tuple(f"{c}." for c in CALENDAR)) for key in keys):
        return (
            "统计的日期及其类型（平日、节令、产季）随方案而变。",
            "Which days are measured, and of which kind, differs between scenarios.",
        )
    zh, en = (measured(p, lang) for lang in LANGUAGES)
    return f"{zh}。", f"{en}."


def beginning(
    scenarios: int, different: int, rule: StoppingRule, n: int | None, there: int, archive: str, lang: str
) -> str:
    """How much there is to do.

    Args:
        scenarios: how many. ``different``: how many of them differ.
        rule: where ``n``, the replications of each, is None.
        there: replications that are in the archive already. ``archive``: which that is.
    """
    if n is None:
        most, least = rule.maximum, rule.minimum
        zh = f"{scenarios:,}个方案，每个{least}至{most}次重复（按精度）"
        return say(lang, zh, f"{scenarios:,} scenarios, {least} to {most} replications each, by precision")
    runs = different * n
    left = runs - there
    zh = f"{scenarios:,}个方案 × {n}次重复 = {runs:,}次模拟，其中{there:,}次已在档案（{archive}），待运行{left:,}次"
    en = f"{scenarios:,} scenarios x {n} replications = {runs:,} runs; "
    en += f"{there:,} are in the archive ({archive}), {left:,} to run"
    if different < scenarios:
        zh += f"（{scenarios - different:,}个方案与其他方案相同）"
        en += f" ({scenarios - different:,} scenarios are the same as others)"
    return say(lang, zh, en)
