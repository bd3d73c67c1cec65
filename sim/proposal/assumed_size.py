"""That the size of a county is not known, where its tables leave it out."""

from __future__ import annotations

from sim.county.county import County
from sim.problems import Phrase, said
from sim.proposal.lines import Statement

SIZE = ("note.area", "note.rural_population")
"""Notes on what makes a county large or small: with both assumed, it is a county of the mean."""


def size_remarks(county: County) -> list[Statement]:
    """One line that says what of the county's size is assumed, and how; none where its tables tell it."""
    lacking = [
        n for n in county.notes if n.status == "assumed" and isinstance(n.what, Phrase) and n.what.key in SIZE
    ]
    if not lacking:
        return []
    zh = "、".join(f"{said(n.what, 'zh')}（{said(n.source, 'zh')}）" for n in lacking)
    en = ", ".join(f"{said(n.what, 'en')} ({said(n.source, 'en')})" for n in lacking)
    return [Statement(
        "size", f"{zh}未填，是假定的：里程、件量和成本只代表这样一个县；先在“县”表填写，结果才是本县的",
        f"Assumed, since not given: {en}. Distances, parcels and costs are of such a county; fill in the sheet county "
        "first to have those of this one",
    )]
