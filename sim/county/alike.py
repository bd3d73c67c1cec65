"""Townships that are written in several ways, where no table of townships says how many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sim.problems import Phrase, phrase
from sim.table import FilledRow, Findings
from sim.table.names import placed, stem_and_kind


def alike_townships(found: Mapping[str, Sequence[FilledRow]], above: Callable[[str], str], findings: Findings) -> None:
    """Ask about spellings that seem to be one township.

    A fault: the same but for spaces, traditional characters, 人民政府 or the county before it, or with and without its
    kind (东里 and 东里镇). A remark: the same name with several kinds (东里镇, 东里乡 and 东里镇街道), which are often
    as many townships.

    Args:
        found: rows of villages by the spelling of their township.
        above: takes off a name what stands before it down to the county.
    """
    groups: dict[str, dict[str, str]] = {}
    for word in found:
        groups.setdefault(_root(above(word)), {})[word] = placed(above(word))
    for root, places in groups.items():
        if len(places) > 1:
            _ask({word: found[word] for word in places}, places, root, findings)


def _ask(found: Mapping[str, Sequence[FilledRow]], places: Mapping[str, str], root: str, findings: Findings) -> None:
    """Ask about the spellings of one root; ``places`` has each as ``placed`` makes it."""
    kinds, names = {place.removeprefix(root) for place in places.values()}, _written(found)
    if len(kinds) == len(places) and "" not in kinds:
        rows = [row for of in found.values() for row in of]
        told = phrase("county.two_kinds", names=names)
        findings.remark("county.two_kinds", rows[0].table.raw.whole(), told, [row.number for row in rows])
        return
    most = max(found, key=lambda word: len(found[word]))
    same = (word for word in found if word != most and ("" in kinds or places[word] == places[most]))
    if (odd := next(same, None)) is not None:
        where, told = found[odd][0].where("township"), phrase("county.alike", names=names)
        hint = phrase("county.one_spelling")
        findings.fault("county.alike_townships", where, told, phrase("county.one_name"), hint)


def _root(word: str) -> str:
    """A name without its kinds: 东里 of 东里镇 and of 东里镇街道."""
    stem, kind = stem_and_kind(word)
    return _root(stem) if kind else stem


def _written(found: Mapping[str, Sequence[FilledRow]]) -> tuple[Phrase, ...]:
    """Each spelling with the first of its rows."""
    return tuple(
        phrase("county.spelling", name=rows[0].text("township"), rows=tuple(str(r.number) for r in rows))
        for rows in found.values()
    )
