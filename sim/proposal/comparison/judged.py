"""A comparison with what tested its answer, or divided its cost up, beside what it found itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.inference.cost.sharing import PoolCosts, sharing
from sim.inference.robustness.robust import RobustnessFindings
from sim.proposal.comparison.compared import Compared
from sim.proposal.comparison.robust_words import robust_answer, robust_lines
from sim.proposal.lines import Statement
from sim.proposal.tables import mode_names


def means_of(result: Compared) -> dict[tuple[str, str], float]:
    """By column and KPI with its scope, the means that a comparison found."""
    summary = result.frames.summary
    each = zip(summary["mode"], summary["kpi"], summary["mean"], strict=True)
    return {(str(mode), str(kpi)): float(mean) for mode, kpi, mean in each}


def with_robustness(result: Compared, found: RobustnessFindings) -> Compared:
    """The result with how robust its order is, in its answer and on its trust card."""
    zh, en = mode_names(result.prepared, "zh"), mode_names(result.prepared, "en")
    names = {name: (zh[name], en[name]) for name in zh}
    card, lines = result.card, robust_lines(found, names)
    answers = (*card.answers[:1], robust_answer(found, names), *card.answers[1:])
    flips = card.flips or any(x.verdict for x in lines)
    return replace(result, robust=found, card=replace(card, answers=answers, lines=(*card.lines, *lines), flips=flips))


def with_sharing(result: Compared, pools: Sequence[PoolCosts | Statement]) -> Compared:
    """The result with the table ``sharing``, and a line on its card for every pool whose groups have no cost."""
    table = sharing([of for of in pools if isinstance(of, PoolCosts)])
    lines = tuple(of for of in pools if isinstance(of, Statement))
    plan, card = result.plan | ({"sharing": table} if len(table) else {}), result.card
    return replace(result, plan=plan, card=replace(card, lines=(*card.lines, *lines)))
