"""The cover of a proposal's workbook."""

from __future__ import annotations

from sim.proposal.annex.material import Material
from sim.proposal.trust import GROUPS
from sim.words import say


def proposal_cover(material: Material, lang: str) -> list[tuple[str, str]]:
    """The cover of the workbook: title, what it was made by, and what it says."""
    words = material.words(lang)
    told = [(group, text) for group, text in words.statements if group in GROUPS]
    before = ["", *(group for group, _ in told)]
    heads = [say(lang, *GROUPS[group]) if group != last else "" for (group, _), last in zip(told, before, strict=False)]
    rows = [(head, text) for head, (_, text) in zip(heads, told, strict=True)]
    return [(words.title, words.foot), (say(lang, "口径", "Scope"), words.scope), *rows]
