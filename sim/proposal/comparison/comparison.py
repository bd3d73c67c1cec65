"""A comparison's cover, charts and page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from sim.chart.base_map import BaseMap
from sim.chart.catalogue import CHARTS, ON_PAGE
from sim.chart.info import ChartSpec, ModeName, PlanInfo, hub_departures
from sim.chart.render import render_all
from sim.chart.subject import Subject
from sim.proposal import tables
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.comparison_words import alarms, county_facts, foot, headline, scope, title, told_first
from sim.proposal.comparison.disruption_shown import disruption_section
from sim.proposal.comparison.evidence import scheme_of
from sim.proposal.comparison.gap_words import gap_lines, gap_shown
from sim.proposal.comparison.money_shown import money_sections
from sim.proposal.comparison.robust_words import robust_shown
from sim.proposal.comparison.titles import SHEETS, title_of
from sim.proposal.marks import legend
from sim.proposal.page import PageSection, page, pictures
from sim.proposal.plan.plan_view import PlanReader
from sim.proposal.plan.plan_views import plan_sections
from sim.proposal.trust import GROUPS
from sim.service.prepared import Prepared
from sim.service.tables import vehicle_text
from sim.words import say


def cover(result: Compared, lang: str) -> list[tuple[str, str]]:
    """The cover of the workbook above its list of sheets: run, county, whose parcels, the answer."""
    facts, basis = county_facts(result, lang), (say(lang, "口径", "Scope"), scope(result, lang))
    county = [(say(lang, "县情", "County"), facts)] if facts else []
    told = [say(lang, x.zh, x.en) for x in told_first(result)]
    return [(title(result, lang), foot(result, lang)), *county, basis, *_topic(say(lang, *GROUPS["answer"]), told)]


def card_rows(result: Compared, lang: str) -> list[tuple[str, str]]:
    """The trust card, for the cover below the list of sheets."""
    lines = result.card.lines
    told = {key: [say(lang, x.zh, x.en) for x in lines if x.group == key] for key in GROUPS}
    return [row for key, texts in told.items() for row in _topic(say(lang, *GROUPS[key]), texts)]


def _topic(topic: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    """A row a text, the first behind the topic."""
    return [("" if i else topic, text) for i, text in enumerate(texts)]


def charts(result: Compared, asked: ChartSpec, folder: Path, lang: str) -> dict[str, Callable[[], list[Path]]]:
    """By chart, what draws it below ``folder`` and gives its files; of the plans that are not overloaded, whose figures
    alone count."""
    info = plan_info(result, asked, lang)
    if not info.modes:
        return {}
    shown = {name: table for name, table in result.tables().items() if name != "ledger"}  # long, and no figure shows it
    of = Subject(frames=shown, base=BaseMap.of(result.prepared.county), info=info, lang=lang)
    given = (of, folder / "charts", asked.formats, asked.dpi)
    return {name: partial(render_all, *given, (name,)) for name in ON_PAGE}


def plan_info(result: Compared, asked: ChartSpec, lang: str) -> PlanInfo:
    """What charts know beside the tables: the plans that are not overloaded, with their departures."""
    departures = {s.name: hub_departures(s.plan) for s in result.prepared.scenarios}
    under = say(lang, "", " ").join(line for line in (_left_out(result, lang), foot(result, lang)) if line)
    return PlanInfo(
        _sound_modes(result.prepared), departures, under, (*asked.order, *departures), scheme_of(result),
        _chart_words(result, lang), asked.map_approval,
    )


def _chart_words(result: Compared, lang: str) -> dict[str, str]:
    """Names of modes that serve villages, and of the plan's targets."""
    modes = {key: say(lang, mode.name_zh, mode.name_en) or key for key, mode in result.prepared.modes.items()}
    targets = result.document.targets if result.document else {}
    parameters = result.prepared.parameters
    vehicles = {key: vehicle_text(key, parameters, lang) for key in parameters.vehicles}
    return vehicles | modes | {key: say(lang, t.zh, t.en) or key for key, t in targets.items()}


def _sound_modes(prepared: Prepared) -> tuple[ModeName, ...]:
    """The plans that are not overloaded, by name, and whether they hand over at the township."""
    zh, en = tables.mode_names(prepared, "zh"), tables.mode_names(prepared, "en")
    remote = tables.status_quo(prepared)
    return tuple(
        ModeName(s.name, zh[s.name], en[s.name], s.name in remote) for s in prepared.scenarios if not s.overloads
    )


def _left_out(result: Compared, lang: str) -> str:
    """Which plans no chart shows."""
    names = tables.mode_names(result.prepared, lang)
    over = say(lang, "、", ", ").join(names[s.name] for s in result.prepared.scenarios if s.overloads)
    return say(lang, f"超负荷的方案不画：{over}。", f"Not drawn, since overloaded: {over}.") if over else ""


