"""index.html of a sensitivity study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.inference.drivers.drivers import Drivers
from sim.measure.codebook import codebook
from sim.measure.registry import kpi_of, name_of
from sim.plain.whole import write_whole
from sim.proposal.about import About
from sim.proposal.card import card
from sim.proposal.frames import save_frame
from sim.proposal.page import PageSection, page, pictures
from sim.proposal.sensitivity.sensitivity_charts import charts
from sim.proposal.sensitivity.sensitivity_tables import frames, in_words, noise_in_words
from sim.proposal.sensitivity.sensitivity_words import answer, warnings
from sim.proposal.trust import input_lines
from sim.words import apart, say, unit_text

READING = {
    "morris": (
        "μ*：参数在整个范围内变动时指标变化的平均大小；μ：带方向的平均；σ：随其他参数取值而不同的程度。"
        "方括号为轨迹间的95%区间；噪声上限：仅凭重复间随机波动就可能出现的μ*。不改变该指标的参数未列。",
        "μ*: mean size of the change over the key's whole range; μ: the same with its direction; σ: how much it "
        "depends on the other keys. In brackets the 95 % interval over "
        "trajectories; noise at most: the μ* that replication noise alone could give. Keys that do not change it are "
        "left out.",
    ),
    "sobol": (
        "S1：参数单独解释的方差份额；ST：含与其他参数交互。方括号为样本块间的95%区间；噪声上限："
        "仅凭重复间随机波动就可能出现的ST。不改变该指标的参数未列。",
        "S1: share of the variance that the key explains alone; ST: with its interactions. In brackets the 95 % "
        "interval over sample blocks; noise at most: the ST that "
        "replication noise alone could give. Keys that do not change it are left out.",
    ),
}
"""How to read the indices, by method."""


def sensitivity_page(about: About, found: Drivers, charts: Sequence[tuple[Path, str]], files: Sequence[str]) -> str:
    """index.html of a sensitivity study.

    Args:
        files: names of the tables in the folder.
        charts: every file with what it shows.
    """
    lang, county = about.lang, about.county
    modes = say(lang, "、", ", ").join(about.name(m) for m in found.turned.modes)
    noise = say(lang, "结果的变动与重复间的随机波动", "How the results vary, and replication noise")
    return page(
        say(
            lang, f"{county.name}：结果由什么决定（敏感性分析）",
            f"{county.name_en}: what drives the results (sensitivity)",
        ),
        [*answer(about, found), *warnings(about, found)],
        say(lang, f"合作模式：{modes}。所有方案用同一批快件。", f"Modes: {modes}. The same parcels at every point. ")
        + about.measured(),
        [*_of_kpis(about, found, charts), PageSection(noise, noise_in_words(about, found))],
        files,
        card(input_lines(county), _rests_on(about, found), [], lang),
        about.foot(len(found.numbers)),
        lang,
        facts=about.county_line(),
    )


def _of_kpis(about: About, found: Drivers, charts: Sequence[tuple[Path, str]]) -> list[PageSection]:
    """A section a KPI: its indices, and its tornado in every mode."""
    lang = about.lang
    shown, told = set(pictures(path for path, _ in charts)), say(lang, *READING[found.method])
    sections = []
    for kpi in found.turned.kpis:
        frame = in_words(about, found, kpi) if found.indices else None
        drawn = [
            (path, what) for path, what in charts
            if path in shown and path.stem in {f"tornado_{kpi}_{mode}" for mode in found.turned.modes}
        ]
        unit = unit_text(apart(kpi_of(kpi).unit), lang)  # of the changes below it
        head = name_of(kpi, lang) + say(lang, f"（{unit}）", f" ({unit})")
        sections.append(PageSection(head, frame, charts=drawn, note=told if frame is not None else ""))
    return sections


def _rests_on(about: About, found: Drivers) -> list[tuple[str, str]]:
    """On what the numbers rest, in Chinese and English."""
    n, blocks = len(found.numbers), found.design.blocks if found.design else 0
    zh, en = ("条轨迹", "trajectories") if found.method == "morris" else ("个样本块", "sample blocks")
    return [
        about.days(),
        (
            f"每个方案{n}次重复（同一批快件），{blocks}{zh}，{len(found.factors)}个参数",
            f"{n} replications a point (the same parcels), {blocks} {en}, {len(found.factors)} keys",
        ),
        (
            f"参数范围来自参数表的可信区间或配置（ranges.csv）；种子{about.seed}",
            f"ranges are the parameters' plausible ones or the config's (ranges.csv); seed {about.seed}",
        ),
        (f"模型版本 {about.version[:12]}", f"model version {about.version[:12]}"),
    ]


def write_study(about: About, found: Drivers, folder: Path, *, drawn: bool) -> None:
    """Write tables, charts (if any are wanted) and the page of a study into a folder."""
    for name, frame in frames(about, found).items():
        save_frame(folder, name, frame)
    save_frame(folder, "kpis", codebook())
    pictures = charts(about, found, folder) if drawn else []
    files = [p.name for p in sorted(folder.iterdir()) if p.suffix == ".csv"] + ["provenance.json"]
    write_whole(folder / "index.html", sensitivity_page(about, found, pictures, files))
