"""What a mode map leaves: its charts, its page, and what it prints."""

from __future__ import annotations

from pathlib import Path

from experiments.settings.config import Config
from experiments.studies.frame import about_of
from sim.chart.info import ModeName
from sim.measure.codebook import codebook
from sim.plain.whole import write_whole
from sim.proposal.aligned import table
from sim.proposal.frames import save_frame
from sim.proposal.mode_map.map_page import charts, map_page, sections
from sim.proposal.mode_map.map_words import answer
from sim.proposal.mode_map.mapped import Mapped
from sim.service.map_cells import MapGround
from sim.service.map_keys import HOST_FEES
from sim.words import say


def empty(config: Config, at: MapGround, replications: int, folder: Path) -> Mapped:
    """A map of which nothing is found yet."""
    asked, known = config.mode_map, config.mode_table
    modes = tuple(ModeName(m, known[m].name_zh, known[m].name_en, known[m].handover == "township") for m in config.modes)
    fee = ("承运费倍数", "fees paid to hosts ×") if asked.fee == HOST_FEES else (f"tariff.{asked.fee} =",) * 2
    return Mapped(
        about=about_of(config, config.key(), config.modes), modes=modes, replications=replications, objective=config.run.objective,
        outline=at.outline, distances=at.distances, along=asked.along, loop_villages=asked.loop_villages,
        fee_name=fee, fees=asked.fees, days=asked.measured_days, folder=folder,
    )  # fmt: skip


def report(found: Mapped, *, drawn: bool) -> None:
    """Draw the charts, if any are wanted, write the page, print the answer."""
    pictures = charts(found) if drawn else []
    lines, told = answer(found), sections(found)
    save_frame(found.folder, "kpis", codebook())
    write_whole(found.folder / "index.html", map_page(found, lines, told, pictures))
    for head, frame in told:
        print(f"\n{head}\n" + table(frame, rows=20, widest=60))
    print()
    for text in lines:
        print("• " + text)
    print("\n" + say(found.lang, f"结果：{found.folder}（先看 index.html）", f"Results: {found.folder} (begin with index.html)"))
