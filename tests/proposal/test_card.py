"""The trust card of a study: every law, what it rests on, and no heading without a line."""

from __future__ import annotations

from sim.proposal.card import card
from sim.proposal.lines import Statement
from sim.proposal.trust import GROUPS, LAWS
from sim.words import say


def test_every_law_and_limit_is_there_in_the_order_of_the_groups() -> None:
    found = card(
        [Statement("input", "位置为合成", "positions are made up")], [("三次", "three")], [("变", "change")], "en"
    )
    heads = [say("en", *GROUPS[key]) for key in GROUPS]
    assert [head for head, _ in found] == [h for h in heads if h in dict(found)]
    told = dict(found)
    assert told[say("en", *GROUPS["checks"])] == [en for _, en in LAWS.values()]
    assert told[say("en", *GROUPS["input"])] == ["positions are made up"]


def test_a_heading_without_a_line_is_left_out() -> None:
    heads = [head for head, _ in card([], [("三次", "three")], [], "zh")]
    assert say("zh", *GROUPS["change"]) not in heads
    assert say("zh", *GROUPS["input"]) not in heads
    assert say("zh", *GROUPS["precision"]) in heads