def _gaps(result: Compared, lang: str) -> PageSection:
    """Why each mode costs more than the cheapest; empty where there is nothing to compare."""
    found = result.costs.get("gaps")
    head = say(lang, "成本差距从何而来", "Where gaps in cost come from")
    if found is None or found.empty:
        return PageSection(head)
    zh, en = tables.mode_names(result.prepared, "zh"), tables.mode_names(result.prepared, "en")
    kpi = str(found["kpi"].iloc[0])
    lines = [say(lang, *line) for line in gap_lines(found, kpi, {m: (zh[m], en[m]) for m in zh})]
    note = say(
        lang,
        "路网形状：同一合作方两种形状（经乡镇、县直达）之差；合作方：其余部分；两项之和为差距。"
        "其余各列为差距的另一种拆法，之和也为差距。费用只在各方之间转移，不计入社会总成本；"
        "快递企业支出的拆分和所有两两差距见工作簿“成本差距”表。",
        "Shape of the network: between both shapes of one partner (via the township, straight from the hub); the "
        "partner: the rest; the two add up to the gap. The other columns split the same gap another way and add up to "
        "it too. Fees only change hands and are no system cost; the brands' outlay and every pair are on the sheet "
        "Gaps of the workbook.",
    )
    return PageSection(head, gap_shown(found, kpi, zh if lang == "zh" else en, lang), lines, note=note, level=3)


def _robustness(result: Compared, lang: str) -> PageSection:
    """How often the order of each pair holds; empty where that was not tested."""
    table = None if result.robust is None else robust_shown(
        result.robust, tables.mode_names(result.prepared, lang), lang
    )
    note = say(
        lang,
        "取值点：全部参数在合理范围内同时取值（拉丁超立方），每点各模式按该点件量重新规划（人员、车辆、货架按需配备）"
        "并短期模拟；超负荷或不可行的不计。互换：其余参数不变，只取所列的值。稳健：95%的点成立且无单项互换。",
        "A point draws all parameters within their plausible ranges (Latin hypercube); every mode is planned anew, "
        "with the people, vehicles and shelves that its parcels need, and simulated for a short time; overloaded or "
        "impossible plans are not counted. Turned: with that value alone, all else as it is. Robust: holds at 95 % of "
        "the points, and nothing alone turns it.",
    )
    return PageSection(
        say(lang, "成本排序的稳健性", "Robustness of the ranking by cost"), table, note=note, level=3
    )


def comparison_page(
    result: Compared, files: Sequence[str], drawn: Sequence[Path], lang: str, charts_in: str | None,
    folded: Sequence[PageSection] = (),
) -> str:
    """index.html of a comparison.

    Args:
        files: names of the tables in the folder.
        drawn: files of the charts.
        charts_in: see ``comparison_words.alarms``.
        folded: long tables, which stand before the charts.
    """
    card = result.card
    groups = [
        (say(lang, *GROUPS[key]), [say(lang, x.zh, x.en) for x in card.lines if x.group == key]) for key in GROUPS
    ]
    return page(
        title(result, lang),
        [say(lang, x.zh, x.en) for x in (*told_first(result), *alarms(result, charts_in))],
        scope(result, lang),
        _sections(result, drawn, lang, folded),
        files,
        [(head, lines) for head, lines in groups if lines],
        foot(result, lang),
        lang,
        facts=county_facts(result, lang),
        called=_called(files, lang),
    )


def _called(files: Sequence[str], lang: str) -> dict[str, str]:
    """What the tables of a folder are called, as their sheets in the workbook are."""
    return {file: title_of(Path(file).stem, lang) for file in files if Path(file).stem in SHEETS}


def _sections(result: Compared, drawn: Sequence[Path], lang: str, folded: Sequence[PageSection]) -> list[PageSection]:
    """What follows the answer on the page."""
    shown, prepared = headline(result, lang), result.prepared
    return [
        *plan_sections(result.plan, PlanReader(result.document, prepared, lang)),
        PageSection(
            say(lang, "模式比较（均值 ± 95%区间半宽）", "Comparison (mean ± half of the 95 % interval)"), shown,
            note=legend(shown.to_numpy().ravel().astype(str), lang),
        ),
        _gaps(result, lang),
        *money_sections(result.costs, tables.mode_names(prepared, lang), prepared.parameters, lang),
        _robustness(result, lang),
        disruption_section(result.costs, tables.mode_names(prepared, lang), lang),
        PageSection(
            say(lang, "承运方既有运力可承运的占比（不增车）", "What hosts carry on what they have (no vehicle added)"),
            tables.hosts(result.frames, prepared, lang), kind="small", level=3,
        ),
        *folded,
        PageSection(
            say(lang, "图", "Charts"), charts=[(p, say(lang, *CHARTS[p.stem])) for p in pictures(drawn)],
            note=_left_out(result, lang),
        ),
    ]
