"""The cover of a proposal's workbook."""

from __future__ import annotations

from sim.proposal.annex.proposal_cover import proposal_cover
from tests.proposal.annex.test_annex import MATERIAL


def test_title_scope_and_each_group_once() -> None:
    rows = proposal_cover(MATERIAL, "en")
    assert rows[0] == ("t", "f")
    assert rows[1] == ("Scope", "s")
    assert [text for _, text in rows[2:]] == ["en first", "en limit"]
    heads = [head for head, _ in rows[2:] if head]
    assert len(heads) == len(set(heads)) == 2
