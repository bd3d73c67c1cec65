"""What a sensitivity study prints: what it is about to run, and at its end the answer and where everything is."""

from __future__ import annotations

from pathlib import Path

from sim.inference.drivers.driver_keys import Sensitivity
from sim.inference.drivers.drivers import Drivers
from sim.proposal.about import About
from sim.proposal.aligned import table
from sim.proposal.sensitivity.sensitivity_tables import noise_in_words
from sim.proposal.sensitivity.sensitivity_words import answer, warnings
from sim.words import say


def beginning(about: About, asked: Sensitivity, factors: int, replications: int | None, *, own: bool) -> list[str]:
    """What will be run.

    Args:
        about: with the names of the modes. ``factors``: how many keys are turned.
        replications: of a point; None: as many as precision asks.
        own: nobody named a mode, so that it is the config's alone.
    """
    lang, keys = about.lang, factors if asked.keys is not None else min(asked.top, factors)
    points = asked.trajectories * (keys + 1) if asked.method == "morris" else asked.samples * (keys + 2)
    names = say(lang, "、", ", ").join(about.name(m) for m in about.names)
    repeated = say(lang, f"每个方案{replications}次重复", f"{replications} replications a point")
    if replications is None:
        repeated = say(lang, "重复次数按精度", "replications by precision")
    lines = [say(
        lang,
        f"敏感性分析（{asked.method}）：模式 {names}；先逐项变动{factors}个参数（{2 * factors}个方案），"
        f"再对其中{keys}个联合变动（{points}个方案），每种模式如此，{repeated}。",
        f"Sensitivity ({asked.method}) of {names}: {factors} keys one at a time ({2 * factors} points), "
        f"then {keys} of them together ({points} points), in each mode, {repeated}.",
    )]
    more = "只分析配置中的一种模式；多种模式：sensitivity.modes=[...]。"
    return [*lines, say(lang, more, "One mode, the config's own; for more: sensitivity.modes=[...].")] if own else lines


def by_precision(n: int, lang: str) -> str:
    """What ``replications=auto`` came to."""
    zh = f"按现方案的精度，每个方案{n}次重复。"
    return say(lang, zh, f"By the precision of the plan as configured: {n} replications at every point.")


def ending(about: About, found: Drivers, folder: Path) -> list[str]:
    """The answer, what went wrong, the noise, and where everything is."""
    where = say(
        about.lang,
        f"结果：{folder}（先看 index.html；表 sensitivity.csv、one_at_a_time.csv、ranges.csv；图 charts/）",
        f"Results: {folder} (begin with index.html; sensitivity.csv, one_at_a_time.csv, ranges.csv; charts/)",
    )
    lines = [*(f"• {line}" for line in answer(about, found)), *(f"! {line}" for line in warnings(about, found))]
    return [*lines, "\n" + table(noise_in_words(about, found), widest=60), "\n" + where]
