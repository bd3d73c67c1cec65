"""``replications=auto``: so many replications that every asked interval is narrow enough.

The rule is ``sim.inference.enough``'s, a function of the replications' values alone: a run that is repeated, resumed or
done by other processors reports the same number of replications, however many more of them are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator
from sim.inference.enough import rule_of
from sim.inference.precision import Decision
from sim.inference.precision_keys import Precision
from sim.store.kept import Want
from sim.store.precise import decided
from sim.store.status import Status


def run_together(evaluator: Evaluator, keys: Precision, points: Sequence[DesignPoint], want: Want) -> Decision:
    """Run the points of a comparison until the rule is content with all of them and their differences.

    Raises:
        ReplicationError: a replication did not come to its end.
    """
    before, scenarios = 0, {p.scenario: p.key for p in points}
    for n in rule_of(keys).looks():
        evaluator.must_run(points, range(before, n), want)
        decision, before = decided(keys, evaluator.archive, scenarios, n), n
        if decision.enough:
            return decision
    raise AssertionError("the last look is the last")


def run_auto(evaluator: Evaluator, keys: Precision, points: Iterable[DesignPoint]) -> list[tuple[Status, Decision | None]]:
    """Run every point until the rule is content with it, each judged for itself; a status and a decision a point, in
    their order.

    ``Decision.n`` says with how many replications a point is reported; None where it failed. All points that still want
    more run together.

    Args:
        points: gone through once a look (a design, or a list), so that none of them is kept.
    """
    found, order = dict[str, tuple[Status, Decision | None]](), list[Status]()
    for n in rule_of(keys).looks():
        statuses = evaluator.run((p for p in points if p.key not in found), range(n))
        order = order or statuses
        for status in statuses:
            decision = decided(keys, evaluator.archive, {"": status.key}, n) if status.state == "ok" else None
            if decision is None or decision.enough:
                found[status.key] = status, decision
        failed = any(decision is None for _, decision in found.values())
        if len(found) == len({s.key for s in order}) or (failed and evaluator.fail_fast):
            break
    return [_of(status, found.get(status.key)) for status in order]


def _of(first: Status, found: tuple[Status, Decision | None] | None) -> tuple[Status, Decision | None]:
    """What came of a point, under the labels with which it was first met; missing where it wants more."""
    if found is None:
        return replace(first, state="missing"), None
    return replace(found[0], labels=first.labels), found[1]
